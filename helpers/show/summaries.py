"""Tables of what follows: a row per group and a column per voice, a figure's interval in its cell."""

import pandas as pd

from helpers.measures import FORMULAS, MEASURES, MIN_WORDS
from helpers.results.comparison import least_possible
from helpers.results.correction import COLUMNS as OF_CORRECTED
from helpers.results.summary import groups_of
from helpers.show.headings import FIXED, INTERVAL, NONE, TOO_FEW, VOICE_NAMES, WHOSE, WHY_NONE, as_cells, figures
from helpers.show.html import Shown
from helpers.show.printing import show_some, show_table
from helpers.tables import check_columns
from helpers.voice import VOICE_STYLE

OF_DIFFERENCES = ["group_a", "group_b", "voice", "measure", "value_a", "value_b", "difference", "difference_low",
                  "difference_high", "p_value", "p_holm", "articles_with_any_share_a", "articles_with_any_share_b",
                  "clear"]  # fmt: skip
NEAREST = 5
MARK = "†"
# Purpose: decimals, caption, columns (heading, voice, column of the summary).
PURPOSES = {
    "voices": (2, f"Share of words by voice, with its {INTERVAL}; strict: credited thoughts as the outlet’s own", [
        ("articles", "all", "n_articles"), ("words", "all", "n_words"),
        *((name, voice, "words_share") for voice, name in VOICE_NAMES.items() if voice != "all"),
        ("sources’ words, strict", "source", "strict_words_share")]),
    "loaded": (2, f"Loaded terms per 1,000 words, with their {INTERVAL}, in sources’ words and the outlet’s own", [
        ("articles", "all", "n_articles"),
        *((f"{whose}: {name}", voice, column) for voice, whose in WHOSE.items() for name, column in (
            ("words", "n_words"), ("loaded terms", "n_loaded"), ("per 1,000 words", "loaded_per_1000_words"),
            ("articles with any", "articles_with_loaded_share")))]),
    "sentiment": (2, "Mean sentiment of the sentences in one voice (VADER compound, −1 … +1; names masked, which "
                     f"agrees better with people, but for one column), with its {INTERVAL}; n: sentences in one voice; "
                     "left out: the share of words in other sentences; the summary has more", [
        ("articles", "all", "n_articles"),
        *((VOICE_NAMES[voice], voice, "sentiment_names_masked_mean")
          for voice in ("all", "source", "outlet", "narrated", "editorial")),
        ("all words, as printed", "all", "sentiment_mean"),
        *((f"{whose}: left out", voice, "left_out_share") for voice, whose in WHOSE.items())]),
    "readability": (1, f"Readability of the sentences in one voice, with its {INTERVAL}; Flesch–Kincaid grade: higher "
                       f"= harder, Flesch reading ease: higher = easier; {NONE}: not valid, under {MIN_WORDS} words in "
                       f"one voice; the summary has {len(FORMULAS) - 2} more formulas", [
        ("articles", "all", "n_articles"), ("words", "all", "n_words_one_voice"),
        *((f"{whose}: words in one voice", voice, "n_words_one_voice") for voice, whose in WHOSE.items()),
        *((f"{of}: {MEASURES[name].label}", voice, name) for name in ("flesch_kincaid_grade", "flesch_reading_ease")
          for voice, of in {"all": "all words", **WHOSE}.items())]),
}  # fmt: skip


def show_summary(summary: pd.DataFrame, purpose: str, *, most_rows: int = 200) -> Shown:
    """What a summary says for one purpose: "voices", "loaded", "sentiment" or "readability"; a row per group.

    In: the result of `summarise`. Picks the voices and columns that belong to the purpose, the 95 % interval in the
    cell of its figure; a score that is not valid is "–", a figure that rests on under 100 words has a dagger. Raises
    ValueError for another purpose and for a table that is no summary.
    """
    if purpose not in PURPOSES:
        raise ValueError(f"Unknown purpose {purpose!r}; choose from {', '.join(PURPOSES)}.")
    digits, caption, columns = PURPOSES[purpose]
    names = dict.fromkeys(column for *_, column in columns)
    ends = (f"{name}_{end}" for name in names if name in MEASURES for end in ("low", "high"))
    groups = groups_of(summary, "n_words", "n_words_one_voice", "n_sentences", *names, *ends,
                       *(f"{name}_valid" for name in names if name in FORMULAS))  # fmt: skip
    named, of_voice = _by_group(summary, groups)
    cells, right = as_cells(named)
    right += range(len(groups), len(groups) + len(columns))
    for heading, voice, column in columns:
        n_words = _words_behind(of_voice, voice, column)
        cells[heading] = _cells(of_voice[voice], column, digits, n_words)
    if cells.map(lambda text: text.endswith(MARK)).any(axis=None):
        caption += f"; {MARK}: rests on under {MIN_WORDS} words"
    if cells.map(lambda text: TOO_FEW in text).any(axis=None):
        caption += f"; {WHY_NONE}"
    return show_some(cells, caption, right, most_rows, of=named)


def _by_group(table: pd.DataFrame, groups: list[str]) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """The groups, a row each; and by voice the rows of the table in their order, missing where there is none."""
    named = table[groups].drop_duplicates(ignore_index=True)
    return named, {
        voice: named.merge(table[table["voice"] == voice], on=groups, how="left", validate="1:1")
        for voice in VOICE_STYLE
    }


def _words_behind(of_voice: dict[str, pd.DataFrame], voice: str, column: str) -> pd.Series | None:
    """How many words a figure rests on; None of counts, and of formulas, which are valid or not."""
    if column in FORMULAS or column.startswith("n_"):
        return None
    whole = MEASURES[column].whole if column in MEASURES else "n_words_voice"
    if whole == "n_words_all":
        return of_voice["all"]["n_words"]
    return of_voice[voice]["n_words" if whole == "n_words_voice" else "n_words_one_voice"]


def _cells(rows: pd.DataFrame, column: str, digits: int, n_words: pd.Series | None) -> list[str]:
    """The figures of a voice as cells of a column."""
    if column in FORMULAS:
        rows = rows.assign(**{column: rows[column].where(rows[f"{column}_valid"].eq(True))})
    texts = figures(rows[[column]] if column == "sentiment_mean" else rows, column, digits)  # a check: no interval
    if column == "sentiment_names_masked_mean":
        of = zip(texts, figures(rows, "n_sentences", 0), strict=True)
        texts = [text if text == NONE else f"{text} n{FIXED}={FIXED}{n}" for text, n in of]
    if n_words is None:
        return texts
    few = (n_words < MIN_WORDS).tolist()
    return [f"{text}{FIXED}{MARK}" if is_few and text != NONE else text
            for text, is_few in zip(texts, few, strict=True)]  # fmt: skip


def show_corrected(corrected: pd.DataFrame, *, most_rows: int = 200) -> Shown:
    """What a hand-coded sample says, a row per group: the kit's figure → the corrected one with its 95 % interval.

    In: the result of `correct_shares`; where loaded words were coded, their rates follow the shares. Raises ValueError
    for another table.
    """
    needed = ["voice", "note", "pooled", "n_sentences_coded", "words_share", "words_share_corrected"]
    check_columns(corrected, needed, of="corrected shares", made_by="correct_shares(analysis, …)")
    named, of_voice = _by_group(corrected, [column for column in corrected.columns if column not in OF_CORRECTED])
    of_group = corrected.drop_duplicates(list(named.columns), ignore_index=True)
    cells, right = as_cells(named.assign(n_sentences_coded=of_group["n_sentences_coded"]))
    there = set(corrected["voice"])
    voices = [("words_share", voice, name) for voice, name in VOICE_NAMES.items() if voice != "all"]
    rates = [("loaded_per_1000_words", v, f"{whose}: loaded per 1,000 words") for v, whose in WHOSE.items()]
    for measure, voice, heading in [*voices, *rates]:
        if voice in there and f"{measure}_corrected" in corrected.columns:
            rows = of_voice[voice]
            pairs = zip(*(figures(rows, column, 2) for column in (measure, f"{measure}_corrected")), strict=True)
            right.append(cells.shape[1])
            cells[heading] = [f"{kit}{FIXED}→{FIXED}{hand}" for kit, hand in pairs]
    cells["pooled over groups"] = ["yes" if pooled else "no" for pooled in of_group["pooled"]]
    notes = corrected["note"].drop_duplicates()
    caption = f"Shares of words: as the kit counts them → corrected, with the {INTERVAL} of the corrected share"
    caption = f"{caption}; {notes.iloc[0]}" if len(notes) == 1 else caption
    return show_some(cells, caption, right, most_rows, of=named)


def choose_telling(differences: pd.DataFrame) -> pd.DataFrame:
    """The rows of a comparison that are shown: those that are clear, else the five nearest."""
    clear = differences[differences["clear"].astype(bool)]
    tested = differences[differences["p_value"].notna()]
    return clear if len(clear) else tested.nsmallest(NEAREST, ["p_holm", "p_value"])


def show_differences(differences: pd.DataFrame, *, most_rows: int = 30) -> Shown:
    """The clear differences of a comparison; where there are none, the five nearest misses, and that they are none.

    In: the result of `compare`. Raises ValueError for a table that is none.
    """
    check_columns(differences, OF_DIFFERENCES, of="differences", made_by="compare(analysis, by=…)")
    told, tested = choose_telling(differences), int(differences["p_value"].notna().sum())
    caption = f"Clear differences out of {tested:,} comparisons, adjusted for their number"
    if told.empty:
        caption = "Nothing is compared: every pair has a group of under five articles (or events) to tell from"
    elif not told["clear"].astype(bool).any():
        caption = f"No difference is clear among {tested:,} comparisons; the nearest misses, which are no findings"
        if (least := least_possible(differences)) is not None:
            caption += f". With so few common events none can be: the least possible p is {least:.2f}, before adjusting"
    with_any = ["articles_with_any_share_a", "articles_with_any_share_b"]
    table = told[OF_DIFFERENCES[:-1]]
    if told[with_any].isna().all(axis=None):
        table = table.drop(columns=with_any)
    return show_table(table, caption, most_rows=most_rows)
