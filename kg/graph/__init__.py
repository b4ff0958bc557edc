"""Tables → nodes, edges and the graph.

documents, mentions, expansions ─mentioned.read→ what the texts say, as numbers ─facts─ lexicon→ relations
what the texts say, relations, lexicon ─entities.nodes→ nodes
mentions, sentences ─counts.count→ counts of a part ─bundle.bundled→ those of the first parts as one, and of the others
counts ─merge.ties→ co-occurrences, with the figures of association
what the texts say, relations, co-occurrences ─edges.edges→ edges
documents, nodes, edges ─stream→ batches ─load→ networkx.MultiDiGraph, attributes as in schema
"""

from __future__ import annotations

from kg.graph._load import load

__all__ = ["load"]
