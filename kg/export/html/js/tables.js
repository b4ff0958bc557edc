// The same nodes and ties as tables, for whoever reads them rather than a picture; sorted by any column.

const PAGE = 100;

const NUMBERS = new Set(["mentions-col", "docs", "ties-col", "count", "npmi", "llr", "q", "characters", "sentences"]);

function makeTables(model, go, cards, documents) {
  const sort = { nodes: ["mentions", -1], ties: ["llr", -1], documents: ["date", 1] };
  let length = PAGE;

  const columns = {
    nodes: [
      ["name", (node) => node.name, (node) => cards.link(node)],
      ["type", (node) => say(node.type)],
      ["kind", (node) => (node.kind ? kindWord(node.kind) : "")],
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
    documents: [
      ["title", (text) => text.title, (text) => documents.link(text)],
      ["date", (text) => text.date],
      ...["organ", "speaker"].filter((key) => model.texts.some((text) => text[key])).map((key) => [key, (text) => text[key]]),
      ...["level", "genre"].filter((key) => model.texts.some((text) => text[key])).map((key) => [key, (text) => facetWord({ facet: key, value: text[key] })]),
      ...["characters", "sentences", "mentions-col"].map((key) => [key, (text) => text[key.replace("-col", "")], null, key === "mentions-col" ? "mentions" : null]),
    ],
  };
  const written = { npmi: (value) => value.toFixed(2), llr: rounded4 };
  const figure = (scope, tie, name) => (scope.figures.has(tie) ? scope.figures.get(tie)[name] : null);

  /** The kinds of tables with how many rows each has. */
  function chooser(kind, items) {
    return el("div", { class: "choose", role: "group", "aria-label": say("table") }, TABLES.map((each) =>
      el("button", { "aria-pressed": String(each === kind), onclick: () => { length = PAGE; go.set({ table: each }); } }, say(each + "-table"), each !== "corpus" && " " + whole(items[each].length))));
  }

  const scrolled = (kind, table) => el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say(kind + "-table") }, table);

  /** What of all the corpus the rows are. */
  function caption(kind, state, shown, rows) {
    const { corpus } = model;
    if (kind === "documents") return documents.caption(state, shown, rows);
    const own = say("caption-" + kind, shown, whole(rows));
    if (kind === "ties") return own + say("ofCorpusTies", whole(corpus.pairs));
    const types = corpus.types.filter(([type]) => !state.hidden.type.has(type));
    const add = (i) => whole(types.reduce((sum, row) => sum + row[i], 0));
    return own + say("ofCorpusNodes", add(1), add(2));
  }

  function draw(state, scope) {
    const kind = state.table;
    const items = { nodes: scope.nodes, ties: scope.ties, documents: documents.listed(state) };
    if (kind === "corpus") return [chooser(kind, items), scrolled(kind, documents.numbers())];
    const rows = sorted(kind, items[kind], scope);
    const rest = rows.length - length;
    return [
      chooser(kind, items),
      kind === "documents" && documents.chooser(state),
      scrolled(kind, el("table", { class: "data" },
        el("caption", {}, el("span", {}, caption(kind, state, Math.min(length, rows.length), rows.length))),
        el("thead", {}, el("tr", {}, columns[kind].map(([key]) => heading(kind, key)))),
        el("tbody", {}, rows.slice(0, length).map((row) => el("tr", {}, columns[kind].map((column, i) => cell(column, row, scope, i))))))),
      rest > 0 && el("button", { class: "more", onclick: () => { length += 4 * PAGE; go.set({}); } }, say("more", Math.min(4 * PAGE, rest))),
    ];
  }

  function heading(kind, key) {
    const [by, turn] = sort[kind];
    const own = by === key || (by === "mentions" && key === "mentions-col");
    const press = () => { sort[kind] = [key, own ? -turn : -1]; go.set({}); byId("stage").querySelector(`[data-key="${key}"]`).focus(); };
    return el("th", { scope: "col", class: NUMBERS.has(key) ? "number" : null, "aria-sort": own ? (turn > 0 ? "ascending" : "descending") : "none" }, el("button", { "data-key": key, onclick: press }, say(key), own ? (turn > 0 ? " ▲" : " ▼") : ""));
  }

  function cell([key, value, shown], row, scope, i) {
    if (shown) return el(i ? "td" : "th", i ? {} : { scope: "row" }, shown(row));
    const its = value(row, scope);
    return el("td", typeof its === "number" ? { class: "number" } : {}, key === "q" ? small(its) : its === null ? "–" : written[key] ? written[key](its) : typeof its === "number" ? whole(its) : String(its));
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
