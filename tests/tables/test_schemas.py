import pytest

from kg.errors import UsageError
from kg.tables.schemas import PARTED, TABLES, nested_schema, table_schema


def test_every_table_has_a_schema():
    assert [table_schema(name).names[0] for name in TABLES] == [
        "id",
        "document",
        "document",
        "document",
        "id",
        "source",
        "id",
    ]


def test_documents_and_sentences_have_more_than_their_records():
    assert table_schema("documents").names[-2:] == ["characters", "masked"]
    assert table_schema("sentences").names[-1] == "text"


def test_an_unknown_table_names_the_choices():
    with pytest.raises(UsageError, match="unknown table 'words': choose from documents"):
        table_schema("words")


def test_nested_rows_hold_all_parted_tables():
    assert set(PARTED[1:]) <= set(nested_schema().names)
    assert nested_schema().names[: len(table_schema("documents"))] == table_schema("documents").names
