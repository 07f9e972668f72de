"""Labels of raw files as codes of the articles that were read from them."""

from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.results.hand import CODE_COLUMNS, Words, runs_of
from helpers.tables import check_analysis, check_columns
from helpers.text.reading import read_rows
from helpers.text.words import word_spans
from helpers.voice import VOICES

LABEL_COLUMNS = ["file", "start", "end", "text", "voice"]
MARKS = "\"'“”‘’«»()[]{}.,;:!?…–—-`"


def recode_labels(analysis: Analysis, labels: pd.DataFrame) -> pd.DataFrame:
    """Turn labels of raw files (the format of data/hand_labels.csv) into codes.

    In: an analysis of loaded files (its `articles` have `source`) and labels: one row per segment with `file` (the end
    of the path), `start`, `end` (in the raw file), `text`, `voice` and, if there are several, `coder`. Out: codes of
    the sentences (no sub-headings) all of whose words were labelled, one row per run of one voice. Words are led back
    to the article's in order, marks around them apart, so that page furniture and lost spaces do no harm.

    Raises TypeError for what is no analysis or no table, ValueError when a column or every labelled file is missing.
    """
    check_analysis(analysis, articles="article_id source", sentences="article_id sentence start end text kind")
    check_columns(labels, LABEL_COLUMNS, of="hand labels", made_by="Your coder (see data/hand_labels.csv)")
    labels = labels.reset_index(drop=True)
    coders = labels["coder"] if "coder" in labels.columns else pd.Series("A", labels.index)
    tables = []
    for article_id, source in zip(analysis.articles["article_id"], analysis.articles["source"], strict=True):
        # Whole names: "strike.txt" is not "bus-strike.txt".
        of_file = labels[[f"/{Path(source).as_posix()}".endswith(f"/{file}") for file in labels["file"]]]
        sentences = analysis.sentences[analysis.sentences["article_id"] == article_id].reset_index(drop=True)
        is_sentence = (sentences["kind"] == "sentence").to_numpy()
        for coder, rows in of_file.groupby(coders):
            tables.append(_recode(sentences, is_sentence, rows.sort_values("start"), str(coder)))
    if not tables:
        raise ValueError("None of the labelled files is among the articles; compare the columns file and source.")
    return pd.concat(tables, ignore_index=True)[CODE_COLUMNS]


def _recode(sentences: pd.DataFrame, wanted: np.ndarray, labels: pd.DataFrame, coder: str) -> pd.DataFrame:
    reading = read_rows(sentences["text"].tolist())
    token = np.flatnonzero(reading.is_word)
    rows = zip(labels["text"], labels["voice"], strict=True)
    labelled = [(text[a:b], VOICES.index(voice)) for text, voice in rows for a, b in word_spans(text)]
    # Without the marks around them: a hand that leaves the full stop out of what is credited means the same word.
    bare = [[word.strip(MARKS) for word in words]
            for words in ((word for word, _ in labelled), (reading.tokens[k] for k in token))]  # fmt: skip
    voice = np.full(len(token), -1)
    for block in SequenceMatcher(None, *bare, autojunk=False).get_matching_blocks():
        voice[block.b : block.b + block.size] = [v for _, v in labelled[block.a : block.a + block.size]]
    row = reading.text[token]
    whole = wanted & (np.bincount(row[voice < 0], minlength=len(sentences)) == 0)
    kept = whole[row]
    token, row, voice = token[kept], row[kept], voice[kept]
    start = sentences["start"].to_numpy()[row]
    places = reading.start[token] + start, reading.end[token] + start
    return runs_of(sentences, Words(token, row, *places, voice, np.zeros(len(token), bool)), coder)
