"""Where the kit's data lies, and the one way to read its vocabulary: `data/lexicons/*.csv` with term, kind, note."""

import csv
import os
import re
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
LEXICONS = DATA / "lexicons"
# Where notebooks and report write; the tests set the variable, so as not to write over somebody's last report.
OUTPUT = Path(os.environ.get("KIT_OUTPUT", DATA / "output")).expanduser()


@cache
def read_vocabulary(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/lexicons/<name>.csv`, read once per session; an empty cell is "".

    Everything is a string: "NA", "None" and "true" are words in a lexicon. Lines that begin with `#` are comments.
    Callers must not change the rows. A missing file raises FileNotFoundError with the path.
    """
    path = LEXICONS / f"{name}.csv"
    if not path.is_file():
        raise FileNotFoundError(f"No vocabulary file {path}. Is the kit installed with its data folder (`make setup`)?")
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return tuple({key: value or "" for key, value in row.items()} for row in rows)


@cache
def words(name: str, *kinds: str) -> frozenset[str]:
    """The terms of a vocabulary file that are of one of these kinds; all of them when no kind is named.

    ValueError for a kind that the file does not have: a misspelt kind would be an empty list of words.
    """
    rows = read_vocabulary(name)
    unknown = set(kinds) - {row["kind"] for row in rows} if kinds else set()
    if unknown:
        raise ValueError(f"No kind {', '.join(sorted(unknown))} in data/lexicons/{name}.csv.")
    return frozenset(row["term"] for row in rows if not kinds or row["kind"] in kinds)


@cache
def kinds(name: str) -> dict[str, str]:
    """Every term of a vocabulary file to its kind; of a term that stands twice, the first counts."""
    return {row["term"]: row["kind"] for row in reversed(read_vocabulary(name))}


@cache
def word_pattern(name: str, template: str) -> re.Pattern:
    """A regular expression in which `{kind}` stands for any term of that kind in a vocabulary file, the longest first.

    >>> bool(word_pattern("page_words", r"(?i)last ({updated}) today").match("Last modified today"))
    True
    """

    def any_term(kind: re.Match) -> str:
        return "|".join(map(re.escape, sorted(words(name, kind[1]), key=lambda term: (-len(term), term))))

    return re.compile(re.sub(r"\{([a-z_]+)\}", any_term, template))
