"""Texts that hold HTML or entities although they are no page: a cell of a table, a pasted text."""

import re
from html import unescape

from helpers.text.words import count_words

_TAGS = (
    "p|br|div|span|a|b|i|u|em|strong|ul|ol|li|h[1-6]|blockquote|figure|figcaption|aside|img|table|tbody|tr|td|th|section|"
    "article|header|footer|cite|small|sub|sup|hr|gu-atom|iframe|time|mark|font|center|q|pre|code|picture|source"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(
    r"</?(?:p|br|div|ul|ol|li|h[1-6]|blockquote|table|tr|section|article|header|footer|hr)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{2,7}|#x[0-9a-f]{2,6}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)
_LITERAL = re.compile(r"\\r\\n|\\n|\\r|\\t")
_TWICE = re.compile(r"(?:\\n){2}|[.!?”\"’']\s?(?:\\r)?\\n")
_ASIDE = ("figure", "aside", "script", "style", "iframe")  # captions, links to other stories: no text of the article


def read_marks(text: str) -> tuple[str, list[str]]:
    r"""Read what stands for something else in a text: HTML tags, entities, "\n" as two characters; say what was read.

    Offsets of everything after are offsets into this text. Linear in its length.

    >>> read_marks("&quot;We are late,&quot; she said.")
    ('"We are late," she said.', ['read as HTML: 2 entities'])
    """
    said = []
    if len(_TWICE.findall(text)) > 1 or (text.count("\\n") > 2 and text.count("\n") == 0):
        text, n = _LITERAL.subn(lambda found: "\t" if found[0] == "\\t" else "\n", text)
        said.append(f"line breaks written as \\n: {n}")
    n_tags = len(_TAG.findall(text)) if "<" in text else 0
    if n_tags > 1:
        text, dropped = _without_asides(text)
        text = _BREAK.sub("\n\n", " ".join(map(str.strip, text.split("\n"))) if _BREAK.search(text) else text)
        text = _TAG.sub("", text)
        said.append(f"read as HTML: {n_tags} tags")
        if dropped:
            said.append(f"captions and boxes left out: {dropped} words")
    # Twice, since "&amp;quot;" is common; a third time would change what somebody wrote about HTML.
    n_entities = 0
    for _ in range(2):
        text, n = _ENTITY.subn(lambda found: unescape(found[0]), text)
        n_entities += n
    if n_entities:
        text = text.replace("\xa0", " ")
        said.append(f"read as HTML: {n_entities} entities")
    if said:
        text = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]{2,}", " ", text))
        text = re.sub(r"\n{3,}", "\n\n", text).strip()
    return text, said


def _without_asides(text: str) -> tuple[str, int]:
    dropped = 0
    for name in _ASIDE:
        lower, kept, at = text.lower(), [], 0
        if len(lower) != len(text):
            lower = text  # a few letters change their length in small letters
        while (start := lower.find(f"<{name}", at)) >= 0 and (end := lower.find(f"</{name}>", start)) >= 0:
            kept.append(text[at:start])
            at = end + len(name) + 3
            if name in ("figure", "aside"):
                dropped += count_words(_TAG.sub(" ", text[start:at]))
        text = "".join(kept) + text[at:]
    return text, dropped
