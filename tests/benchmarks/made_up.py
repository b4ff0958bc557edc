"""One step of the work on a graph that is made up, in a process of its own: STEP FOLDER EDGES.

Names are drawn by Zipf's law into sentences of three to eight names, so that a few stand nearly everywhere.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from kg.config import Config
from kg.graph import edges, kept
from kg.lexicon import Lexicon
from kg.tables import parts, query
from kg.tables.schemas import WHOLE, table_schema

PARTS, CONFIG = 20, Config()


def texts(root: Path, size: int) -> None:
    """The parts of the tables: documents of ten sentences, five a paragraph."""
    import numpy as np
    import pyarrow as pa

    random = np.random.default_rng(1)
    entities, number = max(50, 3 * size // 100), max(PARTS, size // 450)
    for part in range(PARTS):
        documents = [f"doc:{part:04x}{i:012x}" for i in range(number // PARTS)]
        counts = random.integers(3, 9, (len(documents), 10))
        names = random.zipf(1.15, int(counts.sum())) % entities
        where = np.repeat(np.arange(counts.size), counts.ravel())
        columns = {
            "documents": {"id": documents, "date": [f"20{i % 25:02}-01-01" for i in range(len(documents))]},
            "sentences": {
                "document": np.repeat(documents, 10),
                "index": np.tile(np.arange(10), len(documents)),
                "paragraph": np.tile(np.arange(10) // 5, len(documents)),
            },
            "mentions": {
                "document": np.asarray(documents)[where // 10],
                "sentence": where % 10,
                "type": ["SLOGAN"] * len(names),
                "kind": [""] * len(names),
                "text": [f"第{name}条" for name in names],
                "canonical": [f"第{name}条" for name in names],
                "entity": [f"slogan:第{name}条" for name in names],
            },
            "expansions": {},
        }
        for table, given in columns.items():
            path = parts.file(root, table, f"{part:016x}")
            path.parent.mkdir(exist_ok=True, parents=True)
            rows = len(next(iter(given.values()), ()))
            schema = table_schema(table)
            arrays = [pa.array(given[f.name], f.type) if f.name in given else pa.nulls(rows, f.type) for f in schema]
            parts.write_table(pa.Table.from_arrays(arrays, schema=schema), path)
    parts.write_table(table_schema("duplicates").empty_table(), root / "duplicates.parquet")


def counts(root: Path, size: int) -> None:
    """The counts of the parts."""
    for _ in kept.counted(root, _parts(), CONFIG):
        pass


def edge_table(root: Path, size: int) -> dict[str, int]:
    """Nodes, sums, significance and the table of edges."""
    import pyarrow.parquet as pq

    from kg.graph import entities, mentioned
    from kg.graph.facts import facts
    from kg.tables.rows import Rows

    said = mentioned.read(Rows(root, _names()))
    found = facts(said, Lexicon())
    nodes = entities.nodes(said, found, Lexicon())
    parts.write_file(nodes, root / "nodes.parquet")
    counted = list(kept.counted(root, _parts(), CONFIG))
    parts.write_file(edges.edges(said, found.relations, counted, CONFIG), root / "edges.parquet")
    return {"nodes": nodes.num_rows, "rows": pq.read_metadata(root / "edges.parquet").num_rows}


def load(root: Path, size: int) -> None:
    """The graph in memory."""
    from kg.graph import load

    load(_tables(root))


def backbone(root: Path, size: int) -> None:
    """What the page's picture is chosen from."""
    from kg.analyse.backbone import backbone, pictured

    backbone(pictured(_tables(root)))


def centralities(root: Path, size: int) -> None:
    """Degree, strength and PageRank over the ties within sentences."""
    from kg.analyse.centrality import centrality
    from kg.graph import load

    centrality(load(_tables(root), windows=("sentence",), documents=False))


def communities(root: Path, size: int) -> None:
    """Louvain over the ties within sentences."""
    from kg.analyse.communities import communities
    from kg.graph import load

    communities(load(_tables(root), windows=("sentence",), documents=False))


def graphml(root: Path, size: int) -> None:
    """The whole graph as a file."""
    from kg.export import EXPORTERS

    EXPORTERS["graphml"](_tables(root), root / "graph.graphml", CONFIG)


def _names() -> list[str]:
    return [f"{part:016x}" for part in range(PARTS)]


def _parts() -> list[parts.Part]:
    return [parts.Part(name, ()) for name in _names()]


def _tables(root: Path) -> object:
    return query.closed(query.parted(root, _names()) | {table: [root / f"{table}.parquet"] for table in WHOLE})


DO = {f.__name__: f for f in (texts, counts, load, backbone, centralities, communities, graphml)} | {
    "edges": edge_table
}

if __name__ == "__main__":
    step, folder, wanted = sys.argv[1:]
    start = time.process_time()
    found = DO[step](Path(folder), int(wanted)) or {}
    print(json.dumps({"cpu": time.process_time() - start, **found}))
