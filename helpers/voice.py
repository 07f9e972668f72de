"""Whose words these are: sentences cut into runs of one voice, each with its counts, loaded terms and reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.counts import count
from helpers.speech.grammar import FACELESS
from helpers.speech.uses import UNSAID
from helpers.tables import check_columns
from helpers.text.reading import Reading, reread, shifted, spread
from helpers.wording.editorial import judge
from helpers.wording.editorial_cues import SOURCE, find_cues
from helpers.wording.loaded import SCARE_WHY, Finder, Hits, count_once, find_hits, hit_table, in_headlines
from helpers.wording.place import Place


@dataclass(frozen=True)
class VoiceStyle:
    """A voice, or several counted together: what it means, and how it looks wherever it is shown."""

    members: tuple[str, ...]
    whose: str
    label: str
    meaning: str
    # The four are of Okabe and Ito; all seven can be told apart by the colour-blind, too: sources in blues, the outlet
    # in grey, orange and brown.
    colour: str
    marker: str
    label_ink: str = "black"  # of figures on the colour
    ground: str = "transparent"  # behind an article's words, with the ink on it and the line below: never colour alone
    ink: str = "inherit"
    line: str = "none"


# In the order of every table. Voices counted together come first.
VOICE_STYLE: dict[str, VoiceStyle] = {
    "all": VoiceStyle(("quoted", "attributed", "narrated", "editorial"), "", "all words", "everybody’s words",
                      "#555555", "h", "white"),
    "source": VoiceStyle(("quoted", "attributed"), "source", "sources’ words (quoted and attributed)",
                         "words of sources, quoted or credited", "#1B2A6B", "p", "white"),
    "outlet": VoiceStyle(("narrated", "editorial"), "outlet", "outlet’s own words (narrated and editorial)",
                         "the outlet’s own words", "#7F3B08", "v", "white"),
    "quoted": VoiceStyle(("quoted",), "source", "quoted", "a source’s words in quotation marks",
                         "#0072B2", "o", "white", "#cfe5f3", "#1a1a1a", "solid"),
    "attributed": VoiceStyle(("attributed",), "source", "attributed", "credited to a source in the outlet’s words",
                             "#56B4E9", "s", "black", "#e3f3fc", "#1a1a1a", "dashed"),
    "narrated": VoiceStyle(("narrated",), "outlet", "narrated", "the outlet’s own, telling", "#B8B8B8", "D"),
    "editorial": VoiceStyle(("editorial",), "outlet", "editorial", "the outlet’s own, judging",
                            "#D55E00", "^", "black", "#fbe0cf", "#1a1a1a", "dotted"),
}  # fmt: skip
VOICES = ["quoted", "attributed", "narrated", "editorial"]
SOURCE_VOICES = ["quoted", "attributed"]
EDITORIAL_FROM = 0.5
OWN, SCARE = -1, -2
NO_OWN_WORDS = "no words of the outlet's own"
SEGMENT_COLUMNS = {
    "article_id": str, "sentence": "int32", "start": "int32", "end": "int32", "text": str, "kind": str, "voice": str,
    "whose": str, "speaker": str, "cue": str, "attribution": "int32", "attribution_kind": str,
    "editorial_score": float, "why": str,
}  # fmt: skip
ATTRIBUTION_COLUMNS = ["article_id", "start", "end", "voice", "kind", "speaker", "cue"]


class Runs(NamedTuple):
    """Parallel arrays, one row per run: its sentence, first token, last (exclusive), its label and whether in marks.

    The label is the row of an attribution, OWN or SCARE.
    """

    sentence: np.ndarray
    first: np.ndarray
    last: np.ndarray
    label: np.ndarray
    in_marks: np.ndarray


def label_voice(
    sentences: pd.DataFrame,
    attributions: pd.DataFrame,
    *,
    classifier: Callable[[Sequence[str]], Sequence[float]] | None = None,
) -> pd.DataFrame:
    """Cut every sentence into segments: unbroken runs of one voice.

    In: `sentences` from `split_sentences` (a column `declared_opinion`, if there is one, is the prior of
    `score_editorial`), `attributions` from `find_attributions`. Out: one row per run with
    `article_id`, `sentence`, `start`, `end` (characters of the article), `text`, `kind` (of the sentence), `voice`
    (`quoted`, `attributed`, `narrated`, `editorial`), `whose` (`source` or `outlet`), `speaker`, `cue`,
    `attribution` (its number within the article, from 1; 0 for the outlet's words), `attribution_kind` (speech,
    writing or thought; "" for the outlet's words), `editorial_score` (0–1, of its own words in the
    sentence, missing elsewhere), `why` (the reason for a source's words and for scare quotes; that of the outlet's
    other words is the sentence's).

    Attributions of the kinds `stance` and `expectation` (supports the plan, is expected to go) are the outlet's words.
    A word belongs to the span that holds its middle; inside an attribution, what stands in quotation marks is `quoted`
    (said that it was "a farce"), unless it is a title or a name. The outlet's words in a sentence are `editorial`
    from a score of .5, else `narrated`: one call per sentence; scare quotes are `editorial` whatever the score.
    `classifier` replaces the score: it is given the outlet's own words of each sentence (a source's as "…") and returns
    as many numbers from 0 to 1; anything else is a ValueError.
    """
    reading = reread(sentences)
    check_columns(attributions, ATTRIBUTION_COLUMNS, of="attributions", made_by="find_attributions")
    declared = None
    if "declared_opinion" in sentences.columns:
        of_article = sentences.groupby("article_id")["declared_opinion"].first()
        declared = of_article.reindex(reading.ids).eq(True).to_numpy(bool)  # unknown is not declared
    attributions = attributions.assign(attribution=number_attributions(attributions))
    segments, *_ = label_reading(reading, attributions, classifier=classifier, declared=declared)
    return segments[list(SEGMENT_COLUMNS)]


def label_reading(
    reading: Reading,
    attributions: pd.DataFrame,
    *,
    classifier: Callable | None = None,
    finder: Finder | None = None,
    declared: np.ndarray | None = None,
    headlines: list[str] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, np.ndarray]]:
    """Segments with counts, as from `label_voice`; the hits of the lexicons; further columns of the sentences.

    `attributions` have their number, `attribution`; `declared` is the prior of every text, `headlines` theirs.
    """
    runs, s = find_runs(reading, attributions), reading.sentences
    is_own = runs.label < 0
    of_token = spread(runs.first, runs.last, len(reading.type))
    place = Place(reading)
    hits = find_hits(place, of_token, runs.label == SCARE, finder)
    mentioned = in_headlines(headlines, finder) if headlines else frozenset()
    hits = count_once(hits, reading.text[hits.token], is_own[hits.group], mentioned)
    if classifier is None:
        own, source = (np.append(label, False)[of_token] for label in (is_own, ~is_own))
        n_sources = np.bincount(runs.sentence[~is_own], minlength=len(s.first))
        cues = find_cues(place, own, source & reading.is_word, n_sources, hits if finder is None else None)
        score, why = judge(cues, s.text, None if declared is None else declared[s.text])
    else:
        score, why = _classify(reading, runs, classifier)
    segments = _segments(reading, runs, score, attributions)
    table = hit_table(hits, reading.texts, s.text[runs.sentence], segments)
    return segments, table, _of_sentences(reading, runs, score, why, segments, hits)


def number_attributions(attributions: pd.DataFrame) -> np.ndarray:
    """The number of every attribution within its article, from 1: its own, else in the order of the table."""
    if "attribution" in attributions.columns:
        return attributions["attribution"].to_numpy()
    return attributions.groupby("article_id").cumcount().to_numpy() + 1


def find_runs(reading: Reading, attributions: pd.DataFrame) -> Runs:
    """The runs of words of one label within a sentence, in order."""
    row = reading.sentence
    word = np.flatnonzero(reading.is_word & (row >= 0))
    # Twice the middle of every word, in all texts put end to end.
    middle = reading.start[word] + reading.end[word] + 2 * reading.base[reading.text[word]]
    text = {article_id: n for n, article_id in enumerate(reading.ids)}
    number = np.array([text.get(article_id, -1) for article_id in attributions["article_id"]], int)
    if "speaker_kind" in attributions.columns:
        # "I believe", "we have learned": the writer is no source, and the words stay the outlet's.
        number[(attributions["speaker_kind"] == "outlet").to_numpy()] = -1
    # What somebody supports or plans, the outlet tells.
    number[attributions["kind"].isin(UNSAID).to_numpy()] = -1
    known = np.flatnonzero(number >= 0)
    base = reading.base[number[known]]
    # An end behind the last sentence read is no place in the next text.
    length = np.diff(reading.base)[number[known]] - 1
    start, end = (np.minimum(attributions[c].to_numpy(int)[known], length) + base for c in ("start", "end"))
    label = np.append(known, OWN)[_holder(middle, start, end)]
    text, start, end, holds = (column[reading.marks[-1] != "name"] for column in reading.marks)
    mark = _holder(middle, start + reading.base[text], end + reading.base[text])
    in_marks = (label >= 0) & (mark >= 0)
    label[(label == OWN) & np.append(holds == "scare", False)[mark]] = SCARE
    code = 2 * label + in_marks
    begins = (shifted(code, -1, 0) != code) | (shifted(row[word], -1, -1) != row[word])
    begins[:1] = True
    first = np.flatnonzero(begins)
    last = word[np.append(first[1:], len(word))[: len(first)] - 1] + 1
    return Runs(row[word[first]], word[first], last, label[first], in_marks[first])


def _holder(middle: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Of every word, given twice its middle, the span that holds it; -1 for none. Spans do not overlap."""
    order = np.argsort(start, kind="stable")
    at = np.searchsorted(2 * start[order], middle, side="right") - 1
    inside = (at >= 0) & (middle < np.append(2 * end[order], 0)[at])
    return np.where(inside, np.append(order, -1)[at], -1)


def _classify(reading: Reading, runs: Runs, classifier: Callable) -> tuple[np.ndarray, list[str]]:
    """What a user's function says of the outlet's own words of every sentence, a source's as "…"."""
    own: dict[int, list[str]] = {row: [] for row in runs.sentence[runs.label < 0].tolist()}
    for row, first, last, label in zip(*(column.tolist() for column in runs[:4]), strict=True):
        if row in own:
            own_text = reading.printed(first, reading.start[first], reading.end[last - 1])
            own[row].append(own_text if label < 0 else SOURCE)
    s, texts = reading.sentences, []
    for row, pieces in own.items():
        own_text, mark = " ".join(pieces), reading.tokens[s.last[row] - 1][-1]
        # The sentence's end mark belongs to no word's run when it stands apart.
        texts.append(own_text if own_text.endswith(mark) or mark.isalnum() else own_text + mark)
    found = pd.Series(list(classifier(texts)), index=list(own), dtype=float)
    if not found.between(0, 1).all():
        raise ValueError("The classifier has to return one number from 0 to 1 per sentence; it returned others.")
    score = np.full(len(s.first), np.nan)
    score[found.index] = found
    return score, [f"classifier {value:.2f}" if value == value else "" for value in score.tolist()]


def _segments(reading: Reading, runs: Runs, score: np.ndarray, attributions: pd.DataFrame) -> pd.DataFrame:
    s, label = reading.sentences, runs.label
    own_score = np.where(label < 0, score[runs.sentence], np.nan)
    start, end, text = reading.start[runs.first], reading.end[runs.last - 1], s.text[runs.sentence]
    credit = {c: np.append(attributions[c].to_numpy(object), "")[np.where(label < 0, -1, label)]
              for c in ("voice", "speaker", "cue", "kind")}  # fmt: skip
    faceless = [str(speaker).lower().partition("'")[0] in FACELESS for speaker in credit["speaker"]]
    credit["speaker"] = np.where(faceless, "", credit["speaker"])
    judging = (label == SCARE) | (own_score >= EDITORIAL_FROM)
    own_voice = np.where(judging, "editorial", "narrated")
    voice = np.where(label < 0, own_voice, np.where(runs.in_marks, "quoted", credit["voice"]))
    why = []
    for n, speaker, cue in zip(label.tolist(), credit["speaker"], credit["cue"], strict=True):
        by = f"credited to {speaker or 'a source that is not named beside it'}"
        why.append(SCARE_WHY if n == SCARE else "" if n < 0 else f"{by}, cue “{cue}”" if cue else by)
    numbers = np.append(attributions["attribution"].to_numpy(int), 0)
    columns = {
        "article_id": [reading.ids[n] for n in text.tolist()],
        "sentence": s.number[runs.sentence], "start": start, "end": end,
        "text": [reading.texts[n][a:b] for n, a, b in zip(text.tolist(), start.tolist(), end.tolist(), strict=True)],
        "kind": np.where(s.subhead[runs.sentence], "subhead", "sentence"),
        "voice": voice, "whose": np.where(label < 0, "outlet", "source"),
        "speaker": credit["speaker"], "cue": credit["cue"],
        "attribution": numbers[np.where(label < 0, -1, label)], "attribution_kind": credit["kind"],
        "editorial_score": own_score, "why": why,
    }  # fmt: skip
    return pd.DataFrame(columns).astype(SEGMENT_COLUMNS).assign(**count(reading, runs.first, runs.last))


def _of_sentences(
    reading: Reading, runs: Runs, score: np.ndarray, why: list[str], segments: pd.DataFrame, hits: Hits
) -> dict:
    """Of every sentence: words by voice, the voice of most words, the editorial score with its reason, its hits."""
    n, row = len(reading.sentences.first), reading.sentence
    voice = pd.Categorical(segments["voice"], VOICES).codes.astype(int)
    words = np.bincount(runs.sentence * len(VOICES) + voice, segments["n_words"], n * len(VOICES)).astype("int32")
    words = words.reshape(n, len(VOICES))
    return {
        "n_words": words.sum(axis=1, dtype="int32"), **{f"n_{name}": words[:, i] for i, name in enumerate(VOICES)},
        "voice": np.where(words.any(axis=1), np.array(VOICES)[words.argmax(axis=1)] if n else "", ""),
        "editorial_score": score, "why": pd.array([reason or NO_OWN_WORDS for reason in why], dtype="str"),
        "n_loaded": np.bincount(row[hits.token[hits.loaded]], minlength=n).astype("int32"),
    }  # fmt: skip
