"""What a paper says of its methods, written from the run alone: `methods.md`, and how to cite it, `CITATION.cff`."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version

import pandas as pd

from helpers.analysis import Analysis, name_versions
from helpers.intake.loading import lost_articles
from helpers.measures import FORMULAS, MEASURES, MIN_WORDS
from helpers.results.comparison import LEAST_EVENTS, LEAST_UNITS
from helpers.results.correction import COLUMNS as OF_CORRECTED
from helpers.results.findings import count_corpus
from helpers.results.intervals import CONFIDENCE, TOO_WIDE
from helpers.results.reference import rank_accuracy, read_accuracy
from helpers.results.summary import ONE_VOICE
from helpers.show.changes import list_some, say_value
from helpers.show.headings import as_heading
from helpers.show.names import as_written
from helpers.text.clean import clean_name
from helpers.vocabulary import DATA
from helpers.voice import EDITORIAL_FROM, VOICE_STYLE, VOICES

REFERENCES = DATA / "reference" / "references.csv"
KIT = "Media voices kit"
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# What tells one warning from another of its kind: what stands behind a colon, names, numbers.
VARIES = re.compile(rf"(?<=: )(?!{NUMBER.pattern} words).+|'[^']*'|(?<=the same text as )[^,]+|{NUMBER.pattern}")


def write_methods(
    analysis: Analysis,
    *,
    parameters: Mapping[str, object],
    corrected: pd.DataFrame | None = None,
    agreement: pd.DataFrame | None = None,
    accuracy: pd.DataFrame | None = None,
    compared: bool = True,
    listed: bool = True,
) -> str:
    """Write the methods of a report as Markdown: what was read, left out, set, measured, how far it is right.

    In: the analysis (what was passed over is in the attrs of its `articles`); `parameters` of the run; `corrected` from
    `correct_shares` and `agreement` from `measure_agreement`, when a sample was coded; `accuracy`, the rows of
    `read_accuracy` to be cited, all when None, and printed if `listed`; `compared`: whether groups were compared.
    """
    accuracy = read_accuracy() if accuracy is None else accuracy
    used = [*FORMULAS, "sentiment", *(["comparison"] if compared else [])]
    used += (["correction"] if corrected is not None else []) + (["agreement"] if agreement is not None else [])
    cited = cite([*used, *accuracy["data"].astype(str)])
    parts = [
        "# Methods", _of_articles(analysis), _of_settings(parameters), _of_measures(analysis, compared),
        _of_validation(corrected, agreement), *([_of_accuracy(accuracy)] if listed else []),
        f"## Made with\n\n{name_versions()}.", _listed("## References", map(_reference, cited.to_dict("records"))),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


@cache
def _references() -> pd.DataFrame:
    return pd.read_csv(REFERENCES, keep_default_na=False).sort_values("reference", ignore_index=True)


def cite(used: Iterable[str]) -> pd.DataFrame:
    """The references of what was used: `of`, `cited` (as in the text), `reference`, `doi` ("" where there is none)."""
    table, used = _references(), tuple(used)
    return table[[any(name.startswith(of) for name in used) for of in table["of"]]]


def write_citation(analysis: Analysis, corpus: str) -> str:
    """Write CITATION.cff: the kit that made a report, and the articles it is about, whose authors are their outlets."""
    outlets, dates = sorted(set(_column(analysis.articles, "outlet")) - {""}), _dates(count_corpus(analysis).iloc[0])
    title = f"{corpus}: {len(analysis.articles):,} articles{f', {dates}' if dates else ''}"
    lines = [
        "cff-version: 1.2.0", f"message: {_quoted('Cite the kit that made these figures, and the articles.')}",
        "type: software", f"title: {_quoted(KIT)}", f"version: {_quoted(version('media-voices-kit'))}", "license: MIT",
        "authors:", f"  - name: {_quoted('The authors of the media voices kit')}", "references:", "  - type: data",
        f"    title: {_quoted(title)}", "    authors:",
        *(f"      - name: {_quoted(as_written(outlet))}" for outlet in outlets or ["unknown"]),
        f"    notes: {_quoted('manifest.json has a hash of every text.')}",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # what JSON quotes, YAML reads alike


def _of_articles(analysis: Analysis) -> str:
    articles, overview = analysis.articles, count_corpus(analysis).iloc[0]
    outlets = Counter(filter(None, _column(articles, "outlet")))
    of_outlets = f" of {_count(len(outlets), 'outlet')}" if outlets else ""
    said = f"{_count(len(articles), 'article')}{of_outlets}, {_dates(overview) or 'of unknown date'}; "
    said += f"{_count(overview['n_words'], 'word')} without headlines and sub-headings."
    counts = {
        "Words of page furniture that were removed": overview["n_words_removed"],
        "Repeats of an earlier article, word for word or nearly, which count as often as they stand":
            overview["n_copies"],
        "Articles without a word, in no measure": int((articles["n_words"] == 0).sum()),
    }  # fmt: skip
    said += "".join(f" {what}: {n:,}." for what, n in counts.items() if n)
    by_outlet = [f"{as_written(outlet)}: {_count(n, 'article')}" for outlet, n in sorted(outlets.items())]
    if outlets and (n_unknown := len(articles) - outlets.total()):
        by_outlet.append(f"no outlet given, in no comparison of outlets: {_count(n_unknown, 'article')}")
    lost = lost_articles(articles.attrs.get("quarantine", []))
    passed = ([q["reason"].removeprefix(f"{q['source']}: ")] for q in lost)
    named = re.compile("(?<=not read): [^;]*")  # a file, and why
    warnings = (filter(None, named.sub("", text).split("; ")) for text in articles["warnings"])
    parts = [f"## What was read\n\n{said}", _listed("", by_outlet)]
    parts.append(_listed("Passed over, files or rows of tables:", _count_kinds(passed)))
    parts.append(_listed("Articles with a warning:", _count_kinds(warnings)))
    return "\n\n".join(filter(None, parts))


def _of_settings(parameters: Mapping[str, object]) -> str:
    settings = (f"{name.replace('_', ' ')}: {say_value(value)}" for name, value in parameters.items())
    return _listed("## Settings", settings)


def _of_measures(analysis: Analysis, compared: bool) -> str:
    voices = "; ".join(f"*{voice}*, {VOICE_STYLE[voice].meaning}" for voice in VOICES)
    n_loaded = int(analysis.sentences.loc[analysis.sentences["kind"] == "sentence", "n_loaded"].sum())
    formulas = [f"{MEASURES[name].label}{_cited(name)}" for name in FORMULAS]
    smog = MEASURES["smog_index"].min_sentences
    said = [
        f"**Voices.** Every word is one of four: {voices}. They are found by rules, not by people. Narrated or "
        f"editorial is decided sentence by sentence, by a score from 0 to 1 ({EDITORIAL_FROM:g} and more: editorial).",
        f"**Loaded language.** Terms of the lexicons in their context, {n_loaded:,} in all, per 1,000 words of a "
        "voice (sum of terms by sum of words).",
        f"**Sentiment.** VADER's compound of every sentence{_cited('sentiment')}, from −1 to +1, as printed and with "
        f"names masked; means over sentences with at least {ONE_VOICE:.0%} of their words in one voice.",
        f"**Readability.** {', '.join(formulas)}; of sums over the same sentences, never averaged. Not valid under "
        f"{MIN_WORDS} words, SMOG under {smog} sentences.",
        f"**Intervals.** {CONFIDENCE:.0%}, by leaving out one article at a time (jackknife, Student's t), of shares on "
        "the logit scale, of rates on the logarithmic one; they say nothing of the rules' errors. One of a rate is not "
        f"printed where it goes beyond {TOO_WIDE} times the rate and beyond that of no use in {MIN_WORDS} words.",
    ]
    if compared:
        said.append(
            f"**Comparisons.** Studentised permutations of articles, within common events from {LEAST_EVENTS} on, "
            f"adjusted together{_cited('comparison')}. Nothing is called clear with under {LEAST_UNITS} articles in a "
            "group."
        )
    return "## What was measured, and how\n\n" + "\n\n".join(said)


def _of_validation(corrected: pd.DataFrame | None, agreement: pd.DataFrame | None) -> str:
    if corrected is None:
        return (
            "## Validation\n\nNo sample of these articles was coded by hand. All figures are the rules' own and not "
            "corrected for their errors; how often they are right on these articles is not known."
        )
    coded = corrected[corrected["voice"] == "source"]
    groups = [column for column in corrected.columns if column not in OF_CORRECTED]
    n, n_words, n_not = coded[["n_sentences_coded", "n_words_coded", "n_sentences_not_coded"]].sum().astype(int)
    names = (" · ".join(as_written(row[of]) for of in groups) for _, row in coded.iterrows())
    said = [
        f"{_count(n, 'sentence')} drawn at random ({_count(n_words, 'word')}) coded by hand; drawn and not coded: "
        f"{n_not:,}. Corrected shares are the kit's plus the weighted mean of hand less kit{_cited('correction')}, "
        "with λ = 1.",
        _listed("", (f"{name}: {note}" for name, note in zip(names, coded["note"], strict=True))),
    ]
    for row in [] if agreement is None else agreement.itertuples():
        said.append(f"Agreement of {_plain(row.coders)} on {row.of}: Krippendorff's α = {row.alpha:.2f} "
                    f"({row.alpha_low:.2f} to {row.alpha_high:.2f}){_cited('agreement')}.")  # fmt: skip
    return "## Validation\n\n" + "\n\n".join(said)


def _of_accuracy(accuracy: pd.DataFrame) -> str:
    table = rank_accuracy(accuracy)
    lines = [f"| {' | '.join(map(as_heading, table))} |", "|---|---|---|---:|---:|"]
    for *words, n, value in table.itertuples(index=False):
        lines.append(f"| {' | '.join(map(_plain, words))} | {n:,} | {value} |")
    said = "## Accuracy on public data\n\nOn texts that people annotated, not on these articles, the weakest figures "
    return f"{said}first; 1 is always right.\n\n" + "\n".join(lines)


def _cited(*of: str) -> str:
    found = cite(of)["cited"]
    return f" ({'; '.join(found)})" if len(found) else ""


def _reference(row: Mapping[str, str]) -> str:
    return row["reference"] + (f" https://doi.org/{row['doi']}" if row["doi"] else "")


def _listed(title: str, lines: Iterable[str]) -> str:
    """A list with a title, "" when there is nothing in it."""
    items = "\n".join(f"- {_plain(line)}" for line in lines)
    return "\n\n".join(filter(None, [title, items])) if items else ""


def _plain(text: str) -> str:
    """A text on one line, of which Markdown makes nothing."""
    return re.sub(r"([\\`*\[\]<>|])", r"\\\1", " ".join(clean_name(str(text)).split()))


def _count_kinds(of_each: Iterable[Iterable[str]]) -> list[str]:
    """How many files or articles have a kind of warning, what differs by numbers and names alone being one kind."""
    kinds: dict[str, list[tuple[int, str]]] = {}
    for n, said in enumerate(of_each):
        for text in said:
            kinds.setdefault(VARIES.sub("…", text), []).append((n, text))
    counted = [(len({n for n, _ in of_kind}), [text for _, text in of_kind]) for of_kind in kinds.values()]
    return [f"{n:,}: {_told_together(texts)}" for n, texts in sorted(counted, key=lambda kind: -kind[0])]


def _told_together(texts: list[str]) -> str:
    """Texts of a kind as one: numbers from the least to the most, of names the first."""

    def told(found: Iterable[str]) -> str:
        found = list(dict.fromkeys(found))
        if not all(map(NUMBER.fullmatch, found)):
            return list_some(found)
        found.sort(key=lambda number: float(number.replace(",", "")))
        return " to ".join(dict.fromkeys([found[0], found[-1]]))

    parts = map(told, zip(*map(VARIES.findall, texts), strict=True))
    return VARIES.sub(lambda _: next(parts), texts[0])


def _column(articles: pd.DataFrame, name: str) -> list[str]:
    return articles[name].fillna("").astype(str).tolist() if name in articles else []


def _dates(overview: pd.Series) -> str:
    if pd.isna(overview["first"]):
        return ""
    first, last, n = f"{overview['first']:%Y-%m-%d}", f"{overview['last']:%Y-%m-%d}", overview["n_without_date"]
    return (first if first == last else f"{first} to {last}") + (f" ({n:,} undated)" if n else "")


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"
