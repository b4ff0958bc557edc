"""A small build made of written-out analyses, without reading or extracting anything."""

from pathlib import Path

import pyarrow as pa
import pytest

from kg.config import Config
from kg.records import Analysis, Document, Entity, Mention, Relation, Sentence
from kg.tables import commit, folder, manifest, parts
from kg.tables.arrow import nested
from kg.tables.schemas import table_schema


def _analysis(id: str, text: str) -> Analysis:
    document = Document(id, f"{id[4:]}.txt", text, extra=(("stage", "草案"),))
    mention = Mention(id, 0, 2, 4, text[2:4], "SLOGAN", "numeric", "六稳", "slogan:六稳", "name", "做好")
    return Analysis(document, (Sentence(id, 0, 0, 0, len(text)),), (mention,), ())


def _table(name: str, rows: list[dict[str, object]]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=table_schema(name))


def _row(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


@pytest.fixture
def made(tmp_path) -> Path:
    """A build of two parts, three documents and a duplicate in `tmp_path / "it's [a] build"`."""
    with folder.claimed(tmp_path / "it's [a] build") as root:
        analyses = [
            _analysis("doc:a", "做好六稳工作。"),
            _analysis("doc:b", "做好六稳！"),
            _analysis("doc:c", "抓好六稳。"),
        ]
        written = [
            parts.write(root, "0" * 16, nested(analyses[:2], ["", ""])),
            parts.write(root, "1" * 16, nested(analyses[2:], [""])),
        ]
        tables = {
            "nodes": _table("nodes", [_row(Entity("slogan:六稳", "SLOGAN", "numeric", "六稳", mentions=3))]),
            "edges": _table("edges", [_row(Relation(f"doc:{x}", "slogan:六稳", "mentions", count=1)) for x in "abc"]),
            "duplicates": _table("duplicates", [{"id": "doc:b", "source": f"{x}.txt", "near": False} for x in "yz"]),
        }
        about: manifest.Manifest = {
            "format": manifest.FORMAT,
            "version": "1",
            "extractor": "e",
            "lexicon": "l",
            "config": manifest.settings(Config()),
            "parts": manifest.part_entries(written),
            "tables": {},
            "counts": manifest.counts(written, nodes=1, edges=3),
            "rejections": {},
            "failures": [],
        }
        with folder.temporary_folder(root) as temporary:
            about["tables"] = {name: commit.write(root, temporary, name, rows) for name, rows in tables.items()}
            commit.commit(root, about)
    return root
