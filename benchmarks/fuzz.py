"""Flip bytes in a good file of each kind and load it beside good ones: `python -m benchmarks.fuzz [N]`, N per kind.

Counts, by kind: crashes (anything but an answer for every file), other files lost, and the seconds of the slowest.
"""

import io
import json
import random
import sys
import tempfile
import time
import warnings
import zipfile
from pathlib import Path

import pandas as pd

from helpers import load_articles
from helpers.intake.readers import READERS

STORY = (
    "The mayor of Harrow announced on Monday that the old bridge will close in May for at least two years of repairs. "
    "“It’s late,” said Zoë Reed, who runs the café beside it, and nobody in the town hall spoke up against her."
)
GOOD = {"zz-text.txt": STORY, "zz-page.html": f"<html><body><article><p>{STORY}</p></article></body></html>"}


def good_files() -> dict[str, bytes]:
    """A good file of each kind, by its ending."""
    rows = [{"id": str(n), "text": f"{STORY} Part {n}.", "published": "2021-03-14"} for n in range(5)]
    table, excel, parquet = pd.DataFrame(rows), io.BytesIO(), io.BytesIO()
    table.to_excel(excel, index=False)
    table.to_parquet(parquet)
    page = f"<!DOCTYPE html><html><head><title>Bridge</title></head><body><p>{STORY}</p></body></html>".encode()
    files = {
        ".txt": STORY.encode("utf-8-sig"), ".html": page, ".csv": table.to_csv(index=False).encode(),
        ".tsv": table.to_csv(index=False, sep="\t").encode(), ".json": json.dumps(rows).encode(),
        ".jsonl": "\n".join(map(json.dumps, rows)).encode(), ".xlsx": excel.getvalue(),
        ".parquet": parquet.getvalue(),
    }  # fmt: skip
    for ending, method in ((".zip", zipfile.ZIP_DEFLATED), (".lzma.zip", zipfile.ZIP_LZMA)):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", method) as members:
            members.writestr("Wire/a.txt", STORY * 5)
            members.writestr("Wire/b.html", page)
        files[ending] = archive.getvalue()
    return files


def damage(data: bytes, chance: random.Random) -> bytes:
    """Flip one to twenty bytes; one time in five cut the file short as well."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged[: chance.randrange(len(damaged))] if chance.random() < 0.2 else damaged)


def fuzz(data: bytes, ending: str, n: int, seed: int = 0) -> dict[str, object]:
    """Load `n` damaged copies of a file, each beside two good ones."""
    crashes, lost, slowest, chance = [], 0, 0.0, random.Random(f"{ending} {seed}")
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, text in GOOD.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        for _ in range(n):
            (Path(folder) / f"bad{ending}").write_bytes(damage(data, chance))
            begin = time.perf_counter()
            try:
                articles = load_articles(folder)
            except BaseException as problem:  # a panic of a library in Rust is no Exception
                if isinstance(problem, KeyboardInterrupt | SystemExit):
                    raise
                crashes.append(f"{type(problem).__name__}: {problem}"[:200])
                continue
            slowest = max(slowest, time.perf_counter() - begin)
            texts = articles.set_index("article_id")["text"]
            lost += sum(texts.get(Path(name).stem, "") != STORY for name in GOOD)
            named = [*articles["source"], *(q["source"] for q in articles.attrs["quarantine"])]
            lost += not any(f"bad{ending}" in name for name in named)
    return {"crashes": crashes, "lost": lost, "slowest": slowest}


if __name__ == "__main__":
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    without = set(READERS) - set(good_files()) - {".text", ".md", ".htm", ".xhtml", ".ndjson"}
    for ending, data in good_files().items():
        found = fuzz(data, ending, n)
        print(f"{ending}: {len(found['crashes'])} crashes, {found['lost']} lost, slowest {found['slowest']:.1f} s")
        print(*sorted(set(found["crashes"])), sep="\n", end="")
    print(f"No good file here of: {' '.join(sorted(without)) or 'none'}")
