// The texts: how many there are of which kind, the list of them, and the card of one; and the numbers of the corpus.

const FACETS = ["level", "genre", "speaker", "date"];
const COLUMNS = ["title", "date", "speaker", "organ", "level", "genre", "characters", "sentences", "mentions"];

/** The documents of the page as objects with their `id`, `names` (node → mentions known here) and the sentences `quoted`. */
function readDocuments(raw, model) {
  const texts = raw.documents.map((row, index) => ({ index, id: raw.document_ids[index], names: new Map(), quoted: [], ...Object.fromEntries(COLUMNS.map((name, i) => [name, row[i]])) }));
  for (const sentence of model.sentences) texts[sentence.document].quoted.push(sentence);
  for (const node of model.nodes) node.documentsOf.forEach((document, i) => { if (i % 2 === 0) texts[document].names.set(node, node.documentsOf[i + 1]); });
  return texts;
}

/** Whether a text has a value of a facet; a date has it that begins with it, and none where the value is empty. */
const hasValue = (text, { facet, value }) => (facet === "date" && value ? text.date.startsWith(value) : text[facet] === value);

/** How a value of a facet is called. */
function facetWord({ facet, value }) {
  if (facet === "date") return value || say("undated");
  return value ? (facet === "level" ? say(value) : value) : say("none-" + facet);
}

/** `[documents, characters, sentences, mentions]` of all the corpus, or of a facet's value, or null where that is not known. */
function sizeOf(model, facet, span) {
  const { corpus, bins } = model;
  const add = (rows) => rows.reduce((sum, row) => sum.map((each, i) => each + row[i + 1]), [0, 0, 0, 0]);
  if (span) return facet ? null : add(corpus.facets.date.filter(([period]) => period && period >= bins[span[0]] && period <= bins[span[1]]));
  if (!facet) return [corpus.documents, corpus.characters, corpus.sentences, corpus.mentions];
  const rows = (corpus.facets[facet.facet] || []).filter(([value]) => (facet.facet === "date" && facet.value ? value.startsWith(facet.value) : value === facet.value));
  return rows.length ? add(rows) : null;
}

function makeDocuments(model, go, cards, quotes) {
  const link = (text) => el("button", { class: "link", onclick: () => go.document(text) }, el("bdi", { class: "name" }, text.title || say("untitled")));

  /** The texts of the filter and the span, those that the page holds. */
  const listed = (state) => model.texts.filter((text) => (!state.docs || hasValue(text, state.docs)) && inPeriods(model, text.date, state.span));

  /** The field that narrows the list. */
  function chooser(state) {
    const options = FACETS.filter((facet) => (model.corpus.facets[facet] || []).length).map((facet) => el("optgroup", { label: say(facet === "date" ? "date" : facet) }, model.corpus.facets[facet].map(([value, count]) => {
      const on = state.docs && state.docs.facet === facet && state.docs.value === value;
      return el("option", { value: facet + ":" + value, selected: Boolean(on) }, facetWord({ facet, value }) + say("inBrackets", whole(count)));
    })));
    const known = state.docs && (model.corpus.facets[state.docs.facet] || []).some(([value]) => value === state.docs.value);
    const own = state.docs && !known && el("option", { value: state.docs.facet + ":" + state.docs.value, selected: true }, facetWord(state.docs));
    const select = el("select", { id: "docs-by", onchange: () => go.set({ docs: facetOf(select.value) }) }, el("option", { value: "" }, say("allDocuments")), own, options);
    return el("p", { class: "field" }, el("label", { for: "docs-by" }, say("narrow")), select);
  }

  function caption(state, shown, rows) {
    const size = sizeOf(model, state.docs, state.span);
    const words = state.docs ? facetWord(state.docs) : say("allDocuments");
    return size ? say("caption-documents", words, ...size.map(whole), shown) : say("caption-listed", words, shown, rows);
  }

  function card(text) {
    const facts = ["organ", "speaker", "level", "genre"].map((key) => [key, text[key] && (key === "level" ? say(text[key]) : el("bdi", {}, text[key]))]).filter(([, value]) => value);
    const counts = new Map(text.names);
    for (const sentence of text.quoted) for (const index of new Set(sentence.marks.filter((_, i) => i % 3 === 2))) if (!counts.has(model.nodes[index])) counts.set(model.nodes[index], 1);
    const names = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a.index - b.index);
    return [
      cards.head(null, text.title || say("untitled"), [say("text")]),
      el("p", { class: "numbers" }, text.date || say("undated"), " · ", say("size", whole(text.characters), whole(text.sentences), whole(text.mentions))),
      facts.length > 0 && el("dl", {}, facts.map(([key, value]) => [el("dt", {}, say(key)), el("dd", {}, value)])),
      names.length > 0 && section("namesIn", cards.list(names.slice(0, 30), (node) => text.names.has(node) && el("small", {}, whole(text.names.get(node)))), el("span", { class: "count" }, say("outOf", Math.min(30, names.length), names.length))),
      text.quoted.length > 0 ? quotes.all(text.quoted, text.quoted.length) : el("p", { class: "note" }, say("noneOfText")),
    ];
  }

  /** The numbers of the corpus as a table, each a way to what it counts. */
  function numbers() {
    const { corpus } = model;
    const to = (key, values) => (text) => el("button", { class: "link", id: "count-" + key, onclick: () => go.set(values) }, text);
    const all = { table: "documents", docs: null };
    const everything = { significance: LEVELS.length - 1, table: "nodes" };
    const only = (type) => ({ ...everything, hidden: { ...newState().hidden, type: new Set(model.meta.types.filter((each) => each !== type)) } });
    const rows = [
      [say("allDocuments"), corpus.documents, to("documents", all)],
      corpus.undated > 0 && [say("undated"), corpus.undated, to("undated", { ...all, docs: { facet: "date", value: "" } })],
      corpus.first && [say("date"), corpus.first === corpus.last ? corpus.first : corpus.first + " – " + corpus.last],
      ...["characters", "sentences"].map((key) => [say(key), corpus[key], to(key, all)]),
      [say("mentions-col"), corpus.mentions, to("mentions", everything)],
      [say("names"), corpus.nodes, to("names", everything)],
      ...corpus.types.map(([type, count, mentions]) => [say("typeCount", say(type)), say("namesAndMentions", whole(count), whole(mentions)), to("type-" + type, only(type))]),
      [say("pairs"), corpus.pairs, to("pairs", { significance: LEVELS.length - 1, table: "ties" })],
      [say("failures"), corpus.failures],
      ...corpus.rejections.map(([reason, count]) => [say("rejected", wordOf("reason-", reason)), count]),
    ].filter(Boolean);
    const write = (value) => (typeof value === "number" ? whole(value) : value);
    return el("table", { class: "data plain-rows" }, el("caption", {}, say("caption-corpus")), el("tbody", {}, rows.map(([name, value, way]) => el("tr", {}, el("th", { scope: "row" }, name), el("td", { class: "number" }, way ? way(write(value)) : write(value))))));
  }

  return { link, listed, chooser, caption, card, numbers };
}

/** The filter of an address, `level:central`; null for what is none. */
function facetOf(text) {
  const [, facet, value] = /^(\w+):(.*)$/s.exec(text) || [];
  return FACETS.includes(facet) ? { facet, value } : null;
}

/** Whether a date lies in a span of periods; without a span all do. */
function inPeriods(model, date, span) {
  if (!span) return true;
  const width = model.bins[0].length;
  return date.length >= width && date.slice(0, width) >= model.bins[span[0]] && date.slice(0, width) <= model.bins[span[1]];
}
