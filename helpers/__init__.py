"""What an outlet says in its own voice and what it reports others saying: the verbs, in pipeline order."""

# ruff: noqa: I001, RUF022 (the order of the pipeline, not of the alphabet)
import functools
import inspect
import sys
import warnings
from pathlib import Path

# `python -m helpers.show.report` would look for modules where one stands, and a pandas.py beside articles is no order.
if sys.argv[:1] == ["-m"] and not sys.flags.safe_path and Path(sys.path[0]) != Path(__file__).resolve().parent.parent:
    del sys.path[0]

from helpers.intake.loading import load_articles
from helpers.intake.page import label_parts
from helpers.intake.profiles import propose_furniture
from helpers.text.reading import split_sentences
from helpers.speech.attribution import find_attributions
from helpers.voice import label_voice
from helpers.counts import add_counts
from helpers.wording.lexicons import read_lexicon
from helpers.wording.loaded import find_loaded_language
from helpers.measures import add_readability  # noqa: F401 (a step of summarise)
from helpers.sentiment import add_sentiment
from helpers.analysis import Analysis  # noqa: F401 (what analyse returns)
from helpers.analysis import analyse, name_versions
from helpers.large.run import analyse_large
from helpers.large.analysis import LargeAnalysis  # noqa: F401 (what analyse_large returns)
from helpers.large.analysis import read_large
from helpers.results.summary import summarise
from helpers.results.comparison import compare
from helpers.results.contrasts import contrast_words
from helpers.results.robustness import check_robustness, summarise_robustness
from helpers.results.sources import summarise_sources, summarise_stances
from helpers.results.quotations import list_quotations
from helpers.results.course import summarise_course
from helpers.results.contexts import find_in_context
from helpers.results.selection import find_sentences
from helpers.results.headlines import summarise_headlines
from helpers.results.trend import summarise_trend
from helpers.results.reference import label_genre, place_among_articles, read_accuracy, summarise_categories
from helpers.results.reference import read_percentiles  # noqa: F401 (place_among_articles sets figures beside them)
from helpers.results.sample import draw_sample, read_sample
from helpers.results.codes import read_codes
from helpers.results.labels import recode_labels
from helpers.results.hand import code_by_kit
from helpers.results.agreement import adjudicate, cross_codes, find_disagreements, measure_agreement
from helpers.results.checking import check_voices
from helpers.results.correction import correct_shares
from helpers.show.browse import browse, explore, save_browser
from helpers.show.coding import code_sample
from helpers.show.picking import pick
from helpers.show.sheet import save_coding_sheet
from helpers.show.figures import plot_voices, plot_events, plot_loaded, plot_sentiment, plot_readability
from helpers.show.figures_beside import plot_corrected, plot_headlines
from helpers.show.figures_compare import plot_contrasts, plot_differences, plot_robustness
from helpers.show.figures_sources import plot_sources, plot_stance
from helpers.show.figures_time import plot_course, plot_trend
from helpers.show.export import save_figure
from helpers.show.html import show_article
from helpers.show.printing import show_errors, show_table
from helpers.show.summaries import show_corrected, show_differences, show_summary
from helpers.show.reporting import report

__all__ = [
    # what is the article?
    "load_articles", "label_parts", "propose_furniture",
    # everything of it in one call, or step by step
    "analyse", "split_sentences", "find_attributions", "label_voice", "add_counts", "read_lexicon",
    "find_loaded_language", "add_sentiment",
    # of more articles than memory holds
    "analyse_large", "read_large",
    # what follows?
    "summarise", "compare", "check_robustness", "summarise_robustness", "contrast_words", "summarise_sources",
    "summarise_stances", "list_quotations", "summarise_course", "summarise_headlines", "summarise_trend",
    "summarise_categories", "find_in_context", "find_sentences", "label_genre", "place_among_articles",
    # how far is it right?
    "draw_sample", "code_sample", "save_coding_sheet", "read_codes", "read_sample", "recode_labels", "code_by_kit",
    "measure_agreement", "cross_codes", "find_disagreements", "adjudicate", "check_voices", "correct_shares",
    "read_accuracy",
    # how is it shown?
    "pick", "browse", "save_browser", "explore",
    "show_article", "show_table", "show_summary", "show_corrected", "show_differences", "show_errors",
    "plot_voices", "plot_corrected", "plot_loaded", "plot_sentiment", "plot_readability", "plot_sources", "plot_stance",
    "plot_course", "plot_trend", "plot_events", "plot_headlines", "plot_differences", "plot_contrasts",
    "plot_robustness", "save_figure", "report", "name_versions",
]  # fmt: skip

# Names of the last release and what they are called now; they go with the next one.
RENAMED = {
    "agreement": "measure_agreement", "keyword_in_context": "find_in_context", "read_article": "show_article",
    "versions": "name_versions",
}  # fmt: skip


def __getattr__(name: str):
    if name not in RENAMED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    warnings.warn(f"{name} is called {RENAMED[name]} now; the old name goes.", DeprecationWarning, stacklevel=2)
    verb = globals()[RENAMED[name]]
    parameters = list(inspect.signature(verb).parameters)

    @functools.wraps(verb)
    def as_before(*values, **named):  # what had a place in the call then has a name now
        return verb(*values[:1], **dict(zip(parameters[1:], values[1:], strict=False)), **named)

    return as_before
