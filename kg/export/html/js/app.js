// The page: one state, and every act changes it and has everything drawn from it.



const model = readModel();
let state = decode(model, location.hash.slice(1));
let scope = null;
let scopes = null;
setLanguage(state.language);

const go = {
  node: (node, move = true) => {
    state.hidden.type.delete(node.type);
    state.gone.delete(node);
    state.brought.add(node);
    change({ ...nothingChosen(), node, panel: "card", focus: state.focus && state.focus.node !== node && !scope.nodes.includes(node) ? null : state.focus }, { moved: true });
    if (move && !state.table) show(node);
  },
  tie: (tie) => { for (const end of [tie.source, tie.target]) state.brought.add(model.nodes[end]); change({ ...nothingChosen(), tie, panel: "card" }, { moved: true }); },
  group: (index) => change({ ...nothingChosen(), group: index, panel: "card" }, { moved: true }),
  document: (text) => change({ ...nothingChosen(), document: text, panel: "card" }, { moved: true }),
  overview: () => change({ ...nothingChosen(), panel: "card" }, { moved: true }),
  panel: (panel) => change({ panel }, { moved: true }),
  expand: (node) => {
    const near = node.ties.filter((tie) => scope.able.includes(tie)).map((tie) => model.nodes[other(tie, node)]);
    const order = near.sort((a, b) => strengthOf(node, b) - strengthOf(node, a) || a.index - b.index);
    for (const each of [...new Set(order)].filter((each) => !view.isDrawn(each)).slice(0, EXPANDED)) state.brought.add(each);
    go.node(node, false);
  },
  hide: (node) => { state.gone.add(node); state.brought.delete(node); change({ node: null, focus: null }, { moved: true }); },
  show: (node) => { state.gone.delete(node); go.node(node); },
  pin: (node) => { if (!state.pinned.delete(node)) state.pinned.set(node, view.isDrawn(node) ? rounded(view.place(node)) : { x: node.x, y: node.y }); change({}); },
  focus: (focus) => { change({ focus }); view.fit(); },
  path: (node) => change({ panel: "path", path: { from: node, to: state.path.to === node ? null : state.path.to } }, { moved: true }),
  ends: (path) => { change({ path }); if (scope.path) view.fit(scope.path.map((step) => step.node)); },
  side: (side, nodes, add) => { const own = new Set(state[side]); for (const node of nodes) { if (add) own.add(node); else own.delete(node); } go.sides(side === "a" ? own : state.a, side === "b" ? own : state.b); },
  sides: (a, b) => change({ a, b }),
  toggle: (what, value) => { if (!state.hidden[what].delete(value)) state.hidden[what].add(value); change({}); },
  unfilter: () => { const { language, node, tie, document, several, panel, table } = state; const fresh = newState(language); change({ ...fresh, node, tie, document, several, panel, table, pinned: state.pinned, a: state.a, b: state.b, brought: state.brought, span: null }); timeline.draw(); },
  fitTo: (nodes) => view.fit(nodes),
  set: (values) => change(values),
};

const isChosen = () => Boolean(state.node || state.tie || state.document || state.several.length || state.group !== null);

/** A frame of a notebook has no address, and may not print. */
const framed = location.protocol === "about:";

const SETTLED = 160; // milliseconds after which a slider is at rest
const EXPANDED = 20; // neighbours that one expansion brings in

const rounded = ({ x, y }) => ({ x: Math.round(x), y: Math.round(y) });

function strengthOf(node, near) {
  const tie = node.ties.find((each) => other(each, node) === near.index && scope.figures.has(each));
  return tie ? pull(scope.figures.get(tie)) : 0;
}

const opening = readOpening(model);
const quotes = makeQuotes(model, go);
const cards = makeCards(model, go, quotes);
const panels = { card: null, filters: makeFilters(model, go), path: makePathPanel(model, go, cards, quotes), compare: makeComparePanel(model, go, cards) };
const overview = makeOverview(model, go, cards);
const documents = makeDocuments(model, go, cards, quotes);
const tables = makeTables(model, go, cards, documents);
const drawable = canDraw();
const view = (drawable ? makeView : makeNoView)(byId("graph"), model, opening, {
  node: (node, event) => (event && event.shiftKey ? go.side("a", [node], !state.a.has(node)) : event && event.altKey ? go.side("b", [node], !state.b.has(node)) : go.node(node, false)),
  tie: go.tie,
  nothing: () => isChosen() && go.overview(),
  expand: go.expand,
  pin: (node, place) => { state.pinned.set(node, rounded(place)); change({}); },
  covered: coveredByWords,
  moved: () => { state.camera = view.camera(); remember(); },
});
const motion = makeMotion(view, () => state, () => { drawTools(); });
const timeline = makeTimeline(model, () => state, (span) => { state.span = span; motion.stop(); hurry(); });
const files = makeFiles(model, view, () => scope);
const search = makeSearch(model, (node) => go.node(node), () => scope.passing);
makeKeys(byId("graph"), view, go, () => state);

/** The nodes and ties drawn when the page opens, as pyvis holds them, and the ground that they cover. */
function readOpening(model) {
  const [nodes, edges] = [readJson("kg-nodes"), readJson("kg-edges")];
  const at = (axis) => nodes.map((node) => (axis === "x" ? node.x : -node.y));
  const box = { x: [least(at("x")), most(at("x"))], y: [least(at("y")), most(at("y"))] };
  for (const axis of ["x", "y"]) if (!(box[axis][1] - box[axis][0] > 1)) box[axis] = [-200, 200];
  return { nodes: new Set(nodes.map(({ id }) => model.nodes[id])), ties: new Set(edges.map(({ id }) => model.ties[id])), box, window: "sentence" };
}

/** The boxes of the legend's buttons and of the line above, in pixels of the picture. */
function coveredByWords() {
  const { left, top } = byId("picture").getBoundingClientRect();
  return [...byId("legend").children, byId("status")].map((button) => button.getBoundingClientRect()).map((box) => [box.left - left, box.top - top, box.right - left, box.bottom - top]);
}

/** Take new values into the state and draw; `moved` says that another thing was chosen. */
function change(values, { moved = false } = {}) {
  Object.assign(state, values);
  motion.stop();
  draw(moved);
}

function draw(moved = false) {
  clearTimeout(hurry.later);
  if (!drawable) state.table = state.table || "nodes";
  scopes = scopes || makeScope(model, opening);
  scope = scopes.scope(state);
  Object.assign(document.documentElement.dataset, { panel: state.panel, colour: state.colour });
  document.body.classList.toggle("chosen", isChosen() || state.panel !== "card");
  document.body.classList.toggle("tabled", Boolean(state.table));
  byId("table").hidden = !state.table;
  view.draw(scope, state);
  if (state.table) keepFocus(byId("table"), () => replace(byId("table"), tables(state, scope)));
  else byId("table").replaceChildren();
  drawSide(moved);
  drawLegend();
  drawTools();
  drawStatus();
  remember();
}

/** While the slider moves, the picture alone; the rest follows when it rests. */
function hurry() {
  scope = scopes.scope(state);
  view.draw(scope, state, true);
  drawStatus();
  clearTimeout(hurry.later);
  hurry.later = setTimeout(() => draw(), SETTLED);
}

function drawStatus() {
  byId("status").textContent = say("drawn", whole(scope.nodes.length), whole(scope.ties.length)) + (state.span ? " · " + model.bins[state.span[0]] + " – " + model.bins[state.span[1]] : "");
}

function drawSide(moved) {
  const side = byId("side");
  const had = side.contains(document.activeElement);
  replace(byId("tabs"), PANELS.map((panel) => el("button", { id: "tab-" + panel, "aria-pressed": String(panel === state.panel), onclick: () => go.panel(panel) }, say("panel-" + panel))));
  const top = side.scrollTop;
  keepFocus(side, () => replace(side, content()));
  side.scrollTop = moved ? 0 : top;
  // Whoever was in the card with the keyboard stays in it.
  if (moved && had) side.querySelector("h2").focus({ preventScroll: true });
}

function content() {
  if (state.panel !== "card") return panels[state.panel](state, scope);
  if (state.node) return cards.nodeCard(state.node, state, scope);
  if (state.tie) return cards.tieCard(state.tie, state, scope);
  if (state.document) return documents.card(state.document);
  if (state.several.length) return cards.severalCard(state.several, state);
  if (state.group !== null) return cards.groupCard(model.groups.get(state.group), state);
  return overview(state, scope, () => drawSide(false));
}

/** Draw, and give the focus back to the field that had it: fields are known by their id. */
function keepFocus(parent, drawing) {
  const { activeElement } = document;
  const id = parent.contains(activeElement) ? activeElement.id : "";
  const name = parent.contains(activeElement) ? activeElement.getAttribute("aria-label") || activeElement.textContent : "";
  drawing();
  if (!name && !id) return;
  const again = (id && byId(id)) || [...parent.querySelectorAll("button")].find((each) => (each.getAttribute("aria-label") || each.textContent) === name);
  if (again) again.focus({ preventScroll: true });
}

/** The address holds the state. */
function remember() {
  const hash = "#" + encode(model, state);
  if (framed || hash.length > 60000) return;
  clearTimeout(remember.later);
  remember.later = setTimeout(() => { if (location.hash !== hash) history.replaceState(null, "", hash.length > 1 ? hash : location.pathname + location.search); }, 120);
}

function recall() {
  state = decode(model, location.hash.slice(1));
  setLanguage(state.language);
  drawAll();
  aim();
}

/** On a phone the whole is too small to be read beside a card: there a node is shown with what is tied to it. */
const isNarrow = () => innerWidth <= 760;

const nearby = (node) => [node, ...scope.ties.filter((tie) => tie.source === node.index || tie.target === node.index).map((tie) => model.nodes[other(tie, node)])];

const show = (node) => (isNarrow() ? view.fit(nearby(node)) : view.reveal(node));

/** The camera of the address, or all in sight. */
function aim() {
  if (state.camera) view.turn({ x: state.camera[0], y: state.camera[1], ratio: state.camera[2] }, true);
  else if (state.node && isNarrow()) view.fit(nearby(state.node), true);
  else view.fit(undefined, true);
}

function drawLegend() {
  const present = model.meta.types.filter((type) => model.nodes.some((node) => node.type === type));
  const had = document.activeElement && document.activeElement.dataset.type;
  byId("legend").setAttribute("aria-label", say("legend"));
  replace(byId("legend"), present.map((type) =>
    el("button", { class: "type", "data-type": type, "aria-pressed": String(!state.hidden.type.has(type)), title: say("legend"), onclick: () => go.toggle("type", type) }, sign(type), say(type))));
  if (had) byId("legend").querySelector(`[data-type="${CSS.escape(had)}"]`)?.focus();
}

function drawTools() {
  const had = document.activeElement && document.activeElement.id;
  const tool = (key, text, onclick, more = {}) => el("button", { id: "do-" + key, title: say(key), "aria-label": say(key), onclick, ...more }, text);
  const toggle = (key, on, onclick) => el("button", { id: "do-" + key, "aria-pressed": String(Boolean(on)), onclick }, say(key));
  byId("tools").setAttribute("aria-label", say("tools"));
  if (!drawable) return replace(byId("tools"), el("span", { class: "note" }, say("noWebgl")), makeMenu(), switcher());
  replace(byId("tools"),
    tool("smaller", "−", () => view.zoom(1 / 1.4), { class: "zoom" }),
    tool("larger", "+", () => view.zoom(1.4), { class: "zoom" }),
    el("button", { id: "do-fit", onclick: () => view.fit() }, say("fit")),
    toggle("table", state.table, () => go.set({ table: state.table ? null : "nodes" })),
    toggle("grouped", state.grouped, () => { view.places.forget(); go.set({ grouped: !state.grouped }); view.fit(); }),
    toggle("physics", motion.isRunning(), () => { motion.toggle(); drawTools(); }),
    makeMenu(),
    toggle("full", document.fullscreenElement, fullScreen),
    el("button", { id: "do-reset", onclick: reset }, say("reset")),
    switcher());
  if (had && /^(do-|language)/.test(had)) byId(had)?.focus();
}

const switcher = () => el("button", { id: "language", lang: state.language === "zh" ? "en" : "zh-CN", onclick: switchLanguage }, say("language"));

/** The files to take away, as a disclosure that works without a script of its own. */
function makeMenu() {
  const open = document.querySelector("#files[open]") !== null;
  return el("details", { id: "files", open }, el("summary", { id: "do-files" }, say("save")),
    el("div", { class: "menu" }, (drawable ? ["png", "svg", "csv", "gexf"] : ["csv"]).map((kind) => el("button", { id: "save-" + kind, onclick: () => files[kind]() }, say("save-" + kind))), !framed && el("button", { id: "do-print", onclick: () => print() }, say("print"))));
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

function reset() {
  view.places.forget();
  state = { ...newState(state.language) };
  state.window = decode(model, "").window;
  drawAll();
  view.fit(undefined, true);
  state.camera = null;
  remember();
}

function switchLanguage() {
  state.language = state.language === "zh" ? "en" : "zh";
  setLanguage(state.language);
  drawAll();
}

function drawAll() {
  document.title = byId("heading").textContent = say("heading");
  byId("graph").setAttribute("aria-label", say("graph"));
  byId("time").setAttribute("aria-label", say("time"));
  byId("tabs").setAttribute("aria-label", say("tabs"));
  byId("side").setAttribute("aria-label", say("side"));
  search.relabel();
  timeline.stop();
  timeline.draw();
  draw(true);
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { view.repaint(); draw(); });
window.addEventListener("hashchange", recall);
document.addEventListener("fullscreenchange", () => drawTools());
// On paper the picture stands as SVG: a WebGL canvas prints empty.
window.addEventListener("beforeprint", () => replace(byId("print"), el("img", { alt: say("heading"), src: "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svgOf(view.scene())) })));
window.addEventListener("afterprint", () => replace(byId("print")));
new ResizeObserver(() => view.resize()).observe(byId("graph"));
replace(byId("names"), model.nodes.slice(0, 400).map((node) => el("option", { value: node.name.slice(0, 100) })));
drawAll();
aim();
// Ready once the first frame is drawn and can be clicked.
requestAnimationFrame(() => requestAnimationFrame(() => { document.documentElement.dataset.ready = "true"; }));
// For the tests and for whoever looks: where things stand, read only.
Object.defineProperty(window, "kg", { value: Object.freeze({
  place: (id) => view.viewport(model.byId.get(id)),
  middle: (a, b) => {
    const [from, to] = [a, b].map((id) => view.viewport(model.byId.get(id)));
    return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  },
  shown: () => ({ nodes: scope.nodes.map((node) => node.id), ties: scope.ties.length, labels: view.scene().labels }),
  figures: (a, b, window) => {
    const tie = model.ties.find((each) => each.windows[window] && [each.source, each.target].every((end) => [a, b].includes(model.nodes[end].id)));
    return tie ? { ...scope.figuresOf(window).get(tie) } : null;
  },
  camera: () => view.camera(),
}) });
