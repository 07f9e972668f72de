// Browses an analysis: a list of groups and articles, an article with its voices, and what is selected, with the
// sentences behind it. Titles, figures and the places of all words are here at once; sentences come when they are asked
// for. What is selected is an address (speaker:Ann Cole; voice:quoted), read as in results/selection.py.

const LATE = 2000; // milliseconds without an answer
const NO_ANSWER = "No answer yet. Wait if the kernel is busy; if it was restarted, run the cell again.";
const ROW = 48, SPARE = 6; // height of a row of the list in pixels; rows that are drawn beyond what is seen
const PAGE = 20; // sentences that are listed at a time
const MOST_COPIED = 5000;
const ALL_OPEN = 60; // articles that are listed with every group open
const SORTS = ["as read", "title", "words", "passages selected"];

const whole = (n) => n.toLocaleString("en-US");
const percent = (part, all) => (all ? `${Math.round((100 * part) / all)} %` : "–");
const plural = (n, one, many = `${one}s`) => `${whole(n)} ${n === 1 ? one : many}`;
const signed = (n, digits) => n.toFixed(digits).replace(/^-(?=0\.?0*$)/, "").replace("-", "−");
const range = (from, to) => Array.from({ length: to - from }, (_, n) => from + n);
const textOf = (pieces) => pieces.map((piece) => (typeof piece === "string" ? piece : piece[0])).join("");
const most = (counts) => [...counts].sort((a, b) => b[1] - a[1]);
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { /* no right to: the old way */ }
  const box = node("textarea", "mv-copy", "", document.body);
  box.value = text;
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return done;
}

function render({ model, el }) {
  const data = model.get("contents"), index = makeIndex(data);
  const { articles, groups, voices } = data;
  const name = `mv-${Math.random().toString(36).slice(2)}`; // of this view: there may be several of one model
  const nArticles = articles.id.length, byName = data.by.replaceAll("_", " ");
  const groupOf = (a) => groups[articles.group[a]];
  const termOf = (hit) => {
    const [entry, category] = data.entries[data.hits.entry[hit]];
    return [entry, data.categories[category]];
  };
  const sentences = new Map(), pages = new Map(), open = new Map();
  let sent = 0, gone = false;
  let where = readAddress(data.select), found = null; // what is selected, and what it leads to
  let article = -1, focus = null; // the article that is open; in it a sentence, segment, hit: {row, segment, hit}
  let listed = PAGE, cursor = 0, items = [], marks = [], mark = 0;
  const isOn = new Set(); // layers of the article
  const closed = new Set(nArticles > ALL_OPEN ? groups.keys() : []);

  // ---- to Python and back
  function ask(message, keep) {
    const n = `${name}-${++sent}`;
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

  const stored = model.get("sentences");
  async function need(rows) {
    if (stored) for (const row of rows) sentences.set(row, stored[row]);
    const wanted = rows.filter((row) => !sentences.has(row));
    if (wanted.length) {
      await ask({ kind: "sentences", wanted }, (m) => { for (const [row, s] of m.sentences) sentences.set(row, s); });
    }
    return rows.every((row) => sentences.has(row));
  }

  async function needPage(a) {
    const all = model.get("pages");
    if (all) pages.set(a, all[a]);
    if (!pages.has(a)) await ask({ kind: "page", article: a }, (m) => pages.set(a, [m.parts, m.headline]));
    return pages.get(a) ?? [[], []];
  }

  // ---- the frame
  const root = node("div", "mv-root mv-browse", "", el);
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", "Articles, their voices, and the sentences behind a number");
  const status = node("p", "mv-say", "", root);
  status.setAttribute("role", "status");
  const figure = data.figure ? drawFigure(node("div", "mv-figure", "", root)) : null;
  const tabs = node("div", "mv-tabs", "", root);
  const body = node("div", "mv-three", "", root);
  const panes = [["list", "Articles"], ["text", "Article"], ["why", "Selection"]];
  const [left, middle, right] = panes.map(([view, label]) => {
    const pane = node("section", `mv-pane mv-pane-${view}`, "", body);
    pane.setAttribute("aria-label", label);
    button(tabs, "mv-tab", label, () => show(view)).dataset.view = view;
    return pane;
  });
  const tools = node("div", "mv-tools", "", left);
  const search = node("input", "mv-search", "", tools);
  search.type = "search";
  search.placeholder = `Search ${plural(nArticles, "article")}`;
  search.setAttribute("aria-label", "Search titles");
  const sort = node("select", "mv-sort", "", tools);
  sort.setAttribute("aria-label", "Sort articles by");
  [...SORTS, ...data.measures.map((m) => m.label)].forEach((text, n) => { node("option", "", text, sort).value = n; });
  const tree = node("div", "mv-tree", "", left);
  tree.tabIndex = 0;
  tree.setAttribute("role", "tree");
  tree.setAttribute("aria-label", "Groups and articles");
  const inner = node("div", "mv-inner", "", tree);
  inner.setAttribute("role", "none");
  const count = node("p", "mv-count", "", left);
  const head = node("header", "mv-title", "", middle);
  const about = node("p", "mv-about", "", head);
  const title = node("h2", "", "", head);
  const layers = node("div", "mv-layers", "", middle);
  layers.setAttribute("role", "group");
  layers.setAttribute("aria-label", "What is shown in the article");
  for (const [layer, label, isFirst] of [...NAMES.map((v) => [v, v, true]), ["labels", "labels", true],
    ["terms", "loaded terms", true], ["hedges", "hedges, assertives", false], ["furniture", "page furniture", true]]) {
    const made = button(layers, `mv-layer mv-layer-${layer}`, label, () => turn(!isOn.has(layer)));
    const turn = (is) => {
      made.setAttribute("aria-pressed", is);
      root.classList.toggle(`mv-no-${layer}`, !is);
      if (is) isOn.add(layer);
      else isOn.delete(layer);
      if (article >= 0 && !NAMES.includes(layer) && layer !== "furniture") redraw();
    };
    turn(isFirst);
  }
  const here = node("div", "mv-here", "", middle);
  const text = node("div", "mv-text", "", middle);
  text.tabIndex = 0;
  text.setAttribute("role", "region");
  text.setAttribute("aria-label", "The article; left and right go from mark to mark, Enter selects");
  right.tabIndex = 0;
  show("text");

  function button(parent, cls, label, act) {
    const made = node("button", cls, label, parent);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function tell(words, isWrong = false) {
    status.textContent = words;
    root.classList.toggle("mv-wrong", isWrong);
  }

  function show(view) {
    root.dataset.view = view;
    for (const tab of tabs.children) tab.setAttribute("aria-pressed", tab.dataset.view === view);
  }

  // ---- selecting
  async function select(next, spot = focus) {
    where = next;
    focus = spot;
    listed = PAGE;
    found = where.length ? find(data, index, where) : null;
    drawList();
    drawWhy();
    for (const part of figure ?? []) part.setAttribute("aria-pressed", part.dataset.address === makeAddress(where));
    const first = found?.rows[0];
    if (first !== undefined && !found.perArticle[article]) await openArticle(index.article[first], first, null);
    else lightUp();
  }

  const add = (key, value) => [...where.filter(([k]) => k !== key), [key, value]];

  // ---- left: groups and articles
  function order() {
    const by = Number(sort.value), n = by - SORTS.length;
    const of = (figures, row, name_, many) => {
      if (n >= 0) return figures.values[n][row] ?? -Infinity;
      return [row, name_, sum(figures.voices[row]), many][by];
    };
    const compare = (a, b) => (by < 2 ? (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0) : b[1] - a[1]);
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const byGroup = groups.map(() => []), passages = groups.map(() => 0);
    for (let a = 0; a < nArticles; a++) {
      if (found && !found.perArticle[a]) continue;
      const said = [articles.title[a], articles.about[a], groupOf(a), articles.id[a]].join(" ").toLowerCase();
      if (!words.every((word) => said.includes(word))) continue;
      const many = found?.perArticle[a] ?? 0;
      passages[articles.group[a]] += many;
      byGroup[articles.group[a]].push([a, of(data.figures.articles, a, articles.title[a].toLowerCase(), many)]);
    }
    items = [];
    let shown = 0;
    const inOrder = groups.map((group, g) => [g, of(data.figures.groups, g, group.toLowerCase(), passages[g])]);
    for (const [g] of inOrder.sort(compare)) {
      if (!byGroup[g].length) continue;
      shown += byGroup[g].length;
      items.push({ group: g, n: byGroup[g].length, passages: passages[g] });
      if (closed.has(g) && !words.length) continue;
      for (const [a] of byGroup[g].sort(compare)) items.push({ article: a, passages: found?.perArticle[a] ?? 0 });
    }
    count.textContent = (shown === nArticles ? "" : `${whole(shown)} of `) + plural(nArticles, "article");
  }

  function drawList() {
    order();
    cursor = Math.max(0, Math.min(cursor, items.length - 1));
    inner.style.height = `${items.length * ROW}px`;
    drawWindow();
  }

  function drawWindow() {
    const from = Math.max(0, Math.floor(tree.scrollTop / ROW) - SPARE);
    const to = Math.min(items.length, Math.ceil((tree.scrollTop + (tree.clientHeight || 480)) / ROW) + SPARE);
    inner.replaceChildren();
    for (let n = from; n < to; n++) drawItem(n);
    if (items.length && (cursor < from || cursor >= to)) drawItem(cursor);
    if (items.length) tree.setAttribute("aria-activedescendant", `${name}-item-${cursor}`);
    else tree.removeAttribute("aria-activedescendant");
  }

  function drawItem(n) {
    const item = items[n], isGroup = item.group !== undefined, row = isGroup ? item.group : item.article;
    const figures = isGroup ? data.figures.groups : data.figures.articles;
    const made = node("div", `mv-item ${isGroup ? "mv-group" : "mv-article"}`, "", inner);
    made.id = `${name}-item-${n}`;
    made.dataset.n = n;
    made.style.top = `${n * ROW}px`;
    made.setAttribute("role", "treeitem");
    made.setAttribute("aria-level", isGroup ? 1 : 2);
    made.setAttribute("aria-setsize", items.length);
    made.setAttribute("aria-posinset", n + 1);
    const isOpen = isGroup ? isSelected(data.by || "group", groups[row]) : row === article;
    made.setAttribute("aria-selected", isOpen);
    if (isGroup) made.setAttribute("aria-expanded", !closed.has(row));
    made.classList.toggle("mv-cursor", n === cursor);
    const line = node("span", "mv-line", "", made);
    if (isGroup) node("span", "mv-fold", closed.has(row) ? "▸" : "▾", line).setAttribute("aria-hidden", "true");
    node("span", "mv-name", isGroup ? groups[row] : articles.title[row], line);
    node("span", "mv-value", valueOf(figures, row, item), line);
    drawBar(made, figures.voices[row], row, isGroup);
  }

  function valueOf(figures, row, item) {
    const n = Number(sort.value) - SORTS.length;
    if (n >= 0) return format(data.measures[n], figures.values[n][row]);
    if (found) return `${whole(item.passages)} ×`;
    return sort.value === "2" ? whole(sum(figures.voices[row])) : item.n ? whole(item.n) : "";
  }

  const format = (measure, value) => (value === null ? "–" : measure.share ? `${Math.round(100 * value)} %`
    : signed(value, Math.abs(value) < 1 ? 2 : 1));

  // A bar of words by voice; its parts are doors for the mouse, the table on the right has them as buttons.
  function drawBar(parent, counts, row, isGroup) {
    const all = sum(counts), bar = node("span", "mv-spark", "", parent);
    bar.setAttribute("role", "img");
    bar.setAttribute("aria-label", NAMES.map((v, n) => `${v} ${percent(counts[n], all)}`).join(", "));
    counts.forEach((n, v) => {
      if (!n) return;
      const part = node("span", `mv-part mv-${NAMES[v]}`, "", bar);
      part.style.flexGrow = n;
      part.title = `${NAMES[v]} ${percent(n, all)}`;
      const whose = !isGroup ? [["article", articles.id[row]]] : data.by ? [[data.by, groups[row]]] : [];
      part.dataset.address = makeAddress([...whose, ["voice", NAMES[v]]]);
    });
  }

  const isSelected = (key, value) => where.some(([k, v]) => k === key && v === value);

  function move(to) {
    cursor = Math.max(0, Math.min(items.length - 1, to));
    const top = cursor * ROW;
    if (top < tree.scrollTop) tree.scrollTop = top;
    else if (top + ROW > tree.scrollTop + tree.clientHeight) tree.scrollTop = top + ROW - tree.clientHeight;
    drawWindow();
  }

  // The list follows the article.
  function reveal(a) {
    if (closed.delete(articles.group[a])) drawList();
    const n = items.findIndex((item) => item.article === a);
    if (n >= 0) move(n);
    else drawWindow();
  }

  function fold(group, isShut) {
    if (isShut) closed.add(group);
    else closed.delete(group);
    drawList();
  }

  function pick(n) {
    cursor = n;
    const item = items[n];
    if (!item) return;
    if (item.article !== undefined) {
      openArticle(item.article, found?.rows.find((row) => index.article[row] === item.article) ?? null, null);
      show("text");
    } else if (data.by) {
      const others = where.filter(([key]) => key !== data.by), group = groups[item.group];
      select(isSelected(data.by, group) ? others : [...others, [data.by, group]], null);
    }
  }

  tree.addEventListener("scroll", drawWindow);
  tree.addEventListener("click", (e) => {
    const made = e.target.closest(".mv-item"), address = e.target.dataset.address;
    if (!made) return;
    const n = Number(made.dataset.n);
    if (address) select(readAddress(address), null);
    else if (e.target.closest(".mv-fold")) fold(items[n].group, !closed.has(items[n].group));
    else pick(n);
  });
  search.addEventListener("input", () => { cursor = 0; tree.scrollTop = 0; drawList(); });
  sort.addEventListener("change", () => { cursor = 0; tree.scrollTop = 0; drawList(); });

  // ---- middle: the article
  const rowsOf = (a) => range(articles.first[a], articles.first[a + 1]);

  async function openArticle(a, row, spot) {
    article = a;
    focus = spot;
    const rows = rowsOf(a);
    reveal(a);
    if (!(await need(rows)) || article !== a || gone) return;
    drawArticle(rows);
    drawWhy();
    if (row !== null) scrollTo(row);
    else text.scrollTop = 0;
    const [parts] = articles.page[a] ? await needPage(a) : [[]];
    if (article === a && !gone) drawFurniture(parts);
  }

  function drawArticle(rows) {
    about.textContent = [data.by && groupOf(article), articles.about[article]].filter(Boolean).join(" · ");
    title.textContent = articles.title[article];
    text.replaceChildren();
    let paragraph = null, number = -1, previous = "";
    for (const row of rows) {
      const s = sentences.get(row);
      if (s.p !== number) {
        paragraph = node("p", s.h ? "mv-par mv-subhead" : "mv-par", "", text);
        paragraph.dataset.paragraph = number = s.p;
        previous = "";
      } else paragraph.append(" ");
      const made = node("span", "mv-sentence", "", paragraph);
      made.dataset.row = row;
      previous = drawRuns(made, row, s, previous, true);
    }
    marks = [...text.querySelectorAll(".mv-mark")];
    mark = 0;
    if (marks.length) marks[0].tabIndex = 0;
    lightUp();
  }

  function redraw() {
    const top = text.scrollTop;
    drawArticle(rowsOf(article));
    if (pages.has(article)) drawFurniture(pages.get(article)[0]);
    text.scrollTop = top;
  }

  // The runs of a sentence: gap, label where voice or speaker change, text cut at terms, speakers and cues.
  function drawRuns(parent, row, s, previous, isArticle) {
    s.r.forEach(([gap, pieces], n) => {
      const segment = index.firstSegment[row] + n, voice = NAMES[index.voice[segment]], source = index.source[segment];
      const is = `${voice}/${source}`;
      parent.append(gap);
      if (isArticle && is !== previous && isOn.has("labels")) {
        const label = node("span", "mv-label", "", parent);
        const spot = { row, segment }, who = data.sources[source]?.[0];
        makeMark(label, "mv-which", voice, `${voice}: all words of this voice`, [["voice", voice]], spot);
        if (who) makeMark(label, "mv-who", shorten(who), `${who}: all words of this source`, [["speaker", who]], spot);
      }
      previous = is;
      const run = node("span", `mv-run mv-${voice}`, "", parent);
      run.dataset.segment = segment;
      for (const piece of pieces) {
        if (typeof piece === "string") run.append(piece);
        else drawPiece(run, piece, row, segment, isArticle);
      }
    });
    parent.append(s.t);
    return previous;
  }

  function drawPiece(run, [words, kind, of], row, segment, isArticle) {
    if (kind === "c") node("span", "mv-cue", words, run);
    else if (kind === "s") {
      const who = data.sources[of][0], label = `${words}: all words of ${who}`;
      if (isArticle) makeMark(run, "mv-speaker", words, label, [["speaker", who]], { row, segment });
      else node("span", "mv-speaker", words, run);
    } else {
      const [entry, card] = termOf(of), spot = { row, segment, hit: of };
      const isShown = isOn.has(card.loaded ? "terms" : "hedges"), isDoor = isArticle && isShown;
      const cls = !isShown ? "" : card.loaded ? "mv-term" : "mv-term mv-hedge";
      const made = isDoor ? makeMark(run, cls, words, `${words}: ${card.label}`, [["term", entry]], spot)
        : node("span", cls, words, run);
      made.dataset.hit = of;
      if (card.loaded && isDoor) made.dataset.category = card.name.replaceAll("_", " ");
    }
  }

  // Something in the article that can be selected.
  function makeMark(parent, cls, words, label, conditions, spot) {
    const made = node("span", `mv-mark ${cls}`, words, parent);
    made.setAttribute("role", "button");
    made.setAttribute("aria-label", label);
    made.title = label;
    made.tabIndex = -1;
    made.choose = () => { select(conditions, spot); show("why"); };
    return made;
  }

  const shorten = (who) => (who.startsWith("(") ? "nobody named" : who.length > 30 ? `${who.slice(0, 28)}…` : who);

  function drawFurniture(parts) {
    const at = new Map();
    for (const [paragraph, kind, rule, words] of parts) {
      if (kind === "headline") continue; // stands above
      if (!at.has(paragraph)) {
        const box = node("details", "mv-furniture", "");
        node("summary", "", "", box);
        at.set(paragraph, box);
        text.insertBefore(box, paragraph ? text.querySelector(`[data-paragraph="${paragraph}"]`) : null);
      }
      const box = at.get(paragraph), line = node("p", "", "", box);
      node("span", "mv-rule", rule || kind, line);
      line.append(words);
      const rules = [...box.querySelectorAll(".mv-rule")].map((said) => said.textContent);
      const named = [...rules.slice(0, 3), ...(rules.length > 3 ? ["…"] : [])].join(", ");
      box.firstChild.textContent = `left out: ${plural(rules.length, "line")} (${named})`;
    }
  }

  function lightRun(run, selected) {
    run.classList.toggle("mv-found", Boolean(selected?.chosen[run.dataset.segment]) && !selected.hits);
    for (const term of run.querySelectorAll("[data-hit]")) {
      term.classList.toggle("mv-found", Boolean(selected?.hits?.has(Number(term.dataset.hit))));
    }
  }

  // What is selected, in the article.
  function lightUp() {
    let passages = 0, last = -1;
    for (const run of text.querySelectorAll(".mv-run")) {
      const segment = Number(run.dataset.segment), row = index.ofSentence[segment];
      const isFound = Boolean(found?.chosen[segment]);
      if (isFound && row !== last) {
        passages++;
        last = row;
      }
      lightRun(run, found);
      run.classList.toggle("mv-focus", focus?.segment === segment);
    }
    here.replaceChildren();
    if (!found) return;
    node("span", "", `${plural(passages, "passage")} here`, here);
    if (passages) {
      button(here, "mv-small", "previous", () => jump(-1));
      button(here, "mv-small", "next", () => jump(1));
    }
    button(here, "mv-small", "clear selection", () => select([], null));
  }

  let at = -1; // the row that was jumped to
  function jump(way) {
    const rows = found?.rows.filter((row) => index.article[row] === article) ?? [];
    if (!rows.length) return;
    const now = rows.indexOf(at), begin = way > 0 ? 0 : rows.length - 1;
    scrollTo(rows[now < 0 ? begin : (now + way + rows.length) % rows.length]);
  }

  function scrollTo(row) {
    at = row;
    const made = text.querySelector(`[data-row="${row}"]`);
    if (!made) return;
    // Only the text moves: the notebook stays where it is.
    text.scrollTop += made.getBoundingClientRect().top - text.getBoundingClientRect().top - 60;
    text.querySelector(".mv-now")?.classList.remove("mv-now");
    made.classList.add("mv-now");
    mark = Math.max(0, marks.findIndex((m) => made.contains(m)));
  }

  function toMark(n, isFocus = true) {
    if (!marks.length) return;
    marks[mark].tabIndex = -1;
    mark = Math.max(0, Math.min(marks.length - 1, n));
    marks[mark].tabIndex = 0;
    if (isFocus) marks[mark].focus();
  }

  text.addEventListener("click", (e) => {
    const made = e.target.closest(".mv-mark");
    if (made) {
      toMark(marks.indexOf(made), false);
      made.choose();
      return;
    }
    const run = e.target.closest(".mv-run");
    if (!run || !getSelection().isCollapsed) return;
    const segment = Number(run.dataset.segment);
    focus = { row: index.ofSentence[segment], segment };
    lightUp();
    drawWhy();
    show("why");
  });

  // ---- right: what is selected
  function drawWhy() {
    right.replaceChildren();
    right.scrollTop = 0;
    if (focus && sentences.has(focus.row)) drawFocus(card("mv-card", "Here"));
    if (found) drawSelection(card("mv-card", "Selected"));
    const isPlain = !found && !focus;
    if (article >= 0) {
      drawMore(`This article · ${plural(sum(data.figures.articles.voices[article]), "word")}`, isPlain, drawThisArticle);
    }
    const group = where.find(([key]) => key === data.by)?.[1] ?? groupOf(article), g = groups.indexOf(group);
    if (data.by && g >= 0) {
      const n = articles.group.filter((of) => of === g).length;
      const draw = (box) => drawFigures(box, data.figures.groups, g);
      drawMore(`${group} · ${plural(n, "article")}`, isSelected(data.by, group), draw);
    }
    drawMore(`All ${plural(nArticles, "article")}`, isPlain && nArticles > 1, drawCorpus);
  }

  function card(cls, label) {
    const made = node("section", cls, "", right);
    made.setAttribute("aria-label", label);
    return made;
  }

  function drawMore(label, isOpen, draw) {
    const box = node("details", "mv-more", "", right);
    node("summary", "", label, box);
    const fill = () => { if (box.open && box.childElementCount === 1) draw(box); };
    box.addEventListener("toggle", fill);
    box.open = isOpen;
    fill();
  }

  function facts(parent, rows) {
    const list = node("dl", "mv-facts", "", parent);
    for (const [term, value] of rows) {
      if (!value) continue;
      node("dt", "", term, list);
      node("dd", "", value, list);
    }
  }

  function drawFocus(box) {
    const { row, segment, hit } = focus, s = sentences.get(row), n = segment - index.firstSegment[row];
    const [, pieces, told] = s.r[n] ?? ["", [], null], voice = NAMES[index.voice[segment]];
    const [who, kind] = data.sources[index.source[segment]] ?? ["", ""];
    node("h2", "", `Why ${voice}?`, box);
    const words = textOf(pieces);
    const quote = node("blockquote", `mv-${voice}`, "", box);
    quote.textContent = words.length > 160 ? `${words.slice(0, 150)}…` : words;
    if (Array.isArray(told)) {
      const [rule, cue, speaker, stance, what] = told;
      facts(box, [["credited to", who + (speaker && speaker !== who ? ` (here: ${speaker})` : "")], ["who that is", kind],
        ["rule", rule], ["cue", cue && `“${cue}”${stance ? `, ${stance}` : ""}`], ["what", what]]);
    } else if (told) node("p", "", told, box);
    else drawReasons(box, s);
    const [entry, card_] = hit === undefined ? [] : termOf(hit);
    if (card_) facts(box, [["term", entry], ["category", card_.label], ["which means", card_.definition]]);
    facts(box, [["sentence", `${s.n}, ${plural(wordsIn(row), "word")}`],
      ["sentiment", s.m === undefined ? "" : `${signed(s.m, 2)} (−1 … +1, names masked)`]]);
    const doors = node("p", "mv-doors", "", box);
    const door = (label, conditions) => button(doors, "mv-small", label, () => select(conditions));
    if (who) door(`all of ${shorten(who)}`, [["speaker", who]]);
    door(`all ${voice}`, [["voice", voice]]);
    if (card_) door(`all ${card_.label.toLowerCase()}`, [["category", card_.name]]);
    door("this sentence", [["article", articles.id[article]], ["sentence", `${s.n}`]]);
  }

  const wordsIn = (row) => sum(index.words.slice(index.firstSegment[row], index.firstSegment[row + 1]));

  function drawReasons(box, s) {
    if (s.e === undefined) return;
    const score = s.e.toFixed(2);
    node("p", "", `Opinion score ${score} of 1; from .50 on the outlet’s own words here are called editorial.`, box);
    const table = node("table", "mv-reasons", "", box);
    node("caption", "", "Reasons, the weightiest first", table);
    const reasons = s.w.map(([reason, said]) => [reason, said, Number(said.replace("−", "-"))]);
    reasons.sort((a, b) => Math.abs(b[2]) - Math.abs(a[2]));
    for (const [reason, said, value] of reasons) {
      const row = node("tr", "", "", table);
      node("td", "", reason, row).title = value > 0 ? "speaks for editorial" : "speaks for narrated";
      const cell = node("td", "mv-weight", said, row);
      const bar = node("span", `mv-push mv-${value > 0 ? "editorial" : "narrated"}`, "", cell);
      bar.style.width = `${(3 * Math.abs(value)) / Math.abs(reasons[0][2] || 1)}em`;
    }
  }

  function drawSelection(box) {
    const heading = node("div", "mv-chips", "", box);
    for (const [key, value] of where) {
      const chip = button(heading, "mv-chip", "", () => select(where.filter(([k, v]) => k !== key || v !== value)));
      node("span", "mv-key", key.replace("_", " "), chip);
      chip.append(key === "article" ? articles.title[articles.id.indexOf(value)] ?? value : value, " ×");
      chip.setAttribute("aria-label", `${key} ${value}: take away`);
    }
    const nIn = found.perArticle.reduce((n, here_) => n + (here_ > 0), 0);
    const amount = found.hits ? plural(found.hits.size, "term") : plural(found.words, "word");
    node("p", "mv-amount", `${amount} in ${plural(found.rows.length, "sentence")} of ${plural(nIn, "article")}`, box);
    for (const [key, value] of where) describe(box, key, value);
    if (!found.hits && found.perVoice.filter(Boolean).length > 1) drawVoiceTable(box, found.perVoice);
    drawGroupTable(box);
    drawAddress(box);
    const list = node("ol", "mv-rows", "", box);
    const foot = node("p", "mv-doors", "", box);
    drawRows(list, foot);
  }

  // What a condition means, and where one may go on from it.
  function describe(box, key, value) {
    const doors = (pairs) => {
      const line = node("p", "mv-doors", "", box);
      for (const [label, conditions] of pairs) button(line, "mv-small", label, () => select(conditions));
    };
    if (key === "speaker") facts(box, [["who that is", data.sources.find(([who]) => who === value)?.[1]]]);
    else if (key === "voice" || key === "one_voice") {
      facts(box, [[value, voices.find((voice) => voice.name === value)?.meaning]]);
      const share = percent(data.oneVoice, 1);
      if (key === "one_voice") node("p", "mv-about", `Sentences with at least ${share} of their words in this voice.`, box);
    } else if (key === "category") {
      const counts = new Map();
      for (const hit of found.hits) counts.set(termOf(hit)[0], (counts.get(termOf(hit)[0]) ?? 0) + 1);
      const definition = data.categories.find((c) => c.name === value)?.definition;
      node("p", "", definition ?? "All terms that count as loaded.", box);
      doors(most(counts).slice(0, 12).map(([entry, n]) => [`${entry} ${n}`, add("term", entry)]));
    } else if (key === "term" && !(focus?.hit !== undefined && termOf(focus.hit)[0] === value)) {
      const cards = data.entries.filter(([entry]) => entry === value).map(([, c]) => data.categories[c]);
      for (const c of cards) facts(box, [["category", c.label], ["which means", c.definition]]);
      doors(cards.map((c) => [`all ${c.label.toLowerCase()}`, [["category", c.name]]]));
    }
  }

  function bars(box, label, rows) {
    const most = Math.max(...rows.map(([, n]) => n), 1), all = sum(rows.map(([, n]) => n));
    const table = node("table", "mv-bars", "", box);
    node("caption", "", label, table);
    for (const [text_, n, cls, conditions] of rows) {
      const row = node("tr", "", "", table), cell = node("th", "", "", row);
      cell.scope = "row";
      if (conditions) button(cell, "mv-link", text_, () => select(conditions, null));
      else cell.textContent = text_;
      const bar = node("span", `mv-length ${cls}`, "", node("td", "mv-lane", "", row));
      bar.style.width = `${(100 * n) / most}%`;
      node("td", "mv-value", `${whole(n)} · ${percent(n, all)}`, row);
    }
  }

  function drawVoiceTable(box, counts) {
    bars(box, "words by voice", NAMES.map((v, n) => [v, counts[n], `mv-${v}`, add("voice", v)]).filter(([, n]) => n));
  }

  function drawGroupTable(box) {
    if (!data.by || groups.length < 2) return;
    const counts = groups.map(() => 0);
    found.perArticle.forEach((n, a) => { counts[articles.group[a]] += n; });
    const rows = most(groups.map((group, g) => [group, counts[g]]).filter(([, n]) => n));
    const some = rows.slice(0, 12).map(([group, n]) => [group, n, "mv-plainbar", add(data.by, group)]);
    if (rows.length > 1) bars(box, `sentences by ${byName}${rows.length > 12 ? ", the twelve with most" : ""}`, some);
  }

  function drawAddress(box) {
    const address = makeAddress(where), line = node("p", "mv-address", "", box);
    node("code", "", `browse(analysis, select=${JSON.stringify(address)})`, line);
    const doors = node("p", "mv-doors", "", box);
    button(doors, "mv-small", "copy rows as a table", copyRows);
    const call = `find_sentences(analysis, ${JSON.stringify(address)})`;
    button(doors, "mv-small", "copy the call", () => put(call, "The call is copied."));
  }

  async function put(words, said) {
    tell((await copy(words)) ? said : "The browser lets nothing be copied here.");
  }

  // The rows as find_sentences gives them, parted by tabs; nothing that a spreadsheet would run.
  async function copyRows() {
    const rows = found.rows.slice(0, MOST_COPIED), selected = found;
    if (!(await need(rows))) return;
    const cell = (value) => {
      const flat = `${value}`.replace(/\s+/g, " ");
      return /^'*\s*[=+\-@＝＋－＠]/.test(flat) ? `'${flat}` : flat;
    };
    const lines = rows.map((row) => {
      const s = sentences.get(row), a = index.article[row], text_ = s.r.map(([gap, pieces]) => gap + textOf(pieces));
      const group = data.by ? [groupOf(a)] : [];
      return [articles.id[a], ...group, s.n, ...toldOf(row, selected), text_.join("") + s.t].map(cell).join("\t");
    });
    const heads = ["article_id", ...(data.by ? [data.by] : []), "sentence", "voice", "speaker", "n_words", "found", "text"];
    const [n, all] = [rows.length, selected.rows.length];
    const more = all > n ? ` They are the first of ${whole(all)}: the call gives all.` : "";
    await put([heads.map(cell).join("\t"), ...lines].join("\n"), `${plural(n, "row")} copied.${more}`);
  }

  // Of a sentence's words that fit: voices, speakers, their number, the words.
  function toldOf(row, selected) {
    const s = sentences.get(row), voices_ = new Set(), speakers = new Set(), parts = [];
    let words = 0;
    s.r.forEach(([, pieces], n) => {
      const g = index.firstSegment[row] + n;
      if (!selected.chosen[g]) return;
      voices_.add(NAMES[index.voice[g]]);
      if (index.source[g] >= 0) speakers.add(data.sources[index.source[g]][0]);
      words += index.words[g];
      if (selected.hits) parts.push(...pieces.filter((p) => p[1] === "t" && selected.hits.has(p[2])).map((p) => p[0]));
      else parts.push(textOf(pieces));
    });
    return [[...voices_].join(", "), [...speakers].join(", "), words, parts.join(" … ")];
  }

  async function drawRows(list, foot) {
    const rows = found.rows.slice(0, listed), mine = found;
    if (!(await need(rows)) || found !== mine || gone) return;
    for (const row of rows.slice(list.childElementCount)) {
      const line = node("li", "", "", list), s = sentences.get(row), a = index.article[row];
      node("p", "mv-about", `${data.by ? `${groupOf(a)} · ` : ""}${articles.title[a]}`, line);
      const said = node("p", "mv-said", "", line);
      drawRuns(said, row, s, "", false);
      for (const run of said.querySelectorAll(".mv-run")) lightRun(run, mine);
      button(line, "mv-small mv-goto", "show in article", () => {
        const segments = range(index.firstSegment[row], index.firstSegment[row + 1]);
        openArticle(a, row, { row, segment: segments.find((g) => mine.chosen[g]) });
        show("text");
      }).setAttribute("aria-label", `show in article: ${articles.title[a]}, sentence ${s.n}`);
    }
    foot.replaceChildren();
    const rest = found.rows.length - list.childElementCount;
    if (rest <= 0) return;
    button(foot, "mv-small", `${Math.min(PAGE, rest)} more of ${whole(rest)}`, () => {
      listed += PAGE;
      drawRows(list, foot);
    });
  }

  function drawThisArticle(box) {
    const a = article, [from, to] = [a, a + 1].map((n) => index.firstSegment[articles.first[n]]);
    if (articles.warnings[a]) node("p", "mv-warning", articles.warnings[a], box);
    drawFigures(box, data.figures.articles, a);
    if (articles.headline[a]) drawHeadline(node("div", "", "", box), a);
    const sources = new Map(), categories = new Map();
    for (let g = from; g < to; g++) {
      const who = data.sources[index.source[g]]?.[0];
      if (who) sources.set(who, (sources.get(who) ?? 0) + index.words[g]);
    }
    for (let hit = firstHit(from); data.hits.segment[hit] < to; hit++) {
      const of = termOf(hit)[1];
      if (of.loaded) categories.set(of, (categories.get(of) ?? 0) + 1);
    }
    const speaking = most(sources).map(([who, n]) => [who, n, "mv-plainbar", [["speaker", who]]]);
    const loaded = most(categories).map(([of, n]) => [of.label, n, "mv-plainbar", [["category", of.name]]]);
    if (speaking.length) bars(box, "who speaks, in words", speaking);
    if (loaded.length) bars(box, "loaded terms by category", loaded);
  }

  async function drawHeadline(box, a) {
    const [, rows] = await needPage(a);
    if (!rows.length) return;
    const table = node("table", "mv-wide", "", box), top = node("tr", "", "", node("thead", "", "", table));
    node("caption", "", "headline against body", table);
    for (const label of ["", "headline", "body"]) node("th", "", label, top).scope = "col";
    const body = node("tbody", "", "", table);
    for (const [label, ...values] of rows) {
      const row = node("tr", "", "", body);
      node("th", "", label, row).scope = "row";
      for (const value of values) node("td", "", value, row);
    }
  }

  function firstHit(segment) {
    let low = 0, high = data.hits.segment.length;
    while (low < high) {
      const middle_ = (low + high) >> 1;
      if (data.hits.segment[middle_] < segment) low = middle_ + 1;
      else high = middle_;
    }
    return low;
  }

  // Every measure beside the middle half and the middle of real articles.
  function drawFigures(box, figures, row) {
    const table = node("table", "mv-measures", "", box);
    node("caption", "", "beside 2,000 real articles: band, middle half; line, median", table);
    data.measures.forEach((measure, n) => {
      const value = figures.values[n][row], [p5, p25, p50, p75, p95] = measure.place;
      const line = node("tr", "", "", table), label = node("th", "", measure.label, line);
      label.scope = "row";
      label.title = measure.direction;
      const lane = node("span", "mv-scale", "", node("td", "mv-lane", "", line));
      const low = Math.min(p5, value ?? p5), high = Math.max(p95, value ?? p95), wide = high - low || 1;
      const x = (v) => `${(100 * (v - low)) / wide}%`;
      const put_ = (cls, from, to) => {
        const part = node("span", cls, "", lane);
        part.style.left = x(from);
        if (to !== undefined) part.style.width = `${(100 * (to - from)) / wide}%`;
      };
      put_("mv-range", p5, p95);
      put_("mv-half", p25, p75);
      put_("mv-median", p50);
      if (value !== null) put_("mv-dot", value);
      lane.setAttribute("role", "img");
      const [middle_, from, to] = [p50, p25, p75].map((v) => format(measure, v));
      const words = value === null ? "too few words"
        : `${format(measure, value)}; median ${middle_}, middle half ${from} to ${to}`;
      lane.setAttribute("aria-label", words);
      lane.title = words;
      node("td", "mv-value", format(measure, value), line);
    });
  }

  function drawCorpus(box) {
    drawFigures(box, data.figures.all, 0);
    if (!data.by) return;
    const table = node("table", "mv-wide", "", box);
    node("caption", "", `words by voice, a row per ${byName}; a figure leads to its sentences`, table);
    const top = node("tr", "", "", node("thead", "", "", table)), rows = node("tbody", "", "", table);
    for (const label of [byName, ...NAMES]) node("th", "", label, top).scope = "col";
    groups.forEach((g, n) => {
      const counts = data.figures.groups.voices[n], all = sum(counts);
      const row = node("tr", "", "", rows), cell = node("th", "", "", row);
      cell.scope = "row";
      button(cell, "mv-link", g, () => select([[data.by, g]], null));
      NAMES.forEach((v, at_) => {
        const place = node("td", "", counts[at_] ? "" : "0 %", row), share = percent(counts[at_], all);
        if (!counts[at_]) return;
        const made = button(place, "mv-link", share, () => select([[data.by, g], ["voice", v]], null));
        made.setAttribute("aria-label", `${g}, ${v}: ${share}`);
      });
    });
  }

  // ---- a figure whose parts are doors
  function drawFigure(box) {
    const parsed = new DOMParser().parseFromString(data.figure.svg, "image/svg+xml");
    const svg = document.importNode(parsed.documentElement, true);
    for (const part of svg.querySelectorAll("style, metadata, script")) part.remove();
    svg.removeAttribute("width");
    svg.removeAttribute("height");
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", data.figure.alt);
    box.append(svg);
    node("p", "mv-about", data.figure.caption, box);
    const parts = data.figure.parts.flatMap(([id, label, address]) => {
      const part = svg.querySelector(`[id="${id}"]`);
      if (!part) return [];
      part.setAttribute("role", "button");
      part.setAttribute("aria-label", label);
      part.setAttribute("tabindex", "-1");
      part.dataset.address = address;
      return [part];
    });
    parts[0]?.setAttribute("tabindex", "0");
    const go = (part) => { select(readAddress(part.dataset.address), null); show("why"); };
    svg.addEventListener("click", (e) => { const part = e.target.closest("[role=button]"); if (part) go(part); });
    svg.addEventListener("keydown", (e) => {
      const n = parts.indexOf(e.target), way = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
      if (n < 0) return;
      if (e.key === "Enter" || e.key === " ") go(parts[n]);
      else if (way) {
        const next = parts[(n + way + parts.length) % parts.length];
        parts[n].setAttribute("tabindex", "-1");
        next.setAttribute("tabindex", "0");
        next.focus();
      } else return;
      e.preventDefault();
    });
    return parts;
  }

  // ---- keys
  ownKeys(root, (e) => {
    if (e.altKey || e.isComposing || e.target === search || e.target === sort) return;
    const inText = text.contains(e.target), onMark = e.target.classList.contains("mv-mark");
    if (e.target === tree && treeKey(e.key)) e.preventDefault();
    else if (inText && (e.key === "ArrowLeft" || e.key === "ArrowRight")) {
      toMark(onMark ? mark + (e.key === "ArrowRight" ? 1 : -1) : mark);
      e.preventDefault();
    } else if (onMark && (e.key === "Enter" || e.key === " ")) {
      e.target.choose();
      e.preventDefault();
    } else if (e.key === "Escape") select([], null);
    else if (e.key === "/") {
      show("list");
      search.focus();
      e.preventDefault();
    } else if (e.key === "n" || e.key === "p") jump(e.key === "n" ? 1 : -1);
  });

  function treeKey(key) {
    const item = items[cursor], page = Math.max(1, Math.floor(tree.clientHeight / ROW) - 1);
    if (key === "ArrowDown") move(cursor + 1);
    else if (key === "ArrowUp") move(cursor - 1);
    else if (key === "PageDown") move(cursor + page);
    else if (key === "PageUp") move(cursor - page);
    else if (key === "Home") move(0);
    else if (key === "End") move(items.length - 1);
    else if (key === "Enter" || key === " ") pick(cursor);
    else if (item?.group !== undefined && ["ArrowRight", "ArrowLeft"].includes(key)) fold(item.group, key === "ArrowLeft");
    else return false;
    return true;
  }

  // ---- beginning
  model.on("msg:custom", hear);
  found = where.length ? find(data, index, where) : null;
  const begin = found?.rows[0];
  if (begin !== undefined) closed.delete(articles.group[index.article[begin]]);
  else if (nArticles) closed.delete(articles.group[0]);
  drawList();
  drawWhy();
  if (nArticles) openArticle(begin === undefined ? 0 : index.article[begin], begin ?? null, null);
  return () => {
    gone = true;
    model.off("msg:custom", hear);
  };
}

export default { render };
