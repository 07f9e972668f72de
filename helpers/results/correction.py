"""Shares and rates corrected for the kit's errors by a coded sample, with intervals that know of both."""

import numpy as np
import pandas as pd

from helpers.analysis import Analysis
from helpers.results.design import design_of
from helpers.results.estimation import FIGURES, HAND, KIT, NAMES, PER, Coded, estimate
from helpers.results.hand import check_codes, one_coder, spread_codes
from helpers.results.intervals import add_up
from helpers.results.sample import check_sample
from helpers.tables import check_analysis, check_groups, fill_groups, place_sentences
from helpers.voice import VOICE_STYLE, VOICES

TARGETS = ["corpus", "outlet"]
# Words of the four voices to words of those counted together.
MEMBERS = np.array([[voice in style.members for style in VOICE_STYLE.values()] for voice in VOICES], float)
COLUMNS = [
    "voice", *(f"{figure}{end}" for figure in ("words_share", "loaded_per_1000_words")
               for end in ("", "_by_hand", "_by_hand_low", "_by_hand_high", "_corrected", "_corrected_low",
                           "_corrected_high")),
    "n_sentences_coded", "n_words_coded", "n_articles_coded", "n_sentences_not_coded", "target", "pooled", "note",
]  # fmt: skip


def correct_shares(
    analysis: Analysis, sample: pd.DataFrame, codes: pd.DataFrame, *, by: str | list[str] | None = None,
    target: str = "corpus",
) -> pd.DataFrame:  # fmt: skip
    """Correct the kit's shares of words by a sample that was coded by hand.

    In: a sample from `draw_sample(analysis)`, and one coder's codes of its sentences. `by`: a column of
    `analysis.articles` (or several), whether or not the sample was drawn by it. `target`: "corpus", these articles; or
    "outlet", what stands behind them: the articles are a sample then, too.
    Out: one row per group and voice (source, outlet and the four), with
    - `words_share` (the kit's), `words_share_by_hand` (the coded sentences alone), `words_share_corrected`, the last
      two with `_low` and `_high` (95 %)
    - if any word was coded as loaded, a row for the voice "all", and `loaded_per_1000_words` in the same three kinds;
      a loaded term by hand is a run of adjacent loaded words
    - `n_sentences_coded`, `n_words_coded`, `n_articles_coded`, `n_sentences_not_coded` (drawn and without a code: taken
      for missing at random), `target`, `pooled`, and `note`: what a caption has to say
    - `pooled`: True where a group has under 30 coded sentences (or, of articles drawn whole, under 5) and others that
      are not coded. It is then corrected by the coded sentences of all groups, which assumes that the kit errs in it as
      in the others; how far the groups' own corrections differ beyond chance is part of the interval.

    Corrected = kit + Σ w (hand − kit) / Σ w n over the coded sentences, w = 1 / probability and n a sentence's words:
    the difference estimator (Särndal, Swensson & Wretman 1992, ch. 6), whose use for predicted labels is known as
    design-based supervised learning (Egami et al. 2023) and prediction-powered inference (Angelopoulos et al. 2023),
    here with λ = 1. It is right on average however wrong the kit is. Variance: jackknife over the units drawn within
    strata, with the finite-population factor, and Student's t. For the outlet the variance of the kit's share between
    articles is added, and it is at least that of the articles' corrected totals, so that a kit that cannot tell
    articles apart gains nothing. A corrected interval reaches at least as far as errors that may have been missed: of
    n sentences without an error 3.69 / n (exact Poisson). By hand the intervals are even on the logit scale (rates: on
    the logarithmic one), corrected ones on the scale itself, cut at its ends: so they were measured to cover.

    Raises TypeError for what is no analysis or table; ValueError, with the next step, for codes that are no random
    sample: of sentences that were not drawn, of several coders, of parts of sentences; for a sample of other articles
    or one that was edited; for an unknown column or target.

    >>> from helpers.analysis import analyse
    >>> from helpers.results.sample import draw_sample
    >>> text = "It rained all day. Ann Cole said it had snowed. It froze. It thawed."
    >>> analysis = analyse(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> sample = draw_sample(analysis, n=4)  # all there are
    >>> codes = sample[["article_id", "sentence", "start", "end"]].assign(voice="narrated", coder="A")
    >>> table = correct_shares(analysis, sample, codes).set_index("voice")
    >>> table.loc["narrated", ["words_share", "words_share_corrected"]].round(2).tolist()
    [0.79, 1.0]
    """
    analysis = check_analysis(
        analysis, articles="article_id", hits="article_id sentence voice loaded",
        sentences=" ".join(["article_id sentence start end kind n_words", *(f"n_{voice}" for voice in VOICES)]),
    )  # fmt: skip
    groups = check_groups(analysis.articles, by, taken=COLUMNS) or ["group"]
    if target not in TARGETS:
        raise ValueError(f"target must be one of {', '.join(TARGETS)}, not {target!r}.")
    sample, rows = check_sample(analysis, sample)
    codes = check_codes(codes)
    one_coder(codes)
    words = spread_codes(sample, codes)
    with_loaded = bool(words.loaded.any())
    # Of every sentence of the corpus its article and the kit's words and loaded terms by voice; sub-headings have none.
    sentences = analysis.sentences
    article = pd.Index(analysis.articles["article_id"]).get_indexer(sentences["article_id"])
    hits = analysis.hits[analysis.hits["loaded"].to_numpy(bool) & with_loaded]
    place = place_sentences(sentences, hits) * len(VOICES) + pd.Categorical(hits["voice"], VOICES).codes
    n_words = sentences[[f"n_{voice}" for voice in VOICES]].to_numpy(float)
    n_loaded = np.bincount(place, minlength=n_words.size).reshape(n_words.shape)
    kit = np.stack([n_words, n_loaded], axis=1) @ MEMBERS
    kit[(sentences["kind"] != "sentence").to_numpy()] = 0
    hand = np.stack([words.count(len(sample)), words.count_loaded(len(sample))], axis=1) @ MEMBERS
    coded = read_coded(sample, np.concatenate([hand, kit[rows]], axis=1), article[rows])
    per_article = add_up(kit, article, len(analysis.articles))
    articles = fill_groups(analysis.articles, groups) if by else analysis.articles.assign(group="all articles")
    # Articles without a word in any sentence are in no group.
    has_words = per_article[:, 0, 0] > 0
    named = articles.loc[has_words, groups]
    group = np.full(len(articles), -1)
    group[has_words] = named.groupby(groups, observed=True).ngroup()
    named = named.drop_duplicates().sort_values(groups, ignore_index=True)
    table = _table(named, estimate(per_article, group, coded, target), target)
    if with_loaded:
        return table
    return table[table["voice"] != "all"].drop(columns=[c for c in COLUMNS if c.startswith("loaded_")])


def read_coded(sample: pd.DataFrame, counts: np.ndarray, article: np.ndarray) -> Coded:
    """The coded units of a checked sample, given what is counted of every row and the number of its article."""
    is_coded = counts[:, HAND, 0] > 0
    design, unit = design_of(sample, is_coded, article)
    n_units = len(design.stratum)
    sums = add_up(counts[is_coded], unit, n_units)
    n_words = sums[:, HAND, 0].copy()
    if sample["unit"].iloc[0] == "article":
        # What was coded of an article stands for all of it.
        whole = np.bincount(article, counts[:, KIT, 0], article.max() + 1)[design.cluster]
        sums *= (whole / n_words)[:, None, None]
    return Coded(design, sums, np.bincount(unit, minlength=n_units), n_words, article[~is_coded])


def _table(groups: pd.DataFrame, found: dict[str, np.ndarray], target: str) -> pd.DataFrame:
    """One row per group and voice, of what `estimate` found."""
    words, loaded = found["kit"].swapaxes(0, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        columns = {"words_share": words / words[:, :1], "loaded_per_1000_words": PER * loaded / words}
    for figure, name in enumerate(FIGURES):
        columns |= {f"{name}{end}": found[key][:, figure]
                    for end, key in (("", "value"), ("_low", "low"), ("_high", "high"))}  # fmt: skip
    of_group = {name: found[name] for name in COLUMNS if name in found}
    pooled = found["pooled"]
    used = (np.where(pooled, n.sum(), n) for n in (found["n_sentences_coded"], found["n_articles_coded"]))
    told = zip(*(values.tolist() for values in (*used, pooled, found["n_sentences_not_coded"])), strict=True)
    notes = [describe(n, m, pooled=of_all, not_coded=missing, target=target) for n, m, of_all, missing in told]
    of_group |= {"target": np.full(len(groups), target, object), "note": np.array(notes, object)}
    named = groups.loc[groups.index.repeat(len(NAMES))].reset_index(drop=True)
    columns |= {name: np.repeat(values, len(NAMES)) for name, values in of_group.items()}
    columns = {name: values.ravel() for name, values in columns.items()} | {"voice": NAMES * len(groups)}
    return pd.concat([named, pd.DataFrame(columns)[COLUMNS]], axis=1)


def describe(n_sentences: int, n_articles: int, *, pooled: bool, not_coded: int, target: str) -> str:
    """What a caption says of the correction.

    >>> describe(200, 150, pooled=False, not_coded=3, target="corpus")
    'corrected by 200 hand-coded sentences of 150 articles, for these articles; 3 drawn sentences have no code'
    """
    of = "for these articles" if target == "corpus" else "for the outlet behind these articles"
    parts = [f"corrected by {n_sentences:,} hand-coded sentences of {n_articles:,} articles, {of}"]
    if pooled:
        parts.append("those of all groups together, since a group has too few: assumed is that the kit errs alike in "
                     "all, so that differences between groups are still the kit's")  # fmt: skip
    if not_coded:
        parts.append(f"{not_coded:,} drawn sentence{'s have' if not_coded > 1 else ' has'} no code")
    return "; ".join(parts)
