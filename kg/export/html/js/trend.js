// Bars over the periods: of a node on its card, and of the texts above the slider.

/** An SVG of bars, `values` by period; those of the span are strong. Decoration: the numbers stand in words beside it. */
function bars(values, span, { height = 36, label = null } = {}) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", `0 0 ${values.length * 4} ${height}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("class", "bars");
  if (label) { svg.setAttribute("role", "img"); svg.setAttribute("aria-label", visible(label)); } else svg.setAttribute("aria-hidden", "true");
  const top = Math.max(1, most(values));
  values.forEach((value, i) => {
    if (!value) return;
    const tall = Math.max(1.5, (value / top) * height);
    const bar = document.createElementNS(space, "rect");
    for (const [name, number] of Object.entries({ x: i * 4 + 0.4, y: height - tall, width: 3.2, height: tall })) bar.setAttribute(name, number);
    if (span && (i < span[0] || i > span[1])) bar.setAttribute("class", "out");
    svg.append(bar);
  });
  return svg;
}

/** Values by period from what is stored of them. */
function byPeriod(model, { bins, columns }, column = 0) {
  const values = new Array(model.bins.length).fill(0);
  bins.forEach((bin, i) => { if (bin >= 0) values[bin] = columns[column][i]; });
  return values;
}

/** So many periods with the most mentions are named. */
const PEAKS = 3;

function trend(model, node, span) {
  if (model.bins.length < 2) return null;
  const values = byPeriod(model, node.series);
  if (!most(values)) return null;
  const top = most(values);
  const peaks = model.bins.filter((_, i) => values[i] === top);
  const peak = peaks.slice(0, PEAKS).join(say("comma")) + (peaks.length > PEAKS ? " …" : "");
  return section("trend", [
    bars(values, span, { label: say("trendOf", node.label, peak, top) }),
    el("p", { class: "ends" }, el("span", {}, model.bins[0]), el("span", {}, say("peak", peak, top)), el("span", {}, model.bins[model.bins.length - 1])),
  ]);
}
