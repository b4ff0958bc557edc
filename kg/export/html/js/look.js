// How nodes and ties look: size by mentions, width by association, colour by community, shape by type, the rest dimmed.

/** `{node(node), tie(tie), order(ties)}` → attributes of sigma. */
function makeLook(model, scope, state, colours, scale) {
  const top = Math.max(1, most(scope.nodes.map((node) => scope.mentions[node.index])));
  const sides = sidesOf(model, scope, state);
  const lit = sides ? litSides(model, scope, state, sides) : litBy(model, scope, state);
  const dense = scope.ties.length > 2000 ? 0.35 : scope.ties.length > 600 ? 0.6 : 1;

  const radius = (node) => scale * (3.5 + 15 * Math.sqrt(scope.mentions[node.index] / top));

  function node(node) {
    const dim = Boolean(lit && !lit.nodes.has(node.index));
    const colour = nodeColour(colours, state, node, sides);
    const special = node === state.node || (lit && lit.path && !dim);
    const ring = special ? colours.ink : state.pinned.has(node) ? colours.soft : mix(colour, colours.paper, 0.45);
    return {
      type: "shape", shape: SHAPE_NUMBERS[SHAPES[node.type] || "dot"], size: radius(node), dim,
      color: dim ? mix(colour, colours.paper, 0.78) : colour, ring: dim ? mix(colour, colours.paper, 0.85) : ring,
    };
  }

  function weight(tie) {
    const its = scope.figures.get(tie);
    return its ? (pull(its) / scope.top) ** 2 : 0.25;
  }

  function tie(tie) {
    const related = tie.relation !== "co_occurs";
    const bright = lit && lit.ties.has(tie);
    const [a, b] = [model.nodes[tie.source], model.nodes[tie.target]];
    const same = state.colour === "community" && !sides && a.community === b.community && a.community >= 0;
    const colour = related ? colours.relation : same ? mix(colours[groupClass(a.community)], colours.tie, 0.45) : colours.tie;
    const own = bright && lit.path ? colours.strong : colour;
    const opacity = lit && !bright ? 0.1 * dense : bright ? 0.95 : dense * (0.55 + 0.4 * weight(tie));
    return { type: related ? "arrow" : "line", size: (bright ? 1 : 0) + (related ? 1.1 : 0.8 + 3.4 * weight(tie)) * scale, color: blended(own, opacity), tint: faded(own, opacity) };
  }

  /** Lit ties last, so that they lie above. */
  const order = (ties) => (lit ? [...ties].sort((a, b) => lit.ties.has(a) - lit.ties.has(b)) : ties);

  function strongest(ties, count) {
    if (ties.length <= count) return ties;
    const heavy = ties.map((tie) => [scope.figures.has(tie) ? pull(scope.figures.get(tie)) : 0, tie]);
    return heavy.sort(([a, x], [b, y]) => b - a || x.index - y.index).slice(0, count).map(([, tie]) => tie);
  }

  return { node, tie, order, strongest };
}

/** What a choice leaves bright: a node with its neighbours, a tie, a community, a path; null where nothing is chosen. */
function litBy(model, scope, state) {
  const nodes = new Set();
  const ties = new Set();
  const route = state.panel === "path" && scope.path;
  if (route) {
    for (const { node, tie } of route) { nodes.add(node.index); if (tie) ties.add(tie); }
    return { nodes, ties, path: true };
  }
  if (state.tie) return { nodes: new Set([state.tie.source, state.tie.target]), ties: new Set([state.tie]) };
  const many = state.several.length ? state.several : state.document ? [...state.document.names.keys()] : [];
  if (many.length && !state.node) {
    for (const node of many) nodes.add(node.index);
    for (const tie of scope.ties) if (nodes.has(tie.source) && nodes.has(tie.target)) ties.add(tie);
    return { nodes, ties };
  }
  if (state.group !== null && !state.node) {
    for (const node of model.groups.get(state.group).nodes) nodes.add(node.index);
    for (const tie of scope.ties) if (nodes.has(tie.source) && nodes.has(tie.target)) ties.add(tie);
    return { nodes, ties };
  }
  if (!state.node) return null;
  nodes.add(state.node.index);
  for (const tie of scope.ties) {
    if (tie.source !== state.node.index && tie.target !== state.node.index) continue;
    nodes.add(tie.source).add(tie.target);
    ties.add(tie);
  }
  return { nodes, ties };
}

/** What is compared stays bright, with the ties of the two selections. */
function litSides(model, scope, state, sides) {
  const chosen = (index) => state.a.has(model.nodes[index]) || state.b.has(model.nodes[index]);
  return { nodes: new Set([...sides.keys()].map((node) => node.index)), ties: new Set(scope.ties.filter((tie) => chosen(tie.source) || chosen(tie.target))) };
}

/** While two selections are compared: a Map of node to `a`, `b` or `both`. */
function sidesOf(model, scope, state) {
  if (state.panel !== "compare" || !(state.a.size && state.b.size)) return null;
  const sides = new Map();
  const [a, b] = [state.a, state.b].map((side) => reach(model, scope, side));
  for (const node of scope.nodes) {
    const [inA, inB] = [a.has(node), b.has(node)];
    if (inA || inB) sides.set(node, inA && inB ? "both" : inA ? "a" : "b");
  }
  return sides;
}

/** A selection with what is tied to it: a Map of node to its strongest pull from the selection. */
function reach(model, scope, side) {
  const found = new Map([...side].map((node) => [node, Infinity]));
  for (const tie of scope.able) {
    for (const [near, far] of [[tie.source, tie.target], [tie.target, tie.source]]) {
      if (!side.has(model.nodes[near]) || side.has(model.nodes[far])) continue;
      const strength = scope.figures.has(tie) ? pull(scope.figures.get(tie)) : 0.5;
      found.set(model.nodes[far], Math.max(found.get(model.nodes[far]) || 0, strength));
    }
  }
  return found;
}
