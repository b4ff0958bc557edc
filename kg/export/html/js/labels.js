// Names in the picture: the weightier first, and none over another.

const FONT = 'system-ui, "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Source Han Sans SC", sans-serif';
const MOST_LABELS = 260;
const MOST_TRIES = 900;
const WEIGHTY = 60;
const CELL = 64;

/** Boxes `[left, top, right, bottom]` of what stands already, found by the squares that they touch. */
function makeGround() {
  const cells = new Map();
  const touched = function* ([left, top, right, bottom]) {
    for (let x = Math.floor(left / CELL); x <= right / CELL; x += 1) for (let y = Math.floor(top / CELL); y <= bottom / CELL; y += 1) yield x * 4096 + y;
  };
  const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  return {
    isFree: (box) => { for (const key of touched(box)) if ((cells.get(key) || []).some((one) => meet(one, box))) return false; return true; },
    take: (box) => { for (const key of touched(box)) (cells.get(key) || cells.set(key, []).get(key)).push(box); },
  };
}

const letterSize = (radius) => Math.round(Math.min(19, 11 + radius * 0.42));

const textWidth = (text, letter) => Array.from(text).reduce((width, c) => width + (c > "\u2e7f" ? 1 : 0.58), 0) * letter;

/** Where names can be written: `items` are `{x, y, radius, text, must}` by falling weight → `{x, y, text, letter}`.
 * `taken` are boxes that something else covers. */
function placeLabels(items, width, height, taken = []) {
  const [discs, names] = [makeGround(), makeGround()];
  const seen = items.filter(({ x, y, radius }) => x > -radius && y > -radius && x < width + radius && y < height + radius).slice(0, MOST_TRIES);
  for (const box of taken) names.take(box);
  for (const { x, y, radius } of seen) discs.take([x - radius * 0.7, y - radius * 0.7, x + radius * 0.7, y + radius * 0.7]);
  const placed = [];
  for (const [i, item] of seen.entries()) {
    if (placed.length >= MOST_LABELS) break;
    const letter = letterSize(item.radius);
    const wide = textWidth(item.text, letter) / 2;
    const box = ([x, y]) => [x - wide - 2, y - letter * 0.6, x + wide + 2, y + letter * 0.6];
    const free = spots(item, wide, letter).filter((spot) => names.isFree(box(spot)) && (item.must || spot[0] - wide > 2 && spot[0] + wide < width - 2));
    // The weighty may stand on the discs of others, the rest find room or stay away.
    const spot = free.find((each) => discs.isFree(box(each))) || (item.must || (i < WEIGHTY && !item.dim) ? free[0] : null) || (item.must ? spots(item, wide, letter)[0] : null);
    if (!spot) continue;
    names.take(box(spot));
    placed.push({ x: spot[0], y: spot[1], text: item.text, letter, strong: item.must, dim: item.dim });
  }
  return placed;
}

/** The middles of a name below its node, above, and at its sides. */
function spots({ x, y, radius }, wide, letter) {
  const off = radius + letter * 0.6 + 3;
  return [[x, y + off], [x, y - off], [x + radius + wide + 5, y], [x - radius - wide - 5, y]];
}

function writeLabels(context, labels, colours) {
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = faded(colours.paper, 0.85);
  for (const { x, y, text, letter, strong, dim } of labels) {
    context.font = `${strong ? "600 " : ""}${letter}px ${FONT}`;
    context.fillStyle = dim ? colours.soft : colours.ink;
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
}
