"""What parts of a report say of all articles together: voices, sources, verbs, headlines."""

import pandas as pd

from helpers.measures import MIN_WORDS
from helpers.results.comparison import LEAST_UNITS
from helpers.results.findings.finding import PER_CENT, Citation, Finding, count, in_words, join, plural, rate, share
from helpers.results.headlines import SHOUTED
from helpers.results.sources import STANCES, UNNAMED

NO_WORDS = "No article has a word: nothing is measured"
OPINION, SOURCES = {"voice": "editorial"}, {"voice": "source"}
WHO = ["named", "organisation"]
CLOSE = 0.8  # of the most words, from which on the next source is close


def count_articles(cite: Citation, table: str, row: dict, *, words: bool = True) -> str:
    """On how many articles and words a sentence rests; of few articles it says that they are few."""
    n = int(cite.value(table, row, "n_articles"))
    text = f"{cite(table, row, 'n_articles', count)} {plural(n, 'article')}"
    text = f"from {text} only" if 1 < n < LEAST_UNITS else text
    return f"{text}, {cite(table, row, 'n_words', count)} words" if words else text


def say_voices(
    overall: pd.DataFrame, *, corrected: pd.DataFrame | None = None, overall_places: pd.DataFrame | None = None
) -> Finding:
    """How much is the outlet's own opinion, and how much is sources' words.

    In, all of all articles together: `summarise(analysis)`; with hand-coded sentences `correct_shares(analysis, sample,
    codes)`, which leads; without, `place_among_articles(summarise(analysis))`, "is that much?", from 100 words on.
    Tables: "overall", "corrected", "overall_places".
    """
    cite = Citation(overall=overall, corrected=corrected, overall_places=overall_places)
    if overall.empty:
        return cite.finding("voices", NO_WORDS, "overall")
    what, all_words = ("of the words are the outlet’s own opinion (editorial)", "are sources’ words"), {"voice": "all"}
    if corrected is not None:
        n = cite("corrected", OPINION, "n_sentences_coded", count)
        sides = [cite("corrected", row, "words_share_corrected", share)
                 + cite.interval("corrected", row, "words_share_corrected", "words_share")
                 for row in (OPINION, SOURCES)]  # fmt: skip
        text = f"Corrected by {n} hand-coded sentences, {sides[0]} {what[0]} and {sides[1]} {what[1]}"
        alone = [cite("corrected", row, "words_share", share) for row in (OPINION, SOURCES)]
        text += f"; the rules alone say {alone[0]} and {alone[1]} ({count_articles(cite, 'overall', all_words)})"
        return cite.finding("voices", text, "corrected")
    one = overall["n_articles"].max() == 1
    sides = [cite("overall", row, "words_share", share)
             + ("" if one else cite.interval("overall", row, "words_share", "words_share"))
             for row in (OPINION, SOURCES)]  # fmt: skip
    text = f"By the rules’ count {sides[0]} {what[0]} and {sides[1]} {what[1]} ("
    text += count_articles(cite, "overall", all_words) + ")"
    if overall_places is not None and cite.value("overall", all_words, "n_words") >= MIN_WORDS:
        text += _place(cite)
    return cite.finding("voices", text + ("; nothing follows for the outlet" if one else ""), "overall")


def _place(cite: Citation) -> str:
    """Where the shares of opinion and of sources' words lie among real articles or outlets."""
    table, rows = "overall_places", [row | {"measure": "words_share"} for row in (OPINION, SOURCES)]
    if any(cite.value(table, row, "") != 1 for row in rows):
        return ""
    a, b = (cite(table, row, "place", place) for row in rows)
    among = str(cite.value(table, rows[0], "among")).removeprefix("unknown ")  # "news articles", "outlets"
    among = f"of {cite(table, rows[0], 'n', count)} US {among}"
    return f": {f'both in the {a}' if a == b else f'in the {a} and the {b}'} {among}"


def place(value: str) -> str:
    """A place among others, "highest 5 %", with a space that no line breaks at."""
    return value.replace(" %", PER_CENT)


def say_sources(sources: pd.DataFrame) -> Finding:
    """Who is given most words, how much of all sources' words that is, and who is next.

    In: `summarise_sources(analysis)`, of all articles together. Table: "sources". People and organisations first: a
    role ("the mayor") may be another person in every article.
    """
    cite = Citation(sources=sources)
    known = sources[(sources["source"] != UNNAMED) & (sources["n_words"] > 0)]
    if not sources["n_words"].sum():
        return cite.finding("sources", "No source is given a word", "sources")
    if known.empty:
        row = {"source": UNNAMED}
        text = f"No source is named: all {cite('sources', row, 'n_words', count)} words given to sources are nobody’s"
        return cite.finding("sources", text + " by name", "sources")
    who = known[known["speaker_kind"].isin(WHO)]
    ranked = (known if who.empty else who).sort_values("n_words", ascending=False, kind="stable")
    rows = [{"source": name} for name in ranked["source"]]
    most = int(ranked["n_words"].iloc[0])
    n_first = int((ranked["n_words"] == most).sum())
    kind = "source" if who.empty else "person or organisation"
    if n_first > 2:
        text = f"{in_words(n_first).capitalize()} {plural(n_first, 'source')} share the place of most words, "
        text += f"{cite('sources', rows[0], 'n_words', count)} each: {cite('sources', rows[0], 'words_share', share)}"
        return cite.finding("sources", f"{text} of all words given to sources", "sources")
    names = join([cite.name("sources", row, "source") for row in rows[:n_first]])
    words = f"{cite('sources', rows[0], 'n_words', count)} {plural(most, 'word')}"
    part = f"{cite('sources', rows[0], 'words_share', share)} of all words given to sources"
    if n_first == 2:
        text = f"No {kind} is quoted or credited with more words than {names}: {words} each, {part}"
    else:
        n = int(ranked["n_articles"].iloc[0])
        where = f"in {cite('sources', rows[0], 'n_articles', count)} {plural(n, 'article')}"
        text = f"{names} is quoted or credited with most words of any {kind}: {words} {where}, {part}"
    if len(ranked) > n_first:
        after = cite.name("sources", rows[n_first], "source")
        n_after = int(ranked["n_words"].iloc[n_first])
        how = "close behind is" if n_after >= CLOSE * most else "next is"
        text += f"; {how} {after} ({cite('sources', rows[n_first], 'n_words', count)})"
    unnamed = sources.loc[sources["source"] == UNNAMED, "n_words"].sum()
    if unnamed > most:
        text += f"; {cite('sources', {'source': UNNAMED}, 'n_words', count)} words have no name beside them"
    return cite.finding("sources", text, "sources")


def say_stances(stances: pd.DataFrame) -> Finding:
    """With which kinds of verbs sources are introduced; of groups, no difference is tested.

    In: `summarise_stances(analysis)`, of all articles together. Table: "stances".
    """
    cite = Citation(stances=stances)
    found = stances[(stances["n_attributions"] > 0) & (stances["stance"] != STANCES[-1])]
    if found.empty:
        return cite.finding("stances", "No verb introduces a source", "stances")
    parts = []
    for stance in sorted(found["stance"], key=STANCES.index):
        row = {"stance": stance}
        n, of_all = cite("stances", row, "n_attributions", count), cite("stances", row, "attributions_share", share)
        times = "" if parts else f" {plural(int(cite.value('stances', row, 'n_attributions')), 'time')}"
        what = "" if parts else " of attributions"
        parts.append(f"{stance} {n}{times} ({of_all}{what})")
    text = f"Verbs that introduce sources are {join(parts)}"
    return cite.finding("stances", f"{text}; no difference between groups is tested", "stances")


def say_headlines(headlines: pd.DataFrame) -> Finding:
    """Whether headlines have more loaded terms than what they stand above, and how much of them shouts.

    In: `summarise_headlines(analysis)`, of all articles together. Table: "headlines". Claimed from five articles on,
    where the interval of the difference is without 0; this one measure, so that nothing is picked among several.
    """
    cite, row = Citation(headlines=headlines), {"measure": "loaded_per_1000_words"}
    if headlines.empty or not cite.value("headlines", row, "n_articles"):
        return cite.finding("headlines", "No article has a headline", "headlines")
    n = int(cite.value("headlines", row, "n_articles"))
    low, high = (cite.value("headlines", row, f"difference_{end}") for end in ("low", "high"))
    clear = bool(n >= LEAST_UNITS and low * high > 0)
    above = "more" if low > 0 else "less"
    told = f"Headlines are {above} loaded than the texts below them" if clear else \
        "Whether headlines are more loaded than the texts below them is not clear"  # fmt: skip
    figures = [cite("headlines", row, side, rate) for side in ("headline", "body")]
    if n == 1:
        text = f"One headline tells little: {figures[0]} loaded terms per 1,000 words against {figures[1]} in its text"
    else:
        text = f"{told}: {figures[0]} against {figures[1]} loaded terms per 1,000 words, "
        text += f"a difference of {cite('headlines', row, 'difference', rate)}"
        text += cite.interval("headlines", row, "difference", "loaded_per_1000_words")
    shouted = {"measure": SHOUTED}
    if cite.value("headlines", shouted, "headline") > 0:
        whose = "its" if n == 1 else "headlines’"
        text += f"; {cite('headlines', shouted, 'headline', share)} of {whose} letters shout"
    return cite.finding("headlines", f"{text} ({count_articles(cite, 'headlines', row, words=False)})", "headlines",
                        clear=clear, title=told if clear else "")  # fmt: skip
