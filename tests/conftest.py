"""What the tests share: the sample analysed once, tiny tables, figures closed after each test."""

import os
import tempfile
from pathlib import Path

# Before the helpers are read, and for the kernels that notebooks run in: nothing of the user's is written over.
os.environ["KIT_OUTPUT"] = tempfile.mkdtemp(prefix="media-voices-tests-")

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from hypothesis import settings

from helpers import analyse, load_articles

ROOT = Path(__file__).resolve().parent.parent
settings.register_profile("kit", deadline=None)  # how long an example takes says nothing on a busy machine
settings.load_profile("kit")


@pytest.fixture(scope="session")
def sample_articles():
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
