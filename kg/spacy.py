"""The same extractor as a spaCy pipeline component.

    nlp = spacy.blank("zh")
    nlp.add_pipe("kg")
    doc = nlp("做到“两个维护”")
    doc.spans["kg"]

The spans hold the tokens that a mention touches, whatever the segmenter; what the mention is stands in extensions:
`span._.mention` (the `Mention`, with exact offsets into `doc.text`), `span._.canonical`, `span._.kind`,
`span._.entity`, `span._.verb`, `span._.rule`; `doc._.kg` is the whole `Analysis`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from kg.annotate import analyse_text
from kg.config import Config
from kg.lexicon import Lexicon, load

KEY: Final = "kg"
FIELDS: Final = ("canonical", "kind", "entity", "verb", "rule")


class Component:
    """Sets `doc.spans["kg"]`, labelled with the types of the mentions."""

    def __init__(self, lexicon: Lexicon, spans_key: str = KEY) -> None:
        self._lexicon = lexicon
        self._key = spans_key
        self._config = Config()

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document in place and return it."""
        analysis = analyse_text(doc.text, lexicon=self._lexicon, config=self._config)
        doc._.kg = analysis
        spans = []
        for mention in analysis.mentions:
            span = doc.char_span(mention.start, mention.end, label=mention.type, alignment_mode="expand")
            if span is None:
                continue
            span._.mention = mention
            for field in FIELDS:
                span._.set(field, getattr(mention, field))
            spans.append(span)
        doc.spans[self._key] = SpanGroup(doc, name=self._key, spans=spans)
        return doc


def extend() -> None:
    """Register the extensions, where nobody has registered one of the same name."""
    for name in ("mention", *FIELDS):
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)
    if not Doc.has_extension(KEY):
        Doc.set_extension(KEY, default=None)


@Language.factory("kg", default_config={"lexicons": [], "spans_key": KEY})
def create(nlp: Language, name: str, lexicons: Sequence[str], spans_key: str) -> Component:
    """The component for `nlp.add_pipe("kg", config={"lexicons": ["mine.toml"]})`."""
    extend()
    return Component(load(lexicons), spans_key)
