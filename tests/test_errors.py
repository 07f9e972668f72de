"""What people can mend themselves is told in a line; what is a fault of the kit keeps its way."""

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from helpers import load_articles, read_codes
from helpers.errors import InputError, MissingFileError, UnknownIdError
from helpers.intake.decoding import ArticleError

CELLS = {
    'mv.load_articles("no-such-folder/articles")': "ArticleError: no-such-folder/articles: no such file or folder",
    'mv.summarise(analysis, by="paper")': "InputError: No column 'paper' to group by; there are",
    'mv.show_article(analysis, "halden-ballot")': "UnknownIdError: No article 'halden-ballot'; the nearest are",
    'mv.read_codes("no-codes.csv")': "MissingFileError: No file no-codes.csv",
    "mv.read_sample('no-codes.csv')": "MissingFileError: No sample no-codes-sample.csv",
    'mv.pick("column", "paper", of=analysis.articles)': "InputError: No column 'paper' to group by",
}


def test_they_are_the_errors_they_were():
    assert issubclass(ArticleError, InputError) and issubclass(InputError, ValueError)
    assert issubclass(MissingFileError, FileNotFoundError) and issubclass(UnknownIdError, KeyError)
    with pytest.raises(ValueError, match="no such file or folder"):
        load_articles("no-such-folder/articles")
    with pytest.raises(FileNotFoundError, match="No file"):
        read_codes("no-codes.csv")


def test_an_unknown_article_is_answered_with_the_nearest_ids(sample):
    with pytest.raises(KeyError) as raised:
        sample.of("halden-wire-balot-recount")
    assert "'halden-wire-balot-recount'; the nearest are ['halden-wire-ballot-recount'" in str(raised.value)
    with pytest.raises(KeyError, match=r"there are \['eastholm-chronicle-ballot-recount'"):
        sample.of("zzz")


def test_a_notebook_shows_the_message_and_not_the_way_to_it(tmp_path):
    begin = 'import helpers as mv, pandas as pd\nids = ["halden-wire-ballot-recount", "b"]\n'
    begin += 'analysis = mv.analyse(pd.DataFrame({"article_id": ids, "text": ["It rained.", "It snowed."]}))'
    cells = [new_code_cell(source) for source in (begin, *CELLS, "pd.DataFrame(5)")]
    book = new_notebook(cells=cells)
    NotebookClient(book, kernel_name="python3", allow_errors=True, resources={"metadata": {"path": tmp_path}}).execute()
    assert cells[0].outputs == []
    for cell, said in zip(cells[1:-1], CELLS.values(), strict=True):
        shown = "\n".join(cell.outputs[0].traceback)
        assert shown.startswith(said) and "\n" not in shown, shown
    assert len(cells[-1].outputs[0].traceback) > 2  # another's error keeps its way
