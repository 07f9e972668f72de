// The article in the middle: its voices, speakers and terms, each a door; what was left out of the page, folded.

const LAYERS = [...NAMES.map((voice) => [voice, voice, true]), ["labels", "labels", true],
  ["terms", "loaded terms", true], ["hedges", "hedges, assertives", false], ["furniture", "page furniture", true]];

const shorten = (who) => (who.startsWith("(") ? "nobody named" : who.length > 30 ? `${who.slice(0, 28)}…` : who);

// What is selected, in a text: the terms, or the runs unless it is all of them, or the words that were typed.
function lightRuns(box, selected) {
  const runs = [...box.querySelectorAll(".mv-run")], isChosen = (run) => Boolean(selected?.chosen[run.dataset.segment]);
  const isSome = selected && !selected.hits && !runs.every(isChosen) && (selected.places === null || !CAN_MARK);
  for (const run of runs) run.classList.toggle("mv-found", Boolean(isSome) && isChosen(run));
  for (const term of box.querySelectorAll("[data-hit]")) {
    term.classList.toggle("mv-found", Boolean(selected?.hits?.has(Number(term.dataset.hit))));
  }
}

function articlePane(view, pane) {
  const { data, index, articles, groupOf, nameOf, termOf } = view, isOn = new Set(); // layers
  const markAll = makeMarker("mv-typed"), markOne = makeMarker("mv-typed-now");
  let marks = [], mark = 0, stops = [], at = -1; // places that n and p go to, and the one that they are at
  const head = node("header", "mv-title", "", pane);
  const about = node("p", "mv-about", "", head);
  const title = node("h2", "", "", head);
  const shown = { role: "group", "aria-label": "What is shown in the article" };
  const layers = node("div", "mv-layers", "", pane, shown);
  for (const [layer, label, isFirst] of LAYERS) {
    const made = button(layers, `mv-layer mv-layer-${layer}`, label, () => turn(!isOn.has(layer)));
    const turn = (is) => {
      made.setAttribute("aria-pressed", is);
      view.root.classList.toggle(`mv-no-${layer}`, !is);
      if (is) isOn.add(layer);
      else isOn.delete(layer);
      if (view.article >= 0 && layer !== "furniture") redraw();
    };
    turn(isFirst);
  }
  const here = node("div", "mv-here", "", pane);
  const keys = "The article; left and right go from mark to mark, Enter selects, j and k go from run to run";
  const text = node("div", "mv-text", "", pane, { tabindex: 0, role: "region", "aria-label": keys });

  const rowsOf = (a) => range(articles.first[a], articles.first[a + 1]);

  async function openArticle(a, row, spot) {
    view.article = a;
    view.focus = spot;
    const rows = rowsOf(a);
    view.list.reveal(a);
    if (!(await view.need(rows)) || view.article !== a || view.gone) return;
    drawArticle(rows);
    view.why.draw();
    if (row !== null) scrollTo(row);
    else text.scrollTop = 0;
    const [parts] = articles.page[a] ? await view.needPage(a) : [[]];
    if (view.article === a && !view.gone) drawFurniture(parts);
  }

  function drawArticle(rows) {
    about.textContent = [data.by && nameOf(groupOf(view.article)), articles.about[view.article]].filter(Boolean).join(" · ");
    title.textContent = articles.title[view.article];
    keepFocus(text, text);
    text.replaceChildren();
    let paragraph = null, number = -1, previous = "";
    for (const row of rows) {
      const s = view.sentences.get(row);
      if (s.p !== number) {
        paragraph = node("p", s.h ? "mv-par mv-subhead" : "mv-par", "", text);
        paragraph.dataset.paragraph = number = s.p;
        previous = "";
      } else paragraph.append(" ");
      const made = node("span", "mv-sentence", "", paragraph, { "data-row": row });
      previous = drawRuns(made, row, s, previous, true);
    }
    marks = [...text.querySelectorAll(".mv-mark")];
    mark = 0;
    if (marks.length) marks[0].tabIndex = 0;
    lightUp();
  }

  function redraw() {
    const top = text.scrollTop;
    drawArticle(rowsOf(view.article));
    if (view.pages.has(view.article)) drawFurniture(view.pages.get(view.article)[0]);
    text.scrollTop = top;
  }

  // The runs of a sentence: gap, label where voice or speaker change, text cut at terms, speakers and cues.
  function drawRuns(parent, row, s, previous, isArticle) {
    s.r.forEach(([gap, pieces], n) => {
      const segment = index.firstSegment[row] + n, voice = NAMES[index.voice[segment]], source = index.source[segment];
      const is = `${voice}/${source}`;
      parent.append(gap);
      if (isArticle && is !== previous && isOn.has("labels") && isOn.has(voice)) {
        const label = node("span", "mv-label", "", parent);
        const spot = { row, segment }, who = data.sources[source]?.[0];
        makeMark(label, "mv-which", voice, `${voice}: all words of this voice`, [["voice", voice]], spot);
        if (who) makeMark(label, "mv-who", shorten(who), `${who}: all words of this source`, [["speaker", who]], spot);
      }
      previous = is;
      const run = node("span", `mv-run mv-${voice}`, "", parent, { "data-segment": segment });
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
      if (card.loaded && isDoor) made.dataset.category = shorten(card.name.replaceAll("_", " "));
    }
  }

  // Something in the article that can be selected.
  function makeMark(parent, cls, words, label, conditions, spot) {
    const looks = { role: "button", "aria-label": label, title: label, tabindex: -1 };
    const made = node("span", `mv-mark ${cls}`, words, parent, looks);
    made.choose = () => { view.select(conditions, spot); view.show("why"); };
    return made;
  }

  function drawFurniture(parts) {
    const before = new Map(); // by the paragraph that it stood before, 0 behind the last
    for (const part of parts) {
      if (part[1] === "headline") continue; // stands above
      if (!before.has(part[0])) before.set(part[0], []);
      before.get(part[0]).push(part);
    }
    for (const [paragraph, left] of before) {
      const box = node("details", "mv-furniture", ""), rules = left.map(([, kind, rule]) => rule || kind);
      const named = [...rules.slice(0, 3), ...(rules.length > 3 ? ["…"] : [])].join(", ");
      node("summary", "", `left out: ${plural(left.length, "line")} (${named})`, box);
      left.forEach(([, , , words], n) => {
        const line = node("p", "", "", box);
        node("span", "mv-rule", rules[n], line);
        line.append(words);
      });
      text.insertBefore(box, paragraph ? text.querySelector(`[data-paragraph="${paragraph}"]`) : null);
    }
  }

  // What is selected, in the article.
  function lightUp() {
    lightRuns(text, view.found);
    for (const run of text.querySelectorAll(".mv-run")) {
      run.classList.toggle("mv-focus", view.focus?.segment === Number(run.dataset.segment));
    }
    findStops();
    keepFocus(here, text);
    here.replaceChildren();
    if (!view.found) return;
    const { places, rows } = view.found, what = places === null ? "passage" : "hit";
    node("span", "", `${plural(stops.length, what)} here, ${whole(places ?? rows.length)} in all`, here);
    if (rows.length) {
      button(here, "mv-small", "previous", () => jump(-1));
      button(here, "mv-small", "next", () => jump(1));
    }
    button(here, "mv-small", "clear selection", () => view.select([], null));
  }

  // Where n and p go: the words that were typed, else the sentences behind what is selected.
  function findStops() {
    const typed = view.typed(), rows = view.found?.rows ?? [];
    stops = rows.filter((row) => index.article[row] === view.article).flatMap((row) => {
      const made = text.querySelector(`[data-row="${row}"]`);
      if (!made) return [];
      const spots = typed ? rangesIn(view, made, row, typed) : [made];
      return spots.map((spot) => [row, spot]);
    });
    at = -1;
    markAll(typed ? stops.map(([, spot]) => spot) : []);
    markOne([]);
  }

  // To the next place, and from the last of an article to the first of the next.
  async function jump(way) {
    const { found, article } = view;
    if (!found?.rows.length) return;
    if (!stops[at + way]) {
      const others = way > 0 ? found.rows : found.rows.toReversed();
      const row = others.find((r) => way * (index.article[r] - article) > 0) ?? others[0];
      if (index.article[row] !== article) await openArticle(index.article[row], row, null);
      if (view.found !== found) return;
      at = way > 0 ? -1 : stops.length;
    }
    toStop(at + way);
  }

  function toStop(n) {
    if (!stops[n]) return;
    const [row, spot] = stops[at = n], isRange = spot instanceof Range;
    scrollTo(row, spot);
    markOne(isRange ? [spot] : []);
    if (view.typed()) here.firstChild.textContent = `hit ${n + 1} of ${stops.length} here, ${whole(view.found.places)} in all`;
  }

  // From run to run, with the reason of each.
  function step(way) {
    const runs = [...text.querySelectorAll(".mv-run")];
    const now = runs.findIndex((run) => Number(run.dataset.segment) === view.focus?.segment);
    const next = runs[now < 0 ? 0 : Math.max(0, Math.min(runs.length - 1, now + way))];
    if (!next) return;
    point(next);
    const seen = text.getBoundingClientRect(), its = next.getBoundingClientRect();
    if (its.top < seen.top || its.bottom > seen.bottom) scrollTo(view.focus.row, next);
  }

  function point(run) {
    const segment = Number(run.dataset.segment);
    view.focus = { row: index.ofSentence[segment], segment };
    const n = at;
    lightUp();
    at = n;
    view.why.draw();
  }

  function scrollTo(row, spot = null) {
    const made = text.querySelector(`[data-row="${row}"]`);
    if (!made) return;
    if (!spot) at = stops.findIndex(([of]) => of === row);
    if (!spot && at >= 0 && view.typed()) {
      toStop(at);
      return;
    }
    // Only the text moves: the notebook stays where it is.
    text.scrollTop += (spot ?? made).getBoundingClientRect().top - text.getBoundingClientRect().top - 60;
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
    point(run);
    view.show("why");
  });
  text.addEventListener("keydown", (e) => {
    const onMark = e.target.classList.contains("mv-mark"), isRight = e.key === "ArrowRight";
    if (e.altKey || e.ctrlKey) return;
    if (isRight || e.key === "ArrowLeft") toMark(onMark ? mark + (isRight ? 1 : -1) : mark);
    else if (onMark && (e.key === "Enter" || e.key === " ")) e.target.choose();
    else return;
    e.preventDefault();
  });

  const focus = () => {
    view.show("text");
    text.focus({ preventScroll: true });
    if (view.typed()) toStop(Math.max(at, 0));
  };
  return { open: openArticle, light: lightUp, jump, step, focus, drawRuns };
}

