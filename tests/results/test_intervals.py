"""Jackknife, Student's t, Welch and Holm against examples worked out by hand and against scipy."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from helpers.results.intervals import adjust_for_all, holm, jackknife, margin, p_value, welch


def test_holm_by_hand():
    # In order .005·4 = .02, .01·3 = .03, .03·2 = .06, .04·1 = .04, which may not fall below the one before: .06.
    assert holm(np.array([0.01, 0.04, 0.03, 0.005])).tolist() == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm(np.array([0.9, 0.8])).tolist() == [1, 1]  # .8·2, cut at 1
    assert np.isnan(holm(np.array([np.nan, 0.02, np.nan, 0.5]))).tolist() == [True, False, True, False]
    assert holm(np.array([np.nan, 0.02, 0.5]))[1:].tolist() == [0.04, 0.5]  # a missing one is no test


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
    counted = np.array([[True, True], [True, True], [False, True]])
    variance, df = jackknife(values, counted=counted)
    assert (variance[0, 0], df[0, 0]) == (1, 1)  # 1/2 · (1² + 1²)
    assert np.isnan(variance[0, 1]) and np.isnan(df[0, 1])


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
