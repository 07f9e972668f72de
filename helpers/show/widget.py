"""What the widgets share: script and style with their common part before them, and a twin where no script runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import anywidget
from ipywidgets import Dropdown, HBox, Label, Text, VBox
from traitlets import Dict

if TYPE_CHECKING:
    from helpers.show.browse import Browser
    from helpers.show.coding import Coding
    from helpers.show.picking import Choice

HERE = Path(__file__).resolve().parent


# The files of a widget's script, in their order.
PARTS = {
    "coding": ("common", "coding"),
    "table": ("common", "table"),
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


class TableWidget(anywidget.AnyWidget):
    """A table that sorts and filters: all it needs is in it, nothing comes back."""

    _esm = script("table")
    _css = style("table")
    table = Dict().tag(sync=True)


class BrowseWidget(Widget):
    """The widget of `browse` and `explore`: titles and figures at once, sentences when they are asked for."""

    _esm = script("browse")
    _css = style("browse")
    contents = Dict().tag(sync=True)

    def __init__(self, browser: Browser):
        super().__init__(browser, contents=browser.contents())


class PickerWidget(VBox):
    """The widget of `pick`: a list, for paths a line to type in, and what to do next. Labels are texts, never HTML."""

    def __init__(self, choice: Choice):
        wide = {"width": "auto", "flex": "1 1 auto", "max_width": "56rem"}
        options = [(label, n) for n, label in enumerate(choice.labels)]
        listed = Dropdown(options=options, value=choice.at, description=choice.title, layout=wide)
        typed = Text(value=choice.typed, description="or type it", placeholder="a path", layout=wide,
                     continuous_update=False)  # fmt: skip
        say = Label(choice.how, layout=wide)
        rows = [HBox([listed, typed]), say] if choice.free else [listed, say]
        super().__init__(rows, layout=wide)
        self.choice = choice

        def chosen(change: dict) -> None:
            if change["owner"] is listed:
                typed.value = ""  # what was done last counts
            choice.take(listed.value, typed.value)
            say.value = choice.how

        for part in (listed, typed):
            part.observe(chosen, names="value")

    @property
    def value(self) -> object:
        """What is chosen."""
        return self.choice.value

    def _repr_mimebundle_(self, **kwargs: object) -> dict:
        shown = self.choice.show()
        return super()._repr_mimebundle_(**kwargs) | {"text/html": shown.html, "text/plain": shown.plain}
