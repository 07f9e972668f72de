"""From whatever a user brings to the articles table: files, folders, archives, globs, lists, tables."""

import os
import warnings as python_warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pandas as pd

from helpers.intake.articles import finish
from helpers.intake.child import CHILDREN, stop
from helpers.intake.decoding import ArticleError
from helpers.intake.places import ARCHIVES, HIDDEN, LOCK, NOTE, Found, find_places, found_at
from helpers.intake.profiles import apply_profile, read_profile
from helpers.intake.readers import READERS, read_bytes
from helpers.intake.tables import Table, rows_of_table


def load_articles(
    source: str | Path | pd.DataFrame | list, profiles: str | Path | pd.DataFrame | None = None, **columns: str
) -> pd.DataFrame:
    """Load articles from a file, a folder, a zip, a glob, a list of these, or a DataFrame: one row per article.

    Reads .txt, .html, .md, .docx, .rtf, .pdf, .eml and .mhtml (a page's furniture is taken away, and counted), .epub (a
    row per chapter), exports of Nexis, LexisNexis, Factiva, ProQuest, Europresse, NewsBank in any of these (a row per
    article, the fields of the export as columns) and .csv, .tsv, .xlsx, .xls, .json, .jsonl and .parquet tables (usual
    column names are guessed; name your own: `load_articles(path, text="content", outlet="source")`).
    In a folder with sub-folders the sub-folder's name is the outlet, and files of the same name in several of them
    are the same `event`.
    `profiles` is a table (or a CSV file of one) with the columns `outlet`, `line`, `kind`, made by `propose_furniture`
    and confirmed by you: these lines of these outlets are taken out of `text`, and `warnings` says how many.

    Out, one row per article: `article_id` (unique, safe as a file name), `outlet`, `section`, `author`, `published`
    (day as printed, NaT when unknown), `headline`, `event`, `text` (body and sub-headings, paragraphs separated by a
    blank line), `raw` (what was read), `source` (the path as given), `url`, `n_words_removed` (words of furniture),
    `warnings` ("" when there is none, several joined with "; "), `duplicate_of` (the `article_id` of an earlier article
    with the same or nearly the same text, else ""); a table's other columns pass through, and exports add `page`,
    `n_words_stated` (the length that the export states, compared with ours in `warnings`) and `export` (whose layout
    it is). What could not become a row is listed in `.attrs["quarantine"]` (source, row, reason).
    Raises `ArticleError` (a ValueError) when nothing can be read from `source`; inside a folder or a list a bad file
    becomes a row with empty text and a warning. ValueError when `profiles` lacks a column.

    >>> pages = load_articles(pd.DataFrame({"body": ["It rained all day. (Related: Sun at last)"]}))
    >>> pages[["article_id", "text", "n_words_removed"]].to_numpy().tolist()
    [['article-1', 'It rained all day.', 4]]
    """
    profile = {} if profiles is None else read_profile(profiles)
    if isinstance(source, pd.DataFrame):
        rows, quarantine = rows_of_table(source, "DataFrame", columns), []
    else:
        rows, quarantine = _read_all(source, columns)
        warn_of(quarantine)
    return finish([apply_profile(row, profile) for row in rows], quarantine)


def _read_all(source: object, columns: dict[str, str]) -> tuple[list[dict], list[dict]]:
    """Read every file on its own; return the article rows, and what did not become one."""
    alone = isinstance(source, str | os.PathLike) and os.path.isfile(source)
    alone = alone and Path(source).suffix.lower() not in ARCHIVES
    files = (file for place in find_places(source) for file in found_at(place))
    rows, quarantine, n_tables = read_files(files, columns, alone=alone)
    if not rows:
        reasons = "; ".join(f"{q['source']}: {q['reason']}" for q in quarantine[:5])
        read = " ".join((*READERS, *ARCHIVES))
        raise ArticleError(f"{source}: no articles found{f' ({reasons})' if reasons else ''}. Kinds of file: {read}.")
    if columns and not n_tables:
        named = ", ".join(f"{field}={column!r}" for field, column in columns.items())
        raise ArticleError(f"{source}: {named} names a table's column, and no table was read. Leave it out for pages.")
    return rows, quarantine


def read_files(
    files: Iterable[Found], columns: dict[str, str], *, alone: bool, at_once: int = CHILDREN
) -> tuple[list[dict], list[dict], int]:
    """The article rows of files, what did not become one, and how many files are tables.

    A file that cannot be read is a row with a warning, or an ArticleError when it is `alone`.
    """
    rows, quarantine, n_tables = [], [], 0
    for file, result in _read_ahead(files, at_once):
        if file.reason:
            quarantine.append({"source": file.name, "row": "", "reason": file.reason})
            continue
        try:
            found = result()
            if isinstance(found, Table):
                n_tables += 1
                quarantine += [{"source": file.name, "row": row, "reason": reason} for row, reason in found.bad]
                for row in rows_of_table(found.cells, file.name, columns):
                    outlet, warnings = row["outlet"] or file.outlet, found.said + row["warnings"]
                    rows.append({**row, "outlet": outlet, "warnings": warnings})
                continue
        except Exception as problem:  # a reader may raise anything, and one file must not stop the others
            reason = str(problem) if isinstance(problem, ArticleError) else f"{file.name}: cannot be read ({problem})."
            if alone:
                raise ArticleError(reason) from problem
            found = [{"raw": "", "text": "", "warnings": [f"not read: {reason}"]}]
        rows += _placed(found, file)
    return rows, quarantine, n_tables


def _read_ahead(files: Iterable[Found], at_once: int) -> Iterator[tuple[Found, Callable]]:
    """Yield files in their order, each with what gives its content, or raises; some are read at once.

    Every core has a child that parses pages: they take nearly all of the time.
    """
    pool, waiting, is_done = ThreadPoolExecutor(at_once), deque(), False
    try:
        for file in files:
            waiting.append((file, _begin(pool, file).result))
            if len(waiting) > 2 * at_once:
                yield waiting.popleft()
        yield from waiting
        is_done = True
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        if not is_done:  # somebody interrupted: nobody waits for what is being read
            stop()


def _begin(pool: Executor, file: Found) -> Future:
    begun = Future()
    try:
        data = b"" if file.reason else file.read()  # here: an archive is open only until the next file is asked for
    except Exception as problem:  # said where the content is asked for
        begun.set_exception(problem)
        return begun
    return begun if file.reason else pool.submit(read_bytes, data, file.path.suffix.lower(), file.name)


def _placed(found: list[dict], file: Found) -> list[dict]:
    """Give the articles of a file their ids and places; of an export that holds several, its outlets are its own."""
    stem, folder = file.path.stem, file.outlet
    name = f"{folder}-{stem}" if folder else stem
    if len(found) == 1 and "extras" not in found[0]:
        place = {"id": name, "source": file.name, "stem": stem, "folder": folder}
        return [{**found[0], **place, "outlet": folder or found[0].get("outlet", "")}]
    ids = [name] if len(found) == 1 else [f"{name}-{n}" for n in range(1, len(found) + 1)]
    numbered = ({"id": article_id, "source": file.name} for article_id in ids)
    return [{**row, **place, "outlet": row.get("outlet") or folder} for row, place in zip(found, numbered, strict=True)]


def lost_articles(quarantine: list[dict]) -> list[dict]:
    """Of what is in quarantine, what could have been an article."""
    return [q for q in quarantine if q["reason"] not in (HIDDEN, NOTE, LOCK)]


def warn_of(quarantine: list[dict]) -> None:
    """Warn of what was passed over: one line for every reason, however many files it has."""
    lost, by_reason = lost_articles(quarantine), {}
    for q in lost:
        by_reason.setdefault(q["reason"], []).append(f"{q['source']}{q['row'] and ' row ' + str(q['row'])}")
    listed = []
    for reason, names in list(by_reason.items())[:8]:
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        listed.append(f"{', '.join(names[:3])}{more} ({reason})")
    if lost:
        more = f"; {len(by_reason) - 8} more reasons" if len(by_reason) > 8 else ""
        said = f"Passed over: {'; '.join(listed)}{more}. All are in articles.attrs['quarantine']."
        python_warnings.warn(said, stacklevel=3)
