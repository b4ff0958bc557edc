import gzip
import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import Config, load
from kg.errors import InputError
from kg.read import documents, sources
from kg.records import Document


def read(path: Path, config: Config | None = None) -> list[Document | InputError]:
    config = config or Config()
    return [found for source in sources([path], config) for found in documents(source, config)]


def test_fields_become_metadata_and_a_bad_line_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        json.dumps(
            {"id": "n1", "date": "20220305", "title": "快讯", "text": "甲。", "views": 3, "tags": ["x"], "hot": True}
        ),
        "{broken",
        "",
        json.dumps({"title": "无正文"}),
        json.dumps(["text"]),
        json.dumps({"text": "乙。", "date": "某日"}, ensure_ascii=False),
        "[" * 100_000,
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    first, broken, none, array, second, deep = read(path)
    assert isinstance(first, Document)
    assert (first.source, first.title, first.date) == ("a.jsonl#n1", "快讯", "2022-03-05")
    assert first.extra == (("hot", "true"), ("views", "3"))
    assert isinstance(second, Document)
    assert (second.source, second.extra) == ("a.jsonl#6", (("date", "某日"),))
    failures = [found for found in (broken, none, array, deep) if isinstance(found, InputError)]
    assert [failure.source for failure in failures] == ["a.jsonl#2", "a.jsonl#4", "a.jsonl#5", "a.jsonl#7"]
    assert all("\n" not in str(failure) for failure in failures)


def test_the_first_of_a_file_can_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(['{"text": "甲。"}', "{broken", "", '{"text": "乙。"}']), encoding="utf-8")
    (source,) = sources([path])
    every = list(map(str, documents(source)))
    assert len(every) == 3
    for start in range(4):
        assert list(map(str, documents(source, start=start))) == every[start:]
    path.write_text("{broken", encoding="utf-8")
    assert list(documents(source, start=1)) == []


def test_a_text_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": 5}\n{"正文": "甲。"}\n{"text": "乙。"}\n', encoding="utf-8")
    number, missing, _ = read(tmp_path)
    assert isinstance(number, InputError) and number.reason == "field 'text' is a string, not 5"
    assert isinstance(missing, InputError) and missing.reason == "has no field 'text' (fields: 正文)"


def test_a_record_says_more_than_the_table_beside_its_file(tmp_path: Path) -> None:
    (tmp_path / "metadata.tsv").write_text("path\tgenre\ttitle\na.jsonl\t新闻\t合集\n", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"text": "甲。", "title": "第一条"}\n{"text": "乙。"}\n', encoding="utf-8")
    first, second = read(tmp_path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.genre, first.title, second.title) == ("新闻", "第一条", "合集")


def test_too_long_a_line_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "' + "长" * 200_000 + '"}\n{"text": "短。"}\n', encoding="utf-8")
    long, short = read(path, load(read={"max_characters": 100}))
    assert isinstance(long, InputError)
    assert "longer than" in long.reason
    assert isinstance(short, Document)


def test_gz_and_utf16(tmp_path: Path) -> None:
    line = '{"text": "甲。"}\n'
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line.encode() * 3))
    (tmp_path / "b.jsonl").write_text(line, encoding="utf-16")
    (tmp_path / "c.jsonl").write_bytes(b"\xef\xbb\xbf" + line.encode())
    (tmp_path / "d.jsonl").write_text(line, encoding="gb18030")
    found = read(tmp_path)
    assert [each.source for each in found] == [
        "a.jsonl.gz#1",
        "a.jsonl.gz#2",
        "a.jsonl.gz#3",
        "b.jsonl#1",
        "c.jsonl#1",
        "d.jsonl#1",
    ]
    assert {each.text for each in found if isinstance(each, Document)} == {"甲。"}


def test_a_bomb_gives_what_comes_before_the_limit_and_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "a"}\n' * 100_000))
    found = read(tmp_path / "a.jsonl.gz", load(read={"max_bytes": 50_000}))
    assert isinstance(found[0], Document)
    assert isinstance(found[-1], InputError)
    assert "unpacks to more than 50000 bytes" in found[-1].reason


def test_lone_surrogates_and_nul_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"text": "甲\\ud800乙", "title": "\\udc00"}\n{"text": "a\\u0000b"}\n', encoding="utf-8"
    )
    first, second = read(tmp_path)
    assert isinstance(first, Document)
    assert (first.text, first.title) == ("甲\ufffd乙", "\ufffd")
    assert isinstance(second, InputError)


@settings(max_examples=50)
@given(st.lists(st.binary(max_size=60), max_size=6))
def test_any_lines_are_documents_or_failures(lines: list[bytes]) -> None:
    import io

    from kg.config import Read
    from kg.read import jsonl
    from kg.read._source import RefusedError

    try:
        assert all(found.key for found in jsonl.read(io.BytesIO(b"\n".join(lines)), Read()))
    except RefusedError as error:
        assert str(error)
