import json

import pytest

from kg import readings
from kg.config import load
from kg.errors import UsageError

TEXT = "在全县春耕会议上的讲话\n（2021年3月5日）\n详见https://example.org/a 抓好“三清一改”。\n"


def _lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_what_was_read_and_what_is_hidden(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="gb18030")
    (folder / "b.txt").write_text(TEXT, encoding="utf-8")
    (folder / "c.txt").write_text("", encoding="utf-8")
    out = folder / "docs.jsonl"
    done = readings.write([folder], out, load())
    assert (done.documents, [d.source for d in done.doubles]) == (1, ["b.txt"])
    assert done.failures == [{"source": "c.txt", "reason": "is empty"}]
    (row,) = _lines(out)
    assert row["text"] == TEXT
    assert row["masks"] == [{"start": 26, "end": 47, "reason": "url", "text": "https://example.org/a"}]
    assert row["origins"] == {"date": "head", "occasion": "head", "text": "text, gb18030", "title": "head"}
    assert "speaker" not in row
    # what was written is no input, and can be read again
    assert readings.write([folder], out, load()).documents == 1
    again = readings.write([out], tmp_path / "again.jsonl", load())
    assert again.documents == 1
    assert _lines(tmp_path / "again.jsonl")[0]["text"] == TEXT


def test_nothing_is_written_where_nothing_was_read(tmp_path):
    done = readings.write([tmp_path / "none.txt"], tmp_path / "out.jsonl", load())
    assert (done.documents, len(done.failures)) == (0, 1)
    assert not (tmp_path / "out.jsonl").exists()


def test_a_file_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(UsageError, match="is a folder"):
        readings.write([tmp_path / "a.txt"], tmp_path, load())
