"""Patterns tried only in a text, or only near a place, that holds what every match of them holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def holds(text: str, signs: Iterable[str]) -> bool:
    """Whether one of these signs stands in the text: asked for by itself it takes a tenth of what a pattern takes.

    >>> holds("甲、乙", "、，"), holds("甲、乙", ("甲乙", "乙丙"))
    (True, False)
    """
    return any(map(text.__contains__, signs))


def near(pattern: re.Pattern[str], sign: re.Pattern[str], back: int, text: str) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives, for a pattern whose every match holds a match of `sign` at most `back`
    characters from its start. To try each character as a beginning costs several times more. Where signs overlap, only
    the first of them is one.

    >>> [m.group() for m in near(re.compile("[一二三]大[山河]"), re.compile("大"), 1, "二大山和三大河")]
    ['二大山', '三大河']
    """
    done = 0
    for hit in sign.finditer(text):
        for at in range(max(done, hit.start() - back), hit.start() + 1):
            if match := pattern.match(text, at):
                yield match
                done = max(match.end(), at + 1)
                break


_HEAD = re.compile(r"(?:[\w“”]|\[([\w×*＊-]+)\])(?![?*{])")
_BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}


def headed(words: str) -> str:
    """A pattern for these words (with `|` between), tried only at a character that one of them begins with.

    Without that, all of them are tried at each place of a text. Each word begins with a character or a set that must be
    there; `ValueError` for another, and for brackets that are characters, which would hide the words behind them.

    >>> headed("大山|大[河江]|[一二]海(?:边|岸)")
    '(?=[大一二])(?:大山|大[河江]|[一二]海(?:边|岸))'
    """
    heads: dict[str, None] = {}
    depth, start = 0, 0
    for at, char in enumerate(words):
        if at == start:
            head = _HEAD.match(words, at)
            if not head:
                raise ValueError(f"no character that {words[at : at + 9]}… must begin with")
            heads.update(dict.fromkeys(head[1] or head[0]))
        depth += _BRACKETS.get(char, 0)
        if char == "|" and not depth:
            start = at + 1
    if depth:
        raise ValueError(f"brackets that do not close: {words}")
    return f"(?=[{''.join(heads)}])(?:{words})"
