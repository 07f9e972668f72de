"""Which words are loaded: terms of the lexicons, found in their context.

How a term is written in a lexicon
- Case: a word in lower case matches any case; a word with a capital (`Nazi`, `NEVER`) matches only as printed.
- `slam+` matches the word and its regular inflections (slams, slammed, slamming); `disgrac*` any word that begins so.
- A phrase is several words; a space in it matches spaces or one hyphen, so `far left` finds "far-left".
- `cancels`: phrases separated by `|` in which the term is not loaded ("radical surgery").
The longest match wins, then the first; matches never overlap.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

import pandas as pd

from helpers.vocabulary import LEXICONS, read_vocabulary

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
PART = re.compile(WORD.pattern + r"[*+]?")
MISPLACED = re.compile(r"(?<![^\W_])[*+]|[*+][^\s-]")
GAP = re.compile(r"\s{1,3}|[-–‐‑./&]")
OPENING = frozenset(".!?:…")
COLUMNS = {
    "article_id": str, "sentence": int, "start": int, "end": int, "term": str, "entry": str, "category": str,
    "loaded": bool, "voice": str, "whose": str, "strength": str, "neutral": str, "negated": bool,
}  # fmt: skip
DATELINE = re.compile(r"\s?[(–—]|,?[^.!?]{0,30}\s[-–—]")
NEGATIONS = frozenset({"not", "no", "never", "neither", "nor", "without", "hardly"})
NEAR = 20
SHOUTED = "shouted"
CANCELLED = ""


def find_loaded_language(segments: pd.DataFrame, *, lexicons: list | None = None) -> pd.DataFrame:
    """Find the terms of the lexicons in every segment, one row per term found.

    In: `article_id`, `sentence`, `start` (offset of the segment in the article), `text`; `voice` and `whose` are passed
    on if they are there. `lexicons`: CSV paths or tables instead of the kit's own (`load_lexicon()` gives that one, so
    `[load_lexicon(), "mine.csv"]` is both); columns as in `load_lexicon`.
    Out: article_id, sentence, start, end (offsets in the article), term (as printed), entry (in the lexicon), category,
    loaded (False for hedges, plain assertives and factives), voice, whose, strength (1-3), neutral (an alternative, or
    ""), negated (a negation stands within three words before).
    No hits: terms inside names (*Radical Party*), in a phrase that cancels them, and shouted acronyms.
    Raises ValueError when a table lacks a column.
    """
    missing = {"article_id", "sentence", "start", "text"} - set(segments.columns)
    if missing:
        raise ValueError(f"The segments lack the columns {sorted(missing)}; label_voice makes them.")
    if isinstance(lexicons, str | Path | pd.DataFrame):
        lexicons = [lexicons]
    matcher = _own_matcher() if lexicons is None else Matcher(pd.concat([load_lexicon(x) for x in lexicons]))
    rows = []
    voices = segments.get("voice", pd.Series("", index=segments.index))
    whose = segments.get("whose", pd.Series("", index=segments.index))
    columns = segments["article_id"], segments["sentence"], segments["start"], segments["text"], voices, whose
    for article_id, sentence, offset, text, voice, who in zip(*columns, strict=True):
        for start, end, entry in matcher.find(text):
            found = offset + start, offset + end, text[start:end], entry["term"], entry["category"], entry["loaded"]
            negated = _is_negated(text[max(0, start - 40) : start])
            rows.append((article_id, sentence, *found, voice, who, entry["strength"], entry["neutral"], negated))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def load_lexicon(source: str | Path | pd.DataFrame | None = None) -> pd.DataFrame:
    """Read a lexicon: a CSV file, a table, or by default the kit's own, all `loaded*.csv` and `epistemic.csv` together.

    Needs the columns term and category; strength, neutral, cancels, loaded and note may be left out. `loaded` is taken
    from the category's card in categories.csv; for a category of your own from the column `loaded`, or else it is True.
    Raises ValueError naming the file and the row when a column is missing or a term is empty.
    """
    if source is None:
        names = [*sorted(path.stem for path in LEXICONS.glob("loaded*.csv")), "epistemic"]
        return pd.concat([load_lexicon(read_vocabulary(name)) for name in names], ignore_index=True)
    name = "the table" if isinstance(source, pd.DataFrame) else str(source)
    table = source if isinstance(source, pd.DataFrame) else _read_csv(source)
    missing = {"term", "category"} - set(table.columns)
    if missing:
        raise ValueError(f"The lexicon {name} lacks the columns {sorted(missing)}: it needs term and category.")
    table = table.astype(object).where(table.notna(), "").astype(str).reset_index(drop=True)
    for row, (term, category) in enumerate(zip(table["term"], table["category"], strict=True), start=1):
        if not WORD.search(term) or not category.strip():
            raise ValueError(f"Row {row} of {name} has no term or no category ({term!r}, {category!r}): fill it in.")
        if MISPLACED.search(term):
            raise ValueError(
                f"Row {row} of {name}: {term!r} has a * or + that is not at the end of a word. Move it there."
            )
    cards = read_vocabulary("categories").set_index("category")["loaded"]
    given = table["loaded"] if "loaded" in table else pd.Series("true", index=table.index)
    loaded = table["category"].map(cards).fillna(given).str.lower() != "false"
    empty = pd.Series("", index=table.index)
    optional = {column: table.get(column, empty) for column in ("strength", "neutral", "cancels", "note")}
    return pd.DataFrame(
        {"term": table["term"].str.strip(), "category": table["category"].str.strip(), **optional, "loaded": loaded}
    )


def _read_csv(path: str | Path) -> pd.DataFrame:
    # Spreadsheets put a mark in front of UTF-8, which would become part of the first column's name.
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


class Matcher:
    """Finds the entries of a lexicon in a text; the time hardly depends on the number of entries."""

    def __init__(self, lexicon: pd.DataFrame):
        self.words, self.beginnings, self.shouts, self.shouted = {}, {}, None, set()
        self.acronyms = set(read_vocabulary("acronyms")["term"])
        for entry in lexicon.to_dict("records"):
            if entry["category"] == SHOUTED and entry["term"].isupper():
                self.shouted.add(entry["term"])
                self.shouts = self.shouts or entry
                continue
            self._add(entry["term"], entry)
            for phrase in filter(str.strip, entry["cancels"].split("|")):
                self._add(phrase, {**entry, "category": CANCELLED})
        self.lengths = sorted({len(beginning) for beginning in self.beginnings})
        self.candidates = lru_cache(maxsize=50_000)(self._candidates)

    def _add(self, term: str, entry: dict) -> None:
        parts = [_forms(part) for part in PART.findall(term)]
        for form in parts[0]:
            table, key = (self.beginnings, form[:-1]) if form.endswith("*") else (self.words, form)
            table.setdefault(key, []).append((parts, entry))

    def find(self, text: str) -> list[tuple[int, int, dict]]:
        """Start, end and entry of every match, in order."""
        words = [(m.start(), m.end()) for m in WORD.finditer(text)]
        keys = [_key(text[start:end]) for start, end in words]
        found = []
        for i, key in enumerate(keys):
            single, phrases, open_phrases = self.candidates(key)
            found += [(i, i + 1, entry) for entry in single]
            if phrases or open_phrases:
                following = keys[i + 1] if i + 1 < len(keys) else ""
                for spelling in dict.fromkeys((following, following.lower())):
                    for parts, entry in phrases.get(spelling, ()):
                        if self._fits(text, words, keys, i, parts):
                            found.append((i, i + len(parts), entry))
                for parts, entry in open_phrases:
                    if self._fits(text, words, keys, i, parts):
                        found.append((i, i + len(parts), entry))
        chosen, taken = [], set()
        found.sort(key=lambda match: (match[0] - match[1], match[0], match[2]["category"] != CANCELLED))
        for i, j, entry in found:
            if taken.isdisjoint(range(i, j)):
                taken.update(range(i, j))
                if entry["category"] != CANCELLED and not _is_name(text, words, i, j, entry["term"]):
                    chosen.append((i, j, entry))
        if self.shouts:
            chosen += [(i, i + 1, self.shouts) for i in self._shouted(text, words) if i not in taken]
        return [(words[i][0], words[j - 1][1], entry) for i, j, entry in sorted(chosen, key=lambda match: match[0])]

    def _candidates(self, key: str) -> tuple[list, dict, list]:
        """Entries that may begin with a word: single words, phrases by their second word, and the other phrases.

        Kept for the commonest words, since news repeats itself.
        """
        spellings = dict.fromkeys((key, key.lower()))
        found = [candidate for spelling in spellings for candidate in self.words.get(spelling, ())]
        beginnings = dict.fromkeys(spelling[:length] for length in self.lengths for spelling in spellings)
        found += [candidate for beginning in beginnings for candidate in self.beginnings.get(beginning, ())]
        phrases, open_phrases = {}, []
        for parts, entry in found:
            if len(parts) > 1 and any(form.endswith("*") for form in parts[1]):
                open_phrases.append((parts, entry))
            elif len(parts) > 1:
                for form in parts[1]:
                    phrases.setdefault(form, []).append((parts, entry))
        return [entry for parts, entry in found if len(parts) == 1], phrases, open_phrases

    def _fits(self, text, words, keys, i, parts) -> bool:
        if i + len(parts) > len(words):
            return False
        for k in range(1, len(parts)):
            gap = text[words[i + k - 1][1] : words[i + k][0]]
            key = keys[i + k]
            if not GAP.fullmatch(gap) or not any(_matches(key, form) for form in parts[k]):
                return False
        return True

    def _shouted(self, text, words) -> list[int]:
        """Words in capitals that are no acronym, in a text that is not set in capitals as a whole."""
        prints = [text[start:end] for start, end in words]
        capitals = [i for i, word in enumerate(prints) if len(word) >= 3 and word.isupper()]
        if not capitals or 2 * len(capitals) > len(prints):
            return []
        lower = {word for word in prints if word.islower()}
        return [
            i
            for i in capitals
            if prints[i] not in self.acronyms
            and (len(prints[i]) >= 6 or prints[i] in self.shouted or prints[i].lower() in lower)
            and not _is_dateline(text[words[i][1] : words[i][1] + 40], i)
        ]


@cache
def _own_matcher() -> Matcher:
    return Matcher(load_lexicon())


def _key(word: str) -> str:
    """The form that is looked up: straight apostrophe, no possessive; a word of many kilobytes is no word."""
    if len(word) > 60:
        return ""
    word = word.replace("’", "'")
    return word[:-2] if word.endswith(("'s", "'S")) and word.lower() not in ("it's", "let's", "that's") else word


def _matches(key: str, form: str) -> bool:
    if form.endswith("*"):
        return key.startswith(form[:-1]) or key.lower().startswith(form[:-1])
    return form in (key, key.lower())


@cache
def _forms(word: str) -> tuple[str, ...]:
    """The spellings that a word of a lexicon stands for.

    >>> _forms("slam+")
    ('slam', 'slams', 'slamed', 'slaming', 'slammed', 'slamming')
    """
    word = word.replace("’", "'")
    if not word.endswith("+"):
        return (word,)
    stem = word[:-1]
    if stem.endswith("e"):
        return stem, stem + "s", stem + "d", stem[:-1] + "ing"
    if re.search(r"[^aeiou]y$", stem):
        return stem, stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing"
    plural = stem + ("es" if stem.endswith(("s", "x", "z", "ch", "sh")) else "s")
    forms = [stem, plural, stem + "ed", stem + "ing"]
    if re.search(r"[^aeiou][aeiou][bdgklmnprtvz]$", stem):
        forms += [stem + stem[-1] + "ed", stem + stem[-1] + "ing"]
    return tuple(forms)


def _is_name(text: str, words: list, i: int, j: int, term: str) -> bool:
    """True when a term that the lexicon writes small is printed with a capital beside another, in running text."""
    first = text[words[i][0] : words[i][1]]
    if term != term.lower() or not first[0].isupper() or (first.isupper() and len(first) > 2):
        return False
    if i == 0 or not OPENING.isdisjoint(text[words[i - 1][1] : words[i][0]]):
        return False
    if not any(_is_capital_beside(text, words, k, i, j) for k in (i - 1, j) if k < len(words)):
        return False
    # Where most of the other words have capitals too, it is a headline and capitals say nothing.
    around = words[max(0, i - NEAR) : i - 1] + words[j + 1 : j + NEAR]
    others = [text[start].islower() for start, end in around if end - start > 3]
    return 2 * sum(others) > len(others)


def _is_capital_beside(text: str, words: list, k: int, i: int, j: int) -> bool:
    left, right = (words[k][1], words[i][0]) if k < i else (words[j - 1][1], words[k][0])
    start, end = words[k]
    return text[left:right] in (" ", "-", "\u00a0") and text[start].isupper() and text[start:end] != "I"


def _is_dateline(after: str, position: int) -> bool:
    """Whether a word in capitals is a label ("RELATED:", a speaker's name) or a date line ("LONDON (Reuters) -")."""
    return after.startswith(":") or (position < 3 and DATELINE.match(after) is not None)


def _is_negated(before: str) -> bool:
    words = [match.group().lower().replace("’", "'") for match in WORD.finditer(before)][-3:]
    return any(word in NEGATIONS or word.endswith("n't") for word in words)
