"""One document through the stages that need only it and the lexicon: clean, segment, extract, link."""

from __future__ import annotations

from bisect import bisect_right

from kg import extraction, link, read
from kg.clean import clean
from kg.config import Config
from kg.extraction import expansions, predicates
from kg.lexicon import Lexicon, load
from kg.records import Analysis, Document, Expansion, Mention, Sentence, entity_id
from kg.segment import segment


def annotate(document: Document, lexicon: Lexicon, config: Config) -> Analysis:
    """All sentences, mentions and expansions of a document; the same document gives the same analysis."""
    cleaned = clean(document.text)
    sentences = segment(document.id, cleaned.text)
    found = extraction.find(cleaned.text, lexicon)
    names = link.canonical(found.spans, cleaned.text, lexicon)
    verbs = predicates.verbs(cleaned.text, found.spans)
    places = _sentences([span.start for span in found.spans], sentences)
    mentions = tuple(
        Mention(
            document=document.id,
            sentence=place,
            start=span.start,
            end=span.end,
            text=document.text[span.start : span.end],
            type=span.type,
            kind=span.kind,
            canonical=name,
            entity=entity_id(span.type, name),
            rule=span.rule,
            verb=verb,
        )
        for span, name, verb, place in zip(found.spans, names, verbs, places, strict=True)
        if span.type in config.extract.types
    )
    listed = expansions.find(cleaned.text, document.text, found.spans, sentences)
    unfolded = tuple(
        Expansion(document.id, names[item.span], item.members, item.start, item.end, item.rule) for item in listed
    )
    return Analysis(document, sentences, mentions, unfolded, cleaned.masks, found.rejections)


def _sentences(places: list[int], sentences: tuple[Sentence, ...]) -> list[int]:
    """The index of the sentence that each place lies in, or of the one before it; -1 before the first."""
    starts = [sentence.start for sentence in sentences]
    return [bisect_right(starts, place) - 1 for place in places]


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
