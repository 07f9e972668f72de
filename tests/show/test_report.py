"""The report: one page that stands alone, loads nothing and says what it does not show."""

import os
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

from helpers.show import report as report_module
from helpers.show.report import NOTEBOOK, main, make_report

ROOT = Path(__file__).resolve().parents[2]
FIGURES = 8  # voices, corrected shares, sources, stance, loaded, sentiment, readability, course


class Page(HTMLParser):
    """Tags with their attributes, and the text that a reader sees."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text, self.open = [], "", []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "made" / "report.html"
    codes = str(ROOT / "data" / "hand_codes.csv")
    assert make_report(str(ROOT / "data" / "articles"), codes=codes, report=path) == path
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(raw):
    return Page(raw)


def test_tables_stand_in_the_page_where_no_widget_can(page, raw):
    assert len(page.all("caption")) >= 12  # of the notebook's tables; some have one row or none
    assert "widget-view" not in raw


def test_the_page_loads_nothing_from_outside(page, raw):
    for tag, attributes in page.tags:
        for name in ("src", "srcset", "data", "poster", "background", "action"):
            assert attributes.get(name, "data:").startswith("data:"), (tag, attributes)
        assert not any(name.startswith("on") for name in attributes)
    assert not {"script", "link", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in page.tags}
    styles = " ".join([attributes.get("style") or "" for _, attributes in page.tags])
    assert "url(" not in styles and "@import" not in raw
    policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy


def test_links_are_plain_links(page):
    assert all(a["href"].startswith(("#", "http://", "https://")) for a in page.all("a") if "href" in a)


def test_every_figure_has_alternative_text_and_a_caption(page):
    images = page.all("img")
    assert len(images) == FIGURES == len(page.all("figcaption"))
    assert all(len(image["alt"]) > 40 for image in images)
    assert "not corrected by hand-coded sentences" in page.text
    assert "corrected by 199 hand-coded sentences of 24 articles" in page.text


def test_the_page_says_what_it_does_not_show_and_with_what_it_was_made(page):
    for words in ("What this does not show", "Not what people would say, word by word", "Not a bias score", "Not truth",
                  "Not about the outlet", "Accuracy on public data", "syllables: CMUdict"):  # fmt: skip
        assert words in page.text


def test_the_page_has_a_title_a_language_and_no_code(page, raw):
    assert page.all("html")[0]["lang"] == "en"
    assert raw.count("<title>Media voices report</title>") == 1
    assert "from helpers import" not in page.text and "save_figure" not in page.text
    assert "Traceback" not in page.text and "UserWarning" not in page.text


def test_the_page_does_not_tell_where_it_was_made(raw):
    assert str(ROOT) not in raw and str(Path.home()) + "/" not in raw


def test_the_sample_is_in_it(page):
    for outlet in ("halden-wire", "eastholm-chronicle", "unbowed-lantern", "karrowby-gazette"):
        assert outlet in page.text.lower().replace(" ", "-")


def test_a_path_that_is_not_there_ends_with_2_and_says_how_to_call(capsys):
    assert main(["no/such/folder"]) == 2
    assert main(["--codes", "no/such.csv", str(ROOT / "data" / "articles")]) == 2
    said = capsys.readouterr()
    assert "no/such/folder" in said.err and "make report ARTICLES=" in said.err


def test_columns_that_are_not_understood_end_with_2_and_name_the_fields(capsys):
    assert main([str(ROOT / "data" / "articles"), "txt=Story copy"]) == 2
    assert "no field 'txt'" in (said := capsys.readouterr().err) and "published" in said


@pytest.fixture
def reports_to(tmp_path, monkeypatch):
    """`main` as the command line runs it, with the report in the temporary folder."""
    path = tmp_path / "r.html"
    monkeypatch.setattr(report_module.make_report, "__kwdefaults__", {"notebook": NOTEBOOK, "report": path})
    return path


def test_a_folder_with_bad_files_goes_through(tmp_path, reports_to, capsys):
    folder = tmp_path / "articles"
    folder.mkdir()
    text = "Council votes for bridge\n\nThe council met on Tuesday. “We won <script>alert(1)</script>,” said Ann Cole."
    (folder / "good.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "word.txt").write_text("Hello", encoding="utf-8")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (folder / "table.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert main([str(folder)]) == 0
    assert str(reports_to) in capsys.readouterr().out
    page = Page(reports_to.read_text(encoding="utf-8"))
    assert "script" not in {tag for tag, _ in page.tags}
    for name in ("good", "empty", "word", "picture", "table"):
        assert name in page.text  # in the table of articles or of what was passed over
    assert len(page.all("img")) == FIGURES - 1  # nobody coded


def test_nothing_that_lies_beside_the_articles_is_run(tmp_path, reports_to):
    """Modules and packages named like the kit's and its packages', and what Python itself looks for at its start."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "story.txt").write_text("The council met on Tuesday. It voted for the bridge.", encoding="utf-8")
    names = ["helpers", "pandas", "numpy", "matplotlib", "textstat", "nltk", "vaderSentiment", "ipykernel_launcher",
             "sitecustomize", "usercustomize", "json", "os", "IPython", "trafilatura", "colorsys"]  # fmt: skip
    for place in (tmp_path, folder):
        for name in names:
            (place / f"{name}.py").write_text(f"open({str(tmp_path / 'PWNED')!r}, 'w').close()", encoding="utf-8")
            (place / name).mkdir()
            (place / name / "__init__.py").write_text(f"open({str(tmp_path / 'PWNED')!r}, 'w').close()")
        (place / "matplotlibrc").write_text("text.usetex: True\n")
        (place / "ipython_config.py").write_text(f"open({str(tmp_path / 'PWNED')!r}, 'w').close()")
    assert main([str(folder / "story.txt")]) == 0
    assert main([str(folder)]) == 0
    assert not (tmp_path / "PWNED").exists()


def test_nothing_to_measure_is_an_error_of_one_line(tmp_path, reports_to, capsys):
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main([str(tmp_path / "empty.txt")]) == 1
    last = capsys.readouterr().err.strip().splitlines()[-1]
    assert "report was not made" in last and "Error" in last
    assert not reports_to.exists()


def test_a_notebook_without_parameters_is_an_error(tmp_path):
    path = tmp_path / "book.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Title")]), path)
    with pytest.raises(ValueError, match="parameters"):
        make_report("x", notebook=path, report=tmp_path / "r.html")


def test_the_report_of_one_checkout_is_made_by_its_own_helpers(tmp_path):
    """Two checkouts may share an environment, whose installed helpers are those of one of them."""
    copy = tmp_path / "checkout"
    for name in ("helpers", "notebooks", "data"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("output", "__pycache__", "styles"))
    verbs = copy / "helpers" / "__init__.py"
    changed = "\n\ndef name_versions():\n    return 'made by the second checkout'\n"
    verbs.write_text(verbs.read_text(encoding="utf-8") + changed, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name not in ("KIT_OUTPUT", "PYTHONPATH")}
    story = str(copy / "data" / "articles" / "halden-wire" / "water-ruling.txt")
    command = [sys.executable, "-m", "helpers.show.report", story]
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    output = copy / "data" / "output"
    assert "made by the second checkout" in (output / "report.html").read_text(encoding="utf-8")
    assert (output / "figures" / "voices.png").is_file()


@pytest.fixture
def outlets(tmp_path):
    for outlet, end in (("Harrow Post", "won"), ("Valley Wire", "lost")):
        (tmp_path / "news" / outlet).mkdir(parents=True)
        story = f"The council met on Tuesday. “We {end},” said Ann Cole, who leads it. It was a shameful night."
        (tmp_path / "news" / outlet / "bridge.txt").write_text(story, encoding="utf-8")
    return tmp_path / "news"


def test_a_report_is_the_same_on_every_run_and_a_pattern_has_outlets(outlets, reports_to):
    assert main([str(outlets)]) == 0
    first = reports_to.read_bytes()
    assert main([str(outlets)]) == 0
    assert reports_to.read_bytes() == first
    assert main([str(outlets / "*" / "*.txt")]) == 0
    assert "Valley Wire" in Page(reports_to.read_text(encoding="utf-8")).text


@pytest.mark.parametrize(
    ("problem", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (PermissionError(13, "Permission denied"), 1, "KIT_OUTPUT"),
        (RuntimeError("Kernel died before replying"), 1, "127.0.0.1"),
    ],
)
def test_what_stops_a_report_is_said_in_a_sentence(monkeypatch, capsys, tmp_path, problem, code, said):
    def stopped(*_arguments, **_named):
        raise problem

    monkeypatch.setattr(report_module, "make_report", stopped)
    assert main([str(tmp_path)]) == code
    assert said in capsys.readouterr().err


def test_a_place_where_nothing_can_be_written_is_said(monkeypatch, capsys, tmp_path):
    (tmp_path / "file").write_text("x")
    path = tmp_path / "file" / "report.html"
    monkeypatch.setattr(report_module.make_report, "__kwdefaults__", {"notebook": NOTEBOOK, "report": path})
    assert main([str(tmp_path)]) == 1
    assert "KIT_OUTPUT" in capsys.readouterr().err
