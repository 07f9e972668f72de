"""Flip bytes in a good file of each kind and load it beside good ones: `python -m benchmarks.fuzz [N]`, N per kind.

Counts, by kind: crashes (anything but an answer for every file), other files lost, and the seconds of the slowest.
"""

import base64
import io
import json
import random
import struct
import sys
import tempfile
import textwrap
import time
import warnings
import zipfile
import zlib
from pathlib import Path

import pandas as pd

from benchmarks.export_files import rtf, word
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
        ".parquet": parquet.getvalue(), ".md": f"# Bridge\n\n**{STORY}**\n".encode(),
        ".docx": word(f"<w:p><w:r><w:t>{STORY}</w:t></w:r></w:p>"), ".rtf": rtf([STORY, STORY]),
        ".pdf": pdf(STORY), ".xls": xls([[*table], *table.to_numpy().tolist()]), ".eml": mail(STORY.encode()),
        ".mhtml": mail(page, "text/html"), ".epub": epub(page),
    }  # fmt: skip
    for ending, method in ((".zip", zipfile.ZIP_DEFLATED), (".lzma.zip", zipfile.ZIP_LZMA)):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", method) as members:
            members.writestr("Wire/a.txt", STORY * 5)
            members.writestr("Wire/b.html", page)
        files[ending] = archive.getvalue()
    return files


def pdf(text: str) -> bytes:
    """A PDF of one page."""
    lines = b" 0 -14 Td ".join(b"(%s) Tj" % line.encode("cp1252") for line in textwrap.wrap(text, 80))
    stream = zlib.compress(b"BT /F1 11 Tf 60 780 Td %s ET" % lines)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 %s >> >> >>"
        % font,
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]  # fmt: skip
    out, table = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for n, content in enumerate(objects, start=1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    return out + b"xref\n0 5\n%strailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (table, len(out))


def xls(rows: list[list[str]]) -> bytes:
    """An old Excel file (BIFF8 in a compound file) of one sheet of texts."""

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    def begin(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))

    cells = b"".join(
        record(0x204, struct.pack("<HHHHB", y, x, 0, len(cell), 1) + cell.encode("utf-16-le"))
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
    )
    head = begin(5)
    head += record(0x85, struct.pack("<IHBB", len(head) + 22, 0, 6, 0) + b"Sheet1") + record(0x0A, b"")
    book = head + begin(0x10) + cells + record(0x0A, b"")
    book += b"\0" * max(0, 4096 - len(book))  # a shorter one would lie in the file's small blocks
    n_blocks = -(-len(book) // 512)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, n_blocks + 2), 0xFFFFFFFE]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0,
    )  # fmt: skip

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        no = 0xFFFFFFFF
        coded = name.encode("utf-16-le")
        return struct.pack("<64sHBBIII36xIII", coded, len(coded) + 2, kind, 1, no, no, child, start, size, 0)

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, len(book))
    return b"".join((
        header.ljust(512, b"\xff"), struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff"),
        folder.ljust(512, b"\0"), book.ljust(512 * n_blocks, b"\0"),
    ))  # fmt: skip


def mail(content: bytes, kind: str = "text/plain") -> bytes:
    """A mail, or a page saved as one, with one part."""
    head = "Subject: Bridge\nDate: Wed, 3 Mar 2021 10:00:00 +0000\nMIME-Version: 1.0\n"
    part = f'Content-Type: {kind}; charset="utf-8"\nContent-Transfer-Encoding: base64\n\n'
    whole = f'{head}Content-Type: multipart/related; boundary="b"\n\n--b\n{part}'.encode()
    return whole + base64.encodebytes(content) + b"--b--\n"


def epub(page: bytes) -> bytes:
    """An e-book of one chapter."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("OEBPS/chapter1.xhtml", page)
    return file.getvalue()


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
    without = set(READERS) - set(good_files()) - {".text", ".markdown", ".htm", ".xhtml", ".ndjson", ".mht", ".doc"}
    for ending, data in good_files().items():
        found = fuzz(data, ending, n)
        print(f"{ending}: {len(found['crashes'])} crashes, {found['lost']} lost, slowest {found['slowest']:.1f} s")
        print(*sorted(set(found["crashes"])), sep="\n", end="")
    print(f"No good file here of: {' '.join(sorted(without)) or 'none'}")
