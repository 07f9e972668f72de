"""What a second run of a report says: what is another than in the last one, in words, from the two manifests."""

from collections.abc import Iterable
from pathlib import PurePosixPath

MOST_NAMED = 6


def say_changes(before: dict, after: dict) -> str:
    """Say in a sentence what differs between two manifests of a corpus; "" when there is none before.

    >>> old = {"articles": {"a": "1", "b": "2"}, "parameters": {"by": "outlet"}}
    >>> say_changes(old, {"articles": {"b": "3", "c": "4"}, "parameters": {"by": "section"}})
    'Since the last run: 1 article new, 1 gone, 1 changed; settings: by outlet → section.'
    """
    if not before:
        return ""
    said = [_say_articles(before.get("articles", {}), after.get("articles", {}))]
    files: dict[tuple[str, str], list[str]] = {}
    hashes = _hashes(before), _hashes(after)
    old, new = ({*map(_kind_of, names)} for names in hashes)
    for kind, stem in map(_kind_of, _differing(*hashes)):
        how = "new" if (kind, stem) not in old else "gone" if (kind, stem) not in new else "changed"
        files.setdefault((kind, how), []).append(stem)
    said += [f"{kind} {list_some(files[kind, how])} {how}" for kind in ("tables", "figures", "other files")
             for how in ("new", "gone", "changed") if (kind, how) in files]  # fmt: skip
    settings = []
    for name in _differing(before.get("parameters", {}), after.get("parameters", {})):
        old, new = (manifest.get("parameters", {}).get(name, "") for manifest in (before, after))
        settings.append(f"{name.replace('_', ' ')} {say_value(old)} → {say_value(new)}")
    said.append(f"settings: {', '.join(settings)}" if settings else "")
    versions = [set(manifest.get("versions", "").split(", ")) for manifest in (before, after)]
    if versions[0] != versions[1]:
        said.append(f"made by {', '.join(sorted(versions[1] - versions[0]))}")
    said = [part for part in said if part]
    return f"Since the last run: {'; '.join(said)}." if said else "Nothing changed since the last run."


def _say_articles(before: dict, after: dict) -> str:
    both = before.keys() & after.keys()
    counts = {
        "new": len(after.keys() - both), "gone": len(before.keys() - both),
        "changed": sum(before[article] != after[article] for article in both),
    }  # fmt: skip
    said = [f"{n} {what}" for what, n in counts.items() if n]
    if said:  # "2 articles new, 1 gone"
        n, what = said[0].split()
        said[0] = f"{n} article{'s' if n != '1' else ''} {what}"
    return ", ".join(said)


def _hashes(manifest: dict) -> dict[str, str]:
    return {name: file.get("sha256", "") for name, file in manifest.get("files", {}).items()}


def _differing(before: dict, after: dict) -> list[str]:
    """The keys whose values are not the same, or that one of the two lacks, in order."""
    return sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))


def _kind_of(name: str) -> tuple[str, str]:
    """What a file is to a reader: a table, a figure (of several files), an article's page, or another file."""
    path = PurePosixPath(name)
    folder = path.parts[0] if len(path.parts) > 1 else ""
    if folder == "articles" or name in ("tables.xlsx", "report.docx"):
        return "", name  # follow from the articles and the tables
    kind = {"tables": "tables", "figures": "figures"}.get(folder, "other files")
    return kind, path.name.split(".")[0] if folder else name


def list_some(names: Iterable[str]) -> str:
    """The first names, and how many more there are."""
    names = list(dict.fromkeys(names))
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def say_value(value: object) -> str:
    """A setting in words."""
    return str(value) if value not in ("", None, [], {}) else "none"
