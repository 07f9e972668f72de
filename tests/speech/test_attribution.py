"""Who is credited with what, one construction at a time; all sentences are invented."""

import pandas as pd
import pytest

from helpers.speech.attribution import COLUMNS, find_attributions


def find(text):
    return find_attributions(pd.DataFrame({"article_id": ["a"], "text": [text]}))


def credited(text):
    """(content, speaker, cue) of every row."""
    rows = find(text)
    return [
        (text[row.start : row.end], text[max(row.speaker_start, 0) : max(row.speaker_end, 0)], row.cue)
        for row in rows.itertuples()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We lost," Ann Cole said.', [('"We lost,"', "Ann Cole", "said")]),
        ("“We lost,” said Ann Cole.", [("“We lost,”", "Ann Cole", "said")]),
        ("''We lost,'' Ann Cole said.", [("''We lost,''", "Ann Cole", "said")]),
        ("«We lost», Ann Cole said.", [("«We lost»", "Ann Cole", "said")]),
        ("'We lost,' Ann Cole said.", [("'We lost,'", "Ann Cole", "said")]),
        ('Ann Cole said, "We lost."', [('"We lost."', "Ann Cole", "said")]),
        ('Ann Cole said: "We lost. It hurts."', [('"We lost. It hurts."', "Ann Cole", "said")]),
        ('Ann Cole told reporters on Monday: "We lost."', [('"We lost."', "Ann Cole", "told")]),
        (
            '"We lost," she said, "and we know it."',
            [('"We lost,"', "she", "said"), ('"and we know it."', "she", "said")],
        ),
    ],
)
def test_direct_quotations(text, expected):
    assert credited(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said the bridge was unsafe.", [("the bridge was unsafe", "The mayor", "said")]),
        ("The mayor said that the bridge was unsafe.", [("that the bridge was unsafe", "The mayor", "said")]),
        ("The bridge is unsafe, officials warned.", [("The bridge is unsafe", "officials", "warned")]),
        ("The bridge is unsafe, said Ann Cole.", [("The bridge is unsafe", "Ann Cole", "said")]),
        (
            "The bridge, the mayor said, was unsafe.",
            [("The bridge", "the mayor", "said"), ("was unsafe", "the mayor", "said")],
        ),
        ("According to the mayor, the bridge was unsafe.", [("the bridge was unsafe", "the mayor", "According to")]),
        ("The bridge was unsafe, according to the mayor.", [("The bridge was unsafe", "the mayor", "according to")]),
        ("As the mayor noted, the bridge was unsafe.", [("the bridge was unsafe", "the mayor", "noted")]),
        ("The mayor said in a statement that taxes rose.", [("that taxes rose", "The mayor", "said")]),
        ("Reporters asked whether taxes rose.", [("whether taxes rose", "Reporters", "asked")]),
        ("Ann Cole, a member of the council, said taxes rose.", [("taxes rose", "Ann Cole", "said")]),
        ("Ann Cole called for a new bridge.", [("a new bridge", "Ann Cole", "called for")]),
        ("Critics slammed the plan.", [("the plan", "Critics", "slammed")]),
        ("The bridge reportedly cost too much.", []),
        (
            "Ann Cole said taxes rose and added that she was angry.",
            [("taxes rose", "Ann Cole", "said"), ("that she was angry", "Ann Cole", "added")],
        ),
    ],
)
def test_indirect_speech(text, expected):
    assert credited(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("She wants to leave the party.", "expectation", "to leave the party"),
        ("She expects prices to fall.", "thought", "prices to fall"),
        ("Ann Cole denies the theft.", "stance", "the theft"),
        ("Critics opposed the plan.", "stance", "the plan"),
        ("The board knew that the pipes leaked.", "stance", "that the pipes leaked"),
        ("Critics will say that the plan is dear.", "stance", "that the plan is dear"),
        ("If the mayor says that it rained, he lies.", "stance", "that it rained"),
        ("Ann Cole would not say whether it rained.", "stance", "whether it rained"),
        ("Ann Cole did not blame the drivers.", "stance", "the drivers"),
        ("The fans showed that the town was proud.", "stance", "that the town was proud"),
        ("The survey showed that the town was proud.", "speech", "that the town was proud"),
        ("Ann Cole would have to admit that it rained.", "stance", "that it rained"),
        ("Ann Cole went on to admit that it rained.", "speech", "that it rained"),
        ("Ann Cole has not confirmed that it rained.", "stance", "that it rained"),
        ("Asked whether it rained, she left.", "stance", "whether it rained"),
        ("The bank is expected to raise rates.", "expectation", "The bank"),
        ("Officials fear that the dam will break.", "speech", "that the dam will break"),
        ("He predicted that prices would fall.", "speech", "that prices would fall"),
        ("She vowed not to leave.", "speech", "not to leave"),
        ("She urged the board to leave.", "speech", "the board to leave"),
        ("She accused the board of theft.", "speech", "the board of theft"),
        ("She described the plan as a waste.", "speech", "the plan as a waste"),
        ("She called the plan a waste of money.", "speech", "the plan a waste of money"),
        ("She compared the plan to a ship.", "speech", "the plan to a ship"),
        ("She suggested closing the bridge.", "speech", "closing the bridge"),
        ("She puts the cost at four million.", "speech", "at four million"),
        ("Ann Cole wrote that prices fell.", "writing", "that prices fell"),
    ],
)
def test_kinds(text, kind, content):
    row = find(text).iloc[0]
    assert text[row.start : row.end] == content
    assert row.kind == kind


def test_the_passive_gives_subject_and_complement_and_names_nobody():
    assert credited("The bank is expected to raise rates.") == [
        ("The bank", "", "is expected"),
        ("to raise rates", "", "is expected"),
    ]


def test_a_leading_clause_ends_at_its_comma():
    assert credited("While Ann Cole said taxes rose, the streets stayed dark.")[0][0] == "taxes rose"


def test_nouns_that_look_like_cues_are_none():
    assert credited("The claims were filed in the reports of the state.") == []
    assert credited("The plan costs four million.") == []


def test_titles_and_nicknames_are_not_quotations():
    assert credited('They watched the show "Blue Harbour" at home.') == []
    assert credited('A user named "TallShip" sold the ring.') == []
    assert credited('Friends call him "Moth," and he laughs.') == []
    assert credited('The plan is titled "Tenter Lane: Options," and it is long.') == []
    assert credited('A paper entitled "Tenter Lane: what the town wants," was late.') == []


@pytest.mark.parametrize(
    "text",
    [
        'A user named "TallShip" posted an offer.',
        "The town adopted rules requiring residents to scan their faces.",
        "She sued the park, and critics pressured her committee to drop the case.",
        "He forced the owner to submit the keys.",
        "The brutal attacks that followed ruined the port.",
        "The council allowed the sale of the bridge.",
        "That said, the plan was bad.",
        "The drums were labeled as holding oil.",
        "Drivers heard signals that can be switched off.",
        "If you agree that ships wait, sign here.",
        "The mayor brushed off questions.",
        "The mayor showed the map.",
        "Ann Cole went in to order a latte.",
        "Ann Cole hired lawyers to attack the plan.",
        "Residents should demand answers.",
        "Nobody believes that it rained.",
        "Ships wait, you know, for days.",
        "Everyone knows that the pipes are rotten.",
        "The mayor may have thought that nobody would notice.",
        "Remember that parking is free.",
        "As we have come to expect, that was late.",
        "Residents were invited by neighbours to hear the band.",
        "The park sold photos showing Ann Cole with a mask.",
        "She gave little away and said little.",
        "She told a crowd that spilled out of the hall.",
        "Home state pride plays a role.",
        "The New Harbour debate that sank the plan was long.",
        "They read a recent court ruling that will cost millions.",
        "A batch of emails was leaked on Monday.",
        "All would close, although some guards would still report to work.",
        "Without delay, the firm responded.",
        "Stop telling yourself it will rain.",
        "The plan was weak in the eyes of voters.",
        "In Texas state officials brought the case.",
    ],
)
def test_acts_and_nouns_credit_nobody_with_words(text):
    assert credited(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Port County Superior Court Judge Ann Cole ruled that the gate must close.",
            [("that the gate must close", "Port County Superior Court Judge Ann Cole", "ruled")],
        ),
        ("Ann Cole Says Ships Must Wait", [("Ships Must Wait", "Ann Cole", "Says")]),
        ("Ann Cole, a consultant, notes that ships wait.", [("that ships wait", "Ann Cole", "notes")]),
        ("Ann Cole was asked by a reporter whether ships wait.", [("whether ships wait", "a reporter", "was asked")]),
        (
            "Officials said Ann Cole, a guard, held two keys.",
            [("Ann Cole, a guard, held two keys", "Officials", "said")],
        ),
        ('The mayor was blunt: "It is over," she said.', [('"It is over,"', "she", "said")]),
        ('"It is over," Cole said, in another sign of trouble.', [('"It is over,"', "Cole", "said")]),
        ('"It is over," said Cole, and the crowd left.', [('"It is over,"', "Cole", "said")]),
        ("On Monday in Bern, Cole boasted that ships wait.", [("that ships wait", "Cole", "boasted")]),
        ("After Cole testified, the council left.", []),
        ("Critics opposed the plan and they left.", [("the plan", "Critics", "opposed")]),
        ('Cole said, "It is over," but the town disagreed.', [('"It is over,"', "Cole", "said")]),
    ],
)
def test_where_credit_begins_and_ends(text, expected):
    assert credited(text) == expected


def test_a_headline_with_a_colon():
    assert credited("Cole: The bridge must go")[0][:2] == ("The bridge must go", "Cole")


def test_floating_quotations_belong_to_the_speaker_of_their_paragraph():
    text = '"It is over," said Ann Cole. "Nobody will rebuild it."'
    assert credited(text)[1][:2] == ('"Nobody will rebuild it."', "Ann Cole")


def test_a_term_of_two_words_in_marks_is_nobodys_words():
    assert credited('The town has a plan for "green roofs" on every street.') == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"They came by boat," Ann Cole said. "He lied." The guards left.', "Ann Cole"),
        ('"They came by boat," said Ann Cole. "No comment."', "Ann Cole"),
        ('"They came by boat," Ann Cole said.\n\n"Never again."\n\nThe guards left.', "Ann Cole"),
        ("Ann Cole said that ships wait. “Always.”", "Ann Cole"),
        ("“Ships wait for days,” Ann Cole said. “Always…” (and she laughed). It rained.", "Ann Cole"),
        ("''They came by boat,'' Ann Cole said. ''Never.''", "Ann Cole"),
    ],
)
def test_a_short_sentence_in_marks_behind_words_of_a_speaker_is_the_speakers(text, speaker):
    rows = find(text)
    assert rows.voice.iloc[-1] == "quoted" and rows.speaker_name.tolist() == [speaker] * 2


@pytest.mark.parametrize(
    "text",
    [
        'Ann Cole said that ships wait. They carry "fresh" fish.',
        'Ann Cole said that ships wait. He is an "expert."',
        "Ann Cole said that ships wait.\n\n‘MISSION ACCOMPLISHED?’\n\nThe guards left.",
        'The "experts" left. "Sold out." It rained.',
    ],
)
def test_a_short_term_in_marks_stays_the_outlets(text):
    assert [text[row.start : row.end] for row in find(text).itertuples() if row.voice == "quoted"] == []


@pytest.mark.parametrize("first", ["“Ships wait,” says the sign at the port.", "That ships wait was no news.",
                                   "Whether ships wait is not known."])  # fmt: skip
def test_the_first_words_of_a_text_are_not_what_somebody_agrees_to_further_on(first):
    found = credited(f"{first} The council met on Monday. It rained. Bob Marsh agreed. Nobody came.")
    assert [row for row in found if row[1:] == ("Bob Marsh", "agreed")] == []


def test_a_quotation_behind_a_sentence_about_a_person_is_that_persons():
    text = '"We lost," Bob Marsh said.\n\nAnn Cole was glad all the same. "We will be back in a year."'
    assert credited(text)[-1][:2] == ('"We will be back in a year."', "Ann Cole")


def test_the_parts_of_a_long_quotation_have_the_speaker_of_its_end():
    text = "Bob Marsh said ships wait.\n\n“We tried for years.\n\nWe failed.\n\nNobody helped,” Ann Cole said."
    assert credited(text)[1:] == [
        ("“We tried for years.", "Ann Cole", ""),
        ("We failed.", "Ann Cole", ""),
        ("Nobody helped,”", "Ann Cole", "said"),
    ]


def test_a_quotation_over_several_paragraphs():
    text = 'Ann Cole was angry.\n\n"We tried for years.\n\n"We failed," she said.'
    assert [row[0] for row in credited(text)] == ['"We tried for years.', '"We failed,"']


def test_pronouns_and_roles_are_led_back_to_a_name():
    text = 'Mayor Ann Cole said taxes rose. "It hurts," she said. The mayor added that rents fell.'
    rows = find(text)
    assert rows.speaker_name.tolist() == ["Ann Cole"] * 3
    assert rows.speaker.tolist()[1:] == ["she", "The mayor"]


def test_stances_and_voices():
    rows = find('"We lost," he claimed. Ann Cole said rents fell. She blasted the council.')
    assert rows.stance.tolist() == ["distancing", "neutral", "hostile"]
    assert rows.voice.tolist() == ["quoted", "attributed", "attributed"]


def test_rows_are_in_order_do_not_overlap_and_slice_to_what_they_claim():
    text = (
        'Mr. Cole, who runs the port, said "nothing works," and that he was tired. According to the U.S. report, '
        'ships waited, a finding that angered owners. "Fix it," they said, adding that they\'d sue.'
    )
    rows = find(text)
    assert len(rows) >= 3
    assert (rows.start.to_numpy()[1:] >= rows.end.to_numpy()[:-1]).all()
    for row in rows.itertuples():
        assert 0 <= row.start < row.end <= len(text)
        assert row.speaker == (text[row.speaker_start : row.speaker_end] if row.speaker_start >= 0 else "")
        assert row.cue == (text[row.cue_start : row.cue_end] if row.cue_start >= 0 else "")
        assert row.rule


def test_empty_texts_and_no_articles_keep_the_columns():
    empty = find_attributions(pd.DataFrame({"article_id": [], "text": []}))
    assert list(empty.columns) == list(COLUMNS) and empty.empty
    assert find("").empty and find("Rain.").empty


HOSTILE = [
    "he said that the plan was bad and ", '"a b" ', "Said ", "A: b\n\n", "A. ", "“a ", "Q: a?\n\nA: b.\n\n",
    "“a b”\n\n— C D\n\n", "a — B (@c) May 3, 2019 ", "(@a) ", "ANN, ", "— A ", "a.”\n\n", "“a.\n\n",
    "A said:\n\n• b\n\n", "Ann Cole\n\n",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_texts_are_read_to_their_end(piece):
    text = piece * (100_000 // len(piece))
    rows = find(text)
    assert (rows.start.to_numpy()[1:] >= rows.end.to_numpy()[:-1]).all()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We left,” said Beth quietly.", "Beth"),
        ("“We left,” said the 46-year-old.", "the 46-year-old"),
        ("“We left,” Ann Cole, the head of the board, who had voted for it in May, said on Monday.", "Ann Cole"),
        ("Ann Cole, facing a challenge from Harlan, a guard, said it rained.", "Ann Cole"),
        ("A source inside the hospital told the Lantern that beds were short.", "A source inside the hospital"),
        ("Officials in London close to the talks said it rained.", "Officials in London close to the talks"),
        ("Critics of the tax said it was dear.", "Critics of the tax"),
        ("In a letter to the board, the mayor complained at length, saying that it rained.", "the mayor"),
        ("According to Ann Cole, who runs the port, it rained.", "Ann Cole"),
        ("“We left,” one said.", ""),
        ("The bridge was shut, said port aides speaking in private to the Gazette.", "port aides speaking in private"),
        ("Those close to him said it rained.", "Those close to him"),
        ("They turned to the port police, which said it rained.", "the port police"),
        ("Anyone said it rained.", ""),
        ("A poll released in late August found that it rained.", "A poll"),
    ],
)
def test_who_speaks(text, speaker):
    assert find(text).iloc[0].speaker == speaker


def test_a_cue_behind_the_claim_of_another_finds_its_subject_before_both():
    rows = find("Ann Cole, who opposed the plan, estimates that it rained.")
    assert rows.speaker.tolist() == ["who", "Ann Cole"]


def test_a_claim_is_cut_at_its_quotation_marks():
    text = 'Ann Cole said the pipes were "sound" and the water "clean". She denied the "silly" charge.'
    rows = find(text)
    assert [(text[row.start : row.end], row.voice, row.kind, row.attribution) for row in rows.itertuples()] == [
        ("the pipes were", "attributed", "speech", 1), ('"sound"', "quoted", "speech", 1),
        ("and the water", "attributed", "speech", 1), ('"clean"', "quoted", "speech", 1),
        ("the", "attributed", "stance", 2), ('"silly"', "quoted", "speech", 2), ("charge", "attributed", "stance", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("After she noted that Christine Ford, a teacher, had seen it, the board left.",
         "that Christine Ford, a teacher, had seen it"),
        ("While Ann Cole said many people, including her son, liked it, the council left.",
         "many people, including her son, liked it"),
        ("Noting that it rained, she left.", "that it rained"),
        ("A day after Ann Cole said it was dead, the council met.", "it was dead"),
        ("Ann Cole said the pipes were sound, even though three had burst.", "the pipes were sound"),
        ("Ann Cole said the pipes were sound, a claim that nobody believed.", "the pipes were sound"),
        ("Ann Cole said it rained, but she stayed.", "it rained"),
        ("Ann Cole said the pipes were sound, which is what she always says.", "the pipes were sound"),
        ("She spoke to Bob, who said that it rained, was old.", "that it rained"),
        ("Ann Cole said on Monday in a long statement to the press that it rained.", "that it rained"),
        ("She was told last week that it rained.", "that it rained"),
        ("In 2008, Ann Cole said, the port failed.", "the port failed"),
        ("Nobody, she told us, has paid.", "Nobody"),
        ('On Monday on the "Noon Show," Cole said if it rained the port would flood.',
         "if it rained the port would flood"),
    ],
)  # fmt: skip
def test_what_is_credited_ends_where_the_outlet_goes_on(text, content):
    assert credited(text)[0][0] == content


def test_nobody_is_credited_with_the_same_words_twice():
    text = "The city pledged to help pay for hosting the fair, which is expected to draw 10,000 people."
    assert [content for content, *_ in credited(text)] == ["to help pay for hosting the fair"]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        # A name ends before its verb, also one that no list has.
        ("Mayor Ann Cole waved the plan through, insisting that it was safe.", "that it was safe", "Mayor Ann Cole"),
        ("Bob Park brushed aside the row, claiming that it was over.", "that it was over", "Bob Park"),
        # The clause of a "who" ends in another noun than the one who speaks.
        ("A nurse who works over the road says beds were cold.", "beds were cold", "A nurse"),
        ("Residents who live in the valley said it floods.", "it floods", "Residents"),
        # Whose words a quotation is may stand right beside it.
        ("Two guards came because of what Cole described as “a drip of threats.”", "“a drip of threats.”", "Cole"),
        ("Ann Cole left.\n\n“We lost a lot of money,” Bob Park, her deputy, was quoted as saying in The Herald.",
         "“We lost a lot of money,”", "Bob Park"),
    ],
)  # fmt: skip
def test_who_speaks_where_a_nearer_noun_does_not(text, words, speaker):
    found = find_attributions(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    said = {text[row.start : row.end].rstrip("."): row.speaker for row in found.itertuples()}
    assert said.get(words.rstrip(".")) == speaker, said


@pytest.mark.parametrize("text", [
    "Call your senator today and ask why the bridge is closed.",  # the reader is to ask
    "That is the pride of a council that thinks voters are fools.",  # the writer says what they think
])  # fmt: skip
def test_nobody_says_what_the_writer_wants_said_or_supposes(text):
    assert find_attributions(pd.DataFrame({"article_id": ["a"], "text": [text]})).empty


def test_who_asks_for_no_name_is_anonymous_whatever_he_is():
    text = "A baker, who asked not to be named, said it rained. A teacher said it snowed."
    found = find_attributions(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    kinds = dict(zip(found["speaker"], found["speaker_kind"], strict=True))
    assert (kinds["A baker"], kinds["A teacher"]) == ("anonymous", "role")
