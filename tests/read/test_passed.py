"""What kg wrote, copied among the texts, is passed over; a text that only looks like it is read."""

import json

import pytest
from read_made import TEXT, one, read, zipped

from kg import pipeline
from kg.config import Config
from kg.config import Engine as EngineSettings
from kg.errors import InputError
from kg.export import EXPORTERS
from kg.extracts import write
from kg.records import Document
from kg.tables import Tables

FOLDERS = ("brat", "neo4j", "obsidian", "parquet")
SUFFIXES = {"timeline": "gexf", "report": "html", "turtle": "ttl"}
NO_TEXT = sorted(set(EXPORTERS) - {"docbin", *FOLDERS})


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A folder with every export of a build, but for one that is binary, and the mentions of the texts as JSON."""
    folder = tmp_path_factory.mktemp("written")
    (folder / "a.txt").write_text(TEXT + "\n要增强“四个意识”。党的十九大强调全面深化改革。", encoding="utf-8")
    pipeline.build([folder / "a.txt"], folder / "b", Config(engine=EngineSettings(name="serial")), exports=())
    out, built = folder / "out", Tables(folder / "b")
    for name in (*NO_TEXT, *FOLDERS):
        (out / name).mkdir(parents=True)
        EXPORTERS[name](
            built, out / name if name in FOLDERS else out / name / f"g.{SUFFIXES.get(name, name)}", Config()
        )
    write([folder / "a.txt"], out / "m.jsonl", Config())
    mentions = built.mentions.to_arrow_table().to_pylist()
    (out / "mentions.json").write_text(json.dumps(mentions, indent=1), encoding="utf-8")
    return out


def test_what_kg_wrote_is_passed_over(written):
    found = read(written)
    # what brat and Parquet hold of the texts themselves is read as any text is
    texts = [each.source for each in found if isinstance(each, Document)]
    assert [source.partition("#")[0] for source in texts] == ["brat/a.txt", "parquet/documents.parquet"]
    passed = {each.source: each for each in found if isinstance(each, InputError)}
    assert all(each.remark and each.reason.endswith(", no text: passed over") for each in passed.values()), found
    files = {path.relative_to(written).as_posix() for path in written.rglob("*") if path.is_file()}
    assert set(passed) == files - {"brat/a.txt", "parquet/documents.parquet"}
    assert passed["graphml/g.graphml"].reason == "is a graph (GraphML), no text: passed over"
    for page in ("html/g.html", "report/g.html"):
        assert passed[page].reason == "is a page that kg wrote, no text: passed over"
    assert passed["m.jsonl"].reason == "holds mentions that kg found, no text: passed over"


def test_its_content_tells_it_by_any_name_in_any_packing(written, tmp_path):
    graph, mentions = (written / "graphml" / "g.graphml").read_text("utf-8"), (written / "m.jsonl").read_bytes()
    (tmp_path / "a.txt").write_text(graph, encoding="utf-16")
    (tmp_path / "b").write_bytes(mentions)
    (tmp_path / "c.zip").write_bytes(zipped({"x/g.xml": graph, "x/m.jsonl": mentions, "x/a.txt": TEXT}))
    lines = [json.loads(line) for line in mentions.splitlines()]
    (tmp_path / "d.jsonl").write_text("".join(json.dumps(line, sort_keys=True) + "\n" for line in lines), "utf-8")
    found = read(tmp_path)
    assert [each.source for each in found if isinstance(each, Document)] == ["c.zip#x/a.txt"]
    assert len(found) == 6 and all(each.remark for each in found if isinstance(each, InputError))


@pytest.mark.parametrize(
    "text",
    [
        "关于 <graphml> 格式的说明\n" + TEXT,
        '---\nid: "slogan"\ntags: ["政策"]\n---\n' + TEXT,
        '{"document": "doc:0123456789abcdef"} 是编号。' + TEXT,
        "# doc = 讲话\n" + TEXT,
        "@prefix 是什么？" + TEXT,
    ],
)
def test_a_text_that_only_looks_like_it_is_read(tmp_path, text):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert one(tmp_path / "a.txt").text == text


def test_a_table_of_texts_with_some_such_fields_is_read(tmp_path):
    row = {"document": "甲", "start": "2019", "end": "2021", "type": "讲话", "rule": "无", "text": TEXT}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert one(tmp_path / "a.jsonl").text == TEXT
