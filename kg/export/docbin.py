"""spaCy's DocBin (https://spacy.io/api/docbin): documents with spans, for training and for analysis in spaCy.

nlp = spacy.blank("zh")
docs = DocBin().from_disk("corpus.spacy").get_docs(nlp.vocab)
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.export._texts import Text, texts
from kg.files import whole

if TYPE_CHECKING:
    import networkx as nx
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from kg.config import Config

KEY: Final = "kg"
"""The name of the span group, as in the spaCy component."""


def write(tables: Any, graph: nx.MultiDiGraph, path: Path, config: Config) -> None:
    """All documents: a character a token (blanks are tokens of their own), so that every mention falls on tokens.

    `doc.spans["kg"]` and `doc.ents` hold the mentions, `label_` the type, `kb_id_` the entity, `id_` the kind;
    `doc.user_data` has `id`, `source`, `title` and `date`; sentence starts are those of the tables.
    """
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    vocab = Vocab()
    attributes = ["SENT_START", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID"]
    made = DocBin(attrs=attributes, docs=_docs(tables, vocab), store_user_data=True)
    with whole(path) as temporary:
        temporary.write_bytes(made.to_bytes())


def _docs(tables: Any, vocab: Vocab) -> Iterator[Doc]:
    return (document(text, vocab) for text in texts(tables))


def document(text: Text, vocab: Vocab) -> Doc:
    """A document as spaCy has it: token `i` is character `i`."""
    from spacy.tokens import Doc, Span

    characters = list(text.text)
    starts = {sentence.start for sentence in text.sentences}
    doc = Doc(
        vocab,
        words=characters,
        spaces=[False] * len(characters),
        sent_starts=[at in starts or at == 0 for at in range(len(characters))],
    )
    spans = [
        Span(doc, item.start, item.end, label=item.type, kb_id=item.entity, span_id=item.kind) for item in text.mentions
    ]
    doc.spans[KEY] = spans
    doc.set_ents(spans)
    doc.user_data.update({"id": text.id, "source": text.source, "title": text.title, "date": text.date})
    return doc
