"""Links, patterns, archives in folders: what lies there is read, or named."""

import io
import zipfile

import pytest

from helpers import load_articles
from helpers.intake.decoding import ArticleError, decode, repair

STORY = "The mayor said on Monday that the bridge will close in May for two years, and that nobody should worry. "


def zipped(method=zipfile.ZIP_DEFLATED, **members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/") + ".txt", data)
    return stream.getvalue()


def test_links_out_of_the_folder_are_named_and_not_followed(tmp_path):
    news, elsewhere = tmp_path / "news", tmp_path / "elsewhere"
    (news / "Wire").mkdir(parents=True)
    elsewhere.mkdir()
    (elsewhere / "secret.txt").write_text(STORY + "Secret.")
    (news / "Wire" / "a.txt").write_text(STORY)
    (news / "Post").symlink_to(elsewhere)
    (news / "Again").symlink_to(news / "Wire")
    (news / "Wire" / "b.txt").symlink_to(elsewhere / "secret.txt")
    (news / "Wire" / "c.txt").symlink_to(news / "Wire" / "a.txt")
    with pytest.warns(UserWarning, match="Passed over"):
        articles = load_articles(news)
    assert articles.article_id.tolist() == ["Wire-a", "Wire-c"]
    reasons = {q["source"].rsplit("/", 1)[1]: q["reason"] for q in articles.attrs["quarantine"]}
    assert sorted(reasons) == ["Again", "Post", "b.txt"]
    assert "by its own path" in reasons["Post"]


def test_an_archive_in_an_outlet_s_folder_belongs_to_the_outlet(tmp_path):
    for outlet in ("outA", "outB"):
        (tmp_path / outlet).mkdir()
    (tmp_path / "outA" / "pages.zip").write_bytes(zipped(bridge=STORY, sub__flood=STORY + "Flood."))
    (tmp_path / "outB" / "bridge.txt").write_text(STORY + "Also.")
    articles = load_articles(tmp_path)
    found = articles[["article_id", "outlet", "event"]].to_numpy().tolist()
    assert found == [["outA-bridge", "outA", "bridge"], ["outA-flood", "outA", ""], ["outB-bridge", "outB", "bridge"]]


def test_a_pattern_over_folders_gives_the_outlets(tmp_path):
    for outlet in ("Post", "Wire"):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "bridge.txt").write_text(STORY + outlet)
    articles = load_articles(str(tmp_path / "*" / "*.txt"))
    assert articles[["outlet", "event"]].to_numpy().tolist() == [["Post", "bridge"], ["Wire", "bridge"]]


def test_many_members_are_a_bomb_together(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(**{f"m{n}": b"a b " * 2_400_000 for n in range(4)}))
    with pytest.warns(UserWarning, match="far more than it is"):
        articles = load_articles(tmp_path / "a.zip")
    assert len(articles) == 1
    assert len(articles.attrs["quarantine"]) == 3


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_damaged_member_takes_no_other(tmp_path, method):
    data = bytearray(zipped(method, a=STORY * 50, b=STORY))
    data[45:80] = bytes(byte ^ 0xA5 for byte in data[45:80])
    (tmp_path / "x.zip").write_bytes(data)
    articles = load_articles(tmp_path).set_index("article_id")
    assert articles.text["b"] == STORY.strip()
    assert "not read" in articles.warnings["a"]


@pytest.mark.parametrize("text", [STORY * 50, STORY + "\nSecond paragraph.", "x" * 5_000])
def test_a_text_instead_of_a_path_is_said(text):
    with pytest.raises(ArticleError, match="looks like the text of an article"):
        load_articles(text)


def test_a_page_chooses_its_encoding_from_those_of_the_web():
    page = '<meta charset="{}"><p>Zoë +AGE- left the café.</p>'
    text, said = decode(page.format("windows-1252").encode("cp1252"), "x")
    assert "Zoë" in text
    assert said == ["encoding as the page says: windows-1252"]
    for odd in ("utf-7", "unicode_escape", "punycode", "cp037"):
        text, said = decode(page.format(odd).encode("cp1252"), "x")
        assert "Zoë +AGE- left the café" in text, odd
        assert said[0].startswith("encoding guessed")


def test_mojibake_is_repaired_in_long_texts_or_named():
    wrong = ("“It’s late”, Zoë said. " * 20).encode().decode("cp1252", "ignore")
    text, said = repair(f"{wrong}\n" * 1_000)
    assert "Zoë said" in text
    assert said == ["wrongly decoded characters (mojibake) repaired"]
    text, said = repair("é" + "a" * 400_000)
    assert said == ["a paragraph of more than 300,000 characters was not searched for wrongly decoded ones"]


def test_a_pattern_reads_archives_and_names_folders(tmp_path):
    (tmp_path / "Post").mkdir()
    (tmp_path / "Post" / "deep.txt").write_text(STORY)
    (tmp_path / "pages.zip").write_bytes(zipped(Wire__bridge=STORY + "Archive."))
    with pytest.warns(UserWarning, match="Post .a folder"):
        articles = load_articles(str(tmp_path / "*"))
    assert articles[["article_id", "outlet"]].to_numpy().tolist() == [["Wire-bridge", "Wire"]]
    (tmp_path / "pages.zip").unlink()
    assert load_articles(str(tmp_path / "**" / "*")).attrs["quarantine"] == []  # its files match themselves


@pytest.mark.parametrize(("name", "outlet"), [("Süd".encode(), "Süd"), (b"S\x81da", "Süda")])
def test_names_in_archives_of_other_machines(tmp_path, name, outlet):
    plain = b"o" * len(name)  # as long: only the bytes of the name are changed, and no flag says that it is UTF-8
    data = zipped(zipfile.ZIP_STORED, **{f"{plain.decode()}__a": STORY})
    (tmp_path / "a.zip").write_bytes(data.replace(plain + b"/", name + b"/"))
    assert load_articles(tmp_path / "a.zip").outlet.tolist() == [outlet]
