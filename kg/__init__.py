"""Knowledge graphs of the slogans (提法) and meetings that Chinese political texts name, with their evidence.

::

    files ─read→ Document ─clean→ Document ─segment→ Sentence ─extract→ Mention ─link→ Entity, Relation
          ─tabulate→ documents, sentences, mentions, nodes, edges (Parquet) ─graph→ networkx ─analyse→ tables
          ─export→ HTML, GraphML, GEXF, CSV, JSON, Cypher, RDF

`build` does it all; `open` opens what was built; `extract` finds the mentions of one text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.annotate import analyse_text as annotate_text
    from kg.annotate import extract
    from kg.builds import Build
    from kg.builds import Build as open
    from kg.config import Config
    from kg.errors import KgError
    from kg.lexicon import Lexicon
    from kg.pipeline import build
    from kg.records import Analysis, Document, Entity, Expansion, Mention, Relation, Sentence
    from kg.version import __version__

__all__ = [
    "Analysis",
    "Build",
    "Config",
    "Document",
    "Entity",
    "Expansion",
    "KgError",
    "Lexicon",
    "Mention",
    "Relation",
    "Sentence",
    "__version__",
    "annotate_text",
    "build",
    "extract",
    "open",
]

_WHERE = {
    **{name: ("kg.records", name) for name in ("Analysis", "Document", "Entity", "Expansion", "Mention")},
    **{name: ("kg.records", name) for name in ("Relation", "Sentence")},
    "__version__": ("kg.version", "__version__"),
    "Build": ("kg.builds", "Build"),
    "Config": ("kg.config", "Config"),
    "KgError": ("kg.errors", "KgError"),
    "Lexicon": ("kg.lexicon", "Lexicon"),
    "annotate_text": ("kg.annotate", "analyse_text"),
    "build": ("kg.pipeline", "build"),
    "extract": ("kg.annotate", "extract"),
    "open": ("kg.builds", "Build"),
}


def __getattr__(name: str) -> Any:
    """What is heavy to import comes at its first use, so that `import kg` and `kg --help` stay quick.

    Records are not heavy, but Ctrl-C while they are loaded would be a traceback of the command line.
    """
    if name not in _WHERE:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _WHERE[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
