// An address and what it leads to, found where all words stand; results/selection.py does the same in Python.

const NAMES = ["quoted", "attributed", "narrated", "editorial"];

function readAddress(text) {
  return text.split(";").map((part) => part.trim()).filter(Boolean).map((part) => {
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

// The segments that fit an address, the terms if it asks for some, the sentences with their number by article.
function find(data, index, where) {
  const { ofSentence, firstSegment, voice, source, words, isSubhead } = index, tests = [], terms = [];
  const members = (name) => data.voices.find((v) => v.name === name)?.members ?? [];
  const isOf = (value) => {
    const fits = NAMES.map((_, v) => members(value).includes(v));
    return (g) => fits[voice[g]] && !isSubhead[g];
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
      tests.push(wanted < 0 ? () => false : (g) => source[g] === wanted);
    } else if (key === "sentence") {
      tests.push((g) => `${ofSentence[g] - data.articles.first[index.article[ofSentence[g]]] + 1}` === value);
    } else if (key === "article") {
      const wanted = data.articles.id.indexOf(value);
      tests.push((g) => index.article[ofSentence[g]] === wanted);
    } else if (key === "term") terms.push(data.entries.map(([entry]) => entry === value));
    else if (key === "category") {
      const fits = data.categories.map((c) => (value === data.loaded ? c.loaded : c.name === value));
      terms.push(data.entries.map(([, category]) => fits[category]));
    } else {
      const wanted = data.groups.indexOf(value);
      tests.push((g) => data.articles.group[index.article[ofSentence[g]]] === wanted);
    }
  }
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
  let last = -1, n = 0;
  for (let g = 0; g < chosen.length; g++) {
    if (!chosen[g]) continue;
    n += words[g];
    perVoice[voice[g]] += words[g];
    if (ofSentence[g] === last) continue;
    last = ofSentence[g];
    rows.push(last);
    perArticle[index.article[last]]++;
  }
  return { chosen, hits, rows, perArticle, perVoice, words: n };
}

