"""GEXF 1.3 with time (https://gexf.net): Gephi shows it with its timeline.

Every name and tie exists in the periods in which texts have it (its spells), and carries how often it stood in each.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final
from xml.sax.saxutils import quoteattr

from kg.analyse._rows import rows
from kg.export import flatten
from kg.export.gexf import TITLES, TYPES
from kg.files import whole
from kg.graph import cooccurrence
from kg.graph.schema import WINDOWS, edge_key

if TYPE_CHECKING:
    import networkx as nx

    from kg.config import Config

HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
<meta><creator>kg</creator></meta>
"""
DYNAMIC: Final = "mentions_then"
"""How often a name is mentioned in a period; of ties it is the reserved attribute `weight`."""

MENTIONS: Final = """
select m.entity, substr(d.date, 1, {size}) as period, count(*) from mentions m join documents d on d.id = m.document
where length(d.date) >= {size} group by all order by all
"""

Period = tuple[str, str]
"""The first and the last day, both of it."""

Counts = Mapping[Any, Sequence[tuple[Period, int]]]


def write(tables: Any, graph: nx.MultiDiGraph, path: Path, config: Config) -> None:
    """The names and their ties within the narrowest window, with time; other relations without; documents are left out.

    Periods are years, or months where all dates lie within five years, or days within sixty days, if all dates are that
    exact. Texts without a date add to the static figures only; names and ties that have no other have no spell. The
    attributes are those of the other GEXF export; `weight` changes with time.
    """
    size = _size(tables)
    mentions = _counts((id, period, n) for id, period, n in rows(tables, MENTIONS.format(size=size)))
    window = next((name for name in WINDOWS if name in config.graph.windows), WINDOWS[0])
    query = cooccurrence.sql(cooccurrence.PERIODS, window, config).format(size=size)
    ties = _counts(((source, target), period, n) for source, target, period, n in rows(tables, query))
    key = edge_key("co_occurs", window)
    with whole(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD + _graph(mentions))
        names = graph.subgraph([id for id, data in graph.nodes(data=True) if data["type"] != "DOCUMENT"])
        of_nodes = flatten.types(data for _, data in names.nodes(data=True))
        of_edges = {TITLES["key"]: str, **flatten.types(data for *_, data in names.edges(data=True))}
        node_number = _declare(file, "node", of_nodes, DYNAMIC, "integer")
        edge_number = _declare(file, "edge", of_edges, "weight", "double")
        _nodes(file, names, node_number, mentions)
        _edges(file, names, edge_number, key, ties)
        file.write("</graph>\n</gexf>\n")


def period(text: str) -> Period:
    """The first and last day of an ISO date that may be a year, a month or a day.

    >>> period("2021"), period("2024-02"), period("2021-10-13")
    (('2021-01-01', '2021-12-31'), ('2024-02-01', '2024-02-29'), ('2021-10-13', '2021-10-13'))
    """
    if len(text) == 4:
        return f"{text}-01-01", f"{text}-12-31"
    if len(text) == 7:
        return f"{text}-01", f"{text}-{monthrange(int(text[:4]), int(text[5:]))[1]:02}"
    return text, text


def spells(periods: Iterable[Period]) -> list[Period]:
    """Periods in order, those that touch made one.

    >>> spells([("2019-01-01", "2019-12-31"), ("2020-01-01", "2020-12-31"), ("2022-01-01", "2022-12-31")])
    [('2019-01-01', '2020-12-31'), ('2022-01-01', '2022-12-31')]
    """
    found: list[Period] = []
    for start, end in periods:
        if found and date.fromisoformat(found[-1][1]) + timedelta(days=1) >= date.fromisoformat(start):
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _size(tables: Any) -> int:
    """How many letters of a date tell its period: 4, 7 or 10."""
    first, last, exact = rows(tables, "select min(date), max(date), min(length(date)) from documents where date <> ''")[
        0
    ]
    if not first:
        return 4
    days = date.fromisoformat(period(last)[1]) - date.fromisoformat(period(first)[0])
    return min(int(exact), 10 if days.days <= 60 else 7 if days.days <= 5 * 366 else 4)


def _counts(found: Iterable[tuple[Any, str, int]]) -> dict[Any, list[tuple[Period, int]]]:
    counts: dict[Any, list[tuple[Period, int]]] = {}
    for key, when, n in found:
        counts.setdefault(key, []).append((period(when), n))
    return counts


def _graph(mentions: Counts) -> str:
    """The opening tag, with the time that all spells lie in."""
    times = [when for counts in mentions.values() for when, _ in counts]
    span = f' start="{min(times)[0]}" end="{max(end for _, end in times)}"' if times else ""
    mode = 'mode="dynamic" timeformat="date" timerepresentation="interval"'
    return f'<graph defaultedgetype="directed" {mode}{span}>\n'


def _nodes(file: IO[str], graph: nx.MultiDiGraph, number: Mapping[str, int], mentions: Counts) -> None:
    file.write("<nodes>\n")
    for id in sorted(graph):
        data = flatten.attributes(graph.nodes[id], TITLES)
        label, values = quoteattr(str(data.get("name", id))), _values(number, data, DYNAMIC, mentions.get(id, ()))
        file.write(f"<node id={quoteattr(flatten.text(id))} label={label}>{values}</node>\n")
    file.write("</nodes>\n")


def _edges(file: IO[str], graph: nx.MultiDiGraph, number: Mapping[str, int], key: str, ties: Counts) -> None:
    """The ties of one kind of window, and all other relations, in the order of their ends."""
    file.write("<edges>\n")
    kept = (edge for edge in graph.edges(keys=True, data=True) if edge[2] == key or edge[3]["relation"] != "co_occurs")
    for index, (source, target, k, data) in enumerate(sorted(kept, key=lambda edge: edge[:3])):
        ends = f"source={quoteattr(flatten.text(source))} target={quoteattr(flatten.text(target))}"
        relation = quoteattr(str(data["relation"]))
        times = ties.get((source, target), ()) if k == key else ()
        values = _values(number, {TITLES["key"]: k, **flatten.attributes(data)}, "weight", times)
        # An edge whose weight changes has no other: Gephi takes the one or the other.
        weight = "" if times else f' weight="{max(float(data.get("count", 1)), 1.0)}"'
        file.write(f'<edge id="{index}" {ends} label={relation} kind={relation}{weight}>{values}</edge>\n')
    file.write("</edges>\n")


def _declare(file: IO[str], scope: str, types: Mapping[str, type], dynamic: str, kind: str) -> dict[str, int]:
    """Declare the attributes of nodes or edges: the static ones by number, and the one that changes by its name."""
    names = [TITLES.get(name, name) for name in types]
    file.write(f'<attributes class="{scope}" mode="static">\n')
    for index, (name, type) in enumerate(zip(names, types.values(), strict=True)):
        file.write(f'<attribute id="{index}" title={quoteattr(name)} type="{TYPES[type]}"/>\n')
    file.write(f'</attributes>\n<attributes class="{scope}" mode="dynamic">\n')
    file.write(f'<attribute id="{dynamic}" title="{dynamic}" type="{kind}"/>\n</attributes>\n')
    return {name: index for index, name in enumerate(names)}


def _values(
    number: Mapping[str, int], data: Mapping[str, flatten.Plain], dynamic: str, times: Sequence[tuple[Period, int]]
) -> str:
    """The attributes, those of each period, and the spells."""
    values = [
        f'<attvalue for="{number[name]}" value={quoteattr(flatten.written(value))}/>' for name, value in data.items()
    ]
    values += [f'<attvalue for="{dynamic}" value="{n}" start="{start}" end="{end}"/>' for (start, end), n in times]
    exists = "".join(f'<spell start="{start}" end="{end}"/>' for start, end in spells(when for when, _ in times))
    return f"<attvalues>{''.join(values)}</attvalues>" + (f"<spells>{exists}</spells>" if exists else "")
