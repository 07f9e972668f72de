"""What no table and no file can hold."""

import re

SURROGATES = re.compile("[\ud800-\udfff]")


def without_surrogates(text: str) -> str:
    """Replace lone surrogates one for one, so that offsets stay: they are no characters, and nothing can store them."""
    return SURROGATES.sub("\ufffd", text)
