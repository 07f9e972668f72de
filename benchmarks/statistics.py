"""Do intervals hold what they promise, and are differences claimed that are there, and no others?

    python -m benchmarks.statistics FOLDER

FOLDER holds bulk/articles.jsonl. Everything is drawn with a seed and printed with its n.
Coverage: an outlet's 80 articles are taken as the whole, n of them are drawn with replacement, and it is counted how
often the 95 % interval of `summarise` holds the value of the whole; a missing interval is counted apart. Null: n
articles of one outlet are divided at random, and it is counted how often `compare` calls anything clear. Power: the
same, with 1.6 times as many loaded terms in the one part. One use per article: made-up articles of two lengths.
"""

import importlib.util
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.corpus import load_corpus
from helpers import analyse
from helpers.measures import FORMULAS, MEASURES, SHARES_OF_WORDS, SUMMED
from helpers.results.comparison import COMPARED, compare_sums
from helpers.results.intervals import intervals, measure, parts_of
from helpers.results.summary import sum_articles
from helpers.voice import VOICE_STYLE

SEED = 2026
SIZES, DRAWS = (3, 5, 10, 20, 40), 400
ASKED = {3: 0.90, 5: 0.90, 10: 0.90, 20: 0.93, 40: 0.93}
MEASURED = ["words_share", "strict_words_share", "positive_share", "negative_share", "loaded_per_1000_words",
            "sentiment_names_masked_mean", "flesch_kincaid_grade"]  # fmt: skip
SPLITS = [(2, 2), (3, 3), (5, 5), (10, 10), (20, 20), (40, 40), (3, 20), (5, 40), (2, 40)]
TIMES, FACTOR, EACH = 1_000, 1.6, 40
LOADED = ("outlet", "loaded_per_1000_words")


def coverage(sums: pd.DataFrame) -> pd.DataFrame:
    """Share of samples whose interval holds the outlet's value: a row per voice, measure and size of sample."""
    rows = []
    for voice, of_voice in sums.groupby("voice", observed=True):
        names = [name for name in MEASURED if not (voice == "all" and name in SHARES_OF_WORDS)]
        wholes = [parts_of(rows, names) for _, rows in of_voice.groupby("outlet")]
        for n in SIZES:
            held = []
            for number, whole in enumerate(wholes):
                chosen = np.random.default_rng([SEED, n, number]).integers(len(whole), size=(DRAWS, n))
                _, low, high = intervals(
                    whole[chosen.ravel()], names, np.repeat(np.arange(DRAWS), n)
                )
                truth = measure(whole.sum(axis=0)[None], names)
                held.append([np.where(np.isnan(low + high), np.nan, (low <= truth) & (truth <= high)), high - low])
            held, width = np.moveaxis(np.array(held), 1, 0)
            for at, name in enumerate(names):
                rows.append({"measure": name, "voice": voice, "n": n, "n_samples": held[:, :, at].size,
                             "given": np.mean(~np.isnan(held[:, :, at])), "coverage": np.nanmean(held[:, :, at]),
                             "worst_outlet": np.nanmin(np.nanmean(held[:, :, at], axis=1)),
                             "median_width": np.nanmedian(width[:, :, at])})  # fmt: skip
    return pd.DataFrame(rows)
