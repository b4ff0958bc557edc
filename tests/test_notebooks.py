"""The notebooks run from top to bottom, and their two forms say the same."""

from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path):
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(path.parent)}}).execute()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_script_and_notebook_agree(path):
    import jupytext

    script = jupytext.read(path.with_suffix(".py"))
    notebook = jupytext.read(path)
    assert [cell.source for cell in script.cells] == [cell.source for cell in notebook.cells]
