"""What no text may hold."""

import re

SURROGATES = re.compile("[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    """Replace lone surrogates, one for one: no file and no table can hold them."""
    return SURROGATES.sub("\ufffd", text)
