"""Columns and cells in words: what a heading says; per cent, intervals and names as people write them."""

import re
from math import isinf

import pandas as pd
from pandas.api import types

from helpers.measures import MEASURES
from helpers.results.findings.finding import THIN
from helpers.results.findings.finding import signed as with_sign
from helpers.results.intervals import says_nothing
from helpers.show.names import as_written
from helpers.text.clean import without_surrogates
from helpers.voice import VOICE_STYLE

FIXED = "\u00a0"
NONE = "–"
TOO_FEW = f"[{NONE}]"  # in place of an interval
WHY_NONE = f"{TOO_FEW}: too few uses or articles for an interval"
INTERVAL = "95 % interval".replace(" ", FIXED, 1)
LONGEST_CELL = 200
P_VALUE = "p_(value|holm)"
# Columns that hold figures of different measures, row by row.
FIGURES_OF_MEASURE = frozenset(["value", "value_a", "value_b", "headline", "body", "p5", "p25", "p50", "p75", "p95"])
DIFFERENCES = frozenset(("difference", "least", "most"))
NAMED = frozenset(("outlet", "event", "group", "group_a", "group_b"))
OF_VOICES = frozenset(("voice", "whose"))
WHOSE = {"source": "sources", "outlet": "outlet"}
VOICE_NAMES = {voice: style.label.partition(" (")[0] for voice, style in VOICE_STYLE.items()}
LABELS = {name: measure.label for name, measure in MEASURES.items()} | {
    "shouted_share": "letters in shouted words", "source_share": "sources’ words", "editorial_share": "editorial words",
}
HEADLINE = LABELS | {"shouted_share": "letters shouted"}  # where headlines and texts stand beside each other
HEADINGS = LABELS | {
    "article_id": "article", "n_loaded": "loaded terms", "n_words_one_voice": "words in one voice",
    "left_out_share": "words left out", "articles_with_loaded_share": "articles with any",
    "sentiment_median": "median sentiment", "sentiment": "sentiment, as printed",
    "sentiment_names_masked": "sentiment, names masked", "speaker_kind": "kind of source", "n_quoted": "words quoted",
    "n_attributed": "words attributed", "n_narrated": "words narrated", "n_editorial": "words editorial",
    "first_position_share": "first speaks at", "cues": "verbs and their number",
    "n_outlet": "hits, outlet’s own words", "n_source": "hits, sources’ words", "equal_share": "words coded alike",
    "alpha": "Krippendorff’s α", "f1": "F1", "group_a": "group A", "group_b": "group B", "value_a": "in A",
    "value_b": "in B", "articles_with_any_share_a": "articles with any, A",
    "articles_with_any_share_b": "articles with any, B", "p_value": "p", "p_holm": "p, adjusted",
    "p5": "5th percentile", "p25": "25th percentile", "p50": "median", "p75": "75th percentile",
    "p95": "95th percentile", "babe_precision": "precision on BABE", "babe_recall": "recall on BABE",
    "ptc_precision": "precision on PTC", "ptc_recall": "recall on PTC",
}  # fmt: skip


def as_heading(column: object) -> str:
    """What a column is called.

    >>> [as_heading(name) for name in ("article_id", "n_words", "words_share", "n_words_removed", "seen_share")]
    ['article', 'words', 'share of words', 'words removed', 'share of seen']
    """
    name = str(column)
    if name in HEADINGS:
        return HEADINGS[name]
    if end := re.fullmatch("(.+)_(low|high)", name):
        return f"{as_heading(end[1])}, {end[2]} end"
    return re.sub("^n_(?=.)", "", re.sub("^(.+)_share$", r"share of \1", name)).replace("_", " ")


def as_figure(value: float, digits: int = 2, unit: str = "", *, signed: bool = False) -> str:
    """A number as people write it; `unit`: "" or, for a share, "%" or "pp" (per cent and its points: no decimals).

    >>> [as_figure(0.256, unit="%"), as_figure(-0.001), as_figure(-1234.5, 1), as_figure(0.12, unit="pp", signed=True)]
    ['26\\u202f%', '0.00', '−1,234.5', '+12\\u202fpp']
    """
    if pd.isna(value):
        return NONE
    text = (with_sign(100 * value, 0) if unit else with_sign(value, digits)).replace("inf", "∞")
    sign = "+" if signed and re.match(r"[\d.,]*[1-9]", text) else ""
    return f"{sign}{text}{THIN * bool(unit)}{unit}"


def figure_of(measure: str, value: float) -> str:
    """A figure of a measure by itself: a share without decimals, a mean with two, a rate with one."""
    return as_figure(value, 2 if measure.endswith("mean") else 1, "%" if measure.endswith("share") else "")


def with_interval(
    value: float, low: float, high: float, digits: int = 2, unit: str = "", *, signed: bool = False, measure: str = ""
) -> str:
    """A number and its interval, which is left out where there is none; "[–]" where that of the measure says nothing.

    >>> with_interval(-0.1, -0.22, 0.05).replace(FIXED, " "), with_interval(0.23, 0, 0.5, unit="%").replace(THIN, " ")
    ('−0.10 [−0.22 to 0.05]', '23 % [0–50]')
    """
    text = as_figure(value, digits, unit, signed=signed)
    if any(pd.isna(x) or isinf(x) for x in (value, low, high)):
        return text
    if says_nothing(measure, value, high):
        return f"{text} {TOO_FEW}"
    a, b = (as_figure(end, digits, unit).removesuffix(f"{THIN}{unit}") for end in (low, high))
    to = f"{FIXED}to{FIXED}" if "−" in a + b else "–"
    return f"{text} [{a}{to}{b}]"


def units_of(rows: pd.DataFrame, column: str) -> list[str]:
    """The unit of every figure in a column: "%" of shares, "pp" of differences between them, "" of others."""
    of = re.sub("_(low|high)$", "", column)
    if of in FIGURES_OF_MEASURE | DIFFERENCES and "measure" in rows:
        of_share = "pp" if of in DIFFERENCES else "%"
        return [of_share if str(measure).endswith("share") else "" for measure in rows["measure"]]
    return ["%" if re.search(r"share(_\w+)?$", column) else ""] * len(rows)


def number_formats(rows: pd.DataFrame, column: str) -> list[str]:
    """How a spreadsheet prints the fractions in a column."""
    plain = "General" if "year" in column.lower() else "0.000" if re.fullmatch(P_VALUE, column) else "0.00"
    return ["0.0%" if unit else plain for unit in units_of(rows, column)]


def figures(rows: pd.DataFrame, column: str, digits: int) -> list[str]:
    """A column of numbers as texts, with the interval where `rows` has its ends; differences have a sign."""
    units = units_of(rows, column)
    digits = 0 if column.startswith("n_") else digits
    missing = pd.Series(float("nan"), rows.index)
    ends = (rows.get(f"{column}_{end}", missing) for end in ("low", "high"))
    values = zip(rows[column], *ends, units, strict=True)
    return [with_interval(*three, digits, unit, signed=column in DIFFERENCES, measure=column)
            for *three, unit in values]


def as_cells(data: pd.DataFrame, digits: int = 2) -> tuple[pd.DataFrame, list[int]]:
    """A table as it is to be read: texts under headings; and which columns (from 0) are numbers.

    A figure's interval (`…_low`, `…_high`) stands in its cell.
    """
    columns = [column for column in data.columns if not _is_end(data, column)]
    names = [_heading(data, column) for column in columns]
    # Two that would be called alike (`words` and `n_words`) keep the names they have.
    names = [str(column) if names.count(name) > 1 else name for name, column in zip(names, columns, strict=True)]
    cells = {name: _texts(data, column, digits) for name, column in zip(names, columns, strict=True)}
    right = [n for n, column in enumerate(columns)
             if types.is_numeric_dtype(data[column]) and not types.is_bool_dtype(data[column])]  # fmt: skip
    return pd.DataFrame(cells, dtype=str), right


def as_plain(data: pd.DataFrame) -> pd.DataFrame:
    """A table whose columns have one name each, and none that another has; an index with a name is a column."""
    if not isinstance(data, pd.DataFrame):
        return data
    levels = [n for n, name in enumerate(data.index.names) if name is not None]
    index = [data.index.get_level_values(n).to_series(name=data.index.names[n]) for n in levels]
    table = pd.concat([part.reset_index(drop=True) for part in (*index, data)], axis=1)
    names: list[object] = []
    for name in table.columns:
        one = " · ".join(str(part) for part in name if part != "") if isinstance(name, tuple) else name
        free = (f"{one} ({n})" for n in range(2, len(table.columns) + 2))
        names.append(one if one not in names else next(name for name in free if name not in names))
    return table.set_axis(pd.Index(names, dtype=object), axis=1)


def _heading(data: pd.DataFrame, column: object) -> str:
    of_sources = column == "words_share" and "speaker_kind" in data.columns
    name = "share of sources’ words" if of_sources else as_heading(column)
    return f"{name}, {INTERVAL}" if _has_ends(data, column) else name


def _has_ends(data: pd.DataFrame, column: object) -> bool:
    ends = [f"{column}_{end}" for end in ("low", "high")]
    return all(name in data.columns and types.is_float_dtype(data[name]) for name in (column, *ends))


def _is_end(data: pd.DataFrame, column: object) -> bool:
    end = re.fullmatch("(.+)_(low|high)", str(column))
    return bool(end) and _has_ends(data, end[1])


def _texts(data: pd.DataFrame, column: str, digits: int) -> list[str]:
    values, name = data[column], str(column)
    if types.is_bool_dtype(values):
        return ["" if pd.isna(value) else "yes" if value else "no" for value in values]
    if types.is_numeric_dtype(values) and "year" in name.lower():
        return [NONE if pd.isna(year) else f"{year:.0f}" for year in values]
    if types.is_integer_dtype(values):
        return [as_figure(value, 0) for value in values]
    if re.fullmatch(P_VALUE, name):
        return [NONE if pd.isna(p) else "< 0.001" if p < 0.001 else f"{p:.3f}" for p in values]
    if types.is_float_dtype(values):
        return figures(data.rename(columns={column: name}), name, digits)
    if types.is_datetime64_any_dtype(values):
        return [str(value).removesuffix(" 00:00:00") if pd.notna(value) else NONE for value in values]
    return [_in_words(name, "" if value is None or value != value else str(value)) for value in values]


def _in_words(column: str, text: str) -> str:
    text = " ".join(without_surrogates(text).split())
    if column == "measure":
        return LABELS.get(text, text)
    if column == "category":
        return text.replace("_", " ")
    if column in OF_VOICES:
        return VOICE_NAMES.get(text, text)
    if column in NAMED:  # groups of several columns are "one · other"
        return " · ".join(as_written(part) for part in text.split(" · "))
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
