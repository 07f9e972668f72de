"""Do differences hold when what was chosen is chosen otherwise? The same comparisons under other specifications."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from helpers.analysis import Analysis, analyse
from helpers.measures import SUMMED
from helpers.results.comparison import choose_pairs, claim, compare_parts, name_articles, parts_by_article, wanted_of
from helpers.results.intervals import add_up, measure
from helpers.results.reference import label_genre
from helpers.results.summary import ONE_VOICE, THOUGHTS, sum_articles
from helpers.tables import check_analysis, check_columns, check_groups
from helpers.voice import EDITORIAL_FROM
from helpers.wording.loaded import SCARE_WHY

AS_IS = "as it is"
MOST_GROUPS = 5  # of which every two are compared unless pairs are named
MOST_CATEGORIES = 3
STRONG = ("2", "3")
KEYS = ["group_a", "group_b", "voice", "measure"]
COLUMNS = ["specification", *KEYS, "value_a", "value_b", "difference", "difference_low", "difference_high", "p_value",
           "p_holm", "clear", "n_articles_a", "n_articles_b", "applies"]  # fmt: skip


@dataclass(frozen=True)
class Specification:
    """One way to choose: the tables, the share that makes a sentence one voice's, measures taken in another's place."""

    name: str
    analysis: Analysis
    one_voice: float = ONE_VOICE
    instead: dict[str, str] = field(default_factory=dict)
    alike: bool = False  # every article counts the same, however long


def check_robustness(
    analysis: Analysis, *, by: str | list[str], measures: list[str] | None = None, pairs: list[tuple] | None = None,
    seed: int = 0,
) -> pd.DataFrame:  # fmt: skip
    """Compare groups again under some sixteen other choices, to see which differences hang on one of them.

    `by`, `measures`, `seed`: as in `compare`. `pairs`: the groups to compare; by default every two of the five with
    most words. The specifications: as it is; thoughts credited to somebody as the outlet's words (strict); sentiment as
    printed; editorial from a score of .4 and .6; one voice from 70 and 90 % of a sentence's words; strong loaded terms
    only; without each of the three largest categories; with the headline (analysed for this), with sub-headings; every
    article alike, however long; without opinion pages (`label_genre`); the same text in one group once; and without the
    one article, and without the one event, whose absence changes the difference most towards none or the other sign.
    What an analysis does not have is left out.
    Out: one row per specification, pair and measure with `specification`, `group_a`, `group_b`, `voice`, `measure`,
    `value_a`, `value_b`, `difference`, `difference_low`, `difference_high`, `p_value`, `p_holm` (adjusted within the
    specification), `clear`, `n_articles_a`, `n_articles_b` and `applies` (False where the specification leaves both
    values as they are). `summarise_robustness` counts, `plot_robustness` draws.
    Raises TypeError for what is no analysis, ValueError for an unknown column, measure or group.
    """
    check_analysis(analysis, articles="article_id text", sentences="editorial_score", hits="category strength")
    groups, wanted = check_groups(analysis.articles, by, needed=True), wanted_of(measures)
    named = name_articles(analysis, groups)
    n_words = analysis.sentences[analysis.sentences["kind"] == "sentence"].groupby("article_id")["n_words"].sum()
    chosen = choose_pairs(pairs, named["name"], named["article_id"].map(n_words).fillna(0), MOST_GROUPS)
    pairs = chosen if pairs else sorted(tuple(sorted(pair)) for pair in chosen)
    named = named[named["name"].isin([name for pair in pairs for name in pair])]
    tables, first = [], None
    for spec in _specifications(analysis, named):
        sums = sum_articles(spec.analysis, named, one_voice=spec.one_voice)
        sums = sums[sums["article_id"].isin(set(spec.analysis.articles["article_id"]) & set(named["article_id"]))]
        chosen = [(voice, spec.instead.get(name, name)) for voice, name in wanted]
        first = sums if first is None else first
        tables.append(_compared(spec.name, sums, chosen, wanted, pairs, seed, alike=spec.alike))
    articles = analysis.articles[analysis.articles["article_id"].isin(named["article_id"])]
    headlines = articles.get("headline", pd.Series("", articles.index)).astype(object).fillna("").astype(str)
    if headlines.str.strip().any():  # analysed as texts of their own
        headlines = sum_articles(analyse(articles[["article_id"]].assign(text=headlines)), named)
        keys = ["article_id", "name", "event", "voice"]
        both = pd.concat([first, headlines])[[*keys, *SUMMED]].groupby(keys, observed=True).sum().reset_index()
        tables.append(_compared("with the headline", both, wanted, wanted, pairs, seed))
    for of in ("article_id", "event"):
        if first[of].ne("").any():
            tables.append(_without_one(of, first, wanted, pairs, seed))
    as_is = tables[0][["value_a", "value_b"]].to_numpy(float)
    for table in tables:
        same = np.isclose(table[["value_a", "value_b"]].to_numpy(float), as_is, rtol=1e-9, atol=0, equal_nan=True)
        table["applies"] = ~same.all(axis=1) | (table["specification"] == AS_IS)
    return pd.concat(tables, ignore_index=True)[COLUMNS]


def summarise_robustness(robustness: pd.DataFrame) -> pd.DataFrame:
    """Say in one line per pair and measure how far a difference holds.

    In: the result of `check_robustness`. Out: one row per `group_a`, `group_b`, `voice`, `measure` with `difference`
    (as it is), `least`, `most` (over all), `n_specifications` (that apply), `n_same_sign`, `n_clear` and `holds`: "same
    sign in 15 of 16, clear in 9".
    """
    check_columns(robustness, COLUMNS, of="robustness", made_by="check_robustness(analysis, by=…)")
    rows = []
    for keys, part in robustness[robustness["applies"].astype(bool)].groupby(KEYS, sort=False):
        difference = part["difference"].dropna()
        first = part.loc[part["specification"] == AS_IS, "difference"].iloc[0]
        n, same, clear = len(difference), int((difference * first > 0).sum()), int(part["clear"].sum())
        rows.append(dict(zip(KEYS, keys, strict=True)) | {
            "difference": first, "least": difference.min(), "most": difference.max(), "n_specifications": n,
            "n_same_sign": same, "n_clear": clear, "holds": f"same sign in {same} of {n}, clear in {clear}",
        })  # fmt: skip
    columns = [*KEYS, "difference", "least", "most", "n_specifications", "n_same_sign", "n_clear", "holds"]
    return pd.DataFrame(rows, columns=columns)


def _specifications(analysis: Analysis, named: pd.DataFrame) -> Iterator[Specification]:
    hits, sentences = analysis.hits, analysis.sentences
    yield Specification(AS_IS, analysis)
    if analysis.segments["attribution_kind"].isin(THOUGHTS).any():
        strict = {"words_share": "strict_words_share"}
        yield Specification("credited thoughts as the outlet’s", analysis, instead=strict)
    yield Specification("sentiment as printed", analysis, instead={"sentiment_names_masked_mean": "sentiment_mean"})
    for threshold in (0.4, 0.6):
        yield Specification(f"editorial from a score of {threshold}", _from_score(analysis, threshold))
    for one_voice in (0.7, 0.9):
        yield Specification(f"one voice from {one_voice:.0%} of the words", analysis, one_voice=one_voice)
    strong = hits["loaded"] & hits["strength"].isin(STRONG)
    yield Specification("strong loaded terms only", replace(analysis, hits=hits.assign(loaded=strong)))
    for category in hits.loc[hits["loaded"], "category"].value_counts().index[:MOST_CATEGORIES]:
        others = hits.assign(loaded=hits["loaded"] & (hits["category"] != category))
        yield Specification(f"without loaded terms of {category}", replace(analysis, hits=others))
    if (sentences["kind"] != "sentence").any():
        yield Specification("with sub-headings", replace(analysis, sentences=sentences.assign(kind="sentence")))
    yield Specification("every article alike, however long", analysis, alike=True)
    opinion = label_genre(analysis.articles) == "opinion"
    with_words = set(sentences.loc[(sentences["kind"] == "sentence") & (sentences["n_words"] > 0), "article_id"])
    left = named.loc[named["article_id"].isin(with_words - set(analysis.articles.loc[opinion, "article_id"])), "name"]
    if opinion.any() and left.nunique() == named["name"].nunique():
        yield Specification("without opinion pages", replace(analysis, articles=analysis.articles[~opinion]))
    text = analysis.articles.set_index("article_id")["text"].reindex(named["article_id"])
    again = named.assign(text=text.str.split().str.join(" ").str.casefold().to_numpy()).duplicated(["name", "text"])
    if again.any():
        kept = ~analysis.articles["article_id"].isin(named.loc[again, "article_id"])
        yield Specification("the same text once", replace(analysis, articles=analysis.articles[kept]))


def _from_score(analysis: Analysis, threshold: float) -> Analysis:
    """The analysis with the outlet's words editorial from another score on; scare quotes and doubts stay."""
    keys = ["article_id", "sentence"]
    score = analysis.sentences.set_index(keys)["editorial_score"]

    def relabelled(table: pd.DataFrame) -> pd.Series:
        of_row = score.reindex(pd.MultiIndex.from_frame(table[keys])).to_numpy()
        before, after = (np.where(of_row >= at, "editorial", "narrated") for at in (EDITORIAL_FROM, threshold))
        by_score = (table["voice"] == before) & (table["whose"] == "outlet") & ~np.isnan(of_row)
        if "why" in table:
            by_score &= table["why"] != SCARE_WHY
        return table["voice"].mask(by_score, after)

    segments, hits = (table.assign(voice=relabelled(table)) for table in (analysis.segments, analysis.hits))
    counts = segments.pivot_table(index=keys, columns="voice", values="n_words", aggfunc="sum", fill_value=0)
    counts = counts.reindex(score.index, columns=["narrated", "editorial"], fill_value=0).add_prefix("n_")
    sentences = analysis.sentences.assign(**{name: column.to_numpy() for name, column in counts.items()})
    return replace(analysis, sentences=sentences, segments=segments, hits=hits)


def _compared(
    name: str, sums: pd.DataFrame, chosen: list, wanted: list, pairs: list, seed: int, *, alike: bool = False
) -> pd.DataFrame:
    articles, parts = parts_by_article(sums, chosen)
    if alike and len(parts):
        parts = parts * (parts[:, :, 1].mean(axis=0) / np.where(parts[:, :, 1] > 0, parts[:, :, 1], np.inf))[:, :, None]
    table = claim(compare_parts(parts, articles["name"].to_numpy(), articles["event"].to_numpy(), chosen, pairs=pairs,
                                seed=seed))  # fmt: skip
    return table.assign(specification=name, measure=[measure for _, measure in wanted] * len(pairs))


def _without_one(of: str, sums: pd.DataFrame, wanted: list, pairs: list, seed: int) -> pd.DataFrame:
    """The comparisons without the article or event whose absence takes most off the difference, each on its own."""
    articles, parts = parts_by_article(sums, wanted)
    group, event, rows = articles["name"].to_numpy(), articles["event"].to_numpy(), []
    names = [name for _, name in wanted]
    for pair in pairs:
        here = np.isin(group, pair)
        unit, found = pd.factorize(articles[of].where(here & (articles[of] != "")))
        sides = [parts * (group == side)[:, None, None] for side in pair]
        whole = np.subtract(*(measure(side.sum(axis=0)[None], names) for side in sides))
        sums = [(side.sum(axis=0), add_up(side, unit + 1, len(found) + 1)[1:]) for side in sides]
        left = np.sign(whole) * np.subtract(*(measure(total - of_unit, names) for total, of_unit in sums))
        for at, one in enumerate(wanted):
            gone = np.nanargmin(left[:, at]) if np.isfinite(left[:, at]).any() else None
            kept = here & (unit != gone)
            rows.append(compare_parts(parts[kept][:, [at]], group[kept], event[kept], [one], pairs=[pair], seed=seed))
    what = "article" if of == "article_id" else "event"
    return claim(pd.concat(rows, ignore_index=True)).assign(specification=f"without the {what} that counts most")
