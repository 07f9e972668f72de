"""Which marks pair, which never close, and which hold something that nobody said."""

import pytest

from helpers.text.reading import read_texts


def quotations(text):
    return read_texts(["a"], [text]).quotations[0]


def quoted(text):
    return [text[start:end] for start, end in quotations(text).pairs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “no deal” twice.", ["“no deal”"]),
        ('She said "no deal" twice.', ['"no deal"']),
        ("She said ''no deal'' twice.", ["''no deal''"]),
        ("She said «no deal» twice.", ["«no deal»"]),
        ("She said 'no deal' twice.", ["'no deal'"]),
        ("She said ‘no deal’ twice.", ["‘no deal’"]),
        ("Sie sagte „no deal“ twice.", ["„no deal“"]),
        ("“He told me ‘go home’ and left,” she said.", ["“He told me ‘go home’ and left,”"]),
        ("\"He told me 'go home' and left,\" she said.", ["\"He told me 'go home' and left,\""]),
        ('"We lost," she said. "We will be back."', ['"We lost,"', '"We will be back."']),
        ('She called it "odd” at first.', ['"odd”']),
    ],
)
def test_every_style_of_mark(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It's the voters' choice, isn't it?",
        "Back in the '90s they didn't.",
        'He is 6\'2" tall and throws a 12" disc.',
        "Rock 'n' roll isn't dead.",
        "",
    ],
)
def test_apostrophes_years_feet_and_inches_are_no_quotations(text):
    assert quoted(text) == []


def test_a_possessive_does_not_end_a_single_quotation():
    assert quoted("'The voters' choice is clear,' he said.") == ["'The voters' choice is clear,'"]


def test_a_quotation_over_paragraphs_is_a_span_in_each():
    text = '"We tried.\n\n"We failed.\n\n"We will try again," she said.'
    assert quoted(text) == ['"We tried.', '"We failed.', '"We will try again,"']
    assert quotations(text).unclosed == []


def test_an_unclosed_mark_is_reported_and_the_rest_goes_on():
    text = 'He said: "We won.\n\nNobody answered. "Never," she said.'
    assert quotations(text).unclosed == [9]
    assert '"Never,"' in quoted(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We tried.\n\nWe failed.\n\nWe came back,” she said.", ["“We tried.", "We failed.", "We came back,”"]),
        ('She said "we tried.\n\nWe failed," and left.', ['"we tried.', 'We failed,"']),
        ("It rained.\n\nand we failed. Nobody came.”\n\nIt snowed.", ["and we failed. Nobody came.”"]),
        ('We failed," she said. "We came back."', ['We failed,"', '"We came back."']),
        ("We failed,'' she said.", ["We failed,''"]),
        ("\" 'We failed,' she said.\"", ["\" 'We failed,' she said.\""]),
        ("She said 'we gave up…' (it).", ["'we gave up…'"]),
        ("‘They ask, “Why not?”’", ["‘They ask, “Why not?”’"]),
    ],
)
def test_parts_of_quotations(text, expected):
    found = quotations(text)
    assert quoted(text) == expected and found.unclosed == []


@pytest.mark.parametrize(
    "text", ['Cole said ships wait." It rained.', 'A 12" disc. It rained.', "It rained in ” Bern."]
)
def test_a_stray_closing_mark_quotes_nothing(text):
    assert quoted(text) == []


def test_a_mark_is_not_closed_many_paragraphs_on():
    text = "“We tried.\n\n" + "It rained.\n\n" * 9 + "We failed.”"
    assert quoted(text) == ["“We tried.", "We failed.”"] and quotations(text).unclosed == [0]


def test_a_part_of_a_quotation_is_no_term():
    assert quotations("“Odd.\n\nOdd,” she said.").kinds == ["", ""]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ('He watched the show "Blue Harbour" twice.', [('"Blue Harbour"', "name")]),
        ('It was like the series "Blue Harbour."', [('"Blue Harbour."', "name")]),
        ('A user named "TallShip" wrote.', [('"TallShip"', "name")]),
        ('The so-called "experts" were wrong.', [('"experts"', "scare")]),
        ('"We will never accept a plan like that one," he said.', []),
        ("No marks here.", []),
    ],
)
def test_terms_that_nobody_said(sentence, expected):
    found = quotations(sentence)
    terms = [(sentence[a:b], kind) for (a, b), kind in zip(found.pairs, found.kinds, strict=True) if kind]
    assert terms == expected


@pytest.mark.parametrize("piece", ['"', "'a ", "“a b ", "''", '"a b" ', "‘"])
def test_many_marks_are_read_to_their_end(piece):
    spans, _, unclosed = quotations(piece * (200_000 // len(piece)))
    assert all(start < end for start, end in spans) and len(unclosed) <= 1
