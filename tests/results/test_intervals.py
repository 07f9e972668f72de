"""Jackknife, intervals, Welch and Holm against examples worked out by hand, scipy and statsmodels."""

import numpy as np
import pandas as pd
import pytest
from handmade import per_article, voices_of
from scipy import stats
from statsmodels.stats.multitest import multipletests

from helpers import summarise
from helpers.results.intervals import adjust_for_all, holm, intervals, jackknife, margin, p_value, welch


def test_holm_by_hand():
    # In order .005·4 = .02, .01·3 = .03, .03·2 = .06, .04·1 = .04, which may not fall below the one before: .06.
    assert holm(np.array([0.01, 0.04, 0.03, 0.005])).tolist() == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm(np.array([0.9, 0.8])).tolist() == [1, 1]  # .8·2, cut at 1
    assert np.isnan(holm(np.array([np.nan, 0.02, np.nan, 0.5]))).tolist() == [True, False, True, False]
    assert holm(np.array([np.nan, 0.02, 0.5]))[1:].tolist() == [0.04, 0.5]  # a missing one is no test


def test_holm_is_that_of_statsmodels():
    p_values = np.random.default_rng(3).beta(0.4, 3, 60)
    assert holm(p_values) == pytest.approx(multipletests(p_values, method="holm")[1])


def test_the_jackknife_of_a_mean_is_the_square_of_its_standard_error():
    values = np.random.default_rng(5).normal(size=(12, 3))
    left_out = (values.sum(axis=0) - values) / 11
    variance, df = jackknife(left_out)
    assert variance[0] == pytest.approx(values.var(axis=0, ddof=1) / 12)
    assert df.tolist() == [[11, 11, 11]]


def test_groups_are_kept_apart_wherever_their_rows_stand():
    values = np.random.default_rng(6).normal(size=(10, 2))
    groups = np.array([1, 0, 1, 1, 0, 2, 0, 1, 0, 0])
    variance, df = jackknife(values, groups)
    for group in range(2):
        alone, of_alone = jackknife(values[groups == group])
        assert variance[group] == pytest.approx(alone[0])
        assert df[group].tolist() == of_alone[0].tolist()
    assert np.isnan(variance[2]).all() and np.isnan(df[2]).all()  # one unit alone


def test_a_unit_that_says_nothing_does_not_count_and_one_without_a_value_leaves_none():
    values = np.array([[1.0, 1.0], [3.0, 3.0], [np.nan, np.nan]])
    weights = np.array([[1, 1], [1, 1], [0, 1]])
    variance, df = jackknife(values, weights=weights)
    assert (variance[0, 0], df[0, 0]) == (1, 1)  # 1/2 · (1² + 1²)
    assert np.isnan(variance[0, 1]) and np.isnan(df[0, 1])


def test_units_of_unequal_weight_and_a_variance_that_hangs_on_one_leave_fewer_degrees_of_freedom():
    even = np.array([1.0, -1, 1, -1, 1, -1, 1, -1])[:, None]
    # (Σ w)² / Σ w² − 1: eight of 1 are 7; 1.5 · (8)² / 8 = 12 is more.
    assert jackknife(even, weights=np.ones((8, 1)))[1][0, 0] == pytest.approx(7)
    # One of 9 and seven of 1: 16² / 88 − 1.
    assert jackknife(even, weights=np.array([9.0, *[1] * 7])[:, None])[1][0, 0] == pytest.approx(256 / 88 - 1)
    # One at 7, seven at −1: Σ d² = 56, Σ d⁴ = 2408; 1.5 · 56² / 2408.
    one = np.array([7.0, *[-1] * 7])[:, None]
    assert jackknife(one, weights=np.ones((8, 1)))[1][0, 0] == pytest.approx(1.5 * 56**2 / 2408)


def of(parts, name):
    """The interval of one group: a row of (part, whole, sentences) per article."""
    parts = np.array([(*row, 0)[:3] for row in parts], dtype=float)[:, None]
    return [figure[0, 0] for figure in intervals(parts, [name], np.zeros(len(parts), dtype=int))]


def test_a_share_has_its_interval_on_the_logit_scale():
    # .2, .5 and .3 of 100 words each. Without one of them, with half a word added: ln(80.5/120.5), ln(50.5/150.5) and
    # ln(70.5/130.5), i.e. −.40339, −1.09199 and −.61576; their distances from the mean squared and summed: .248687,
    # times 2/3 .165791. Two degrees: t = 4.30265; half .165791^½ · 4.30265 = 1.75193, around ln(1/2).
    share, low, high = of([(20, 100), (50, 100), (30, 100)], "words_share")
    assert share == pytest.approx(1 / 3)
    assert low == pytest.approx(1 / (1 + 2 * np.exp(1.75193)), abs=1e-5)
    assert high == pytest.approx(1 / (1 + 2 * np.exp(-1.75193)), abs=1e-5)


@pytest.mark.parametrize(("words", "upper"), [((1_000, 532), 2.408), ((60, 40), 36.889), ((1, 1), 1000)])
def test_no_hit_has_the_exact_poisson_end(words, upper):
    rate, low, high = of([(0, n) for n in words], "loaded_per_1000_words")
    assert (rate, low) == (0, 0)
    # Garwood 1936: half the .975 quantile of chi square with two degrees, 3.689; and no rate is above 1,000.
    assert high == pytest.approx(min(1000 * stats.chi2.ppf(0.975, 2) / 2 / sum(words), 1000))
    assert high == pytest.approx(upper, abs=1e-3)
    row = voices_of(summarise(per_article(**{f"a{i}": (n, 0) for i, n in enumerate(words)}))).loc["outlet"]
    assert (row["loaded_per_1000_words_low"], row["loaded_per_1000_words_high"]) == (0, high)


def test_a_rate_is_never_surer_than_a_count_by_chance():
    # Two uses in each of four articles, all alike: no jackknife variance, but 8 by chance are 8 ± √8.
    rate, low, high = of([(2, 250)] * 4, "loaded_per_1000_words")
    half = stats.t.ppf(0.975, 3) / np.sqrt(8.5)
    assert (rate, low, high) == pytest.approx((8, 8 * np.exp(-half), 8 * np.exp(half)))


def test_a_share_of_none_or_all_ends_where_the_share_of_articles_with_any_does():
    for n in (2, 5, 20):
        # Clopper & Pearson 1934 for 0 of n.
        upper = stats.beta.ppf(0.975, 1, n)
        assert of([(0, 100)] * n, "words_share") == pytest.approx([0, 0, upper])
        assert of([(100, 100)] * n, "words_share") == pytest.approx([1, 1 - upper, 1])
    assert np.isnan(of([(0, 100)], "words_share")[1:]).all()  # of one article nothing follows
    assert np.isnan(of([(0, 100), (0, 0)], "words_share")[1:]).all()  # nor of one that says anything
    assert np.isnan(of([(30, 100)] * 3, "words_share")[1:]).all()  # all alike: chance


def test_nothing_at_all_is_an_empty_table():
    variance, df = jackknife(np.zeros((0, 4)), np.array([], dtype=int))
    assert variance.shape == df.shape == (0, 4)


def test_margin_p_and_welch_are_those_of_scipy():
    rng = np.random.default_rng(7)
    a, b = rng.normal(0, 1, 9), rng.normal(1, 3, 5)
    parts = [(np.array([x.var(ddof=1) / len(x)]), np.array([len(x) - 1.0])) for x in (a, b)]
    variance, df = welch(*parts[0], *parts[1])
    expected = stats.ttest_ind(a, b, equal_var=False)
    assert df[0] == pytest.approx(expected.df)
    assert p_value(np.array([a.mean() - b.mean()]), variance, df)[0] == pytest.approx(expected.pvalue)
    low, high = expected.confidence_interval(0.95)
    assert 2 * margin(variance, df)[0] == pytest.approx(high - low)


def test_without_variance_there_is_no_p():
    zero = np.array([0.0])
    assert np.isnan(p_value(np.array([0.5]), zero, np.array([3.0])))
    assert margin(zero, np.array([3.0])) == 0
    table = adjust_for_all(pd.DataFrame({"p_value": [np.nan, 0.01]}))
    assert table["clear"].tolist() == [False, True]
