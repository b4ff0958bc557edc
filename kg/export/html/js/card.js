// Cards: what the page knows of a node or of a tie, with the sentences.

const NEIGHBOURS = 12;

function makeCards(model, go) {
  const cap = model.meta.cap;

  function nodeCard(node, drawn) {
    return [
      head(sign(node.type), node.name, [say(node.type), node.kind && say(node.kind)]),
      el("p", { class: "numbers" },
        el("strong", {}, say("mentions", node.mentions)), " · ", say("documents", node.documents),
        node.first && [el("br"), say("seen"), " ", span(node.first, node.last)]),
      buttons(node, drawn),
      facts(node),
      relations(node),
      neighbours(node),
      verbs(node),
      listed(node),
      evidence([node], node.sentences),
    ];
  }

  function tieCard(tie) {
    const [a, b] = [model.nodes[tie.source], model.nodes[tie.target]];
    const related = tie.relation !== "co_occurs";
    return [
      head(null, null, [say(tie.relation)], el("span", {}, link(a), related ? " → " : " — ", link(b))),
      tie.first && el("p", { class: "numbers" }, say("seen"), " ", span(tie.first, tie.last)),
      !related && figures(tie),
      related ? evidence([a, b], null) : evidence([a, b], tie.windows.sentence ? tie.windows.sentence.count : 0, tie),
    ];
  }

  function head(icon, name, tags, title = null) {
    return el("header", { class: "head" },
      el("button", { class: "close", "aria-label": say("close"), title: say("close"), onclick: () => go.overview() }, "×"),
      el("p", { class: "tags" }, icon, tags.filter(Boolean).map((tag) => el("span", {}, tag))),
      el("h2", { tabindex: "-1" }, title || el("bdi", {}, name)));
  }

  function buttons(node, drawn) {
    return el("p", { class: "buttons" },
      el("button", { onclick: () => go.expand(node) }, say("expand")),
      drawn ? el("button", { onclick: () => go.hide(node) }, say("hide")) : el("button", { onclick: () => go.node(node) }, say("show")));
  }

  function facts(node) {
    const held = node.end && node.end !== node.start ? node.start + " – " + node.end : node.start;
    const parts = node.parts.length ? el("ol", { class: "parts" }, node.parts.map((part) => el("li", {}, el("bdi", {}, part)))) : null;
    const pairs = [
      ["parts", parts],
      ["aliases", node.aliases.length ? node.aliases.slice(0, 12).map((alias, i) => [i ? "、" : "", el("bdi", {}, alias)]) : null],
      ["english", node.english && el("span", { lang: "en" }, node.english)],
      ["since", node.since],
      ["held", held],
      ["domain", node.domain],
      ["level", node.level && say(node.level)],
    ].filter(([, value]) => value);
    return pairs.length ? el("dl", {}, pairs.map(([key, value]) => [el("dt", {}, say(key)), el("dd", {}, value)])) : null;
  }

  /** Relations that are no co-occurrence, read from this node's side. Its parts stand among the facts already. */
  function relations(node) {
    const turned = { has_part: "part_of", raised_at: "raised", held_under: "holds" };
    const listed = node.ties.filter((tie) => tie.relation !== "co_occurs" && !(tie.relation === "has_part" && tie.source === node.index && node.parts.length));
    if (!listed.length) return null;
    return section("related", el("ul", { class: "plain" }, listed.slice(0, NEIGHBOURS).map((tie) => {
      const out = tie.source === node.index;
      return el("li", {}, el("span", { class: "how" }, say(out ? tie.relation : turned[tie.relation] || tie.relation)), " ", link(model.nodes[other(tie, node)]));
    })));
  }

  function neighbours(node) {
    const ties = node.ties.filter((tie) => tie.relation === "co_occurs").slice(0, NEIGHBOURS);
    if (!ties.length) return null;
    return section("neighbours", el("ul", { class: "plain" }, ties.map((tie) => {
      const near = model.nodes[other(tie, node)];
      const aria = say("seeTie", node.label, near.label);
      return el("li", { class: "row" }, link(near), el("button", { class: "figure", "aria-label": visible(shared(tie) + "：" + aria), title: visible(aria), onclick: () => go.tie(tie) }, shared(tie)));
    })));
  }

  function shared(tie) {
    const { sentence, paragraph, document } = tie.windows;
    if (sentence) return say("sharedSentences", sentence.count);
    return paragraph ? say("sharedParagraphs", paragraph.count) : say("sharedDocuments", document.count);
  }

  function verbs(node) {
    if (!node.verbs.length) return null;
    const pairs = node.verbs.flatMap((verb, i) => (i % 2 ? [] : [[verb, node.verbs[i + 1]]]));
    return section("verbs", el("p", { class: "verbs" }, pairs.map(([verb, count]) => el("span", {}, el("bdi", {}, verb), el("small", {}, " " + count)))));
  }

  function listed(node) {
    if (!node.listed.length) return null;
    return section("expansions", el("ul", { class: "plain" }, node.listed.slice(0, 3).map(({ document, members }) =>
      el("li", {}, el("bdi", {}, members.join("；")), el("cite", {}, source(document))))));
  }

  function figures(tie) {
    const cell = (value, digits) => el("td", {}, value === null ? "–" : digits === undefined ? String(value) : value.toFixed(digits));
    const body = ["sentence", "paragraph", "document"].filter((window) => tie.windows[window]).map((window) => {
      const { count, documents, npmi, llr, q } = tie.windows[window];
      const tiny = q === null ? "–" : q === 0 ? "<1e-300" : q < 0.001 ? q.toExponential(0) : q.toFixed(3);
      return el("tr", {}, el("th", { scope: "row" }, say(window)), cell(count), cell(documents), cell(npmi, 2), cell(llr, 1), el("td", {}, tiny));
    });
    return [
      el("table", {}, el("thead", {}, el("tr", {}, [say("window"), say("count"), say("docs"), "NPMI", "G²", "q"].map((name) => el("th", { scope: "col" }, name)))), el("tbody", {}, body)),
      el("p", { class: "note" }, say("npmiNote")),
    ];
  }

  /** Sentences with all of `nodes`, `cap` at first; `total` is the number in the whole build (null: not known). */
  function evidence(nodes, total, tie = null) {
    const all = sentencesOf(nodes);
    if (tie && total === 0) {
      return section("evidence", el("p", { class: "note" }, say("apart", say(tie.windows.paragraph ? "paragraph" : "document"))));
    }
    if (!all.length) return total ? section("evidence", el("p", { class: "note" }, say("none", total))) : null;
    const list = el("ol", { class: "evidence" });
    const count = el("span", { class: "count" });
    const more = el("button", { class: "more", onclick: () => show(cap) });
    let shown = 0;
    const show = (step) => {
      add(list, all.slice(shown, shown + step).map((sentence) => quote(sentence, nodes)));
      shown = Math.min(all.length, shown + step);
      count.textContent = say("shown", shown, Math.max(total || 0, all.length));
      more.hidden = shown >= all.length;
      more.textContent = say("moreEvidence", Math.min(cap, all.length - shown));
    };
    show(cap);
    return section("evidence", [list, more], count);
  }

  /** A sentence with the names in focus marked, other names as links, and where it stands. */
  function quote(sentence, nodes) {
    const focus = new Set(nodes.map((node) => node.index));
    const pieces = [];
    let at = 0;
    for (const [start, end, node] of spans(sentence.marks, focus)) {
      pieces.push(sentence.text.slice(at, start));
      const words = sentence.text.slice(start, end);
      pieces.push(focus.has(node) ? el("mark", {}, words) : el("span", { class: "inline", onclick: () => go.node(model.nodes[node]) }, words));
      at = end;
    }
    pieces.push(sentence.text.slice(at));
    const section = model.sections[sentence.section];
    return el("li", {}, el("q", {}, pieces), el("cite", {}, source(sentence.document), section && el("span", { class: "section" }, section)));
  }

  /** Marks that do not overlap, in order; those in focus win, then the longer. */
  function spans(marks, focus) {
    const all = [];
    for (let i = 0; i < marks.length; i += 3) all.push(marks.slice(i, i + 3));
    all.sort((a, b) => focus.has(b[2]) - focus.has(a[2]) || b[1] - b[0] - (a[1] - a[0]) || a[0] - b[0]);
    const kept = [];
    for (const mark of all) if (kept.every((each) => mark[1] <= each[0] || mark[0] >= each[1])) kept.push(mark);
    return kept.sort((a, b) => a[0] - b[0]);
  }

  function source(index) {
    const [title, date, speaker, organ] = model.documents[index];
    return [el("bdi", { class: "title" }, title || say("untitled")), [organ, speaker].filter(Boolean).map((who) => el("bdi", {}, who)), el("time", {}, date || say("undated"))];
  }

  function link(node) {
    return el("button", { class: "link", onclick: () => go.node(node) }, sign(node.type), el("bdi", { class: "name" }, node.name));
  }

  function section(key, content, aside = null) {
    return el("section", {}, el("h3", {}, say(key), aside), content);
  }

  return { nodeCard, tieCard, link };
}
