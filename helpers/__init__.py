"""What an outlet says in its own voice and what it reports others saying: the verbs, in pipeline order."""

# ruff: noqa: I001 (the order of the pipeline, not of the alphabet)
from helpers.pages import label_parts, load_articles, propose_furniture
from helpers.text import split_sentences
from helpers.attribution import find_attributions
from helpers.voice import label_voice
from helpers.counts import add_counts
from helpers.loaded import find_loaded_language
from helpers.measures import add_readability, add_sentiment
from helpers.lexicons import read_lexicon
from helpers.analysis import Analysis, analyse, versions
from helpers.summary import summarise
from helpers.comparison import compare
from helpers.categories import summarise_categories
from helpers.contexts import keyword_in_context
from helpers.contrasts import contrast_words
from helpers.sources import plot_sources, plot_stance, summarise_sources
from helpers.figures import plot_course, plot_loaded, plot_readability, plot_sentiment, plot_voices
from helpers.export import save_figure, save_tables, show_table
from helpers.reading import read_article
from helpers.checking import agreement, check_voices, compare_coders
from helpers.reference import place_among_articles, read_accuracy, read_percentiles, report_overview

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
