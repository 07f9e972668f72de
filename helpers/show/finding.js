// An address and what it leads to, found where all words stand; results/selection.py does the same in Python.

const NAMES = ["quoted", "attributed", "narrated", "editorial"];

function readAddress(text) {
  return text.split(";").map((part) => part.replace(/^ +| +$/g, "")).filter(Boolean).map((part) => {
    const at = part.indexOf(":");
    const value = part.slice(at + 1).replace(/%(3B|25)/g, (_, code) => (code === "3B" ? ";" : "%"));
    return [part.slice(0, at).trim(), value];
  });
}

function makeAddress(where) {
  return where.map(([key, value]) => `${key}:${value.replaceAll("%", "%25").replaceAll(";", "%3B")}`).join("; ");
}

// Where every word stands: the segments of a sentence follow each other, as do the sentences of an article.
function makeIndex(data) {
  const { n, voice, source, words, subhead } = data.segments, { first } = data.articles;
  const firstSegment = new Int32Array(n.length + 1), ofSentence = new Int32Array(voice.length);
  n.forEach((count, row) => {
    firstSegment[row + 1] = firstSegment[row] + count;
    ofSentence.fill(row, firstSegment[row], firstSegment[row + 1]);
  });
  const article = new Int32Array(n.length);
  for (let a = 0; a + 1 < first.length; a++) article.fill(a, first[a], first[a + 1]);
  const isSubhead = new Uint8Array(voice.length);
  for (const segment of subhead) isSubhead[segment] = 1;
  return { firstSegment, ofSentence, article, voice, source, words, isSubhead };
}

// A text as one would type it to find it, as long as it was.
function asTyped(text) {
  const lower = (some) => (some.toLowerCase().length === some.length ? some.toLowerCase() : some);
  const small = text.toLowerCase().length === text.length ? text.toLowerCase() : [...text].map(lower).join("");
  return small.replace(/[\n\t\r\u00a0]/g, " ").replace(/[\u2019\u2018]/g, "'").replace(/[\u201c\u201d]/g, '"');
}

// Where words that were typed begin in a sentence, each with its end and the number of the run that it begins in.
function placesIn(sentence, typed) {
  const wanted = asTyped(typed).split(/\s+/).filter(Boolean).join(" "), places = [];
  sentence.typed ??= asTyped(sentence.r.map(([gap, pieces]) => gap + textOf(pieces)).join("") + sentence.t);
  if (!wanted || !sentence.r.length) return places;
  for (let at = sentence.typed.indexOf(wanted); at >= 0; at = sentence.typed.indexOf(wanted, at + wanted.length)) {
    let run = -1, passed = 0;
    while (run + 1 < sentence.r.length && passed + sentence.r[run + 1][0].length <= at) {
      run++;
      passed += sentence.r[run][0].length + textOf(sentence.r[run][1]).length;
    }
    places.push([at, at + wanted.length, Math.max(run, 0)]);
  }
  return places;
}

// The segments in which words that were typed begin, each with their number, in all sentences.
function findWords(index, sentences, typed) {
  const found = new Map();
  sentences.forEach((sentence, row) => {
    for (const [, , run] of placesIn(sentence, typed)) {
      const segment = index.firstSegment[row] + run;
      found.set(segment, (found.get(segment) ?? 0) + 1);
    }
  });
  return found;
}

// The segments that fit an address, the terms if it asks for some, the sentences with their number by article.
// `wordsOf`: of words that were typed, what `findWords` found; of those, `places` is the number.
function find(data, index, where, wordsOf) {
  const { ofSentence, firstSegment, voice, source, words, isSubhead } = index, tests = [], terms = [];
  let typed = null;
  const members = (name) => data.voices.find((v) => v.name === name)?.members ?? [];
  const isOf = (value) => {
    const fits = NAMES.map((_, v) => members(value).includes(v));
    return (g) => fits[voice[g]] && !isSubhead[g];
  };
  const either = {}; // of a column of the articles that is named more than once
  const given = (key, value) => { // what Python found beforehand
    const fits = new Set(data.given[`${key}:${value}`]);
    return (g) => fits.has(g);
  };
  for (const [key, value] of where) {
    if (key === "voice") tests.push(isOf(value));
    else if (key === "one_voice") {
      const fits = NAMES.map((_, v) => members(value).includes(v)), enough = new Uint8Array(firstSegment.length);
      for (let row = 0; row + 1 < firstSegment.length; row++) {
        let own = 0, all = 0;
        for (let g = firstSegment[row]; g < firstSegment[row + 1]; g++) {
          all += words[g];
          if (fits[voice[g]]) own += words[g];
        }
        enough[row] = all && own >= data.oneVoice * all ? 1 : 0;
      }
      const of = isOf(value);
      tests.push((g) => enough[ofSentence[g]] && of(g));
    } else if (key === "speaker") {
      const wanted = data.sources.findIndex(([name]) => name === value);
      tests.push(wanted < 0 ? () => false : (g) => source[g] === wanted && !isSubhead[g]);
    } else if (key === "words") {
      typed = wordsOf(value) ?? new Map();
      const found = typed;
      tests.push((g) => found.has(g));
    } else if (key === "sentence") {
      tests.push((g) => `${ofSentence[g] - data.articles.first[index.article[ofSentence[g]]] + 1}` === value);
    } else if (key === "article") {
      const wanted = data.articles.id.indexOf(value);
      tests.push((g) => index.article[ofSentence[g]] === wanted);
    } else if (key === "term") terms.push(data.entries.map(([entry]) => entry === value));
    else if (key === "category") {
      const fits = data.categories.map((c) => (value === data.loaded ? c.loaded : c.name === value));
      terms.push(data.entries.map(([, category]) => fits[category]));
    } else if (key === "stance" || key === "word") tests.push(given(key, value));
    else {
      const wanted = data.groups.indexOf(value);
      const ofGroup = (g) => data.articles.group[index.article[ofSentence[g]]] === wanted;
      (either[key] ??= []).push(key === data.by ? ofGroup : given(key, value));
    }
  }
  for (const of of Object.values(either)) tests.push((g) => of.some((test) => test(g)));
  let chosen = new Uint8Array(voice.length), hits = null;
  for (let g = 0; g < voice.length; g++) if (tests.every((test) => test(g))) chosen[g] = 1;
  if (terms.length) {
    const within = chosen;
    chosen = new Uint8Array(voice.length);
    hits = new Set();
    data.hits.segment.forEach((g, hit) => {
      if (!within[g] || !terms.every((fits) => fits[data.hits.entry[hit]])) return;
      hits.add(hit);
      chosen[g] = 1;
    });
  }
  const rows = [], perArticle = new Int32Array(data.articles.id.length), perVoice = [0, 0, 0, 0];
  let last = -1, n = 0, places = 0;
  for (let g = 0; g < chosen.length; g++) {
    if (!chosen[g]) continue;
    n += words[g];
    places += typed?.get(g) ?? 0;
    perVoice[voice[g]] += words[g];
    if (ofSentence[g] === last) continue;
    last = ofSentence[g];
    rows.push(last);
    perArticle[index.article[last]]++;
  }
  return { chosen, hits, rows, perArticle, perVoice, words: n, places: typed ? places : null };
}

