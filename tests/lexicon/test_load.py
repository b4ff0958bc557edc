"""TOML files become a lexicon; what is wrong with one is told with its file and entry."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.lexicon import load, parse


def written(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_users_entries_are_added(tmp_path: Path) -> None:
    lexicon = load([written(tmp_path, '[[slogan]]\nname = "三勤两净"\nkind = "numeric"\naliases = ["三勤"]\n')])
    assert lexicon.canonical["三勤"] == "三勤两净"
    assert lexicon.slogans["三勤两净"].bare
    assert "四个意识" in lexicon.slogans


def test_a_users_entry_overrides_the_built_in_one_and_the_last_file_wins(tmp_path: Path) -> None:
    first = written(tmp_path, '[[slogan]]\nname = "四个意识"\nkind = "numeric"\nsince = "2001"\n', "a.toml")
    second = written(tmp_path, '[[slogan]]\nname = "四个意识"\nkind = "numeric"\nsince = "2002"\n', "b.toml")
    assert load([first, second]).slogans["四个意识"].since == "2002"
    assert load([second, first]).slogans["四个意识"].since == "2001"


def test_the_fingerprint_follows_the_content_not_the_path(tmp_path: Path) -> None:
    text = '[[slogan]]\nname = "三勤两净"\nkind = "numeric"\n'
    one, two = written(tmp_path, text, "one.toml"), written(tmp_path, text, "two.toml")
    other = written(tmp_path, text.replace("净", "早"), "other.toml")
    assert load([one]).fingerprint == load([two]).fingerprint
    assert len({load().fingerprint, load([one]).fingerprint, load([other]).fingerprint}) == 3


def test_lexicons_are_never_compared_entry_by_entry() -> None:
    """They are keys of caches that every mention asks: two of one content must not slow each other down."""
    one = load()
    two = replace(one)
    assert one.fingerprint == two.fingerprint
    assert one != two


def test_a_quoted_name_is_not_bare_unless_it_says_so() -> None:
    slogans = parse('[[slogan]]\nname = "领头雁"\nkind = "quoted"\n'.encode(), "x.toml")["slogan"]
    assert not slogans["领头雁"].bare


def test_the_other_tables() -> None:
    text = """
[[series]]
name = "槐下村治渠会"
[[meeting]]
name = "2019年槐下村治渠会"
year = 2019
[[body]]
name = "槐下村民委员会"
short = ["村委会"]
[[person]]
name = "渠大有"
"""
    tables = parse(text.encode(), "x.toml")
    assert set(tables) == {"series", "meeting", "body", "person"}
    assert tables["meeting"]["2019年槐下村治渠会"].year == 2019
    assert tables["body"]["槐下村民委员会"].short == ("村委会",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name =", "Invalid value"),
        ("[[slogans]]\nname = 'x'", "unknown table 'slogans': choose from body, meeting, person, series, slogan"),
        ("[slogan]\nname = 'x'", r"write \[\[slogan\]\]"),
        ("[[slogan]]\nname = '三勤'", "slogan '三勤': field kind is missing"),
        (
            "[[slogan]]\nname = '三勤'\nkind = 'numeric'\nparts = '勤'",
            "field 'parts': write a list of strings, not '勤'",
        ),
        (
            "[[slogan]]\nname = '三勤'\nkind = 'numeric'\nparts = [1]",
            r"field 'parts': write a list of strings, not \[1\]",
        ),
        ("[[slogan]]\nname = '三勤'\nkind = 'numeric'\nbare = 1", "field 'bare': write true or false, not 1"),
        ("[[slogan]]\nname = '三勤'\nkind = 'numeric'\nsince = 2019-01-01", "field 'since': write a string"),
        ("[[slogan]]\nname = '三勤'\nkind = 'numerik'", "kind 'numerik': choose from numeric, doctrine, quoted"),
        ("[[slogan]]\nname = '三勤'\nkind = 'numeric'\nsince = '2023-13'", "since '2023-13' is no date"),
        ("[[meeting]]\nname = '甲会'\nend = '2023-02-30'", "end '2023-02-30' is no date"),
        ("[[slogan]]\nname = '三勤'\nkind = 'numeric'\n" * 2, "slogan '三勤': '三勤' stands twice"),
        ("[[slogan]]\nname = '三勤'\nkind = 'numeric'\nfirst = '2019'", "unknown field 'first'"),
    ],
)
def test_a_fault_is_told_with_its_file(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(LexiconError, match=said) as raised:
        load([path])
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there_or_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="No such file"):
        load([tmp_path / "none.toml"])
    path = tmp_path / "gbk.toml"
    path.write_bytes("# 提法".encode("gbk"))
    with pytest.raises(LexiconError, match=r"gbk\.toml"):
        load([path])


def test_a_file_that_was_edited_is_read_again(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text('[[slogan]]\nname = "三清两建"\nkind = "numeric"\n', encoding="utf-8")
    assert "三清两建" in load([path]).slogans
    path.write_text('[[slogan]]\nname = "五个走进去"\nkind = "numeric"\n', encoding="utf-8")
    assert "三清两建" not in load([path]).slogans


def test_deep_nesting_is_one_line(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text("x = " + "[" * 100_000, encoding="utf-8")
    with pytest.raises(LexiconError, match="nested too deeply"):
        load([path])
