"""Who is credited with what: attributions with their speaker, cue, stance and the rule that found them."""

from collections import Counter
from itertools import groupby
from operator import itemgetter

import pandas as pd

from helpers.speech.contents import right_claims, strip_end
from helpers.speech.grammar import source_in
from helpers.speech.speakers import resolve_speakers, speaker_of_floating
from helpers.speech.tags import phrase_claims, tag_claims
from helpers.speech.units import QUOTE, Units, positions, read_units, within
from helpers.speech.uses import Claim, pieces, read_cue
from helpers.tables import check_columns
from helpers.text.reading import Reading, read_texts
from helpers.vocabulary import words

COLUMNS = {
    "article_id": str, "start": "int32", "end": "int32", "voice": str, "kind": str,
    "speaker": str, "speaker_start": "int32", "speaker_end": "int32", "cue": str, "cue_start": "int32",
    "cue_end": "int32", "speaker_name": str, "speaker_kind": str, "stance": str, "rule": str, "attribution": "int32",
}  # fmt: skip
LABELS = words("speech_lists", "label")
LONGEST_LABEL = 6
SHORTEST_FLOATING = 3  # words


def find_attributions(articles: pd.DataFrame) -> pd.DataFrame:
    """Find every stretch of text that somebody other than the outlet is credited with, and who that is.

    In: `article_id`, `text`. Out: one row per stretch, in the order of the text and without overlap: `article_id`;
    `start`, `end` (characters, end exclusive; quotation marks and "that" inside, the final full stop outside unless it
    is inside the marks); `voice` (`quoted`, `attributed`); `kind` (`speech`, `writing`, `thought`, and what is
    for the outlet to tell: `expectation`, plans and wishes; `stance`, bare objects and what somebody knew);
    `speaker` as printed with `speaker_start`, `speaker_end`, and `cue` with `cue_start`, `cue_end` ("" and -1 when
    missing); `speaker_name` (pronouns and roles led back to a name, "" when there is none); `speaker_kind` (`named`,
    `role`, `group`, `anonymous`, `document`, `organisation`, `outlet`, ""); `stance` of the cue (`neutral`,
    `endorsing`, `distancing`, `hostile`, `emotional`); `rule` that found it; `attribution`, its
    number within the article, from 1. Content split by its cue gives two attributions; what is cut at quotation marks
    (said it was “a farce” and left) gives a row per piece, all with one number.

    >>> import pandas as pd
    >>> found = find_attributions(pd.DataFrame({"article_id": ["a"], "text": ["The bridge is unsafe, Ann Cole said."]}))
    >>> found[["voice", "speaker", "cue", "stance"]].values.tolist()
    [['attributed', 'Ann Cole', 'said', 'neutral']]
    """
    check_columns(articles, ["article_id", "text"], of="articles", made_by="load_articles")
    return read_attributions(read_texts(articles["article_id"].astype(str).tolist(), articles["text"].tolist()))


def read_attributions(reading: Reading) -> pd.DataFrame:
    """The same of a reading."""
    rows = []
    for article_id, units in zip(reading.ids, read_units(reading), strict=True):
        rows += _rows(article_id, units, find_claims(units))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def find_claims(u: Units) -> list[Claim]:
    """Every stretch that somebody is credited with, in order: paragraph by paragraph, then what is left in marks.

    A paragraph is an interview turn, the text that a colon before it announces, or sentences.
    """
    claims, announced = [], None
    turns = Counter(label[0] for lo, hi in u.sentences if (label := _turn_label(u, lo, hi)))
    for _, rows in groupby(zip(u.paragraph, u.sentences, strict=True), key=itemgetter(0)):
        sentences = [sentence for _, sentence in rows]
        lo, hi = sentences[0][0], sentences[-1][1]
        name, colon = _turn_label(u, lo, hi) or ("", lo)
        if name and (lo == 0 or turns[name] > 1 or name.isupper()):
            end = strip_end(u, colon + 1, hi)
            claims.append(Claim(colon + 1, end, colon, colon + 1, (lo, colon), None, "name and colon"))
        elif announced and u.low[lo] != QUOTE:
            claims.append(announced._replace(lo=lo, hi=hi))
        else:
            for sentence in sentences:
                claims += read_sentence(u, *sentence)
        lo = sentences[-1][0]
        cues = within(u.cues, max(lo, hi - 15), hi) if u.low[hi - 1] == ":" else []  # "She wrote:"
        uses = (read_cue(u, i, lo, hi, None) for i in reversed(cues))
        says = (use for use in uses if use and use.cue.strong and use.way in ("finite", "participle"))
        announced = next((use.credit(hi, hi, "announced by a colon") for use in says), None)
    claims.sort(key=itemgetter(0))
    return sorted(claims + _floating(u, claims), key=itemgetter(0))


def read_sentence(u: Units, lo: int, hi: int) -> list[Claim]:
    """All claims of one sentence, in order and without overlap."""
    for i in within(u.phrases, lo, hi):
        if found := phrase_claims(u, i, lo, hi):
            return found
    claims, at, subject, cues = [], lo, None, within(u.cues, lo, hi)
    for i in cues:
        if tag := tag_claims(u, i, lo, hi):
            claims, at, subject = tag
            break
    for i in cues:
        reading = read_cue(u, i, lo, hi, subject) if i >= at else None
        if reading and (claim := right_claims(u, reading, hi)):
            claims = claims + claim
            at, subject = claim[-1].hi, reading.subject
    return claims


def _turn_label(u: Units, lo: int, hi: int) -> tuple[str, int] | None:
    """The name of "NAME: …", "Q: …" or "Name: …" and the unit of its colon."""
    if ":" not in u.low[lo + 1 : min(hi, lo + LONGEST_LABEL) + 1]:
        return None
    k = lo
    while u.raw[k][:1].isupper():
        k += 1
    if k + 1 >= hi or u.low[k] != ":" or any(c.isdigit() for c in u.low[k + 1]):
        return None
    return (" ".join(u.raw[lo:k]), k) if LABELS.isdisjoint(u.low[lo:k]) else None


def _floating(u: Units, claims: list[Claim]) -> list[Claim]:
    """Quotations without a cue of their own; those of one or two words are more often terms than somebody's words."""
    taken = {k for claim in claims for k in range(claim.lo, claim.hi)}
    return [
        Claim(i, i + 1, -1, -1, speaker_of_floating(u, i, claims), None, "floating")
        for i in positions(u.low, QUOTE)
        if i not in taken and len(u.text[u.start[i] : u.end[i]].split(None, SHORTEST_FLOATING)) >= SHORTEST_FLOATING
    ]


def _rows(article_id: str, u: Units, claims: list[Claim]) -> list[tuple]:
    rows = []
    claims = [claim._replace(subject=source_in(u, claim.subject)) for claim in claims]
    for number, (claim, (name, speaker_kind)) in enumerate(zip(claims, resolve_speakers(u, claims), strict=True), 1):
        speaker, cue = _slice(u, claim.subject), _slice(u, (claim.cue_lo, claim.cue_hi))
        stance = claim.cue.stance if claim.cue else "neutral"
        for lo, hi, voice, kind in pieces(u, claim):
            place = (article_id, u.start[lo], u.end[hi - 1])
            rows.append((*place, voice, kind, *speaker, *cue, name, speaker_kind, stance, claim.rule, number))
    return rows


def _slice(u: Units, span: tuple[int, int] | None) -> tuple[str, int, int]:
    if span is None or span[0] >= span[1]:
        return ("", -1, -1)
    start, end = u.start[span[0]], u.end[span[1] - 1]
    return (u.text[start:end], start, end)
