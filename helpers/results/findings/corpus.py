"""What a report rests on: the corpus in one sentence, how often the kit is right, what each part does not show."""

import pandas as pd

from helpers.analysis import Analysis
from helpers.results.findings.finding import Citation, Finding, count, in_words, plural, score, share
from helpers.tables import check_analysis, check_groups

# What each section does not show.
LIMITS = {
    "voices": "Rules find the voices; opinion is called per sentence, and in news such a call is often a false alarm.",
    "sources": "Words given to a source say nothing on whether it is right; one person under two names counts twice.",
    "stances": "A verb says how the outlet introduces a source, not why; no difference between groups is tested.",
    "loaded": "A count of listed words in context, no bias score; a loaded word may be the right one.",
    "headlines": "Headlines have a handful of words, and the rules were made for sentences.",
    "sentiment": "A dictionary counts words and agrees poorly with people on news; it knows neither irony nor topic.",
    "readability": "Formulas count words, sentences and syllables, not whether anybody understands them.",
    "differences": "That a difference is not clear does not say that there is none: few articles hide it.",
    "trend": "Periods differ in what happened, not only in how it is told.",
    "events": "The same event is not the same article: genre and length differ, too.",
    "trust": "How often the rules are right on your articles, only sentences that you code by hand can say.",
}  # fmt: skip
CREDITED, OPINIONS, EXPERTS = "PolNeAR dev", "CheckThat! 2025 dev", "BABE"


def count_corpus(analysis: Analysis, *, by: str | None = None) -> pd.DataFrame:
    """What was read, in one row.

    `by`: a column of `analysis.articles`. Out: `n_articles`, `n_groups` (values of `by`; 0 for None and for every
    article by itself), `n_without_group`, `first` and `last` (dates), `n_without_date`, `n_words` (no sub-headings),
    `n_words_removed`, `n_copies`, `n_with_warning`.
    """
    analysis = check_analysis(analysis, articles="article_id", sentences="kind n_words")
    check_groups(analysis.articles, by)
    articles, nothing = analysis.articles, pd.Series("", analysis.articles.index)
    groups = nothing if by in (None, "article_id") else articles[by].astype(object).fillna("").astype(str).str.strip()
    dates = pd.to_datetime(articles.get("published", pd.Series(pd.NaT, articles.index)), errors="coerce")
    return pd.DataFrame({
        "n_articles": [len(articles)], "n_groups": groups[groups != ""].nunique(),
        "n_without_group": 0 if by in (None, "article_id") else int((groups == "").sum()),
        "first": dates.min(), "last": dates.max(), "n_without_date": int(dates.isna().sum()),
        "n_words": int(analysis.sentences.loc[analysis.sentences["kind"] == "sentence", "n_words"].sum()),
        "n_words_removed": int(articles.get("n_words_removed", pd.Series(0, articles.index)).sum()),
        "n_copies": int((articles.get("duplicate_of", nothing) != "").sum()),
        "n_with_warning": int((articles.get("warnings", nothing) != "").sum()),
    })  # fmt: skip


def describe_corpus(analysis: Analysis, *, by: str | None = None) -> Finding:
    """How many articles of how many groups, their dates and words, copies, warnings. Table: "overview"."""
    overview = count_corpus(analysis, by=by)
    cite, row = Citation(overview=overview), overview.iloc[0]

    def told(column: str, noun: str, form=count) -> str:
        return f"{cite('overview', {}, column, form)} {plural(int(row[column]), noun)}"

    text = told("n_articles", "article")
    if row["n_groups"]:
        text += f" of {told('n_groups', by.replace('_', ' '), in_words)}"
    if row["n_without_group"] and row["n_groups"]:
        text += f" ({cite('overview', {}, 'n_without_group', count)} not given, in no comparison)"
    if pd.isna(row["first"]):
        text += ", without dates"
    elif row["first"].date() == row["last"].date():
        text += f", {cite('overview', {}, 'first', day)}"
    else:
        same_year = row["first"].year == row["last"].year
        first = cite("overview", {}, "first", (lambda x: day(x).rsplit(" ", 1)[0]) if same_year else day)
        text += f", {first} to {cite('overview', {}, 'last', day)}"
    if row["n_without_date"] and not pd.isna(row["first"]):
        text += f" ({cite('overview', {}, 'n_without_date', count)} undated)"
    text += f", {told('n_words', 'word')}"
    text += f"; {told('n_copies', 'copy')} among them" if row["n_copies"] else ""
    if row["n_with_warning"]:
        warned = "a warning" if row["n_with_warning"] == 1 else "warnings"
        text += f"; {cite('overview', {}, 'n_with_warning', count)} with {warned}"
    return cite.finding("corpus", text, "overview")


def day(value: object) -> str:
    """A date as people write it: 20 July 2026."""
    date = pd.Timestamp(value)
    return f"{date.day} {date:%B} {date.year}"


def say_trust(accuracy: pd.DataFrame, *, corrected: pd.DataFrame | None = None) -> Finding:
    """How often the kit is right, and whether shares are corrected.

    In: `read_accuracy()`; with hand-coded sentences `correct_shares(analysis, sample, codes)`, of all together.
    Tables: "accuracy", "corrected". Loaded words are those by entries proved on other texts than they were chosen on.
    """
    cite = Citation(accuracy=accuracy, corrected=corrected)

    def of(measure: str, data: str, form=share) -> str:
        return cite("accuracy", {"measure": measure, "data": data}, "value", form)

    if corrected is not None:
        row = {"voice": "editorial"}
        n, m = (cite("corrected", row, f"n_{of}_coded", count) for of in ("sentences", "articles"))
        text = f"Shares of words are corrected by {n} hand-coded sentences of {m} articles, and their intervals "
        text += "include the rules’ errors; other figures are the rules’ own: on public news they find "
    else:
        found = of("words inside attributed content, recall", CREDITED)
        right = of("words inside attributed content, precision", CREDITED)
        text = f"Nobody has checked these results; on public news the rules find {found} of sources’ words "
        text += f"({right} of finds are right), tell opinion from fact with a score (F1) of "
        text += f"{of('editorial, macro-F1', OPINIONS, score)}, and find "
    name = "loaded words, entries proved on other texts,"
    text += f"{of(f'{name} recall', EXPERTS)} of loaded words ({of(f'{name} precision', EXPERTS)} right)"
    return cite.finding("trust", text, "accuracy" if corrected is None else "corrected")
