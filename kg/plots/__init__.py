"""Tables of `kg.analyse` → pictures, one module a table, each with `draw(table) -> Picture`.

    frequency     which names are hot, which are cold
    trend         shares over time, with bursts
    spans         first and last uses, and silences
    diffusion     first uses by level; who follows whom
    supersession  the old and the new by year
    expansion     when slogans are named, and when written out
    similarity    a map of documents
    alluvial      communities over periods
    effects       what is said more here than there; how strongly names go together; what ties turned
    communities   which names go together, as blocks
    centrality    which names are in the middle
    chains        formulas, and how faithfully texts say them
    reuse         who copies from when

Drawn with matplotlib, which is an extra. The same table gives the same bytes. Chinese is drawn with a font that is
installed; where there is none, or a character is in none, that is said: no boxes are drawn.
"""
