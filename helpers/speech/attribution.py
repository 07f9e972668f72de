"""Who is credited with what: attributions with their speaker, cue, stance and the rule that found them."""

from bisect import bisect_left
from itertools import groupby
from operator import itemgetter

import pandas as pd

from helpers.speech.blocks import read_blocks
from helpers.speech.contents import right_claims
from helpers.speech.grammar import source_in
from helpers.speech.speakers import resolve_speakers, speaker_of_floating
from helpers.speech.tags import phrase_claims, tag_claims
from helpers.speech.units import QUOTE, Units, positions, read_units, sentence_of, within
from helpers.speech.uses import Claim, pieces, read_cue
from helpers.tables import check_texts
from helpers.text.marks import BARE, is_whole
from helpers.text.reading import Reading, read_texts

COLUMNS = {
    "article_id": str, "start": "int32", "end": "int32", "voice": str, "kind": str,
    "speaker": str, "speaker_start": "int32", "speaker_end": "int32", "cue": str, "cue_start": "int32",
    "cue_end": "int32", "speaker_name": str, "speaker_kind": str, "stance": str, "rule": str, "attribution": "int32",
}  # fmt: skip
SENTENCE_ENDS = frozenset(".!?…")
MARKS_AROUND = "".join(BARE)
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
    check_texts(articles)
    return read_attributions(read_texts(articles["article_id"].astype(str).tolist(), articles["text"].tolist()))


def read_attributions(reading: Reading) -> pd.DataFrame:
    """The same of a reading."""
    rows = []
    for article_id, units in zip(reading.ids, read_units(reading), strict=True):
        rows += _rows(article_id, units, find_claims(units))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def find_claims(u: Units) -> list[Claim]:
    """Every stretch that somebody is credited with, in order: paragraph by paragraph, then what is left in marks."""
    rows = groupby(zip(u.paragraph, u.sentences, strict=True), key=itemgetter(0))
    paragraphs = [[sentence for _, sentence in row] for _, row in rows]
    claims = []
    spans = [(sentences[0][0], sentences[-1][1]) for sentences in paragraphs]
    for sentences, block in zip(paragraphs, read_blocks(u, spans), strict=True):
        found = list(block.claims)
        for first, end in sentences:
            if end > block.rest:
                found += read_sentence(u, max(first, block.rest), end)
        if (last := block.fallback) and all(last.hi <= claim.lo for claim in found):
            found.append(last)
        claims += found
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
        found = right_claims(u, reading, hi) if reading else []
        # At `hi` a colon announces the next paragraph; before `at` it would be somebody's words twice ("pledged to pay
        # for the event, which is expected").
        if found and at <= found[0].lo < min(hi, found[0].hi):
            claims = claims + found
            at, subject = found[-1].hi, reading.subject
    return claims


def _floating(u: Units, claims: list[Claim]) -> list[Claim]:
    """Quotations without a cue of their own.

    One or two words in marks are more often a term than somebody's words, save as a sentence behind others of theirs.
    """
    taken = {k for claim in claims for k in range(claim.lo, claim.hi)}
    found: list[Claim] = []
    for i in positions(u.low, QUOTE):
        if i in taken:
            continue
        place = u.start[i], u.end[i]
        short = len(u.text[slice(*place)].split(None, SHORTEST_FLOATING)) < SHORTEST_FLOATING
        if not (short and is_whole(u.text, *place)) or _is_short_answer(u, i, claims, found):
            found.append(Claim(i, i + 1, -1, -1, speaker_of_floating(u, i, claims), None, "floating"))
    return found


def _is_short_answer(u: Units, i: int, claims: list[Claim], floating: list[Claim]) -> bool:
    """Whether a short quotation is a sentence, behind words of the same paragraph that somebody is credited with or,
    alone in its paragraph, behind one that ends so: '"They came," she said. "He lied."'.
    """
    number = sentence_of(u, i)
    lo, hi = u.sentences[number]
    content = u.text[u.start[i] : u.end[i]].strip(MARKS_AROUND)
    rest = u.low[lo : u.low.index("(", i, hi)] if "(" in u.low[i:hi] else u.low[lo:hi]
    if content[-1:] not in SENTENCE_ENDS or any(word not in (QUOTE, ".") for word in rest):
        return False
    before = bisect_left(claims, i, key=itemgetter(0))
    last = max((claim.hi for claim in (*claims[max(before - 1, 0) : before], *floating[-1:])), default=0)
    if not last:
        return False
    said = sentence_of(u, last - 1)
    same = u.paragraph[said] == u.paragraph[number]
    alone = u.paragraph[number : number + 2].count(u.paragraph[number]) == 1 and said == number - 1
    return same or (alone and not content.isupper())


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
