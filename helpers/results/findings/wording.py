"""How sentences speak of the measures on which groups are compared."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """How one measure of one voice is spoken of."""

    section: str
    voice: str
    measure: str
    has: str  # what the highest group has, or is
    have: str  # the same of several
    more: str
    what: str  # what is measured
    between: str  # what several have where nothing can be tested, with {} for the lowest and the highest figure
    alone: str  # of all articles together, with {} for the figure

    @property
    def of(self) -> dict[str, str]:
        """The row of any table: its voice; and in tables of many measures its measure."""
        return {"voice": self.voice, "measure": self.measure}


LOADED = Wording("loaded", "outlet", "loaded_per_1000_words", "has the most loaded terms per 1,000 of its own words",
                 "have the most loaded terms per 1,000 of their own words", "more", "loaded terms",
                 "have between {} and {} loaded terms per 1,000 of their own words",
                 "The outlet’s own words have {} loaded terms per 1,000")  # fmt: skip
OPINION = Wording("voices", "editorial", "words_share", "has the largest share of own opinion by the rules’ count",
                  "have the largest share of own opinion by the rules’ count", "more", "the share of opinion",
                  "give their own opinion between {} and {} of the words by the rules’ count",
                  "{} of the words are the outlet’s own opinion")  # fmt: skip
SOURCES = Wording("voices", "source", "words_share", "gives sources the largest share of words by the rules’ count",
                  "give sources the largest share of words by the rules’ count", "more",
                  "sources’ share of words",
                  "give sources between {} and {} of the words by the rules’ count",
                  "{} of the words are sources’")  # fmt: skip
SENTIMENT = Wording("sentiment", "outlet", "sentiment_names_masked_mean",
                    "is the most positive in its own sentences (mean VADER compound)",
                    "are the most positive in their own sentences (mean VADER compound)", "more positive", "sentiment",
                    "have a mean VADER compound between {} and {} in their own sentences",
                    "The outlet’s own sentences have a mean VADER compound of {}")  # fmt: skip
READABILITY = Wording("readability", "all", "flesch_kincaid_grade",
                      "is the hardest to read (Flesch–Kincaid grade of all words)",
                      "are the hardest to read (Flesch–Kincaid grade of all words)", "harder", "readability",
                      "have a Flesch–Kincaid grade between {} and {}",
                      "All words together have a Flesch–Kincaid grade of {} (US school years)")  # fmt: skip
