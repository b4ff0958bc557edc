// Two selections side by side: what both are tied to, and what only one of them is.

const LISTED = 15;

function makeComparePanel(model, go, cards) {
  function panel(state, scope) {
    const full = state.a.size && state.b.size;
    return [
      el("h2", { tabindex: "-1" }, say("compare")),
      el("p", { class: "note" }, say("compareNote")),
      selection("a", state, scope),
      selection("b", state, scope),
      el("p", { class: "buttons" }, el("button", { disabled: !(state.a.size || state.b.size), onclick: () => go.sides(state.b, state.a) }, say("swap")), el("button", { disabled: !(state.a.size || state.b.size), onclick: () => go.sides(new Set(), new Set()) }, say("clear"))),
      full ? results(state, scope) : null,
    ];
  }

  function selection(side, state, scope) {
    const nodes = [...state[side]];
    const add = state.node && !state[side].has(state.node) && el("button", { onclick: () => go.side(side, [state.node], true) }, say("addChosen", state.node.label));
    const rows = nodes.map((node) => el("li", { class: "row" }, cards.link(node), el("button", { "aria-label": say("takeOut", node.label), onclick: () => go.side(side, [node], false) }, "×")));
    const total = nodes.reduce((count, node) => count + scope.mentions[node.index], 0);
    return el("section", { class: "side-" + side }, el("h3", {}, el("span", { class: "dot " + side }), say("selection", side.toUpperCase()), el("span", { class: "count" }, say("mentions", whole(total)))),
      nodes.length ? el("ul", { class: "plain" }, rows) : el("p", { class: "note" }, say("emptySide")), add, total > 0 && nodes.length > 0 && sideTrend(nodes, state));
  }

  function sideTrend(nodes, state) {
    if (model.bins.length < 2) return null;
    const values = nodes.map((node) => byPeriod(model, node.series)).reduce((sum, each) => sum.map((value, i) => value + each[i]));
    return bars(values, state.span);
  }

  function results(state, scope) {
    const [a, b] = [state.a, state.b].map((side) => reach(model, scope, side));
    const [inA, inB] = [[...a.keys()], [...b.keys()]].map((nodes) => nodes.filter((node) => !state.a.has(node) && !state.b.has(node)));
    const both = inA.filter((node) => b.has(node));
    const all = new Set([...inA, ...inB]).size;
    const between = scope.able.filter((tie) => joins(tie, state.a, state.b) || joins(tie, state.b, state.a));
    const sorted = (nodes, weight) => nodes.sort((x, y) => weight(y) - weight(x) || x.index - y.index);
    return [
      el("p", { class: "numbers" }, say("overlap", both.length, all, all ? (both.length / all).toFixed(2) : "–")),
      between.length > 0 && section("between", el("ul", { class: "plain" }, between.slice(0, LISTED).map((tie) => el("li", { class: "row" }, el("span", { class: "name" }, model.nodes[tie.source].label + " — " + model.nodes[tie.target].label), el("button", { class: "figure", onclick: () => go.tie(tie) }, scope.figures.has(tie) ? say("sharedIn-" + scope.window, scope.figures.get(tie).count) : say(tie.relation)))))),
      part("inBoth", "both", sorted(both, (node) => Math.min(a.get(node), b.get(node)))),
      part("onlyA", "a", sorted(inA.filter((node) => !b.has(node)), (node) => a.get(node))),
      part("onlyB", "b", sorted(inB.filter((node) => !a.has(node)), (node) => b.get(node))),
    ];
  }

  const joins = (tie, a, b) => a.has(model.nodes[tie.source]) && b.has(model.nodes[tie.target]);

  function part(key, colour, nodes) {
    if (!nodes.length) return null;
    return section(key, cards.list(nodes.slice(0, LISTED), (node) => el("span", { class: "dot " + colour })), el("span", { class: "count" }, say("outOf", Math.min(LISTED, nodes.length), nodes.length)));
  }

  return panel;
}
