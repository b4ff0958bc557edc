"""`build.graph_view()` where notebooks are read: exported HTML, and a frame as strict as an editor's."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import pytest
from html_made import tables

from kg import graph
from kg.config import load
from kg.export import html

POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' https:; style-src 'self' 'unsafe-inline' https:; "
    "img-src 'self' https: data:; font-src 'self' https:; connect-src https:; child-src https: data:"
)
"""What the frame of VS Code's notebooks allows."""

SHOW = """
import sys
sys.path.insert(0, {folder!r})
from html_made import tables
from kg import graph
from kg.config import load
from kg.export import html
made = tables()
html.view(made, graph.load(made), load(), around="四个意识", depth=1, height=500)
"""


def inside(page: Any) -> Any:
    """The page in the innermost frame, once it is ready."""
    frame = next(frame for frame in reversed(page.frames) if not frame.child_frames)
    frame.wait_for_selector("html[data-ready]", timeout=20_000)
    return frame


def use(page: Any) -> None:
    """Look a name up in the frame, and take a file away."""
    frame = inside(page)
    frame.fill("#query", "两个维护")
    frame.press("#query", "Enter")
    assert frame.inner_text("#side h2") == "两个维护"
    assert frame.locator("#side mark").count() > 1
    frame.click("#do-files")
    assert frame.locator("#do-print").count() == 0
    with page.expect_download(timeout=20_000) as taken:
        frame.click("#save-svg")
    assert Path(taken.value.path()).read_bytes().startswith(b"<svg")


def test_in_a_notebook_exported_as_html(browse: Any) -> None:
    import nbformat
    from nbclient import NotebookClient
    from nbconvert import HTMLExporter

    code = SHOW.format(folder=str(Path(__file__).parents[1] / "export"))
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    text, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
    opened = browse(f"<!DOCTYPE html><meta charset=utf-8>{text}", ready="iframe")
    box = opened.page.locator("iframe").bounding_box()
    assert box["height"] == 500
    use(opened.page)
    assert (opened.outside, opened.errors) == ([], [])


def test_in_a_frame_as_strict_as_an_editor(browse: Any) -> None:
    made = tables()
    shown = html.view(made, graph.load(made), load(), around="四个意识", depth=1)._repr_html_()
    webview = f'<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="{POLICY}"><body>{shown}'
    rights = "allow-scripts allow-same-origin allow-forms allow-pointer-lock allow-downloads"
    host = f'<!DOCTYPE html><meta charset=utf-8><iframe sandbox="{rights}" width=1300 height=700 srcdoc="{escape(webview)}">'
    opened = browse(host, ready="iframe")
    opened.page.wait_for_timeout(300)
    use(opened.page)
    about_the_host = "allow-scripts and allow-same-origin"
    assert (opened.outside, [error for error in opened.errors if about_the_host not in error]) == ([], [])


@pytest.mark.parametrize("height", [300, 900])
def test_the_frame_has_the_height_asked_for(browse: Any, height: int) -> None:
    made = tables()
    shown = html.view(made, graph.load(made), load(), height=height)._repr_html_()
    page = browse(f"<!DOCTYPE html><meta charset=utf-8>{shown}", ready="iframe").page
    assert inside(page).evaluate("innerHeight") == height
