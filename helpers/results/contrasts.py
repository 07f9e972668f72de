"""The words that set two groups of articles apart, with intervals that know how few articles there are."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.results.comparison import LEAST_UNITS, choose_pairs, shared_events
from helpers.results.intervals import ADDED, adjust_for_all, jackknife, margin, p_value, welch
from helpers.tables import check_analysis, check_groups, name_known_groups
from helpers.text.words import LEXICAL
from helpers.vocabulary import words as listed
from helpers.voice import VOICE_STYLE

BLOCK = 2_000
# What stands between a space and a word that goes on with its sentence.
AMONG = tuple(",;’'")
CLOSED = (",” ", '," ', ",' ", ",’ ")
HEADLINE_FROM = 5
# Of the classes of speech_words; adverbs (allegedly, never) and days say something.
FUNCTION_WORDS = ("aux", "coordinator", "determiner", "have", "modal", "object_pronoun", "preposition", "pronoun",
                  "pronoun_aux", "subordinator", "that", "to", "wh")  # fmt: skip
FIRST_PERSON = ["i", "i'm", "i've", "i'd", "i'll"]
COLUMNS = {
    "group_a": object, "group_b": object, "word": str, "n_a": int, "n_b": int, "per_1000_words_a": float,
    "per_1000_words_b": float, "log_ratio": float, "log_ratio_low": float, "log_ratio_high": float,
    "n_articles_with_a": int, "n_articles_with_b": int, "n_articles_a": int, "n_articles_b": int, "n_events": int,
    "within_events": bool, "p_value": float, "p_holm": float, "clear": bool,
}  # fmt: skip


def contrast_words(
    analysis: Analysis, *, by: str | list[str], voice: str = "outlet", min_articles: int = 2,
    pairs: list[tuple[str, str]] | None = None, names: bool = False, function_words: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """Find the words that one group of articles uses more than another.

    `by`: a column of `analysis.articles`, or several (a group is then named "one · other"). `voice`: "outlet",
    "source", "all" or one of the four. `min_articles`: words in fewer articles of the two groups are left out; every
    word is one more test, so raise it when nothing is clear. `pairs`: the groups to be compared; by default the two
    with most words (articles whose group is not known are none). Words begin with a letter, have two (but for a and I)
    and are compared in lower case without 's.
    Sub-headings are left out, and so are proper names (and what is made of them: Monday, Russian), which say what the
    articles are about: words that inside sentences have a capital more often than not. `names=True` keeps them.
    Out: one row per pair and word, the most certain first, with group_a, group_b, word; n_a, n_b (occurrences),
    per_1000_words_a, …_b; n_articles_with_a, …_b (articles that have it, of n_articles_a, …_b); log_ratio with
    log_ratio_low, log_ratio_high (95 %), p_value (missing where a group has under five articles), p_holm (adjusted over
    all rows, Holm 1979), clear (p_holm under .05); n_events, within_events: where `compare` would compare within
    events, only common ones are.

    log_ratio = log2((n_a + .5) / words of a) − log2((n_b + .5) / words of b): 1 = twice as frequent in a, −1 = in b
    (Hardie 2014, Log Ratio: an informal introduction). Its variance leaves out one article at a time in each group, or
    one event in both (jackknife, Student's t), and is at least that of independent words, 1 / (n + .5) per group
    (Monroe, Colaresi & Quinn 2008, Fightin' Words, Political Analysis 16): no jackknife can tell how uncertain a
    count of 0 is.
    Raises TypeError for what is no analysis, ValueError for an unknown column, voice or group, and for a group of one
    article: nothing follows from one.

    >>> from helpers.analysis import analyse
    >>> texts = ["It rained.", "Then it rained.", "It snowed.", "Then it snowed."]
    >>> weather = pd.DataFrame({"article_id": list("abcd"), "text": texts, "town": ["Ostley"] * 2 + ["Hull"] * 2})
    >>> table = contrast_words(analyse(weather), by="town", pairs=[("Ostley", "Hull")])
    >>> table.loc[table["word"] == "rained", ["n_a", "n_b", "log_ratio", "clear"]].round(2).to_numpy().tolist()
    [[2, 0, 2.32, False]]
    """
    analysis = check_analysis(analysis, articles="article_id text", segments="article_id start text kind voice")
    columns = check_groups(analysis.articles, by, needed=True)
    if voice not in VOICE_STYLE:
        raise ValueError(f"No voice {voice!r}; choose from {', '.join(VOICE_STYLE)}.")
    words, counts, n_words = _count_words(analysis, VOICE_STYLE[voice].members, names)
    if not function_words:
        kept = ~pd.Index(words).isin(listed("speech_words", *FUNCTION_WORDS))
        words, counts = words[kept], counts[:, kept]
    articles = analysis.articles
    groups = name_known_groups(articles, columns).where(n_words > 0).to_numpy(dtype=object)
    events = articles["event"].astype(object).fillna("").to_numpy() if "event" in articles else np.full(len(groups), "")
    tables = []
    for a, b in choose_pairs(pairs, pd.Series(groups), pd.Series(n_words), most=2):
        table = _contrast_two(words, counts, n_words, events, groups == a, groups == b, min_articles)
        tables.append(table.assign(group_a=a, group_b=b))
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)
    enough = table[["n_articles_a", "n_articles_b"]].min(axis=1) >= LEAST_UNITS
    table = table.assign(p_value=table["p_value"].where(enough))  # of fewer articles the variance is a guess
    return adjust_for_all(table)[list(COLUMNS)]


def find_words(text: str) -> Iterator[tuple[int, str]]:
    """The words that are compared: where each begins, and in lower case without 's."""
    for match in LEXICAL.finditer(text):
        word = match.group()
        # Numbers are no words, and single letters are the rest of abbreviations ("p.m.").
        if word[0].isalpha() and (len(word) > 1 or word in "aAI"):
            yield match.start(), word.lower().replace("’", "'").removesuffix("'s")


def _count_words(analysis: Analysis, voices: tuple[str, ...], names: bool) -> tuple:
    """The words, how often each stands in each article (sparse), and how many words each article has, names and all."""
    from scipy import sparse

    segments = analysis.segments
    segments = segments[(segments["kind"] == "sentence") & segments["voice"].isin(voices)]
    number = {article_id: i for i, article_id in enumerate(analysis.articles["article_id"])}
    of_segment = segments["article_id"].map(number).to_numpy(dtype=int)
    texts = analysis.articles["text"].tolist()
    rows, words, inside, capital = [], [], [], []
    columns = of_segment.tolist(), segments["start"].tolist(), segments["text"].tolist()
    for row, (article, offset, text) in enumerate(zip(*columns, strict=True)):
        for start, word in find_words(text):
            rows.append(row)
            words.append(word)
            inside.append(_is_inside(texts[article], offset + start))
            capital.append(text[start].isupper())
    codes, words = pd.factorize(np.array(words, dtype=object))
    article = of_segment[np.array(rows, dtype=int)]
    shape = len(number), len(words)
    counts = sparse.csr_array((np.ones(len(rows), dtype=int), (article, codes)), shape=shape)
    n_words = np.bincount(article, minlength=len(number))
    if not names:
        of_names = _are_names(*(np.array(x, dtype=t) for x, t in ((rows, int), (inside, bool), (capital, bool))), codes)
        kept = ~of_names | pd.Index(words).isin(FIRST_PERSON)
        words, counts = words[kept], counts[:, kept]
    return words, counts, n_words


def _is_inside(text: str, start: int) -> bool:
    """Whether a word or a comma stands before this word: no sentence and no quotation opens with it."""
    before = text[max(0, start - 3) : start]
    return before[-1:] == " " and (before[-2:-1].isalnum() or before[-2:-1] in AMONG or before in CLOSED)


def _are_names(rows: np.ndarray, inside: np.ndarray, capital: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """By word: has it a capital more often than not, where capitals tell: inside, and not in headlines' style?"""
    n_inside, n_capital = np.bincount(rows[inside]), np.bincount(rows[inside], capital[inside])
    headline = (n_inside >= HEADLINE_FROM) & (2 * n_capital > n_inside)
    tells = inside.copy()
    tells[inside] = ~headline[rows[inside]]
    n_words = codes.max(initial=-1) + 1
    return 2 * np.bincount(codes[tells], capital[tells], n_words) > np.bincount(codes[tells], minlength=n_words)


def _contrast_two(words, counts, n_words, events, in_a, in_b, min_articles: int) -> pd.DataFrame:
    """One row per word; `counts`: sparse, articles × words; `in_a`, `in_b`: which articles are of the two groups."""
    shared, within = shared_events(events[in_a], events[in_b])
    if within:
        in_a, in_b = (chosen & np.isin(events, shared) for chosen in (in_a, in_b))
    with_a, with_b = ((counts[chosen] > 0).sum(axis=0) for chosen in (in_a, in_b))
    kept = np.flatnonzero(with_a + with_b >= min_articles)
    sides = [(counts[chosen][:, kept], n_words[chosen]) for chosen in (in_a, in_b)]
    if within:
        of_event = [type(counts)(np.equal.outer(np.array(shared, dtype=object), events[c])) for c in (in_a, in_b)]
        sides = [(by_event @ side, by_event @ total) for by_event, (side, total) in zip(of_event, sides, strict=True)]
    blocks = [_log_ratios(sides, slice(at, at + BLOCK), within) for at in range(0, max(len(kept), 1), BLOCK)]
    (n_a, total_a), (n_b, total_b) = ((side.sum(axis=0), total.sum()) for side, total in sides)
    table = pd.DataFrame(
        {"word": pd.Series(words[kept], dtype=str), "n_a": n_a, "n_b": n_b, "per_1000_words_a": 1000 * n_a / total_a,
         "per_1000_words_b": 1000 * n_b / total_b, "n_articles_with_a": with_a[kept], "n_articles_with_b": with_b[kept],
         "n_articles_a": in_a.sum(), "n_articles_b": in_b.sum(), "n_events": len(shared), "within_events": within}
    )  # fmt: skip
    return table.join(pd.concat(blocks, ignore_index=True)).sort_values(["p_value", "word"], kind="stable")


def _log_ratios(sides: list[tuple], block: slice, paired: bool) -> pd.DataFrame:
    """Log-ratio, its interval and p for a block of words; one row per unit that is left out in each side."""
    logs, left_out, floors = [], [], []
    for counts, n_words in sides:
        counts = counts[:, block].toarray()
        n, total = counts.sum(axis=0), n_words.sum()
        logs.append(np.log2((n + ADDED) / total))
        left_out.append(np.log2((n - counts + ADDED) / (total - n_words)[:, None]))
        floors.append(1 / (n + ADDED) / np.log(2) ** 2)
    # No jackknife can tell how uncertain a count of 0 is: at least the variance of independent words.
    if paired:
        (variance,), (df,) = jackknife(left_out[0] - left_out[1])
        variance = np.maximum(variance, floors[0] + floors[1])
    else:
        (a, df_a), (b, df_b) = map(jackknife, left_out)
        variance, df = welch(np.maximum(a[0], floors[0]), df_a[0], np.maximum(b[0], floors[1]), df_b[0])
    ratio, half = logs[0] - logs[1], margin(variance, df)
    ends = {"log_ratio": ratio, "log_ratio_low": ratio - half, "log_ratio_high": ratio + half}
    return pd.DataFrame(ends | {"p_value": p_value(ratio, variance, df)})
