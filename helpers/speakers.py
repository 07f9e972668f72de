"""Who a speaker is: pronouns and roles led back to a name, and the kind of source."""

import re
from bisect import bisect_right

from helpers.clauses import QUOTE, Units, is_name, is_person_like, noun_phrase_right
from helpers.cues import source_classes

NAME_RUN = re.compile(r"[A-Z][\w’'-]*(?: [A-Z]\.)?(?: [A-Z][\w’'-]+){1,3}")
PERSON_PRONOUNS = frozenset("he she who he's she's he'd she'd he'll she'll his her him".split())
GROUP_PRONOUNS = frozenset("they they're they've they'd they'll their them some others many most both".split())
OUTLET_PRONOUNS = frozenset("i we i'm i've i'd i'll we're we've we'd we'll my our me us".split())
THING_PRONOUNS = frozenset("it its it's which that".split())
KINDS = ("anonymous", "document", "organisation", "role", "group")


def speaker_kind(u: Units, span: tuple[int, int] | None) -> str:
    """`named`, `role`, `group`, `anonymous`, `document`, `organisation`, `outlet`, or "" where nobody is named."""
    if span is None:
        return ""
    first = u.low[span[0]]
    if span[1] - span[0] == 1:
        for words, kind in ((PERSON_PRONOUNS, "named"), (OUTLET_PRONOUNS, "outlet"), (THING_PRONOUNS, "organisation")):
            if first in words:
                return kind
        if first in GROUP_PRONOUNS:
            return "group"
    classes = source_classes()
    found = [classes.get(u.low[k].removesuffix("'s")) for k in range(*span)]
    names = [k for k in range(*span) if _in_name(u, k) and found[k - span[0]] is None]
    if len(names) == 1 and names[0] == span[0] and span[1] - span[0] > 1 and not u.raw[span[0] + 1][:1].isupper() and span[0] in u.openings:
        names = []  # "Security researchers said": a capital that only opens the sentence
    if names and not {"document", "organisation"} & set(found):
        return "organisation" if first == "the" and u.low[names[0]] != "the" else "named"
    return next((kind for kind in KINDS if kind in found), "named" if names else "group" if u.low[span[1] - 1].endswith("s") else "role")


def full_names(text: str) -> dict[str, str]:
    """First and last word of every name of two words or more, to the first full form in the text."""
    names: dict[str, str] = {}
    for match in NAME_RUN.finditer(text):
        words = match.group().removesuffix("’s").removesuffix("'s").split(" ")
        if words[0] in ("The", "In", "On", "At", "But", "And", "For", "As"):
            words = words[1:]
        if len(words) > 1:
            name = " ".join(words)
            names.setdefault(words[-1], name)
            names.setdefault(words[0], name)
    return names


def named_roles(u: Units, names: dict[str, str]) -> dict[str, str]:
    """Role nouns that the text ties to a name ("Mayor Ann Cole", "Ann Cole, the mayor") to that name."""
    roles, classes = {}, source_classes()
    for i, word in enumerate(u.low):
        kind = classes.get(word)
        if kind == "organisation" and u.raw[i][:1].isupper() and i and u.raw[i - 1][:1].isupper():
            roles[word] = name_in(u, (max(i - 4, 0), i + 1), names)
        if kind != "role":
            continue
        if i + 1 < len(u.low) and is_name(u, i + 1):
            name = name_in(u, (i + 1, min(i + 4, len(u.low))), names)
        elif i > 1:
            back = next((k for k in range(i - 1, max(i - 6, 0), -1) if u.low[k] == ","), None)
            name = name_in(u, (max(back - 2, 0), back), names) if back else ""
        else:
            name = ""
        if name:
            roles[word] = name
    return roles


def name_in(u: Units, span: tuple[int, int], names: dict[str, str]) -> str:
    """The full form of the name inside a span, or ""."""
    classes = source_classes()
    runs: list[list[str]] = [[]]
    for k in range(*span):
        if _in_name(u, k) and (runs[-1] or classes.get(u.low[k]) in (None, "organisation", "document")):
            runs[-1].append(u.raw[k])
        elif runs[-1] and u.low[k] not in ("of", "for"):
            runs.append([])
    run = max(reversed(runs), key=len)
    if not run:
        return ""
    run = [*run[:-1], run[-1].removesuffix("’s").removesuffix("'s")]
    return names.get(run[-1], " ".join(run)) if len(run) == 1 else " ".join(run)


def _in_name(u: Units, k: int) -> bool:
    return u.raw[k][:1].isupper() and u.kind[k] in ("", "verb") and u.low[k] != QUOTE


def resolve_speakers(u: Units, claims: list) -> list[tuple[str, str]]:
    """(speaker_name, speaker_kind) of every claim, in the order of the text."""
    names = full_names(u.text) if claims else {}
    roles = named_roles(u, names) if claims else {}
    out, last = [], ""
    for claim in claims:
        span = claim.subject
        kind = speaker_kind(u, span)
        name = ""
        if span is not None:
            only = u.low[span[0]] if span[1] - span[0] == 1 else ""
            if only in PERSON_PRONOUNS:
                name = last or name_before(u, span[0], names)
            else:
                name = name_in(u, span, names) or next((roles[u.low[k]] for k in range(*span) if u.low[k] in roles), "")
            if kind in ("named", "role") and name:
                last = name
        out.append((name, kind))
    return out


def name_before(u: Units, i: int, names: dict[str, str]) -> str:
    """The nearest full name before a unit, for a pronoun that follows no named speaker."""
    for k in range(i - 1, max(i - 80, -1), -1):
        word = u.raw[k].removesuffix("’s").removesuffix("'s")
        if word in names and u.kind[k] == "":
            return names[word]
    return ""


def speaker_of_floating(u: Units, i: int, claims: list, starts: list[int]) -> tuple:
    """Speaker and cue for a quotation without a cue of its own: same sentence, same paragraph, last speaker."""
    at = bisect_right([lo for lo, _ in u.sentences], i) - 1
    lo, _ = u.sentences[at]
    for k in range(lo, i):
        if u.kind[k] in ("pronoun", "pronoun_aux", "determiner", ""):
            end = noun_phrase_right(u, k, i)
            if end > k and is_person_like(u, (k, end)):
                return (k, end)
    paragraph = u.paragraph[at]
    before = bisect_right(starts, i) - 1
    near = [claims[k] for k in range(before, max(before - 6, -1), -1)]
    same = [c for c in near if c.subject and _paragraph(u, c.lo) == paragraph]
    after = [c for c in claims[before + 1 : before + 4] if c.subject and _paragraph(u, c.lo) == paragraph]
    found = same or after or [c for c in near if c.subject]
    return found[0].subject if found else None


def _paragraph(u: Units, unit: int) -> int:
    return u.paragraph[bisect_right(u.sentences, (unit, len(u.low) + 1)) - 1]
