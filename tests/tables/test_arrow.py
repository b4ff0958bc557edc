from hypothesis import given, settings
from hypothesis import strategies as st

from kg.records import Analysis, Document, Expansion, Mask, Mention, Rejection, Sentence
from kg.tables.arrow import batch, documents, flat, nested
from kg.tables.schemas import PARTED, nested_schema, table_schema

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DOCUMENTS = st.lists(
    st.builds(
        Document,
        id=TEXT,
        source=TEXT,
        text=TEXT,
        title=TEXT,
        date=TEXT,
        extra=st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple),
    ),
    max_size=5,
)


@settings(deadline=None)  # the first call imports pyarrow
@given(DOCUMENTS)
def test_documents_come_back_from_a_batch_as_they_were(made):
    assert documents(batch(made)) == made


def _analysis(id: str, text: str) -> Analysis:
    return Analysis(
        Document(id, f"{id}.txt", text),
        (Sentence(id, 0, 0, 0, 4), Sentence(id, 1, 0, 4, len(text))),
        (Mention(id, 1, 4, 6, text[4:6], "SLOGAN", "numeric", "六稳", "slogan:六稳", "name"),),
        (Expansion(id, "六稳", ("稳就业", "稳投资"), 0, 4, "colon"),),
        (Mask(0, 2, "watermark"),),
        (Rejection(0, 1, "short"), Rejection(1, 2, "date"), Rejection(2, 3, "short")),
    )


def test_nested_rows_unfold_into_the_tables():
    rows = nested([_analysis("doc:a", "今年要抓六稳。"), _analysis("doc:b", "明年再抓六稳！")], ["", ""])
    assert rows.schema == nested_schema()
    tables = {table: flat(rows, table) for table in PARTED}
    assert all(tables[table].schema == table_schema(table) for table in PARTED)
    assert tables["documents"].select(["characters", "masked"]).to_pylist() == [{"characters": 7, "masked": 2}] * 2
    assert tables["sentences"].column("text").to_pylist() == ["今年要抓", "六稳。", "明年再抓", "六稳！"]
    assert tables["mentions"].column("document").to_pylist() == ["doc:a", "doc:b"]
    assert tables["expansions"].column("members").to_pylist() == [["稳就业", "稳投资"]] * 2
    assert rows.column("rejections").to_pylist()[0] == [{"reason": "date", "count": 1}, {"reason": "short", "count": 2}]


def test_a_document_that_failed_is_in_no_table():
    failed = Analysis(Document("doc:b", "b.txt", "坏"), (), (), ())
    rows = nested([_analysis("doc:a", "今年要抓六稳。"), failed], ["", "ValueError: 坏"])
    assert flat(rows, "documents").column("id").to_pylist() == ["doc:a"]
    assert set(flat(rows, "sentences").column("document").to_pylist()) == {"doc:a"}


def test_no_analyses_give_empty_tables_of_the_right_columns():
    rows = nested([], [])
    assert [flat(rows, table).num_rows for table in PARTED] == [0, 0, 0, 0]
