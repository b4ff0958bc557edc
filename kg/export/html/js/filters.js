// The filters: which nodes and ties are drawn and listed.

function makeFilters(model, go) {
  const values = {};
  for (const what of HIDEABLE) values[what] = countsOf(model.nodes, (node) => node[what] || "");

  function filters(state, scope) {
    return [
      el("h2", { tabindex: "-1" }, say("filters")),
      el("p", { class: "numbers", id: "filtered" }, say("drawn", whole(scope.nodes.length), whole(scope.ties.length))),
      slider("significance", state.significance, LEVELS.length - 1, say("significance-" + LEVELS[state.significance]), (value) => go.set({ significance: value })),
      el("p", { class: "note" }, say("significanceNote")),
      choice("window", model.windows, state.window, (value) => go.set({ window: value })),
      state.window === "document" && model.windows.length > 1 && el("p", { class: "note" }, say("documentNote")),
      numberOf("least", state.least, (value) => go.set({ least: value })),
      numberOf("together", state.together, (value) => go.set({ together: value })),
      numberOf("docsLeast", state.docsLeast, (value) => go.set({ docsLeast: value })),
      numberOf("docsMost", state.docsMost, (value) => go.set({ docsMost: value })),
      el("p", {}, box(say("showRelations"), state.relations, () => go.set({ relations: !state.relations }))),
      choice("colour", ["community", "type"], state.colour, (value) => go.set({ colour: value })),
      HIDEABLE.map((what) => group(what, state)),
      el("p", { class: "buttons" }, el("button", { id: "unfilter", onclick: () => go.unfilter() }, say("unfilter"))),
      state.gone.size > 0 && section("goneNodes", el("ul", { class: "plain" }, [...state.gone].map((node) => el("li", { class: "row" }, el("bdi", { class: "name" }, node.name), el("button", { onclick: () => go.show(node) }, say("show")))))),
    ];
  }

  function slider(key, value, top, text, change) {
    const input = el("input", { id: "f-" + key, type: "range", min: 0, max: top, step: 1, value, "aria-valuetext": text, oninput: () => change(Number(input.value)) });
    return el("p", { class: "field" }, el("label", { for: "f-" + key }, say(key)), input, el("output", { for: "f-" + key }, text));
  }

  function choice(key, options, value, change) {
    if (options.length < 2) return null;
    return el("fieldset", { class: "choice" }, el("legend", {}, say(key)), options.map((option) => {
      const input = el("input", { type: "radio", name: "f-" + key, id: "f-" + key + "-" + option, value: option, checked: option === value, onchange: () => change(option) });
      return el("label", {}, input, say(key === "colour" ? "by-" + option : option));
    }));
  }

  function numberOf(key, value, change) {
    const input = el("input", { id: "f-" + key, type: "number", min: 0, max: 1000000, value, onchange: () => change(Math.max(0, Math.floor(Number(input.value)) || 0)) });
    return el("p", { class: "field" }, el("label", { for: "f-" + key }, say(key)), input);
  }

  const box = (text, on, change, key = null) => el("label", { class: "box" }, el("input", { type: "checkbox", checked: on, onchange: change, id: key }), text);

  function group(what, state) {
    if (values[what].length < 2) return null;
    return el("fieldset", {}, el("legend", {}, say(what)), values[what].map(([value, count]) =>
      box([value && what === "kind" ? kindWord(value) : say(value || "none-" + what), el("small", {}, " " + count)], !state.hidden[what].has(value), () => go.toggle(what, value), "f-" + what + "-" + (value || "none"))));
  }

  return filters;
}

/** The values of nodes with how many have each, the most frequent first. */
function countsOf(nodes, value) {
  const counts = new Map();
  for (const node of nodes) counts.set(value(node), (counts.get(value(node)) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
