"""What a change of the rules does to 500 real articles: every differing segment, hit, count and score, with examples.

    python -m benchmarks.changes FOLDER --save before.pkl        # in the old checkout
    python -m benchmarks.changes FOLDER --against before.pkl     # in the new one

FOLDER holds bulk/articles.jsonl; every fourth article is taken. A checkout older than this file runs it by
`PYTHONPATH=old-checkout python benchmarks/changes.py …`.
"""

import argparse
import pickle
from pathlib import Path

import pandas as pd

from helpers import analyse

EVERY = 4
KEYS = {
    "sentences": ["article_id", "start", "end"],
    "segments": ["article_id", "start", "end", "voice"],
    "attributions": ["article_id", "start", "end", "voice"],
    "hits": ["article_id", "start", "end", "category"],
}
NOT_COMPARED = {"text", "sentence", "attribution", "paragraph"}  # follow from the keys, or are renumbered with them


def tables_of(folder: Path) -> dict[str, pd.DataFrame]:
    """The analysis of every fourth article."""
    bulk = pd.read_json(folder / "bulk/articles.jsonl", lines=True, dtype={"ID": str}).iloc[::EVERY]
    columns = {"article_id": bulk["ID"], "text": bulk["content_original"], "outlet": bulk["source"]}
    analysis = analyse(pd.DataFrame(columns).reset_index(drop=True))
    return {name: getattr(analysis, name) for name in ("articles", *KEYS)}


def changes(before: pd.DataFrame, after: pd.DataFrame, keys: list[str]) -> dict[str, pd.DataFrame]:
    """Rows that only one side has (`gone`, `new`) and, of rows that both have, each column's differing cells."""
    both = before.merge(after, on=keys, how="outer", suffixes=("_before", "_after"), indicator="side")
    found = {"gone": both[both["side"] == "left_only"], "new": both[both["side"] == "right_only"]}
    same = both[both["side"] == "both"]
    for column in [c for c in before.columns if c in after.columns and c not in {*keys, *NOT_COMPARED}]:
        a, b = same[f"{column}_before"], same[f"{column}_after"]
        differs = (a - b).abs() > 1e-9 if pd.api.types.is_numeric_dtype(a) and a.dtype != bool else a != b
        found[column] = same[(differs & ~(a.isna() & b.isna())) | (a.isna() != b.isna())]
    return found


def main() -> None:
    """Save the tables, or print what differs from saved ones."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--examples", type=int, default=3, help="how many of each to print")
    options = parser.parse_args()
    after = tables_of(options.folder)
    if options.save:
        options.save.write_bytes(pickle.dumps(after))
    if options.against:
        before = pickle.loads(options.against.read_bytes())
        texts = after["articles"].set_index("article_id")["text"]
        print(f"{len(texts)} articles")
        for name, keys in KEYS.items():
            found = changes(before[name], after[name], keys)
            print(f"\n{name}: {len(before[name]):,} before, {len(after[name]):,} after")
            for what, rows in found.items():
                if len(rows):
                    print(f"  {what}: {len(rows):,}")
                for row in rows.head(options.examples).to_dict("records"):
                    pair = "" if what in ("gone", "new") else f"{row[f'{what}_before']!r} -> {row[f'{what}_after']!r}: "
                    print(f"    {pair}{texts[row['article_id']][int(row['start']) : int(row['end'])][:160]!r}")


if __name__ == "__main__":
    main()
