"""Attributions that somebody hands in: another extractor's, a language model's, a colleague's."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.speech.attribution import COLUMNS
from helpers.tables import check_columns, check_numbers

CREDITED = ["quoted", "attributed"]
KINDS = ["speech", "writing", "thought", "expectation", "stance"]


def check_attributions(table: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Complete attributions made elsewhere, or say which row cannot be meant.

    In: `article_id`, `start`, `end` (characters of the article's text, end exclusive), `voice` (`quoted` or
    `attributed`), any other column of `find_attributions`, and `text` if the offsets are to be checked against it.
    Stretches of an article must not overlap. Out: all columns of `find_attributions` in the order of the articles and
    of the text, "" and -1 where nothing was given; without a `kind` a stretch counts as said.
    Of words in quotation marks inside a stretch `label_voice` makes `quoted` ones, whatever its voice.
    """
    check_columns(table, ["article_id", "start", "end", "voice"], of="attributions", made_by="find_attributions")
    table = check_numbers(table, ["start", "end"], of="attributions").reset_index(drop=True)
    table["article_id"] = table["article_id"].astype(str)
    texts = articles["text"].tolist()
    number = pd.Index(articles["article_id"]).get_indexer(table["article_id"])
    start, end = table["start"].to_numpy(), table["end"].to_numpy()

    def refuse(wrong: Sequence[bool], why: str) -> None:
        for row in np.flatnonzero(wrong)[:1]:
            named = f"article {table['article_id'][row]!r}, {start[row]} to {end[row]}"
            raise ValueError(f"Row {row} of the attributions ({named}): {why}")

    refuse(number < 0, "there is no such article; compare its article_id with those of the articles.")
    length = np.array([len(text) for text in texts], int)[number]
    refuse((start < 0) | (end > length), "this is outside the article's text; offsets are characters (not bytes) of "
           "the column text, from 0, end exclusive.")  # fmt: skip
    refuse(start >= end, "it ends where it begins, or before.")
    refuse(~table["voice"].isin(CREDITED), f"the voice must be {' or '.join(CREDITED)}; what the outlet says "
           "itself is not listed.")  # fmt: skip
    if "kind" in table.columns:
        refuse(~table["kind"].fillna("").isin(["", *KINDS]), f"the kind must be one of {', '.join(KINDS)}, or empty.")
    if "text" in table.columns:
        rows = zip(number, start, end, table["text"], strict=True)
        refuse([texts[n][a:b] != text for n, a, b, text in rows], "its text is not what stands there. Were the offsets "
               "counted in another version of the article?")  # fmt: skip
    order = np.lexsort([start, number])
    overlaps = np.zeros(len(table), bool)
    overlaps[order[1:]] = (end[order[:-1]] > start[order[1:]]) & (np.diff(number[order]) == 0)
    refuse(overlaps, "it overlaps another row of the same article; join the two or cut one short.")
    columns = {}
    for column, dtype in COLUMNS.items():
        empty = "" if dtype is str else -1
        columns[column] = table[column].fillna(empty) if column in table.columns else empty
    whole = pd.DataFrame(columns, index=table.index).astype(COLUMNS).loc[order].reset_index(drop=True)
    # Numbered in the order of the text, as `number_attributions` does, when the table does not say it.
    return whole if "attribution" in table.columns else whole.drop(columns="attribution")
