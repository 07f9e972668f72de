"""How well the loaded words are found, on public data (benchmarks/README.md says which).

    python -m benchmarks.loaded FOLDER [--write]

`--write` puts hits and precision into the categories' cards (data/lexicons/categories.csv).
FOLDER holds loaded/babe.jsonl and loaded/ptc_train.jsonl. Gold are the words that BABE's experts marked as biased and
the words of PTC's Loaded_Language spans; found are the words whose middle lies in a hit with `loaded`. The floor marks
every word to which VADER's lexicon gives a valence.

Entries that measured below use on these sets were dropped, so the first figures flatter the lexicon. `proved` is
stricter: the texts are cut into FOLDS parts, and in each part only entries count that were right at least once in the
other parts; entries that occur in one part only, right or wrong, are lost to it. The pool was chosen on all parts, so
neither is a figure of unseen texts.
A category's recall is the share of all marked words that its hits find: marks have no category.

By hand: data/hand_hits.csv, 300 hits drawn at random, at most two an article, from three of four articles of
FOLDER/bulk, and read for whether the word carries somebody's judgement or heightening there (`yes`) or is literal,
technical, a plain report or part of a name (`no`). `as_read` is the share of yes among all of them; `precision` that
among the hits that are still found: what the reading showed was mended afterwards, so it flatters.
"""

import re
import sys
from bisect import bisect_left
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from helpers.analysis import analyse
from helpers.files import write_whole
from helpers.text.words import word_spans
from helpers.vocabulary import DATA, LEXICONS

HAND_HITS = DATA / "hand_hits.csv"
TECHNIQUE = "Loaded_Language"
FOLDS, SEED = 5, 2026


def measure(folder: str | Path) -> dict:
    """Precision, recall, F1 and n of both sets and of the floor; `by_category` is a table of hits and precision."""
    folder = Path(folder) / "loaded"
    babe = pd.read_json(folder / "babe.jsonl", lines=True)
    babe_gold = [marked_words(text, marked) for text, marked in zip(babe["text"], babe["biased_words"], strict=True)]
    ptc = pd.read_json(folder / "ptc_train.jsonl", lines=True, dtype={"id": str})
    ptc_gold = [
        words_in_spans(text, [(start, end) for start, end, technique in spans if technique == TECHNIQUE])
        for text, spans in zip(ptc["text"], ptc["spans"], strict=True)
    ]
    return {"babe": _measure_set(babe["text"], babe_gold), "ptc": _measure_set(ptc["text"], ptc_gold)}


def _measure_set(texts: pd.Series, gold: list[set[int]]) -> dict:
    ids = [str(number) for number in range(len(texts))]
    hits = analyse(pd.DataFrame({"article_id": ids, "text": texts.astype(str)})).hits
    by_id = dict(zip(ids, texts, strict=True))
    gold_by_id = dict(zip(ids, gold, strict=True))
    found = {article: set() for article in ids}
    rows = []
    columns = hits[["article_id", "start", "end", "entry", "category", "loaded"]]
    for article, start, end, entry, category, loaded in columns.itertuples(index=False):
        words = words_in_spans(by_id[article], [(start, end)])
        rows.append((int(article), entry, category, loaded, words, len(words), len(words & gold_by_id[article])))
        if loaded:
            found[article] |= words
    table = pd.DataFrame(rows, columns=["text", "entry", "category", "loaded", "numbers", "words", "right"])
    # Of a loaded category, the hits that count: not the second time that an article has a topical term.
    counted = table[table["loaded"] | ~table["category"].isin(set(table.loc[table["loaded"], "category"]))]
    by_category = counted.groupby(["category", "loaded"], as_index=False).agg(
        hits=("words", "size"), words=("words", "sum"), right=("right", "sum")
    )
    return {
        "n_texts": len(ids),
        **word_scores([found[article] for article in ids], gold),
        "proved": word_scores(_proved(table[table["loaded"]], len(ids)), gold),
        "floor": word_scores([_vader_words(text) for text in texts], gold),
        "by_category": by_category.assign(
            precision=by_category["right"] / by_category["words"].replace(0, np.nan),
            recall=by_category["right"] / sum(map(len, gold)),
        ),
    }


def measure_by_hand(folder: str | Path) -> pd.DataFrame:
    """Per category, and for `all`: read (hits), as_read (share of yes), hits (still found), precision (of these)."""
    rows = pd.read_csv(HAND_HITS, dtype={"article_id": str})
    articles = pd.read_json(Path(folder) / "bulk" / "articles.jsonl", lines=True, dtype={"ID": str})
    texts = articles.set_index("ID")["content_original"].reindex(rows["article_id"].unique())
    hits = analyse(pd.DataFrame({"article_id": texts.index, "text": texts.to_numpy()})).hits
    places = set(hits.loc[hits["loaded"], ["article_id", "start"]].itertuples(index=False, name=None))
    found = [place in places for place in zip(rows["article_id"], rows["start"], strict=True)]
    rows = rows.assign(yes=rows["verdict"] == "yes", found=found)
    rows = pd.concat([rows, rows.assign(category="all")]).assign(right=lambda table: table["yes"] & table["found"])
    table = rows.groupby("category", as_index=False).agg(
        read=("yes", "size"), as_read=("yes", "mean"), hits=("found", "sum"), right=("right", "sum")
    )
    return table.assign(precision=table["right"] / table["hits"].replace(0, np.nan)).drop(columns="right")


def _proved(hits: pd.DataFrame, n_texts: int) -> list[set[int]]:
    """Words of every text in hits of entries that were right in another part of the texts."""
    part = np.random.default_rng(SEED).permutation(n_texts) % FOLDS
    found: list[set[int]] = [set() for _ in range(n_texts)]
    right_in = hits[hits["right"] > 0].groupby("entry")["text"].agg(lambda texts: set(part[texts]))
    for text, entry, words in zip(hits["text"], hits["entry"], hits["numbers"], strict=True):
        if right_in.get(entry, set()) - {part[text]}:
            found[text] |= words
    return found


def word_scores(found: list[set[int]], gold: list[set[int]]) -> dict:
    """Precision, recall and F1 over all words of all texts."""
    right = sum(len(f & g) for f, g in zip(found, gold, strict=True))
    n_found, n_gold = sum(map(len, found)), sum(map(len, gold))
    precision = right / n_found if n_found else 0.0
    recall = right / n_gold if n_gold else 0.0
    f1 = 2 * right / (n_found + n_gold) if n_found + n_gold else 0.0
    return {"precision": precision, "recall": recall, "f1": f1, "n_found": n_found, "n_gold": n_gold}


def words_in_spans(text: str, spans: list[tuple[int, int]]) -> set[int]:
    """Numbers of the words whose middle lies in one of the spans."""
    middles = _middles(text)
    return {number for start, end in spans for number in range(bisect_left(middles, start), bisect_left(middles, end))}


def marked_words(text: str, marked: list[str]) -> set[int]:
    """Numbers of the words that a list of marked terms names: every occurrence, without case and outer punctuation."""
    bare = [_bare(text[start:end]) for start, end in word_spans(text)]
    numbers = set()
    for term in marked:
        parts = [part for part in map(_bare, term.split()) if part]
        starts = range(len(bare) - len(parts) + 1) if parts else ()
        numbers.update(i + k for i in starts if bare[i : i + len(parts)] == parts for k in range(len(parts)))
    return numbers


@cache
def _middles(text: str) -> list[float]:
    return [(start + end) / 2 for start, end in word_spans(text)]


def _bare(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word.lower())


def _vader_words(text: str) -> set[int]:
    lexicon = _vader().lexicon
    return {number for number, (start, end) in enumerate(word_spans(text)) if _bare(text[start:end]) in lexicon}


@cache
def _vader() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


def write_cards(measured: dict, by_hand: pd.DataFrame) -> None:
    """Put hits and precision of every category into its card, so that they can stand beside the counts."""
    path = LEXICONS / "categories.csv"
    cards = pd.read_csv(path, dtype=str, keep_default_na=False)
    for name, result in measured.items():
        figures = result["by_category"].set_index("category").reindex(cards["category"])
        cards[f"{name}_hits"] = [f"{hits:.0f}" for hits in figures["hits"].fillna(0)]
        for kind in ("precision", "recall"):
            cards[f"{name}_{kind}"] = [f"{share:.3f}" if share == share else "" for share in figures[kind]]
    read = by_hand.set_index("category").reindex(cards["category"])
    cards["hand_hits"] = [f"{hits:.0f}" for hits in read["read"].fillna(0)]
    cards["hand_precision"] = [f"{share:.3f}" if share == share else "" for share in read["as_read"]]
    write_whole(path, cards.to_csv(index=False, lineterminator="\n").encode())


def main(folder: str, *options: str) -> None:
    measured, by_hand = measure(folder), measure_by_hand(folder)
    if "--write" in options:
        write_cards(measured, by_hand)
    for name, result in measured.items():
        print(f"{name}: {result['n_texts']} texts, {result['n_gold']} words marked, {result['n_found']} found")
        kinds = {"lexicons": result, "proved entries": result["proved"], "floor: VADER's words": result["floor"]}
        for label, scores in kinds.items():
            print(f"  {label:20s} " + "  ".join(f"{name} {scores[name]:.3f}" for name in ("f1", "precision", "recall")))
        print(result["by_category"].sort_values("precision", ascending=False).round(3).to_string(index=False))
    print(f"by hand: {len(pd.read_csv(HAND_HITS))} hits read")
    print(by_hand.round(3).to_string(index=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
