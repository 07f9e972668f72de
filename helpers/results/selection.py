"""The words behind a number: an address (`speaker:Ann Cole; voice:quoted`) and the sentences it leads to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.results.contrasts import find_words
from helpers.results.sources import name_sources, stance_of
from helpers.results.summary import ONE_VOICE
from helpers.tables import check_analysis, fill_groups, place_sentences
from helpers.text.clean import without_surrogates
from helpers.voice import VOICE_STYLE

LOADED = "loaded"  # as a category: every term that counts as loaded
KEYS = ("article", "sentence", "voice", "one_voice", "speaker", "category", "term", "words", "word", "stance")
AS_TYPED = tuple(zip("\n\t\r\u00a0\u2019\u2018\u201c\u201d", "    ''\"\"", strict=True))
BLANKS = str.maketrans("\n\t\r", "   ")  # quick where all is ASCII
PERIODS = ("%Y-%m", "%G-W%V", "%Y")  # of a date: its month, its week, its year
COLUMNS = ["article_id", "sentence", "start", "end", "voice", "speaker", "n_words", "found", "text"]
SPAN = ["start", "end"]


def find_sentences(analysis: Analysis, select: str) -> pd.DataFrame:
    """Find the sentences behind a number, by the address that `browse` shows for it.

    `select`: conditions as `key:value`, parted by `; `, all of which hold of the same words: `voice` (one of the four,
    `source` or `outlet`), `speaker` (a source as in `summarise_sources`), `category` (of a term; `category:loaded`: all
    loaded ones), `term` (an entry of a lexicon), `one_voice` (sentences with 80 % of their words in this voice, on
    which sentiment and readability rest), `words` (the words of one voice in which these begin, as one types them),
    `word` (a whole word as in `contrast_words`: in lower case, without 's), `stance` (words that a verb of this stance
    introduces, as in `summarise_stances`; of what somebody supports or expects, where it says so), `article` (an id),
    `sentence` (its number), or a column of the articles (`outlet:halden-wire`); a column that is named more than once
    takes either value, and a date also its week, month or year (`published:2024-W05`, `published:2024-02`). In a value
    `;` is written `%3B`, `%` as `%25`. As in a summary, sub-headings are no part of a voice. Out: one row per sentence
    in the order of the articles: article_id, sentence, start, end, voice and speaker (of the words that fit, several
    parted by commas), n_words (of those words), found (the terms or the words that fit), text. Raises ValueError for
    an address that cannot be meant, TypeError for what is no analysis.

    >>> from helpers.analysis import analyse
    >>> rain = analyse(pd.DataFrame({"article_id": ["a"], "text": ['"We won," Ann Cole said. It rained.']}))
    >>> find_sentences(rain, "speaker:Ann Cole")[["sentence", "n_words", "found"]].to_numpy().tolist()
    [[1, 2, '"We won,"']]
    """
    index = Index(analysis)
    runs, hits = index.match(read_address(select))
    segments, found = index.segments, index.segments["text"]
    if hits is not None:
        runs, found = index.hits["segment"].to_numpy()[hits], index.hits["term"].iloc[hits].reset_index(drop=True)
    rows = segments.iloc[runs].reset_index(drop=True)
    rows = rows.assign(
        found=found if hits is not None else rows["text"],
        speaker=index.sources["source"].reindex(rows["source"], fill_value="").to_numpy(),
        words=rows["n_words"].mask(pd.Series(runs).duplicated(), 0),
    )  # fmt: skip
    of_sentence = rows.groupby("row", sort=True)
    together = of_sentence.agg(voice=("voice", _joined), speaker=("speaker", _joined), n_words=("words", "sum"),
                               found=("found", " … ".join))  # fmt: skip
    sentences = index.sentences.iloc[together.index][["article_id", "sentence", *SPAN, "text"]]
    return sentences.reset_index(drop=True).join(together.reset_index(drop=True))[COLUMNS]


def _joined(values: pd.Series) -> str:
    return ", ".join(dict.fromkeys(filter(None, values)))


def read_address(select: str) -> list[tuple[str, str]]:
    """The conditions of an address; ValueError for one without a key."""
    conditions = []
    for part in filter(None, (part.strip(" ") for part in select.split(";"))):
        key, colon, value = part.partition(":")
        if not colon or not key.strip():
            raise ValueError(f"{part!r} is no condition; write key:value, for instance speaker:Ann Cole.")
        conditions.append((key.strip(), re.sub("%(3B|25)", lambda m: ";" if m[1] == "3B" else "%", value)))
    return conditions


def make_address(*conditions: tuple[str, str]) -> str:
    """The address of conditions, as `read_address` reads it."""
    return "; ".join(f"{key}:{str(value).replace('%', '%25').replace(';', '%3B')}" for key, value in conditions)


def as_typed(text: str) -> str:
    """A text as one would type it to find it: small letters, straight marks; as long as it was, so that places stay."""
    if text.isascii():
        return text.lower().translate(BLANKS)
    text = without_surrogates(text)
    small = text.lower()
    if len(small) != len(text):  # "İ"
        small = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    for sign, plain in AS_TYPED:
        small = small.replace(sign, plain)
    return small


@dataclass(frozen=True, eq=False)
class Index:
    """An analysis whose rows know each other: sentence, segment and hit by row number, in the order of the articles."""

    analysis: Analysis

    def __post_init__(self):
        check_analysis(
            self.analysis, articles="article_id text",
            sentences="article_id sentence paragraph start end text kind n_words voice why sentiment_names_masked",
            segments="article_id sentence start end text voice whose attribution n_words",
            attributions="article_id attribution speaker speaker_name speaker_kind",
            hits="article_id start end term entry category loaded",
        )  # fmt: skip

    @cached_property
    def articles(self) -> pd.DataFrame:
        return self.analysis.articles.reset_index(drop=True)

    def _ordered(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows of the articles at hand, with the number of theirs."""
        article = pd.Index(self.articles["article_id"]).get_indexer(table["article_id"])
        table = table.assign(article=article)[article >= 0]
        return table.sort_values(["article", "start"], kind="stable", ignore_index=True)

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """`article`: its row; `first`: the first of its segments, `last` the one behind its last."""
        table = self._ordered(self.analysis.sentences)
        rows = self.segments["row"].to_numpy() if len(self.segments) else np.array([], int)
        numbers = np.arange(len(table))
        return table.assign(first=np.searchsorted(rows, numbers), last=np.searchsorted(rows, numbers, side="right"))

    @cached_property
    def segments(self) -> pd.DataFrame:
        """`row`: of the sentence; `source`: the row in `sources`, -1 for the outlet's; `credit`: of the attribution."""
        table, of = self._ordered(self.analysis.segments), self._ordered(self.analysis.sentences)
        row, credits, key = place_sentences(of, table), self.credits, ["article_id", "attribution"]
        credit = pd.MultiIndex.from_frame(credits[key]).get_indexer(pd.MultiIndex.from_frame(table[key]))
        source = np.where(credit >= 0, np.append(credits["code"].to_numpy(), -1)[credit], -1)
        source = np.where(table["whose"] == "source", source, -1)
        subhead = (of["kind"].to_numpy() == "subhead")[row] if len(of) else np.zeros(len(table), bool)
        table = table.assign(row=row, source=source, credit=credit, subhead=subhead)
        return table[row >= 0].reset_index(drop=True)

    @cached_property
    def credits(self) -> pd.DataFrame:
        table = name_sources(self.analysis.attributions).reset_index(drop=True)
        return table.assign(code=pd.factorize(table["source"])[0])

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Every source once: `source` and the commonest `speaker_kind`."""
        counts = self.credits.groupby(["code", "source", "speaker_kind"]).size().rename("n").reset_index()
        counts = counts.sort_values(["code", "n", "speaker_kind"], ascending=[True, False, True])
        return counts.drop_duplicates("code")[["source", "speaker_kind"]].reset_index(drop=True)

    @cached_property
    def hits(self) -> pd.DataFrame:
        """`segment`: the one that holds the hit's first letter."""
        table = self._ordered(self.analysis.hits)
        at = self.segment_at(table["article"].to_numpy(int), table["start"].to_numpy(int))
        return table.assign(segment=at)[at >= 0].reset_index(drop=True)

    def segment_at(self, article: np.ndarray, start: np.ndarray) -> np.ndarray:
        """The segment that holds a place of an article, or the last before it; -1 for none."""
        lengths = self.articles["text"].str.len().to_numpy(int) + 1
        base = np.append(0, np.cumsum(lengths))
        places = base[self.segments["article"].to_numpy(int)] + self.segments["start"].to_numpy(int)
        at = np.searchsorted(places, base[article] + start, "right") - 1
        inside = (at >= 0) & (np.append(self.segments["article"].to_numpy(int), -1)[at] == article)
        return np.where(inside, at, -1)

    @cached_property
    def _typed(self) -> list[str]:
        return [as_typed(text) for text in self.sentences["text"]]

    def find_words(self, words: str) -> tuple[np.ndarray, np.ndarray]:
        """The segments in which these words begin, by row, and how often; words of two sentences are not found."""
        wanted, counts, starts = " ".join(as_typed(words).split()), Counter(), self.segments["start"].tolist()
        places = (self.sentences[column].tolist() for column in ("start", "first", "last"))
        for text, begin, first, last in zip(self._typed, *places, strict=True):
            if not wanted or wanted not in text or first == last:
                continue
            for found in re.finditer(re.escape(wanted), text):
                counts[max(bisect_right(starts, begin + found.start(), first, last) - 1, first)] += 1
        segments = np.array(sorted(counts), int)
        return segments, np.array([counts[segment] for segment in segments.tolist()], int)

    def match(self, conditions: list[tuple[str, str]]) -> tuple[np.ndarray, np.ndarray | None]:
        """The segments that fit, by row; and where terms are asked for, the hits that fit in them, else None."""
        segments = self.segments
        fits, of_hits, of_columns = np.ones(len(segments), bool), None, {}
        for key, value in conditions:
            if key in ("category", "term"):
                of_hits = np.ones(len(self.hits), bool) if of_hits is None else of_hits
                column = "entry" if key == "term" else "category"
                is_loaded = (key, value) == ("category", LOADED)
                of_hits &= (self.hits["loaded"] if is_loaded else self.hits[column] == value).to_numpy(bool)
            elif key in KEYS:
                fits &= self.fits(key, value)
            else:
                of_columns.setdefault(key, []).append(self.fits(key, value))
        for either in of_columns.values():
            fits &= np.any(either, axis=0)
        if of_hits is None:
            return np.flatnonzero(fits), None
        hits = np.flatnonzero(of_hits & fits[self.hits["segment"].to_numpy(int)])
        return np.unique(self.hits["segment"].to_numpy(int)[hits]), hits

    def fits(self, key: str, value: str) -> np.ndarray:
        """Of every segment, whether this one condition holds; of those on terms `match` knows."""
        segments = self.segments
        if key in ("voice", "one_voice") and value not in VOICE_STYLE:
            raise ValueError(f"Unknown voice {value!r}; choose from {', '.join(VOICE_STYLE)}.")
        if key == "voice":
            return (segments["voice"].isin(VOICE_STYLE[value].members) & ~segments["subhead"]).to_numpy(bool)
        if key == "one_voice":
            words = self.sentences["n_words"].to_numpy()
            counts = self.sentences[[f"n_{voice}" for voice in VOICE_STYLE[value].members]].sum(axis=1).to_numpy()
            whole = (words > 0) & (counts >= ONE_VOICE * words)
            return whole[segments["row"].to_numpy(int)] & self.fits("voice", value)
        if key == "speaker":
            wanted = np.append((self.sources["source"] == value).to_numpy(bool), False)
            return wanted[segments["source"].to_numpy(int)] & ~segments["subhead"].to_numpy(bool)
        if key in ("words", "word"):
            found = self.find_words(value)[0] if key == "words" else self.words.get(value, [])
            return np.isin(np.arange(len(segments)), found)
        if key == "stance":
            return self._introduced(value)
        if key == "sentence":
            return (segments["sentence"].astype(str) == value).to_numpy(bool)
        column = "article_id" if key == "article" else key
        if column not in self.articles.columns:
            raise ValueError(f"Unknown key {key!r}; choose from {', '.join(KEYS)} or a column of the articles.")
        named = fill_groups(self.articles, [column])[column]
        fits = np.array(named.astype(str) == value, bool)
        if pd.api.types.is_datetime64_any_dtype(self.articles[column]):
            for period in PERIODS:
                fits |= (self.articles[column].dt.strftime(period) == value).to_numpy(bool)
        return fits[segments["article"].to_numpy(int)]

    def _introduced(self, stance: str) -> np.ndarray:
        """The segments of attributions by a verb of this stance; where these are the outlet's words, their first."""
        credits, fits = self.credits, np.zeros(len(self.segments), bool)
        if "stance" not in credits:
            return fits
        kinds = self.analysis.attributions.drop_duplicates(["article_id", "attribution"])["speaker_kind"]
        wanted = (stance_of(credits) == stance).to_numpy() & (kinds != "outlet").to_numpy()
        credit = self.segments["credit"].to_numpy()
        fits = np.append(wanted, False)[credit]
        bare = np.flatnonzero(wanted & ~np.isin(np.arange(len(credits)), credit))
        article = pd.Index(self.articles["article_id"]).get_indexer(credits["article_id"].iloc[bare])
        at = self.segment_at(article[article >= 0], credits["start"].to_numpy(int)[bare[article >= 0]])
        fits[at[at >= 0]] = True
        return fits

    @cached_property
    def words(self) -> dict[str, list[int]]:
        """The segments that have a word, each once; of sentences only, as `contrast_words` counts."""
        found: dict[str, dict[int, None]] = {}
        plain = ~self.segments["subhead"].to_numpy(bool)
        for row, (text, counts) in enumerate(zip(self.segments["text"].tolist(), plain.tolist(), strict=True)):
            for _, word in find_words(text) if counts else ():
                found.setdefault(word, {})[row] = None
        return {word: list(rows) for word, rows in found.items()}
