"""Tables made from marked texts written for the tests: `[S:四个意识|增强]` is a slogan and its verb,
`[M:十九届六中全会→全名]` a meeting and its canonical name. One line a paragraph; 一、 begins a section."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from typing import Any

from kg.config import Config
from kg.records import Document, Entity, Expansion, Mention, Relation, Sentence, entity_id, schema

TYPES = {"S": "SLOGAN", "M": "MEETING", "W": "WORK", "O": "ORG", "P": "PERSON"}
MARK = re.compile(r"\[([SMWOP]):([^\]|→]+)(?:→([^\]|]+))?(?:\|([^\]]+))?\]")
SIXTH = "中国共产党第十九届中央委员会第六次全体会议"
TWENTIETH = "中国共产党第二十次全国代表大会"
PARTS = {
    "四个意识": ("政治意识", "大局意识", "核心意识", "看齐意识"),
    "四个自信": ("道路自信", "理论自信", "制度自信", "文化自信"),
    "四个机关": ("政治机关", "权力机关", "工作机关", "代表机关"),
}
ENGLISH = {"四个意识": "the Four Consciousnesses", "四个自信": "the Four-sphere Confidence"}

TEXTS = {
    ("在机关学习会上的发言", "2021-11-20"): f"""
各位同事，今天我们学习[M:十九届六中全会→{SIXTH}]精神，重点谈谈怎样把学习引向深入。
一、提高站位，把学习当作头等大事
大家要不断增强“[S:四个意识|增强]”、坚定“[S:四个自信|坚定]”、做到“[S:两个维护|做到]”，把思想统一到[M:十九届六中全会→{SIXTH}]的部署上来。
[W:中国共产党章程]和[W:中华人民共和国宪法]是我们工作的依据，[P:习近平]总书记的讲话是我们行动的指南。
二、围绕“[S:四个机关|围绕]”，改进工作作风
常委会要深刻领悟“[S:两个确立|领悟]”，按照“[S:四个机关]”的要求，把“[S:三会一课|落实]”和“[S:主题党日]”坚持好。
[O:一府两院]依法接受监督，[M:中央人大工作会议]对此讲得很清楚，[S:全过程人民民主]不是一句空话。
""",
    ("在基层调研时的讲话", "2022-03-02"): f"""
这次下来看了六个村，感到“[S:两不愁三保障]”的成果是扎实的，“[S:乡村振兴]”的路子也越走越宽。
一、守住底线
要巩固“[S:两不愁三保障|巩固]”，落实“[S:四个不摘|落实]”，防止松劲。
村里的“[S:三会一课|开好]”开得有内容，“[S:一岗双责|落实]”落到了人头。
二、转变作风
“[S:八项规定|落实]”要一条一条抓，“[S:四风|反对]”要一件一件改，[P:张建国]同志讲的例子值得深思。
要带着感情学习[M:十九届六中全会→{SIXTH}]精神，做到“[S:两个维护|做到]”，增强“[S:四个意识|增强]”。
""",
    ("全市人大工作推进会上的报告", "2022-10-28"): f"""
同志们，[M:党的二十大→{TWENTIETH}]胜利闭幕，我们要把学习宣传贯彻[M:党的二十大→{TWENTIETH}]精神摆在首位。
一、坚持党的领导
坚持“[S:两个确立|坚持]”，增强“[S:四个意识|增强]”、坚定“[S:四个自信|坚定]”、做到“[S:两个维护|做到]”，这是最重要的经验。
发展[S:全过程人民民主|发展]，建设“[S:四个机关|建设]”，[M:中央人大工作会议]的要求要落到每个代表之家。
二、服务大局
统筹推进“[S:五位一体|推进]”总体布局、协调推进“[S:四个全面|推进]”战略布局，推动[S:高质量发展|推动]。
落实“[S:六稳|落实]”“[S:六保|落实]”任务，助企纾困，[S:高质量发展]的底盘才牢。
[W:中华人民共和国地方各级人民代表大会和地方各级人民政府组织法]修改以后，[O:一府一委两院]的工作有了新的遵循。
""",
    ("党支部书记培训班开班讲话", "2019-06-18"): """
办班的目的，是把“[S:两学一做|推进]”学习教育抓实，把“[S:不忘初心、牢记使命|开展]”主题教育开展好。
一、讲政治
增强“[S:四个意识|增强]”，坚定“[S:四个自信|坚定]”，自觉做到“[S:两个维护|做到]”。
二、抓落实
“[S:三会一课|坚持]”要经常，“[S:主题党日|开展]”要鲜活，“[S:四讲四有|争做]”要入心，[M:民主生活会]要红脸出汗。
落实“[S:一岗双责|落实]”，驰而不息纠“[S:四风|纠治]”，严守中央[S:八项规定|严守]。
[P:李明]书记和[P:王秀英]主任交流了经验，[W:中国共产党支部工作条例]发到了每个人手里。
""",
    ("关于经济工作的发言提纲", "2023-02-11"): f"""
[M:中央经济工作会议]和[M:党的二十大→{TWENTIETH}]都强调[S:高质量发展|强调]。
一、看形势
准确把握“[S:五位一体|统筹]”总体布局和“[S:四个全面|推进]”战略布局，完整准确贯彻[S:新发展理念|贯彻]。
坚持[S:稳中求进|坚持]，用好“[S:放管服|深化]”改革的成果，“[S:六稳]”的办法不能丢。
二、抓项目
“[S:十大工程|实施]”要挂图作战，[S:新发展理念]要落到项目上，[S:共同富裕]要落到百姓的钱袋子上。
[S:绿水青山就是金山银山]，生态账和经济账要一起算，[S:乡村振兴|推进]是大文章，[S:高质量发展|推动]是硬道理。
""",
    ("党风廉政建设工作会上的讲话", ""): f"""
[M:省纪委十一届三次全会]刚刚闭幕，[M:市纪委五届二次全会]就要召开，我先讲几句。
落实“[S:一岗双责|落实]”，反对“[S:四风|反对]”，严格执行[S:八项规定|执行]，一体推进[S:三不腐|推进]。
[S:全面从严治党|坚持]永远在路上，[W:中国共产党纪律处分条例]要逐条学，[P:习近平]总书记反复讲这件事。
坚持[S:全面从严治党|坚持]，领悟“[S:两个确立|领悟]”，做到“[S:两个维护|做到]”，[M:党的二十大→{TWENTIETH}]讲得透彻。
""",
}


@dataclass(frozen=True)
class Made:
    """What the exporter asks of a build's tables: a DuckDB connection with the views."""

    con: Any

    @property
    def connection(self) -> Any:
        return self.con


def document(title: str, date: str, marked: str, number: int) -> tuple[Document, list[Any], list[Mention]]:
    """A marked text as records."""
    id, text = f"doc:{number:016x}", ""
    sentences: list[Any] = []
    mentions: list[Mention] = []
    section = ""
    for paragraph, line in enumerate(filter(None, marked.split("\n"))):
        heading = line[1] == "、" and line[0] in "一二三四"
        for piece in re.findall(r"[^。]+。?", line):
            start, at = len(text), 0
            for match in MARK.finditer(piece):
                text += piece[at : match.start()]
                at = match.end()
                kind, surface, canonical, verb = match.groups()
                mentions.append(
                    _mention(id, len(sentences), len(text), surface, kind, canonical or surface, verb or "")
                )
                text += surface
            text += piece[at:]
            sentence = Sentence(id, len(sentences), paragraph, start, len(text), "heading" if heading else "body",
                                int(heading), "" if heading else section)  # fmt: skip
            sentences.append(sentence)
        section = text[sentences[-1].start :] if heading else section
        text += "\n"
    return Document(id, f"{number:02}.txt", text, title=title, date=date), sentences, mentions


def _mention(id: str, sentence: int, start: int, text: str, letter: str, name: str, verb: str) -> Mention:
    type = TYPES[letter]
    kind = {"SLOGAN": "numeric", "MEETING": "event"}.get(type, "")
    return Mention(id, sentence, start, start + len(text), text, type, kind, name, entity_id(type, name), "made", verb)


def tables(texts: dict[tuple[str, str], str] | None = None, *, config: Config | None = None) -> Made:
    """The tables of the texts, in memory: real views of the documented columns, co-occurrence by the real module."""
    import duckdb
    import pyarrow as pa

    from kg.graph import cooccurrence

    parts = [document(*key, text, i) for i, (key, text) in enumerate((texts or TEXTS).items())]
    con = duckdb.connect()
    mentions = [mention for _, _, found in parts for mention in found]
    dates = {each.id: each.date for each, _, _ in parts}
    documents = [
        asdict(each) | {"characters": len(each.text), "masked": 0, "sources": [each.source]} for each, _, _ in parts
    ]
    sentences = [
        asdict(each) | {"text": text.text[each.start : each.end]} for text, found, _ in parts for each in found
    ]
    _view(con, "documents", pa.Table.from_pylist(documents))
    _view(con, "sentences", pa.Table.from_pylist(sentences))
    _view(con, "mentions", pa.Table.from_pylist([asdict(each) for each in mentions], schema(Mention)))
    listed = [Expansion(documents[0]["id"], "四个机关", PARTS["四个机关"], 0, 10, "made")]
    _view(con, "expansions", pa.Table.from_pylist([asdict(each) for each in listed], schema(Expansion)))
    entities = _entities(mentions, dates)
    related = [Relation(entity_id("SLOGAN", name), entity_id("PART", part), "has_part")
               for name, parts in PARTS.items() for part in parts if entity_id("SLOGAN", name) in entities]  # fmt: skip
    for relation in related:
        name = relation.target.split(":", 1)[1]
        entities.setdefault(relation.target, Entity(relation.target, "PART", "", name))
    edges = pa.Table.from_pylist([asdict(each) for each in related], schema(Relation))
    _view(con, "edges", pa.concat_tables([cooccurrence.edges(con, config or Config()), edges]))
    rows = [asdict(entities[id]) for id in sorted(entities)]
    _view(con, "nodes", pa.Table.from_pylist(rows, schema(Entity)))
    return Made(con)


def _view(con: Any, name: str, table: Any) -> None:
    con.register(f"{name}_rows", table)
    con.execute(f"create table {name} as select * from {name}_rows").fetchall()


def _entities(mentions: list[Mention], dates: dict[str, str]) -> dict[str, Entity]:
    """The nodes: counts, dates, aliases and what the tests know of a name."""
    found: dict[str, Entity] = {}
    for mention in mentions:
        entity = found.get(mention.entity) or Entity(
            mention.entity, mention.type, mention.kind, mention.canonical,
            parts=PARTS.get(mention.canonical, ()), english=ENGLISH.get(mention.canonical, ""),
        )  # fmt: skip
        aliases = dict.fromkeys((*entity.aliases, *([mention.text] if mention.text != entity.name else [])))
        found[mention.entity] = replace(entity, aliases=tuple(aliases), mentions=entity.mentions + 1)
    for id, entity in found.items():
        own = {mention.document for mention in mentions if mention.entity == id}
        days = sorted(filter(None, (dates[document] for document in own)))
        found[id] = replace(entity, documents=len(own), first=days[0] if days else "", last=days[-1] if days else "")
    return found
