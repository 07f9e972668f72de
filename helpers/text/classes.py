"""Word classes and inflections: what a word is, and which forms it takes. The one home of both."""

import re
from functools import cache

from helpers.vocabulary import kinds, read_vocabulary, words

SIBILANT = re.compile(r"(s|x|z|ch|sh|o)$")
CONSONANT_Y = re.compile(r"[^aeiou]y$")
SILENT_E = re.compile(r"[^eoy]e$")
DOUBLING = re.compile(r"[^aeiou][aeiou][bdgklmnprtvz]$")


def inflect(lemma: str, forms: str = "") -> list[str]:
    """Third person, past, participle and -ing form of a verb; `forms` gives irregular ones in that order.

    >>> inflect("deny"), inflect("say", "says said said saying")[1]
    (['denies', 'denied', 'denied', 'denying'], 'said')
    """
    if forms:
        return forms.split()
    third = lemma + "es" if SIBILANT.search(lemma) else lemma[:-1] + "ies" if CONSONANT_Y.search(lemma) else lemma + "s"
    past = lemma + "d" if lemma.endswith("e") else lemma[:-1] + "ied" if CONSONANT_Y.search(lemma) else lemma + "ed"
    gerund = lemma[:-1] + "ing" if SILENT_E.search(lemma) else lemma + "ing"
    return [third, past, past, gerund]


def forms_of(lemma: str, forms: str = "") -> list[tuple[str, str]]:
    """(word, form name) for every inflected form of a verb; one name, `ed`, where past and participle look alike."""
    third, past, participle, gerund = inflect(lemma, forms)
    pairs = [(lemma, "base"), (third, "s"), (gerund, "ing")]
    if past == participle:
        return [*pairs, (past, "past" if past == lemma else "ed")]
    return [*pairs, (past, "past"), (participle, "participle")]


def spellings(stem: str) -> tuple[str, ...]:
    """The word and its regular inflections, as noun or verb, with and without a doubled last letter.

    >>> spellings("slam")
    ('slam', 'slams', 'slamed', 'slaming', 'slammed', 'slamming')
    """
    third, past, _, gerund = inflect(stem)
    doubled = (past[:-2] + past[-3] + "ed", stem + stem[-1] + "ing") if DOUBLING.search(stem) else ()
    return tuple(dict.fromkeys((stem, third, past, gerund, *doubled, stem + "s" if stem[-1] == "o" else third)))


@cache
def word_classes() -> dict[str, str]:
    """Function words, and verb forms that are no nouns, to their class; a word has one, function words first."""
    classes: dict[str, str] = {}
    for name, wanted in (("speech_verbs", {"past", "ed", "s", "base"}), ("cues_verbs", {"past", "ed", "s"})):
        for row in read_vocabulary(name):
            unsure = ("base", "s") if row["also_noun"] else ()
            if " " not in row["term"]:
                for word, form in forms_of(row["term"], row["forms"]):
                    if form in wanted and form not in unsure:
                        classes.setdefault(word, "verb")
    return classes | kinds("speech_words")


def class_in_place(before: str, word: str, after: str) -> str:
    """`noun`, `verb`, `adjective`, or "" when the neighbours do not tell; each "" when none stands beside it.

    >>> class_in_place("to", "champion", "the"), class_in_place("the", "champion", "of")
    ('verb', 'noun')
    >>> class_in_place("a", "grave", "risk")
    'adjective'
    """
    before, word, after = (piece.lower().replace("’", "'") for piece in (before, word, after))
    first, following = _kind(before), _kind(after)
    points = following in ("determiner", "object_pronoun", "that", "pronoun", "wh")
    if first in ("pronoun", "modal", "have") or (first == "to" and not word.endswith(("ing", "ed", "s"))):
        return "verb"
    if after == "of":
        return "noun"
    if before in words("speech_lists", "demonstrative") and word.endswith("s") and points:
        return "verb"
    if first in ("determiner", "preposition", "to") and not (first != "determiner" and word.endswith("ing")):
        # Behind an adjective as well as behind a noun: "a brave and honest man", "a bad week".
        if following in ("coordinator", "time"):
            return ""
        return "noun" if not after or following else "adjective"
    if first in ("aux", "pronoun_aux"):
        return "" if word.endswith(("ed", "ing")) else "adjective"
    return "verb" if first != "adverb" and points else ""


def _kind(word: str) -> str:
    if word.endswith(("'s", "s'")) and word not in word_classes():
        return "determiner"  # the possessive
    kind = word_classes().get(word, "")
    return "adverb" if not kind and word.endswith("ly") else kind
