// The physics: ForceAtlas2 on what is drawn, a few steps a frame, only while its button is down.

const FRAMES = 900;
const REPULSION = 60;
const BUDGET = 14; // milliseconds of a frame

/** Repulsion that keeps neighbours some fifty pixels apart, and gravity that holds the whole on the ground it had. */
function settingsFor(graph) {
  const radius = 50 * Math.sqrt(graph.order);
  const mass = graph.order + 2 * graph.size;
  return { barnesHutOptimize: graph.order > 400, scalingRatio: REPULSION, strongGravityMode: true, gravity: (REPULSION * mass) / radius ** 2, slowDown: 6 };
}

function makeMotion(view, state, done) {
  let running = false;
  let left = 0;

  function step() {
    if (!running) return;
    const graph = view.sigma.getGraph();
    const settings = settingsFor(graph);
    const before = performance.now();
    graph.updateEachNodeAttributes((key, look) => ({ ...look, fixed: state().pinned.has(view.nodeOf(key)) }), { attributes: ["fixed"] });
    do lib.forceAtlas2.assign(graph, { iterations: 1, settings });
    while (performance.now() - before < BUDGET);
    graph.forEachNode((key, { x, y }) => view.places.move(view.nodeOf(key), { x, y: -y }));
    left -= 1;
    if (left > 0) requestAnimationFrame(step);
    else stop();
  }

  function start() {
    running = true;
    left = FRAMES;
    requestAnimationFrame(step);
  }

  function stop() {
    running = false;
    done();
  }

  return { toggle: () => (running ? stop() : start()), stop: () => running && stop(), isRunning: () => running };
}
