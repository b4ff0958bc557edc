"""What the README shows: its Python runs, and its drawing of the flow is that of the code."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg import pipeline

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"^```python\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
SPEECH = "要进一步增强“四个意识”、坚定“四个自信”、做到“两个维护”。\n"


def _run(code, folder):
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("code", PYTHON, ids=range(len(PYTHON)))
def test_the_python_runs_and_prints_what_is_said(code, tmp_path):
    (tmp_path / "speeches").mkdir()
    (tmp_path / "speeches" / "a.txt").write_text(SPEECH, encoding="utf-8")
    done = _run("import kg\n" + code, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == re.findall("^# (.+)$", code, re.MULTILINE)


def test_the_flow_is_drawn_alike():
    drawings = [_drawing(text) for text in (README, kg.__doc__, pipeline.__doc__)]
    assert len(drawings[0]) == 3
    assert drawings[0] == drawings[1] == drawings[2]


def _drawing(text):
    return [line.strip() for line in text.splitlines() if re.search("─[a-z]+→", line)]


def test_what_import_kg_gives(tmp_path):
    (tmp_path / "a.txt").write_text(SPEECH, encoding="utf-8")
    built = kg.build(tmp_path / "a.txt", tmp_path / "build", exports=())
    opened = kg.open(tmp_path / "build")
    assert isinstance(built, kg.Build)
    assert opened.manifest == built.manifest
    assert [mention.text for mention in kg.extract(SPEECH)] == ["四个意识", "四个自信", "两个维护"]
    view = opened.graph_view(around="四个意识", height=321)
    assert "四个意识" in view.html
    assert 'height="321"' in view._repr_html_()
    assert sorted(kg.__all__) == kg.__all__
    assert all(getattr(kg, name) is not None for name in kg.__all__)
    assert set(kg.__all__) <= set(dir(kg))
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = kg.nothing_of_the_kind
