// The page's data as objects, and the indexes over it.

const readJson = (id) => JSON.parse(byId(id).textContent);

/** Columns of equal length → one object a row, with its `index`. */
function rows(columns) {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, index) => {
    const row = { index };
    for (const name of names) row[name] = columns[name][index];
    return row;
  });
}

/** `{meta, nodes, ties, documents, sections, sentences}`; nodes know their `ties` (strongest first) and `where`. */
function readModel() {
  const raw = readJson("kg-data");
  const model = { meta: raw.meta, documents: raw.documents, sections: raw.sections };
  model.nodes = rows(raw.nodes);
  for (const node of model.nodes) Object.assign(node, { ties: [], where: [], listed: [] });
  model.top = raw.edges.figures.reduce((top, [, , , npmi, llr]) => Math.max(top, pull({ npmi, llr })), 0) || 1;
  model.ties = rows(raw.edges).map((edge) => makeTie(model, edge));
  for (const tie of model.ties) {
    model.nodes[tie.source].ties.push(tie);
    model.nodes[tie.target].ties.push(tie);
  }
  for (const node of model.nodes) node.ties.sort((a, b) => b.strength - a.strength || a.index - b.index);
  model.sentences = raw.sentences.map(([document, section, text, marks], index) => ({ index, document, section, text, marks }));
  for (const sentence of model.sentences) {
    for (const node of new Set(sentence.marks.filter((_, i) => i % 3 === 2))) model.nodes[node].where.push(sentence);
  }
  for (const [node, document, members] of raw.expansions) model.nodes[node].listed.push({ document, members });
  model.byId = new Map(model.nodes.map((node) => [node.id, node]));
  return model;
}

const nearest = (windows) => windows.sentence || windows.paragraph || windows.document;

/** G² on a log scale, 0 where the two do not attract. */
const pull = ({ npmi, llr }) => (npmi > 0 ? Math.log1p(Math.max(0, llr)) : 0);

function makeTie(model, edge) {
  const windows = {};
  for (let i = 0; i < edge.figures.length; i += 6) {
    const [window, count, documents, npmi, llr, q] = edge.figures.slice(i, i + 6);
    windows[model.meta.windows[window]] = { count, documents, npmi, llr, q };
  }
  const near = nearest(windows);
  const relation = model.meta.relations[edge.relation];
  const together = near ? (pull(near) / model.top) ** 2 : 0;
  const strength = near ? together + (windows.sentence ? 1 : 0) : 3;
  const width = near ? 0.6 + 4 * together : 1.4;
  return { index: edge.index, source: edge.source, target: edge.target, relation, windows, strength, width, first: edge.first, last: edge.last };
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
