"""The coding widget as a person uses it: in JupyterLab, its kernel killed; on a page, answers coming late."""

import json
import os
import re
import signal
from itertools import pairwise

import nbformat
import pandas as pd
import pytest
from axe import serious
from test_browser import RUN_ALL

from helpers.results.codes import read_codes
from helpers.show.coding import Coding
from helpers.show.widget import script, style
from helpers.voice import VOICES

HOSTILE = "<img src=x onerror=\"document.title='ran'\"> <b>He</b> paid $5 and $6 😀 “today”."
COLUMNS = ["article_id", "sentence", "start", "end", "text", "group", "probability", "before", "after"]
KEYS = "1234" * 5


def made_sample(n=24):
    """Sentences of two articles; the first and its neighbour try to run something."""
    rows, at = [], 0
    for number in range(1, n + 1):
        text = HOSTILE if number == 1 else f"The mayor of town {number} said that it rained."
        near = "<script>document.title='ran'</script>" if number == 1 else f"It was day {number}."
        rows.append(("ab"[number % 2], number, at, at + len(text), text, "all articles", 0.5, near, near))
        at += len(text) + 1
    return pd.DataFrame(rows, columns=COLUMNS)


def voices_in(path, sample):
    """The one voice of every coded sentence, in the sample's order."""
    codes = read_codes(path).set_index(["article_id", "sentence"])["voice"]
    assert codes.index.is_unique
    return [codes.get(key) for key in zip(sample["article_id"], sample["sentence"], strict=True)]


# ---- in JupyterLab

CELLS = [
    "import os, pandas as pd\nfrom helpers.show.coding import code_sample",
    "open('kernel.pid', 'w').write(str(os.getpid()))",
    "widget = code_sample(pd.read_csv('drawn.csv'), 'codes.csv')\nwidget",
]
CONTRAST = """() => {
  const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const linear = (c) => (c <= 10.31 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = (node) => {
    const colour = rgb(getComputedStyle(node).backgroundColor);
    return colour[3] === 0 ? ground(node.parentElement) : colour;
  };
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  return Object.fromEntries([...document.querySelectorAll('.mv-coding :is(p, button, kbd, span, li, b, summary)')]
    .filter((node) => node.textContent.trim() && getComputedStyle(node).visibility === 'visible')
    .map((node) => [node.className + ' ' + node.textContent.slice(0, 20),
      ratio(light(rgb(getComputedStyle(node).color)), light(ground(node)))]));
}"""


def run_cells(page):
    """Run the notebook from top to bottom."""
    page.wait_for_function("window.jupyterapp && window.jupyterapp.shell.currentWidget?.context", timeout=60_000)
    assert page.evaluate(RUN_ALL)["errors"] == []


@pytest.fixture(scope="module")
def coding_page(lab, lab_home, browser):
    """JupyterLab with the widget, nothing coded yet."""
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), lab_home / "coding.ipynb")
    made_sample().to_csv(lab_home / "drawn.csv", index=False)
    page = browser.new_page(viewport={"width": 1200, "height": 1000})
    page.outside, page.wrong = [], []
    inside = (lab, "data:", "blob:", "ws:")
    page.on("request", lambda r: None if r.url.startswith(inside) else page.outside.append(r.url))
    page.on("dialog", lambda dialog: page.wrong.append(dialog.message))
    page.goto(f"{lab}/lab/tree/coding.ipynb?reset", wait_until="domcontentloaded")
    run_cells(page)
    page.locator(".mv-coding .mv-word").first.wait_for()
    yield page
    page.close()


def picture(page, name):
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


def test_text_of_articles_is_shown_and_never_run(coding_page):
    root = coding_page.locator(".mv-coding")
    assert root.locator(".mv-sentence").inner_text() == HOSTILE
    assert root.locator(".mv-near").first.inner_text() == "<script>document.title='ran'</script>"
    assert root.locator("img, script, .mv-sentence b").count() == 0
    assert coding_page.title() != "ran" and coding_page.wrong == [] and coding_page.outside == []


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_every_text_can_be_read_in_both_themes(coding_page, theme):
    coding_page.evaluate("(theme) => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
    coding_page.wait_for_function(f"document.body.dataset.jpThemeLight === '{str('Light' in theme).lower()}'")
    root = coding_page.locator(".mv-coding")
    root.focus()
    for key in ("Home", "1", "ArrowRight", "2", "ArrowRight", "3", "ArrowRight", "4", "ArrowRight", "l", "End"):
        coding_page.keyboard.press(key)
    ratios = coding_page.evaluate(CONTRAST)
    picture(coding_page, theme.replace(" ", "-"))
    seen = " ".join(ratios)
    assert all(f"mv-word mv-{voice}" in seen for voice in VOICES) and "mv-chosen" in seen
    assert {name: round(ratio, 1) for name, ratio in ratios.items() if ratio < 4.5} == {}
    assert serious(coding_page, ".mv-coding") == []
    for _ in range(6):
        coding_page.keyboard.press("Backspace")


def test_keys_reach_the_widget_and_not_the_notebook(coding_page):
    cells = "() => window.jupyterapp.shell.currentWidget.content.model.cells.length"
    coding_page.locator(".mv-coding").focus()
    for key in ("d", "d", "a", "b", "x", "m", "0", "0", "Escape", "Delete", "Shift+Enter", " "):
        coding_page.keyboard.press(key)
    coding_page.locator(".mv-coding button").first.focus()
    for key in ("d", "d", "x"):
        coding_page.keyboard.press(key)
    assert coding_page.evaluate(cells) == len(CELLS)
    assert coding_page.evaluate("() => window.jupyterapp.shell.currentWidget.content.mode") == "command"


def test_twenty_codes_at_once_outlive_the_kernel(coding_page, lab_home):
    path, sample = lab_home / "codes.csv", made_sample()
    page, root = coding_page, coding_page.locator(".mv-coding")
    root.focus()
    for key in KEYS:
        page.keyboard.press(key)
    root.get_by_text("saved 20", exact=True).wait_for()
    os.kill(int((lab_home / "kernel.pid").read_text()), signal.SIGKILL)
    expected = [VOICES[int(key) - 1] for key in KEYS]
    assert voices_in(path, sample) == expected + [None] * 4
    # What is left of the view cannot save, and says so.
    page.locator(".jp-Dialog").first.wait_for()
    page.keyboard.press("Escape")
    root.focus()
    page.keyboard.press("1")
    page.locator(".mv-wrong .mv-say").get_by_text("NOT SAVED").wait_for(timeout=3000)
    assert root.locator(".mv-sentence").inner_text() == sample["text"][20]
    # Run again, it goes on where it was.
    run_cells(page)
    page.get_by_text("20 in the file").wait_for()
    assert page.locator(".mv-coding .mv-sentence").inner_text() == sample["text"][20]
    page.locator(".mv-coding").focus()
    page.keyboard.press("3")
    page.get_by_text("saved 21", exact=True).wait_for()
    assert voices_in(path, sample) == [*expected, "narrated"] + [None] * 3


# ---- on a page of its own, with a stand-in for the kernel

PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>{css}</style><body><div class="a"></div><div class="b"></div>
<script type="application/json">{data}</script><script type="module">{js}
const heard = [], held = [];
const data = JSON.parse(document.querySelector("script").textContent);
window.hold = false;
window.let_go = () => {{ for (const answer of held.splice(0)) heard.forEach((f) => f(answer)); }};
const model = {{ get: () => data, on: (_, f) => heard.push(f), off() {{}}, send: async (message) => {{
  if (window.hold === "lost") return;
  const answer = await window.python(message);
  if (window.hold) held.push(answer); else heard.forEach((f) => f(answer));
}} }};
for (const el of document.querySelectorAll("{views}")) render({{ model, el }});
</script>"""


@pytest.fixture
def opened(browser, tmp_path):
    """The widget on a page with the real answers: `page, coding = opened(sample)`."""
    pages = []

    def open_page(sample=None, views=".a", coder="A"):
        coding = Coding(made_sample() if sample is None else sample, tmp_path / "codes.csv", coder)
        data = re.sub("[<>&]", lambda m: f"\\u{ord(m[0]):04x}", json.dumps(coding.questions()))
        js = script("coding").replace("export default { render };", "")
        page = browser.new_page(viewport={"width": 900, "height": 800})
        pages.append(page)
        page.expose_function("python", coding.answer)
        page.on("pageerror", lambda problem: pytest.fail(str(problem)))
        page.set_content(PAGE.format(css=style("coding"), data=data, js=js, views=views))
        page.locator(".mv-word").first.wait_for()
        page.locator(".mv-coding").first.focus()
        return page, coding

    yield open_page
    for page in pages:
        page.close()


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def says(page, text):
    page.locator(".mv-say").get_by_text(text, exact=False).first.wait_for(timeout=4000)


def shown(page):
    return page.locator(".mv-sentence").first.inner_text()


def test_words_of_another_voice_loaded_and_unsure_by_keys_alone(opened, tmp_path):
    sample = made_sample()
    page, _ = opened(sample)
    # Words of the hostile sentence: <img src=x onerror=…> <b>He</b> paid $5 and $6 “today”.
    press(page, "End", "1", "Home", "ArrowRight", "Shift+ArrowRight", "2", "ArrowRight", "l", "u", "3")
    assert shown(page) == HOSTILE  # with marks of its own it waits
    press(page, "Enter")
    says(page, "saved 1")
    codes = read_codes(tmp_path / "codes.csv")
    words = [(HOSTILE[a:b], voice, loaded) for a, b, voice, loaded in
             codes[["start", "end", "voice", "loaded"]].itertuples(index=False)]  # fmt: skip
    assert words == [
        ("<img", "narrated", False), ("src=x onerror=\"document.title='ran'\">", "attributed", False),
        ("<b>He</b>", "narrated", True), ("paid $5 and $6", "narrated", False), ("“today”.", "quoted", False),
    ]  # fmt: skip
    assert codes["unsure"].all()


def test_enter_waits_until_every_word_has_a_voice(opened, tmp_path):
    page, coding = opened()
    press(page, "ArrowRight", "1", "Enter")
    says(page, "words have no voice yet")
    assert coding.codes == {}
    press(page, "ArrowRight", "Shift+End", "4", "Enter")
    says(page, "saved 1")
    assert read_codes(tmp_path / "codes.csv")["voice"].tolist() == ["quoted", "editorial"]


def test_backspace_takes_back_a_step_then_the_sentence_before(opened, tmp_path):
    page, coding = opened()
    press(page, "ArrowRight", "l", "3", "Enter")
    says(page, "saved 1")
    press(page, "u", "Backspace", "Backspace")
    says(page, "taken back, saved 0")
    assert shown(page) == HOSTILE and coding.codes == {}
    assert read_codes(tmp_path / "codes.csv").empty
    assert page.locator(".mv-word.mv-loaded.mv-narrated").count() == 1  # as it was coded, to be mended
    press(page, "Enter")
    says(page, "saved 1")
    assert read_codes(tmp_path / "codes.csv")["loaded"].tolist() == [True, False]
    press(page, "Backspace", "Backspace")
    says(page, "Nothing to take back")


def test_keys_pressed_before_the_answer_wait_and_meet_one_sentence_each(opened, tmp_path):
    sample = made_sample()
    page, _ = opened(sample)
    page.evaluate("window.hold = true")
    press(page, "1", "2", "3", "Backspace", "4", "1")
    page.wait_for_timeout(300)
    assert shown(page) == HOSTILE  # nothing moves before the answer
    page.evaluate("window.hold = false; window.let_go()")
    says(page, "saved 4")
    assert voices_in(tmp_path / "codes.csv", sample)[:5] == ["quoted", "attributed", "editorial", "quoted", None]


def test_a_key_held_down_codes_one_sentence(opened, tmp_path):
    page, coding = opened()
    for _ in range(5):  # the browser repeats it
        page.keyboard.down("2")
    says(page, "saved 1")
    page.wait_for_timeout(200)
    assert list(coding.codes) == [0]


def test_no_answer_is_said_and_a_late_one_clears_it(opened, tmp_path):
    sample = made_sample()
    page, _ = opened(sample)
    page.evaluate("window.hold = true")
    press(page, "1", "2")
    says(page, "NOT SAVED")
    assert "1 further keys were not used" in page.locator(".mv-say").inner_text()
    press(page, "3", "3")
    assert shown(page) == HOSTILE
    page.evaluate("window.hold = false; window.let_go()")
    says(page, "saved 1")
    assert page.locator(".mv-wrong").count() == 0
    press(page, "4")
    says(page, "saved 2")
    assert voices_in(tmp_path / "codes.csv", sample)[:3] == ["quoted", "editorial", None]


def test_a_full_disk_is_said_and_the_sentence_stays(opened, monkeypatch):
    page, coding = opened()

    def full(path, rows):
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr("helpers.show.coding.append_codes", full)
        press(page, "1")
        says(page, "NOT SAVED: no space left")
    assert shown(page) == HOSTILE and coding.codes == {}
    press(page, "1")
    says(page, "saved 1")
    assert page.locator(".mv-wrong").count() == 0


def test_two_views_of_one_widget_stay_together(opened):
    sample = made_sample()
    page, _ = opened(sample, views=".a, .b")
    press(page, "1")
    page.locator(".b .mv-sentence").get_by_text("town 2").wait_for()
    page.locator(".b .mv-coding").focus()
    press(page, "2")
    page.locator(".a .mv-sentence").get_by_text("town 3").wait_for()
    assert page.locator(".a .mv-progress").inner_text() == page.locator(".b .mv-progress").inner_text() == "2 of 24"


def test_the_mouse_does_the_same(opened, tmp_path):
    page, coding = opened(made_sample().iloc[1:])
    words = page.locator(".mv-word")
    words.nth(0).click()
    words.nth(2).click(modifiers=["Shift"])
    page.locator("button.mv-quoted").click()
    words.nth(5).hover()
    page.mouse.down()
    words.nth(6).hover()
    page.mouse.up()
    page.locator("button", has_text="loaded").click()
    page.locator("button.mv-narrated").click()
    press(page, "Enter")  # the keys are on after a click
    says(page, "saved 1")
    assert coding.codes[0].voices == ["quoted"] * 3 + ["narrated"] * 6
    assert [n for n, loaded in enumerate(coding.codes[0].loaded) if loaded] == [5, 6]


def test_another_coder_in_the_same_file_sees_none_of_the_first(opened, tmp_path):
    sample = made_sample()
    first, _ = opened(sample)
    second, _ = opened(sample, coder="B")
    for key_a, key_b in pairwise("12341"):
        press(first, key_a)
        second.bring_to_front()
        press(second, key_b)
        first.bring_to_front()
    says(first, "saved 4")
    says(second, "saved 4")
    codes = read_codes(tmp_path / "codes.csv")
    by_coder = {coder: part.sort_values("sentence")["voice"].tolist() for coder, part in codes.groupby("coder")}
    assert by_coder == {"A": VOICES, "B": [*VOICES[1:], VOICES[0]]}


def test_a_sentence_of_five_thousand_words_fits_the_screen(opened):
    sample = made_sample(2)
    long = "It rained and nobody minded. " * 1000
    sample.loc[0, ["text", "end"]] = [long.strip(), len(long.strip())]
    page, _ = opened(sample)
    press(page, "End", "4", "ArrowLeft", "l", "3")
    page.locator(".mv-word.mv-loaded").wait_for()
    for width in (900, 420):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.locator("button.mv-editorial").bounding_box()
        assert box["y"] + box["height"] < 800
    press(page, "Enter")
    says(page, "saved 1")
