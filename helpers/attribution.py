"""Who is credited with what: attributions with their speaker, cue, stance and the rule that found them."""


import pandas as pd

from helpers.clauses import QUOTE, read_units
from helpers.extents import Claim, read_sentence

LABELS = frozenset("breaking boom contributing update updated note related watch photo image photos video correction source sources bonus warning exclusive report-card listen caution editor's flashback opinion revealed today tonight analysis fact".split())

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
    while number < len(u.sentences):
        last = number
        while last + 1 < len(u.sentences) and u.paragraph[last + 1] == u.paragraph[number]:
            last += 1
        lo, hi = u.sentences[number][0], u.sentences[last][1]
        turn = interview_turn(u, lo, hi)
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


def interview_turn(u, lo, hi):
    """ "NAME: …" and "Q: …" at the start of a paragraph."""
    k = lo
    while k < hi and k - lo < 6 and (u.raw[k][:1].isupper() or u.low[k] in (".", "'s", "of", "the")) and u.low[k] != QUOTE:
        k += 1
    if k == lo or k + 1 >= hi or u.low[k] != ":" or not u.raw[lo][:1].isupper() or k - lo == 1 and u.low[lo] in LABELS:
        return None
    return [Claim(k + 1, hi, k, k + 1, (lo, k), None, "name and colon")]


def floating(u, claims):
    from helpers.quotations import term_kind
    covered = bytearray(len(u.start))
    for c in claims:
        for k in range(c.lo, c.hi):
            covered[k] = 1
    out = []
    for i, w in enumerate(u.low):
        if w == QUOTE and not covered[i]:
            t = u.text[u.start[i]:u.end[i]]
            if len(t.split()) >= 2 and term_kind(u.text, u.start[i], u.end[i]) not in ('title', 'name'):
                out.append(Claim(i, i + 1, -1, -1, None, None, 'floating'))
    return out


def rows_of(article_id, u, claims):
    rows = []
    text = u.text
    for c in claims:
        s, e = u.start[c.lo], u.end[c.hi - 1]
        sp = (u.start[c.subject[0]], u.end[c.subject[1] - 1]) if c.subject else (-1, -1)
        cu = (u.start[c.cue_lo], u.end[c.cue_hi - 1]) if c.cue_lo >= 0 else (-1, -1)
        rows.append((article_id, s, e, 'attributed', c.cue.kind if c.cue else 'speech',
                     text[sp[0]:sp[1]] if c.subject else '', *sp, text[cu[0]:cu[1]] if cu[0] >= 0 else '', *cu,
                     '', '', c.cue.stance if c.cue else 'neutral', c.rule))
    return rows
