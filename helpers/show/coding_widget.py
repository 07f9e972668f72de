"""The widget of `code_sample`: carries messages between the browser and `Coding`, and a table where no script runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import anywidget
from traitlets import Dict

if TYPE_CHECKING:
    from helpers.show.coding import Coding

HERE = Path(__file__).resolve().parent


class CodingWidget(anywidget.AnyWidget):
    """Codes go as messages, one by one: updates of a trait are merged on their way, and fast keys would be lost."""

    _esm = HERE / "coding.js"
    _css = HERE / "coding.css"
    questions = Dict().tag(sync=True)

    def __init__(self, coding: Coding):
        super().__init__(questions=coding.questions())
        self.coding = coding
        self.on_msg(lambda _, message, __: self.send(coding.answer(message)))

    def _repr_mimebundle_(self, **kwargs: object) -> tuple[dict, dict]:
        data, metadata = super()._repr_mimebundle_(**kwargs)
        shown = self.coding.show()
        return data | {"text/html": shown.html, "text/plain": shown.plain}, metadata
