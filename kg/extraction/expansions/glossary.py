"""Entries of a glossary: 5.“三通一码”：…, or without quotation marks, the list on the next line."""

from __future__ import annotations

import re

from kg.extraction.expansions.place import DONE, REACH, Place
from kg.extraction.expansions.reading import fit, shared
from kg.extraction.lists import Pair, members, promised, tidied

_NUMBER = re.compile("[\\s\x00]*(?:[（(［\\[]?[0-9]{1,3}[）)］\\]]?[.．、]?\\s*)?")
_BEFORE = re.compile("[^。！？；，]{0,24}")
_HEADS = re.compile("(?:[^。！？；，：“”\n]{2,12}、){0,5}")
"""Names before one that shares their entry without quotation marks."""
_HEAD = re.compile("[”’]?[\u4e00-\u9fff]{0,12}：\n?(?:(?:即|就是|是指|指的是|指|是|分别是|分别为|包括)：?)?")
_NEAR = 60
"""Characters between a code and its first piece."""
_END = re.compile("[。\n]|$")
_PIECE = re.compile("“([^“”]+)”(?:为|指|是|即|是指|就是|代表)([^“”]+?)(?=[，；]“|$)")
_TOLD = re.compile("(?:包括|分别为|分别是|即|是指|指)：?")


def glossary(place: Place) -> list[Pair]:
    """5.“三通一码”：…。 Names that share an entry share its list in order."""
    text = place.text
    line = text.rfind("\n", max(0, place.span.start - REACH), place.span.start) + 1
    if max(place.counts, default=2) < 2 or not _begins(place, line):
        return []
    names = place.sharing(line)
    head = _HEAD.match(text, names[-1].end)
    stop = _END.search(text, head.end(), head.end() + REACH) if head else None
    if not head or not stop or DONE.search(head.group()):
        return []
    if len(names) == 1:
        return _alone(place, head.end(), stop.start())
    return shared(place, names, head.end(), stop.start())


def coded(place: Place) -> list[Pair]:
    """“1+3+N”体系。“1”是甲；“3”是乙、丙、丁；“N”是戊。: the pieces of a code, told in turn in one of the next sentences."""
    if not place.quoted or not ("+" in place.name or "＋" in place.name):
        return []
    text, first = place.text, re.split("[+＋]", place.name)[0]
    start = text.find(f"“{first}”", place.span.end, place.span.end + _NEAR)
    stop = _END.search(text, start, start + REACH) if start > 0 else None
    return _defined(place, start, stop.start(), parted=True) if stop else []


def _begins(place: Place, line: int) -> bool:
    """Whether a name stands where the heads of entries stand: in quotation marks near the start of a line, or first
    behind the entry's number."""
    before = place.text[line : place.span.start]
    if place.quoted:
        return bool(_BEFORE.fullmatch(before))
    number = _NUMBER.match(before)
    return bool(number and number.end() and place.counts and _HEADS.fullmatch(before, number.end()))


def _alone(place: Place, start: int, end: int) -> list[Pair]:
    """The list of an entry with one name: what defines its pieces in turn, the whole, or what is behind 包括."""
    if found := _defined(place, start, end):
        return found
    text = place.text
    found = fit(place, start, end)
    if place.counts:
        told = [match.end() for match in _TOLD.finditer(text, start, end)]
        return next((pairs for at in (start, *told) if (pairs := fit(place, at, end))), [])
    return found if _hold(place, found) and text[found[0][1]] == "、" else []


def _hold(place: Place, pairs: list[Pair]) -> bool:
    """Whether there are members, and each holds a character of the name."""
    return bool(pairs) and all(set(place.name) & set(place.text[start:end]) for start, end in pairs)


def _defined(place: Place, start: int, end: int, *, parted: bool = False) -> list[Pair]:
    """A list that defines the pieces of the name in turn: “四级”为省、市，“三类”指甲、乙。

    A piece that is not unfolded into as many members as it promises is one member. With `parted` all the pieces must be there.
    """
    text = place.text
    pieces = list(_PIECE.finditer(text, start, end))
    whole = "".join(piece.group(1) for piece in pieces) == re.sub("[+＋]", "", place.name)
    found: list[Pair] = []
    if parted and not whole:
        return []
    for piece in pieces:
        a, b = piece.span(2)
        several = tidied(text, members(text, a, b, promised(piece.group(1)) or (_digit(piece.group(1)),)))
        found += several or ([(a, b)] if whole else [])
    return found if (whole and len(pieces) > 1) or len(found) in place.counts else []


def _digit(name: str) -> int:
    return int(name) if name.isascii() and name.isdigit() else 1
