"""Template, style and scripts around the data: the text of the page, its file, and a notebook's frame."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html import escape
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.analyse.card import resolve
from kg.errors import UsageError, unknown
from kg.export.html.groups import groups
from kg.export.html.payload import payload
from kg.export.html.picture import picture
from kg.files import whole
from kg.records import TYPES

if TYPE_CHECKING:
    import jinja2

LANGUAGES: Final = {"zh": "zh-CN", "en": "en"}
TITLES: Final = {"zh": "提法与会议的知识图谱", "en": "Knowledge graph of slogans and meetings"}

SCRIPTS: Final = (
    *("strings", "dom", "statistics", "data", "state", "scope", "colours", "shapes", "labels", "places", "look"),
    *(
        "view",
        "noview",
        "motion",
        "search",
        "documents",
        "quotes",
        "trend",
        "definition",
        "card",
        "overview",
        "filters",
    ),
    *("timeline", "path", "compare", "tables", "files", "keys", "app"),
)
"""The page's own scripts in order: each uses only what stands before it."""

_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def write(tables: Any, graph: Any, path: str | Path, config: Any) -> None:
    """Write the page of a build as one UTF-8 file; a page that was there stays whole until the new one is.

    Raises `UsageError` for a path that cannot be written.
    """
    text = page(tables, graph, config)
    with whole(Path(path)) as file:
        file.write_bytes(text.encode("utf-8"))


def page(tables: Any, graph: Any, config: Any) -> str:
    """The text of the page: everything in it, nothing loaded. Same build and settings, same text."""
    return _page(tables, graph, config, None)


@dataclass(frozen=True, slots=True)
class View:
    """A page that shows itself in a notebook, in a frame of its own; nothing is written to disk."""

    html: str = field(repr=False)
    height: int = 600

    def _repr_html_(self) -> str:
        """An iframe without the notebook's rights: its scripts run, but cannot reach the notebook."""
        return (
            f'<iframe srcdoc="{escape(self.html, quote=True)}" width="100%" height="{int(self.height)}" '
            'sandbox="allow-scripts allow-downloads" allow="fullscreen" style="border:0"></iframe>'
        )


def view(
    tables: Any,
    graph: Any,
    config: Any,
    *,
    around: str | None = None,
    depth: int = 1,
    height: int = 600,
    language: str | None = None,
) -> View:
    """The page for a notebook: all of the graph, or what is at most `depth` edges from the entity `around`.

    `around` is a name, an alias or an id; `height` is in pixels; `language` is `zh` or `en`, else that of the settings.
    Raises `UsageError` if the build has no such entity, and for an unknown language, a depth below 0 or a height below 1.
    """
    for what, value, least in (("depth", depth, 0), ("height", height, 1)):
        if value < least:
            raise UsageError(f"{what} is {least} or more, not {value}")
    keep = None if around is None else _neighbourhood(tables.con, around, depth)
    if language is not None:
        config = replace(config, html=replace(config.html, language=language))
    return View(_page(tables, graph, config, keep), height)


def _page(tables: Any, graph: Any, config: Any, keep: Sequence[str] | None) -> str:
    if config.html.language not in LANGUAGES:
        raise unknown("language", config.html.language, LANGUAGES)
    data = payload(tables.con, config, keep=keep, manifest=getattr(tables, "manifest", {}))
    nodes, edges = picture(data, _backbone(graph, config.html.nodes, keep), limit=config.html.nodes)
    drawn = [node["id"] for node in nodes]
    data["nodes"]["community"], sizes = groups(
        tables.con, data["nodes"]["id"], drawn, config.communities, seed=config.seed
    )
    data["meta"]["communities"]["sizes"] = sizes
    return _render(data, nodes, edges, config.html.language)


def _render(data: dict[str, Any], nodes: list[dict[str, Any]], edges: list[dict[str, Any]], language: str) -> str:
    """pyvis renders our template: its nodes and edges are set directly, for `add_edge` searches all edges each time."""
    from markupsafe import Markup
    from pyvis.network import Network

    net = Network(heading=TITLES[language], cdn_resources="in_line")
    net.nodes, net.edges = nodes, edges
    net.options = {"physics": {"enabled": False}}
    net.templateEnv = _environment()
    # Our own assets, and the library's: trusted as they are.
    style, library, script = (Markup(text) for text in (_asset("style.css"), _asset("vendor/sigma.min.js"), _script()))  # noqa: S704
    block = _block(data)
    content = (style, library, script, block, _block(nodes), _block(edges))
    net.templateEnv.globals.update(
        data=block,
        style=style,
        library=library,
        script=script,
        nonce=sha256("\0".join(content).encode()).hexdigest()[:32],
        language=LANGUAGES[language],
    )
    text: str = net.generate_html(name="graph.html")
    return text


def _environment() -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(autoescape=True, loader=jinja2.PackageLoader("kg.export.html", "."))
    environment.filters["block"] = _block
    return environment


def _block(value: Any) -> Any:
    """JSON for a `<script type="application/json">`: whatever could end the block or break a line is escaped."""
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(_UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text))  # noqa: S704


def _asset(name: str) -> str:
    return resources.files("kg.export.html").joinpath(name).read_text(encoding="utf-8")


def _script() -> str:
    """All scripts in one function, so that none of their names is global."""
    parts = "\n".join(_asset(f"js/{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();'


def _neighbourhood(con: Any, around: str, depth: int) -> list[str]:
    """The ids of the entities at most `depth` edges from `around`."""
    reached = {resolve(con, around)}
    for _ in range(depth):
        rows = con.execute(
            "select target from edges where list_contains($1, source) and relation <> 'mentions'"
            " and \"window\" <> 'document' union"
            " select source from edges where list_contains($1, target) and relation <> 'mentions'"
            " and \"window\" <> 'document'",
            [sorted(reached)],
        ).fetchall()
        reached |= {row[0] for row in rows}
    return sorted(reached)


def _backbone(graph: Any, limit: int, keep: Sequence[str] | None) -> dict[tuple[str, str], float]:
    """Pairs of entity ids worth drawing with their G², the strongest first; slogans and meetings alone where they fill
    the picture."""
    from kg.analyse.backbone import backbone

    if keep is not None:
        graph = graph.subgraph(keep)
    found = backbone(graph, limit)
    if len(found) < limit:
        found = backbone(graph, limit, types=TYPES)
    pairs = ((-(data.get("llr") or 0.0), a, b) for a, b, data in found.edges(data=True))
    return {(a, b): -llr for llr, a, b in sorted(pairs)}
