// The page's data as objects, and the indexes over it.

const readJson = (id) => JSON.parse(byId(id).textContent);

const ALPHABET = Array.from({ length: 92 }, (_, i) => String.fromCharCode(35 + i)).filter((c) => !"&<>\\".includes(c)).join("");
const HALF = ALPHABET.length / 2;
const DIGITS = new Map(Array.from(ALPHABET, (c, i) => [c, i]));

/** The numbers of a packed string; see pack.py. */
function unpack(text) {
  const numbers = [];
  let number = 0;
  let unit = 1;
  for (const character of text) {
    const digit = DIGITS.get(character);
    number += (digit % HALF) * unit;
    unit *= HALF;
    if (digit < HALF) {
      numbers.push(number);
      number = 0;
      unit = 1;
    }
  }
  return numbers;
}

/** Rows of `width` numbers, the first of each the step from the last period to the next → `{bins, columns}`. */
function unpackRows(text, width) {
  const numbers = unpack(text);
  const bins = [];
  const columns = Array.from({ length: width - 1 }, () => []);
  let bin = -1;
  for (let i = 0; i < numbers.length; i += width) {
    bin += numbers[i];
    bins.push(bin);
    for (let k = 1; k < width; k += 1) columns[k - 1].push(numbers[i + k]);
  }
  return { bins, columns };
}

/** The sum of a column over a span of periods `[first, last]`; without a span of all, also of what is undated. */
function sum(bins, column, span) {
  let total = 0;
  for (let i = 0; i < bins.length; i += 1) if (!span || (bins[i] >= span[0] && bins[i] <= span[1])) total += column[i];
  return total;
}

/** Columns of equal length → one object a row, with its `index`. */
function rows(columns) {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, index) => {
    const row = { index };
    for (const name of names) row[name] = columns[name][index];
    return row;
  });
}

/** `{meta, nodes, ties, documents, sections, sentences, bins, …}`; nodes know their `ties` and `where` they stand. */
function readModel() {
  const raw = readJson("kg-data");
  const model = { meta: raw.meta, corpus: raw.corpus, sections: raw.sections, bins: raw.series.bins, windows: raw.series.windows };
  model.textsOf = unpackRows(raw.series.documents, 2);
  model.totals = raw.series.totals.map((text) => unpackRows(text, 2));
  model.nodes = rows(raw.nodes);
  for (const node of model.nodes) Object.assign(node, { ties: [], where: [], listed: [], documentsOf: node.where, series: unpackRows(raw.series.nodes[node.index], 2 + model.windows.length) });
  model.ties = rows(raw.edges).map((edge) => makeTie(model, edge));
  for (const tie of model.ties) {
    model.nodes[tie.source].ties.push(tie);
    model.nodes[tie.target].ties.push(tie);
  }
  model.sentences = raw.sentences.map(([document, section, text, marks], index) => ({ index, document, section, text, marks }));
  for (const sentence of model.sentences) {
    for (const node of new Set(sentence.marks.filter((_, i) => i % 3 === 2))) model.nodes[node].where.push(sentence);
  }
  for (const [node, document, members] of raw.expansions) model.nodes[node].listed.push({ document, members });
  relate(model, rows(raw.away));
  model.byId = new Map(model.nodes.map((node) => [node.id, node]));
  model.groups = groups(model.nodes);
  model.texts = readDocuments(raw, model);
  model.textById = new Map(model.texts.map((text) => [text.id, text]));
  return model;
}

/** Gives each node its `relations` that are no co-occurrence, `{relation, out, end}`; an end without a node has no `index`. */
function relate(model, away) {
  for (const node of model.nodes) {
    const ties = node.ties.filter((tie) => tie.relation !== "co_occurs");
    node.relations = ties.map((tie) => ({ relation: tie.relation, out: tie.source === node.index, end: model.nodes[other(tie, node)] }));
  }
  for (const { index, node, relation, out, ...end } of away) model.nodes[node].relations.push({ relation, out, end });
}

/** A tie with what is shared in each kind of window: `{documents, q, bins, counts}`. */
function makeTie(model, edge) {
  const relation = model.meta.relations[edge.relation];
  const tie = { index: edge.index, source: edge.source, target: edge.target, relation, windows: {}, known: {}, first: model.meta.dates[edge.first], last: model.meta.dates[edge.last] };
  if (relation !== "co_occurs") return Object.assign(tie, { documents: edge.figures[0] });
  let before = null;
  for (let i = 0; i < edge.figures.length; i += 4) {
    const [window, documents, q, text] = edge.figures.slice(i, i + 4);
    before = text || before;
    tie.windows[model.meta.windows[window]] = { documents, q, text: before };
  }
  return tie;
}

/** What a tie shares in a kind of window by period, read when it is first asked for. */
function shared(tie, window) {
  const figures = tie.windows[window];
  if (!figures.bins) {
    const { bins, columns } = unpackRows(figures.text, 2);
    Object.assign(figures, { bins, counts: columns[0] });
  }
  return figures;
}

/** Communities with two members or more, by number: `{index, nodes}`, nodes by falling number of mentions. */
function groups(nodes) {
  const found = new Map();
  for (const node of nodes) {
    if (node.community < 0) continue;
    if (!found.has(node.community)) found.set(node.community, { index: node.community, nodes: [] });
    found.get(node.community).nodes.push(node);
  }
  return new Map([...found].filter(([, group]) => group.nodes.length > 1).sort(([a], [b]) => a - b));
}

const other = (tie, node) => (tie.source === node.index ? tie.target : tie.source);

/** Sentences in which all of `nodes` stand: the first of each document before the second of any. */
function sentencesOf(nodes) {
  const [first, ...rest] = nodes;
  const both = first.where.filter((sentence) => rest.every((node) => node.where.includes(sentence)));
  const turns = new Map();
  const turn = new Map();
  for (const sentence of both) {
    turn.set(sentence, turns.get(sentence.document) || 0);
    turns.set(sentence.document, turn.get(sentence) + 1);
  }
  return both.sort((a, b) => turn.get(a) - turn.get(b) || a.index - b.index);
}

/** The span of two dates as it is said of this corpus. */
function span(first, last) {
  if (!first) return "";
  return first === last ? say("first", first) : say("firstLast", first, last);
}
