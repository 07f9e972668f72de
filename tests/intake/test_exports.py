"""Exports of news databases: one row per article, fields as columns, nothing of them left in the text."""


import pandas as pd
import pytest

from helpers.intake.exports import read_export
from helpers.intake.fields import author_of, is_day, split_page, without_page_lines
from helpers.intake.readers import read_bytes

FIRST = "The harbour board met for four hours on Monday and put the new pier off until the spring."
SECOND = "Nobody in the room was surprised, and the chair said that the money would not have lasted anyway."
THIRD = "Work on the old wall goes on, the board said, as soon as the stone arrives from the quarry."
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"

WEDNESDAY = "March 3, 2021 Wednesday"


def nexis(*, headline="Harbour plan delayed again", outlet="The Example Courier (Exampleton)", day=WEDNESDAY,
          head="Section: NEWS; Pg. 4\nLength: 54 words\nByline: By Ann Sample\n", body=BODY, body_line="Body",
          tail="Classification\n\nLanguage: ENGLISH\n\nSubject: PIERS (78%)\n\nLoad-Date: March 4, 2021\n\n",
          end="End of Document"):  # fmt: skip
    bare = "\n".join(filter(None, (headline, outlet, day)))
    legal = "Copyright 2021 Example Press All Rights Reserved"
    return f"{bare}\n\n{legal}\n\n{head}\n{body_line}\n\n{body}\n\n{tail}\n{end}\n\n"


OTHER = nexis(headline="Ferry back in June", day="March 5, 2021 Friday")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, {}),
        ({"day": "9. März 2021"}, {"published": "2021-03-09"}),
        ({"day": "5 mei 2020 dinsdag"}, {"published": "2020-05-05"}),
        ({"day": "jeudi 2 avril 2020"}, {"published": "2020-04-02"}),
        ({"day": "March 3, 2021 Wednesday 8:15 AM GMT"}, {}),
        ({"day": "3. März 2021\nMarch 3, 2021 Wednesday"}, {}),
        ({"day": "March 3, 2021 Wednesday\nFinal Edition\nCorrection Appended"}, {}),
        ({"day": "March 2021"}, {"published": "NaT"}),
        ({"day": ""}, {"published": "NaT"}),
        ({"headline": "May 4, 1970: a day in the harbour"}, {"headline": "May 4, 1970: a day in the harbour"}),
        ({"headline": "Length: how long is a pier?"}, {"headline": "Length: how long is a pier?"}),
        ({"headline": "The harbour plan that nobody wanted is\nnow delayed again"},
         {"headline": "The harbour plan that nobody wanted is now delayed again"}),
        ({"head": "Length:\xa054 words\n"}, {"section": "", "author": ""}),
        ({"head": "Rubrik: LOKALES; S. 4\nLänge: 54 Wörter\nAutor: Von Ann Sample\n", "body_line": "Hauptteil",
          "end": "Ende des Dokuments", "tail": "Klassifizierung\n\nSprache: DEUTSCH\n\n"}, {"section": "LOKALES"}),
        ({"tail": ""}, {}),
        ({"tail": "Graphic\n\nPhoto, The pier at dusk, seen from the old wall.\n\nLoad-Date: March 4, 2021\n"}, {}),
        ({"body": f"ABSTRACT\n\nThe pier waits.\n\nFULL TEXT\n\n{BODY}"}, {}),
        ({"body": f"{FIRST}\n\nPage 2 of 12\nHarbour plan delayed\n\n{SECOND}\n\n{THIRD}"}, {}),
        ({"body_line": "", "tail": "Load-Date: March 4, 2021\n"}, {}),
        ({"end": ""}, {}),
        ({"headline": "Correction"}, {"headline": "Correction"}),
        ({"headline": "Copyright row halts museum"}, {"headline": "Copyright row halts museum"}),
        ({"headline": "Page 1 of 3\nHarbour plan delayed\n\nHarbour plan delayed again"}, {}),
        ({"outlet": "Example News\nSHOW: The Newsroom 10:00 AM EST"}, {"outlet": "Example News"}),
        ({"day": "28. April 2019 Sonntag"}, {"published": "2019-04-28"}),
        ({"body": f"{FIRST}\n\nSubject: none. {SECOND}"}, {"text": f"{FIRST}\n\nSubject: none. {SECOND}"}),
    ],
)  # fmt: skip
def test_nexis_uni_with_its_faults(changed, expected):
    rows = read_export(nexis(**changed) + OTHER)
    wanted = {"headline": "Harbour plan delayed again", "outlet": "The Example Courier (Exampleton)", "section": "NEWS",
              "author": "Ann Sample", "published": "2021-03-03", "text": BODY} | expected  # fmt: skip
    assert len(rows) == 2
    assert {key: str(rows[0][key])[:10] if key == "published" else rows[0][key] for key in wanted} == wanted
    assert rows[1]["headline"] == "Ferry back in June"


def test_the_first_article_is_not_lost_with_the_cover_and_the_number_of_documents_is_compared():
    cover = "User Name: Ann\n\nDocuments (3)\n\n1. Harbour plan delayed again\nClient/Matter: -None-\nNarrowed by:\n\n"
    rows = read_export(cover + "\x0c" + nexis(outlet="") + OTHER)
    assert (rows[0]["headline"], rows[0]["outlet"]) == ("Harbour plan delayed again", "")
    assert "the export states 3 documents, 2 found in this file" in rows[0]["warnings"]


def test_one_article_without_its_last_lines_is_an_export_too():
    (row,) = read_export(nexis(tail="Classification\n\nSubject: PIERS (78%)\n", end=""))
    assert (row["headline"], row["text"]) == ("Harbour plan delayed again", BODY)


def test_what_may_be_the_text_or_a_note_behind_it_is_said():
    row = read_export(nexis(body=f"{FIRST}\n\nCorrection\n\n{SECOND}\n\n{THIRD}") + OTHER)[0]
    assert row["text"] == FIRST
    assert any(said.startswith("left out of the text: ") for said in row["warnings"])


def test_a_length_that_is_not_as_stated_and_paragraphs_left_out_are_said():
    long = "Highlight: " + " ".join(["what the story tells"] * 5) + "\n\n" + " ".join(["and more of it"] * 3)
    row = read_export(nexis(head=f"Length: 540 words\n{long}\n") + OTHER)[0]
    assert any(said.startswith("the export states 540 words, 5") for said in row["warnings"])
    assert any(said.startswith("left out of the text: 32 words (highlight)") for said in row["warnings"])
    assert row["extras"]["n_words_stated"] == 540


def wrapped(text):
    words, lines = text.split(), [""]
    for word in words:
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if len(lines[-1]) + len(word) < 60 else [*lines, word]
    return "\n".join(lines)


OLD_HEAD = "        1 of 2 DOCUMENTS\n\n\n    The Example Courier\n\n   March 3, 2021 Wednesday\n     Final Edition\n"
OLD_SECOND = (
    "\n\n      2 of 2 DOCUMENTS\n\n\n     The Other Mail\n\n     March 4, 2021\n\nFerry back\n\nLENGTH: 20 words\n\n"
    + FIRST
    + "\n\nLOAD-DATE: March 4, 2021\n"
)


@pytest.mark.parametrize(
    "middle",
    [
        "\nSECTION: NEWS; Pg. 4\n\nLENGTH: 54 words\n\nHEADLINE: Harbour plan delayed\nagain\n\n"
        "BYLINE: Ann Sample\n\nBODY:\n",
        "\nHarbour plan delayed again\n\nBYLINE: By Ann Sample\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 54 words\n\n\n",
        "\nRUBRIK: NEWS; S. 4\n\nLÄNGE: 54 Wörter\n\nÜBERSCHRIFT: Harbour plan delayed again\n\n"
        "AUTOR: Ann Sample\n\nTEXT:\n",
    ],
)
@pytest.mark.parametrize("wrap", [wrapped, str])
def test_old_lexisnexis_labelled_or_not_wrapped_or_not(middle, wrap):
    body = "\n\n".join("   " + wrap(paragraph) for paragraph in BODY.split("\n\n"))
    tail = "\n\nLANGUAGE: ENGLISH\n\nSUBJECT: HARBOURS (90%); PIERS (78%);\nBOARDS (60%)\n\nLOAD-DATE: March 4, 2021\n"
    rows = read_export(OLD_HEAD + middle + body + tail + OLD_SECOND)
    assert [row["headline"] for row in rows] == ["Harbour plan delayed again", "Ferry back"]
    assert [row["outlet"] for row in rows] == ["The Example Courier", "The Other Mail"]
    assert (rows[0]["text"], rows[0]["author"], rows[0]["section"]) == (BODY, "Ann Sample", "NEWS")
    assert [str(row["published"])[:10] for row in rows] == ["2021-03-03", "2021-03-04"]


def test_old_lexisnexis_keeps_words_in_capitals_of_the_text():
    video = "VIDEO: The pier at dusk."
    text = (
        OLD_HEAD
        + f"\nHEADLINE: Pier\n\nLENGTH: 20 words\n\nBODY:\n{FIRST}\n\n{video}\n\nLOAD-DATE: March 4, 2021\n"
        + OLD_SECOND
    )
    assert read_export(text)[0]["text"] == f"{FIRST}\n\n{video}"


def test_old_lexisnexis_unknown_fields_above_and_legal_words_within_the_text():
    legal = "Copyright in the drawings stays with the architect, the court held on Tuesday afternoon in Halden."
    tail = "\n\nCORRECTION-DATE: March 9, 2021\n\nLOAD-DATE: March 4, 2021\n"
    head = OLD_HEAD + "\nHarbour plan\n\nTYPE: Letter\n\nCOLUMN: The Port\n\nLENGTH: 54 words\n\n"
    row = read_export(f"{head}{FIRST}\n\n{legal}\n\n{SECOND}{tail}{OLD_SECOND}")[0]
    assert (row["headline"], row["text"]) == ("Harbour plan", f"{FIRST}\n\n{legal}\n\n{SECOND}")


def test_a_short_wrapped_article_is_wrapped_as_its_file_is():
    text = OLD_HEAD + f"\nPier\n\nLENGTH: 18 words\n\n{wrapped(FIRST)}\n\nLOAD-DATE: March 4, 2021\n"
    second = OLD_SECOND.replace(FIRST, wrapped(BODY))
    assert read_export(text + second)[0]["text"] == FIRST


def test_the_head_of_a_pdfs_page_leaves_the_text():
    head = "Pier put off The Example Courier March 3, 2021 Wednesday"
    fields = {"headline": "Pier put off", "outlet": "The Example Courier", "published": "March 3, 2021 Wednesday"}
    lines = ["The board put the", f"{head} new pier off.", f"It waits {head} for stone.", "Pier put off, or not."]
    expected = ["The board put the new pier off.", "It waits for stone.", "Pier put off, or not."]
    assert without_page_lines(lines, fields) == expected


PLACED = (
    "News\nHarbour plan delayed again\nAnn Sample\n1,054 words\n14 août 2020\n03:12\n"
    "The Example Courier\nEXCO\nA6\nEnglish\n"
)
CODED = (
    "HD\n\nHarbour plan delayed again\n\nBY\nBy Ann Sample\nWC\n1,054 words\nPD\n14 August 2020\n"
    "SN\nThe Example Courier\nSC\nEXCO\n"
)


@pytest.mark.parametrize(
    "article",
    [
        PLACED + f"(c) 2020 Example Press\n\n{BODY}\n\nExample Press Ltd.\n\n",
        PLACED + f"\n{BODY}\n\n",
        PLACED.replace("News\n", "").replace("A6\n", "") + f"Copyright 2020 Example Press\n\n{BODY}\n\n",
        CODED + f"LP\n\n{FIRST}\n\nTD\n\n{SECOND}\n\n{THIRD}\n\nNS\nc21 : Output | gcat : Political\nAN\n",
        CODED.replace("HD\n\n", "HD ") + f"LP\n\n{FIRST}\n\nTD\n\n{SECOND}\n\n{THIRD}\n\nPUB\nExample Press\n",
        CODED.replace("HD\n\n", "HD ").replace("BY\n", "BY ").replace("WC\n", "WC ").replace("PD\n", "PD ")
        + f"LP {FIRST}\nTD {SECOND}\n\n{THIRD}\nNS gcat : Political\n",
        CODED + f"CY\n(c) 2020 Example Press\n\n{FIRST}\n\nTD\n\n{SECOND}\n\n{THIRD}\n\nAN\n",
        PLACED.replace("Ann Sample\n", "By Ann Sample\nReuters\n") + f"(c) 2020 Example Press\n\n{BODY}\n\n",
        "*HD* Harbour plan delayed again\n*BY* Ann Sample\n*WC* 1,054 words\n*PD* 14 August 2020\n"
        "*SN* The Example Courier\n"
        f"*LP* {FIRST}\n\n*TD* {SECOND}\n\n{THIRD}\n\n*RE* usa : United States\n",
    ],
)
def test_factiva_by_place_and_by_codes(article):
    rows = read_export(f"{article}Document EXCO000020200814eg8e0001\n\n{article}Document EXCO000020200814eg8e0002\n")
    for row in rows:
        assert (row["headline"], row["author"], row["outlet"], row["text"]) == (
            "Harbour plan delayed again", "Ann Sample", "The Example Courier", BODY)  # fmt: skip
        assert row["published"] == pd.Timestamp("2020-08-14")
        assert row["extras"]["n_words_stated"] == 1054
    assert len(rows) == 2


def test_a_code_within_the_text_of_factiva_is_the_texts_own():
    article = CODED + f"LP\n\n{FIRST}\n\nTD\n\n{SECOND}\n\nIN\n{THIRD}\n\nIN\ni1 : Ports\nAN\n"
    row = read_export(f"{article}Document EXCO000020200814eg8e0001\n")[0]
    assert row["text"] == f"{FIRST}\n\n{SECOND}\n\nIN\n\n{THIRD}"


@pytest.mark.parametrize("author", ["Sample, Ann", "Ann Sample", "By Ann Sample, Staff Writer"])
def test_proquest(author):
    def article(headline, full_text):
        return (f"{'_' * 60}\n\n{headline}\n\nAuthor: {author}\n\n"
                "Publication info: The Example Courier ; Exampleton [Exampleton]. "
                f"Mar 3, 2021: A6.\n\nAbstract: {FIRST[:50]}...\n\nLinks: \n\n{full_text}Subject: Harbours\n\n"
                "Publisher: Example Press\n\nProQuest document ID: 123\n\n"
                "Copyright: Copyright Example Press Mar 3, 2021\n\n")  # fmt: skip

    text = f"Full text: {FIRST}\n\nLocation: the pier.\n\n{SECOND}\n\n{THIRD}\n\n"
    rows = read_export(
        article("Subject: the harbour", text) + article("Ferry back", "") + "_" * 60 + "\n\nContact us at: x\n"
    )
    assert [row["headline"] for row in rows] == ["Subject: the harbour", "Ferry back"]
    assert rows[0]["text"] == f"{FIRST}\n\nLocation: the pier.\n\n{SECOND}\n\n{THIRD}"
    assert (rows[0]["author"], rows[0]["outlet"], rows[0]["extras"]["page"]) == (
        "Ann Sample",
        "The Example Courier",
        "A6",
    )
    assert rows[0]["published"] == pd.Timestamp("2021-03-03")
    assert rows[1]["text"] == ""
    assert any("no text" in said for said in rows[1]["warnings"])


def test_proquest_without_rules_and_with_bare_headings():
    def article(headline):
        return (
            f"{headline}\n\nSample, Ann. The Example Courier, Late Edition (East Coast); Exampleton [Exampleton]. "
            f"03 Mar 2021: A.6.\n\nProQuest document link\n\nABSTRACT\n\nThe pier waits.\n\nFULL TEXT\n\n{BODY}\n\n"
            "DETAILS\n\nPublication title: The Example Courier, Late Edition (East Coast); Exampleton\n"
            "Publication date: Mar 3, 2021\nProQuest document ID: 12\nLast updated: 2021-03-04\n\n"
        )

    pages = [f"Document {n} of 2\n\n{article(headline)}" for n, headline in enumerate(("Pier", "Ferry"), start=1)]
    keyed = article("Pier").replace("Sample, Ann. ", "Author: Sample, Ann\n\nPublication info: ")
    for text, headlines in (("".join(pages), ["Pier", "Ferry"]), (keyed + keyed, ["Pier", "Pier"])):
        rows = read_export(text)
        assert [row["headline"] for row in rows] == headlines
        for row in rows:
            assert (row["author"], row["outlet"], row["text"]) == ("Ann Sample", "The Example Courier", BODY)
            assert row["extras"]["page"] == "A.6"


@pytest.mark.parametrize(
    "head",
    [
        "The Example Courier (EX) - March 3, 2021\nAuthor/Byline: Ann Sample\nSection: NEWS\nPage: A6\n",
        "March 3, 2021 | The Example Courier (EX)\nAuthor: Ann Sample | Section: NEWS\nPage: A6\nOpenURL Link\n",
        "March 3, 2021\nThe Example Courier (EX)\nAuthor: Ann Sample\nSection: NEWS\nPage: A6\n",
    ],
)
def test_newsbank(head):
    tail = "Index terms: PIERS\nRecord Number: 15A\nCopyright (c) 2021 Example Press\nOpenURL Link\n\n"
    rows = read_export(f"Pier put off\n{head}\n{BODY}\n\n{tail}" * 2)
    for row in rows:
        found = [row[field] for field in ("headline", "outlet", "author", "section", "text")]
        assert found == ["Pier put off", "The Example Courier (EX)", "Ann Sample", "NEWS", BODY]
        assert (str(row["published"])[:10], row["extras"]["page"]) == ("2021-03-03", "A6")
    assert len(rows) == 2


def test_an_unknown_layout_stays_whole_and_says_how_many():
    article = f"Pier put off\nThe Example Courier / 3.3.21\nLength: 54 words\n\n{BODY}\n\n* * *\n"
    (row,) = read_export(article * 3)
    assert row["text"].count(FIRST) == row["text"].count(THIRD) == 3
    assert any("of 3 articles" in said for said in row["warnings"])
    assert any("layout is not known" in said for said in row["warnings"])


def test_an_article_that_speaks_of_such_labels_is_no_export():
    assert (
        read_export(
            f"Harbour plan\n\nBy Ann Sample\n\n{BODY}\n\nSubject: a word of advice.\n\nDocument EXCO1 is gone.\n"
        )
        is None
    )
    assert read_export("He said: End of document.\n\nLength: 5 words in all.\n" * 50) is None


HOSTILE = ("Length: 5 words\nBody\n", "a: ", "Document ", "1. x\n", "_" * 30 + "\n", "HD\nWC\nPD\nSN\n", " ",
           "Graphic\n", "WC 5 words\nHD x\n", "HD\n", "March 3, 2021\n",
           "1 of 2 DOCUMENTS\nLENGTH: 5 words\n", "IN\nThe words go on for more than eight words here.\n",
           "Publication info: a. b [c]\n", "x - March 3, 2021\nPage: 1\nRecord: 1\n", "a. b [" * 50 + "\n",
           "Body\nLoad-Date: x\n")  # fmt: skip


def test_hostile_texts_come_to_an_end():
    end = "\nEnd of Document\nLENGTH: 5 words\nLOAD-DATE: x\nFull text: a\nPublication info: b"
    for piece in HOSTILE:
        read_export(piece * (200_000 // len(piece)) + end)
    assert read_export(f"{CODED}LP\n{FIRST}\nTD\n{SECOND}\nSearch Summary\n" + "\n" * 200_000 + "x")


@pytest.mark.parametrize(
    ("given", "author"),
    [("By Ann Sample", "Ann Sample"), ("Sample, Ann; Roe, Bob J.", "Ann Sample, Bob J. Roe"), ("Anonymous", ""),
     ("Ann Sample, Staff Writer", "Ann Sample"), ("Ann Sample, Bob Roe", "Ann Sample, Bob Roe"),
     ("Von Ann Sample", "Ann Sample"),
     ("Garcia Lopez, Maria", "Maria Garcia Lopez"), ("Von Ann Sample, Berlin", "Ann Sample"),
     ("By Ann Sample; Bob Roe contributed reporting from Halden", "Ann Sample"),
     ("Editorial Board", "Editorial Board"), ("van Dyke, Ann", "Ann van Dyke")],
)  # fmt: skip
def test_authors(given, author):
    assert author_of(given) == author


def test_bare_dates_and_pages():
    assert is_day("March 3, 2021 Wednesday, Late Edition")
    assert not is_day("On March 3, 2021 the harbour board met for four hours")
    assert not is_day("The 2020 budget")
    assert split_page("NEWS; Pg. 4A") == ("NEWS", "4A")
    assert split_page("Sport pages") == ("Sport pages", "")


PROSE = "What the board said on the day before stands here, and nobody has read it to the end. " * 3


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (f"{PROSE}\n\n{CODED}LP\n\n{FIRST}\n\nTD\n\n{SECOND}\nDocument EXCO000020200814eg8e0001\n", "above the fields"),
        (f"Pier put off\nThe Courier - March 3, 2021\n{PROSE}\nAuthor: Ann Sample\n\n{BODY}\n\nRecord Number: 15A\n",
         "above the text"),
        (f"Pier\n\nAuthor: Ann Sample\n\nPublication title: Post\n\n{PROSE}\n\nFull text: {BODY}\n\nDocument URL: x\n",
         "between the fields"),
        (f"@@outlet:Courier\n@@headline:Pier\n@@text:{BODY}\n@@headline:Ferry\n{PROSE}", "notes"),
        (f"@@outlet:Courier\n@@headline:Pier\nAnn Sample\n{BODY}\n© 2021 Courier\n{PROSE}", "notes"),
    ],
    ids=["factiva", "newsbank", "proquest", "europresse", "old europresse"],
)
def test_paragraphs_between_the_fields_are_counted(text, where):
    (row,) = read_export(text)
    assert "left out of the text: 54 words" in "".join(row["warnings"])
    assert where in row["warnings"][-1]
    assert row["n_words_removed"] == 54


@pytest.mark.parametrize("head", ["Title: {}\nSource: Harrow Post\nDate: March 3, 2021", "HEADLINE: {}\nSOURCE: Post"])
def test_articles_with_labels_of_an_unknown_layout_are_counted(head):
    text = "The council met on Monday to discuss the bridge that had been closed for months. " * 5
    pages = (f"{head.format(f'Bridge {n} will close in May')}\n\n{text}\n-----\n" for n in range(1, 7))
    rows = read_bytes("".join(pages).encode(), ".txt", "x")
    assert len(rows) == 1 and rows[0]["text"].count("The council met") == 30  # nothing is lost
    assert "fields of 6 articles stand here: as it seems they are read as one" in rows[0]["warnings"]
