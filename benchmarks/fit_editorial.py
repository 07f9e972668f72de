"""Fit the weights of the editorial score on the kit's own sentences and write them to editorial_weights.csv.

    python -m benchmarks.fit_editorial

Cues of words: ridge logistic regression, the sum over sentences of w × log(1 + exp(-y × logit)), plus RIDGE / 2 × the
sum of squared weights (the baseline is free), minimised by Newton's method; y is 1 for opinion and -1 for fact. The
sentences were invented and labelled for this purpose (data/editorial_sentences.csv, `part` "fit"), about as many of
either kind; w makes opinion count for OPINION_SHARE of the whole, so that the threshold of .5 suits running text.

Sentences alone: those of other styles (`part` "held out": sarcasm without a cue word, leaders, urgent news), which the
weights never see, say how far a logit of words can be believed: the slope of a logistic regression on it is the part of
the logit that a sentence keeps which stands alone.

Context and declared opinion: the same regression on the hand-labelled articles (data/hand_labels.csv), with what the
words give as a fixed part of the logit, since only whole articles have a context. All are rounded to two decimals, so
that the reasons printed with a score add up to it. What is printed for articles left out: the articles are cut into
FOLDS parts, and the weights of context for one part are fitted on the others.
"""

import re

import numpy as np
import pandas as pd

from benchmarks.editorial import auc, macro_f1, reliability
from benchmarks.own_labels import hand_sentences
from helpers.files import write_whole
from helpers.vocabulary import DATA, LEXICONS, read_vocabulary
from helpers.wording.editorial import ALONE, BASELINE, CONTEXT, DECLARED, FEW, LEVEL, mean_of_others
from helpers.wording.editorial_cues import cues_of_texts

SENTENCES = DATA / "editorial_sentences.csv"
WEIGHTS = LEXICONS / "editorial_weights.csv"
RIDGE = 4.0
OPINION_SHARE = 0.45
STEPS = 50
RIDGE_OF_CONTEXT = 0
FOLDS = 9
# Labelled pages of the kinds that papers print under Opinion, whether or not the page says so: columns, leaders, a
# review. What declares itself at run time is decided by `declares_opinion`.
DECLARED_PAGES = re.compile(r"styles/(?:column|leader|letters)|sport-column|eastholm-chronicle/(?:hospital|mill)")


def count_cues(texts: pd.Series, cues: pd.DataFrame) -> np.ndarray:
    """One row per text, one column per cue: the number found, at most its cap; 1 for the baseline."""
    names, found = [row["cue"] for row in read_vocabulary("editorial_weights")], cues_of_texts(texts.tolist())
    counts = np.bincount(found.row * len(names) + found.cue, minlength=len(texts) * len(names))
    counts = pd.DataFrame(counts.reshape(-1, len(names)), columns=names).assign(**{BASELINE: 1})
    return np.minimum(counts[cues["cue"].tolist()].to_numpy(float), cues["cap"].astype(int).to_numpy())


def fit_ridge(
    measures: np.ndarray, is_opinion: np.ndarray, *, ridge: np.ndarray, importance=1.0, known=0.0
) -> np.ndarray:
    """Weights of a ridge logistic regression; `ridge` by column, `importance` by row, `known` a part of the logit."""
    weights = np.zeros(measures.shape[1])
    for _ in range(STEPS):
        probability = 1 / (1 + np.exp(-(known + measures @ weights)))
        slope = measures.T @ (importance * (probability - is_opinion)) + ridge * weights
        curvature = (measures.T * (importance * probability * (1 - probability))) @ measures + np.diag(ridge)
        weights = weights - np.linalg.solve(curvature, slope)
    return weights


def read_sentences(part: str) -> tuple[pd.Series, np.ndarray, np.ndarray]:
    """Texts, whether each is opinion, and its importance."""
    sentences = pd.read_csv(SENTENCES, dtype=str, keep_default_na=False)
    sentences = sentences[sentences["part"] == part]
    is_opinion = (sentences["opinion"] == "1").to_numpy(bool)
    share = is_opinion.mean()
    importance = np.where(is_opinion, OPINION_SHARE / share, (1 - OPINION_SHARE) / (1 - share))
    return sentences["own_text"], is_opinion, importance


def fit_words(cues: pd.DataFrame) -> np.ndarray:
    """Weights of the baseline and the cues of words."""
    texts, is_opinion, importance = read_sentences("fit")
    ridge = np.where(cues["cue"] == BASELINE, 0, RIDGE)
    return fit_ridge(count_cues(texts, cues), is_opinion, ridge=ridge, importance=importance)


def fit_slope(cues: pd.DataFrame, weights: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
    """How far logits of words can be believed, by sentences held out; whether each is opinion, and its logit."""
    texts, is_opinion, importance = read_sentences("held out")
    logit = count_cues(texts, cues) @ weights
    measures = np.column_stack([logit, np.ones(len(logit))])
    slope = fit_ridge(measures, is_opinion, ridge=np.zeros(2), importance=importance)[0]
    return slope, is_opinion, logit


def measure_context(sentences: pd.DataFrame, logit: np.ndarray) -> np.ndarray:
    """Columns: mean score of the others, 1, both times n / (n + FEW); 1 where the page declares itself opinion."""
    n, mean = mean_of_others(1 / (1 + np.exp(-logit)), pd.factorize(sentences["article_id"])[0])
    trust = n / (n + FEW)
    declared = sentences["article_id"].str.contains(DECLARED_PAGES).to_numpy(float)
    return np.column_stack([trust * mean, trust, declared])


def fit_context(measures: np.ndarray, is_opinion: np.ndarray, logit: np.ndarray) -> np.ndarray:
    return fit_ridge(measures, is_opinion, ridge=np.full(measures.shape[1], RIDGE_OF_CONTEXT), known=logit)


def left_out(sentences: pd.DataFrame, measures: np.ndarray, is_opinion: np.ndarray, logit: np.ndarray) -> np.ndarray:
    """Logits with the context's weights fitted on other articles."""
    files = sorted(sentences["article_id"].unique(), key=lambda file: file[::-1])
    result = logit.copy()
    for fold in range(FOLDS):
        out = sentences["article_id"].isin(files[fold::FOLDS]).to_numpy()
        result[out] += measures[out] @ fit_context(measures[~out], is_opinion[~out], logit[~out])
    return result


def fit_shipped() -> tuple[pd.DataFrame, dict]:
    """The table of editorial_weights.csv with its weights fitted anew; logits of the hand-labelled sentences."""
    table = pd.read_csv(WEIGHTS, dtype=str, keep_default_na=False)
    cues = table[~table["cue"].isin([DECLARED, CONTEXT, LEVEL, ALONE])]
    words = fit_words(cues).round(2)
    sentences = hand_sentences()
    is_opinion = sentences["opinion"].to_numpy(bool)
    logit = count_cues(sentences["own_text"], cues) @ words
    measures = measure_context(sentences, logit)
    context, level, declared = fit_context(measures, is_opinion, logit)
    slope, held_out, logit_held_out = fit_slope(cues, words)
    by_cue = dict(zip(cues["cue"], words, strict=True)) | {
        ALONE: slope,
        CONTEXT: context,
        LEVEL: -level / context,
        DECLARED: declared,
    }
    logits = {"truth": is_opinion, "words": logit, "left out": left_out(sentences, measures, is_opinion, logit)}
    logits |= {"held out": held_out, "words held out": slope * logit_held_out}
    return table.assign(weight=[f"{by_cue[cue]:.2f}" for cue in table["cue"]]), logits


def main() -> None:
    fitted, logits = fit_shipped()
    write_whole(WEIGHTS, fitted.to_csv(index=False, lineterminator="\n").encode())
    print(fitted[["cue", "weight"]].to_string(index=False))
    truth = logits["truth"]
    print(f"Developers' own labels, n {len(truth)}, {truth.mean():.0%} opinion:")
    for label, logit in (("by words alone", logits["words"]), ("with context, articles left out", logits["left out"])):
        print(f"  {label:32s} macro-F1 {macro_f1(truth, logit >= 0):.3f}  AUC {auc(truth, logit):.3f}")
    truth, score = logits["held out"], 1 / (1 + np.exp(-logits["words held out"]))
    print(f"Sentences of styles that the weights never saw, n {len(truth)}, {truth.mean():.0%} opinion:")
    print(f"  AUC {auc(truth, score):.3f}\n{reliability(truth, score).round(2).to_string()}")


if __name__ == "__main__":
    main()
