"""Numbers as inline SVG, of classes that the style sheet colours; all text in them is escaped."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

WIDTH, HEIGHT = 120, 26


def sparkline(values: Sequence[float], label: str) -> Markup:
    """Bars of a series in a row of a table; `label` says in words what they show.

    >>> sparkline([0, 2], "两次").count("<rect")
    1
    """
    top = max(values, default=0) or 1
    wide = WIDTH / max(1, len(values))
    bars = Markup("").join(
        Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
            i * wide, HEIGHT - HEIGHT * value / top, max(0.6, wide * 0.85), HEIGHT * value / top
        )
        for i, value in enumerate(values)
        if value
    )
    return Markup('<svg class="spark" viewBox="0 0 {} {}" role="img" aria-label="{}" preserveAspectRatio="none">{}</svg>').format(
        WIDTH, HEIGHT, label, bars
    )  # fmt: skip


def columns(rows: Sequence[tuple[str, float]], label: str) -> Markup:
    """Columns over named periods, the first, the last and the highest written out."""
    wide, tall = 900, 180
    top = max((value for _, value in rows), default=0) or 1
    step = wide / max(1, len(rows))
    bars, words = [], []
    told = {0, len(rows) - 1} if rows else set()
    highest = max(range(len(rows)), key=lambda i: rows[i][1], default=0)
    if min(abs(highest - end) for end in (0, len(rows) - 1)) * step > 70:
        told.add(highest)
    for i, (name, value) in enumerate(rows):
        height = (tall - 40) * value / top
        bars.append(
            Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}</title></rect>').format(
                i * step, tall - 20 - height, max(1.0, step * 0.85), height, f"{name}: {value:g}"
            )
        )
        if i in told:
            anchor = "start" if i == 0 else "end" if i == len(rows) - 1 else "middle"
            at = {"start": i * step, "end": (i + 1) * step, "middle": (i + 0.5) * step}[anchor]
            words.append(
                Markup('<text x="{:.1f}" y="{}" text-anchor="{}">{}</text>').format(at, tall - 4, anchor, name)
            )
            words.append(
                Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
                    at, tall - 25 - height, anchor, f"{value:g}"
                )
            )
    body = Markup("").join(bars + words)
    return Markup('<svg class="columns" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        wide, tall, label, body
    )


def marked(text: str, start: int, end: int, *, around: int = 60) -> Markup:
    """A sentence with a name in it marked, cut to `around` characters on either side.

    >>> marked("增强“四个意识”", 3, 7)
    Markup('增强“<mark>四个意识</mark>”')
    """
    left, right = max(0, start - around), min(len(text), end + around)
    before = ("…" if left else "") + text[left:start]
    after = text[end:right] + ("…" if right < len(text) else "")
    return Markup("{}<mark>{}</mark>{}").format(escape(before), escape(text[start:end]), escape(after))
