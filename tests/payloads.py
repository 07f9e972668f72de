"""A hundred texts that try to be more than text, by kind, for whatever is shown or written to a file.

Each that can run would set the page's title to RAN or ask for something at trap.example: a test looks for both.
"""

from contextlib import suppress
from itertools import chain

import pandas as pd

from helpers import analyse
from helpers.text.clean import clean_name, without_surrogates
from helpers.wording.lexicons import fill_lexicon, read_lexicon

RAN = "ran!"
RUN = f"document.title=`{RAN}`"
ASK = "http://trap.example"
KINDS = {
    "tags": [
        f"<script>{RUN}</script>", f"<ScRiPt >{RUN}</sCrIpT >", f"<script src={ASK}/a.js></script>",
        f"<scr<script>ipt>{RUN}</script>", f"<script\x0cdefer>{RUN}</script>", f"<iframe src={ASK}/f></iframe>",
        f"<iframe srcdoc=\"<script>parent.{RUN}</script>\"></iframe>", f"<object data={ASK}/o></object>",
        f"<embed src={ASK}/e>", f"<link rel=stylesheet href={ASK}/c.css>", f"<base href={ASK}/>",
        f"<meta http-equiv=refresh content='0;url={ASK}'>",
        f"<form action={ASK}><button autofocus>Go</button></form>",
        "<h1>Large</h1><table><tr><td>cell", "<textarea>swallowed", "<plaintext>to the end", "<!-- never closed",
        f"<template shadowrootmode=open><script>{RUN}</script></template>", "<marquee>moving</marquee>",
        "<dialog open>", "<b>bold</b><i>slanted", "<details open><summary>unfold",
    ],
    "attributes": [
        f'<img src=x onerror="{RUN}">', f"<img src='{ASK}/p.png'>", f"<svg onload={RUN}>", f"<svg/onload={RUN}//",
        f"<body onload={RUN}>", f"<input autofocus onfocus={RUN}>", f"<video src=x onerror={RUN}></video>",
        f"<details open ontoggle={RUN}>", f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
        f"\" onmouseover=\"{RUN}", f"' onfocus='{RUN}' autofocus='", f"` onclick={RUN} `", f"\"><svg onload={RUN}>",
        f"'><img src=x onerror={RUN}>", f"x style=animation-name:a onanimationstart={RUN}",
        "&quot; &#34; &#x27; &amp;lt;",
    ],
    "addresses": [
        f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"java\tscript:{RUN}", f"\x01javascript:{RUN}", f"vbscript:{RUN}",
        f"data:text/html,<script>{RUN}</script>", f"//{ASK[7:]}/x", f"{ASK}/?q=<b>", "file:///etc/passwd",
        f"[click](javascript:{RUN})", f"![picture]({ASK}/m.png)", "../../../../etc/passwd", "..\\..\\boot.ini", "CON",
        "a/b\\c:d*e?f",
    ],
    "styles": [
        f"<style>@import '{ASK}/i.css';</style>", f"<div style=\"background:url({ASK}/b.png)\">",
        "</style><h1>out</h1>",
        "} * { display: none } {", f"<style>*{{background:url({ASK}/s)}}</style>",
        "<p style=position:fixed;inset:0>over all",
    ],
    "templates": ["{{7*7}}${7*7}<%=7*7%>", "{0} {css} {__class__}", "%s %d %(name)s", "#{7*7} @(7*7)", "$HOME $(id)"],
    "letters": [
        "\u202eleft to right\u202c", "\u2066isolated", "\u200bzero\u200c\u200dwidth\ufeff",
        "a\u0300\u0301\u0302\u0303" * 9,
        "\x00\x07\x1b[31mred", "line\u2028and\u2029ends\x85", "\ud83d alone \udc00", "\ufffe\uffff", "👩\u200d🚒🇺🇳👍🏽",
        "İstanbul ẞ ﬁ", "\xa0\u3000\u2003wide", "مرحبا שלום", "\U000e0041\U000e0042 tags",
    ],
    "breakers": [
        f"</script><script>{RUN}</script>", "<!--<script>", "]]><b>", "\\u003cscript\\u003e \\x3c", '\\"},{"x":[',
        "');//",
        "a; voice:quoted %3B 100%", "__proto__", "</title></textarea></style></noscript>",
        "'; DROP TABLE articles; --",
    ],
    "lengths": ["W" * 300, "mm" * 1500, "—" * 200, "-a" * 200],
    "formulas": ["=1+1", "=cmd|' /C calc'!A0", "+1-1", "-1+1", "@SUM(A1)", "\t=1+1", f"=HYPERLINK(\"{ASK}\")"],
    "mathematics": ["$x^2$ and $y$", "\\(a\\) \\[b\\]"],
}  # fmt: skip
PAYLOADS = list(chain(*KINDS.values()))


SHOWN = ["outlet", "headline", "author", "section", "source", "url", "event"]


def hostile_analysis():
    """An article for every payload, which stands in every field: names, text, page, speaker, terms, a column's name."""
    rows, credits, terms = [], [], []
    for n, payload in enumerate(PAYLOADS):
        lead, said = f"It rained {payload} here on term{n}. ", f"“We {payload} won,”"
        text = f"{lead}{said} said Ann {payload} Cole.\n\nA shameful {payload} farce of term{n}."
        name = without_surrogates(payload)  # pandas holds them in no name
        rows.append({"article_id": f"{n} {name}", "text": text, **dict.fromkeys([*SHOWN, name], name),
                     "raw": f"Share {payload}\n\n{text}\n\nSubscribe {payload}"})  # fmt: skip
        credits.append({"article_id": clean_name(f"{n} {name}"), "start": len(lead), "end": len(lead + said),
                        "voice": "quoted", **dict.fromkeys(["speaker", "speaker_name", "cue", "rule"], name)})
        terms.append({"term": f"term{n}", "category": name.strip()})
        with suppress(ValueError):  # what can be no term, such as one of signs alone
            fill_lexicon(pd.DataFrame([{"term": name, "category": name}]), "")
            terms.append({"term": name, "category": name.strip()})
    card = {"name": "Own", "source": "made for the tests", "licence": "CC0", "categories": {}}
    card["categories"] = {row["category"]: row["category"] for row in terms}
    lexicons = [read_lexicon(), read_lexicon(pd.DataFrame(terms), card=card)]
    return analyse(pd.DataFrame(rows, dtype=object), attributions=pd.DataFrame(credits), lexicons=lexicons)
