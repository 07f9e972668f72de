"""Everything that is measured, in one command: `make benchmark DATA=folder`.

Prints each benchmark's figures with n, and keeps them in data/reference/accuracy.csv, from which the notebooks, the
report and the README's table quote. Details, error tables and figures by outlet: `python -m benchmarks.NAME FOLDER`.
"""

import sys
import time
from pathlib import Path

import pandas as pd

from benchmarks import attribution, corpus, editorial, extraction, language, loaded, names, speed
from helpers.files import write_whole
from helpers.results.reference import ACCURACY
from helpers.vocabulary import DATA

README = DATA.parent / "README.md"
MARKS = ("<!-- accuracy -->\n", "<!-- /accuracy -->")
COLUMNS = ["measure", "data", "n", "value", "command"]
# What the README quotes: the measure and its data in accuracy.csv, and how it is said there.
IN_README = [
    ("words inside attributed content, F1", "PolNeAR dev", "words credited to sources, F1"),
    (
        "precision of words found outside quotation marks",
        "PolNeAR dev",
        "– of those outside quotation marks, precision",
    ),
    ("speaker overlaps the gold source", "PolNeAR dev", "the right words for the source, a pronoun included"),
    (
        "names of pronouns and roles, right",
        "PolNeAR train, read by hand",
        "– the right name behind a pronoun or a role, or none where the text does not tell",
    ),
    ("editorial, macro-F1", "CheckThat! 2025 dev", "outlet's own opinion against fact, macro-F1"),
    (
        "opinion against factual sentences, macro-F1",
        "BABE",
        "opinion against factual sentences, macro-F1 (cues partly chosen here)",
    ),
    ("loaded words, F1", "BABE", "loaded words that experts marked, F1 (entries chosen on these data)"),
    (
        "loaded words, entries proved on other texts, F1",
        "BABE",
        "– by entries that were right in other fifths of them",
    ),
    ("body from lines, f1", "Article Extraction Benchmark", "article in a copied page, words F1"),
    ("body from HTML, f1", "Article Extraction Benchmark", "article in an HTML page, F1"),
    ("sentences, both ends equal, F1", "GUM news (Wikinews)", "sentences, F1"),
    ("correlation of sentiment with people", "NYT editorial snippets", "VADER sentiment against people, correlation"),
]


def attribution_rows(folder: str) -> list[dict]:
    labels = {
        "f1": "words inside attributed content, F1",
        "precision": "words inside attributed content, precision",
        "recall": "words inside attributed content, recall",
        "precision_outside_marks": "precision of words found outside quotation marks",
        "share_r": "found against gold share per article, r",
        "sentence_macro_f1": "sentence level, half of the words, macro-F1",
        "speaker_accuracy": "speaker overlaps the gold source",
    }
    figures = attribution.measure(folder)
    rows = []
    for part in attribution.PARTS:
        of_part = {key.removeprefix(f"attribution_{part}_"): v for key, v in figures.items() if f"_{part}_" in key}
        rows += [
            {"measure": label, "data": f"PolNeAR {part}", "n": of_part["n_words"], "value": of_part[name]}
            for name, label in labels.items()
        ]
    return rows


def loaded_rows(folder: str) -> list[dict]:
    data = {"babe": "BABE", "ptc": "PTC train, Loaded_Language"}
    return [
        {"measure": f"{label}, {name.upper() if name == 'f1' else name}", "data": data[key], "n": result["n_texts"],
         "value": scores[name]}
        for key, result in loaded.measure(folder).items() if key in data
        for label, scores in (("loaded words", result), ("floor: words of VADER's lexicon", result["floor"]),
                              ("loaded words, entries proved on other texts", result["proved"]))
        for name in ("f1", "precision", "recall")
    ]  # fmt: skip


def editorial_rows(folder: str) -> list[dict]:
    sets = {
        "checkthat_train": ("editorial", "CheckThat! 2025 train"),
        "checkthat_dev": ("editorial", "CheckThat! 2025 dev"),
        "babe_opinion": ("opinion against factual sentences", "BABE"),
    }
    rows = []
    for key, result in editorial.measure(folder).items():
        label, data = sets[key]
        for kind, prefix in (("score", ""), ("vader", "floor |VADER|: "), ("count", "floor loaded count: ")):
            for name, value in result[kind].items():
                shown = {"macro_f1": "macro-F1", "auc": "AUC"}.get(name, name)
                rows.append({"measure": f"{prefix}{label}, {shown}", "data": data, "n": result["n"], "value": value})
    return rows


def extraction_rows(folder: str) -> list[dict]:
    return [
        {"measure": f"{label}, {name}", "data": "trafilatura's evaluation" if label.endswith("from HTML") and
         not label.startswith("body") else "Article Extraction Benchmark" if "developers" not in label else "made up",
         "n": result["n"], "value": value}
        for label, result in extraction.measure(folder).items() for name, value in result.items() if name != "n"
    ]  # fmt: skip


SECTIONS = {
    "language": language.measure,
    "attribution": attribution_rows,
    "names": names.measure,
    "loaded": loaded_rows,
    "editorial": editorial_rows,
    "extraction": extraction_rows,
    "corpus": corpus.measure,
    "speed": speed.measure,
}


def readme_table(accuracy: pd.DataFrame) -> str:
    """The README's table, in Markdown; a figure that was not measured is left out."""
    lines = ["| what | public data | n | figure |", "|---|---|---:|---:|"]
    for measure, data, said in IN_README:
        row = accuracy[(accuracy["measure"] == measure) & (accuracy["data"] == data)]
        lines += [
            f"| {said} | {data} | {int(n):,} | {value:.2f} |" for n, value in zip(row["n"], row["value"], strict=True)
        ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Measure everything, or the sections that are named after the folder; returns the exit code."""
    if not arguments or not Path(arguments[0]).is_dir():
        print(
            "Usage: make benchmark DATA=folder   (the folder of public data; see benchmarks/README.md)", file=sys.stderr
        )
        return 2
    folder, chosen = arguments[0], arguments[1:] or list(SECTIONS)
    kept = pd.read_csv(ACCURACY)
    for name in chosen:
        start = time.perf_counter()
        rows = pd.DataFrame(SECTIONS[name](folder)).assign(command=f"python -m benchmarks FOLDER {name}")
        print(
            f"\n{name} ({time.perf_counter() - start:.0f} s)\n{rows.drop(columns='command').to_string(index=False)}",
            flush=True,
        )
        kept = pd.concat([kept[kept["command"] != rows["command"].iloc[0]], rows[COLUMNS]], ignore_index=True)
    # Times belong to one machine; they are printed and not kept.
    kept = kept[~kept["measure"].str.contains(r"seconds\b|per second")]
    kept = kept.assign(value=kept["value"].round(4))
    write_whole(ACCURACY, kept.to_csv(index=False, lineterminator="\n").encode())
    if "attribution" in chosen:
        attribution.main(folder)
    text = README.read_text(encoding="utf-8")
    before, after = text.split(MARKS[0])[0], text.split(MARKS[1])[1]
    write_whole(README, (before + MARKS[0] + readme_table(pd.read_csv(ACCURACY)) + MARKS[1] + after).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
