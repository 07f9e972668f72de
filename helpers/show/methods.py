"""What a paper says of its methods, written from the run alone: `methods.md`, and how to cite it, `CITATION.cff`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.metadata import version

import pandas as pd

from helpers.analysis import Analysis, name_versions
from helpers.measures import FORMULAS, MEASURES, MIN_WORDS
from helpers.results.reference import read_accuracy
from helpers.results.summary import ONE_VOICE
from helpers.show.names import as_written
from helpers.vocabulary import DATA
from helpers.voice import VOICE_STYLE, VOICES

REFERENCES = DATA / "reference" / "references.csv"
KIT = "Media voices kit"


def write_methods(
    analysis: Analysis,
    *,
    parameters: Mapping[str, object],
    corrected: pd.DataFrame | None = None,
    agreement: pd.DataFrame | None = None,
    accuracy: pd.DataFrame | None = None,
    compared: bool = True,
) -> str:
    """Write the methods of a report as Markdown: what was read, left out, set, measured, how far it is right.

    In: the analysis (what was passed over is in the attrs of its `articles`); `parameters` of the run; `corrected` from
    `correct_shares` and `agreement` from `measure_agreement`, when a sample was coded; `accuracy`, the rows of
    `read_accuracy` to be printed, all when None; `compared`: whether groups were compared.
    """
    accuracy = read_accuracy() if accuracy is None else accuracy
    used = [*FORMULAS, "sentiment", *(["comparison"] if compared else [])]
    used += (["correction"] if corrected is not None else []) + (["agreement"] if agreement is not None else [])
    cited = cite([*used, *accuracy["data"].astype(str)])
    parts = [
        "# Methods", _of_articles(analysis), _of_settings(parameters), _of_measures(analysis, compared),
        _of_validation(corrected, agreement), _of_accuracy(accuracy),
        f"## Made with\n\n{name_versions()}.", _listed("## References", map(_reference, cited.to_dict("records"))),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def cite(used: Iterable[str]) -> pd.DataFrame:
    """The references of what was used: `of`, `cited` (as in the text), `reference`, `doi` ("" where there is none)."""
    table, used = pd.read_csv(REFERENCES, keep_default_na=False), tuple(used)
    return table[[any(name.startswith(of) for name in used) for of in table["of"]]].sort_values("reference")
