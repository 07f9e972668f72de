"""How far the kit agrees with people: hand labels against its voices, word by word."""

import math
from difflib import SequenceMatcher
from pathlib import Path

import pandas as pd

from helpers.analysis import Analysis
from helpers.tables import check_analysis, check_columns, check_groups
from helpers.text.words import word_spans
from helpers.voice import VOICES

LABEL_COLUMNS = ["file", "start", "end", "text", "voice"]
WORD_COLUMNS = ["article_id", "word", "voice_by_hand", "voice"]
AGREEMENT_COLUMNS = ["voice", "n_by_hand", "n_by_kit", "precision", "recall", "f1", "kappa"]
MISSING = "not in the body"
MARKS = "\"'“”‘’«»()[]{}.,;:!?…–—-`"


def check_voices(analysis: Analysis, labels: pd.DataFrame) -> pd.DataFrame:
    """Set the kit's voices beside a person's, word by word.

    In: an analysis of loaded files (its `articles` have `source`) and hand labels: one row per segment with `file` (the
    end of the path), `start`, `end` (in the raw file), `text` and `voice`. Out: one row per word that either side has,
    with `article_id`, `word`, `voice_by_hand`, `voice` (by the kit); `not in the body` where one side has no such word.
    Raises TypeError for what is no analysis or no table, ValueError when a column or every labelled file is missing.
    """
    check_analysis(analysis, articles="article_id source", segments="article_id text voice")
    _check_labels(labels)
    rows = []
    for article_id, source in zip(analysis.articles["article_id"], analysis.articles["source"], strict=True):
        # Whole names: "strike.txt" is not "bus-strike.txt".
        of_file = labels[[f"/{Path(source).as_posix()}".endswith(f"/{file}") for file in labels["file"]]]
        if len(of_file):
            segments = analysis.segments[analysis.segments["article_id"] == article_id]
            aligned = _align(_voiced_words(of_file.sort_values("start")), _voiced_words(segments))
            rows += [(article_id, *row) for row in aligned]
    if not rows:
        raise ValueError("None of the labelled files is among the articles; compare the columns file and source.")
    return pd.DataFrame(rows, columns=WORD_COLUMNS)


def _check_labels(labels: pd.DataFrame) -> None:
    check_columns(labels, LABEL_COLUMNS, of="hand labels", made_by="Your coder (see data/hand_labels.csv)")


def _voiced_words(segments: pd.DataFrame) -> list[tuple[str, str]]:
    rows = zip(segments["text"], segments["voice"], strict=True)
    return [(text[a:b], voice) for text, voice in rows for a, b in word_spans(text)]


def _align(by_hand: list[tuple[str, str]], by_kit: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Words with both voices: those alike side by side, and those that one side alone has."""
    rows, i, j = [], 0, 0
    # Without the marks around them: a hand that leaves the full stop out of what is credited means the same word.
    bare = [[word.strip(MARKS) for word, _ in words] for words in (by_hand, by_kit)]
    for block in SequenceMatcher(None, *bare, autojunk=False).get_matching_blocks():
        rows += [(word, voice, MISSING) for word, voice in by_hand[i : block.a]]
        rows += [(word, MISSING, voice) for word, voice in by_kit[j : block.b]]
        i, j = block.a + block.size, block.b + block.size
        pairs = zip(by_hand[block.a : i], by_kit[block.b : j], strict=True)
        rows += [(word, voice, other) for (word, voice), (_, other) in pairs]
    return rows


def compare_coders(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Set the hand labels of two coders beside each other, word by word, where both labelled.

    In: two tables as for `check_voices`. Out: one row per word, as of `check_voices`, so that `measure_agreement` takes
    it: `article_id` (the file), `word`, `voice_by_hand` (the first coder's), `voice` (the second's). Raises TypeError
    for what is no table, ValueError when a column is missing and when no file was labelled by both.
    """
    words = []
    for labels in (first, second):
        _check_labels(labels)
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


def measure_agreement(words: pd.DataFrame, *, by: str | list[str] | None = None) -> pd.DataFrame:
    """Precision, recall and F1 of every voice over the words of `check_voices`, and Cohen's kappa over all.

    `by`: a column of `words` (or several), for instance "article_id"; None for all together. Out: per group one row per
    voice with `n_by_hand`, `n_by_kit`, `precision`, `recall`, `f1` (missing where undefined), and a last row `all
    voices` whose `f1` is the share of equal words and whose `kappa` corrects it for chance (Cohen 1960).
    Raises TypeError for what is no table, ValueError for an unknown column or a table without the voices.

    >>> words = pd.DataFrame({"voice_by_hand": ["quoted", "narrated"], "voice": ["quoted", "editorial"]})
    >>> measure_agreement(words)[["voice", "f1"]].to_numpy().tolist()[-1]
    ['all voices', 0.5]
    """
    check_columns(words, WORD_COLUMNS[2:], of="words", made_by="check_voices(analysis, labels)")
    groups = check_groups(words, by, taken=AGREEMENT_COLUMNS)
    parts = words.groupby(groups) if groups else [((), words)]
    tables = [_agreement(part).assign(**dict(zip(groups, key, strict=True))) for key, part in parts]
    return pd.concat(tables, ignore_index=True)[[*groups, *AGREEMENT_COLUMNS]]


def _agreement(words: pd.DataFrame) -> pd.DataFrame:
    hand, kit = words["voice_by_hand"], words["voice"]
    rows = []
    for voice in VOICES:
        n_hand, n_kit, both = (hand == voice).sum(), (kit == voice).sum(), ((hand == voice) & (kit == voice)).sum()
        scores = _ratio(both, n_kit), _ratio(both, n_hand), _ratio(2 * both, n_hand + n_kit)
        rows.append((voice, n_hand, n_kit, *scores, math.nan))
    equal = (hand == kit).mean()
    chance = hand.value_counts(normalize=True).mul(kit.value_counts(normalize=True), fill_value=0).sum()
    kappa = _ratio(equal - chance, 1 - chance)
    rows.append(("all voices", (hand != MISSING).sum(), (kit != MISSING).sum(), math.nan, math.nan, equal, kappa))
    return pd.DataFrame(rows, columns=AGREEMENT_COLUMNS)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else math.nan


def find_disagreements(words: pd.DataFrame) -> pd.DataFrame:
    """List the stretches on which the kit and the hand, or two coders, differ, longest first.

    In: the words of `check_voices` or `compare_coders`. Out: one row per unbroken run of words of an article with the
    same two voices: `article_id`, `voice_by_hand`, `voice`, `n_words`, `words` (joined by spaces).
    Raises TypeError for what is no table, ValueError for a table without the columns.

    >>> columns = ["article_id", "word", "voice_by_hand", "voice"]
    >>> rows = [("a", "It", "narrated", "narrated"), ("a", "must", "editorial", "narrated")]
    >>> find_disagreements(pd.DataFrame(rows, columns=columns)).to_numpy().tolist()
    [['a', 'editorial', 'narrated', 1, 'must']]
    """
    check_columns(words, WORD_COLUMNS, of="words", made_by="check_voices(analysis, labels)")
    keys = ["article_id", "voice_by_hand", "voice"]
    changes = (words[keys] != words[keys].shift()).any(axis=1).cumsum().rename("run")
    differs = words["voice"] != words["voice_by_hand"]
    runs = words[differs].groupby([changes[differs], *keys])["word"].agg(n_words="size", words=" ".join)
    return runs.reset_index(keys).sort_values("n_words", ascending=False, kind="stable", ignore_index=True)
