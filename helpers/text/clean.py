"""What no table and no file can hold."""

import re

# What a spreadsheet runs, or would behind the apostrophes that stop it.
FORMULA = re.compile("'*(?:\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\\t\\r\\n])")
SURROGATES = re.compile("[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    """Replace lone surrogates one for one, so that offsets stay: they are no characters, and nothing can store them."""
    return SURROGATES.sub("\ufffd", text)


# Control characters and what Unicode keeps free of characters: no XML, and so no SVG and no spreadsheet, may hold them.
_NO_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)


def clean_name(text: str) -> str:
    """A name as every file can hold it: of an outlet, a column, an article; control characters are taken out.

    >>> clean_name("Harrow\\x07 Post\\ud800")
    'Harrow Post�'
    """
    return _NO_CHARACTERS.sub("", without_surrogates(text))


def with_apostrophe(cell: str) -> str:
    """A cell with an apostrophe before what a spreadsheet would run, line ends alike.

    >>> with_apostrophe("=1+1"), with_apostrophe("'Tis late")
    ("'=1+1", "'Tis late")
    """
    # A lone return would part the row in two: no CSV writer puts it in quotation marks.
    text = re.sub(r"\r\n?", "\n", cell)
    return f"'{text}" if FORMULA.match(cell) else text


def without_apostrophe(cell: str) -> str:
    """A cell of a table without the apostrophe that keeps spreadsheets from running it.

    >>> without_apostrophe("'=1+1"), without_apostrophe("'Tis late")
    ('=1+1', "'Tis late")
    """
    return cell[1:] if cell[:1] == "'" and FORMULA.match(cell) else cell
