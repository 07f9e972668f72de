"""The widget of `browse` and `explore`: titles and figures at once, sentences when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from traitlets import Dict

from helpers.show.widget import Widget, script, style

if TYPE_CHECKING:
    from helpers.show.browse import Browser


class BrowseWidget(Widget):
    """Carries messages between the browser and a `Browser`."""

    _esm = script("browse")
    _css = style("browse")
    contents = Dict().tag(sync=True)

    def __init__(self, browser: Browser):
        super().__init__(browser, contents=browser.contents())
