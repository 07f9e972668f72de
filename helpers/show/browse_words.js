// Words that were typed, marked where they stand: over the borders of runs, and without a change of the page.

const CAN_MARK = Boolean(globalThis.CSS?.highlights);

// Marks ranges under a name that the style sheet knows; those that it marked before no longer.
function makeMarker(name) {
  if (!CAN_MARK) return () => {};
  if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
  const all = CSS.highlights.get(name);
  let mine = [];
  return (ranges) => {
    for (const range_ of mine) all.delete(range_);
    mine = ranges;
    for (const range_ of mine) all.add(range_);
  };
}

// The ranges of a sentence on the page that hold the words, in runs that are selected.
function rangesIn(view, made, row, typed) {
  const parts = [], first = view.index.firstSegment[row];
  const ofText = { acceptNode: (n) => (n.className?.includes?.("mv-label") ? 2 : n.nodeType === 3 ? 1 : 3) };
  const walker = document.createTreeWalker(made, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, ofText);
  let passed = 0;
  while (walker.nextNode()) {
    parts.push([walker.currentNode, passed]);
    passed += walker.currentNode.length;
  }
  const place = (at) => parts.findLast(([, begin]) => begin <= at);
  return placesIn(view.sentences.get(row), typed).flatMap(([from, to, run]) => {
    if (!view.found.chosen[first + run]) return [];
    const range_ = new Range(), [[begin, a], [end, b]] = [place(from), place(to - 1)];
    range_.setStart(begin, from - a);
    range_.setEnd(end, to - b);
    return [range_];
  });
}

