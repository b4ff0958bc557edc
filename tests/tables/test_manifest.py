import json

import pytest

from kg.config import load
from kg.errors import BuildError
from kg.files import LOCK
from kg.tables import manifest
from kg.tables.parts import Failure, Part
from kg.tables.schemas import WHOLE

PARTS = [
    Part("0" * 16, (2, 9, 4, 1), (Failure("b.txt", "bad"),), (("date", 1), ("short", 2))),
    Part("1" * 16, (1, 3, 2, 0), (), (("short", 3),)),
]


def _manifest() -> manifest.Manifest:
    return {
        "format": manifest.FORMAT,
        "version": "1",
        "extractor": "e",
        "lexicon": "l",
        "config": manifest.settings(load()),
        "parts": manifest.part_entries(PARTS),
        "tables": {table: f"{table}-{'0' * 16}.parquet" for table in WHOLE},
        "counts": manifest.counts(PARTS, nodes=5),
        "rejections": manifest.rejections(PARTS),
        "failures": manifest.failures([Failure("a.txt", "empty")], PARTS),
    }


def test_a_manifest_is_read_as_it_was_saved(tmp_path):
    manifest.save(tmp_path, _manifest())
    assert manifest.read(tmp_path) == _manifest()


def test_a_build_that_was_stopped_before_its_end_is_no_missing_one(tmp_path):
    for told in ("no build here", "the build here is not finished; run its 'kg build' again"):
        with pytest.raises(BuildError, match=told):
            manifest.read(tmp_path)
        (tmp_path / LOCK).touch()


def test_figures_add_up_over_parts():
    made = _manifest()
    assert made["counts"] == {"documents": 3, "sentences": 12, "mentions": 6, "expansions": 1, "nodes": 5}
    assert made["rejections"] == {"date": 1, "short": 5}
    assert [failure["source"] for failure in made["failures"]] == ["a.txt", "b.txt"]


def test_where_a_build_ran_is_not_in_its_manifest():
    one = load(engine={"name": "serial", "jobs": 1}, extract={"lexicons": ["/home/me/own.toml"]})
    assert manifest.settings(one) == manifest.settings(load(engine={"jobs": 8}))
    assert "/home" not in json.dumps(manifest.settings(one))


def test_only_what_annotation_depends_on_is_in_the_fingerprint():
    plain = manifest.fingerprint("e", "l", load())
    assert plain == manifest.fingerprint("e", "l", load(html={"nodes": 10}, graph={"min_count": 3}))
    others = [manifest.fingerprint("f", "l", load()), manifest.fingerprint("e", "m", load())]
    others.append(manifest.fingerprint("e", "l", load(extract={"types": ["SLOGAN"]})))
    assert plain not in others
    assert len(set(others)) == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no build here"),
        (b"", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "made in format None"),
        (b'{"format": 99}', "made in format 99"),
        (b'{"format": 1}', "made in format 1"),
        (b'{"format": 4}', "'parts' is missing"),
        (
            b'{"format": 4, "parts": [{"name": "../../etc/passwd"}], "tables": {}, "counts": {}, "failures": [], '
            b'"rejections": {}, "config": {}}',
            "no name of a part",
        ),
    ],
)
def test_a_faulty_manifest_is_named(tmp_path, content, message):
    if content is not None:
        (tmp_path / "build.json").write_bytes(content)
    with pytest.raises(BuildError, match=message) as caught:
        manifest.read(tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "name", [None, 1, "nodes.parquet", "../nodes-0000000000000000.parquet", f"edges-{'0' * 16}.parquet"]
)
def test_a_file_of_another_place_is_no_table(tmp_path, name):
    faulty = _manifest()
    faulty["tables"]["nodes"] = name
    manifest.save(tmp_path, faulty)
    with pytest.raises(BuildError, match="is no file of nodes"):
        manifest.read(tmp_path)
