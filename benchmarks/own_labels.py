"""The kit's own labelled sentences, for fitting and for a look at styles. Developers' own labels: no validation.

    python -m benchmarks.own_labels [sample]

Prints how the voices, the speakers and the loaded terms stand beside the hands', the editorial call by style, and how
far the two coders agree. With `sample` it writes data/hand_codes.csv and its sample anew: a drawn sample of the sample
articles with the codes that the two hands' labels give it, for notebook 3.
"""

import re
import sys
from itertools import pairwise

import numpy as np
import pandas as pd

from benchmarks.editorial import THRESHOLD, auc, macro_f1
from helpers import Analysis, analyse, draw_sample, load_articles, measure_agreement, recode_labels, split_sentences
from helpers.results.sample import path_of_sample
from helpers.show.sheet import keep_sample
from helpers.text.words import word_spans
from helpers.vocabulary import DATA
from helpers.wording.editorial import score_editorial
from helpers.wording.editorial_cues import SOURCE

SOURCES_WORDS = ("quoted", "attributed")
CODES, N_CODED = DATA / "hand_codes.csv", 200
OUTLETS_WORDS = ("narrated", "editorial")
IN_MARKS = r"[“\"‘'].*[”\"’']"


def read_labels(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / f"{name}.csv", keep_default_na=False)


def labelled_page(file: str) -> str:
    folder = DATA if file.startswith("styles/") else DATA / "articles"
    return (folder / file).read_bytes().decode("utf-8")


def measure() -> dict[str, float]:
    """The gate's figures: how far words of the labelled bodies have the voice, speaker and loaded hits of a hand.

    Every page is analysed with all but its body blanked, so that offsets are the page's and no other error takes part.
    Voices: share of equal words and F1 of each voice. Speakers: of words that hand and kit both give to a source and
    the hand to somebody named, those whose speaker shares a word with the hand's. Loaded: precision over the words that
    a hand marked, sure or not; recall of the sure ones.
    """
    words = labelled_words()
    figures = {"n_words": len(words), "voices, share of equal words": (words["voice"] == words["by_hand"]).mean()}
    for voice in (*SOURCES_WORDS, *OUTLETS_WORDS):
        by_hand, by_kit = words["by_hand"] == voice, words["voice"] == voice
        figures[f"{voice}, F1"] = 2 * (by_hand & by_kit).sum() / (by_hand.sum() + by_kit.sum())
    shared = words[words["by_hand"].isin(SOURCES_WORDS) & words["voice"].isin(SOURCES_WORDS) & (words["whom"] != "")]
    right = [bool(_names(a) & _names(b)) for a, b in zip(shared["speaker"], shared["whom"], strict=True)]
    figures["speakers, share right"] = pd.Series(right, dtype=float).mean()
    hits = words["hit"]
    figures["loaded words, precision"] = (words["marked"] != "")[hits].mean()
    figures["loaded words, recall"] = hits[words["marked"] == "yes"].mean()
    return figures


def analyse_bodies() -> Analysis:
    """The labelled pages, all but the body blanked, so that offsets are the page's."""
    parts = read_labels("hand_parts")
    files = sorted(set(read_labels("hand_labels")["file"]))
    texts = [_body_alone(file, parts) for file in files]
    return analyse(pd.DataFrame({"article_id": files, "text": texts, "source": files}))


def labelled_words() -> pd.DataFrame:
    """One row per word of the labelled bodies: `file`, `word`; `voice`, `speaker`, `hit` by the kit; `by_hand`, `whom`,
    `marked` (`yes` when a hand is sure that it is loaded, `no` when not, "" when unmarked) by the hands."""
    labels, loaded = read_labels("hand_labels"), read_labels("hand_loaded")
    analysis, tables = analyse_bodies(), []
    for file, text in zip(analysis.articles["article_id"], analysis.articles["text"], strict=True):
        spans = word_spans(text)
        middles = np.array([(start + end - 1) / 2 for start, end in spans])
        segments, hits = (table[table["article_id"] == file] for table in (analysis.segments, analysis.hits))
        words = pd.DataFrame({"file": file, "word": [text[start:end] for start, end in spans]})
        words[["voice", "speaker"]] = _at(middles, segments, ["voice", "speaker"])
        words["hit"] = _at(middles, hits[hits["loaded"]], ["term"])["term"] != ""
        words[["by_hand", "whom"]] = _at(middles, labels[labels["file"] == file], ["voice", "speaker"])
        words["marked"] = _at(middles, loaded[loaded["file"] == file], ["sure"])
        tables.append(words[words["by_hand"] != ""])
    return pd.concat(tables, ignore_index=True)


def _at(middles: np.ndarray, table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The columns of the row whose span holds each position, "" where none does."""
    table = table.sort_values("start")
    row = np.searchsorted(table["start"], middles, side="right") - 1
    row[row >= 0] = np.where(middles[row >= 0] < table["end"].to_numpy()[row[row >= 0]], row[row >= 0], -1)
    return table[columns].reset_index(drop=True).reindex(row).fillna("").reset_index(drop=True)


def _body_alone(file: str, parts: pd.DataFrame) -> str:
    page = labelled_page(file)
    for start, end, kind in parts.loc[parts["file"] == file, ["start", "end", "kind"]].itertuples(index=False):
        if kind not in ("body", "subhead"):
            page = page[:start] + re.sub(r"[^\n]", " ", page[start:end]) + page[end:]
    return page


def _names(speaker: str) -> set[str]:
    return {word for word in re.findall(r"\w+", speaker.lower()) if word not in ("the", "a", "an", "of", "and", "in")}


def hand_sentences() -> pd.DataFrame:
    """The labelled sentences of the body: `article_id` (the file), style, text, own_text, opinion (by hand).

    What a hand credits to a source is replaced by " … ", as `label_voice` does; the sentence is opinion where a hand
    called the outlet's words in it editorial; a scare quote alone does not make it so. None without the outlet's words.
    """
    labels, parts = read_labels("hand_labels"), read_labels("hand_parts")
    rows = []
    for file, of_file in labels.groupby("file", sort=True):
        page = labelled_page(file)
        body = parts[(parts["file"] == file) & (parts["kind"] == "body")]
        texts = [page[start:end].rstrip() for start, end in zip(body["start"], body["end"], strict=True)]
        found = split_sentences(
            pd.DataFrame({"article_id": range(len(texts)), "text": texts}).astype({"article_id": str})
        )
        for paragraph, start, end in zip(found["article_id"], found["start"], found["end"], strict=True):
            offset = int(body["start"].iloc[int(paragraph)])
            start, end = start + offset, end + offset
            runs = of_file[(of_file["start"] < end) & (of_file["end"] > start)].sort_values("start")
            own = runs[runs["voice"].isin(OUTLETS_WORDS)]
            if len(own):
                plain = own[~own["text"].str.fullmatch(IN_MARKS)]
                opinion = (plain if len(plain) else own)["voice"].iloc[0] == "editorial"
                rows.append((file, page[start:end], _own_text(page, runs, start, end), opinion))
    table = pd.DataFrame(rows, columns=["article_id", "text", "own_text", "opinion"])
    return table.assign(style=table["article_id"].map(style_of))


def style_of(file: str) -> str:
    """The kind of writing of a labelled page: of a style page its name's first word, of a sample page its outlet."""
    folder, name = file.split("/")
    return name.split("-")[0] if folder == "styles" else folder


def by_style(sentences: pd.DataFrame) -> pd.DataFrame:
    """Of every style: sentences, share editorial by hand and by the kit, precision and recall of the kit's call."""
    called = sentences["editorial_score"] >= THRESHOLD
    table = sentences.assign(called=called, right=called & sentences["opinion"])
    return pd.concat([_shares(table.groupby("style")), _shares(table.groupby(lambda _: "all styles"))])


def _shares(groups) -> pd.DataFrame:
    sums = groups[["opinion", "called", "right"]].sum()
    n = groups.size()
    return pd.DataFrame(
        {"n": n, "by_hand": sums["opinion"] / n, "by_kit": sums["called"] / n,
         "precision": sums["right"] / sums["called"].replace(0, np.nan),
         "recall": sums["right"] / sums["opinion"].replace(0, np.nan)}
    )  # fmt: skip


def _own_text(page: str, runs: pd.DataFrame, start: int, end: int) -> str:
    credited = runs[~runs["voice"].isin(OUTLETS_WORDS)]
    edges = [start, *(edge for span in zip(credited["start"], credited["end"], strict=True) for edge in span), end]
    pieces = [page[max(a, start) : b] for a, b in list(pairwise(edges))[::2]]
    return re.sub(r"( … \s*)+", SOURCE.join("  "), SOURCE.join("  ").join(pieces))


def coded_sample() -> tuple[pd.DataFrame, pd.DataFrame]:
    """A sample of the sample articles, and the two hands' codes of its sentences."""
    analysis = analyse(load_articles(DATA / "articles"))
    sample = draw_sample(analysis, n=N_CODED, by="outlet", seed=1)
    codes = pd.concat([recode_labels(analysis, read_labels(name)) for name in ("hand_labels", "hand_labels_second")])
    return sample, codes.merge(sample[["article_id", "sentence"]]).reset_index(drop=True)


def write_sample() -> None:
    sample, codes = coded_sample()
    path_of_sample(CODES).unlink(missing_ok=True)
    keep_sample(sample, CODES)
    codes.to_csv(CODES, index=False, lineterminator="\n")


def main() -> None:
    print(pd.Series(measure()).round(3).to_string())
    sentences = score_editorial(hand_sentences())
    truth, score = sentences["opinion"].to_numpy(bool), sentences["editorial_score"].to_numpy()
    print("Developers' own labels of invented pages: no validation. The weights of context were fitted on these pages;")
    print("python -m benchmarks.fit_editorial prints the figure for pages left out of the fit.")
    figures = f"macro-F1 {macro_f1(truth, score >= THRESHOLD):.3f}  AUC {auc(truth, score):.3f}"
    print(f"editorial sentences: {figures}  n {len(truth)}")
    print(by_style(sentences).round(2).to_string())
    analysis = analyse_bodies()
    codes = [recode_labels(analysis, read_labels(name)) for name in ("hand_labels", "hand_labels_second")]
    print("two coders, words of sentences that both labelled:")
    print(measure_agreement(pd.concat(codes), analysis.sentences).round(3).to_string(index=False))


if __name__ == "__main__":
    write_sample() if sys.argv[1:] == ["sample"] else main()
