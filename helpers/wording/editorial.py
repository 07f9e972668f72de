"""Where the outlet itself judges: a score with its reasons, from cues one can name.

    logit = baseline + sum over cues of weight × min(number found, cap);  score = 1 / (1 + exp(-logit))

The company that a sentence keeps counts too: a verdict without a cue word ("The planters are a sermon in timber.")
stands in a column more often than in a report. With n other sentences in the article, whose own cues give them a mean
score m, the cue `context` adds weight × n / (n + 3) × (m − level); a sentence alone has none. Out of its article a
sentence is hard to judge, so with few others this logit shrinks towards 0: a sentence alone keeps the part `alone` of
it, with n others the part taken is 3 / (n + 3) as large. The call (.5) stays; .8 means about .8 for a sentence alone.

Which cues there are says `editorial_cues.py`; weights and caps stand in data/lexicons/editorial_weights.csv, fitted on
the kit's own sentences by `python -m benchmarks.fit_editorial`.
"""

import re
from itertools import islice, pairwise

import numpy as np
import pandas as pd

from helpers.tables import check_columns
from helpers.vocabulary import words
from helpers.wording.editorial_cues import SOURCE, Cues, cue_weights, cues_of_texts

BASELINE, DECLARED, CONTEXT, LEVEL, ALONE = "baseline", "declared_opinion", "context", "context_level", "alone"
FEW = 3  # others that halve the weight of the context, and the doubt of a sentence alone
LISTED, LONGEST_LISTED = 4, 40  # what `why` names of a cue: so many different pieces, of so many characters


def score_editorial(own: pd.DataFrame) -> pd.DataFrame:
    """Say of every sentence how far the outlet's own words in it are opinion (0-1), and why.

    In: one row per sentence with `own_text` (the outlet's words; what belongs to a source replaced by " … ") and, if
    there are such columns, `text` (the whole sentence), `article_id` (for the context) and `declared_opinion` (True
    where the article declares itself opinion, see `declares_opinion`: a prior that pushes every sentence of it).
    Out: the same rows with `editorial_score` (by the formula above; .5 or more counts as editorial; NaN where own_text
    has no word) and `why`: what pushed it how far, in logits, strongest first, the prior, context and baseline last;
    together they are the score's logit.
    Raises ValueError when own_text is missing.

    >>> import pandas as pd
    >>> score_editorial(pd.DataFrame({"own_text": ["We must stop this waste."]}))["editorial_score"].round(1).tolist()
    [0.9]
    """
    check_columns(own, ["own_text"], of="outlet's own words", made_by="label_voice")
    cues = cues_of_texts(own["own_text"].tolist(), own["text"].tolist() if "text" in own else None)
    article = pd.factorize(own["article_id"])[0] if "article_id" in own else None
    score, why = judge(cues, article, own[DECLARED].eq(True).to_numpy(bool) if DECLARED in own else None)
    return own.assign(editorial_score=score, why=np.array(why, object))


def judge(
    cues: Cues, article: np.ndarray | None = None, declared: np.ndarray | None = None
) -> tuple[np.ndarray, list[str]]:
    """The score of every sentence (NaN without words of the outlet's own) and the reasons in words, from its cues.

    `article` numbers the article of each sentence, without it there is no context; `declared` is the prior.
    """
    weights, n_rows = cue_weights(), len(cues.texts)
    names, baseline = list(weights), weights[BASELINE][1]
    pushes: list[list[tuple[float, str]]] = [[] for _ in range(n_rows)]
    order = np.lexsort((cues.cue, cues.row))
    row, cue, start, end = (column[order].tolist() for column in cues[:4])
    begins = np.flatnonzero(np.diff(cues.row[order] * len(names) + cues.cue[order], prepend=-1)).tolist()
    for a, b in pairwise([*begins, len(row)]):
        text, (_, weight, cap) = cues.texts[row[a]], weights[names[cue[a]]]
        found = dict.fromkeys(text[start[k] : end[k]] if start[k] >= 0 else SOURCE for k in range(a, b))
        listed = " ".join(", ".join([piece[:LONGEST_LISTED] for piece in islice(found, LISTED)]).split())
        pushes[row[a]].append(_push(names[cue[a]], round(weight * min(b - a, cap), 2), listed))
    rows, score = np.flatnonzero(cues.has_words), np.full(n_rows, np.nan)
    logit = np.array([sum(push for push, _ in pushes[row]) + baseline for row in rows.tolist()], float)
    article = np.arange(n_rows) if article is None else article
    context = mean_of_others(1 / (1 + np.exp(-logit)), article[rows])
    for row, own_logit, n, mean in zip(rows.tolist(), logit.tolist(), *(c.tolist() for c in context), strict=True):
        more = []
        if n:
            push = round(weights[CONTEXT][1] * n / (n + FEW) * (mean - weights[LEVEL][1]), 2)
            more.append(_push(CONTEXT, push, f"mean {mean:.2f}"))
        known = own_logit + sum(push for push, _ in more)
        if doubt := round((weights[ALONE][1] - 1) * FEW / (n + FEW) * known, 2):
            more.append(_push(ALONE, doubt))
        if declared is not None and declared[row]:
            more.append(_push(DECLARED, weights[DECLARED][1]))
        score[row] = own_logit + sum(push for push, _ in more)
        pushes[row].sort(key=lambda push: -abs(push[0]))
        pushes[row] += [*more, _push(BASELINE, baseline)]
    return 1 / (1 + np.exp(-score)), ["; ".join([reason for _, reason in of_row]) for of_row in pushes]


def _push(cue: str, push: float, found: str = "") -> tuple[float, str]:
    """A push in logits, and the same in words."""
    name, signed = cue_weights()[cue][0], f"{push:+.2f}".replace("-", "−")
    return push, f"{name} ({found}) {signed}" if found else f"{name} {signed}"


def mean_of_others(scores: np.ndarray, group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Of every score: how many others its group (a number) has, and their mean (0 where there are none)."""
    n = np.bincount(group, minlength=1)[group] - 1
    return n, (np.bincount(group, scores, 1)[group] - scores) / np.maximum(n, 1)


def declares_opinion(articles: pd.DataFrame) -> pd.Series:
    """Say of every article whether it declares itself opinion: by its section, or at either end of its headline.

    In: a table that may have `section` ("Opinion", "Home / Commentary") and `headline` ("Editorial: …", "… | Opinion");
    the words are those of data/lexicons/editorial_sections.csv. Out: True or False, with the index of `articles`. The
    page itself is not read. "Views" counts as no section: on many pages it is a counter.

    >>> declares_opinion(pd.DataFrame({"section": ["News", ""], "headline": ["A bus", "Opinion | A bus"]})).tolist()
    [False, True]
    """
    of_section = words("editorial_sections", "both", "section")
    of_headline = words("editorial_sections", "both", "headline")
    none = pd.Series("", index=articles.index)
    sections, headlines = (
        articles.get(column, none).astype(object).fillna("").astype(str) for column in ("section", "headline")
    )
    declared = []
    for section, headline in zip(sections, headlines, strict=True):
        # What stands before the first and behind the last mark that sets a label off; the headline itself is none.
        first = re.split(r":|\||\s[-–—]\s", headline, maxsplit=1)[:-1]
        last = re.split(r"\||\s[-–—]\s", headline)[1:][-1:]
        names = {*map(_plain, re.split(r"[/|>›»·,;]", section))} & of_section
        declared.append(bool(names or {*map(_plain, first + last)} & of_headline))
    return pd.Series(declared, index=articles.index, dtype=bool)


def _plain(piece: str) -> str:
    return piece.strip(" []()").replace("’", "'").lower()
