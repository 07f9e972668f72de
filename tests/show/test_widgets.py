"""Scripts and styles of the widgets: text stays text, nothing is asked for, no name reaches into the page."""

import re
import tomllib
from pathlib import Path

import pytest

from helpers.show.widget import script, style
from helpers.voice import VOICE_STYLE, VOICES

ROOT = Path(__file__).resolve().parents[2]


def test_scripts_and_styles_go_into_the_package():
    package = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert package["tool"]["setuptools"]["package-data"] == {"helpers.show": ["*.js", "*.css"]}


@pytest.mark.parametrize("name", ["coding", "browse", "table"])
def test_article_text_reaches_the_page_as_text_only(name):
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|fetch\(|https?:", script(name))
    assert script(name).count("export default") == 1


@pytest.mark.parametrize("name", ["coding", "browse", "table"])
def test_style_has_its_names_to_itself_and_the_colours_of_the_voices(name):
    classes = re.findall(r"\.(-?[A-Za-z][\w-]*)", re.sub(r"/\*.*?\*/|url\([^)]*\)", "", style(name)))
    assert {name for name in classes if not name.startswith("mv-")} == set()
    for voice in VOICES[:2] + VOICES[3:]:
        assert f"--mv-{voice}: light-dark({VOICE_STYLE[voice].ground}," in style(name)
