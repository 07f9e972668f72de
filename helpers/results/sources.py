"""Who speaks, with how many words, introduced by which verbs, and where in the article."""

import pandas as pd

from helpers.analysis import Analysis
from helpers.tables import check_analysis, check_groups, count_characters, fill_groups, place_sentences
from helpers.vocabulary import words
from helpers.voice import SOURCE_VOICES

UNNAMED = "(nobody named, or a pronoun that fits several)"
NOT_NAMED = "not named"
STANCES = ["neutral", "endorsing", "distancing", "emotional", "hostile", "(no verb)"]
COLUMNS = ["source", "speaker_kind", "n_words", "words_share", "n_quoted", "n_attributed", "n_articles",
           "n_attributions", "cues", "first_position_share"]  # fmt: skip


def summarise_sources(analysis: Analysis, *, by: str | list[str] | None = None) -> pd.DataFrame:
    """Summarise who is quoted or credited, most words first.

    `by`: a column of `analysis.articles`, or several; None for all articles together. Out: one row per group and source
    with `source` (the name that pronouns and roles lead back to, else the words as printed; pronouns that lead to no
    name are one row with those nobody is named beside), `speaker_kind` (named,
    role, group, anonymous, organisation, document), `n_words`, `n_quoted` and `n_attributed`, `words_share` (of all
    words given to sources in the group), `n_articles`, `n_attributions`, `cues` (the commonest with their number) and
    `first_position_share` (where it first speaks: 0 the article's start, 1 its end; mean over articles).
    Raises TypeError for what is no analysis, ValueError for an unknown column, or one with the name of a column of the
    result.

    >>> from helpers.analysis import analyse
    >>> table = summarise_sources(analyse(pd.DataFrame({"article_id": ["a"], "text": ['"We won," Ann Cole said.']})))
    >>> table[["source", "n_words", "cues"]].to_numpy().tolist()
    [['Ann Cole', 2, 'said']]
    """
    analysis = check_analysis(
        analysis, articles="article_id", sentences="article_id sentence kind",
        segments="article_id sentence attribution voice whose n_words",
        attributions="article_id attribution voice start speaker speaker_name speaker_kind cue",
    )  # fmt: skip
    table = _words_per_attribution(analysis)
    groups = check_groups(analysis.articles, by, taken={*table.columns, *COLUMNS} - {"article_id"})
    keys = [*groups, "source"]
    articles = fill_groups(analysis.articles, groups)[list(dict.fromkeys(["article_id", *groups]))]
    table = table.merge(articles, on="article_id")
    by_article = table.groupby(list(dict.fromkeys([*keys, "article_id"])), sort=False)["position"].min().reset_index()
    out = table.groupby(keys, sort=False).agg(
        speaker_kind=("speaker_kind", lambda kinds: kinds.mode().iloc[0]),
        n_words=("n_words", "sum"), n_quoted=("n_quoted", "sum"), n_attributed=("n_attributed", "sum"),
        n_articles=("article_id", "nunique"), n_attributions=("article_id", "size"), cues=("cue", _count_cues),
    )  # fmt: skip
    out = out.assign(first_position_share=by_article.groupby(keys)["position"].mean()).reset_index()
    total = out.groupby(groups)["n_words"].transform("sum") if groups else out["n_words"].sum()
    out = out.assign(words_share=out["n_words"] / total)[[*groups, *COLUMNS]]
    return out.sort_values([*groups, "n_words"], ascending=[True] * len(groups) + [False], ignore_index=True)


def name_sources(attributions: pd.DataFrame) -> pd.DataFrame:
    """Attributions, each once, with `source`, the name it leads back to, else as printed, and the `speaker_kind`."""
    table = attributions.drop_duplicates(["article_id", "attribution"])
    faceless = table["speaker"].str.lower().isin(words("speech_pronouns")) & (table["speaker_name"] == "")
    name = table["speaker_name"].where(table["speaker_name"] != "", table["speaker"]).mask(faceless, "")
    kind = table["speaker_kind"].mask(faceless, "").replace("", NOT_NAMED)
    return table.assign(source=name.where(name != "", UNNAMED), speaker_kind=kind)


def segments_of_sources(analysis: Analysis) -> pd.DataFrame:
    """The segments that are a source's; as in a summary, sub-headings are no part of a voice."""
    segments = analysis.segments[analysis.segments["whose"] == "source"]
    subheads = analysis.sentences.loc[analysis.sentences["kind"] == "subhead", ["article_id", "sentence"]]
    return segments[place_sentences(subheads, segments) < 0]


def _words_per_attribution(analysis: Analysis) -> pd.DataFrame:
    segments = segments_of_sources(analysis)
    keys = ["article_id", "attribution"]
    counts = segments.pivot_table(index=keys, columns="voice", values="n_words", aggfunc="sum", fill_value=0)
    counts = counts.reindex(columns=SOURCE_VOICES, fill_value=0).add_prefix("n_").reset_index()
    table = counts.merge(name_sources(analysis.attributions.drop(columns="voice")), on=keys)
    length = count_characters(analysis.articles)
    return table.assign(
        n_words=table["n_quoted"] + table["n_attributed"],
        # As a number even when nobody speaks: of no rows, pandas maps to text.
        position=table["start"] / table["article_id"].map(length).astype(float),
    )


def _count_cues(cues: pd.Series, most: int = 4) -> str:
    counts = cues[cues != ""].str.lower().value_counts(sort=True)
    return ", ".join(f"{cue} {n}" if n > 1 else cue for cue, n in counts.head(most).items())


def note_anonymous(sources: pd.DataFrame) -> str:
    """One sentence on how much of the sources' words goes to sources that the article does not name."""
    total = sources["n_words"].sum()
    if not total:
        return "No source is given a word."
    share = sources.groupby("speaker_kind")["n_words"].sum().reindex(["anonymous", NOT_NAMED], fill_value=0) / total
    return (
        f"Anonymous sources have {share['anonymous']:.0%} of the {total:,} words given to sources; "
        f"for {share[NOT_NAMED]:.0%} no source is named beside them."
    )


def summarise_stances(analysis: Analysis, *, by: str | list[str] | None = None) -> pd.DataFrame:
    """Count by which kinds of verbs sources are introduced: who gets *said*, who gets *claimed*.

    `by`: a column of `analysis.articles`, or several; None for all together; also `speaker_kind`, which is the
    attribution's. Out: six rows per group, one per `stance` of the verb (neutral: said; endorsing: revealed;
    distancing: claimed; emotional: lamented; hostile: slammed; "(no verb)"), with `n_attributions` and
    `attributions_share` (of the group's). The writer's own "I" and "we" are no sources. The verb is the outlet's word.
    Raises TypeError for what is no analysis, ValueError for an unknown column.

    >>> from helpers.analysis import analyse
    >>> table = summarise_stances(analyse(pd.DataFrame({"article_id": ["a"], "text": ['"We won," Ann Cole said.']})))
    >>> table.loc[table["n_attributions"] > 0, ["group", "stance", "n_attributions"]].to_numpy().tolist()
    [['all articles', 'neutral', 1]]
    """
    analysis = check_analysis(
        analysis, articles="article_id", attributions="article_id attribution cue stance speaker_kind"
    )
    taken = ["stance", "n_attributions", "attributions_share"]
    groups = check_groups(analysis.articles.assign(speaker_kind=""), by, taken=taken) or ["group"]
    of_articles = [column for column in groups if column not in ("speaker_kind", "article_id")]
    articles = fill_groups(analysis.articles.assign(group="all articles"), of_articles)[["article_id", *of_articles]]
    credits = analysis.attributions.drop_duplicates(["article_id", "attribution"]).query("speaker_kind != 'outlet'")
    credits = credits[["article_id", "cue", "stance", "speaker_kind"]]
    credits = credits.assign(
        speaker_kind=credits["speaker_kind"].replace("", NOT_NAMED),
        stance=stance_of(credits),
    ).merge(articles, on="article_id")
    counts = pd.crosstab([credits[column] for column in groups], credits["stance"])
    counts = counts.reindex(columns=STANCES, fill_value=0).stack()  # noqa: PD013 (melted, it has another order)
    table = counts.rename("n_attributions").reset_index()
    total = table.groupby(groups)["n_attributions"].transform("sum")
    return table.assign(attributions_share=table["n_attributions"] / total)


def stance_of(attributions: pd.DataFrame) -> pd.Series:
    """The stance of the verb that introduces each attribution; "(no verb)" where there is none."""
    return attributions["stance"].where(attributions["cue"] != "", STANCES[-1])
