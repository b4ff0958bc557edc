import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read._decode import decode, decoded
from kg.read._source import RefusedError

TEXT = "全县干部要把“四个走遍”落到实处。\r\n第二行，照旧。"
# the guess needs a text long enough to tell, in the script of its encoding
TRADITIONAL = "本會議聽取了關於農業生產與水利建設的報告，並且進行了討論，通過了決議。" * 8


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk", "gb2312"])
def test_encodings_are_told_and_line_ends_kept(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_big5_is_not_taken_for_gb18030() -> None:
    assert decode(TRADITIONAL.encode("big5")) == TRADITIONAL


def test_traditional_script_in_gb18030() -> None:
    assert decode(TRADITIONAL.encode("gb18030")) == TRADITIONAL


def test_a_declared_encoding_comes_before_the_guess() -> None:
    assert decode("縣政府".encode("big5"), declared="big5") == "縣政府"


def test_the_setting_overrides() -> None:
    assert decode(TEXT.encode("utf-16-le"), "utf-16-le") == TEXT


@pytest.mark.parametrize(
    ("data", "encoding", "reason"),
    [
        (b"\x00\x01\x02 text", "", "NUL"),
        (b"%PDF-1.7 x", "", "PDF"),
        (b"{\\rtf1 x}", "", "RTF"),
        (b"PK\x03\x04rest", "", "ZIP"),
        (b"text", "utf-99", "unknown encoding 'utf-99'"),
        (b"\xff\xff", "utf-8", "not utf-8"),
        (codecs.BOM_UTF8 + b"\xff", "", "utf-8-sig"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, encoding: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        decode(data, encoding)


WHOLE = "全县干部要把“四个走遍”落到实处，\n第二行，照旧。\n" * 10
BROKEN = "bytes that are no"


@pytest.mark.parametrize(
    ("data", "encoding", "text", "broken"),
    [
        (WHOLE.encode() + b"\xff", "utf-8", WHOLE + "\ufffd", "ff at the beginning of a line"),
        (WHOLE.encode()[:-2], "utf-8", WHOLE[:-2] + "\ufffd\ufffd", "e3 80 after 第二行，照旧"),
        (codecs.BOM_UTF8 + WHOLE[:9].encode() + b"\x80", "utf-8-sig", WHOLE[:9] + "\ufffd", "80 after 部要把“四个"),
        ("增强四个意识”".encode()[:-1], "utf-8", "增强四个意识\ufffd\ufffd", "e2 80 after 增强四个意识"),
        (WHOLE.encode("gb18030") + b"\xff", "gb18030", WHOLE + "\ufffd", "ff at the beginning of a line"),
        (WHOLE.encode("utf-16") + b"\x00", "utf-16", WHOLE + "\ufffd", "in 1 places"),
        ((TRADITIONAL * 2).encode("big5")[:-1], "cp950", TRADITIONAL * 2, ""),
    ],
)
def test_a_few_broken_bytes_are_replaced_and_named(data, encoding, text, broken) -> None:
    found = decoded(data)
    assert found.encoding == encoding
    if broken:
        assert (found.text, found.broken) == (text, ((f"{BROKEN} {encoding}", broken),))
    else:
        assert (found.text[:-1], len(found.broken)) == (text[:-1], 1)


def test_many_broken_places_are_counted() -> None:
    found = decoded(b"\xff".join([WHOLE[:19].encode()] * 31))
    assert found.text.count("\ufffd") == 30
    assert len(found.broken) == 21
    assert found.broken[-1] == ("bytes that are no utf-8", "and others, 30 bytes in all")


def test_text_in_another_encoding_is_not_taken_for_broken_utf8() -> None:
    assert decoded(WHOLE.encode("gb18030")) == (WHOLE, "gb18030", ())
    assert decoded((TRADITIONAL * 3000).encode("big5")) == (TRADITIONAL * 3000, "cp950", ())
    latin = ("Les députés réunis à la séance, après délibération. " * 20).encode("latin-1")
    assert "(a guess)" in decoded(latin).encoding
    with pytest.raises(RefusedError, match="is not utf-8 throughout"):
        decoded(WHOLE.encode("gb18030"), "utf-8")


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_a_reason(data: bytes) -> None:
    try:
        assert isinstance(decode(data), str)
    except RefusedError as error:
        assert str(error)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff") or text.startswith(("%PDF-", "{\\rtf"))
