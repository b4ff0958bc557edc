import os

import pytest

from kg.errors import UsageError
from kg.files import replacing, whole, whole_folder


def test_a_file_takes_its_name_when_it_is_whole(tmp_path):
    path = tmp_path / "new" / "g.json"
    with whole(path) as temporary:
        temporary.write_text("{}")
        assert not path.exists()
    assert path.read_text() == "{}"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt])
def test_a_fault_leaves_the_file_that_was_there(tmp_path, fault):
    path = tmp_path / "g.json"
    path.write_text("old")
    with pytest.raises(fault), whole(path) as temporary:
        temporary.write_text("half")
        raise fault
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match=r"file/g\.json: cannot be written"), whole(tmp_path / "file" / "g.json"):
        pass
    with pytest.raises(UsageError, match="is a folder"), whole(tmp_path):
        pass
    with pytest.raises(OSError, match="absent"), replacing(tmp_path / "absent" / "g.json"):
        pass


@pytest.mark.skipif(os.name != "posix", reason="links and devices of POSIX")
def test_a_link_stays_a_link_and_a_device_a_device(tmp_path):
    (tmp_path / "real").touch()
    (tmp_path / "link").symlink_to("real")
    with whole(tmp_path / "link") as temporary:
        temporary.write_text("new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"
    read, write = os.pipe()
    with whole(tmp_path.__class__(f"/dev/fd/{write}")) as target:
        target.write_text("piped")
    os.close(write)
    assert os.read(read, 10) == b"piped"
    os.close(read)


@pytest.mark.parametrize("there", [False, True])
def test_a_folder_takes_its_name_when_it_is_whole(tmp_path, there):
    path = tmp_path / "new" / "notes"
    if there:
        path.mkdir(parents=True)
    with whole_folder(path) as temporary:
        (temporary / "a.md").write_text("a")
        assert path.exists() == there
    assert [item.name for item in path.iterdir()] == ["a.md"]
    assert list(path.parent.iterdir()) == [path]


def test_a_fault_leaves_no_folder_and_nothing_is_written_over(tmp_path):
    path = tmp_path / "notes"
    with pytest.raises(KeyboardInterrupt), whole_folder(path) as temporary:
        (temporary / "a.md").write_text("half")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []
    path.mkdir()
    (path / "mine").touch()
    with pytest.raises(UsageError, match="new or empty folder"), whole_folder(path):
        pass
    assert [item.name for item in path.iterdir()] == ["mine"]
