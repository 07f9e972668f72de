// Codes a sample, a sentence at a time. The next sentence shows when Python says that the code is on disk; keys pressed
// meanwhile wait in order, each for the sentence that it meets on the screen. Words have numbers: no offset is known
// here. Article text is hostile and reaches the page as textContent only.

const WAIT = 2000; // milliseconds without an answer until NOT SAVED shows
const PAUSE = 120_000; // a sentence that took longer was a break
const STEPS = { l: "loaded", u: "unsure", Enter: "confirm", Backspace: "back" };

// The key that is meant: digits by their place too, for keyboards that print something else there.
function keyOf(e) {
  if ("1234".includes(e.key)) return e.key;
  const digit = /^Digit([1-4])$/.exec(e.code);
  if (digit && !e.shiftKey) return digit[1];
  const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
  return key in STEPS || /^(Arrow|Home$|End$|Escape$)/.test(key) ? key : "";
}

function blank(words) {
  return { rest: -1, own: new Array(words).fill(-1), loaded: new Array(words).fill(false), unsure: false };
}

// A code that was taken back, as a draft: the commonest voice is the rest's.
function reopened(code) {
  const draft = blank(code.voices.length);
  const count = (voice) => code.voices.filter((v) => v === voice).length;
  draft.rest = [0, 1, 2, 3].reduce((best, voice) => (count(voice) > count(best) ? voice : best), 0);
  draft.own = code.voices.map((voice) => (voice === draft.rest ? -1 : voice));
  code.loaded.forEach((word) => { draft.loaded[word] = true; });
  draft.unsure = code.unsure;
  return draft;
}

function minutes(ms) {
  const left = Math.round(ms / 60_000);
  return left < 1 ? "under a minute left" : left < 90 ? `about ${left} min left` : `about ${(ms / 3_600_000).toFixed(1)} h left`;
}

function render({ model, el }) {
  const { items, voices, rules, coder, file } = model.get("questions");
  const name = Math.random().toString(36).slice(2); // of this view: there may be several of one model
  const codes = new Map();
  let at = -1; // the sentence on the screen: the first without a code
  let draft, past, words, spans;
  let chosen = null; // [anchor, cursor], numbers of words
  let spot = -1; // the word that was chosen last
  let sent = 0, waiting = null, queue = [], since = 0, times = [], gone = false;

  // ---- what is on the screen
  const keys = "Coding: 1 to 4 give the sentence a voice, arrows choose words, Backspace takes back";
  const root = node("div", "mv-root mv-coding", "", el, { tabindex: 0, role: "application", "aria-label": keys });
  const head = node("div", "mv-head", "", root);
  const progress = node("span", "mv-progress", "", head);
  const say = node("span", "mv-say", "", head, { role: "status" });
  const bar = node("div", "mv-done", "", node("div", "mv-bar", "", root));
  node("p", "mv-hint", "Keys are off: click here, or press Tab until the frame shows.", root);
  const body = node("div", "mv-body", "", root);
  const page = node("div", "mv-page", "", body);
  const before = node("p", "mv-near", "", page);
  const box = node("p", "mv-sentence", "", page, { "aria-live": "polite" });
  const after = node("p", "mv-near", "", page);
  const spoken = node("span", "mv-spoken", "", page, { "aria-live": "polite" }); // the cursor, for those who hear it
  const book = node("div", "mv-book", "", body);
  const target = node("p", "mv-target", "", book);
  const cards = voices.map((voice, n) => {
    const card = node("button", `mv-card mv-${voice.name}`, "", book);
    node("kbd", "mv-key", `${n + 1}`, card);
    node("span", "mv-name", voice.name, card);
    node("span", "mv-meaning", voice.meaning, card);
    card.title = voice.examples.map(([example, note]) => `${example}\n→ ${note}`).join("\n");
    button(card, `${n + 1}`);
    return card;
  });
  const steps = node("div", "mv-steps", "", book);
  const step = {};
  for (const [key, text, sign] of [["l", "loaded", "L"], ["u", "unsure", "U"], ["Enter", "confirm", "Enter"],
    ["Backspace", "take back", "⌫"]]) {
    step[key] = node("button", "mv-step", "", steps);
    node("kbd", "mv-key", sign, step[key]);
    node("span", "", text, step[key]);
    button(step[key], key);
  }
  node("p", "mv-help", "← → choose a word, with Shift several; Esc lets go", book);
  const more = node("details", "mv-rules", "", root);
  more.open = true;
  node("summary", "", "Codebook", more);
  const columns = node("div", "mv-columns", "", more);
  for (const voice of voices) {
    const part = node("div", "mv-part", "", columns);
    node("b", "", voice.name, part);
    for (const [example, note] of voice.examples) {
      node("p", "mv-example", example, part);
      node("p", "mv-note", note, part);
    }
  }
  const list = node("ul", "mv-part mv-wide", "", columns);
  for (const rule of rules) node("li", "", rule, list);
  node("p", "mv-foot", `coder ${coder} · ${file}`, root);

  function button(made, key) {
    made.type = "button";
    made.addEventListener("click", (e) => {
      press(key, false);
      if (e.detail) root.focus({ preventScroll: true }); // clicked, not pressed: the next key is for the sentence
    });
  }

  function tell(text, isWrong = false) {
    say.setAttribute("role", isWrong ? "alert" : "status");
    say.textContent = text;
    root.classList.toggle("mv-wrong", isWrong);
  }

  // ---- to Python and back
  function send(message) {
    const n = `${name}-${++sent}`;
    waiting = { n, late: false, timer: setTimeout(late, WAIT) };
    try {
      model.send({ ...message, n });
    } catch { /* no kernel: the time runs out */ }
    draw();
  }

  function late() {
    const dropped = queue.length ? ` ${queue.length} further keys were not used.` : "";
    queue = [];
    waiting.late = true;
    const lost = at < 0 ? "No answer" : "NOT SAVED: no answer"; // at the start there was nothing to save
    tell(`${lost}. Wait if the kernel is busy; if it was restarted, run the cell again.${dropped}`, true);
  }

  function hear(message) {
    if (message.kind === "state") {
      codes.clear();
      for (const [item, code] of message.codes) codes.set(item, code);
    }
    const back = message.kind === "saved" && !message.code ? codes.get(message.item) : null;
    if (message.kind === "saved") {
      if (message.code) codes.set(message.item, message.code);
      else codes.delete(message.item);
    }
    const mine = waiting && message.n === waiting.n;
    if (mine) {
      clearTimeout(waiting.timer);
      waiting = null;
      if (message.kind === "saved" && message.code) times = [...times, Math.min(performance.now() - since, PAUSE)].slice(-20);
      if (message.kind === "failed") {
        queue = [];
        tell(`NOT SAVED: ${message.why}`, true);
      }
    }
    if (message.kind === "saved") tell(message.code ? `saved ${message.total}` : `taken back, saved ${message.total}`);
    if (message.kind === "state" && mine) tell(codes.size ? `${codes.size} in the file` : "");
    let next = 0;
    while (codes.has(next)) next++;
    if (next !== at) open(next, back);
    else draw();
    if (mine) requestAnimationFrame(drain); // a key that waited meets a sentence that has been shown
  }

  // ---- keys
  function press(key, shift) {
    if (waiting?.late) return;
    if (waiting || queue.length) queue.push([key, shift]); // nor does it overtake those that wait to be drawn
    else act(key, shift);
  }

  function drain() {
    while (queue.length && !waiting && !gone) act(...queue.shift());
  }

  function act(key, shift) {
    if (at < 0) return;
    const open = at < items.length;
    if (key === "Backspace") takeBack();
    else if (!open) return;
    else if ("1234".includes(key)) give(Number(key) - 1);
    else if (key === "l") mark();
    else if (key === "u") change(() => { draft.unsure = !draft.unsure; });
    else if (key === "Enter") confirm();
    else if (key === "Escape") choose(null);
    else move(key, shift);
  }

  function change(how) {
    past.push({ ...draft, own: [...draft.own], loaded: [...draft.loaded] });
    how();
    if (chosen) spot = Math.max(...chosen);
    chosen = null;
    tell("");
    draw();
  }

  const isPlain = () => !draft.unsure && !draft.loaded.includes(true) && draft.own.every((voice) => voice < 0);
  const missing = () => (draft.rest < 0 ? draft.own.filter((voice) => voice < 0).length : 0);

  function range() {
    const [a, b] = [Math.min(...chosen), Math.max(...chosen)];
    return Array.from({ length: b - a + 1 }, (_, n) => a + n);
  }

  function give(voice) {
    if (chosen) {
      change(() => { for (const word of range()) draft.own[word] = voice; });
      return;
    }
    const plain = isPlain();
    change(() => { draft.rest = voice; });
    if (plain) confirm();
  }

  function mark() {
    if (!chosen) {
      tell("Choose words first: ← →");
      return;
    }
    const some = range();
    const off = some.every((word) => draft.loaded[word]);
    change(() => { for (const word of some) draft.loaded[word] = !off; });
  }

  function confirm() {
    const left = missing();
    if (left) {
      tell(`${left === words ? "No word has" : left === 1 ? "One word has no" : `${left} words have no`} voice yet: 1 to 4`);
      return;
    }
    const loaded = [...draft.loaded.keys()].filter((word) => draft.loaded[word]);
    const given = draft.own.map((voice) => (voice < 0 ? draft.rest : voice));
    send({ kind: "code", item: at, voices: given, loaded, unsure: draft.unsure });
  }

  function takeBack() {
    if (chosen) choose(null);
    else if (past.length) {
      draft = past.pop();
      tell("");
      draw();
    } else if (at) send({ kind: "back", item: at - 1 }); // all before the first without a code have one
    else tell("Nothing to take back");
  }

  function choose(pair) {
    if (chosen) spot = chosen[1];
    chosen = pair;
    if (pair) {
      spot = pair[1];
      const span = spans[spot];
      if (box.scrollHeight > box.clientHeight) span.scrollIntoView({ block: "nearest" });
      const given = draft.own[spot] < 0 ? draft.rest : draft.own[spot];
      spoken.textContent = [span.textContent, voices[given]?.name, draft.loaded[spot] && "loaded"].filter(Boolean).join(", ");
    }
    draw();
  }

  function move(key, shift) {
    const from = chosen ? chosen[1] : spot;
    let to = key === "ArrowLeft" ? from - 1 : key === "ArrowRight" ? from + 1 : key === "Home" ? 0 : words - 1;
    if (!chosen && spot < 0 && key === "ArrowLeft") to = words - 1;
    if (key === "ArrowUp" || key === "ArrowDown") to = line(Math.max(from, 0), key === "ArrowUp" ? -1 : 1);
    to = Math.max(0, Math.min(words - 1, to));
    choose(shift && chosen ? [chosen[0], to] : [to, to]);
  }

  // The word nearest above or below.
  function line(from, way) {
    const here = spans[from].getBoundingClientRect();
    const middle = (here.left + here.right) / 2;
    let best = from, least = Infinity, top = null;
    for (let word = from + way; word >= 0 && word < words; word += way) {
      const there = spans[word].getBoundingClientRect();
      if (Math.abs(there.top - here.top) < 4) continue;
      top ??= there.top;
      if (Math.abs(there.top - top) >= 4) break;
      const off = Math.abs((there.left + there.right) / 2 - middle);
      if (off < least) [best, least] = [word, off];
    }
    return best;
  }

  // ---- drawing
  function open(next, code) {
    at = next;
    past = [];
    chosen = null;
    spot = -1;
    since = performance.now();
    const item = items[at];
    words = item ? item.words.length : 0;
    draft = code ? reopened(code) : blank(words);
    before.textContent = item?.before ?? "";
    after.textContent = item?.after ?? "";
    box.replaceChildren();
    spans = [];
    if (item) {
      item.words.forEach(([gap, word], n) => {
        if (gap) node("span", "mv-gap", gap, box, { "data-word": n });
        spans.push(node("span", "mv-word", word, box, { "data-word": n }));
      });
      box.append(item.tail);
    } else box.textContent = `All ${items.length} sentences are coded.`;
    box.scrollTop = 0;
    box.tabIndex = box.scrollHeight > box.clientHeight ? 0 : -1;
    draw();
  }

  function look(word) {
    const voice = draft.own[word] < 0 ? draft.rest : draft.own[word];
    const isChosen = chosen && word >= Math.min(...chosen) && word <= Math.max(...chosen);
    return (voice < 0 ? "" : ` mv-${voices[voice].name}`) + (draft.loaded[word] ? " mv-loaded" : "") + (isChosen ? " mv-chosen" : "");
  }

  function draw() {
    if (at < 0) return;
    let previous = "";
    for (let word = 0; word < words; word++) {
      const is = look(word), gap = spans[word].previousSibling;
      if (spans[word].className !== `mv-word${is}`) spans[word].className = `mv-word${is}`;
      const joined = word && is === previous ? `mv-gap${is}` : "mv-gap";
      if (gap?.dataset.word === `${word}` && gap.className !== joined) gap.className = joined;
      previous = is;
    }
    const rest = items.length - codes.size;
    const usual = [...times].sort((a, b) => a - b)[times.length >> 1];
    progress.textContent = `${codes.size} of ${items.length}` + (times.length > 2 && rest ? ` · ${minutes(usual * rest)}` : "");
    bar.style.width = `${(100 * codes.size) / Math.max(items.length, 1)}%`;
    root.classList.toggle("mv-waiting", Boolean(waiting));
    const isOpen = at < items.length;
    const whole = isOpen && draft.own.every((voice) => voice < 0);
    target.textContent = !isOpen ? "" : chosen ? (chosen[0] === chosen[1] ? "1–4: this word is" : "1–4: these words are")
      : whole ? "1–4: the sentence is" : "1–4: the other words are";
    cards.forEach((card, n) => card.setAttribute("aria-pressed", isOpen && draft.rest === n));
    step.u.setAttribute("aria-pressed", isOpen && draft.unsure);
    step.Enter.classList.toggle("mv-now", isOpen && !isPlain() && !missing() && !chosen);
  }

  // ---- listening
  ownKeys(root, (e) => {
    const onButton = e.target.closest("button, summary");
    if (e.altKey || e.isComposing || (onButton && (e.key === "Enter" || e.key === " "))) return;
    const key = keyOf(e);
    if (!key) return;
    e.preventDefault();
    if (!e.repeat || key.startsWith("Arrow")) press(key, e.shiftKey); // a key held down codes one sentence
  });
  const wordAt = (e) => (e.target.dataset?.word === undefined ? -1 : Number(e.target.dataset.word));
  box.addEventListener("pointerdown", (e) => {
    const word = wordAt(e);
    if (waiting || e.button) return;
    e.preventDefault();
    root.focus({ preventScroll: true });
    choose(word < 0 ? null : e.shiftKey && chosen ? [chosen[0], word] : [word, word]);
  });
  box.addEventListener("pointerover", (e) => {
    const word = wordAt(e);
    if (e.buttons === 1 && chosen && word >= 0 && !waiting) choose([chosen[0], word]);
  });
  model.on("msg:custom", hear);
  progress.textContent = `${items.length} sentences`;
  send({ kind: "state" });
  return () => {
    gone = true;
    model.off("msg:custom", hear);
    clearTimeout(waiting?.timer);
  };
}

export default { render };
