"""Pages: cut scraped text into its parts, and load articles from files, folders and tables."""

from pathlib import Path

import pandas as pd

from helpers.intake.decoding import ArticleError
from helpers.intake.extracting import label_text, read_page
from helpers.intake.loading import load_rows

__all__ = ["PART_KINDS", "ArticleError", "label_parts", "load_articles", "read_page"]

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


def load_articles(source: str | Path | pd.DataFrame | list, **columns: str) -> pd.DataFrame:
    """Load articles from a file, a folder, a zip, a glob, a list of these, or a DataFrame: one row per article.

    Reads .txt and .html pages (the furniture is taken away, and said) and .csv, .tsv, .xlsx, .json, .jsonl and .parquet
    tables (usual column names are guessed; name your own: `load_articles(path, text="content", outlet="source")`).
    In a folder with sub-folders the sub-folder's name is the outlet, and files of the same name in several of them
    are the same `event`.

    Out, one row per article: `article_id` (unique, safe as a file name), `outlet`, `section`, `author`, `published`
    (day as printed, NaT when unknown), `headline`, `event`, `text` (body and sub-headings, paragraphs separated by a
    blank line), `raw` (what was read), `source` (the path as given), `url`, `n_words_removed` (words of furniture),
    `warnings` ("" when there is none, several joined with "; "), `duplicate_of` (the `article_id` of an earlier article
    with the same or nearly the same text, else ""); a table's other columns pass through. What could not become a
    row is listed in `.attrs["quarantine"]` (source, row, reason).
    Raises `ArticleError` (a ValueError) when nothing can be read from `source`; inside a folder or a list a bad file
    becomes a row with empty text and a warning.
    """
    return load_rows(source, columns)
