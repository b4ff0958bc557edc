// The physics: ForceAtlas2 on what is drawn, a few steps a frame, only while its button is down.

const FRAMES = 900;
const BUDGET = 14; // milliseconds of a frame

function makeMotion(view, state, done) {
  let running = false;
  let left = 0;

  function step() {
    if (!running) return;
    const graph = view.sigma.getGraph();
    const settings = { ...lib.forceAtlas2.inferSettings(graph), adjustSizes: false, barnesHutOptimize: graph.order > 400, scalingRatio: 90, gravity: 0.25, slowDown: 6, strongGravityMode: false };
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
