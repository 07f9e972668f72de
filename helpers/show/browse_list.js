// The list on the left: groups and their articles, as a tree of which only what is seen is drawn.

const ROW = 48, SPARE = 6; // height of a row in pixels; rows that are drawn beyond what is seen
const ALL_OPEN = 60; // articles that are listed with every group open
const PAUSE = 120; // milliseconds after a key until the words of the articles are searched
const SORTS = ["as read", "title", "words", "passages selected"];
const KEYS = [["/", "search"], ["n p", "passages"], ["j k", "runs"], ["← →", "marks"], ["Esc", "clear"]];

function listPane(view, pane) {
  const { data, index, articles, groups, groupOf, nameOf } = view, nArticles = articles.id.length;
  const closed = new Set(nArticles > ALL_OPEN ? groups.keys() : []);
  let cursor = 0, items = [];
  const tools = node("div", "mv-tools", "", pane);
  const search = node("input", "mv-search", "", tools, { type: "search",
    placeholder: `Search ${plural(nArticles, "article")}`,
    "aria-label": "Search titles and the words of the articles; Enter goes to the first" });
  const sort = node("select", "mv-sort", "", tools, { "aria-label": "Sort articles by" });
  [...SORTS, ...data.measures.map((m) => m.label)].forEach((text, n) => { node("option", "", text, sort).value = n; });
  const tree = node("div", "mv-tree", "", pane, { tabindex: 0, role: "tree", "aria-label": "Groups and articles" });
  const inner = node("div", "mv-inner", "", tree, { role: "none" });
  const count = node("p", "mv-count", "", pane), keys = node("p", "mv-keys", "", pane);
  for (const [key, does] of KEYS) {
    node("kbd", "", key, keys);
    keys.append(` ${does} `);
  }

  function order() {
    const by = Number(sort.value), n = by - SORTS.length;
    const of = (figures, row, name_, many) => {
      if (n >= 0) return figures.values[n][row] ?? -Infinity;
      return [row, name_, sum(figures.voices[row]), many][by];
    };
    const compare = (a, b) => (by < 2 ? (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0) : b[1] - a[1]);
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean), isTyped = Boolean(view.typed());
    const isAll = view.where.every(([key]) => key === "words");
    const byGroup = groups.map(() => []), passages = groups.map(() => 0);
    for (let a = 0; a < nArticles; a++) {
      const group = groupOf(a), many = view.found?.perArticle[a] ?? 0, isFound = !view.found || many;
      const said = [articles.title[a], articles.about[a], group, nameOf(group), articles.id[a]].join(" ").toLowerCase();
      const isNamed = words.length > 0 && words.every((word) => said.includes(word));
      if (!(words.length ? (isTyped ? many || (isAll && isNamed) : isNamed && isFound) : isFound)) continue;
      passages[articles.group[a]] += many;
      byGroup[articles.group[a]].push([a, of(data.figures.articles, a, articles.title[a].toLowerCase(), many)]);
    }
    items = [];
    let shown = 0;
    const inOrder = groups.map((group, g) => [g, of(data.figures.groups, g, group.toLowerCase(), passages[g])]);
    for (const [g] of inOrder.sort(compare)) {
      if (!byGroup[g].length) continue;
      shown += byGroup[g].length;
      const isShut = closed.has(g) && !words.length;
      items.push({ group: g, n: byGroup[g].length, passages: passages[g], isShut });
      if (isShut) continue;
      for (const [a] of byGroup[g].sort(compare)) items.push({ article: a, passages: view.found?.perArticle[a] ?? 0 });
    }
    count.textContent = (shown === nArticles ? "" : `${whole(shown)} of `) + plural(nArticles, "article");
  }

  function drawList() {
    const typed = view.typed(), isElsewhere = document.activeElement !== search;
    if (isElsewhere && (typed || search.value.trim().length > 1)) search.value = typed;
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
    if (items.length) tree.setAttribute("aria-activedescendant", `${view.name}-item-${cursor}`);
    else tree.removeAttribute("aria-activedescendant");
  }

  function drawItem(n) {
    const item = items[n], isGroup = item.group !== undefined, row = isGroup ? item.group : item.article;
    const figures = isGroup ? data.figures.groups : data.figures.articles;
    const isOpen = isGroup ? view.isSelected(data.by || "group", groups[row]) : row === view.article;
    const name = isGroup ? data.groupNames[row] : articles.title[row];
    const made = node("div", `mv-item ${isGroup ? "mv-group" : "mv-article"}`, "", inner, {
      id: `${view.name}-item-${n}`, "data-n": n, title: name, role: "treeitem", "aria-level": isGroup ? 1 : 2,
      "aria-setsize": items.length, "aria-posinset": n + 1, "aria-selected": isOpen,
    });
    made.style.top = `${n * ROW}px`;
    if (isGroup) made.setAttribute("aria-expanded", !item.isShut);
    made.classList.toggle("mv-cursor", n === cursor);
    const line = node("span", "mv-line", "", made);
    if (isGroup) node("span", "mv-fold", item.isShut ? "▸" : "▾", line, { "aria-hidden": true });
    node("span", "mv-name", name, line);
    node("span", "mv-value", valueOf(figures, row, item), line);
    drawBar(made, figures.voices[row], row, isGroup);
  }

  function valueOf(figures, row, item) {
    const n = Number(sort.value) - SORTS.length;
    if (n >= 0) return format(data.measures[n], figures.values[n][row]);
    if (view.found) return item.passages ? `${whole(item.passages)} ×` : "title";
    return sort.value === "2" ? whole(sum(figures.voices[row])) : item.n ? whole(item.n) : "";
  }

  // A bar of words by voice; its parts are doors for the mouse, the table on the right has them as buttons.
  function drawBar(parent, counts, row, isGroup) {
    const all = sum(counts), told = counts.map((n, v) => `${NAMES[v]} ${percent(n, all)}`);
    const bar = node("span", "mv-spark", "", parent, { role: "img", "aria-label": told.join(", ") });
    const whose = !isGroup ? [["article", articles.id[row]]] : data.by ? [[data.by, groups[row]]] : [];
    counts.forEach((n, v) => {
      if (!n) return;
      const address = makeAddress([...whose, ["voice", NAMES[v]]]);
      const looks = { title: told[v], "data-address": address };
      node("span", `mv-part mv-${NAMES[v]}`, "", bar, looks).style.flexGrow = n;
    });
  }

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
      view.openArticle(item.article, view.found?.rows.find((row) => index.article[row] === item.article) ?? null, null);
      view.show("text");
    } else if (data.by) {
      const others = view.where.filter(([key]) => key !== data.by), group = groups[item.group];
      view.select(view.isSelected(data.by, group) ? others : [...others, [data.by, group]], null);
    }
  }

  tree.addEventListener("scroll", drawWindow);
  tree.addEventListener("click", (e) => {
    const made = e.target.closest(".mv-item"), address = e.target.dataset.address;
    if (!made) return;
    const n = Number(made.dataset.n);
    if (address) view.select(readAddress(address), null);
    else if (e.target.closest(".mv-fold")) fold(items[n].group, !closed.has(items[n].group));
    else pick(n);
  });
  let typing = 0;
  search.addEventListener("input", () => {
    cursor = 0;
    tree.scrollTop = 0;
    drawList();
    clearTimeout(typing);
    typing = setTimeout(searchWords, PAUSE);
  });
  search.addEventListener("change", searchWords);
  search.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" || e.isComposing) return;
    e.preventDefault();
    searchWords().then(view.text.focus);
  });
  sort.addEventListener("change", () => { cursor = 0; tree.scrollTop = 0; drawList(); });
  tree.addEventListener("keydown", (e) => { if (!e.altKey && !e.ctrlKey && treeKey(e.key)) e.preventDefault(); });

  async function searchWords() {
    clearTimeout(typing);
    const typed = search.value.trim().length > 1 ? search.value.trim() : "";
    const others = view.where.filter(([key]) => key !== "words");
    if (typed !== view.typed()) await view.select(typed ? [...others, ["words", typed]] : others, null);
  }

  function treeKey(key) {
    const item = items[cursor], page = Math.max(1, Math.floor(tree.clientHeight / ROW) - 1);
    if (key === "ArrowDown") move(cursor + 1);
    else if (key === "ArrowUp") move(cursor - 1);
    else if (key === "PageDown") move(cursor + page);
    else if (key === "PageUp") move(cursor - page);
    else if (key === "Home") move(0);
    else if (key === "End") move(items.length - 1);
    else if (key === "Enter" || key === " ") pick(cursor);
    else if (item?.group !== undefined && key === "ArrowRight") fold(item.group, false);
    else if (item?.group !== undefined && key === "ArrowLeft") fold(item.group, true);
    else return false;
    return true;
  }

  const isField = (made) => made === search || made === sort;
  return { draw: drawList, reveal, isField, focus: () => search.focus() };
}

