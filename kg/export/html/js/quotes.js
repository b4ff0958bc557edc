// Sentences as evidence: the names in focus marked, other names as links, and where each stands.

function makeQuotes(model, go) {
  const { cap } = model.meta;

  /** Sentences with all of `nodes`, `cap` at first; `total` is the number in the whole build (null: not known). */
  function evidence(nodes, total, span = null) {
    const all = sentencesOf(nodes).filter((sentence) => inSpan(sentence, span));
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
    const capped = total > all.length && el("p", { class: "note" }, say("capped", all.length, total));
    return section("evidence", [list, more, capped], count);
  }

  function inSpan({ document }, span) {
    if (!span) return true;
    const date = model.documents[document][1];
    const width = model.bins[0].length;
    return date.length >= width && date.slice(0, width) >= model.bins[span[0]] && date.slice(0, width) <= model.bins[span[1]];
  }

  function quote(sentence, nodes) {
    const focus = new Set(nodes.map((node) => node.index));
    const pieces = [];
    let at = 0;
    for (const [start, end, node] of spans(sentence.marks, focus)) {
      pieces.push(sentence.text.slice(at, start));
      const words = sentence.text.slice(start, end);
      pieces.push(focus.has(node) ? el("mark", {}, words) : el("button", { class: "inline", onclick: () => go.node(model.nodes[node]) }, words));
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
    const [title, date, speaker, organ] = model.documents[index];
    return [el("bdi", { class: "title" }, title || say("untitled")), [organ, speaker].filter(Boolean).map((who) => el("bdi", {}, who)), el("time", {}, date || say("undated"))];
  }

  return { evidence, quote, source };
}

function section(key, content, aside = null) {
  return el("section", {}, el("h3", {}, say(key), aside), content);
}
