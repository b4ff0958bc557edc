"""Names that no lexicon has: formulations that a build's texts use, ranked by how name-like they are.

text        the sentences of the build as an array of characters
suffixes    every repeated string of it
candidates  those that recur freely, and those that the extractor marked
figures     counts, branching entropy, what stands around them
shape       what their build says for or against them
score       one figure, with its reasons
nesting     pieces of longer names and contexts of shorter ones left out
find        all of it in order
rows        documents, dates, example sentences
stanza      the entry for a lexicon
"""

from __future__ import annotations

from kg.analyse.discovery.rows import Discovery, discover
from kg.analyse.discovery.score import METHOD, NO_WEIGHTS
from kg.analyse.discovery.stanza import entries, toml

__all__ = ["METHOD", "NO_WEIGHTS", "Discovery", "discover", "entries", "toml"]
