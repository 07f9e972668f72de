"""Reading a corpus: one page with linked views, as a widget in JupyterLab and as a file for those without a kernel."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.analysis import Analysis
from helpers.files import write_whole
from helpers.results.selection import KEYS, find_sentences, read_address
from helpers.show.browsing import Browsing
from helpers.show.browsing_names import written
from helpers.show.export import as_picture, as_svg
from helpers.show.headings import as_figure
from helpers.show.html import Shown, make_browser_page, make_index_page, show_article, show_cells
from helpers.voice import VOICES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from helpers.show.widget import BrowseWidget

MOST_ARTICLES, MOST_BYTES = 200, 6_000_000  # of one page
MOST_ROWS = 60  # of the table that stands for the widget where no script runs


def browse(analysis: Analysis, *, by: str | None = "outlet", select: str = "") -> BrowseWidget:
    """Browse an analysis in JupyterLab: groups and articles, an article with its voices, the words behind any number.

    `by`: the column of `analysis.articles` that groups the list; without that column (or None) there are no groups.
    `select`: what is selected at first, an address as the page shows it: see `find_sentences`, which gives the same
    sentences as a table. Out: the widget; in an exported notebook a table stands in its place.

    A click or Enter on a voice, speaker, term, category or bar selects its words in the whole corpus. Keys: arrows in
    the list and from mark to mark in the article, `/` searches titles and texts, `n` and `p` go to the next and
    previous passage or hit, `j` and `k` from run to run, Escape selects nothing. Raises ValueError for an unknown
    column or an address that cannot be meant, TypeError for what is no analysis.
    """
    from helpers.show.widget import BrowseWidget  # only here: it brings IPython along

    return BrowseWidget(Browser(analysis, _known(analysis, by), select))


def explore(axes: Axes, analysis: Analysis) -> BrowseWidget:
    """Show a figure of a `plot_` verb whose bars and dots are doors: a click or Enter lists their sentences.

    In: the axes that the verb returned, and the analysis that its table was made from. Out: `browse` with the figure
    above it. Raises ValueError for axes that no `plot_` verb returned.
    """
    from helpers.show.widget import BrowseWidget

    text = getattr(axes, "figure_text", None)
    if text is None:
        raise ValueError("explore takes the axes that a plot_ verb returned; these have no parts that could be doors.")
    parts = [[gid, label, address] for gid, (label, address) in text.parts.items()]
    columns = {key for *_, address in parts for key, _ in read_address(address)} - {*KEYS}
    figure = {"svg": as_svg(axes), "alt": text.alt, "caption": text.caption, "parts": parts}
    by = "outlet" if "outlet" in columns else min(columns, default=_known(analysis, "outlet"))
    return BrowseWidget(Browser(analysis, by, "", figure, as_picture(axes)))


def save_browser(analysis: Analysis, path: str | Path, *, by: str | None = "outlet", select: str = "") -> str:
    """Save `browse` as a page of its own that needs neither kernel nor network, and say where it is.

    In: as for `browse`; `path`, an .html file. The page may run its own script and nothing else, and ask for nothing;
    without JavaScript every article can be read. An address behind it selects (`articles.html#voice:quoted`). Beyond
    200 articles or 6 MB there is one page per group (or several), and `path` is their index. Raises as `browse` does,
    and ValueError for a path that is no .html file.
    """
    path = Path(path)
    if path.suffix.lower() not in (".html", ".htm"):
        raise ValueError(f"{path}: a page is kept in a .html file; name it {path.stem}.html.")
    by = _known(analysis, by)
    whole = Browser(analysis, by, select)
    page = whole.page(path.stem) if len(analysis.articles) <= MOST_ARTICLES else ""
    if page and len(page) <= MOST_BYTES:
        write_whole(path, page.encode("utf-8"))
        return f"{path}: {len(analysis.articles)} articles in a page of {len(page) / 1e6:.1f} MB; it needs no network."
    files, articles, column = [], whole.index.articles, by or ""
    for n, (name, rows) in enumerate(articles.groupby(whole.group_of.to_numpy(), sort=True), 1):
        for part, ids in enumerate(_portions(rows), 1):
            some = _only(analysis, ids)
            stem = re.sub(r"[^\w-]+", "-", f"{path.stem}-{n}-{name}")[:60].strip("-") + (f"-{part}" if part > 1 else "")
            file = path.with_name(f"{stem}.html")
            title = written(name, column)
            write_whole(file, Browser(some, by, select).page(title).encode("utf-8"))
            files.append((file.name, f"{title}{f', part {part}' if part > 1 else ''}", len(ids)))
    write_whole(path, make_index_page(path.stem, files).encode("utf-8"))
    return (
        f"{path}: an index of the {len(files)} pages beside it, as a page holds {MOST_ARTICLES} articles and "
        f"{MOST_BYTES // 1_000_000} MB at the most; a selection stays within its page."
    )


def _known(analysis: Analysis, by: str | None) -> str | None:
    """The column to group by; the usual one may be missing."""
    articles = getattr(analysis, "articles", None)
    return None if by == "outlet" and isinstance(articles, pd.DataFrame) and "outlet" not in articles else by


def _portions(rows: pd.DataFrame) -> list[list[str]]:
    """Ids of the articles that go on a page together; a character of text takes some six bytes of a page."""
    portions, size = [[]], 0
    for article_id, text in rows[["article_id", "text"]].itertuples(index=False):
        if portions[-1] and (len(portions[-1]) >= MOST_ARTICLES or size + 6 * len(text) > MOST_BYTES):
            portions, size = [*portions, []], 0
        portions[-1].append(article_id)
        size += 6 * len(text)
    return portions


def _only(analysis: Analysis, ids: list[str]) -> Analysis:
    tables = {name: getattr(analysis, name) for name in ("articles", "sentences", "segments", "attributions", "hits")}
    return Analysis(**{name: t[t["article_id"].isin(ids)].reset_index(drop=True) for name, t in tables.items()})


class Browser(Browsing):
    """What is browsed, with its figure if there is one; as a widget's work, and as a page."""

    def __init__(
        self, analysis: Analysis, by: str | None, select: str, figure: dict | None = None, twin: Shown | None = None
    ):
        super().__init__(analysis, by, select, [address for *_, address in (figure or {}).get("parts", [])])
        self.figure, self.twin = figure, twin

    def contents(self) -> dict:
        found = super().contents()
        return found | {"figure": self.figure} if self.figure else found

    def page(self, title: str) -> str:
        """The whole page, all articles in it."""
        from helpers.show.widget import script, style

        sentences = [self.sentence(row) for row in range(len(self.index.sentences))]
        pages = [[self.furniture(row), self.headline(row)] for row in range(len(self.index.articles))]
        data = {"contents": self.contents(), "sentences": sentences, "pages": pages}
        return make_browser_page(title, style("browse"), script("browse"), data, self._plain(data))

    def _plain(self, data: dict) -> list[tuple[str, list[list[tuple[str, str]]]]]:
        """Every article as title and paragraphs, these as pieces of text with their voice."""
        found, at = [], 0
        articles, voice = data["contents"]["articles"], data["contents"]["segments"]["voice"]
        for n, title in enumerate(articles["title"]):
            paragraphs: dict[int, list] = {}
            for row in range(articles["first"][n], articles["first"][n + 1]):
                sentence = data["sentences"][row]
                pieces = paragraphs.setdefault(sentence["p"], [])
                for gap, text, *_ in sentence["r"]:
                    whole = "".join(piece if isinstance(piece, str) else piece[0] for piece in text)
                    pieces += [("", gap), (VOICES[voice[at]], whole)]
                    at += 1
                pieces.append(("", sentence["t"] + " "))
            found.append((title, list(paragraphs.values())))
        return found

    def show(self) -> Shown:
        """The same where no script runs: the sentences that are selected, else the groups and the first article."""
        if self.twin:
            return self.twin
        analysis = self.index.analysis
        if self.select:
            rows = find_sentences(analysis, self.select)
            more = f" (the first {MOST_ROWS})" if len(rows) > MOST_ROWS else ""
            cells = rows.head(MOST_ROWS)[["article_id", "sentence", "voice", "speaker", "text"]].astype(str)
            return show_cells(cells, f"{len(rows):,} sentences behind {self.select}{more}")
        contents = self.contents()
        figures = contents["figures"]["groups"]["voices"]
        rows = [[name, f"{sum(counts):,}", *(as_figure(count / max(sum(counts), 1), unit="%") for count in counts)]
                for name, counts in zip(contents["groupNames"], figures, strict=True)]  # fmt: skip
        columns = [contents["by"].replace("_", " ") or "group", "words", *VOICES]
        table = show_cells(pd.DataFrame(rows[:MOST_ROWS], columns=columns, dtype=str), "Words by voice", range(1, 6))
        if not len(analysis.articles):
            return table
        article = show_article(analysis, analysis.articles["article_id"].iloc[0])
        return Shown(table.html + article.html, f"{table.plain}\n\n{article.plain}", table.caption, table.data)
