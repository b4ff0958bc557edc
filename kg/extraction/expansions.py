"""What a text itself says a slogan consists of: in parentheses, after 即, in a glossary, in a list, under headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg.extraction import spelt
from kg.extraction.lists import Pair, members, outside, promised, split, tidied
from kg.extraction.spans import Span
from kg.extraction.verbs import GOVERNING
from kg.lexicon import Lexicon
from kg.records import Sentence

_LINK = re.compile(
    "[”’]?(?P<head>[\u4e00-\u9fff]{0,12}?)(?P<link>[（(]|：|，?即|，?(?:也)?就是|，?是指|，?指的是|，?分别是|，?分别为|，?包括|，?指)(?:是|指|要|：)?"
)
_TAIL = re.compile("(?:等(?:方面|内容)?|这|共|的)?[“‘]?$")
_BESIDE = ("、", "+＋", "、和")
_MADE = re.compile("(?:打造|建设|建|锻造)(?:成为|成)(?P<list>[^。！？\n]{8,160})")
_THEME = re.compile("(?:围绕|紧扣|聚焦|按照|以)“(?P<list>[^“”\n]{8,120}；[^“”\n]{4,80})”")
_STATED = re.compile(
    "(?:深刻|系统|集中|明确)?(?:阐述|提出|强调|阐明|概括|包括|涵盖)了?(?P<list>[^。！？\n]{10,400}?)等(?:一系列|重要|新|内容|方面)"
)
_SAME = re.compile("是([^。！？\n]{8,120})的")
_QUOTED = re.compile("“([^“”]{2,14})”")
_END = re.compile("[。\n]|$")
_CLOSE = re.compile("[。！？\n]|[；，]\\s*(?=“|$)|$")
_CLAUSE = re.compile("[。！？：\n；，]")
_HEAD = re.compile("[^。！？；，]{0,24}")
_BETWEEN = re.compile("[”’][、和]?[“‘]")
_ENTRY = re.compile("[”’]?[\u4e00-\u9fff]{0,12}：")
_STOP = re.compile("[。！？\n]")
_REACH = 300
_SHARING = 6
"""Names that may share one entry of a glossary."""
_ROW, _GAP = 3, 8
"""Parts that a row has at least, and characters that may stand between two of them."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An expansion found: the index of the span it unfolds, its members as worded, the evidence, the rule."""

    span: int
    members: tuple[str, ...]
    start: int
    end: int
    rule: str


def find(
    text: str, raw: str, spans: Sequence[Span], sentences: Sequence[Sentence], lexicon: Lexicon | None = None
) -> list[Listed]:
    """The expansions of the slogans among `spans`; `text` is cleaned, `raw` the text as read, of the same length.

    The parts that the `lexicon` knows are found as a list too, where nothing else in the text marks it as one.

    >>> line = "进行“三通”（通邮、通商、通航）"
    >>> find(line, line, [Span(3, 5, "SLOGAN", "numeric", "")], [])[0].members
    ('通邮', '通商', '通航')
    """
    slogans = [(at, span) for at, span in enumerate(spans) if span.type == "SLOGAN"]
    only = [span for _, span in slogans]
    headings = _Headings(text, sentences)
    unfolded: set[tuple[str, Rule]] = set()
    rules = (_glossary, _in_groups, _after, _before, _under, _made, _themed, _stated, _listed, _spelt)
    found: list[Listed] = []
    for order, (at, span) in enumerate(slogans):
        place = _Place(text, order, only, headings, _parts(span, text, lexicon))
        for rule in rules:
            # what stands apart from the name unfolds it once, however often it stands
            pairs = [] if unfolded and (place.name, rule) in unfolded else rule(place)
            if pairs:
                unfolded |= {(place.name, rule)} if rule in (_under, _in_groups, _spelt, _listed) else set()
                parts = tuple(raw[a:b] for a, b in pairs)
                start, end = min(span.start, pairs[0][0]), max(span.end, pairs[-1][1])
                found.append(Listed(at, parts, start, end, f"expansion:{rule.__name__.strip('_')}"))
                break
    return found


def _parts(span: Span, text: str, lexicon: Lexicon | None) -> tuple[str, ...]:
    """The parts of a slogan that the lexicon knows."""
    if lexicon is None:
        return ()
    name = span.name or lexicon.canonical.get(text[span.start : span.end], "")
    slogan = lexicon.slogans.get(name)
    return slogan.parts if slogan else ()


class _Headings:
    """The headings of a document, and the names in quotation marks in them by their last two characters and level."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        headings = [sentence for sentence in sentences if sentence.role == "heading"]
        self.starts = [heading.start for heading in headings]
        self.ends = [heading.end for heading in headings]
        self.quoted: dict[str, dict[int, list[Pair]]] = {}
        for heading in headings:
            for match in _QUOTED.finditer(text, heading.start, heading.end):
                levels = self.quoted.setdefault(match.group(1)[-2:], {})
                levels.setdefault(heading.level, []).append(match.span(1))

    def hold(self, at: int) -> bool:
        """Whether the place lies in a heading."""
        which = bisect_right(self.starts, at) - 1
        return which >= 0 and at < self.ends[which]


class _Place:
    """A slogan where it stands: the one at index `at` of the document's `slogans`.

    `counts` are the numbers of members that its numerals promise; none where it is no numeric name. `parts` are those
    that the lexicon knows.
    """

    __slots__ = ("at", "counts", "headings", "name", "parts", "slogans", "span", "text")

    def __init__(
        self, text: str, at: int, slogans: list[Span], headings: _Headings, parts: tuple[str, ...] = ()
    ) -> None:
        self.text, self.at, self.slogans, self.headings, self.parts = text, at, slogans, headings, parts
        self.span = slogans[at]
        self.name = text[self.span.start : self.span.end]
        self.counts = promised(self.name) if self.span.kind == "numeric" else ()


Rule = Callable[[_Place], list[Pair]]


def _after(place: _Place) -> list[Pair]:
    """“三通”（通邮、通商、通航）; “两高”即甲、乙；"""
    text, span = place.text, place.span
    link = _LINK.match(text, span.end)
    if not link or (link["link"] == "：" and (max(place.counts, default=0) < 2 or not _quoted(place))):
        return []
    if "（" in link["link"]:
        close = text.find("）", link.end(), link.end() + _REACH)
        return _fit(place, link.end(), close) if 0 < close - link.end() < _REACH else []
    if link["head"] and link["link"].lstrip("，") in ("为", "指", "包括", "即"):
        return []
    if place.counts == (1,) and link["link"].lstrip("，") not in ("即", "是指"):
        return []
    stop = _CLOSE.search(text, link.end(), link.end() + _REACH)
    return _fit(place, link.end(), stop.start()) if stop and place.span.kind == "numeric" else []


def _glossary(place: _Place) -> list[Pair]:
    """An entry of a glossary: 5.“三通一码”：…。 Names that share an entry share its list in order."""
    text, names = place.text, [place.span]
    line = text.rfind("\n", max(0, place.span.start - _REACH), place.span.start) + 1
    if max(place.counts, default=2) < 2 or not _quoted(place):
        return []
    if not _HEAD.fullmatch(text, line, place.span.start):
        return []
    for span in place.slogans[place.at + 1 : place.at + 1 + _SHARING]:
        if not _BETWEEN.fullmatch(text, names[-1].end, span.start):
            break
        names.append(span)
    head = _ENTRY.match(text, names[-1].end)
    if not head:
        return []
    stop = _END.search(text, head.end(), head.end() + _REACH)
    if not stop:
        return []
    before = list(_shared(text, line, place.span))
    every = [*before, *names]
    if len(every) == 1:
        if found := _defined(place, head.end(), stop.start()):
            return found
        found = _fit(place, head.end(), stop.start())
        return found if place.counts or _hold(place, found) else []
    bounds = [
        head.end(),
        *(b for at in outside(text, head.end(), stop.start(), "，；") for b in (at, at + 1)),
        stop.start(),
    ]
    groups = list(zip(bounds[::2], bounds[1::2], strict=True))
    return _fit(place, *groups[len(before)]) if len(groups) == len(every) else []


def _hold(place: _Place, pairs: list[Pair]) -> bool:
    """Whether each member holds a character of the name."""
    return all(set(place.name) & set(place.text[start:end]) for start, end in pairs)


def _shared(text: str, line: int, span: Span) -> Iterator[str]:
    """The quoted names that stand right before this one in its line (“三大高地”“五大战略”：)."""
    head = re.search("(?:“[^“”]*”[、和]?)*“?$", text[line : span.start])
    yield from re.findall("“([^“”]*)”", head.group()) if head else ()


def _defined(place: _Place, start: int, end: int) -> list[Pair]:
    """A list that defines the pieces of the name in turn: “四级”为省、市，“三类”指甲、乙。

    A piece that is not unfolded into as many members as it promises is one member.
    """
    pieces = list(re.finditer("“([^“”]+)”(?:为|指|是|即|是指)([^“”]+?)(?=[，；]“|$)", place.text[start:end]))
    whole = "".join(piece.group(1) for piece in pieces) == re.sub("[+＋]", "", place.name)
    found: list[Pair] = []
    for piece in pieces:
        a, b = start + piece.start(2), start + piece.end(2)
        several = tidied(place.text, members(place.text, a, b, promised(piece.group(1)) or (_digit(piece.group(1)),)))
        found += several or ([(a, b)] if whole else [])
    return found if (whole and len(pieces) > 1) or len(found) in place.counts else []


def _digit(name: str) -> int:
    return int(name) if name.isascii() and name.isdigit() else 1


def _before(place: _Place) -> list[Pair]:
    """甲、乙、丙“三同步”: a list right before the name, of just as many members as it promises."""
    text, span = place.text, place.span
    if max(place.counts, default=0) < 2:
        return []
    floor = max(0, span.start - 160)
    floor += max((m.end() for m in _CLAUSE.finditer(text[floor : span.start])), default=0)
    tail = _TAIL.search(text, floor, span.start)
    end = tail.start() if tail else span.start
    pairs = members(text, floor, end, place.counts, marks=_BESIDE)
    if len(pairs) < 2 or text[end - 2 : end] in GOVERNING or text[end - 1] in "和与及或、" or not _even(pairs[1:]):
        return []
    if len(pairs) == 2 and (not _quoted(place) or _beside(place, pairs)):
        return []
    if text[end : end + 1] == "的" and len({b - a for a, b in pairs[1:]}) > 1:
        return []
    alike = text.rfind(text[pairs[1][0] : pairs[1][0] + 2], *pairs[0])
    start = alike if alike >= 0 else _after_verb(text, *pairs[0], pairs[-1][1] - pairs[-1][0])
    first = (start, pairs[0][1])
    return [first, *pairs[1:]] if first[0] < first[1] else []


def _beside(place: _Place, pairs: list[Pair]) -> bool:
    """Whether two pieces before a name are no parts of it: other names (“两重”“两新”), or amounts (16所高校、48个学科)."""
    last = place.slogans[place.at - 1] if place.at else None
    return bool(last and last.end > pairs[0][0]) or any(place.text[start] in "0123456789" for start, _ in pairs)


def _quoted(place: _Place) -> bool:
    return place.span.start > 0 and place.text[place.span.start - 1] in "“‘"


def _even(pairs: list[Pair]) -> bool:
    """Whether no member is much longer than another."""
    lengths = [end - start for start, end in pairs]
    return max(lengths) <= 2 * min(lengths) + 8


def _after_verb(text: str, start: int, end: int, usual: int) -> int:
    """Where the first member begins behind the verb that governs the list; `usual` is a member's length."""
    if end - start <= usual + 1 and text[start : start + 2] not in GOVERNING:
        return start
    for at in range(end - 2, start - 1, -1):
        if text[at : at + 2] in GOVERNING and end - at - 2 >= 2 and text[at + 2] not in "性者力的":
            return at + 2 + (text[at + 2] == "了")
    return start


def _under(place: _Place) -> list[Pair]:
    """Headings of one level that each quote a member with the name's own noun: 一、…“政治机关” 二、…“权力机关”."""
    noun = place.name[-2:]
    if max(place.counts, default=0) < 2 or len(place.name) < 4:
        return []
    for _, pairs in sorted(place.headings.quoted.get(noun, {}).items()):
        later = pairs[bisect_right(pairs, (place.span.end, place.span.end)) :]
        if len(later) in place.counts:
            return later
    return []


def _made(place: _Place) -> list[Pair]:
    """把机关打造成为甲，乙，丙，丁 in the paragraph after a heading with the name: as many members, built alike."""
    text, span = place.text, place.span
    if not place.counts or not place.headings.hold(span.start):
        return []
    line = _line_end(text, span.end)
    made = _MADE.search(text, line, _line_end(text, line + 1))
    if not made:
        return []
    pairs = [pair for marks in ("，", "、") for pair in _alike(text, made.start("list"), made.end("list"), marks)]
    return pairs if len(pairs) in place.counts and len(pairs) > 1 else []


def _alike(text: str, start: int, end: int, marks: str) -> list[Pair]:
    """The first members of a list that end in the same character and begin with the same."""
    bounds = [start, *(b for at in outside(text, start, end, marks) for b in (at, at + 1)), end]
    pairs = list(zip(bounds[::2], bounds[1::2], strict=True))
    run = [pairs[0]]
    for pair in pairs[1:]:
        if text[pair[0]] != text[start] or text[pair[1] - 1] != text[pairs[0][1] - 1]:
            break
        run.append(pair)
    return run if len(run) > 1 else []


def _line_end(text: str, at: int) -> int:
    """The end of the line that `at` stands in, or a bound on how far a list is looked for."""
    end = text.find("\n", at, at + 2 * _REACH)
    return end if end >= 0 else min(len(text), at + 2 * _REACH)


def _themed(place: _Place) -> list[Pair]:
    """“三学三强三提升”…“甲；乙；丙”主题: a quotation in the same paragraph with as many members as the name has groups."""
    if max(place.counts, default=0) < 2:
        return []
    theme = _THEME.search(place.text, place.span.end, _line_end(place.text, place.span.end))
    if not theme:
        return []
    return members(place.text, theme.start("list"), theme.end("list"), place.counts[-1:])


def _stated(place: _Place) -> list[Pair]:
    """某某思想深刻阐述了甲、乙、丙等一系列…, 某某现代化是甲、乙、丙的现代化: a doctrine as the subject of its sentence."""
    text, span = place.text, place.span
    if span.kind == "doctrine" and (same := _SAME.match(text, span.end)):
        named = any(text.startswith(place.name[-size:], same.end()) for size in (2, 3))
        return split(text, *same.span(1), "、") if named and "、" in same.group(1) else []
    if span.kind != "doctrine" or (span.start and text[span.start - 1] not in "。！？\n；"):
        return []
    stop = _STOP.search(text, span.end, span.end + 2 * _REACH)
    stated = _STATED.search(text, span.end, stop.end() if stop else span.end + 2 * _REACH)
    return members(text, stated.start("list"), stated.end("list")) if stated else []


def _in_groups(place: _Place) -> list[Pair]:
    """A list nearby that spells out a name of several numerals (三区三高地, 四讲四有), which no other rule can divide."""
    return _spelt(place) if len(spelt.groups(place.name)) > 1 else []


def _spelt(place: _Place) -> list[Pair]:
    """A list nearby whose members hold what the name counts."""
    return spelt.find(place.text, place.span.start, place.span.end)


def _listed(place: _Place) -> list[Pair]:
    """The parts that the lexicon knows, all of them in a row nearby (增强政治意识、大局意识、核心意识、看齐意识)."""
    text, parts = place.text, place.parts
    if len(parts) < _ROW:
        return []
    start, end = max(0, place.span.start - _REACH), place.span.end + _REACH
    found = [match.span() for match in _any(parts).finditer(text[start:end])]
    found = [(start + a, start + b) for a, b in found]
    gap = _GAP if max(map(len, parts)) > 2 else 1
    for at in range(len(found) - len(parts) + 1):
        row = found[at : at + len(parts)]
        near = all(b[0] - a[1] <= gap and not _STOP.search(text, a[1], b[0]) for a, b in pairwise(row))
        apart = row[-1][1] <= place.span.start or place.span.end <= row[0][0]
        if near and apart and {text[a:b] for a, b in row} == set(parts):
            return row
    return []


@lru_cache(maxsize=1 << 12)
def _any(names: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for one of the names."""
    return re.compile("|".join(map(re.escape, _longest(names))))


def _longest(names: Iterable[str]) -> list[str]:
    """Names so that none comes before a longer one that it begins."""
    return sorted(names, key=len, reverse=True)


def _fit(place: _Place, start: int, end: int) -> list[Pair]:
    """The list between two places, if it can be what the name unfolds to."""
    if place.counts:
        pairs = _untailed(place, tidied(place.text, members(place.text, start, end, place.counts)))
        return pairs if len(pairs) in place.counts and _plain(place.text, pairs) else []
    pairs = tidied(place.text, members(place.text, start, end)) if _quoted(place) else []
    return pairs if pairs and _even(pairs) else []


def _untailed(place: _Place, pairs: list[Pair]) -> list[Pair]:
    """The members, the last without the noun that the name itself ends in (两型社会: 甲型、乙型社会)."""
    tail = place.name[-2:]
    if len(pairs) < 2 or len(place.name) < 4 or any(place.text.endswith(tail, *pair) for pair in pairs[:-1]):
        return pairs
    last, stop = pairs[-1]
    return [*pairs[:-1], (last, stop - 2)] if place.text.endswith(tail, last + 2, stop) else pairs


def _plain(text: str, pairs: list[Pair]) -> bool:
    """Whether the members are no clauses: none of them holds a comma or much more than another."""
    lengths = [end - start for start, end in pairs]
    return max(lengths) <= 3 * min(lengths) + 12 and not any(
        "，" in text[start:end] and end - start > 24 for start, end in pairs
    )
