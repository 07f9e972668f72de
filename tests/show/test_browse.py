"""What the browser is told and answers, the page it is saved as, and figures whose parts are doors."""

import json
import re
from itertools import chain

import pandas as pd
import pytest

from helpers import (
    analyse,
    plot_course,
    plot_loaded,
    plot_readability,
    plot_sentiment,
    plot_sources,
    plot_voices,
    summarise,
    summarise_course,
    summarise_sources,
)
from helpers.results.selection import Index, find_sentences, read_address
from helpers.show import browse as browse_module
from helpers.show.browse import Browser, browse, explore, save_browser
from helpers.show.names import as_written
from helpers.voice import VOICES

PAGE = "The Post\n\nMayor Wins\n\nBy Ann Cole\n\n{text}\n\nSubscribe to our newsletter\n"
TEXT = 'It rained on Tuesday in the <b>city</b>. "We won," said Ann Cole, the mayor.\n\nThe shameful plan 😀 fails.'


def told(browser, row):
    return browser.answer({"n": 1, "kind": "sentences", "wanted": [row]})["sentences"][0][1]


def joined(sentence):
    whole = "".join(gap + "".join(p if isinstance(p, str) else p[0] for p in run) for gap, run, *_ in sentence["r"])
    return whole + sentence["t"]


def test_every_sentence_is_told_character_for_character(sample):
    browser = Browser(sample, "outlet", "")
    assert [joined(told(browser, row)) for row in range(len(sample.sentences))] == sample.sentences["text"].tolist()


def test_runs_terms_speakers_and_reasons_are_those_of_the_tables(articles_of):
    analysis = analyse(articles_of(a=TEXT))
    browser = Browser(analysis, None, "")
    contents = browser.contents()
    assert [VOICES[v] for v in contents["segments"]["voice"]] == analysis.segments["voice"].tolist()
    assert contents["segments"]["words"] == analysis.segments["n_words"].tolist()
    assert [contents["entries"][n][0] for n in contents["hits"]["entry"]] == analysis.hits["entry"].tolist()
    quoted = told(browser, 1)["r"][0]
    rule, cue, speaker, stance, kind = quoted[2]
    assert (cue, speaker, stance, kind) == ("said", "Ann Cole", "neutral", "speech") and rule
    marks = {tuple(p[:2]) for _, run, *_ in told(browser, 1)["r"] for p in run if not isinstance(p, str)}
    assert ("Ann Cole", "s") in marks and {("said", "t"), ("said", "c")} & marks
    reasons = dict(map(tuple, told(browser, 2)["w"]))
    assert any("shameful" in reason for reason in reasons)
    assert all(re.fullmatch("[+−][0-9.]+", n) for n in reasons.values())


def test_furniture_stands_before_the_paragraph_it_stood_before(sample):
    browser = Browser(sample, "outlet", "")
    paragraphs = sample.sentences.groupby("article_id")["paragraph"].max()
    for row, article in enumerate(sample.articles.itertuples()):
        parts = browser.answer({"n": 1, "kind": "page", "article": row})["parts"]
        assert {kind for _, kind, *_ in parts} <= {"headline", "byline", "caption", "promo", "sources", "boilerplate"}
        assert all(0 <= before <= paragraphs[article.article_id] for before, *_ in parts)
        raw = article.raw
        for before, _, _, text in parts:
            at = raw.find(text)
            # 0: behind the last paragraph.
            follows = sample.sentences[(sample.sentences["article_id"] == article.article_id)
                                       & (sample.sentences["paragraph"] == before)]["text"]  # fmt: skip
            if before and raw.count(text) == 1 and follows.iloc[0] in raw:
                assert at < raw.find(follows.iloc[0])


def test_figures_of_groups_and_articles_are_those_of_the_summary(sample):
    contents = Browser(sample, "outlet", "").contents()
    for by, key in (("outlet", "groups"), ("article_id", "articles")):
        names = contents["groups"] if by == "outlet" else contents["articles"]["id"]
        table = summarise(sample, by=by).set_index([by, "voice"])
        figures = contents["figures"][key]
        for n, name in enumerate(names):
            assert figures["voices"][n] == [table.loc[(name, voice), "n_words"] for voice in VOICES]
            share = table.loc[(name, "editorial"), "words_share"]
            assert figures["values"][0][n] == pytest.approx(share, abs=1e-4)
    assert all(place == sorted(place) for genre in contents["places"] for place in genre["places"])
    assert [genre["among"].split(" ", 1)[1] for genre in contents["places"]] == [
        "real articles of news", "real articles of opinion", "real articles", "real outlets"
    ]  # fmt: skip


def test_an_address_or_column_that_cannot_be_meant_is_said_at_once(sample):
    for more in ({"select": "voice:loud"}, {"select": "section:Opinion"}, {"by": "colour"}):
        with pytest.raises(ValueError, match=r"Unknown|unknown|No column"):
            browse(sample, **more)
    with pytest.raises(TypeError):
        browse(sample.articles)
    with pytest.raises(ValueError, match=r"\.html"):
        save_browser(sample, "page.txt")


def test_words_as_they_are_typed_are_found_where_they_begin(articles_of):
    text = 'The mayor said on Monday: "It’s late in İzmir," and it\'s late.\n\nIt’s late said Ann Cole.'
    analysis = analyse(articles_of(a=text, b="Nobody was late."))
    answer = Browser(analysis, None, "").answer({"n": 7, "kind": "words", "words": " IT'S  late"})
    found = analysis.segments.sort_values(["article_id", "start"]).iloc[[row for row, _ in answer["found"]]]
    assert answer["n"] == 7 and sum(n for _, n in answer["found"]) == 3
    assert all("s late" in segment for segment in found["text"])
    assert find_sentences(analysis, "words:It's late; article:a")["sentence"].tolist() == [1, 2]
    assert Browser(analysis, None, "").answer({"n": 1, "kind": "words", "words": "Monday It"})["found"] == []


def test_a_message_that_makes_no_sense_is_answered(articles_of):
    browser = Browser(analyse(articles_of(a=TEXT)), None, "")
    for message in ({"kind": "sentences"}, {"kind": "sentences", "wanted": [99]}, {"kind": "page", "article": "x"}):
        assert browser.answer(message)["kind"] == "failed"


@pytest.mark.parametrize("articles", [{}, {"a": ""}, {"a": "It rained."}])
def test_no_article_and_articles_without_words_are_browsed(articles_of, articles, tmp_path):
    analysis = analyse(articles_of(**articles))
    assert browse(analysis).contents["articles"]["id"] == list(articles)
    save_browser(analysis, tmp_path / "page.html")


def test_where_no_script_runs_a_table_stands(sample):
    bundle, _ = browse(sample, select="speaker:Winifred Asante-Moll")._repr_mimebundle_()
    assert "sentences behind speaker:Winifred Asante-Moll" in bundle["text/html"]
    assert "Winifred Asante-Moll" in bundle["text/plain"]
    bundle, _ = browse(sample)._repr_mimebundle_()
    assert "Halden Wire" in bundle["text/html"] and "quoted" in bundle["text/html"]


def test_a_headline_stands_beside_its_body(articles_of):
    articles = articles_of(a="It rained on Monday.", b="It rained.")
    analysis = analyse(articles.assign(headline=["Rain FALLS on city", ""]))
    browser = Browser(analysis, None, "")
    assert browser.answer({"kind": "page", "article": 0})["headline"][0] == ["letters shouted", "33\u202f%", "0\u202f%"]
    assert browser.answer({"kind": "page", "article": 1})["headline"] == []
    assert browser.contents()["articles"]["headline"] == [1, 0]


# ---- the page


def stored(path):
    """The data in a page."""
    page = path.read_text("utf-8")
    return json.loads(re.search('<script type="application/json">(.*?)</script>', page, re.DOTALL)[1])


def test_the_page_holds_the_hostile_text_as_text_alone(tmp_path):
    payload = '</script><script>alert(1)</script><!-- <b onclick="x">&amp; \u2028 {0} {css}'
    article = {"article_id": "a", "outlet": payload, "headline": payload, "text": f"It {payload}."}
    save_browser(analyse(pd.DataFrame([article])), tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert page.count("<script") == 2 and page.count("</script>") == 2 and "<b onclick" not in page
    data = stored(tmp_path / "page.html")
    assert data["contents"]["groups"] == [payload]
    assert joined(data["sentences"][0]) == f"It {payload}."
    assert "default-src 'none'" in page and "unsafe" not in page


def test_a_large_corpus_is_parted_by_group_with_an_index(sample, tmp_path, monkeypatch):
    monkeypatch.setattr(browse_module, "MOST_ARTICLES", 4)
    said = save_browser(sample, tmp_path / "all.html")
    assert "index of the 8 pages" in said
    index = (tmp_path / "all.html").read_text("utf-8")
    files = re.findall('href="([^"]+)"', index)
    assert len(files) == 8 and all((tmp_path / file).exists() for file in files)
    ids = [stored(tmp_path / file)["contents"]["articles"]["id"] for file in files]
    assert sorted(chain(*ids)) == sorted(sample.articles["article_id"]) and max(map(len, ids)) <= 4


# ---- figures


def figures(sample):
    summary = summarise(sample, by="outlet")
    yield plot_voices(summary)
    yield plot_loaded(summary)
    yield plot_sentiment(summary)
    yield plot_readability(summary)
    yield plot_sources(summarise_sources(sample))
    yield plot_course(summarise_course(sample.of("halden-wire-mill-closure")))


def test_every_bar_and_dot_has_an_id_and_leads_to_its_sentences(sample):
    index = Index(sample)
    for axes in figures(sample):
        parts = axes.figure_text.parts
        figure = explore(axes, sample).contents["figure"]
        assert len(parts) >= 8 and "style=" not in figure["svg"] and "<style" not in figure["svg"]
        for gid, (label, address) in parts.items():
            assert figure["svg"].count(f'id="{gid}"') == 1
            runs, hits = index.match(read_address(address))
            assert len(runs if hits is None else hits) or ": 0.0" in label


def test_a_bar_of_voices_leads_to_as_many_words_as_it_shows(sample):
    summary = summarise(sample, by="outlet")
    words = summary.set_index(["outlet", "voice"])["n_words"]
    doors = dict(plot_voices(summary).figure_text.parts.values())
    for (outlet, voice), n in words.items():
        if voice in VOICES and n:
            address = next(a for label, a in doors.items() if label.startswith(f"{as_written(outlet)}, {voice}:"))
            assert find_sentences(sample, address)["n_words"].sum() == n


def test_a_figure_of_all_articles_leads_to_all(sample):
    axes = plot_voices(summarise(sample))
    assert {address for _, address in axes.figure_text.parts.values()} == {f"voice:{voice}" for voice in VOICES}
    assert explore(axes, sample).contents["by"] == "outlet"
    assert "<figure" in explore(plot_voices(summarise(sample)), sample)._repr_mimebundle_()[0]["text/html"]


def test_axes_of_no_figure_of_the_kit_are_an_error(sample):
    import matplotlib.pyplot as plt

    with pytest.raises(ValueError, match="plot_ verb"):
        explore(plt.subplots()[1], sample)
