"""Speed and memory: the kit against the plain loop, by stage, by size, and on inputs made to be slow.

    python -m benchmarks.speed FOLDER [PART …]        (parts: loop, stages, start, size, compare, shapes, intake, pages)

FOLDER holds bulk/articles.jsonl. What is compared runs in processes of its own, cold and one after the other, so that
ratios are of one run; times are processor seconds of one machine: read the ratios, not the seconds.

The plain loop is what people write without the kit: nine textstat scores of every article, VADER's compound of every
sentence (cut at . ! ?) and one alternation of all loaded terms. It knows no attribution and no voices.
"""

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from functools import wraps
from pathlib import Path

import pandas as pd

SCORES = ("flesch_reading_ease", "flesch_kincaid_grade", "gunning_fog", "smog_index", "automated_readability_index",
          "coleman_liau_index", "dale_chall_readability_score", "lix", "rix")  # fmt: skip
SHAPES = {
    "plain news": "The council said on Monday that the bridge would close. ", "dots": ".", "quotation marks": '" ',
    "curly openers": "“", "newlines": "\n", "wow!": "wow! ", "U.S.": "U.S. ", "emoji": "😀 ", "one long word": "a",
    "short words": "a ", "spaced dots": ". . . ", "initials": "J. ", "apostrophes": "'s ",
    "said": '"Why?" Ann said that ', "brackets": "(", "paragraphs": "a\n\n",
}  # fmt: skip
LINES = {
    "bullets": "* a\n", "buttons": "Read more\n", "bylines": "By Ann Cole\n", "days": "3 May 2021 ",
    "addresses": "a@b.c ", "promos": "(Related: a ", "breadcrumbs": "a / ", "entities": "&amp; ", "tags": "<b>",
    "open blocks": "<div>", "open tags": "<", "mojibake": "â€™ ", "line breaks as text": "\\n",
}  # fmt: skip
SIZES = (100_000, 1_000_000)
INTAKE_SIZES = (250_000, 1_000_000)
TENFOLD = 10
DATA = "AllSides"


def load(folder: str | Path, times: int = 1) -> pd.DataFrame:
    bulk = pd.read_json(Path(folder) / "bulk/articles.jsonl", lines=True, dtype={"ID": str})
    table = pd.DataFrame({"article_id": bulk["ID"], "text": bulk["content_original"], "outlet": bulk["source"]})
    copies = [table.assign(article_id=table["article_id"] + f"-{n}") for n in range(times)]
    return pd.concat(copies, ignore_index=True)


def measure(folder: str | Path, parts: tuple[str, ...] = ()) -> list[dict]:
    """Rows of `measure`, `data`, `n`, `value`."""
    rows = [row for part in parts or PARTS for row in PARTS[part](folder)]
    return [dict(zip(("measure", "data", "n", "value"), row, strict=True)) for row in rows]


def _loop(folder):
    plain, kit = _alone(folder, "plain_loop"), _alone(folder, "analyse_cold")
    n = int(kit["n"])
    yield "seconds of the plain loop", DATA, n, plain["seconds"]
    yield "seconds of analyse, cold", DATA, n, kit["seconds"]
    yield "time of the plain loop over analyse, cold (ratio)", DATA, n, plain["seconds"] / kit["seconds"]


def _stages(folder):
    shares = _alone(folder, "stage_shares")
    n = int(shares.pop("n"))
    for name, share in shares.items():
        yield f"share of analyse: {name}", DATA, n, share


def _start(_folder):
    code = ("import time, pandas; start = time.perf_counter(); import helpers; loaded = time.perf_counter();"
            "helpers.analyse(pandas.DataFrame({'article_id': ['a'], 'text': ['“It rained,” Ann Cole said.']}));"
            "print(loaded - start, time.perf_counter() - loaded)")  # fmt: skip
    runs = [list(map(float, _run([sys.executable, "-c", code]).split())) for _ in range(5)]
    for name, value in zip(("import of helpers beyond pandas", "first article"), map(min, *runs), strict=True):
        yield f"{name}, seconds (least of 5)", "made up", 5, value


def _size(folder):
    small, large = (_alone(folder, "analyse_size", times) for times in (1, TENFOLD))
    n, data = int(large["n"]), f"{DATA}, tenfold"
    per_article = [run["seconds"] / run["n"] for run in (small, large)]
    yield "seconds per article, ten times as many articles (ratio)", data, n, per_article[1] / per_article[0]
    yield "memory that analyse adds at its peak, over the size of the texts", data, n, large["peak"]
    yield "memory that its tables hold, over the size of the texts", data, n, large["tables"]


def _compare(folder):
    result = _alone(folder, "compare_outlets")
    yield "seconds of compare(by='outlet')", f"{DATA}, 25 outlets", int(result["n"]), result["seconds"]
    yield "seconds of summarise(by='outlet')", f"{DATA}, 25 outlets", int(result["n"]), result["summary"]


def _shapes(_folder):
    from helpers import analyse

    for name, unit in SHAPES.items():
        times = [
            _seconds(lambda n=n, u=unit: analyse(pd.DataFrame({"article_id": ["a"], "text": [(u * n)[:n]]})))
            for n in SIZES
        ]
        yield f"1 MB of {name}: seconds", "made up", 1, times[1]
        yield f"1 MB of {name}: times as long as a tenth of it", "made up", 1, times[1] / max(times[0], 0.01)


def _intake(_folder):
    """Shapes as a text file, a web page and a cell with tags; the child's time is counted, and its start, a second."""
    with tempfile.TemporaryDirectory() as folder:
        start = min(_loaded(Path(folder), ".html", "It rained.") for _ in range(3))
        for name, unit in (SHAPES | LINES).items():
            for kind in (".txt", ".html", "cell"):
                once = unit.replace("\n", "</p>\n<p>") if kind == ".html" else unit
                small, large = (_loaded(Path(folder), kind, (once * n)[:n]) for n in INTAKE_SIZES)
                ratio = (large - (kind == ".html") * start) / max(small - (kind == ".html") * start, 0.2)
                yield f"1 MB of {name} as {kind}: seconds of load_articles", "made up", 1, large
                yield f"1 MB of {name} as {kind}: times as long as a quarter of it", "made up", 1, ratio


def _loaded(folder: Path, kind: str, text: str) -> float:
    """Processor seconds of loading one text, those of the child that reads pages among them."""
    from helpers import load_articles
    from helpers.intake import child

    if kind == "cell":
        table = pd.DataFrame({"text": [f"<p>{text}</p>"]})
        return _seconds(lambda: load_articles(table))
    (folder / f"x{kind}").write_text(f"<html><body><p>{text}</p></body></html>" if kind == ".html" else text)
    child.stop()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.process_time()
    with suppress(ValueError):  # newlines alone are no article
        load_articles(folder / f"x{kind}")
    own = time.process_time() - start
    child.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own + after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _pages(folder):
    result = _alone(folder, "load_pages")
    for name in ("extract", "bare_extraction with metadata"):
        label = f"time of load_articles over one pass of trafilatura.{name} (ratio)"
        yield label, "Article Extraction Benchmark", int(result["n"]), result["kit"] / result[name]


PARTS = {
    "loop": _loop, "stages": _stages, "start": _start, "size": _size, "compare": _compare, "shapes": _shapes,
    "intake": _intake, "pages": _pages,
}  # fmt: skip


def _alone(folder, work: str, *arguments) -> dict[str, float]:
    """What a function of this file returns in a process of its own."""
    call = f"speed.{work}({str(folder)!r}, *{arguments!r})"
    code = f"import json; from benchmarks import speed; print(json.dumps({call}))"
    return json.loads(_run([sys.executable, "-c", code]).splitlines()[-1])


def _run(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _seconds(work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def plain_loop(folder: str) -> dict[str, float]:
    """The plain loop over all articles; textstat's dictionary is handed to it, since it would download it."""
    import textstat
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from helpers import read_lexicon
    from helpers.counts import textstat_backend

    lexicon = read_lexicon()
    terms = sorted(lexicon.loc[lexicon["loaded"], "term"], key=len, reverse=True)
    texts = load(folder)["text"].tolist()

    def work():
        textstat_backend()
        analyser = SentimentIntensityAnalyzer()
        forms = (re.escape(term.rstrip("*+")) + (r"\w*" if term[-1] in "*+" else "") for term in terms)
        alternation = re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)
        for text in texts:
            for score in SCORES:
                getattr(textstat, score)(text)
            for sentence in re.split(r"(?<=[.!?])\s+", text):
                analyser.polarity_scores(sentence)
            sum(1 for _ in alternation.finditer(text))

    return {"n": len(texts), "seconds": _seconds(work)}


def analyse_cold(folder: str) -> dict[str, float]:
    from helpers import analyse

    articles = load(folder)
    return {"n": len(articles), "seconds": _seconds(lambda: analyse(articles))}


def stage_shares(folder: str) -> dict[str, float]:
    """The share of each stage in the time of analyse, cold; what asks another stage does not count its time."""
    from helpers import analysis, sentiment, voice
    from helpers.text import reading

    stages = {
        "reading": [(analysis, "read_texts"), (reading, "sentence_runs"), (reading, "pair_marks")],
        "attribution": [(analysis, "read_attributions")], "loaded terms": [(voice, "find_hits")],
        "voice and editorial": [(voice, "find_runs"), (voice, "find_cues"), (voice, "judge")],
        "counts": [(voice, "count")], "sentiment": [(analysis, "score"), (sentiment, "find_names")],
    }  # fmt: skip
    spent, running = dict.fromkeys(stages, 0.0), []

    def timed(name, function):
        @wraps(function)
        def run(*args, **kwargs):
            start = time.process_time()
            running.append(0.0)
            try:
                return function(*args, **kwargs)
            finally:
                seconds, inner = time.process_time() - start, running.pop()
                spent[name] += seconds - inner
                if running:
                    running[-1] += seconds

        return run

    for name, functions in stages.items():
        for module, function in functions:
            setattr(module, function, timed(name, getattr(module, function)))
    articles = load(folder)
    total = _seconds(lambda: analysis.analyse(articles))
    rest = {"tables and the rest": total - sum(spent.values())}
    return {"n": len(articles)} | {name: seconds / total for name, seconds in (spent | rest).items()}


def analyse_size(folder: str, times: int) -> dict[str, float]:
    """Time, and memory over the size of the texts as the table holds them (UTF-8)."""
    from helpers import analyse

    analyse(load(folder).head(1))
    articles = load(folder, times)
    size = sum(len(text.encode()) for text in articles["text"])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    held = []
    seconds = _seconds(lambda: held.append(analyse(articles)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before
    names = ("sentences", "segments", "attributions", "hits")
    tables = sum(getattr(held[0], name).memory_usage(deep=True).sum() for name in names)
    return {"n": len(articles), "seconds": seconds, "peak": peak / size, "tables": float(tables / size)}


def compare_outlets(folder: str) -> dict[str, float]:
    from helpers import analyse, compare, summarise

    analysis = analyse(load(folder))
    summary, compared = (_seconds(lambda verb=verb: verb(analysis, by="outlet")) for verb in (summarise, compare))
    return {"n": len(analysis.articles), "summary": summary, "seconds": compared}


def load_pages(folder: str) -> dict[str, float]:
    """Seconds by the clock, since children do the work: saved pages by the kit, and by trafilatura alone."""
    import trafilatura

    from helpers import load_articles

    lines = (Path(folder) / "extraction/pages.jsonl").read_text(encoding="utf-8").split("\n")
    pages = [json.loads(line)["html"] for line in lines if line]
    with tempfile.TemporaryDirectory() as place:
        for n, page in enumerate(pages):
            (Path(place) / f"{n:03}.html").write_text(page, encoding="utf-8")
        works = {
            "kit": lambda: load_articles(place),
            "extract": lambda: [trafilatura.extract(page) for page in pages],
            "bare_extraction with metadata": lambda: [
                trafilatura.bare_extraction(page, with_metadata=True) for page in pages
            ],
        }
        seconds = {}
        for _ in range(2):  # the first time modules and children are loaded
            for name, work in works.items():
                start = time.perf_counter()
                work()
                seconds[name] = time.perf_counter() - start
    return {"n": len(pages), **seconds}


def main(folder: str, *parts: str) -> None:
    print(pd.DataFrame(measure(folder, parts)).round(3).to_string(index=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
