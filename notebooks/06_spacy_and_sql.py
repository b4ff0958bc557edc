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
# # The same in spaCy and in SQL
#
# `kg` does not want to be the only tool on your table. Its extractor is a component of a spaCy pipeline, so that names
# stand beside tokens, matchers and whatever else you have there; its tables are Parquet files, so that DuckDB, pandas,
# Polars, R or Spark read them without `kg`. This notebook asks one question in both ways and checks that the answers agree.
#
# It runs on the sample in `data/corpus`, 23 texts written for this project. Set the environment variable `KG_CORPUS` to
# a folder of your own before you start it.

# %%
import os
import tempfile
from collections import Counter
from pathlib import Path

import duckdb
import matplotlib.pyplot as plt
import numpy as np
import spacy
from matplotlib import font_manager
from spacy import displacy
from spacy.matcher import Matcher
from spacy.tokens import DocBin

import kg
from kg.export import EXPORTERS

HERE = Path.cwd()
ROOT = HERE if (HERE / "data").is_dir() else HERE.parent
CORPUS = Path(os.environ.get("KG_CORPUS", ROOT / "data" / "corpus"))
PLACE = Path(tempfile.mkdtemp())

# %%
here = {font.name for font in font_manager.fontManager.ttflist}
known = ["Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Serif CJK SC", "Microsoft YaHei", "PingFang SC", "SimHei"]
plt.rcParams["font.family"] = [*[font for font in known if font in here][:1], "DejaVu Sans"]
plt.rcParams["axes.spines.right"] = plt.rcParams["axes.spines.top"] = False

# %% [markdown]
# ## In spaCy
#
# Installing `kg` makes the component known under its name. The spans lie in `doc.spans["kg"]`, each with extensions: the
# canonical name, the kind, the verb that governs it, the rule that found it.

# %%
nlp = spacy.blank("zh")
nlp.add_pipe("kg")
doc = nlp(
    "会议强调，要深入学习贯彻党的二十大精神，增强“四个意识”、坚定“四个自信”、做到“两个维护”，驰而不息纠治“四风”。"
)
[(span.text, span.label_, span._.canonical, span._.verb, span._.rule) for span in doc.spans["kg"]]

# %% [markdown]
# spaCy's own display shows them:

# %%
colours = {"SLOGAN": "#f7c59f", "MEETING": "#a8d5ba", "PERSON": "#b8d0eb", "WORK": "#e6c7e8", "ORG": "#d9d9d9"}
displacy.render(doc, style="span", options={"spans_key": "kg", "colors": colours}, jupyter=True)

# %% [markdown]
# A blank Chinese pipeline takes each character for a token, and any span falls on tokens. With another segmenter a span
# holds the tokens that it touches, and may be a little longer than the name; `span._.mention` always has the exact place.
# With this sentence both are the same.

# %%
words = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
words.add_pipe("kg")
same = words(doc.text)
print(*same, sep=" | ")
[(span.text, span._.mention.text, span._.mention.start, span._.mention.end) for span in same.spans["kg"]]

# %% [markdown]
# ### What spaCy adds: a matcher around the names
#
# Which words praise or order what the slogan names? Once names are spans, a `Matcher` finds patterns beside them. Here:
# an adverb right before the verb that governs a slogan, such as 坚决做到“两个维护”.

# %%
build = kg.build([CORPUS], PLACE / "build", exports=())
texts = build.query("select source, date, title, text from documents order by date, source").df()
docs = list(nlp.pipe(texts["text"]))

# %%
ADVERBS = [
    "坚决",
    "深入",
    "全面",
    "扎实",
    "深刻",
    "持续",
    "不断",
    "切实",
    "进一步",
    "始终",
    "大力",
    "认真",
    "牢牢",
    "带头",
]
matcher = Matcher(nlp.vocab)
matcher.add("ADVERB", [[{"ORTH": character} for character in adverb] for adverb in ADVERBS])
urged = Counter(
    (found.text, f"{span._.verb}{span._.canonical}")
    for doc in docs
    for found in matcher(doc, as_spans=True)
    for span in doc.spans["kg"]
    if span.label_ == "SLOGAN" and span._.verb and 0 < span.start - found.end <= len(span._.verb) + 1
    if doc.text[found.end_char :].startswith(span._.verb)
)
for (adverb, slogan), count in sorted(urged.items(), key=lambda item: (-item[1], item[0]))[:12]:
    print(count, adverb, slogan)

# %% [markdown]
# ### A corpus for spaCy
#
# The export `docbin` writes a whole build as spaCy documents, with the names as spans and as entities, to train a model of
# your own or to go on in a pipeline (`kg export docbin --out corpus.spacy`).

# %%
EXPORTERS["docbin"](build.tables, PLACE / "corpus.spacy", build.config)
stored = list(DocBin().from_disk(PLACE / "corpus.spacy").get_docs(nlp.vocab))
print(len(stored), "documents,", sum(len(doc.ents) for doc in stored), "entities,", sum(map(len, stored)), "tokens")
[(ent.text, ent.label_, ent.kb_id_) for ent in stored[0].ents][:5]

# %% [markdown]
# ## In SQL
#
# The tables of a build are `documents`, `sentences`, `mentions`, `expansions`, `nodes` and `edges`, and `build.query` (or
# `kg query "…"`) takes any SELECT over them. The columns `window`, `index`, `start` and `end` are written in double quotes,
# for SQL has these words for itself. Joins always go the same way:
#
# ```
# documents.id ─ sentences.document, sentences."index" ─ mentions.document, mentions.sentence
# nodes.id     ─ mentions.entity,  edges.source, edges.target
# ```

# %%
build.query("describe mentions").df()[["column_name", "column_type"]].T

# %% [markdown]
# Which verb goes with which slogan? One line of SQL, and a picture of it: a fixed collocation has one dark field in its row
# (增强四个意识, 坚定四个自信, 领悟两个确立); others go with many verbs (八项规定).

# %%
governed = build.query("""
    select canonical as slogan, verb, count(*)::int as count from mentions
    where type = 'SLOGAN' and verb <> '' group by all order by count desc, slogan, verb
""").df()
table = governed.pivot_table(index="slogan", columns="verb", values="count", aggfunc="sum", fill_value=0)
table = table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index[:16]]
table = table.loc[:, table.sum().sort_values(ascending=False, kind="stable").index]
table = table.loc[:, table.sum() > 0].iloc[:, :22]
figure, axes = plt.subplots(figsize=(10, 6))
image = axes.imshow(np.ma.masked_equal(table, 0), cmap="YlGnBu", vmin=-1, aspect="auto")
for (line, column), count in np.ndenumerate(table):
    if count:
        axes.text(column, line, count, ha="center", va="center", fontsize=9, color="white" if count > 5 else "black")
axes.set_xticks(range(table.shape[1]), table.columns, rotation=60)
axes.set_yticks(range(table.shape[0]), [name[:16] for name in table.index])
axes.set_xticks(np.arange(-0.5, table.shape[1]), minor=True)
axes.set_yticks(np.arange(-0.5, table.shape[0]), minor=True)
axes.grid(which="minor", color="#eeeeee")
axes.tick_params(which="both", length=0)
axes.set_title("Which verb governs which slogan", loc="left")
figure.tight_layout()

# %% [markdown]
# ### A window function: what follows what in a list
#
# Slogans come in strings, and the order in them is part of the formula. `lead` gives the next slogan of the same sentence.

# %%
build.query("""
    with listed as (
      select canonical as slogan, document,
             lead(canonical) over (partition by document, sentence order by "start") as next
      from mentions where type = 'SLOGAN'
    )
    select slogan, next, count(*)::int as count, count(distinct document)::int as documents
    from listed where next is not null and next <> slogan
    group by slogan, next order by count desc, slogan, next limit 10
""").df()

# %% [markdown]
# ### Co-occurrence by hand
#
# The edges of the graph are no mystery: a join of the mentions with themselves gives the same counts. Here for the
# sentence, against the table `edges`; the last line counts the pairs on which the two disagree.

# %%
by_hand = """
    with names as (select distinct document, sentence, entity from mentions)
    select a.entity as source, b.entity as target, count(*)::int as count
    from names a join names b on a.document = b.document and a.sentence = b.sentence and a.entity < b.entity
    group by all
"""
build.query(f"""
    with by_hand as ({by_hand}),
    stored as (select source, target, count from edges where relation = 'co_occurs' and "window" = 'sentence')
    select count(*) as pairs, count(h.count) as by_hand, count(s.count) as in_edges,
           count(*) filter (where h.count is distinct from s.count) as disagree
    from by_hand h full join stored s on s.source = h.source and s.target = h.target
""").df()

# %% [markdown]
# ### Without kg
#
# A table is a folder of Parquet files, or one file. Any program that reads Parquet reads it; this is DuckDB by itself.

# %%
duckdb.sql(
    "select type, count(*) as mentions, count(distinct entity) as names from read_parquet(?) group by type order by all",
    params=[str(build.path / "mentions" / "*.parquet")],
).df()

# %% [markdown]
# ## One question, both ways
#
# In how many documents does each slogan stand? Once from the spaCy documents above, once in SQL. On the sample the answers
# are the same. The component sees the text alone, a build also its metadata: so meetings that a text names without their
# year (中央经济工作会议) are told apart only in the build. With names of your own, give both the same lexicon:
# `nlp.add_pipe("kg", config={"lexicons": ["mine.toml"]})`.

# %%
in_spacy = Counter(
    name for doc in docs for name in {span._.canonical for span in doc.spans["kg"] if span.label_ == "SLOGAN"}
)
in_sql = dict(
    build.query("""
        select canonical, count(distinct document)::int from mentions where type = 'SLOGAN' group by canonical
    """).fetchall()
)
unlike = sorted(name for name in in_spacy | in_sql if in_spacy[name] != in_sql.get(name, 0))
print(len(in_sql), "slogans; counted otherwise:", {name: (in_spacy[name], in_sql.get(name, 0)) for name in unlike})

# %% [markdown]
# ## Where to go from here
#
# `kg export` writes the graph for other programs as well: `cypher` and `neo4j` for graph databases, `turtle` and `jsonld` for
# the semantic web, `conll` and `brat` for annotation tools, `obsidian` for notes, `gexf` and `graphml` for Gephi and others.
