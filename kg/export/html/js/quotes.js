// Sentences as evidence: the names in focus marked, other names as links, and where each stands.

function makeQuotes(model, go) {
  const { cap } = model.meta;

  /** Sentences with all of `nodes`, `cap` at first; `total` is the number in the whole build (null: not known). */
  function evidence(nodes, total, span = null) {
    const found = sentencesOf(nodes).filter((sentence) => inSpan(sentence, span));
    if (!found.length) return total ? section("evidence", el("p", { class: "note" }, say("none", total))) : null;
    return all(found, total, nodes);
  }

  /** These sentences, with all names marked or those of `nodes`. */
  function all(found, total, nodes = null) {
    const list = el("ol", { class: "evidence" });
    const count = el("span", { class: "count" });
    const more = el("button", { class: "more", onclick: () => show(cap) });
    let shown = 0;
    const show = (step) => {
      add(list, found.slice(shown, shown + step).map((sentence) => quote(sentence, nodes)));
      shown = Math.min(found.length, shown + step);
      count.textContent = say("shown", shown, Math.max(total || 0, found.length));
      more.hidden = shown >= found.length;
      more.textContent = say("moreEvidence", Math.min(cap, found.length - shown));
    };
    show(cap);
    const capped = total > found.length && el("p", { class: "note" }, say("capped", found.length, total));
    return section("evidence", [list, more, capped], count);
  }

  const inSpan = ({ document }, span) => inPeriods(model, model.texts[document].date, span);

  function quote(sentence, nodes) {
    const focus = new Set(nodes ? nodes.map((node) => node.index) : []);
    const pieces = [];
    let at = 0;
    for (const [start, end, node] of spans(sentence.marks, focus)) {
      pieces.push(sentence.text.slice(at, start));
      const words = sentence.text.slice(start, end);
      pieces.push(focus.has(node) ? el("mark", {}, words) : el("button", { class: "inline", onclick: () => go.node(model.nodes[node]) }, nodes ? words : el("mark", {}, words)));
      at = end;
    }
    pieces.push(sentence.text.slice(at));
    const heading = model.sections[sentence.section];
    return el("li", {}, el("q", {}, pieces), el("cite", {}, source(sentence.document), heading && el("span", { class: "section" }, heading)));
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
    const { title, date, speaker, organ } = model.texts[index];
    return [el("button", { class: "title", onclick: () => go.document(model.texts[index]) }, el("bdi", {}, title || say("untitled"))), [organ, speaker].filter(Boolean).map((who) => el("bdi", {}, who)), el("time", {}, date || say("undated"))];
  }

  return { evidence, all, quote, source };
}

function section(key, content, aside = null) {
  return el("section", {}, el("h3", {}, say(key), aside), content);
}
