"""How well pages become articles: `python -m benchmarks.extraction FOLDER` with the folder of public data.

Measures, each with its n:
- body from HTML (`extraction/pages.jsonl`): the Article Extraction Benchmark's own measure, F1 over 4-grams of words
  from the mean precision and recall over pages; trafilatura alone beside it.
- body from the text of a page (`lines`): F1 over the words of body lines, all pages together.
- title, author, day from HTML (`metadata/pages.jsonl`): equal after normalising; trafilatura's beside it.
- warnings of lost text, of the same pages as HTML and as copied text: share of the pages warned; of those, the share
  that really lost LOST words of the body or more; the body's words lost without a warning, and all of its words.
- page tails: share of the pages' tails that leave the text of an invented article, and of three of the sample, as it
  was.
- layouts: words with the right kind in the tests' hand-made layouts and in the sample articles (developers' own
  labels).
"""

import json
import re
import sys
from bisect import bisect_right
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
from trafilatura import bare_extraction

from benchmarks.own_labels import labelled_page, read_labels
from helpers.intake.html import extract
from helpers.intake.page import label_parts, read_page
from helpers.text.words import word_spans

HOME = Path(__file__).resolve().parent.parent
BODY = ("body", "subhead")
LOST = 25  # words
# Warnings that text may be lost.
SAYS_LOST = re.compile(r"taken off this page|paragraphs of the page|\d+ words not reached|only the beginning")


def measure(folder: str | Path) -> dict[str, dict[str, float]]:
    """Return every measure there is data for, as {measure: {figure: value, "n": count}}."""
    folder, results = Path(folder), {}
    if (folder / "extraction" / "pages.jsonl").is_file():
        pages = read_lines(folder / "extraction" / "pages.jsonl")
        results["body from HTML"] = measure_html(pages)
        results["body from lines"] = measure_lines(pages)
        results |= measure_warnings(pages)
        results["page tails behind an article"] = measure_tails(pages)
    if (folder / "metadata" / "pages.jsonl").is_file():
        results |= measure_metadata(read_lines(folder / "metadata" / "pages.jsonl"))
    results["hand-made layouts (developers' own labels)"] = measure_layouts(HOME / "tests" / "intake" / "layouts")
    if (HOME / "data" / "hand_parts.csv").is_file():
        results["labelled pages' parts (developers' own labels)"] = measure_samples()
        results["labelled pages' headlines (developers' own labels)"] = measure_headlines()
    return results


def read_lines(path: Path) -> list[dict]:
    """Read a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def measure_html(pages: list[dict]) -> dict[str, float]:
    """Score the body found in HTML, ours and trafilatura's in precision mode."""
    ours, theirs = [], []
    for page in pages:
        found = bare_extraction(page["html"], favor_precision=True, include_comments=False)
        ours.append(four_grams(extract(page["html"])["text"], page["body"]))
        theirs.append(four_grams(found.text if found else "", page["body"]))
    return {**page_scores(ours), "trafilatura_f1": page_scores(theirs)["f1"], "n": len(pages)}


def measure_lines(pages: list[dict]) -> dict[str, float]:
    """Score the body found in a page's copied text: words in lines that are body."""
    right = wrong = missed = 0
    for page in pages:
        found = {start for start, kind in line_kinds(page) if kind in BODY}
        for start, (text, is_body) in zip(line_starts(page), page["lines"], strict=True):
            n_words, kept = len(text.split()), start in found
            right += n_words * (kept and is_body)
            wrong += n_words * (kept and not is_body)
            missed += n_words * (is_body and not kept)
    precision, recall = right / (right + wrong), right / (right + missed)
    return {"f1": harmonic(precision, recall), "precision": precision, "recall": recall, "n": len(pages)}


def measure_warnings(pages: list[dict]) -> dict[str, dict[str, float]]:
    """Hold the warnings of lost text against the lines of the body that are not in the text found."""
    results = {}
    for source in ("HTML", "lines"):
        counts = []  # words of the body, words lost, and whether that was said
        for page in pages:
            text = "\n".join(line.replace("\n", " ") for line, _ in page["lines"])
            found = extract(page["html"]) if source == "HTML" else read_page(text)
            known = set(four_grams_of(found["text"]))
            body = [four_grams_of(line) for line, is_body in page["lines"] if is_body]
            lost = sum(len(runs) + 3 for runs in body if runs and len(known.intersection(runs)) < 0.5 * len(runs))
            n_words = sum(len(runs) + 3 for runs in body if runs)
            counts.append((n_words, lost, any(SAYS_LOST.match(warning) for warning in found["warnings"])))
        table = pd.DataFrame(counts, columns=["n_words", "lost", "warned"])
        warned, silent = table[table["warned"]], table[~table["warned"]]
        results[f"warnings of lost text, {source}"] = {
            "warned_share": len(warned) / len(table), "of_them_lost_share": (warned["lost"] >= LOST).mean(),
            "words_lost_unsaid": silent["lost"].sum(), "words_lost": table["lost"].sum(),
            "words": table["n_words"].sum(), "n": len(table),
        }  # fmt: skip
    return results


def line_starts(page: dict) -> list[int]:
    """Return where each line of a page begins in the joined text."""
    starts, at = [], 0
    for text, _ in page["lines"]:
        starts.append(at)
        at += len(text) + 1
    return starts


def line_kinds(page: dict) -> list[tuple[int, str]]:
    """Return (start of the line, kind) for every line of a page."""
    parts = label_parts("\n".join(text.replace("\n", " ") for text, _ in page["lines"]))
    starts = line_starts(page)
    return [(starts[bisect_right(starts, s) - 1], k) for s, k in zip(parts.start, parts.kind, strict=True)]


def measure_tails(pages: list[dict]) -> dict[str, float]:
    """Put what follows each page's body behind other articles: their text should not change.

    The share for a very short invented article, and the lowest for three of the sample (shortest, middle, longest).
    """
    tails = []
    for page in pages:
        last = max((i for i, (_, is_body) in enumerate(page["lines"]) if is_body), default=len(page["lines"]))
        tails.append("\n".join(text.replace("\n", " ") for text, _ in page["lines"][last + 1 :]))
    tails = [tail for tail in tails if tail.strip()]
    source = (HOME / "tests" / "intake" / "layouts" / "04-broadsheet-menu.txt").read_text(encoding="utf-8").splitlines()
    short = "\n\n".join(line.split("|", 1)[1] for line in source if line.startswith(("body", "subhead")))
    others = [read_page(path.read_text(encoding="utf-8"))["text"] for path in (HOME / "data/articles").glob("*/*.txt")]
    others = sorted(others, key=len)
    lowest = min(tails_unchanged(others[n], tails) for n in (0, len(others) // 2, -1)) if others else float("nan")
    return {"unchanged_share": tails_unchanged(short, tails), "lowest_of_three_samples": lowest, "n": len(tails)}


def tails_unchanged(article: str, tails: list[str]) -> float:
    """Return the share of tails that leave an article's text as it is."""
    wanted = read_page(article)["text"]
    return sum(read_page(f"{article}\n{tail}")["text"] == wanted for tail in tails) / len(tails)


def measure_metadata(pages: list[dict]) -> dict[str, dict[str, float]]:
    """Count the headlines, authors and days that equal the gold ones after normalising."""
    equal, theirs, n = Counter(), Counter(), Counter()
    for page in pages:
        ours, found = extract(page["html"]), bare_extraction(page["html"], favor_precision=True, with_metadata=True)
        pairs = {"title": ("headline", "title"), "author": ("author", "author"), "date": ("published", "date")}
        for field, (own_key, their_key) in pairs.items():
            gold = normal(page.get(field))
            if gold:
                n[field] += 1
                equal[field] += normal(ours.get(own_key)) == gold
                theirs[field] += normal(getattr(found, their_key, "")) == gold
    return {f"{f} from HTML": {"equal": equal[f] / n[f], "trafilatura": theirs[f] / n[f], "n": n[f]} for f in n}


def measure_layouts(folder: Path) -> dict[str, float]:
    """Share of words with the right kind over the hand-made layouts."""
    right = n = 0
    for path in sorted(folder.glob("*.txt")):
        text, spans = read_layout(path)
        a, b = count_right(text, pd.DataFrame(spans, columns=["start", "end", "kind"]))
        right, n = right + a, n + b
    return {"right_share": right / n, "n": n}


def measure_samples() -> dict[str, float]:
    """Share of words with the right kind over the hand-labelled pages."""
    counts = [count_right(labelled_page(str(file)), spans) for file, spans in read_labels("hand_parts").groupby("file")]
    right, n = map(sum, zip(*counts, strict=True))
    return {"right_share": right / n, "n": n}


def measure_headlines() -> dict[str, float]:
    """Share of the hand-labelled pages whose headline is the first that a hand marked."""
    right = []
    for file, spans in read_labels("hand_parts").query("kind == 'headline'").groupby("file"):
        page = labelled_page(str(file))
        parts = label_parts(page)
        found = parts.loc[parts["kind"] == "headline", "text"].str.strip().tolist()
        right.append(found[:1] == [page[spans["start"].iloc[0] : spans["end"].iloc[0]].strip()])
    return {"right_share": float(np.mean(right)), "n": len(right)}


def read_layout(path: Path) -> tuple[str, list[tuple[int, int, str]]]:
    """Read a layout's page and its hand-made spans (start, end, kind)."""
    text, spans = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, _, content = line.partition("|")
        if kind.startswith("+"):
            text, kind = text[:-1], kind[1:]
        spans.append((len(text), len(text) + len(content) + 1, kind))
        text += content + "\n"
    return text, spans


def count_right(text: str, spans: pd.DataFrame) -> tuple[int, int]:
    """Count the words whose middle lies in a part of the kind that the hand-made spans say, and all words."""
    parts, spans = label_parts(text), spans.sort_values("start")
    middles = [(start + end) // 2 for start, end in word_spans(text)]
    return sum(kind_at(parts, at) == kind_at(spans, at) for at in middles), len(middles)


def kind_at(table: pd.DataFrame, at: int) -> str:
    """Return the kind of the row whose span holds a position."""
    row = table.iloc[max(0, int(table.start.searchsorted(at, side="right")) - 1)]
    return row.kind if row.start <= at < row.end else ""


def four_grams(found: str, gold: str) -> tuple[float, float]:
    """Return (precision, recall) over the 4-grams of words of one page."""
    a, b = (Counter(four_grams_of(text)) for text in (found, gold))
    shared = sum((a & b).values())
    if not a and not b:
        return 1.0, 1.0
    return (shared / sum(a.values()) if a else 0.0), (shared / sum(b.values()) if b else 0.0)


def four_grams_of(text: str) -> list[tuple[str, ...]]:
    """Return the runs of four words of a text."""
    words = re.findall(r"\w+", text)
    return list(zip(*(words[i:] for i in range(4)), strict=False))


def page_scores(scores: list[tuple[float, float]]) -> dict[str, float]:
    """Return mean precision, mean recall and their F1."""
    precision, recall = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    return {"f1": harmonic(precision, recall), "precision": precision, "recall": recall}


def harmonic(a: float, b: float) -> float:
    """Return the harmonic mean."""
    return 2 * a * b / (a + b) if a + b else 0.0


def normal(value: object) -> str:
    """Bring a title, a name or a list of names to small letters and single spaces, other signs left out."""
    text = ", ".join(value) if isinstance(value, list) else str(value or "")
    return re.sub(r"[\W_]+", " ", text).strip().lower()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Name the folder with the public data: python -m benchmarks.extraction FOLDER")
    for name, figures in measure(sys.argv[1]).items():
        shown = (f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in figures.items())
        print(f"{name}: {', '.join(shown)}")
