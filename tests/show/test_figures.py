"""Figures: what is drawn are the numbers of the table, and the caption says how many there are."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from helpers import (
    analyse,
    plot_course,
    plot_loaded,
    plot_readability,
    plot_sentiment,
    plot_sources,
    plot_stance,
    plot_voices,
    save_figure,
    summarise,
    summarise_course,
    summarise_sources,
    summarise_stances,
)
from helpers.measures import FORMULAS
from helpers.results.sources import STANCES
from helpers.show.drawing import LONGEST_NAME, MOST_ROWS
from helpers.show.figures import MOST_SOURCES
from helpers.voice import VOICE_STYLE, VOICES

OF_SUMMARY = [plot_voices, plot_loaded, plot_sentiment, plot_readability]
TEXT = '"We won," Ann Cole said. The council met on Tuesday to discuss the shameful plan. It rained. They left.'


@pytest.fixture(scope="module")
def by_outlet(sample):
    return summarise(sample, by="outlet")


def colours_of(bars):
    return [to_hex(bar.get_facecolor()).upper() for bar in bars]


def labels(axes):
    return [label.get_text() for label in axes.get_yticklabels()]


def test_bars_are_as_wide_as_the_shares_in_the_table(by_outlet):
    axes = plot_voices(by_outlet)
    names = by_outlet.loc[by_outlet["voice"] == "all", "outlet"].tolist()
    for voice, bars in zip(VOICES, axes.containers, strict=True):
        shares = by_outlet[by_outlet["voice"] == voice].set_index("outlet").loc[names, "words_share"]
        assert [bar.get_width() for bar in bars] == pytest.approx(shares.tolist())
        assert set(colours_of(bars)) == {VOICE_STYLE[voice].colour}
    last = axes.containers[-1]
    assert [bar.get_x() + bar.get_width() for bar in last] == pytest.approx([1] * len(names))
    assert [label.split("\n")[0] for label in labels(axes)] == names


def test_dots_and_lines_are_at_the_values_and_intervals_of_the_table(by_outlet):
    axes = plot_loaded(by_outlet)
    names = by_outlet.loc[by_outlet["voice"] == "all", "outlet"].tolist()
    right = axes.get_xlim()[1]
    dots = [dot.get_offsets()[0, 0] for dot in axes.collections]
    assert len(dots) == 2 * len(names)
    for voice, at in (("outlet", dots[: len(names)]), ("source", dots[len(names) :])):
        rows = by_outlet[by_outlet["voice"] == voice].set_index("outlet").loc[names]
        assert at == pytest.approx(rows["loaded_per_1000_words"].tolist())
        drawn = [line.get_xdata() for line in axes.lines if len(line.get_xdata()) == 2
                 and to_hex(line.get_color()).upper() == VOICE_STYLE[voice].colour]  # fmt: skip
        # Where no article has a loaded term there is no interval, and no line.
        rows = rows.dropna(subset="loaded_per_1000_words_low")
        assert len(rows) >= 2
        assert [x[0] for x in drawn] == pytest.approx(rows["loaded_per_1000_words_low"].tolist())
        assert [x[1] for x in drawn] == pytest.approx(rows["loaded_per_1000_words_high"].clip(upper=right).tolist())


def test_the_course_has_a_column_per_sentence_and_voice(sample):
    article_id = sample.articles["article_id"].iloc[0]
    axes = plot_course(summarise_course(sample, article_id=article_id))
    sentences = sample.of(article_id).sentences.query("kind == 'sentence'")
    for voice, bars in zip(VOICES, axes.containers, strict=True):
        assert [bar.get_height() for bar in bars] == sentences[f"n_{voice}"].tolist()
    assert axes.figure_text.data["n_loaded"].tolist() == sentences["n_loaded"].tolist()
    assert f"n = {len(sentences)} sentences" in axes.figure_text.caption


@pytest.mark.parametrize("plot", OF_SUMMARY)
def test_captions_alternative_texts_and_data(by_outlet, sample, plot):
    text = plot(by_outlet).figure_text
    words = by_outlet.loc[by_outlet["voice"] == "all", "n_words"].sum()
    assert f"n = {len(sample.articles)} articles, {words:,} words" in text.caption
    assert "not corrected by hand-coded sentences" in text.caption
    assert text.title
    assert all(outlet in text.alt for outlet in by_outlet["outlet"].unique())
    assert "nan" not in text.alt
    assert set(text.data["outlet"]) == set(by_outlet["outlet"])


@pytest.mark.parametrize("plot", OF_SUMMARY[1:])
def test_captions_say_what_the_lines_are_or_that_there_are_none(by_outlet, sample, plot):
    assert "95 % intervals over articles" in plot(by_outlet).figure_text.caption
    caption = plot(summarise(sample, by="article_id")).figure_text.caption
    assert "no intervals" in caption and "95 %" not in caption


def test_one_article_without_outlet_draws_all_five_and_promises_no_interval(articles_of, tmp_path):
    analysis = analyse(articles_of(alone=TEXT))
    summary = summarise(analysis, by="article_id")
    for i, plot in enumerate(OF_SUMMARY[1:]):
        axes = plot(summary)
        assert "no interval" in axes.figure_text.caption
        assert save_figure(axes, f"figure-{i}", folder=tmp_path).files["png"].stat().st_size > 1000
    assert labels(plot_voices(summary)) == ["alone\n19 words"]
    assert "n = 1 article, 19 words" in plot_voices(summary).figure_text.caption
    assert "one article: no interval" in plot_course(summarise_course(analysis)).figure_text.caption


def test_a_group_of_one_article_among_larger_ones_is_named_in_the_caption(articles_of):
    analysis = analyse(articles_of(a=TEXT, b=TEXT, c=TEXT).assign(outlet=["X", "X", "Y"]))
    assert "A row of one article has none." in plot_loaded(summarise(analysis, by="outlet")).figure_text.caption


@pytest.mark.parametrize("name", ["$\\frac{$", "a_b^c", "$x_1$", "<script>x</script>", "Новости", "%s {0}", "\\"])
def test_names_are_never_typeset_and_never_run(articles_of, tmp_path, name):
    analysis = analyse(articles_of(a=TEXT, b=TEXT).assign(outlet=[name, "other"], article_id=[name, "b"]))
    for by in ("outlet", "article_id"):
        summary = summarise(analysis, by=by)
        for plot in OF_SUMMARY:
            axes = plot(summary)
            assert any(label.split("\n")[0] == name for label in labels(axes))
            assert not any(label.get_parse_math() for label in axes.get_yticklabels())
    save_figure(axes, "hostile", folder=tmp_path)  # it is drawn, too
    save_figure(plot_course(summarise_course(analysis, article_id=name)), "course", folder=tmp_path)
    save_figure(plot_stance(summarise_stances(analysis, by="outlet")), "stance", folder=tmp_path)


def test_a_long_name_is_cut_not_lost(articles_of):
    name = "w" * 200
    for plot in OF_SUMMARY:
        label = labels(plot(summarise(analyse(articles_of(**{name: TEXT})), by="article_id")))[0].split("\n")[0]
        assert label.startswith("wwwwwwww") and len(label) <= LONGEST_NAME


@pytest.mark.parametrize("plot", OF_SUMMARY)
def test_everything_missing_is_drawn_and_said(by_outlet, tmp_path, plot):
    numbers = [c for c in by_outlet.columns if by_outlet[c].dtype == float]
    axes = plot(by_outlet.assign(**dict.fromkeys(numbers, np.nan)))
    assert "nan" not in axes.figure_text.alt
    save_figure(axes, "missing", folder=tmp_path)


def test_a_voice_without_words_says_so_in_the_picture(articles_of):
    axes = plot_loaded(summarise(analyse(articles_of(a="It rained. They left.")), by="article_id"))
    assert any("source: nothing to measure" in text.get_text() for text in axes.texts)


def test_sixty_groups_are_drawn_as_the_forty_largest_and_the_caption_says_so(articles_of, tmp_path):
    # The n-th article repeats two words n times: the largest 40 are those from 21 on.
    summary = summarise(analyse(articles_of(**{f"a{n:02}": "It rained. " * n for n in range(1, 61)})), by="article_id")
    for plot in OF_SUMMARY:
        axes = plot(summary)
        assert [label.split("\n")[0] for label in labels(axes)] == [f"a{n}" for n in range(21, 61)]
        assert f"Drawn are the {MOST_ROWS} of 60 groups" in axes.figure_text.caption
        assert "n = 60 articles" in axes.figure_text.caption
    save_figure(axes, "many", folder=tmp_path)


@pytest.mark.parametrize("measure", FORMULAS)
def test_every_formula_can_be_drawn_and_marks_that_are_not_valid_are_hollow(articles_of, measure):
    long = "The council met on Tuesday to discuss it. " * 40  # 320 words in 40 sentences
    summary = summarise(analyse(articles_of(short=TEXT, long=long)), by="article_id")
    axes = plot_readability(summary, measure=measure)
    assert labels(axes) == ["long", "short"]
    assert [to_hex(dot.get_facecolors()[0]) for dot in axes.collections[:2]] == ["#d55e00", "#ffffff"]  # the outlet's


def test_an_unknown_formula_and_several_groupings_are_errors(sample):
    with pytest.raises(ValueError, match="flesch_kincaid_grade"):
        plot_readability(summarise(sample, by="outlet"), measure="grade")
    with pytest.raises(ValueError, match="by one column"):
        plot_voices(summarise(sample, by=["outlet", "event"]))


def test_no_article_with_words(articles_of, tmp_path):
    analysis = analyse(articles_of(a=""))
    for plot in OF_SUMMARY:
        assert "n = 0 articles, 0 words" in plot(summarise(analysis, by="article_id")).figure_text.caption
    save_figure(plot_sources(summarise_sources(analysis)), "sources", folder=tmp_path)
    save_figure(plot_stance(summarise_stances(analysis, by="article_id")), "stance", folder=tmp_path)
    with pytest.raises(ValueError, match="none, or several"):
        plot_course(summarise_course(analysis, article_id="a"))


def test_figures_draw_on_the_axes_they_are_given(by_outlet, sample):
    import matplotlib.pyplot as plt

    others = [(plot_course, summarise_course(sample)), (plot_sources, summarise_sources(sample)),
              (plot_stance, summarise_stances(sample))]  # fmt: skip
    for plot, data in [*((plot, by_outlet) for plot in OF_SUMMARY), *others]:
        axes = plt.subplots()[1]
        assert plot(data, ax=axes) is axes


def test_plots_leave_the_table_alone(by_outlet):
    before = by_outlet.copy(deep=True)
    for plot in OF_SUMMARY:
        plot(by_outlet)
    pd.testing.assert_frame_equal(by_outlet, before)


def sources_of(*rows):
    return pd.DataFrame(rows, columns=["source", "speaker_kind", "n_words", "n_quoted", "n_attributed"])


def test_bars_of_sources_are_as_long_as_their_words():
    axes = plot_sources(sources_of(("Ann Cole", "named", 55, 35, 20), ("officials", "anonymous", 40, 0, 40)))
    quoted, attributed = axes.containers
    assert [bar.get_width() for bar in quoted] == [35, 0]
    assert [bar.get_width() for bar in attributed] == [20, 40]
    assert [bar.get_x() for bar in attributed] == [35, 0]
    assert set(colours_of(quoted)) == {VOICE_STYLE["quoted"].colour} != {VOICE_STYLE["attributed"].colour}
    assert "2 of 2 sources" in axes.figure_text.caption
    assert "Anonymous sources have 42% of the 95 words" in axes.figure_text.caption


def test_the_twenty_sources_with_most_words_are_drawn():
    axes = plot_sources(sources_of(*[(f"source {n}", "named", n, n, 0) for n in range(30)]))
    assert labels(axes) == [f"source {n}" for n in range(29, 9, -1)]
    assert f"{MOST_SOURCES} of 30 sources" in axes.figure_text.caption


def test_bars_of_stances_are_as_wide_as_their_shares(sample):
    table = summarise_stances(sample, by="outlet")
    axes = plot_stance(table)
    for stance, bars in zip(STANCES, axes.containers, strict=True):
        shares = table.loc[table["stance"] == stance, "attributions_share"]
        assert [bar.get_width() for bar in bars] == pytest.approx(shares.tolist())
    assert f"n = {table['n_attributions'].sum():,} attributions; 4 of 4 groups" in axes.figure_text.caption
    pd.testing.assert_frame_equal(axes.figure_text.data, table)
    assert labels(plot_stance(summarise_stances(sample)))[0].startswith("all articles")
    with pytest.raises(ValueError, match="by one column"):
        plot_stance(summarise_stances(sample, by=["outlet", "event"]))


def test_a_figure_is_drawn_from_the_numbers_of_its_own_table(by_outlet):
    # Columns that somebody sorts, and rows in another order, change nothing.
    shuffled = by_outlet[sorted(by_outlet.columns)]
    for plot in OF_SUMMARY:
        pd.testing.assert_frame_equal(plot(shuffled).figure_text.data, plot(by_outlet).figure_text.data)


def test_voices_have_one_style_and_no_two_look_alike():
    styles = [VOICE_STYLE[voice] for voice in VOICES]
    for field in ("colour", "marker", "label", "line", "ground", "meaning"):
        assert len({getattr(style, field) for style in styles}) == 4
    assert list(VOICE_STYLE)[-4:] == VOICES
    assert VOICE_STYLE["source"].members + VOICE_STYLE["outlet"].members == VOICE_STYLE["all"].members == tuple(VOICES)
