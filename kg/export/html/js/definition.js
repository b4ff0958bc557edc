// What a card opens with: a sentence of what is known of a name, made of facts alone.

function makeDefinition(model, go) {
  /** A name as a link where the page has its node, as text otherwise. */
  const link = (node) => (node.index === undefined ? el("bdi", {}, node.name) : el("button", { class: "inline", onclick: () => go.node(node) }, el("bdi", {}, node.name)));

  const ends = (node, relation, out) => node.relations.filter((each) => each.relation === relation && each.out === out).map(({ end }) => end);

  const named = (name, type) => link(model.byId.get(type + ":" + name) || { name });

  const joined = (items) => items.flatMap((item, i) => (i ? [say("comma"), item] : [item]));

  function definition(node) {
    const make = { SLOGAN: slogan, MEETING: meeting, SERIES: series, PART: part }[node.type] || other_;
    const clauses = make(node).filter(Boolean);
    const text = clauses.flatMap((clause) => [clause, say("stop")]);
    const origin = node.known ? "fromLexicon" : node.mentions ? "fromTexts" : null;
    return el("section", { class: "definition", "aria-label": say("definition") },
      el("p", {}, text, origin && el("small", {}, say(origin))),
      node.parts.length > 0 && node.type === "SLOGAN" ? [el("p", {}, say("partsInOrder", node.parts.length)), el("ol", { class: "parts" }, node.parts.map((name) => el("li", {}, named(name, "slogan"))))] : null);
  }

  function what(node) {
    const facts = [node.kind && kindWord(node.kind), node.level && say("levelIs", say(node.level)), node.domain && say("domainIs", say(node.domain))].filter(Boolean);
    return facts.length ? say("factsOf", say(node.type), facts.join(say("factsApart"))) : say(node.type);
  }

  function slogan(node) {
    const [place] = ends(node, "raised_at", true);
    const by = node.raised_by && named(node.raised_by, "person");
    const at = place && (place.type === "WORK" ? sayParts("inWork", link(place)) : sayParts("atMeeting", link(place)));
    const on = node.since && say(ofDay(node.since) ? "onDate" : "inDate", day(node.since));
    return [
      what(node),
      (on || by || at) && [sayParts("raisedHow", on || "", by ? sayParts("byPerson", by) : "", at || "")],
      node.supersedes.length > 0 && sayParts("supersedes", joined(node.supersedes.map((name) => named(name, "slogan")))),
      node.superseded_by.length > 0 && sayParts("supersededBy", joined(node.superseded_by.map((name) => named(name, "slogan")))),
    ];
  }

  function meeting(node) {
    const [under] = ends(node, "held_under", true);
    const raised = ends(node, "raised_at", false).length;
    const members = ends(node, "has_part", true).sort((a, b) => Number(a.start > b.start) - Number(a.start < b.start));
    const held = node.start && (node.end && node.end !== node.start ? say("heldFromTo", day(node.start), day(node.end)) : say(ofDay(node.start) ? "heldOn" : "heldIn", day(node.start)));
    return [what(node), under && sayParts("ofSeries", link(under)), held, members.length > 0 && sayParts("madeOf", joined(members.map(link))), raised > 0 && say("raisedMany", raised)];
  }

  const series = (node) => [what(node), say("seriesOf", ends(node, "held_under", false).length)];

  const part = (node) => [sayParts("partOf", joined(ends(node, "has_part", false).map(link)))];

  function other_(node) {
    const raised = ends(node, "raised_at", false).length;
    return [what(node), node.since && say("inOffice", day(node.since)), raised > 0 && say("raisedMany", raised)];
  }

  return definition;
}

/** How a kind is called; what the lexicons of others call so stands for itself. */
const kindWord = (kind) => say(kind === "type" ? "kind-type" : kind);

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** Whether a date is one of a day, not of a month or a year alone. */
const ofDay = (date) => date.split("-").length > 2;

/** A date as the language writes it; a year or a month alone stays one. */
function day(date) {
  const [year, month, of] = date.split("-");
  if (language !== "zh") return month && !of ? `${MONTHS[month - 1]} ${year}` : date;
  return year + "年" + (month ? Number(month) + "月" : "") + (of ? Number(of) + "日" : "");
}
