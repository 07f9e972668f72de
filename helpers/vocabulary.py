"""Where the kit's data lies, and the one way its vocabulary files are read."""

import os
from functools import cache
from pathlib import Path

import pandas as pd

DATA = Path(__file__).resolve().parent.parent / "data"
LEXICONS = DATA / "lexicons"
# Where notebooks and report write; the tests set the variable, so as not to write over somebody's last report.
OUTPUT = Path(os.environ.get("KIT_OUTPUT", DATA / "output"))


@cache
def read_vocabulary(name: str) -> pd.DataFrame:
    """Read `data/lexicons/<name>.csv` as text, once per session.

    Everything stays a string: "NA", "None" and "true" are words in a lexicon. Lines that begin with `#` are comments.
    Callers must not change the table. A missing file raises FileNotFoundError with the path.
    """
    path = LEXICONS / f"{name}.csv"
    if not path.is_file():
        raise FileNotFoundError(f"No vocabulary file {path}. Is the kit installed with its data folder (`make setup`)?")
    return pd.read_csv(path, dtype=str, keep_default_na=False, comment="#")
