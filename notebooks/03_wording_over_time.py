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
# # Wording over time
#
# Which formulations (提法) rise, fade and vanish? Who says them first, and how long do they take from the centre down to
# the county? This notebook asks the tables of a build. Every row that it shows can be followed back to sentences.
#
# It runs on the sample in `data/corpus`, 23 texts written for this project: enough to see how the questions work, too
# few to answer them. For answers, set the environment variable `KG_CORPUS` to a folder of your own before you start it.
# The government work reports, 1954 to today, are a good beginning: one text file a report, and beside them a
# `metadata.tsv` with the columns `path`, `date` and `level`. The State Council's site (www.gov.cn) has them all.

# %%
import os
import tempfile
from pathlib import Path

import kg
from kg.analyse import (
    alluvial,
    counts,
    diffusion,
    evidence,
    expansion,
    following,
    frequency,
    ledger,
    silence,
    similarity,
    supersession,
    trend,
)
from kg.analyse.card import resolve
from kg.analyse.selection import Selection
from kg.lexicon import load
from kg.plots import alluvial as alluvial_picture
from kg.plots import diffusion as diffusion_picture
from kg.plots import frequency as frequency_picture
from kg.plots import similarity as map_picture
from kg.plots import spans as spans_picture
from kg.plots import trend as trend_picture

HERE = Path.cwd()
ROOT = HERE if (HERE / "data").is_dir() else HERE.parent
CORPUS = Path(os.environ.get("KG_CORPUS", ROOT / "data" / "corpus"))

# %%
build = kg.build([CORPUS], Path(tempfile.mkdtemp()) / "build", exports=())
tables = build.tables
slogans = Selection(types=("SLOGAN",))
build

# %% [markdown]
# ## What is hot, what is cold?
#
# The share of documents that name a slogan, in six steps: 沸 (boiling) 烫 热 暖 温 冷 (cold). The steps take their names
# from the China Media Project's scale; where one ends and the next begins is a setting, and is told with the table.
# `rate` is mentions per 10,000 characters: it tells a slogan that every speech names once from one that a few repeat.

# %%
hot = frequency.overall(tables, slogans)
hot.slice(0, 10).to_pandas()

# %%
frequency_picture.draw(hot.slice(0, 25))

# %% [markdown]
# ## Rise and fall
#
# Four slogans, year by year. The bars are shares of the year's sentences, for a few long documents say little as whole
# documents. The shading marks **bursts** (Kleinberg 2003): years in which the slogan is so much more frequent than over
# the whole time that it pays to think of another, busier state. Grey on the axis are years without a text: there
# silence means nothing.

# %%
NAMES = ["三个代表", "四个意识", "两个维护", "两个确立"]
chosen = [resolve(tables, name) for name in NAMES]
by_year = counts.count(tables, chosen, slogans, by="year", unit="sentence")
trend_picture.draw(trend.series(by_year))

# %% [markdown]
# The heaviest bursts of all slogans. `weight` says how strong the evidence is (in nats); `base` is the share over the
# whole time. Sentences of one text are no independent draws, as the method takes them to be: one speech that is about
# a slogan makes a burst by itself. Read the weight as an order, not as a probability.

# %%
everything = counts.count(tables, (), slogans, by="year", unit="sentence", top=0)
trend.bursts(everything).slice(0, 12).select(["name", "first", "last", "named", "units", "base", "weight"]).to_pandas()

# %% [markdown]
# ## Who says it first, and who last?
#
# The ledger gives the first sentence that attests a slogan: **earliest in this corpus**, which is not the coining.
# `not_yet` is the date of the last document before it that does not have it: the first use lies somewhere between the
# two. `since` is the first public use that the lexicon knows of.

# %%
first = ledger.first(tables, chosen)
first.select(["name", "first", "not_yet", "claim", "since", "against_since", "first_title", "attestation"]).to_pandas()

# %%
spans_picture.draw(ledger.first(tables, (), slogans, top=30))

# %% [markdown]
# **What the government work reports say.** Run on the reports of 1954–2025 and the reports to the Party congresses, this
# ledger gives 三个代表 2002 (not yet in 2000), 科学发展观 2004 (not yet in 2003), 四个意识 2017 (not yet in 2016, which has
# its four members written out), 两个维护 2019 (not yet in 2018) and 新质生产力 2024 (not yet in 2023). For 六稳 it gives 2021,
# not yet in 2019: the corpus that was used lacks the report of 2020, and `not_yet` shows that the answer may lie there.
#
# ## What is no longer said?
#
# A slogan that stood in many documents, and then in none: how likely is that, if nothing had changed? The clock is the
# documents that follow, not the years, so a gap in the corpus is no silence. A small `probability` says that the old
# rate no longer holds; `q` allows for all the slogans that were looked at. `still_written` are later documents in which
# the characters go on without being found as the slogan: a name known by its quotation marks that has lost them, or has
# grown into a longer one. That is a change of another kind, and no silence.

# %%
silent = silence.silence(tables, (), slogans, top=15)
silent.select(["name", "documents", "last", "after", "still_written", "expected", "probability", "q"]).to_pandas()

# %%
spans_picture.draw(silent)

# %% [markdown]
# ## Which gave way to which?
#
# The lexicon knows of some slogans what took their place. Does the corpus bear it out? `order` is the chance that a text
# with the new one is later than a text with the old one: 1 is a clean change, 0.5 none.

# %%
supersession.supersession(tables, load(), (), slogans).select(
    ["old", "new", "verdict", "old_documents", "old_last", "new_documents", "new_first", "order", "crossover"]
).to_pandas()

# %% [markdown]
# ## Written out before it is named?
#
# A slogan of number stands for members: is the list there first, and its name later, or the name first? `lag` counts the
# days from the first naming to the first sentence with all the members; below 0 the list came first. In the government
# work reports 四个意识 is written out in 2016 and named in 2017, 六稳 written out in 2019 and named (the report of 2020 is
# missing) in 2021. Members that are everyday words meet by chance: 农业, 农村 and 农民 did long before 三农.

# %%
expansion.expansion(tables, (), slogans, top=15).select(
    ["name", "lag", "named", "written_out", "documents", "written", "both", "written_title"]
).to_pandas()

# %% [markdown]
# ## From the centre to the county
#
# The first use at each level of the state. A lag is only `comparable` where the level that is later was being heard at
# the time and did not yet say it; else it is a gap in the corpus (hollow marks).

# %%
lags = diffusion.lags(tables, (), slogans, top=20)
lags.select(["name", "level", "first", "not_yet", "lag_from_centre", "comparable", "title"]).slice(0, 12).to_pandas()

# %%
diffusion_picture.draw(lags) if lags.num_rows else "This corpus has one level."

# %% [markdown]
# Who follows whom: for every two levels, how many slogans the one says before the other, and whether that is more than a
# coin would give (sign test). On a sample of this size it hardly ever is.

# %%
following.follows(tables, (), slogans, by="level").to_pandas()

# %% [markdown]
# ## Which documents are alike?
#
# Each document as a list of its slogans, rare ones weighing more; near on the map is alike. The government work reports
# make a path through time, which turns where the wording turned.

# %%
map_picture.draw(similarity.layout(tables, slogans))

# %%
similarity.similarity(tables, slogans, top=8).select(
    ["similarity", "shared", "date", "title", "other_date", "other_title", "names"]
).to_pandas()

# %% [markdown]
# ## Which slogans go together, and how does that change?
#
# In each decade the slogans that stand in one paragraph more often than chance would have it form communities; a ribbon
# follows the slogans from one decade's community to the next's. Another seed or resolution may draw the borders
# otherwise: look for what holds over several.

# %%
members = alluvial.members(tables, slogans, by="decade", top=50)
alluvial_picture.draw(members)

# %% [markdown]
# ## Back to the sentences
#
# A row is worth what its sentences are worth. These name 四个意识, the earliest of each document first; on the command line
# it is `kg show 四个意识 --from 2016 --to 2019`.

# %%
[(item.date, item.title, item.text) for item in evidence.of_nodes(tables, [chosen[1]], limit=4)[chosen[1]]]
