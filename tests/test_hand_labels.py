"""The sample articles and their hand labels agree with each other: no helper takes part."""

import re
from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).parents[1] / "data"
ARTICLES = DATA / "articles"
SAMPLE = sorted(path.relative_to(ARTICLES).as_posix() for path in ARTICLES.glob("*/*.txt"))
FILES = SAMPLE + sorted(path.relative_to(DATA).as_posix() for path in DATA.glob("styles/*.txt"))
VOICES = {"quoted", "attributed", "narrated", "editorial"}
KINDS = {"headline", "byline", "body", "subhead", "caption", "promo", "sources", "boilerplate", "blank"}
LABEL_COLUMNS = ["file", "start", "end", "text", "voice", "speaker", "coder"]
LABEL_TABLES = ["hand_labels", "hand_labels_second"]


def page(file):
    """The page as stored, with its line ends untouched."""
    return ((DATA if file.startswith("styles/") else ARTICLES) / file).read_bytes().decode("utf-8")


def table(name):
    frame = pd.read_csv(DATA / f"{name}.csv", dtype=str, keep_default_na=False)
    return frame.astype({"start": int, "end": int})


def words(text):
    """Spans of runs of non-space that hold a letter or digit."""
    return [match.span() for match in re.finditer(r"\S+", text) if re.search(r"[^\W_]", match.group())]


def count_holding(rows, spans):
    """How many of the rows hold the middle of each span."""
    ranges = list(zip(rows.start, rows.end, strict=True))
    middles = [(start + end - 1) / 2 for start, end in spans]
    return [sum(start <= middle < end for start, end in ranges) for middle in middles]


def test_four_outlets_cover_the_same_events():
    outlets = {file.split("/")[0] for file in SAMPLE}
    events = {file.split("/")[1] for file in SAMPLE}
    assert (len(outlets), len(events), len(SAMPLE)) == (4, 6, 24)


def test_labels_cover_every_article_and_a_third_of_them_twice():
    first, second = table("hand_labels"), table("hand_labels_second")
    assert sorted(set(first.file)) == sorted(FILES)
    assert sorted(set(table("hand_parts").file)) == sorted(FILES)
    assert set(second.file) <= set(FILES)
    assert second.file.nunique() * 3 >= len(FILES)
    assert set(first.coder) == {"A"}
    assert set(second.coder) == {"B"}


@pytest.mark.parametrize("name", LABEL_TABLES)
def test_columns_and_voices(name):
    labels = table(name)
    assert list(labels.columns) == LABEL_COLUMNS
    assert set(labels.voice) == VOICES
    outlet = labels[labels.voice.isin(["narrated", "editorial"])]
    assert set(outlet.speaker) == {""}
    assert "" not in set(labels.loc[labels.voice == "quoted", "speaker"])


@pytest.mark.parametrize("name", LABEL_TABLES)
def test_text_is_what_the_offsets_point_at(name):
    for file, rows in table(name).groupby("file"):
        raw = page(file)
        assert [raw[start:end] for start, end in zip(rows.start, rows.end, strict=True)] == list(rows.text)
        assert all(text == text.strip() != "" for text in rows.text)
        assert all(speaker in raw for speaker in rows.speaker)


@pytest.mark.parametrize("file", FILES)
def test_parts_join_to_the_page(file):
    parts, raw = table("hand_parts"), page(file)
    parts = parts[parts.file == file]
    assert list(parts.columns) == ["file", "start", "end", "kind", "coder"]
    assert "".join(raw[start:end] for start, end in zip(parts.start, parts.end, strict=True)) == raw
    assert (parts.start < parts.end).all()
    assert set(parts.kind) <= KINDS
    has_words = [raw[start:end].strip() != "" for start, end in zip(parts.start, parts.end, strict=True)]
    assert list(parts.kind != "blank") == has_words
    assert "\r" not in raw


@pytest.mark.parametrize(
    ("name", "file"), [(name, file) for name in LABEL_TABLES for file in sorted(set(table(name).file))]
)
def test_every_word_of_the_article_has_one_voice_and_no_other_word_has_any(name, file):
    labels, parts, raw = table(name), table("hand_parts"), page(file)
    parts = parts[parts.file == file]
    article = parts[parts.kind.isin(["body", "subhead"])]
    spans = words(raw)
    n_voices, expected = count_holding(labels[labels.file == file], spans), count_holding(article, spans)
    wrong = [raw[slice(*span)] for span, n, want in zip(spans, n_voices, expected, strict=True) if n != want]
    assert wrong == []


@pytest.mark.parametrize("file", FILES)
def test_body_length_and_the_length_the_readme_gives(file):
    parts, raw = table("hand_parts"), page(file)
    body = parts[(parts.file == file) & (parts.kind == "body")]
    n_words = sum(count_holding(body, words(raw)))
    assert 350 <= n_words <= 700
    name = file.removeprefix("styles/")
    readme = DATA / "styles/README.md" if file.startswith("styles/") else ARTICLES / "README.md"
    row = re.search(rf"^\| `{re.escape(name)}` .* (\d+) \|$", readme.read_text("utf-8"), re.MULTILINE)
    assert row is not None, f"{file} is not in the table of {readme}"
    assert int(row.group(1)) == n_words


def test_the_page_furniture_holds_every_kind_somewhere():
    assert set(table("hand_parts").kind) == KINDS
