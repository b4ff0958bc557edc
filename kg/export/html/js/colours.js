// Colours of the picture, read from the style sheet, so that dark and light are settled in one place.

const PALETTE = 8; // communities with a colour of their own; the others are grey

const TOKENS = ["paper", "ink", "soft", "tie", "relation", "strong", "a", "b", "both", "grey", ...Array.from({ length: PALETTE }, (_, i) => "c" + i)];

/** `{paper, ink, tie, …, c0 … c7, t-SLOGAN, …}` as `#rrggbb`. */
function readColours() {
  const style = getComputedStyle(document.documentElement);
  const found = {};
  for (const name of [...TOKENS, ...Object.keys(SHAPES).map(typeClass), "t-OTHER"]) found[name] = style.getPropertyValue("--" + name).trim();
  return found;
}

const groupClass = (group) => (group >= 0 && group < PALETTE ? "c" + group : "grey");

const mixed = new Map();

/** A colour so much of the way to another; each is worked out once. */
function mix(from, to, share) {
  const key = from + to + share.toFixed(2);
  if (!mixed.has(key)) mixed.set(key, blend(from, to, Math.round(share * 100) / 100));
  return mixed.get(key);
}

function blend(from, to, share) {
  const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const [a, b] = [parts(from), parts(to)];
  return "#" + a.map((value, i) => Math.round(value + (b[i] - value) * share).toString(16).padStart(2, "0")).join("");
}

/** `#rrggbb` with an opacity of 0 … 1. */
const faded = (hex, opacity) => hex + Math.round(opacity * 255).toString(16).padStart(2, "0");

/** The same as sigma blends it: the colour multiplied by its opacity. */
const blended = (hex, opacity) => faded(mix("#000000", hex, opacity), Math.round(opacity * 100) / 100);

/** The colour of a node: of its community or its type, or of the selection that it is in. */
function nodeColour(colours, state, node, sides) {
  if (sides) return colours[sides.get(node) || "grey"];
  if (state.colour === "type") return colours[typeClass(node.type)];
  return colours[groupClass(node.community)];
}
