"""Bytes to text: one row per threat, with what must come out and what must be said."""

import pytest

from helpers.intake.decoding import ArticleError, decode, repair

QUOTED = "“We waited,” said Zoë — it’s late. " * 5


@pytest.mark.parametrize(
    ("data", "text", "said"),
    [
        (b"plain", "plain", ""),
        (b"\xef\xbb\xbfmarked", "marked", ""),
        ("café".encode("utf-16"), "café", ""),
        ("plain words of text".encode("utf-16-le"), "plain words of text", "encoding guessed: utf-16-le"),
        ("plain words of text".encode("utf-16-be"), "plain words of text", "encoding guessed: utf-16-be"),
        (QUOTED.encode("cp1252"), QUOTED, "encoding guessed: cp1252"),
        (b"<meta charset=iso-8859-1>Caf\xe9", "<meta charset=iso-8859-1>Café", "encoding as the page says: iso-8859-1"),
        (b"a word " * 500 + b"\xff and more", "a word " * 500 + "\ufffd and more", "not clean UTF-8: 1 unreadable"),
        (b"a\xed\xa0\x80b", "a\ud800b", ""),
    ],
)
def test_encodings(data, text, said):
    found, warnings = decode(data, "x.txt")
    assert found == text
    assert "; ".join(warnings).startswith(said)
    assert bool(warnings) == bool(said)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n....", b"%PDF-1.7", b"PK\x03\x04abc", bytes(range(32)) * 50])
def test_what_is_no_text(data):
    with pytest.raises(ArticleError, match=r"^x\.txt: this is"):
        decode(data, "x.txt")


@pytest.mark.parametrize(
    ("text", "repaired", "said"),
    [
        ("nothing to do", "nothing to do", ""),
        ("a\x00b", "ab", "control characters removed: 1"),
        ("a\ud800b", "a\ufffdb", "lone surrogates replaced: 1; unreadable characters: 1"),
        ("may\u200bor \u202ebridge\u202c", "mayor bridge", "invisible characters removed: 3"),
        ("itâ€™s late", "it’s late", "wrongly decoded characters (mojibake) repaired"),
        ("👩\u200d🚒 stays", "👩\u200d🚒 stays", ""),
        ("“curly” stays", "“curly” stays", ""),
    ],
)
def test_repairs_are_said(text, repaired, said):
    found, warnings = repair(text)
    assert found == repaired
    assert "; ".join(warnings) == said
