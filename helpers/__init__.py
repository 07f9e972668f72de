"""What an outlet says in its own voice and what it reports others saying: the verbs, in pipeline order."""

# ruff: noqa: I001 (the order of the pipeline, not of the alphabet)
from helpers.intake.loading import load_articles
from helpers.intake.page import label_parts
from helpers.intake.profiles import propose_furniture
from helpers.text.sentences import split_sentences
from helpers.speech.attribution import find_attributions
from helpers.voice import label_voice
from helpers.counts import add_counts
from helpers.wording.loaded import find_loaded_language
from helpers.measures import add_readability
from helpers.sentiment import add_sentiment
from helpers.wording.lexicons import read_lexicon
from helpers.analysis import Analysis, analyse, versions
from helpers.results.summary import summarise
from helpers.results.comparison import compare
from helpers.results.categories import summarise_categories
from helpers.results.contexts import keyword_in_context
from helpers.results.contrasts import contrast_words
from helpers.results.sources import plot_sources, plot_stance, summarise_sources
from helpers.show.figures import plot_course, plot_loaded, plot_readability, plot_sentiment, plot_voices
from helpers.show.export import save_figure, save_tables, show_table
from helpers.show.html import read_article
from helpers.results.checking import agreement, check_voices, compare_coders
from helpers.results.reference import place_among_articles, read_accuracy, read_percentiles, report_overview

__all__ = [
    "Analysis",
    "add_counts",
    "add_readability",
    "add_sentiment",
    "agreement",
    "analyse",
    "check_voices",
    "compare",
    "compare_coders",
    "contrast_words",
    "find_attributions",
    "find_loaded_language",
    "keyword_in_context",
    "label_parts",
    "label_voice",
    "load_articles",
    "place_among_articles",
    "plot_course",
    "plot_loaded",
    "plot_readability",
    "plot_sentiment",
    "plot_sources",
    "plot_stance",
    "plot_voices",
    "propose_furniture",
    "read_accuracy",
    "read_article",
    "read_lexicon",
    "read_percentiles",
    "report_overview",
    "save_figure",
    "save_tables",
    "show_table",
    "split_sentences",
    "summarise",
    "summarise_categories",
    "summarise_sources",
    "versions",
]
