"""Where the outlet itself judges: a score with its reasons, from cues one can name.

    logit = baseline + sum over cues of weight × min(number found, cap);  score = 1 / (1 + exp(-logit))

The company that a sentence keeps counts too: a verdict without a cue word ("The planters are a sermon in timber.")
stands in a column more often than in a report. With n other sentences in the article, whose own cues give them a mean
score m, the cue `context` adds weight × n / (n + 3) × (m − level); a sentence alone has none.

The words that are cues stand in data/lexicons/editorial.csv, editorial_openings.csv and the loaded lexicons; cues,
weights and caps in editorial_weights.csv. The weights are fitted on the kit's own sentences by
`python -m benchmarks.fit_editorial`.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.tables import check_columns
from helpers.text.classes import word_classes
from helpers.text.reading import Reading, read_rows, shifted
from helpers.text.words import is_word
from helpers.vocabulary import kinds, read_vocabulary, words
from helpers.wording.lexicons import fill_lexicon
from helpers.wording.loaded import Hit, find_hits
from helpers.wording.matching import Matcher

SOURCE = "…"
BASELINE, DECLARED, CONTEXT, LEVEL = "baseline", "declared_opinion", "context", "context_level"
NO_CUES = {BASELINE, DECLARED, CONTEXT, LEVEL}
FEW = 3  # others that halve the weight of the context
LISTED, LONGEST_LISTED = 4, 40  # what `why` names of a cue: so many different pieces, of so many characters
ORDERED = {"determiner", "object_pronoun", "pronoun", "wh"}  # what follows an order: "Read the letter", "Ask who gains"
# Cues that are forms of one token rather than words. Every run is bounded, so that any token takes linear time.
FORMS = {
    "question": re.compile(r"\?+"),
    "exclamation": re.compile(r"!+"),
    "figure": re.compile(r"[$€£]?\d+(?:[.,:/]\d+)*%?"),
    "past_tense": re.compile(r"\b[a-z]{2,15}(?<!e)ed\b"),
    "aside": re.compile(r"[–—;:]|^--?$|\((?!\w{1,20}\))"),
    "judging_adjective": re.compile(r"\b[a-z]{3,15}(?:ful|less|ous|[ai]ble)\b"),
}
NAME = re.compile(r"[A-Z][\w’'-]{1,40}")
IRONY = re.compile(r"[“\"‘'](?=[a-z])(?:[^\s“”\"‘’]{1,25}[ -]){0,2}[^\s“”\"‘’]{1,25}[”\"’'](?!\w)")
OPENS_IRONY = re.compile(r"[“\"‘'][a-z]")
IS = re.compile(r"\b(?:[Ii]s|[Aa]re|[Ii]sn['’]t|[Aa]ren['’]t|[Ii]t['’]s)$")
# Loaded categories that are cues of their own.
CUE_OF_CATEGORY = {"reporting_verb": "loaded_verb", "sarcasm": "irony", "intensifier": "intensity"}
WORDS_ONCE = frozenset({
    "evaluation", "judging_adjective", "intensity", "comparison", "generic", "certainty", "attribution_word",
    "speculation", "conclusion", "irony",
})  # fmt: skip
Cues = dict[str, list[str]]  # by cue, what was found as printed


class Verdicts(NamedTuple):
    """Of every sentence: the score (NaN without words of the outlet's own), the reasons, the same in words."""

    score: np.ndarray
    reasons: list[list[tuple[str, int, str, float]]]  # cue, number found, found as printed, push in logits
    why: list[str]


def score_editorial(own: pd.DataFrame) -> pd.DataFrame:
    """Say of every sentence how far the outlet's own words in it are opinion (0-1), and why.

    In: one row per sentence with `own_text` (the outlet's words; what belongs to a source replaced by " … ") and, if
    there are such columns, `text` (the whole sentence), `article_id` (for the context) and `declared_opinion` (True
    where the article declares itself opinion, see `declares_opinion`: a prior that pushes every sentence of it).
    Out: the same rows with `editorial_score` (by the formula above; .5 or more counts as editorial; NaN where own_text
    has no word) and `why`: what pushed it how far, in logits, strongest first, the prior, context and baseline last;
    together they are the score's logit.
    Raises ValueError when own_text is missing.

    >>> import pandas as pd
    >>> score_editorial(pd.DataFrame({"own_text": ["We must stop this waste."]}))["editorial_score"].round(1).tolist()
    [1.0]
    """
    verdicts = _judge_table(own)
    return own.assign(editorial_score=verdicts.score, why=np.array(verdicts.why, object))


def explain_editorial(own: pd.DataFrame) -> pd.DataFrame:
    """List what pushes each sentence's score: one row per sentence and cue found.

    In: as for `score_editorial`. Out: row (position in `own`, from 0), cue, n (number found), found (the words, as
    printed), push (weight × min(n, cap), in logits; the baseline is a cue of its own; of `context`, n is the number of
    other sentences and the push as in the formula above).
    """
    reasons = [(row, *reason) for row, of_row in enumerate(_judge_table(own).reasons) for reason in of_row]
    columns = {"row": int, "cue": str, "n": int, "found": str, "push": float}
    return pd.DataFrame(reasons, columns=list(columns)).astype(columns)


def _judge_table(own: pd.DataFrame) -> Verdicts:
    check_columns(own, ["own_text"], of="outlet's own words", made_by="label_voice")
    cues = cues_of_texts(own["own_text"].tolist(), own["text"].tolist() if "text" in own else None)
    article = pd.factorize(own["article_id"])[0] if "article_id" in own else None
    return judge(cues, article, own[DECLARED].to_numpy(bool) if DECLARED in own else None)


def cues_of_texts(own_texts: list[str], texts: list[str] | None = None) -> list[Cues | None]:
    """The cues of the outlet's own words of sentences, "…" standing for a source's; an ellipsis in `texts` for none."""
    reading = read_rows(own_texts)
    is_source = np.array([token.startswith(SOURCE) and not is_word(token) for token in reading.tokens], bool)
    n_sources = np.bincount(reading.text[is_source], minlength=len(own_texts))
    if texts is not None:
        n_sources = n_sources - np.array([text.count(SOURCE) for text in texts])
    return find_cues(reading, ~is_source, is_source, n_sources)


def judge(
    cues: list[Cues | None], article: np.ndarray | None = None, declared: np.ndarray | None = None
) -> Verdicts:
    """The verdict on every sentence from its cues (None: no words of the outlet's own).

    `article` numbers the article of each sentence, without it there is no context; `declared` is the prior.
    """
    weights = _weights()
    reasons = [[_reason(cue, of_row[cue]) for cue in weights if cue in of_row] if of_row is not None else []
               for of_row in cues]  # fmt: skip
    rows = np.array([row for row, of_row in enumerate(cues) if of_row is not None], int)
    baseline = weights[BASELINE][1]
    logit = np.array([sum(push for *_, push in reasons[row]) + baseline for row in rows.tolist()], float)
    context = np.zeros(len(rows)), np.zeros(len(rows))
    if article is not None:
        context = mean_of_others(1 / (1 + np.exp(-logit)), article[rows])
    score = np.full(len(cues), np.nan)
    for row, own_logit, n, mean in zip(rows.tolist(), logit.tolist(), *(c.tolist() for c in context), strict=True):
        of_row = reasons[row]
        of_row.sort(key=lambda reason: -abs(reason[3]))
        more = [(DECLARED, 1, "", weights[DECLARED][1])] if declared is not None and declared[row] else []
        if n:
            push = round(weights[CONTEXT][1] * n / (n + FEW) * (mean - weights[LEVEL][1]), 2)
            more.append((CONTEXT, int(n), f"mean {mean:.2f}", push))
        of_row += [*more, (BASELINE, 1, "", baseline)]
        score[row] = own_logit + sum(push for *_, push in more)
    why = ["; ".join([_in_words(*reason) for reason in of_row]) for of_row in reasons]
    return Verdicts(1 / (1 + np.exp(-score)), reasons, why)


def mean_of_others(scores: np.ndarray, group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of every score: how many others its group (a number) has, and their mean (0 where there are none)."""
    n = np.bincount(group, minlength=1)[group] - 1
    return n, (np.bincount(group, scores, 1)[group] - scores) / np.maximum(n, 1)


def _reason(cue: str, found: list[str]) -> tuple[str, int, str, float]:
    _, weight, cap = _weights()[cue]
    listed = list(dict.fromkeys([piece.strip()[:LONGEST_LISTED] for piece in found]))[:LISTED]
    return cue, len(found), ", ".join(listed), round(weight * min(len(found), cap), 2)


def _in_words(cue: str, _n: int, found: str, push: float) -> str:
    name, signed = _weights()[cue][0], f"{push:+.2f}".replace("-", "−")
    return f"{name} ({found}) {signed}" if found else f"{name} {signed}"


def find_cues(
    reading: Reading, is_own: np.ndarray, is_source: np.ndarray, n_sources: np.ndarray, hits: list[Hit] | None = None
) -> list[Cues | None]:
    """The cues of every sentence of a reading; None for a sentence without a word of the outlet's own.

    `is_own`, `is_source`: whose every token is; `n_sources`: the stretches of every sentence that are a source's;
    `hits`: the kit's own loaded terms, looked up here if they are not handed over. A loaded word counts once: as
    loaded, and not also as the judging word or the intensifier that it may be.
    """
    row, tokens, s = reading.sentence, reading.tokens, reading.sentences
    own = is_own & (row >= 0)
    stretch = np.where(own, np.cumsum(own & ((shifted(row, -1, -2) != row) | ~shifted(own, -1, False))) - 1, -1)
    cues: list[Cues] = [{"source": [SOURCE] * n} if n > 0 else {} for n in n_sources.tolist()]
    hits = find_hits(reading, stretch, np.zeros(0, bool)) if hits is None else hits
    loaded = [hit for hit in hits if hit.entry["loaded"] and own[hit.token]]
    taken = {(hit.token, hit.start) for hit in loaded}
    lexical, printed = reading.lexical, reading.printed

    def add(token: int, cue: str, piece: str, start: int = -1) -> None:
        if cue not in WORDS_ONCE or (token, start) not in taken:
            cues[row[token]].setdefault(cue, []).append(piece)

    for hit in loaded:
        cue = CUE_OF_CATEGORY.get(hit.entry["category"], "loaded")
        add(hit.token, cue, printed(hit.token, hit.start, hit.end))
    for first, last, entry in _cue_words().find(reading, stretch):
        token, start = int(lexical.word[first]), int(lexical.start[first])
        add(token, entry["category"], printed(token, start, int(lexical.end[last - 1])), start)
    for token in np.flatnonzero(reading.flags(_has_form) & own).tolist():
        for cue, at, piece in forms_of_token(tokens[token]):
            add(token, cue, piece, int(reading.start[token]) + at)
    goes_on = own & (shifted(stretch, -1, -1) == stretch)
    named = goes_on & reading.spaced & reading.flags(_has_capital) & shifted(reading.flags(_ends_plainly), -1, False)
    for token in np.flatnonzero(named).tolist():
        add(token, "name", NAME.match(tokens[token]).group())
    close = reading.start - shifted(reading.end, -1, 0) == 1
    judged = goes_on & close & reading.flags(_may_be_judged) & shifted(reading.flags(_is_form), -1, False)
    for token in np.flatnonzero(judged).tolist():
        add(token, "is_judged", f"{IS.search(tokens[token - 1]).group()} {_judged().match(tokens[token]).group()}")
    begins, ends = np.flatnonzero(own & ~goes_on), np.flatnonzero(own & ~shifted(goes_on, 1, False))
    for k in np.unique(stretch[own & reading.flags(_opens_irony)]).tolist():
        a, b = begins[k], ends[k]
        for match in IRONY.finditer(reading.texts[reading.text[a]], reading.start[a], reading.end[b]):
            add(a, "irony", match.group())
    behind = s.last - 1  # the mark that ends a sentence, when it stands behind a source's words
    for token in behind[~own[behind] & reading.flags(_ends_in_mark)[behind]].tolist():
        for cue, _, piece in forms_of_token(tokens[token][-1]):
            add(token, cue, piece)
    _add_openings(reading, own, is_source, cues)
    with_words = np.bincount(row[own & reading.is_word], minlength=len(cues)) > 0
    return [of_row if has else None for of_row, has in zip(cues, with_words.tolist(), strict=True)]


def _add_openings(reading: Reading, own: np.ndarray, is_source: np.ndarray, cues: list[Cues]) -> None:
    """The cue that a sentence's first word is ("But", "Because"; an order, as in "Read the letter")."""
    row, lexical = reading.sentence, reading.lexical
    starting = np.flatnonzero((own & reading.is_word) | (is_source & (row >= 0)))
    of_row, first = np.unique(row[starting], return_index=True)
    opened = np.zeros(len(cues), bool)
    opened[of_row[own[starting[first]]]] = True
    pieces = np.flatnonzero(own[lexical.word])
    of_piece = row[lexical.word[pieces]]
    for number, at in zip(*np.unique(of_piece, return_index=True), strict=True):
        form = lexical.types.words[lexical.type[pieces[at]]].split("'")[0]
        cue = kinds("editorial_words").get(form, "")
        if not opened[number] or cue not in ("opening", "call_to_act"):
            continue
        if cue == "call_to_act":
            follows = at + 1 < len(pieces) and of_piece[at + 1] == number
            second = lexical.types.words[lexical.type[pieces[at + 1]]].split("'")[0] if follows else ""
            if word_classes().get(second) not in ORDERED:
                continue
        cues[number][cue] = [form, *cues[number].get(cue, ())]


@lru_cache(100_000)
def forms_of_token(token: str) -> tuple[tuple[str, int, str], ...]:
    """The cues that are forms of one token: (cue, where in the token, as printed)."""
    found = [(cue, m.start(), m.group()) for cue, form in FORMS.items() for m in form.finditer(token)]
    no_past = words("editorial_words", "no_past")
    return tuple(one for one in found if one[0] != "past_tense" or one[2] not in no_past)


def _has_form(token: str) -> bool:
    # Most words have none: the forms of letters are endings in -ed, -ful, -less, -ous, -able, -ible.
    return (not token.isalpha() or token[-1] in "dlse") and bool(forms_of_token(token))


def _has_capital(token: str) -> bool:
    return NAME.match(token) is not None


def _ends_plainly(token: str) -> bool:
    return token[-1].isalnum() or token[-1] in "_,;"


def _is_form(token: str) -> bool:
    return IS.search(token[-8:]) is not None


def _may_be_judged(token: str) -> bool:
    return _judged().match(token) is not None


def _opens_irony(token: str) -> bool:
    return not token.isalnum() and OPENS_IRONY.search(token) is not None


def _ends_in_mark(token: str) -> bool:
    return token[-1] in "?!–—;:"


@cache
def _judged() -> re.Pattern:
    return re.compile(rf"(?:{'|'.join(sorted(words('editorial_words', 'judged'), key=len, reverse=True))})\b")


def declares_opinion(articles: pd.DataFrame) -> pd.Series:
    """Say of every article whether it declares itself opinion: by its section, or at either end of its headline.

    In: a table that may have `section` ("Opinion", "Home / Commentary") and `headline` ("Editorial: …", "… | Opinion");
    the words are those of data/lexicons/editorial_sections.csv. Out: True or False, with the index of `articles`. The
    page itself is not read. "Views" counts as no section: on many pages it is a counter.

    >>> declares_opinion(pd.DataFrame({"section": ["News", ""], "headline": ["A bus", "Opinion | A bus"]})).tolist()
    [False, True]
    """
    of_section = words("editorial_sections", "both", "section")
    of_headline = words("editorial_sections", "both", "headline")
    none = pd.Series("", index=articles.index)
    sections, headlines = (
        articles.get(column, none).astype(object).fillna("").astype(str) for column in ("section", "headline")
    )
    declared = [
        any(_plain(piece) in of_section for piece in re.split(r"[/|>›»·,;]", section))
        or any(_plain(piece) in of_headline for piece in _ends(headline))
        for section, headline in zip(sections, headlines, strict=True)
    ]
    return pd.Series(declared, index=articles.index, dtype=bool)


def _ends(headline: str) -> list[str]:
    """What stands before the first and behind the last mark that sets a label off; the headline itself is none."""
    first, last = re.split(r":|\||\s[-–—]\s", headline, maxsplit=1), re.split(r"\||\s[-–—]\s", headline)
    return first[:-1] + last[1:][-1:]


def _plain(piece: str) -> str:
    return piece.strip(" []()").replace("’", "'").lower()


@cache
def _weights() -> dict[str, tuple[str, float, int]]:
    """Name, weight and cap of every cue."""
    rows = read_vocabulary("editorial_weights")
    return {row["cue"]: (row["name"], float(row["weight"]), int(row["cap"])) for row in rows}


@cache
def _cue_words() -> Matcher:
    return Matcher(fill_lexicon(pd.DataFrame(read_vocabulary("editorial")), "editorial"))
