import pytest

from kg import batches
from kg.batches import Task, annotate_batch, make_part
from kg.config import Config
from kg.lexicon import Lexicon, Slogan
from kg.records import Document
from kg.tables import arrow, folder, parts
from kg.tables.schemas import nested_schema

LEXICON = Lexicon(slogans={"六稳": Slogan("六稳", "numeric")}, fingerprint="test")
DOCUMENTS = [Document(f"doc:{n:016x}", f"{n}.txt", f"第{n}次强调做好“六稳”工作。") for n in range(3)]


def test_a_batch_becomes_nested_rows_in_its_order():
    rows = annotate_batch(arrow.batch(DOCUMENTS), LEXICON, Config())
    assert rows.schema == nested_schema()
    assert rows.column("source").to_pylist() == ["0.txt", "1.txt", "2.txt"]
    assert set(rows.column("error").to_pylist()) == {""}
    mentions = arrow.flat(rows, "mentions").to_pylist()
    assert [(m["document"], m["canonical"]) for m in mentions] == [(d.id, "六稳") for d in DOCUMENTS]


@pytest.mark.parametrize("error", [ValueError("两\n行 " + "长" * 500), RecursionError(), MemoryError(), KeyError("x")])
def test_a_document_that_fails_is_named_and_the_others_are_annotated(tmp_path, monkeypatch, error):
    real = batches.annotate_all

    def fail(documents, lexicon, config):
        if "1.txt" in [document.source for document in documents]:
            raise error
        return real(documents, lexicon, config)

    monkeypatch.setattr(batches, "annotate_all", fail)
    (tmp_path / folder.LOCK).touch()
    task = Task("0" * 16, arrow.batch(DOCUMENTS))
    made = make_part(task, root=tmp_path, lexicon=LEXICON, config=Config())
    assert made.rows[0] == 2
    (failure,) = made.failures
    assert failure.source == "1.txt"
    assert failure.reason.startswith(type(error).__name__)
    assert "\n" not in failure.reason
    assert len(failure.reason) <= batches.LONGEST_REASON
    assert parts.find(tmp_path, "0" * 16) == made
