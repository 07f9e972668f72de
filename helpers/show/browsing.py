"""What `browse` shows, as plain data: the corpus in short at once, sentences and page furniture when asked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from types import SimpleNamespace

import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.intake.page import label_parts
from helpers.results.headlines import summarise_headlines
from helpers.results.reference import GENRES, label_genre
from helpers.results.selection import KEYS, LOADED, Index, make_address, read_address
from helpers.results.summary import ONE_VOICE
from helpers.show.browsing_figures import measure_all, name_measures, name_places, tell_headline
from helpers.show.browsing_names import about_of, texts, titles_of, written
from helpers.tables import check_groups, name_groups
from helpers.text.clean import without_surrogates as clean
from helpers.vocabulary import read_vocabulary
from helpers.voice import VOICE_STYLE, VOICES

AT_ONCE = 200  # articles whose headlines are measured together
MOST_SENTENCES = 20_000  # in one answer
REASON = re.compile(r"(.+?) ([+−]\d+\.\d+)")
OF_SENTENCE = ["article", "paragraph", "sentence", "start", "end", "kind", "first", "last", "why"]
BODY = ("body", "subhead")
SILENT = (*BODY, "blank")
FOUND_ON_PAGE = [key for key in KEYS if key not in ("stance", "word")]


class Browsing:
    """An analysis to be browsed: what the page is told at first, and the answer to each of its messages."""

    def __init__(self, analysis: Analysis, by: str | None, select: str, addresses: Iterable[str] = ()):
        """`addresses`: those besides `select` to which the page may lead."""
        self.index = Index(analysis)
        self.by = check_groups(self.index.articles, by, taken=KEYS)
        if len(self.by) > 1:
            raise ValueError(f"by: articles are listed by one column, not by {' and '.join(self.by)}.")
        conditions = read_address(select)
        if unknown := {key for key, _ in conditions} - {*KEYS, *self.by}:
            raise ValueError(f"select: unknown key {min(unknown)!r}; it is none of {', '.join(KEYS)}, nor by.")
        self.index.match(conditions)  # an address that cannot be meant is said now
        self.select = make_address(*conditions)
        self.asked = dict.fromkeys(pair for text in (select, *addresses) for pair in read_address(text))
        self.group_of = name_groups(self.index.articles, self.by).astype(str)
        sentences = self.index.sentences
        numbers = sentences["sentence"].to_numpy() - sentences.groupby("article").cumcount().to_numpy()
        if len(sentences) and (numbers != 1).any():
            raise ValueError("Sentences are missing: browse takes the analysis of whole articles, as analyse makes it.")

    def contents(self) -> dict:
        """Titles, figures, and for every segment and hit where it stands and what it is, as columns of numbers."""
        index, articles = self.index, self.index.articles
        segments, hits, sentences = index.segments, index.hits, index.sentences
        groups = self.group_of
        of_group, names = pd.factorize(groups, sort=True)
        entries, of_entry = _codes(hits, ["entry", "category"])
        categories, of_category = _codes(entries, ["category"])
        cards = {row["category"]: row for row in read_vocabulary("categories")}
        loaded = hits.groupby("category")["loaded"].any()
        return {
            "by": self.by[0] if self.by else "", "select": self.select, "oneVoice": ONE_VOICE, "loaded": LOADED,
            "voices": [{"name": name, "meaning": of.meaning, "members": [VOICES.index(voice) for voice in of.members]}
                       for name, of in VOICE_STYLE.items()],
            "groups": [clean(name) for name in names],
            "groupNames": [clean(written(name, *self.by)) for name in names],
            "articles": {
                "id": [clean(article_id) for article_id in articles["article_id"]], "title": titles_of(articles),
                "group": of_group.tolist(), "genre": label_genre(articles).map(GENRES.index).tolist(),
                "about": about_of(articles, self.by),
                "warnings": texts(articles, "warnings"),
                "page": [int(raw != "") for raw in texts(articles, "raw")],
                "headline": [int(text.strip() != "") for text in texts(articles, "headline")],
                "first": np.searchsorted(sentences["article"], np.arange(len(articles) + 1)).tolist(),
            },
            "measures": name_measures(), "places": name_places(), "figures": measure_all(index.analysis, groups, names),
            "sources": [[clean(name), kind] for name, kind in index.sources.itertuples(index=False)],
            "categories": [_card(name, cards.get(name), bool(loaded[name])) for name in categories["category"]],
            "entries": [[clean(entry), n] for entry, n in zip(entries["entry"], of_category.tolist(), strict=True)],
            "segments": {
                "n": (sentences["last"] - sentences["first"]).tolist(),
                "voice": pd.Categorical(segments["voice"], VOICES).codes.tolist(),
                "source": segments["source"].tolist(), "words": segments["n_words"].tolist(),
                "subhead": np.flatnonzero(segments["subhead"]).tolist(),
            },
            "hits": {"segment": hits["segment"].tolist(), "entry": of_entry.tolist()},
            # Conditions that the page has not the tables for: the segments that fit.
            "given": {f"{key}:{clean(value)}": np.flatnonzero(index.fits(key, value)).tolist()
                      for key, value in self.asked if key not in (*FOUND_ON_PAGE, *self.by)},
        }  # fmt: skip

    def answer(self, message: dict) -> dict:
        """The answer to a message of the page; `n` names it and comes back.

        `{"kind": "sentences", "wanted": [rows]}` asks for sentences, `{"kind": "page", "article": row}` for what was
        left out of an article and for its headline beside its body, `{"kind": "words", "words": typed}` for the
        segments in which these words begin, each with their number.
        """
        n, kind = message.get("n"), message.get("kind")
        try:
            if kind == "page":
                row = int(message["article"])
                return {"kind": kind, "n": n, "parts": self.furniture(row), "headline": self.headline(row)}
            if kind == "words":
                found = zip(*(column.tolist() for column in self.index.find_words(str(message["words"]))), strict=True)
                return {"kind": kind, "n": n, "found": list(map(list, found))}
            wanted = [int(row) for row in message["wanted"][:MOST_SENTENCES]]
            return {"kind": "sentences", "n": n, "sentences": [[row, self.sentence(row)] for row in wanted]}
        except (KeyError, IndexError, TypeError, ValueError) as problem:
            return {"kind": "failed", "n": n, "why": f"{type(problem).__name__}: {problem}"}

    def sentence(self, row: int) -> dict:
        """A sentence as it is shown: its runs, each with what stands before it, cut at terms, speakers and cues."""
        s = self._rows.sentences[row]
        text, at, runs = self._rows.texts[s.article], s.start, []
        for n in range(s.first, s.last):
            start, end = self._rows.segments[n]
            runs.append([clean(text[at:start]), [*self._pieces(text, n, start, end)], *self._rows.told[n]])
            at = end
        found = {"p": s.paragraph, "n": s.sentence, "r": runs, "t": clean(text[at : s.end])}
        if s.kind == "subhead":
            found["h"] = 1
        if s.score == s.score:
            found |= {"e": round(s.score, 2), "w": [*map(list, REASON.findall(s.why.replace("; ", "\n")))]}
        if s.sentiment == s.sentiment:
            found["m"] = round(s.sentiment, 2)
        return found

    def _pieces(self, text: str, n: int, start: int, end: int):
        """The text of a run: plain, or with "t" and a hit's number, "s" and a source's, "c" for a cue."""
        at = start
        for a, b, kind, of in self._rows.marks.get(n, []):
            a, b = max(a, at), min(b, end)
            if a >= b:
                continue
            if a > at:
                yield clean(text[at:a])
            yield [clean(text[a:b]), kind, of]
            at = b
        if at < end:
            yield clean(text[at:end])

    def furniture(self, row: int) -> list[list]:
        """What was left out of an article: before the how-manieth paragraph each part stood, its rule, its text."""
        raw, text = texts(self.index.articles.iloc[[row]], "raw")[0], self.index.articles["text"].iloc[row]
        if not raw:
            return []
        parts = label_parts(raw)
        body, starts = parts[parts["kind"].isin(BODY)], []
        if len("".join("".join(body["text"]).split())) != len("".join(text.split())):
            return []  # not a page of this kit's reading: nobody can say where its furniture stood
        of_article = self.index.sentences[self.index.sentences["article"] == row].drop_duplicates("paragraph")
        numbers, at, passed = [*of_article["paragraph"].tolist(), 0], 0, 0
        for start in of_article["start"].tolist():
            passed += len("".join(text[at:start].split()))
            starts.append(passed)
            at = start
        found, passed = [], 0
        for part in parts.itertuples():
            if part.kind not in SILENT:
                before = numbers[bisect_left(starts, passed)]
                found.append([before, part.kind, part.rule, clean(part.text.strip())])
            elif part.kind in BODY:
                passed += len("".join(part.text.split()))
        return found

    def headline(self, row: int) -> list[list]:
        """What is measured of an article's headline: what it is, the headline's figure, the body's."""
        if "headline" not in self.index.articles:
            return []
        article_id = self.index.articles["article_id"].iloc[row]
        if len(self.index.articles) <= AT_ONCE:
            table = self._headlines[self._headlines["article_id"] == article_id]
        else:
            table = summarise_headlines(self.index.analysis.of(article_id))
        return tell_headline(table)

    @cached_property
    def _headlines(self) -> pd.DataFrame:
        return summarise_headlines(self.index.analysis, by="article_id")

    @cached_property
    def _rows(self) -> SimpleNamespace:
        """The tables as plain lists: a sentence is made in microseconds then."""
        index, marks = self.index, defaultdict(list)
        hits, segments, credits = index.hits, index.segments, index.credits
        places = (hits[column].tolist() for column in ("start", "end", "segment"))
        for n, (start, end, segment) in enumerate(zip(*places, strict=True)):
            marks[segment].append((start, end, "t", n))
        for start, end, segment, kind, of in self._mentions():
            marks[segment].append((start, end, kind, of))
        for found in marks.values():
            found.sort(key=lambda mark: (mark[0], "tsc".index(mark[2])))
        told = ["rule", "cue", "speaker", "stance", "kind"]
        told = list(map(list, zip(*(texts(credits, column) for column in told), strict=True)))
        credit = segments["credit"].where(segments["whose"] == "source", -1).tolist()
        scare = [[why] if why and credit[n] < 0 else [] for n, why in enumerate(texts(segments, "why"))]
        sentences = index.sentences.reindex(columns=[*OF_SENTENCE, "editorial_score", "sentiment_names_masked"])
        sentences = sentences.rename(columns={"editorial_score": "score", "sentiment_names_masked": "sentiment"})
        return SimpleNamespace(
            texts=index.articles["text"].tolist(), marks=marks,
            sentences=list(sentences.itertuples(index=False)),
            segments=list(zip(segments["start"].tolist(), segments["end"].tolist(), strict=True)),
            told=[[told[n]] if n >= 0 else [why] if why else [] for n, why in zip(credit, scare, strict=True)],
        )  # fmt: skip

    def _mentions(self):
        """Where speakers are named and cues stand: start, end, the segment, "s" with the source's number or "c"."""
        index, credits = self.index, self.index.credits
        article = pd.Index(index.articles["article_id"]).get_indexer(credits["article_id"])
        for kind, column in (("s", "speaker"), ("c", "cue")):
            if f"{column}_start" not in credits:
                continue
            start, end = (credits[f"{column}_{side}"].to_numpy(int) for side in ("start", "end"))
            known = np.flatnonzero((start >= 0) & (article >= 0) & (end > start))
            known = known[~pd.Series(list(zip(article[known], start[known], strict=True)), dtype=object).duplicated()]
            segment = index.segment_at(article[known], start[known])
            of = credits["code"].to_numpy()[known] if kind == "s" else np.zeros(len(known), int)
            yield from zip(*(column.tolist() for column in (start[known], end[known], segment)), kind * len(known),
                           of.tolist(), strict=True)  # fmt: skip


def _codes(table: pd.DataFrame, columns: list[str]) -> tuple[pd.DataFrame, np.ndarray]:
    """The distinct rows of these columns, and for every row of the table the number of its own."""
    distinct = table[columns].drop_duplicates().reset_index(drop=True)
    return distinct, pd.MultiIndex.from_frame(distinct).get_indexer(pd.MultiIndex.from_frame(table[columns]))


def _card(name: str, card: dict | None, loaded: bool) -> dict:
    card = card or {"name": name, "definition": ""}
    return {"name": clean(name), "label": clean(card["name"]), "loaded": loaded, "definition": card["definition"]}
