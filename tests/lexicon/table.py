"""python -m tests.lexicon.table: the README's table of the lexicon."""

from kg.lexicon import load
from kg.lexicon.stats import count


def table() -> str:
    """How many entries of each kind there are, and how sure they are."""
    rows = ["| | entries | high | medium | low |", "|---|--:|--:|--:|--:|"]
    counts = count(load())
    for name in ("slogan", "meeting"):
        rows.append(_row(f"{name}s", [c for c in counts if c.table == name]))
    for kind in [c.value for c in counts if (c.table, c.by) == ("slogan", "kind")]:
        rows.append(_row(f"{kind} slogans", [c for c in counts if c.table == "slogan" and c.value == kind], sure=False))
    for name, title in (("series", "series of meetings"), ("body", "bodies"), ("person", "people")):
        rows.append(_row(title, [c for c in counts if c.table == name], sure=False))
    return "\n".join(rows)


def _row(title, counts, *, sure=True):
    shares = {c.value: f"{c.share:.1%}" for c in counts if c.by == "confidence"} if sure else {}
    cells = [title, f"{counts[0].entries:,}", *(shares.get(level, "–") for level in ("high", "medium", "low"))]
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    print(table())
