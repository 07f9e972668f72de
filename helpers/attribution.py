"""Who is credited with what: attributions with their speaker, cue, stance and the rule that found them."""

from collections import Counter

import pandas as pd

from helpers.clauses import QUOTE, Units, read_units
from helpers.extents import Claim, read_sentence, strip_end
from helpers.quotations import term_kind
from helpers.speakers import resolve_speakers, speaker_of_floating

LABELS = frozenset("breaking boom contributing update updated note related watch latest byline email look wow bombshell busted guide paid notice reminder name age city photo image photos video correction source sources bonus warning exclusive report-card listen caution editor's flashback opinion revealed today tonight analysis fact".split())

COLUMNS = {
    "article_id": str, "start": int, "end": int, "voice": str, "kind": str,
    "speaker": str, "speaker_start": int, "speaker_end": int, "cue": str, "cue_start": int, "cue_end": int,
    "speaker_name": str, "speaker_kind": str, "stance": str, "rule": str,
}  # fmt: skip


def find_attributions(articles: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        rows += attributions_of(str(article_id), text)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def attributions_of(article_id: str, text: str) -> list[tuple]:
    return rows_of(article_id, *claims_of(text))


def claims_of(text):
    u = read_units(text)
    claims: list[Claim] = []
    for block in blocks(u):
        claims += block
    claims += floating(u, claims)
    claims.sort(key=lambda c: c.lo)
    return u, claims


def blocks(u):
    """Paragraph by paragraph: an interview turn, the text that a colon announces, or sentences."""
    number, announced = 0, None
    turns = Counter(label[0] for label in (_turn_label(u, lo, hi) for lo, hi in u.sentences) if label)
    while number < len(u.sentences):
        last = number
        while last + 1 < len(u.sentences) and u.paragraph[last + 1] == u.paragraph[number]:
            last += 1
        lo, hi = u.sentences[number][0], u.sentences[last][1]
        turn = interview_turn(u, lo, hi, turns)
        if turn:
            yield turn
            announced = None
        elif announced and u.low[lo] != QUOTE:
            yield [Claim(lo, hi, announced.cue_lo, announced.cue_hi, announced.subject, announced.cue, "announced by a colon")]
            announced = None
        else:
            announced = None
            found = []
            for a, b in u.sentences[number : last + 1]:
                found += read_sentence(u, a, b)
            yield found
            if u.low[hi - 1] == ":":
                announced = announcing(u, *u.sentences[last])
        number = last + 1


def announcing(u, lo, hi):
    from helpers.extents import read_cue, cue_forms, is_strong
    for i in range(hi - 1, max(lo, hi - 15) - 1, -1):
        if u.low[i] in cue_forms():
            r = read_cue(u, i, lo, hi, None)
            if r and r.cue.part == "verb" and is_strong(r.cue) and r.way in ("finite", "participle"):
                return Claim(i, i, r.lo, r.hi, r.subject, r.cue, "")
    return None


def interview_turn(u, lo, hi, turns):
    """ "NAME: …" and "Q: …" at the start of a paragraph."""
    label = _turn_label(u, lo, hi)
    if label is None:
        return None
    text, k = label
    if text not in ("q", "a") and lo > 0 and turns.get(text, 0) < 2 and not text.isupper() and u.low[k + 1] != QUOTE:
        return None
    return [Claim(k + 1, strip_end(u, k + 1, hi), k, k + 1, (lo, k), None, "name and colon")]


def _turn_label(u, lo, hi):
    k = lo
    while k < hi and k - lo < 6 and (u.raw[k][:1].isupper() or u.low[k] in (".", "'s", "of", "the")) and u.low[k] != QUOTE:
        k += 1
    if k == lo or k + 1 >= hi or u.low[k] != ":" or not u.raw[lo][:1].isupper():
        return None
    if any(c.isdigit() for c in u.low[k + 1]) or LABELS & set(u.low[lo:k]):
        return None
    return " ".join(u.raw[lo:k]) if k - lo > 1 or u.low[lo] not in ("q", "a") else u.low[lo], k


def floating(u, claims):
    """Quotations without a cue: whole sentences, and phrases of two words or more that are no title or name."""
    claims = sorted(claims, key=lambda c: c.lo)
    starts = [c.lo for c in claims]
    covered = bytearray(len(u.start))
    for c in claims:
        covered[c.lo : c.hi] = bytes([1]) * (c.hi - c.lo)
    out = []
    for i, w in enumerate(u.low):
        if w == QUOTE and not covered[i]:
            words = len(u.text[u.start[i] : u.end[i]].split())
            if words >= 2:
                out.append(Claim(i, i + 1, -1, -1, speaker_of_floating(u, i, claims, starts), None, "floating"))
    return out


def rows_of(article_id: str, u: Units, claims: list[Claim]) -> list[tuple]:
    rows = []
    names = resolve_speakers(u, claims)
    for claim, (name, speaker_kind) in zip(claims, names, strict=True):
        start, end = u.start[claim.lo], u.end[claim.hi - 1]
        speaker = _slice(u, claim.subject)
        cue = _slice(u, (claim.cue_lo, claim.cue_hi) if claim.cue_lo >= 0 else None)
        quoted = u.low[claim.lo] == QUOTE and all(w == QUOTE for w in u.low[claim.lo : claim.hi])
        entry = claim.cue
        rows.append((article_id, start, end, "quoted" if quoted else "attributed", entry.kind if entry else "speech",
                     *speaker, *cue, name, speaker_kind, entry.stance if entry else "neutral", claim.rule))  # fmt: skip
    return rows


def _slice(u: Units, span) -> tuple[str, int, int]:
    if span is None:
        return ("", -1, -1)
    start, end = u.start[span[0]], u.end[span[1] - 1]
    return (u.text[start:end], start, end)
