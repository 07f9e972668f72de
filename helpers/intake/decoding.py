"""Bytes to text: never a silent guess, never a crash."""

import codecs
import re
from contextlib import suppress

import ftfy
from charset_normalizer import from_bytes
from ftfy.badness import is_bad

from helpers.errors import InputError
from helpers.text.clean import SURROGATES

_LATIN = "éèàáíóúñçüöäêâôëïîûùßåæøãõÉÜÖÄÅÇ£©°½".encode("cp1252")
_CURLY = "‘’“”–—".encode("cp1252")
# Guesses that look like Windows-1252 where only a few bytes are not ASCII.
_ALIKE = ("cp125", "latin", "iso8859", "cp85", "cp43", "cp77", "mac", "cp50", "cp10", "hp_")
LARGEST = 300_000_000  # bytes of one file, unpacked or not; a decompression bomb is stopped here
SAMPLE = 200_000  # bytes that a guess looks at; detection on 20 MB would take minutes
REPAIRED = 300_000  # characters up to which mojibake is repaired: ftfy is slow on odd megabytes
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
          (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip
_MAGIC = {b"%PDF": "a PDF", b"\x89PNG": "a PNG image", b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image",
          b"PK\x03\x04": "a zip archive or an Office file", b"\x1f\x8b": "a gzip archive", b"\x7fELF": "a program",
          b"\xd0\xcf\x11\xe0": "an old Office file", b"SQLite format 3": "a database", b"Rar!": "a rar archive",
          b"{\\rtf": "a rich-text file (save it as plain text)"}  # fmt: skip
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?([\w-]{3,20})""", re.IGNORECASE)
# The encodings that browsers know, by Python's names: others ("utf-7", "unicode_escape") make text of what is none.
_OF_THE_WEB = frozenset((
    "utf-8", "big5", "big5hkscs", "euc_jp", "euc_kr", "gb18030", "gb2312", "gbk", "iso2022_jp", "shift_jis", "cp932",
    "cp949", "cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "tis-620", "ascii", "utf-16",
    "utf-16-le", "utf-16-be", *(f"cp{n}" for n in range(1250, 1259)), "iso8859-1",
    *(f"iso8859-{n}" for n in (*range(2, 12), *range(13, 17))),
))  # fmt: skip
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_INVISIBLE_MARKS = "\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = re.compile(f"[{_INVISIBLE_MARKS}]")
_CONTROL_BYTES = bytes(n for n in range(128) if _CONTROLS.match(chr(n)))
_UNSEEN = (
    (SURROGATES, "\ufffd", "lone surrogates replaced"),
    (_CONTROLS, "", "control characters removed"),
    (_INVISIBLE, "", "invisible characters removed"),
)


def _is_clean(text: str) -> bool:
    """Whether a text has nothing unseen in it: ten times as fast as searching a page's markup by the patterns."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return len(data.translate(None, _CONTROL_BYTES)) == len(data) and not any(c in text for c in _INVISIBLE_MARKS)


class ArticleError(InputError):
    """Something that cannot be read as articles; the message names the file, the row and the next step."""


def decode(data: bytes, name: str) -> tuple[str, list[str]]:
    """Decode a file's bytes: byte order mark, then UTF-8, then a guess that is said in the warnings.

    Raises `ArticleError` when the bytes are no text at all.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise ArticleError(f"{name}: this is {what}, not text. Save the article as .txt or .html and load that.")
    mark, encoding = next((known for known in _MARKS if data.startswith(known[0])), (b"", "utf-8"))
    head = data[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if not mark and len(head) >= 8:
        for guess, many, few in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
            if many > 0.2 * len(head) and few < many / 10:  # nearly every second byte of English is 0 in it
                return data.decode(guess, errors="replace"), [f"encoding guessed: {guess}"]
    body = data[len(mark) :] if encoding == "utf-8" else data  # the other two take their mark away themselves
    try:
        text, said = body.decode(encoding), []
    except UnicodeDecodeError:
        if not mark:
            return _guess(data, name)
        text = body.decode(encoding, errors="replace")
        broken = text.count("\ufffd")
        said = [f"not clean {encoding} although its byte order mark says so: {broken} characters lost"]
    _refuse_controls(text, name, 0.1)
    return text, said


def decode_as(data: bytes, encoding: str) -> str | None:
    """Decode bytes as they say of themselves; None when they are no such text, or the encoding is none of the web's."""
    with suppress(LookupError, UnicodeDecodeError):
        return data.decode(encoding) if codecs.lookup(encoding).name in _OF_THE_WEB else None
    return None


def repair(text: str, *, is_markup: bool = False) -> tuple[str, list[str]]:
    """Repair what no reader sees: NUL bytes, lone surrogates, mojibake, invisible marks. Each repair is said.

    Of a web page's markup only what may have changed its text: the text found in it is repaired once more.
    """
    said = []
    for pattern, by, what in () if _is_clean(text) else _UNSEEN:
        text, n = pattern.subn(by, text)
        if n and not (is_markup and pattern is _INVISIBLE):
            said.append(f"{what}: {n}")
    # A long text is repaired line by line.
    lines = [text] if len(text) <= REPAIRED else text.splitlines(keepends=True)
    repaired = "".join(_repaired(line) for line in lines)
    if repaired != text:
        said.append("wrongly decoded characters (mojibake) repaired")
        text = repaired
    if is_markup:
        return text, said
    if any(len(line) > REPAIRED and not line.isascii() for line in lines):
        said.append(f"a paragraph of more than {REPAIRED:,} characters was not searched for wrongly decoded ones")
    if "\ufffd" in text:
        said.append(f"unreadable characters: {text.count(chr(0xFFFD))}")
    return text, said


def _repaired(text: str) -> str:
    # What is wrong shows in three characters round each that is not ASCII: a search of the rest takes a hundred times.
    places = (match.span() for match in _NOT_ASCII.finditer(text)) if len(text) <= REPAIRED else ()
    near = "\n".join(text[max(0, start - 3) : end + 3] for start, end in places)
    return ftfy.fix_encoding(text) if is_bad(near) and is_bad(text) else text


def _guess(data: bytes, name: str) -> tuple[str, list[str]]:
    text = data.decode("utf-8", errors="replace")
    _refuse_controls(text, name, 0.01)
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8", "surrogatepass"), []
    if named := _CHARSET.search(data[:4096]):
        encoding = named[1].decode("ascii")
        if (stated := decode_as(data, encoding)) is not None:
            return stated, [f"encoding as the page says: {encoding}"]
    broken = text.count("\ufffd")
    if broken * 1000 < len(text):  # a few damaged bytes in UTF-8 would make any other reading worse
        return text, [f"not clean UTF-8: {broken} unreadable characters"]
    sample = data[:SAMPLE]
    best = from_bytes(sample).best()
    encoding = best.encoding if best else "cp1252"
    # Windows-1252 where the guess is one of its look-alikes: curly quotation marks settle it for news.
    if encoding.startswith(_ALIKE):
        known = sum(data.count(mark) for mark in _CURLY) + sum(sample.count(letter) for letter in _LATIN)
        if known >= 0.5 * sum(byte >= 0x80 for byte in sample):
            encoding = "cp1252"
    return data.decode(encoding, errors="replace"), [f"encoding guessed: {encoding}"]


def _refuse_controls(text: str, name: str, share: float) -> None:
    if len(_CONTROLS.findall(text[:SAMPLE])) > share * min(len(text), SAMPLE) + 2:
        raise ArticleError(f"{name}: this is not a text file. Save the article as .txt or .html and load that.")
