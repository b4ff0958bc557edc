// The same nodes and ties as tables, for whoever reads them rather than a picture; sorted by any column.

const PAGE = 100;

function makeTables(model, go, cards) {
  const sort = { nodes: ["mentions", -1], ties: ["llr", -1] };
  let length = PAGE;

  const columns = {
    nodes: [
      ["name", (node) => node.name, (node) => cards.link(node)],
      ["type", (node) => say(node.type)],
      ["kind", (node) => (node.kind ? say(node.kind) : "")],
      ["mentions-col", (node, scope) => scope.mentions[node.index], null, "mentions"],
      ["docs", (node) => node.documents],
      ["ties-col", (node, scope) => scope.degree.get(node.index) || 0],
      ["first-col", (node) => node.first],
      ["last-col", (node) => node.last],
    ],
    ties: [
      ["source", (tie) => model.nodes[tie.source].name, (tie) => cards.link(model.nodes[tie.source])],
      ["target", (tie) => model.nodes[tie.target].name, (tie) => cards.link(model.nodes[tie.target])],
      ["relation", (tie) => say(tie.relation), (tie) => el("button", { class: "figure", onclick: () => go.tie(tie) }, say(tie.relation))],
      ["count", (tie, scope) => figure(scope, tie, "count")],
      ["npmi", (tie, scope) => figure(scope, tie, "npmi")],
      ["llr", (tie, scope) => figure(scope, tie, "llr")],
      ["q", (tie, scope) => figure(scope, tie, "q")],
      ["first-col", (tie) => tie.first],
      ["last-col", (tie) => tie.last],
    ],
  };
  const digits = { npmi: 2, llr: 1 };
  const figure = (scope, tie, name) => (scope.figures.has(tie) ? scope.figures.get(tie)[name] : null);

  function draw(state, scope) {
    const kind = state.table;
    const rows = sorted(kind, kind === "nodes" ? scope.nodes : scope.ties, scope);
    const rest = rows.length - length;
    return [
      el("div", { class: "choose", role: "group", "aria-label": say("table") }, ["nodes", "ties"].map((each) =>
        el("button", { "aria-pressed": String(each === kind), onclick: () => { length = PAGE; go.set({ table: each }); } }, say(each + "-table"), " ", String(each === "nodes" ? scope.nodes.length : scope.ties.length)))),
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say(kind + "-table") }, el("table", { class: "data" },
        el("caption", {}, say("caption-" + kind, Math.min(length, rows.length), rows.length)),
        el("thead", {}, el("tr", {}, columns[kind].map(([key]) => heading(kind, key)))),
        el("tbody", {}, rows.slice(0, length).map((row) => el("tr", {}, columns[kind].map((column, i) => cell(column, row, scope, i))))))),
      rest > 0 && el("button", { class: "more", onclick: () => { length += 4 * PAGE; go.set({}); } }, say("more", Math.min(4 * PAGE, rest))),
    ];
  }

  function heading(kind, key) {
    const [by, turn] = sort[kind];
    const own = by === key || (by === "mentions" && key === "mentions-col");
    const press = () => { sort[kind] = [key, own ? -turn : -1]; go.set({}); byId("stage").querySelector(`[data-key="${key}"]`).focus(); };
    return el("th", { scope: "col", "aria-sort": own ? (turn > 0 ? "ascending" : "descending") : "none" }, el("button", { "data-key": key, onclick: press }, say(key), own ? (turn > 0 ? " ▲" : " ▼") : ""));
  }

  function cell([key, value, shown], row, scope, i) {
    if (shown) return el(i ? "td" : "th", i ? {} : { scope: "row" }, shown(row));
    const its = value(row, scope);
    return el("td", typeof its === "number" ? { class: "number" } : {}, key === "q" ? small(its) : its === null ? "–" : typeof its === "number" && digits[key] ? its.toFixed(digits[key]) : String(its));
  }

  function sorted(kind, items, scope) {
    const [by, turn] = sort[kind];
    const [, value] = columns[kind].find(([key]) => key === by || key === by + "-col");
    if (kind === "nodes") scope.degree = degrees(scope.ties);
    const of = new Map(items.map((item) => [item, value(item, scope)]));
    const order = (a, b) => (a === null || a === "") - (b === null || b === "") || turn * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "zh")) || 0;
    return [...items].sort((a, b) => order(of.get(a), of.get(b)) || a.index - b.index);
  }

  function degrees(ties) {
    const found = new Map();
    for (const { source, target } of ties) for (const end of [source, target]) found.set(end, (found.get(end) || 0) + 1);
    return found;
  }

  return draw;
}
