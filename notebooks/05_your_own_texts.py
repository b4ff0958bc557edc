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
# # Bringing your own texts and lexicon
#
# `kg` knows some thousands of slogans (提法) of the centre. A county has its own, and so has a company, a university, a
# decade that nobody has listed yet. This notebook takes a folder of texts that no lexicon was made for, and goes round
# once: **build, look at what is missing, write it down, check it, build again, see what changed.**
#
# The texts are those of a county that does not exist, written for this notebook into a temporary folder. To do the same
# with yours, leave out the cell that writes them and let `FOLDER` be the path of your folder.

# %%
import json
import tempfile
import textwrap
from pathlib import Path

import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd
from matplotlib import font_manager

import kg
from kg import config as settings
from kg.analyse import card, discovery, projection
from kg.lexicon import check, load

PLACE = Path(tempfile.mkdtemp())
FOLDER = PLACE / "texts"
FOLDER.mkdir()

# %%
here = {font.name for font in font_manager.fontManager.ttflist}
known = ["Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Serif CJK SC", "Microsoft YaHei", "PingFang SC", "SimHei"]
plt.rcParams["font.family"] = [*[font for font in known if font in here][:1], "DejaVu Sans"]
plt.rcParams["axes.spines.right"] = plt.rcParams["axes.spines.top"] = False

# %% [markdown]
# ## A folder of texts
#
# Files may be of many kinds (.txt .md .html .docx .pdf .odt .jsonl … and archives of them); what a file is, its content
# tells, and so is its encoding found out. Here are four sorts: plain text, one file in the old Chinese encoding GB18030,
# a web page with its menus, and a file of several short items, one JSON object a line.

# %%
(FOLDER / "2018_notice.txt").write_text(
    """关于开展“三巡三访”活动的通知
各乡镇党委：
为践行柳湾精神，县委决定在全县开展“三巡三访”活动，巡河道、巡山林、巡田间，访老人、访商户、访学校。
各乡镇要把“三巡三访”同“两学一做”学习教育结合起来，既要巡得勤，也要访得深。
要发扬柳湾精神，不怕路远，不嫌事小，把灯火工程这件实事办好。
""",
    encoding="utf-8",
)
(FOLDER / "2019_speech.txt").write_bytes(
    """在全县干部大会上的讲话
同志们：
今年是“三巡三访”的第二年。老乡说，干部的鞋底沾了泥，话就好讲了。这就是柳湾精神。
要增强“四个意识”、坚定“四个自信”、做到“两个维护”，大力弘扬柳湾精神，推进灯火工程。
要落实“早看河、晚看灯”制度，让每一座桥头都亮起来。
""".encode("gb18030")
)
(FOLDER / "2021_report.html").write_text(
    """<html><head><title>柳湾县人民政府工作报告</title></head><body><nav>首页 新闻 政务公开 联系我们</nav>
<article><h1>柳湾县人民政府工作报告</h1><p>各位代表：五年来，我们坚持以人民为中心的发展思想，深入实施灯火工程，
新装路灯四千盏。</p><p>我们弘扬柳湾精神，推行“三巡三访”工作法，解决群众的烦心事九百多件，脱贫攻坚战取得全面胜利。</p>
<p>今后五年，要推进乡村振兴，落实“早看河、晚看灯”制度，做优“柳编+”产业，把点亮工程延伸到每一个自然村。</p></article>
<footer>版权所有</footer></body></html>""",
    encoding="utf-8",
)
(FOLDER / "2022_plan.md").write_text(
    """# 青石镇“柳编+”产业三年方案

深入贯彻新发展理念，践行柳湾精神，做大“柳编+”，让老手艺走上网。
推行“三巡三访”，每月走访一次柳编户。落实“早看河、晚看灯”，实施灯火工程，照亮夜里赶货的路。
""",
    encoding="utf-8",
)
items = [
    (
        "2020-06-02",
        "村里的夜市",
        "青石镇近日又有三个村用上灯火工程的新路灯，夜市开到十点。镇干部说，“三巡三访”访来了这个主意。",
    ),
    ("2023-09-15", "柳编进课堂", "县职业中学请老艺人上课，学生说这也是弘扬柳湾精神。“柳编+”专业今年招了两个班。"),
    (
        "2024-03-08",
        "女河长",
        "周云舟当河长四年，天天“早看河、晚看灯”。县委号召向她学习，践行柳湾精神，持续开展“三巡三访”。",
    ),
]
(FOLDER / "news.jsonl").write_text(
    "\n".join(
        json.dumps({"date": date, "title": title, "text": text, "level": "county"}, ensure_ascii=False)
        for date, title, text in items
    ),
    encoding="utf-8",
)
sorted(file.name for file in FOLDER.iterdir())

# %% [markdown]
# ## What the files are: `metadata.tsv`
#
# A table beside the files says what each is. Only `path` is needed; `title`, `date`, `speaker`, `organ`, `level` and
# `genre` are understood, others are kept. Dates may be `2019`, `2019-05` or `2019-05-10`. What the table does not say is
# read from the text's own head, as far as it is told there. In .jsonl the same names are fields beside `text`.

# %%
columns = ["path", "date", "organ", "level", "genre"]
rows = [
    ["2018_notice.txt", "2018-04-20", "中共柳湾县委", "county", "通知"],
    ["2019_speech.txt", "2019-05-10", "中共柳湾县委", "county", "讲话"],
    ["2021_report.html", "2021-12-28", "柳湾县人民政府", "county", "政府工作报告"],
    ["2022_plan.md", "2022-07", "青石镇人民政府", "township", "方案"],
]
pd.DataFrame(rows, columns=columns).to_csv(FOLDER / "metadata.tsv", sep="\t", index=False)

# %% [markdown]
# ## First build
#
# Look at what was read before you look at what was found: a wrong date or a menu in the text spoils everything after it.
# The menus of the web page are gone, the file in GB18030 is read as what it is. `masked` counts characters that cleaning
# took for no body text (page numbers, web addresses …): they are masked and not deleted, so that places stay what they are.

# %%
before = kg.build([FOLDER], PLACE / "build", exports=())
before

# %%
before.query("select source, date, level, title, characters, masked from documents order by date, source").df()

# %%
before.query("""
    select name, kind, known, mentions, documents, first, last from nodes
    where type = 'SLOGAN' order by known, mentions desc, name
""").df()

# %% [markdown]
# Names with `known` false were found without a lexicon: they count, or stand in quotation marks with a verb or noun that
# goes with slogans. What is missing? All that stands bare, without marks or numeral, and looks like any other word.
#
# ## What the lexicon lacks
#
# `discover` ranks what texts quote, count with and repeat, and that no lexicon has. `reasons` say why a row is where it
# is. It proposes; whether something is a formulation (提法) or just a phrase, you decide, by its sentences. With a handful of
# texts, as here, the ranking has little to go by.

# %%
found = discovery.discover(before.tables, load(), top=12)
pd.DataFrame(
    [(item.name, item.kind, item.score, item.count, item.documents, "; ".join(item.reasons)) for item in found],
    columns=["name", "kind", "score", "count", "documents", "reasons"],
)

# %%
for item in found[:6]:
    shown, mark = item.evidence[0], item.evidence[0].marks[0]
    around = (
        shown.text[max(mark.start - 14, 0) : mark.start]
        + "【"
        + item.name
        + "】"
        + shown.text[mark.end : mark.end + 14]
    )
    print(shown.date, around.replace("\n", " "))

# %% [markdown]
# The same rows as a draft of a lexicon, in TOML, with their sentences as comments (`kg discover build --format toml`).
# It claims only what the texts show: confidence is `low`, and there is no date of origin.

# %%
print(*list(discovery.toml(found, load()))[:14], sep="\n")

# %% [markdown]
# ## A lexicon of your own
#
# Take from the draft what you want to keep, and add what you know: parts, other writings, the date, the document that
# raised it. Here is a first attempt, with two mistakes that are easily made.

# %%
LEXICON = PLACE / "liuwan.toml"
DRAFT = """
    format = 1

    [[slogan]]
    name = "三巡三访"
    kind = "numeric"
    parts = ["巡河道", "巡山林", "巡田间", "访老人", "访商户", "访学校"]
    english = "Three Patrols and Three Visits"
    since = "2018-04-20"
    raised_at = "《关于开展“三巡三访”活动的通知》"
    domain = "地方"
    level = "county"
    confidence = "high"

    [[slogan]]
    name = "柳湾精神"
    kind = "doctrine"
    domain = "地方"
    level = "county"
    confidence = "high"

    [[slogan]]
    name = "灯火工程"
    kind = "doctrine"
    aliases = ["点亮工程"]
    domain = "民生"
    level = "county"
    confidence = "medium"

    [[slogan]]
    name = "早看河、晚看灯"
    kind = "doctrine"
    parts = ["早看河", "晚看灯"]
    domain = "地方"
    level = "county"
    confidence = "high"

    [[person]]
    name = "周云舟"
"""
LEXICON.write_text(textwrap.dedent(DRAFT), encoding="utf-8")
print(*[fault.removeprefix(str(PLACE)) for fault in check.file(LEXICON)], sep="\n")

# %% [markdown]
# `check` (on the command line `kg lexicon check liuwan.toml`) tells the line, the entry, and the way out. 三巡三访 counts
# three and has six parts, which is right and has to be said; and there is no domain 民生.

# %%
mended = DRAFT.replace('"访学校"]', '"访学校"]\n    counting = false').replace('domain = "民生"', 'domain = "社会民生"')
LEXICON.write_text(textwrap.dedent(mended), encoding="utf-8")
check.file(LEXICON)

# %% [markdown]
# ## Build again
#
# The settings name the lexicon (`kg build texts --lexicon liuwan.toml`). It is added to the built-in one; an entry of the
# same name takes its place.

# %%
config = settings.load(extract={"lexicons": [str(LEXICON)]})
after = kg.build([FOLDER], PLACE / "build_with_lexicon", config, exports=())
after

# %% [markdown]
# ## What changed
#
# Outer join of both tables of nodes: what was found only now, what is counted otherwise, what stayed.

# %%
QUESTION = "select name, type, mentions, documents from nodes where type in ('SLOGAN', 'PERSON') and mentions > 0"
both = (
    before.query(QUESTION)
    .df()
    .merge(after.query(QUESTION).df(), on=["name", "type"], how="outer", suffixes=("_before", "_after"))
)
figures = list(both.columns[2:])
both[figures] = both[figures].fillna(0).astype(int)
both["gained"] = both["mentions_after"] - both["mentions_before"]
both = both.sort_values(["gained", "mentions_after", "name"], ascending=[False, False, True], ignore_index=True)
both

# %% [markdown]
# Hollow: before; full: with the lexicon; grey: nothing changed.

# %%
shown = both[both["type"] == "SLOGAN"].sort_values(["mentions_after", "gained", "name"], ignore_index=True)
figure, axes = plt.subplots(figsize=(8, 0.36 * len(shown) + 1))
for place, row in enumerate(shown.to_dict("records")):
    colour = "#d55e00" if row["gained"] > 0 else "#0072b2" if row["gained"] < 0 else "#888888"
    axes.plot([row["mentions_before"], row["mentions_after"]], [place, place], color=colour, linewidth=3, alpha=0.4)
    axes.plot(row["mentions_before"], place, "o", color=colour, markersize=9, markerfacecolor="white")
    axes.plot(row["mentions_after"], place, "o", color=colour, markersize=9)
    if row["gained"]:
        axes.annotate(f"{row['gained']:+d}", (row["mentions_after"], place), xytext=(9, -4), textcoords="offset points")
axes.set_yticks(range(len(shown)), shown["name"])
axes.set_xlabel("mentions")
axes.grid(axis="x", color="#eeeeee")
figure.tight_layout()

# %% [markdown]
# And the graph: the same place for the same name on both sides. What was missing were not names at the edge, but those in
# the middle, which hold the county's vocabulary and that of the centre together. (Ties within a paragraph; orange: what
# had no tie before.)

# %%
was, now = (
    projection.projection(made.graph, window="paragraph", types=["SLOGAN", "PERSON"]) for made in (before, after)
)
names = dict(after.graph.nodes(data="name"))
places = nx.kamada_kawai_layout(
    now.subgraph(max(nx.connected_components(now), key=lambda part: (len(part), min(part))))
)
figure, both_axes = plt.subplots(1, 2, figsize=(13, 6), sharex=True, sharey=True)
for axes, graph, title in zip(both_axes, (was, now), ("before", "with the lexicon"), strict=True):
    drawn = graph.subgraph(places)
    nx.draw_networkx_edges(drawn, places, ax=axes, edge_color="#cccccc")
    for node, (x, y) in places.items():
        colour = "#d55e00" if node not in was else "#0072b2"
        axes.plot(x, y, "o", markersize=7 + 2 * now.degree[node] ** 0.8, color=colour if node in drawn else "#eeeeee")
        if node in drawn:
            axes.annotate(names[node], (x, y), xytext=(0, 12), textcoords="offset points", ha="center", fontsize=9)
    axes.set_title(f"{title}: {len(drawn)} names, {drawn.size()} ties", loc="left")
    axes.set_axis_off()
    axes.margins(0.12)
figure.tight_layout()

# %% [markdown]
# Not only counts change. 点亮工程 and 灯火工程 are one node now, with its verbs; 三巡三访 has its parts, its English name and
# the document that raised it.

# %%
about = card.card(after.tables, "点亮工程")
print(about.entity.name, "| also:", *about.entity.aliases, "| verbs:", *[verb.verb for verb in about.verbs])
for item in about.evidence:
    print("   ", item.date, item.source, item.text.strip())

# %%
about = card.card(after.tables, "三巡三访")
print(about.entity.english, "| since", about.entity.since, "| parts:", *about.entity.parts)
for link in about.links:
    print("   ", link.relation, link.name)

# %% [markdown]
# ## Who says what when
#
# In the order of their first use: the county's own formulations (orange) among those of the centre (blue). A dot is a
# document, its size the mentions in it.

# %%
when = after.query("""
    select n.name, n.level, d.date, count(*)::int as mentions
    from mentions m join nodes n on n.id = m.entity join documents d on d.id = m.document
    where n.type = 'SLOGAN' and d.date <> '' group by all order by d.date, n.name
""").df()
order = list(when.drop_duplicates("name")["name"])[::-1]
figure, axes = plt.subplots(figsize=(9, 0.4 * len(order) + 1))
for row in when.to_dict("records"):
    year, month = int(row["date"][:4]), int(row["date"][5:7] or 1)
    colour = "#0072b2" if row["level"] == "central" else "#d55e00"
    axes.plot(
        year + (month - 0.5) / 12,
        order.index(row["name"]),
        "o",
        color=colour,
        markersize=7 + 3 * row["mentions"],
        alpha=0.8,
    )
axes.set_yticks(range(len(order)), order)
axes.set_xticks(range(2018, 2026))
axes.grid(color="#eeeeee")
axes.set_axisbelow(True)
figure.tight_layout()

# %% [markdown]
# ## Round again
#
# Discovery with your lexicon no longer lists what you have taken, so what is left moves up. Stop when the first rows are
# phrases that you would not put into a lexicon.

# %%
left = discovery.discover(after.tables, load([LEXICON]), top=8)
[(item.name, item.score) for item in left]

# %% [markdown]
# ## When a build is wrong
#
# - **A wrong date or level:** put it into `metadata.tsv` and build again.
# - **A name that is none:** look at its `rule` (`select text, rule from mentions`); an entry in your lexicon with
#   `bare = false` makes a name one in quotation marks only.
# - **A text that is not there:** `build.manifest["failures"]` says why; a copy counts once, with both sources.
# - **More texts:** build into the same folder; only what is new is worked on.

# %%
after.manifest["failures"], after.manifest["counts"]
