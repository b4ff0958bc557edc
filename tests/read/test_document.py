import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import Read
from kg.read._contents import Found
from kg.read._document import checked, document
from kg.read._remarks import remarks
from kg.read._source import Raw, Told
from kg.records import Document
from kg.tables import arrow

TEXT = st.text(st.sampled_from("会议年月日 0123\n：\ud800\udcff\x00"), max_size=12)
FIELDS = st.lists(st.tuples(TEXT | st.sampled_from(["title", "date", "level"]), TEXT), max_size=3).map(tuple)


@settings(deadline=None)
@given(st.builds(Raw, TEXT, TEXT, FIELDS, TEXT, FIELDS, FIELDS, TEXT), FIELDS)
def test_whatever_a_reader_finds_can_be_stored(raw, said):
    found = checked(Found(raw, (Told(raw.told_by, raw.metadata), Told("table", said))), "a.txt", Read())
    if isinstance(found, Document):
        assert len(found.text) == len(raw.text)
        assert found.id == document(found.text).id
        assert arrow.documents(arrow.batch([found])) == [found]
    else:
        assert found.source.encode() and found.reason.encode()


@pytest.mark.parametrize(
    ("head", "date", "told"),
    [
        ("——2026年1月27日在南江省人民代表大会上", "2026-02-09", "2026-01-27"),
        ("——2026年1月27日在南江省人民代表大会上", "2026-01-27", None),
        ("——2026年1月27日在南江省人民代表大会上", "2026-02", None),
        ("——2026年1月27日在南江省人民代表大会上", "", None),
        ("（2026年1月27日通过）\n（2026年2月3日公布）", "2026-02-09", None),
        ("各位代表：2026年1月27日，大会开幕。", "2026-02-09", None),
    ],
)
def test_a_date_that_is_not_the_day_in_the_head_is_remarked(head, date, told):
    found = document(f"南江省政府工作报告\n{head}\n各位代表：\n现在报告工作。", date=date)
    assert found.date == (date or "2026-01-27")
    assert dict(found.extra).get("date in the text") == told
    said = list(remarks(dict(found.extra), dict(found.origins), {}))
    assert len(said) == bool(told) and all("is not the day that the text itself gives" in line for line in said)


def test_what_a_table_calls_the_day_in_the_text_gives_way_to_it():
    text = "南江省政府工作报告\n——2026年1月27日在南江省人民代表大会上\n各位代表：\n现在报告工作。"
    found = document(text, date="2026-02-09", **{"date in the text": "x"})
    assert [value for name, value in found.extra if name == "date in the text"] == ["2026-01-27"]
    assert len(dict(found.origins)) == len(found.origins)


def test_a_text_of_any_size_is_read_whole(tmp_path):
    from kg import read

    for size in (0xFFFF, 0x10000, 0x10001, 0x30000):
        (tmp_path / "a.txt").write_bytes(b"a" * size)
        (source,) = read.sources([tmp_path])
        (found,) = read.documents(source)
        assert len(found.text) == size
