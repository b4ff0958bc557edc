"""The exports of texts with their annotation: DocBin, CoNLL columns, brat; and the notes."""

from __future__ import annotations

import json
import os
import re
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_tables import Small, small

import kg
from kg.config import Config
from kg.errors import UsageError
from kg.export import _texts, obsidian
from kg.export._texts import LONGEST, file_names, texts
from kg.export.brat import spans_of
from kg.export.obsidian import escaped
from kg.graph import load
from kg.records import Mention

TEXT = (
    "同志们：\r\n要进一步增强“四个意\n识”。\n落实《监督法》<b>[[x]]</b> `rm` $a$ 😀，坚定“四个自信”、做到“两个维护”。\n"
)


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> kg.Build:
    """A real build, with a name broken by a line, a line break of two characters, and signs of markup."""
    root = tmp_path_factory.mktemp("texts")
    for name in ("con.txt", "a/b.txt", "a_b.txt"):
        (root / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "in" / name).write_bytes((TEXT + f"来自{name}。\n").encode())
    return kg.build([root / "in"], root / "build", exports=())


def export(name: str, build: kg.Build, path: Path) -> Path:
    import_module(f"kg.export.{name}").write(build.tables, build.graph, path, Config())
    return path


def mentions(build: kg.Build) -> list[tuple[str, int, int, str, str]]:
    query = 'select document, start, "end", type, entity from mentions order by document, start'
    return build.query(query).fetchall()


def test_docbin_reads_back(build: kg.Build, tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    docs = list(DocBin().from_disk(export("docbin", build, tmp_path / "c.spacy")).get_docs(spacy.blank("zh").vocab))
    sources = dict(build.query("select id, text from documents").fetchall())
    assert {doc.user_data["id"]: doc.text for doc in docs} == sources
    for kind in ("spans", "ents"):
        found = [
            (doc.user_data["id"], span.start_char, span.end_char, span.label_, span.kb_id_)
            for doc in docs
            for span in (doc.spans["kg"] if kind == "spans" else doc.ents)
        ]
        assert sorted(found) == mentions(build)
    assert {span.id_ for doc in docs for span in doc.spans["kg"]} >= {"numeric"}
    starts = build.query('select count(*) from sentences where "end" > start').fetchall()[0][0]
    assert sum(len(list(doc.sents)) for doc in docs) >= starts


@pytest.mark.parametrize(("limit", "value", "queries"), [("TOGETHER", 2, 2), ("BYTES", 1, 3), ("BYTES", 1 << 20, 1)])
def test_texts_are_the_same_however_many_are_asked_for_together(
    build: kg.Build, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, queries: int
) -> None:
    found = list(texts(build.tables))
    asked: list[int] = []
    real = _texts._texts
    monkeypatch.setattr(_texts, "_texts", lambda tables, listed: asked.append(len(listed)) or real(tables, listed))
    monkeypatch.setattr(_texts, limit, value)
    assert list(texts(build.tables)) == found
    assert (len(asked), sum(asked)) == (queries, 3)
    assert [text.source for text in found] == ["a/b.txt", "a_b.txt", "con.txt"]
    assert all(text.text[m.start : m.end] == m.text for text in found for m in text.mentions)
    assert all(text.mentions and {m.document for m in text.mentions} == {text.id} for text in found)


def test_conll_reads_back(build: kg.Build, tmp_path: Path) -> None:
    lines = export("conll", build, tmp_path / "c.conll").read_text("utf-8").splitlines()
    texts_by_id = dict(build.query("select id, text from documents").fetchall())
    found, id = [], ""
    for line in lines:
        if line.startswith("# id = "):
            id = line[7:]
        if not line or line.startswith("# "):
            continue
        character, tag, offset, entity = line.split("\t")
        assert texts_by_id[id][int(offset)] == character
        if tag.startswith("B-"):
            found.append([id, int(offset), int(offset) + 1, tag[2:], entity])
        elif tag.startswith("I-"):
            assert found[-1][3:] == [tag[2:], entity]
            found[-1][2] = int(offset) + 1
        else:
            assert (tag, entity) == ("O", "_")
    assert sorted(map(tuple, found)) == mentions(build)
    assert any(line.startswith("# sentence = ") for line in lines)


def test_brat_reads_back(build: kg.Build, tmp_path: Path) -> None:
    folder = export("brat", build, tmp_path / "brat")
    by_text = {text: id for id, text in build.query("select id, text from documents").fetchall()}
    found = []
    for path in sorted(folder.glob("*.ann")):
        text = path.with_suffix(".txt").read_bytes().decode()
        rows = path.read_text("utf-8").splitlines()
        notes = {row.split("\t")[1].split()[1]: row.split("\t")[2] for row in rows if row.startswith("#")}
        for row in rows:
            if row.startswith("T"):
                number, where, shown = row.split("\t")
                kind, _, places = where.partition(" ")
                spans = [tuple(map(int, place.split())) for place in places.split(";")]
                assert " ".join(text[a:b] for a, b in spans) == shown and "\n" not in shown
                found.append((by_text[text], spans[0][0], spans[-1][1], kind, notes[number]))
    assert sorted(found) == mentions(build)
    assert len(list(folder.glob("*.txt"))) == 3
    conf = (folder / "annotation.conf").read_text("utf-8")
    assert all(section in conf for section in ("[entities]", "[relations]", "[events]", "[attributes]", "SLOGAN"))
    broken = [line for path in folder.glob("*.ann") for line in path.read_text("utf-8").splitlines() if ";" in line]
    assert len(broken) == 3 and all("四个意 识" in line for line in broken)


@given(st.text("甲乙 \r\n", min_size=1, max_size=12), st.data())
def test_spans_leave_out_line_breaks_only(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    mention = Mention("d", 0, start, end, text[start:end], "SLOGAN", "", "", "", "")
    kept = "".join(text[a:b] for a, b in spans_of(mention, text))
    assert kept == text[start:end].replace("\r", "").replace("\n", "")


def test_notes_are_linked(build: kg.Build, tmp_path: Path) -> None:
    folder = export("obsidian", build, tmp_path / "vault")
    notes = {path.stem: path.read_text("utf-8") for path in folder.glob("*.md")}
    assert len(notes) == sum(data["type"] != "DOCUMENT" for _, data in build.graph.nodes(data=True))
    for text in notes.values():
        links = re.findall(r"(?<!\\)\[\[([^\]|]+)(?:\|[^\]]+)?\]\]", text)
        assert set(links) <= set(notes)
    note = notes["四个意识"]
    assert "- [[看齐意识]]" in note
    assert "## Stands with\n- [[两个维护]] ×3" in notes["四个自信"]
    head = note.split("---\n")[1]
    facts = {line.split(": ", 1)[0]: json.loads(line.split(": ", 1)[1]) for line in head.splitlines()}
    assert (facts["id"], facts["mentions"], facts["tags"]) == ("slogan:四个意识", 3, ["kg/slogan/numeric"])
    assert "**四个自信**" in notes["四个自信"]
    assert "<b>" not in note and "\\<b\\>\\[\\[x\\]\\]\\<\\/b\\>" in "".join(notes.values())


def test_a_hostile_name_is_a_note_like_any_other(tables: Small, tmp_path: Path) -> None:
    graph = load(tables)
    name = "../=甲|[[乙]]\n# <script>\x00"
    graph.add_node(f"slogan:{name}", **{**graph.nodes["slogan:清水进村"], "name": name, "aliases": ["a: b"]})
    graph.add_edge(f"slogan:{name}", "slogan:四盏灯", key="has_part", relation="has_part")
    obsidian.write(tables, graph, tmp_path / "vault", Config())
    assert [item.name for item in tmp_path.iterdir()] == ["vault"]
    (path,) = (tmp_path / "vault").glob("*甲*.md")
    text = path.read_text("utf-8")
    assert "# \\.\\.\\/\\=甲\\|\\[\\[乙\\]\\] \\# \\<script\\>" in text
    assert f"[[{path.stem}|../=甲   乙   # <script>" in (tmp_path / "vault" / "四盏灯.md").read_text("utf-8").replace(
        "\x00", ""
    )


@pytest.mark.parametrize("name", ["brat", "obsidian"])
def test_a_folder_of_the_users_is_left_alone(name: str, build: kg.Build, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.md").write_text("x")
    (tmp_path / "file").write_text("x")
    for target in ("mine", "file"):
        with pytest.raises(UsageError, match="new or empty folder"):
            export(name, build, tmp_path / target)
    with pytest.raises(UsageError, match="cannot be written"):
        export(name, build, tmp_path / "file" / "below")
    assert sorted(os.listdir(tmp_path)) == ["file", "mine"] and os.listdir(tmp_path / "mine") == ["diary.md"]
    (tmp_path / "empty").mkdir()
    assert any(export(name, build, tmp_path / "empty").iterdir())


@given(st.lists(st.text(max_size=80), max_size=8, unique=True))
def test_file_names_are_safe_and_different(names: list[str]) -> None:
    found = file_names(names)
    assert len({name.casefold() for name in found}) == len(names)
    for name in found:
        assert name and not re.search(r'[\\/:*?"<>|#^\[\]\x00-\x1f]', name)
        assert not name.startswith(".") and not name.endswith((".", " ")) and len(name.encode()) <= LONGEST + 10


def test_texts_come_by_source(build: kg.Build) -> None:
    assert [text.source for text in texts(build.tables)] == ["a/b.txt", "a_b.txt", "con.txt"]


def test_escaping_shows_what_was_there() -> None:
    assert (
        re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped("1. *a* _b_ `c` ~d~ ![[e]] \\f"))
        == "1. *a* _b_ `c` ~d~ ![[e]] \\f"
    )


@pytest.mark.parametrize(
    "name", ["brat", "conll", "docbin", "obsidian", "turtle", "jsonld", "timeline", "cypher", "neo4j"]
)
def test_the_same_bytes_twice(name: str, build: kg.Build, tmp_path: Path) -> None:
    one, other = export(name, build, tmp_path / "one"), export(name, build, tmp_path / "other")
    files = [one] if one.is_file() else sorted(path for path in one.rglob("*") if path.is_file())
    assert files
    for path in files:
        assert path.read_bytes() == (other / path.relative_to(one)).read_bytes()


def test_nothing_mentioned_is_exported_too(tmp_path: Path) -> None:
    none = small((("a.txt", "", "", ("今天天气很好。",)),))
    for name in ("brat", "conll", "docbin", "obsidian", "turtle", "jsonld", "timeline", "cypher", "neo4j"):
        import_module(f"kg.export.{name}").write(none, load(none), tmp_path / name, Config())
        assert (tmp_path / name).exists()
