// A table: a heading sorts, a box filters. Its rows enter the page by the hundred, as thousands would make it slow.
const PORTION = 100, FEW = 7, SHORT = 20, NEAR = 600;

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[−–]/g, "-").toLowerCase();
const isMissing = (text) => text === "" || text === "–";

// The number that a cell begins with: -0.1 of "−0.10 [−0.22 to 0.05]".
function numberOf(text) {
  const found = parseFloat(text.replace(/^[<+\s]+/, "").replace("−", "-").replace("∞", "Infinity").replace(/,/g, ""));
  return text.startsWith("<") ? found / 2 : found;
}

// How two cells stand to one another; what is missing comes last, whichever way round.
function comparison(isNumber, sign) {
  return (a, b) => {
    if (isMissing(a) || isMissing(b)) return isMissing(a) - isMissing(b);
    const step = isNumber ? numberOf(a) - numberOf(b) : 0;
    return sign * (step || a.localeCompare(b, "en", { numeric: true }));
  };
}

// A figure is broken into lines between its parts, never inside an interval.
function fill(cell, text, isNumber) {
  if (!isNumber || !text.includes("[")) cell.textContent = text;
  else text.split(" ").forEach((part, at) => cell.append(at ? " " : "", node("span", "mv-whole", part)));
}

function render({ model, el }) {
  const { caption, columns, right, rows, n } = model.get("table");
  const root = node("div", "mv-root mv-table", "", el, { role: "group", "aria-label": caption });
  const found = rows.map((row) => folded(row.join("\n")));
  let order = [], drawn = 0, by = -1, sign = 1;
  node("p", "mv-caption", caption, root);
  const tools = node("div", "mv-tools", "", root);
  const search = node("input", "mv-search", "", tools, { type: "search", placeholder: "filter rows",
    "aria-label": "Filter rows: all words must stand in a row" });
  const said = node("p", "mv-count", "", tools, { role: "status" });
  tools.hidden = rows.length <= FEW;
  const box = node("div", "mv-scroll", "", root, { tabindex: 0, role: "region", "aria-label": `Rows: ${caption}` });
  const table = node("table", "", "", box, { "aria-label": caption });
  const line = node("tr", "", "", node("thead", "", "", table));
  const body = node("tbody", "", "", table);
  const looks = columns.map((_, at) => {
    const longest = Math.max(...rows.map((row) => row[at].length));
    return right.includes(at) ? "mv-number" : longest > 60 ? "mv-long" : longest <= SHORT ? "mv-short" : "mv-text";
  });
  const heads = columns.map((name, at) => {
    const head = node("th", looks[at], "", line, { scope: "col" });
    const button = node("button", "", name, head);
    node("span", "mv-arrow", "", button, { "aria-hidden": true });
    button.addEventListener("click", () => sort(at));
    return head;
  });

  function more() {
    for (const row of order.slice(drawn, drawn + PORTION)) {
      const made = node("tr", "", "", body, { "aria-rowindex": (drawn += 1) + 1 });
      rows[row].forEach((text, at) => fill(node("td", looks[at], "", made), text, right.includes(at)));
    }
  }

  function draw() {
    const wanted = folded(search.value).split(/\s+/);
    order = rows.map((_, row) => row).filter((row) => wanted.every((word) => found[row].includes(word)));
    if (by >= 0) {
      const compare = comparison(right.includes(by), sign);
      order.sort((a, b) => compare(rows[a][by], rows[b][by]));
    }
    drawn = 0;
    body.replaceChildren();
    box.scrollTop = 0;
    table.setAttribute("aria-rowcount", order.length + 1);
    more();
    const here = rows.length.toLocaleString("en");
    const all = n > rows.length ? `${here} rows (the first of ${n.toLocaleString("en")})` : `${here} rows`;
    said.textContent = order.length < rows.length ? `${order.length.toLocaleString("en")} of ${all}` : all;
  }

  // Up, then down, then as the table was given.
  function sort(at) {
    keepWidths();
    if (by !== at) [by, sign] = [at, 1];
    else if (sign === 1) sign = -1;
    else by = -1;
    heads.forEach((head, k) => {
      if (k === by) head.setAttribute("aria-sort", sign === 1 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    draw();
  }

  // Columns stay where they are while other rows come and go.
  function keepWidths() {
    if (!heads[0].style.minWidth) for (const head of heads) head.style.minWidth = `${head.offsetWidth}px`;
  }

  search.addEventListener("input", () => { keepWidths(); draw(); });
  box.addEventListener("scroll", () => { if (box.scrollTop + box.clientHeight > box.scrollHeight - NEAR) more(); });
  ownKeys(root, (e) => {
    if (e.key === "/" && e.target !== search && !tools.hidden) { e.preventDefault(); search.focus(); }
    if (e.key === "Escape" && search.value) { search.value = ""; draw(); }
  });
  draw();
}

export default { render };
