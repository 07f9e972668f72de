"""How far the kit's voices are right on this corpus, by a sample coded by hand."""

import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.results.correction import MEMBERS
from helpers.results.design import design_of
from helpers.results.estimation import NAMES, logit_ends
from helpers.results.hand import check_codes, code_by_kit, one_coder, spread_codes
from helpers.results.intervals import NONE_FOUND, add_up, margin
from helpers.results.sample import check_sample
from helpers.tables import check_analysis
from helpers.text.reading import read_rows
from helpers.voice import VOICES


def check_voices(analysis: Analysis, sample: pd.DataFrame, codes: pd.DataFrame) -> pd.DataFrame:
    """Measure how far the kit's voices are right, by a coded sample.

    In: as for `correct_shares`. Out: one row per voice (source, outlet, the four) with `n_words_by_hand`,
    `n_words_by_kit` and `n_sentences` that have it by either (all in the coded sentences); `precision` (of the kit's
    words of this voice, the share that a hand gives it), `recall` (of the hand's, the share that the kit finds) and
    `f1`, each with `_low` and `_high` (95 %, as those by hand of `correct_shares`); missing where undefined. The first
    row, "all", has the share of words with the same voice of the four in all three. Words weigh as they were drawn.
    """
    analysis = check_analysis(analysis, articles="article_id", sentences="article_id sentence start end",
                   segments="article_id sentence start end voice")  # fmt: skip
    sample, _ = check_sample(analysis, sample)
    codes = check_codes(codes)
    one_coder(codes)
    reading = read_rows(sample["text"].tolist())
    hand = spread_codes(sample, codes, reading)
    of_kit = code_by_kit(analysis, sample.iloc[np.unique(hand.sentence)])
    kit = spread_codes(sample, of_kit, reading)
    pairs = np.bincount((hand.sentence * len(VOICES) + kit.voice) * len(VOICES) + hand.voice,
                        minlength=len(sample) * len(VOICES) ** 2)  # fmt: skip
    pairs = pairs.reshape(len(sample), len(VOICES), len(VOICES))
    member = MEMBERS[:, 1:].T
    # Of every sentence and voice: words of it by both, by the kit, by hand.
    both = np.einsum("skh,vk,vh->sv", pairs, member, member)
    by_kit, by_hand = pairs.sum(axis=2) @ member.T, pairs.sum(axis=1) @ member.T
    equal, n = np.trace(pairs, axis1=1, axis2=2), pairs.sum(axis=(1, 2))
    counts = np.stack([np.column_stack([a, b]) for a, b in ((equal, both), (n, by_kit), (n, by_hand))], axis=1)
    article = pd.factorize(sample["article_id"])[0]
    design, unit = design_of(sample, n > 0, article)
    of_units = add_up(counts[n > 0], unit, len(design.stratum))
    value = _rates(np.tensordot(design.weight, of_units, 1))
    variance = design.variance(design.shifts(_rates(design.without_each(of_units))))
    has = (counts[:, 1:] > 0).any(axis=1).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = logit_ends(value, margin(variance, design.df(np.ones(len(design.stratum), bool))),
                               NONE_FOUND * np.sqrt(design.left.mean()) / has)  # fmt: skip
    table = pd.DataFrame({"voice": NAMES})
    table["n_words_by_hand"], table["n_words_by_kit"] = counts[:, 2].sum(axis=0), counts[:, 1].sum(axis=0)
    table["n_sentences"] = has
    for k, name in enumerate(("precision", "recall", "f1")):
        table[name], table[f"{name}_low"], table[f"{name}_high"] = value[k], low[k], high[k]
    return table.astype({"n_words_by_hand": int, "n_words_by_kit": int})


def _rates(sums: np.ndarray) -> np.ndarray:
    """Precision, recall and F1 of sums (… × both, kit, hand × voices)."""
    both, kit, hand = np.moveaxis(sums, -2, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.stack([both / kit, both / hand, 2 * both / (kit + hand)], axis=-2)
