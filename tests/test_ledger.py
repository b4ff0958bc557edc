"""Files that were read before: found again by their bytes, read again where anything of them changed."""

import gzip
import json
import os
import zipfile
from itertools import chain
from pathlib import Path

import pytest

from kg import intake as taking
from kg import ledger as ledgers
from kg import read
from kg.config import load
from kg.copies import Copies
from kg.entries import Entry
from kg.errors import InputError
from kg.intake import Intake
from kg.ledger import Ledger
from kg.read._source import PassingError
from kg.tables import parts

TEXT = "会议强调，要抓好第{n}村的春耕生产，落实责任，不误农时。"
LONG = "".join(f"第{n}件事是修好第{n * 7}村的水渠，" for n in range(60))


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(ledgers, "MOST_BYTES", 3000)
    monkeypatch.setattr(parts, "TARGET", 800)
    home = tmp_path / "in"
    home.mkdir()
    for number in range(60):
        (home / f"{number:03}.txt").write_text(TEXT.format(n=number), encoding="utf-8")
    (home / "long.txt").write_text(LONG, encoding="utf-8")
    rows = [json.dumps({"id": str(n), "text": TEXT.format(n=f"上{n}")}) for n in range(8)]
    (home / "rows.jsonl").write_text("\n".join([*rows, "{broken", '{"text": "另一篇。"}']), encoding="utf-8")
    return home


@pytest.fixture
def out(tmp_path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.fixture
def files(monkeypatch) -> list[str]:
    """The names of the files that were read."""
    names: list[str] = []
    real = read.documents

    def documents(source, *more, **options):
        names.append(source.name)
        return real(source, *more, **options)

    monkeypatch.setattr(read, "documents", documents)
    return names


def _taken(folder: Path, out: Path, tag: str = "", **settings) -> tuple[list[tuple[Entry, ...]], Intake]:
    made = Intake([folder], load(read=settings), out=out, ledger=Ledger(out, tag))
    return [(e.number, e.source, e.digest, e.bytes, e.file, e.item) for e in chain.from_iterable(made.entries())], made


def _plain(folder: Path, **settings) -> tuple[list[tuple[Entry, ...]], Intake]:
    made = Intake([folder], load(read=settings), out=None)
    return [(e.number, e.source, e.digest, e.bytes, e.file, e.item) for e in chain.from_iterable(made.entries())], made


def test_a_second_run_reads_nothing_and_finds_the_same(folder, out, files):
    first, one = _taken(folder, out)
    assert len(files) == 62
    files.clear()
    second, two = _taken(folder, out)
    assert not files
    assert first == second == _plain(folder)[0]
    assert one.failures == two.failures != []
    assert one.sheets == two.sheets
    assert one.place == two.place == two.size()
    assert {path.name for path in (out / "ledger").iterdir()} == set(two.sheets)


@pytest.mark.parametrize("percent", [0, 90])
def test_copies_are_told_as_if_all_had_been_read(folder, out, percent):
    _taken(folder, out, near_duplicates=percent)
    (folder / "000a.txt").write_text(LONG.replace("第3件", "第三件"), encoding="utf-8")
    (folder / "zz.txt").write_text(TEXT.format(n=3), encoding="utf-8")
    found, made = _taken(folder, out, near_duplicates=percent)
    expected, plain = _plain(folder, near_duplicates=percent)
    assert found == expected
    assert made.doubles() == plain.doubles()
    assert len(made.doubles()) == (2 if percent else 1)


def test_what_comes_after_the_same_files_is_not_compared_again(folder, out, monkeypatch):
    def judge(self, numbers, sketches):
        judged.extend(numbers.tolist())
        return real(self, numbers, sketches)

    judged: list[int] = []
    real = Copies.judge
    monkeypatch.setattr(Copies, "judge", judge)
    first, one = _taken(folder, out)
    assert len(judged) == 70
    judged.clear()
    assert _taken(folder, out)[0] == first
    assert not judged
    (folder / "zz.txt").write_text(LONG.replace("第3件", "第三件"), encoding="utf-8")
    _, two = _taken(folder, out)
    assert 1 <= len(judged) < 20
    assert [double.source for double in two.doubles()] == ["zz.txt"]
    assert not one.doubles()


def test_a_file_that_cannot_be_read_does_not_have_those_after_it_compared_again(folder, out, monkeypatch):
    (folder / "000.txt").unlink()
    (folder / "000.txt").symlink_to("nowhere.txt")
    first, one = _taken(folder, out)
    assert [failure.source for failure in one.failures] == ["000.txt", "rows.jsonl#9"]
    monkeypatch.setattr(Copies, "judge", None)
    second, two = _taken(folder, out)
    assert (first, one.sheets) == (second, two.sheets)


def test_a_damaged_file_of_copies_is_written_anew(folder, out):
    (folder / "zz.txt").write_text(LONG.replace("第3件", "第三件"), encoding="utf-8")
    first, one = _taken(folder, out)
    files = {path: path.read_bytes() for path in (out / "ledger").iterdir()}
    for path in files:
        if path.name.endswith("-copies.parquet"):
            path.write_bytes(b"PAR1")
    second, two = _taken(folder, out)
    assert (second, two.doubles()) == (first, one.doubles())
    assert {path: path.read_bytes() for path in (out / "ledger").iterdir()} == files


def test_only_the_sheet_of_a_changed_file_is_read_again(folder, out, files):
    _taken(folder, out)
    files.clear()
    (folder / "030.txt").write_text("换了一篇。", encoding="utf-8")
    (folder / "031.txt").unlink()
    found, _ = _taken(folder, out)
    assert "030.txt" in files
    assert len(files) < 40
    assert "long.txt" not in files
    assert "rows.jsonl" not in files
    assert found == _plain(folder)[0]
    files.clear()
    assert _taken(folder, out)[0] == found
    assert not files


@pytest.mark.parametrize("change", ["tag", "told", "name"])
def test_what_is_said_of_a_file_counts_and_so_does_who_reads(folder, out, files, change):
    (folder / "metadata.tsv").write_text("path\tdate\n000.txt\t2021\n", encoding="utf-8")
    _taken(folder, out)
    files.clear()
    if change == "told":
        (folder / "metadata.tsv").write_text("path\tdate\n000.txt\t2022\n", encoding="utf-8")
    if change == "name":
        (folder / "000.txt").rename(folder / "000.md")
    found, _ = _taken(folder, out, "other" if change == "tag" else "")
    assert files
    assert found == _plain(folder)[0]


def test_a_touched_file_is_the_same_file(folder, out, files):
    _taken(folder, out)
    files.clear()
    for path in folder.iterdir():
        os.utime(path, (1, 1))
    _taken(folder, out)
    assert not files


def test_a_file_at_fault_is_noted_as_such(folder, out, files):
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "damaged.txt.gz").write_bytes(gzip.compress(LONG.encode())[:-20])
    with zipfile.ZipFile(folder / "letters.zip", "w") as archive:
        archive.writestr("a.txt", LONG)
        archive.writestr("b.png", b"\x89PNG\r\n\x1a\n" + bytes(99))
    first = _taken(folder, out)[1]
    files.clear()
    made = _taken(folder, out)[1]
    assert not files
    sources = ["damaged.txt.gz", "empty.txt", "letters.zip#b.png", "rows.jsonl#9"]
    assert [failure.source for failure in first.failures] == sources
    assert made.failures == first.failures


@pytest.mark.parametrize("error", [PassingError("needs more memory"), MemoryError(), OSError(5, "no sooner said")])
def test_what_the_machine_could_not_do_is_tried_again(folder, out, files, monkeypatch, error):
    def read_text(stream, config):
        if stream.read().startswith(LONG.encode()[:99]):
            raise error
        stream.seek(0)
        yield from real(stream, config)

    real = read.READERS[".txt"]
    monkeypatch.setitem(read.READERS, ".txt", read_text)
    assert [failure.source for failure in _taken(folder, out)[1].failures] == ["long.txt", "rows.jsonl#9"]
    monkeypatch.setitem(read.READERS, ".txt", real)
    files.clear()
    assert _taken(folder, out)[0] == _plain(folder)[0]
    assert "long.txt" in files


def test_what_comes_after_a_sheet_that_is_not_noted_is_compared_again(folder, out, monkeypatch):
    """Also where a damaged file of that sheet is in its place."""
    real = taking.items

    def items(source, *more, **options):
        found = InputError(source.name, "no memory", passing=True)
        return iter([found]) if source.name == "000.txt" else real(source, *more, **options)

    (folder / "zz.txt").write_text(TEXT.format(n=0), encoding="utf-8")
    _, made = _taken(folder, out)
    for path in (out / "ledger").iterdir():
        path.write_bytes(path.read_bytes()[:-9])
    with monkeypatch.context() as patch:
        patch.setattr(taking, "items", items)
        assert len(_taken(folder, out)[0]) == 70
    again = _taken(folder, out)[1]
    assert ([d.source for d in again.doubles()], sorted(again.sheets)) == (["zz.txt"], sorted(made.sheets))


def test_nothing_is_told_of_copies_after_a_sheet_that_was_forgotten(folder, out):
    _taken(folder, out)
    (folder / "zz.txt").write_text(TEXT.format(n=61), encoding="utf-8")
    ledger = Ledger(out, "")
    for entries in Intake([folder], load(), out=out, ledger=ledger).entries():
        if "zz.txt" in entries.source:
            ledger.forget()
    assert [path.name for path in (out / "ledger").iterdir() if path.name.endswith(parts.COPIES)] == []
    assert list((out / "ledger").iterdir())


def test_a_file_written_to_while_it_is_read_is_not_noted(folder, out, monkeypatch):
    real = taking.items

    def items(source, *more, **options):
        yield from real(source, *more, **options)
        if source.name == "rows.jsonl":
            os.utime(source.path, (1, 1))

    monkeypatch.setattr(taking, "items", items)
    made = _taken(folder, out)[1]
    assert len(made.sheets) == len(list((out / "ledger").iterdir()))
    monkeypatch.undo()
    monkeypatch.setattr(ledgers, "MOST_BYTES", 3000)
    monkeypatch.setattr(parts, "TARGET", 800)
    assert len(_taken(folder, out)[1].sheets) == len(made.sheets) + 1  # what is told of its copies was noted before


def test_what_stops_halfway_leaves_no_sheet_half_written(folder, out):
    made = Intake([folder], load(), out=out, ledger=Ledger(out, "")).entries()
    next(made)
    made.close()
    left = list((out / "ledger").iterdir())
    assert all(path.suffix == ".parquet" for path in left)
    assert _taken(folder, out)[0] == _plain(folder)[0]


def test_a_damaged_sheet_is_made_again(folder, out):
    found, made = _taken(folder, out)
    for path in (out / "ledger").iterdir():
        path.write_bytes(path.read_bytes()[:-9])
    assert _taken(folder, out)[0] == found
    assert _taken(folder, out)[1].sheets == made.sheets


def test_a_sheet_that_is_damaged_within_is_read_past(folder, out):
    expected, made = _taken(folder, out)
    path = max((out / "ledger").iterdir(), key=lambda path: path.stat().st_size)
    data = path.read_bytes()
    for place in range(4, len(data), len(data) // 60):
        path.write_bytes(data[:place] + bytes([data[place] ^ 16]) + data[place + 1 :])
        found, now = _taken(folder, out)
        assert (found, now.failures) == (expected, made.failures), place
        assert now.place == now.size()
        _taken(folder, out)
        assert path.read_bytes()[:place] == data[:place]


def test_texts_are_read_again_in_order_once_a_file(folder, out, files):
    _taken(folder, out)
    made = Intake([folder], load(), out=out, ledger=Ledger(out, ""))
    entries = list(chain.from_iterable(made.entries()))
    files.clear()
    texts = made.texts()
    rows = [texts.document(entry) for entry in entries if entry.source.startswith("rows")]
    assert files == ["rows.jsonl"]
    assert [document.source for document in rows][-2:] == ["rows.jsonl#7", "rows.jsonl#10"]
    assert texts.document(entries[0]).text == TEXT.format(n=0)
    (folder / "000.txt").write_text("换了一篇。", encoding="utf-8")
    with pytest.raises(InputError, match=r"000\.txt: its text is another one"):
        made.texts().document(entries[0])
    assert not list((out / "ledger").iterdir())
