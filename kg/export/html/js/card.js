// Cards: what the page knows of a node or of a tie, with the sentences.

const NEIGHBOURS = 12;

function makeCards(model, go, quotes) {
  function nodeCard(node, state, scope) {
    const count = scope.mentions[node.index];
    return [
      head(sign(node.type), node.name, [say(node.type), node.kind && kindWord(node.kind)]),
      definition(node),
      el("p", { class: "numbers" },
        el("strong", {}, say("mentions", whole(count))), state.span && say("ofAll", whole(node.mentions)), " · ", say("documents", whole(node.documents)),
        node.first && [el("br"), say("seen"), " ", span(node.first, node.last)]),
      !scope.passing(node) && el("p", { class: "note" }, say("notDrawn"), " ", el("button", { id: "undo-filters", onclick: () => { go.unfilter(); go.show(node); } }, say("unfilter"))),
      buttons(node, state),
      facts(node),
      trend(model, node, state.span),
      relations(node),
      sets(node),
      neighbours(node, scope),
      verbs(node),
      listed(node),
      places(node),
      quotes.evidence([node], node.sentences, state.span),
    ];
  }

  function tieCard(tie, state, scope) {
    const [a, b] = [model.nodes[tie.source], model.nodes[tie.target]];
    const related = tie.relation !== "co_occurs";
    const count = related ? null : inAll(tie, "sentence");
    const apart = !related && count === 0 && el("p", { class: "note" }, say("apart", say(tie.windows.paragraph ? "paragraph" : "document")));
    return [
      head(null, null, [say(tie.relation)], el("span", {}, link(a), related ? " → " : " — ", link(b))),
      tie.first && el("p", { class: "numbers" }, say("seen"), " ", span(tie.first, tie.last)),
      !related && figures(tie, state, scope),
      apart || quotes.evidence([a, b], count, state.span),
    ];
  }

  const inAll = (tie, window) => {
    if (!tie.windows[window]) return 0;
    const { bins, counts } = shared(tie, window);
    return sum(bins, counts, null);
  };

  function groupCard(group, state) {
    const key = { class: "dot " + groupClass(group.index) };
    return [
      head(el("span", key), say("groupOf", groupName(group)), [say("community")]),
      el("p", { class: "note" }, say("groupSize", whole(model.meta.communities.sizes[group.index]), model.meta.communities.types.map((type) => say(type)).join(say("and"))), " ", madeOf(model), " ", say("groupNote")),
      el("p", { class: "buttons" }, el("button", { onclick: () => go.fitTo(group.nodes) }, say("fit")), sides(group.nodes, state)),
      section("members", list(group.nodes.slice(0, 60), (node) => el("small", {}, whole(node.mentions))), el("span", { class: "count" }, say("outOf", Math.min(60, group.nodes.length), group.nodes.length))),
    ];
  }

  /** Sentences in which all of some names stand, or, where the page has none, those with most of them. */
  function severalCard(nodes, state) {
    const stands = new Map();
    for (const node of nodes) for (const sentence of node.where) stands.set(sentence, (stands.get(sentence) || 0) + 1);
    const top = most([...stands.values()]);
    const found = [...stands].filter(([, count]) => count === top).map(([sentence]) => sentence).sort((a, b) => a.index - b.index);
    return [
      head(null, null, [say("several")], el("span", {}, nodes.map((node, i) => [i ? "；" : "", link(node)]))),
      top < nodes.length && el("p", { class: "note" }, say("severalMost", Math.max(0, top))),
      found.length > 0 && quotes.all(found, found.length, nodes),
      el("p", { class: "note" }, say("severalNote")),
      el("p", { class: "buttons" }, sides(nodes, state)),
    ];
  }

  function head(icon, name, tags, title = null) {
    return el("header", { class: "head" },
      el("button", { class: "close", "aria-label": say("close"), title: say("close"), onclick: () => go.overview() }, "×"),
      el("p", { class: "tags" }, icon, tags.filter(Boolean).map((tag) => el("span", {}, tag))),
      el("h2", { tabindex: "-1" }, title || el("bdi", {}, name)));
  }

  function buttons(node, state) {
    const steps = [1, 2, 3].map((depth) => {
      const on = state.focus && state.focus.node === node && state.focus.depth === depth;
      return el("button", { "aria-pressed": String(Boolean(on)), "aria-label": say("focusSteps", depth), onclick: () => go.focus(on ? null : { node, depth }) }, String(depth));
    });
    const gone = state.gone.has(node);
    return el("p", { class: "buttons" },
      el("button", { onclick: () => go.expand(node) }, say("expand")),
      el("span", { class: "joined", role: "group", "aria-label": say("focus") }, el("span", {}, say("focus")), steps),
      el("button", { "aria-pressed": String(state.pinned.has(node)), onclick: () => go.pin(node) }, say("pin")),
      el("button", { "aria-pressed": String(gone), onclick: () => (gone ? go.show(node) : go.hide(node)) }, say(gone ? "show" : "hide")),
      el("button", { onclick: () => go.path(node) }, say("pathFrom")),
      sides([node], state));
  }

  /** Buttons that put nodes into the selections compared, or take them out. */
  function sides(nodes, state) {
    return el("span", { class: "joined", role: "group", "aria-label": say("compare") }, el("span", {}, say("compare")), ["a", "b"].map((side) => {
      const inside = nodes.every((node) => state[side].has(node));
      return el("button", { "aria-pressed": String(inside), "aria-label": say("toSide", side.toUpperCase()), onclick: () => go.side(side, nodes, !inside) }, side.toUpperCase());
    }));
  }

  function facts(node) {
    const pairs = [
      ["aliases", node.aliases.length ? node.aliases.map((alias, i) => [i ? (language === "zh" ? "；" : "; ") : "", el("bdi", {}, alias)]) : null],
      ["english", node.english && el("span", { lang: "en" }, node.english)],
      ["community", node.community >= 0 && model.groups.has(node.community) && groupLink(model.groups.get(node.community))],
    ].filter(([, value]) => value);
    return pairs.length ? el("dl", {}, pairs.map(([key, value]) => [el("dt", {}, say(key)), el("dd", {}, value)])) : null;
  }

  const groupLink = (group) => el("button", { class: "link", onclick: () => go.group(group.index) }, el("span", { class: "dot " + groupClass(group.index) }), el("bdi", { class: "name" }, groupName(group)));

  /** The relations to the sets of meetings that name a meeting together with others. */
  const setsOf = (node) => (node.type === "MEETING" ? node.relations.filter(({ relation, out, end }) => relation === "has_part" && !out && end.kind === "set") : []);

  function sets(node) {
    const found = setsOf(node).map(({ end }) => end).filter((set) => set.mentions);
    if (!found.length) return null;
    return section("sets", [
      el("p", { class: "note" }, say("setsNote")),
      list(found, (set) => el("small", {}, say("times", whole(set.mentions)))),
    ]);
  }

  /** Relations that are no co-occurrence, read from this node's side. What its definition says, and its sets, are left out. */
  function relations(node) {
    const named = new Set(setsOf(node));
    const turned = { has_part: "part_of", raised_at: "raised", held_under: "holds" };
    const told = ({ relation, out }) => (out ? relation !== "has_part" || node.parts.length || node.type !== "SLOGAN" : node.type === "PART");
    const found = node.relations.filter((each) => !told(each) && !named.has(each));
    if (!found.length) return null;
    const items = found.slice(0, NEIGHBOURS).map(({ relation, out, end }) =>
      el("li", {}, el("span", { class: "how" }, say(out ? relation : turned[relation] || relation)), " ", link(end)));
    return section("related", el("ul", { class: "plain" }, items), found.length > items.length && el("span", { class: "count" }, say("outOf", items.length, found.length)));
  }

  /** The strongest ties of the window and span of the moment. */
  function neighbours(node, scope) {
    const ties = node.ties.filter((tie) => scope.figures.has(tie))
      .sort((a, b) => pull(scope.figures.get(b)) - pull(scope.figures.get(a)) || scope.figures.get(b).count - scope.figures.get(a).count || a.index - b.index);
    if (!ties.length) return null;
    return section("neighbours", el("ul", { class: "plain" }, ties.slice(0, NEIGHBOURS).map((tie) => {
      const near = model.nodes[other(tie, node)];
      const text = say("sharedIn-" + scope.window, scope.figures.get(tie).count);
      const aria = visible(text + say("colon") + say("seeTie", node.label, near.label));
      return el("li", { class: "row" }, link(near), el("button", { class: "figure", "aria-label": aria, title: aria, onclick: () => go.tie(tie) }, text));
    })));
  }

  function verbs(node) {
    if (!node.verbs.length) return null;
    const pairs = node.verbs.flatMap((verb, i) => (i % 2 ? [] : [[verb, node.verbs[i + 1]]]));
    return section("verbs", el("p", { class: "verbs" }, pairs.map(([verb, count]) => el("span", {}, el("bdi", {}, verb), el("small", {}, " " + count)))));
  }

  function listed(node) {
    if (!node.listed.length) return null;
    return section("expansions", el("ul", { class: "plain" }, node.listed.slice(0, 3).map(({ document, members }) =>
      el("li", {}, el("bdi", {}, members.join("；")), el("cite", {}, quotes.source(document))))));
  }

  function places(node) {
    const count = node.documentsOf.length / 2;
    if (!count) return null;
    const items = node.documentsOf.flatMap((document, i) => (i % 2 ? [] : [el("li", { class: "row" }, el("cite", {}, quotes.source(document)), el("small", {}, say("times", node.documentsOf[i + 1])))]));
    return section("placesOf", el("ul", { class: "plain" }, items), el("span", { class: "count" }, say("outOf", count, node.documents)));
  }

  function figures(tie, state, scope) {
    const cell = (value, digits) => el("td", {}, value === null || value === undefined ? "–" : digits === undefined ? String(value) : value.toFixed(digits));
    const body = ["sentence", "paragraph", "document"].filter((window) => tie.windows[window]).map((window) => {
      const its = scope.figuresOf(window).get(tie);
      if (!its) return el("tr", {}, el("th", { scope: "row" }, say(window)), cell(0), cell(null), cell(null), cell(null), cell(null));
      return el("tr", {}, el("th", { scope: "row" }, say(window)), cell(its.count), cell(its.documents), cell(its.npmi, 2), el("td", {}, rounded4(its.llr)), el("td", {}, small(its.q)));
    });
    return [
      el("table", {}, el("thead", {}, el("tr", {}, [say("window"), say("count"), say("docs"), "NPMI", "G²", "q"].map((name) => el("th", { scope: "col" }, name)))), el("tbody", {}, body)),
      el("p", { class: "note" }, say("npmiNote"), state.span && say("spanNote")),
    ];
  }

  const link = (node) => {
    const inside = [sign(node.type), el("bdi", { class: "name" }, node.name)];
    return node.index === undefined ? el("span", { class: "unlinked" }, inside) : el("button", { class: "link", onclick: () => go.node(node) }, inside);
  };

  const definition = makeDefinition(model, go);

  const list = (nodes, aside) => el("ol", { class: "plain list" }, nodes.map((node) => el("li", { class: "row" }, link(node), aside(node))));

  return { nodeCard, tieCard, groupCard, severalCard, link, list, groupLink, head };
}

/** A figure to four significant digits. */
const rounded4 = (value) => (value === null || value === undefined ? "–" : whole(Number(value.toPrecision(4))));

/** A probability as it is written. */
const small = (q) => (q === null || q === undefined ? "–" : q === 0 ? "<1e-300" : q < 0.001 ? q.toExponential(0) : q.toFixed(3));

/** A community goes by its two most frequent slogans or meetings. */
function groupName({ nodes }) {
  const heads = nodes.filter((node) => node.type === "SLOGAN" || node.type === "MEETING");
  return (heads.length ? heads : nodes).slice(0, 2).map((node) => node.label).join("、");
}
