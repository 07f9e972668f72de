"""Where phrases begin and end, told without a parser from the classes of the words around (`speech_words.csv`)."""

from collections.abc import Iterator

from helpers.speech.cues import source_classes
from helpers.speech.units import MARKS, Units
from helpers.vocabulary import kinds, words

Span = tuple[int, int]

RELATIVE = words("speech_lists", "relative")
POSSESSIVES = words("speech_lists", "possessive")
ARTICLES = POSSESSIVES | words("speech_lists", "article")
NOUN_LINKS = words("speech_lists", "noun_link")  # "head of", "Cole and Park"
VERBS = frozenset(("verb", "aux", "have", "modal"))
IN_PHRASE = frozenset(("", "determiner", "object_pronoun"))
FINITE = VERBS | {"pronoun_aux"}
BOUNDARIES = frozenset(("that", "to", "wh", "pronoun", "pronoun_aux", "subordinator"))
BEFORE_TIME = words("speech_lists", "before_time")
PERSONS = words("speech_lists", "person_pronoun")
NO_PERSON = tuple(words("speech_lists", "no_person"))
# Printed beside a cue, but whose words they are nobody can tell: no source in segments and tables of sources.
FACELESS = words("speech_lists", "faceless")
# What closes an apposition, to what opens it.
OPENERS = {",": ",", ")": "(", "—": "—", "–": "–"}
# No sources, alone or (those of quantity) before a noun: "it", "anyone", "much government".
KIND_OF_PRONOUN = kinds("speech_pronouns")
PRONOUNS = frozenset(KIND_OF_PRONOUN) - words("speech_lists", "no_source")
NO_SOURCE = words("speech_lists", "no_source")
LONGEST_PHRASE = 40
FURTHEST_WHO = 12


def is_name(u: Units, i: int) -> bool:
    """Capitalised and no function word."""
    return u.raw[i][:1].isupper() and u.kind[i] in ("", "verb", "time")


def noun_phrase_left(u: Units, hi: int, lo: int) -> Span | None:
    """The noun phrase that ends just before unit `hi`, not reaching over `lo`: the usual subject of a verb there."""
    j = hi - 1
    word, kind = u.low[j], u.kind[j]
    if kind in ("pronoun", "pronoun_aux"):
        return (j, hi)
    if word == "that" or kind == "wh":  # "the mayor, who said": the one before
        stop = j - (u.low[j - 1] == ",")
        if u.kind[stop - 1] == "time":  # "a letter on Friday that said"
            return noun_phrase_left(u, stop, lo) or (j, hi)
        first = _phrase_start(u, stop, lo)
        return (first, stop) if first < stop else (j, hi)
    if word in OPENERS:  # "Smith, a professor at Yale, said", "Smith (R-Ohio) said"
        opener, furthest = OPENERS[word], max(lo, j - LONGEST_PHRASE)
        before = ((_phrase_start(u, k, lo), k) for k in range(j - 1, furthest, -1) if u.low[k] == opener)
        found = next((span for span in before if is_person_like(u, span) and not _governed(u, span[0])), None)
        return _named_before(u, found, lo) if found else None
    if kind == "time":
        while u.low[j - 1] in BEFORE_TIME:
            j -= 1
        return noun_phrase_left(u, j, lo)
    first = _phrase_start(u, hi, lo)
    if first < hi and u.kind[first - 1] == "preposition" and (described := _described_by_who(u, first - 1, lo)):
        return described
    return (first, hi) if first < hi else None


def _described_by_who(u: Units, hi: int, lo: int) -> Span | None:
    """The phrase before a "who" whose clause ends in another: "a nurse who spoke over a secure line said"."""
    for k in range(hi - 1, max(lo, hi - FURTHEST_WHO), -1):
        if u.low[k] in MARKS:
            return None
        if u.low[k] == "who":
            first = _phrase_start(u, k, lo)
            return (first, k) if first < k else None
    return None


def _governed(u: Units, first: int) -> bool:
    """Whether a phrase depends on the word before it: "facing a challenge", "at the port"."""
    return u.kind[first - 1] == "preposition" or u.low[first - 1].endswith("ing")


def _named_before(u: Units, span: Span, lo: int) -> Span:
    """The name that a phrase between commas stands behind: "Ann Cole, the head of the board, who voted, said"."""
    first, comma = span[0], span[0] - 1
    if u.kind[first] != "determiner" or u.low[comma] != ",":
        return span
    name = (_phrase_start(u, comma, lo), comma)
    is_known = name[0] < comma and is_name(u, comma - 1) and not _governed(u, name[0])
    return name if is_known else span


def _phrase_start(u: Units, hi: int, lo: int) -> int:
    j, lo = hi, max(lo, hi - LONGEST_PHRASE)
    while j > lo:
        word, kind = u.low[j - 1], u.kind[j - 1]
        if kind == "preposition" or word in ("to", "and", "&"):
            if not _links(u, j - 1):
                break
        elif (word in MARKS and word != "-") or (kind not in IN_PHRASE and not is_name(u, j - 1)):
            break
        j -= 1
        if kind == "determiner" and j < hi - 1 and not _links(u, j - 1):
            break
    while j < hi - 1 and (u.low[j] in ("and", "&", "to") or u.kind[j] == "preposition"):
        j += 1
    return j


def _links(u: Units, k: int) -> bool:
    """Whether unit `k` ties a noun to the one before it: "head of", "a source inside" the hospital."""
    return u.low[k] in NOUN_LINKS or (u.kind[k] == "preposition" and u.low[k - 1] in source_classes())


def noun_phrase_right(u: Units, i: int, hi: int) -> int:
    """End (exclusive) of the noun phrase that begins at unit `i`; `i` when there is none."""
    if u.kind[i] in ("pronoun", "object_pronoun"):
        return i + 1
    j, hi = i, min(hi, i + LONGEST_PHRASE)
    while j < hi and not _ends_phrase(u, j, i):
        j += 1
    while j > i and u.kind[j - 1] in ("preposition", "coordinator"):
        j -= 1
    return j


def _ends_phrase(u: Units, j: int, i: int) -> bool:
    word, kind = u.low[j], u.kind[j]
    if word in MARKS or kind in BOUNDARIES:
        return True
    if kind == "determiner":
        return j > i and u.kind[j - 1] not in ("determiner", "preposition")
    if kind == "adverb" and u.kind[j - 1] == "determiner":
        return False  # "a long statement"
    past = word.endswith("ed") and u.raw[j] == word
    if past and u.low[j + 1].endswith("ing"):
        return True  # "its failure risked exposing citizens"
    if past and j > i and is_name(u, j - 1) and "determiner" in u.kind[j + 1 : j + 3]:
        return True  # "Mayor Ann Cole waved the plan through"
    if kind in ("aux", "have", "modal", "adverb", "time") or (kind == "verb" and j > i):
        return not is_name(u, j)
    if kind == "preposition":
        return j == i or word not in NOUN_LINKS or u.kind[j + 1] == "time"
    return kind == "coordinator" and word != "and"


def noun_phrases(u: Units, lo: int, hi: int) -> Iterator[Span]:
    """The noun phrases that begin at each unit of a range, from the left."""
    for k in range(lo, hi):
        gerund = u.low[k].endswith("ing") and u.low[k - 1].endswith("ed")
        if u.kind[k] in ("pronoun", "pronoun_aux", "determiner", "") and not gerund:
            end = noun_phrase_right(u, k, hi)
            if end > k:
                yield k, end


def has_finite_verb(u: Units, i: int, hi: int) -> bool:
    """Whether a finite verb seems to stand between two units."""
    return any(u.kind[k] in FINITE or u.low[k].endswith("ed") for k in range(i, hi))


def source_in(u: Units, span: Span | None) -> Span | None:
    """A subject that can be told as a source; None for "anyone", "9" and pieces of phrases ("ground on which")."""
    if span is None:
        return None
    first, last = u.low[span[0]], span[1] - 1
    if span[0] == last:  # "he", "his", "A" of an interview
        stands = first.partition("'")[0] in PRONOUNS or u.raw[last].isupper()
        if stands or first.partition("'")[0] in NO_SOURCE:
            return span if stands else None
    if is_person_like(u, span) or KIND_OF_PRONOUN.get(first) == "group":
        return span  # "those close to him"
    is_noun = u.kind[last] == "" and any(map(str.isalpha, u.low[last]))
    is_plural = u.low[last].endswith("s") and "'" not in u.low[last] and "preposition" not in u.kind[slice(*span)]
    return span if is_noun and first not in NO_SOURCE and (u.kind[span[0]] == "determiner" or is_plural) else None


def is_person_like(u: Units, span: Span) -> bool:
    """Whether a noun phrase can hold opinions: a name, a pronoun of a person, a role, a group, an organisation."""
    known = source_classes()
    for k in range(*span):
        word = u.low[k]
        if word in PERSONS or u.kind[k] == "pronoun_aux":
            return not word.startswith(NO_PERSON)
        if word.removesuffix("'s") in known or (u.raw[k][:1].isupper() and u.kind[k] == ""):
            return True
    return False
