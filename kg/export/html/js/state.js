// All that a person has chosen, and its form in the address.

const PANELS = ["card", "filters", "path", "compare"];
const LEVELS = ["backbone", "1e-10", "1e-6", "0.001", "0.05", "all"]; // of significance, from the strictest
const HIDEABLE = ["type", "kind", "level", "domain"];

const newState = (language) => ({
  language, node: null, tie: null, panel: "card", table: null,
  significance: 0, window: "sentence", least: 0, together: 0, span: null, relations: true,
  hidden: { type: new Set(), kind: new Set(), level: new Set(), domain: new Set() },
  brought: new Set(), gone: new Set(), pinned: new Map(),
  document: null, several: [], // a text; names that stand in one sentence
  docs: null, // {facet, value} of the texts listed
  docsLeast: 0, docsMost: 0, // texts that name a node; 0 is no bound
  focus: null, // {node, depth}
  path: { from: null, to: null },
  a: new Set(), b: new Set(),
  colour: "community", grouped: false, group: null, camera: null,
  missing: "", // a name that the address asks for and the page has not
});

/** Nothing chosen: what a new choice takes the place of. */
const nothingChosen = () => ({ node: null, tie: null, group: null, document: null, several: [], missing: "" });

const TABLES = ["nodes", "ties", "documents", "corpus"];

/** The nodes of ids, those that the page does not have left out. */
const nodesOf = (model, ids) => ids.map((id) => model.byId.get(id)).filter(Boolean);

const tieKey = (model, tie) => [model.nodes[tie.source].id, model.nodes[tie.target].id, tie.relation];

/** The state as text for the address; what is as at first is left out. */
function encode(model, state) {
  const out = new URLSearchParams();
  const put = (key, value) => { if (value !== null && value !== undefined && value !== "" && value !== false) out.append(key, value); };
  const all = (key, nodes) => { for (const node of nodes) put(key, node.id); };
  put("n", state.node && state.node.id);
  put("d", state.document && state.document.id);
  all("s", state.several);
  put("by", state.docs && state.docs.facet + ":" + state.docs.value);
  if (state.docsLeast) put("mindocs", state.docsLeast);
  if (state.docsMost) put("maxdocs", state.docsMost);
  if (state.tie) for (const part of tieKey(model, state.tie)) put("e", part);
  if (state.panel !== "card") put("panel", state.panel);
  put("table", state.table);
  if (state.significance) put("q", LEVELS[state.significance]);
  if (state.window !== "sentence") put("w", state.window);
  if (state.least) put("min", state.least);
  if (state.together) put("shared", state.together);
  if (!state.relations) put("relations", "0");
  if (state.span) put("t", model.bins[state.span[0]] + "/" + model.bins[state.span[1]]);
  for (const what of HIDEABLE) for (const value of state.hidden[what]) out.append("no-" + what, value);
  all("in", state.brought);
  all("out", state.gone);
  for (const [node, { x, y }] of state.pinned) put("pin", [Math.round(x), Math.round(y), node.id].join(","));
  if (state.focus) put("focus", state.focus.depth + "," + state.focus.node.id);
  if (state.path.from) put("from", state.path.from.id);
  if (state.path.to) put("to", state.path.to.id);
  all("a", state.a);
  all("b", state.b);
  if (state.colour !== "community") put("colour", state.colour);
  put("grouped", state.grouped && "1");
  put("group", state.group === null ? null : String(state.group));
  if (state.camera) put("at", state.camera.map((value) => Number(value.toFixed(3))).join(","));
  if (state.language !== model.meta.language) put("lang", state.language);
  return out.toString();
}

/** The community of a number, or of one of its members. */
function groupOf(model, text) {
  const number = model.byId.has(text) ? model.byId.get(text).community : /^\d+$/.test(text) ? Number(text) : -1;
  return model.groups.has(number) ? number : null;
}

/** The state that an address holds. An address that somebody broke gives what can be read of it. */
function decode(model, text) {
  const state = newState(model.meta.language);
  if (!text) return state;
  if (!text.includes("=")) text = "n=" + text; // the name of a node alone
  const given = new URLSearchParams(text.replace(/\+/g, "%20"));
  const one = (key) => given.get(key) || "";
  const number = (value, most = Infinity) => Math.min(most, Math.max(0, Math.floor(Number(value)) || 0));
  const pick = (value, choices, otherwise) => (choices.includes(value) ? value : otherwise);
  state.node = model.byId.get(one("n")) || null;
  state.missing = state.node ? "" : one("n");
  state.document = model.textById.get(one("d")) || null;
  state.several = nodesOf(model, given.getAll("s"));
  state.docs = facetOf(one("by"));
  state.docsLeast = number(one("mindocs"));
  state.docsMost = number(one("maxdocs"));
  const [source, target, relation] = given.getAll("e");
  state.tie = model.ties.find((tie) => String(tieKey(model, tie)) === String([source, target, relation])) || null;
  if (state.tie) state.node = null;
  state.panel = pick(one("panel"), PANELS, "card");
  state.table = pick(one("table"), TABLES, null);
  state.significance = Math.max(0, LEVELS.indexOf(one("q")));
  state.window = pick(one("w"), model.windows, model.windows.includes("sentence") ? "sentence" : model.windows[0] || "sentence");
  state.least = number(one("min"));
  state.together = number(one("shared"));
  state.relations = one("relations") !== "0";
  const ends = one("t").split("/").map((name) => model.bins.indexOf(name));
  if (ends.length === 2 && ends[0] >= 0 && ends[1] >= ends[0]) state.span = ends;
  for (const what of HIDEABLE) state.hidden[what] = new Set(given.getAll("no-" + what));
  state.brought = new Set(nodesOf(model, given.getAll("in")));
  state.gone = new Set(nodesOf(model, given.getAll("out")));
  for (const pin of given.getAll("pin")) {
    const [, x, y, id] = /^(-?\d+),(-?\d+),(.*)$/s.exec(pin) || [];
    if (model.byId.has(id)) state.pinned.set(model.byId.get(id), { x: Number(x), y: Number(y) });
  }
  const [, depth, around] = /^([123]),(.*)$/s.exec(one("focus")) || [];
  if (model.byId.has(around)) state.focus = { node: model.byId.get(around), depth: Number(depth) };
  state.path = { from: model.byId.get(one("from")) || null, to: model.byId.get(one("to")) || null };
  state.a = new Set(nodesOf(model, given.getAll("a")));
  state.b = new Set(nodesOf(model, given.getAll("b")));
  state.colour = pick(one("colour"), ["community", "type"], "community");
  state.grouped = one("grouped") === "1";
  state.group = groupOf(model, one("group"));
  const camera = one("at").split(",").map(Number);
  if (camera.length === 3 && camera.every(Number.isFinite) && camera[2] > 0) state.camera = camera;
  state.language = pick(one("lang"), Object.keys(STRINGS), model.meta.language);
  return state;
}
