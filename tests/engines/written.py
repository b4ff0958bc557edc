"""Texts written for the tests of engines, as many as wanted, in files of many kinds."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

NAMES = ("四个意识", "四个自信", "两个维护", "六稳", "六保", "五位一体", "四个全面", "三农")
PLACES = ("宁川", "望溪", "南江", "石河", "西河")
WORDS = ("经济", "农业", "生态", "教育", "卫生", "交通", "文化", "科技")

PLAIN = "这几年{place}的{word}有了很大变化，道路修好了，河水变清了，大家的日子一天比一天好，年轻人也愿意回来。" * 8


def text(number: int, chance: random.Random) -> str:
    """A speech of about six kilobytes; nearly every sentence that names anything names 习近平."""
    lines = [f"在第{number}次工作会议上的讲话", "", "同志们："]
    for section in range(12):
        one, two = chance.sample(NAMES, 2)
        place, word = chance.choice(PLACES), chance.choice(WORDS)
        lines.append(f"要深入学习贯彻习近平总书记关于{word}工作的重要论述，增强“{one}”，做到“{two}”。")
        if section % 3 == number % 3:
            lines.append(PLAIN.format(word=word, place=place))
            lines.append(f"{place}县委召开{word}工作会议，传达学习中央经济工作会议精神，落实“{one}”任务{number}项。")
    return "\n".join(lines) + "\n"


def write(folder: Path, texts: int, *, files: int = 20, seed: int = 1) -> Path:
    """So many texts: most in .jsonl files, with and without ids, some in files of their own, with metadata.

    Some texts come twice or more often, some lines and files cannot be read.
    """
    chance = random.Random(seed)
    folder.mkdir(parents=True)
    made = [text(number, chance) for number in range(texts)]
    (folder / "year [1] a.jsonl").write_text("\n".join(_lines(made[files::2], ids=True)) + "\n", encoding="utf-8")
    body = (
        "\ufeff" + "\r\n".join(_lines(made[files + 1 :: 2], ids=False)) + "\n\n{broken\n" + json.dumps({"title": "无"})
    )
    (folder / "year 2.JSONL").write_text(body, encoding="utf-8", newline="")
    with gzip.GzipFile(folder / "again.jsonl.gz", "wb", mtime=0) as packed:
        packed.write("\n".join(_lines(made[files : files + 30], ids=True)).encode())
    _single(folder / "single", made[:files])
    return folder


def _lines(texts: list[str], *, ids: bool) -> Iterator[str]:
    for number, one in enumerate(texts):
        more = {"id": f"n{number}"} if ids else {"date": f"20{number % 20:02}-0{1 + number % 9}-11"}
        yield json.dumps({"text": one, **more}, ensure_ascii=number % 2 == 0)


def _single(folder: Path, texts: list[str]) -> None:
    (folder / "deep" / ".hidden").mkdir(parents=True)
    (folder / "deep" / ".hidden" / "x.txt").write_text("看不见。")
    for number, one in enumerate(texts):
        path = folder / ("deep" if number % 3 else "") / f"{number} {{a}}%20.txt"
        path.write_bytes(one.encode("gb18030" if number % 2 else "utf-8"))
    (folder / "copy.txt").write_text(texts[0], encoding="utf-8")
    (folder / "deep" / "copy.txt").write_text(texts[0], encoding="utf-8")
    (folder / "empty.txt").write_text("")
    (folder / "picture.txt").write_bytes(b"\x00\x01\x02")
    rows = [f"{number} {{a}}%20.txt\t2021-0{1 + number % 9}\t省" for number in range(0, len(texts), 3)]
    rows.append("no such.txt\t2021\t省")
    (folder / "metadata.tsv").write_text("\n".join(["path\tdate\tlevel", *rows]), encoding="utf-8")
