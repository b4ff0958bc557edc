"""Questions to the tables and the graph, one module each.

    frequency    how often is an entity named, in which documents?
    ties         how strongly do two entities go together, by every measure?
    centrality   which entities hold the graph together?
    communities  which entities go together, and how steady is that?
    keyness      what sets one corpus off from another?
    difference   which names and ties were gained, lost or changed?
    reuse        which documents share passages?
    duplicates   which documents are earlier ones over again?
    subset       some documents as a build of their own: periods, levels, all but the copies
    backbone     which few nodes and ties show the graph best?
    evidence     in which sentences does a node or an edge stand?
    card         all about one entity

Functions over tables take `Tables`, a `Subset` or a DuckDB connection with its views; functions over the graph take
what `kg.graph.load` or a subset's `graph` gives.
Tables come back as Arrow tables, in a fixed order, with the `Method` that made them (`kg.analyse.method.of`); nothing
depends on chance but by a seed.
"""
