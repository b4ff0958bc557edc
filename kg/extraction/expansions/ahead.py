"""A list right before the name, of just as many members as it promises: 甲、乙、丙“三同步”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.expansions.place import Place
from kg.extraction.expansions.reading import GENERIC, akin, even
from kg.extraction.leads import behind
from kg.extraction.lists import Pair, readings, trim
from kg.extraction.verbs import GOVERNING, NEAR

# Prepositions and particles are the closed classes of grammar. For the nouns, verbs and adverbs no record was kept of the
# texts they were taken from.

_TAIL = re.compile(
    "(?:等(?:方面|内容|重点|[\u4e00-\u9fff]{2,12}(?=的))?)?(?:所谓|在内的|为(?:代表|主|核心|重点|主体|引领|支撑|基础|内容|特征|标志){1,2}的|这|共|的(?:新时代|新时期|新一代|新型)?)?[“‘]?$"
)
"""What may stand between a list and the name that counts it (甲、乙等“两项行动”, 以甲、乙为代表的“两种模式”)."""
_MARK = re.compile("[、+＋和与及]")
_MARKS = ("、", "+＋", "、和", "和", "、和与及")
_FLOOR = re.compile("(?s:.*)[。！？：\n；，\x00]")
"""The text up to where its last clause begins."""
_BACK, _TAILED, _LONG = 160, 16, 16
"""Characters before a name in which its list stands, those of a tail at most, those of a member that may be a clause."""
_GOVERNED = tuple("为对以把将向于在和与及或、由被按从使让了着过是有谓")
"""What right before a name shows that no list ends there."""
_UNENDED = (*_GOVERNED, "等")
_ADVERB = re.compile(
    "(?:坚决|全面|深入|扎实|持续|大力|着力|切实|稳步|统筹|积极|严格|认真|充分|更好|加快|有效)[\u4e00-\u9fff]{2}"
)
"""An adverb and the verb behind it, in place of a last member (…、深入推进“两项行动”)."""
_SAID = re.compile(
    "(?:连续[0-9一二三四五六七八九十两]{1,3}(?:年|个[\u4e00-\u9fff]{1,3})|连续(?:[多数几]年)?|持续|逐年|同步|双双|均|都|全部|全面|有望|合称|并称|统称|呈现?|应|稳步|首次|率先|再次|实现|保持|出现|达到|取得|居(?:全国|全球|世界|全省|全区|全市)[\u4e00-\u9fff]{0,2})+$"
)
"""What may stand between a subject that is a list and a name that says what becomes of it (甲、乙连续三年“双下降”)."""
_BRACKETS = re.compile("（[^（）]*）")
_BECOMES = re.compile("作为|成为|称为|构成|组成|形成|必须|应当")
"""Verbs that say that something is, or becomes, or must be: no member holds them."""
_PLACED = re.compile("在(?!线|校|职|建|岗)|从(?!业|军|严|优)|由|把(?!关)|将(?!来)")
"""Prepositions that begin a clause of its own, where they are no part of a word (在线, 从业, 把关, 将来)."""
_ALL = re.compile("一?(?:系列|整套|套)")
_PILLAR = re.compile("为[\u4e00-\u9fff]{1,4}的?$")
_MORE = re.compile("”?(?:和|以及|、)")
_PREDICATE = re.compile("(?:是|构成|组成|并称|统称|合称|称为|叫做)[^，。；：、“”]{0,14}$")
_SEVERAL = re.compile("[二三四五六七八九十两双百千0-9]")
"""A numeral that counts: 一人一档 has no list before it."""
_OTHERS = re.compile("(?<![高中初同平劣优对均])等[\u4e00-\u9fff]{1,6}$")


def before(place: Place) -> list[Pair]:
    """甲、乙、丙“三同步”: a list right before the name, of just as many members as it promises."""
    text = place.text
    if max(place.counts, default=0) < 2 or not _SEVERAL.search(place.name):
        return []
    for start, end, linked in _stretches(place):
        if text.endswith(_UNENDED, start, end):
            continue
        for pairs in readings(text, start, end, place.counts, marks=_MARKS):
            pairs = [trim(text, *pair) for pair in _ended(text, behind(text, pairs, place.parts))]
            if pairs and _row(place, pairs, linked) and akin(place, pairs):
                return pairs
    return []


def _stretches(place: Place) -> Iterator[tuple[int, int, bool]]:
    """Where a list before a name may begin and would end, and whether words link it to the name: in quotation marks, in
    the name's clause, behind another name in that clause, before 是 and what else makes the name a predicate."""
    text, span = place.text, place.span
    floor = max(0, span.start - _BACK)
    if place.parts and text[span.start - 1 : span.start] == "、" and text.startswith(place.parts[-1], span.start):
        clause = _FLOOR.match(text, floor, span.start)
        yield clause.end() if clause else floor, span.start + len(place.parts[-1]), True  # 甲、乙、丙三原则: 丙三原则
        return
    tail = _TAIL.search(text, max(floor, span.start - _TAILED), span.start)
    end = tail.start() if tail else span.start
    if text[end - 1 : end] == "”" and "、" in text[(opened := text.rfind("“", floor, end) + 1) : end]:
        yield opened, end - 1, True  # 围绕“甲、乙、丙”三大要素
        return
    if clause := _FLOOR.match(text, floor, end):
        floor = clause.end()
    if len(_MARK.findall(text, floor, end)) + 1 < min(place.counts):
        return
    pillar = _PILLAR.search(text, floor, end)
    if pillar and "以" in text[floor : pillar.start()]:
        end = pillar.start()  # 以甲、乙、丙为支柱的“三柱”
    yield floor, end, pillar is not None or text.startswith(("等", "这", "为"), end)
    last = place.slogans[place.at - 1] if place.at else None
    if last and floor < last.end < end and (more := _MORE.match(text, last.end)):
        yield more.end(), end, False
    if said := _PREDICATE.search(text, floor, end):
        yield floor, said.start(), True


def _ended(text: str, pairs: list[Pair]) -> list[Pair]:
    """The members, the last without what is said of all of them; none where the last is an example (…等农村“三资”)."""
    last, stop = pairs[-1]
    if said := _SAID.search(text, last + 1, stop):
        stop = said.start()
    if _OTHERS.search(text, last, stop):
        return []
    return [*pairs[:-1], (last, stop)]


def _row(place: Place, pairs: list[Pair], linked: bool) -> bool:
    """Whether the pieces before a name are a row of members rather than what happens to stand there."""
    text = place.text
    last = text[slice(*pairs[-1])]
    acts = last[-2:] in GOVERNING or (_ADVERB.fullmatch(last) and (last[2:] in GOVERNING or last[2:] in NEAR))
    if (
        acts
        or _ALL.match(last)
        or _BECOMES.search(last)
        or last.endswith(_GOVERNED)
        or any(_PLACED.match(text, a) for a, _ in pairs[1:])
        or not even(pairs)
        or not all(_balanced(text[a:b]) for a, b in pairs)
    ):
        return False
    sizes = [len(_BRACKETS.sub("", text[a:b])) for a, b in pairs]
    if text[pairs[-1][1]] == "的":
        known = {text[a:b] for a, b in pairs} <= set(place.parts)
        if (place.parts or max(sizes[1:]) - min(sizes[1:]) > 1) and not known and not _alike(text, pairs):
            return False
    if len(pairs) == 2:
        return _two(place, pairs, linked)
    return linked or sizes[-1] > 4 or 2 * sizes[-1] >= min(sizes[:-1])


def _two(place: Place, pairs: list[Pair], linked: bool) -> bool:
    """Whether two pieces can be a row: in two pieces most of what stands before a name can be parted."""
    text, (one, two) = place.text, (b - a for a, b in pairs)
    linked = linked or all(text[a - 1 : a] == "“" for a, _ in pairs)
    acts = (
        GENERIC.match(place.name) and text[pairs[0][1]] == "、" and all(text[a : a + 2] in GOVERNING for a, _ in pairs)
    )
    if not (place.quoted or linked or acts or (one == two and text[pairs[0][1]] in "和与")) or _beside(place, pairs):
        return False
    clauses = max(one, two) > _LONG and not (linked or text[pairs[0][0] : pairs[0][0] + 2] in GOVERNING)
    if clauses or text[pairs[0][0]] in "0123456789" or text[pairs[1][0]] in "0123456789":
        return False
    return (
        linked or 2 * min(one, two) > max(one, two) or (place.name[0] == "双" and not place.parts and not place.known)
    )


def _beside(place: Place, pairs: list[Pair]) -> bool:
    """Whether another name that counts stands where two parts might (“两重”“两新”)."""
    last = place.slogans[place.at - 1] if place.at else None
    return bool(last and last.kind == "numeric" and last.end > pairs[0][0])


def _alike(text: str, pairs: list[Pair]) -> bool:
    return len({text[a] for a, _ in pairs}) == 1


def _balanced(member: str) -> bool:
    return all(member.count(a) == member.count(b) for a, b in ("“”", "（）", "《》"))
