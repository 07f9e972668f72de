"""What the tests share: the sample analysed once, tiny tables, figures closed after each test."""

from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from helpers import analyse, load_articles

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def sample_articles():
    with pytest.warns(UserWarning, match=r"README\.md \(a note about the folder\)"):
        return load_articles(ROOT / "data" / "articles")


@pytest.fixture(scope="session")
def sample(sample_articles):
    """The analysis of the sample; tests must not change its tables."""
    return analyse(sample_articles)


@pytest.fixture
def articles_of():
    """Texts, by id, as a table of articles: `articles_of(a="One text.", b="Another.")`."""

    def make(**texts):
        return pd.DataFrame({"article_id": list(texts), "text": list(texts.values())}, dtype=str)

    return make


@pytest.fixture(autouse=True)
def _close_figures():
    yield
    plt.close("all")
