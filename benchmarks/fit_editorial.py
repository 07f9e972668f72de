"""Fit the weights of the editorial score on the kit's own sentences and write them to editorial_weights.csv.

    python -m benchmarks.fit_editorial

Ridge logistic regression: the sum over sentences of w × log(1 + exp(-y × logit)), plus RIDGE / 2 × the sum of squared
weights (the baseline is free), minimised by Newton's method; y is 1 for opinion and -1 for fact. The sentences were
invented and labelled for this purpose (data/editorial_sentences.csv), about as many of either kind; w makes opinion
count for OPINION_SHARE of the whole, so that the threshold of .5 suits running text. Rounded to two decimals, so that
the reasons printed with a score add up to it.

The weight of a declared opinion piece is not fitted: it moves the odds from OPINION_SHARE to DECLARED_SHARE, about the
share of its own words that are editorial by hand in the sample's pieces under "Opinion" and "Editorial".
"""

import numpy as np
import pandas as pd

from helpers.editorial import BASELINE, DECLARED, find_cues
from helpers.vocabulary import DATA, LEXICONS

SENTENCES = DATA / "editorial_sentences.csv"
WEIGHTS = LEXICONS / "editorial_weights.csv"
RIDGE = 3.0
OPINION_SHARE = 0.4
DECLARED_SHARE = 0.7
STEPS = 50


def count_cues(texts: pd.Series, cues: pd.DataFrame) -> np.ndarray:
    """One row per text, one column per cue: the number found, at most its cap; 1 for the baseline."""
    caps = cues.set_index("cue")["cap"].astype(int)
    found = [find_cues(text) for text in texts]
    rows = [[1 if cue == BASELINE else min(len(f.get(cue, ())), cap) for cue, cap in caps.items()] for f in found]
    return np.array(rows, dtype=float)


def fit_ridge(measures: np.ndarray, is_opinion: np.ndarray) -> np.ndarray:
    """Weights of a ridge logistic regression; the first column is not shrunk."""
    share = is_opinion.mean()
    importance = np.where(is_opinion, OPINION_SHARE / share, (1 - OPINION_SHARE) / (1 - share))
    ridge = np.full(measures.shape[1], RIDGE)
    ridge[0] = 0
    weights = np.zeros(measures.shape[1])
    for _ in range(STEPS):
        probability = 1 / (1 + np.exp(-measures @ weights))
        slope = measures.T @ (importance * (probability - is_opinion)) + ridge * weights
        curvature = (measures.T * (importance * probability * (1 - probability))) @ measures + np.diag(ridge)
        weights = weights - np.linalg.solve(curvature, slope)
    return weights


def fit_shipped() -> pd.DataFrame:
    """The table of editorial_weights.csv with its weights fitted anew."""
    table = pd.read_csv(WEIGHTS, dtype=str, keep_default_na=False)
    cues = table[table["cue"] != DECLARED]
    sentences = pd.read_csv(SENTENCES, dtype=str, keep_default_na=False)
    weights = fit_ridge(count_cues(sentences["own_text"], cues), (sentences["opinion"] == "1").to_numpy(bool))
    odds = [share / (1 - share) for share in (DECLARED_SHARE, OPINION_SHARE)]
    by_cue = dict(zip(cues["cue"], weights, strict=True)) | {DECLARED: np.log(odds[0] / odds[1])}
    return table.assign(weight=[f"{by_cue[cue]:.2f}" for cue in table["cue"]])


def main() -> None:
    fitted = fit_shipped()
    fitted.to_csv(WEIGHTS, index=False, lineterminator="\n")
    print(fitted[["cue", "weight"]].to_string(index=False))


if __name__ == "__main__":
    main()
