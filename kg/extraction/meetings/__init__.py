"""Meetings by grammar: level + body + term + session + kind, so that unseen local ones parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.extraction.meetings import numbered, topical
from kg.extraction.meetings.words import NUMBER, SOFT, STOP, SUB_MEETING, is_first, last_stop
from kg.extraction.scan import matches
from kg.extraction.spans import Cover, Span, disjoint

__all__ = ["find"]

_LONG: Final = 7
"""Characters from which on a name of a meeting is no phrase."""
_ORDINAL = re.compile(f"(?!(?<=[的后])第一)第{NUMBER}[次届轮]$")
_PART = re.compile(SUB_MEETING)
_CENTRAL = re.compile(
    "中|全[国军党]|国|党(?!史|的群众|员|外|建)|第|首|庆祝|纪念|.{2,6}(?:论坛|组织)|[一二三四五六七八九十]{1,3}[届大]|世界|亚|二十国|金砖|联合国|博鳌|两会|七千人|最高"
)
"""How names of meetings begin that no other level holds under the same name."""
_LEVEL = re.compile("(?:全[省市区县州旗镇乡校院局]|全系统|[省市县区州]直?委?|[\u4e00-\u9fff]{2,3}[省市区县州]委?)$")
_YEARLY: Final = ("工作会议", "峰会", "年会", "论坛", "非正式会议", "电视电话会议")
"""How names of meetings end that are held every year, so that a year before them belongs to them."""
_PARTYS = re.compile("(?<![全各们该产民政我共革])党的$")
"""What belongs to the name of a meeting of the Party."""
_STATES: Final = ("全国", "中央", "国务院")
"""How names of meetings begin that say whose they are."""
_YEAR = re.compile("(?:[12][0-9]{3}|[一二][〇零一二三四五六七八九]{3})年$")
_COUNTERS: Final = ("次", "届", "轮")
_BEFORE: Final = 9
"""Characters of a number with its counter, at most."""


def find(text: str, known: list[Span], taken: Cover) -> list[Span]:
    """The meetings of the cleaned `text` outside `taken`: numbered ones, `known` names of the lexicon, topical ones.

    >>> line = "传达省委十届六次全会和中央人大工作会议精神"
    >>> [line[s.start:s.end] for s in find(line, [], Cover([]))]
    ['省委十届六次全会', '中央人大工作会议']
    """
    fixed = sorted(
        [*numbered.find(text), *(_whole(text, span) for span in known)], key=lambda span: span.start - span.end
    )
    fixed = disjoint(span for span in fixed if not taken.touches(span.start, span.end))
    found = Cover((span.start, span.end) for span in fixed)
    more = [span for span in topical.find(text, found) if not taken.touches(span.start, span.end)]
    if not (fixed or more):
        return []
    spans = disjoint(sorted([*fixed, *more], key=lambda span: span.start - span.end))
    if more and (again := list(_again(text, spans, more, taken))):
        spans = sorted([*spans, *again])
    return _joined(text, spans)


def _whole(text: str, name: Span) -> Span:
    """A known name with the number right before it (第七次全国信访工作会议), or with the part of a summit that is meant."""
    if (
        name.end - name.start > _LONG
        and name.kind == "event"
        and not _CENTRAL.match(text, name.start)
        and (local := _local(text, name.start)) < name.start
    ):
        return Span(local, name.end, "MEETING", "event", "meeting:topical")
    number = None
    if text[name.start - 1 : name.start] in _COUNTERS:
        number = _ORDINAL.search(text, max(0, name.start - _BEFORE), name.start)
    part = _PART.match(text, name.end) if text.endswith("峰会", name.start, name.end) else None
    year = None
    if text.startswith("年", name.start - 1) and text.endswith(_YEARLY, name.start, name.end):
        year = _YEAR.search(text, max(0, name.start - _BEFORE), name.start)
    if number and is_first(text, number.start()):
        number = None
    whose = None if number or year else _PARTYS.search(text, max(0, name.start - 3), name.start)
    if whose and not text.startswith(_STATES, name.start):
        return name._replace(start=whose.start())
    first = number or year
    if not first and not part:
        return name
    start, end = first.start() if first else name.start, part.end() if part else name.end
    return Span(start, end, "MEETING", "event", name.rule)


def _local(text: str, start: int) -> int:
    """Where the name begins of a meeting that a place or a unit holds under the name of a central one, or `start`."""
    level = _LEVEL.search(text, last_stop(text, max(0, start - _BEFORE), start, STOP, SOFT), start)
    return level.start() if level else start


def _again(text: str, spans: list[Span], more: list[Span], taken: Cover) -> Iterator[Span]:
    """Other places where a topical meeting of the document is named, without the words that told its name."""
    names = {name for span in more if len(name := text[span.start : span.end]) >= _LONG and text.count(name) > 1}
    if not names:
        return
    covered = Cover((span.start, span.end) for span in spans)
    for _, start, end in matches(sorted(names), text):
        if not (covered.touches(start, end) or taken.touches(start, end) or topical.goes_on(text, end)):
            yield Span(start, end, "MEETING", "event", "meeting:document")


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """The spans, with a forum and its numbered session (中非合作论坛第八届部长级会议) as one."""
    result: list[Span] = []
    for span in spans:
        last = result[-1] if result else None
        if last and last.end == span.start and text[span.start] == "第" and text[last.end - 1] in "坛会":
            span = Span(last.start, span.end, "MEETING", span.kind, span.rule)
            result.pop()
        result.append(span)
    return result
