"""The categories of loaded language: how often each occurs, and how far its hits can be trusted."""

import pandas as pd

from helpers.analysis import Analysis
from helpers.vocabulary import read_vocabulary

MEASURED = ["babe_precision", "babe_recall", "ptc_precision", "ptc_recall"]


def summarise_categories(analysis: Analysis) -> pd.DataFrame:
    """Count the hits of every category, with what was measured of it on sentences that experts marked.

    Out: one row per category that has hits, those with most first: category; loaded; n_outlet, n_source (hits in the
    outlet's and in sources' words); n_articles; babe_precision, ptc_precision (share of the words in its hits that
    experts marked: BABE, sentences of eight US outlets; PTC, articles of propagandistic sites) and babe_recall,
    ptc_recall (share of all marked words that this category finds); definition. The last five are those of the kit's
    own categories and lexicon: missing, or "", for categories of your own, and no statement about other terms that a
    lexicon of yours puts into a category of the kit's.

    >>> from helpers.analysis import analyse
    >>> rain = analyse(pd.DataFrame({"article_id": ["a"], "text": ["The plan was shameful."]}))
    >>> summarise_categories(rain)[["category", "n_outlet"]].to_numpy().tolist()
    [['moral', 1]]
    """
    hits = analysis.hits
    of_category = hits.groupby("category")
    table = pd.DataFrame(
        {
            "loaded": of_category["loaded"].any(),
            "n_outlet": (hits["whose"] == "outlet").groupby(hits["category"]).sum().astype(int),
            "n_source": (hits["whose"] == "source").groupby(hits["category"]).sum().astype(int),
            "n_articles": of_category["article_id"].nunique(),
        }
    )
    cards = pd.DataFrame(read_vocabulary("categories")).set_index("category").reindex(table.index)
    measured = cards[MEASURED].apply(pd.to_numeric, errors="coerce").astype(float)
    table = table.join(measured).assign(definition=cards["definition"].fillna(""))
    total = table["n_outlet"] + table["n_source"]
    return table.iloc[(-total).argsort(kind="stable")].rename_axis("category").reset_index()
