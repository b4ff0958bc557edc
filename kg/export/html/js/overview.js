// What stands beside the graph when nothing is chosen: the numbers of the build and the list of nodes.

const STEP = 40;

function makeOverview(model, cards) {
  let length = STEP;

  function overview(hidden, redraw) {
    const { meta } = model;
    const dates = !meta.first ? say("undated") : meta.first === meta.last ? meta.first : meta.first + " – " + meta.last;
    const listed = model.nodes.filter((node) => node.mentions > 0 && !hidden.has(node.type));
    const rest = listed.length - length;
    return [
      el("h2", { tabindex: "-1" }, say("overview")),
      el("p", { class: "numbers" }, say("counts", meta.documents, dates, meta.nodes, meta.pairs)),
      el("p", { class: "note" }, say("how"), " ", say("inFile", model.nodes.length, model.ties.length)),
      el("section", {}, el("h3", {}, say("most")),
        el("ol", { class: "plain list" }, listed.slice(0, length).map((node) => el("li", { class: "row" }, cards.link(node), el("small", {}, String(node.mentions)))))),
      rest > 0 && el("button", { class: "more", onclick: () => { length += STEP; redraw(); } }, say("more", Math.min(STEP, rest))),
    ];
  }

  return overview;
}
