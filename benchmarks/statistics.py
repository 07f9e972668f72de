"""Do intervals hold what they promise, and are differences claimed that are there, and no others?

    python -m benchmarks.statistics FOLDER

FOLDER holds bulk/articles.jsonl. Everything is drawn with a seed and printed with its n.
Coverage: an outlet's 80 articles are taken as the whole, n of them are drawn with replacement, and it is counted how
often the 95 % interval of `summarise` holds the value of the whole; a missing interval is counted apart. Null: n
articles of one outlet are divided at random, and it is counted how often `compare` calls anything clear. Power: the
same, with 1.6 times as many loaded terms in the one part. One use per article: made-up articles of two lengths.
"""

import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks import corrected
from benchmarks.corpus import load_corpus
from helpers import analyse
from helpers.measures import SHARES_OF_WORDS
from helpers.results.comparison import COMPARED, claim, compare_parts, parts_by_article
from helpers.results.intervals import intervals, measure, parts_of
from helpers.results.summary import sum_articles

SEED = 2026
SIZES, DRAWS = (3, 5, 10, 20, 40), 400
ASKED = {3: 0.90, 5: 0.90, 10: 0.90, 20: 0.93, 40: 0.93}
MEASURED = ["words_share", "strict_words_share", "positive_share", "negative_share", "loaded_per_1000_words",
            "sentiment_names_masked_mean", "flesch_kincaid_grade"]  # fmt: skip
SPLITS = [(2, 2), (3, 3), (5, 5), (10, 10), (20, 20), (40, 40), (3, 20), (5, 40), (2, 40)]
TIMES, FACTOR, EACH = 1_000, 1.6, 40
DATA = "AllSides"
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
                _, low, high = intervals(whole[chosen.ravel()], names, np.repeat(np.arange(DRAWS), n))
                truth = measure(whole.sum(axis=0)[None], names)
                held.append([np.where(np.isnan(low + high), np.nan, (low <= truth) & (truth <= high)), high - low])
            held, width = np.moveaxis(np.array(held), 1, 0)
            for at, name in enumerate(names):
                rows.append({"measure": name, "voice": voice, "n": n, "n_samples": held[:, :, at].size,
                             "given": np.mean(~np.isnan(held[:, :, at])), "coverage": np.nanmean(held[:, :, at]),
                             "worst_outlet": np.nanmin(np.nanmean(held[:, :, at], axis=1)),
                             "median_width": np.nanmedian(width[:, :, at])})  # fmt: skip
    return pd.DataFrame(rows)


def draw(rng: np.random.Generator, outlets: list[np.ndarray], n: int) -> np.ndarray:
    """What is compared of n articles of one outlet: articles × measures × 3."""
    whole = outlets[rng.integers(len(outlets))]
    return whole[rng.permutation(len(whole))[:n]]


def claims(parts: np.ndarray, n_a: int, events: np.ndarray | None = None) -> pd.DataFrame:
    """The rows of `compare` for the first n_a articles against the others."""
    group = np.repeat(["a", "b"], [n_a, len(parts) - n_a])
    return claim(compare_parts(parts, group, np.full(len(parts), "") if events is None else events, COMPARED))


def null_splits(outlets: list[np.ndarray], n_a: int, n_b: int) -> float:
    """Share of random halves of one outlet's articles of which anything is called clear."""
    rng = np.random.default_rng([SEED, n_a, n_b])
    return float(np.mean([claims(draw(rng, outlets, n_a + n_b), n_a)["clear"].any() for _ in range(TIMES)]))


def power(make, n_shared: int, n_times: int) -> float:
    """Share of times that more loaded terms in one part are called clear; `make`: a generator to 2 · EACH articles."""
    rng, found = np.random.default_rng([SEED, n_shared]), []
    events = np.full(2 * EACH, "", dtype=object)
    events[:n_shared] = events[EACH : EACH + n_shared] = [f"event {n}" for n in range(n_shared)]
    for _ in range(n_times):
        table = claims(make(rng), EACH, events)
        found.append(table.loc[COMPARED.index(LOADED), "clear"])
    return float(np.mean(found))


def with_more(rng: np.random.Generator, outlets: list[np.ndarray]) -> np.ndarray:
    """Real articles of one outlet, of which the first EACH have FACTOR times as many loaded terms."""
    parts, at = draw(rng, outlets, 2 * EACH).copy(), COMPARED.index(LOADED)
    parts[:EACH, at, 0] += rng.binomial(parts[:EACH, at, 0].astype(int), FACTOR - 1)
    return parts


def made_up(rng: np.random.Generator, outlets: list[np.ndarray]) -> np.ndarray:
    """Real articles whose terms are made up: 8 per 1,000 of 700 words, and FACTOR times as many in the first EACH."""
    parts, at = draw(rng, outlets, 2 * EACH).copy(), COMPARED.index(LOADED)
    n_words = np.round(rng.lognormal(np.log(700), 0.3, 2 * EACH))
    rate = 0.008 * rng.gamma(10, 1 / 10, 2 * EACH) * np.repeat([FACTOR, 1], EACH)
    parts[:, at, :2] = np.column_stack([rng.poisson(rate * n_words), n_words])
    return parts


def one_use(outlets: list[np.ndarray], n: int, chance: bool) -> float:
    """Share of times that a difference is claimed where every article has one use (on average, if by chance), and
    those of one group are four times as long."""
    rng, at, found = np.random.default_rng([SEED, n, chance]), COMPARED.index(LOADED), []
    for _ in range(TIMES // 2):
        parts = draw(rng, outlets, 2 * n).copy()
        n_words = np.round(rng.lognormal(np.log(np.repeat([200, 800], n)), 0.3))
        parts[:, at, :2] = np.column_stack([rng.poisson(1, 2 * n) if chance else np.ones(2 * n), n_words])
        found.append(claims(parts, n).loc[at, "clear"])
    return float(np.mean(found))


def measure_all(folder: str | Path) -> list[dict]:
    """Rows of `measure`, `data`, `n`, `value`: what the issue of honest numbers asks for."""
    articles = load_corpus(folder)
    sums = sum_articles(analyse(articles), articles[["article_id", "outlet"]])
    found = coverage(sums)
    reached = found["coverage"] >= found["n"].map(ASKED)
    print(found.assign(reached=reached).round(3).to_string(index=False), flush=True)
    rows = []
    for name, large in (("20 articles or more: coverage of .93", True), ("3 to 10 articles: coverage of .90", False)):
        cells = reached[(found["n"] >= 20) == large]
        rows.append({"measure": f"95 % intervals of {name}, share of cells", "data": DATA, "n": len(cells),
                     "value": cells.mean()})  # fmt: skip
    of_articles, parts = parts_by_article(sums, COMPARED)
    outlets = [parts[(of_articles["outlet"] == outlet).to_numpy()] for outlet in sorted(set(of_articles["outlet"]))]
    for n_a, n_b in SPLITS:
        rows.append({"measure": f"any clear difference of random parts, {n_a} : {n_b}", "data": DATA, "n": TIMES,
                     "value": null_splits(outlets, n_a, n_b)})  # fmt: skip
        print(rows[-1], flush=True)
    for make, name in ((with_more, "real terms"), (made_up, "made-up terms")):
        for n_shared in (0, 2, 10, EACH):
            rows.append({"measure": f"{FACTOR} times the loaded terms found, {EACH} articles each, {n_shared} common "
                         f"events, {name}", "data": DATA, "n": TIMES // 2,
                         "value": power(lambda rng, make=make: make(rng, outlets), n_shared, TIMES // 2)})  # fmt: skip
            print(rows[-1], flush=True)
    for chance in (False, True):
        for n in (10, 20, EACH):
            name = "one use per article by chance" if chance else "one use per article"
            rows.append({"measure": f"{name}, lengths 4 : 1, {n} articles each: claimed", "data": "made up",
                         "n": TIMES // 2, "value": one_use(outlets, n, chance)})  # fmt: skip
            print(rows[-1], flush=True)
    return rows


def main(folder: str) -> None:
    start = time.perf_counter()
    rows = measure_all(folder)
    corrected.main(folder)
    print(pd.DataFrame(rows).round(3).to_string(index=False))
    print(f"{time.perf_counter() - start:.0f} s, seed {SEED}")


if __name__ == "__main__":
    main(sys.argv[1])
