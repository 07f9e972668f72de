"""Paragraphs that are somebody's as a whole: turns of interviews, tweets, what a line announces or signs."""

from collections.abc import Iterator

from helpers.speech.contents import NOBODY
from helpers.speech.cues import source_classes
from helpers.speech.endings import strip_end
from helpers.speech.grammar import Span, is_name
from helpers.speech.turns import LABELS, Block, find_turns, quotation_end
from helpers.speech.units import QUOTE, Units, positions, sentence_of, within
from helpers.speech.uses import Claim, read_cue
from helpers.text.marks import BARE

DASHES = frozenset("—–-")
BULLETS = DASHES | frozenset("•⁃▪◦*·")
LONGEST_SIGNATURE = 16
LONGEST_DATE = 8


def read_blocks(u: Units, paragraphs: list[Span]) -> Iterator[Block]:
    """One block for every paragraph; that of an ordinary one has no claims, and its rest is all of it.

    A bullet keeps what is announced for the next one.
    """
    known, announced = find_turns(u, paragraphs) | _signed(u, paragraphs) | _tweets(u, paragraphs), None
    for n, (lo, hi) in enumerate(paragraphs):
        listed, skipped = u.low[lo] in BULLETS, u.low[lo] in LABELS and hi - lo < 3  # "Advertisement:"
        at = lo + listed
        if n in known or skipped or announced is None:
            yield known.get(n, Block([], lo))
        elif u.low[at] == QUOTE:
            yield Block([], lo, announced._replace(lo=at, hi=at + 1))
        else:
            yield Block([announced._replace(lo=at, hi=hi)], hi)
        more = n + 1 < len(paragraphs) and u.low[paragraphs[n + 1][0]] in BULLETS
        if not (announced and (skipped or (listed and more))):
            announced = _announced(u, hi)


def _announced(u: Units, hi: int) -> Claim | None:
    """The claim on the next paragraph that the end of this one announces: "She wrote:"."""
    if u.low[hi - 1] != ":":
        return None
    lo = u.sentences[sentence_of(u, hi - 1)][0]
    uses = (read_cue(u, i, lo, hi, None) for i in reversed(within(u.cues, max(lo, hi - 15), hi)))
    says = (use for use in uses if use and use.cue.strong and use.way in ("finite", "participle"))
    named = (use for use in says if use.subject is None or u.low[use.subject[0]] not in NOBODY)
    return next((use.credit(hi, hi, "announced by a colon") for use in named), None)


def _tweets(u: Units, paragraphs: list[Span]) -> dict[int, Block]:
    """Embedded tweets: "… — Name (@handle) May 3, 2019" signs the words before it, "Name (@handle) …" those behind."""
    found: dict[int, Block] = {}
    handles = [i for i in positions(u.low, "@") if i and u.low[i - 1] == "(" and u.low[i + 2] == ")"]
    for n, (lo, hi) in enumerate(paragraphs) if handles else ():
        claims, at, own = [], lo, within(handles, lo, hi)
        for i in own:
            dash = next((k for k in range(i - 2, max(at, i - LONGEST_SIGNATURE) - 1, -1) if u.low[k] in DASHES), -1)
            dated = _date_end(u, i + 3, hi)
            if dash < 0 or dash == i - 2 or not dated:
                continue
            tweet = Claim(at, dash, -1, -1, _printed_name(u, dash + 1, i - 1), None, "tweet")
            if dash > at:
                claims.append(tweet)
            elif dash == lo and n and n - 1 not in found:
                found[n - 1] = Block([tweet._replace(lo=paragraphs[n - 1][0], hi=lo)], lo)
            at = dated
        if at > lo:
            found[n] = Block(claims, at)
        elif own and own[0] - lo < LONGEST_SIGNATURE and _is_tweet(u, lo, own[0] + 3, hi):
            found[n] = Block([Claim(own[0] + 3, hi, -1, -1, (lo, own[0] - 1), None, "tweet")], hi)
    return found


def _date_end(u: Units, lo: int, hi: int) -> int:
    """The unit behind the date at unit `lo`, whose last part is the year; 0 when there is none."""
    for k in range(lo, min(lo + LONGEST_DATE, hi)):
        if len(u.low[k]) == 4 and u.low[k].isdigit():
            return k + 1
        if not (u.low[k].isdigit() or u.raw[k][0].isupper() or u.low[k] in ",.:·-"):
            break
    return 0


def _printed_name(u: Units, lo: int, hi: int) -> Span:
    """A signature's name without what follows it: ", Jr.", a flag."""
    end = next((k for k in range(lo, hi) if not (u.raw[k][0].isalnum() or u.raw[k] in ".'’&-")), hi)
    return (lo, end) if end > lo else (lo, hi)


def _is_tweet(u: Units, lo: int, start: int, hi: int) -> bool:
    """Whether a name and a handle open a paragraph, and no sentence about them follows ("Ann Cole (@cole) wrote …")."""
    named = all(is_name(u, k) or u.low[k] == "." for k in range(lo, start - 4))
    return named and start < hi and not u.raw[start][0].islower() and u.low[start] not in (",", "—", "–", "-")


def _signed(u: Units, paragraphs: list[Span]) -> dict[int, Block]:
    """Quotations that a dash and a name sign, on the same line or the next: "“…” — Ann Cole, mayor".

    Where such a line stands behind other text too, the names are the reporters', as behind a longer quotation's end.
    """
    found, lines, bylines = {}, {}, False
    for n, (lo, hi) in enumerate(paragraphs):
        dash = next((k for k in range(lo, min(hi, lo + 3)) if u.low[k] in DASHES), -1)
        if dash < 0 or not (name := _signature(u, dash, hi)):
            continue
        first, last = (lo, dash) if dash > lo else paragraphs[n - 1] if n else (lo, lo)
        quoted = u.low[first] == QUOTE and quotation_end(u, first, last) == last
        claim = Claim(first, first + 1, -1, -1, name, None, "dash and name")
        if quoted and dash > lo:
            found[n] = Block([claim], hi)
        elif quoted and not _goes_on(u, first):
            lines |= {n: Block([], hi), n - 1: Block([claim], last)}
        elif dash == lo:
            bylines = True
    return found if bylines else found | lines


def _signature(u: Units, dash: int, hi: int) -> Span | None:
    """The name behind a dash, when nothing else follows but a role ("— Ann Cole, mayor")."""
    lo = dash + 1
    while u.low[lo] in DASHES:
        lo += 1
    end = lo
    while end < hi and (is_name(u, end) or (end > lo and (u.low[end] == "." or u.low[end] in source_classes()))):
        end += 1
    named = end > lo and is_name(u, lo) and hi - lo <= LONGEST_SIGNATURE
    alone = end == hi or u.low[end] in (",", "(") or u.kind[end] == "preposition"
    return (lo, strip_end(u, lo, end)) if named and alone else None


def _goes_on(u: Units, first: int) -> bool:
    """Whether a quotation goes on with one that the paragraph before left open."""
    return first > 0 and u.low[first - 1] == QUOTE and u.text[u.end[first - 1] - 1] not in BARE
