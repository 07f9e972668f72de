"""How fast and how large `browse` is: the sample, and a corpus of 2,000 articles.

    python -m benchmarks.browsing [FOLDER]        (FOLDER holds bulk/articles.jsonl; without it, the sample alone)

The page runs in a headless Chromium and asks Python for sentences as it does in JupyterLab, without JupyterLab's own
way there and back (some 50 ms); and as the page that `save_browser` saves, with all sentences in it. A click is timed
until its rows stand on the page, a search until its hits are counted there, from the last key on (the page waits for
120 ms whether another one comes). Needs what `make test` needs.
"""

import json
import resource
import shutil
import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.speed import load
from helpers import analyse, load_articles
from helpers.show.browse import Browser
from helpers.show.widget import script, style

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "articles"
TIMES = 15
PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>{css}</style><body><script type="module">{js}
const contents = JSON.parse(await window.contents()), heard = [];
const stored = JSON.parse(await window.stored());
const model = {{ get: (name) => ({{ ...stored, contents }})[name], on: (_, f) => heard.push(f), off() {{}},
  send: async (message) => {{
    const answer = JSON.parse(await window.answer(message));
    heard.forEach((f) => f(answer));
  }} }};
const begun = performance.now();
render({{ model, el: document.body }});
window.drawn = performance.now() - begun;
</script>"""
CLICK = """([door, n, shown]) => new Promise((resolve) => {
  const doors = document.querySelectorAll(door), before = document.querySelector(shown);
  const begun = performance.now(), old = before?.textContent;
  if (!doors.length) return resolve(null);
  doors[n % doors.length].click();
  const look = () => {
    const now = document.querySelector(shown);
    if (now && (now !== before || now.textContent !== old)) resolve(performance.now() - begun);
    else if (performance.now() - begun > 5000) resolve(null);
    else requestAnimationFrame(look);
  };
  look();
})"""
SEARCH = """(typed) => new Promise((resolve) => {
  const field = document.querySelector(".mv-search"), begun = performance.now();
  field.value = typed;
  field.dispatchEvent(new Event("input"));
  const look = () => {
    const hits = document.querySelector(".mv-amount")?.textContent ?? "";
    if (document.querySelector(".mv-chip")?.textContent.includes(typed)) resolve([performance.now() - begun, hits]);
    else if (performance.now() - begun > 5000) resolve(null);
    else requestAnimationFrame(look);
  };
  look();
})"""
WORDS = ["county", "the mayor", "said on", "government", "nowhere to be found"]
DOORS = {"article": (".mv-item.mv-article", ".mv-text .mv-par"), "speaker": (".mv-text .mv-who", ".mv-rows li"),
         "voice": (".mv-text .mv-which", ".mv-rows li"), "term": (".mv-text .mv-term", ".mv-rows li"),
         "bar": (".mv-wide td .mv-link", ".mv-rows li")}  # fmt: skip


def measure(name: str, articles) -> None:
    analysis = analyse(articles)
    begun = time.perf_counter()
    work = Browser(analysis, "outlet", "")
    contents = json.dumps(work.contents())
    work.sentence(0)
    made = time.perf_counter() - begun
    print(f"{name}: {len(articles):,} articles, {len(work.index.segments):,} segments")
    print(f"  made in {made:.1f} s, {len(contents) / 1e6:.1f} MB at once")
    begun = time.perf_counter()
    work.index.find_words("nowhere")
    print(f"  first search in Python {1000 * (time.perf_counter() - begun):.0f} ms")
    on_page("asks Python", work, contents, {})
    sentences = [work.sentence(row) for row in range(len(work.index.sentences))]
    on_page("holds all", work, contents, {"sentences": sentences, "pages": [[[], []]] * len(articles)})


def on_page(name: str, work: Browser, contents: str, stored: dict) -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    stored = json.dumps(stored)
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--enable-precise-memory-info", "--js-flags=--expose-gc"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.expose_function("contents", lambda: contents)
        page.expose_function("stored", lambda: stored)
        page.expose_function("answer", lambda message: json.dumps(work.answer(message)))
        module = script("browse").replace("export default { render };", "")
        page.set_content(PAGE.format(css=style("browse"), js=module))
        page.locator(".mv-run").first.wait_for()
        print(f"  {name}: page drawn in {page.evaluate('window.drawn'):.0f} ms")
        for kind, (door, shown) in DOORS.items():
            times = []
            for n in range(TIMES):
                clear(page)
                if kind == "bar":
                    page.locator(".mv-more").last.evaluate("(details) => { details.open = true; }")
                took = page.evaluate(CLICK, [door, n, shown])
                times += [took] if took is not None else []
            tell(f"click on {kind}", times)
        times = []
        for n in range(TIMES):
            clear(page)
            took = page.evaluate(SEARCH, WORDS[n % len(WORDS)])
            times += [took[0]] if took else []
        tell("search", times)
        heap = page.evaluate("(gc(), performance.memory.usedJSHeapSize / 1e6)")
        print(f"    heap of the page {heap:.0f} MB; Python at the most "
              f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")  # fmt: skip
        browser.close()


def clear(page) -> None:
    page.locator(".mv-text").focus()
    page.keyboard.press("Escape")
    page.wait_for_function("!document.querySelector('.mv-chip')")


def tell(what: str, times: list[float]) -> None:
    if times:
        median, worst = statistics.median(times), max(times)
        print(f"    {what}: median {median:.0f} ms, worst {worst:.0f} ms, n = {len(times)}")


if __name__ == "__main__":
    measure("sample", load_articles(SAMPLE))
    for folder in sys.argv[1:]:
        measure("AllSides", load(folder))
