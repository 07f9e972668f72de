"""What was measured elsewhere, to stand beside one's own figures: accuracy, real articles, categories of terms."""

import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.measures import FORMULAS
from helpers.results.comparison import LEAST_UNITS
from helpers.results.summary import COLUMNS, groups_of
from helpers.tables import MISSING_GROUP, check_analysis, check_columns
from helpers.vocabulary import DATA, read_vocabulary
from helpers.wording.editorial import declares_opinion

ACCURACY = DATA / "reference" / "accuracy.csv"
ACCURACY_WORDS = DATA / "reference" / "accuracy_words.csv"
PERCENTILES = DATA / "reference" / "percentiles.csv"
PLACES = ["lowest 5 %", "lower quarter", "middle half", "upper quarter", "highest 5 %"]
GENRES = ["news", "opinion", "unknown"]
OPINION_PAGE = r"/(?:opinions?|commentary|columnists?)/|/editorials?/|/opinion-"
NEWS_PAGE = r"/(?:news|politics|us|world|nation|national|business|health)/"
MEASURED = ["babe_precision", "babe_recall", "ptc_precision", "ptc_recall"]


def read_accuracy() -> pd.DataFrame:
    """The kit's accuracy on public data: `measure`, `data`, `n`, `value`, `command`; written by `make benchmark`."""
    return pd.read_csv(ACCURACY)


def rank_accuracy(accuracy: pd.DataFrame) -> pd.DataFrame:
    """The rows of `read_accuracy` in the reader's words, the weakest figures first.

    Out: `what`, `public_data`, `figure` (what the number says), `n`, `value` (as it is printed). Behind the figures of
    which more is better stand those of which less is, then what is there for comparison only.
    """
    words = pd.read_csv(ACCURACY_WORDS, keep_default_na=False)
    table = accuracy.merge(words, on="measure", how="left")
    table = table.fillna({"what": table["measure"], "figure": "", "better": ""})
    rank = table["better"].map({"higher": 0, "lower": 1, "": 2})
    table = table.assign(rank=rank).sort_values(["rank", "value"], kind="stable", ignore_index=True)
    table["value"] = [f"{value:.2f}" if abs(value) <= 1 else f"{value:,.0f}" for value in table["value"]]
    return table.rename(columns={"data": "public_data"})[["what", "public_data", "figure", "n", "value"]]


def read_percentiles() -> pd.DataFrame:
    """Percentiles of measures over 2,000 articles of 25 US outlets, and over these outlets.

    `of` ("articles" or "outlets"), `genre` (of articles: "news", "opinion", "unknown"; of outlets "all"), `voice`,
    `measure`, `n` (articles or outlets), `p5`, `p25`, `p50`, `p75`, `p95`. Written by `python -m benchmarks FOLDER
    corpus` from the AllSides articles of 2012–2020.
    """
    return pd.read_csv(PERCENTILES)


def label_genre(articles: pd.DataFrame) -> pd.Series:
    """Say of every article whether it is "news", "opinion" or of "unknown" genre, by its section, headline and address.

    In: a table that may have `section`, `headline` and `url`. Opinion declares itself (as in `analyse`) or has an
    address under /opinion/ and the like; news has an address under /news/, /politics/ and the like.
    Out: one of the three for every article; put it into a column `genre` and group by that to place figures.

    >>> label_genre(pd.DataFrame({"url": ["https://a.example/opinion/x", "https://a.example/world/y", ""]})).tolist()
    ['opinion', 'news', 'unknown']
    """
    check_columns(articles, [], of="articles", made_by="load_articles(source)")
    none = pd.Series("", index=articles.index)
    url = articles.get("url", none).astype(object).fillna("").astype(str).str.lower()
    opinion = declares_opinion(articles) | url.str.contains(OPINION_PAGE)
    genre = np.select([opinion, url.str.contains(NEWS_PAGE)], ["opinion", "news"], "unknown")
    return pd.Series(genre, articles.index, dtype=str)


def place_among_articles(summary: pd.DataFrame, *, genre: str | None = None) -> pd.DataFrame:
    """Place the figures of a summary among those of 2,000 real articles of 25 outlets, to tell whether they are high.

    In: the result of `summarise`. A row of one article is placed among articles of its genre: that of the column
    `genre` of the summary (from `label_genre`) or the one named, "news", "opinion" or "unknown"; "unknown" if none is
    said. A row of several articles is placed among outlets (all their articles, of 80 each).
    Out: one row per group, voice and measure with `value`, `among` ("outlets", "news articles" and so on), `n` of them,
    the reference's `p5`, `p50`, `p95` and `place`: "lowest 5 %", "lower quarter", "middle half", "upper quarter" or
    "highest 5 %" ("lower quarter" is from the 5th to the 25th percentile, and so on).
    Groups of two to four articles and those that are not known have no row, nor has readability that is not valid.
    Raises ValueError for a table that is no summary and for another genre.
    """
    groups = groups_of(summary, *COLUMNS)
    reference = read_percentiles()
    if genre is not None and genre not in GENRES:
        raise ValueError(f"Unknown genre {genre!r}; choose from {', '.join(GENRES)}.")
    of_row = summary["genre"].where(summary["genre"].isin(GENRES), "unknown") if "genre" in groups else "unknown"
    among = (genre or of_row) + pd.Series(" articles", summary.index)
    too_few = summary["n_articles"].between(2, LEAST_UNITS - 1)
    unknown = (summary[groups] == MISSING_GROUP).any(axis=1)
    among = among.where(summary["n_articles"] == 1, "outlets").mask(too_few | unknown, "")
    valid = {name: summary[name].where(summary[f"{name}_valid"].astype(bool)) for name in FORMULAS}
    measures = reference["measure"].unique().tolist()
    long = summary.assign(**valid, among=among)
    long = long.melt([*groups, "voice", "among"], measures, "measure", "value").dropna(subset="value")
    names = (reference["genre"] + " articles").where(reference["of"] == "articles", "outlets")
    table = long.merge(reference.assign(among=names).drop(columns=["of", "genre"]), on=["among", "voice", "measure"])
    value = table["value"].to_numpy()[:, None]
    # A value on a limit is put nearer the middle: 0 loaded terms is nothing special where a quarter of articles have 0.
    number = (value >= table[["p5", "p25"]].to_numpy()).sum(1) + (value > table[["p75", "p95"]].to_numpy()).sum(1)
    table = table.assign(place=[PLACES[n] for n in number])
    return table[[*groups, "voice", "measure", "value", "among", "n", "p5", "p50", "p95", "place"]]


def summarise_categories(analysis: Analysis) -> pd.DataFrame:
    """Count the hits of every category, with what was measured of it on sentences that experts marked.

    Out: one row per category that has hits, those with most first: category; loaded; n_outlet, n_source (hits in the
    outlet's and in sources' words); n_articles; babe_precision, ptc_precision (share of the words in its hits that
    experts marked: BABE, sentences of eight US outlets; PTC, articles of propagandistic sites) and babe_recall,
    ptc_recall (share of all marked words that this category finds); definition. The last five are those of the kit's
    own categories and lexicon: missing, or "", for categories of your own, and no statement about other terms that a
    lexicon of yours puts into a category of the kit's. Raises TypeError for what is no analysis.

    >>> from helpers.analysis import analyse
    >>> rain = analyse(pd.DataFrame({"article_id": ["a"], "text": ["The plan was shameful."]}))
    >>> summarise_categories(rain)[["category", "n_outlet"]].to_numpy().tolist()
    [['moral', 1]]
    """
    analysis = check_analysis(analysis, hits="article_id category loaded whose")
    hits = analysis.hits.assign(**{f"n_{whose}": analysis.hits["whose"] == whose for whose in ("outlet", "source")})
    by_category = hits.groupby("category")
    table = by_category[["loaded"]].any().join(by_category[["n_outlet", "n_source"]].sum())
    cards = pd.DataFrame(read_vocabulary("categories")).set_index("category").reindex(table.index)
    table = table.assign(
        n_articles=by_category["article_id"].nunique(), definition=cards["definition"].fillna(""),
        **cards[MEASURED].replace("", None).astype(float),
    )  # fmt: skip
    order = (table["n_outlet"] + table["n_source"]).sort_values(ascending=False, kind="stable").index
    return table.loc[order, ["loaded", "n_outlet", "n_source", "n_articles", *MEASURED, "definition"]].reset_index()
