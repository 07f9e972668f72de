"""Which words are loaded: terms of the lexicons, and forms such as scare quotes, with their voice."""

import re
from functools import cache
from pathlib import Path

import pandas as pd

from helpers.voice import SCARE_WHY
from helpers.wording.lexicons import OWN, WORD, read_lexicon
from helpers.wording.matching import Matcher

COLUMNS = {
    "article_id": str, "sentence": int, "start": int, "end": int, "term": str, "entry": str, "category": str,
    "loaded": bool, "voice": str, "whose": str, "strength": str, "neutral": str, "negated": bool,
}  # fmt: skip
# Found by their form: terms in the quotation marks that `label_voice` took for scare quotes, and runs of "!".
FORMS = {
    "scare_quotes": re.compile(r"(?<!\w)[“\"‘']([^\s“”\"‘](?:[^“”\"‘]{0,78}[^\s“”\"‘])?)[”\"’'](?!\w)"),
    "exclamation": re.compile(r"(!+)"),
}
FORM_ENTRIES = {"scare_quotes": "“…”", "exclamation": "!"}
NEGATIONS = frozenset({"not", "no", "never", "neither", "nor", "without", "hardly"})


def find_loaded_language(segments: pd.DataFrame, *, lexicons: list | None = None) -> pd.DataFrame:
    """Find the terms of the lexicons in every segment, one row per term found.

    In: `article_id`, `sentence`, `start` (offset of the segment in the article), `text`; `voice` and `whose` are passed
    on if they are there, and `why` tells scare quotes. `lexicons`: what `read_lexicon` returns, or paths that it
    reads, instead of the kit's own (`[read_lexicon(), "mine.csv"]` is both).
    Out: article_id, sentence, start, end (offsets in the article), term (as printed), entry (in the lexicon), category,
    loaded (False for hedges, plain assertives and factives, for scare quotes and exclamation marks: people mark hardly
    any of them), voice, whose, strength (1-3), neutral (an alternative, or ""), negated (a negation stands within three
    words before). An entry of several categories gives a row for each, of which only the first loaded one is `loaded`,
    so that no figure counts a word twice.
    No hits: terms inside names (*Radical Party*), in a phrase that cancels them, used as another word class than the
    one in which they are loaded (*the champion*), and shouted acronyms.
    Raises ValueError when a table lacks a column and when a lexicon has no card.

    >>> segments = pd.DataFrame({"article_id": ["a"], "sentence": [1], "start": [0], "text": ["He slammed the deal."]})
    >>> find_loaded_language(segments)[["term", "entry", "category", "neutral"]].values.tolist()
    [['slammed', 'slam+', 'reporting_verb', 'criticise']]
    """
    missing = {"article_id", "sentence", "start", "text"} - set(segments.columns)
    if missing:
        raise ValueError(f"The segments lack the columns {sorted(missing)}; label_voice makes them.")
    if isinstance(lexicons, str | Path | pd.DataFrame):
        lexicons = [lexicons]
    if lexicons is not None:
        lexicons = [read_lexicon(lexicon) for lexicon in lexicons]
    if lexicons == []:
        raise ValueError("No lexicon is given: leave `lexicons` out for the kit's own, or name at least one.")
    matcher, others = _own_matcher() if lexicons is None else _matcher_of(lexicons)
    with_forms = lexicons is None or any(_is_own(lexicon) for lexicon in lexicons)
    rows = []
    voices = segments.get("voice", pd.Series("", index=segments.index))
    whose = segments.get("whose", pd.Series("", index=segments.index))
    reasons = segments.get("why", pd.Series("", index=segments.index))
    columns = segments["article_id"], segments["sentence"], segments["start"], segments["text"], voices, whose, reasons
    for article_id, sentence, offset, text, voice, who, why in zip(*columns, strict=True):
        found = matcher.find(text) + (_find_forms(text, why == SCARE_WHY) if with_forms else [])
        for start, end, first in sorted(found, key=lambda hit: hit[:2]):
            negated = _is_negated(text[max(0, start - 40) : start])
            for entry in (first, *others.get(first["term"], ())):
                hit = offset + start, offset + end, text[start:end], entry["term"], entry["category"], entry["loaded"]
                rows.append((article_id, sentence, *hit, voice, who, entry["strength"], entry["neutral"], negated))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _matcher_of(lexicons: list[pd.DataFrame]) -> tuple["Matcher", dict[str, list[dict]]]:
    """What finds the terms, and by term its entries under further categories."""
    table = pd.concat(lexicons, ignore_index=True).drop_duplicates(["term", "category"])
    of_term = table.groupby("term")
    table = table.assign(
        loaded=table["loaded"] & (of_term["loaded"].cumsum() == 1), cancels=of_term["cancels"].transform("|".join)
    )
    again = table["term"].duplicated()
    others: dict[str, list[dict]] = {}
    for entry in table[again].to_dict("records"):
        others.setdefault(entry["term"], []).append(entry)
    return Matcher(table[~again]), others


@cache
def _own_matcher() -> tuple[Matcher, dict]:
    return _matcher_of([read_lexicon()])


def _is_own(lexicon: pd.DataFrame) -> bool:
    return bool((lexicon["lexicon"] == OWN).any())


def _find_forms(text: str, is_scare: bool) -> list[tuple[int, int, dict]]:
    """Scare quotes and exclamation marks: not counted as loaded. People mark hardly any scare quote; "!" is no word."""
    entry = {"loaded": False, "strength": "", "neutral": ""}
    return [
        (*match.span(1), entry | {"term": FORM_ENTRIES[category], "category": category})
        for category, form in FORMS.items()
        if category == "exclamation" or is_scare
        for match in form.finditer(text)
    ]


def _is_negated(before: str) -> bool:
    words = [match.group().lower().replace("’", "'") for match in WORD.finditer(before)][-3:]
    return any(word in NEGATIONS or word.endswith("n't") for word in words)
