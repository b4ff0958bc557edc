// The keyboard on the picture, and anywhere.

const PAN = 0.08;

function makeKeys(container, view, go, state) {
  const walk = (step) => {
    const nodes = view.drawn();
    if (!nodes.length) return;
    const at = nodes.indexOf(state().node);
    go.node(nodes[(at + step + nodes.length) % nodes.length]);
  };
  const chosen = (act) => () => { if (state().node) act(state().node); };
  const onPicture = {
    ArrowLeft: () => view.pan(-PAN, 0), ArrowRight: () => view.pan(PAN, 0), ArrowUp: () => view.pan(0, PAN), ArrowDown: () => view.pan(0, -PAN),
    "+": () => view.zoom(1.4), "=": () => view.zoom(1.4), "-": () => view.zoom(1 / 1.4), 0: () => view.fit(),
    ".": () => walk(1), ",": () => walk(-1),
    Enter: chosen(() => byId("side").querySelector("h2").focus()),
    e: chosen((node) => go.expand(node)), h: chosen((node) => go.hide(node)), p: chosen((node) => go.pin(node)),
  };
  container.addEventListener("keydown", (event) => {
    if (!Object.hasOwn(onPicture, event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onPicture[event.key]();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement !== byId("query")) go.overview();
  });
}
