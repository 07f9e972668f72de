"""How well the editorial score tells opinion from fact, on public data (benchmarks/README.md says which).

    python -m benchmarks.editorial FOLDER

FOLDER holds subjectivity/train.jsonl and dev.jsonl and loaded/babe.jsonl. Every row is an article of its own; its score
is the mean over its sentences, weighted by words, a missing score counting as 0; .5 or more is opinion. Floors: VADER's
|compound|, opinion from .05 on (the tool's own bound of neutral), and a flat count, opinion from one loaded word on.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import rankdata
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from helpers.analysis import analyse

THRESHOLD = 0.5
SURE = 0.8
VADER_NEUTRAL = 0.05
FIFTHS = [0, 0.2, 0.4, 0.6, 0.8, 1]
LABELS = {"score": "editorial_score", "vader": "floor: VADER |compound|", "count": "floor: loaded words"}


def measure(folder: str | Path) -> dict:
    """For each set: n, share of opinion, macro-F1 and AUC of the score and of both floors."""
    folder = Path(folder)
    sets = {}
    for part in ("train", "dev"):
        table = pd.read_json(folder / "subjectivity" / f"{part}.jsonl", lines=True)
        sets[f"checkthat_{part}"] = table["text"], table["label"] == "SUBJ"
    babe = pd.read_json(folder / "loaded" / "babe.jsonl", lines=True)
    babe = babe[babe["opinion"].isin(["Entirely factual", "Expresses writer’s opinion"])]
    sets["babe_opinion"] = babe["text"], babe["opinion"] != "Entirely factual"
    return {name: _measure_set(texts.astype(str), is_opinion.to_numpy()) for name, (texts, is_opinion) in sets.items()}


def _measure_set(texts: pd.Series, is_opinion: np.ndarray) -> dict:
    ids = [str(number) for number in range(len(texts))]
    analysis = analyse(pd.DataFrame({"article_id": ids, "text": texts.to_numpy()}))
    vader = SentimentIntensityAnalyzer()
    compound = np.array([abs(vader.polarity_scores(text)["compound"]) for text in texts])
    hits = analysis.hits[analysis.hits["loaded"]]
    count = hits.groupby("article_id").size().reindex(ids, fill_value=0).to_numpy()
    score = mean_score(analysis.sentences).reindex(ids, fill_value=0.0).to_numpy()
    return {
        "n": len(ids),
        "opinion_share": is_opinion.mean(),
        "score": two_scores(is_opinion, score, THRESHOLD) | sure_calls(is_opinion, score),
        "reliability": reliability(is_opinion, score),
        "vader": two_scores(is_opinion, compound, VADER_NEUTRAL),
        "count": two_scores(is_opinion, count, 1),
    }


def mean_score(sentences: pd.DataFrame) -> pd.Series:
    """Mean editorial score of each article, weighted by the sentences' words; a missing score counts as 0."""
    words = sentences["n_words"]
    product = (sentences["editorial_score"].fillna(0) * words).groupby(sentences["article_id"]).sum()
    return product / words.groupby(sentences["article_id"]).sum().clip(lower=1)


def two_scores(truth: np.ndarray, score: np.ndarray, threshold: float) -> dict:
    """Macro-F1 at the threshold, AUC, and the share called opinion."""
    called = score >= threshold
    return {"macro_f1": macro_f1(truth, called), "auc": auc(truth, score), "called_share": called.mean()}


def sure_calls(truth: np.ndarray, score: np.ndarray) -> dict:
    """Of the texts scored over SURE: how many, and the share that is opinion (missing when there are none)."""
    sure = score > SURE
    share = truth[sure].mean() if sure.any() else np.nan
    over = f"sentences scored over {SURE}"
    return {f"share that is opinion among {over}": share, over: sure.sum()}


def reliability(truth: np.ndarray, score: np.ndarray) -> pd.DataFrame:
    """By fifths of the scale: number of texts, mean score, share of opinion; the last two agree when calibrated."""
    fifth = pd.cut(score, FIFTHS, include_lowest=True)
    table = pd.DataFrame({"fifth": fifth, "score": score, "opinion": truth})
    return table.groupby("fifth", observed=False).agg(
        n=("score", "size"), score_mean=("score", "mean"), opinion_share=("opinion", "mean")
    )


def macro_f1(truth: np.ndarray, called: np.ndarray) -> float:
    """Mean of the F1 of both classes."""
    f1 = [
        2 * np.sum((called == kind) & (truth == kind)) / max(1, np.sum(called == kind) + np.sum(truth == kind))
        for kind in (True, False)
    ]
    return float(np.mean(f1))


def auc(truth: np.ndarray, score: np.ndarray) -> float:
    """Chance that an opinion scores higher than a fact, ties counting half (Mann and Whitney 1947)."""
    n_true, n_false = truth.sum(), (~truth).sum()
    return float((rankdata(score)[truth].sum() - n_true * (n_true + 1) / 2) / (n_true * n_false))


def main(folder: str) -> None:
    for name, result in measure(folder).items():
        print(f"{name}: n {result['n']}, {result['opinion_share']:.0%} opinion")
        for kind, label in LABELS.items():
            figures = result[kind]
            print(
                f"  {label:24s} macro-F1 {figures['macro_f1']:.3f}  AUC {figures['auc']:.3f}"
                f"  called opinion {figures['called_share']:.0%}"
            )
        share, n = list(result["score"].values())[-2:]
        print(f"  scored over {SURE}: n {n}, {share:.2f} opinion")
        print(result["reliability"].round(2).to_string())


if __name__ == "__main__":
    main(sys.argv[1])
