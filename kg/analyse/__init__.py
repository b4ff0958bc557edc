"""Questions to the tables and the graph, one module each.

    frequency    how often is an entity named, in which documents, and how hot is it?
    ties         how strongly do two entities go together, by every measure?
    centrality   which entities hold the graph together?
    communities  which entities go together, and how steady is that?
    chains       which formulas are there (增强…、坚定…、做到…), and how do texts deviate from them?
    alignment    what do two texts say in the same slot of a formula?
    dating       when was a text without a date written?
    keyness      what sets one corpus off from another?
    difference   which names and ties were gained, lost or changed?
    reuse        which documents share passages?
    duplicates   which documents are earlier ones over again?
    subset       some documents as a build of their own: periods, levels, all but the copies
    backbone     which few nodes and ties show the graph best?
    evidence     in which sentences does a node or an edge stand?
    card         all about one entity

Over time, of the documents that a `selection` chooses:

    counts        who is named how often in each of the `periods`?
    trend         how does it rise and fade, and where are the `bursts`?
    ledger        who says it first, who last, in which sentence?
    silence       what is said no longer, though one would expect it?
    diffusion     how long from the centre to the county?
    following     who follows whom?
    supersession  which slogans gave way to which?
    expansion     is it named before it is written out, or after?
    similarity    which documents are alike?
    alluvial      how do communities part and join?

Functions over tables take `Tables`, a `Subset` or a DuckDB connection with its views; functions over the graph take
what `kg.graph.load` or a subset's `graph` gives.
Tables come back as Arrow tables, in a fixed order, with the `Method` that made them (`kg.analyse.method.of`); nothing
depends on chance but by a seed.
"""
