"""What one line looks like on its own: the vocabulary, and sentences of articles that only sound like it."""

import re

import pandas as pd
import pytest

from helpers.intake.lines import cut_lines, match_rule, wrap_width
from helpers.vocabulary import read_vocabulary


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Advertisement", "boilerplate"),
        ("Share this:", "boilerplate"),
        ("Facebook Twitter LinkedIn", "boilerplate"),
        ("This site uses cookies", "boilerplate"),
        ("We use cookies to improve your experience on our site.", "boilerplate"),
        ("By signing up you agree to our terms of use and privacy policy.", "boilerplate"),
        ("Get the news delivered straight to your inbox", "boilerplate"),
        ("Sign up for our free newsletter and never miss a story.", "boilerplate"),
        ("You can unsubscribe at any time. Your email privacy is completely protected.", "boilerplate"),
        ("© 2021 Harrow Post. All rights reserved.", "boilerplate"),
        ("12 Comments", "boilerplate"),
        ("Leave a Reply", "boilerplate"),
        ("Terms of Service | Privacy Policy", "boilerplate"),
        ("Home > News > Local", "boilerplate"),
        ("Download our app", "boilerplate"),
        ("Related stories", "promo"),
        ("More from Politics", "promo"),
        ("Most read", "promo"),
        ("READ MORE: The town that slept", "promo"),
        ("Watch this video of the bridge", "promo"),
        ("Visit Harrow.example for more stories about bridges.", "promo"),
        ("(Related: Another bridge.)", "promo"),
        ("Sources include:", "sources"),
        ("Sources for this article include:", "sources"),
        ("Harrow.example.com", "sources"),
        ("Photo: Eli Marsh", "caption"),
        ("The bridge at dawn. (AP Photo/Eli Marsh)", "caption"),
        ("By Ada Quill", "byline"),
        ("5 min read", "boilerplate"),
        ("1,204 views", "byline"),
        ("By the Editorial Board", "byline"),
        ("Ada Quill spent three days at the lock for this article.", "byline"),
        ("Do you know more? Send it to news@harrowpost.example.", "boilerplate"),
        ("Ada Quill can be reached at ada@harrowpost.example.", "boilerplate"),
        ("Correction, May 3, 2021: The bridge has nine arches, not seven.", "boilerplate"),
        ("The Post is solely responsible for all content.", "boilerplate"),
        ("Harrow Post © 2021", "boilerplate"),
        ("9 High Street, Harrow - Tel: (047) 2106-8000", "boilerplate"),
        ("More Politics", "promo"),
        ("Latest from the Post", "promo"),
        ("Most viewed in News", "promo"),
        ("Harrow bridges: https://harrowpost.example/bridges", "promo"),
        ("Watch the bridge fall below:", "promo"),
        ("The bridge at dawn, with ice on the lower arch. Eli Marsh for The Harrow Post", "caption"),
        ("The bridge at dawn. Photo by Eli Marsh", "caption"),
        ("Associated Press writer Eli Marsh contributed to this report.", "byline"),
    ],
)
def test_furniture_is_known(line, kind):
    assert match_rule(line, len(line.split()))[0] == kind


@pytest.mark.parametrize(
    "line",
    [
        "The site was home to a mill until 1950.",
        "Cookies that the company planted on readers' machines, the court said, broke the law.",
        "The newsletter of the society was printed in 1902.",
        '"We use cookies," the spokesman said, "because everybody does."',
        "Authorities said the road would stay closed.",
        "Visit the town in spring and you will not find a free bed.",
        "He was not responsible for his actions, the doctors found.",
        "Subscribers fell by a third last year, the publisher said.",
        "Follow the dues",
        "Commenters were quick to mock the plan.",
        "Sources say the vote will be close.",
        "Reporting by the paper led to his arrest in 2019, and to that of his brother.",
        "Watch what they do, she said, not what they say.",
        "He sent her a letter in May, and she read it to the court. Photographs of the raid hung on the wall.",
        "The pictures were his own. The image of the town in them was not.",
        "Millgate is a leading provider of bridges, and the town its only customer.",
        "Watch as she might, she told the court, no one came.",
        "Correction was the word he used: a fall of prices in May, not a crash.",
        "The paper is responsible for most of the city's printing jobs.",
        "The bridge is 14 °C warmer than the river, which the engineers did not foresee when they chose its steel.",
        "More than half of the voters approved of the plan.",
        "About 300 people came.",
        "Photographs of the raid were shown to the court on Tuesday.",
        "You must sign in writing that you accept the council's terms.",
    ],
)
def test_sentences_of_articles_are_not(line):
    assert match_rule(line, len(line.split())) == ("", "", "", False)


def test_every_rule_compiles_and_names_a_kind_and_an_effect():
    table = pd.DataFrame(read_vocabulary("page_furniture"))
    assert set(table.kind) <= {"boilerplate", "promo", "sources", "caption", "byline"}
    assert set(table.effect) <= {"end", "list", "line", "tail", "author", "credit", "time", "byline", "comment"}
    assert set(table.sure) <= {"", "yes"}
    for pattern in table.pattern:
        re.compile(pattern, re.IGNORECASE)


def test_lines_cover_the_text():
    text = "a\n\n\nb\r\n c"
    lines = cut_lines(text)
    assert [(line.start, line.end) for line in lines] == [(0, 2), (2, 4), (4, 7), (7, 9)]
    assert "".join(text[line.start : line.end] for line in lines) == text


def test_wrapped_text_is_told_from_short_lines():
    wrapped = [
        "The mayor of Harrow announced on Monday that the old bridge will close\n",
        "in May for at least two years of repairs, and that nobody had to fear\n",
        "for the market on the eastern bank of the river, which will stay open\n",
        "as it is now.\n",
    ]
    assert wrap_width(wrapped) == 70
    assert wrap_width(["Short title\n", "Another\n", "A third one\n"]) == 0
    closed = ["One sentence of a paragraph that ends here.\n", "Another sentence that ends, too, on its line.\n"]
    assert wrap_width(closed) == 0
