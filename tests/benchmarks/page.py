"""How large and how quick graph.html is: `python -m tests.benchmarks.page [BUILD…]` prints the figures and the bars.

A page of each build given, and of two graphs made for it: 3,000 nodes with 12,000 edges, 10,000 with 50,000. Every page
is opened as a file in Debian's Chromium, which draws by software here, offline; a frame is the time from one animation
frame to the next while the picture is dragged or zoomed with all nodes drawn.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import kg
from kg import config, graph
from kg.export import html
from kg.graph import cooccurrence

FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-quic"]  # fmt: skip
BARS = {"seeds": (1.2, 1.0, None), "3000": (4.0, 1.5, 50), "10000": (None, 4.0, 100)}
"""Megabytes, seconds until the page is usable, milliseconds a frame."""

FRAMES = """async (act) => {
  const times = [];
  let last = performance.now();
  let running = true;
  const tick = (now) => { times.push(now - last); last = now; if (running) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  const box = document.querySelector("#graph .sigma-mouse").getBoundingClientRect();
  const at = (type, x, y, more) => document.querySelector("#graph .sigma-mouse").dispatchEvent(
    new MouseEvent(type, { clientX: box.x + x, clientY: box.y + y, bubbles: true, button: 0, ...more }));
  const next = () => new Promise((done) => requestAnimationFrame(done));
  await next();
  times.length = 0;
  if (act === "pan") {
    at("mousedown", 12, 60); // where no node is
    for (let i = 0; i < 40; i += 1) { document.dispatchEvent(new MouseEvent("mousemove", { clientX: box.x + 12 + i * 3, clientY: box.y + 60 + i, bubbles: true })); await next(); }
    document.dispatchEvent(new MouseEvent("mouseup", { clientX: box.x + 132, clientY: box.y + 100, bubbles: true }));
  } else {
    for (let i = 0; i < 40; i += 1) { document.querySelector("#graph .sigma-mouse").dispatchEvent(new WheelEvent("wheel", { clientX: box.x + 500, clientY: box.y + 400, deltaY: i < 20 ? -60 : 60, bubbles: true, cancelable: true })); await next(); }
  }
  running = false;
  return times.slice(1);
}"""

STEP = """async () => {
  const input = document.getElementById("to");
  const times = [];
  for (let i = 1; i <= 8; i += 1) {
    const before = performance.now();
    input.value = Number(input.max) - i;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    times.push(performance.now() - before);
    await new Promise((done) => requestAnimationFrame(done));
  }
  return times;
}"""


class Made:
    """Tables in memory, with what the exporter asks of them."""

    def __init__(self, nodes: int, edges: int) -> None:
        """Sentences of four names each, some names much more frequent than others, over ten years."""
        import duckdb
        import pyarrow as pa

        draw = random.Random(1)
        self.con = duckdb.connect()
        names = [f"第{i}项重点任务" for i in range(nodes)]
        order = list(range(nodes))
        draw.shuffle(order)
        rows = []
        for sentence in range(max(nodes, edges // 4)):
            first = order[sentence % nodes]
            rows.append([first, *(int(nodes * draw.random() ** 2.2) for _ in range(3))])
        documents, sentences, mentions = [], [], []
        for i, row in enumerate(rows):
            document = f"doc:{i // 12:08}"
            if i % 12 == 0:
                date = f"{2014 + i // 12 % 10}-{1 + i // 120 % 12:02}-15"
                documents.append({"id": document, "source": f"{i}.txt", "title": f"第{i // 12}次工作会议上的讲话", "date": date,
                                  "speaker": "", "organ": "", "level": "", "genre": "", "text": "", "characters": 0})  # fmt: skip
            text, spans = "要进一步统筹推进", []
            for node in dict.fromkeys(row):
                spans.append((len(text), len(text) + len(names[node]), node))
                text += names[node] + "、"
            text += "确保各项工作落到实处、见到成效，让群众有实实在在的获得感。"
            sentences.append({"document": document, "index": i % 12, "paragraph": i % 12, "start": 0, "end": len(text),
                              "role": "body", "level": 0, "section": "一、总体要求", "text": text})  # fmt: skip
            for start, end, node in spans:
                name = names[node]
                mentions.append({"document": document, "sentence": i % 12, "start": start, "end": end, "text": name,
                                 "type": "SLOGAN", "kind": "quoted", "canonical": name, "entity": f"slogan:{name}",
                                 "rule": "made", "verb": "推进"})  # fmt: skip
        tables = {"documents": documents, "sentences": sentences, "mentions": mentions}
        for name, table in tables.items():
            self._keep(name, pa.Table.from_pylist(table))
        self.con.execute("create table expansions (slogan varchar, document varchar, members varchar[], start integer)")
        self._keep("edges", cooccurrence.edges(self.con, config.load(graph={"windows": ["sentence", "document"]})))
        self.con.execute("""
            create table nodes as select entity as id, 'SLOGAN' as type, 'quoted' as kind, any_value(canonical) as name,
              []::varchar[] as aliases, []::varchar[] as parts, '' as english, '' as since, '' as raised_by,
              []::varchar[] as supersedes, []::varchar[] as superseded_by, '' as start, '' as "end",
              '' as domain, '' as level, false as known, count(*)::integer as mentions,
              count(distinct document)::integer as documents, min(date) as first, max(date) as last
            from mentions join documents on documents.id = document group by entity order by entity
        """)

    def _keep(self, name: str, table: Any) -> None:
        self.con.register("rows_of_" + name, table)
        self.con.execute(f"create table {name} as select * from rows_of_{name}")


@contextmanager
def browser() -> Any:
    """A page of Chromium with the network off, and what it said."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


def measure(chromium: Any, file: Path) -> dict[str, float]:
    """Seconds until the page is usable, and milliseconds of its frames and steps with all nodes drawn."""
    context = chromium.new_context(offline=True, viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: asked.append(str(error)))
    before = time.perf_counter()
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]", timeout=120_000)
    found = {"usable": time.perf_counter() - before}
    page.goto("about:blank")
    page.goto(file.as_uri() + "#q=all")
    page.wait_for_selector("html[data-ready]", timeout=120_000)
    found["drawn"] = page.evaluate("kg.shown().nodes.length")
    found["ties"] = page.evaluate("kg.shown().ties")
    for act in ("pan", "zoom"):
        found[act] = statistics.median(page.evaluate(FRAMES, act))
    if page.is_visible("#to"):
        found["step"] = statistics.median(page.evaluate(STEP))
    found["asked"] = len([url for url in asked if not url.startswith(("file:", "data:", "about:"))])
    context.close()
    return found


def line(name: str, tables: Any, settings: Any, chromium: Any, folder: Path) -> None:
    """Write a page, open it, print what it took beside the bars."""
    built = graph.load(tables)
    file = folder / f"{name}.html"
    before = time.perf_counter()
    html.write(tables, built, file, settings)
    writing = time.perf_counter() - before
    size = file.stat().st_size / 1e6
    found = measure(chromium, file)
    bars = next((bars for key, bars in BARS.items() if key in name), (None, None, None))
    cells = [
        f"{name:>8}", f"{found['drawn']:>6.0f} nodes {found['ties']:>6.0f} edges", f"write {writing:.2f} s",
        f"{size:.2f} MB" + (f" (bar {bars[0]})" if bars[0] else ""),
        f"usable {found['usable']:.2f} s" + (f" (bar {bars[1]})" if bars[1] else ""),
        f"pan {found['pan']:.0f} ms, zoom {found['zoom']:.0f} ms" + (f" (bar {bars[2]})" if bars[2] else ""),
        (f"time step {found['step']:.0f} ms" + (" (bar 100)" if bars[2] == 50 else "")) if "step" in found else "no dates",
        f"requests and errors {found['asked']:.0f}",
    ]  # fmt: skip
    print("  ".join(cells), flush=True)


def main(paths: list[str]) -> None:
    """The pages of the builds named, then the two made."""
    with browser() as chromium, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in paths:
            build = kg.open(path)
            line(Path(path).name, build.tables, build.config, chromium, folder)
        for nodes, edges in ((3000, 12_000), (10_000, 50_000)):
            settings = config.load(html={"max_nodes": nodes, "max_edges": edges})
            line(str(nodes), Made(nodes, edges), settings, chromium, folder)


if __name__ == "__main__":
    main(sys.argv[1:])
