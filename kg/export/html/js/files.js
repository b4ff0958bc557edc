// What is seen as a file: PNG and SVG of the picture, CSV and GEXF of the nodes and ties that are shown.

/** The characters that XML 1.0 has no place for. */
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const xml = (value) => String(value).replace(ILLEGAL, "\ufffd").replace(/[&<>"'\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);

const round = (value) => Math.round(value * 10) / 10;

/** The picture as an SVG document. */
function svgOf({ width, height, nodes, ties, labels, colours }) {
  const lines = ties.map(({ from, to, colour, width: wide, arrow }) => `<line x1="${round(from.x)}" y1="${round(from.y)}" x2="${round(to.x)}" y2="${round(to.y)}" stroke="${colour.slice(0, 7)}" stroke-opacity="${alpha(colour)}" stroke-width="${round(wide)}"${arrow ? ' stroke-dasharray="5 3"' : ""}/>`);
  const marks = nodes.map(({ x, y, radius, node, color, ring }) => `<path transform="translate(${round(x)} ${round(y)}) scale(${(radius / 8).toFixed(3)}) translate(-8 -8)" d="${PATHS[SHAPES[node.type] || "dot"]}" fill="${color}" stroke="${ring}" stroke-width="1"><title>${xml(visible(node.name))}</title></path>`);
  const names = labels.map(({ x, y, text, letter, strong, dim }) => `<text x="${round(x)}" y="${round(y)}" font-size="${letter}"${strong ? ' font-weight="600"' : ""} fill="${dim ? colours.soft : colours.ink}">${xml(text)}</text>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${xml(say("heading"))}">`,
    `<rect width="${width}" height="${height}" fill="${colours.paper}"/>`,
    `<g fill="none">`, ...lines, `</g><g>`, ...marks, `</g>`,
    `<g font-family="${xml(FONT)}" text-anchor="middle" dominant-baseline="central" paint-order="stroke" stroke="${colours.paper}" stroke-width="3.5" stroke-linejoin="round">`, ...names, "</g>", "</svg>", "",
  ].join("\n");
}

const alpha = (colour) => (colour.length > 7 ? (parseInt(colour.slice(7), 16) / 255).toFixed(2) : "1");

/** The picture on a canvas, twice as fine as the screen. */
function canvasOf({ width, height, nodes, ties, labels, colours }) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * 2, height * 2];
  const context = canvas.getContext("2d");
  context.scale(2, 2);
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, width, height);
  for (const { from, to, colour, width: wide, arrow } of ties) {
    context.strokeStyle = colour;
    context.lineWidth = wide;
    context.setLineDash(arrow ? [5, 3] : []);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
  context.setLineDash([]);
  for (const { x, y, radius, node, color, ring } of nodes) {
    context.save();
    context.translate(x, y);
    context.scale(radius / 8, radius / 8);
    context.translate(-8, -8);
    const path = new Path2D(PATHS[SHAPES[node.type] || "dot"]);
    context.fillStyle = color;
    context.strokeStyle = ring;
    context.fill(path);
    context.stroke(path);
    context.restore();
  }
  writeLabels(context, labels, colours);
  return canvas;
}

/** A table as CSV with a byte order mark, for spreadsheets; what looks like a formula gets an apostrophe. */
function csvOf(names, lines) {
  const field = (value) => {
    const text = value === null || value === undefined ? "" : String(value);
    const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  return "\ufeff" + [names, ...lines].map((line) => line.map(field).join(",")).join("\r\n") + "\r\n";
}

function nodesCsv(scope) {
  const names = ["id", "name", "type", "kind", "english", "mentions", "documents", "first", "last", "community"];
  return csvOf(names, scope.nodes.map((node) => names.map((name) => (name === "mentions" ? scope.mentions[node.index] : node[name]))));
}

function tiesCsv(model, scope) {
  const names = ["source", "target", "relation", "window", "count", "npmi", "llr", "q", "first", "last"];
  return csvOf(names, scope.ties.map((tie) => {
    const its = scope.figures.get(tie);
    return [model.nodes[tie.source].id, model.nodes[tie.target].id, tie.relation, its ? scope.window : "", ...["count", "npmi", "llr", "q"].map((name) => (its ? its[name] : null)), tie.first, tie.last];
  }));
}

/** GEXF 1.3 with places, sizes and colours, for Gephi. */
function gexfOf(model, scope, scene) {
  const attributes = (names) => names.map(([name, type], i) => `<attribute id="${i}" title="${name}" type="${type}"/>`).join("");
  const values = (names, of) => names.map(([name], i) => (of(name) === null || of(name) === undefined || of(name) === "" ? "" : `<attvalue for="${i}" value="${xml(of(name))}"/>`)).join("");
  const own = [["type", "string"], ["kind", "string"], ["english", "string"], ["mentions", "integer"], ["documents", "integer"], ["first", "string"], ["last", "string"], ["community", "integer"]];
  const its = [["relation", "string"], ["window", "string"], ["count", "integer"], ["npmi", "double"], ["llr", "double"], ["q", "double"]];
  const nodes = scene.nodes.map(({ node, x, y, radius, color }) => {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
    return `<node id="${xml(node.id)}" label="${xml(node.name)}"><attvalues>${values(own, (name) => (name === "mentions" ? scope.mentions[node.index] : node[name]))}</attvalues><viz:position x="${round(x)}" y="${round(-y)}" z="0"/><viz:size value="${round(radius)}"/><viz:color r="${r}" g="${g}" b="${b}"/></node>`;
  });
  const ties = scope.ties.map((tie) => {
    const figures = scope.figures.get(tie) || {};
    const of = (name) => (name === "relation" ? tie.relation : name === "window" ? (scope.figures.has(tie) ? scope.window : "") : figures[name]);
    return `<edge id="${tie.index}" source="${xml(model.nodes[tie.source].id)}" target="${xml(model.nodes[tie.target].id)}" type="${tie.relation === "co_occurs" ? "undirected" : "directed"}" weight="${figures.count || 1}"><attvalues>${values(its, of)}</attvalues></edge>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3"><graph defaultedgetype="undirected" mode="static">',
    `<attributes class="node">${attributes(own)}</attributes><attributes class="edge">${attributes(its)}</attributes>`,
    "<nodes>", ...nodes, "</nodes><edges>", ...ties, "</edges></graph></gexf>", "",
  ].join("\n");
}

/** Hand a file to whoever looks. */
function save(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const anchor = el("a", { href: url, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

function makeFiles(model, view, scopeNow) {
  const title = "graph";
  return {
    png: () => canvasOf(view.scene()).toBlob((blob) => save(title + ".png", blob)),
    svg: () => save(title + ".svg", svgOf(view.scene()), "image/svg+xml"),
    csv: () => {
      save(title + ".nodes.csv", nodesCsv(scopeNow()), "text/csv");
      save(title + ".edges.csv", tiesCsv(model, scopeNow()), "text/csv");
    },
    gexf: () => save(title + ".gexf", gexfOf(model, scopeNow(), view.scene()), "application/xml"),
  };
}
