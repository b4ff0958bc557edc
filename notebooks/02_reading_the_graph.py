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
# # Reading the graph
#
# A graph of slogans (提法) is quickly drawn and easily misread. This notebook goes the way a careful reader would: from
# one name to its sentences, from two names to the figures of their tie, from all ties to the few that can be looked at,
# and from the picture back to the sentences.
#
# It runs on the sample in `data/corpus`, 23 texts written for this project. Set the environment variable `KG_CORPUS` to
# a folder of your own before you start it, and `KG_NAME` to a name that stands in it; notebook 05 tells how such a folder
# looks.

# %%
import os
import tempfile
from itertools import pairwise
from pathlib import Path

import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
from matplotlib import font_manager

import kg
from kg.analyse import backbone, card, centrality, communities, evidence, method, projection, ties
from kg.config import Communities

HERE = Path.cwd()
ROOT = HERE if (HERE / "data").is_dir() else HERE.parent
CORPUS = Path(os.environ.get("KG_CORPUS", ROOT / "data" / "corpus"))
NAME = os.environ.get("KG_NAME", "四个意识")
TYPES = ["SLOGAN", "MEETING"]

# %% [markdown]
# The pictures need a font with Chinese characters; without one they show boxes. Debian has `fonts-noto-cjk`.

# %%
here = {font.name for font in font_manager.fontManager.ttflist}
known = ["Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Serif CJK SC", "Microsoft YaHei", "PingFang SC", "SimHei"]
plt.rcParams["font.family"] = [*[font for font in known if font in here][:1], "DejaVu Sans"]
plt.rcParams["axes.spines.right"] = plt.rcParams["axes.spines.top"] = False

# %%
build = kg.build([CORPUS], Path(tempfile.mkdtemp()) / "build", exports=())
build

# %% [markdown]
# ## What is in it?
#
# Nodes are names: slogans by kind (with a number, in quotation marks, or known as a doctrine), meetings, titles of works,
# people; and the parts that a slogan stands for, which need not be named anywhere. Nodes without mentions are there
# because the lexicon ties them to one that is named: a `PART` of a slogan, the `SERIES` of a meeting.

# %%
build.query("""
    select type, kind, count(*) as names, sum(mentions)::int as mentions,
           coalesce(arg_max(name, (mentions, name)) filter (mentions > 0), '') as most_frequent
    from nodes group by type, kind order by sum(nodes.mentions) desc, type, kind
""").df()

# %% [markdown]
# Edges are of two sorts. Some a text or the lexicon *states*: `has_part`, `raised_at`, `held_under`, and `mentions`, from
# a document to a name. The others, `co_occurs`, are *counted*: two names stand in one sentence, one paragraph, one
# document. The first can be wrong; the second can only be over-read.

# %%
build.query("""
    select e.relation, e."window", count(*) as edges,
           arg_max(coalesce(a.name, d.title) || ' – ' || b.name, (e.count, b.id, coalesce(a.id, d.id))) as heaviest
    from edges e
    left join nodes a on a.id = e.source left join documents d on d.id = e.source join nodes b on b.id = e.target
    group by all order by all
""").df()

# %% [markdown]
# ## One name: its card
#
# A card is all that the build knows of one name (on the command line: `kg show 四个意识`). What the lexicon says stands
# apart from what the texts say: `since` is the first public use that is known of, `first` the earliest in these texts.

# %%
about = card.card(build.tables, NAME)
entity = about.entity
print(entity.name, "|", entity.english, "| parts:", *entity.parts)
print("lexicon: first used", entity.since, "| here:", entity.first, "to", entity.last)
print(entity.mentions, "mentions in", entity.documents, "documents; governed by", *[v.verb for v in about.verbs])

# %% [markdown]
# The sentences themselves, the earliest first, each from another document. The name stands between ▸ and ◂: `marks` tell
# its place in the sentence, and `start` the place of the sentence in the file as it was read.

# %%
for item in about.evidence:
    mark = item.marks[0]
    print(item.date, item.source, f"sentence {item.sentence}", item.section)
    print("   ", item.text[: mark.start] + "▸" + item.text[mark.start : mark.end] + "◂" + item.text[mark.end :])

# %% [markdown]
# ## Two names: what a tie says
#
# All names that stand in one sentence with it. `count` is in how many sentences; `npmi` is 1 for names that never stand
# apart and 0 for names that meet as often as by chance; `llr` (G²) says how hard it is to put the tie down to chance; the
# odds ratio tells how many times likelier the one is where the other stands, with its interval from `low` to `high`.

# %%
found = ties.ties(build.tables, build.config, entity=entity.id)
table = found.to_pandas()
table["other"] = table["target_name"].where(table["source"] == entity.id, table["source_name"])
table.head(12)[["other", "count", "documents", "npmi", "llr", "q", "dice", "odds_ratio", "low", "high"]]

# %% [markdown]
# Read two rows against each other. A name that stands in one single sentence of the corpus, this one, gets a high NPMI, for
# it was never seen elsewhere: even the person who spoke that day is tied to the slogan “strongly”. What betrays it is
# the interval, which spans nearly three orders of magnitude. The picture sets strength against certainty: trust a bar that
# *begins* far to the right, and no grey one, for those rest on a single sentence. (A name that never stands apart has a
# long bar too, for nothing bounds the ratio above; it begins at several hundred all the same.)

# %%
shown = table.head(14).iloc[::-1]
figure, axes = plt.subplots(figsize=(9, 0.36 * len(shown) + 1.2))
for place, row in enumerate(shown.to_dict("records")):
    colour = "#d55e00" if row["count"] > 1 else "#bbbbbb"
    axes.plot([row["low"], row["high"]], [place, place], color=colour, linewidth=2, alpha=0.6)
    size = 5 + 10 * (row["count"] / shown["count"].max()) ** 0.5
    axes.plot(row["odds_ratio"], place, "o", color=colour, markersize=size)
    axes.annotate(f"{row['count']}", (row["high"], place), xytext=(6, -4), textcoords="offset points", fontsize=8)
axes.set_xscale("log")
axes.axvline(1, color="#999999", linewidth=0.8, linestyle="--")
axes.set_yticks(range(len(shown)), [name[:20] for name in shown["other"]])
axes.set_xlabel(
    f"odds of standing in a sentence with {NAME} (1: as by chance), and 95 % interval; number: sentences shared"
)
figure.tight_layout()

# %% [markdown]
# The figures rest on assumptions, and the table tells them.

# %%
print(*method.of(found).lines(), sep="\n")

# %% [markdown]
# And every tie has sentences too. Here is where the strongest one stands:

# %%
first = found.slice(0, 1).to_pylist()[0]
for sentences in evidence.of_edge(build.tables, first["source"], first["target"], limit=4):
    for item in sentences:
        print(item.date, item.source, "\n   ", item.text.strip())

# %% [markdown]
# ## All names: who is in the middle?
#
# `degree` is how many other names a name stands with, `core` how deep it lies in the dense part (k-core), `betweenness` how
# often it lies on the shortest way between two others. The last is the most telling: a slogan may be loud and lead nowhere,
# while another of few mentions joins two vocabularies.

# %%
middle = centrality.centrality(build.graph, types=TYPES).to_pandas()
middle.head(10).drop(columns=["entity"])

# %%
figure, axes = plt.subplots(figsize=(9, 5.5))
colours = middle["type"].map({"SLOGAN": "#0072b2", "MEETING": "#009e73"})
axes.scatter(
    middle["strength"],
    middle["betweenness"],
    s=20 + 100 * middle["core"] / middle["core"].max(),
    c=colours,
    alpha=0.6,
    linewidth=0,
)
for point, names in middle.nlargest(12, "betweenness").groupby(["strength", "betweenness"])["name"]:
    axes.annotate("、".join(names)[:14], point, xytext=(7, 4), textcoords="offset points", fontsize=8)
axes.margins(x=0.12)
axes.set_xlabel("sentences shared with other names (strength)")
axes.set_ylabel("share of shortest paths through it (betweenness)")
axes.set_title(
    "High up: bridges. Far right: names that stand in every list. Blue: slogans, green: meetings", fontsize=10
)
figure.tight_layout()

# %% [markdown]
# In the sample 科学发展观 and 三个代表 lie higher than 四个意识 with a third of its shared sentences or less: who walks
# from today's vocabulary to that of earlier decades has to pass through them, for one sentence lists both.

# %% [markdown]
# ## What goes together: communities
#
# Communities are groups of names that stand together more than with others (Leiden). Chance has a hand in them, so the
# table says how much: `stability` is how often the members stay together over twenty seeds, `agreement` how alike the
# twenty partitions are (adjusted Rand index: 1 the same, 0 as by chance). A community is a reading aid, not a finding.
# The settings (`communities`: window, weight, types, resolution) are those by which the page is coloured.

# %%
overview = communities.overview(build.graph, build.config.communities, seed=build.config.seed)
overview.slice(0, 8).to_pandas()

# %% [markdown]
# How coarse they are is a choice, not a fact: `resolution` draws the borders wide or narrow. (Most communities of the
# sample are islands of two or three names.) Where a name changes company as the resolution goes up, look at its sentences
# before you say where it belongs.

# %%
coarseness = [0.5, 1.0, 2.0, 4.0]
kept = [communities.communities(build.graph, Communities(resolution=value)) for value in coarseness]
[(value, max(groups.values()) + 1, "communities") for value, groups in zip(coarseness, kept, strict=True)]

# %% [markdown]
# The same as a matrix: the strongest names of the five largest communities. A dark block on the diagonal is a
# vocabulary; a dark field away from it is a bridge between two.

# %%
members = communities.members(build.graph, build.config.communities, seed=build.config.seed).to_pandas()
chosen = members[members["community"] < 5].groupby("community").head(8)
close = projection.projection(build.graph, types=TYPES, weight="npmi", attracted=True)
matrix = nx.to_numpy_array(close.subgraph(chosen["entity"]), nodelist=list(chosen["entity"]), weight="weight")
figure, axes = plt.subplots(figsize=(9.5, 8.5))
image = axes.imshow(np.ma.masked_equal(matrix, 0), cmap="YlOrRd", vmin=0, vmax=1)
labels = [name[:11] for name in chosen["name"]]
axes.set_xticks(range(len(labels)), labels, rotation=90, fontsize=7)
axes.set_yticks(range(len(labels)), labels, fontsize=7)
groups = list(chosen["community"])
for place, (one, other) in enumerate(pairwise(groups)):
    if one != other:
        axes.axhline(place + 0.5, color="#777777", linewidth=0.6)
        axes.axvline(place + 0.5, color="#777777", linewidth=0.6)
figure.colorbar(image, label="NPMI within a sentence", shrink=0.6)
figure.tight_layout()

# %% [markdown]
# ## The backbone
#
# Drawn as it is, a graph of co-occurrence is a ball of wool: each sentence that lists ten slogans adds 45 lines at once.
# The **backbone** keeps the names that most documents have, of their ties a maximum spanning forest, so that nothing that
# hangs together is torn apart, and those that are too heavy for chance (disparity filter). It is what the page draws first.
# In the picture the ties that it leaves out are dotted.
#
# What a picture leaves out is as much a statement as what it shows: two names without a line may well stand in one
# sentence. Where a name lies on the page means little; lines, sizes and colours (communities) are what counts.

# %%
wool = projection.projection(build.graph, types=TYPES)
thin = backbone.backbone(build.graph, 70)
bones = nx.Graph((a, b, data) for a, b, data in thin.edges(data=True) if data["relation"] == "co_occurs")
print(wool.number_of_nodes(), "names,", wool.number_of_edges(), "ties; backbone:", len(bones), "and", bones.size())

# %%
palette = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#882255", "#6b6b00", "#332288"]
community = dict(zip(members["entity"], members["community"], strict=True))
largest = bones.subgraph(sorted(max(nx.connected_components(bones), key=lambda part: (len(part), min(part)))))
places = nx.kamada_kawai_layout(largest, weight=None)
names = {node: [thin.nodes[node]["name"], *thin.nodes[node]["aliases"]] for node in largest}
called = {node: min(names[node], key=lambda name: (len(name) > 9) * len(name)) for node in largest}
drawn = sorted({community.get(node, -1) for node in largest})
most = max(thin.nodes[node]["documents"] for node in largest)
figure, axes = plt.subplots(figsize=(13, 10))
nx.draw_networkx_edges(wool.subgraph(largest), places, ax=axes, edge_color="#cccccc", width=0.7, style=":")
widths = [1 + min(data["llr"], 60) / 12 for _, _, data in largest.edges(data=True)]
nx.draw_networkx_edges(largest, places, ax=axes, edge_color="#aaaaaa", width=widths)
for node, (x, y) in places.items():
    place = drawn.index(community.get(node, -1))
    size = 5 + 23 * (thin.nodes[node]["documents"] / most) ** 0.5
    colour = palette[place] if place < len(palette) else "#999999"
    axes.plot(x, y, "o", color=colour, markersize=size, markeredgecolor="white")
    axes.annotate(
        called[node][:13], (x, y), xytext=(0, size / 2 + 3), textcoords="offset points", ha="center", fontsize=9,
        bbox={"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.75},
    )  # fmt: skip
axes.set_axis_off()
axes.set_title(
    "Size by documents, width by G², colour by community; dotted: ties that the backbone leaves out", loc="left"
)
figure.tight_layout()

# %% [markdown]
# ## The page, here
#
# `build.graph_view` is the page that a build writes as `graph.html`, of one name and its surroundings: click a name for its
# card and sentences, a line for what is in it; search takes characters, pinyin and English. Without `around` it is all of
# the graph.

# %%
build.graph_view(around=NAME, depth=1)

# %% [markdown]
# ## Before you quote a figure
#
# 1. **Read its sentences.** Every number above leads to some.
# 2. **Ask in how many documents.** Ten mentions in one speech are one speaker's habit.
# 3. **Mind the window.** Within a sentence slogans stand in lists; within a document everything stands with everything.
# 4. **Mind what is missing.** A name that the lexicon lacks and no rule finds is no node: notebook 05 shows how to add it.
# 5. **Copies count twice.** Notebook 04 finds them.
#
# The same on the command line: `kg show`, `kg ties --backbone spanning`, `kg centrality`, `kg communities`.
