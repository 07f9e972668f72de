"""Who is credited with what: attributions with their speaker, cue, stance and the rule that found them."""


import pandas as pd

from helpers.clauses import QUOTE, read_units
from helpers.extents import Claim, read_sentence

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
    u = read_units(text)
    claims: list[Claim] = []
    for (lo, hi), paragraph in zip(u.sentences, u.paragraph, strict=True):
        claims += read_sentence(u, lo, hi)
    claims += floating(u, claims)
    claims.sort(key=lambda c: c.lo)
    return rows_of(article_id, u, claims)


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
