// Association of two names in the windows of a span, as kg.graph.association has it of the whole.

/** Normalised pointwise mutual information, -1 … 1, of n windows, nx and ny with each name, both in `both`. */
function npmi(n, nx, ny, both) {
  if (both <= 0) return -1;
  if (both >= n) return 1;
  return Math.max(-1, Math.min(1, Math.log((both * n) / (nx * ny)) / -Math.log(both / n)));
}

/** The log-likelihood ratio G² of the 2×2 table. */
function g2(n, nx, ny, both) {
  const cell = (observed, product) => (observed > 0 && product > 0 ? 2 * observed * Math.log((observed * n) / product) : 0);
  return Math.max(0, cell(both, nx * ny) + cell(nx - both, nx * (n - ny)) + cell(ny - both, (n - nx) * ny) + cell(n - nx - ny + both, (n - nx) * (n - ny)));
}

/** The chance that chi² with 1 degree of freedom exceeds a value: erfc of the root of its half. */
function survival(value) {
  const x = Math.sqrt(Math.max(0, value) / 2);
  return x < 2 ? 1 - erfSeries(x) : erfcFraction(x);
}

function erfSeries(x) {
  let term = x;
  let sum = x;
  for (let k = 1; k < 60; k += 1) {
    term *= (-x * x) / k;
    sum += term / (2 * k + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** The continued fraction of erfc, from its far end. */
function erfcFraction(x) {
  let tail = x;
  for (let k = 60; k > 0; k -= 1) tail = x + k / 2 / tail;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail;
}

/** p-values after Benjamini–Hochberg, in the same order. */
function adjusted(values) {
  const order = values.map((_, i) => i).sort((a, b) => values[b] - values[a]);
  const result = new Array(values.length);
  let least = 1;
  order.forEach((i, place) => {
    least = Math.min(least, (values[i] * values.length) / (values.length - place));
    result[i] = least;
  });
  return result;
}
