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
# # Comparing corpora
#
# What sets one group of texts off from another: two periods, the centre and the counties, two speakers, two
# newspapers? This notebook compares them in four ways: by the names that one side says more often (keyness), by the
# ties between names that are gained or lost, by what goes together (communities), and by the passages that texts have
# from each other (text reuse).
#
# It runs on the sample in `data/corpus`, 23 texts written for this project: enough to see how the questions work, too
# few to answer them. For answers, set the environment variable `KG_CORPUS` to a folder of your own before you start it;
# the government work reports, 1954 to today, are a good beginning: one text file a report, and beside them a
# `metadata.tsv` with the columns `path` and `date`. The State Council's site (www.gov.cn) has them all. `KG_SPLIT` is the
# date at which time is cut in two; without it, it is the day on which the 18th Central Committee first met.

# %%
import os
import tempfile
from dataclasses import replace
from pathlib import Path

import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd
from matplotlib import font_manager

import kg
from kg import config as settings
from kg.analyse import communities, difference, duplicates, evidence, keyness, method, reuse, subset, ties

HERE = Path.cwd()
ROOT = HERE if (HERE / "data").is_dir() else HERE.parent
CORPUS = Path(os.environ.get("KG_CORPUS", ROOT / "data" / "corpus"))
SPLIT = os.environ.get("KG_SPLIT", "2012-11-15")

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
# ## Copies first
#
# A speech that is printed twice counts twice, and is no evidence for anything. Exact copies are one document already;
# `near_duplicates` finds the others: reprints, corrected or shortened versions. `deduped` is the build without them, or,
# with `"weight"`, the build in which k copies of a text weigh 1/k each. It can be given to any analysis in place of the
# tables (on the command line: `--dedupe` or `--dedupe weight`).

# %%
copies = duplicates.near_duplicates(build.tables)
print(len(copies), "documents are an earlier one over again")
texts = duplicates.deduped(build.tables, build.config)

# %% [markdown]
# ## Two sides
#
# `groups` sorts documents by a column of the metadata or by time, `select` makes a build of its own of some of them. Try
# `"level"`, `"speaker"` or `"decade"` in place of `"date"`.

# %%
groups = subset.groups(texts, "date", split=SPLIT)
{name: len(ids) for name, ids in groups.items()}

# %%
before, after = (subset.select(texts, ids, build.config, name=name) for name, ids in groups.items())
sides = [keyness.count(side, types=["SLOGAN"]) for side in (after, before)]
[(side.documents, side.characters) for side in sides]

# %% [markdown]
# ## Keyness: what one side says more often
#
# Three numbers for three questions. **How much more often?** The log ratio: 1 is twice as often, 2 four times, −1 half.
# **How sure is that?** Its interval: where it holds 0, both sides may as well be alike. **Is it more than chance, seeing
# that many names are compared?** `q`: of the names below 0.05, at most one in twenty is expected to be there by chance.
#
# All this takes mentions for drawn one by one. They are not: who says 四个意识 once in a speech will say it again. So
# look at the columns of documents too; a name with thirty mentions in one text is the name of that text.

# %%
found = keyness.keyness(*sides)
found.slice(0, 10).to_pandas().drop(columns=["entity", "type"])

# %% [markdown]
# What the table rests on is told with it:

# %%
print(*method.of(found).lines(), sep="\n")

# %% [markdown]
# The strongest of both sides in one picture: the dot is the log ratio, the bar its interval. To the right is what the
# texts from the date on say more often, to the left what those before it did. Open dots have a side without any mention:
# there the ratio has no end on that side, and the dot only stands somewhere on it.

# %%
rows = found.to_pylist()
later = [row for row in rows if row["log_ratio"] > 0][:12]
earlier = [row for row in rows if row["log_ratio"] < 0][:12]
shown = sorted(later + earlier, key=lambda row: row["log_ratio"])
edge = max([abs(row["log_ratio"]) for row in shown], default=1) + 3
figure, axes = plt.subplots(figsize=(8, 0.32 * len(shown) + 1))
for place, row in enumerate(shown):
    colour = "#d55e00" if row["log_ratio"] > 0 else "#0072b2"
    axes.plot([max(row["low"], -edge), min(row["high"], edge)], [place, place], color=colour, linewidth=1.5, alpha=0.5)
    whole = row["count_a"] and row["count_b"]
    axes.plot(row["log_ratio"], place, "o", color=colour, markerfacecolor=colour if whole else "white")
axes.axvline(0, color="#999999", linewidth=0.8)
axes.set_yticks(range(len(shown)), [row["name"][:18] for row in shown])
axes.set_xlabel(f"log ratio, {' against '.join(reversed(groups))}")
figure.tight_layout()

# %% [markdown]
# A number without its sentences is worth little. The column `evidence` has the earliest one on the side that says more;
# here is that sentence for the first name of the table.

# %%
key = found["entity"][0].as_py()
for item in evidence.of_nodes(after, [key], limit=3)[key]:
    print(item.date, item.title or item.source, "\n   ", item.text.strip())

# %% [markdown]
# Counting documents instead of mentions is the more careful question: in how many texts does the name stand at all?

# %%
keyness.keyness(*sides, unit="documents").slice(0, 8).to_pandas()[
    ["name", "documents_a", "documents_b", "rate_a", "rate_b", "log_ratio", "low", "high", "q"]
]

# %% [markdown]
# ## What came and what went
#
# The same comparison told as a change from the first side to the second: names that were gained or lost altogether.

# %%
changes = difference.names(sides[1], sides[0]).to_pandas()
changes.groupby("change").head(5)[
    ["change", "name", "count_a", "count_b", "documents_a", "documents_b", "q", "evidence"]
]

# %% [markdown]
# ## Ties gained, lost and turned
#
# Two names can both stay and yet come apart, or come together. A tie is *turned* where it was above chance and is now
# below, or the other way; *stronger* and *weaker* are told by a test of the odds ratios. Where one of the two names is new,
# there is nothing to test (`q` is empty): the tie is new because the name is. `npmi` is 1 for names that never
# stand apart, 0 as by chance.

# %%
turns = difference.ties(before, after, build.config, least=2).to_pandas()
turns["change"].value_counts()

# %%
columns = ["change", "source_name", "target_name", "count_a", "count_b", "npmi_a", "npmi_b", "shift", "q"]
slogans = turns[(turns["source_type"] == "SLOGAN") & (turns["target_type"] == "SLOGAN")]
slogans.groupby("change").head(4)[columns]

# %% [markdown]
# ## What goes together
#
# Communities are groups of names that stand together more than with others (Leiden). They depend on chance: another seed
# may draw the borders otherwise. `stability` says how often the members of a community stay together over twenty seeds,
# and `agreement` how alike the twenty partitions are (adjusted Rand index: 1 the same, 0 as by chance).

# %%
dividing = replace(build.config.communities, types=("SLOGAN",))
overview = communities.overview(texts.graph, dividing, seed=build.config.seed)
overview.slice(0, 8).to_pandas()

# %% [markdown]
# A picture needs far fewer ties than there are. The maximum spanning forest keeps, of the ties above chance, the strongest
# that together hang everything together, and not one more: so every line is the strongest way out of its neighbourhood.

# %%
only = settings.load(base=build.config, graph={"types": ["SLOGAN"]})
spanning = ties.ties(texts, only, backbone="spanning").to_pandas()
spanning.head(8)[["source_name", "target_name", "count", "npmi", "llr", "dice", "odds_ratio", "low", "high"]]

# %%
forest = nx.from_pandas_edgelist(spanning.head(90), "source_name", "target_name", edge_attr="count")
forest = forest.subgraph(max(nx.connected_components(forest), key=lambda part: (len(part), min(part))))
group = {row["name"]: row["community"] for row in communities.members(texts.graph, dividing, runs=1).to_pylist()}
places = nx.kamada_kawai_layout(forest, weight=None)
figure, axes = plt.subplots(figsize=(12, 10))
nx.draw_networkx_edges(forest, places, ax=axes, edge_color="#bbbbbb", width=1.2)
for name, (x, y) in places.items():
    colour = plt.get_cmap("tab10")(group.get(name, 9) % 10)
    axes.plot(x, y, "o", color=colour, markersize=5 + 2 * forest.degree[name])
    axes.annotate(name[:8], (x, y), xytext=(0, 8), textcoords="offset points", ha="center", fontsize=8)
axes.set_axis_off()

# %% [markdown]
# ## Who has it from whom
#
# These texts copy: guidelines from above come back word for word below. `passages` finds what two texts share, over small
# changes, with its place in both. The earlier text comes first, which does not make it the source: both may follow a third
# that is not in the corpus.

# %%
shared = reuse.passages(texts, least=20)
for row in shared.slice(0, 3).to_pylist():
    print(row["source_a"], row["date_a"], "→", row["source_b"], row["date_b"], f"({row['letters']} letters)")
    print("   ", row["text_a"].strip().replace("\n", " ")[:110])
    print("   ", row["text_b"].strip().replace("\n", " ")[:110])

# %% [markdown]
# All pairs at once: the darker a field, the more letters of the later text (row) stand in the earlier one (column).

# %%
pairs = reuse.pairs(shared, texts).to_pandas()
dated = pd.concat(
    [
        pairs[["date_a", "source_a"]].set_axis(["date", "source"], axis=1),
        pairs[["date_b", "source_b"]].set_axis(["date", "source"], axis=1),
    ]
)
names = list(dated.drop_duplicates().sort_values(["date", "source"])["source"])[-40:]
table = pairs.pivot_table(index="source_b", columns="source_a", values="letters", aggfunc="sum")
table = table.reindex(index=names, columns=names)
figure, axes = plt.subplots(figsize=(8, 7))
image = axes.imshow(table, cmap="Oranges")
labels = [Path(name).name[:16] for name in names]
axes.set_xticks(range(len(names)), labels, rotation=90, fontsize=7)
axes.set_yticks(range(len(names)), labels, fontsize=7)
figure.colorbar(image, label="letters shared", shrink=0.7)
figure.tight_layout()

# %% [markdown]
# ## Where to go from here
#
# Each of these is a command too, for two builds or for one: `kg compare NATIONAL LOCAL`, `kg compare build --by level`,
# `kg compare build --by date --split 1978,2012 --what ties`, `kg ties 四个意识`, `kg communities`, `kg reuse`. And
# `kg export timeline --out graph.gexf` writes the graph with its time: Gephi plays it.
