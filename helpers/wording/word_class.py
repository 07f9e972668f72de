"""Noun, verb or adjective? A guess from the word before and the word behind, for terms that are loaded as one only."""

from helpers.speech.cues import word_classes

BEFORE_VERB = frozenset({"pronoun", "modal", "have"})
BEING = frozenset({"aux", "pronoun_aux"})
POINTING = frozenset({"determiner", "object_pronoun", "that", "pronoun", "wh"})
# Behind an adjective as well as behind a noun: "a brave and honest man", "a bad week".
UNSURE = frozenset({"coordinator", "time"})
DEMONSTRATIVE = frozenset({"this", "that"})
ENDINGS = ("ing", "ed", "s")


def word_class(before: str, word: str, after: str) -> str:
    """`noun`, `verb`, `adjective`, or "" when the neighbours do not tell; each "" when none stands beside it.

    >>> word_class("to", "champion", "the"), word_class("the", "champion", "of"), word_class("a", "grave", "risk")
    ('verb', 'noun', 'adjective')
    """
    before, word, after = (piece.lower().replace("’", "'") for piece in (before, word, after))
    first, next_kind = _kind(before), _kind(after)
    if first in BEFORE_VERB or (first == "to" and not word.endswith(ENDINGS)):
        return "verb"
    if after == "of":
        return "noun"
    if before in DEMONSTRATIVE and word.endswith("s") and next_kind in POINTING:
        return "verb"
    if first in ("determiner", "preposition", "to") and not (first != "determiner" and word.endswith("ing")):
        if next_kind in UNSURE:
            return ""
        return "noun" if not after or next_kind else "adjective"
    if first in BEING:
        return "" if word.endswith(("ed", "ing")) else "adjective"
    return "verb" if first != "adverb" and next_kind in POINTING else ""


def _kind(word: str) -> str:
    if word.endswith(("'s", "s'")) and word not in word_classes():
        return "determiner"  # the possessive
    kind = word_classes().get(word, "")
    return "adverb" if not kind and word.endswith("ly") else kind
