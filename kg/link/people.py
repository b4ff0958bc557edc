"""People: one full name for every form: full names, surnames with a title, given names, last parts of foreign names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache

from kg.extraction import Span
from kg.lexicon import Lexicon

_TITLE = re.compile("总书记|副?书记|副?主席|副?总理|副?委员长|总司令|[副代]?[省市部州]长|检察长|行长")
_SUFFIX = re.compile("(?:维吾尔|壮族|回族)?自治区|省|市|特别行政区")
_REDACTED = frozenset("某*＊×")


def canonical(mentions: Sequence[tuple[str, Span]], lexicon: Lexicon, text: str = "") -> list[str]:
    """The full name of each person that one document names, in the given order.

    A short form stands for the nearest full name before it that has the same surname, given name or last part, else for
    the first one after it; then for a person of the lexicon who held the office named in `text`; else for itself.

    >>> rows = [("王东峰", Span(0, 3, "PERSON", "", "")), ("东峰", Span(9, 11, "PERSON", "", "")), ("王", Span(20, 21, "PERSON", "", ""))]
    >>> canonical(rows, Lexicon())
    ['王东峰', '王东峰', '王东峰']
    """
    full = [span.name or "".join(name.split()) for name, span in mentions]
    if all(span.name for _, span in mentions):
        return full
    short = [not span.name and _short(name) for name, (_, span) in zip(full, mentions, strict=True)]
    forms = _forms([(at, name) for at, name in enumerate(full) if not short[at] and _REDACTED.isdisjoint(name)])
    result = []
    for at, ((_, span), name) in enumerate(zip(mentions, full, strict=True)):
        if short[at] or (not span.name and name in forms and "·" not in name):
            name = _nearest(forms.get(name, []), at) or _office(name, span, text, lexicon) or name
        result.append(name)
    return result


def _short(name: str) -> bool:
    """Whether a name may stand for a longer one whatever else the document says: a surname or a given name alone."""
    return len(name) == 1


def _forms(names: list[tuple[int, str]]) -> Mapping[str, list[tuple[int, str]]]:
    """The short forms of full names, each with the places and full names that it may stand for, in order."""
    forms: dict[str, list[tuple[int, str]]] = {}
    for at, name in names:
        if "·" in name:
            parts = [name.rsplit("·", 1)[-1], name.split("·", 1)[0]]
        else:
            parts = [name[0], name[1:]] if len(name) > 2 else [name[0]]
        for part in parts:
            if part != name:
                forms.setdefault(part, []).append((at, name))
    return forms


def _nearest(candidates: list[tuple[int, str]], at: int) -> str:
    """The candidate last named before the place `at`, else the first after it, or an empty string."""
    if not candidates:
        return ""
    before = bisect_left(candidates, (at, ""))
    return candidates[before - 1][1] if before else candidates[0][1]


def _office(name: str, span: Span, text: str, lexicon: Lexicon) -> str:
    """The one person of the lexicon with this surname who held the office in a place that the text names."""
    title = _TITLE.match(text, span.end)
    if not title or len(name) != 1:
        return ""
    holders = _holders(lexicon).get((name, title.group()), ())
    named = {person for place, person in holders if place in text}
    return named.pop() if len(named) == 1 else ""


@lru_cache(maxsize=4)
def _holders(lexicon: Lexicon) -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
    """By surname and title of a provincial office: the places and who held it there."""
    result: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    for person in lexicon.people.values():
        for office in person.offices:
            title = next((word for word in ("书记", "主席", "省长", "市长") if office.endswith(word)), "")
            place = _SUFFIX.split(office)[0]
            if title and place and place != office and not office.startswith(("中", "国", "全")):
                key = (person.name[0], title)
                result[key] = (*result.get(key, ()), (place, person.name))
    return result
