"""python -m tests.benchmarks: the bars on speed and memory as a table, with the peers measured in the same run.

All figures that matter are ratios: absolute ones depend on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator

from tests.benchmarks import builds, extraction, graphs, spark, starting, texts
from tests.benchmarks.measure import Row, shown

Part = Callable[[bool], Iterator[Row]]

PARTS: dict[str, Part] = {
    "extraction": lambda quick: extraction.extraction_bars(300_000 if quick else 3_000_000),
    "profile": lambda quick: extraction.profile(300_000 if quick else 6_000_000),
    "hostile": lambda quick: extraction.hostile(3_000 if quick else 100_000),
    "start": lambda quick: starting.starts(2 if quick else 5),
    "builds": lambda quick: builds.builds(400_000 if quick else 36_000_000, 3 if quick else 10),
    "spark": lambda quick: spark.spark(1_000_000 if quick else 36_000_000),
    "graph": lambda quick: graphs.graphs(10_000 if quick else 1_000_000),
}


def main(arguments: list[str] | None = None) -> None:
    """Print the table, part by part as they are done."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"some of {', '.join(PARTS)}; all where none is named")
    parser.add_argument("--quick", action="store_true", help="on little text: shows that all runs, not how fast")
    options = parser.parse_args(arguments)
    for name in options.parts:
        if name not in PARTS:
            parser.error(f"unknown part {name!r}: choose from {', '.join(PARTS)}")
    print(f"texts: {texts.source()[0]}")
    for name in options.parts or PARTS:
        print(f"\n{name}", flush=True)
        print(shown(PARTS[name](options.quick)), flush=True)


if __name__ == "__main__":
    main()
