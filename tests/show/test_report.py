"""The report: the answer on the first page, everything behind it, the same numbers everywhere, nothing half written."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from helpers import adjudicate, read_accuracy, read_codes, read_sample
from helpers.analysis import analyse
from helpers.intake.decoding import ArticleError
from helpers.results.findings import choose_findings, say_all
from helpers.results.tables_of_report import choose_example, make_tables
from helpers.show import report as command
from helpers.show import reporting
from helpers.show.names import as_written
from helpers.show.report import main
from helpers.show.reporting import choose_groups, report
from helpers.show.sections import Composer

ROOT = Path(__file__).resolve().parents[2]
SAMPLE, CODES = ROOT / "data" / "articles", ROOT / "data" / "hand_codes.csv"
ENDINGS = ["png", "svg", "pdf", "csv", "caption.txt", "alt.txt"]
LETTERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
VOID = {"meta", "img", "br", "hr", "input", "link"}


class Page(HTMLParser):
    """Tags with their attributes and those around them, and the text that a reader sees, by the ids around it."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text, self.open, self.of = [], "", [], {}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not any(tag == "style" for tag, _ in self.open):
            self.text += data
            for name in {attributes.get("id") or attributes.get("class", "") for _, attributes in self.open}:
                self.of[name] = self.of.get(name, "") + data

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def made(output):
    return report(SAMPLE, codes=CODES, output=output)


@pytest.fixture(scope="module")
def raw(made):
    return (made.folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(raw):
    return Page(raw)


@pytest.fixture(scope="module")
def findings(sample):
    drawn = read_sample(CODES)
    return say_all(make_tables(sample, by="outlet", coded=(drawn, read_codes(CODES))), names=as_written)


def rows_of(folder, name, of="tables"):
    with (folder / of / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_page_loads_nothing_from_outside(page, raw):
    for tag, attributes in page.tags:
        for name in ("src", "srcset", "data", "poster", "background", "action"):
            assert attributes.get(name, "data:").startswith("data:"), (tag, attributes)
        assert not any(name.startswith("on") for name in attributes)
    assert not {"script", "link", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in page.tags}
    assert "url(" not in raw and "@import" not in raw
    policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'") and "script" not in policy


def test_every_link_leads_to_something(page, made):
    ids = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
    assert len(ids) == len(set(ids))
    for link in (a["href"] for a in page.all("a")):
        if link.startswith("#"):
            assert link[1:] in ids
        elif not link.startswith("https://doi.org/"):
            name, _, place = link.partition("#")
            assert name.startswith(("articles/", "tables/"))
            text = (made.folder / name).read_text(encoding="utf-8")
            assert f'id="{place}"' in text or not place


def test_the_page_is_built_for_those_who_hear_it(page):
    assert page.all("html")[0]["lang"] == "en"
    names = [tag for tag, _ in page.tags]
    assert [names.count(tag) for tag in ("h1", "main", "nav", "header", "footer")] == [1] * 5
    levels = [int(tag[1]) for tag in names if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))
    assert names.count("table") == names.count("caption")
    assert all(th.get("scope") in ("col", "row") for th in page.all("th") if th.get("style") is None)
    assert page.all("a")[0] == {"class": "skip", "href": "#answer"}


def test_every_figure_has_alternative_text_a_caption_and_its_files(page, made):
    images = page.all("img")
    assert len(images) == len(page.all("figcaption")) and all(len(image["alt"]) > 40 for image in images)
    names = {path.name.partition(".")[0] for path in (made.folder / "figures").iterdir()}
    assert names >= {"voices", "corrected", "sources", "stances", "loaded", "headlines", "sentiment", "readability",
                     "differences", "events", "course"}  # fmt: skip
    assert len(images) == len(names) + 2  # two of them on page one, too
    for name in names:
        assert all((made.folder / "figures" / f"{name}.{ending}").is_file() for ending in ENDINGS)
        assert (made.folder / "figures" / f"{name}.caption.txt").read_text("utf-8").partition("\n\n")[2].strip() in \
            page.text  # fmt: skip


def test_the_figure_of_the_rules_own_shares_leads_to_the_corrected_ones(made):
    caption = (made.folder / "figures" / "voices.caption.txt").read_text(encoding="utf-8")
    assert "not corrected here; the next figure is." in caption and "of this corpus" not in caption
    loaded = (made.folder / "figures" / "loaded.caption.txt").read_text(encoding="utf-8")
    assert "not corrected by hand-coded sentences" in loaded


def test_the_figure_of_some_differences_says_of_how_many_they_are(made):
    table = rows_of(made.folder, "differences")
    drawn, clear = rows_of(made.folder, "differences", "figures"), sum(row["clear"] == "True" for row in table)
    assert len(drawn) < len(table) and clear == 0
    caption = (made.folder / "figures" / "differences.caption.txt").read_text(encoding="utf-8")
    assert (f"{len(drawn)} of {len(table)} comparisons are drawn, the nearest; p adjusted for all {len(table)} (Holm): "
            "0 clear.") in caption  # fmt: skip


def test_the_sample_is_called_so_everywhere(page, made):
    assert page.of["answer"] and "Media voices report: The kit’s sample" in page.text
    assert 'title: "The kit’s sample: 24 articles,' in (made.folder / "CITATION.cff").read_text("utf-8")


def test_the_answer_stands_first(page, made, findings):
    answer = page.of["answer"]
    chosen = choose_findings(findings)
    assert [f.sentence for f in made.findings[1:]] == [f.sentence for f in chosen] and 4 <= len(chosen) <= 7
    assert all(finding.sentence in answer for finding in chosen)
    assert made.findings[0].sentence in page.of["corpus"]
    assert page.text.index(chosen[0].sentence) < page.text.index("Contents")
    assert "corrected by 199 hand-coded sentences" in answer and "rules" in page.of["trust"]
    links = [a["href"] for a in page.all("a") if a["href"].startswith("#t-")]
    assert len(links) == len(chosen)  # each leads to its table


def test_every_section_says_a_sentence_and_what_it_does_not_show(page, findings):
    for name in dict.fromkeys(f.section for f in findings if f.section != "trust"):
        assert all(f.sentence in page.of[name] for f in findings if f.section == name)
        assert "What this does not show." in page.of[name]


def equal(printed, value):
    """Whether what is printed is what a cell of a csv holds: a rounded number, a per cent, a word, a name, a day."""
    if printed in LETTERS:
        return float(value) == LETTERS.index(printed)
    if printed.replace("\u202f", " ") in (value, as_written(value)):
        return True
    number = re.fullmatch(r"(?:[=<>] |under |over )?(−?)([\d,]*\.?\d+)(\u202f%)?", printed)
    if not number:
        day = pd.Timestamp(value)
        return f"{day.day} {day:%B}" in printed
    told = float(number[2].replace(",", "")) * (-1 if number[1] else 1)
    decimals = len(number[2].partition(".")[2])
    if printed.startswith(("under", "<")):
        return any(0 <= x < told for x in (float(value), 100 * float(value)))
    if printed.startswith(("over", ">")):
        return any(x > told for x in (float(value), 100 * float(value)))
    scales = [100] if number[3] else [1, 100]  # the ends of an interval have no sign of their own
    return any(abs(scale * float(value) - told) <= 0.5 * 10**-decimals + 1e-9 for scale in scales)


def test_the_numbers_of_every_sentence_are_those_of_the_csv(made, findings):
    tables, seen = {}, 0
    for finding in (made.findings[0], *findings):
        for cell in finding.cells:
            rows = tables.setdefault(cell.table, rows_of(made.folder, cell.table))
            found = [row for row in rows if all(row[name] == str(value) for name, value in cell.row.items())]
            value = found[0][cell.column] if cell.column else str(len(found))
            assert len(found) == 1 or not cell.column
            assert equal(cell.printed, value), (finding.sentence, cell, value)
            assert cell.printed in finding.sentence
            seen += 1
    assert seen > 50


def test_voices_and_loaded_terms_are_those_counted_again_from_the_rows(made):
    """In plain Python, from sentences.csv and hits.csv alone."""
    outlets = {row["article_id"]: row["outlet"] for row in rows_of(made.folder, "articles")}
    words, own, loaded, counted = Counter(), Counter(), Counter(), set()
    for row in rows_of(made.folder, "sentences"):
        if row["kind"] == "sentence":
            counted.add((row["article_id"], row["sentence"]))
            for voice in ("quoted", "attributed", "narrated", "editorial"):
                words[outlets[row["article_id"]], voice] += int(row[f"n_{voice}"])
    for row in rows_of(made.folder, "hits"):
        if row["loaded"] == "True" and (row["article_id"], row["sentence"]) in counted:
            loaded[outlets[row["article_id"]], row["whose"]] += 1
    for (outlet, voice), n in words.items():
        own[outlet] += n if voice in ("narrated", "editorial") else 0
    for row in rows_of(made.folder, "summary"):
        outlet, voice = row["outlet"], row["voice"]
        if (outlet, voice) in words:
            whole = sum(n for (of, _), n in words.items() if of == outlet)
            assert float(row["words_share"]) == pytest.approx(words[outlet, voice] / whole, abs=1e-12)
        if voice == "outlet":
            assert float(row["loaded_per_1000_words"]) == pytest.approx(1000 * loaded[outlet, voice] / own[outlet])
            assert int(row["n_loaded"]) == loaded[outlet, voice]


def test_cells_of_the_tables_are_those_of_the_csv(made, page):
    shown = page.of["c-voices"]
    assert "tables/summary.csv" in shown
    of_all = {row["outlet"]: row for row in rows_of(made.folder, "summary") if row["voice"] == "all"}
    for outlet, row in of_all.items():
        assert re.search(rf"{as_written(outlet)}\s*{row['n_articles']}\s*{int(row['n_words']):,}", page.of["t-voices"])


def test_accuracy_is_there_in_full_and_the_weakest_figures_stand_first(page, made):
    accuracy = read_accuracy()
    table = page.of["t-accuracy"]
    assert table.count("\n") >= len(accuracy)
    words = pd.read_csv(ROOT / "data" / "reference" / "accuracy_words.csv", keep_default_na=False)
    assert set(words["measure"]) == set(accuracy["measure"]) and words["measure"].is_unique
    better = accuracy.merge(words, on="measure").query("better == 'higher'")
    weakest = better.loc[better["value"].idxmin()]
    assert re.search(rf"value\s*{re.escape(weakest['what'])}", table)
    assert "first 60" not in table


def test_the_page_does_not_tell_where_it_was_made(made):
    for path in made.folder.rglob("*"):
        if path.suffix in (".html", ".csv", ".md", ".json", ".txt", ".cff"):
            text = path.read_text(encoding="utf-8")
            assert str(ROOT) not in text and str(Path.home()) + "/" not in text, path


def test_what_is_empty_is_left_out(page):
    assert "Passed over" not in page.text and 'id="passed_over"' not in page.text


@pytest.fixture
def outlets(tmp_path):
    for outlet, end in (("Harrow Post", "won"), ("Valley Wire", "lost")):
        (tmp_path / "news" / outlet).mkdir(parents=True)
        story = f"The council met on Tuesday. “We {end},” said Ann Cole, who leads it. It was a shameful night."
        (tmp_path / "news" / outlet / "bridge.txt").write_text(story, encoding="utf-8")
    return tmp_path / "news"


def contents(folder):
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    manifest = json.loads(found.pop("manifest.json"))
    return found, {key: value for key, value in manifest.items() if key != "time"}


def test_a_report_is_the_same_on_every_run(outlets, tmp_path):
    first = report(outlets, output=tmp_path / "out")
    before = contents(first.folder)
    assert contents(report(outlets, output=tmp_path / "out").folder) == before
    page = (first.folder / "report.html").read_text("utf-8")
    faint = re.findall(r'<tr class="faint"><th scope="row"[^>]*>([^<]*)', page)
    assert {"Harrow Post", "Valley Wire"} == set(faint)  # under 100 words


@pytest.fixture
def _no_figures(monkeypatch):
    """They take their time."""
    for name in ("sections", "appendix", "compact"):
        monkeypatch.setattr(reporting.Composer, name, lambda *_: {})


@pytest.mark.usefixtures("_no_figures")
def test_another_corpus_has_a_folder_of_its_own_and_what_changed_is_said(outlets, tmp_path):
    first = report(outlets, output=tmp_path / "out")
    before = contents(first.folder)
    text = (outlets / "Valley Wire" / "bridge.txt").read_text(encoding="utf-8")
    (outlets / "Valley Wire" / "bridge.txt").write_text(text + " They slept.", encoding="utf-8")
    again = report(str(outlets / "*" / "*.txt"), output=tmp_path / "out")  # a pattern is another corpus
    assert again.folder != first.folder and contents(first.folder) == before
    assert "1 article changed" in report(outlets, output=tmp_path / "out").changes


@pytest.mark.usefixtures("_no_figures")
def test_a_run_that_fails_leaves_the_last_report_and_says_so(outlets, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(report.__kwdefaults__, "output", tmp_path / "out")
    assert main([str(outlets)]) == 0
    folder = tmp_path / "out" / "news"
    assert str(folder) in capsys.readouterr().out
    before = contents(folder)

    def broken(*_):
        raise ValueError("a page that cannot be made")

    monkeypatch.setattr(reporting, "make_report", broken)
    assert main([str(outlets)]) == 1
    assert capsys.readouterr().err.strip().splitlines()[-1] == "The report was not made: a page that cannot be made"
    assert contents(folder) == before


def test_a_folder_with_bad_files_goes_through_and_text_is_only_text(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    story = "Council votes for <b>bridge</b>\n\nThe council met on Tuesday. “We won <script>alert(1)</script>,” said "
    (folder / "good.txt").write_text(f"{story}Ann <img src=x onerror=alert(2)> Cole.", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (folder / "table.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / "sounds.mp3").write_bytes(b"ID3")
    with pytest.warns(UserWarning, match="Passed over"):
        made = report(folder, output=tmp_path / "out")
    page = Page((made.folder / "report.html").read_text(encoding="utf-8"))
    assert "script" not in {tag for tag, _ in page.tags}
    assert all(image["src"].startswith("data:image/png") for image in page.all("img"))
    for name in ("good", "empty", "picture", "table"):
        assert name in page.of["t-articles"]
    assert "sounds.mp3" in page.of["t-passed_over"]


def run(arguments, cwd, **environment):
    kept = {name: value for name, value in os.environ.items() if name not in ("KIT_OUTPUT", "PYTHONPATH")}
    return subprocess.run([sys.executable, *arguments], cwd=cwd, env=kept | environment, capture_output=True, text=True)


@pytest.mark.parametrize("flags", [["-P"], []])
def test_nothing_that_lies_beside_the_articles_is_run(tmp_path, flags):
    """Modules named like the kit's packages, and what Python and matplotlib look for at their start."""
    names = ["pandas", "numpy", "matplotlib", "textstat", "nltk", "vaderSentiment", "sitecustomize", "usercustomize",
             "trafilatura", "openpyxl", "mistune", "tqdm", "colorsys", "pwned"]  # fmt: skip
    for place in (tmp_path, tmp_path / "articles"):
        place.mkdir(exist_ok=True)
        for name in [*names, "helpers"] if flags else names:  # Python itself would take a helpers.py for the kit
            (place / f"{name}.py").write_text(f"open({str(tmp_path / 'PWNED')!r}, 'w').close()", encoding="utf-8")
        (place / "matplotlibrc").write_text("text.usetex: True\nbackend: module://pwned\n")
    (tmp_path / "articles" / "story.txt").write_text("The council met on Tuesday. It voted for the bridge.")
    command = [*flags, "-m", "helpers.show.report", "story.txt"]
    done = run(command, tmp_path / "articles", PYTHONPATH=str(ROOT), KIT_OUTPUT=str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "story" / "report.html").is_file() and not (tmp_path / "PWNED").exists()


def test_the_report_of_one_checkout_is_made_by_its_own_helpers(tmp_path):
    """Two checkouts may share an environment, whose installed helpers are those of one of them."""
    copy = tmp_path / "checkout"
    for name in ("helpers", "data"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("output", "__pycache__", "styles"))
    analysis = copy / "helpers" / "analysis.py"
    changed = "\n\ndef name_versions():\n    return 'made by the second checkout'\n"
    analysis.write_text(analysis.read_text(encoding="utf-8") + changed, encoding="utf-8")
    story = str(copy / "data" / "articles" / "halden-wire" / "water-ruling.txt")
    done = run(["-m", "helpers.show.report", story], copy)
    assert done.returncode == 0, done.stderr
    folder = copy / "data" / "output" / "water-ruling"
    assert "made by the second checkout" in (folder / "report.html").read_text(encoding="utf-8")
    assert (folder / "figures" / "voices.png").is_file()


def test_the_lines_of_the_readme_need_no_make(tmp_path):
    """The last of the three lines for machines without make, in a shell that knows no command at all."""
    lines = re.search(r"Without `make`.*?```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)[1]
    *_, last = lines.strip().splitlines()
    assert len(lines.strip().splitlines()) == 3 and "make" not in lines
    story = tmp_path / "story.txt"
    story.write_text("The council met on Tuesday. It voted for the bridge.", encoding="utf-8")
    command = last.partition("#")[0].replace(".venv/bin/python", sys.executable).replace("my-folder", str(story))
    environment = {"PATH": str(tmp_path), "KIT_OUTPUT": str(tmp_path / "out"), "HOME": str(tmp_path)}
    done = subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "story" / "report.html").is_file()


def test_make_names_what_is_named_and_help_explains_it():
    wanted = ["ARTICLES=x y", "COLUMNS=text=Story copy outlet=Medium", "CODES=c.csv", "BY=section"]
    done = subprocess.run(["make", "-n", "report", *wanted], cwd=ROOT, capture_output=True, text=True)
    command = done.stdout[done.stdout.index("-m helpers.show.report") :].replace("\\\n", "").split("\n")[0]
    assert 'text=Story copy outlet=Medium"' in command and '--codes "c.csv"' in command
    assert '--by "section"' in command and command.strip().endswith('-- "x y"')
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True).stdout
    assert all(f"{name}=" in told for name in ("ARTICLES", "COLUMNS", "CODES", "BY"))


def test_the_command_line_says_what_it_cannot_do(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(report.__kwdefaults__, "output", tmp_path / "out")
    story = tmp_path / "stories.csv"
    story.write_text('Story copy,Medium\n"It rained.",X\n', encoding="utf-8")
    said = []
    for code, arguments in [
        (2, ["no/such/folder"]), (2, ["--codes", "no/such.csv", str(story)]), (2, ["--columns", "txt=Story copy", "x"]),
        (1, ["--columns", "text=Storycopy", str(story)]),
        (1, ["--columns", "text=Story copy outlet=Medium", "--by", "outlt", str(story)]),
    ]:  # fmt: skip
        assert main(arguments) == code
        said.append(capsys.readouterr().err.strip())
    assert "make report ARTICLES=" in said[0] and "no/such.csv" in said[1]
    assert "no field 'txt'" in said[2] and "'text'" in said[2].partition("Nearest")[2]
    assert "Nearest: 'Story copy'" in said[3] and "Nearest: 'outlet'" in said[4]
    assert not (tmp_path / "out").exists()


def test_another_column_has_a_folder_and_a_title_of_its_own(tmp_path, monkeypatch):
    for name in ("sections", "appendix", "compact"):  # no figures: they take their time
        monkeypatch.setattr(reporting.Composer, name, lambda *_: {})
    (tmp_path / "my-news").mkdir()
    table = table_of(["X"] * 3).assign(section=["us-news", "world", "local-news"])
    table.to_csv(tmp_path / "my-news" / "all.csv", index=False)
    made = report(tmp_path / "my-news", by="section", output=tmp_path / "out")
    assert made.folder.name == "my-news-by-section"
    assert "<h1>Media voices report: My News, by section</h1>" in (made.folder / "report.html").read_text("utf-8")
    assert 'title: "My News, by section: 3 articles"' in (made.folder / "CITATION.cff").read_text("utf-8")
    assert report(tmp_path / "my-news", by="outlet", output=tmp_path / "out").folder.name == "my-news"


@pytest.mark.parametrize(
    ("problem", "code", "said"),
    [(KeyboardInterrupt(), 130, "interrupted"), (PermissionError(13, "Permission denied"), 1, "Permission denied")],
)
def test_what_stops_a_report_is_said_in_a_sentence(monkeypatch, capsys, tmp_path, problem, code, said):
    def stopped(*_arguments, **_named):
        raise problem

    monkeypatch.setattr(command, "report", stopped)
    assert main([str(tmp_path)]) == code
    assert said in capsys.readouterr().err


def table_of(outlets):
    ids = [f"a{n}" for n in range(len(outlets))]
    return pd.DataFrame({"article_id": ids, "text": ["It rained on Monday."] * len(ids), "outlet": outlets})


def test_articles_are_grouped_by_what_is_known():
    assert choose_groups(table_of(["X"] * 20), None) == "outlet"  # one row, not twenty
    assert choose_groups(table_of(["X", ""]), None) == "outlet"
    assert choose_groups(table_of([""] * 12), None) == "article_id"
    assert choose_groups(table_of([""] * 13), None) is None
    named = table_of(["X"])
    assert choose_groups(named, "Medium", {"outlet": "Medium"}) == "outlet"  # as the table called it
    with pytest.raises(ArticleError, match=r"no column 'outlets'.*Nearest: 'outlet'"):
        choose_groups(named, "outlets")
    with pytest.raises(ArticleError, match="no article has anything"):
        choose_groups(named.assign(section=" "), "section")


def test_all_together_and_those_without_an_outlet_have_tables_and_sentences():
    together = make_tables(analyse(table_of([""] * 13)), by=None)
    assert together["summary"]["group"].unique().tolist() == ["all articles"] and together["differences"].empty
    assert say_all(together)
    tables = make_tables(analyse(table_of(["X", "X", ""])), by="outlet")
    assert [as_written(name) for name in tables["summary"]["outlet"].unique()] == ["(not given)", "X"]
    assert not {"trend", "events", "headlines"} & set(tables)


def test_of_many_groups_the_largest_are_drawn_and_named_side_by_side():
    table = table_of([f"X{n:02}" for n in range(20)])
    table.loc[5:, "text"] = "It rained on Monday, and the river rose."
    tables = make_tables(analyse(table), by="outlet")
    composer = Composer(analyse(table), tables, [], "outlet")
    section = next(part for part in composer.sections() if part.name == "sentiment")
    axes = section.draw["sentiment"]()
    assert axes.figure_text.title.endswith("the 8 outlets with most words")
    assert axes.figure_text.data["outlet"].unique().tolist() == [f"X{n:02}" for n in range(5, 13)]
    assert len(section.grids[0].data) == 20


def test_dates_of_weeks_with_enough_articles_are_followed():
    table = table_of(["X"] * 10).assign(published=pd.to_datetime(["2024-01-02"] * 5 + ["2024-03-05"] * 5))
    assert make_tables(analyse(table), by="outlet")["trend"]["outlet"].unique().tolist() == ["X"]
    apart = table.assign(outlet=["X"] * 5 + ["Y"] * 5)  # no outlet has two periods: all together
    assert make_tables(analyse(apart), by="outlet")["trend"]["group"].unique().tolist() == ["all articles"]
    assert "trend" not in make_tables(analyse(table.head(9)), by="outlet")


def test_the_example_is_the_article_nearest_the_medians():
    own, other = "The council met on Monday. ", "“We won it all now,” she said. "
    texts = {"none": own * 30, "half": own * 18 + other * 12, "all": other * 24, "short": own * 3 + other * 2}
    analysis = analyse(pd.DataFrame({"article_id": texts.keys(), "text": texts.values()}))
    assert choose_example(analysis) == "half"


def test_several_coders_are_told_by_how_far_they_agree(sample):
    drawn, codes = read_sample(CODES), read_codes(CODES)
    assert codes["coder"].value_counts().index.tolist() == ["A", "B"]
    tables = make_tables(sample, by="outlet", coded=(drawn, codes))
    one = make_tables(sample, by="outlet", coded=(drawn, adjudicate(codes, drawn, "A")))
    assert "agreement" in tables and "agreement" not in one
    pd.testing.assert_frame_equal(tables["corrected"], one["corrected"])


def test_articles_without_a_word_are_a_report_too(tmp_path):
    made = report(pd.DataFrame({"article_id": ["a"], "outlet": ["A"], "text": [""]}), output=tmp_path)
    assert "nothing is measured" in (made.folder / "report.html").read_text(encoding="utf-8")
