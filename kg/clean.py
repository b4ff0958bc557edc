"""Length-preserving cleaning: what is not body text is masked, what is written in several ways is made one.

Nothing is deleted and nothing moves: character `i` of the cleaned text is character `i` of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from typing import Any, Final

from kg._dirt import ADVERTISEMENT, BARE_NUMBER, HAN, NAME, RULES, Rule
from kg._titles import TITLE_END
from kg.records import Mask

MASKED: Final = "\x00"
"""What stands in a cleaned text for a masked character."""

_CHINESE: Final = f"{HAN}\u3001-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20“”‘’—…〇"
_NARROW: Final = re.compile("[,;:?!]")
_BESIDE: Final = re.compile(rf"(?<=[{_CHINESE}]).|.(?=[{_CHINESE}])")
_BRACKETS: Final = re.compile(r"\(([^()\n]{1,120})\)")
_WIDE: Final = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HAN: Final = re.compile(f"[{HAN}]")
_ZERO: Final = re.compile("(?<=[一二三四五六七八九十○〇])○|○(?=[一二三四五六七八九○〇])")
_APOSTROPHE: Final = re.compile(rf"(?<=[{_CHINESE}])'|'(?=[{_CHINESE}])")
_LINE: Final = re.compile(r"\S(?:[^\n]*\S)?")
_RULES: Final = (ADVERTISEMENT, *RULES)
_PAGE: Final = 199
"""Characters between two lines that are the numbers of pages, at least."""

Claim = tuple[int, int, str]
"""What may be masked: its span and the reason."""


@dataclass(frozen=True, slots=True)
class Clean:
    """A cleaned text of the document's length, and its masks in order, not overlapping."""

    text: str
    masks: tuple[Mask, ...]


def clean(text: str) -> Clean:
    """`text` normalised, its boilerplate masked; the same length, character for character.

    >>> clean("新华社北京3月5日电（记者某某）會議要求,做到「兩個維護」").masks
    (Mask(start=0, end=16, reason='lead'),)
    >>> clean("會議要求,做到「兩個維護」").text
    '会议要求，做到“两个维护”'
    """
    text = normalise(text)
    # a line break in front, so that each line begins with one
    masks = tuple(Mask(start - 1, end - 1, reason) for start, end, reason in _settle(_found("\n" + text)))
    return Clean(_masked(text, masks), masks)


def normalise(text: str) -> str:
    """One writing for each character: simplified script, ASCII digits and letters, “ ” ‘ ’, full-width punctuation.

    >>> print(normalise('６＋１工程(试行)的"三个清单", 10:30'))
    6+1工程（试行）的“三个清单”， 10:30
    """
    if not _various().search(text):
        return text
    if _foreign().search(text):
        text = text.translate(_table())
    if '"' in text or "'" in text:
        text = _quotes(text)
    if "(" in text:
        # twice: a pair inside a pair is found first
        text = _BRACKETS.sub(_bracket, _BRACKETS.sub(_bracket, text))
    if "○" in text:
        text = _ZERO.sub("〇", text)
    return _NARROW.sub(_widened, text)


@cache
def _changes() -> dict[str, str]:
    from kg._traditional import PAIRS

    changes = dict(zip(PAIRS[::2], PAIRS[1::2], strict=True))
    changes |= {wide: chr(ord(wide) - 0xFEE0) for wide in map(chr, range(0xFF01, 0xFF5F)) if wide.isalnum()}
    changes |= dict(zip("＋％－／＝＊＆＃＠．＂＇", "+%-/=*&#@.\"'", strict=True))
    changes |= dict(zip("「」『』﹁﹂﹃﹄〝〞〟", "“”‘’“”‘’“””", strict=True))
    # invisible characters would cut a name in two for the eye of a pattern only; a space at least shows
    changes |= dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\xad", " ")
    return changes


class _Table(dict[int, int]):
    """A translation table that learns what it does not change (a plain dict raises for each such character)."""

    def __missing__(self, code: int) -> int:
        if code < 0x10000:
            self[code] = code
        return code


@cache
def _table() -> _Table:
    return _Table({ord(old): ord(new) for old, new in _changes().items()})


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(_changes()))}]")


@cache
def _various() -> re.Pattern[str]:
    """The characters that may be written in another way: most texts hold none of them, and one search tells."""
    return re.compile(f"[{re.escape(''.join(_changes()))}{''.join(_WIDE)}\"'(○]")


def _widened(match: re.Match[str]) -> str:
    return _WIDE[match[0]] if _BESIDE.match(match.string, match.start()) else match[0]


def _bracket(match: re.Match[str]) -> str:
    """The pair full-width if there is Chinese inside or next to it."""
    text, start, end = match.string, match.start(), match.end()
    if _HAN.search(text, max(0, start - 1), min(len(text), end + 1)):
        return f"（{match[1]}）"
    return match[0]


def _quotes(text: str) -> str:
    """Straight quotes of a paragraph opened and closed in turn, if there is an even number of them."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if '"' in line and line.count('"') % 2 == 0 and _HAN.search(line):
            turns = cycle("“”")
            line = re.sub('"', lambda _, turns=turns: next(turns), line)  # type: ignore[misc]
        if "'" in line and len(_APOSTROPHE.findall(line)) % 2 == 0:
            turns = cycle("‘’")
            line = _APOSTROPHE.sub(lambda _, turns=turns: next(turns), line)  # type: ignore[misc]
        lines[number] = line
    return "\n".join(lines)


def _found(text: str) -> Iterator[Claim]:
    """Candidates, in the order of their claim; they may overlap. `text` begins with a line break."""
    tried = _tried(text)
    if ADVERTISEMENT in tried:
        yield from _advertising(text)
    yield from _page_numbers(text)
    for rule in tried:
        if rule is not ADVERTISEMENT:
            for match in rule.pattern.finditer(text):
                yield *match.span(1), rule.reason


def _tried(text: str) -> list[Rule]:
    """The rules of which a trigger stands in the text, in their order."""
    automaton, tripped = _plan()
    try:
        hits = automaton.find_matches_as_indexes(text)
    except UnicodeEncodeError:  # halves of characters, which it does not take
        hits = automaton.find_matches_as_indexes(text.encode("utf-8", "replace").decode())
    numbers = {number for which in {hit[0] for hit in hits} for number in tripped[which]}
    return [_RULES[number] for number in sorted(numbers)]


@cache
def _plan() -> tuple[Any, tuple[tuple[int, ...], ...]]:
    """One automaton of all triggers, and for each of them the numbers of the rules that are tried after it.

    Of two triggers that begin alike only the longer is found, so it counts for the rules of both.
    """
    from ahocorasick_rs import AhoCorasick, MatchKind

    every = sorted({trigger for rule in _RULES for trigger in rule.triggers})
    tripped = (
        tuple(number for number, rule in enumerate(_RULES) if any(trigger in found for trigger in rule.triggers))
        for found in every
    )
    return AhoCorasick(every, matchkind=MatchKind.LeftmostLongest), tuple(tripped)


def _advertising(text: str) -> Iterator[Claim]:
    """Advertising lines, the short lines between two of them, and the vendor's name wherever it recurs."""
    last = len(text)  # nothing lies between this and the first
    names: dict[str, None] = {}
    for match in ADVERTISEMENT.pattern.finditer(text):
        for start, end in _between(text, last, match.start() + 1):
            yield start, end, ADVERTISEMENT.reason
            if NAME.fullmatch(text, start, end):
                names[text[start:end]] = None
        yield *match.span(1), ADVERTISEMENT.reason
        last = match.end()
    for name in list(names)[:5]:
        # a word that fills the text is more likely its subject than its vendor
        if text.count(name) <= 12:
            yield from ((*match.span(), "watermark") for match in re.finditer(re.escape(name), text))


def _between(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the lines between two advertising lines, if all are short and none is a sentence or a title."""
    if not 0 < end - start <= 600:
        return []
    lines = list(_LINE.finditer(text, start, end))
    if len(lines) > 12 or any(len(line[0]) > 40 or line[0][-1] in "。；：，" for line in lines):
        return []
    return [line.span() for line in lines if not TITLE_END.search(line[0])]


def _page_numbers(text: str) -> Iterator[Claim]:
    """Lines of a bare number that count up by one, three at least, with a page of text between them."""
    run: list[re.Match[str]] = []
    for match in BARE_NUMBER.finditer(text):
        if run and int(match[1]) == int(run[-1][1]) + 1 and match.start() - run[-1].end() >= _PAGE:
            run.append(match)
            continue
        yield from _pages(run)
        run = [match]
    yield from _pages(run)


def _pages(run: list[re.Match[str]]) -> Iterator[Claim]:
    if len(run) >= 3:
        for match in run:
            yield *match.span(1), "furniture"


def _settle(claims: Iterable[Claim]) -> list[Claim]:
    """Claims in text order; one that overlaps an earlier claim is dropped, its rest too."""
    starts: list[int] = []
    kept: list[Claim] = []
    for claim in claims:
        start, end, _ = claim
        at = bisect_right(starts, start)
        free = (at == 0 or kept[at - 1][1] <= start) and (at == len(kept) or end <= starts[at])
        if free and start < end:
            starts.insert(at, start)
            kept.insert(at, claim)
    return kept


def _masked(text: str, masks: tuple[Mask, ...]) -> str:
    if not masks:
        return text
    pieces: list[str] = []
    at = 0
    for mask in masks:
        pieces += (text[at : mask.start], MASKED * (mask.end - mask.start))
        at = mask.end
    pieces.append(text[at:])
    return "".join(pieces)
