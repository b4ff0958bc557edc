// Where nodes stand: as computed for the page, gathered by community, moved by hand or by the physics.

const GOLDEN = 2.399963;

/** Places of the nodes of every community side by side, the largest in the middle. */
function gathered(nodes) {
  const parts = new Map();
  for (const node of nodes) (parts.get(node.community) || parts.set(node.community, []).get(node.community)).push(node);
  const order = [...parts].sort(([a, x], [b, y]) => (a < 0) - (b < 0) || y.length - x.length || a - b);
  const discs = [];
  const places = new Map();
  for (const [, members] of order) {
    const radius = 46 * Math.sqrt(members.length) + 50;
    const disc = freeDisc(discs, radius);
    discs.push({ ...disc, radius });
    members.forEach((node, i) => {
      const [r, angle] = [46 * Math.sqrt(i), i * GOLDEN];
      places.set(node, { x: disc.x + 1.2 * r * Math.cos(angle), y: disc.y + r * Math.sin(angle) });
    });
  }
  return places;
}

/** The first place on a spiral where a disc of this radius meets none that lies. */
function freeDisc(discs, radius) {
  for (let step = 0; step < 20000; step += 1) {
    const [r, angle] = [14 * Math.sqrt(step), step * GOLDEN];
    const place = { x: 1.35 * r * Math.cos(angle), y: r * Math.sin(angle) };
    if (discs.every((disc) => Math.hypot((disc.x - place.x) / 1.2, disc.y - place.y) > disc.radius + radius)) return place;
  }
  return { x: 0, y: 0 };
}

/** `of(node)` gives the place of the moment; `moved` holds what the physics or a hand has changed. */
function makePlaces() {
  const moved = new Map();
  let groups = null;
  return {
    settle: (state, nodes) => { groups = state.grouped ? gathered(nodes) : null; },
    of: (state, node) => state.pinned.get(node) || moved.get(node) || (groups && groups.get(node)) || node,
    move: (node, place) => moved.set(node, place),
    forget: () => moved.clear(),
  };
}
