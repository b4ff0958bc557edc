"""Questions to the tables and the graph, one module each.

    frequency    how often is an entity named, in which documents?
    centrality   which entities hold the graph together?
    communities  which entities go together?
    backbone     which few nodes and ties show the graph best?
    evidence     in which sentences does a node or an edge stand?
    card         all about one entity

Functions over tables take `Tables` or a DuckDB connection with its views; functions over the graph take what
`kg.graph.load` gives. Tables come back as Arrow tables, in a fixed order; nothing depends on chance but by a seed.
"""
