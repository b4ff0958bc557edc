"""One document through the stages that need only it and the lexicon: clean, segment, extract, link.

Names are looked for in the text without the line breaks inside its sentences, and found in the text as it was read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kg import extraction, link, read
from kg.clean import clean
from kg.config import Config
from kg.extraction import Span, expansions, predicates
from kg.lexicon import Lexicon, load
from kg.link import holdings, places, slogans
from kg.records import Analysis, Document, Expansion, Mention, Rejection, Sentence, entity_id
from kg.segment import segment
from kg.unwrap import Unwrapped, moved, unwrap


def annotate(document: Document, lexicon: Lexicon, config: Config) -> Analysis:
    """All sentences, mentions and expansions of a document; the same document gives the same analysis."""
    cleaned = clean(document.text)
    sentences = segment(document.id, cleaned.text)
    lines = unwrap(cleaned.text, sentences)
    found = extraction.find(lines.text, lexicon)
    names = link.canonical(found.spans, lines.text, lexicon, document.date)
    verbs = predicates.verbs(lines.text, found.spans)
    listed = expansions.find(lines.text, lines.cut(document.text), found.spans, moved(sentences, lines), lexicon)
    entities = _entities(document, lines.text, found.spans, names, lexicon)
    starts, types = [sentence.start for sentence in sentences], config.extract.types
    mentions = tuple(
        _mention(document, span, lines, name, entity, verb, starts)
        for span, name, entity, verb in zip(found.spans, names, entities, verbs, strict=True)
        if span.type in types
    )
    unfolded = tuple(
        Expansion(document.id, names[item.span], item.members, lines.back(item.start), lines.end(item.end), item.rule)
        for item in listed
        if "SLOGAN" in config.extract.types
    )
    rejected = tuple(Rejection(lines.back(r.start), lines.end(r.end), r.reason) for r in found.rejections)
    return Analysis(document, sentences, mentions, unfolded, cleaned.masks, rejected)


def _entities(document: Document, text: str, spans: Sequence[Span], names: list[str], lexicon: Lexicon) -> list[str]:
    """The name of what each span names: a meeting is told apart by the place and the date of the document, a slogan that
    no lexicon has is the same with any marks between its members."""
    entities = list(names)
    for at, span in enumerate(spans):
        if span.type == "MEETING":
            held = holdings.holding(
                names[at], text[max(0, span.start - holdings.REACH) : span.start], document.date, lexicon
            )
            entities[at] = places.told_apart(held, places.home(document)) if places.relative(held) else held
        elif span.type == "SLOGAN":
            entities[at] = slogans.entity(names[at], lexicon)
    return entities


def _mention(
    document: Document, span: Span, lines: Unwrapped, name: str, entity: str, verb: str, starts: Sequence[int]
) -> Mention:
    """The mention of a span of the unwrapped text, with its place in the document as read; `starts` are its sentences'."""
    type, raw = span.type, document.text
    start, end = lines.back(span.start), lines.end(span.end)
    sentence = bisect_right(starts, start) - 1
    verb = _as_read(verb, raw, lines, span) if verb else ""
    # by position, and in the order of the fields: by name takes half as long again
    return Mention(
        document.id, sentence, start, end, raw[start:end], type, span.kind, name, entity_id(type, entity), span.rule, verb
    )


def _as_read(verb: str, raw: str, lines: Unwrapped, span: Span) -> str:
    """A verb as the document writes it, in traditional script where that is its own."""
    at = lines.text.rfind(verb, max(0, span.start - predicates.REACH), span.start)
    at = at if at >= 0 else lines.text.find(verb, span.end, span.end + predicates.REACH)
    word = "".join(raw[lines.back(at) : lines.end(at + len(verb))].split()) if at >= 0 else verb
    return word if len(word) == len(verb) else verb


def analyse_text(
    text: str, *, lexicon: Lexicon | None = None, config: Config | None = None, **metadata: str
) -> Analysis:
    """The analysis of a text that is no file; `metadata` are fields of its `Document`."""
    document = read.document(text, **metadata)
    config = config or Config()
    return annotate(document, lexicon if lexicon is not None else load(config.extract.lexicons), config)


def extract(text: str, *, lexicon: Lexicon | None = None, config: Config | None = None) -> list[Mention]:
    """The mentions of a text, in order.

    >>> [(m.text, m.verb) for m in extract("增强“四个意识”、坚定“四个自信”、做到“两个维护”")]
    [('四个意识', '增强'), ('四个自信', '坚定'), ('两个维护', '做到')]
    """
    return list(analyse_text(text, lexicon=lexicon, config=config).mentions)
