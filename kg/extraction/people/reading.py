"""Reading one name at a place of the text: where a Chinese or a transliterated name begins and ends."""

from __future__ import annotations

import re

from kg.extraction.people.words import (
    COMPOUND,
    COUNTRIES,
    COURTESY,
    FUNCTION,
    GIVEN,
    JAPANESE,
    LEFT,
    NEVER,
    PLAIN,
    RIGHT,
    SOFT,
    SURNAMES,
    TIBETAN,
    TRANSLIT,
    TWO,
    WORDS,
)

_LONGEST = 24
FIRST = SURNAMES | TRANSLIT | {name[0] for name in COMPOUND | JAPANESE}
"""Characters that a name may begin with."""
_COMPOUND = frozenset(name[0] for name in COMPOUND)
_SOUNDS = "".join(sorted(TRANSLIT))
_FOREIGN = re.compile(f"[{_SOUNDS}]{{1,9}}(?:[·•‧・-][{_SOUNDS}]{{1,9}}){{0,4}}")
_DOTS = "·•‧・-"
STOP = re.compile(
    "[多西]方|曾(?=[经任多奔在赴参获是于率])|基金|代[表理]|热[电带]|特别|特使|女士|先生|当[天地年选日]|大[学使将臣会力量部多家型法]|安全|约[有合定旦]|合作|确认|让|因[此为]|夫妇|夫人|沙皇|森林|达成|达到|基本|基于|加强|加快|加入|以及|以来|以色列|因此|因为|由于|立即|利用|希望|威胁|提出|提名|提交|维护|来到|当天|当选|多次|奇怪"
)


_ENDING = {end: tuple(name for name in COUNTRIES if name[-1] == end) for end in {name[-1] for name in COUNTRIES}}
"""Countries by their last character."""
_BEGINNING = {head: tuple(name for name in COUNTRIES if name[0] == head) for head in {name[0] for name in COUNTRIES}}
"""Countries by their first character."""


def country(text: str, end: int) -> bool:
    """Whether a country, or another word before a foreign title, ends at `end`.

    >>> country("访问南苏丹总统", 5), country("访问总统", 2)
    (True, False)
    """
    names = _ENDING.get(text[end - 1 : end])
    return names is not None and text.endswith(names, 0, end)


def of_country(text: str, start: int, end: int) -> bool:
    """Whether the name is a country's, or the beginning of one's.

    >>> of_country("马尔代夫人民", 0, 3), of_country("马尔代说", 0, 3)
    (True, False)
    """
    names = _BEGINNING.get(text[start])
    if names is None or not text.startswith(names, start):
        return False
    return any(text[start : start + size] in COUNTRIES for size in range(end - start, 9))


def after(text: str, end: int) -> int:
    """How well a name may end at `end`: 2 before a mark or a telling word, 1 before a common character, else 0.

    >>> after("王毅会见", 2), after("王毅在", 2), after("王毅力", 2)
    (2, 1, 0)
    """
    if not "\u4e00" <= text[end : end + 1] <= "\u9fff" and text[end : end + 1] != "·":
        return 2
    word = RIGHT.match(text, end)
    if not word:
        return 0
    return 1 if word.lastgroup == "weak" or (word.end() - end == 1 and word.group() != "说") else 2


def before(text: str, start: int) -> bool:
    """Whether a name may begin at `start`: at the beginning, after a mark or after a common word.

    >>> before("传达王毅", 2), before("国王毅", 1)
    (True, False)
    """
    return LEFT.search(text, max(0, start - 4), start) is not None


def surname(text: str, at: int) -> int:
    """The length of the surname at `at`, 0 if there is none.

    >>> surname("欧阳修", 0), surname("王毅", 0), surname("的", 0)
    (2, 1, 0)
    """
    char = text[at : at + 1]
    if char in _COMPOUND and text[at : at + 2] in COMPOUND:
        return 2
    if char == "习":  # 学习贯彻, 习惯
        return int(text[at - 1 : at] != "学" and text[at + 1 : at + 2] not in _NOT_XI)
    return 1 if char in SURNAMES else 0


_NOT_XI = frozenset("惯俗题作得性武贯")


def chinese(text: str, at: int, *, sure: bool = True) -> int:
    """Where the Chinese name that starts at `at` ends, or `at` if there is none.

    With `sure` what stands before says that a name follows; without, its characters must be usual in names.

    >>> chinese("赵水清作了讲话", 0), chinese("王毅会见外宾", 0), chinese("全国人民", 0)
    (3, 2, 0)
    """
    length = surname(text, at)
    if not length or WORDS.match(text, at):
        return at
    short, long = at + length + 1, at + length + 2
    first = after(text, short) if _given(text, at + length, short) else 0
    second = after(text, long) if _given(text, at + length, long) else 0
    if not first and not second:
        return _unbounded(text, at, length) if sure else at
    end = (
        short
        if _shorter(text[short : short + 1], first, second, mark=text[long : long + 1] in "，。、；：！？）”\n")
        else long
    )
    if text[at : at + 2] in TWO and (end == short or second < 2):
        return at
    likely = end == at + 3 and text[at] in PLAIN and second == 2
    if not sure and not likely and not GIVEN.issuperset(text[at + length : end]):
        return at
    return end


def _shorter(char: str, first: int, second: int, *, mark: bool) -> bool:
    """Whether a name ends before `char` rather than after it (a `mark` follows or not), by how well it may end at both."""
    if not second or not first:
        return not second
    if char == "和":
        return not mark
    if char in FUNCTION:
        return True
    if char in SOFT:
        return second < 2 or first == 2
    return first == 2 and second < 2


_GIVEN = re.compile(f"(?:(?![{''.join(sorted(NEVER))}])[\u4e00-\u9fff])*")


def _given(text: str, start: int, end: int) -> bool:
    """Whether these characters may be a given name."""
    return end <= len(text) and _GIVEN.fullmatch(text, start, end) is not None


_USUAL = GIVEN - FUNCTION


def _unbounded(text: str, at: int, length: int) -> int:
    """A name of usual characters before a word that is not known: two of them, since most given names have two."""
    name = text[at + length : at + length + 2]
    if len(name) == 2 and text[at : at + 2] not in TWO and _USUAL.issuperset(name):
        return at + length + 2
    return at


def foreign(text: str, at: int) -> int:
    """Where the transliterated, minority or Japanese name that starts at `at` ends, or `at` if there is none.

    >>> foreign("古特雷斯表示", 0), foreign("里克·马查尔说", 0), foreign("岸田文雄在", 0), foreign("阿热力", 0)
    (4, 6, 4, 3)
    """
    if text[at : at + 2] in JAPANESE:
        return next((end for end in (at + 4, at + 5, at + 3) if end <= len(text) and after(text, end)), at)
    match = _FOREIGN.match(text, at)
    if not match or not 1 < match.end() - at <= _LONGEST:
        return at
    stop = STOP.search(text, at + 2, match.end() + 2)
    end = min(match.end(), stop.start()) if stop else match.end()
    for last in range(end, max(at + 1, end - 3), -1):
        if after(text, last) and text[last - 1] not in _DOTS:
            return last if last - at > 1 else at
    return at


def backward(text: str, end: int) -> int:
    """Where the Chinese name that ends at `end` begins, or `end` if none does.

    >>> backward("听取了王东峰书记", 6), backward("和李强总理", 3), backward("各位同志", 2)
    (3, 1, 2)
    """
    for size in (3, 2, 4):
        start = end - size
        length = surname(text, start) if start >= 0 else 0
        if not length or size - length not in (1, 2) or (size == 4) != (length == 2 and size > 3):
            continue
        if WORDS.match(text, start) or not _given(text, start + length, end):
            continue
        if size == 3 and text[start] in FUNCTION and surname(text, start + 1) and text[start + 1] not in FUNCTION:
            continue
        if size == 2 and text[start:end] in TWO:
            continue
        if before(text, start) or (size == 3 and text[start] in PLAIN and GIVEN.issuperset(text[start + 1 : end])):
            return start
    return end


def titled(text: str, end: int) -> bool:
    """Whether a title or courtesy begins at `end`.

    >>> titled("汪洋同志", 2), titled("汪洋大海", 2)
    (True, False)
    """
    return any(text[end : end + size] in _COURTESY for size in (2, 3, 4))


def element(text: str, start: int, end: int) -> bool:
    """Whether `start:end`, between marks of a list, looks like a person's name.

    >>> element("李建国、", 0, 3), element("高质量、", 0, 3), element("马合木提·买买提", 0, 8)
    (True, False, True)
    """
    name = text[start:end]
    if "·" in name:
        return _FOREIGN.fullmatch(name) is not None
    if name[:2] in TIBETAN and len(name) in (2, 4):
        return TRANSLIT.issuperset(name)
    length = surname(text, start)
    if not length or WORDS.match(text, start) or not 2 <= len(name) <= 4:
        return False
    rest = name[length:]
    if len(name) == 4 and length == 1:
        return name[1] in SURNAMES and GIVEN.issuperset(name[2:])
    return 1 <= len(rest) <= 2 and _given(text, start + length, end)


_LIST = re.compile("[\u4e00-\u9fff·]{2,18}")


def listed(text: str, start: int, end: int) -> bool:
    """Whether the name has an element that looks like a name beside it, behind 、.

    >>> listed("栗战书、汪洋、王岐山等", 4, 6), listed("在汪洋、大海", 1, 3)
    (True, False)
    """
    if (
        text[end : end + 1] == "、"
        and (match := _LIST.match(text, end + 1))
        and _heads(text, match.start(), match.end())
    ):
        return True
    if text[start - 1 : start] != "、":
        return False
    at = start - 1
    while at > 0 and start - at < 12 and ("\u4e00" <= text[at - 1] <= "\u9fff" or text[at - 1] == "·"):
        at -= 1
    return (
        any(element(text, left, start - 1) for left in range(max(at, start - 4), start - 2))
        if at < start - 1
        else False
    )


def _heads(text: str, start: int, end: int) -> bool:
    """Whether a name stands at the start of a list's last or middle element."""
    if element(text, start, end):
        return True
    return chinese(text, start, sure=False) > start


_COURTESY = frozenset(COURTESY)


def usual(text: str, start: int, end: int) -> bool:
    """Whether the given name is made of characters usual in names.

    >>> usual("李素芬", 0, 3), usual("高技术", 0, 3)
    (True, False)
    """
    return GIVEN.issuperset(text[start + surname(text, start) : end])
