import ast
import re
import tomllib
from pathlib import Path

from kg import version


def test_the_extractor_is_named_by_its_code(tmp_path, monkeypatch):
    assert re.fullmatch("[0-9a-f]{16}", version.extractor())
    (tmp_path / "clean.py").write_text("A = 1\n")
    (tmp_path / "extracts.py").write_text("A = 1\n")
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / "__init__.py").write_text("")
    made = [_extractor(tmp_path, monkeypatch)]
    for name, text, other in (
        ("clean.py", "A = 2\n", True),
        ("extracts.py", "A = 2\n", False),
        ("link/__init__.py", "B", True),
    ):
        (tmp_path / name).write_text(text)
        made.append(_extractor(tmp_path, monkeypatch))
        assert (made[-1] != made[-2]) is other


def test_line_ends_and_data_do_not_matter(tmp_path, monkeypatch):
    (tmp_path / "clean.py").write_bytes(b"A = 1\n")
    before = _extractor(tmp_path, monkeypatch)
    (tmp_path / "clean.py").write_bytes(b"A = 1\r\n")
    (tmp_path / "words.toml").write_text("")
    assert _extractor(tmp_path, monkeypatch) == before


def test_the_reader_is_named_by_its_code_and_by_what_reads_for_it(monkeypatch):
    version.reader.cache_clear()
    before = version.reader()
    assert re.fullmatch("[0-9a-f]{16}", before)
    monkeypatch.setattr(version, "_version", lambda library: "9" if library == "lxml" else "1")
    version.reader.cache_clear()
    one = version.reader()
    monkeypatch.setattr(version, "_version", lambda library: "1")
    version.reader.cache_clear()
    assert len({before, one, version.reader()}) == 3
    version.reader.cache_clear()


def test_all_libraries_of_the_formats_are_counted_among_what_reads():
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.match("[a-z-]+", line).group() for line in project["optional-dependencies"]["formats"]}
    assert names <= set(version.LIBRARIES)


def test_what_is_left_out_exists_or_is_planned():
    names = {path.name for path in Path(version.__file__).parent.iterdir()} | {"spacy.py"}
    assert names >= version.AROUND


def test_what_annotates_uses_nothing_that_is_left_out():
    root = Path(version.__file__).parent
    left = {name.removesuffix(".py") for name in version.AROUND if name != "__init__.py"}
    for name, source in version._sources(root, version.AROUND):
        nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
        used = [f"{node.module}.{alias.name}".split(".") for node in nodes for alias in node.names]
        # `annotate` makes a document of a plain text with `read`
        allowed = {"read"} if name == "annotate.py" else set()
        assert not [path for path in used if path[0] == "kg" and path[1] in left - allowed], name


def _extractor(root, monkeypatch) -> str:
    monkeypatch.setattr(version, "files", lambda package: root)
    version.extractor.cache_clear()
    try:
        return version.extractor()
    finally:
        version.extractor.cache_clear()
