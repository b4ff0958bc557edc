"""What a text itself says a slogan consists of: in parentheses, after 即, in a glossary, in a list, under headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.expansions import apart, beside
from kg.extraction.expansions.place import Headings, Place, Rule
from kg.extraction.spans import Span
from kg.lexicon import Lexicon
from kg.records import Sentence

__all__ = ["Listed", "find"]

_RULES: tuple[Rule, ...] = (
    beside.glossary,
    apart.in_groups,
    beside.after,
    beside.before,
    apart.under,
    apart.made,
    apart.themed,
    beside.stated,
    apart.listed,
    apart.spelt,
)
_ONCE: frozenset[Rule] = frozenset((apart.under, apart.in_groups, apart.spelt, apart.listed))
"""What stands apart from the name unfolds it once, however often it stands."""


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
    headings = Headings(text, sentences)
    unfolded: set[tuple[str, Rule]] = set()
    found: list[Listed] = []
    for order, (at, span) in enumerate(slogans):
        place = Place(text, order, only, headings, _parts(span, text, lexicon))
        for rule in _RULES:
            pairs = [] if (place.name, rule) in unfolded else rule(place)
            if pairs:
                unfolded |= {(place.name, rule)} if rule in _ONCE else set()
                parts = tuple(raw[a:b] for a, b in pairs)
                start, end = min(span.start, pairs[0][0]), max(span.end, pairs[-1][1])
                found.append(Listed(at, parts, start, end, f"expansion:{rule.__name__}"))
                break
    return found


def _parts(span: Span, text: str, lexicon: Lexicon | None) -> tuple[str, ...]:
    """The parts of a slogan that the lexicon knows."""
    if lexicon is None:
        return ()
    name = span.name or lexicon.canonical.get(text[span.start : span.end], "")
    slogan = lexicon.slogans.get(name)
    return slogan.parts if slogan else ()
