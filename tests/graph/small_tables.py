"""A small corpus written for the tests, as the tables of a build in DuckDB: real records, real SQL."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from kg.config import Config, Graph
from kg.graph import cooccurrence, edges, entities, facts, mentioned
from kg.lexicon import Lexicon, Meeting, Series, Slogan
from kg.lexicon.entries import Body, Person
from kg.records import Document, Entity, Expansion, Mention, Relation, Sentence, entity_id, schema
from kg.tables.rows import coded

NAMES = {
    "四盏灯": ("SLOGAN", "numeric", "四盏灯"),
    "四灯": ("SLOGAN", "numeric", "四盏灯"),
    "两条渠": ("SLOGAN", "numeric", "两条渠"),
    "三本账": ("SLOGAN", "numeric", "三本账"),
    "清水进村": ("SLOGAN", "quoted", "清水进村"),
    "灯下议事会": ("MEETING", "event", "第一届灯下议事会第二次会议"),
    "水利条例": ("WORK", "", "水利条例"),
    "林小河": ("PERSON", "", "林小河"),
    "路灯": ("SLOGAN", "doctrine", "路灯"),
}
"""Writing → type, kind, canonical name; found by plain search."""

TEXTS = (
    (
        "一号.txt",
        "灯下讲话",
        "2019-03-01",
        ("擦亮四盏灯，修好两条渠。", "林小河在灯下议事会上讲了四盏灯。", "记好三本账。"),
    ),
    ("二号.txt", "", "2020", ("擦亮四灯，修好两条渠，做到清水进村。", "四盏灯就是路灯、门灯、桌灯、心灯。")),
    ("三号.txt", "=渠上总结", "2021-10-13", ("修好两条渠，管好三本账。", "按照水利条例办事。", "今天天气很好。")),
    ("四号.txt", "无日期的话", "", ("擦亮四盏灯，记好三本账。", "大家都来了。")),
)

LEXICON = Lexicon(
    slogans={
        "四盏灯": Slogan(
            "四盏灯", "numeric", ("四灯", "四盏明灯"), ("路灯", "门灯", "桌灯", "“心灯”"), english="the Four Lamps",
            since="2018-05-04", raised_at="灯下议事会", domain="地方", level="village",
        ),
        "两条渠": Slogan("两条渠", "numeric", raised_at="《论修渠》", since="2017"),
        "没人提过": Slogan("没人提过", "doctrine", parts=("甲", "乙")),
    },
    meetings={
        "第一届灯下议事会第二次会议": Meeting(
            "第一届灯下议事会第二次会议", ("灯下议事会",), "灯下议事会会议", 1, 2, start="2018-05-03", end="2018-05-05"
        )
    },
    series={"灯下议事会会议": Series("灯下议事会会议", body="灯下村")},
    bodies={"灯下村": Body("灯下村", level="village")},
    people={"林小河": Person("林小河", ("小河",), since="2012")},
)  # fmt: skip


@dataclasses.dataclass
class Small:
    """The tables, as `kg.tables.Tables` gives them to other stages."""

    con: duckdb.DuckDBPyConnection

    def cursor(self) -> duckdb.DuckDBPyConnection:
        return self.con.cursor()

    def sql(self, query: str, params: Sequence[Any] = ()) -> duckdb.DuckDBPyRelation:
        return self.con.sql(query, params=list(params))

    def counted(self, table: str, columns: Sequence[str]) -> Iterator[pa.Table]:
        """The rows of a table as `mentioned.read` takes them."""
        yield coded(self.con.sql(mentioned.ROWS.format(columns=", ".join(columns), table=table)).to_arrow_table())

    def nodes(self, lexicon: Lexicon = LEXICON) -> pa.Table:
        said = mentioned.read(self)
        return entities.nodes(said, facts.facts(said, lexicon), lexicon)

    def edges(self, lexicon: Lexicon = LEXICON) -> pa.Table:
        """Those that are no co-occurrence."""
        said = mentioned.read(self)
        nothing = Config(graph=Graph(windows=()))
        return pa.concat_tables(edges.edges(said, facts.facts(said, lexicon).relations, [], nothing))


def small(texts: Iterable[tuple[str, str, str, Sequence[str]]] = TEXTS, config: Config | None = None) -> Small:
    """All seven tables for texts given as (source, title, date, sentences); two sentences make a paragraph."""
    con = duckdb.connect()
    documents, sentences, mentions, expansions = [], [], [], []
    for number, (source, title, date, parts) in enumerate(texts):
        id, text = f"doc:{number:016x}", "".join(parts)
        document = dataclasses.asdict(Document(id, source, text, title, date))
        documents.append({**document, "characters": len(text), "masked": 0, "sources": [source]})
        start = 0
        for index, part in enumerate(parts):
            sentence = Sentence(id, index, index // 2, start, start + len(part), section="一、灯")
            sentences.append({**dataclasses.asdict(sentence), "text": part})
            mentions += [dataclasses.asdict(item) for item in _mentions(id, index, start, part)]
            if "就是" in part:
                members = tuple(part.split("就是")[1].rstrip("。").split("、"))
                expansions.append(Expansion(id, "四盏灯", members, start, start + len(part), "copula"))
            start += len(part)
    extra = [pa.field("characters", pa.int32()), pa.field("masked", pa.int32())]
    sources = pa.field("sources", pa.list_(pa.string()))
    for row in documents:
        row["extra"] = list(row["extra"])
    _create(con, "documents", documents, pa.schema([*schema(Document), *extra, sources]))
    _create(con, "sentences", sentences, pa.schema([*schema(Sentence), pa.field("text", pa.string())]))
    _create(con, "mentions", mentions, schema(Mention))
    _create(con, "expansions", [dataclasses.asdict(item) for item in expansions], schema(Expansion))
    settings = config or Config()
    made = Small(con)
    every = pa.concat_tables([made.edges(), cooccurrence.edges(con, settings)])
    _create(con, "nodes", made.nodes().to_pylist(), schema(Entity))
    _create(con, "edges", every.to_pylist(), schema(Relation))
    return made


def _mentions(document: str, index: int, start: int, text: str) -> list[Mention]:
    found, at = [], 0
    while at < len(text):
        for form, (type, kind, name) in NAMES.items():
            if text.startswith(form, at):
                verb = text[max(0, at - 2) : at].strip("，、。就是的按照在了") if type == "SLOGAN" else ""
                begin = start + at
                id = entity_id(type, name)
                found.append(
                    Mention(document, index, begin, begin + len(form), form, type, kind, name, id, "test", verb)
                )
                at += len(form) - 1
                break
        at += 1
    return found


def _create(con: duckdb.DuckDBPyConnection, name: str, rows: list[dict[str, Any]], columns: pa.Schema) -> None:
    con.register("rows", pa.Table.from_pylist(rows, schema=columns))
    con.execute(f"create table {name} as select * from rows")
    con.unregister("rows")
