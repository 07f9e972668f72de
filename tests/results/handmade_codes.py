"""Corpora and codes made by hand: sentences of few words of which it is known whose they are."""

import pandas as pd

from helpers import analyse

COLUMNS = ["article_id", "sentence", "start", "end"]


def corpus(**articles):
    """An analysis of articles of sentences of four words. Each is given as a string with one letter per sentence: the
    kit takes a sentence "s" for a source's, all others for the outlet's."""
    rows, credited = [], []
    for article_id, sentences in articles.items():
        texts = [f"Aa bb cc d{'abcdefghij'[n % 10]}." for n in range(len(sentences))]
        rows.append({"article_id": article_id, "text": " ".join(texts)})
        for n, letter in enumerate(sentences):
            if letter == "s":
                credited.append((article_id, 13 * n, 13 * n + 12, "attributed"))
    table = pd.DataFrame(rows)
    found = pd.DataFrame(credited, columns=[*COLUMNS[:1], "start", "end", "voice"])
    return analyse(table, attributions=found, classifier=lambda texts: [0.0] * len(texts))


def coded(sentences, voice="narrated", coder="A", **more):
    """Codes of whole sentences: one voice for all, or one by sentence."""
    return sentences[COLUMNS].assign(voice=voice, coder=coder, coded_at="", **more).reset_index(drop=True)
