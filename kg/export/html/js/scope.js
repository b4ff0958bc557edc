// What is shown: from the data and the state to nodes and ties with their figures in the span chosen.

const AT_ONCE = 400; // nodes of a neighbourhood
const TIES_OF_ONE = 8; // ties to what is drawn of a node that was brought in
const PER_NODE = 1.8; // ties of the backbone

const SPARSE = 0; // the level of significance at which only the backbone is drawn

/** Mentions of every node in the span, by index. */
function mentionsIn(model, span) {
  if (!span) return model.nodes.map((node) => node.mentions);
  return model.nodes.map((node) => sum(node.series.bins, node.series.columns[0], span));
}

/** Windows of a kind in the span: of all texts, and of every node. */
function windowsIn(model, kind, span) {
  const at = model.windows.indexOf(kind);
  if (at < 0) return { total: 0, nodes: [] };
  const { bins, columns } = model.totals[at];
  return { total: sum(bins, columns[0], span), nodes: model.nodes.map(({ series }) => sum(series.bins, series.columns[1 + at], span)) };
}

/** Figures of every tie in a kind of window and a span: a Map of tie to `{count, documents, npmi, llr, q}`. */
function figuresIn(model, kind, span) {
  const { total, nodes } = windowsIn(model, kind, span);
  const found = new Map();
  for (const tie of model.ties) {
    if (!tie.windows[kind]) continue;
    const { bins, counts, documents, q } = shared(tie, kind);
    const count = sum(bins, counts, span);
    if (!count) continue;
    const cells = [total, nodes[tie.source], nodes[tie.target], count];
    found.set(tie, { count, documents: span ? null : documents, npmi: npmi(...cells), llr: g2(...cells), q });
  }
  if (span) setQ([...found.values()]);
  return found;
}

/** In a span, q is over the pairs of this page: those of the whole build are not in it. */
function setQ(figures) {
  adjusted(figures.map(({ llr }) => survival(llr))).forEach((q, i) => { figures[i].q = q; });
}

/** G² on a log scale, 0 where the two do not attract. */
const pull = ({ npmi, llr }) => (npmi > 0 ? Math.log1p(llr) : 0);

/** `scope(state)` → `{nodes, ties, mentions, passing, figures, top, cut}`, everything that the picture and the tables show. */
function makeScope(model, opening) {
  const kept = new Map();

  /** Figures are worked out once for the whole, and once for the span of the moment. */
  function figures(kind, span) {
    const key = kind + (span ? span.join() : "");
    if (!kept.has(key)) {
      for (const old of [...kept.keys()]) if (old.includes(",") && kept.size > 4) kept.delete(old);
      kept.set(key, figuresIn(model, kind, span));
    }
    return kept.get(key);
  }

  function passes(state, mentions) {
    const { hidden, gone, least, span, docsLeast, docsMost } = state;
    return (node) => !gone.has(node) && node.documents >= docsLeast && (!docsMost || node.documents <= docsMost) && mentions[node.index] >= Math.max(least, span ? 1 : 0)
      && HIDEABLE.every((what) => !hidden[what].size || !hidden[what].has(node[what] || ""));
  }

  function scope(state) {
    const mentions = mentionsIn(model, state.span);
    const of = figures(state.window, state.span);
    const passing = passes(state, mentions);
    const limit = state.significance === SPARSE ? Infinity : state.significance === LEVELS.length - 1 ? Infinity : Number(LEVELS[state.significance]);
    const strong = (tie) => {
      const its = of.get(tie);
      if (!its) return tie.relation !== "co_occurs" && state.relations && !state.span;
      return its.count >= state.together && its.q <= limit && (its.npmi > 0 || state.significance === LEVELS.length - 1);
    };
    const able = model.ties.filter((tie) => strong(tie) && passing(model.nodes[tie.source]) && passing(model.nodes[tie.target]));
    const path = state.panel === "path" ? way(state, able, of) : null;
    const nodes = chosen(state, passing, able, path);
    const inside = new Set(nodes.map((node) => node.index));
    const within = able.filter((tie) => inside.has(tie.source) && inside.has(tie.target));
    const ties = state.significance === SPARSE || state.focus ? thin(state, within, nodes, of, path) : within;
    let top = 0;
    for (const tie of ties) if (of.has(tie)) top = Math.max(top, pull(of.get(tie)));
    return { nodes, ties, able, mentions, path, passing, figures: of, top: top || 1, window: state.window, figuresOf: (kind) => figures(kind, state.span) };
  }

  /** The nodes shown: the opening's and what was brought in, a neighbourhood, or what has a tie significant enough. */
  function chosen(state, passing, able, path) {
    if (state.focus) return around(state.focus, able).filter(passing);
    const picked = new Set([...opening.nodes, ...state.brought, ...state.a, ...state.b, ...state.pinned.keys()]);
    for (const { node } of path || []) picked.add(node);
    if (state.node) picked.add(state.node);
    for (const node of state.several) picked.add(node);
    if (state.tie) for (const end of [state.tie.source, state.tie.target]) picked.add(model.nodes[end]);
    if (state.significance === LEVELS.length - 1) for (const node of model.nodes) picked.add(node);
    else if (state.significance !== SPARSE) for (const tie of able) for (const end of [tie.source, tie.target]) picked.add(model.nodes[end]);
    return [...picked].filter(passing).sort((a, b) => a.index - b.index);
  }

  /** The way between the two nodes of the path panel. A step costs less the higher its NPMI: G² would lead through hubs. */
  function way(state, able, of) {
    const { from, to } = state.path;
    if (!from || !to || from === to) return null;
    return route(model, able, from, to, (tie) => (of.has(tie) ? 3 - 2 * of.get(tie).npmi : 1.5));
  }

  /** At most `AT_ONCE` nodes at most `depth` steps away, the most mentioned first. */
  function around({ node, depth }, able) {
    const near = new Map();
    for (const tie of able) for (const [a, b] of [[tie.source, tie.target], [tie.target, tie.source]]) (near.get(a) || near.set(a, []).get(a)).push(b);
    let edge = [node.index];
    const reached = new Set(edge);
    for (let step = 0; step < depth; step += 1) {
      edge = [...new Set(edge.flatMap((each) => near.get(each) || []))].filter((each) => !reached.has(each)).sort((a, b) => a - b);
      for (const each of edge) if (reached.size < AT_ONCE) reached.add(each);
    }
    return [...reached].map((index) => model.nodes[index]);
  }

  /** Few enough ties to be read: the backbone as it was made for the page, or the strongest of the moment. */
  function thin(state, ties, nodes, of, path) {
    const strength = (tie) => (of.has(tie) ? pull(of.get(tie)) : 0);
    const first = state.focus || state.span || state.window !== opening.window ? [] : ties.filter((tie) => opening.ties.has(tie));
    const picked = new Set(first);
    const order = ties.filter((tie) => of.has(tie)).sort((a, b) => strength(b) - strength(a) || a.index - b.index);
    for (const tie of ties) if (!of.has(tie)) picked.add(tie);
    if (!first.length) pickStrongest(order, nodes, picked);
    const degree = new Map();
    const newcomers = new Set(nodes.filter((node) => !opening.nodes.has(node)).map((node) => node.index));
    for (const tie of order) {
      if (!newcomers.has(tie.source) && !newcomers.has(tie.target)) continue;
      const few = [tie.source, tie.target].some((end) => newcomers.has(end) && (degree.get(end) || 0) < TIES_OF_ONE);
      if (!few) continue;
      picked.add(tie);
      for (const end of [tie.source, tie.target]) degree.set(end, (degree.get(end) || 0) + 1);
    }
    for (const tie of [state.tie, ...(path || []).map((step) => step.tie)]) if (tie && ties.includes(tie)) picked.add(tie);
    return ties.filter((tie) => picked.has(tie));
  }

  /** Of every node its strongest tie, then the strongest of all. */
  function pickStrongest(order, nodes, picked) {
    const reached = new Set();
    const room = PER_NODE * nodes.length + 8;
    for (const tie of order) {
      if (reached.has(tie.source) && reached.has(tie.target)) continue;
      picked.add(tie);
      reached.add(tie.source).add(tie.target);
    }
    for (const tie of order) if (picked.size < room) picked.add(tie);
  }

  return { scope, figures };
}
