"""What holds of every figure: drawn again from its numbers, read by machines, told in words, laid out for a page."""

import io
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from functools import cache
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pypdf
import pytest
from matplotlib.text import Text

import helpers as mv
from benchmarks.example_figure import EXAMPLE, main
from helpers.results.correction import describe
from helpers.results.selection import Index, read_address
from helpers.results.sources import UNNAMED
from helpers.show import export
from helpers.show.export import figure_files
from helpers.show.layout import SIZES, TEXT, fit
from helpers.voice import VOICES

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = ["Har\x07row\ufffe & <Post>", "=HYPERLINK(\"x\")", "a--b]]> $\\frac{$"]
SHORT = 'It rained. "We won," Ann Cole said. They left the shameful farce.'


def corrected_of(analysis):
    """A table as of `correct_shares`, with a hand that finds a tenth more."""
    table = mv.summarise(analysis, by="outlet")
    table = table[table["voice"].isin(["source", "editorial"])][["outlet", "voice", "words_share"]]
    hand = np.minimum(1.1 * table["words_share"], 1)
    return table.assign(
        words_share_corrected=hand, words_share_corrected_low=0.8 * hand, words_share_corrected_high=hand,
        n_sentences_coded=40, n_words_coded=300, n_articles_coded=9, n_sentences_not_coded=0, target="corpus",
        pooled=False, note=describe(40, 9, pooled=False, not_coded=0, target="corpus"),
    )  # fmt: skip


def one_difference(analysis):
    board = mv.check_robustness(analysis, by="outlet", measures=["words_share"])
    pair = board[["group_a", "group_b"]].iloc[0].tolist()
    return board[(board[["group_a", "group_b"]] == pair).all(axis=1) & (board["voice"] == "source")]


FIGURES = {
    mv.plot_voices: lambda a: mv.summarise(a, by="outlet"),
    mv.plot_loaded: lambda a: mv.summarise(a, by="outlet"),
    mv.plot_sentiment: lambda a: mv.summarise(a, by="outlet"),
    mv.plot_readability: lambda a: mv.summarise(a, by="outlet"),
    mv.plot_events: lambda a: mv.summarise(a, by=["event", "outlet"]),
    mv.plot_trend: lambda a: mv.summarise_trend(a, by="outlet"),
    mv.plot_headlines: lambda a: mv.summarise_headlines(a, by="outlet"),
    mv.plot_differences: lambda a: mv.compare(a, by="outlet"),
    mv.plot_contrasts: lambda a: mv.contrast_words(a, by="outlet", voice="all"),
    mv.plot_robustness: one_difference,
    mv.plot_sources: mv.summarise_sources,
    mv.plot_stance: lambda a: mv.summarise_stances(a, by="outlet"),
    mv.plot_course: mv.summarise_course,
    mv.plot_corrected: corrected_of,
}
each_figure = pytest.mark.parametrize("plot", FIGURES, ids=lambda plot: plot.__name__)


def test_all_figures_are_here():
    assert {plot.__name__ for plot in FIGURES} == {name for name in mv.__all__ if name.startswith("plot_")}


@pytest.fixture(scope="module")
def wet(sample):
    """The sample with one word that clearly sets its first two outlets apart, so that there is one to be drawn."""
    outlets = sorted(sample.articles["outlet"].unique())
    rows = [(outlet, f"It is {'wet' if outlet == outlets[0] else 'old'} here and dry there. " * 5)
            for outlet in outlets[:2] for _ in range(20)]  # fmt: skip
    articles = pd.DataFrame(rows, columns=["outlet", "text"])
    return mv.analyse(articles.assign(article_id=[f"n{n}" for n in articles.index]))


@pytest.fixture(scope="module")
def tables(sample, wet):
    """The table of every figure, made once."""
    made = {plot: make(sample) for plot, make in FIGURES.items() if plot is not mv.plot_contrasts}
    return made | {mv.plot_contrasts: FIGURES[mv.plot_contrasts](wet)}


@pytest.fixture(scope="module")
def drawn(tables):
    """The axes and the files of every figure, made once: nobody changes them."""

    @cache
    def draw(plot):
        axes = plot(tables[plot])
        return axes, figure_files(axes, "x")

    return draw


@pytest.fixture(scope="module")
def hostile():
    """Articles of outlets, events and speakers whose names no file can hold as they are."""
    rows = [(f"a{n}", HOSTILE[n % 3], f"{SHORT} {'It rained on Tuesday in the city. ' * 20}") for n in range(18)]
    articles = pd.DataFrame(rows, columns=["article_id", "outlet", "text"]).assign(
        headline=f"Mayor SLAMS {HOSTILE[0]}", event=HOSTILE[1], published=pd.Timestamp("2024-02-01")
    )
    found = mv.analyse(articles.assign(outlet="x"))
    # Names that no loader let through: a figure of anybody's table is to be drawn.
    return replace(found, articles=found.articles.assign(outlet=articles["outlet"], event=HOSTILE[1]),
                   attributions=found.attributions.assign(speaker_name=HOSTILE[2]))  # fmt: skip


def csv_of(files):
    return next(pd.read_csv(io.BytesIO(content)) for name, content in files.items() if name.endswith(".csv"))


@each_figure
def test_from_its_numbers_alone_the_same_figure_is_drawn(drawn, plot):
    _, files = drawn(plot)
    again = figure_files(plot(csv_of(files)), "x")
    assert set(files) == {f"x.{end}" for end in ("png", "svg", "pdf", "csv", "caption.txt", "alt.txt")}
    assert [name for name in files if files[name] != again[name]] == []


@each_figure
def test_any_name_leaves_valid_files_that_are_drawn_again(hostile, plot, monkeypatch):
    table = FIGURES[plot](hostile)
    files = figure_files(plot(table), "x")
    root = ElementTree.fromstring(files["x.svg"])
    words = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    assert words and "\x07" not in words
    monkeypatch.setattr(export, "METADATA", {"svg": export.METADATA["svg"]})  # the others take their time
    assert figure_files(plot(csv_of(files)), "x")["x.svg"] == files["x.svg"]
    assert b"\x07" not in files["x.alt.txt"] + files["x.caption.txt"]


@each_figure
def test_text_is_text_in_svg_and_pdf_and_its_fonts_are_embedded(drawn, plot):
    axes, files = drawn(plot)
    reader = pypdf.PdfReader(io.BytesIO(files["x.pdf"]))
    (page,) = reader.pages
    root = ElementTree.fromstring(files["x.svg"])
    in_svg = " ".join(" ".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    for words in (page.extract_text(), in_svg):
        assert axes.figure_text.title.split()[0] in words
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert "/FontFile2" in inner["/FontDescriptor"]
    # Nobody's machine is asked for a font that only ours has.
    assert all(text.get("style", "").rstrip("; ").find("sans-serif") > 0 for text in root.iter(f"{SVG}text"))


@each_figure
@pytest.mark.parametrize("size", SIZES)
def test_every_size_is_as_wide_as_it_says_and_all_text_can_be_read(tables, plot, size):
    axes = plot(tables[plot])
    fit(axes, size)
    figure = axes.figure
    width, height = figure.get_size_inches() * 25.4
    assert (width / height == pytest.approx(16 / 9) and width >= SIZES[size]) if size == "slide" else (
        width == pytest.approx(SIZES[size]))  # fmt: skip
    figure.draw_without_rendering()
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    assert min(text.get_fontsize() for text in texts) >= TEXT - 1e-9
    ticks = {label for panel in figure.axes for label in (*panel.get_xticklabels(), *panel.get_yticklabels())}
    for text in texts:  # nothing is cut off; ticks beyond the scale are not drawn
        box = text.get_window_extent()
        if text not in ticks:
            assert box.x0 >= -1 and box.x1 <= figure.bbox.x1 + 1, text.get_text()
            assert box.y0 >= -1 and box.y1 <= figure.bbox.y1 + 1, text.get_text()
    if size != "slide":
        assert_no_text_lies_on_another(figure)


def assert_no_text_lies_on_another(figure):
    texts = [text for panel in figure.axes for text in (*panel.texts, panel.xaxis.label)]
    texts += [label for panel in figure.axes for label in panel.get_yticklabels()
              if min(panel.get_ylim()) <= label.get_position()[1] <= max(panel.get_ylim())]  # fmt: skip
    texts += [*figure.legends, *([figure._suptitle] if figure._suptitle else [])]
    shown = [text for text in texts if text.get_visible() and getattr(text, "get_text", lambda: "x")().strip()]
    boxes = [text.get_window_extent().padded(-1) for text in shown]
    for n, box in enumerate(boxes):
        for m in range(n):
            assert not box.overlaps(boxes[m]), (shown[n], shown[m])


def numbers_of(text):
    """The numbers of a text that are no part of a name, as (value, decimals)."""
    text = re.sub(r"\d{4}-W?\d\d(?:-\d\d)?", "", text)  # dates
    found = re.findall(r"(?<![\w.,])[−]?\d+(?:,\d{3})*(?:\.\d+)?(?![\w])", text)
    return [(float(n.replace(",", "").replace("−", "-")), len(n.partition(".")[2])) for n in found]


# What a caption may say besides: of the method (95 % intervals, 80 % of the words in one voice, 100 words, 1,000 words,
# the ends of a scale, SMOG's 30 sentences, log2's 2, five articles), not of the data.
OF_METHOD = {95, 80, 100, 1000, 1, -1, 30, 2, 5, 12, 10}


def told_by(data):
    """All that a table of numbers says: its cells, as they are and as per cent, sums of whole columns, and counts."""
    cells = data.select_dtypes("number").to_numpy(float).ravel()
    cells = cells[np.isfinite(cells)]
    sums = [data.loc[rows, column].sum() for column in data.select_dtypes("number") if column.startswith("n_")
            for rows in ([slice(None)] + ([data["voice"] == "all"] if "voice" in data else []))]  # fmt: skip
    counts = [len(data), *(data[column].nunique() for column in data)]
    return np.concatenate([cells, 100 * cells, sums, counts])


@each_figure
def test_every_number_in_words_stands_in_the_table(drawn, plot):
    axes, files = drawn(plot)
    text, data = axes.figure_text, csv_of(files)
    known = [told_by(data)]
    if "group" not in data and "outlet" in data:  # a group's own figures
        known += [told_by(rows) for _, rows in data.groupby("outlet")]
    if plot is mv.plot_sources:
        shares = data.groupby("speaker_kind")["n_words"].sum() / data["n_words"].sum()
        known += [100 * shares.to_numpy(), [0, 20]]
        known.append([(data["source"] != UNNAMED).sum(), (data.nlargest(20, "n_words")["source"] != UNNAMED).sum()])
    if plot is mv.plot_course:
        known.append([100 * data[f"n_{voice}"].sum() / data["n_words"].sum() for voice in VOICES])
        known.append([data["n_words"].sum()])
    if plot is mv.plot_sentiment:
        rows = data[data["voice"].isin(VOICES)].assign(out=lambda rows: rows["left_out_share"] * rows["n_words"])
        sums = rows.groupby("voice")[["out", "n_words"]].sum()
        known.append(100 * (sums["out"] / sums["n_words"]).to_numpy())
    if plot is mv.plot_robustness:
        rows = data[data["applies"]]
        sign = np.sign(rows["difference"]) == np.sign(rows["difference"].iloc[0])
        known.append([len(rows), sign.sum(), rows["clear"].sum(), 0.4, 0.6, 70, 90])
    if plot is mv.plot_differences:
        known.append([len(data[["group_a", "group_b"]].drop_duplicates()), data["clear"].sum()])
    if plot is mv.plot_contrasts:
        known.append([data["clear"].sum()])
    known = np.concatenate([np.asarray(values, float) for values in known])
    for words in (text.title, text.caption, text.alt):
        assert "-0" not in words and "−0 " not in words and "−0.0 " not in words and "nan" not in words.lower()
        for value, decimals in numbers_of(words):
            near = np.abs(np.round(known, decimals) - value) < 1e-6
            near |= np.abs(known - value) <= 0.5 * 10**-decimals + 1e-9
            assert near.any() or (words is not text.alt and value in OF_METHOD) or value in (95, 1000, -1, 1), (
                value, words)  # fmt: skip


@each_figure
def test_alternative_texts_begin_with_the_title_and_tell_n(tables, plot):
    text = plot(tables[plot]).figure_text
    assert text.alt.startswith(text.title)
    assert re.search(r"n = |words compared|comparisons of|sources are drawn|sentences of", text.alt)
    assert re.search(r"95 % intervals|no interval|Bars of words|by stance|one article", text.alt) or (
        plot is mv.plot_events)  # fmt: skip
    own = plot(tables[plot], title="A leads B, 3 to 1").figure_text
    assert own.title == "A leads B, 3 to 1" and own.alt.startswith("A leads B, 3 to 1. ")


@each_figure
def test_every_part_is_a_door_to_some_sentences(sample, wet, drawn, plot):
    analysis = wet if plot is mv.plot_contrasts else sample
    axes, files = drawn(plot)
    index, parts, svg = Index(analysis), axes.figure_text.parts, files["x.svg"].decode()
    assert len(parts) >= 2
    for gid, (label, address) in parts.items():
        assert svg.count(f'id="{gid}"') == 1
        runs, hits = index.match(read_address(address))
        none = label.split(": ")[-1].startswith(("0.0", "0 ", "–", "0\u202f%")) or "loaded" in address
        assert len(runs if hits is None else hits) or none, (label, address)


LONG = ["The Eastholm Chronicle and Advertiser, incorporating the Weekly Courier of the North", "UL",
        "Süddeutsche Zeitung für Wirtschaft und Gesellschaft", "voice_of_the_bbc"]  # fmt: skip


@pytest.mark.parametrize("n", [1, 4, 12, 40])
def test_few_and_many_groups_with_long_names_are_neither_cut_off_nor_on_each_other(articles_of, n):
    texts = {f"a{m}": f"{SHORT} {'It rained on Tuesday in the old city. ' * (m % 7)}" for m in range(n)}
    articles = articles_of(**texts).assign(outlet=[f"{LONG[m % 4]} {m}" for m in range(n)])
    analysis = mv.analyse(articles)
    for plot in (mv.plot_voices, mv.plot_loaded, mv.plot_readability, mv.plot_stance):
        axes = plot(FIGURES[plot](analysis))
        for size in ("one column", "two columns"):
            fit(axes, size)
            axes.figure.draw_without_rendering()
            boxes = [label.get_window_extent() for label in axes.get_yticklabels()]
            assert len(boxes) == n
            assert min(box.x0 for box in boxes) >= -1 and axes.bbox.width > 0.3 * axes.figure.bbox.width
            for above, below in pairwise(boxes):
                assert above.y0 >= below.y1 - 1
    little = [label.get_color() for label in axes.get_yticklabels()]
    assert len(little) == n


def test_groups_under_a_hundred_words_are_grey_and_the_caption_says_so(articles_of):
    texts = {"short": SHORT, "long": "It rained on Tuesday in the old city. " * 20}
    summary = mv.summarise(mv.analyse(articles_of(**texts)), by="article_id")
    for plot in (mv.plot_voices, mv.plot_loaded, mv.plot_sentiment, mv.plot_readability):
        axes = plot(summary)
        colours = {label.get_text().split("\n")[0]: label.get_color() for label in axes.get_yticklabels()}
        assert colours["Short"] != colours["Long"] == "black"
        assert "Grey: under 100 words." in axes.figure_text.caption
        assert "Grey" not in plot(summary[summary["article_id"] == "long"]).figure_text.caption


def test_an_unknown_size_is_an_error_and_own_axes_keep_theirs(tables):
    table = tables[mv.plot_voices]
    with pytest.raises(ValueError, match="Unknown size 'a4'; choose from one column, two columns, slide"):
        figure_files(mv.plot_voices(table), "x", size="a4")
    own = plt.subplots(figsize=(5, 4))[1]
    figure_files(mv.plot_voices(table, ax=own), "x", size="one column")
    assert own.figure.get_size_inches().tolist() == [5, 4]
    with pytest.raises(ValueError, match="4 panels and is drawn on axes of its own"):
        mv.plot_trend(tables[mv.plot_trend], ax=own)


def test_readme_s_figure_is_what_its_command_draws(tmp_path):
    main(tmp_path / "example.png")
    drawn, kept = plt.imread(tmp_path / "example.png"), plt.imread(EXAMPLE)
    # Pixels, not bytes: another release of the drawing library may write its files otherwise.
    assert drawn.shape == kept.shape and np.abs(drawn - kept).mean() < 0.01
