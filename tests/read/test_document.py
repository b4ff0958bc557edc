from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import Read
from kg.read._contents import Found
from kg.read._document import checked, document
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


def test_a_text_of_any_size_is_read_whole(tmp_path):
    from kg import read

    for size in (0xFFFF, 0x10000, 0x10001, 0x30000):
        (tmp_path / "a.txt").write_bytes(b"a" * size)
        (source,) = read.sources([tmp_path])
        (found,) = read.documents(source)
        assert len(found.text) == size
