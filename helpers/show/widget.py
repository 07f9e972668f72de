"""What the widgets share: script and style with their common part before them, and a twin where no script runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import anywidget
from traitlets import Dict

if TYPE_CHECKING:
    from helpers.show.browse import Browser
    from helpers.show.coding import Coding

HERE = Path(__file__).resolve().parent


# The files of a widget's script, in their order.
PARTS = {
    "coding": ("common", "coding"),
    "browse": ("common", "finding", "browse_parts", "browse_words", "browse_list", "browse_article", "browse_measures",
               "browse_why", "browse_figure", "browse"),
}  # fmt: skip


def script(name: str) -> str:
    """The module of a widget, in one piece."""
    return "".join((HERE / f"{part}.js").read_text("utf-8") for part in PARTS[name])


def style(name: str) -> str:
    """The style sheet of a widget, in one piece."""
    return (HERE / "theme.css").read_text("utf-8") + (HERE / f"{name}.css").read_text("utf-8")


class Widget(anywidget.AnyWidget):
    """A widget that carries messages to `work.answer` and back, and shows `work.show()` where no script runs.

    Messages are sent one by one: updates of a trait are merged on their way, and fast keys would be lost.
    """

    def __init__(self, work: object, **traits: object):
        super().__init__(**traits)
        self.work = work
        self.on_msg(lambda _, message, __: self.send(work.answer(message)))

    def _repr_mimebundle_(self, **kwargs: object) -> tuple[dict, dict]:
        data, metadata = super()._repr_mimebundle_(**kwargs)
        shown = self.work.show()
        return data | {"text/html": shown.html, "text/plain": shown.plain}, metadata


class CodingWidget(Widget):
    """The widget of `code_sample`: the questions at once, every answer as a message."""

    _esm = script("coding")
    _css = style("coding")
    questions = Dict().tag(sync=True)

    def __init__(self, coding: Coding):
        super().__init__(coding, questions=coding.questions())


class BrowseWidget(Widget):
    """The widget of `browse` and `explore`: titles and figures at once, sentences when they are asked for."""

    _esm = script("browse")
    _css = style("browse")
    contents = Dict().tag(sync=True)

    def __init__(self, browser: Browser):
        super().__init__(browser, contents=browser.contents())
