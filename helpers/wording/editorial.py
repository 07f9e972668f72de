"""Where the outlet itself judges: a score with its reasons, from cues one can name.

    logit = baseline + sum over cues of weight × min(number found, cap);  score = 1 / (1 + exp(-logit))

The company that a sentence keeps counts too: a verdict without a cue word ("The planters are a sermon in timber.")
stands in a column more often than in a report. With n other sentences in the article, whose own cues give them a mean
score m, the cue `context` adds weight × n / (n + 3) × (m − level); a sentence alone has none.

The words that are cues stand in data/lexicons/editorial.csv, editorial_openings.csv and the loaded lexicons; cues,
weights and caps in editorial_weights.csv. The weights are fitted on the kit's own sentences by
`python -m benchmarks.fit_editorial`.
"""

import re
from functools import cache
from itertools import islice

import numpy as np
import pandas as pd

from helpers.speech.cues import word_classes
from helpers.vocabulary import read_vocabulary
from helpers.wording.lexicons import WORD, fill_lexicon, read_lexicon
from helpers.wording.matching import Matcher

SOURCE = "…"
BASELINE = "baseline"
DECLARED = "declared_opinion"
CONTEXT, LEVEL = "context", "context_level"
NO_CUES = {BASELINE, DECLARED, CONTEXT, LEVEL}
FEW = 3  # others that halve the weight of the context
ORDERED = {"determiner", "object_pronoun", "pronoun", "wh"}  # what follows an order: "Read the letter", "Ask who gains"
# Cues that are forms rather than words. Every run is bounded, so that a megabyte without a space takes linear time.
FORMS = {
    "question": re.compile(r"\?+"),
    "exclamation": re.compile(r"!+"),
    "figure": re.compile(r"[$€£]?\d+(?:[.,:/]\d+)*%?"),
    "name": re.compile(r"(?<=[\w,;] )[A-Z][\w’'-]{1,40}"),
    "irony": re.compile(r"[“\"‘](?=[a-z])(?:[^\s“”\"‘’]{1,25}[ -]){0,2}[^\s“”\"‘’]{1,25}[”\"’](?!\w)"),
    "past_tense": re.compile(r"\b(?!hundred|sacred|naked|wicked|rugged|crooked|infrared|shed\b)[a-z]{2,15}(?<!e)ed\b"),
    "aside": re.compile(r"[–—;:]|\s--?\s|\((?!\w{1,20}\))"),
    "is_judged": re.compile(
        r"\b(?:[Ii]s|[Aa]re|[Ii]sn['’]t|[Aa]ren['’]t|[Ii]t['’]s)\s(?:an?|the|no|not|so|too|very|more|most|about|what|how|why)\b"
    ),
    "judging_adjective": re.compile(r"\b[a-z]{3,15}(?:ful|less|ous|[ai]ble)\b"),
}
# Loaded categories that are cues of their own.
CUE_OF_CATEGORY = {"reporting_verb": "loaded_verb", "sarcasm": "irony", "intensifier": "intensity"}
WORDS_ONCE = frozenset({
    "evaluation", "judging_adjective", "intensity", "comparison", "generic", "certainty", "attribution_word",
    "speculation", "conclusion", "irony",
})  # fmt: skip


def score_editorial(own: pd.DataFrame) -> pd.DataFrame:
    """Say of every sentence how far the outlet's own words in it are opinion (0-1), and why.

    In: one row per sentence with `own_text` (the outlet's words; what belongs to a source replaced by " … ") and, if
    there are such columns, `text` (the whole sentence) and `declared_opinion` (True where the article declares itself
    opinion, see `declares_opinion`: a prior that pushes every sentence of it).
    Out: the same rows with `editorial_score` (by the formula above; .5 or more counts as editorial; NaN where own_text
    has no word) and `why`: what pushed it how far, in logits, strongest first, the prior, context and baseline last;
    together they are the score's logit.
    Raises ValueError when own_text is missing.

    >>> import pandas as pd
    >>> score_editorial(pd.DataFrame({"own_text": ["We must stop this waste."]}))["editorial_score"].round(1).tolist()
    [1.0]
    """
    reasons = explain_editorial(own)
    logit = reasons.groupby("row")["push"].sum().reindex(range(len(own)))
    why = reasons.groupby("row")["reason"].agg("; ".join).reindex(range(len(own)), fill_value="")
    return own.assign(editorial_score=(1 / (1 + np.exp(-logit))).to_numpy(), why=why.to_numpy(dtype=object))


def explain_editorial(own: pd.DataFrame) -> pd.DataFrame:
    """List what pushes each sentence's score: one row per sentence and cue found.

    In: as for `score_editorial`. Out: row (position in `own`, from 0), cue, n (number found), found (the words, as
    printed), push (weight × min(n, cap), in logits; the baseline is a cue of its own; of `context`, n is the number of
    other sentences and the push as in the formula above), reason (the three in words).
    """
    if "own_text" not in own.columns:
        raise ValueError("The table lacks the column own_text (the outlet's own words); label_voice makes it.")
    table = _weights()
    whole = own["text"] if "text" in own.columns else pd.Series("", index=own.index)
    declared = own[DECLARED] if DECLARED in own.columns else pd.Series(False, index=own.index)
    rows = []
    for number, (words, sentence, is_declared) in enumerate(zip(own["own_text"], whole, declared, strict=True)):
        if not any(map(str.isalnum, words)):
            continue
        cues = find_cues(words, n_sources=words.count(SOURCE) - sentence.count(SOURCE))
        reasons = [_reason(number, cue, cues[cue], *table[cue]) for cue in table if cues.get(cue)]
        rows += sorted(reasons, key=lambda reason: -abs(reason[4]))
        for always in [DECLARED] * bool(is_declared) + [BASELINE]:
            name, weight, _ = table[always]
            rows.append((number, always, 1, "", weight, f"{name} {_signed(weight)}"))
    reasons = pd.DataFrame(rows, columns=["row", "cue", "n", "found", "push", "reason"])
    reasons = reasons.astype({"row": int, "n": int, "push": float})
    return _with_context(reasons, own["article_id"].to_numpy()) if "article_id" in own.columns else reasons


def _with_context(reasons: pd.DataFrame, article_ids: np.ndarray) -> pd.DataFrame:
    """The reasons with those of the other sentences, each before its row's baseline."""
    of_words = reasons[reasons["cue"] != DECLARED].groupby("row")["push"].sum()
    n, mean = mean_of_others(1 / (1 + np.exp(-of_words)), pd.Series(article_ids).reindex(of_words.index))
    (name, weight, _), level = _weights()[CONTEXT], _weights()[LEVEL][1]
    push = (weight * n / (n + FEW) * (mean - level)).round(2)
    table = pd.DataFrame({"row": of_words.index, "cue": CONTEXT, "n": n, "found": "", "push": push})
    table["reason"] = [f"{name} (mean {m:.2f}) {_signed(p)}" for m, p in zip(mean, push, strict=True)]
    # Rows of one number stay in their order; the baseline comes last.
    table = pd.concat([reasons, table[table["n"] > 0]], ignore_index=True)
    table["last"] = table["cue"].isin([CONTEXT, DECLARED]) + 2 * (table["cue"] == BASELINE)
    return table.sort_values(["row", "last"], kind="stable").drop(columns="last").reset_index(drop=True)


def mean_of_others(scores: pd.Series, groups: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Of every score: how many others its group has, and their mean (0 where there are none)."""
    of_group = scores.groupby(groups.to_numpy())
    n = of_group.transform("size").to_numpy() - 1
    return n, (of_group.transform("sum") - scores).to_numpy() / np.maximum(n, 1)


def find_cues(text: str, *, n_sources: int | None = None) -> dict[str, list[str]]:
    """The cues of one sentence, by name, as printed; `n_sources` stretches of it belong to sources.

    A loaded word counts once: as loaded, and not also as the judging word or the intensifier that it may be.
    """
    cues: dict[str, list[str]] = {"source": [SOURCE] * (text.count(SOURCE) if n_sources is None else n_sources)}
    if opening := _opening(text):
        cues[opening[0]] = [opening[1]]
    loaded = _loaded_words().find(text)
    taken = {start for start, _, _ in loaded}
    for start, end, entry in loaded:
        cues.setdefault(CUE_OF_CATEGORY.get(entry["category"], "loaded"), []).append(text[start:end])
    words = [(start, end, entry["category"]) for start, end, entry in _cue_words().find(text)]
    forms = [(*match.span(), cue) for cue, form in FORMS.items() for match in form.finditer(text)]
    for start, end, cue in words + forms:
        if start not in taken or cue not in WORDS_ONCE:
            cues.setdefault(cue, []).append(text[start:end])
    return cues


def declares_opinion(articles: pd.DataFrame) -> pd.Series:
    """Say of every article whether it declares itself opinion: by its section, or at either end of its headline.

    In: a table that may have `section` ("Opinion", "Home / Commentary") and `headline` ("Editorial: …", "… | Opinion");
    the words are those of data/lexicons/editorial_sections.csv. Out: True or False, with the index of `articles`. The
    page itself is not read. "Views" counts as no section: on many pages it is a counter.

    >>> declares_opinion(pd.DataFrame({"section": ["News", ""], "headline": ["A bus", "Opinion | A bus"]})).tolist()
    [False, True]
    """
    words = pd.DataFrame(read_vocabulary("editorial_sections"))
    of_section = set(words.loc[words["where"] != "headline", "term"])
    of_headline = set(words.loc[words["where"] != "section", "term"])
    none = pd.Series("", index=articles.index)
    sections, headlines = (
        articles.get(column, none).astype(object).fillna("").astype(str) for column in ("section", "headline")
    )
    declared = [
        any(_plain(piece) in of_section for piece in re.split(r"[/|>›»·,;]", section))
        or any(_plain(piece) in of_headline for piece in _ends(headline))
        for section, headline in zip(sections, headlines, strict=True)
    ]
    return pd.Series(declared, index=articles.index, dtype=bool)


def _ends(headline: str) -> list[str]:
    """What stands before the first and behind the last mark that sets a label off; the headline itself is none."""
    first, last = re.split(r":|\||\s[-–—]\s", headline, maxsplit=1), re.split(r"\||\s[-–—]\s", headline)
    return first[:-1] + last[1:][-1:]


def _plain(piece: str) -> str:
    return piece.strip(" []()").replace("’", "'").lower()


def _opening(text: str) -> tuple[str, str] | None:
    """The cue that a sentence's first word is ("But", "Because"; an order, as in "Read the letter"), and the word."""
    words = [re.split("['’]", match.group())[0] for match in islice(WORD.finditer(text), 2)]
    if not words or text[:3].strip() == SOURCE or (cue := _openings().get(words[0])) is None:
        return None
    if cue == "call_to_act" and (len(words) < 2 or word_classes().get(words[1]) not in ORDERED):
        return None
    return cue, words[0]


@cache
def _openings() -> dict[str, str]:
    table = pd.DataFrame(read_vocabulary("editorial_openings"))
    return dict(zip(table["term"], table["cue"], strict=True))


@cache
def _weights() -> dict[str, tuple[str, float, int]]:
    """Name, weight and cap of every cue."""
    table = pd.DataFrame(read_vocabulary("editorial_weights"))
    columns = table["cue"], table["name"], table["weight"], table["cap"]
    return {cue: (name, float(weight), int(cap)) for cue, name, weight, cap in zip(*columns, strict=True)}


def _reason(number: int, cue: str, found: list[str], name: str, weight: float, cap: int) -> tuple:
    push = round(weight * min(len(found), cap), 2)
    listed = ", ".join(list(dict.fromkeys(piece.strip()[:40] for piece in found))[:4])
    return number, cue, len(found), listed, push, f"{name} ({listed}) {_signed(push)}"


def _signed(push: float) -> str:
    return f"{push:+.2f}".replace("-", "−")


@cache
def _cue_words() -> Matcher:
    return Matcher(fill_lexicon(pd.DataFrame(read_vocabulary("editorial")), "editorial"))


@cache
def _loaded_words() -> Matcher:
    lexicon = read_lexicon()
    return Matcher(lexicon[lexicon["loaded"]])
