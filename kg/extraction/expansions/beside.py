"""Lists behind the name: in parentheses, after 即, in the sentence that it begins."""

from __future__ import annotations

import re

from kg.extraction.expansions.place import DONE, REACH, STOP, Place
from kg.extraction.expansions.reading import akin, begin_alike, counted, even, fit, grouped, shared
from kg.extraction.lists import Pair, members, split

# Verbs that define (即, 是指, 包括, 分别为, …), and the nouns and verbs of sentences about doctrines; no record was kept of the
# texts they were taken from.

_LINK = re.compile(
    "[”’]?(?P<head>[\u4e00-\u9fff]{0,12}?)(?P<link>[（(]|：|，?即(?![可将使便刻时日])|，?[也这]?就是|，?是指|，?指的是|，?分别是|，?分别为|，?包括|，?指)(?:是|指|：)?"
)
_NEXT = re.compile("[。！？\n]|[；，]\\s*(?=“[^“”]{1,12}”[\u4e00-\u9fff]{0,6}(?:即|是指|指|就是|为|：|分别|包括))|$")
_STATED = re.compile(
    "(?:深刻|系统|集中|明确)?(?:阐述|提出|强调|阐明|概括|包括|涵盖)了?(?P<list>[^。！？\n]{10,400}?)等(?:一系列|重要|新|内容|方面)"
)
_SAME = re.compile("是([^，。！？\n]{5,120})的")
_FACET = re.compile(
    "[^是]{0,6}(?:要义|核心|要求|方法|目标|依据|布局|任务|本质|内涵|路径|原则|特征|精髓|宗旨|最[^是]{1,4}的)是[^是：]{2,30}"
)
_SENTENCE = re.compile("，([^。；\n]{12,300})[。；]")
_ALSO = re.compile("是[^。！？\n，]{2,30}，是([^，。！？\n]{5,80})的")
_OF_ALL = re.compile("是|都|均|逐[一项个条]|一一|全部|这|并|从而|使")
"""How a clause begins that says something of all before it."""
_CLAUSES = ("，", "；")
"""What parts clauses, one of which may be the whole list (即甲、乙、丙，开展…，推进…)."""
_CLAUSE = re.compile("[”’]?[\u4e00-\u9fff]{0,8}，")
_NEXT_NAME = re.compile("[”’]?[、，和“‘]")
_LAST_NAME = re.compile("[、，和”’][“‘]?$")
_SURE = ("即", "是指", "就是", "也就是", "这就是", "指的是")


def _facets(sentence: str) -> bool:
    """Whether each clause says what one side of a doctrine is (第一要义是发展，核心是以人为本，…)."""
    clauses = sentence.split("，")
    return 3 <= len(clauses) <= 8 and all(_FACET.fullmatch(clause) for clause in clauses)


def after(place: Place) -> list[Pair]:
    """“三通”（通邮、通商、通航）; “两高”即甲、乙；"""
    text, span = place.text, place.span
    link = _LINK.match(text, span.end)
    names = [span]
    if not link and _NEXT_NAME.match(text, span.end):
        names = place.sharing(span.start)
        link = _LINK.match(text, names[-1].end)
    elif link and _LAST_NAME.search(text, max(0, span.start - 3), span.start):
        names = place.sharing(span.start - REACH)
    if not link or (link["link"] == "：" and (max(place.counts, default=0) < 2 or not place.quoted)):
        return []
    word = link["link"].lstrip("，")
    if word == "：" and DONE.search(link["head"]):
        return []
    if word in "（(":
        close = text.find("）", link.end(), link.end() + REACH)
        said = text[link.end() - 1] in "即指是"
        if not 0 < close - link.end() < REACH or (place.counts == (1,) and not said):
            return []
        own = shared(place, names, link.end(), close) if len(names) > 1 else []
        return own or (_list(place, link.end(), close) if span is names[-1] else [])
    if (link["head"] and word in ("为", "指", "包括")) or place.span.kind != "numeric":
        return []
    if link["head"] and word == "即" and "，" not in link["link"]:
        return []
    if place.counts == (1,) and word not in _SURE:
        return []
    stop = _NEXT.search(text, link.end(), link.end() + REACH)
    if not stop:
        return []
    if len(names) > 1:
        return shared(place, names, link.end(), stop.start())
    pairs = _list(place, link.end(), stop.start())
    return pairs if word in _SURE[:2] or akin(place, pairs) else []


def _list(place: Place, start: int, end: int) -> list[Pair]:
    """The list that a link announces: of as many members as promised, or of one for each numeral of the name."""
    found = grouped(place, start, end) or fit(place, start, end)
    if found and (not place.text.startswith(_CLAUSES, found[0][1]) or begin_alike(place, found)):
        return found
    comma = place.text.find("，", start, end)
    short = fit(place, start, comma) if comma > 0 else []
    return short if short and even(short) else found or _led(place, start, end)


def _led(place: Place, start: int, end: int) -> list[Pair]:
    """The list of clauses behind which a further one says something of them all (即甲，乙，丙，是关键)."""
    clauses = split(place.text, start, end, "，")
    count = len(clauses) - 1
    if count < 3 or count not in place.counts or not _OF_ALL.match(place.text, clauses[-1][0]):
        return []
    return fit(place, start, clauses[-2][1])


def each(place: Place) -> list[Pair]:
    """“一主多辅”的原则，以甲为主，以乙、丙为辅: in the next clauses, a member for each numeral of the name."""
    comma = _CLAUSE.match(place.text, place.span.end) if len(counted(place.name)) > 1 else None
    if not comma:
        return []
    stop = STOP.search(place.text, comma.end(), comma.end() + REACH)
    return grouped(place, comma.end(), stop.start() if stop else min(len(place.text), comma.end() + REACH))


def stated(place: Place) -> list[Pair]:
    """某某思想深刻阐述了甲、乙、丙等一系列…, 某某现代化是甲、乙、丙的现代化: a doctrine as the subject of its sentence."""
    text, span = place.text, place.span
    if span.kind != "doctrine":
        return []
    if text.startswith("是", span.end):
        for pattern in (_SAME, _ALSO):
            same = pattern.match(text, span.end)
            if same and text.startswith((place.name[-2:], place.name[-3:]), same.end()):
                pairs = split(text, *same.span(1), "、")
                return pairs if len(pairs) > 2 else []
    if (said := _SENTENCE.match(text, span.end)) and _facets(said.group(1)):
        return split(text, *said.span(1), "，")
    if span.start and text[span.start - 1] not in "。！？\n；":
        return []
    stop = STOP.search(text, span.end, span.end + 2 * REACH)
    stated = _STATED.search(text, span.end, stop.end() if stop else span.end + 2 * REACH)
    return members(text, stated.start("list"), stated.end("list")) if stated else []
