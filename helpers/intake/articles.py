"""The articles table of the rows that were read: safe ids, events, warnings, copies, columns in their order."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache

import pandas as pd

from helpers.intake.copies import find_duplicates
from helpers.text.clean import clean_name, without_surrogates
from helpers.text.words import count_words

COLUMNS = ("article_id", "outlet", "section", "author", "published", "headline", "event", "text", "raw", "source",
           "url", "n_words_removed", "warnings", "duplicate_of")  # fmt: skip
NAMES = ("outlet", "section", "author", "headline", "event")  # shown in tables and figures
SHORT = 20  # words: below this no measure of an article means anything
LONGEST_ID = 80  # bytes
RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}
_UNSAFE = re.compile(r"[^\w.-]+|\.{2,}")
SAMPLE = 1200  # characters that tell the language; more does not change the answer
SURE = 0.9


def finish(rows: list[dict], quarantine: list[dict]) -> pd.DataFrame:
    """Make the articles table of the rows that were read; see `load_articles` for its columns."""
    table = make_table(rows)
    settled = settle(index_of(rows))
    copies = find_duplicates(settled["article_id"].tolist(), table["text"].tolist())
    table = place_among(table, settled.assign(duplicate_of=copies))
    table.attrs["quarantine"] = quarantine
    return table


def make_table(rows: list[dict]) -> pd.DataFrame:
    """The articles table of rows, each by itself: `article_id` as given, nothing that hangs on the other articles."""
    days = pd.to_datetime(pd.Series([row.get("published", pd.NaT) for row in rows])).astype("datetime64[us]")
    made = {
        "article_id": _strings(str(row["id"]) for row in rows),
        "published": days,
        "n_words_removed": pd.Series([int(row.get("n_words_removed", 0)) for row in rows], dtype="int64"),
        "warnings": _strings("; ".join(_warnings(row)) for row in rows),
    }
    columns = {c: made[c] if c in made else _strings(str(row.get(c) or "") for row in rows) for c in COLUMNS}
    columns |= {c: columns[c].map(clean_name) for c in NAMES}
    for extra in dict.fromkeys(c for row in rows for c in row.get("extras", {})):
        values = [row.get("extras", {}).get(extra) for row in rows]
        clean = [without_surrogates(v) if isinstance(v, str) else v for v in values]
        name = clean_name(str(extra)) or "column"
        while name in columns:
            name += "_given"
        column = pd.Series(clean).infer_objects()
        # Beside a gap whole numbers become floats, which would round long ones.
        rounded = column.dtype.kind == "f" and any(isinstance(v, int) and abs(v) > 2**53 for v in clean)
        columns[name] = pd.Series(clean, dtype=object) if rounded else column
    return pd.DataFrame(columns)


def index_of(rows: list[dict]) -> pd.DataFrame:
    """What `settle` asks of every row: small, however long the texts are."""
    columns = {
        "id": (str(row["id"]) for row in rows), "outlet": (clean_name(str(row.get("outlet") or "")) for row in rows),
        "event": (str(row.get("event") or "") for row in rows), "stem": (str(row.get("stem", "")) for row in rows),
        "folder": (str(row.get("folder", "")) for row in rows),
    }  # fmt: skip
    return pd.DataFrame({name: _strings(values) for name, values in columns.items()}).assign(
        number=pd.Series([int(row.get("number", 0)) for row in rows], dtype="int64")
    )


def settle(index: pd.DataFrame) -> pd.DataFrame:
    """What hangs on all articles together: `article_id` (safe, unique), `outlet` in one spelling, `event`."""
    # A file's name that stands in several outlets' folders is the event they all report.
    places = list(zip(index["stem"], index["folder"], strict=True))
    outlets = Counter(stem for stem, folder in set(places) if folder)
    events = [stem if folder and outlets[stem] > 1 else "" for stem, folder in places]
    return pd.DataFrame({
        "article_id": _strings(unique_ids(index["id"].tolist())),
        "outlet": _strings(_spelled_alike(index["outlet"].tolist())),
        "event": _strings(given or event for given, event in zip(index["event"], events, strict=True)).map(clean_name),
    })  # fmt: skip


def place_among(table: pd.DataFrame, settled: pd.DataFrame) -> pd.DataFrame:
    """The articles of `make_table` with what `settle` says of them and `duplicate_of`; what changed is warned of."""
    said = []
    pairs = (zip(table[name], settled[name], strict=True) for name in ("outlet", "article_id"))
    for before, (named, outlet), (given, article_id), copy_of in zip(
        table["warnings"], *pairs, settled["duplicate_of"], strict=True
    ):
        found = [before] if before else []
        if outlet != named:
            found.append(f"outlet {named!r} is taken for {outlet!r}, as most articles here spell it")
        if copy_of:
            found.append(f"the same text as {copy_of}, or nearly")
        if article_id != given:
            found.append(f"id changed from {given[:60]!r}")
        said.append("; ".join(found))
    names = ("article_id", "outlet", "event", "duplicate_of")
    return table.assign(**{name: _strings(settled[name]) for name in names}, warnings=_strings(said))


def _spelled_alike(names: list[str]) -> list[str]:
    """One spelling of every outlet, the commonest: THE DAILY, daily and The Daily are one outlet."""
    spellings: dict[str, Counter] = {}
    for name, n in Counter(names).items():
        spellings.setdefault(_outlet_key(name), Counter())[name] += n
    common = {name: max(of, key=of.get) for of in spellings.values() for name in of}
    return [common[name] for name in names]


def _outlet_key(name: str) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"^the(?![^\W_])", "", name.casefold())) or name


def _strings(values: Iterable[str]) -> pd.Series:
    """A column of strings; lone surrogates, which a file's name can hold, too, would be refused."""
    return pd.Series([without_surrogates(value) for value in values], dtype="str")


def _warnings(row: dict) -> list[str]:
    said = list(dict.fromkeys(row.get("warnings", [])))
    n_words = count_words(row["text"])
    if n_words >= SHORT:
        said += language_warning(row["text"])
    elif n_words:
        said.append(f"only {n_words} word{'s' if n_words > 1 else ''} of text")
    elif not said:
        said.append("no words in this text" if row["text"] else "no article text found on this page")
    return said


@cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # the model takes half a second to load

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_warning(text: str) -> list[str]:
    """Return a one-item list naming the language when it is surely not English, as all measures are, else nothing."""
    middle = max(0, (len(text) - SAMPLE) // 2)
    language, probability = _identifier().classify(text[middle : middle + SAMPLE])
    said = f"language looks like {language!r}, not English: every measure here is for English"
    return [said] if language != "en" and probability >= SURE else []


def safe_id(name: str) -> str:
    """Turn any text into an id that is a safe file name: letters, digits, "_", "-" and ".", at most 80 bytes.

    >>> safe_id("../../etc/passwd"), safe_id("CON"), safe_id("007")
    ('etc-passwd', 'article-CON', '007')
    """
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip("-._ ")
    name = name.encode("utf-8")[:LONGEST_ID].decode("utf-8", "ignore").rstrip("-._ ") or "article"
    return f"article-{name}" if name.split(".")[0].lower() in RESERVED else name


def unique_ids(names: list[str]) -> list[str]:
    """Make every name a safe id and tell twins apart by a number; case and Unicode twins count as the same.

    >>> unique_ids(["A", "a", "b"])
    ['A', 'a-2', 'b']
    """
    taken, numbers, ids = set(), Counter(), []
    for name in names:
        base = candidate = safe_id(name)
        while _twin(candidate) in taken:
            numbers[_twin(base)] += 1
            candidate = f"{base}-{numbers[_twin(base)] + 1}"
        taken.add(_twin(candidate))
        ids.append(candidate)
    return ids


def _twin(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
