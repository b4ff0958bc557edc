"""Hostile versions of good inputs, the same ones for the same seed, and what becomes of them."""

from __future__ import annotations

import io
import itertools
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from read_made import TEXT, docx, eml, epub, mhtml, page_of, pdf, rtf, zipped

from kg.clean import clean
from kg.config import load
from kg.errors import InputError
from kg.read import documents, sources

PAGE = f"<html><head><title>题</title></head><body><div><p>{TEXT}</p></div></body></html>"
TOKENS = (
    b"\x00", b"\xff\xfe", b"<!DOCTYPE", b"<p>" * 50, b"]]>", b"{\\rtf", b"\\'", b"\\u-1 ", b"}" * 9, b"{" * 9, b"PK\x01\x02", b"PK\x05\x06",
    b"endobj", b"<<", b"[" * 99, b"\r\n\r\n", b"Content-Type: multipart/mixed; boundary=x\n", b"=?gb2312?B?//8=?=", b"\"", b"\t", b"\n", b",",
    b"\xe4\xb8", b"\x81\x30\x81\x30", b"99999999999", b"-1", b"%PDF-", b"PAR1", b"\\u0000", b"\\ud800", "\u202e".encode(), b"&#0;", b"&amp;" * 9,
)  # fmt: skip


def guided(target: str, count: int) -> subprocess.CompletedProcess[str]:
    """So many inputs to a target of `guided.py`, in a process of its own: atheris ends the one that it runs in."""
    command = [sys.executable, str(Path(__file__).with_name("guided.py")), target, str(count)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, env=environment)


def samples() -> dict[str, bytes]:
    """A good file of each format that is made without another program."""
    import gzip

    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = io.BytesIO()
    pq.write_table(pa.table({"id": ["a", "b"], "text": [TEXT, TEXT], "date": ["2021", ""]}), rows)
    return {
        ".txt": TEXT.encode(),
        ".md": f"---\ntitle: 题\n---\n{TEXT}".encode(),
        ".html": PAGE.encode(),
        ".mhtml": mhtml(PAGE),
        ".docx": docx(footnotes="<w:p/>", header="<w:p/>"),
        ".doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500 + "WordDocument".encode("utf-16-le") + bytes(4000),
        ".pdf": pdf([page_of(TEXT, header="某报", footer="1"), None]),
        ".rtf": rtf(),
        ".epub": epub(TEXT, TEXT),
        ".eml": eml(attachments={"a.txt": TEXT.encode(), "b.docx": docx()}),
        ".csv": f'id,title,text\n1,题,"{TEXT}"\n2,,甲。\n'.encode("gb18030"),
        ".tsv": "text\ttitle\n甲。\t题\n".encode(),
        ".jsonl": '{"text": "甲。", "date": "2021年"}\n{"text": "乙。"}\n'.encode(),
        ".parquet": rows.getvalue(),
        ".zip": zipped({"a.txt": TEXT, "b/c.docx": docx(), "metadata.csv": "path,title\na.txt,题\n"}),
        ".gz": gzip.compress(TEXT.encode(), mtime=0),
        ".zst": bytes(pa.compress(TEXT.encode(), codec="zstd", asbytes=True)),
    }


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The data with one to three faults; in half of all packages the faults are in a part, so that they are reached."""
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.5:
        return _in_a_part(data, chance)
    for _ in range(chance.randint(1, 3)):
        at, size = chance.randrange(len(data) + 1), chance.choice((1, 4, 64, 1000))
        kind = chance.randrange(5)
        if kind == 0:
            data = data[:at] + bytes(chance.randrange(256) for _ in range(min(size, 64))) + data[at + size :]
        elif kind == 1:
            data = data[:at] + data[at + size :]
        elif kind == 2:
            data = data[:at] + data[at : at + size] * chance.randint(2, 20) + data[at + size :]
        elif kind == 3:
            data = data[:at] + chance.choice(TOKENS) + data[at:]
        else:
            data = data[:at]
    return data


def _in_a_part(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    name = chance.choice(sorted(parts))
    return zipped({**parts, name: mutated(parts[name], chance)})


def files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many hostile files of each format, as suffix and bytes; one in ten bears the suffix of another format."""
    made = samples()
    for suffix, data in made.items():
        chance = random.Random(f"{seed}{suffix}")
        for _ in range(count if suffix != ".doc" else count // 6 + 1):  # a second each, with LibreOffice
            other = chance.random() < 0.1
            yield (chance.choice(sorted(made)) if other else suffix), mutated(data, chance)


def outcome(folder: Path, suffix: str, data: bytes) -> str:
    """`read` or `refused`; raises `AssertionError` for a document that is not sound, and whatever comes out of readers."""
    path = folder / f"a{suffix}"
    path.write_bytes(data)
    config = load(read={"max_bytes": 4_000_000, "max_characters": 1_000_000, "max_seconds": 20, "max_files": 200})
    found = [each for source in sources([path], config) for each in documents(source, config)]
    assert found, "neither a document nor a reason"
    for each in found:
        if isinstance(each, InputError):
            assert each.reason
            assert "\n" not in str(each)
            continue
        assert each.text.encode()
        cleaned = clean(each.text)
        assert len(cleaned.text) == len(each.text)
        assert all(0 <= mask.start < mask.end <= len(each.text) for mask in cleaned.masks)
    return "refused" if all(isinstance(each, InputError) for each in found) else "read"


PIECES = (
    "“", "”", "‘", "《", "》", "「", "（", "）", "会", "第", "届", "次", "全会", "会议", "人大", "政协", "省委", "十九", "二十", "四个", "三", "年", "月", "日", "、",
    "，", "。", "：", "\n", "　", "X", "意识", "坚持", "做到", "增强", "包括", "即", "一是", "新华社", "电", "记者", "的", "和", "党", "中央", "\x00", "\u202e",
    "𠀀", "é", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "0", "９", "一带一路", "四个意识", "十九届六中全会", "中央经济工作会议",
)  # fmt: skip
"""Of what hostile texts are made: what the scanner, the grammar of meetings and the cleaner look for."""


def texts(count: int, seed: int) -> Iterator[str]:
    """So many texts of pieces, some of them many times over."""
    chance = random.Random(seed)
    for _ in range(count):
        pieces = (chance.choice(PIECES) * chance.choice((1, 1, 1, 1, 2, 40)) for _ in range(chance.randrange(60)))
        yield "".join(pieces)


def annotated(text: str) -> None:
    """Annotate a text; raises `AssertionError` for a mention, sentence or expansion that is not where it says."""
    from kg.annotate import analyse_text

    found = analyse_text(text)
    for mention in found.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        sentence = found.sentences[mention.sentence]
        assert sentence.start <= mention.start < sentence.end
    for first, second in itertools.pairwise(found.sentences):
        assert first.end <= second.start
    for span in (*found.sentences, *found.expansions, *found.rejections):
        assert 0 <= span.start <= span.end <= len(text)


MARKUP = (
    "<", ">", "</", "/>", "<!--", "-->", "script", "<script>", "</script>", "</style>", "<img src=x onerror=a()>", '"', "'", "`", "&", "&lt;",
    "&#0;", "{{", "}}", "{%", "%}", "${", "\\", "\\u003c", "javascript:", "__proto__", "\u2028", "\u202e", "\ufeff", "\x7f", "\t", "=", "(", ")", ";", "乙", "𠮷", "e\u0301",
)  # fmt: skip


def names(count: int, seed: int) -> Iterator[str]:
    """So many names of what may end a tag, a string or a script."""
    chance = random.Random(seed)
    for _ in range(count):
        yield "".join(chance.choice(MARKUP) for _ in range(chance.randint(1, 8)))


LEXICON = (
    "[[slogan]]\n", "[[meeting]]\n", "[slogan]\n", 'name = "四个意识"\n', 'name = ""\n', "name = 1\n", 'kind = "numeric"\n', 'kind = "x"\n',
    'parts = ["政治意识"]\n', 'parts = "x"\n', "aliases = [1, 2]\n", 'aliases = ["四个意识"]\n', 'since = "2016"\n', "since = 2016-01-01\n",
    'start = "2099-99-99"\n', "x = {a = {b = 1}}\n", '"', "[[", "]]", "= =", "\\u0000", "\x00", "name = '''\n", "#", "x = " + "[" * 3000, 'number = 99999999999999999999\n', "\ufeff",
)  # fmt: skip


def lexicons(count: int, seed: int) -> Iterator[str]:
    """So many files of pieces of lexicons."""
    chance = random.Random(seed)
    for _ in range(count):
        yield "".join(chance.choice(LEXICON) for _ in range(chance.randrange(14)))


SQL = (
    "select", "*", "from", "nodes", "mentions", "where", "(", ")", ",", "'", '"', ";", "--", "/*", "name", "1", "0", "=", "union all", "with x as",
    "read_text('{secret}')", "read_csv('{secret}')", "'{secret}'", "glob('/etc/*')", "copy nodes to '{secret}'", "attach '{secret}'", "install httpfs",
    "load json", "set enable_external_access=true", "pragma database_list", "create table t as", "drop view nodes", "call", "explain analyze",
    "export database '{secret}'", "getenv('HOME')", "group by all", "order by", "limit 5", "range(10)", "unnest([1,2])", "\x00", "会", "::json", "describe",
)  # fmt: skip


def queries(count: int, seed: int, secret: str) -> Iterator[str]:
    """So many pieces of SQL, some of which reach for the file `secret`."""
    chance = random.Random(seed)
    for _ in range(count):
        words = (chance.choice(SQL) for _ in range(chance.randint(1, 8)))
        yield chance.choice(("", "select ", "select * from ")) + " ".join(words).replace("{secret}", secret)
