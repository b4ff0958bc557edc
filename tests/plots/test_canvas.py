from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import MissingExtra, UsageError
from kg.plots import canvas


@pytest.fixture
def fresh() -> Iterator[None]:
    canvas._chinese.cache_clear()
    canvas._drawn.cache_clear()
    yield
    canvas._chinese.cache_clear()
    canvas._drawn.cache_clear()


def drawn(*labels: str) -> canvas.Picture:
    with canvas.canvas(3, 2) as (figure, (axes,)):
        axes.set_yticks(range(len(labels)), [canvas.label(text) for text in labels])
        canvas.caption(figure, labels[0], labels)
    return canvas.Picture(figure)


@pytest.mark.usefixtures("font")
def test_chinese_is_drawn_without_boxes(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = drawn("四个意识", "“两个维护”—ok", "é")
        picture.save(tmp_path / "a.png")
        picture.save(tmp_path / "a.SVG")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert b"<svg" in (tmp_path / "a.SVG").read_bytes()


@pytest.mark.usefixtures("font")
def test_hostile_names_are_text(tmp_path: Path) -> None:
    names = ("$\\frac{1}{2}$", "$unbalanced", "<script>alert(1)</script>", "\x1b[31m\u202e", "\U0001f600\ue000")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        svg = drawn(*names).bytes("svg")
    assert b"<script>" not in svg
    assert canvas.label("\x1b\u202e") == "U+001BU+202E"
    assert canvas.label("\ue000甲") == "U+E000甲"
    assert canvas.label("甲" * 99) == "甲" * (canvas.LONGEST - 1) + "…"


@pytest.mark.usefixtures("font")
def test_the_same_picture_is_the_same_bytes() -> None:
    for format in canvas.FORMATS:
        assert drawn("四个意识").bytes(format) == drawn("四个意识").bytes(format)
    svg = drawn("四个意识").bytes("svg")
    assert b"<dc:date>" not in svg


@pytest.mark.usefixtures("font")
def test_settings_of_the_user_are_left_alone_and_do_not_matter() -> None:
    import matplotlib

    plain = drawn("四个意识").bytes("svg")
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red"}):
        assert drawn("四个意识").bytes("svg") == plain
        assert matplotlib.rcParams["font.size"] == 30


def test_other_formats_and_bad_places_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"unknown format of a picture '.gif': choose from .png, .svg"):
        canvas.checked(tmp_path / "a.gif")
    with pytest.raises(UsageError, match="unknown format of a picture 'svg'"):
        canvas.checked(Path("svg"))


@pytest.mark.usefixtures("font")
def test_a_picture_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.svg").mkdir()
    with pytest.raises(UsageError, match="is a folder"):
        drawn("甲").save(tmp_path / "a.svg")
    assert [path.name for path in tmp_path.iterdir()] == ["a.svg"]


@pytest.mark.usefixtures("fresh")
def test_without_a_chinese_font_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canvas, "FONTS", ("No Such Font",))
    with pytest.raises(UsageError, match=r"^no font with Chinese characters is installed: install Noto Sans CJK"):
        drawn("甲")


def test_without_matplotlib_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match=r"tifa-kg\[plots\]"):
        drawn("甲")
