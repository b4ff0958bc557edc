"""Notes in Markdown for Obsidian (https://obsidian.md) and its like: one a name, linked to each other."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.analyse.evidence import Evidence, of_nodes
from kg.export._texts import file_names
from kg.files import whole_folder
from kg.graph.schema import WINDOWS, edge_key

if TYPE_CHECKING:
    import networkx as nx

    from kg.config import Config

NEIGHBOURS: Final = 15
"""So many of the strongest neighbours a note links to."""

LINKED: Final = {"has_part": ("Parts", "Part of"), "raised_at": ("Raised at", "Raised here"),
                 "held_under": ("Series", "Meetings")}  # fmt: skip
"""The headings of relations, as seen from their source and from their target."""

SPECIAL: Final = re.compile(r"[!-/:-@\[-`{-~]")
"""What Markdown may take for its own; a backslash before it makes it a plain letter."""


def write(tables: Any, graph: nx.MultiDiGraph, path: Path, config: Config) -> None:
    """A folder with a note for every slogan, meeting, work, body, person, part and series; it must be new or empty.

    A note has its facts as properties, links to its parts, meetings and strongest neighbours above chance (by G², in the
    narrowest window), and `html.evidence` sentences. Words of the texts are escaped, so none of them becomes markup.
    """
    chosen = sorted(id for id, data in graph.nodes(data=True) if data["type"] != "DOCUMENT")
    names = file_names(graph.nodes[id]["name"] for id in chosen)
    notes = dict(zip(chosen, names, strict=True))
    evidence = of_nodes(tables, chosen, limit=config.html.evidence)
    window = next((name for name in WINDOWS if name in config.graph.windows), WINDOWS[0])
    with whole_folder(path) as folder:
        for id, name in notes.items():
            note = "\n".join(_note(graph, id, notes, evidence[id], edge_key("co_occurs", window)))
            (folder / f"{name}.md").write_text(note + "\n", encoding="utf-8", errors="backslashreplace", newline="\n")


def escaped(text: str) -> str:
    r"""A text as one line of Markdown that shows it as it is.

    >>> print(escaped("a*b* [[x]] <i>\n#tag"))
    a\*b\* \[\[x\]\] \<i\> \#tag
    """
    return SPECIAL.sub(lambda found: "\\" + found[0], " ".join(text.split()))


def _note(
    graph: nx.MultiDiGraph, id: str, notes: Mapping[str, str], evidence: Sequence[Evidence], key: str
) -> list[str]:
    data = graph.nodes[id]
    lines = [*_properties(id, data), "", f"# {escaped(data['name'])}"]
    for relation, headings in LINKED.items():
        lines += _section(headings[0], _links(graph, graph.out_edges(id, keys=True), 1, relation, notes))
        lines += _section(headings[1], _links(graph, graph.in_edges(id, keys=True), 0, relation, notes))
    lines += _section("Stands with", _neighbours(graph, id, notes, key))
    return lines + _section("Evidence", [line for item in evidence for line in _quote(item)])


def _properties(id: str, data: Mapping[str, Any]) -> list[str]:
    """The front matter. JSON is YAML too, and quotes whatever a name may hold."""
    names = ("aliases", "english", "since", "start", "end", "domain", "level", "mentions", "documents", "first", "last")
    facts = {"id": id, "tags": ["/".join(word for word in ("kg", data["type"].lower(), data["kind"]) if word)]}
    facts |= {name: data[name] for name in names if data[name] not in ("", [], None)}
    return ["---", *(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items()), "---"]


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return ["", f"## {title}", *lines] if lines else []


def _link(graph: nx.MultiDiGraph, id: str, notes: Mapping[str, str]) -> str:
    """A link to the note of an entity, with its name where the file is named otherwise."""
    name = graph.nodes[id]["name"]
    shown = "" if notes[id] == name else "|" + re.sub(r"[\[\]|\\]", " ", " ".join(name.split()))
    return f"[[{notes[id]}{shown}]]"


def _links(graph: nx.MultiDiGraph, edges: Any, end: int, key: str, notes: Mapping[str, str]) -> list[str]:
    return [f"- {_link(graph, other, notes)}" for other in sorted(edge[end] for edge in edges if edge[2] == key)]


def _neighbours(graph: nx.MultiDiGraph, id: str, notes: Mapping[str, str], key: str) -> list[str]:
    ties = [(edge[1], edge[3]) for edge in graph.out_edges(id, keys=True, data=True) if edge[2] == key]
    ties += [(edge[0], edge[3]) for edge in graph.in_edges(id, keys=True, data=True) if edge[2] == key]
    above = sorted((tie for tie in ties if tie[1]["npmi"] > 0), key=lambda tie: (-tie[1]["llr"], tie[0]))
    return [
        f"- {_link(graph, other, notes)} ×{data['count']} (NPMI {data['npmi']:.2f}, G² {data['llr']:.1f})"
        for other, data in above[:NEIGHBOURS]
    ]


def _quote(item: Evidence) -> list[str]:
    """A sentence with the names in bold, and where it stands."""
    text, at, pieces = item.text, 0, []
    for mark in item.marks:
        pieces += [escaped_within(text[at : mark.start]), f"**{escaped(text[mark.start : mark.end])}**"]
        at = mark.end
    where = "，".join(escaped(part) for part in (item.title or item.source, item.section, item.date) if part)
    return ["", f"> {''.join([*pieces, escaped_within(text[at:])]).strip()}", f"> — {where}"]


def escaped_within(text: str) -> str:
    """As `escaped`, for a piece of a line: blanks at its ends stay."""
    return SPECIAL.sub(lambda found: "\\" + found[0], re.sub(r"\s+", " ", text))
