"""A random sample of sentences for hands to code, each with the probability with which it was drawn."""

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.errors import InputError, MissingFileError
from helpers.results.code_rows import check_sentences
from helpers.results.hand import IDS_AS_TEXT
from helpers.tables import (
    check_analysis,
    check_columns,
    check_groups,
    check_numbers,
    digest_texts,
    name_groups,
    place_sentences,
)
from helpers.text.clean import without_apostrophe

# What every group gets where n allows: so many of its sentences, or articles, are the least that a correction of its
# own rests on.
LEAST = {"sentence": 30, "article": 5}
COLUMNS = [
    "article_id", "sentence", "start", "end", "text", "group", "probability", "before", "after", "seed", "unit",
    "corpus", "seal",
]  # fmt: skip


def draw_sample(
    analysis: Analysis, *, n: int = 200, by: str | list[str] | None = None, seed: int = 0, unit: str = "sentence"
) -> pd.DataFrame:
    """Draw sentences at random for hand coding, with the probability of each.

    `by`: the groups that each get a share of the sample: a column of `analysis.articles` (or several), for instance
    "outlet"; None for one group. Shares are proportional to the groups' numbers of sentences, but 30 at the least where
    `n` allows (or all the group has). Within a group sentences are drawn without replacement, all with the same
    probability. `unit="article"`: `n` articles are drawn with all their sentences, shares proportional to numbers of
    articles, 5 at the least where `n` allows. `seed`: the same seed draws the same sentences, in whatever order the
    articles stand.
    Out: one row per sentence, in random order (of articles, when they are the unit), so that whoever stops early has
    coded a smaller random sample: `article_id`, `sentence`, `start`, `end`, `text`; `group`; `probability`, the group's
    number drawn over its number in the corpus; `before`, `after`, the neighbouring sentences for the coder; `seed`,
    `unit`, `corpus` (hash of the articles' ids and texts), `seal` (hash of what was drawn): `correct_shares` refuses a
    sample of another corpus and one that was edited. Sub-headings and sentences without a word are never drawn.

    Raises TypeError for what is no analysis, ValueError for an unknown column or unit, and for `n` under 2 per group.

    >>> from helpers.analysis import analyse
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["It rained. It snowed. It froze. It thawed."]})
    >>> draw_sample(analyse(articles), n=2)[["group", "probability"]].to_numpy().tolist()
    [['all articles', 0.5], ['all articles', 0.5]]
    """
    analysis = check_analysis(analysis, articles="article_id", sentences="article_id sentence kind n_words")
    groups = check_groups(analysis.articles, by)
    for name, value, least in (("n", n, 1), ("seed", seed, 0)):
        if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least:
            raise InputError(f"{name} must be a whole number from {least} up, not {value!r}.")
    if unit not in LEAST:
        raise InputError(f"unit must be one of {', '.join(LEAST)}, not {unit!r}.")
    names = name_groups(analysis.articles, groups).astype(str)
    sentences = _in_order(analysis.sentences)
    sentences = sentences[(sentences["kind"] == "sentence") & (sentences["n_words"] > 0)]
    group = sentences["article_id"].map(dict(zip(analysis.articles["article_id"], names, strict=True)))
    sentences = sentences[["article_id", "sentence"]].assign(group=group)
    units = sentences.index if unit == "sentence" else sentences["article_id"]
    table = sentences.groupby(units, sort=False)["group"].first().sort_values(kind="stable")
    sizes = table.value_counts(sort=False).sort_index()
    if n < np.minimum(sizes, 2).sum():
        raise InputError(
            f"{n} {unit}s are too few for {len(sizes)} groups, two each at the least: raise n, or draw by a coarser "
            "column or none (by=None); correct_shares can group by another column than the sample."
        )
    drawn = allocate(sizes.to_numpy(), n, LEAST[unit])
    rng = np.random.default_rng(seed)
    chosen = [
        key for group, n_drawn in zip(sizes.index, drawn, strict=True)
        for key in rng.choice(table.index[table == group], n_drawn, replace=False).tolist()
    ]  # fmt: skip
    order = {chosen[k]: place for place, k in enumerate(rng.permutation(len(chosen)))}
    place = pd.Series(units, index=sentences.index).map(order).dropna().sort_values(kind="stable")
    sample = sentences.loc[place.index]
    probability = sample["group"].map(dict(zip(sizes.index, drawn / sizes.to_numpy(), strict=True)))
    sample = sample.assign(probability=probability, seed=seed, unit=unit, corpus=name_corpus(analysis.articles))
    # The texts, at last, of those that were drawn.
    ids = sample["article_id"].unique()
    drawn = check_analysis(analysis, of=ids, sentences="article_id sentence start end text").sentences
    drawn = _in_order(drawn[drawn["article_id"].isin(ids)])[["article_id", "sentence", "start", "end", "text"]]
    beside = drawn.groupby("article_id")["text"]
    drawn = drawn.assign(before=beside.shift(1).fillna(""), after=beside.shift(-1).fillna(""))
    sample = sample.merge(drawn, on=["article_id", "sentence"], how="left")
    return sample.assign(seal=seal_of(sample))[COLUMNS]


def _in_order(sentences: pd.DataFrame) -> pd.DataFrame:
    """Sentences in an order that the rows of the articles do not change."""
    return sentences.sort_values(["article_id", "sentence"], kind="stable", ignore_index=True)


def read_sample(path: str | Path) -> pd.DataFrame:
    """Read the sample that lies beside a file of codes or a coding sheet, where `code_sample` and `save_coding_sheet`
    keep it.

    In: the path of the codes ("codes.csv" has "codes-sample.csv" beside it; another name will do when there is but one
    sample in the folder), or of the sample itself. Out: the sample
    as `draw_sample` made it. Raises FileNotFoundError when there is none, ValueError for another table.
    """
    beside = path_of_sample(path)
    there = [beside] if beside.is_file() else sorted(beside.parent.glob("*-sample.csv"))  # the codes may be renamed
    place = Path(path) if Path(path).name.endswith("-sample.csv") else there[0] if len(there) == 1 else beside
    if not place.is_file():
        raise MissingFileError(
            f"No sample {beside}: it was written beside the codes, or the sheet, when they were begun. Keep it with "
            'them, or name it: read_sample("…-sample.csv").'
        )
    table = pd.read_csv(place, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    check_columns(table, COLUMNS, of=f"sample {beside.name}", made_by="code_sample(sample, path)")
    table = check_numbers(table.map(without_apostrophe), ["sentence", "start", "end", "seed"], of="sample")
    return check_numbers(table, ["probability"], of="sample", whole=False)[COLUMNS]


def path_of_sample(path: str | Path) -> Path:
    """Where the sample of a file of codes lies."""
    path = Path(path)
    return path.with_name(f"{path.stem}-sample.csv")


def allocate(sizes: np.ndarray, n: int, least: int) -> np.ndarray:
    """Share `n` among groups in proportion to their sizes, `least` each at the least where n allows; never more than
    there are.

    >>> allocate(np.array([900, 100, 10]), 200, 30)
    array([160,  30,  10])
    """
    n = min(n, int(sizes.sum()))
    floor = np.minimum(sizes, min(least, n // len(sizes))) if len(sizes) else sizes
    floor = np.maximum(floor, np.minimum(sizes, 2)) if n >= np.minimum(sizes, 2).sum() else floor
    low, high = 0.0, 1.0  # the fraction that the groups above their floor give
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if np.maximum(floor, middle * sizes).sum() < n else (low, middle)
    wanted = np.minimum(np.maximum(floor, high * sizes), sizes)
    whole = np.floor(wanted + 1e-9).astype(int)
    # What rounding down left over goes to the largest remainders.
    room = np.argsort(np.where(whole < sizes, whole - wanted, np.inf), kind="stable")
    whole[room[: n - whole.sum()]] += 1
    return whole


def name_corpus(articles: pd.DataFrame) -> str:
    """A hash of ids and texts, whatever the order of the rows."""
    digest = hashlib.sha256()
    for article_id, of_text in sorted(zip(articles["article_id"].astype(str), digest_texts(articles), strict=True)):
        digest.update(f"{article_id}\t{of_text}\n".encode("utf-8", "surrogatepass"))
    return "c" + digest.hexdigest()[:16]  # with a letter first, no reader of CSV takes it for a number


def _name_corpus_before(articles: pd.DataFrame) -> str:
    """What the last release called a corpus: samples that were coded then stay good. It goes with the next one."""
    digest = hashlib.sha256()
    for article_id, text in sorted(zip(articles["article_id"].astype(str), articles["text"], strict=True)):
        for part in (article_id, text):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8) + data)
    return "c" + digest.hexdigest()[:16]


def seal_of(sample: pd.DataFrame) -> str:
    """A hash of what was drawn and how, whatever the order of the rows."""
    columns = ["article_id", "sentence", "start", "end", "probability", "seed", "unit", "corpus"]
    rows = sorted(
        # Nine digits of a probability outlive every spreadsheet.
        f"{a}\t{int(s)}\t{int(start)}\t{int(end)}\t{float(p):.9g}\t{int(seed)}\t{unit}\t{corpus}"
        for a, s, start, end, p, seed, unit, corpus in sample[columns].itertuples(index=False)
    )
    return "s" + hashlib.sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def check_sample(analysis: Analysis, sample: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """A sample as `draw_sample` made it, also when it went through a file, and the rows of `analysis.sentences` it has.

    ValueError for a sample of another corpus, an edited one, and one whose sentences are not those of the analysis.
    """
    check_columns(sample, COLUMNS, of="sample", made_by="draw_sample(analysis)")
    if not len(sample):
        raise InputError("The sample has no rows; draw_sample(analysis) draws one.")
    sample = check_numbers(check_sentences(sample), ["seed"], of="sample")
    sample = check_numbers(sample, ["probability"], of="sample", whole=False)
    before = _name_corpus_before if "text" in analysis.articles else name_corpus
    if all((sample["corpus"] != name(analysis.articles)).any() for name in (name_corpus, before)):
        raise InputError(
            "The sample was drawn from other articles (their ids or texts differ from those of this analysis). Analyse "
            "the corpus it was drawn from, whole: for a part of it name a column in by; or draw a sample of this one."
        )
    n_probabilities = sample.groupby("group", dropna=False)["probability"].nunique()
    if (sample["seal"] != seal_of(sample)).any() or (n_probabilities > 1).any():
        raise InputError(
            "The sample is not as it was drawn: rows are missing or twice, or the seed, a place, a group or a "
            "probability was edited. Draw it again with the same n, by, seed and unit; sentences nobody coded stay in "
            f"it and out of the codes. (If ids like 007 were read as numbers, {IDS_AS_TEXT}.)"
        )
    # A group's name may have been read as a number; what matters is which rows have the same.
    sample = sample.assign(group=sample["group"].astype(str))
    at = place_sentences(analysis.sentences, sample)
    found = analysis.sentences[["start", "end"]].to_numpy()[at]
    moved = np.flatnonzero((at < 0) | (found != sample[["start", "end"]].to_numpy()).any(axis=1))
    if len(moved):
        row = sample.iloc[moved[0]]
        raise InputError(
            f"Article {row['article_id']!r}, sentence {row['sentence']}: the analysis cuts the text into other "
            "sentences than when the sample was drawn. Use the version of the kit that drew it (name_versions tells)."
        )
    return sample, at
