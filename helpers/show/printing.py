"""Tables as people read them: names without underscores, per cent, rounded numbers, what belongs to a purpose."""

import re
from collections.abc import Mapping

import pandas as pd

from helpers.analysis import Analysis
from helpers.measures import FORMULAS, MEASURES
from helpers.results.agreement import find_disagreements
from helpers.results.correction import COLUMNS as OF_CORRECTED
from helpers.results.hand import CODER_OF_KIT, check_codes, code_by_kit, one_coder
from helpers.results.intervals import CONFIDENCE
from helpers.results.sources import note_anonymous, summarise_sources
from helpers.results.summary import groups_of
from helpers.show.html import Shown, show_cells
from helpers.tables import check_analysis, check_columns, check_groups
from helpers.voice import VOICE_STYLE

# Columns that hold figures of different measures, row by row.
FIGURES_OF_MEASURE = frozenset((
    "value", "value_a", "value_b", "headline", "body", "difference", "difference_low", "difference_high",
    "p5", "p25", "p50", "p75", "p95",
))  # fmt: skip
OF_DIFFERENCES = ["group_a", "group_b", "voice", "measure", "value_a", "value_b", "difference", "difference_low",
                  "difference_high", "articles_with_any_share_a", "articles_with_any_share_b", "p_value", "p_holm",
                  "clear"]  # fmt: skip
NEAREST = 5
LONGEST_CELL = 200
INTERVAL = "95 % interval"
LABELS = {name: measure.label for name, measure in MEASURES.items()} | {
    "shouted_share": "letters in shouted words", "source_share": "sources’ words", "editorial_share": "editorial words",
}
HEADINGS = LABELS | {
    "n_articles": "articles", "n_words": "words", "n_loaded": "loaded terms", "n_sentences": "sentences",
    "n_words_one_voice": "words in one voice", "left_out_share": "words left out",
    "articles_with_loaded_share": "articles with any", "sentiment_mean": "mean, as printed",
    "sentiment_median": "median", "sentiment_names_masked_mean": "mean, names masked", "positive_share": "positive",
    "neutral_share": "neutral", "negative_share": "negative",
    "articles_with_any_share_a": "articles with any, a", "articles_with_any_share_b": "articles with any, b",
}  # fmt: skip
# Purpose: voices, columns (the interval of the first measure is shown), decimals, caption.
PURPOSES = {
    "voices": (list(VOICE_STYLE), ["n_articles", "n_words", "words_share", "strict_words_share"], 2,
               "Share of words by voice; strict: credited thoughts as the outlet's own"),
    "loaded": (["source", "outlet"], ["n_words", "n_loaded", "loaded_per_1000_words", "articles_with_loaded_share"], 2,
               "Loaded terms per 1,000 words, in sources' words and the outlet's own"),
    "sentiment": (list(VOICE_STYLE), ["n_sentences", "sentiment_names_masked_mean", "sentiment_mean",
                                      "sentiment_median", "positive_share", "neutral_share",
                                      "negative_share", "left_out_share"], 2,
                  "Sentiment of the sentences in one voice (VADER compound, −1 … +1); first with names masked, which "
                  "agrees better with people, then as printed"),
    "readability": (["all", "source", "outlet"], ["n_words_one_voice", "n_sentences", *FORMULAS], 1,
                    "Nine formulas; – where not valid: under 100 words in one voice, for SMOG under 30 sentences"),
}  # fmt: skip


def show_table(data: pd.DataFrame, caption: str, *, digits: int = 2, most_rows: int = 60) -> Shown:
    """A table for a notebook or report: readable column names, rounded numbers, long texts cut, HTML escaped.

    Shares (columns that end in `share`, `share_low`, `share_high`, and figures in a row whose `measure` is a share) are
    printed as per cent, p-values with three digits; at most `most_rows` rows are shown and the caption says how many
    there are. Raises TypeError for what is no table.

    >>> print(show_table(pd.DataFrame({"n_words": [1234], "words_share": [0.256]}), "One row").plain)
    One row
    n words words share
      1,234         26%
    """
    check_columns(data, [], of="data", made_by="pandas.DataFrame(data)")
    return _show(data, caption, digits, most_rows, {})


def show_summary(summary: pd.DataFrame, purpose: str, *, most_rows: int = 200) -> Shown:
    """What a summary says for one purpose: "voices", "loaded", "sentiment" or "readability".

    In: the result of `summarise`. Picks the voices and columns that belong to the purpose, with the 95 % interval of
    its main measure and headings in words; a score that is not valid is "–". Raises ValueError for another purpose and
    for a table that is no summary.
    """
    if purpose not in PURPOSES:
        raise ValueError(f"Unknown purpose {purpose!r}; choose from {', '.join(PURPOSES)}.")
    voices, columns, digits, caption = PURPOSES[purpose]
    main = next(column for column in columns if column in MEASURES)
    formulas = [column for column in columns if column in FORMULAS]
    ends = [] if formulas else [f"{main}_low", f"{main}_high"]
    groups = groups_of(summary, *columns, *ends, *(f"{name}_valid" for name in formulas))
    rows = summary[summary["voice"].isin(voices)]
    table = rows[[*groups, "voice", *columns]].assign(
        **{name: rows[name].where(rows[f"{name}_valid"].astype(bool)) for name in formulas}
    )
    if ends:
        table.insert(table.columns.get_loc(main) + 1, INTERVAL, _between(rows, main, digits))
    return _show(table, caption, digits, most_rows, HEADINGS)


def show_corrected(corrected: pd.DataFrame, *, most_rows: int = 200) -> Shown:
    """What a hand-coded sample says: the kit's figure, the hand's and the corrected one with their 95 % intervals.

    In: the result of `correct_shares`; where loaded words were coded, their rates follow the shares. Raises ValueError
    for another table.
    """
    needed = ["voice", "note", "words_share_corrected"]
    check_columns(corrected, needed, of="corrected shares", made_by="correct_shares(analysis, …)")
    table = corrected[[*(c for c in corrected.columns if c not in OF_CORRECTED), "voice"]]
    headings = {"n_sentences_coded": "sentences coded", "pooled": "pooled over groups"}
    for measure, of in (("words_share", "share"), ("loaded_per_1000_words", "loaded per 1,000")):
        for end, how in (("", "kit"), ("_by_hand", "by hand"), ("_corrected", "corrected")):
            if (name := f"{measure}{end}") in corrected.columns:
                table, headings[name] = table.assign(**{name: corrected[name]}), f"{of}, {how}"
                if end:
                    table[f"{INTERVAL} of {of}, {how}"] = _between(corrected, name, 2)
    table = table.assign(n_sentences_coded=corrected["n_sentences_coded"], pooled=corrected["pooled"])
    notes = corrected["note"].drop_duplicates()
    caption = "Shares of words as the kit counts them, by hand alone, and corrected"
    return _show(table, f"{caption}; {notes.iloc[0]}" if len(notes) == 1 else caption, 2, most_rows, headings)


def show_errors(analysis: Analysis, sample: pd.DataFrame, codes: pd.DataFrame, *, most_rows: int = 20) -> Shown:
    """Where the kit errs: the longest stretches of the coded sentences to which it gives another voice than the hand.

    In: as for `check_voices`. Every row has the words, both voices and the sentence they stand in.
    """
    check_analysis(analysis, segments="article_id sentence start end voice")
    codes = check_codes(codes)
    hand = one_coder(codes)
    errors = find_disagreements(pd.concat([codes, code_by_kit(analysis, sample)]), sample)
    errors = errors[(errors[f"voice_{hand}"] != "") & (errors[f"voice_{CODER_OF_KIT}"] != "")]
    columns = {"article_id": "article", "words": "words", f"voice_{hand}": "by hand",
               f"voice_{CODER_OF_KIT}": "by the kit", "text": "sentence"}  # fmt: skip
    n = errors["n_words"].sum()
    caption = f"Where the kit and the hand differ: {n:,} words in {len(errors):,} stretches, the longest first"
    return _show(errors[list(columns)], caption, 2, most_rows, columns)


def _between(rows: pd.DataFrame, measure: str, digits: int) -> list[str]:
    """The interval of a measure, row by row, in words; a dash where there is none."""
    low, high = (_as_text(rows[f"{measure}{end}"], digits) for end in ("_low", "_high"))
    return [f"{a} to {b}" if a != "–" else "–" for a, b in zip(low, high, strict=True)]


def show_differences(differences: pd.DataFrame, *, most_rows: int = 30) -> Shown:
    """The clear differences of a comparison; where there are none, the five nearest misses, and that they are none.

    In: the result of `compare`. Raises ValueError for a table that is none.
    """
    check_columns(differences, OF_DIFFERENCES, of="differences", made_by="compare(analysis, by=…)")
    clear = differences[differences["clear"].astype(bool)]
    tested = int(differences["p_value"].notna().sum())
    caption = f"Clear differences out of {tested:,} comparisons, adjusted for their number"
    if clear.empty:
        caption = f"No difference is clear among {tested:,} comparisons; the nearest misses, which are no findings"
        of_tested = differences[differences["p_value"].notna()]
        clear = of_tested.nsmallest(NEAREST, ["p_holm", "p_value"])
        least = 2.0 ** (1 - of_tested["n_events"].max())
        if of_tested["within_events"].all() and least * tested > 1 - CONFIDENCE:
            caption += f". With so few common events none can be: the least possible p is {least:.2f}, before adjusting"
        if clear.empty:
            caption = "Nothing is compared: every pair has a group of under five articles (or events) to tell from"
    between = [f"{low} to {high}" for low, high in zip(*_ends(clear), strict=True)]
    table = clear[OF_DIFFERENCES[:7]].assign(**{INTERVAL: between})
    with_any = clear[["articles_with_any_share_a", "articles_with_any_share_b"]]
    table = table.join(with_any if with_any.notna().any(axis=None) else clear[[]]).join(clear[["p_value", "p_holm"]])
    return _show(table, caption, 2, most_rows, HEADINGS)


def _ends(rows: pd.DataFrame) -> list[list[str]]:
    """Both ends of the intervals of differences, shares as per cent."""
    is_share = rows["measure"].astype(str).str.endswith("share")
    texts = []
    for column in ("difference_low", "difference_high"):
        plain, shares = (_as_text(rows[column].rename(name), 2) for name in (column, "share"))
        texts.append([s if one else p for p, s, one in zip(plain, shares, is_share, strict=True)])
    return texts


def show_overview(analysis: Analysis, *, by: str | list[str] | None = None) -> Shown:
    """The first table of a report: how much was read, what was taken away, how much is anybody else's.

    `by`: the column of `analysis.articles` (or several) that the report is grouped by. Raises TypeError for what is no
    analysis, ValueError for an unknown column.
    """
    counts = ["n_words", "n_quoted", "n_attributed", "n_editorial"]
    check_analysis(analysis, articles="article_id warnings", sentences=" ".join(["kind", *counts]))
    groups = check_groups(analysis.articles, by)
    articles, sentences = analysis.articles, analysis.sentences
    words = sentences.loc[sentences["kind"] == "sentence", counts].sum()
    removed = articles["n_words_removed"].sum() if "n_words_removed" in articles else 0
    n_copies = int((articles["duplicate_of"] != "").sum()) if "duplicate_of" in articles else 0
    grouped = f", grouped by {' and '.join(groups).replace('_', ' ')}" if groups else ""
    rows = [
        ("articles", f"{len(articles):,}{grouped}"),
        ("articles with a warning", f"{(articles['warnings'] != '').sum():,}"),
        ("copies among them", f"{n_copies:,}{', which count as often as they stand' if n_copies else ''}"),
        ("words measured (without sub-headings)", f"{words['n_words']:,}"),
        ("words of page furniture removed", f"{int(removed):,}"),
        ("sources' words, as the kit counts them", _share(words["n_quoted"] + words["n_attributed"], words["n_words"])),
        ("the outlet's own words, called editorial", _share(words["n_editorial"], words["n_words"])),
        ("anonymous sources", note_anonymous(summarise_sources(analysis))),
    ]
    return show_table(pd.DataFrame(rows, columns=["what", "figure"]), "In short")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%} of all words" if whole else "no words"


def _show(data: pd.DataFrame, caption: str, digits: int, most_rows: int, headings: Mapping[str, str]) -> Shown:
    head = data.head(most_rows)
    cells, right = {}, []
    is_share = head["measure"].astype(str).str.endswith("share").tolist() if "measure" in head else []
    head = head.replace({"measure": LABELS}) if is_share else head
    for at, column in enumerate(head.columns):
        texts = _as_text(head[column], digits)
        if is_share and column in FIGURES_OF_MEASURE:
            shares = _as_text(head[column].rename("share"), digits)
            texts = [share if is_one else text for share, text, is_one in zip(shares, texts, is_share, strict=True)]
        name = headings.get(column, str(column).replace("_", " "))
        cells[name if name not in cells else str(column)] = texts
        if pd.api.types.is_numeric_dtype(data[column]) or str(column).startswith(INTERVAL):
            right.append(at)
    if len(data) > most_rows:
        caption += f" (the first {most_rows} of {len(data):,} rows)"
    return show_cells(pd.DataFrame(cells, dtype=str), caption, right)


def _as_text(column: pd.Series, digits: int) -> list[str]:
    if pd.api.types.is_bool_dtype(column):
        return ["yes" if value else "no" for value in column]
    if pd.api.types.is_integer_dtype(column):
        return [str(value) if "year" in str(column.name).lower() else f"{value:,}" for value in column]
    if re.fullmatch("p_(value|holm)", str(column.name)):
        return ["–" if pd.isna(p) else "< 0.001" if p < 0.001 else f"{p:.3f}" for p in column]
    if pd.api.types.is_float_dtype(column):
        form = "{:.0%}" if re.search(r"share(_\w+)?$", str(column.name)) else f"{{:.{digits}f}}"
        shown = [form.format(value) if pd.notna(value) else "–" for value in column]
        return [re.sub(r"^-(0\.?0*%?)$", r"\1", text) for text in shown]  # no negative zero
    if pd.api.types.is_datetime64_any_dtype(column):
        return [str(value).removesuffix(" 00:00:00") if pd.notna(value) else "–" for value in column]
    texts = [" ".join(str(value).split()) for value in column]
    return [text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…" for text in texts]
