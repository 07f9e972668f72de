"""Names that are safe: article ids that can be file names on every system, and are unique."""

import re
import unicodedata

LONGEST = 80
_RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}
_UNSAFE = re.compile(r"[^\w.-]+|\.{2,}")


def safe_id(name: str) -> str:
    """Turn any text into an id that is a safe file name: letters, digits, "_", "-" and ".", at most 80 characters.

    >>> safe_id("../../etc/passwd"), safe_id("CON"), safe_id("007")
    ('etc-passwd', 'article-CON', '007')
    """
    name = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    name = _UNSAFE.sub("-", name).strip("-._ ")
    while len(name.encode("utf-8")) > LONGEST:
        name = name[:-1]
    name = name.rstrip("-._ ") or "article"
    return f"article-{name}" if name.split(".")[0].lower() in _RESERVED else name


def unique_ids(names: list[str]) -> list[str]:
    """Make every name a safe id and tell twins apart by a number; case and Unicode twins count as the same.

    >>> unique_ids(["A", "a", "b"])
    ['A', 'a-2', 'b']
    """
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    ids = []
    for name in names:
        base = candidate = safe_id(name)
        while _twin(candidate) in taken:
            numbers[_twin(base)] = numbers.get(_twin(base), 1) + 1
            candidate = f"{base}-{numbers[_twin(base)]}"
        taken.add(_twin(candidate))
        ids.append(candidate)
    return ids


def _twin(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
