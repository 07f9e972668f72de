// What the panes of the browser share: figures in words, and small pieces of a page.

const whole = (n) => n.toLocaleString("en-US");
// Rounded as Python does, half to even: the same figure stands in a table.
const ROUNDED = [0, 1, 2].map((digits) => new Intl.NumberFormat("en-US",
  { minimumFractionDigits: digits, maximumFractionDigits: digits, roundingMode: "halfEven" }));
const signed = (n, digits) => ROUNDED[digits].format(n).replace(/^-(?=[0.]*$)/, "").replace("-", "−");
const percent = (part, all) => (all ? `${signed(100 * (part / all), 0)}\u202f%` : "–");
const plural = (n, one, many = `${one}s`) => `${whole(n)} ${n === 1 ? one : many}`;
const range = (from, to) => Array.from({ length: to - from }, (_, n) => from + n);
const textOf = (pieces) => pieces.map((piece) => (typeof piece === "string" ? piece : piece[0])).join("");
const most = (counts) => [...counts].sort((a, b) => b[1] - a[1]);
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const format = (measure, value) => (value === null ? "–" : measure.share ? percent(value, 1)
  : signed(value, Math.abs(value) < 1 ? 2 : 1));

function button(parent, cls, label, act) {
  const made = node("button", cls, label, parent, { type: "button" });
  made.addEventListener("click", act);
  return made;
}

// What has the focus is drawn anew: the focus stays near, and keys do not fall to JupyterLab.
function keepFocus(part, near) {
  if (part.contains(document.activeElement)) near.focus({ preventScroll: true });
}

function facts(parent, rows) {
  const list = node("dl", "mv-facts", "", parent);
  for (const [term, value] of rows) {
    if (!value) continue;
    node("dt", "", term, list);
    node("dd", "", value, list);
  }
}

// A table under its caption and the heads of its columns: the part that takes the rows.
function headed(parent, cls, caption, heads) {
  const table = node("table", cls, "", parent);
  node("caption", "", caption, table);
  const top = node("tr", "", "", node("thead", "", "", table));
  for (const head of heads) node("th", "", head, top, { scope: "col" });
  return node("tbody", "", "", table);
}

// A table of bars: text, number, class, and the conditions that it leads to.
function bars(view, box, label, rows) {
  const longest = Math.max(...rows.map(([, n]) => n), 1), all = sum(rows.map(([, n]) => n));
  const table = node("table", "mv-bars", "", box);
  node("caption", "", label, table);
  for (const [text_, n, cls, conditions] of rows) {
    const row = node("tr", "", "", table), cell = node("th", "", "", row, { scope: "row" });
    if (conditions) button(cell, "mv-link", text_, () => view.select(conditions, null));
    else cell.textContent = text_;
    const bar = node("span", `mv-length ${cls}`, "", node("td", "mv-lane", "", row));
    bar.style.width = `${(100 * n) / longest}%`;
    node("td", "mv-value", `${whole(n)} · ${percent(n, all)}`, row);
  }
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { /* no right to: the old way */ }
  const had = document.activeElement, box = node("textarea", "mv-copy", "", document.body);
  box.value = text;
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  had?.focus({ preventScroll: true });
  return done;
}

