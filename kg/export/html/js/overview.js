// What stands beside the graph when nothing is chosen: the numbers of the build, the communities and the list of nodes.

const STEP = 40;
const GROUPS = 12;

function makeOverview(model, go, cards) {
  let length = STEP;

  function overview(state, scope, redraw) {
    const { corpus } = model;
    const dates = !corpus.first ? say("undated") : corpus.first === corpus.last ? corpus.first : corpus.first + " – " + corpus.last;
    const listed = model.nodes.filter((node) => scope.mentions[node.index] > 0 && !state.hidden.type.has(node.type));
    if (state.span) listed.sort((a, b) => scope.mentions[b.index] - scope.mentions[a.index] || a.index - b.index);
    const rest = listed.length - length;
    return [
      el("h2", { tabindex: "-1" }, say("overview")),
      state.missing && el("p", { class: "note", role: "status" }, sayParts("missing", el("bdi", {}, state.missing.replace(/^\w+:/, "").slice(0, 60)), whole(model.nodes.length))),
      el("p", { class: "numbers" }, sayParts("counts", way(say("documents", whole(corpus.documents)), { table: "documents" }), dates, way(say("nodesMany", whole(corpus.nodes)), { table: "nodes" }), way(say("pairsMany", whole(corpus.pairs)), { table: "ties" }))),
      corpus.first && corpus.undated > 0 && el("p", { class: "note" }, say("someUndated", whole(corpus.undated))),
      el("p", { class: "note" }, say("how"), " ", say("inFile", whole(model.nodes.length), whole(model.ties.length))),
      el("p", { class: "note" }, say("keys")),
      groupList(),
      section("most", cards.list(listed.slice(0, length), (node) => el("small", {}, whole(scope.mentions[node.index])))),
      rest > 0 && el("button", { class: "more", onclick: () => { length += STEP; redraw(); } }, say("more", Math.min(STEP, rest))),
    ];
  }

  const way = (text, values) => el("button", { class: "inline", onclick: () => go.set(values) }, text);

  function groupList() {
    const groups = [...model.groups.values()].slice(0, GROUPS);
    if (!groups.length) return null;
    const rows = groups.map((group) => el("li", { class: "row" }, cards.groupLink(group), el("small", {}, say("nodesCount", whole(group.nodes.length)))));
    return section("communities", [el("p", { class: "note" }, madeOf(model)), el("ul", { class: "plain" }, rows)], el("span", { class: "count" }, say("outOf", groups.length, model.groups.size)));
  }

  return overview;
}

/** Of which ties the communities are made. */
function madeOf({ meta: { communities } }) {
  return say("madeOfTies", say(communities.window), say("weight-" + communities.weight));
}
