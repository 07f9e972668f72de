"""The command behind `make report`.

    python -m helpers.show.report articles --columns "text=Story copy" --codes codes.csv --by outlet

What lies beside the articles is read and never run. Where modules of others lie in the folder one stands in, Python has
to be told not to look for the kit itself there: `python -P -m helpers.show.report`.
"""

import argparse
import sys
import warnings
from pathlib import Path

from helpers.intake.columns import parse_columns
from helpers.intake.decoding import ArticleError
from helpers.intake.places import is_pattern
from helpers.show.reporting import report
from helpers.vocabulary import DATA

USAGE = "make report ARTICLES=folder-or-file"


def main(arguments: list[str]) -> int:
    """The command line: where the articles are, a table's columns, codes, groups. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="make report", description="Figures and a report of articles.")
    parser.add_argument("articles", nargs="?", default=str(DATA / "articles"), help="a file, a folder, a table")
    parser.add_argument("--columns", default="", help='a table\'s columns: "text=Story copy outlet=Medium"')
    parser.add_argument("--codes", default="", help="hand codes of a sample of these articles")
    parser.add_argument("--by", default=None, help="the column to group by; without one the outlet")
    named = parser.parse_args(arguments)
    articles, codes = named.articles, named.codes
    try:
        columns = parse_columns(named.columns)
    except ArticleError as problem:
        print(problem, file=sys.stderr)
        return 2
    if not Path(articles).exists() and not is_pattern(articles):
        print(f"No file or folder {articles}. Usage: {USAGE}", file=sys.stderr)
        return 2
    if codes and not Path(codes).is_file():
        print(f"No file of codes {codes}. Usage: {USAGE} CODES=codes.csv", file=sys.stderr)
        return 2
    import matplotlib

    matplotlib.use("Agg")  # whatever backend somebody's matplotlibrc names
    warnings.formatwarning = lambda message, *_, **__: f"{message}\n"
    try:
        made = report(articles, columns=columns, codes=codes, by=named.by or None)
    except KeyboardInterrupt:
        print("\nThe report was not made: interrupted. The last one is as it was.", file=sys.stderr)
        return 130
    except (ValueError, OSError) as problem:
        print(f"\nThe report was not made: {problem}", file=sys.stderr)
        return 1
    print("\n".join(filter(None, [f"Report:  {made.folder / 'report.html'}", made.changes, *made.notes])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
