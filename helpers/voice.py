"""Whose words these are: sentences cut into runs of one voice."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.text.marks import find_quotations, terms_in_marks
from helpers.text.sentences import word_spans
from helpers.wording.editorial import score_editorial


@dataclass(frozen=True)
class VoiceStyle:
    """A voice, or several counted together: what it means, and how it looks wherever it is shown."""

    members: tuple[str, ...]
    whose: str
    label: str
    meaning: str
    colour: str  # of Okabe and Ito, for the colour-blind too: sources in blues, the outlet in grey and orange
    marker: str
    label_ink: str = "black"  # of figures on the colour
    ground: str = "transparent"  # behind an article's words, with the ink on it and the line below: never colour alone
    ink: str = "inherit"
    line: str = "none"


# In the order of every table. Voices counted together come first.
VOICE_STYLE: dict[str, VoiceStyle] = {
    "all": VoiceStyle(("quoted", "attributed", "narrated", "editorial"), "", "all words", "everybody’s words",
                      "#333333", "D", "white"),
    "source": VoiceStyle(("quoted", "attributed"), "source", "sources’ words (quoted and attributed)",
                         "words of sources, quoted or credited", "#0072B2", "o", "white"),
    "outlet": VoiceStyle(("narrated", "editorial"), "outlet", "outlet’s own words (narrated and editorial)",
                         "the outlet’s own words", "#D55E00", "^", "white"),
    "quoted": VoiceStyle(("quoted",), "source", "quoted", "a source’s words in quotation marks",
                         "#0072B2", "o", "white", "#cfe5f3", "#1a1a1a", "solid"),
    "attributed": VoiceStyle(("attributed",), "source", "attributed", "credited to a source in the outlet’s words",
                             "#56B4E9", "s", "black", "#e3f3fc", "#1a1a1a", "dashed"),
    "narrated": VoiceStyle(("narrated",), "outlet", "narrated", "the outlet’s own, telling", "#B8B8B8", "D"),
    "editorial": VoiceStyle(("editorial",), "outlet", "editorial", "the outlet’s own, judging",
                            "#D55E00", "^", "white", "#fbe0cf", "#1a1a1a", "dotted"),
}  # fmt: skip
VOICES = ["quoted", "attributed", "narrated", "editorial"]
SOURCE_VOICES = ["quoted", "attributed"]
EDITORIAL_FROM = 0.5
OWN, SCARE = -1, -2
SCARE_WHY = "scare quotes: a term in quotation marks that nobody is credited with"
SEGMENT_COLUMNS = {
    "article_id": str, "sentence": int, "start": int, "end": int, "text": str, "kind": str, "voice": str, "whose": str,
    "speaker": str, "cue": str, "attribution": int, "attribution_kind": str, "editorial_score": float, "why": str,
}  # fmt: skip


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
    writing, thought or expectation; "" for the outlet's words), `editorial_score` (0–1, of its own words in the
    sentence, missing elsewhere) and `why` (the reason in words).

    A word belongs to the span that holds its middle; inside an attribution, what stands in quotation marks is `quoted`
    (said that it was "a farce"), unless it is a title or a name. The outlet's words in a sentence are `editorial`
    from a score of .5, else `narrated`: one call per sentence; scare quotes are `editorial` whatever the score.
    `classifier` replaces the score: it is given the outlet's own words of each sentence (a source's as "…") and returns
    as many numbers from 0 to 1; anything else is a ValueError.
    """
    runs = _runs(sentences, _spans_by_article(attributions))
    own = _own_words(sentences, runs)
    if "declared_opinion" in sentences.columns:
        declared = sentences.drop_duplicates("article_id").set_index("article_id")["declared_opinion"]
        own = own.assign(declared_opinion=own["article_id"].map(declared))
    scores = score_editorial(own) if classifier is None else _classify(own, classifier)
    verdicts = dict(
        zip(
            zip(scores["article_id"], scores["sentence"], strict=True),
            zip(scores["editorial_score"], scores["why"], strict=True),
            strict=True,
        )
    )
    numbers = number_attributions(attributions)
    credits = list(
        zip(*(attributions[c].tolist() for c in ("voice", "speaker", "cue", "kind")), numbers.tolist(), strict=True)
    )
    rows = [_segment(run, verdicts, credits) for run in runs]
    return pd.DataFrame(rows, columns=list(SEGMENT_COLUMNS)).astype(SEGMENT_COLUMNS)


def number_attributions(attributions: pd.DataFrame) -> pd.Series:
    """The number of every attribution within its article, from 1, in the order of the table."""
    return attributions.groupby("article_id").cumcount() + 1


def _spans_by_article(attributions: pd.DataFrame) -> dict[str, tuple[list[int], list[int], list[int]]]:
    """Per article the starts, the ends and the row numbers of the attributions, in the order of the text."""
    spans: dict[str, tuple[list[int], list[int], list[int]]] = {}
    order = attributions.reset_index(drop=True).sort_values(["article_id", "start"], kind="stable")
    if "speaker_kind" in order.columns:
        # "I believe", "we have learned": the writer is no source, and the words stay the outlet's.
        order = order[order["speaker_kind"] != "outlet"]
    for row, article_id, start, end in zip(order.index, order["article_id"], order["start"], order["end"], strict=True):
        starts, ends, rows = spans.setdefault(article_id, ([], [], []))
        starts.append(start)
        ends.append(end)
        rows.append(row)
    return spans


def _runs(sentences: pd.DataFrame, spans: dict) -> list[dict]:
    runs = []
    for article_id, number, start, text, kind in zip(
        *(sentences[c].tolist() for c in ("article_id", "sentence", "start", "text", "kind")), strict=True
    ):
        starts, ends, rows = spans.get(article_id, ([], [], []))
        terms = terms_in_marks(text)
        scare = [(a, b) for a, b, term in terms if term == "scare"]
        scare_starts = [a for a, _ in scare]
        quotes = _quotes(text, {(a, b) for a, b, term in terms if term != "scare"}) if starts else []
        quote_starts = [a for a, _ in quotes]
        previous = None
        for a, b in word_spans(text):
            middle = start + (a + b) / 2
            i = bisect_right(starts, middle) - 1
            label = (rows[i] if i >= 0 and middle < ends[i] else OWN, False)
            if label[0] == OWN and _within((a + b) / 2, scare_starts, scare):
                label = (SCARE, False)
            elif label[0] >= 0 and _within((a + b) / 2, quote_starts, quotes):
                label = (label[0], True)
            if label == previous:
                runs[-1]["end"] = b
            else:
                runs.append({"article_id": article_id, "sentence": number, "offset": start, "sentence_text": text,
                             "kind": kind, "label": label, "start": a, "end": b})  # fmt: skip
            previous = label
    return runs


def _quotes(text: str, not_said: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Quotation marks in a sentence; inside an attribution, what they hold is quoted: said that it was "a farce"."""
    return [span for span in find_quotations(text, [(0, len(text))])[0] if tuple(span) not in not_said]


def _within(position: float, starts: list[int], spans: list[tuple[int, int]]) -> bool:
    i = bisect_right(starts, position) - 1
    return i >= 0 and position < spans[i][1]


def _own_words(sentences: pd.DataFrame, runs: list[dict]) -> pd.DataFrame:
    """One row per sentence that holds words of the outlet's own: these words, with "…" for the rest."""
    texts: dict[tuple, list[str]] = {}
    full: dict[tuple, str] = {}
    own: set[tuple] = set()
    for run in runs:
        key = (run["article_id"], run["sentence"])
        full[key] = run["sentence_text"]
        is_own = run["label"][0] < 0
        own |= {key} if is_own else set()
        texts.setdefault(key, []).append(run["sentence_text"][run["start"] : run["end"]] if is_own else "…")
    n_sentences = sentences.groupby("article_id")["sentence"].max().to_dict()
    rows = [
        (*key, full[key], _with_end(" ".join(texts[key]), full[key]), n_sentences[key[0]])
        for key in texts
        if key in own
    ]
    return pd.DataFrame(rows, columns=["article_id", "sentence", "text", "own_text", "n_sentences"])


def _with_end(own_text: str, sentence: str) -> str:
    """The outlet's words with the sentence's end mark, which belongs to no word's run when it stands apart."""
    mark = sentence.rstrip()[-1:]
    return own_text if own_text.endswith(mark) or mark.isalnum() else own_text + mark


def _classify(own: pd.DataFrame, classifier: Callable) -> pd.DataFrame:
    scores = pd.Series(list(classifier(own["own_text"].tolist())), index=own.index, dtype=float)
    if not scores.between(0, 1).all():
        raise ValueError("The classifier has to return one number from 0 to 1 per sentence; it returned others.")
    return own.assign(editorial_score=scores, why=[f"classifier {score:.2f}" for score in scores])


def _segment(run: dict, verdicts: dict, credits: list[tuple]) -> tuple:
    offset, (label, in_marks) = run["offset"], run["label"]
    place = (run["article_id"], run["sentence"], offset + run["start"], offset + run["end"])
    text = run["sentence_text"][run["start"] : run["end"]]
    if label >= 0:
        voice, speaker, cue, kind, number = credits[label]
        voice = "quoted" if in_marks else voice
        by = f"credited to {speaker}" if speaker else "credited to a source that is not named beside it"
        why = f"{by}, cue “{cue}”" if cue else by
        return (*place, text, run["kind"], voice, "source", speaker, cue, number, kind, float("nan"), why)
    score, why = verdicts[run["article_id"], run["sentence"]]
    voice = "editorial" if label == SCARE or score >= EDITORIAL_FROM else "narrated"
    return (*place, text, run["kind"], voice, "outlet", "", "", 0, "", score, SCARE_WHY if label == SCARE else why)
