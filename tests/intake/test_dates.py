"""Dates: each expected day was read off the form by hand."""

from datetime import date, timedelta

import pandas as pd
import pytest

from helpers.intake.dates import find_dates, published_date, read_date
from helpers.intake.page import read_page


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("07/20/2022 // A. Writer // Views", "2022-07-20"),
        ("July 20, 2022, 9:14 a.m. EDT", "2022-07-20"),
        ("20 July 2022", "2022-07-20"),
        ("Wednesday 20th of July, 2022", "2022-07-20"),
        ("2022-07-20T09:14:00Z", "2022-07-20"),
        ("2022/7/20", "2022-07-20"),
        ("20.07.2022", "2022-07-20"),
        ("20-Jul-2022", "2022-07-20"),
        ("Jul. 20, 2022", "2022-07-20"),
        ("2022年7月20日", "2022-07-20"),
        ("Updated July 22, 2022; published July 20, 2022", "2022-07-20"),
        ("PUBLISHED: 00:01, Tue, Nov 19, 2019 | UPDATED: 10:43, Wed, Nov 20, 2019", "2019-11-19"),
    ],
)
def test_forms_of_bylines(text, day):
    assert published_date(text) == (pd.Timestamp(day), "")


@pytest.mark.parametrize(
    ("text", "day", "note"),
    [
        ("03/04/2022", "2022-03-04", "ambiguous date, read month first: 03/04/2022"),
        ("03.04.2022", "2022-04-03", "ambiguous date, read day first: 03.04.2022"),
        ("5/31/22", "2022-05-31", "century guessed: 5/31/22"),
        ("05/05/2022", "2022-05-05", ""),
    ],
)
def test_unsure_days_are_flagged(text, day, note):
    assert published_date(text) == (pd.Timestamp(day), note)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("July 20", "date without a year: July 20"),
        ("2022-02-30", "no such day: 2022-02-30"),
        ("0000-01-01", "date out of range: 0000-01-01"),
        ("9999-12-31", "date out of range: 9999-12-31"),
        ("2022", ""),
        ("two days ago", ""),
    ],
)
def test_what_is_no_day_stays_missing(text, note):
    day, said = published_date(text)
    assert pd.isna(day)
    assert said == note


def test_positions_slice_to_the_date():
    text = "Posted 5 May 2021 in Harrow"
    found = find_dates(text)[0]
    assert text[found.start : found.end] == "5 May 2021"


def test_cells_of_a_table():
    assert read_date("2021-05-05")[0] == pd.Timestamp("2021-05-05")
    assert read_date("2021-05-05T08:30:00+02:00")[0] == pd.Timestamp("2021-05-05 08:30")
    assert read_date("someday") == (pd.NaT, "date not understood: someday")
    assert read_date(" ") == (pd.NaT, "")


def test_every_month_has_its_number():
    months = "January February March April May June July August September October November December".split()  # noqa: SIM905
    for number, month in enumerate(months, start=1):
        for name in (month, month.upper(), month[:3] + ".", month[:3].lower()):
            assert published_date(f"{name} 5, 2021")[0] == pd.Timestamp(2021, number, 5)
    assert published_date("5 Sept 2021")[0] == pd.Timestamp("2021-09-05")


@pytest.mark.parametrize("text", ["{}-03-14", "{}-03-14T10:00:00Z", "March 14, {}"])
def test_a_day_in_the_future_is_missing_and_said(text):
    text = text.format(date.today().year + 1)
    day, note = read_date(text)
    assert pd.isna(day)
    assert note == f"day in the future: {text}"
    tomorrow = date.today() + timedelta(days=1)
    assert read_date(tomorrow.isoformat()) == (pd.Timestamp(tomorrow), "")  # somewhere it is tomorrow already


def test_many_dates_are_all_found():
    found = find_dates("Published July 20, 2022 and 21.07.2022\n" * 20_000)
    assert len(found) == 40_000
    page = read_page("The pier waits\n" + "Jan 2, 2020\n" * 20_000 + "The board met on Monday at noon. " * 9)
    assert page["published"] == pd.Timestamp("2020-01-02")
