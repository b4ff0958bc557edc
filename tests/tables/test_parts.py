import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.entries import Entries, Entry, entry
from kg.records import Analysis, Document, Mention, Rejection, Sentence
from kg.tables import parts
from kg.tables.arrow import nested
from kg.tables.schemas import PARTED


def _document(number: int, text: str = "坚持把学习贯彻落到实处。") -> Document:
    id = hashlib.sha256(str(number).encode()).hexdigest()[:16]
    return Document(f"doc:{id}", f"{number}.txt", text)


def _entries(numbers) -> list[Entry]:
    return [entry(_document(number)) for number in numbers]


def _rows(*documents: Document, error: str = ""):
    made = [
        Analysis(
            document,
            (Sentence(document.id, 0, 0, 0, len(document.text)),),
            (Mention(document.id, 0, 0, 2, "六稳", "SLOGAN", "numeric", "六稳", "slogan:六稳", "name"),),
            (),
            (),
            (Rejection(0, 1, "short"),),
        )
        for document in documents
    ]
    return nested(made, [error] + [""] * (len(made) - 1))


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(parts, "TARGET", 300)
    monkeypatch.setattr(parts, "MOST_BYTES", 1200)


def _gathered(entries: list[Entry], together: int = 7) -> list[parts.Gathered]:
    return list(parts.gather(Entries.of(entries[at : at + together]) for at in range(0, len(entries), together)))


@settings(max_examples=60)
@given(st.lists(st.integers(0, 2000), max_size=60, unique=True), st.integers(1, 70))
def test_parts_hold_all_documents_in_their_order_however_many_come_at_once(numbers, together):
    documents = [entry(_document(number, "稳" * number)) for number in numbers]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "TARGET", 2000)
        patch.setattr(parts, "MOST_BYTES", 5000)
        patch.setattr(parts, "MOST_DOCUMENTS", 5)
        gathered = _gathered(documents, together)
        expected = list(_one_by_one(documents))
    assert [list(part.entries) for part in gathered] == expected
    assert [part.bytes for part in gathered] == [sum(each.bytes for each in part) for part in expected]


def _one_by_one(entries: list[Entry]) -> Iterator[list[Entry]]:
    part: list[Entry] = []
    for each in entries:
        part.append(each)
        full = sum(each.bytes for each in part) >= parts.MOST_BYTES or len(part) >= parts.MOST_DOCUMENTS
        if full or parts.ends(each.number, each.bytes):
            yield part
            part = []
    if part:
        yield part


def test_parts_are_of_about_the_target_and_never_much_above(small):
    gathered = _gathered(_entries(range(5000)))
    sizes = [sum(len(e.document.text.encode()) for e in part.entries) for part in gathered]
    assert sizes == [part.bytes for part in gathered]
    assert 200 < sum(sizes) / len(sizes) < 450
    assert max(sizes) <= 1200 + 36


@pytest.mark.parametrize("place", [0, 100, 250, 500])
def test_a_document_more_changes_at_most_two_parts(small, place):
    documents = _entries(range(500))
    before = {parts.name(part.entries, "") for part in _gathered(documents)}
    documents.insert(place, *_entries([9999]))
    after = {parts.name(part.entries, "") for part in _gathered(documents)}
    assert len(after - before) <= 2


def test_many_small_documents_end_a_part(monkeypatch):
    monkeypatch.setattr(parts, "MOST_DOCUMENTS", 10)
    sizes = [len(part.entries) for part in _gathered([entry(_document(number, "")) for number in range(25)])]
    assert sizes == [10, 10, 5]


def test_the_name_stands_for_documents_metadata_and_extractor():
    document = _document(1)
    titled = Document(document.id, document.source, document.text, title="报告")
    one, two = entry(document), entry(titled)
    named = ([one], "a"), ([one], "b"), ([two], "a"), ([one, two], "a")
    names = {parts.name(Entries.of(entries), tag) for entries, tag in named}
    assert len(names) == 4
    assert all(parts.NAME.fullmatch(name) for name in names)


def test_a_part_is_found_as_it_was_written(tmp_path):
    made = parts.write(tmp_path, "0" * 16, _rows(_document(1), _document(2), error="ValueError: 坏"))
    assert made.rows == (1, 2, 2, 0)
    assert made.failures == (parts.Failure("1.txt", "ValueError: 坏"),)
    assert made.rejections == (("short", 2),)
    assert parts.find(tmp_path, "0" * 16) == made


def test_equal_rows_are_equal_bytes_and_carry_no_clock(tmp_path):
    contents = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        parts.write(tmp_path / name, "0" * 16, _rows(_document(1)))
        contents.append([parts.file(tmp_path / name, table, "0" * 16).read_bytes() for table in PARTED])
    assert contents[0] == contents[1]
    footer = pq.read_metadata(parts.file(tmp_path / "a", "mentions", "0" * 16))
    assert footer.metadata is None
    assert footer.row_group(0).column(0).compression == "ZSTD"


@pytest.mark.parametrize("table", PARTED)
@pytest.mark.parametrize("fault", ["absent", "empty", "short", "text", "other"])
def test_a_part_with_a_damaged_file_is_not_found(tmp_path, table, fault):
    parts.write(tmp_path, "0" * 16, _rows(_document(1)))
    path = parts.file(tmp_path, table, "0" * 16)
    if fault == "absent":
        path.unlink()
    elif fault == "other":
        pq.write_table(pa.table({"a": [1, 2, 3]}), path)
    else:
        path.write_bytes({"empty": b"", "short": path.read_bytes()[:-9], "text": b"PAR1 no PAR1"}[fault])
    assert parts.find(tmp_path, "0" * 16) is None


def test_only_parts_of_ours_are_stale(tmp_path):
    parts.write(tmp_path, "0" * 16, _rows(_document(1)))
    parts.write(tmp_path, "1" * 16, _rows(_document(2)))
    (tmp_path / "documents" / "mine.parquet").write_bytes(b"")
    for name in ("nodes-mine", "nodes", f"nodes-{'2' * 16}", f"edges-{'3' * 16}"):
        (tmp_path / f"{name}.parquet").write_bytes(b"")
    found = parts.stale(tmp_path, ["0" * 16], [f"edges-{'3' * 16}.parquet"])
    old = [Path(tmp_path / table / ("1" * 16 + ".parquet")) for table in PARTED]
    assert found == [*old, tmp_path / f"nodes-{'2' * 16}.parquet"]
