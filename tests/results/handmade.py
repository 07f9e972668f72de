"""Analyses made by hand, small enough to be worked out on paper."""

import pandas as pd

from helpers import Analysis
from helpers.counts import COUNT_COLUMNS
from helpers.voice import VOICES


def made(articles, sentences):
    """An analysis made by hand. `sentences`: (article, words by voice, and what else there is to say about it)."""
    rows, segments, hits = [], [], []
    for number, (article_id, words, more) in enumerate(sentences, 1):
        place = {"article_id": article_id, "sentence": number}
        sentiment = more.get("sentiment", 0.0)
        by_voice = {f"n_{voice}": words.get(voice, 0) for voice in VOICES}
        scores = {"sentiment": sentiment, "sentiment_names_masked": more.get("masked", sentiment)}
        kind = more.get("kind", "sentence")
        rows.append(place | {"kind": kind, "n_words": sum(words.values())} | by_voice | scores)
        for voice, n in words.items():
            kind = more.get("kind_of", "speech") if voice in ("quoted", "attributed") else ""
            counts = dict.fromkeys(COUNT_COLUMNS, n) | {"n_syllables": 2 * n, "n_letters": 5 * n, "n_characters": 6 * n}
            segments.append(place | {"voice": voice, "attribution_kind": kind} | counts)
        for voice, n in more.get("loaded", {}).items():
            hits += [place | {"voice": voice, "loaded": True}] * n
        hits += [place | {"voice": "narrated", "loaded": False}] * more.get("hedges", 0)
    hits = pd.DataFrame(hits, columns=["article_id", "sentence", "voice", "loaded"]).astype({"loaded": bool})
    return Analysis(pd.DataFrame(articles), pd.DataFrame(rows), pd.DataFrame(segments), pd.DataFrame(), hits)


def voices_of(summary, **group):
    for column, value in group.items():
        summary = summary[summary[column] == value]
    return summary.set_index("voice")


def per_article(**articles):
    """One sentence per article, all narrated: `x=(words, loaded terms)`."""
    sentences = [(name, {"narrated": n}, {"loaded": {"narrated": hits}}) for name, (n, hits) in articles.items()]
    return made({"article_id": list(articles), "outlet": "The Wire"}, sentences)
