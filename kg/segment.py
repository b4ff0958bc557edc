"""Cleaned text → title, salutation, headings, paragraphs, sentences; every offset is one of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Any, Final

from kg._sentences import STOPS, Span, sentences
from kg._titles import TITLE_END
from kg.clean import MASKED
from kg.records import Records, Sentence

_LINE: Final = re.compile(rf"[^\s{MASKED}](?:.*[^\s{MASKED}])?")
_NUMERAL: Final = "[一二三四五六七八九十百]{1,4}"
_LEVELS: Final = (
    (1, re.compile(rf"第{_NUMERAL}[编章部](?:分)?(?:\s|$)|{_NUMERAL}、")),
    (2, re.compile(rf"第{_NUMERAL}节(?:\s|$)|（{_NUMERAL}）")),
    (3, re.compile(r"\d{1,2}(?:[.．](?!\d)|、)")),
    (4, re.compile(rf"（\d{{1,2}}）|[①-⑳⑴-⒇]|{_NUMERAL}[是要]|第{_NUMERAL}[，,、]|首先，|其次，|再次，|最后，")),
)
"""What a heading of each level begins with, outermost first."""

_BEGINS_MARK: Final = frozenset("第一二三四五六七八九十百（0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽首其再最")
_ARTICLE: Final = re.compile(rf"第{_NUMERAL}条")
_UNNUMBERED: Final = 5
_SALUTATION: Final = re.compile(
    r"(?:尊敬的|敬爱的|亲爱的|各位|全体|同志|代表|委员|主席|主任|女士|先生|朋友|来宾|老师|同学|战友|乡亲|同胞|父老|全国)"
    r"[^。！？；：]{0,40}[：！!:，]?"
)
_ADDRESSED: Final = re.compile(
    r"(?:同志|代表|委员|朋友|先生|来宾|嘉宾|老师|同学|战友|乡亲|同胞|友|[^我你他它人咱]们|领导|记者)[：！!:，]?$"
)
_SUBTITLE: Final = re.compile(r"——|[（(].{4,80}[）)]$|.{0,60}(?:通过|批准|发布|施行)$|.{0,30}(?:年\d{1,2}月\d{1,2}日)")
_HEAD_LINES: Final = 6
_TITLE: Final = 90
_HEADING: Final = 60
_FINAL: Final = "。！？：；”）…"
_FULL: Final = 0.7
"""How much of the longest line a full one has at least: lines are broken by their width in print, not by counts."""
_WIDEST: Final = 80
_CLOSING: Final = "。！？；：，、…!?;:,"


@dataclass(slots=True)
class _Paragraph:
    """A paragraph's span, and what it is once told."""

    start: int
    end: int
    role: str = "body"
    level: int = 0
    mark: int = 0


def segment(document_id: str, text: str) -> Records[Sentence]:
    """The sentences of a cleaned text, in order, not overlapping; together they hold all that is not white or masked.

    A title, salutation or heading is one sentence. Time and memory grow linearly with the text, whatever is in it.

    >>> [(s.role, s.section) for s in segment("doc:1", "一、抓学习\\n要学。要用。")]
    [('heading', ''), ('body', '一、抓学习'), ('body', '一、抓学习')]
    """
    paragraphs = [_Paragraph(*span) for span in _paragraphs(text)]
    _head(text, paragraphs)
    _headings(text, paragraphs)
    return Records(Sentence, _rows(document_id, text, paragraphs))


def _paragraphs(text: str) -> list[Span]:
    """Trimmed spans of the lines that hold something, joined where a paragraph was broken into lines."""
    lines = _lines(text)
    width = _wrap_width(text, lines)
    joined = lines[:1]
    last = 0  # where the last line of the paragraph begins
    for before, line in pairwise(lines):
        last = before[0]
        if text[before[1] - 1] not in _FINAL and _continues(text, joined[-1], last, line, width):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
    return joined


def _continues(text: str, paragraph: Span, last: int, line: Span, width: int) -> bool:
    """Whether a line goes on with the paragraph above it, whose last line begins at `last`."""
    start, end = paragraph
    if text[end - 1] in "“‘《（":
        return True
    if _mark(text, *line):
        return False
    between = text[end : line[0]]
    if between.count("\n") > 1 and MASKED not in between:
        return False
    if width and end - last >= width * _FULL:
        # an indented line begins a paragraph of its own
        return between.endswith("\n")
    # cut at the end of a page: sentences above, a sentence below
    return end - start >= _HEADING and "。" in text[start:end] and text[line[1] - 1] in _FINAL


def _lines(text: str) -> list[Span]:
    """Trimmed spans of the lines that hold something."""
    if "\r" in text or "\f" in text or "\u2028" in text:
        text = text.translate({0x0D: 0x0A, 0x0C: 0x0A, 0x2028: 0x0A})
    return [match.span() for match in _LINE.finditer(text)]


def _wrap_width(text: str, lines: list[Span]) -> int:
    """The width of hard-wrapped lines, or 0.

    Six lines at least, and most of those that break off in mid-sentence, are full.
    """
    if any(end - start > _WIDEST for start, end in lines):
        return 0
    longest = max((end - start for start, end in lines), default=0)
    if longest < 16:
        return 0
    broken = [(start, end) for start, end in lines if text[end - 1] not in _FINAL and not _mark(text, start, end)]
    full = sum(end - start >= longest * _FULL for start, end in broken)
    return longest if full >= 6 and 5 * full >= 3 * len(broken) else 0


def _head(text: str, paragraphs: list[_Paragraph]) -> None:
    """Tell the title lines, up to the first paragraph that is body, and the salutation."""
    titled = False
    for number, paragraph in enumerate(paragraphs[:_HEAD_LINES]):
        content = text[paragraph.start : min(paragraph.end, paragraph.start + _TITLE + 1)]
        if _is_salutation(content):
            paragraph.role = "salutation"
            return
        last = number + 1 == len(paragraphs)
        if last or len(content) > _TITLE or content[-1] in _CLOSING or "\t" in content:
            return
        if _mark(text, paragraph.start, paragraph.end):
            return
        if titled and not _SUBTITLE.match(content) and not TITLE_END.search(content) and len(content) > 20:
            return
        paragraph.role = "title"
        titled = True


def _is_salutation(content: str) -> bool:
    return len(content) <= 50 and bool(_SALUTATION.fullmatch(content)) and bool(_ADDRESSED.search(content))


def _mark(text: str, start: int, end: int) -> int:
    """The level whose mark a paragraph begins with, or 0."""
    # one look at the first character settles it for nearly every paragraph
    if text[start] not in _BEGINS_MARK:
        return 0
    return next((level for level, pattern in _LEVELS if pattern.match(text, start, end)), 0)


def _headings(text: str, paragraphs: list[_Paragraph]) -> None:
    """Tell headings: a numbered line without a stop, or a numbered sentence alone that is followed by text."""
    for paragraph in paragraphs:
        if paragraph.role == "body" and text[paragraph.start] in _BEGINS_MARK:
            paragraph.mark = _mark(text, paragraph.start, paragraph.end)
    before = 0
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        if paragraph.role != "body":
            continue
        listed, before = before == paragraph.mark, paragraph.mark
        size = paragraph.end - paragraph.start
        if size > _HEADING:
            continue
        if _is_salutation(text[paragraph.start : paragraph.end]):
            paragraph.role = "salutation"
        elif level := _heading_level(text, paragraph, following, listed=listed):
            paragraph.role = "heading"
            paragraph.level = level


def _heading_level(text: str, paragraph: _Paragraph, following: _Paragraph | None, *, listed: bool) -> int:
    """The level of a paragraph that is a heading; `listed` says that it follows one with a mark of its level."""
    content = text[paragraph.start : paragraph.end]
    if following is None or "\t" in content or _ARTICLE.search(content):
        return 0
    if paragraph.mark:
        if STOPS.search(content, 0, len(content) - 1):
            return 0
        introduces = not listed and following.role == "body" and following.mark != paragraph.mark
        return paragraph.mark if content[-1] not in _CLOSING or (content[-1] in "。." and introduces) else 0
    long_enough = following.end - following.start >= 30 and text[following.end - 1] in "。！？”）…：；"
    plain = 4 <= len(content) <= 40 and content[-1] not in _CLOSING and content[0] not in "（—-"
    return _UNNUMBERED if plain and long_enough and following.role == "body" else 0


def _rows(document_id: str, text: str, paragraphs: Iterable[_Paragraph]) -> Iterator[tuple[Any, ...]]:
    """The fields of each `Sentence`."""
    index = 0
    above: list[tuple[int, str]] = []
    section = ""
    for number, paragraph in enumerate(paragraphs):
        if paragraph.role == "body":
            for start, end in sentences(text, paragraph.start, paragraph.end):
                yield document_id, index, number, start, end, "body", 0, section
                index += 1
            continue
        start, end, level = paragraph.start, paragraph.end, paragraph.level
        if level:
            while above and above[-1][0] >= level:
                above.pop()
            section = _path(above)
        shown = 0 if level == _UNNUMBERED else level
        yield document_id, index, number, start, end, paragraph.role, shown, section
        index += 1
        if level:
            above.append((level, " ".join(text[start:end].replace(MASKED, "").split())))
            section = _path(above)


def _path(above: list[tuple[int, str]]) -> str:
    return " › ".join(heading for _, heading in above)
