"""The sentences of the report: every number is in its table, and nothing is claimed that no test or interval bears."""

import re
from dataclasses import replace

import pandas as pd
import pytest
from conftest import ROOT

from helpers import (
    adjudicate,
    analyse,
    compare,
    correct_shares,
    place_among_articles,
    read_accuracy,
    read_codes,
    read_sample,
    summarise,
    summarise_headlines,
    summarise_sources,
    summarise_stances,
)  # fmt: skip
from helpers.results.findings import (
    LIMITS,
    choose_findings,
    count_corpus,
    describe_corpus,
    say_all,
    say_measure,
    summarise_events,
)  # fmt: skip
from helpers.results.findings.wording import OPINION

# Figures that a sentence has of itself: units and thresholds.
CONSTANTS = re.compile(r"per 1,000|in 1,000|\(F1\)|out of 1\b|[Uu]nder 100 words|with 100 words")
NUMBER = re.compile(r"−?(?:\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)")
LETTERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
CLAIM = re.compile(r"(?<!neither )clearly (?:more|harder|negative|positive|from)|rose|fell|^Headlines are")
MOST_WORDS = 40


def tables_of(analysis, by, coded=None):
    """The tables of a report, by name."""
    overall, summary, articles = summarise(analysis), summarise(analysis, by=by), analysis.articles
    tables = {
        "overall": overall, "summary": summary, "differences": compare(analysis, by=by), "accuracy": read_accuracy(),
        "sources": summarise_sources(analysis), "stances": summarise_stances(analysis),
        "headlines": summarise_headlines(analysis), "overall_places": place_among_articles(overall),
        "places": place_among_articles(summary), "overview": count_corpus(analysis, by=by),
    }  # fmt: skip
    if by != "article_id":
        tables["events"] = summarise_events(summarise(analysis, by=["event", by]))
    monthly = replace(analysis, articles=articles.assign(period=articles["published"].dt.strftime("%B %Y")))
    tables["trend"] = summarise(monthly, by="period")
    if coded:
        tables |= {"corrected": correct_shares(analysis, *coded)}
        tables |= {"corrected_by_group": correct_shares(analysis, *coded, by=by)}
    return tables


@pytest.fixture(scope="module")
def cases(sample, sample_articles):
    """The sample, whole and in parts: its tables and its findings."""
    drawn = read_sample(ROOT / "data" / "hand_codes.csv")
    codes = adjudicate(read_codes(ROOT / "data" / "hand_codes.csv"), drawn, "A")
    outlets = {name: rows for name, rows in sample_articles.groupby("outlet")}
    pair = pd.concat([outlets["halden-wire"], outlets["unbowed-lantern"]])
    analyses = {
        "whole": (sample, "outlet"), "codes": (sample, "outlet", (drawn, codes)),
        "one article": (analyse(sample_articles.iloc[:1]), "article_id"),
        "two articles": (analyse(pair.iloc[[0, 6]]), "outlet"),
        "one outlet": (analyse(outlets["unbowed-lantern"]), "article_id"),
        "two outlets": (analyse(pair.drop(columns="event").assign(event="")), "outlet"),
    }  # fmt: skip
    found = {}
    for case, (analysis, by, *coded) in analyses.items():
        tables = tables_of(analysis, by, *coded)
        found[case] = tables, [describe_corpus(analysis, by=by), *say_all(tables)]
    return found


CASES = ["whole", "codes", "one article", "two articles", "one outlet", "two outlets"]


def look_up(tables, cell):
    rows = [row for row in tables[cell.table].to_dict("records") if all(row[k] == v for k, v in cell.row.items())]
    if not cell.column:
        return len(rows)
    assert len(rows) == 1, cell
    return rows[0][cell.column]


def says(printed, value, column):
    """Whether what is printed is what stands in the table, as far as its digits go."""
    if isinstance(value, pd.Timestamp):
        return value == pd.Timestamp(printed if printed[-4:].isdigit() else f"{printed} {value.year}")
    if isinstance(value, str):
        return printed.replace("\u202f", " ") == value
    if printed in LETTERS:
        return LETTERS.index(printed) == value
    number = NUMBER.search(printed).group().replace(",", "").replace("−", "-")
    digits = len(number.partition(".")[2])
    times = 100 if re.search(r"share(_corrected)?(_low|_high)?$", column) or "%" in printed else 1
    if any(word in printed for word in ("under", "<")):
        return 0 < times * value < float(number)
    if any(word in printed for word in ("over", ">")):
        return times * value >= float(number)
    return abs(times * value - float(number)) <= 0.5 * 10**-digits + 1e-9


@pytest.mark.parametrize("case", CASES)
def test_every_number_of_every_sentence_stands_in_its_table(cases, case):
    tables, findings = cases[case]
    n = 0
    for finding in findings:
        rest, texts = CONSTANTS.sub("", finding.sentence), []
        for cell in finding.cells:
            value = look_up(tables, cell)
            # Of events counted, what is headline or body has the scale of its measure.
            column = cell.row["measure"] if cell.row.get("measure") == "shouted_share" else cell.column
            assert says(cell.printed, value, column), (finding.sentence, cell, value)
            assert cell.printed.removesuffix("\u202f%").lower() in rest.lower(), (finding.sentence, cell)
            if isinstance(value, str):  # a name, which may have numbers of its own
                texts.append(cell.printed)
        for text in texts:
            rest = rest.replace(text, "", 1)
        of_cells = [m for cell in finding.cells if not isinstance(look_up(tables, cell), str)
                    for m in NUMBER.findall(cell.printed)]  # fmt: skip
        assert sorted(NUMBER.findall(rest)) == sorted(of_cells), finding.sentence
        n += len(of_cells)
        assert finding.table in tables
    assert n > 25


@pytest.mark.parametrize("case", CASES)
def test_sentences_are_short_whole_and_claim_only_what_is_clear(cases, case):
    tables, findings = cases[case]
    for finding in findings:
        assert re.fullmatch(r"[A-Z\d].*[^.]\.|(halden|unbowed|eastholm|karrowby)-.*[^.]\.", finding.sentence)
        assert "nan" not in finding.sentence
        assert not re.search(r"−0(\.0+)?\b(?!\.)", finding.sentence), finding.sentence  # no negative zero
        assert len(finding.sentence.split(" ")) <= MOST_WORDS, finding.sentence
        assert bool(CLAIM.search(finding.sentence)) == finding.clear, finding.sentence
    if not tables["differences"]["clear"].any():
        assert not any(finding.table == "differences" and finding.clear for finding in findings)


def test_what_is_clear_in_the_comparison_is_claimed_in_the_sentence(cases):
    tables, findings = cases["two outlets"]
    clear = tables["differences"].query("clear")[["voice", "measure"]].to_numpy().tolist()
    assert ["outlet", "loaded_per_1000_words"] in clear
    (loaded,) = [finding for finding in findings if finding.section == "loaded"]
    assert loaded.clear
    assert "clearly more than halden-wire (0.0)" in loaded.sentence


def test_one_article_tells_nothing_of_an_outlet_and_gives_no_interval(cases):
    _, findings = cases["one article"]
    text = " ".join(finding.sentence for finding in findings)
    assert "[" not in text
    for section in ("voices", "loaded", "sentiment", "readability"):
        (finding,) = [f for f in findings if f.section == section]
        assert "nothing follows for the outlet" in finding.sentence
    assert "from 2 articles only" in cases["two articles"][1][1].sentence


def test_corrected_shares_lead(cases):
    assert re.match(r"Corrected by \d+ hand-coded sentences, 22\u202f% \[\d+–\d+\]", cases["codes"][1][1].sentence)
    assert "the rules alone say 17\u202f%" in cases["codes"][1][1].sentence
    assert cases["whole"][1][1].sentence.startswith("By the rules’ count 17\u202f%")
    assert "Nobody has checked" in cases["whole"][1][-1].sentence
    assert "are corrected by" in cases["codes"][1][-1].sentence


def test_corrected_shares_of_groups_stand_beside_those_of_the_rules(cases):
    tables, findings = cases["codes"]
    by_group = tables["corrected_by_group"]
    one = by_group[(by_group["outlet"] == "unbowed-lantern") & (by_group["voice"] == "editorial")].iloc[0]
    assert not one["pooled"]
    said = [f.sentence for f in findings if f.section == "voices"][1]
    ends = f"{100 * one['words_share_corrected_low']:.0f}–{100 * one['words_share_corrected_high']:.0f}"
    assert f"{100 * one['words_share']:.0f}\u202f% (corrected {100 * one['words_share_corrected']:.0f}" in said
    assert f"\u202f% [{ends}]" in said and re.search(r"tested on (the rules’|that) count", said)
    more = {"overall": tables["overall"], "corrected": by_group.assign(pooled=True)}
    pooled = say_measure(OPINION, tables["summary"], tables["differences"], **more).sentence
    assert "corrected" not in pooled and pooled == cases["whole"][1][2].sentence
    lower = by_group["words_share_corrected"].mask(by_group["outlet"] == "unbowed-lantern", 0.001)
    more["corrected"] = by_group.assign(words_share_corrected=lower)
    assert "], not the largest)" in say_measure(OPINION, tables["summary"], tables["differences"], **more).sentence


@pytest.mark.parametrize("case", CASES)
def test_page_one_answers_the_five_questions(cases, case):
    chosen = choose_findings(cases[case][1])
    assert 3 <= len(chosen) <= 6
    assert {"voices", "sources", "loaded", "trust"} <= {finding.section for finding in chosen}
    assert any("the outlet’s own opinion" in finding.sentence for finding in chosen)
    assert [f for f in cases[case][1] if f in chosen] == chosen  # in the order of the sections
    assert all(f in chosen for f in cases[case][1] if f.clear) or len(chosen) == 6
    assert chosen[-1].section == "trust"
    assert {finding.section for finding in cases[case][1]} <= {*LIMITS, "corpus"}


def test_nothing_at_all(articles_of):
    tables = tables_of(analyse(articles_of(a="").assign(headline="", event="", published=pd.NaT, outlet="")), "outlet")
    findings = say_all(tables)
    assert not any(finding.clear for finding in findings)
    assert choose_findings(findings)[0].sentence == "No article has a word: nothing is measured."


def test_names_are_written_as_people_do_and_few_events_are_told(cases):
    tables = cases["whole"][0]
    groups = {name: tables[name] for name in ("summary", "differences", "overall")}
    finding = say_measure(OPINION, **groups, names=str.upper)
    own = tables["summary"].query("outlet == 'unbowed-lantern' and voice == 'editorial'")["words_share"].item()
    told = f"UNBOWED-LANTERN has the largest share of own opinion by the rules’ count, {100 * own:.0f}"
    assert finding.sentence.startswith(told)
    assert "six shared events" in finding.sentence  # of which none can be clear
