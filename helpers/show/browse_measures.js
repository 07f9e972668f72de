// Measures beside those of real articles, and the table of all groups.

// Of the article that is open: measures, headline, who speaks, loaded terms.
function drawArticleFigures(view, box) {
  const { data, index, articles, termOf } = view, own = [["article", articles.id[view.article]]];
  const a = view.article, [from, to] = [a, a + 1].map((n) => index.firstSegment[articles.first[n]]);
  if (articles.warnings[a]) node("p", "mv-warning", articles.warnings[a], box);
  drawFigures(view, box, data.figures.articles, a, articles.genre[a]);
  if (articles.headline[a]) drawHeadline(view, node("div", "", "", box), a);
  const shares = data.figures.articles.voices[a].map((n, v) => [NAMES[v], n, `mv-${NAMES[v]}`, [...own, ["voice", NAMES[v]]]]);
  bars(view, box, "words by voice", shares.filter(([, n]) => n));
  const sources = new Map(), categories = new Map();
  for (let g = from; g < to; g++) {
    const who = data.sources[index.source[g]]?.[0];
    if (who) sources.set(who, (sources.get(who) ?? 0) + index.words[g]);
  }
  for (let hit = firstHit(view, from); data.hits.segment[hit] < to; hit++) {
    const of = termOf(hit)[1];
    if (of.loaded) categories.set(of, (categories.get(of) ?? 0) + 1);
  }
  const speaking = most(sources).map(([who, n]) => [who, n, "mv-plainbar", [["speaker", who]]]);
  const loaded = most(categories).map(([of, n]) => [of.label, n, "mv-plainbar", [["category", of.name]]]);
  if (speaking.length) bars(view, box, "who speaks, in words", speaking);
  if (loaded.length) bars(view, box, "loaded terms by category", loaded);
}

async function drawHeadline(view, box, a) {
  const [, rows] = await view.needPage(a);
  if (!rows.length) return;
  const body = headed(box, "mv-wide mv-beside", "headline against body", ["measure", "headline", "body"]);
  for (const [label, ...values] of rows) {
    const row = node("tr", "", "", body);
    node("th", "", label, row, { scope: "row" });
    for (const value of values) node("td", "", value, row);
  }
}

function firstHit({ data }, segment) {
  let low = 0, high = data.hits.segment.length;
  while (low < high) {
    const middle_ = (low + high) >> 1;
    if (data.hits.segment[middle_] < segment) low = middle_ + 1;
    else high = middle_;
  }
  return low;
}

// Every measure beside the middle half and the middle of real articles.
// `place`: the articles of its genre for an article, outlets for several articles.
function drawFigures({ data }, box, figures, row, place) {
  const table = node("table", "mv-measures", "", box), { among, places } = data.places[place];
  node("caption", "", `beside ${among}: band, middle half; line, median`, table);
  data.measures.forEach((measure, n) => {
    const value = figures.values[n][row], [p5, p25, p50, p75, p95] = places[n];
    const line = node("tr", "", "", table);
    node("th", "", measure.label, line, { scope: "row", title: measure.direction });
    const [middle_, from, to] = [p50, p25, p75].map((v) => format(measure, v));
    const words = value === null ? "too few words"
      : `${format(measure, value)}; median ${middle_}, middle half ${from} to ${to}`;
    const looks = { role: "img", "aria-label": words, title: words };
    const lane = node("span", "mv-scale", "", node("td", "mv-lane", "", line), looks);
    const low = Math.min(p5, value ?? p5), high = Math.max(p95, value ?? p95), wide = high - low || 1;
    const x = (v) => `${(100 * (v - low)) / wide}%`;
    const put_ = (cls, begin, end) => {
      const part = node("span", cls, "", lane);
      part.style.left = x(begin);
      if (end !== undefined) part.style.width = `${(100 * (end - begin)) / wide}%`;
    };
    put_("mv-range", p5, p95);
    put_("mv-half", p25, p75);
    put_("mv-median", p50);
    if (value !== null) put_("mv-dot", value);
    node("td", "mv-value", format(measure, value), line);
  });
}

function drawCorpus(view, box) {
  const { data, articles, groups, nameOf, byName } = view;
  drawFigures(view, box, data.figures.all, 0, articles.id.length > 1 ? data.places.length - 1 : articles.genre[0]);
  if (!data.by) return;
  const caption = `words by voice, a row per ${byName}; a figure leads to its sentences`;
  const rows = headed(box, "mv-wide", caption, [byName, ...NAMES]);
  groups.forEach((g, n) => {
    const counts = data.figures.groups.voices[n], all = sum(counts);
    const row = node("tr", "", "", rows), cell = node("th", "", "", row, { scope: "row" });
    button(cell, "mv-link", nameOf(g), () => view.select([[data.by, g]], null));
    NAMES.forEach((v, at_) => {
      const place = node("td", "", counts[at_] ? "" : "0\u202f%", row), share = percent(counts[at_], all);
      if (!counts[at_]) return;
      const made = button(place, "mv-link", share, () => view.select([[data.by, g], ["voice", v]], null));
      made.setAttribute("aria-label", `${nameOf(g)}, ${v}: ${share}`);
    });
  });
}

