"""Differences of groups worked out by hand, and by a plain computation of their own for many groups."""

import math
import time
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from handmade import made
from scipy import stats

from helpers import compare
from helpers.measures import MEASURES
from helpers.results.comparison import COMPARED
from helpers.voice import VOICES


def editorial_shares(*rows):
    """Articles of 100 words: (outlet, event, editorial words)."""
    ids = [f"a{i}" for i in range(len(rows))]
    sentences = [(i, {"editorial": n, "narrated": 100 - n}, {}) for i, (_, _, n) in zip(ids, rows, strict=True)]
    return made({"article_id": ids, "outlet": [r[0] for r in rows], "event": [r[1] for r in rows]}, sentences)


def of(table, voice="editorial", measure="words_share"):
    return table[(table["voice"] == voice) & (table["measure"] == measure)].iloc[0]


def test_compare_within_events_by_hand():
    # Shared events e1, e2. X: .5 and .3, Y: .2 and .2; what X alone has (e3), and articles without an event, stay out.
    analysis = editorial_shares(("X", "e1", 50), ("X", "e2", 30), ("X", "e3", 100), ("X", None, 100),
                                ("Y", "e1", 20), ("Y", "e2", 20), ("Y", None, 90))  # fmt: skip
    row = of(compare(analysis, by="outlet"))
    assert (row["value_a"], row["value_b"], row["difference"]) == pytest.approx((0.4, 0.2, 0.2))
    # Without e1 the difference is .1, without e2 .3: variance 1/2 · (.1² + .1²) = .01. One degree: t = 12.7062.
    assert row["difference_low"] == pytest.approx(0.2 - 1.27062, abs=1e-5)
    assert row["difference_high"] == pytest.approx(0.2 + 1.27062, abs=1e-5)
    # t = .2/.1 = 2; with one degree of freedom p = 1 − 2·arctan(2)/π.
    assert row["p_value"] == pytest.approx(1 - 2 * math.atan(2) / math.pi)
    assert (row["n_articles_a"], row["n_articles_b"], row["n_events"], row["within_events"]) == (2, 2, 2, True)


def test_compare_without_common_events_by_hand():
    # X .5, .3 and .1, Y .2 and .1. Variances of the means: .04/3 = .013333 and .005/2 = .0025, together .015833.
    shares = [("X", "", 50), ("X", "", 30), ("X", "", 10), ("Y", "", 20), ("Y", "", 10)]
    row = of(compare(editorial_shares(*shares), by="outlet"))
    assert row["difference"] == pytest.approx(0.15)
    assert not row["within_events"] and row["n_events"] == 0
    # Welch: .015833² / (.013333²/2 + .0025²/1) = 2.63504 degrees of freedom; t = .15/√.015833 = 1.19208.
    assert row["p_value"] == pytest.approx(2 * stats.t.sf(1.19208, 2.63504), abs=1e-5)


def test_one_common_event_is_not_enough_to_compare_within():
    table = compare(editorial_shares(("X", "e1", 50), ("X", "e2", 30), ("Y", "e1", 20), ("Y", "e3", 10)), by="outlet")
    assert not table["within_events"].any()


def test_groups_of_one_article_are_not_compared():
    table = compare(editorial_shares(("X", "e1", 90), ("Y", "e1", 10)), by="outlet")
    assert len(table) == 0
    assert {"group_a", "difference", "p_holm", "clear"} <= set(table.columns)


def test_every_pair_is_compared_once():
    table = compare(editorial_shares(*[(o, "", n) for o in "XYZ" for n in (1, 2)]), by="outlet")
    pairs = table[["group_a", "group_b"]].drop_duplicates().to_numpy().tolist()
    assert pairs == [["X", "Y"], ["X", "Z"], ["Y", "Z"]]


def test_differences_are_adjusted_for_all_that_were_made(sample):
    table = compare(sample, by="outlet")
    known = table["p_value"].notna()
    smallest = table.loc[known, "p_value"].min()
    assert known.sum() > 30  # six pairs of outlets by seven comparisons, those with a variance
    assert table["p_holm"].min() == pytest.approx(min(smallest * known.sum(), 1))
    assert (table["clear"] == (table["p_holm"] < 0.05)).all()
    assert table["within_events"].all()


def test_several_columns_make_groups_of_their_own_and_none_is_an_error():
    rows = [("X", "e1", 10), ("X", "e1", 20), ("X", "e2", 30), ("X", "e2", 40)]
    table = compare(editorial_shares(*rows), by=["outlet", "event"])
    assert table[["group_a", "group_b"]].drop_duplicates().to_numpy().tolist() == [["X · e1", "X · e2"]]
    with pytest.raises(ValueError, match="name a column in by"):
        compare(editorial_shares(*rows), by=None)


def test_measures_come_in_the_order_in_which_they_are_asked_for_and_unknown_ones_are_named():
    analysis = editorial_shares(("X", "", 10), ("X", "", 20), ("Y", "", 30), ("Y", "", 40))
    table = compare(analysis, by="outlet", measures=["lix", "words_share"])
    assert table.loc[table["voice"] == "editorial", "measure"].tolist() == ["lix", "words_share"]
    assert table.loc[table["voice"] == "all", "measure"].tolist() == ["lix"]  # of all words, all have a voice
    with pytest.raises(ValueError, match=r"Unknown measures \['mood'\]; choose from words_share"):
        compare(analysis, by="outlet", measures=["mood"])


def random_articles(seed, n_groups, n_articles, events):
    """Articles with sentences of random voices, loaded terms and sentiment; `events`: names, "" for none."""
    rng = np.random.default_rng(seed)
    ids = [f"{group}-{i}" for group in range(n_groups) for i in range(n_articles)]
    sentences = []
    for article_id in ids:
        for _ in range(rng.integers(1, 4)):
            length = int(rng.integers(8, 40))
            mixed = zip(VOICES, rng.multinomial(length, [0.2, 0.2, 0.4, 0.2]).tolist(), strict=True)
            words = dict(mixed) if rng.random() < 0.3 else {VOICES[rng.integers(4)]: length}
            loaded = {voice: int(rng.integers(3)) for voice, n in words.items() if n}
            sentences.append((article_id, words, {"loaded": loaded, "sentiment": float(rng.normal(0, 0.3))}))
    columns = {"article_id": ids, "outlet": [article_id.split("-")[0] for article_id in ids]}
    return made(columns | {"event": rng.choice(events, len(ids)).tolist()}, sentences)


# The measures of COMPARED from an analysis, by plain sums over rows: nothing of the kit takes part.
MEMBERS = {"all": VOICES, "source": VOICES[:2], "outlet": VOICES[2:]} | {voice: [voice] for voice in VOICES}


def plain(analysis, ids, voice, measure):
    members, chosen = MEMBERS[voice], analysis.sentences[analysis.sentences["article_id"].isin(ids)]
    here = chosen[[f"n_{v}" for v in members]].sum(axis=1)
    if measure == "words_share":
        return here.sum() / chosen["n_words"].sum()
    if measure == "loaded_per_1000_words":
        hits = analysis.hits[analysis.hits["article_id"].isin(ids) & analysis.hits["voice"].isin(members)]
        return 1000 * (hits["loaded"].sum() / here.sum()) if here.sum() else math.nan
    one_voice = chosen[here >= 0.8 * chosen["n_words"]]
    if measure == "sentiment_names_masked_mean":
        return one_voice["sentiment_names_masked"].mean()
    syllables = 2 * one_voice["n_words"].sum()  # as they are made
    return 0.39 * one_voice["n_words"].mean() + 11.8 * syllables / one_voice["n_words"].sum() - 15.59


def plain_variance(values):
    values = np.array(values)
    return (len(values) - 1) / len(values) * ((values - values.mean()) ** 2).sum()


def plainly(analysis, a, b, voice, measure):
    """Difference, its margin and p of two groups, one unit left out at a time."""
    articles = analysis.articles.set_index("article_id")
    ids = [articles.index[articles["outlet"] == group].tolist() for group in (a, b)]
    events = sorted(set.intersection(*({articles.loc[i, "event"] for i in side} for side in ids)) - {""})
    if len(events) >= 2:
        ids = [[i for i in side if articles.loc[i, "event"] in events] for side in ids]
        left = [
            [plain(analysis, [i for i in side if articles.loc[i, "event"] != e], voice, measure) for e in events]
            for side in ids
        ]
        variance, df = plain_variance(np.subtract(*left)), len(events) - 1
    else:
        parts = []
        for side in ids:
            counted = [i for i in side if not math.isnan(plain(analysis, [i], voice, measure))]
            left = [plain(analysis, [j for j in side if j != i], voice, measure) for i in counted]
            parts.append((plain_variance(left), len(counted) - 1))
        variance = sum(v for v, _ in parts)
        df = variance**2 / sum(v**2 / n for v, n in parts)
    difference = plain(analysis, ids[0], voice, measure) - plain(analysis, ids[1], voice, measure)
    margin, p = stats.t.ppf(0.975, df) * math.sqrt(variance), 2 * stats.t.sf(abs(difference) / math.sqrt(variance), df)
    return difference, difference - margin, p


@pytest.mark.parametrize("events", [[""], ["", "e1", "e2", "e3"]], ids=["no events", "events"])
def test_compare_equals_a_plain_computation(events):
    analysis = random_articles(1, 3, 8, events)
    table = compare(analysis, by="outlet")
    assert len(table) == 3 * len(COMPARED)
    assert table["within_events"].any() == (len(events) > 1)
    known = 0
    for row in table.itertuples():
        expected = plainly(analysis, row.group_a, row.group_b, row.voice, row.measure)
        known += not math.isnan(expected[2])
        found = row.difference, row.difference_low, row.p_value
        assert found == pytest.approx(expected, rel=1e-10, abs=1e-12, nan_ok=True)
    assert known > len(table) / 2


def test_pairs_do_not_depend_on_the_company_they_keep():
    analysis = random_articles(2, 4, 6, ["", "e1", "e2", "e3", "e4"])
    together = compare(analysis, by="outlet", measures=list(MEASURES)).set_index(["group_a", "group_b"])
    for a, b in combinations("0123", 2):
        keep = analysis.articles["outlet"].isin([a, b])
        alone = compare(replace(analysis, articles=analysis.articles[keep]), by="outlet", measures=list(MEASURES))
        columns = ["value_a", "value_b", "difference", "difference_low", "p_value"]
        expected = together.loc[[(a, b)], columns].to_numpy(dtype=float)
        assert alone[columns].to_numpy(dtype=float) == pytest.approx(expected, rel=1e-10, abs=1e-12, nan_ok=True)


def test_twenty_five_outlets_take_a_second_not_minutes():
    analysis = random_articles(3, 25, 80, ["", "e1", "e2", "e3", "e4", "e5"])
    start = time.perf_counter()
    table = compare(analysis, by="outlet")
    assert time.perf_counter() - start < 3
    assert len(table) == 300 * len(COMPARED)
