"""How far the kit agrees with people: hand labels against its voices, word by word."""

from difflib import SequenceMatcher
from pathlib import Path

import pandas as pd

from helpers.analysis import Analysis
from helpers.text.sentences import word_spans
from helpers.voice import VOICES

LABEL_COLUMNS = ["file", "start", "end", "text", "voice"]
MISSING = "not in the body"
MARKS = "\"'“”‘’«»()[]{}.,;:!?…–—-`"


def check_voices(analysis: Analysis, labels: pd.DataFrame) -> pd.DataFrame:
    """Set the kit's voices beside a person's, word by word.

    In: an analysis of loaded files (its `articles` have `source`) and hand labels: one row per segment with `file` (the
    end of the path), `start`, `end` (in the raw file), `text` and `voice`. Out: one row per word that either side has,
    with `article_id`, `word`, `voice_by_hand`, `voice` (by the kit); `not in the body` where one side has no such word.
    Raises ValueError when a column or every labelled file is missing.
    """
    _check_columns(labels)
    tables = []
    for article_id, source in zip(analysis.articles["article_id"], analysis.articles["source"], strict=True):
        # Whole names: "strike.txt" is not "bus-strike.txt".
        of_file = labels[[f"/{Path(source).as_posix()}".endswith(f"/{file}") for file in labels["file"]]]
        if len(of_file):
            segments = analysis.segments[analysis.segments["article_id"] == article_id]
            by_hand, by_kit = _voiced_words(of_file.sort_values("start")), _voiced_words(segments)
            tables.append(_align(by_hand, by_kit).assign(article_id=article_id))
    if not tables:
        raise ValueError("None of the labelled files is among the articles; compare the columns file and source.")
    return pd.concat(tables, ignore_index=True)[["article_id", "word", "voice_by_hand", "voice"]]


def _check_columns(labels: pd.DataFrame) -> None:
    absent = [column for column in LABEL_COLUMNS if column not in labels.columns]
    if absent:
        raise ValueError(f"The hand labels lack the columns {absent}; they have {list(labels.columns)}.")


def _voiced_words(segments: pd.DataFrame) -> list[tuple[str, str]]:
    return [
        (text[a:b], voice)
        for text, voice in zip(segments["text"], segments["voice"], strict=True)
        for a, b in word_spans(text)
    ]


def _align(by_hand: list[tuple[str, str]], by_kit: list[tuple[str, str]]) -> pd.DataFrame:
    rows, i, j = [], 0, 0
    # Without the marks around them: a hand that leaves the full stop out of what is credited means the same word.
    bare = [[word.strip(MARKS) for word, _ in words] for words in (by_hand, by_kit)]
    matcher = SequenceMatcher(None, *bare, autojunk=False)
    for block in matcher.get_matching_blocks():
        rows += [(word, voice, MISSING) for word, voice in by_hand[i : block.a]]
        rows += [(word, MISSING, voice) for word, voice in by_kit[j : block.b]]
        i, j = block.a + block.size, block.b + block.size
        pairs = zip(by_hand[block.a : i], by_kit[block.b : j], strict=True)
        rows += [(word, voice, other) for (word, voice), (_, other) in pairs]
    return pd.DataFrame(rows, columns=["word", "voice_by_hand", "voice"])


def compare_coders(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Set the hand labels of two coders beside each other, word by word, where both labelled.

    In: two tables as for `check_voices`. Out: one row per word, as of `check_voices`, so that `agreement` takes it:
    `article_id` (the file), `word`, `voice_by_hand` (the first coder's), `voice` (the second's). Raises ValueError when
    a column is missing and when no file was labelled by both.
    """
    words = []
    for labels in (first, second):
        _check_columns(labels)
        rows = [
            (file, start + a, text[a:b], voice)
            for file, start, text, voice in labels[["file", "start", "text", "voice"]].itertuples(index=False)
            for a, b in word_spans(text)
        ]
        words.append(pd.DataFrame(rows, columns=["article_id", "at", "word", "voice"]))
    both = words[0].rename(columns={"voice": "voice_by_hand"}).merge(words[1].drop(columns="word"))
    if both.empty:
        raise ValueError("No file was labelled by both coders; compare the columns file and start of the two tables.")
    return both.drop(columns="at")


def agreement(words: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 of every voice over the words of `check_voices`, and Cohen's kappa over all.

    Out: one row per voice with `n_by_hand`, `n_by_kit`, `precision`, `recall`, `f1` (missing where undefined), and a
    last row `all voices` whose `f1` is the share of equal words and whose `kappa` corrects it for chance (Cohen 1960).
    """
    rows = []
    for voice in VOICES:
        by_hand, by_kit = words["voice_by_hand"] == voice, words["voice"] == voice
        both, n_hand, n_kit = int((by_hand & by_kit).sum()), int(by_hand.sum()), int(by_kit.sum())
        rows.append(
            (voice, n_hand, n_kit, *(_ratio(both, n) for n in (n_kit, n_hand)), _ratio(2 * both, n_hand + n_kit))
        )
    table = pd.DataFrame(rows, columns=["voice", "n_by_hand", "n_by_kit", "precision", "recall", "f1"])
    observed = (words["voice"] == words["voice_by_hand"]).mean()
    shares = [words[c].value_counts(normalize=True) for c in ("voice_by_hand", "voice")]
    chance = shares[0].mul(shares[1], fill_value=0).sum()
    n_hand, n_kit = ((words[c] != MISSING).sum() for c in ("voice_by_hand", "voice"))
    last = {"voice": "all voices", "n_by_hand": n_hand, "n_by_kit": n_kit, "f1": observed}
    table = pd.concat([table, pd.DataFrame([last])], ignore_index=True)
    return table.assign(kappa=[None] * len(VOICES) + [_ratio(observed - chance, 1 - chance)]).astype({"kappa": float})


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")
