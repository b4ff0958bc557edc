"""Questions to the tables and the graph, one module each.

    frequency    how often is an entity named, in which documents, and how hot is it?
    centrality   which entities hold the graph together?
    communities  which entities go together?
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

Functions over tables take `Tables` or a DuckDB connection with its views; functions over the graph take what
`kg.graph.load` gives. Tables come back as Arrow tables, in a fixed order; nothing depends on chance but by a seed. A
table says what it rests on: `kg.analyse.method.of(table)` is its statistic, what that assumes, and the source.
"""
