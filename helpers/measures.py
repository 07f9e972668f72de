"""The measures of the kit, an entry each: what is divided by what, between which limits, and how it is called."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf

import pandas as pd

from helpers.tables import check_columns

MIN_WORDS = 100


@dataclass(frozen=True)
class Measure:
    """A figure made of sums: `per` · `part` / `whole`, or a formula of part, whole (words) and sentences."""

    label: str  # what axes and tables call it
    part: str  # the column of sums that is counted
    whole: str  # the column of sums that it is counted in
    direction: str = ""  # what more means, and the unit, where the label does not say it
    per: int = 1
    limits: tuple[float, float] = (-inf, inf)  # where the scale ends, an interval ends
    formula: Callable[[pd.Series, pd.Series, pd.Series], pd.Series] | None = None
    min_sentences: int = 0  # with fewer, and under MIN_WORDS, a formula is not valid

    @property
    def axis(self) -> str:
        """The label as it stands at an axis: with unit and direction."""
        return f"{self.label} ({self.direction})" if self.direction else self.label

    @property
    def scale(self) -> str:
        """Where intervals are even: "logit" for shares, "log" for rates, "" for the measure itself."""
        if self.formula or self.limits[0] != 0:
            return ""
        return "logit" if self.limits == (0, 1) else "log"

    def of(self, part, whole, sentences):
        """The measure of sums, columns or arrays; missing where the whole is missing (never divide by 0 instead)."""
        return self.formula(part, whole, sentences) if self.formula else self.per * (part / whole)


def _share(label: str, part: str, whole: str) -> Measure:
    return Measure(label, part, whole, limits=(0, 1))


def _compound(label: str, part: str, whole: str) -> Measure:
    return Measure(label, part, whole, "negative < 0 < positive; scale −1 … +1", limits=(-1, 1))


def _formula(label: str, direction: str, part: str, formula: Callable, **more: int) -> Measure:
    return Measure(label, part, "n_words_in_full", direction, formula=formula, **more)


YEARS = "US school years"
HARDER = "higher = harder"
# All else follows: what is summed over articles, the columns of a summary and where their intervals end, the names in
# figures and tables, what can be compared, what has percentiles. In formulas n is the part, w words, s sentences.
MEASURES: dict[str, Measure] = {
    "words_share": _share("share of words", "n_words_voice", "n_words_all"),
    "strict_words_share": _share("share of words, strict", "n_words_voice_strict", "n_words_all"),
    "positive_share": _share("positive sentences", "n_positive", "n_scored"),
    "neutral_share": _share("neutral sentences", "n_neutral", "n_scored"),
    "negative_share": _share("negative sentences", "n_negative", "n_scored"),
    "loaded_per_1000_words": Measure("loaded terms per 1,000 words", "n_loaded", "n_words_voice", per=1000,
                                     limits=(0, 1000)),
    # Names masked it agrees better with people, so this one is shown and compared; the other is its check.
    "sentiment_names_masked_mean": _compound("mean VADER compound per sentence, names masked", "masked_sum",
                                             "n_masked"),
    "sentiment_mean": _compound("mean VADER compound per sentence, as printed", "sentiment_sum", "n_scored"),
    "flesch_reading_ease": _formula("Flesch reading ease", "higher = easier", "n_syllables",
                                    lambda n, w, s: 206.835 - 1.015 * w / s - 84.6 * n / w),
    "flesch_kincaid_grade": _formula("Flesch–Kincaid grade", f"{YEARS}; {HARDER}", "n_syllables",
                                     lambda n, w, s: 0.39 * w / s + 11.8 * n / w - 15.59),
    "gunning_fog": _formula("Gunning fog", f"{YEARS}; {HARDER}", "n_complex_words",
                            lambda n, w, s: 0.4 * (w / s + 100 * n / w)),
    "smog_index": _formula("SMOG", f"{YEARS}; {HARDER}", "n_polysyllables",
                           lambda n, w, s: 1.0430 * (30 * n / s) ** 0.5 + 3.1291, min_sentences=30),
    "automated_readability_index": _formula("Automated readability index", YEARS, "n_characters",
                                            lambda n, w, s: 4.71 * n / w + 0.5 * w / s - 21.43),
    "coleman_liau_index": _formula("Coleman–Liau index", YEARS, "n_letters",
                                   lambda n, w, s: 5.88 * n / w - 29.6 * s / w - 15.8),
    "dale_chall_score": _formula("Dale–Chall score", HARDER, "n_unfamiliar_words",
                                 lambda n, w, s: 0.1579 * (100 * n / w) + 0.0496 * w / s + 3.6365),
    "dale_chall_textstat": _formula("Dale–Chall score, textstat’s", HARDER, "n_difficult_words",
                                    lambda n, w, s: 15.79 * n / w + 0.0496 * w / s + 3.6365 * (100 * n / w > 5)),
    "lix": _formula("LIX", HARDER, "n_long_words", lambda n, w, s: w / s + 100 * n / w),
}  # fmt: skip
FORMULAS = [name for name, measure in MEASURES.items() if measure.formula]
# Of all words of a group: of the voice "all" these are 1 by definition.
SHARES_OF_WORDS = [name for name, measure in MEASURES.items() if measure.whole == "n_words_all"]
SUMMED = list(dict.fromkeys(["n_words", "n_sentences", *(c for m in MEASURES.values() for c in (m.part, m.whole))]))
COUNTS = list(dict.fromkeys(["n_words", "n_sentences", "n_words_in_full", *(MEASURES[name].part for name in FORMULAS)]))


def measures_of(sums: pd.DataFrame, names: Iterable[str] = MEASURES) -> pd.DataFrame:
    """Measures, a column each, of every row of sums (the columns of `SUMMED`); missing where the whole is 0."""
    sentences = sums["n_sentences"].where(sums["n_sentences"] > 0)
    columns = {}
    for name in names:
        measure = MEASURES[name]
        columns[name] = measure.of(sums[measure.part], sums[measure.whole].where(sums[measure.whole] > 0), sentences)
    return pd.DataFrame(columns, index=sums.index, dtype=float)


def add_readability(sums: pd.DataFrame) -> pd.DataFrame:
    """Add nine readability scores and whether each is valid, from sums of counts.

    In: `n_sentences` and the columns of `add_counts`, summed over the sentences of a group. Out: per formula a column
    with the score (missing without words or sentences) and a column `…_valid`: False under 100 words, and for SMOG
    under 30 sentences, for which alone it is defined. Never average scores over sentences: sum first.

    - `flesch_reading_ease`, higher = easier (Flesch 1948)
    - `flesch_kincaid_grade`, US school grade (Kincaid et al. 1975)
    - `gunning_fog`, grade (Gunning 1952; complex words as textstat counts them)
    - `smog_index`, grade (McLaughlin 1969)
    - `automated_readability_index`, grade (Smith & Senter 1967)
    - `coleman_liau_index`, grade (Coleman & Liau 1975; textstat has .058 where the paper gives .0588)
    - `dale_chall_score`, higher = harder (Dale & Chall 1948: .1579, .0496, 3.6365; their rules of what is familiar)
    - `dale_chall_textstat`, higher = harder (the list without its rules, 3.6365 above 5 % only: as textstat has it)
    - `lix`, higher = harder (Björnsson 1968)
    """
    check_columns(sums, COUNTS, of="sums of counts", made_by="add_counts, summed over sentences,")
    scores = measures_of(sums, FORMULAS)
    columns = {}
    for name in FORMULAS:
        enough = (sums["n_words"] >= MIN_WORDS) & (sums["n_sentences"] >= MEASURES[name].min_sentences)
        columns |= {name: scores[name], f"{name}_valid": enough}
    return sums.assign(**columns)
