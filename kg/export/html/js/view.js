// The canvas: vis-network with positions computed beforehand and physics off.

const FONT = 'system-ui, "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Source Han Sans SC", sans-serif';
const AT_ONCE = 20; // neighbours that one expansion brings in
const NEW_TIES = 8; // ties of a node that search brings in

/** `{fit, zoom, select, selectTie, bring, expand, hide, isDrawn, setTypes, paint, reset, counts}` over the canvas. */
function makeView(container, model, hooks) {
  const opening = { nodes: readJson("kg-nodes"), edges: readJson("kg-edges") };
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const hidden = new Set(); // types
  let focus = { nodes: new Set(), tie: null };
  let colours = {};

  const options = {
    autoResize: true,
    physics: { enabled: false },
    layout: { randomSeed: 1, improvedLayout: false },
    nodes: { borderWidth: 1, borderWidthSelected: 3, chosen: false, scaling: { label: { enabled: false, drawThreshold: 7 } } },
    edges: { smooth: false, chosen: false, hoverWidth: 0, selectionWidth: 0 },
    interaction: { hover: true, tooltipDelay: 1e9, hideEdgesOnDrag: false, keyboard: { enabled: true, bindToWindow: false }, multiselect: false },
  };
  readColours();
  load();
  const network = new vis.Network(container, { nodes, edges }, options);
  network.on("click", clicked);
  network.on("doubleClick", ({ nodes: [node] }) => node !== undefined && hooks.expand(model.nodes[node]));
  network.on("hoverNode", () => { container.style.cursor = "pointer"; });
  network.on("blurNode", () => { container.style.cursor = ""; });
  network.on("hoverEdge", () => { container.style.cursor = "pointer"; });
  network.on("blurEdge", () => { container.style.cursor = ""; });
  network.once("afterDrawing", () => fit(false));

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(name).trim();
    colours = { paper: read("--paper"), ink: read("--ink"), tie: read("--tie"), strong: read("--tie-strong"), relation: read("--relation") };
    for (const type of [...Object.keys(SHAPES), "OTHER"]) colours[typeClass(type)] = read("--" + typeClass(type));
  }

  function load() {
    nodes.clear();
    edges.clear();
    nodes.add(opening.nodes.map((drawn) => ({ ...drawn, label: visible(drawn.label), mass: 1 })));
    edges.add(opening.edges.map((drawn) => dress(model.ties[drawn.id], drawn)));
    paint();
  }

  function dress(tie, drawn = {}) {
    const related = tie.relation !== "co_occurs";
    return {
      id: tie.index, from: tie.source, to: tie.target, width: tie.width, ...drawn,
      dashes: related, arrows: related ? { to: { enabled: true, scaleFactor: 0.5 } } : undefined,
    };
  }

  /** Colours, by type and by what is in focus: the rest is dimmed. */
  function paint() {
    const lit = focus.nodes.size > 0;
    const near = new Set(focus.nodes);
    if (lit && !focus.tie) {
      for (const edge of edges.get()) {
        if (focus.nodes.has(edge.from)) near.add(edge.to);
        if (focus.nodes.has(edge.to)) near.add(edge.from);
      }
    }
    nodes.update(nodes.getIds().map((id) => paintedNode(model.nodes[id], lit, near.has(id))));
    edges.update(edges.get().map((edge) => paintedEdge(edge, lit)));
  }

  function paintedNode(node, lit, near) {
    const colour = colours[typeClass(node.type)];
    const chosen = focus.nodes.has(node.index);
    const dim = lit && !near;
    return {
      id: node.index,
      hidden: hidden.has(node.type),
      opacity: dim ? 0.18 : node.type === "PART" ? 0.6 : 1,
      borderWidth: chosen ? 4 : 1,
      color: { background: colour, border: chosen ? colours.ink : colours.paper, hover: { background: colour, border: colours.ink }, highlight: { background: colour, border: colours.ink } },
      font: { ...nodes.get(node.index).font, face: FONT, color: dim ? "rgba(128,128,128,0.35)" : colours.ink, strokeWidth: dim ? 0 : 4, strokeColor: colours.paper, vadjust: 0 },
    };
  }

  function paintedEdge(edge, lit) {
    const tie = model.ties[edge.id];
    const chosen = focus.tie ? focus.tie === tie : focus.nodes.has(edge.from) || focus.nodes.has(edge.to);
    const base = tie.relation === "co_occurs" ? colours.tie : colours.relation;
    const colour = chosen ? colours.strong : base;
    return { id: edge.id, color: { color: colour, hover: colours.strong, highlight: colours.strong, opacity: lit && !chosen ? 0.15 : chosen ? 0.9 : 0.8 } };
  }

  function clicked({ nodes: [node], edges: [edge] }) {
    if (node !== undefined) hooks.node(model.nodes[node]);
    else if (edge !== undefined) hooks.tie(model.ties[edge]);
    else hooks.nothing();
  }

  /** Draw a node that is not drawn yet, beside the strongest neighbour that is. */
  function bring(node) {
    if (nodes.get(node.index)) return;
    const beside = node.ties.map((tie) => model.nodes[other(tie, node)]).find((each) => nodes.get(each.index));
    const centre = beside ? network.getPosition(beside.index) : network.getViewPosition();
    nodes.add(newcomer(node, centre, Object.values(network.getPositions())));
    join(node.ties.filter((tie) => nodes.get(other(tie, node))).slice(0, NEW_TIES));
  }

  /** Draw the strongest neighbours of a node that are not drawn, and its strongest ties to those that are. */
  function expand(node) {
    bring(node);
    const centre = network.getPosition(node.index);
    const taken = Object.values(network.getPositions());
    const fresh = node.ties.filter((tie) => !nodes.get(other(tie, node))).slice(0, AT_ONCE);
    const old = node.ties.filter((tie) => nodes.get(other(tie, node))).slice(0, AT_ONCE);
    const arrivals = new Set(fresh.map((tie) => model.nodes[other(tie, node)]));
    nodes.add([...arrivals].map((each) => newcomer(each, centre, taken)));
    join([...fresh, ...old]);
    paint();
  }

  const join = (ties) => edges.add(ties.filter((tie) => !edges.get(tie.index)).map((tie) => dress(tie)));

  /** A node as vis-network draws it, at a free place near `centre`, which is then among those `taken`. */
  function newcomer(node, centre, taken) {
    const share = Math.sqrt(node.mentions / Math.max(1, model.nodes[0].mentions));
    const place = freePlace(centre, node.label.length * 14, taken);
    taken.push(place);
    return {
      id: node.index, label: visible(node.label), shape: SHAPES[node.type] || "dot", mass: 1,
      size: Math.round(6 + 20 * share), font: { size: Math.round(13 + 10 * share) }, ...place,
    };
  }

  /** The first place on a spiral around `centre` with no other node near. */
  function freePlace(centre, width, taken) {
    for (let step = 4; step < 600; step += 1) {
      const radius = 16 * Math.sqrt(step) * 2;
      const angle = step * 2.399963;
      const place = { x: Math.round(centre.x + radius * Math.cos(angle) * 1.3), y: Math.round(centre.y + radius * Math.sin(angle)) };
      if (taken.every(({ x, y }) => Math.abs(x - place.x) > 36 + width * 0.45 || Math.abs(y - place.y) > 44)) return place;
    }
    return { x: centre.x + 40, y: centre.y + 40 };
  }

  function hide(node) {
    edges.remove(node.ties.map((tie) => tie.index));
    nodes.remove(node.index);
  }

  function select(node, move = true) {
    focus = { nodes: new Set([node.index]), tie: null };
    bring(node);
    paint();
    if (move) reveal(node);
  }

  function selectTie(tie) {
    focus = { nodes: new Set([tie.source, tie.target]), tie };
    for (const end of [tie.source, tie.target]) bring(model.nodes[end]);
    if (!edges.get(tie.index)) edges.add(dress(tie));
    paint();
  }

  function selectNothing() {
    focus = { nodes: new Set(), tie: null };
    paint();
  }

  /** Move only if the node is out of sight, or too small to read. */
  function reveal(node) {
    const place = network.canvasToDOM(network.getPosition(node.index));
    const { clientWidth: width, clientHeight: height } = container;
    const inside = place.x > 40 && place.y > 40 && place.x < width - 40 && place.y < height - 60;
    if (inside && network.getScale() > 0.6) return;
    network.moveTo({ position: network.getPosition(node.index), scale: Math.max(0.8, network.getScale()), animation: still() ? false : { duration: 300 } });
  }

  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** The whole picture; where that would be too small to read, its middle. */
  function fit(animation = true) {
    const move = animation && !still() ? { duration: 300 } : false;
    network.fit({ animation: false, minZoomLevel: 0.05, maxZoomLevel: 1.4 });
    const least = container.clientWidth < 600 ? 0.5 : 0.4;
    if (network.getScale() >= least || nodes.length === 0) return;
    network.moveTo({ position: weight(), scale: least, animation: move });
  }

  /** Where most of the mentions are. */
  function weight() {
    const places = network.getPositions();
    let [x, y, all] = [0, 0, 0];
    for (const [id, place] of Object.entries(places)) {
      const share = model.nodes[id].mentions + 0.01;
      x += place.x * share;
      y += place.y * share;
      all += share;
    }
    return { x: x / all, y: y / all };
  }

  return {
    fit, bring, expand, hide, select, selectTie, selectNothing, reveal, paint,
    zoom: (factor) => network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)) }),
    isDrawn: (node) => Boolean(nodes.get(node.index)),
    setTypes: (types) => { hidden.clear(); for (const type of types) hidden.add(type); paint(); },
    repaint: () => { readColours(); paint(); },
    reset: () => { focus = { nodes: new Set(), tie: null }; load(); fit(false); },
    counts: () => [nodes.get().filter((node) => !node.hidden).length, edges.length],
    place: (node) => network.canvasToDOM(network.getPosition(node.index)),
    middle: (tie) => {
      const [a, b] = [tie.source, tie.target].map((end) => network.canvasToDOM(network.getPosition(end)));
      return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    },
  };
}
