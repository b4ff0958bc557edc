"""The verb that governs a slogan: 增强“四个意识” → 增强."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kg.extraction.spans import Span
from kg.extraction.verbs import GOVERNING, NEAR

REACH = 60
"""Characters from a slogan within which its verb stands."""
_CLAUSE = re.compile("[，。；：！？\n\x00（）]")
_FLOOR = re.compile(f"(?s:.*){_CLAUSE.pattern}")
"""The text up to where its last clause begins."""
_ASPECTS = "了 着 好 过 出 起 到 以 下 成 起来 一下".split()
_LIGHT = "党的 党中央 中央 我国 我们的 新时代 中国 的 全国 全党 全省 全市 好 一个 这一 “ ‘ 《".split()
_PARTICLE = re.compile(f"(?:{'|'.join(_ASPECTS)})?(?:{'|'.join(_LIGHT)}|\\s)*$")
"""What may stand between a verb and its object."""
_TAILS = frozenset(word[-1] for word in (*_ASPECTS, *_LIGHT))
_PREPOSITION = re.compile("(?:对|对于|以|为|关于|按照|根据|用|(?<![双导方动面志意转流走取])向|从|在|由|经|作为)[“‘]?$")
_DISPOSAL = re.compile("(?:把|将)(?:坚持)?[“‘]?$")
_NUMBERED = re.compile("(?:^|\n)\\s*[［\\[（(]?[0-9]{1,3}[］\\]）)]?[.．、]?\\s*(?![0-9])")
_COLON = re.compile("[”’]?[\u4e00-\u9fff]{0,8}：")
_RIGHT = re.compile("作为|当作|贯彻|落实|贯穿|融入|体现|摆在|放在|转化|写进|写入|纳入|列入|推向|进行")
_ADOPTED = ("审议通过", "表决通过", "会议通过", "讨论通过", "一致通过", "大会通过", "全会通过", "投票通过")
"""通过 is a verb where something is adopted, elsewhere a preposition."""
_HELD = re.compile("坚持以[“‘]?$")
_ELSEWHERE = re.compile("是|靠|(?:^|[^相面针])对(?!口|外)|关于|按照|(?:^|[^可足所得难加予])以(?!及|来|下|上)")
"""What between a verb and a slogan shows that the verb governs something else."""
_VERBS = GOVERNING | NEAR
_WORD = max(map(len, _VERBS))
_ENDS = frozenset(word[-1] for word in _VERBS)
_NO_VERB = ("的", "者", "力", "性", "业", "型", "化", "、", "，", "等", "不移", "不懈", "药")
"""What makes a verb before it another word, or the end of one."""
_MARKS = "“‘《 "
# Marks, conjunctions, modal verbs, pronouns and prepositions behind which a new word begins: closed classes of grammar.
_LOOSE = frozenset("、，；：和与及并要能须应不已来去再就可以地大力为是了我们民把将在于宜")
# Adverbs and phrases before a verb; no record was kept of the texts they were taken from.
_ADVERBS = (
    "坚定不移",
    "始终",
    "必须",
    "继续",
    "共同",
    "努力",
    "积极",
    "稳步",
    "坚决",
    "不断",
    "加快",
    "更好",
    "全面",
    "深入",
    "扎实",
    "着力",
    "切实",
    "持续",
    "要求",
    "允许",
    "坚持不懈",
    "驰而不息",
    "始终不渝",
    "认真",
    "严格",
    "大力",
    "自觉",
    "带头",
    "怎样",
    "如何",
)


def verbs(text: str, spans: Sequence[Span], lists: Mapping[int, int] = MappingProxyType({})) -> list[str]:
    """The governing verb of each slogan among the spans of a cleaned text (in order), an empty string for the others.

    `lists` says where the list begins of a span that has its parts right before it: its verb stands before these.

    >>> line = "增强“四个意识”、坚定“四个自信”"
    >>> verbs(line, [Span(3, 7, "SLOGAN", "numeric", ""), Span(12, 16, "SLOGAN", "numeric", "")])
    ['增强', '坚定']
    """
    taken = [(span.start, span.end) for span in spans]
    for at, start in lists.items():
        taken[at] = (min(start, taken[at][0]), taken[at][1])
    return [_verb(text, at, taken) if span.type == "SLOGAN" else "" for at, span in enumerate(spans)]


def _verb(text: str, at: int, taken: list[tuple[int, int]]) -> str:
    start, end = taken[at]
    floor = _clause(text, start)
    if _entry(text, floor, start, end):
        return ""
    if _DISPOSAL.search(text, max(floor, start - 5), start):
        return _after(text, end, "坚持" if text[max(floor, start - 6) : start].rstrip("“‘").endswith("坚持") else "")
    place = start
    while place > floor:
        if found := _adjacent(text, floor, place):
            return found
        if _PREPOSITION.search(text, max(floor, place - 4), place):
            return "坚持" if _HELD.search(text, max(floor, place - 4), place) else ""
        left = _previous(taken, at, floor, place)
        gap = left[1] if left else floor
        found = _distant(text, gap, place)
        if found:
            return found
        if not left:
            return ""
        place, at = left[0], at - 1
    return ""


def _entry(text: str, floor: int, start: int, end: int) -> bool:
    """Whether a slogan is in the head of a glossary's entry, which states nothing (10.优化环境“五个专项治理”：…)."""
    if not _COLON.match(text, end):
        return False
    number = _NUMBERED.search(text, max(0, floor - 6), floor + 6)
    return bool(number and number.end() <= start)


def _clause(text: str, start: int) -> int:
    """Where the clause of a place begins."""
    floor = max(0, start - REACH)
    before = _FLOOR.match(text, floor, start)
    return before.end() if before else floor


def _previous(taken: list[tuple[int, int]], at: int, floor: int, place: int) -> tuple[int, int] | None:
    """The span before the one at index `at`, if it lies in the same clause."""
    if at and taken[at - 1][0] >= floor and taken[at - 1][1] <= place:
        return taken[at - 1]
    return None


def _adjacent(text: str, floor: int, place: int) -> str:
    """The verb that ends right before `place`, but for particles and light modifiers."""
    left = text[floor:place]
    if left[-1] not in _TAILS and not left[-1].isspace():
        return _last_verb(left, 1)
    tail = _PARTICLE.search(left)
    stem = left[: tail.start()] if tail else left
    if tail and "的" in tail.group() and tail.group().replace("党的", "").replace("我们的", "").count("的"):
        return ""
    if tail and tail.group().startswith("好") and len(stem) > 1 and stem[-2:] in GOVERNING:
        return stem[-2:]  # 运用好, not 用好
    bare = left.rstrip(_MARKS)
    return _last_verb(stem, 1) if bare == stem else _last_verb(bare, 2) or _last_verb(stem, 1)


def _last_verb(stem: str, least: int) -> str:
    """The longest verb of at least `least` characters that `stem` ends in."""
    if stem[-1:] not in _ENDS:
        return ""
    for length in range(min(_WORD, len(stem)), least - 1, -1):
        word = stem[-length:]
        if word in _VERBS:
            if word == "通过":
                sure = stem.endswith(_ADOPTED)
            else:
                sure = (length > 1 and word in GOVERNING) or _starts_word(stem, length)
            if sure:
                return word
    return ""


def _starts_word(stem: str, length: int) -> bool:
    """Whether the last `length` characters of `stem` are a verb of their own rather than a noun or its end."""
    before = stem[:-length]
    return not before or before[-1] in _LOOSE or before.endswith(_ADVERBS)


def _distant(text: str, floor: int, place: int) -> str:
    """The nearest governing verb in `text[floor:place]` that is not part of a relative clause (…的)."""
    for at in range(place - 2, floor - 1, -1):
        word = text[at : at + 2]
        if word in GOVERNING or (word == "建设" and _starts_word(text[floor : at + 2], 2)):
            rest = text[at + 2 : place]
            if rest.startswith(_NO_VERB) or _closes(text, at, floor) or (text[at - 1 : at] == "以" and "为" in rest):
                continue
            return "" if _ELSEWHERE.search(rest) else word
    return ""


def _closes(text: str, at: int, floor: int) -> bool:
    """Whether the word at `at` is the head noun after a closing mark (“四个机关”建设) rather than a verb."""
    return at > floor and text[at - 1] in "”’》"


def _after(text: str, end: int, default: str) -> str:
    """The verb that takes up an object put before it by 把: 把…作为."""
    if default:
        return default
    clause = _CLAUSE.search(text, end, end + REACH)
    found = _RIGHT.search(text, end, clause.start() if clause else min(len(text), end + REACH))
    return found.group() if found else ""
