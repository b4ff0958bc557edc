"""Numbers as inline SVG, of classes that the style sheet colours; all text in them is escaped."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

WIDTH, HEIGHT = 120, 26
LETTER = 8
"""The width of a digit: a number stands above all columns that it reaches over."""


def sparkline(values: Sequence[float | None], label: str) -> Markup:
    """Bars of a series in a row of a table; `label` says in words what they show.

    Where a value is None there is nothing to show a share of: the line under the bars is broken there.

    >>> sparkline([0, None, 2], "两次").count("M")
    3
    """
    top = max((value for value in values if value is not None), default=0) or 1
    wide = WIDTH / max(1, len(values))
    ground = "".join(f"M{i * wide:.4g} {HEIGHT}h{wide:.4g}" for i, value in enumerate(values) if value is not None)
    bars = "".join(
        f"M{i * wide:.4g} {HEIGHT}v-{HEIGHT * value / top:.3g}h{max(0.6, wide * 0.85):.3g}V{HEIGHT}z"
        for i, value in enumerate(values)
        if value
    )
    return Markup(
        '<svg class="spark" viewBox="0 0 {} {}" role="img" aria-label="{}" preserveAspectRatio="none">'
        '<path d="{}"/><path class="ground" d="{}"/></svg>'
    ).format(WIDTH, HEIGHT, label, bars, ground)


def columns(rows: Sequence[tuple[str, float, str]], label: str) -> Markup:
    """Columns over periods `(name, value, address)`, each a link; the first, the last and the highest written out.

    A period of no value has its place and no column. The links are not walked by the keyboard: a table says the same.
    """
    wide, tall = 900, 180
    top = max((value for _, value, _ in rows), default=0) or 1
    step = wide / max(1, len(rows))
    bars, words = [], []
    told = _told([value for _, value, _ in rows], step)
    for i, (name, value, address) in enumerate(rows):
        height = (tall - 40) * value / top
        if value:
            bars.append(
                Markup(
                    '<a href="{0}" tabindex="-1" aria-label="{1}"><rect x="{2:.1f}" y="{3:.1f}" width="{4:.1f}" '
                    'height="{5:.1f}"><title>{1}</title></rect></a>'
                ).format(address, f"{name}: {value:g}", i * step, tall - 20 - height, max(1.0, step * 0.85), height)
            )
        if i in told:
            reach = round(LETTER * len(f"{value:g}") / step)
            beside = max(other for _, other, _ in rows[max(0, i - reach) : i + reach + 1])
            words += _words(i, len(rows), step, name, value, tall - 25 - (tall - 40) * beside / top)
    ground = Markup('<path class="ground" d="M0 {}h{}"/>').format(tall - 20, wide)
    body = Markup("").join([ground, *bars, *words])
    return Markup('<svg class="columns" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(
        wide, tall, label, body
    )


def _told(values: Sequence[float], step: float) -> set[int]:
    """The columns that are written out: the ends, and the highest where it is not beside one of them."""
    told = {0, len(values) - 1} if values else set()
    highest = max(range(len(values)), key=lambda i: values[i], default=0)
    return told | {highest} if min(abs(highest - end) for end in (0, len(values) - 1)) * step > 70 else told


def _words(i: int, count: int, step: float, name: str, value: float, above: float) -> list[Markup]:
    """The name of a period under its column, and its value above."""
    anchor = "start" if i == 0 else "end" if i == count - 1 else "middle"
    at = {"start": i * step, "end": (i + 1) * step, "middle": (i + 0.5) * step}[anchor]
    line = Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>')
    return [line.format(at, 178, anchor, name), line.format(at, above, anchor, f"{value:g}")]


def marked(text: str, start: int, end: int, *, around: int = 60) -> Markup:
    """A sentence with a name in it marked, cut to `around` characters on either side.

    >>> marked("增强“四个意识”", 3, 7)
    Markup('增强“<mark>四个意识</mark>”')
    """
    left, right = max(0, start - around), min(len(text), end + around)
    before = ("…" if left else "") + text[left:start]
    after = text[end:right] + ("…" if right < len(text) else "")
    return Markup("{}<mark>{}</mark>{}").format(escape(before), escape(text[start:end]), escape(after))
