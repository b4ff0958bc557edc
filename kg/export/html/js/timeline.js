// The time slider: two ends over the periods of the texts, and a button that lets the span wander.

const BEAT = 900; // milliseconds a step of the play

function makeTimeline(model, get, change) {
  const bar = byId("time");
  const last = model.bins.length - 1;
  let playing = null;
  let ends = [];

  function draw() {
    bar.hidden = last < 1;
    if (bar.hidden) return;
    const state = get();
    const [from, to] = state.span || [0, last];
    const end = (key, value) => el("input", { type: "range", id: key, min: 0, max: last, step: 1, value, "aria-label": say(key), "aria-valuetext": model.bins[value], oninput: slide });
    ends = [end("from", from), end("to", to)];
    replace(bar,
      el("button", { id: "play", "aria-pressed": String(Boolean(playing)), title: say("play"), "aria-label": say("play"), onclick: toggle }, playing ? "⏸" : "▶"),
      el("div", { class: "track" }, bars(byPeriod(model, model.textsOf), state.span || [0, last], { height: 26 }), ends),
      el("output", { id: "span" }, words(state.span)),
      el("button", { id: "whole", disabled: !state.span, onclick: () => { stop(); set(null); draw(); byId("play").focus(); } }, say("whole")));
  }

  const words = (span) => (span ? (span[0] === span[1] ? model.bins[span[0]] : model.bins[span[0]] + " – " + model.bins[span[1]]) : say("wholeTime"));

  function slide(event) {
    let [from, to] = ends.map((input) => Number(input.value));
    if (from > to) {
      if (event.target === ends[0]) to = from;
      else from = to;
    }
    set(from === 0 && to === last ? null : [from, to]);
    refresh();
  }

  /** Show the span without making the slider anew: a hand may be on it. */
  function refresh() {
    if (bar.hidden || !ends.length) return;
    const { span } = get();
    const [from, to] = span || [0, last];
    [from, to].forEach((value, i) => { ends[i].value = value; ends[i].setAttribute("aria-valuetext", model.bins[value]); });
    bar.querySelector(".track svg").replaceWith(bars(byPeriod(model, model.textsOf), span || [0, last], { height: 26 }));
    byId("span").textContent = words(span);
    byId("whole").disabled = !span;
  }

  const set = (span) => change(span);

  function toggle() {
    if (playing) stop();
    else {
      const { span } = get();
      // From the whole, the play begins with the first of some ten steps.
      if (!span || span[1] >= last) { const wide = span ? span[1] - span[0] : Math.max(0, Math.round(last / 10)); set([0, wide]); }
      playing = setInterval(step, BEAT);
      refresh();
    }
    mark();
  }

  function step() {
    const { span } = get();
    if (!span || span[1] >= last) return stop();
    set([span[0] + 1, span[1] + 1]);
    return refresh();
  }

  function stop() {
    clearInterval(playing);
    playing = null;
    mark();
  }

  function mark() {
    const button = byId("play");
    if (!button) return;
    button.textContent = playing ? "⏸" : "▶";
    button.setAttribute("aria-pressed", String(Boolean(playing)));
  }

  return { draw, refresh, stop };
}
