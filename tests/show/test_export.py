"""Files that are the same on every run, spreadsheets that run nothing, HTML that is escaped."""

import io
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from helpers import analyse, load_articles, plot_voices, save_figure, summarise
from helpers.files import write_whole
from helpers.show.drawing import FigureText
from helpers.show.export import as_csv, for_spreadsheets

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = '"><script>alert(1)</script>&'
# Draws the same figure in a process of its own, and prints where.
DRAW = """
import sys, matplotlib; matplotlib.use("Agg")
import pandas as pd
from helpers import analyse, plot_course, plot_voices, save_figure, show_table, summarise, summarise_course
articles = pd.DataFrame({"article_id": ["a", "b"], "text": ['"We won," she said. It rained.', "They left in shame."]})
analysis = analyse(articles)
save_figure(plot_voices(summarise(analysis, by="article_id")), "voices", folder=sys.argv[1])
save_figure(plot_course(summarise_course(analysis)), "course", folder=sys.argv[1])
open(sys.argv[1] + "/table.html", "w").write(show_table(analysis.segments, "Segments").html)
"""


def figure(title="Title", caption="Caption", alt="Alt", data=None):
    axes = plt.subplots(figsize=(2, 1))[1]
    axes.figure_text = FigureText(title, caption, alt, pd.DataFrame({"n": [1]}) if data is None else data)
    return axes


class Tags(HTMLParser):
    """All tags of a page with their attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def html_of(thing):
    return thing._repr_mimebundle_()["text/html"]


def test_bytes_are_the_same_in_two_processes_with_other_hash_seeds(tmp_path):
    contents = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        command = [sys.executable, "-c", DRAW, str(folder)]
        subprocess.run(command, check=True, cwd=ROOT, env={"PYTHONHASHSEED": seed, "PATH": "", "HOME": str(tmp_path)})
        contents.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert len(contents[0]) == 13
    assert [name for name in contents[0] if contents[0][name] != contents[1][name]] == []


def test_a_figure_leaves_six_files_and_is_closed(tmp_path):
    saved = save_figure(figure(), "voices", folder=tmp_path / "new" / "folder")
    names = {path.name for path in (tmp_path / "new" / "folder").iterdir()}
    assert names == {f"voices.{ending}" for ending in ("png", "svg", "pdf", "csv", "caption.txt", "alt.txt")}
    assert saved.files["png"].read_bytes().startswith(b"\x89PNG")
    assert b"<svg" in saved.files["svg"].read_bytes()
    assert saved.files["pdf"].read_bytes().startswith(b"%PDF")
    assert saved.files["caption.txt"].read_text(encoding="utf-8") == "Title\n\nCaption\n"
    assert saved.files["alt.txt"].read_text(encoding="utf-8") == "Alt\n"
    assert plt.get_fignums() == []


def test_the_picture_has_300_dots_an_inch(tmp_path):
    # The pHYs chunk counts dots a metre: 300 / .0254 = 11811.
    png = save_figure(figure(), "x", folder=tmp_path).files["png"].read_bytes()
    at = png.index(b"pHYs") + 4
    assert int.from_bytes(png[at : at + 4], "big") == pytest.approx(300 / 0.0254, abs=1)


def test_the_numbers_behind_a_figure_read_back(tmp_path, sample):
    summary = summarise(sample, by="outlet")
    axes = plot_voices(summary)
    data = axes.figure_text.data
    read = pd.read_csv(save_figure(axes, "voices", folder=tmp_path).files["csv"])
    pd.testing.assert_frame_equal(read, data, check_dtype=False)
    assert b"\r" not in (tmp_path / "voices.csv").read_bytes()


@pytest.mark.parametrize("name", ["../../etc/passwd", "/x/y", "a b/c", "..", "", "x\x00y", "CON: $1"])
def test_names_stay_inside_the_folder(tmp_path, name):
    saved = save_figure(figure(), name, folder=tmp_path / "figures")
    assert {path.parent for path in saved.files.values()} == {tmp_path / "figures"}
    assert list(tmp_path.iterdir()) == [tmp_path / "figures"]


def test_axes_of_somebody_else_are_refused():
    with pytest.raises(ValueError, match="plot_"):
        save_figure(plt.subplots()[1], "x")


def test_a_figure_shows_itself_with_escaped_alternative_text_and_caption(tmp_path):
    page = html_of(save_figure(figure(caption=HOSTILE, alt=HOSTILE), "x", folder=tmp_path))
    tags = Tags(page).found
    assert [tag for tag, _ in tags] == ["figure", "img", "figcaption"]
    assert tags[1][1]["alt"] == HOSTILE
    assert tags[1][1]["src"].startswith("data:image/png;base64,")


def test_a_column_name_that_a_spreadsheet_would_run_is_neutralised():
    assert for_spreadsheets(pd.DataFrame({"=1+1": [1], "b": ["x"]})).columns.tolist() == ["'=1+1", "b"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")'])
def test_cells_that_a_spreadsheet_would_run_are_neutralised(cell):
    table = for_spreadsheets(pd.DataFrame({"text": [cell, "plain", None], "n": [-1.0, 2, 3]}))
    assert table["text"].tolist()[:2] == ["'" + cell.replace("\r", "\n"), "plain"]
    assert table["n"].tolist() == [-1.0, 2, 3]


def test_a_figure_of_a_hostile_name_saves_a_neutral_cell(tmp_path, articles_of):
    summary = summarise(analyse(articles_of(a="It rained.").assign(outlet='=HYPERLINK("x")')), by="outlet")
    saved = save_figure(plot_voices(summary), "x", folder=tmp_path)
    assert set(pd.read_csv(saved.files["csv"])["outlet"]) == {'\'=HYPERLINK("x")'}


def test_categories_and_lone_returns_survive_the_way_through_a_file():
    table = pd.DataFrame({"outlet": pd.Categorical(["=x", "y"]), "text": ["a\rb", 'c"d,e\nf']})
    read = pd.read_csv(io.StringIO(for_spreadsheets(table).to_csv(index=False, lineterminator="\n"), newline=""))
    assert read["outlet"].tolist() == ["'=x", "y"]
    assert read["text"].tolist() == ["a\nb", 'c"d,e\nf']


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path):
    path = tmp_path / "figure.png"
    write_whole(path, b"old")
    with pytest.raises(TypeError):
        write_whole(path, "not bytes")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


STORY = "The mayor said on Monday that the bridge will close in May for two years, and that nobody should worry."


@pytest.mark.parametrize("text", ["=1+1", "＝1+1", " =1+1", "\u3000＋1", "\t@x", "'=1+1", "-1", "＠x", "\n=1"])
def test_formulas_in_any_width_are_neutralised(text):
    shown = for_spreadsheets(pd.DataFrame({"text": [text]}))["text"][0]
    assert shown == "'" + text


@pytest.mark.parametrize("text", ["'Tis late", "a=1", "– he said", ""])
def test_texts_are_left_alone(text):
    assert for_spreadsheets(pd.DataFrame({"text": [text]}))["text"][0] == text


def test_what_is_exported_is_loaded_as_it_was(tmp_path):
    odd = ["=1+1", "＝1+1", "'=1+1", "'@mayor' is", "@mayor", "'Tis late", "-5 degrees"]
    given = pd.DataFrame({
        "article_id": [f"a{n}" for n in range(len(odd))],
        "text": [f"{start} {STORY} {n}" for n, start in enumerate(odd)],
        "headline": odd, "outlet": odd, "published": "2021-03-14",
    })  # fmt: skip
    first = load_articles(given)
    (tmp_path / "articles.csv").write_bytes(as_csv(first))
    again = load_articles(tmp_path / "articles.csv")
    columns = ["article_id", "text", "headline", "outlet", "published"]
    assert again[columns].equals(first[columns])
    assert again.text.tolist() == given.text.tolist()


def test_a_table_that_is_not_the_kit_s_keeps_its_apostrophes(tmp_path):
    (tmp_path / "x.csv").write_text(f"id,text\n1,\"'@mayor' is {STORY}\"\n")
    assert load_articles(tmp_path / "x.csv").text[0].startswith("'@mayor'")


@pytest.mark.filterwarnings("ignore:Glyph")
def test_names_that_no_xml_can_hold(tmp_path):
    names = {"article_id": ["a\x01", "b"], "outlet": ["Har\x07row\ufffe Post", "Wire\ud800"], "text": [STORY, STORY]}
    analysis = analyse(pd.DataFrame(names, dtype=object))
    assert analysis.articles["article_id"].tolist() == ["a", "b"]
    assert analysis.articles["outlet"].tolist() == ["Harrow Post", "Wire\ufffd"]
    files = save_figure(plot_voices(summarise(analysis, by="outlet")), "x", folder=tmp_path).files
    ElementTree.parse(files["svg"])
    axes = figure(title="Har\x07row")
    axes.set_title("Har\x07row\x0c")
    ElementTree.parse(save_figure(axes, "y", folder=tmp_path).files["svg"])
    loaded = load_articles(pd.DataFrame({"text": [STORY], "outlet": ["Har\x07row"], "o\x01dd": [1], "odd": [2]}))
    assert (loaded.outlet[0], loaded.odd[0], loaded.odd_given[0]) == ("Harrow", 1, 2)
