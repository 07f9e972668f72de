"""Exports of ProQuest: articles between rules of underscores, in blocks of "Key: value"."""

import re
from itertools import pairwise

from helpers.intake.fields import (
    Export,
    Found,
    full,
    is_field_behind,
    is_prose_line,
    label_of,
    labels,
    paragraphs,
    split_page,
    unread,
)
from helpers.vocabulary import word_pattern

ALIKE = 60  # letters: an abstract that begins like the text is its beginning
_RULE = re.compile(r"\s*_{20,}\s*")
_OF = r"(?i)^\s*(?:{documents})\s+(\d+)\s+(?:{of})\s+(\d+)\s*$"
# In newer files one line has no label: "Sample, Ann. Courier, Late Edition; Exampleton [Exampleton]. 03 Mar 2021: 4."
_SIGNED = re.compile(r"(.{2,200}?)\.\s+(\S.{2,300}\[[^\]]{0,80}\]\.?\s*[^:]{6,30}\d{4}:.{0,20})$")
_EDITION = re.compile(r"(?i), [^,]{0,40}\bedition\b.*")
_ADDRESS = re.compile(r"https?://\S+$")


def _label(line: str) -> tuple[str, str, str]:
    """Read "Key: value", or one of the bare headings of newer files: "FULL TEXT"."""
    bare = labels("proquest_bare").get(line, "") if len(line) < 30 else ""
    return (bare, "", line) if bare else label_of(line, labels("proquest"))


def is_proquest(text: str) -> bool:
    """Tell whether a text is an export of ProQuest: blocks of "Key: value" with its document number or "Full text"."""
    printed = {_label(line.strip())[2].lower() for line in text.split("\n")}
    return len(printed & {"full text", "proquest document id", "publication info", "document url"}) > 1


def read_proquest(text: str) -> Export:
    """Read an export of ProQuest: articles between rules of underscores."""
    chunks, stated = [[]], 0
    for line in text.replace("\f", "\n").split("\n"):
        if _RULE.fullmatch(line):
            chunks.append([])
        elif len(line) < 60 and (numbered := word_pattern("export_words", _OF).match(line)):
            stated = max(stated, int(numbered[2]))
            chunks += [[]] if full(chunks[-1]) else []
        else:
            chunks[-1].append(line.strip())
    chunks = [part for chunk in chunks for part in _apart(chunk)]
    is_one = [_is_article({_label(line)[0] for line in chunk}) for chunk in chunks]
    articles = [chunk for chunk, one in zip(chunks, is_one, strict=True) if one]
    # The headline stands first, without a label: "Subject: …" there is one, unless every article begins so.
    firsts = {_label(full(chunk)[0])[::2] for chunk in articles}
    labelled = len(firsts) == 1 and (len(articles) > 1 or ("headline", "Title") in firsts)
    others = (chunk for chunk, one in zip(chunks, is_one, strict=True) if not one)
    said = [said for chunk in others for said in unread(chunk, "between two articles")]
    return Export([_read_block(chunk, labelled=labelled) for chunk in articles], stated, said)


def _apart(lines: list[str]) -> list[list[str]]:
    """Where no rule parts two articles, cut above the headline: the line above "Author" and "Publication info"."""
    cuts = [0]
    for n in [n for n, line in enumerate(lines) if label_of(line, labels("proquest"))[0] == "info"][1:]:
        while n > cuts[-1] + 1 and (not lines[n] or label_of(lines[n], labels("proquest"))[0] in ("info", "author")):
            n -= 1
        cuts.append(n)
    return [lines[a:b] for a, b in pairwise([*cuts, len(lines)])]


def _is_article(fields: set[str]) -> bool:
    enough = len(fields & {"text", "info", "outlet", "published", "url", "author", "other"}) > 2
    return enough and bool(fields & {"text", "info", "outlet"})


def _read_block(lines: list[str], *, labelled: bool) -> Found:
    fields, text, field = {}, [], "headline"
    keyed = [_label(line)[0] for line in lines]
    if not labelled:
        first = next(n for n, line in enumerate(lines) if line)
        fields["headline"], keyed[first] = lines[first], "headline"
    begin = keyed.index("text") if "text" in keyed else len(lines)
    end = _last_fields(lines, keyed, begin)
    for n, line in enumerate(lines):
        value = _label(line)[1]
        if begin <= n < end:
            text.append(value if n == begin else line)
            field = ""
        elif keyed[n]:
            field = keyed[n] if keyed[n] not in fields else "other"
            fields[field] = value
        elif n < begin and "info" not in fields and "[" in line[:600] and (signed := _SIGNED.match(line[:600])):
            fields["author"], fields["info"] = signed[1], signed[2]
            field = ""
        elif line and field and not _ADDRESS.match(line):
            fields[field] = f"{fields.get(field, '')} {line}".strip()
        elif not line and fields.get(field) and field != "highlight":
            field = ""
    _read_info(fields)
    abstract, body = fields.pop("highlight", ""), paragraphs(text)
    repeated = "".join(filter(str.isalnum, abstract))[:ALIKE] in "".join(filter(str.isalnum, body))
    left_out = [] if repeated else [("abstract", abstract)]
    section, page = split_page(fields.get("section", ""))
    fields |= {
        "section": section,
        "page": fields.get("page") or page,
        "outlet": _EDITION.sub("", fields.get("outlet", "").split(";")[0]).strip(),
    }
    return Found("\n".join(lines).strip(), fields, body, left_out)


def _last_fields(lines: list[str], keyed: list[str], begin: int) -> int:
    """Return where the fields behind the text begin: no paragraph of prose without a label stands among them."""
    end = len(lines)
    for n in range(len(lines) - 1, begin, -1):
        if keyed[n] and is_field_behind(*_label(lines[n])[:2]):
            end = n
        elif end < len(lines) and is_prose_line(lines[n]):
            break
    return end


def _read_info(fields: dict[str, str]) -> None:
    """Read "Outlet ; Place [Place]. Jul 14, 2025: A.1." where the single fields are missing."""
    info = fields.get("info", "")
    outlet, _, rest = info.partition(";")
    if not rest:
        outlet, _, rest = info.partition("[")
    fields["outlet"] = fields.get("outlet") or outlet.strip(" .")
    day = re.search(r"(?:\]|\.)[.,]?\s*([^\]:]*\d{4})[^:\]]*(?::\s*([\w.-]+?))?\.?\s*$", rest[:400])
    if day:
        fields["published"] = fields.get("published") or day[1].strip(" .,")
        fields["page"] = fields.get("page") or (day[2] or "")
