"""Where the outlet itself judges: a score with its reasons, from cues one can name.

    logit = baseline + sum over cues of weight × min(number found, cap);  score = 1 / (1 + exp(-logit))

The words that are cues stand in data/lexicons/editorial.csv and the loaded lexicons; cues, weights and caps in
editorial_weights.csv. The weights are fitted on the kit's own sentences by `python -m benchmarks.fit_editorial`.
"""

import re
from functools import cache

import numpy as np
import pandas as pd

from helpers.lexicons import fill_lexicon, read_lexicon
from helpers.matching import Matcher
from helpers.vocabulary import read_vocabulary

SOURCE = "…"
BASELINE = "baseline"
DECLARED = "declared_opinion"
# Cues that are forms rather than words. Every run is bounded, so that a megabyte without a space takes linear time.
FORMS = {
    "question": re.compile(r"\?+"),
    "exclamation": re.compile(r"!+"),
    "figure": re.compile(r"[$€£]?\d+(?:[.,:/]\d+)*%?"),
    "name": re.compile(r"(?<=[\w,;] )[A-Z][\w’'-]{1,40}"),
    "irony": re.compile(r"[“\"‘](?=[a-z])(?:[^\s“”\"‘’]{1,25}[ -]){0,2}[^\s“”\"‘’]{1,25}[”\"’](?!\w)"),
    "past_tense": re.compile(r"\b[a-z]{2,15}ed\b"),
    "aside": re.compile(r"[–—;:]|\s--?\s|\((?!\w{1,20}\))"),
    "opening": re.compile(
        r"\A\W{0,3}(?:And|But|So|Or|Because|Yet|Then|Now|Oh|Well|Yes|No|Yeah|If|This|These|That|What|How|Such|Even|Just"
        r"|Instead)\b"
    ),
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
    has no word) and `why`: what pushed it how far, in logits, strongest first, the prior and the baseline last;
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
    printed), push (weight × min(n, cap), in logits; the baseline is a cue of its own), reason (the three in words).
    """
    if "own_text" not in own.columns:
        raise ValueError("The table lacks the column own_text (the outlet's own words); label_voice makes it.")
    weights = read_vocabulary("editorial_weights").set_index("cue")
    table = {cue: (row["name"], float(row["weight"]), int(row["cap"])) for cue, row in weights.iterrows()}
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
    table = pd.DataFrame(rows, columns=["row", "cue", "n", "found", "push", "reason"])
    return table.astype({"row": int, "n": int, "push": float})


def find_cues(text: str, *, n_sources: int | None = None) -> dict[str, list[str]]:
    """The cues of one sentence, by name, as printed; `n_sources` stretches of it belong to sources.

    A loaded word counts once: as loaded, and not also as the judging word or the intensifier that it may be.
    """
    cues: dict[str, list[str]] = {"source": [SOURCE] * (text.count(SOURCE) if n_sources is None else n_sources)}
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
    words = read_vocabulary("editorial_sections")
    of_section = set(words.loc[words["where"] != "headline", "term"])
    of_headline = set(words.loc[words["where"] != "section", "term"])
    none = pd.Series("", index=articles.index)
    sections, headlines = (
        articles.get(column, none).astype(object).fillna("").astype(str) for column in ("section", "headline")
    )
    declared = [
        any(_plain(piece) in of_section for piece in re.split(r"[/|>»·,;]", section))
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


def _reason(number: int, cue: str, found: list[str], name: str, weight: float, cap: int) -> tuple:
    push = round(weight * min(len(found), cap), 2)
    listed = ", ".join(list(dict.fromkeys(piece.strip()[:40] for piece in found))[:4])
    return number, cue, len(found), listed, push, f"{name} ({listed}) {_signed(push)}"


def _signed(push: float) -> str:
    return f"{push:+.2f}".replace("-", "−")


@cache
def _cue_words() -> Matcher:
    return Matcher(fill_lexicon(read_vocabulary("editorial"), "editorial"))


@cache
def _loaded_words() -> Matcher:
    lexicon = read_lexicon()
    return Matcher(lexicon[lexicon["loaded"]])
