from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.read import sources
from kg.read._names import told_apart
from kg.read._source import Source

HOMES = st.lists(st.sampled_from("ab"), max_size=3).map(lambda parts: "/".join(["", *parts]))
NAMES = st.lists(st.sampled_from(["a", "b", "r"]), min_size=1, max_size=3).map("/".join)


def _write(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(f"{folder}{name}", encoding="utf-8")
    return folder


def test_files_of_one_name_bear_their_folders(tmp_path: Path) -> None:
    one, two = _write(tmp_path / "one", "r.txt", "a.txt"), _write(tmp_path / "two", "r.txt", "b.txt")
    for paths in ([one, two], [two, one], [one / "r.txt", one / "a.txt", two], [one, two / "r.txt", two / "b.txt"]):
        assert sorted(s.name for s in sources(paths)) == ["a.txt", "b.txt", "one/r.txt", "two/r.txt"]


def test_as_many_folders_as_it_takes(tmp_path: Path) -> None:
    folders = [_write(tmp_path / name / "texts", "r.txt") for name in ("2020", "2021")]
    assert [s.name for s in sources(folders)] == ["2020/texts/r.txt", "2021/texts/r.txt"]


def test_a_name_made_is_not_one_that_is_there(tmp_path: Path) -> None:
    whole, part = _write(tmp_path / "whole", "r.txt", "one/r.txt"), _write(tmp_path / "x" / "one", "r.txt")
    names = [s.name for s in sources([whole, part])]
    assert len(set(names)) == 3
    assert "one/r.txt" in names


@given(st.dictionaries(st.tuples(HOMES, NAMES), st.none(), max_size=8), st.randoms())
def test_the_order_does_not_show(keys: dict[tuple[str, str], None], random) -> None:
    # no file is there under two names
    paths = {f"{home}/{name}": (home, name) for home, name in keys}
    pairs = [(Source(path, name), home) for path, (home, name) in paths.items()]
    shuffled = random.sample(pairs, len(pairs))
    named = {source.path: source.name for source in told_apart(pairs)}
    assert {source.path: source.name for source in told_apart(shuffled)} == named
