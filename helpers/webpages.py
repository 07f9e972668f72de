"""HTML to the article in it, through trafilatura in a child process that can be stopped."""

from helpers.extracting import read_page


def looks_like_html(text: str) -> bool:
    head = text.lstrip()[:300].lower()
    return head.startswith(("<!doctype html", "<html"))


def read_html(html: str, name: str) -> dict:
    return read_page(html)
