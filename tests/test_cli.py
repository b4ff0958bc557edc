"""The command line as a newcomer meets it: a real process, real files, right and wrong use."""

import json
import os
import subprocess
import sys
import time

import pytest

SPEECH = """在全县人大工作会议上的讲话
同志们：
一、提高站位，强化政治引领
要进一步增强“四个意识”、坚定“四个自信”、做到“两个维护”，深入贯彻党的二十大精神。
二、履职尽责，建设“四个机关”
要按照中央人大工作会议部署，把人大建设成为“四个机关”，落实《监督法》。
"""


def kg(*arguments, cwd):
    env = {**os.environ, "PYTHONPATH": os.getcwd(), "PYTHONIOENCODING": "utf-8", "COLUMNS": "120"}
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a speech, and a build of it."""
    root = tmp_path_factory.mktemp("cli")
    (root / "speeches").mkdir()
    (root / "speeches" / "a.txt").write_text(SPEECH, encoding="utf-8")
    (root / "speeches" / "b.txt").write_text(SPEECH.replace("全县", "全市") + "持续纠治“四风”。\n", encoding="gb18030")
    done = kg("build", "speeches", "--out", "build", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "2 documents" in done.stdout
    assert done.stderr == ""
    return root


def test_help_and_version(tmp_path):
    assert "kg build SPEECHES" in kg("--help", cwd=tmp_path).stdout
    assert kg("--version", cwd=tmp_path).stdout.startswith("kg ")


def test_help_imports_nothing_heavy(tmp_path):
    code = "import sys, kg.cli; print([m for m in sys.modules if m.split('.')[0] in HEAVY])"
    heavy = {"spacy", "jieba", "pyvis", "duckdb", "pyarrow", "networkx", "numpy", "scipy"}
    done = subprocess.run(
        [sys.executable, "-c", f"HEAVY = {heavy}; {code}"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_build_writes_tables_and_graph_files(folder):
    names = {path.name for path in (folder / "build").iterdir()}
    assert {"build.json", "nodes.parquet", "edges.parquet", "graph.html", "graph.graphml"} <= names


def test_building_again_changes_nothing(folder):
    before = {path: path.read_bytes() for path in (folder / "build").rglob("*.parquet")}
    assert kg("build", "speeches", "--out", "build", "--quiet", cwd=folder).stdout == ""
    assert {path: path.read_bytes() for path in (folder / "build").rglob("*.parquet")} == before


def test_stats_name_every_stage(folder):
    shown = kg("build", "speeches", "--out", "build", "--stats", "--engine", "serial", cwd=folder).stdout
    assert all(stage in shown for stage in ("documents", "graph", "html"))


def test_extract_prints_what_the_contract_asks(folder):
    rows = [json.loads(line) for line in kg("extract", "speeches/a.txt", cwd=folder).stdout.splitlines()]
    mentions = [row for row in rows if row["type"] != "EXPANSION"]
    fields = {"doc", "start", "end", "text", "type", "kind", "canonical", "sentence", "rule", "verb"}
    assert all(fields <= set(row) for row in mentions)
    assert all(SPEECH[row["start"] : row["end"]] == row["text"] for row in mentions)
    assert all(row["text"] in row["sentence"] and row["doc"] == "a.txt" for row in mentions)
    assert {row["canonical"]: row["verb"] for row in mentions}["四个意识"] == "增强"


def test_extract_to_a_file_that_is_whole(folder):
    done = kg("extract", "speeches", "--out", "m.jsonl", cwd=folder)
    assert done.returncode == 0
    assert {json.loads(line)["doc"] for line in (folder / "m.jsonl").open(encoding="utf-8")} == {"a.txt", "b.txt"}


def test_show_prints_the_card(folder):
    shown = kg("show", "四个意识", cwd=folder).stdout
    assert "政治意识；大局意识；核心意识；看齐意识" in shown
    assert "两个维护" in shown
    assert "【四个意识】" in shown


def test_query_in_three_formats(folder):
    sql = "select name, mentions from nodes where type = 'SLOGAN' order by mentions desc, name limit 1"
    assert "name" in kg("query", sql, cwd=folder).stdout
    assert kg("query", sql, "--format", "csv", cwd=folder).stdout.startswith("name,mentions")
    assert json.loads(kg("query", sql, "--format", "json", cwd=folder).stdout)["mentions"] >= 2


@pytest.mark.parametrize(
    ("format", "name"),
    [("graphml", "g.graphml"), ("gexf", "g.gexf"), ("json", "g.json"), ("csv", "g"), ("html", "g.html")],
)
def test_export(folder, format, name):
    done = kg("export", format, "--out", name, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert (folder / name).exists()


def test_lexicon_show_and_search(tmp_path):
    assert "看齐意识" in kg("lexicon", "show", "四个意识", cwd=tmp_path).stdout
    assert "四个意识" in kg("lexicon", "search", "意识", cwd=tmp_path).stdout


def test_an_own_lexicon_adds_names(folder):
    (folder / "mine.toml").write_text('[[slogan]]\nname = "强化政治引领"\nkind = "doctrine"\n', encoding="utf-8")
    done = kg("extract", "speeches/a.txt", "--lexicon", "mine.toml", cwd=folder)
    assert "强化政治引领" in {json.loads(line).get("canonical") for line in done.stdout.splitlines()}


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("show", "四个意思"), 2, "四个意识"),
        (("show", "四个意识", "--build", "nowhere"), 3, "nowhere"),
        (("query", "selec 1"), 2, "kg:"),
        (("query", "select * from read_text('/etc/passwd')"), 2, "kg:"),
        (("export", "gefx", "--out", "x"), 2, "gexf"),
        (("build", "speeches", "--engine", "abacus"), 2, "serial"),
        (("build", "nothing-here", "--out", "other"), 3, "nothing-here"),
        (("build", "speeches", "--config", "c.toml"), 2, "c.toml"),
        (("build", "speeches", "--lexicon", "no.toml"), 2, "no.toml"),
        (("extract",), 2, "PATHS"),
        (("lexicon", "show", "没有的词"), 2, "没有的词"),
    ],
)
def test_wrong_use_is_one_line_and_an_exit_code(folder, arguments, code, words):
    done = kg(*arguments, cwd=folder)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_setting_names_the_choices(folder):
    (folder / "bad.toml").write_text("[graph]\nwindow = []\n", encoding="utf-8")
    done = kg("build", "speeches", "--config", "bad.toml", cwd=folder)
    assert done.returncode == 2
    assert "graph.window" in done.stderr
    assert "graph.windows" in done.stderr


def test_bad_inputs_are_named_and_the_rest_is_built(folder):
    mixed = folder / "mixed"
    mixed.mkdir()
    (mixed / "good.txt").write_text(SPEECH, encoding="utf-8")
    (mixed / "empty.txt").write_text("", encoding="utf-8")
    (mixed / "binary.txt").write_bytes(bytes(range(256)) * 20)
    done = kg("build", "mixed", "--out", "mixed-build", cwd=folder)
    assert done.returncode == 1
    assert "1 documents" in done.stdout
    lines = [line for line in done.stderr.splitlines() if line]
    assert len(lines) == 2
    assert any("empty.txt" in line for line in lines)
    assert any("binary.txt" in line for line in lines)


def test_start_up_is_quick(tmp_path):
    best = min(_seconds(tmp_path) for _ in range(3))
    bare = min(_seconds(tmp_path, "-c", "pass") for _ in range(3))
    assert best < 12 * bare


def _seconds(cwd, *arguments):
    start = time.perf_counter()
    command = [sys.executable, *(arguments or ("-m", "kg", "--help"))]
    subprocess.run(command, cwd=cwd, capture_output=True, env={**os.environ, "PYTHONPATH": os.getcwd()}, check=True)
    return time.perf_counter() - start
