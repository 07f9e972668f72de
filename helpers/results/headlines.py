"""Headline against body: what shouts, loads and judges above an article, beside the article itself."""

import re

import numpy as np
import pandas as pd

from helpers.analysis import Analysis, analyse
from helpers.counts import is_shouted
from helpers.measures import MEASURES
from helpers.results.intervals import NONE_FOUND, add_up, jackknife, margin
from helpers.results.summary import sum_articles
from helpers.tables import check_analysis, check_groups, fill_groups

LETTERS = re.compile(r"[^\W\d_]+")
WORD = re.compile(r"[^\s—–…/]+")
SHOUTED = "shouted_share"
# Each measure of the result: the voice and the measure of the kit that it is.
COMPARED = {
    "loaded_per_1000_words": ("all", "loaded_per_1000_words"), "source_share": ("source", "words_share"),
    "editorial_share": ("editorial", "words_share"),
    "sentiment_names_masked_mean": ("all", "sentiment_names_masked_mean"),
}  # fmt: skip
COLUMNS = ["measure", "n_articles", "headline", "body", "difference", "difference_low", "difference_high"]


def summarise_headlines(analysis: Analysis, *, by: str | list[str] | None = None) -> pd.DataFrame:
    """Set headlines beside the articles they stand above: shouted, loaded, whose words, how positive.

    `by`: a column of `analysis.articles`, or several (`article_id`: every article by itself); None for all together.
    Articles without a headline, or without a word, are left out. Out: one row per group and `measure`:
    - `shouted_share`: the share of letters that stand in words set in capitals, acronyms excepted
    - `loaded_per_1000_words`, over all words
    - `source_share`, `editorial_share`: words of sources, and of the outlet's own those called editorial, of all words
    - `sentiment_names_masked_mean`: of sentences (−1 … +1), names masked
    with `n_articles`, `headline`, `body`, `difference` (headline − body) and its 95 % interval over articles
    (`difference_low`, `difference_high`; delete-one-article jackknife, as in `summarise`; of no loaded term at all the
    interval goes as far as the exact Poisson end of 0 in so many words). Headlines are measured by
    the same lexicons, rules and thresholds, which were made for sentences: a handful of words says little by itself.
    Raises TypeError for what is no analysis, ValueError for articles without headlines or an unknown column.

    >>> rain = pd.DataFrame({"article_id": ["a"], "headline": ["Mayor SLAMS rain"], "text": ["It rained on Monday."]})
    >>> table = summarise_headlines(analyse(rain))
    >>> table.loc[table["measure"] == "shouted_share", ["headline", "body"]].round(2).to_numpy().tolist()
    [[0.36, 0.0]]
    """
    analysis = check_analysis(analysis, articles="article_id text headline")
    groups = check_groups(analysis.articles, by, taken=COLUMNS) or ["group"]
    articles = fill_groups(analysis.articles, groups) if by else analysis.articles.assign(group="all articles")
    titles = articles["headline"].fillna("").astype(str).str.split().str.join(" ")
    articles = articles[(titles != "").to_numpy() & articles["text"].str.contains(r"\w").to_numpy()]
    titles = titles[articles.index]
    wanted = list(dict.fromkeys(["article_id", *groups]))
    sides = []
    for part, texts in ((analyse(articles.assign(text=titles)), titles), (analysis, articles["text"])):
        sums = sum_articles(part, articles[wanted])
        letters = np.array([count_shouted(text) for text in texts], int).reshape(-1, 2)
        pairs = {SHOUTED: (letters[:, 0], letters[:, 1], 1)}
        for name, (voice, measure) in COMPARED.items():
            of_voice = sums[sums["voice"] == voice].set_index("article_id").reindex(articles["article_id"])
            kind = MEASURES[measure]
            pairs[name] = (*(of_voice[c].fillna(0).to_numpy(float) for c in (kind.part, kind.whole)), kind.per)
        sides.append(pairs)
    number, keys = pd.factorize(pd.MultiIndex.from_frame(articles[groups]), sort=True)
    tables = [_compare(name, number, len(keys), *(side[name] for side in sides)) for name in (SHOUTED, *COMPARED)]
    table = pd.concat([pd.DataFrame(list(keys), columns=groups).join(t) for t in tables])
    order = {name: n for n, name in enumerate((SHOUTED, *COMPARED))}
    table = table.assign(order=table["measure"].map(order)).sort_values([*groups, "order"], ignore_index=True)
    return table[[*groups, *COLUMNS]]


def count_shouted(text: str) -> tuple[int, int]:
    """How many letters stand in words set in capitals that are no acronyms, and how many there are in all.

    >>> count_shouted("NASA says NO to FBI")
    (2, 15)
    """
    words = [word for word in WORD.findall(text) if word.isupper() and is_shouted(word)]
    return sum(sum(map(len, LETTERS.findall(word))) for word in words), sum(map(len, LETTERS.findall(text)))


def _compare(name: str, group: np.ndarray, n_groups: int, headline: tuple, body: tuple) -> pd.DataFrame:
    """One measure by group: of headlines and of bodies (part, whole, per how many), and the difference."""
    values, without, counted = [], [], np.ones(len(group), bool)
    for part, whole, per in (headline, body):
        parts, wholes = add_up(part, group, n_groups), add_up(whole, group, n_groups)
        with np.errstate(divide="ignore", invalid="ignore"):
            values.append(per * parts / np.where(wholes > 0, wholes, np.nan))
            rest = (wholes[group] - whole).astype(float)
            without.append(per * (parts[group] - part) / np.where(rest > 0, rest, np.nan))
        counted &= whole > 0
    weights = np.where(counted, headline[1], 0).astype(float)  # the scarcer side tells how sure the difference is
    variance, df = jackknife((without[0] - without[1])[:, None], group, weights[:, None])
    half = margin(np.where(variance > 1e-12, variance, np.nan), df)[:, 0]
    difference = values[0] - values[1]
    low, high = difference - half, difference + half
    if name in MEASURES and MEASURES[name].scale == "log":  # no term in few words is no rate of 0
        ends = [side[2] * NONE_FOUND / np.fmax(add_up(side[1], group, n_groups), 1) for side in (headline, body)]
        high = np.where(values[0] == 0, np.maximum(high, ends[0] - values[1]), high)
        low = np.where(values[1] == 0, np.minimum(low, values[0] - ends[1]), low)
    return pd.DataFrame({
        "measure": name, "n_articles": add_up(counted, group, n_groups).astype(int), "headline": values[0],
        "body": values[1], "difference": difference, "difference_low": low, "difference_high": high,
    })  # fmt: skip
