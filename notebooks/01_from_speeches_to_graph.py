# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # From speeches to a graph
#
# This notebook takes a folder of Chinese political texts to a graph of the slogans (提法) and meetings that they name.
# It runs on the sample in `data/corpus`, which was written for this project; put your own folder in its place.

# %%
import tempfile
from pathlib import Path

import kg

HERE = Path.cwd()
ROOT = HERE if (HERE / "data").is_dir() else HERE.parent
SPEECHES = ROOT / "data" / "corpus"

# %% [markdown]
# ## One sentence
#
# `kg.extract` finds the names in a text, with the verb that governs each slogan.

# %%
for mention in kg.extract("进一步增强“四个意识”、坚定“四个自信”、做到“两个维护”，深入贯彻党的二十大精神"):
    print(mention.text, "→", mention.canonical, "|", mention.type, mention.kind, mention.verb)

# %% [markdown]
# ## A folder
#
# `kg.build` reads all files of a folder, and makes tables and a graph. Building again adds only what is new.

# %%
build = kg.build([SPEECHES], Path(tempfile.mkdtemp()) / "build")
build

# %% [markdown]
# ## Which names are the most frequent?
#
# Every table can be asked in SQL. A number without its sentences is worth little, so ask for those too.

# %%
build.query("""
    select name, kind, mentions, documents, first, last
    from nodes where type = 'SLOGAN' order by mentions desc, name limit 10
""").df()

# %%
build.query("""
    select d.date, d.title, s.text
    from mentions m
    join sentences s on s.document = m.document and s.index = m.sentence
    join documents d on d.id = m.document
    where m.canonical = '四个意识' order by d.date, s.index limit 5
""").df()

# %% [markdown]
# ## What stands together?
#
# Ties within a sentence, with how often, and how much more than chance (NPMI, G², and q after Benjamini–Hochberg).

# %%
build.query("""
    select a.name as one, b.name as other, e.count, e.documents, round(e.npmi, 2) as npmi, round(e.llr, 1) as g2
    from edges e join nodes a on a.id = e.source join nodes b on b.id = e.target
    where e.relation = 'co_occurs' and e."window" = 'sentence' and a.type = 'SLOGAN' and b.type = 'SLOGAN'
    order by e.llr desc, one, other limit 10
""").df()

# %% [markdown]
# ## The graph
#
# The same as a `networkx` graph, and as a page to explore.

# %%
graph = build.graph
print(graph.number_of_nodes(), "nodes,", graph.number_of_edges(), "edges")

# %%
build.graph_view(around="四个意识", depth=1)
