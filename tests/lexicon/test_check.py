"""What `kg lexicon check` says of a user's file."""

from pathlib import Path

import pytest

from kg.errors import LexiconError
from kg.lexicon import _rules, check, load
from kg.lexicon.entries import Lexicon, Meeting, Slogan

GOOD = """
# 村里的提法
[[slogan]]
name = "三勤两净"
kind = "numeric"
parts = ["勤修渠", "勤护树", "勤记账", "门前净", "灶上净"]
counting = false
since = "2019-03"
raised_at = "《槐下村村规民约》"
domain = "地方"
level = "village"
confidence = "high"
"""


def faults(folder: Path, text: str) -> list[str]:
    path = folder / "mine.toml"
    path.write_bytes(text.encode())
    found = check.findings(path)
    assert any(not each.warning for each in found) == refused(path)
    return [str(each).replace(f"{path}:", "mine.toml:") for each in found]


def refused(path: Path) -> bool:
    """Whether `kg build` and the others refuse a file: what `check` calls a fault."""
    try:
        load([path])
    except LexiconError:
        return True
    return False


def slogan(**fields: object) -> str:
    values = {"name": "三勤两净", "kind": "numeric", "domain": "地方", "confidence": "high"} | fields
    lines = []
    for key, value in values.items():
        if isinstance(value, bool):
            lines.append(f"{key} = {str(value).lower()}")
        elif isinstance(value, list):
            lines.append(f"{key} = [{', '.join(f'{item!r}' for item in value)}]")
        elif value is not None:
            lines.append(f"{key} = {value!r}")
    return "\n[[slogan]]\n" + "\n".join(lines) + "\n"


def test_a_good_file_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, GOOD) == []


def test_a_built_in_entry_may_be_overridden(tmp_path: Path) -> None:
    parts = ["政治意识", "大局意识", "核心意识", "看齐意识"]
    assert faults(tmp_path, slogan(name="四个意识", parts=parts, domain="党的建设")) == []


def test_each_fault_names_the_line_of_its_stanza(tmp_path: Path) -> None:
    found = faults(tmp_path, GOOD + slogan(name="两早", kind="number") + slogan(name="四勤", domain="农村"))
    assert found[0].startswith("mine.toml:14: entry '两早': kind 'number': choose from numeric, doctrine, quoted")
    assert found[1].startswith("mine.toml:20: entry '四勤': domain '农村': choose from 党的建设, ")
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[slogan]]\nname = 三勤\n", "mine.toml:2: not TOML: "),
        ('[[slogan]]\nname = "三勤', "mine.toml:2: not TOML: "),
        ('\n[[slogans]]\nname = "三勤"\n', "mine.toml:2: unknown table 'slogans'"),
        ('[slogan]\nname = "三勤"\n', "mine.toml:1: write [[slogan]], not [slogan]"),
        ("slogan = 3\n", "mine.toml:1: write [[slogan]], not [slogan]"),
        ('[[slogan]]\nkind = "numeric"\n', "mine.toml:1: entry '(without name)': field name is missing"),
        ("[[slogan]]\nname = 3\n", "mine.toml:1: entry '(without name)': field 'name': write a string, not 3"),
        ('[[slogan]]\nname = "三勤"\nkind = "numeric"\ndate = "2019"\n', "entry '三勤': unknown field 'date'"),
    ],
)
def test_what_is_no_entry_is_one_line(tmp_path: Path, text: str, said: str) -> None:
    found = faults(tmp_path, text)
    assert len(found) == 1
    assert said in found[0]
    assert "\n" not in found[0]


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "gbk.toml"
    path.write_bytes("# 提法".encode("gbk"))
    (fault,) = check.file(path)
    assert fault.startswith(f"{path}:1: not UTF-8: ")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="No such file"):
        check.file(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "quoted", "bare": True}, "kind quoted with bare = true"),
        ({"level": "town"}, "level 'town': choose from"),
        ({"confidence": "sure"}, "confidence 'sure': choose from"),
        ({"name": "勤修渠", "kind": "numeric"}, "the name holds no numeral"),
        ({"parts": ["修渠", "护树", "记账", "门净"]}, "4 parts, which is not what the name counts"),
        ({"name": "两早", "parts": ["早起", "早起"]}, "a part stands twice"),
        ({"since": "2019-13"}, "since '2019-13' is no date"),
        ({"since": "2019年"}, "since '2019年' is no date"),
        ({"since": "2019-02-30"}, "since '2019-02-30' is no date"),
        ({"pinyin": "sān qín liǎng"}, "pinyin 'sān qín liǎng' has 3 syllables, the name 4 characters"),
        ({"raised_at": "槐下村村规民约"}, "raised_at '槐下村村规民约' is no meeting known"),
        ({"supersedes": ["五勤"]}, "supersedes '五勤' is no other entry"),
        ({"superseded_by": ["三勤两净"]}, "superseded_by '三勤两净' is no other entry"),
        ({"aliases": ["“三勤”"]}, "holds quotation marks"),
        ({"aliases": ["勤"]}, "'勤' is one character"),
        ({"aliases": [" 三勤"]}, "blanks around it"),
        ({"aliases": [""]}, "aliases '' is empty"),
        ({"aliases": ["抓好落实"]}, "'抓好落实' is a common phrase"),
        ({"aliases": ["三勤两净"]}, "'三勤两净' stands twice"),
        ({"aliases": ["两个维护"]}, "'两个维护' belongs to entry '两个维护' too"),
        ({"aliases": ["坚持三勤两净"]}, "'坚持三勤两净' is '三勤两净' with a verb or a head noun added"),
        ({"aliases": ["三勤两净精神"]}, "'三勤两净精神' is '三勤两净' with a verb or a head noun added"),
        ({"name": "推动高质量发展", "kind": "doctrine"}, "'推动高质量发展' is '高质量发展' with a verb"),
        ({"name": "渠网高质量发展", "kind": "doctrine"}, "the name hides '高质量发展' within it"),
        ({"name": "落细两个维护要诀", "kind": "doctrine"}, "the name hides '两个维护' within it"),
        ({"headed": True}, "headed = true is for a doctrine"),
        ({"name": "两早", "parts": ["早起", "早睡"], "aliases": ["早起、早睡"]}, "'早起、早睡' is only the parts"),
    ],
)
def test_a_rule_that_is_broken(tmp_path: Path, fields: dict[str, object], said: str) -> None:
    found = faults(tmp_path, slogan(**fields))
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    "fields",
    [
        {"parts": ["勤修渠", "勤护树"], "counting": False},
        {"name": "渠网高质量发展", "kind": "doctrine", "bare": False},
        {"name": "渠网高质量发展", "kind": "doctrine", "since": "2021"},
        {"name": "主动守渠", "kind": "doctrine", "headed": True},
        {"name": "三勤两净精神", "parts": ["a", "b", "c"]},
        {"bare": False, "aliases": ["坚持三勤两净"]},
        {
            "name": "一渠两树",
            "parts": ["一条渠道", "两行树", "三口井"],
            "aliases": ["一条渠道、两行树、三口井"],
            "counting": False,
        },
        {"raised_at": "中央人大工作会议"},
        {"raised_at": "《槐下》发刊词"},
        {"supersedes": ["两个维护"]},
    ],
)
def test_what_a_rule_allows(tmp_path: Path, fields: dict[str, object]) -> None:
    assert faults(tmp_path, slogan(**fields)) == []


def test_a_name_and_a_kind_are_enough(tmp_path: Path) -> None:
    assert faults(tmp_path, slogan(domain=None, confidence=None)) == []
    [warning] = faults(tmp_path, slogan(name="依法行政", kind="doctrine", domain=None))
    assert "'依法行政' is a common phrase" in warning


def test_an_empty_name_of_any_entry_is_refused(tmp_path: Path) -> None:
    stanzas = [f'[[{table}]]\nname = "、"\n' for table in ("meeting", "series", "body", "person")]
    found = faults(tmp_path, "".join(stanzas))
    assert [fault.split(": ", 1)[1] for fault in found] == ["entry '、': name '、' is empty"] * 4


def test_a_name_that_stands_twice(tmp_path: Path) -> None:
    found = faults(tmp_path, GOOD + GOOD)
    assert len(found) == 1
    assert found[0].startswith("mine.toml:15: entry '三勤两净': the name stands already at ")
    assert found[0].endswith("mine.toml:3")


def test_meetings_and_bodies(tmp_path: Path) -> None:
    text = """
[[body]]
name = "槐下村民委员会"
level = "hamlet"

[[series]]
name = "槐下村治渠会"

[[meeting]]
name = "2019年槐下村治渠会"
series = "槐下村治水会"
start = "2019-03-04"
end = "2019-03"
confidence = "high"

[[meeting]]
name = "2020年槐下村治渠会"
series = "槐下村治渠会"
start = "2020-03-04"
end = "2020-03-02"
confidence = "some"
"""
    found = [fault.split(": ", 1)[1] for fault in faults(tmp_path, text)]
    assert found == [
        "entry '槐下村民委员会': level 'hamlet': choose from central, province, city, county, township, village",
        "entry '2019年槐下村治渠会': series '槐下村治水会' is no [[series]]",
        "entry '2020年槐下村治渠会': ends (2020-03-02) before it starts (2020-03-04)",
        "entry '2020年槐下村治渠会': confidence 'some': choose from high, medium, low",
    ]


def test_the_rules_know_meetings_of_the_same_lexicon() -> None:
    lexicon = Lexicon(
        slogans={"两早": Slogan("两早", "numeric", raised_at="晒谷场夜话", domain="地方", confidence="low")},
        meetings={"晒谷场夜话": Meeting("晒谷场夜话", confidence="low")},
    )
    assert list(_rules.references(lexicon.slogans["两早"], _rules.Context(lexicon))) == []


def test_what_raised_a_slogan_sat_on_the_day(tmp_path: Path) -> None:
    meeting = '\n[[meeting]]\nname = "槐下村民大会"\nstart = "2019-03-01"\nend = "2019-03-02"\nconfidence = "high"\n'
    assert faults(tmp_path, slogan(raised_at="槐下村民大会", since="2019-03-02") + meeting) == []
    [fault] = faults(tmp_path, slogan(raised_at="槐下村民大会", since="2019-03-03") + meeting)
    assert fault.endswith("since 2019-03-03 is not in 槐下村民大会 (2019-03-01 – 2019-03-02)")
    [fault] = faults(tmp_path, slogan(raised_at="槐上村民大会"))
    assert fault.endswith("raised_at '槐上村民大会' is no meeting known: add a [[meeting]]; a document stands in 《》")


def test_a_meeting_takes_no_other_meetings_name(tmp_path: Path) -> None:
    meeting = '\n[[meeting]]\nname = "槐下大会"\naliases = ["七千人大会"]\nconfidence = "high"\n'
    [fault] = faults(tmp_path, meeting)
    assert "'七千人大会' belongs to" in fault


def test_the_entry_in_the_help_has_no_fault(tmp_path: Path) -> None:
    from kg.cli import lexicon

    (tmp_path / "own.toml").write_text((lexicon.check.__doc__ or "").partition("\b\n")[2], encoding="utf-8")
    assert list(check.file(tmp_path / "own.toml")) == []
    assert "勤俭办学" in (tmp_path / "own.toml").read_text(encoding="utf-8")
