"""A build is the old one or the new one, wherever the last step stops."""

import os

import pytest

from kg.tables import Tables, commit, folder
from kg.tables.schemas import WHOLE, table_schema


def _rows(made):
    tables = Tables(made)
    return {
        name: tables.sql(f"select * from {name} order by all").fetchall() for name in ("nodes", "edges", "documents")
    }


def _empty():
    return {name: table_schema(name).empty_table() for name in WHOLE}


@pytest.mark.parametrize("steps", range(4))
def test_a_stop_before_the_manifest_leaves_the_old_build(made, monkeypatch, steps):
    """Three tables and the manifest take their names one after another: after none, one, two, three of them."""
    before = _rows(made)
    about, real, done = dict(Tables(made).manifest), os.replace, []

    def replace(source, target):
        if len(done) == steps:
            raise KeyboardInterrupt
        done.append(target)
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", replace)
        with pytest.raises(KeyboardInterrupt), folder.claimed(made) as root:
            _switch(root, about)
    assert len(done) == steps
    assert _rows(made) == before
    with folder.claimed(made) as root:
        _switch(root, about)
    assert _rows(made)["nodes"] == []
    assert {path.name for path in made.glob("*.parquet")} == set(Tables(made).manifest["tables"].values())


def test_a_stop_after_the_manifest_leaves_the_new_build(made, monkeypatch):
    about = dict(Tables(made).manifest)
    with monkeypatch.context() as patch:
        patch.setattr(commit, "stale", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt), folder.claimed(made) as root:
            _switch(root, about)
    assert _rows(made)["nodes"] == []
    assert len(list(made.glob("nodes-*.parquet"))) == 2
    with folder.claimed(made) as root:
        _switch(root, about)
    assert len(list(made.glob("nodes-*.parquet"))) == 1


def test_files_of_others_stay(made):
    others = [made / "nodes-mine.parquet", made / "people.parquet", made / f"words-{'0' * 16}.parquet"]
    for path in others:
        path.write_text("mine")
    with folder.claimed(made) as root:
        _switch(root, dict(Tables(made).manifest))
    assert all(path.read_text() == "mine" for path in others)


def _switch(root, about):
    with folder.temporary_folder(root) as temporary:
        about["tables"] = {name: commit.write(root, temporary, name, rows) for name, rows in _empty().items()}
        commit.commit(root, about)
