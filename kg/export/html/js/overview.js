// What stands beside the graph when nothing is chosen: the numbers of the build, the communities and the list of nodes.

const STEP = 40;
const GROUPS = 12;

function makeOverview(model, cards) {
  let length = STEP;

  function overview(state, scope, redraw) {
    const { meta } = model;
    const dates = !meta.first ? say("undated") : meta.first === meta.last ? meta.first : meta.first + " – " + meta.last;
    const listed = model.nodes.filter((node) => scope.mentions[node.index] > 0 && !state.hidden.type.has(node.type));
    if (state.span) listed.sort((a, b) => scope.mentions[b.index] - scope.mentions[a.index] || a.index - b.index);
    const rest = listed.length - length;
    return [
      el("h2", { tabindex: "-1" }, say("overview")),
      el("p", { class: "numbers" }, say("counts", meta.documents, dates, meta.nodes, meta.pairs)),
      meta.first && meta.undated > 0 && el("p", { class: "note" }, say("someUndated", meta.undated)),
      el("p", { class: "note" }, say("how"), " ", say("inFile", model.nodes.length, model.ties.length)),
      el("p", { class: "note" }, say("keys")),
      groupList(),
      section("most", cards.list(listed.slice(0, length), (node) => el("small", {}, String(scope.mentions[node.index])))),
      rest > 0 && el("button", { class: "more", onclick: () => { length += STEP; redraw(); } }, say("more", Math.min(STEP, rest))),
    ];
  }

  function groupList() {
    const groups = [...model.groups.values()].slice(0, GROUPS);
    if (!groups.length) return null;
    const rows = groups.map((group) => el("li", { class: "row" }, cards.groupLink(group), el("small", {}, say("nodesCount", group.nodes.length))));
    return section("communities", el("ul", { class: "plain" }, rows), el("span", { class: "count" }, say("outOf", groups.length, model.groups.size)));
  }

  return overview;
}
