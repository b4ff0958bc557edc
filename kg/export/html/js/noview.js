// What stands for the picture where the browser draws no WebGL: nothing; the tables have the same nodes and ties.

const canDraw = () => {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(context);
};

function makeNoView() {
  const nothing = () => {};
  return {
    draw: nothing, fit: nothing, reveal: nothing, put: nothing, turn: nothing, zoom: nothing, pan: nothing, repaint: nothing, hover: nothing, resize: nothing,
    places: makePlaces(), place: (node) => ({ x: node.x, y: node.y }), viewport: () => null, camera: () => null, drawn: () => [], isDrawn: () => true,
    scene: () => ({ width: 1, height: 1, nodes: [], ties: [], labels: [], colours: readColours() }),
  };
}
