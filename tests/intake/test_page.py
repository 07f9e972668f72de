"""From a page or a cell to the article in it."""

import pytest

from helpers.intake.page import find_section, label_parts, read_cell, read_page

A = "The mayor of Harrow announced on Monday that the old bridge will close in May for two years of repairs."
B = "Engineers found eleven cracks in its southern arch during an inspection that took three weeks of the winter."


def test_read_page():
    head = "Local\n\nOld bridge to close\nBy Ada Quill\nMay 3, 2021"
    page = read_page(f"{head}\n\n{A} (Related: Old bridges.)\n\n{B}\n\nShare this:\n")
    assert page["text"] == f"{A}\n\n{B}"
    assert (page["headline"], page["author"], page["section"]) == ("Old bridge to close", "Ada Quill", "Local")
    assert str(page["published"].date()) == "2021-05-03"
    # Local, 3 of (Related: Old bridges.), 2 of Share this:
    assert page["n_words_removed"] == 6
    assert page["warnings"] == []


def test_a_cell_without_furniture_is_kept_as_it_is():
    text = f"{A}\n\n  {B}  and so\ton"
    assert read_cell(text, "") == {"text": text, "n_words_removed": 0, "rules": [], "warnings": []}


def test_a_cell_that_is_only_furniture_is_kept():
    assert read_cell("None", "")["text"] == "None"
    assert read_cell("Advertisement", "")["text"] == "Advertisement"


def test_a_repeated_headline_and_a_byline_go():
    cell = read_cell(f"Old bridge to close\nBy Ada Quill\n{A}\n{B}", "Old Bridge to Close")
    assert cell["text"] == f"{A}\n\n{B}"
    assert cell["n_words_removed"] == 0


def test_only_text_is_taken():
    with pytest.raises(TypeError, match="not bytes"):
        label_parts(b"bytes")


def test_the_day_below_the_headline_comes_before_the_one_on_the_masthead():
    page = read_page(
        "October 12, 2021\n\nOld bridge to close in May\n\nBy Ada Quill, March 14, 2021\n\n"
        "The mayor of Harrow announced on Monday that the old bridge will close in May for two years of repairs.\n\n"
        "Engineers found eleven cracks in its southern arch during an inspection in the winter.\n"
    )
    assert str(page["published"])[:10] == "2021-03-14"
    assert page["author"] == "Ada Quill"


@pytest.mark.parametrize(
    ("head", "headline", "author", "section"),
    [
        ("The Harrow Examiner\nNews\nSport\nCulture\nLifestyle\nThis article is more than 2 years old\n"
         "Old bridge to close\nIt was built by the grandfather of the mayor\n\nAda Quill Rural affairs correspondent\n"
         "Tue 4 Mar 2025 18.22",
         "Old bridge to close",
         "Ada Quill", ""),
        ("Home » News » Local » Harrow County\nOld Bridge to Close in the Spring\nBy ADA QUILL\n"
         "Staff Writer, The Harrow Bee\nPUBLISHED: June 3, 2025 | UPDATED: June 4, 2025",
         "Old Bridge to Close in the Spring", "ADA QUILL", "Local"),
        ("UK NEWS\nBRIDGE OVER\nOld bridge to close as mayor hides\nEXCLUSIVE by Ada Quill, Chief Reporter\n"
         "Published: 21:30, 3 Jun 2025", "Old bridge to close as mayor hides", "Ada Quill", "UK News"),
        ("Markets | Companies | Personal finance\nThe Ledgerman Weekly\nToll company rises 6% as bridge closes\n"
         "Ada Quill and Sam Oke in Harrow\n3 June 2025", "Toll company rises 6% as bridge closes",
         "Ada Quill, Sam Oke", ""),
        ("THE LONGBOAT\nMenu\nIdeas\nThe Bridge at the End of the World\nBy Ada Quill\nPhotographs by Dag Lindmark\n"
         "JUNE 2025 ISSUE", "The Bridge at the End of the World", "Ada Quill", "Ideas"),
    ],
)  # fmt: skip
def test_heads(head, headline, author, section):
    page = read_page(f"{head}\n\n{A}\n\n{B}\n")
    assert (page["headline"], page["author"], page["section"]) == (headline, author, section)
    assert page["text"] == f"{A}\n\n{B}"


@pytest.mark.parametrize(
    "tail",
    ["Ada Quill has kept the toll house at Harrow for more than 30 years.", "Tickets: $28 to $74.",
     "“The Bridge” runs through Oct. 11 at the Lock Street Playhouse. Tickets: $28 to $74.",
     "• At the Playhouse, Harrow, until 28 June.", "Like what you read? We take no corporate money. Chip in.",
     "Up next: Who owns your ferry?", "You may also enjoy: The lock that lost a lighthouse",
     "MORE QUILL: The best seat on the ferry is about to cost $30",
     "This article is for general information and is not a substitute for advice from your doctor.",
     "Sam Oke has written about Harrow since 1998. His column runs on Tuesdays.",
     "Sam Oke covers county government for The Bee. Reach him at 555-0117.",
     "This article appears in the June 2025 print edition with the headline “Last Post.”"],
)  # fmt: skip
def test_tails(tail):
    assert read_page(f"Old bridge to close\nBy Ada Quill\n\n{A}\n\n{B}\n\n{tail}\n")["text"] == f"{A}\n\n{B}"


@pytest.mark.parametrize(
    "last",
    ["The bridge will stay shut until May 3, and nobody in Harrow knows who will pay for what comes then.",
     "“We were never asked,” she said. Tickets for the ferry are $9, or $4 for children.",
     "“I was born on that bridge and I will die on it” is what Mr. Oke told the council in his last speech.",
     "Sam Oke has crossed the bridge on foot on every working day of the last thirty years.",
     "More Americans are asking the same question as the ferrymen of Harrow: who pays for all of this?",
     "At noon on Monday the temperature at the lock fell through zero, to 2 degrees below.",
     "The essay appeared in three newspapers, and the writer was dismissed by all of them within the week.",
     "The bridge is available to anybody who has a coin for it, and the toll is published by the council in May."],
)  # fmt: skip
def test_last_paragraphs_stay(last):
    text = f"{A}\n\n{B}\n\n{last}"
    assert read_page(f"Old bridge to close\nBy Ada Quill\n\n{text}\n")["text"] == text


def parts(*rows):
    return [(0, 0, text, kind, "") for text, kind in rows]


def test_sections():
    assert find_section(parts(("Home > News > Education", "boilerplate"), ("A headline", "headline"))) == "Education"
    assert find_section(parts(("POLITICS", "boilerplate"), ("A headline", "headline"))) == "Politics"
    assert find_section(parts(("A headline", "headline"), ("07/20/2022 // A. B // Views", "byline"))) == ""
    assert find_section(parts(("A headline", "headline"), ("Filed under: Health", "boilerplate"))) == "Health"
    assert find_section(parts(("Home | Politics | Food | Puzzles", "boilerplate"), ("A headline", "headline"))) == ""
    menu = [(name, "boilerplate") for name in ("News", "Sport", "Food")]
    assert find_section(parts(*menu, ("A headline", "headline"))) == ""
    assert find_section(parts(("Arts › Theater", "boilerplate"), ("A headline", "headline"))) == "Theater"
    assert find_section(parts(("Section: body text", "body"))) == ""


def test_a_promo_cut_out_of_the_middle_of_a_word_would_make_one_word_of_two():
    text = f"{A} The pier(Related: piers)side was empty."
    assert read_cell(text, "")["text"] == text


def test_a_promo_cut_out_of_a_title_is_counted_and_said():
    cell = read_cell(f"Old bridge to close (Related: Two more.)\n\n{A}\n\n{B}", "")
    assert cell == {
        "text": f"Old bridge to close\n\n{A}\n\n{B}",
        "n_words_removed": 3,
        "rules": ["related in brackets"],
        "warnings": [],
    }


def test_promos_in_brackets_take_the_space_before_them():
    found = label_parts("One. (Related: Two.) Three [Read more: Four]")
    assert found[found.kind == "promo"].text.tolist() == [" (Related: Two.)", " [Read more: Four]"]
    assert label_parts("She is (related to him) and (see also below) gone.").kind.tolist() == ["body"]
