"""Figures: what is drawn are the numbers of the table, and the caption says how many there are."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from helpers import (
    analyse,
    plot_corrected,
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
from helpers.results.contrasts import contrast_words
from helpers.results.correction import describe
from helpers.results.robustness import check_robustness
from helpers.results.sources import STANCES, UNNAMED
from helpers.show.drawing import MOST_ROWS
from helpers.show.export import as_png
from helpers.show.figures_beside import HEADLINES
from helpers.show.figures_compare import PAIR_COLOURS, plot_contrasts, plot_robustness
from helpers.show.figures_sources import MOST_SOURCES, STANCE_COLOURS
from helpers.show.layout import LONGEST_NAME
from helpers.show.marks import per_cent
from helpers.show.names import as_written
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
    of_sources = by_outlet[by_outlet["voice"] == "source"].sort_values("words_share", ascending=False)
    names = of_sources["outlet"].tolist()
    for voice, bars in zip(VOICES, axes.containers, strict=True):
        shares = by_outlet[by_outlet["voice"] == voice].set_index("outlet").loc[names, "words_share"]
        assert [bar.get_width() for bar in bars] == pytest.approx(shares.tolist())
        assert set(colours_of(bars)) == {VOICE_STYLE[voice].colour}
    last = axes.containers[-1]
    assert [bar.get_x() + bar.get_width() for bar in last] == pytest.approx([1] * len(names))
    assert [label.split("\n")[0] for label in labels(axes)] == [as_written(name) for name in names]
    lines = {tuple(line.get_xdata()) for line in axes.lines}
    editorial = by_outlet[by_outlet["voice"] == "editorial"]
    for rows, ends in ((of_sources, lambda low, high: (low, high)), (editorial, lambda low, high: (1 - high, 1 - low))):
        for low, high in rows[["words_share_low", "words_share_high"]].itertuples(index=False):
            assert ends(low, high) in lines


def test_dots_and_lines_are_at_the_values_and_intervals_of_the_table(by_outlet):
    axes = plot_loaded(by_outlet)
    own = by_outlet[by_outlet["voice"] == "outlet"].sort_values("loaded_per_1000_words", ascending=False)
    names, right = own["outlet"].tolist(), axes.get_xlim()[1]
    assert [label.split("\n")[0] for label in labels(axes)] == [as_written(name) for name in names]
    dots = [dot.get_offsets()[0, 0] for dot in axes.collections]
    assert len(dots) == 2 * len(names)
    for voice, at in (("outlet", dots[::2]), ("source", dots[1::2])):
        rows = by_outlet[by_outlet["voice"] == voice].set_index("outlet").loc[names]
        assert at == pytest.approx(rows["loaded_per_1000_words"].tolist())
        drawn = [line.get_xdata() for line in axes.lines if len(line.get_xdata()) == 2
                 and to_hex(line.get_color()).upper() == VOICE_STYLE[voice].colour]  # fmt: skip
        # No line where no article has a loaded term, nor of an interval that says nothing ([0.0–289.8]).
        rows = rows[rows["loaded_per_1000_words_high"] < 100]
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
    assert all(as_written(outlet) in text.alt for outlet in by_outlet["outlet"].unique())
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
    assert labels(plot_voices(summary)) == ["Alone\n19 words"]
    assert "n = 1 article, 19 words" in plot_voices(summary).figure_text.caption
    assert "one article: no interval" in plot_course(summarise_course(analysis)).figure_text.caption


def test_a_group_of_one_article_among_larger_ones_is_named_in_the_caption(articles_of):
    analysis = analyse(articles_of(a=TEXT, b=TEXT, c=TEXT).assign(outlet=["X", "X", "Y"]))
    assert "A row of one article has none." in plot_loaded(summarise(analysis, by="outlet")).figure_text.caption


HOSTILE = ["$\\frac{$", "a_b^c", "$x_1$", "<script>x</script>", "Новости", "%s {0}", "\\"]


def test_names_are_never_typeset_and_never_run(articles_of, tmp_path):
    articles = articles_of(**dict.fromkeys(HOSTILE, TEXT))
    analysis = analyse(articles.assign(outlet=articles["article_id"]))
    for by in ("outlet", "article_id"):
        summary = summarise(analysis, by=by)
        for plot in OF_SUMMARY:
            axes = plot(summary)
            assert sorted(label.split("\n")[0] for label in labels(axes)) == sorted(HOSTILE)
            assert not any(label.get_parse_math() for label in axes.get_yticklabels())
    save_figure(axes, "hostile", folder=tmp_path)  # it is drawn, too
    save_figure(plot_stance(summarise_stances(analysis, by="outlet")), "stance", folder=tmp_path)
    for name in HOSTILE:
        as_png(plot_course(summarise_course(analysis, article_id=name)))


def test_a_long_name_is_cut_not_lost(articles_of):
    name = "wa" * 100
    for plot in OF_SUMMARY:
        label = labels(plot(summarise(analyse(articles_of(**{name: TEXT})), by="article_id")))[0].split("\n")[0]
        assert label.startswith("Wawawawa") and len(label) <= LONGEST_NAME


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
        # A line each, for they are many.
        assert sorted(labels(axes)) == [f"A{n}, {2 * n} words" for n in range(21, 61)]
        assert f"Drawn are the {MOST_ROWS} of 60 groups" in axes.figure_text.caption
        assert "n = 60 articles" in axes.figure_text.caption
    save_figure(axes, "many", folder=tmp_path)


@pytest.mark.parametrize("measure", FORMULAS)
def test_every_formula_can_be_drawn_and_marks_that_are_not_valid_are_hollow(articles_of, measure):
    long = "The council met on Tuesday to discuss it. " * 40  # 320 words in 40 sentences
    summary = summarise(analyse(articles_of(short=TEXT, long=long)), by="article_id")
    axes = plot_readability(summary, measure=measure)
    rows = [label.split("\n")[0] for label in labels(axes)]
    places = [dot.get_offsets()[0, 1] for dot in axes.collections]
    own = [to_hex(axes.collections[places.index(rows.index(n) - 0.2)].get_facecolors()[0]) for n in ("Long", "Short")]
    assert own == [VOICE_STYLE["outlet"].colour.lower(), "#ffffff"]


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
    neutral = table[table["stance"] == "neutral"].sort_values("attributions_share", ascending=False)
    for stance, bars in zip(STANCES, axes.containers, strict=True):
        shares = table[table["stance"] == stance].set_index("outlet").loc[neutral["outlet"], "attributions_share"]
        assert [bar.get_width() for bar in bars] == pytest.approx(shares.tolist())
    assert f"n = {table['n_attributions'].sum():,} attributions; 4 of 4 groups" in axes.figure_text.caption
    pd.testing.assert_frame_equal(axes.figure_text.data, table)
    assert labels(plot_stance(summarise_stances(sample)))[0].startswith("all articles")
    with pytest.raises(ValueError, match="by one column"):
        plot_stance(summarise_stances(sample, by=["outlet", "event"]))


@pytest.mark.parametrize(("ticks", "labels"), [
    ([0, 0.025, 0.05, 0.1], ["0 %", "2.5 %", "5 %", "10 %"]), ([-0.07, 0, 0.14], ["−7 %", "0 %", "14 %"]),
])  # fmt: skip
def test_ticks_of_shares_say_where_they_are(ticks, labels):
    ax = plt.subplots()[1]
    per_cent(ax)
    assert [ax.xaxis.get_major_formatter()(x, None).replace("\u202f", " ") for x in ticks] == labels


def test_a_figure_is_drawn_from_the_numbers_of_its_own_table(by_outlet):
    # Columns that somebody sorts, and rows in another order, change nothing.
    shuffled = by_outlet[sorted(by_outlet.columns)]
    for plot in OF_SUMMARY:
        pd.testing.assert_frame_equal(plot(shuffled).figure_text.data, plot(by_outlet).figure_text.data)


def test_voices_have_one_style_and_no_two_look_alike():
    assert len({style.colour for style in VOICE_STYLE.values()}) == len({s.marker for s in VOICE_STYLE.values()}) == 7
    others = {*STANCE_COLOURS, *PAIR_COLOURS, HEADLINES}
    assert not others & {style.colour for style in VOICE_STYLE.values()}
    styles = [VOICE_STYLE[voice] for voice in VOICES]
    for field in ("colour", "marker", "label", "line", "ground", "meaning"):
        assert len({getattr(style, field) for style in styles}) == 4
    assert list(VOICE_STYLE)[-4:] == VOICES
    assert VOICE_STYLE["source"].members + VOICE_STYLE["outlet"].members == VOICE_STYLE["all"].members == tuple(VOICES)


def corrected_of(rows):
    names = ["outlet", "voice", "words_share", "words_share_corrected", "words_share_corrected_low",
             "words_share_corrected_high", "n_sentences_coded"]  # fmt: skip
    more = {"n_words_coded": 300, "n_articles_coded": 9, "n_sentences_not_coded": 0, "target": "corpus",
            "pooled": False}  # fmt: skip
    table = pd.DataFrame(rows, columns=names).assign(**more)
    return table.assign(note=[describe(n, 9, pooled=False, not_coded=0, target="corpus") for n in table[names[-1]]])


def test_corrected_shares_are_filled_marks_beside_hollow_ones():
    ax = plot_corrected(corrected_of([
        ("A", "source", 0.2, 0.3, 0.25, 0.35, 40), ("A", "editorial", 0.1, 0.05, 0.0, 0.12, 40),
        ("B", "source", 0.5, 0.4, 0.3, 0.5, 60), ("B", "editorial", 0.0, 0.0, 0.0, 0.06, 60),
    ]))  # fmt: skip
    marks = [(points.get_facecolor()[0].tolist() == [1, 1, 1, 1], points.get_offsets()[:, 0].tolist())
             for points in ax.collections if hasattr(points, "get_sizes") and len(points.get_sizes())]  # fmt: skip
    # By the corrected share of sources, the larger first.
    assert marks == [(True, [0.5]), (False, [0.4]), (True, [0.0]), (False, [0.0]),
                     (True, [0.2]), (False, [0.3]), (True, [0.1]), (False, [0.05])]  # fmt: skip
    label = "A, source, corrected: 30\u202f% [25–35]"
    assert (label, "outlet:A; voice:source") in ax.figure_text.parts.values()
    assert "corrected by 100 hand-coded sentences of 18 articles" in ax.figure_text.caption
    assert "not corrected" not in ax.figure_text.caption
    assert "B, sources: as counted 50\u202f%, corrected 40\u202f% [30–50]" in ax.figure_text.alt


def test_corrected_shares_by_two_columns_are_refused():
    table = corrected_of([("A", "source", 0.2, 0.3, 0.25, 0.35, 40)]).assign(desk="x")
    with pytest.raises(ValueError, match="by one column, not by"):
        plot_corrected(table)


@pytest.fixture(scope="module")
def wet():
    rows = [("a", "It is wet here and dry there. " * 5)] * 20 + [("b", "It is old here and dry there. " * 5)] * 20
    articles = pd.DataFrame(rows, columns=["outlet", "text"]).assign(article_id=[f"n{i}" for i in range(40)])
    return contrast_words(analyse(articles), by="outlet")


def test_words_that_set_groups_apart_are_drawn_with_their_intervals(wet):
    ax = plot_contrasts(wet)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["wet", "old"]
    drawn = [list(line.get_xdata()) for line in ax.lines if len(set(line.get_xdata())) == 2]
    clear = wet[wet["clear"]].sort_values("log_ratio", ascending=False)
    assert drawn == clear[["log_ratio_low", "log_ratio_high"]].to_numpy().tolist()
    text = ax.figure_text
    assert text.title == "Words that set A and B apart" and "20 and 20 articles" in text.caption
    assert text.data["word"].tolist() == wet["word"].tolist()  # all that were compared, so that it can be drawn again
    assert {address for _, address in text.parts.values()} == {f"word:{w}; outlet:a; outlet:b" for w in ("wet", "old")}
    with pytest.raises(ValueError, match="one pair of groups are drawn, not of 2"):
        plot_contrasts(pd.concat([wet, wet.assign(group_a="c")]))


@pytest.mark.parametrize(("change", "reason"), [
    ({"clear": False}, "none is certain enough"), ({"clear": False, "n_articles_a": 4}, "under 5 articles"),
])  # fmt: skip
def test_where_no_word_is_clear_the_reason_is_drawn(wet, change, reason):
    ax = plot_contrasts(wet.assign(**change))
    assert reason in ax.texts[0].get_text() and not ax.get_yticklabels()
    assert ax.figure_text.title == "No word sets the groups apart clearly"
    assert "no two groups" in plot_contrasts(wet.head(0)).texts[0].get_text()


def test_a_specification_chart_has_a_row_for_each_that_bears_on_the_difference(sample):
    board = check_robustness(sample, by="outlet")
    one = board[(board["group_b"] == "unbowed-lantern") & (board["group_a"] == "halden-wire")
                & (board["voice"] == "outlet") & (board["measure"] == "loaded_per_1000_words")]  # fmt: skip
    ax = plot_robustness(one)
    applies = one[one["applies"]]
    assert [label.get_text() for label in ax.get_yticklabels()] == applies["specification"].tolist()
    assert [dot.get_offsets()[0, 0] for dot in ax.collections] == applies["difference"].tolist()
    assert {to_hex(dot.get_facecolors()[0]) for dot in ax.collections} == {"#ffffff"}  # clear in none
    where = "outlet:halden-wire; outlet:unbowed-lantern; voice:outlet; category:loaded"
    assert {address for _, address in ax.figure_text.parts.values()} == {where}
    assert f"same sign in {len(applies)} of {len(applies)}, clear in 0" in ax.figure_text.title
    with pytest.raises(ValueError, match="One difference is drawn, not 42"):
        plot_robustness(board)
    with pytest.raises(ValueError, match="no difference to draw"):
        plot_robustness(one.assign(difference=np.nan))


def test_nobody_named_is_no_source_that_is_counted():
    sources = pd.DataFrame({"source": [UNNAMED, "Ann Cole"], "speaker_kind": ["not named", "named"],
                            "n_words": [9, 3], "n_quoted": [9, 3], "n_attributed": [0, 0]})  # fmt: skip
    assert "1 of 1 sources are drawn" in plot_sources(sources).figure_text.caption
