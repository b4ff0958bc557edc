// The picture: sigma over the nodes and ties of the moment. It is drawn anew from the scope at every change.

const DENSE = 4000; // more ties are not drawn while the picture moves: without a graphics card they take too long
const HASTE = 1500; // ties drawn while the time slider moves
const DIMMED = 50; // names still written of what is not chosen
const NEAR = 6; // pixels from a tie that still hit it

function makeView(container, model, opening, hooks) {
  const places = makePlaces();
  const sigma = new lib.Sigma(new lib.MultiGraph(), container, {
    renderLabels: false, enableEdgeEvents: false, zIndex: false, stagePadding: 46, minEdgeThickness: 0.4,
    defaultNodeType: "shape", nodeProgramClasses: { shape: ShapeProgram }, nodeHoverProgramClasses: { shape: ShapeProgram },
    edgeProgramClasses: { line: lib.EdgeRectangleProgram, arrow: lib.EdgeArrowProgram },
    defaultDrawNodeHover: () => {}, minCameraRatio: 0.03, maxCameraRatio: 20, allowInvalidContainer: true, doubleClickZoomingRatio: 1,
    zoomDuration: still() ? 1 : 150, inertiaDuration: still() ? 1 : 200,
  });
  let colours = readColours();
  let shown = { nodes: [], ties: [] };
  let state = null;
  let hovered = null;
  let order = [];
  bindMouse();
  sigma.on("afterRender", label);

  /** Draw a scope: nodes by falling weight, ties by what they are, the rest of a choice dimmed; in haste the strongest ties. */
  function draw(scope, now, haste = false) {
    state = now;
    shown = scope;
    places.settle(state, scope.nodes);
    const look = makeLook(model, scope, state, colours, scaleOf());
    const graph = new lib.MultiGraph();
    order = [...scope.nodes].sort((a, b) => scope.mentions[b.index] - scope.mentions[a.index] || a.index - b.index);
    for (let i = order.length - 1; i >= 0; i -= 1) {
      const { x, y } = places.of(state, order[i]);
      graph.addNode(String(order[i].index), { x, y: -y, ...look.node(order[i]) });
    }
    for (const tie of look.order(haste ? look.strongest(scope.ties, HASTE) : scope.ties)) graph.addEdgeWithKey("e" + tie.index, String(tie.source), String(tie.target), look.tie(tie));
    sigma.setSetting("hideEdgesOnMove", scope.ties.length > DENSE);
    sigma.setCustomBBox(opening.box);
    sigma.setGraph(graph);
  }

  const scaleOf = () => Math.max(0.5, Math.min(1.15, Math.min(container.clientWidth, container.clientHeight) / 760));

  const viewport = (node) => {
    const data = sigma.getNodeDisplayData(String(node.index));
    return data && sigma.framedGraphToViewport(data);
  };

  const radiusOf = (node) => sigma.scaleSize(sigma.getNodeDisplayData(String(node.index)).size);

  /** What is seen at the moment, in pixels: nodes, ties and names, in the order in which they are drawn. */
  function scene() {
    const { width, height } = sigma.getDimensions();
    const graph = sigma.getGraph();
    const nodes = order.map((node) => ({ node, ...viewport(node), radius: radiusOf(node), ...graph.getNodeAttributes(String(node.index)), ...viewport(node) }));
    const ties = graph.mapEdges((key, look, a, b) => {
      const [from, to] = [a, b].map((end) => sigma.framedGraphToViewport(sigma.getNodeDisplayData(end)));
      return { tie: model.ties[Number(key.slice(1))], from, to, colour: look.tint, width: Math.max(0.4, sigma.scaleSize(look.size)), arrow: look.type === "arrow" };
    });
    return { width, height, nodes, ties, labels: labels(width, height), colours };
  }

  function labels(width, height) {
    const graph = sigma.getGraph();
    const chosen = (node) => node === hovered || node === state.node || (state.tie && (state.tie.source === node.index || state.tie.target === node.index));
    const items = order.map((node) => {
      const { dim } = graph.getNodeAttributes(String(node.index));
      return { ...viewport(node), radius: radiusOf(node), text: visible(node.label), must: chosen(node), dim };
    });
    const rank = ({ must, dim }) => (must ? 0 : dim ? 2 : 1);
    const ranked = items.sort((a, b) => rank(a) - rank(b));
    const dimmed = ranked.findIndex(({ dim }) => dim);
    return placeLabels(dimmed < 0 ? ranked : ranked.slice(0, dimmed + DIMMED), width, height, hooks.covered());
  }

  function label() {
    if (!state || !container.clientWidth) return;
    const { width, height } = sigma.getDimensions();
    writeLabels(sigma.getCanvases().labels.getContext("2d"), labels(width, height), colours);
  }

  function bindMouse() {
    let dragged = null;
    const point = (event) => (event.event ? event.event : event);
    sigma.on("clickNode", ({ node, event }) => hooks.node(model.nodes[node], event.original));
    sigma.on("doubleClickNode", (event) => { event.preventSigmaDefault(); hooks.expand(model.nodes[event.node]); });
    sigma.on("clickStage", (event) => { const tie = tieAt(point(event)); if (tie) hooks.tie(tie); else hooks.nothing(); });
    sigma.on("enterNode", ({ node }) => { hovered = model.nodes[node]; container.style.cursor = "pointer"; sigma.scheduleRender(); });
    sigma.on("leaveNode", () => { hovered = null; container.style.cursor = ""; sigma.scheduleRender(); });
    sigma.on("downNode", ({ node, event }) => { dragged = { node: model.nodes[node], x: event.x, y: event.y, far: false }; });
    sigma.on("moveBody", ({ event }) => {
      if (!dragged) {
        const idle = !hovered && !event.original.buttons && shown.ties.length <= DENSE;
        if (idle) container.style.cursor = tieAt(event) ? "pointer" : "";
        return;
      }
      dragged.far = dragged.far || Math.hypot(event.x - dragged.x, event.y - dragged.y) > 4;
      event.preventSigmaDefault();
      event.original.preventDefault();
      if (dragged.far) put(dragged.node, sigma.viewportToGraph(event));
    });
    const drop = () => {
      if (dragged && dragged.far) hooks.pin(dragged.node, place(dragged.node));
      dragged = null;
    };
    sigma.on("upNode", drop);
    sigma.on("upStage", drop);
    sigma.on("leaveStage", drop);
    sigma.getCamera().on("updated", () => hooks.moved());
  }

  function put(node, { x, y }) {
    sigma.getGraph().mergeNodeAttributes(String(node.index), { x, y });
    places.move(node, { x, y: -y });
  }

  const place = (node) => {
    const { x, y } = sigma.getGraph().getNodeAttributes(String(node.index));
    return { x, y: -y };
  };

  /** The tie nearest to a point, if one is near. */
  function tieAt({ x, y }) {
    let best = null;
    let least = NEAR;
    const at = new Map(shown.nodes.map((node) => [node.index, viewport(node)]));
    for (const tie of shown.ties) {
      const far = distance(x, y, at.get(tie.source), at.get(tie.target));
      if (far < least) [best, least] = [tie, far];
    }
    return best;
  }

  /** The whole of what is drawn, or of some nodes, in sight. */
  function fit(nodes = shown.nodes, quick = false) {
    const seen = nodes.filter((node) => sigma.getGraph().hasNode(String(node.index)));
    if (!seen.length || !container.clientWidth) return;
    const base = { cameraState: { x: 0.5, y: 0.5, angle: 0, ratio: 1 } };
    const points = seen.map((node) => sigma.framedGraphToViewport(sigma.getNodeDisplayData(String(node.index)), base));
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
    const [left, right, top, bottom] = [least(xs), most(xs), least(ys), most(ys)];
    const { width, height } = sigma.getDimensions();
    const ratio = Math.max((right - left) / Math.max(60, width - 130), (bottom - top) / Math.max(60, height - 130), 0.25);
    const { x, y } = sigma.viewportToFramedGraph({ x: (left + right) / 2, y: (top + bottom) / 2 + 14 }, base);
    turn({ x, y, ratio }, quick);
  }

  /** Move only if the node is out of sight. */
  function reveal(node) {
    const at = viewport(node);
    if (!at) return;
    const { width, height } = sigma.getDimensions();
    if (at.x > 40 && at.y > 40 && at.x < width - 40 && at.y < height - 60) return;
    const { x, y } = sigma.getNodeDisplayData(String(node.index));
    turn({ x, y, ratio: Math.min(sigma.getCamera().ratio, 0.8) });
  }

  function turn(to, quick = false) {
    if (quick || still()) sigma.getCamera().setState(to);
    else sigma.getCamera().animate(to, { duration: 250 });
  }

  return {
    sigma, draw, fit, reveal, scene, places, put, place, turn, viewport,
    zoom: (factor) => turn({ ratio: Math.min(20, Math.max(0.03, sigma.getCamera().ratio / factor)) }),
    pan: (dx, dy) => { const { x, y, ratio } = sigma.getCamera(); turn({ x: x + dx * ratio, y: y + dy * ratio }, true); },
    camera: () => { const { x, y, ratio } = sigma.getCamera(); return [x, y, ratio]; },
    repaint: () => { colours = readColours(); },
    hover: (node) => { hovered = node; sigma.scheduleRender(); },
    drawn: () => order,
    isDrawn: (node) => sigma.getGraph().hasNode(String(node.index)),
    nodeOf: (key) => model.nodes[key],
    resize: () => sigma.resize(),
  };
}

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const least = (values) => values.reduce((a, b) => Math.min(a, b), Infinity);
const most = (values) => values.reduce((a, b) => Math.max(a, b), -Infinity);

/** From a point to the stretch between two others; Infinity where one is missing. */
function distance(x, y, a, b) {
  if (!a || !b) return Infinity;
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
}
