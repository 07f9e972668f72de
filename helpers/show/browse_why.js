// What is selected, on the right: why these words are called what they are, what else fits, the measures.

const PAGE = 20; // sentences that are listed at a time
const MOST_COPIED = 5000;

function whyPane(view, pane) {
  const { data, index, articles, groups, voices, byName, groupOf, nameOf, termOf, add } = view, nArticles = articles.id.length;
  const markTyped = makeMarker("mv-typed");
  let listed = PAGE, typedRanges = [];
  pane.tabIndex = 0;

  function drawWhy() {
    listed = PAGE;
    keepFocus(pane, pane);
    pane.replaceChildren();
    markTyped(typedRanges = []);
    pane.scrollTop = 0;
    if (view.focus && view.sentences.has(view.focus.row)) drawFocus(card("mv-card", "Here"));
    if (view.found) drawSelection(card("mv-card", "Selected"));
    const isPlain = !view.found && !view.focus;
    if (view.article >= 0) {
      const n = sum(data.figures.articles.voices[view.article]);
      drawMore(`This article · ${plural(n, "word")}`, isPlain, (box) => drawArticleFigures(view, box));
    }
    const group = view.where.find(([key]) => key === data.by)?.[1] ?? groupOf(view.article), g = groups.indexOf(group);
    if (data.by && g >= 0) {
      const n = articles.group.filter((of) => of === g).length;
      const place = n > 1 ? data.places.length - 1 : articles.genre[articles.group.indexOf(g)];
      const draw = (box) => drawFigures(view, box, data.figures.groups, g, place);
      drawMore(`${nameOf(group)} · ${plural(n, "article")}`, view.isSelected(data.by, group), draw);
    }
    drawMore(`All ${plural(nArticles, "article")}`, isPlain && nArticles > 1, (box) => drawCorpus(view, box));
  }

  function card(cls, label) {
    return node("section", cls, "", pane, { "aria-label": label });
  }

  function drawMore(label, isOpen, draw) {
    const box = node("details", "mv-more", "", pane);
    node("summary", "", label, box);
    const fill = () => { if (box.open && box.childElementCount === 1) draw(box); };
    box.addEventListener("toggle", fill);
    box.open = isOpen;
    fill();
  }

  function drawFocus(box) {
    const { row, segment, hit } = view.focus, s = view.sentences.get(row), n = segment - index.firstSegment[row];
    const [, pieces, told] = s.r[n] ?? ["", [], null], voice = NAMES[index.voice[segment]];
    const [who, kind] = data.sources[index.source[segment]] ?? ["", ""];
    node("h2", "", `Why ${voice}?`, box);
    const words = textOf(pieces);
    const quote = node("blockquote", `mv-${voice}`, "", box);
    quote.textContent = words.length > 160 ? `${words.slice(0, 150)}…` : words;
    if (Array.isArray(told)) {
      const [rule, cue, speaker, stance, what] = told;
      const named = speaker && speaker !== who ? ` (here: ${speaker})` : "";
      facts(box, [["credited to", who + named], ["who that is", kind], ["rule", rule],
        ["cue", cue && `“${cue}”${stance ? `, ${stance}` : ""}`], ["what", what]]);
    } else if (told) node("p", "", told, box);
    else drawReasons(box, s);
    const [entry, card_] = hit === undefined ? [] : termOf(hit);
    if (card_) facts(box, [["term", entry], ["category", card_.label], ["which means", card_.definition]]);
    facts(box, [["sentence", `${s.n}, ${plural(wordsIn(row), "word")}`],
      ["sentiment", s.m === undefined ? "" : `${signed(s.m, 2)} (−1 … +1, names masked)`]]);
    const doors = node("p", "mv-doors", "", box);
    const door = (label, conditions) => button(doors, "mv-small", label, () => view.select(conditions));
    if (who) door(`all of ${shorten(who)}`, [["speaker", who]]);
    door(`all ${voice}`, [["voice", voice]]);
    if (card_) door(`all ${card_.label.toLowerCase()}`, [["category", card_.name]]);
    door("this sentence", [["article", articles.id[view.article]], ["sentence", `${s.n}`]]);
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
      node("td", "", reason, row, { title: `speaks for ${value > 0 ? "editorial" : "narrated"}` });
      node("td", "mv-weight", said, row);
      const lane = node("td", "mv-lane", "", row);
      const bar = node("span", `mv-length mv-${value > 0 ? "editorial" : "narrated"}`, "", lane);
      bar.style.width = `${(100 * Math.abs(value)) / Math.abs(reasons[0][2] || 1)}%`;
    }
  }

  function drawSelection(box) {
    const heading = node("div", "mv-chips", "", box);
    for (const [key, value] of view.where) {
      const others = view.where.filter(([k, v]) => k !== key || v !== value);
      const chip = button(heading, "mv-chip", "", () => view.select(others));
      node("span", "mv-key", key.replace("_", " "), chip);
      const name = key === "article" ? articles.title[articles.id.indexOf(value)] : key === data.by ? nameOf(value) : value;
      chip.append(name ?? value, " ×");
      chip.setAttribute("aria-label", `${key} ${name ?? value}: take away`);
    }
    const { hits, words, rows, perArticle, perVoice, places } = view.found, nIn = perArticle.filter(Boolean).length;
    const amount = places !== null ? plural(places, "hit") : hits ? plural(hits.size, "term") : plural(words, "word");
    node("p", "mv-amount", `${amount} in ${plural(rows.length, "sentence")} of ${plural(nIn, "article")}`, box);
    for (const [key, value] of view.where) describe(box, key, value);
    if (!hits && places === null && perVoice.filter(Boolean).length > 1) {
      const shares = NAMES.map((voice, n) => [voice, perVoice[n], `mv-${voice}`, add("voice", voice)]);
      bars(view, box, "words by voice", shares.filter(([, n]) => n));
    }
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
      for (const [label, conditions] of pairs) button(line, "mv-small", label, () => view.select(conditions));
    };
    if (key === "speaker") facts(box, [["who that is", data.sources.find(([who]) => who === value)?.[1]]]);
    else if (key === "voice" || key === "one_voice") {
      facts(box, [[value, voices.find((voice) => voice.name === value)?.meaning]]);
      const share = percent(data.oneVoice, 1);
      const said = `Sentences with at least ${share} of their words in this voice.`;
      if (key === "one_voice") node("p", "mv-about", said, box);
    } else if (key === "category") {
      const counts = new Map();
      for (const hit of view.found.hits) counts.set(termOf(hit)[0], (counts.get(termOf(hit)[0]) ?? 0) + 1);
      const definition = data.categories.find((c) => c.name === value)?.definition;
      node("p", "", definition ?? "All terms that count as loaded.", box);
      doors(most(counts).slice(0, 12).map(([entry, n]) => [`${entry} ${n}`, add("term", entry)]));
    } else if (key === "term" && !(view.focus?.hit !== undefined && termOf(view.focus.hit)[0] === value)) {
      const cards = data.entries.filter(([entry]) => entry === value).map(([, c]) => data.categories[c]);
      for (const c of cards) facts(box, [["category", c.label], ["which means", c.definition]]);
      doors(cards.map((c) => [`all ${c.label.toLowerCase()}`, [["category", c.name]]]));
    }
  }

  function drawGroupTable(box) {
    if (!data.by || groups.length < 2) return;
    const counts = groups.map(() => 0);
    view.found.perArticle.forEach((n, a) => { counts[articles.group[a]] += n; });
    const rows = most(groups.map((group, g) => [group, counts[g]]).filter(([, n]) => n));
    const some = rows.slice(0, 12).map(([group, n]) => [nameOf(group), n, "mv-plainbar", add(data.by, group)]);
    const more = rows.length > 12 ? ", the twelve with most" : "";
    if (rows.length > 1) bars(view, box, `sentences by ${byName}${more}`, some);
  }

  function drawAddress(box) {
    const address = makeAddress(view.where), line = node("p", "mv-address", "", box);
    node("code", "", `browse(analysis, select=${JSON.stringify(address)})`, line);
    const doors = node("p", "mv-doors", "", box);
    button(doors, "mv-small", "copy rows as a table", copyRows);
    const call = `find_sentences(analysis, ${JSON.stringify(address)})`;
    button(doors, "mv-small", "copy the call", () => put(call, "The call is copied."));
  }

  async function put(words, said) {
    view.tell((await copy(words)) ? said : "The browser lets nothing be copied here.");
  }

  // The rows as find_sentences gives them, parted by tabs; nothing that a spreadsheet would run.
  async function copyRows() {
    const rows = view.found.rows.slice(0, MOST_COPIED), selected = view.found;
    if (!(await view.need(rows))) return;
    const cell = (value) => {
      const flat = `${value}`.replace(/\s+/g, " ");
      return /^'*\s*[=+\-@＝＋－＠]/.test(flat) ? `'${flat}` : flat;
    };
    const lines = rows.map((row) => {
      const s = view.sentences.get(row), a = index.article[row], group = data.by ? [groupOf(a)] : [];
      const text_ = s.r.map(([gap, pieces]) => gap + textOf(pieces));
      return [articles.id[a], ...group, s.n, ...toldOf(row, selected), text_.join("") + s.t].map(cell).join("\t");
    });
    const by = data.by ? [data.by] : [];
    const heads = ["article_id", ...by, "sentence", "voice", "speaker", "n_words", "found", "text"];
    const [n, all] = [rows.length, selected.rows.length];
    const more = all > n ? ` They are the first of ${whole(all)}: the call gives all.` : "";
    await put([heads.map(cell).join("\t"), ...lines].join("\n"), `${plural(n, "row")} copied.${more}`);
  }

  // Of a sentence's words that fit: voices, speakers, their number, the words.
  function toldOf(row, selected) {
    const s = view.sentences.get(row), voices_ = new Set(), speakers = new Set(), parts = [];
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
    const rows = view.found.rows.slice(0, listed), mine = view.found;
    if (!(await view.need(rows)) || view.found !== mine || view.gone) return;
    for (const row of rows.slice(list.childElementCount)) {
      const line = node("li", "", "", list), s = view.sentences.get(row), a = index.article[row];
      node("p", "mv-about", `${data.by ? `${nameOf(groupOf(a))} · ` : ""}${articles.title[a]}`, line);
      const said = node("p", "mv-said", "", line);
      view.text.drawRuns(said, row, s, "", false);
      lightRuns(said, mine);
      if (mine.places !== null) typedRanges.push(...rangesIn(view, said, row, view.typed()));
      button(line, "mv-small mv-goto", "show in article", () => {
        const segments = range(index.firstSegment[row], index.firstSegment[row + 1]);
        view.openArticle(a, row, { row, segment: segments.find((g) => mine.chosen[g]) });
        view.show("text");
      }).setAttribute("aria-label", `show in article: ${articles.title[a]}, sentence ${s.n}`);
    }
    markTyped([...typedRanges]);
    keepFocus(foot, pane);
    foot.replaceChildren();
    const rest = view.found.rows.length - list.childElementCount;
    if (rest <= 0) return;
    button(foot, "mv-small", `${Math.min(PAGE, rest)} more of ${whole(rest)}`, () => {
      listed += PAGE;
      drawRows(list, foot);
    });
  }

  return { draw: drawWhy };
}

