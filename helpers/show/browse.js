// Browses an analysis: a list of groups and articles, an article with its voices, and what is selected, with the
// sentences behind it. Titles, figures and the places of all words are here at once; sentences come when they are asked
// for. What is selected is an address (speaker:Ann Cole; voice:quoted), read as in results/selection.py.

const LATE = 2000; // milliseconds without an answer
const MOST_SEARCHES = 20; // whose places are remembered
const NO_ANSWER = "No answer yet. Wait if the kernel is busy; if it was restarted, run the cell again.";

function render({ model, el }) {
  const data = model.get("contents"), index = makeIndex(data);
  const { articles, groups, voices } = data;
  const termOf = (hit) => {
    const [entry, category] = data.entries[data.hits.entry[hit]];
    return [entry, data.categories[category]];
  };
  // What the panes share: the corpus, what is selected and where it leads, the article that is open and the place in it
  // (its sentence, segment and hit), and how to change them.
  const view = {
    data, index, articles, groups, voices, termOf, byName: data.by.replaceAll("_", " "),
    name: `mv-${Math.random().toString(36).slice(2)}`, // of this view: there may be several of one model
    groupOf: (a) => groups[articles.group[a]], nameOf: (group) => data.groupNames[groups.indexOf(group)] ?? group,
    typed: () => view.where.find(([key]) => key === "words")?.[1] ?? "", sentences: new Map(), pages: new Map(), gone: false,
    where: readAddress(data.select), found: null, article: -1, focus: null,
    need, needPage, select, show, tell, openArticle: (...place) => view.text.open(...place),
    add: (key, value) => [...view.where.filter(([k]) => k !== key), [key, value]],
    isSelected: (key, value) => view.where.some(([k, v]) => k === key && v === value),
  };
  const open = new Map(), asked = new Map(), stored = model.get("sentences");
  const wordsFound = new Map(); // by what was typed
  let sent = 0, turn = 0;

  // ---- to Python and back
  function ask(message, keep) {
    const n = `${view.name}-${++sent}`;
    const promise = new Promise((resolve) => {
      const timer = setTimeout(() => tell(NO_ANSWER, true), LATE);
      open.set(n, (answer) => {
        clearTimeout(timer);
        if (answer.kind === "failed") tell(`No answer: ${answer.why}`, true);
        else {
          tell("");
          keep(answer);
        }
        resolve();
      });
    });
    model.send({ ...message, n });
    return promise;
  }

  function hear(message) {
    open.get(message.n)?.(message);
    open.delete(message.n);
  }

  async function need(rows) {
    if (stored) for (const row of rows) view.sentences.set(row, stored[row]);
    const wanted = rows.filter((row) => !view.sentences.has(row));
    if (wanted.length) {
      const keep = (m) => { for (const [row, s] of m.sentences) view.sentences.set(row, s); };
      await ask({ kind: "sentences", wanted }, keep);
    }
    return rows.every((row) => view.sentences.has(row));
  }

  async function needPage(a) {
    const all = model.get("pages");
    if (all) view.pages.set(a, all[a]);
    if (!view.pages.has(a)) {
      const keep = (m) => view.pages.set(a, [m.parts, m.headline]);
      if (!asked.has(a)) asked.set(a, ask({ kind: "page", article: a }, keep));
      await asked.get(a);
    }
    return view.pages.get(a) ?? [[], []];
  }

  async function needWords(typed) {
    if (wordsFound.size > MOST_SEARCHES) wordsFound.clear();
    if (stored) wordsFound.set(typed, findWords(index, stored, typed));
    else await ask({ kind: "words", words: typed }, (m) => wordsFound.set(typed, new Map(m.found)));
  }

  // ---- the frame
  const about = "Articles, their voices, and the sentences behind a number";
  const root = node("div", "mv-root mv-browse", "", el, { role: "group", "aria-label": about });
  const status = node("p", "mv-say", "", root, { role: "status" });
  const doors = data.figure ? drawFigure(view, node("div", "mv-figure", "", root)) : [];
  const tabs = node("div", "mv-tabs", "", root);
  const body = node("div", "mv-three", "", root);
  const names = [["list", "Articles"], ["text", "Article"], ["why", "Selection"]];
  const [left, middle, right] = names.map(([which, label]) => {
    const pane = node("section", `mv-pane mv-pane-${which}`, "", body, { "aria-label": label });
    button(tabs, "mv-tab", label, () => show(which)).dataset.view = which;
    return pane;
  });
  view.root = root;
  view.list = listPane(view, left);
  view.text = articlePane(view, middle);
  view.why = whyPane(view, right);
  show("text");

  function tell(words, isWrong = false) {
    status.textContent = words;
    root.classList.toggle("mv-wrong", isWrong);
  }

  function show(which) {
    root.dataset.view = which;
    for (const tab of tabs.children) tab.setAttribute("aria-pressed", tab.dataset.view === which);
  }

  // ---- selecting
  async function select(next, spot = view.focus) {
    const mine = ++turn;
    for (const [key, value] of next) if (key === "words" && !wordsFound.has(value)) await needWords(value);
    if (mine !== turn || view.gone) return;
    view.where = next;
    view.focus = spot;
    view.found = next.length ? find(data, index, next, (typed) => wordsFound.get(typed)) : null;
    view.list.draw();
    if (!view.found && view.article >= 0) view.list.reveal(view.article);
    view.why.draw();
    for (const part of doors) part.setAttribute("aria-pressed", part.dataset.address === makeAddress(next));
    const first = view.found?.rows[0];
    if (first === undefined || view.found.perArticle[view.article]) view.text.light();
    else await view.text.open(index.article[first], first, null);
  }

  // ---- keys that mean the same everywhere
  ownKeys(stored ? document.body : root, (e) => {
    if (e.altKey || e.isComposing || view.list.isField(e.target)) return;
    if (e.key === "Escape") select([], null);
    else if (e.key === "n" || e.key === "p") view.text.jump(e.key === "n" ? 1 : -1);
    else if (e.key === "j" || e.key === "k") view.text.step(e.key === "j" ? 1 : -1);
    else if (e.key === "/") {
      show("list");
      view.list.focus();
      e.preventDefault();
    }
  });

  // ---- beginning
  model.on("msg:custom", hear);
  view.list.draw();
  select(view.where, null).then(() => {
    if (view.article < 0 && articles.id.length) view.text.open(0, null, null);
  });
  return () => {
    view.gone = true;
    Object.assign(view, { where: [], found: null, focus: null }); // and no words stay marked
    view.text.light();
    view.why.draw();
    model.off("msg:custom", hear);
  };
}

export default { render };
