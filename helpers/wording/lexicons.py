"""Lexicons, each with its card: the kit's own, and what users bring as CSV, LIWC or quanteda `.dic`, or YAML."""

import json
import re
from collections.abc import Iterator
from io import StringIO
from itertools import takewhile
from pathlib import Path

import pandas as pd
import yaml

from helpers.text.words import LEXICAL
from helpers.vocabulary import LEXICONS, read_vocabulary

MISPLACED = re.compile(r"(?<![^\W_])[*+]|[*+][^\s-]|\?")
CONDITION = re.compile(r"\([^()]*\)|<[^<>]*>[\d ]*/")
NUMBERS = re.compile(r"\d+(?:/\d+)*")
CARD = ["name", "source", "licence"]
CARD_COLUMNS = ["lexicon", "definition", "source", "licence"]
CARD_ENDINGS = (".card.json", ".card.yaml", ".card.yml")
NO = ("false", "no", "0")
OWN = "media voices kit"
CHOICES = {"word_class": ("", "noun", "verb", "adjective"), "rule": ("", "literal", "won", "once", "outlet")}


def read_lexicon(
    source: str | Path | pd.DataFrame | None = None, *, card: dict | str | Path | None = None
) -> pd.DataFrame:
    """Read a lexicon together with its card, as a table that `find_loaded_language` and `analyse` take.

    `source`: None for the kit's own; a table or a CSV file with `term` and `category` (`strength`, `neutral`,
    `cancels`, `word_class`, `rule`, `note`, `loaded` may be left out); a LIWC or quanteda dictionary (`.dic`); or a
    YAML dictionary (categories with lists of terms; a category inside another is called "outer.inner"). All are UTF-8.
    `card`: a dict, or a .json or .yaml file; by default `NAME.card.json` or `NAME.card.yaml` beside the file. It has
    `name`, `source` (who made it, where it is published), `licence` and `categories`: a definition for each, or
    {"definition": …, "loaded": false} when its terms are not to be counted as loaded. Categories of the kit keep the
    kit's definition. A table that this function returned, or the CSV it was saved as, carries its card.

    How terms are written: see helpers/wording/matching.py. Those of `.dic` and YAML files are put in lower case, as
    LIWC and quanteda do, so they match any case; conditions of LIWC 2007 ("like (02 134)125/464") are not read, and
    `note` says so. A term may stand in several categories: then each gives a hit, one of which counts as loaded.
    Out: one row per term and category: term, category, strength, neutral, cancels, word_class, rule, note, loaded, and
    the card in every row: lexicon (its name), definition (of the category), source, licence.
    Raises ValueError saying what to add when the card or a part of it is missing, and naming the row of a bad term.

    >>> card = {"name": "Mine", "source": "made for this study", "licence": "CC0", "categories": {"water": "wet words"}}
    >>> read_lexicon(pd.DataFrame({"term": ["rain+"], "category": ["water"]}), card=card)["definition"].tolist()
    ['wet words']
    """
    if source is None:
        return _own_lexicon()
    name = "the table" if isinstance(source, pd.DataFrame) else str(source)
    table = source if isinstance(source, pd.DataFrame) else _read_terms(Path(source))
    table = fill_lexicon(table, name)
    if card is None and not isinstance(source, pd.DataFrame):
        beside = (Path(source).with_name(Path(source).stem + ending) for ending in CARD_ENDINGS)
        card = next(filter(Path.is_file, beside), None)
    if card is None and (table[CARD_COLUMNS] != "").all(axis=None):
        return table
    if card is None:
        where = "" if isinstance(source, pd.DataFrame) else f" as {Path(source).stem}{CARD_ENDINGS[0]} beside it,"
        raise ValueError(
            f"The lexicon {name} is refused: it has no card. "
            f"Write one{where} or hand it to read_lexicon(…, card=…): {_example(table)}"
        )
    return _with_card(table, card if isinstance(card, dict) else _read_card(Path(card)), name)


def fill_lexicon(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """The table with every column of a lexicon, all strings but `loaded`; ValueError for a term that cannot match."""
    missing = {"term", "category"} - set(table.columns)
    if missing:
        raise ValueError(f"The lexicon {name} lacks the columns {sorted(missing)}: it needs term and category.")
    columns = ["term", "category", "strength", "neutral", "cancels", *CHOICES, "note", *CARD_COLUMNS, "loaded"]
    table = table.astype(object).where(table.notna(), "").reindex(columns=columns, fill_value="")
    table = table.astype(str).reset_index(drop=True)
    bad = []
    for row, (term, category) in enumerate(zip(table["term"], table["category"], strict=True), start=1):
        if not LEXICAL.search(term) or not category.strip():
            bad.append(f"Row {row} of {name} has no term or no category ({term!r}, {category!r}): fill it in.")
        elif MISPLACED.search(term):
            bad.append(f"Row {row} of {name}: {term!r} has a *, + or ? that is not at the end of a word, where * and + "
                       "can stand. Write the words out.")  # fmt: skip
    for column, choices in CHOICES.items():
        table[column] = table[column].str.strip().str.lower()
        bad += [f"Row {row} of {name} has the {column} {found!r}; it is one of {', '.join(choices[1:])}, or empty."
                for row, found in enumerate(table[column], start=1) if found not in choices]  # fmt: skip
    if bad:
        raise ValueError(bad[0] if len(bad) == 1 else f"{bad[0]} So have {len(bad) - 1} more: {' '.join(bad[1:5])}")
    loaded = ~table["loaded"].str.strip().str.lower().isin(NO)
    return table.assign(term=table["term"].str.strip(), category=table["category"].str.strip(), loaded=loaded)


def _own_lexicon() -> pd.DataFrame:
    """All `loaded*.csv` and `epistemic.csv` together; the cards are categories.csv."""
    names = [*sorted(path.stem for path in LEXICONS.glob("loaded*.csv")), "epistemic"]
    table = pd.concat([fill_lexicon(pd.DataFrame(read_vocabulary(name)), name) for name in names], ignore_index=True)
    cards = pd.DataFrame(read_vocabulary("categories")).set_index("category")
    of_term = cards.reindex(table["category"]).reset_index(drop=True)
    return table.assign(
        **of_term[["definition", "source", "licence"]], lexicon=OWN, loaded=(of_term["loaded"] != "false")
    )


def _with_card(table: pd.DataFrame, card: dict, name: str) -> pd.DataFrame:
    refused = f"The lexicon {name} is refused:"
    absent = [field for field in CARD if not str(card.get(field) or "").strip()]
    if absent:
        raise ValueError(f"{refused} its card has no {' and no '.join(absent)}. Add it: " + _example(table))
    given = card.get("categories") or {}
    if not isinstance(given, dict):
        raise ValueError(f"{refused} the card's categories are no mapping of names to definitions.")
    kits = pd.DataFrame(read_vocabulary("categories")).set_index("category")
    definitions, counted = {}, {}
    for category in dict.fromkeys(table["category"]):
        entry = given.get(category) or (kits.loc[category].to_dict() if category in kits.index else {})
        entry = entry if isinstance(entry, dict) else {"definition": entry}
        definitions[category] = str(entry.get("definition") or "").strip()
        if "loaded" in entry:
            counted[category] = str(entry["loaded"]).strip().lower() not in NO
    undefined = [category for category, definition in definitions.items() if not definition]
    if undefined:
        listed = ", ".join(map(repr, undefined[:8])) + (" …" if len(undefined) > 8 else "")
        raise ValueError(
            f"{refused} its card does not define the {'category' if len(undefined) == 1 else 'categories'} "
            f"{listed}. Say under `categories` what each holds, or delete the terms of those you do not need."
        )
    decided = table["category"].map(counted)
    return table.assign(
        lexicon=str(card["name"]), definition=table["category"].map(definitions), source=str(card["source"]),
        licence=str(card["licence"]), loaded=decided.where(decided.notna(), table["loaded"]).astype(bool),
    )  # fmt: skip


def _example(table: pd.DataFrame) -> str:
    categories = {category: "what its terms have in common" for category in table["category"].unique()[:3]}
    return json.dumps({**dict.fromkeys(CARD, "…"), "categories": categories}, ensure_ascii=False)


def _read_card(path: Path) -> dict:
    text = _read_text(path)
    try:
        card = json.loads(text) if path.suffix.lower() == ".json" else yaml.load(text, Loader=yaml.BaseLoader)
    except (json.JSONDecodeError, yaml.YAMLError) as error:
        raise ValueError(f"The card {path} cannot be read: {error}") from error
    if not isinstance(card, dict):
        raise ValueError(f"The card {path} holds no fields; it needs {', '.join(CARD)} and categories.")
    return card


def _read_terms(path: Path) -> pd.DataFrame:
    kind = path.suffix.lower()
    if kind == ".dic":
        return _parse_dic(_read_text(path), str(path))
    if kind in (".yaml", ".yml"):
        return _parse_yaml(_read_text(path), str(path))
    if kind == ".csv":
        return pd.read_csv(StringIO(_read_text(path)), dtype=str, keep_default_na=False)
    raise ValueError(f"{path} is no lexicon that can be read: bring a .csv, .dic, .yaml or .yml file.")


def _read_text(path: Path) -> str:
    try:
        # Spreadsheets put a mark in front of UTF-8, which would become part of the first column's name.
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is not UTF-8 (byte {error.start}). Save it as UTF-8 and read it again.") from error


def _parse_dic(text: str, name: str) -> pd.DataFrame:
    """A LIWC dictionary: numbered categories between two lines of %, then terms with the numbers of theirs."""
    lines = text.splitlines()
    bounds = [number for number, line in enumerate(lines) if line.strip() == "%"][:2]
    if len(bounds) < 2:
        raise ValueError(f"{name} is no .dic dictionary: its categories have to stand between two lines that hold a %.")
    categories = dict(line.split(None, 1) for line in lines[bounds[0] + 1 : bounds[1]] if len(line.split()) > 1)
    rows = []
    for number, line in enumerate(lines[bounds[1] + 1 :], start=bounds[1] + 2):
        plain = CONDITION.sub(" ", line)
        # Behind a tab the numbers begin; without one they are the digits at the end, and the term may be a phrase.
        term, tab, numbers = plain.strip().partition("\t")
        if not tab:
            last = len(plain.split()) - len(list(takewhile(NUMBERS.fullmatch, plain.split()[:0:-1])))
            term, numbers = " ".join(plain.split()[:last]), " ".join(plain.split()[last:])
        keys = re.findall(r"[^\s/]+", numbers)
        unknown = [key for key in keys if key not in categories]
        if line.strip() and (not keys or unknown):
            reason = f"category {unknown[0]!r} is not in the head" if unknown else "no category stands behind the term"
            raise ValueError(f"{name}, line {number}: {reason} ({line.strip()[:60]!r}).")
        note = f"condition not read: {line.strip()}" if plain != line else ""
        rows += [(term.strip().lower(), categories[key].strip(), note) for key in keys]
    return pd.DataFrame(rows, columns=["term", "category", "note"], dtype=str)


def _parse_yaml(text: str, name: str) -> pd.DataFrame:
    try:
        # The base loader keeps "no", "on" and "1984" the words they are.
        tree = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ValueError(f"The dictionary {name} cannot be read: {error}") from error
    if not isinstance(tree, dict):
        raise ValueError(f"{name} is no dictionary: it needs categories, each with a list of terms.")
    return pd.DataFrame(list(_leaves(tree, "")), columns=["term", "category"], dtype=str)


def _leaves(node: dict | list | str, category: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, below in node.items():
            yield from _leaves(below, f"{category}.{key}" if category else key)
    elif isinstance(node, list):
        for below in node:
            yield from _leaves(below, category)
    elif node:
        yield node.lower(), category
