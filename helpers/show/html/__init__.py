"""The only folder that writes HTML. Article text is hostile: all that is shown is escaped here and nowhere else."""

from helpers.show.html.article import make_article_page, show_article
from helpers.show.html.pages import make_browser_page, make_index_page, make_page
from helpers.show.html.pieces import Shown, show_cells, show_choice, show_picture

__all__ = [
    "Shown", "make_article_page", "make_browser_page", "make_index_page", "make_page", "show_article", "show_cells",
    "show_choice", "show_picture",
]  # fmt: skip
