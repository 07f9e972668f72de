"""Differences of groups worked out by hand, and by scipy's permutation test."""

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from handmade import made, per_article
from scipy import stats

from helpers import compare, summarise
from helpers.measures import MEASURES
from helpers.results import permutations
from helpers.results.comparison import COMPARED
from helpers.voice import VOICES

RATE = "loaded_per_1000_words"


def editorial_shares(*rows):
    """Articles of 100 words: (outlet, event, editorial words)."""
    ids = [f"a{i}" for i in range(len(rows))]
    sentences = [(i, {"editorial": n, "narrated": 100 - n}, {}) for i, (_, _, n) in zip(ids, rows, strict=True)]
    return made({"article_id": ids, "outlet": [r[0] for r in rows], "event": [r[1] for r in rows]}, sentences)


def of(table, voice="editorial", measure="words_share"):
    return table[(table["voice"] == voice) & (table["measure"] == measure)].iloc[0]


def test_compare_within_events_by_hand():
    # Shared events 1 … 5; X has .5, .3, .4, .4, .4, Y .2 in each; what X alone has (e6) or without an event stays out.
    rows = [("X", f"e{i}", n) for i, n in enumerate((50, 30, 40, 40, 40, 100), 1)] + [("X", None, 100), ("Y", None, 90)]
    analysis = editorial_shares(*rows, *[("Y", f"e{i}", 20) for i in range(1, 6)])
    row = of(compare(analysis, by="outlet"))
    assert (row["value_a"], row["value_b"], row["difference"]) == pytest.approx((0.4, 0.2, 0.2))
    # Without e1 the difference is .7/4, without e2 .9/4, else .2: variance 4/5 · 2 · .025² = .001. All events have as
    # many words; of the squared distances one part in two stands in each of two: 1.5 · 2 = 3 degrees, t = 3.18245.
    assert row["difference_high"] - row["difference"] == pytest.approx(3.18245 * math.sqrt(0.001), abs=1e-5)
    # Of 2^5 exchanges of sides only none and all give as much.
    assert (row["p_value"], row["p_error"]) == (2 / 32, 0)
    assert (row["n_articles_a"], row["n_articles_b"], row["n_events"], row["within_events"]) == (5, 5, 5, True)


@pytest.mark.parametrize(("n_shared", "n_others"), [(4, 0), (5, 6)])
def test_few_common_events_throw_nothing_away(n_shared, n_others):
    rows = [(outlet, f"e{i}", n) for outlet, n in (("X", 50), ("Y", 10)) for i in range(n_shared)]
    rows += [(outlet, "", n + i) for outlet, n in (("X", 50), ("Y", 10)) for i in range(n_others)]
    row = of(compare(editorial_shares(*rows), by="outlet"))
    assert (row["within_events"], row["n_events"], row["n_articles_a"]) == (False, n_shared, n_shared + n_others)


def test_articles_of_one_group_on_one_event_change_sides_together():
    # Five clusters in each group of two alike articles: as many rearrangements as of single articles without events.
    rows = [(outlet, f"{outlet}{i}", n + i) for outlet, n in (("X", 50), ("Y", 10)) for i in range(5)]
    single = of(compare(editorial_shares(*rows), by="outlet"))
    double = of(compare(editorial_shares(*rows, *rows), by="outlet"))
    assert single["p_value"] == double["p_value"] == 2 / math.comb(10, 5)
    assert double["n_articles_a"] == 10
    assert double["difference_low"] == pytest.approx(single["difference_low"], rel=0.02)  # the added half word


def studentised(a, b):
    """The statistic of the docstring, written down once more, for scipy's permutation test."""
    parts = []
    for n, w in (a.T, b.T):
        influence = (n - n.sum() / w.sum() * w) / w.sum()
        parts.append((n.sum() / w.sum(), len(n) / (len(n) - 1) * (influence**2).sum()))
    (x, v), (y, u) = parts
    return abs(x - y) / math.sqrt(v + u)


def test_the_exact_p_is_that_of_scipys_permutation_test():
    rng = np.random.default_rng(4)
    for n_a, n_b in ((5, 5), (6, 5), (5, 7)):
        words = rng.integers(100, 900, n_a + n_b)
        own = np.round(words * rng.beta(2, 5, n_a + n_b)).astype(int)
        ids = [f"a{i}" for i in range(n_a + n_b)]
        sentences = [(i, {"editorial": int(k), "narrated": int(n - k)}, {})
                     for i, k, n in zip(ids, own, words, strict=True)]  # fmt: skip
        analysis = made({"article_id": ids, "outlet": ["X"] * n_a + ["Y"] * n_b}, sentences)
        rows = np.column_stack([own, words])

        def by_number(x, y, axis, rows=rows):
            sides = np.moveaxis(np.broadcast_arrays(x), axis, -1)[0], np.moveaxis(np.broadcast_arrays(y), axis, -1)[0]
            flat = [side.reshape(-1, side.shape[-1]).astype(int) for side in sides]
            return np.reshape([studentised(rows[i], rows[j]) for i, j in zip(*flat, strict=True)], sides[0].shape[:-1])

        numbers = np.arange(n_a + n_b)
        expected = stats.permutation_test((numbers[:n_a], numbers[n_a:]), by_number, vectorized=True,
                                          n_resamples=np.inf, alternative="greater")  # fmt: skip
        found = of(compare(analysis, by="outlet"))
        assert found["p_value"] == pytest.approx(expected.pvalue)
        assert found["p_error"] == 0


def test_a_drawn_p_lies_within_its_own_error_of_the_exact_one():
    rng = np.random.default_rng(8)
    units = rng.integers(50, 900, (20, 2, 3)).astype(float)
    units[:, :, 0] = np.round(units[:, :, 1] * rng.beta(2, 8, (20, 2)))
    units[:9, :, 0] = np.round(1.7 * units[:9, :, 0])
    names = ["words_share", "loaded_per_1000_words"]
    every = np.zeros((math.comb(20, 9), 20))
    every[np.arange(len(every))[:, None], list(combinations(range(20), 9))] = 1
    exact, _ = permutations.p_values(permutations.studentised(every, units, names), True)
    for seed in range(4):
        matrix, is_exact = permutations.rearranged(9, 11, False, seed)
        p, error = permutations.p_values(permutations.studentised(matrix, units, names), is_exact)
        assert not is_exact and (np.abs(p - exact) < 4 * error + 1e-4).all()


def test_far_out_in_the_tail_p_is_neither_naught_nor_far_too_small():
    rng = np.random.default_rng(9)
    found = rng.standard_t(30, (2_000, 300))
    found[0] = 4.5
    p, error = permutations.p_values(found, False)
    true = 2 * stats.t.sf(4.5, 30)
    assert true / 3 < np.median(p) < 10 * true
    assert (p > true / 100).all() and (error > 0).all()


@pytest.mark.parametrize("unknown", [None, ""])
def test_articles_of_an_unknown_group_are_in_no_comparison(unknown):
    rows = [("X", "", 10 + i) for i in range(5)] + [("Y", "", 40 + i) for i in range(5)]
    known, more = compare(editorial_shares(*rows), by="outlet"), [(unknown, "", 90 + i) for i in range(6)]
    pd.testing.assert_frame_equal(compare(editorial_shares(*rows, *more), by="outlet"), known)
    assert compare(editorial_shares(*more), by="outlet").empty
    assert known[["group_a", "group_b"]].drop_duplicates().to_numpy().tolist() == [["X", "Y"]]


def test_under_five_articles_nothing_is_claimed():
    rows = [("X", "", 1 + i) for i in range(4)] + [("Y", "", 80 + i % 7) for i in range(40)]
    table = compare(editorial_shares(*rows), by="outlet")
    assert table["p_value"].isna().all() and not table["clear"].any()
    more = of(compare(editorial_shares(*rows, ("X", "", 5)), by="outlet"))
    assert more["clear"] and more["p_value"] < 0.01


def uses(*groups):
    """Articles of (outlet, words, loaded terms), all narrated."""
    ids = [f"a{i}" for i in range(len(groups))]
    sentences = [(i, {"narrated": n}, {"loaded": {"narrated": k}}) for i, (_, n, k) in zip(ids, groups, strict=True)]
    return made({"article_id": ids, "outlet": [outlet for outlet, *_ in groups]}, sentences)


@pytest.mark.parametrize("by_chance", [False, True])
def test_one_use_per_article_is_no_difference_of_papers_with_short_and_long_articles(by_chance):
    rng, claimed = np.random.default_rng(11), 0
    for _ in range(40):
        n_words = np.round(rng.lognormal(np.log(np.repeat([200, 800], 20)), 0.2)).astype(int).tolist()
        n_uses = rng.poisson(1, 40).tolist() if by_chance else [1] * 40
        outlets = ["X"] * 20 + ["Y"] * 20
        row = of(compare(uses(*zip(outlets, n_words, n_uses, strict=True)), by="outlet"), "outlet", RATE)
        assert row["value_a"] > row["value_b"]
        claimed += row["clear"]
    assert claimed <= 4


def test_a_higher_rate_is_clear_though_its_articles_are_shorter():
    # Uses grow with length in both: 30 and 10 per 1,000 words; articles of 100 to 300 and of 300 to 900 words.
    rows = [("X", 100 + 10 * i, 3 + i * 3 // 10 + i % 2) for i in range(20)]
    rows += [("Y", 300 + 30 * i, 3 + i * 3 // 10 - i % 2) for i in range(20)]
    row = of(compare(uses(*rows), by="outlet"), "outlet", RATE)
    assert row["difference"] > 15
    assert row["p_holm"] < 0.01
    assert row[["articles_with_any_share_a", "articles_with_any_share_b"]].tolist() == [1, 1]
    # More per word, and more per article where articles are equally long; so of the rule above only length is said.
    assert row["clear"]


def test_a_rate_whose_articles_with_any_go_the_other_way_is_not_clear():
    # X has many uses in half of its articles, Y one use in all of them.
    rows = [("X", 200 + i, 12 * (i % 2)) for i in range(40)] + [("Y", 200 + i, 1) for i in range(40)]
    row = of(compare(uses(*rows), by="outlet"), "outlet", RATE)
    assert row["p_holm"] < 0.05 and row["difference_low"] > 0
    assert row[["articles_with_any_share_a", "articles_with_any_share_b"]].tolist() == [0.5, 1]
    assert not row["clear"]


def test_the_interval_of_a_difference_is_made_of_those_of_both_groups():
    rows = [("X", "", n) for n in (50, 30, 10, 20, 60)] + [("Y", "", n) for n in (20, 10, 5, 30, 25)]
    analysis = editorial_shares(*rows)
    row, summary = of(compare(analysis, by="outlet")), summarise(analysis, by="outlet")
    x, y = summary[summary["voice"] == "editorial"].to_dict("records")
    # Newcombe 1998, method 10: square-and-add.
    below = math.hypot(x["words_share"] - x["words_share_low"], y["words_share_high"] - y["words_share"])
    above = math.hypot(x["words_share_high"] - x["words_share"], y["words_share"] - y["words_share_low"])
    assert row["difference_low"] == pytest.approx(row["difference"] - below)
    assert row["difference_high"] == pytest.approx(row["difference"] + above)


def test_the_same_seed_gives_the_same_p_and_another_one_hardly_another():
    analysis = random_articles(5, 2, 15, [""])
    first, again, other = (compare(analysis, by="outlet", seed=seed) for seed in (1, 1, 2))
    assert (first["p_value"] == again["p_value"]).all()
    assert (first["p_value"] != other["p_value"]).any()
    assert ((first["p_value"] - other["p_value"]).abs() <= 5 * (first["p_error"] + other["p_error"])).all()


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


def test_pairs_do_not_depend_on_the_company_they_keep():
    analysis = random_articles(2, 4, 6, ["", "e1", "e2", "e3", "e4"])
    together = compare(analysis, by="outlet", measures=list(MEASURES)).set_index(["group_a", "group_b"])
    for a, b in combinations("0123", 2):
        keep = analysis.articles["outlet"].isin([a, b])
        alone = compare(replace(analysis, articles=analysis.articles[keep]), by="outlet", measures=list(MEASURES))
        columns = ["value_a", "value_b", "difference", "difference_low", "articles_with_any_share_a", "p_value"]
        expected = together.loc[[(a, b)], columns].to_numpy(dtype=float)
        assert alone[columns].to_numpy(dtype=float) == pytest.approx(expected, rel=1e-10, abs=1e-12, nan_ok=True)


def test_twenty_five_outlets_are_compared_pair_by_pair():
    analysis = random_articles(3, 25, 80, ["", "e1", "e2", "e3", "e4", "e5"])
    table = compare(analysis, by="outlet")
    assert len(table) == 300 * len(COMPARED)


def test_permutations_do_not_hang_on_the_order_of_the_articles():
    rng = np.random.default_rng(5)
    articles = {f"a{n:02}": (int(rng.integers(50, 90)), int(rng.integers(0, 5))) for n in range(30)}
    tables = []
    for names in (list(articles), list(articles)[::-1]):
        analysis = per_article(**{name: articles[name] for name in names})
        outlet = ["X" if int(name[1:]) % 2 else "Y" for name in names]
        analysis = replace(analysis, articles=analysis.articles.assign(outlet=outlet))
        tables.append(compare(analysis, by="outlet", measures=["loaded_per_1000_words"]))
    assert (tables[0]["p_error"].dropna() > 0).all()  # drawn, not gone through
    pd.testing.assert_frame_equal(*tables)
