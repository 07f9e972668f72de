"""Tables as people read them, of any data, of an analysis, of what the kit and a hand differ on."""


import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.results.agreement import find_disagreements
from helpers.results.hand import CODER_OF_KIT, check_codes, code_by_kit, one_coder
from helpers.show.headings import as_cells, as_heading, as_plain
from helpers.show.html import Shown, show_cells
from helpers.tables import check_analysis, check_columns

MOST_ROWS = 2000  # of a table in JupyterLab


def show_table(
    data: pd.DataFrame, caption: str, *, digits: int = 2, most_rows: int = 60, each: str | None = None
) -> Shown:
    """A table for a notebook or report: headings in words, rounded numbers, long texts cut, HTML escaped.

    In JupyterLab it has some 2,000 rows; a click or Enter on a heading sorts, a box filters. Where no script runs
    `most_rows` are shown, and the caption says of how many; `each`: a column of which every value is to have its share
    of them ("outlet": who speaks where).
    Shares (columns that end in `share`, and figures in a row whose `measure` is one) are per cent, differences of
    shares per cent points (pp), an interval (`…_low`, `…_high`) stands in the cell of its figure, p-values have three
    digits, outlets, events and groups are named as people write them; an index that has a name is a column.
    Raises TypeError for what is no table, ValueError for a column `each` that is not there.

    >>> table = pd.DataFrame({"n_words": [1234], "words_share": [0.256]})
    >>> print(show_table(table, "One row").plain.replace("\\u202f", " "))
    One row
    words share of words
    1,234           26 %
    """
    data = as_plain(data)
    check_columns(data, [each] if each else [], of="data", made_by="pandas.DataFrame(data)")
    kept = data.iloc[_first_rows(data, max(MOST_ROWS, most_rows), each)]
    cells, right = as_cells(kept, digits)
    return show_some(cells, caption, right, most_rows, of=data, each=each)


def show_some(
    cells: pd.DataFrame, caption: str, right: list[int], most_rows: int, *, of: pd.DataFrame, each: str | None = None
) -> Shown:
    """Cells `of` a table: of its first rows those up to `most_rows` where no script runs, as the caption then says."""
    kept = of.iloc[_first_rows(of, max(MOST_ROWS, most_rows), each)]
    shown = _first_rows(kept, most_rows, each)
    limit = ""
    if len(shown) < len(of):
        limit = f" (the first {len(shown):,} of {len(of):,} rows)"
        if each:
            limit = f" (the first rows of each {as_heading(each)}, {len(shown):,} of {len(of):,})"
    cells = cells.head(len(kept))
    live = None
    if len(cells) > 1:  # a row alone is neither sorted nor searched
        live = {"caption": caption, "columns": list(map(str, cells)), "right": right, "n": len(of),
                "rows": cells.to_numpy().tolist()}  # fmt: skip
    return show_cells(cells.iloc[shown], caption + limit, right, live)


def _first_rows(data: pd.DataFrame, most: int, each: str | None) -> np.ndarray:
    """The numbers of the rows that are shown of a table, or of each of its parts alike; every part has one."""
    if each is None or len(data) <= most:
        return np.arange(min(len(data), most))
    parts = data.groupby(each, sort=False, dropna=False)
    return np.flatnonzero(parts.cumcount() < max(1, most // parts.ngroups))


def show_errors(analysis: Analysis, sample: pd.DataFrame, codes: pd.DataFrame, *, most_rows: int = 20) -> Shown:
    """Where the kit errs: the longest stretches of the coded sentences to which it gives another voice than the hand.

    In: as for `check_voices`. Every row has the words, both voices and the sentence they stand in.
    """
    check_analysis(analysis, segments="article_id sentence start end voice")
    codes = check_codes(codes)
    hand = one_coder(codes)
    errors = find_disagreements(pd.concat([codes, code_by_kit(analysis, sample)]), sample)
    errors = errors[(errors[f"voice_{hand}"] != "") & (errors[f"voice_{CODER_OF_KIT}"] != "")]
    columns = {"article_id": "article", "words": "words", f"voice_{hand}": "by hand",
               f"voice_{CODER_OF_KIT}": "by the kit", "text": "sentence"}  # fmt: skip
    n = errors["n_words"].sum()
    caption = f"Where the kit and the hand differ: {n:,} words in {len(errors):,} stretches, the longest first"
    return show_table(errors[list(columns)].set_axis(list(columns.values()), axis=1), caption, most_rows=most_rows)
