"""Interviews and transcripts: which paragraphs are turns, whose, and which of them are the outlet's questions."""

from collections import Counter
from itertools import zip_longest
from typing import NamedTuple

from helpers.speech.cues import source_classes
from helpers.speech.endings import strip_end
from helpers.speech.grammar import Span, is_name
from helpers.speech.units import QUOTE, Units
from helpers.speech.uses import Claim
from helpers.vocabulary import words

LABELS = words("speech_lists", "label")
INTERVIEWERS = words("speech_lists", "interviewer")
ANSWERS = words("speech_lists", "answer")
STAGING = words("speech_lists", "staging")
EDITED = words("speech_lists", "edited")
INTERVIEW = words("speech_lists", "interview")
END_MARKS = frozenset(".?!…)") | {QUOTE}
LONGEST_LABEL = 6
LONGEST_ROLE = 12  # ", MAYOR OF BERN", "(on camera)"
LONGEST_TURN = 8  # paragraphs
SPARSEST = 4  # paragraphs of an interview to one label
NAME_LINE = range(2, 5)  # words
QUESTION_AND_ANSWER = ("Q", "A")
BRACKETS = {"(": ")", "[": "]"}


class Label(NamedTuple):
    """What stands before a colon, or alone in its paragraph: the name, a role or stage direction, the unit behind."""

    name: Span
    role: Span
    behind: int


class Block(NamedTuple):
    """Claims of a paragraph, the unit from which its rest is read as sentences, a claim that holds if they leave it."""

    claims: list[Claim]
    rest: int
    fallback: Claim | None = None


def find_turns(u: Units, paragraphs: list[Span]) -> dict[int, Block]:
    """The paragraphs of an interview or transcript, by their number.

    The interviewer is the outlet, so questions credit nobody; an answer is the speaker's, in marks or not. Between two
    labels of an interview a turn may go on over paragraphs without one.
    """
    labels = {n: label for n, (lo, hi) in enumerate(paragraphs) if (label := _label(u, lo, hi))}
    if len({u.raw[label.name[0]] for label in labels.values() if _has_stop(u, label.name[0])}) == 1:
        labels = {n: label for n, label in labels.items() if not _has_stop(u, label.name[0])}  # "A. Cole left."
    labels = _speakers(u, _spelled_out(u, labels)) | _name_lines(u, paragraphs)
    turns: dict[int, Block] = {}
    if not labels:
        return turns
    keys, places = {n: _key(u, label) for n, label in labels.items()}, sorted(labels)
    interview = _is_interview(u, paragraphs, labels, keys)
    outlet = _interviewers(u, paragraphs, labels, keys)
    for n, following in zip_longest(places, places[1:], fillvalue=0):
        label, (_, hi) = labels[n], paragraphs[n]
        if keys[n] in outlet:
            turns[n] = Block([], label.behind)
            continue
        colon = max(label.role[1], label.name[1] - 1)
        turn = Claim(0, 0, colon, label.behind, None if keys[n] in ANSWERS else label.name, None, "name and colon")
        quotation = u.low[label.behind] == QUOTE and not interview
        turns[n] = _whole(u, turn, label.behind, quotation_end(u, label.behind, hi) if quotation else hi)
        turn = turn._replace(cue_lo=-1, cue_hi=-1, rule="turn goes on")
        alone = label.behind == hi
        last = following if interview and following and (n or alone) else n + 1 + alone
        for k in range(n + 1, min(last, n + 1 + LONGEST_TURN, len(paragraphs))):
            lo, hi = paragraphs[k]
            question = u.low[hi - 1] == "?" and k > n + alone  # whose label is missing
            if _ends(u, lo, hi) and not question and u.low[lo] not in BRACKETS:
                turns[k] = _whole(u, turn, lo, hi)
    return turns


def _is_interview(u: Units, paragraphs: list[Span], labels: dict[int, Label], keys: dict[int, str]) -> bool:
    """Whether two or more speak in turn, close to each other, in sentences, and somebody asks."""
    turns = [n for n in labels if labels[n].behind == paragraphs[n][1] or _ends(u, *paragraphs[n])]
    dense = SPARSEST * len(turns) > max(labels) - min(labels)
    asked = any(_is_question(u, paragraphs, n, labels[n]) for n in turns)
    return dense and asked and len(turns) > 2 and len({keys[n] for n in turns}) > 1


def _is_question(u: Units, paragraphs: list[Span], n: int, label: Label) -> bool:
    """Whether what stands behind a label, or in the paragraph below it, ends in a question mark."""
    _, hi = paragraphs[min(n + (label.behind == paragraphs[n][1]), len(paragraphs) - 1)]
    return u.low[hi - 1] == "?"


def _whole(u: Units, claim: Claim, lo: int, hi: int) -> Block:
    """A paragraph that is somebody's from unit `lo` on."""
    end = strip_end(u, lo, hi)
    return Block([claim._replace(lo=lo, hi=end)] if end > lo else [], hi)


def quotation_end(u: Units, lo: int, hi: int) -> int:
    """The unit behind quotations that stand together."""
    return next((k for k in range(lo, hi) if u.low[k] not in (QUOTE, ".")), hi)


def _ends(u: Units, lo: int, hi: int) -> bool:
    """Whether a paragraph ends like a sentence: headings and links do not."""
    return u.low[hi - 1] in END_MARKS


def _label(u: Units, lo: int, hi: int) -> Label | None:
    """The label of "NAME: …", "Q: …", "Q. …", "NAME (on camera): …", "NAME, MAYOR: …"."""
    if _has_stop(u, lo):
        return Label((lo, lo + 1), (lo + 1, lo + 1), lo + 1)
    if ":" not in u.low[lo + 1 : min(hi, lo + LONGEST_LABEL + LONGEST_ROLE)]:
        return None
    k = lo
    while u.raw[k][:1].isupper() or (u.low[k] == "." and k > lo and u.raw[k - 1].isupper()):
        k += 1
    end, shouted = k, all(word.isupper() or word == "." for word in u.raw[lo:k])
    owner = any(word.endswith("'s") for word in u.low[lo:end])  # "The Harbour's End: …" is a title
    if owner or not 0 < end - lo <= LONGEST_LABEL or not LABELS.isdisjoint(u.low[lo:end]):
        return None
    if u.low[k] == "," and shouted:
        while k < hi and u.low[k] != ":" and u.low[k] not in BRACKETS and not u.raw[k][0].islower():
            k += 1
    if u.low[k] in BRACKETS and BRACKETS[u.low[k]] in u.low[k : k + LONGEST_ROLE]:
        closing = u.low.index(BRACKETS[u.low[k]], k)
        staged = u.low[k + 1 : closing]
        k = closing + 1 if shouted or not STAGING.isdisjoint(staged) else k
    if k + 1 >= hi or u.low[k] != ":" or any(c.isdigit() for word in u.low[lo : k + 2] for c in word):
        return None
    return Label((lo, end), (end, k), k + 1)


def _has_stop(u: Units, lo: int) -> bool:
    """Whether a paragraph begins with "Q." or "A."."""
    return u.raw[lo] in QUESTION_AND_ANSWER and u.text[u.end[lo] - 1] == "."


def _spelled_out(u: Units, labels: dict[int, Label]) -> dict[int, Label]:
    """Labels of initials ("AC: …") get the name of the label before that they stand for ("Ann Cole: …")."""
    known: dict[str, Span] = {}
    out = {}
    for n, label in labels.items():
        name = u.raw[slice(*label.name)]
        known.setdefault("".join(word[0] for word in name), label.name)
        out[n] = label._replace(name=known.get(name[0], label.name) if len(name) == 1 else label.name)
    return out


def _key(u: Units, label: Label) -> str:
    """What a speaker's labels have in common: the surname. ("ANN COLE, HOST:" … "COLE:")"""
    return u.low[label.name[1] - 1]


def _speakers(u: Units, labels: dict[int, Label]) -> dict[int, Label]:
    """The labels that name somebody: no word that the text writes small ("MYTH: …", myths), and more to tell by.

    That is a role, the same name before another paragraph, an interviewer in the text, a quotation behind it, for a
    name in capitals the name in the text ("COLE: …", Cole), for others the first place in the text ("Cole:
    The Bridge Must Go").
    """
    printed, count = set(u.raw) if labels else set(), Counter(_key(u, label) for label in labels.values())
    interview = any(_asks_by_role(u, label) for label in labels.values())
    found = {}
    for n, label in labels.items():
        key, (lo, end) = _key(u, label), label.name
        name = key not in printed or key in source_classes() or key in INTERVIEWERS | ANSWERS
        name = name and u.low[lo] not in words("abbreviations", "says")  # "Said Cole: “…”"
        known = lo == 0 if not u.raw[end - 1].isupper() else key.capitalize() in printed
        quoted = u.low[label.behind] == QUOTE and all(is_name(u, k) or u.low[k] == "." for k in range(lo, end))
        if name and (known or interview or quoted or label.role[0] < label.role[1] or count[key] > 1):
            found[n] = label
    return found


def _asks_by_role(u: Units, label: Label) -> bool:
    """Whether a label is that of an interviewer: "Q", "REPORTER", "ANN COLE, HOST"."""
    return not INTERVIEWERS.isdisjoint(u.low[slice(*label.name)] + u.low[slice(*label.role)])


def _name_lines(u: Units, paragraphs: list[Span]) -> dict[int, Label]:
    """Names that stand alone in paragraphs, two or more in turn, one of whom asks: an interview without colons."""
    lines = {
        n: Label((lo, hi), (hi, hi), hi)
        for n, (lo, hi) in enumerate(paragraphs[:-1])
        if hi - lo in NAME_LINE and all(is_name(u, k) for k in range(lo, hi)) and LABELS.isdisjoint(u.low[lo:hi])
    }
    names = {n: " ".join(u.raw[slice(*line.name)]) for n, line in lines.items()}
    count = Counter(names.values())
    again = {n: line for n, line in lines.items() if count[names[n]] > 1}
    return again if len({names[n] for n in again}) > 1 and _asking(u, paragraphs, again, names) else {}


def _interviewers(u: Units, paragraphs: list[Span], labels: dict[int, Label], keys: dict[int, str]) -> set[str]:
    """The keys of those who speak for the outlet: by their role ("Q", "HOST"), or who asks in its own interview.

    That is one with such a role, one that is called edited or "our conversation" before it begins, or one in which the
    asking label is like "THE LANTERN:".
    """
    first = min(labels)
    before = u.low[paragraphs[max(first - 2, 0)][0] : labels[first].name[0]]
    own = not INTERVIEW.isdisjoint(before) and not EDITED.isdisjoint(before)
    asking, found = _asking(u, paragraphs, labels, keys), set()
    for n, label in labels.items():
        lo, end = label.name
        if _asks_by_role(u, label):
            found.add(keys[n])
        own = own or (keys[n] == asking and u.low[lo] == "the" and end > lo + 1 and asking not in source_classes())
    return found | {asking} if own or found else found


def _asking(u: Units, paragraphs: list[Span], labels: dict[int, Label], keys: dict[int, str]) -> str:
    """The key of the one who asks: a third of the turns end in a question mark, twice as many as of anybody else's."""
    asks, count = Counter(), Counter(keys.values())
    for n, label in labels.items():
        asks[keys[n]] += _is_question(u, paragraphs, n, label)
    share = sorted(((asks[key] / count[key], key) for key in count), reverse=True)
    (most, key), (next_most, _) = [*share, (0.0, "")][:2]
    return key if most > 1 / 3 and most >= 2 * next_most else ""
