"""The command line as a newcomer meets it: real files, right and wrong use; a real process wherever it matters."""

import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kg import cli, pipeline
from kg.builds import Build
from kg.cli import _codes
from kg.engines import ENGINES
from kg.export import EXPORTERS
from kg.tables.render import FORMATS
from tests.cli.in_process import kg as called

ROOT = Path(__file__).parents[1]
SPEECH = """在全县人大工作会议上的讲话
同志们：
一、提高站位，强化政治引领
要进一步增强“四个意识”、坚定“四个自信”、做到“两个维护”，深入贯彻党的二十大精神。
二、履职尽责，建设“四个机关”
要按照中央人大工作会议部署，把人大建设成为“四个机关”，落实《监督法》。
"""


def kg(*arguments, cwd, encoding="utf-8"):
    """The command in a process of its own."""
    env = {**os.environ, "PYTHONPATH": os.getcwd(), "PYTHONIOENCODING": encoding, "COLUMNS": "120"}
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
    assert {"build.json", "graph.html", "graph.graphml"} <= names
    assert {name.partition("-")[0] for name in names if name.endswith(".parquet")} == {"nodes", "edges", "duplicates"}


def test_building_again_changes_nothing(folder):
    before = {path: path.read_bytes() for path in (folder / "build").rglob("*.parquet")}
    assert kg("build", "speeches", "--out", "build", "--quiet", cwd=folder).stdout == ""
    assert {path: path.read_bytes() for path in (folder / "build").rglob("*.parquet")} == before


def test_what_is_new_and_what_is_gone_is_told(folder, tmp_path):
    out = ("--out", str(tmp_path / "b"))
    assert "new in this build" not in called("build", "speeches/a.txt", *out, cwd=folder).stdout
    more = called("build", "speeches", *out, cwd=folder)
    assert "\n1 document new in this build\n" in more.stdout
    shutil.copytree(folder / "speeches", tmp_path / "speeches")
    (tmp_path / "speeches" / "metadata.tsv").write_text("path\tdate\na.txt\t2019\n", encoding="utf-8")
    (tmp_path / "own.toml").write_text('[[slogan]]\nname = "四季长青"\nkind = "quoted"\n', encoding="utf-8")
    again = called("build", "speeches", *out, "--lexicon", "own.toml", cwd=tmp_path)
    told = "0 documents new in this build; 1 document with other metadata; all worked out anew, by another lexicon"
    assert told in again.stdout
    assert "any more" not in more.stderr
    fewer = called("build", "speeches/b.txt", *out, "--quiet", cwd=folder)
    assert (fewer.stdout, fewer.returncode) == ("", 0)
    assert fewer.stderr == "kg: 1 document of the build before is not among these texts any more: a.txt\n"
    for part in (tmp_path / "b" / "documents").iterdir():
        part.write_bytes(b"PAR1")
    mended = called("build", "speeches", *out, cwd=folder)
    assert (mended.returncode, mended.stderr) == (0, more.stderr)


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


def test_read_prints_what_is_read(folder):
    done = kg("read", "speeches", "none.txt", cwd=folder)
    assert done.returncode == 1
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == ["a.txt", "b.txt"]
    assert json.loads(done.stdout.splitlines()[1])["origins"]["text"] == "text, gb18030"
    assert done.stderr == "kg: none.txt: no such file or folder\n"
    assert kg("read", "none.txt", cwd=folder).returncode == 3


def test_what_was_not_understood_of_a_text_that_was_read_is_told(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes("全县要做到“两个维护”，狠抓落实。".encode() + b"\xff")
    (folder / "b.txt").write_text("全市要做到“两个维护”。", encoding="utf-8")
    (folder / "metadata.csv").write_text(
        "path,date,level\na.txt,2022-02-28,县\nb.txt,2022-02-30,州\nc.txt,,\n", encoding="utf-8"
    )
    lines = [
        "kg: a.txt: bytes that are no utf-8, replaced by U+FFFD: ff after ，狠抓落实。",
        "kg: b.txt: date '2022-02-30' in metadata.csv is no date: left aside",
        "kg: b.txt: level '州' in metadata.csv is none of central, province, city, county, township, village: left aside",
        "kg: metadata.csv: rows that match no file: 1 (c.txt)",
    ]
    for command in ("read", "extract", "build", "build"):
        done = called(command, "in", *(("--out", "out") if command == "build" else ()), cwd=tmp_path)
        assert (done.returncode, sorted(done.stderr.splitlines())) == (0, lines)
    rows = called(
        "query", "select date, level from documents order by source", "--build", "out", "--format", "csv", cwd=tmp_path
    )
    assert rows.stdout.splitlines() == ["date,level", "2022-02-28,county", ","]
    assert len(json.loads((tmp_path / "out/build.json").read_bytes())["remarks"]) == 1
    assert list((tmp_path / "out/ledger").iterdir()), "a remark keeps no sheet from being kept"


def test_the_encoding_of_the_command_line(folder):
    (folder / "big5.txt").write_bytes("會議要求做到「兩個維護」。".encode("big5"))
    done = called("extract", "big5.txt", "--encoding", "big5", cwd=folder)
    assert [json.loads(line)["canonical"] for line in done.stdout.splitlines()] == ["两个维护"]
    wrong = called("extract", "big5.txt", "--encoding", "big55", cwd=folder)
    assert (wrong.returncode, "unknown encoding 'big55': choose from" in wrong.stderr) == (2, True)
    failed = called("extract", "big5.txt", "--encoding", "ascii", cwd=folder)
    assert (failed.returncode, failed.stderr) == (3, "kg: big5.txt: is not ascii throughout\n")


def test_show_prints_the_card(folder):
    shown = kg("show", "四个意识", cwd=folder).stdout
    assert "政治意识；大局意识；核心意识；看齐意识" in shown
    assert "两个维护" in shown
    assert "【四个意识】" in shown


def test_query_in_three_formats(folder):
    sql = "select name, mentions from nodes where type = 'SLOGAN' order by mentions desc, name limit 1"
    assert "name" in called("query", sql, cwd=folder).stdout
    assert called("query", sql, "--format", "csv", cwd=folder).stdout.startswith("name,mentions")
    assert json.loads(called("query", sql, "--format", "json", cwd=folder).stdout)["mentions"] >= 2


@pytest.mark.parametrize(
    ("format", "name"),
    [("graphml", "g.graphml"), ("gexf", "g.gexf"), ("json", "g.json"), ("csv", "g"), ("html", "g.html")],
)
def test_export(folder, format, name):
    done = called("export", format, "--out", name, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert (folder / name).exists()


def test_lexicon_show_and_search(tmp_path):
    assert "看齐意识" in called("lexicon", "show", "四个意识", cwd=tmp_path).stdout
    assert "四个意识" in called("lexicon", "search", "意识", cwd=tmp_path).stdout


def test_an_own_lexicon_adds_names(folder):
    (folder / "mine.toml").write_text('[[slogan]]\nname = "强化政治引领"\nkind = "doctrine"\n', encoding="utf-8")
    done = called("extract", "speeches/a.txt", "--lexicon", "mine.toml", cwd=folder)
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
        (("lexicon", "show", "没有的词"), 2, "'没有的词': no entry of the lexicon has it"),
        (("build", "speeches", "--jobs", "-1"), 2, "-1 is not in the range x>=0; kg build -h tells more"),
        (("ties", "--top", str(2**70)), 2, f"'--top': {2**70} is above 2147483647; kg ties -h tells more"),
        (("query", "select 1", "--format", "tsv"), 2, "csv, json, table"),
        (("extract", "speeches/a.txt", "--out", "speeches"), 2, "is a folder"),
        (("extract", "speeches/none.txt"), 3, "none.txt"),
        (("nonsense",), 2, "nonsense"),
    ],
)
def test_wrong_use_is_one_line_and_an_exit_code(folder, arguments, code, words):
    done = called(*arguments, cwd=folder)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_group_without_a_command_tells_its_help(capsys):
    assert cli._code(lambda: cli._command(["lexicon"])) == 2
    assert "search" in capsys.readouterr().err


def test_the_exit_codes_are_told_alike(tmp_path):
    values = [value for name, value in vars(_codes).items() if isinstance(value, int)]
    assert [int(part.split()[0]) for part in _codes.TOLD.split(";")] == [0, *sorted(values)]
    guide = ROOT / "notebooks" / "guide" / "command_line.md"
    told = [path.read_text(encoding="utf-8") for path in (ROOT / "README.md", guide)]
    for text in (kg("--help", cwd=tmp_path).stdout, *told):
        assert f"Exit codes: {_codes.TOLD}" in " ".join(text.split())


def test_an_unknown_setting_names_the_choices(folder):
    (folder / "bad.toml").write_text("[graph]\nwindow = []\n", encoding="utf-8")
    done = called("build", "speeches", "--config", "bad.toml", cwd=folder)
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
    assert "1 document, " in done.stdout and "1 document has no date: it counts" in done.stdout
    lines = [line for line in done.stderr.splitlines() if line]
    assert len(lines) == 2
    assert any("empty.txt" in line for line in lines)
    assert any("binary.txt" in line for line in lines)


def test_kg_alone_prints_help(tmp_path):
    assert kg(cwd=tmp_path).stdout == kg("--help", cwd=tmp_path).stdout
    assert kg(cwd=tmp_path).returncode == 0


def test_the_engine_of_the_settings_is_used_unless_another_is_given(folder, monkeypatch):
    (folder / "engine.toml").write_text('[engine]\nname = "abacus"\n', encoding="utf-8")
    wrong = kg("build", "speeches", "--config", "engine.toml", cwd=folder)
    assert (wrong.returncode, "abacus" in wrong.stderr) == (2, True)
    (folder / "engine.toml").write_text('[engine]\nname = "serial"\njobs = 3\n', encoding="utf-8")
    seen = []
    monkeypatch.setattr(pipeline, "build", lambda paths, out, config, **_: seen.append(config.engine) or Build(out))
    given = ["build", "speeches", "--out", str(folder / "build"), "--config", str(folder / "engine.toml"), "--quiet"]
    for more in ([], ["--jobs", "1"], ["--engine", "processes"]):
        assert cli._command([*given, *more]) == 0
    assert [(engine.name, engine.jobs) for engine in seen] == [("serial", 3), ("serial", 1), ("processes", 3)]


def test_the_names_of_the_registries_are_the_choices(tmp_path):
    assert all(name in called("build", "--help", cwd=tmp_path).stdout for name in ENGINES)
    assert all(name in called("export", "--help", cwd=tmp_path).stdout for name in EXPORTERS)
    assert all(name in called("query", "--help", cwd=tmp_path).stdout for name in FORMATS)


def test_export_takes_settings(folder):
    (folder / "english.toml").write_text('[html]\nlanguage = "en"\n', encoding="utf-8")
    done = called("export", "html", "--out", "en.html", "--config", "english.toml", "--quiet", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert '<html lang="en"' in (folder / "en.html").read_text(encoding="utf-8")
    assert '<html lang="zh-CN"' in (folder / "build" / "graph.html").read_text(encoding="utf-8")


def test_export_in_a_language(folder):
    for name in ("html", "report"):
        done = called("export", name, "--out", f"lang.{name}", "--lang", "en", "--quiet", cwd=folder)
        assert (done.returncode, done.stderr) == (0, "")
        assert '<html lang="en"' in (folder / f"lang.{name}").read_text(encoding="utf-8")
    done = called("export", "html", "--out", "lang.html", "--lang", "fr", cwd=folder)
    assert (done.returncode, done.stderr) == (2, "kg: unknown language 'fr': choose from en, zh\n")


def test_extract_goes_on_after_a_failure(folder):
    (folder / "some").mkdir()
    (folder / "some" / "good.txt").write_text(SPEECH, encoding="utf-8")
    with zipfile.ZipFile(folder / "some" / "bad.docx", "w") as archive:
        archive.writestr("note", "no document")
    done = called("extract", "some", cwd=folder)
    assert done.returncode == 1
    assert {json.loads(line)["doc"] for line in done.stdout.splitlines()} == {"good.txt"}
    assert done.stderr.startswith("kg: bad.docx: ")
    many = folder / "many"
    many.mkdir()
    for number in range(30):
        (many / f"{number}.txt").touch()
    done = called("extract", "many", cwd=folder)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 30
    assert "build.json" not in done.stderr


def test_any_encoding_of_the_terminal_will_do(folder):
    for encoding in ("latin-1", "ascii", "cp936"):
        done = kg("lexicon", "show", "四个意识", cwd=folder, encoding=encoding)
        assert (done.returncode, "看齐意识" in done.stdout) == (0, True)
        assert "没有的词" in kg("lexicon", "show", "没有的词", cwd=folder, encoding=encoding).stderr


@pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")
@pytest.mark.parametrize("sql", ["select * from range(1000000)", "select 1"])
def test_a_reader_that_has_enough_is_no_error(folder, sql):
    with _started("query", sql, "--format", "csv", cwd=folder) as process:
        process.stdout.close()
        stderr = process.stderr.read()
        assert (process.wait(60), stderr) == (0, b"")


EARLY = """
import os, signal, sys
class Finder:
    def find_spec(self, name, *_):
        if name == "{}":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
from kg.__main__ import main
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")
@pytest.mark.parametrize("module", ["kg.cli.comparing", "duckdb"])
def test_stopped_while_modules_are_loaded_is_one_line(folder, module):
    asked = ("query", "select * from range(100000000)", "--format", "csv", "--build", str(folder / "build"))
    done = subprocess.run([sys.executable, "-c", EARLY.format(module), *asked], capture_output=True, timeout=60)
    assert (done.returncode, len(done.stderr.splitlines())) == (130, 1)
    assert done.stderr.startswith(b"kg: stopped")


@pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")
def test_stopped_by_the_keyboard_is_one_line(folder):
    with _started("query", "select * from range(100000000)", "--format", "csv", cwd=folder) as process:
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert stderr.decode().splitlines() == ["kg: stopped"]


def test_only_of_a_build_that_is_stopped_it_is_said_that_it_goes_on(monkeypatch, capsys):
    def stopped(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_command", stopped)
    told = []
    for arguments in (["build", "texts"], ["discover"], []):
        monkeypatch.setattr(sys, "argv", ["kg", *arguments])
        with pytest.raises(SystemExit, match="130"):
            cli.main()
        told.append(capsys.readouterr().err)
    assert "the build goes on where it was" in told[0] and told[1:] == ["kg: stopped\n"] * 2


def test_what_the_system_refuses_is_one_line(capsys):
    def refused():
        raise PermissionError(13, "Permission denied", "x.txt")

    assert cli._code(refused) == 3
    assert capsys.readouterr().err == "kg: x.txt: Permission denied\n"


def _started(*arguments, cwd):
    env = {**os.environ, "PYTHONPATH": os.getcwd()}
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_discover_prints_names_in_every_format(folder, tmp_path):
    (tmp_path / "t").mkdir()
    for place in ("东河", "西河", "南河"):
        text = f"{place}落实“四灯同亮”机制，到{place}看“四灯同亮”。"
        (tmp_path / "t" / f"{place}.txt").write_text(text, encoding="utf-8")
    assert called("build", "t", "-q", cwd=tmp_path).returncode == 0
    assert "四灯同亮" in called("discover", "build", cwd=tmp_path).stdout
    row = json.loads(called("discover", "build", "--format", "json", cwd=tmp_path).stdout.splitlines()[0])
    assert (row["name"], row["count"], row["documents"]) == ("四灯同亮", 6, 3)
    assert called("discover", "build", "--format", "csv", cwd=tmp_path).stdout.startswith("name,kind,score")
    (tmp_path / "own.toml").write_text(
        called("discover", "build", "--format", "toml", cwd=tmp_path).stdout, encoding="utf-8"
    )
    assert called("lexicon", "check", "own.toml", cwd=tmp_path).returncode == 0
    (tmp_path / "common.toml").write_text('[[slogan]]\nname = "依法行政"\nkind = "doctrine"\n', encoding="utf-8")
    common = called("lexicon", "check", "common.toml", cwd=tmp_path)
    assert (common.returncode, common.stdout) == (0, "common.toml: no fault, 1 warning: the file is taken as it is\n")
    assert common.stderr.startswith("common.toml:1: warning: entry '依法行政': '依法行政' is a common phrase")
    (tmp_path / "common.toml").write_text('[[slogan]]\nname = "依法行政"\n', encoding="utf-8")
    wrong = called("lexicon", "check", "common.toml", cwd=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "common.toml:1: entry '依法行政': field kind is missing\n"
    none = called("discover", "build", "--lexicon", "own.toml", cwd=tmp_path)
    assert "四灯同亮" not in none.stdout
    assert "no name found" in none.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("nowhere",), 3, "nowhere"),
        (("build", "--from", "spring"), 2, "no date 'spring'"),
        (("build", "--format", "xml"), 2, "choose from csv, json, table, toml"),
        (("build", "--top", "-1"), 2, "--top"),
    ],
)
def test_discover_names_what_is_wrong(folder, arguments, code, message):
    done = called("discover", *arguments, cwd=folder)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
