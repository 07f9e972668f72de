"""Pages: cut scraped text into its parts, and load articles from files, folders and tables."""

from pathlib import Path

import pandas as pd

from helpers.intake.decoding import ArticleError
from helpers.intake.extracting import label_text, read_page
from helpers.intake.loading import load_rows
from helpers.intake.profiles import propose

__all__ = ["PART_KINDS", "ArticleError", "label_parts", "load_articles", "propose_furniture", "read_page"]

# Python's strings: the other storage refuses lone surrogates, and the parts must be the page whatever it holds.
_ANY_TEXT = pd.StringDtype("python", na_value=float("nan"))
PART_KINDS = ("headline", "byline", "body", "subhead", "caption", "promo", "sources", "boilerplate", "blank")


def label_parts(text: str) -> pd.DataFrame:
    """Cut the text of a page into headline, byline, body and furniture.

    In: the text of a page as copied or scraped. Out: one row per line, or per piece of a line that holds
    "(Related: …)"; joined they are the page, character for character.
    Columns: `start`, `end` (character offsets into `text`, end exclusive), `text`, `kind` (one of `PART_KINDS`),
    `rule` (why). Vocabulary: data/lexicons/page_*.csv.
    The article is the stretch of lines with the largest sum of prose words minus penalties for furniture (the idea of
    Finn, Kushmerick and Smyth 2001, body text extraction); the headline is the nearest title before it.
    A text without furniture is all body.

    >>> parts = label_parts("It rained all day in the valley. (Related: Sun at last)\\n")
    >>> list(parts.kind)
    ['body', 'promo', 'body']
    """
    start, end, texts, kinds, rules = zip(*label_text(text), strict=True) if text else ((),) * 5
    return pd.DataFrame(
        {
            "start": pd.Series(start, dtype="int64"),
            "end": pd.Series(end, dtype="int64"),
            "text": pd.Series(texts, dtype=_ANY_TEXT),
            "kind": pd.Series(kinds, dtype="str"),
            "rule": pd.Series(rules, dtype="str"),
        }
    )


def load_articles(
    source: str | Path | pd.DataFrame | list, profiles: str | Path | pd.DataFrame | None = None, **columns: str
) -> pd.DataFrame:
    """Load articles from a file, a folder, a zip, a glob, a list of these, or a DataFrame: one row per article.

    Reads .txt and .html pages (the furniture is taken away, and said) and .csv, .tsv, .xlsx, .json, .jsonl and .parquet
    tables (usual column names are guessed; name your own: `load_articles(path, text="content", outlet="source")`).
    In a folder with sub-folders the sub-folder's name is the outlet, and files of the same name in several of them
    are the same `event`.
    `profiles` is a table (or a CSV file of one) with the columns `outlet`, `line`, `kind`, made by `propose_furniture`
    and confirmed by you: these lines of these outlets are taken out of `text`, and `warnings` says how many.

    Out, one row per article: `article_id` (unique, safe as a file name), `outlet`, `section`, `author`, `published`
    (day as printed, NaT when unknown), `headline`, `event`, `text` (body and sub-headings, paragraphs separated by a
    blank line), `raw` (what was read), `source` (the path as given), `url`, `n_words_removed` (words of furniture),
    `warnings` ("" when there is none, several joined with "; "), `duplicate_of` (the `article_id` of an earlier article
    with the same or nearly the same text, else ""); a table's other columns pass through. What could not become a
    row is listed in `.attrs["quarantine"]` (source, row, reason).
    Raises `ArticleError` (a ValueError) when nothing can be read from `source`; inside a folder or a list a bad file
    becomes a row with empty text and a warning.
    """
    return load_rows(source, columns, profiles)


def propose_furniture(articles: pd.DataFrame, *, least: int = 3, share: float = 0.2) -> pd.DataFrame:
    """Propose lines that recur over an outlet's articles as furniture of its pages, for you to confirm.

    In: a table with `text` (what `load_articles` kept) and `outlet`; copies (`duplicate_of`) are not counted.
    A line is proposed when it stands in `least` articles of an outlet or more, and in this `share` of them or more;
    so is what four words or more begin in common (then `line` ends with " …"). Case, spaces and numbers make no
    difference. Out, one row per line: `outlet`, `line`, `kind` (one of `PART_KINDS`, a guess), `n_articles`,
    `share` (0-1, of the outlet's articles), `example` (a whole line as printed). Nothing is taken away by this:

        propose_furniture(articles).to_csv("my-profiles.csv", index=False)  # then delete rows that are no furniture
        articles = load_articles(folder, profiles="my-profiles.csv")

    Raises ValueError when there is no column `text`. Time grows with the length of the texts.

    >>> texts = [f"{day} was dry.\\n\\nAsk Ada about the weather" for day in ("Monday", "Tuesday", "Friday")]
    >>> propose_furniture(pd.DataFrame({"outlet": "Wire", "text": texts}))[["line", "n_articles"]].to_numpy().tolist()
    [['Ask Ada about the weather', 3]]
    """
    if "text" not in articles.columns:
        raise ValueError(
            f"The table has no column 'text'; it has {list(articles.columns)}. Load it with load_articles."
        )
    return propose(articles, least, share)
