"""What a text itself says a slogan consists of: in parentheses, after 即, in a glossary, in a list, under headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.expansions import ahead, apart, beside, glossary, running
from kg.extraction.expansions.place import Headings, Place, Rule
from kg.extraction.expansions.reading import counted
from kg.extraction.lists import Pair
from kg.extraction.spans import Span
from kg.lexicon import Lexicon, Slogan
from kg.records import Sentence

__all__ = ["Listed", "ahead_of", "find"]

_RULES: tuple[Rule, ...] = (
    glossary.glossary,
    apart.in_groups,
    beside.after,
    beside.each,
    ahead.before,
    apart.under,
    apart.made,
    running.ordered,
    running.repeated,
    apart.themed,
    beside.stated,
    apart.lettered,
    apart.listed,
    apart.spelt,
)
_MARK = re.compile("[一二三四五六七八九十]是|第[一二三四五六七八九十]|要")
_PLAIN: tuple[Rule, ...] = (glossary.glossary, glossary.coded, beside.after, beside.stated, apart.listed)
"""The rules for names in quotation marks that promise no number of members."""
_BARE: tuple[Rule, ...] = (beside.stated, apart.listed)
"""The rules for other names that promise none: no list beside one of them can be told to be its own."""
_ONCE: frozenset[Rule] = frozenset(
    (apart.under, apart.in_groups, apart.lettered, apart.spelt, apart.listed, running.ordered, running.repeated)
)
"""What stands apart from the name unfolds it once, however often it stands."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An expansion found: the index of the span it unfolds and its name, the members as worded, the evidence, the rule."""

    span: int
    name: str
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
    headings = Headings(text, sentences)
    unfolded: set[tuple[str, Rule]] = set()
    found: list[Listed] = []
    for order, (at, span) in enumerate(slogans):
        place = Place(text, order, only, headings, _known(span, text, lexicon))
        for rule in _rules(place):
            pairs = [] if unfolded and (place.name, rule) in unfolded else rule(place)
            if pairs and not _within(found, place) and _worded(text, pairs):
                unfolded |= {(place.name, rule)} if rule in _ONCE else set()
                parts = tuple(raw[a:b] for a, b in pairs)
                start, end = min(span.start, pairs[0][0]), max(span.end, pairs[-1][1])
                found.append(Listed(at, place.name, parts, start, end, f"expansion:{rule.__name__}"))
                break
    return found


def _rules(place: Place) -> tuple[Rule, ...]:
    """The rules that may unfold a name; what counts in a name without number (一带一路) may still be told one by one."""
    if place.counts:
        return _RULES
    return _PLAIN if place.quoted or counted(place.name) else _BARE


def ahead_of(found: Sequence[Listed]) -> dict[int, int]:
    """Where the list begins of each span that has its parts right before it (做好甲、乙“两件事”), by the span's index."""
    return {item.span: item.start for item in found if item.rule == f"expansion:{ahead.before.__name__}"}


def _worded(text: str, pairs: Sequence[Pair]) -> bool:
    """Whether the members say something, each another thing: no bare marks (一是，二是), no 要、要、要."""
    words = [text[a:b] for a, b in pairs]
    return len(set(words)) == len(words) and all(re.search(r"\w", word) and not _MARK.fullmatch(word) for word in words)


def _within(found: Sequence[Listed], place: Place) -> bool:
    """Whether a place lies in the list of a longer name that this one is a piece of (“六横六纵”：“六横”指…)."""
    return bool(found) and found[-1].start < place.span.start < found[-1].end and place.name in found[-1].name


def _known(span: Span, text: str, lexicon: Lexicon | None) -> Slogan | None:
    """What the lexicon knows of a slogan."""
    if lexicon is None:
        return None
    return lexicon.slogans.get(span.name or lexicon.canonical.get(text[span.start : span.end], ""))
