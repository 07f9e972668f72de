"""Do corrected shares hold the truth? `python -m benchmarks.corrected FOLDER` (FOLDER holds attribution/*.jsonl).

PolNeAR's articles are the corpus and its annotators the hand: a word inside attributed content is a source's. Of 2,000
samples each, seeded: how often the 95 % interval of the source's share holds the hand's share of the whole corpus, and
half its width, against hand labels alone; of publishers as groups the same, mean and worst group; and of an outlet that
is known by 100 articles (drawn with replacement, so that it has more than these) how often its share is held.
Predictors: the kit; the kit with plans, wishes and bare objects counted as said, as PolNeAR's annotators do; and what
stands in quotation marks, nothing else.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from benchmarks.attribution import PARTS
from helpers import analyse, correct_shares, draw_sample
from helpers.results.correction import MEMBERS
from helpers.results.design import Design, add_rows
from helpers.results.estimation import BY_HAND, CORRECTED, NAMES, Coded, estimate
from helpers.results.hand import Words, runs_of
from helpers.results.sample import LEAST, allocate
from helpers.text.reading import read_rows, read_texts
from helpers.voice import VOICES

SEED, DRAWS, CHECKED = 2026, 2_000, 3
SIZES = {"sentence": (100, 200, 300), "article": (10, 15, 30)}
KNOWN_BY = 100  # articles of the outlet
SOURCE, OWN = VOICES.index("attributed"), VOICES.index("narrated")
PREDICTORS = ["quotation marks", "kit", "kit, all kinds"]


class Corpus(NamedTuple):
    """Of every sentence its article and words by voice, by the predictor and by hand; of every article its group."""

    article: np.ndarray
    kit: np.ndarray
    hand: np.ndarray
    group: np.ndarray

    def per_article(self) -> np.ndarray:
        """What `estimate` asks of the predictor."""
        words = add_rows(self.kit, self.article, len(self.group))
        return np.stack([words, 0 * words], axis=1) @ MEMBERS

    def part(self, articles: np.ndarray) -> "Corpus":
        """A corpus of these articles; one that is named twice is two."""
        order = np.argsort(self.article, kind="stable")
        bounds = np.searchsorted(self.article[order], np.arange(len(self.group) + 1))
        rows = np.concatenate([order[bounds[a] : bounds[a + 1]] for a in articles])
        article = np.repeat(np.arange(len(articles)), bounds[articles + 1] - bounds[articles])
        return Corpus(article, self.kit[rows], self.hand[rows], self.group[articles])


def read_corpus(folder: str | Path) -> tuple[pd.DataFrame, list[list]]:
    """The articles, and the spans of attributed content of each."""
    gold = [
        json.loads(line)
        for part in PARTS
        for line in (Path(folder) / "attribution" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    articles = pd.DataFrame({"article_id": [f"a{i}" for i in range(len(gold))], "text": [row["text"] for row in gold],
                             "outlet": [row["publisher"] for row in gold]})  # fmt: skip
    return articles, [[span for item in row["attributions"] for span in item["content"]] for row in gold]


def count_gold(analysis, spans: list[list]) -> tuple[np.ndarray, pd.DataFrame]:
    """Words by voice of every sentence as the annotators have it, and the same as codes."""
    sentences = analysis.sentences
    reading = read_rows(sentences["text"].tolist())
    word = np.flatnonzero(reading.is_word)
    row = reading.text[word]
    texts = analysis.articles["text"].tolist()
    base = np.cumsum([0, *map(len, texts)])
    marked = np.zeros(base[-1], bool)
    for at, of_article in zip(base, spans, strict=False):
        for start, end in of_article:
            marked[at + start : at + end] = True
    number = pd.Index(analysis.articles["article_id"]).get_indexer(sentences["article_id"])
    start, end = (place[word] + sentences["start"].to_numpy()[row] for place in (reading.start, reading.end))
    voice = np.where(marked[base[number[row]] + (start + end - 1) // 2], SOURCE, OWN)
    words = Words(word, row, start, end, voice, np.zeros(len(word), bool))
    return words.count(len(sentences)), runs_of(sentences, words, "annotators")


def predicted(articles: pd.DataFrame) -> dict[str, object]:
    """The analysis by every predictor."""
    kit = analyse(articles)
    marks = [
        (article_id, start, end, "quoted")
        for article_id, quotations in zip(articles["article_id"], read_texts(
            articles["article_id"].tolist(), articles["text"].tolist()).quotations, strict=True)
        for (start, end), kind in zip(quotations.pairs, quotations.kinds, strict=True) if kind == ""
    ]  # fmt: skip
    others = [pd.DataFrame(marks, columns=["article_id", "start", "end", "voice"]),
              kit.attributions.assign(kind="speech", speaker_kind="")]  # fmt: skip
    found = [analyse(articles, attributions=table) for table in others]
    return dict(zip(PREDICTORS, (found[0], kit, found[1]), strict=True))


def draw(corpus: Corpus, n: int, unit: str, stratum: np.ndarray, rng: np.random.Generator) -> Coded:
    """A sample as `draw_sample` draws it, coded by the annotators, from arrays; `stratum` is that of every article."""
    of_unit = stratum[corpus.article] if unit == "sentence" else stratum
    sizes = np.bincount(of_unit)
    drawn = allocate(sizes, n, LEAST[unit])
    chosen = np.concatenate([
        rng.choice(np.flatnonzero(of_unit == k), m, replace=False) for k, m in enumerate(drawn)
    ])  # fmt: skip
    if unit == "sentence":
        hand, kit, article = corpus.hand[chosen], corpus.kit[chosen], corpus.article[chosen]
        n_sentences = np.ones(len(chosen), int)
    else:
        hand, kit = (add_rows(counts, corpus.article, len(stratum))[chosen] for counts in (corpus.hand, corpus.kit))
        article, n_sentences = chosen, np.bincount(corpus.article, minlength=len(stratum))[chosen]
    design = Design(of_unit[chosen], sizes[of_unit[chosen]], article, unit == "article")
    counts = np.stack([hand, 0 * hand, kit, 0 * kit], axis=1) @ MEMBERS
    return Coded(design, counts, n_sentences, hand.sum(axis=1), {})


def simulate(corpus: Corpus, n: int, unit: str, *, by_group: bool, target: str, draws: int = DRAWS) -> dict:
    """How often the intervals of the source's share hold, and half their width, over samples."""
    rng = np.random.default_rng([SEED, n])
    source = NAMES.index("source")
    rows, one, per_article = [], corpus, corpus.per_article()
    for _ in range(draws):
        if target == "outlet":
            one = corpus.part(rng.integers(len(corpus.group), size=KNOWN_BY))
            per_article = one.per_article()
        stratum = one.group if by_group and n >= 2 * (one.group.max() + 1) else 0 * one.group
        group = one.group if by_group else 0 * one.group
        found = estimate(per_article, group, draw(one, n, unit, stratum, rng), target)
        rows.append([found[key][:, figure, source] for figure in (CORRECTED, BY_HAND) for key in ("low", "high")]
                    + [found["pooled"]])  # fmt: skip
    group = corpus.group if by_group else 0 * corpus.group
    words, by_hand, by_kit = (
        np.bincount(group[corpus.article], counts) for counts in
        (corpus.hand.sum(axis=1), corpus.hand[:, SOURCE], corpus.kit[:, SOURCE])
    )  # fmt: skip
    truth = by_hand / words
    low, high, hand_low, hand_high, pooled = np.array(rows).swapaxes(0, 1)
    held, half = (low <= truth) & (truth <= high), (high - low) / 2
    hand_half = (hand_high - hand_low) / 2
    return {
        "coverage": held.mean(), "worst_group": held.mean(axis=0).min(), "half_width": half.mean(),
        "half_width_by_hand": np.nanmean(hand_half), "ratio": half.mean() / np.nanmean(hand_half),
        "coverage_by_hand": ((hand_low <= truth) & (truth <= hand_high)).mean(), "pooled": pooled.mean(),
        "kit_off_by": (by_kit / words - truth).mean(), "n_samples": draws, "n_articles": len(corpus.group),
    }  # fmt: skip


def check_public(analysis, codes: pd.DataFrame, corpus: Corpus) -> None:
    """The verbs give what the arrays give: samples as drawn by `draw_sample`, coded, and corrected."""
    for seed in range(CHECKED):
        for unit, sizes in SIZES.items():
            sample = draw_sample(analysis, n=sizes[0], seed=seed, unit=unit)
            table = correct_shares(analysis, sample, codes.merge(sample[["article_id", "sentence"]]))
            row = table[table["voice"] == "source"].iloc[0]
            drawn = pd.MultiIndex.from_frame(sample[["article_id", "sentence"]])
            keys = pd.MultiIndex.from_frame(analysis.sentences[["article_id", "sentence"]])
            chosen = keys.get_indexer(drawn)
            hand, kit = corpus.hand[chosen], corpus.kit[chosen]
            difference = (hand[:, SOURCE].sum() - kit[:, SOURCE].sum()) / hand.sum()
            share = corpus.kit[:, SOURCE].sum() / corpus.kit.sum() + difference
            assert np.isclose(row["words_share_corrected"], share), (unit, seed)


def measure(folder: str | Path, *, draws: int = DRAWS) -> Iterator[dict]:
    """Rows, as they are done: predictor, target, groups, unit and n of the sample; coverage and widths."""
    articles, spans = read_corpus(folder)
    for name, analysis in predicted(articles).items():
        gold, codes = count_gold(analysis, spans)
        sentences = analysis.sentences
        kept = ((sentences["kind"] == "sentence") & (sentences["n_words"] > 0)).to_numpy()
        by_kit = sentences[[f"n_{voice}" for voice in VOICES]].to_numpy(float)
        # Quoted or attributed, narrated or editorial: the annotators do not say.
        kit = np.zeros_like(by_kit)
        kit[:, SOURCE], kit[:, OWN] = by_kit[:, :2].sum(axis=1), by_kit[:, 2:].sum(axis=1)
        assert (gold[kept].sum(axis=1) == kit[kept].sum(axis=1)).all()
        article = pd.Index(articles["article_id"]).get_indexer(sentences["article_id"])
        whole = Corpus(article, kit * kept[:, None], gold * kept[:, None], pd.factorize(articles["outlet"])[0])
        check_public(analysis, codes, whole)
        corpus = whole._replace(article=article[kept], kit=kit[kept], hand=gold[kept].astype(float))
        settings = [("corpus", False), ("corpus", True), ("outlet", False)]
        for target, by_group in settings if name != PREDICTORS[0] else settings[:1]:
            for unit, sizes in SIZES.items():
                for n in sizes:
                    found = simulate(corpus, n, unit, by_group=by_group, target=target, draws=draws)
                    place = {"predictor": name, "target": target, "groups": "publisher" if by_group else "none"}
                    yield place | {"unit": unit, "n": n} | found


def main(folder: str, draws: int = DRAWS) -> None:
    print(f"The source's share of words, PolNeAR dev and train, {draws:,} samples each; asked: coverage .93 to .97 and "
          "a half-width of at most .5 of that by hand alone (ratio)")  # fmt: skip
    for number, row in enumerate(measure(folder, draws=draws)):
        if not number:
            print("\t".join(row))
        print("\t".join(f"{v:.4f}" if isinstance(v, float) else str(v) for v in row.values()), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
