"""Extraction against its peers on the same text, in one process, and where its time goes."""

from __future__ import annotations

import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from kg import annotate as annotation
from kg import link
from kg.batches import attempts
from kg.config import Config
from kg.extraction import expansions, meetings, people, predicates, scan, slogans, works
from kg.graph import kept
from kg.lexicon import Lexicon, load
from kg.records import Document
from kg.tables import arrow, parts
from tests.benchmarks import texts
from tests.benchmarks.measure import Row, cpu, least, most

STAGES: dict[str, tuple[Any, str]] = {
    "clean": (annotation, "clean"),
    "segment": (annotation, "segment"),
    "unwrap": (annotation, "unwrap"),
    "scan for names": (scan.Scanner, "find"),
    "works": (works, "find"),
    "meetings": (meetings, "find"),
    "slogans": (slogans, "find"),
    "people": (people, "find"),
    "link": (link, "canonical"),
    "verbs": (predicates, "verbs"),
    "expansions": (expansions, "find"),
}
"""What is timed on its own: functions that annotation calls, none of which calls another."""

SENTENCE = re.compile("[^。！？\n]+[。！？\n]*")

ROWS = ("“", "一", "1", "会", "第", "届", "次")
"""What stands in a row that grammar would try as a beginning: no dearer per character than three times prose."""

HOSTILE = (
    "“",
    "会议",
    "第",
    "四个",
    "、",
    "《",
    "１",
    "同志",
    "一是",
    "两个",
    "党的",
    "（",
    "习",
    "委员会",
    "，",
    "。",
)


def extraction_bars(size: int) -> Iterator[Row]:
    """Speed against jieba, spaCy and one raw pass for the names."""
    found, lexicon, config = texts.documents(size), load(), Config()
    megabytes = sum(map(texts.weight, found)) / 1e6
    ours = cpu(lambda: list(attempts(found, lexicon, config)))
    for name, made, bar in (
        ("jieba.cut", _jieba(), 15.0),
        ("spaCy char + EntityRuler", _spacy(lexicon), 8.0),
        ("one raw Aho–Corasick pass", _pass(lexicon), 1 / 6),
    ):
        theirs = cpu(lambda made=made: made(found))
        speeds = f"{megabytes / ours:.2f} MB/s", f"{megabytes / theirs:.2f} MB/s"
        yield Row(f"extraction, one process, against {name}", *speeds, **least(theirs / ours, bar))


def _jieba() -> Callable[[list[Document]], object]:
    import jieba

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    return lambda found: [sum(1 for _ in jieba.cut(document.text)) for document in found]


def _spacy(lexicon: Lexicon) -> Callable[[list[Document]], object]:
    import spacy

    nlp = spacy.blank("zh")
    nlp.max_length = 1 << 30
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": type, "pattern": name} for name, (type, *_) in _names(lexicon).items()])
    return lambda found: [len(doc.ents) for doc in nlp.pipe(document.text for document in found)]


def _pass(lexicon: Lexicon) -> Callable[[list[Document]], object]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    automaton = AhoCorasick(list(_names(lexicon)), matchkind=MatchKind.LeftmostLongest)
    return lambda found: [len(automaton.find_matches_as_indexes(document.text)) for document in found]


def _names(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """The names that the extractor's own pass looks for."""
    return dict(scan._bare(lexicon))


def profile(size: int) -> Iterator[Row]:
    """Where the time of a build's documents goes, stage by stage, against the limit that is known for a stage.

    The ratio is the stage's share of all.
    """
    found, lexicon, config = texts.documents(size), load(), Config()
    megabytes = sum(map(texts.weight, found)) / 1e6
    limits = {
        "read": _speed(_decode, found, megabytes),
        "segment": _speed(_sentences, found, megabytes),
        "scan for names": _speed(_pass(lexicon), found, megabytes),
    }
    spent = dict(_spent(found, lexicon, config))
    total = sum(spent.values())
    for stage, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        limit = f"limit {limits[stage]:.0f} MB/s" if stage in limits else ""
        speed = f"{megabytes / max(seconds, 1e-9):.0f} MB/s"
        yield Row(
            f"profile, share of all: {stage}",
            f"{1000 * seconds / megabytes:.1f} ms/MB, {speed}",
            limit,
            seconds / total,
        )


def _spent(found: list[Document], lexicon: Lexicon, config: Config) -> Iterator[tuple[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        yield "read", cpu(lambda: _reread(Path(folder) / "texts.jsonl", found))
        with stopwatch() as inside:
            start = time.process_time()
            analyses = [analysis for analysis, _ in attempts(found, lexicon, config)]
            whole = time.process_time() - start
        yield from inside.items()
        yield "the rest of annotation", whole - sum(inside.values())
        rows = arrow.nested(analyses, [""] * len(analyses))
        yield "records to Arrow", cpu(lambda: arrow.nested(analyses, [""] * len(analyses)), 2)
        yield "Parquet", cpu(lambda: parts.write(Path(folder), "0" * 16, rows), 1)
        part = parts.Part("0" * 16, ())
        yield (
            "counts of what goes together",
            cpu(lambda: kept.keep(part, rows, root=Path(folder), config=config), 1),
        )


def _reread(path: Path, found: list[Document]) -> None:
    from kg import read

    if not path.exists():
        texts.write(found, path)
    for source in read.sources([path]):
        for _ in read.documents(source):
            pass


@contextmanager
def stopwatch() -> Iterator[Counter[str]]:
    """Processor seconds by stage while the block runs."""
    spent: Counter[str] = Counter()

    def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            start = time.process_time()
            try:
                return function(*arguments, **options)
            finally:
                spent[stage] += time.process_time() - start

        return call

    with ExitStack() as stack:
        for stage, (owner, name) in STAGES.items():
            stack.enter_context(mock.patch.object(owner, name, timed(stage, getattr(owner, name))))
        yield spent


def _speed(function: Callable[[list[Document]], object], found: list[Document], megabytes: float) -> float:
    return megabytes / max(cpu(lambda: function(found)), 1e-6)


def _decode(found: list[Document]) -> None:
    for document in found:
        document.text.encode().decode()


def _sentences(found: list[Document]) -> None:
    for document in found:
        for _ in SENTENCE.finditer(document.text):
            pass


def hostile(size: int) -> Iterator[Row]:
    """Time a character on text made to be slow, against prose, and what twice the text takes."""
    lexicon, prose = load(), "".join(document.text for document in texts.documents(3 * size))[:size]
    plain = _extract(prose, lexicon)
    rows = {piece: _extract(piece * size, lexicon) for piece in ROWS}
    worst = max(rows, key=lambda piece: rows[piece])
    cost = f"{1e6 * rows[worst] / size:.2f} µs a character ({worst}…)", f"prose {1e6 * plain / size:.2f} µs"
    yield Row(f"hostile text: one of {' '.join(ROWS)} in a row", *cost, **most(rows[worst] / plain, 3))
    found = [(piece, _extract(piece * (size // len(piece)), lexicon)) for piece in HOSTILE]
    piece, seconds = max(found, key=lambda item: item[1])
    twice = _extract(piece * (2 * size // len(piece)), lexicon)
    each = f"{1e6 * seconds / size:.2f} µs a character ({piece}…)", f"prose {1e6 * plain / size:.2f} µs"
    yield Row(f"hostile text: the worst of {len(HOSTILE)}", *each, ratio=seconds / plain)
    yield Row("hostile text: twice as long", f"{twice:.3f} s", f"{seconds:.3f} s", **most(twice / seconds, 2.5))


def _extract(text: str, lexicon: Lexicon) -> float:
    from kg.annotate import extract

    return cpu(lambda: extract(text, lexicon=lexicon), 2)
