"""Attribution against PolNeAR: `python -m benchmarks.attribution FOLDER` (FOLDER holds attribution/*.jsonl).

Measures as in the data's README: a word (`\\S+`) counts as found when its middle lies in a found span. "Outside marks"
are words that a plain pairing of quotation marks, which shares no code with the kit, leaves outside.
"""

import json
import re
import sys
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.speech.attribution import find_attributions
from helpers.speech.cues import cue_forms
from helpers.text.reading import split_sentences

WORD = re.compile(r"\S+")
IN_MARKS = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|''[^\n]*?''")
PARTS = ("train", "dev")
NEARLY_NONE, NEARLY_ALL = 0.2, 0.9


def measure(folder: str | Path) -> dict[str, float]:
    """Figures for a common runner: `attribution_<part>_<measure>`, n with them."""
    figures = {}
    for part in PARTS:
        if (Path(folder) / "attribution" / f"{part}.jsonl").is_file():
            figures |= {f"attribution_{part}_{name}": value for name, value in evaluate(folder, part)["all"].items()}
    return figures


def evaluate(folder: str | Path, part: str) -> dict:
    """All measures of one part: `all`, `outlets`, `kinds`, `errors`."""
    path = Path(folder) / "attribution" / f"{part}.jsonl"
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    articles = pd.DataFrame({"article_id": [str(i) for i in range(len(gold))], "text": [row["text"] for row in gold]})
    find_attributions(articles.head(20))  # vocabulary is read once per session; that is not what is timed
    begin = time.process_time()
    found = find_attributions(articles)
    seconds = time.process_time() - begin
    rows_of = {key: rows for key, rows in found.groupby("article_id")}
    pages = [_Page(row, rows_of.get(str(i), found.head(0))) for i, row in enumerate(gold)]
    sentences = split_sentences(articles)
    for key, rows in sentences.groupby("article_id"):
        pages[int(key)].sentences = list(zip(rows["start"], rows["end"], strict=True))
    n_words = sum(len(page.words) for page in pages)
    figures = _figures(pages) | {"articles_of_900_words_per_second": n_words / 900 / seconds}
    outlets = sorted({page.outlet for page in pages})
    return {
        "all": figures,
        "outlets": {outlet: _figures([page for page in pages if page.outlet == outlet]) for outlet in outlets},
        "kinds": _by_kind(pages),
        "errors": _errors(pages),
    }


class _Page:
    """One article: its words, and masks over its characters for gold, found and in marks."""

    def __init__(self, row: dict, found: pd.DataFrame) -> None:
        self.text, self.outlet, self.gold = row["text"], row["publisher"], row["attributions"]
        self.found = list(found.itertuples(index=False))
        self.words = [(m.start() + m.end() - 1) // 2 for m in WORD.finditer(self.text)]
        size = len(self.text)
        self.is_gold = _mask(size, [span for item in self.gold for span in item["content"]])
        self.is_found = _mask(size, [(row.start, row.end) for row in self.found])
        self.in_marks = _mask(size, [m.span() for m in IN_MARKS.finditer(self.text)])
        self.sentences: list[tuple[int, int]] = []

    def within(self, start: int, end: int) -> list[int]:
        return self.words[bisect_left(self.words, start) : bisect_left(self.words, end)]


def _mask(size: int, spans: list) -> bytearray:
    mask = bytearray(size)
    for start, end in spans:
        mask[start:end] = b"\1" * (end - start)
    return mask


def _scores(right: int, found: int, gold: int) -> tuple[float, float, float]:
    precision, recall = right / found if found else np.nan, right / gold if gold else np.nan
    return precision, recall, 2 * right / (found + gold) if found + gold else np.nan


def _figures(pages: list[_Page]) -> dict[str, float]:
    both, outside = Counter(), Counter()
    shares, sentences, speakers = [], Counter(), Counter()
    for page in pages:
        pairs = [(page.is_gold[w], page.is_found[w], page.in_marks[w]) for w in page.words]
        both.update((g, f) for g, f, _ in pairs)
        outside.update((g, f) for g, f, m in pairs if not m)
        if pairs:
            shares.append((sum(g for g, _, _ in pairs) / len(pairs), sum(f for _, f, _ in pairs) / len(pairs)))
        for start, end in page.sentences:
            words = page.within(start, end)
            if words:
                sentences[tuple(2 * sum(m[w] for w in words) >= len(words) for m in (page.is_gold, page.is_found))] += 1
        speakers.update(_speaker_hits(page))
    precision, recall, f1 = _scores(both[1, 1], both[0, 1] + both[1, 1], both[1, 0] + both[1, 1])
    quoted, other = sentences[True, True], sentences[False, False]
    wrong = sentences[True, False] + sentences[False, True]
    macro = (2 * quoted / (2 * quoted + wrong) + 2 * other / (2 * other + wrong)) / 2 if quoted else np.nan
    return {
        "n_articles": len(pages), "n_words": sum(both.values()),
        "f1": f1, "precision": precision, "recall": recall,
        "precision_outside_marks": _scores(outside[1, 1], outside[0, 1] + outside[1, 1], 0)[0],
        "recall_outside_marks": _scores(outside[1, 1], 0, outside[1, 0] + outside[1, 1])[1],
        "share_r": float(np.corrcoef(np.array(shares).T)[0, 1]) if len(shares) > 2 else np.nan,
        "sentence_macro_f1": macro,
        "n_speakers": sum(speakers.values()), "speaker_accuracy": speakers[True] / max(sum(speakers.values()), 1),
    }  # fmt: skip


def _speaker_hits(page: _Page) -> list[bool]:
    """For found content that overlaps gold content with a source: whether the speaker overlaps one of those sources."""
    hits = []
    for row in page.found:
        sources = [
            span
            for item in page.gold
            if any(start < row.end and row.start < end for start, end in item["content"])
            for span in item["source"]
        ]
        if sources:
            hits.append(any(start < row.speaker_end and row.speaker_start < end for start, end in sources))
    return hits


def _kind(page: _Page, start: int, end: int) -> str:
    words = page.within(start, end)
    share = sum(page.in_marks[w] for w in words) / len(words) if words else 0
    return "direct" if share > NEARLY_ALL else "indirect" if share == 0 else "mixed"


def _by_kind(pages: list[_Page]) -> dict[str, dict[str, float]]:
    """Recall by the kind of the gold content, precision by the kind of the found one."""
    counts = defaultdict(Counter)
    for page in pages:
        for start, end in (span for item in page.gold for span in item["content"]):
            words = page.within(start, end)
            counts[_kind(page, start, end)].update(gold=len(words), hit=sum(page.is_found[w] for w in words))
        for row in page.found:
            words = page.within(row.start, row.end)
            counts[_kind(page, row.start, row.end)].update(found=len(words), right=sum(page.is_gold[w] for w in words))
    return {
        kind: {"n_gold_words": c["gold"], "recall": c["hit"] / c["gold"], "precision": c["right"] / max(c["found"], 1)}
        for kind, c in sorted(counts.items())
        if c["gold"]
    }


def _errors(pages: list[_Page]) -> list[tuple[str, int, int]]:
    """The largest groups of wrong words: (group, words, cases)."""
    groups = defaultdict(Counter)
    for page in pages:
        for item in page.gold:
            cue = " ".join(page.text[start:end] for start, end in item["cue"])
            for start, end in item["content"]:
                words = page.within(start, end)
                missed = sum(not page.is_found[w] for w in words)
                if missed:
                    whole = missed > (1 - NEARLY_NONE) * len(words)
                    name = f"missed content of: {_lemma(cue)}" if whole else "content cut short"
                    groups[name].update(words=missed, cases=1)
        for row in page.found:
            words = page.within(row.start, row.end)
            wrong = sum(not page.is_gold[w] for w in words)
            if wrong:
                whole = wrong > (1 - NEARLY_NONE) * len(words)
                groups[f"{'false' if whole else 'too long'}: {row.rule}"].update(words=wrong, cases=1)
    ranked = sorted(groups.items(), key=lambda item: -item[1]["words"])
    return [(name, c["words"], c["cases"]) for name, c in ranked]


def _lemma(cue: str) -> str:
    words = [word.strip(".,:;\"“”'").replace("’", "'") for word in cue.lower().split()]
    known = [cue_forms()[word][-1].term for word in words if word in cue_forms()]
    return known[-1] if known else "(a cue that is not in the vocabulary)" if cue.strip() else "(no cue)"


def main(folder: str) -> None:
    """Print every measure of every part."""
    for part in PARTS:
        result = evaluate(folder, part)
        print(f"\nPolNeAR {part}: people among themselves reach .91 F1 on words (20 articles)")
        for name, value in result["all"].items():
            print(f"  {name:34}{value:10,.0f}" if name.startswith(("n_", "articles")) else f"  {name:34}{value:10.3f}")
        columns = ["n_articles", "f1", "precision", "recall", "precision_outside_marks", "share_r", "speaker_accuracy"]
        print(pd.DataFrame(result["outlets"]).T[columns].round(3).to_string())
        print(pd.DataFrame(result["kinds"]).T.round(3).to_string())
        print("  ten largest groups of errors (words, cases)")
        for name, words, cases in result["errors"][:10]:
            print(f"  {name:50}{words:7,}{cases:7,}")


if __name__ == "__main__":
    main(sys.argv[1])
