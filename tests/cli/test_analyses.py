"""`kg ties`, `kg communities`, `kg centrality`, `kg compare`, `kg reuse`, as a user meets them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import kg
from kg import cli

WHOLE = "要增强“四个意识”、坚定“四个自信”、做到“两个维护”，持续纠治“四风”。灯下议事先把水渠走一遍再把三本账摆上桌让大家都看得清清楚楚明明白白。\n"
OLD = "各位代表：\n" + WHOLE + "要落实“三个代表”重要思想。\n" * 3
NEW = "同志们：\n" + WHOLE + "要做到“两个维护”。\n" * 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("analyses")
    for name, text in (("old.txt", OLD), ("new.txt", NEW), ("copy.txt", NEW + "完。\n")):
        (root / name).write_text(text, encoding="utf-8")
    rows = ["path\tdate\tlevel", "old.txt\t2004\tcity", "new.txt\t2020\tcounty", "copy.txt\t2021\tcounty"]
    (root / "metadata.tsv").write_text("\n".join(rows), encoding="utf-8")
    kg.build([root], root / "build", exports=())
    kg.build([root / "old.txt"], root / "one", exports=())
    return root


def run(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    words = [word.replace("@", f"{folder}/") for word in arguments]
    code = cli._code(lambda: cli._command(words))
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_ties_of_a_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(folder, capsys, "ties", "“四个意识”", "--build", "@build", "--format", "csv")
    found = rows(out)
    assert code == 0 and found
    assert all("slogan:四个意识" in (row["source"], row["target"]) for row in found)
    assert {"dice", "odds_ratio", "low", "high", "disparity", "spanning", "evidence"} <= set(found[0])
    words = ("ties", "--build", "@build", "--type", "PERSON", "--format", "csv")
    assert rows(run(folder, capsys, *words)[1]) == []
    words = ("ties", "四个意识", "--build", "@build", "--type", "SLOGAN", "--least", "2", "--format", "csv")
    some = rows(run(folder, capsys, *words)[1])
    assert some == [
        row for row in found if {row["source_type"], row["target_type"]} == {"SLOGAN"} and int(row["count"]) > 1
    ]
    _, out, _ = run(folder, capsys, "ties", "--build", "@build", "--top", "1")
    assert "statistic: " in out and "assumes: " in out and " ties\n" in out
    assert len(out.split("statistic: ")[0].strip().splitlines()) == 3


@pytest.mark.parametrize(
    "words", ["ties --type PERSON", "communities --type PERSON", "centrality --type PERSON", "reuse --least 900"]
)
def test_a_table_without_rows_says_so(folder: Path, capsys: pytest.CaptureFixture[str], words: str) -> None:
    code, _, err = run(folder, capsys, *words.split(), "--build", "@build")
    assert (code, err) == (0, "kg: nothing found: 3 of 3 documents were looked at\n")


def test_chains_that_stand_in_other_documents_are_not_denied(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, err = run(folder, capsys, "chains", "四个意识", "--build", "@build", "--level", "province")
    assert "kg: none of the documents chosen has 四个意识 in a chain of slogans with verbs\n" in err
    _, _, err = run(folder, capsys, "chains", "三个代表", "--build", "@build")
    assert "kg: 三个代表 stands in no chain of slogans with verbs\n" in err


def test_wrong_use_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words, told in (
        (("ties", "五个意思"), "unknown entity"),
        (("ties", "--by", "chi2"), "choose from count"),
        (("communities", "--resolution", "0"), "communities.resolution' is more than 0, not 0"),
        (("communities", "--type", "slogan"), "choose from MEETING"),
        (("reuse", "--least", "3"), "15 letters or more"),
        (("reuse", "--document", "没有"), "unknown document"),
        (("reuse", "--copies", "--resemblance", "2"), "at most 1"),
    ):
        code, out, err = run(folder, capsys, words[0], "--build", "@build", *words[1:])
        assert (code, out) == (2, "") and told in err and len(err.splitlines()) == 1
    for words, told in (
        (("@build",), "compare two builds"),
        (("@build", "@one", "--by", "level"), "compare two builds"),
        (("@build", "--by", "lvl"), "unknown column to compare by"),
        (("@build", "--by", "level", "--groups", "city,town"), "unknown value of level 'town'"),
        (("@build", "--by", "speaker"), "speaker has 0 values"),
        (("@build", "--by", "date"), "split at a date"),
    ):
        code, out, err = run(folder, capsys, "compare", *words)
        assert (code, out) == (2, "") and told in err and len(err.splitlines()) == 1


def test_hostile_metadata_cannot_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(OLD + name, encoding="utf-8")
    rows = ["path\tspeaker", "a.txt\t\x1b[31m甲", "b.txt\t乙"]
    (tmp_path / "metadata.tsv").write_text("\n".join(rows), encoding="utf-8")
    kg.build([tmp_path], tmp_path / "build", exports=())
    for more in ((), ("--groups", "丙")):
        _, out, err = run(tmp_path, capsys, "compare", "@build", "--by", "speaker", "--least", "1", *more)
        assert "\x1b" not in out + err and "甲" in out + err


def test_communities_and_members(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(folder, capsys, "communities", "--build", "@build", "--runs", "3")
    assert code == 0 and "、" in out and "agreement of the seeds" in err
    _, out, _ = run(folder, capsys, "communities", "--build", "@build", "--members", "--format", "json")
    members = [json.loads(line) for line in out.splitlines()]
    assert {"四个意识", "四个自信"} <= {row["name"] for row in members}
    assert all(0 <= row["stability"] <= 1 for row in members)


def test_communities_are_those_of_the_page(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from kg.export.html.groups import divided

    (tmp_path / "own.toml").write_text('[communities]\nwindow = "paragraph"\nweight = "count"\n', encoding="utf-8")
    for config in (None, kg.config.load(tmp_path / "own.toml")):
        build = kg.build([folder / "old.txt", folder / "new.txt"], tmp_path / "build", exports=(), config=config)
        page = divided(build.tables.con, build.config.communities, seed=build.config.seed)
        words = ("communities", "--build", str(tmp_path / "build"), "--members", "--runs", "1", "--format", "csv")
        found = rows(run(folder, capsys, *words)[1])
        assert found and {row["entity"]: int(row["community"]) for row in found} == page
    own = rows(run(folder, capsys, *words, "--config", str(tmp_path / "own.toml"))[1])
    assert own == found


def test_centrality(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(folder, capsys, "centrality", "--build", "@build", "--format", "csv", "--no-paths")
    assert rows(out)[0]["betweenness"] == "" and int(rows(out)[0]["core"]) >= 1


def test_compare_groups_of_one_build(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("compare", "@build", "--by", "level", "--least", "1", "--format", "csv")
    found = {row["name"]: row for row in rows(run(folder, capsys, *words)[1])}
    assert float(found["三个代表"]["log_ratio"]) > 0 > float(found["两个维护"]["log_ratio"])
    assert found["两个维护"]["count_b"] == "10"
    (_, out, err) = run(folder, capsys, *words, "--dedupe")
    assert {row["name"]: row["count_b"] for row in rows(out)}["两个维护"] == "5"
    assert "left out: 1 of 3 documents" in err
    changes = {row["name"]: row["change"] for row in rows(run(folder, capsys, *words, "--what", "names")[1])}
    assert changes["三个代表"] == "lost"
    ties = rows(run(folder, capsys, *words, "--what", "ties")[1])
    assert {row["change"] for row in ties} <= {"gained", "lost", "turned", "stronger", "weaker", "same"}


def test_compare_two_builds_says_what_they_share(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(folder, capsys, "compare", "@build", "@one", "--least", "1", "--format", "csv")
    assert code == 0 and rows(out) and "1 document is in both" in err
    assert f"a: {folder}/build" in err and f"b: {folder}/one" in err


def test_compare_says_what_is_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(folder, capsys, "compare", "@build", "--by", "month", "--least", "1")
    assert (code, len(err.splitlines())) == (2, 1) and "month has 0 values" in err
    (folder / "undated.txt").write_text(OLD + "又及。\n", encoding="utf-8")
    kg.build([folder / "old.txt", folder / "new.txt", folder / "undated.txt"], folder / "some", exports=())
    code, _, err = run(folder, capsys, "compare", "@some", "--by", "year", "--least", "1")
    assert code == 0 and "1 document has no year" in err


WEIGHED = (
    "frequency",
    "trend",
    "supersession",
    "similarity",
    "alluvial",
    "chains",
    "ties",
    "communities",
    "centrality",
)
WHOLE = ("frequency --each", "first", "silence", "diffusion", "diffusion --by level", "expansion", "discover")


@pytest.mark.parametrize("command", [*WEIGHED, *WHOLE])
def test_copies_are_left_out_or_weighed_everywhere(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    where = ("@build",) if command == "discover" else ("--build", "@build")
    words = (*command.split(), *where, "--format", "csv")
    code, alone, told = run(folder, capsys, *words, "--dedupe")
    assert code == 0 and "left out: 1 of 3 documents" in told
    assert run(folder, capsys, *words, "--dedupe", "drop")[1:] == (alone, told)
    code, out, told = run(folder, capsys, *words, "--dedupe", "weight")
    if command in WHOLE:
        assert (code, out, len(told.splitlines())) == (2, "", 1)
        assert "--dedupe weight cannot be had here, for" in told and "--dedupe drop can" in told
    else:
        assert code == 0 and "weighed: 2 of 3 documents are 1 text in copies, each of k copies at 1/k" in told


def test_each_is_drawn_too(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib")
    build = ("--build", "@build")
    for number, words in enumerate(
        (
            ("communities", *build),
            ("chains", "四个意识", *build),
            ("compare", "@build", "--by", "level", "--what", "ties", "--least", "1"),
        )
    ):
        file = tmp_path / f"{number}.svg"
        code, _, err = run(folder, capsys, *words, "--plot", str(file))
        if "no font with Chinese characters" in err:
            pytest.skip("no font with Chinese characters here")
        assert code == 0 and file.read_text(encoding="utf-8").rstrip().endswith("</svg>")


def test_dedupe_weighs_and_takes_no_name_for_a_way(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def documents(*words: str) -> float:
        (row,) = rows(run(folder, capsys, "frequency", *words, "两个维护", "--build", "@build", "--format", "csv")[1])
        return float(row["documents"])

    assert (documents(), documents("--dedupe", "weight"), documents("--dedupe")) == (3, 2, 2)
    code, out, err = run(folder, capsys, "frequency", "--build", "@build", "--dedupe=merge")
    assert (code, out) == (2, "") and "unknown way with copies 'merge': choose from drop, weight" in err
    shown = run(folder, capsys, "compare", "@build", "@one", "--least", "1", "--dedupe", "weight")[1]
    assert f"{folder}/build: weighed: 2 of 3" in shown and f"{folder}/one: weighed: 0 of 1" in shown


def test_reuse_and_copies(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(run(folder, capsys, "reuse", "--build", "@build", "--format", "csv")[1])
    assert ("old.txt", "new.txt") in {(row["source_a"], row["source_b"]) for row in found}
    assert all("灯下议事" in row["text_a"] for row in found if row["source_a"] == "old.txt")
    pairs = rows(run(folder, capsys, "reuse", "--build", "@build", "--pairs", "--format", "csv")[1])
    assert (
        float(next(row["share_b"] for row in pairs if row["source_b"] == "copy.txt" and row["source_a"] == "new.txt"))
        > 0.9
    )
    _, out, _ = run(folder, capsys, "reuse", "--build", "@build", "--copies")
    assert "copy.txt" in out and "new.txt" in out
