// The state of the page, and what each act does to it.

const model = readModel();
const state = { node: null, tie: null, hidden: new Set() };
setLanguage(model.meta.language);

const go = {
  node(node, move = true) {
    Object.assign(state, { node, tie: null });
    state.hidden.delete(node.type);
    view.setTypes(state.hidden);
    view.select(node, move);
    settle(true);
  },
  tie(tie) {
    Object.assign(state, { node: null, tie });
    view.selectTie(tie);
    settle(true);
  },
  overview() {
    Object.assign(state, { node: null, tie: null });
    view.selectNothing();
    settle(true);
  },
  expand(node) {
    view.expand(node);
    go.node(node, false);
  },
  hide(node) {
    view.hide(node);
    go.overview();
  },
};

const cards = makeCards(model, go);
const overview = makeOverview(model, cards);
const view = makeView(byId("graph"), model, {
  node: (node) => go.node(node, false),
  tie: go.tie,
  nothing: () => (state.node || state.tie) && go.overview(),
  expand: go.expand,
});
const search = makeSearch(model, (node) => go.node(node));

/** Draw what stands beside the graph from the state; `moved` says that another thing was chosen. */
function settle(moved = false) {
  const side = byId("side");
  const had = side.contains(document.activeElement);
  const content = state.node ? cards.nodeCard(state.node, view.isDrawn(state.node)) : state.tie ? cards.tieCard(state.tie) : overview(state.hidden, settle);
  replace(side, content);
  document.body.classList.toggle("chosen", Boolean(state.node || state.tie));
  if (moved) side.scrollTop = 0;
  // Whoever was in the card with the keyboard stays in it.
  if (moved && had) side.querySelector("h2").focus({ preventScroll: true });
  byId("status").textContent = say("drawn", ...view.counts());
  if (moved) remember();
}

/** The address holds the node chosen, so that a link leads back to it. */
function remember() {
  const hash = state.node ? "#" + encodeURIComponent(state.node.id) : "";
  if (hash.length > 2000 || location.hash === hash || location.protocol === "about:") return;
  history.replaceState(null, "", hash || location.pathname + location.search);
}

function recall() {
  let id = "";
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    return; // an address that somebody broke
  }
  if (model.byId.has(id)) go.node(model.byId.get(id));
}

function drawLegend() {
  const present = model.meta.types.filter((type) => model.nodes.some((node) => node.type === type));
  const toggle = (type) => {
    if (!state.hidden.delete(type)) state.hidden.add(type);
    view.setTypes(state.hidden);
    drawLegend();
    byId("legend").querySelector(`[data-type=${type}]`).focus();
    settle();
  };
  byId("legend").setAttribute("aria-label", say("legend"));
  replace(byId("legend"), present.map((type) =>
    el("button", { class: "type", "data-type": type, "aria-pressed": String(!state.hidden.has(type)), title: say("legend"), onclick: () => toggle(type) }, sign(type), say(type))));
}

function drawTools() {
  const tool = (key, sign, onclick) => el("button", { class: "zoom", title: say(key), "aria-label": say(key), onclick }, sign);
  byId("tools").setAttribute("aria-label", say("tools"));
  replace(byId("tools"),
    tool("smaller", "−", () => view.zoom(1 / 1.4)),
    tool("larger", "+", () => view.zoom(1.4)),
    el("button", { onclick: () => view.fit() }, say("fit")),
    el("button", { onclick: () => { view.reset(); go.overview(); } }, say("reset")),
    el("button", { id: "language", onclick: () => { setLanguage(language === "zh" ? "en" : "zh"); draw(); byId("language").focus(); } }, say("language")));
}

function draw() {
  document.title = byId("heading").textContent = say("heading");
  byId("graph").setAttribute("aria-label", say("graph"));
  search.relabel();
  drawTools();
  drawLegend();
  settle();
}

byId("graph").setAttribute("role", "application");
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", view.repaint);
window.addEventListener("hashchange", recall);
document.addEventListener("keydown", (event) => event.key === "Escape" && document.activeElement !== byId("query") && go.overview());
draw();
recall();
document.documentElement.dataset.ready = "true";
// For the tests and for whoever looks: where things stand, read only.
Object.defineProperty(window, "kg", { value: Object.freeze({
  place: (id) => view.place(model.byId.get(id)),
  middle: (a, b) => view.middle(model.ties.find((tie) => [tie.source, tie.target].every((end) => [a, b].includes(model.nodes[end].id)))),
}) });
