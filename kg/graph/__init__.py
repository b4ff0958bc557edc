"""Tables → nodes, edges and the graph.

mentions, expansions, lexicon ─entities.nodes→ nodes
mentions, expansions, lexicon ─relations.edges→ mentions, has_part, raised_at, held_under
mentions, sentences ─cooccurrence.edges→ co_occurs, with the figures of association
documents, nodes, edges ─stream→ batches ─load→ networkx.MultiDiGraph, attributes as in schema
"""

from __future__ import annotations

from kg.graph._load import load

__all__ = ["load"]
