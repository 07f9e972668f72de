"""The figures beside an article in `browse`: of all, of groups and articles, and where those of real ones lie."""

from __future__ import annotations

import pandas as pd

from helpers.analysis import Analysis
from helpers.measures import MEASURES, MIN_WORDS, measures_of
from helpers.results.reference import GENRES, read_percentiles
from helpers.results.summary import sum_articles
from helpers.show.drawing import capital
from helpers.show.headings import HEADINGS, HEADLINE, figure_of
from helpers.voice import VOICE_STYLE, VOICES

# Voice and measure of every figure that is shown of a group or an article, and by which lists are sorted.
SHOWN = [
    ("editorial", "words_share"), ("source", "words_share"), ("outlet", "loaded_per_1000_words"),
    ("all", "sentiment_names_masked_mean"), ("all", "flesch_kincaid_grade"), ("all", "lix"),
]  # fmt: skip
NAMES = {"words_share": "words", "loaded_per_1000_words": "loaded per 1,000 words",
         "sentiment_names_masked_mean": "sentiment, names masked"}  # fmt: skip
VOICE_LABEL = {"all": "", "editorial": "editorial ", "source": "sources’ ", "outlet": "outlet’s own "}


def measure_all(analysis: Analysis, groups: pd.Series, names: pd.Index) -> dict:
    """Of all articles, of every group and of every article: words by voice, and each measure that is shown.

    `groups`: the name of every article's group; `names`: the groups, in their order.
    """
    ids = analysis.articles[["article_id"]].assign(group=groups.to_numpy())
    sums = sum_articles(analysis, ids)
    number = [c for c in sums.columns if c not in ("article_id", "group", "voice")]
    of_all = sums.groupby("voice", observed=False)[number].sum()
    of_groups = sums.groupby(["group", "voice"], observed=False)[number].sum()
    of_articles = sums.set_index(["article_id", "voice"])[number]
    parts = [_figures_of({v: of_all.loc[[v]] for v in VOICE_STYLE})]
    for table, keys in ((of_groups, names), (of_articles, ids["article_id"])):
        of_voice = table.index.get_level_values("voice")
        parts.append(_figures_of({v: table[of_voice == v].droplevel("voice").reindex(keys) for v in VOICE_STYLE}))
    keys = ("all", "groups", "articles")
    return {key: {"voices": part[0], "values": part[1]} for key, part in zip(keys, parts, strict=True)}


def _figures_of(sums: dict[str, pd.DataFrame]) -> tuple[list[list[int]], list[list[float | None]]]:
    """Per row words by voice; per measure that is shown, its value in every row, None where it says nothing."""
    words = [sums[voice]["n_words_voice"].fillna(0).astype(int).tolist() for voice in VOICES]
    values = []
    for voice, name in SHOWN:
        column = measures_of(sums[voice], [name])[name]
        if MEASURES[name].formula:
            column = column.where(sums[voice]["n_words"] >= MIN_WORDS)
        values.append([None if value != value else round(value, 9) for value in column.tolist()])
    return [list(row) for row in zip(*words, strict=True)], values


def tell_headline(table: pd.DataFrame) -> list[list[str]]:
    """Rows of `summarise_headlines` in words: what is measured, the headline's figure, the body's."""
    rows = table[["measure", "headline", "body"]].itertuples(index=False)
    names = HEADLINE | NAMES
    return [[names[name], *(figure_of(name, value) for value in values)] for name, *values in rows]


def name_measures() -> list[dict]:
    """What the measures that are shown are called."""
    return [{"label": capital(f"{VOICE_LABEL[voice]}{NAMES.get(name, HEADINGS[name])}"),
             "direction": MEASURES[name].direction, "share": name.endswith("share")} for voice, name in SHOWN]


def name_places() -> list[dict]:
    """Where the middle and the ends of real articles of a genre, or of real outlets, lie for every measure shown."""
    table, found = read_percentiles(), []
    for genre in (*GENRES, "all"):
        of = table[table["genre"] == genre].set_index(["voice", "measure"])
        rows = of.reindex(SHOWN)[["p5", "p25", "p50", "p75", "p95"]].to_numpy().tolist()
        what = "outlets" if genre == "all" else "articles" if genre == "unknown" else f"articles of {genre}"
        found.append({"among": f"{of['n'].max():,} real {what}", "places": rows})
    return found
