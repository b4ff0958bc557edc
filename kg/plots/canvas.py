"""What all pictures share: fonts, a figure, and files whose bytes depend on the picture alone."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import MissingExtra, UsageError, unknown
from kg.files import whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FONTS: Final = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "Heiti SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Noto Sans CJK TC",
    "Noto Sans CJK HK", "Noto Sans CJK JP", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Songti SC",
    "Arial Unicode MS",
)  # fmt: skip
"""Fonts with Chinese characters, the best first."""

FORMATS: Final = ("png", "svg")

COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#882255", "#6b6b00", "#332288")
"""Colours that the colour-blind can tell apart: Okabe and Ito's without yellow, too light on white; then of Tol's."""

QUIET: Final = "#999999"

LONGEST: Final = 22
"""Characters of a name that a picture shows."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn figure, which shows itself in a notebook."""

    figure: Figure

    def save(self, path: str | Path) -> None:
        """Write it as .svg or .png, by the name of the file; raises `UsageError` for another or where it cannot be."""
        format = checked(Path(path))
        with whole(Path(path)) as file:
            file.write_bytes(self.bytes(format))

    def bytes(self, format: str) -> bytes:
        """The picture as `svg` or `png`: the same bytes for the same picture."""
        metadata: dict[str, Any] = {"Date": None, "Creator": "kg"} if format == "svg" else {"Software": None}
        buffer = io.BytesIO()
        with _style():
            self.figure.savefig(
                buffer, format=format, metadata=metadata, dpi=150, bbox_inches="tight", facecolor="white"
            )
        return buffer.getvalue()

    def _repr_svg_(self) -> str:
        return self.bytes("svg").decode("utf-8")


def checked(path: Path) -> str:
    """The format of a picture by its name; raises `UsageError` for one that there is not."""
    format = path.suffix[1:].lower()
    if format not in FORMATS:
        raise unknown("format of a picture", path.suffix or path.name, [f".{name}" for name in FORMATS])
    return format


@contextmanager
def canvas(width: float, height: float, rows: int = 1, *, scale: bool = True) -> Iterator[tuple[Figure, list[Axes]]]:
    """A figure of `width` × `height` inches and its axes, one under the other on one time axis.

    With `scale` they share the other axis too. The fonts are set while the block draws.
    """
    with _style():
        from matplotlib.figure import Figure

        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.subplots(rows, squeeze=False, sharex=True, sharey=scale)
        for one in axes.flat:
            one.spines[["top", "right"]].set_visible(False)
        yield figure, list(axes.flat)


@contextmanager
def _style() -> Iterator[None]:
    """matplotlib's settings, for the block alone; `$` in a name is no formula."""
    try:
        import matplotlib
    except ImportError:
        raise MissingExtra("matplotlib", "plots") from None
    settings: dict[Any, Any] = {
        "font.family": [_chinese()[0], "DejaVu Sans"],
        "font.size": 10,
        "axes.unicode_minus": False,
        "text.parse_math": False,
        "text.usetex": False,
        "svg.hashsalt": "kg",
        "svg.fonttype": "path",
    }
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(settings)
        yield


@cache
def _chinese() -> tuple[str, str]:
    """The name and the file of the best Chinese font that is installed; raises `UsageError` where there is none."""
    from matplotlib.font_manager import findSystemFonts, fontManager

    found = _installed()
    if not found:
        # matplotlib keeps a list of fonts, which may be older than the font.
        for file in sorted(set(findSystemFonts()) - {font.fname for font in fontManager.ttflist}):
            with suppress(OSError, RuntimeError):
                fontManager.addfont(file)
        found = _installed()
    for name in FONTS:
        if name in found:
            return name, found[name]
    raise UsageError("no font with Chinese characters is installed: install Noto Sans CJK (Debian: fonts-noto-cjk)")


def _installed() -> dict[str, str]:
    """The upright fonts of usual weight that are among `FONTS`, by name, with their files."""
    from matplotlib.font_manager import fontManager

    usual = (font for font in fontManager.ttflist if font.style == "normal" and font.weight in (400, "normal"))
    return {font.name: font.fname for font in usual if font.name in FONTS}


@cache
def _drawn() -> frozenset[int]:
    """The characters that the fonts of a picture have."""
    from matplotlib import get_data_path
    from matplotlib.ft2font import FT2Font

    latin = Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    return frozenset(code for file in (_chinese()[1], str(latin)) for code in FT2Font(file).get_charmap())


def label(text: str, longest: int = LONGEST) -> str:
    """A text as a picture shows it: short, and no character that no font has, or that is no character to see."""
    shown = "".join(c if c.isprintable() and ord(c) in _drawn() else f"U+{ord(c):04X}" for c in text)
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def caption(figure: Figure, title: str, notes: Iterable[str] = ()) -> None:
    """A title above, and small notes below."""
    figure.suptitle(label(title, 110), x=0.01, ha="left", fontweight="normal", fontsize=12)
    text = "\n".join(label(note, 150) for note in notes)
    if text:
        figure.supxlabel(text, x=0.01, ha="left", fontsize=7, color="#666666")


def left(day: str) -> float:
    """Where a date begins, as a year with its fraction.

    >>> left("2021"), round(left("2021-03"), 3), round(left("2021-01-02"), 3)
    (2021.0, 2021.167, 2021.003)
    """
    year, month, number = [*(int(part) for part in day.split("-")), 1, 1][:3]
    return year + (month - 1) / 12 + (number - 1) / 372


def right(day: str) -> float:
    """Where a date ends: a year after it begins, a month or a day.

    >>> right("2021"), round(right("2021-12"), 3)
    (2022.0, 2022.0)
    """
    return left(day) + {4: 1.0, 7: 1 / 12}.get(len(day), 1 / 372)


def middle(day: str) -> float:
    """The middle of a date.

    >>> middle("2021")
    2021.5
    """
    return (left(day) + right(day)) / 2


def nothing(what: str) -> UsageError:
    """The error for a table without rows."""
    return UsageError(f"nothing to draw: the table of {what} is empty")
