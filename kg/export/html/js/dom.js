// Elements. Text of strangers goes in as text nodes only.

// Control and bidi characters become a visible sign, one for one, so that offsets hold and nothing is turned round.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function visible(text) {
  return String(text).replace(UNSEEN, "\ufffd");
}

/** An element: attributes, `on…` listeners, then children (strings become text; null is left out). */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  add(element, children);
  return element;
}

function add(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child instanceof Node ? child : document.createTextNode(visible(child)));
  }
}

function replace(parent, ...children) {
  parent.replaceChildren();
  add(parent, children);
}

/** A whole number as it is written, thousands apart. */
const whole = (value) => value.toLocaleString("en-US");

const byId = (id) => document.getElementById(id);

const PATHS = {
  dot: "M8 2a6 6 0 1 0 .01 0z",
  diamond: "M8 1l7 7-7 7-7-7z",
  square: "M2.5 2.5h11v11h-11z",
  triangle: "M8 2l7 12H1z",
  vee: "M8 14L1 2h14z",
  star: "M8 1l2 5h5.300l-4.300 3.300 1.700 5.300L8 11.400l-4.700 3.200L5 9.300.700 6H6z",
  hexagon: "M4.500 2h7L15 8l-3.500 6h-7L1 8z",
};
const SHAPES = { SLOGAN: "dot", MEETING: "diamond", WORK: "square", ORG: "triangle", PERSON: "star", PART: "vee", SERIES: "hexagon" };

/** The sign of a type as it is drawn in the graph: same shape, same colour. */
function sign(type) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "sign " + typeClass(type));
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[SHAPES[type] || "dot"]);
  svg.append(path);
  return svg;
}

/** The CSS class of a type; types that are not ours share one. */
function typeClass(type) {
  return Object.hasOwn(SHAPES, type) ? "t-" + type : "t-OTHER";
}
