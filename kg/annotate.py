"""One document through the stages that need only it and the lexicon: clean, segment, extract, link.

Names are looked for in the text without the line breaks inside its sentences, and found in the text as it was read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from kg import extraction, link, read
from kg.clean import clean
from kg.config import Config
from kg.extraction import Span, expansions, predicates
from kg.lexicon import Lexicon, load
from kg.link import holdings, places, slogans
from kg.records import Analysis, Document, Expansion, Mention, Records, Rejection, Sentence, entity_id
from kg.segment import segment
from kg.unwrap import Unwrapped, moved, unwrap


def annotate(document: Document, lexicon: Lexicon, config: Config) -> Analysis:
    """All sentences, mentions and expansions of a document; the same document gives the same analysis."""
    return annotate_all([document], lexicon, config)[0]


def annotate_all(documents: Sequence[Document], lexicon: Lexicon, config: Config) -> list[Analysis]:
    """The analysis of each document.

    All go through a stage before the next begins: what a stage works with then stays in the processor's cache.
    """
    cleaned = [clean(document.text) for document in documents]
    sentences = [segment(document.id, body.text) for document, body in zip(documents, cleaned, strict=True)]
    lines = [unwrap(body.text, parts) for body, parts in zip(cleaned, sentences, strict=True)]
    found = extraction.find_all([each.text for each in lines], lexicon)
    rows = list(zip(documents, sentences, lines, found, strict=True))
    names = [link.canonical(here.spans, flat.text, lexicon, it.date) for it, _, flat, here in rows]
    listed = [
        expansions.find(flat.text, flat.cut(it.text), here.spans, moved(_headings(parts), flat), lexicon)
        for it, parts, flat, here in rows
    ]
    verbs = [
        predicates.verbs(flat.text, here.spans, expansions.ahead_of(unfolded))
        for (_, _, flat, here), unfolded in zip(rows, listed, strict=True)
    ]
    return [
        Analysis(
            it,
            parts,
            _mentions(it, parts, flat, here.spans, name, verb, lexicon, config),
            tuple(_unfolded(it, flat, name, unfolded)) if "SLOGAN" in config.extract.types else (),
            body.masks,
            tuple(Rejection(*flat.span(r.start, r.end), r.reason) for r in here.rejections),
        )
        for body, (it, parts, flat, here), name, verb, unfolded in zip(cleaned, rows, names, verbs, listed, strict=True)
    ]


def _headings(sentences: Records[Sentence]) -> list[Sentence]:
    return [sentences[at] for at, role in enumerate(sentences.values("role")) if role == "heading"]


def _mentions(
    document: Document,
    sentences: Records[Sentence],
    lines: Unwrapped,
    spans: Sequence[Span],
    names: list[str],
    verbs: list[str],
    lexicon: Lexicon,
    config: Config,
) -> Records[Mention]:
    """The mentions of a document, of the types that are wanted, with their places in it as read."""
    entities = _entities(document, lines.text, spans, names, lexicon)
    starts, types = sentences.values("start"), config.extract.types
    rows = zip(spans, names, entities, verbs, strict=True)
    return Records(Mention, (_row(document, lines, *row, starts) for row in rows if row[0].type in types))


def _unfolded(
    document: Document, lines: Unwrapped, names: list[str], listed: Sequence[expansions.Listed]
) -> Iterator[Expansion]:
    """The expansions of a document, with their places as it was read."""
    for item in listed:
        place = lines.span(item.start, item.end)
        yield Expansion(document.id, names[item.span], item.members, *place, item.rule)


def _entities(document: Document, text: str, spans: Sequence[Span], names: list[str], lexicon: Lexicon) -> list[str]:
    """The name of what each span names: a meeting is told apart by the place and the date of the document, a slogan that
    no lexicon has is the same with any marks between its members."""
    entities = list(names)
    for at, span in enumerate(spans):
        if span.type == "MEETING":
            held = holdings.holding(
                names[at], text[max(0, span.start - holdings.REACH) : span.start], document.date, lexicon
            )
            entities[at] = places.told_apart(held, places.home(document) if places.relative(held) else "")
        elif span.type == "SLOGAN":
            entities[at] = slogans.entity(names[at], lexicon)
    return entities


def _row(
    document: Document, lines: Unwrapped, span: Span, name: str, entity: str, verb: str, starts: Sequence[int]
) -> tuple[Any, ...]:
    """The fields of the `Mention` of a span of the unwrapped text, with its place in the document as read.

    `starts` are those of the document's sentences.
    """
    type, raw = span.type, document.text
    start, end = lines.span(span.start, span.end)
    sentence = bisect_right(starts, start) - 1
    verb = _as_read(verb, raw, lines, span) if verb else ""
    key = entity_id(type, entity)
    return document.id, sentence, start, end, raw[start:end], type, span.kind, name, key, span.rule, verb


def _as_read(verb: str, raw: str, lines: Unwrapped, span: Span) -> str:
    """A verb as the document writes it, in traditional script where that is its own."""
    at = lines.text.rfind(verb, max(0, span.start - predicates.REACH), span.start)
    at = at if at >= 0 else lines.text.find(verb, span.end, span.end + predicates.REACH)
    if at < 0:
        return verb
    start, end = lines.span(at, at + len(verb))
    word = "".join(raw[start:end].split())
    return word if len(word) == len(verb) else verb


def analyse_text(
    text: str, *, lexicon: Lexicon | None = None, config: Config | None = None, **metadata: str
) -> Analysis:
    """The analysis of a text that is no file: its sentences, mentions and expansions, in the order of the text.

    `metadata` are fields of its `Document` (title, date, organ, …); a date decides which holding of a conference that
    recurs is meant. Without a `lexicon` it is the built-in one with those of `config`. Raises `UsageError` for a lexicon
    file that cannot be read.

    >>> found = analyse_text("增强“四个意识”。落实中央人大工作会议精神。", date="2021-11-25")
    >>> [(mention.canonical, mention.sentence) for mention in found.mentions]
    [('四个意识', 0), ('中央人大工作会议', 1)]
    """
    document = read.document(text, **metadata)
    config = config or Config()
    return annotate(document, lexicon if lexicon is not None else load(config.extract.lexicons), config)


def extract(text: str, *, lexicon: Lexicon | None = None, config: Config | None = None) -> list[Mention]:
    """The mentions of a text, in order; `lexicon` and `config` as in `analyse_text`.

    >>> [(m.text, m.verb) for m in extract("增强“四个意识”、坚定“四个自信”、做到“两个维护”")]
    [('四个意识', '增强'), ('四个自信', '坚定'), ('两个维护', '做到')]
    """
    return list(analyse_text(text, lexicon=lexicon, config=config).mentions)
