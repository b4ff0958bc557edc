// The strongest way from one node to another, with the sentences for each step.

/** Nodes and ties of the way `[{node, tie}, …]` (the first has no tie), or null; `cost(tie)` is above 0. Dijkstra. */
function route(model, ties, from, to, cost) {
  const near = new Map();
  for (const tie of ties) for (const end of [tie.source, tie.target]) (near.get(end) || near.set(end, []).get(end)).push(tie);
  const far = new Map([[from.index, 0]]);
  const by = new Map();
  const done = new Set();
  const heap = makeHeap();
  heap.push(0, from.index);
  while (heap.size()) {
    const at = heap.pop();
    if (at === to.index) break;
    if (done.has(at)) continue;
    done.add(at);
    for (const tie of near.get(at) || []) {
      const next = tie.source === at ? tie.target : tie.source;
      const length = far.get(at) + cost(tie);
      if (far.has(next) && far.get(next) <= length) continue;
      far.set(next, length);
      by.set(next, tie);
      heap.push(length, next);
    }
  }
  if (!far.has(to.index)) return null;
  const steps = [];
  for (let node = to; ; node = model.nodes[other(by.get(node.index), node)]) {
    steps.unshift({ node, tie: by.get(node.index) || null });
    if (node === from) return steps;
  }
}

/** A heap of values, the one of least weight first. */
function makeHeap() {
  const items = [];
  const swap = (i, j) => { [items[i], items[j]] = [items[j], items[i]]; };
  return {
    size: () => items.length,
    push(weight, value) {
      let i = items.push([weight, value]) - 1;
      for (let up = (i - 1) >> 1; i > 0 && items[up][0] > items[i][0]; i = up, up = (i - 1) >> 1) swap(i, up);
    },
    pop() {
      const [, value] = items[0];
      const end = items.pop();
      if (!items.length) return value;
      items[0] = end;
      for (let i = 0; ; ) {
        const down = [2 * i + 1, 2 * i + 2].filter((j) => j < items.length).sort((a, b) => items[a][0] - items[b][0])[0];
        if (down === undefined || items[down][0] >= items[i][0]) return value;
        swap(i, down);
        i = down;
      }
    },
  };
}

function makePathPanel(model, go, cards, quotes) {
  function panel(state, scope) {
    const { from, to } = state.path;
    return [
      el("h2", { tabindex: "-1" }, say("path")),
      el("p", { class: "note" }, say("pathNote")),
      chooser("pathFromNode", from, (node) => go.ends({ from: node, to })),
      chooser("pathToNode", to, (node) => go.ends({ from, to: node })),
      el("p", { class: "buttons" }, el("button", { disabled: !(from || to), onclick: () => go.ends({ from: to, to: from }) }, say("swap")), el("button", { disabled: !(from || to), onclick: () => go.ends({ from: null, to: null }) }, say("clear"))),
      from && to && (scope.path ? steps(scope) : el("p", { class: "note", role: "status" }, say("noPath"))),
    ];
  }

  /** A field for a node by its name, with the names of the page to choose from. */
  function chooser(key, node, pick) {
    const input = el("input", { id: key, type: "text", list: "names", value: node ? node.name : "", autocomplete: "off", onchange: () => pick(find(input.value)) });
    return el("p", { class: "field wide" }, el("label", { for: key }, say(key)), input);
  }

  const find = (text) => {
    const query = plain(text);
    if (!query) return null;
    let best = null;
    let rank = Infinity;
    for (const node of model.nodes) {
      const its = answer(node, query);
      if (its < rank) [best, rank] = [node, its];
    }
    return best;
  };

  function steps(scope) {
    const items = scope.path.map(({ node, tie }) => [
      tie && el("li", { class: "step" }, el("p", { class: "row" }, el("span", { class: "how" }, say(tie.relation)), el("button", { class: "figure", onclick: () => go.tie(tie) }, scope.figures.has(tie) ? say("sharedIn-" + scope.window, scope.figures.get(tie).count) : say("see"))), proof(tie)),
      el("li", { class: "stop" }, cards.link(node)),
    ]);
    return section("steps", el("ol", { class: "plain route" }, items), el("span", { class: "count" }, say("stepsCount", scope.path.length - 1)));
  }

  /** The first sentence of a step; where none has both, that is said. */
  function proof(tie) {
    const ends = [model.nodes[tie.source], model.nodes[tie.target]];
    const [first] = sentencesOf(ends);
    return first ? el("ul", { class: "evidence" }, quotes.quote(first, ends)) : el("p", { class: "note" }, say("noSentence"));
  }

  return panel;
}
