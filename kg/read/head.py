"""What a text says of itself at its head and foot: title, date, speaker, occasion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg import dates
from kg._titles import TITLE_END
from kg.read._source import Fields

FRONT: Final = re.compile(
    r"\A\s{0,9}---[^\S\n]*\n((?:[^\s:：\n][^:：\n]{0,40}[:：][^\n]{0,300}\n){1,40})---[^\S\n]*(?:\n|\Z)"
)
"""Front matter: lines between two lines of hyphens at the very beginning; group 1 is what stands between."""

_FRONT_LINE: Final = re.compile(r"([^\s:：][^:：\n]{0,40}?)[ \t]*[:：][ \t]*(.{0,300})")
_STOP: Final = re.compile(r"[。！？；：:!?,，]")
_LINES: Final = 12
_BODY: Final = re.compile(r"[。；]|[：:]\s*$")
_KINDS: Final = "讲话|发言|致辞|致词|报告|演讲|说明|总结|党课|贺词"
_OCCASION: Final = re.compile(
    rf"在([^，。；：、（）\s][^，。；：（）]{{2,50}}?(?:会议?|大会|全会|论坛|仪式|研讨班|培训班|专题班|典礼))"
    rf"(?:开幕会|闭幕会|开幕式|闭幕式|结束时|开始时|期间)?上?(?:时|的)?(?:重要)?(?:{_KINDS}|$|[）)])"
)
_PASSED: Final = re.compile(r"[ \t\u3000]*(\S{4,60}?会议)(?:审议)?(?:通过|批准|发布|修订|修正)")
_LABELS: Final = {
    "date": ("发布时间", "发布日期", "成文日期", "讲话时间", "日期", "时间"),
    "speaker": ("讲话人", "发言人", "报告人", "主讲人", "主讲"),
}
_LABEL: Final = re.compile(
    r"(?:^|[\s|｜])("
    + "|".join(label for labels in _LABELS.values() for label in labels)
    + r")[:：][ \t\u3000]*(\S.{0,40})"
)
_OFFICE: Final = re.compile(
    r"(?:[省市县区州盟旗镇乡]长|主席|总理|书记|部长|主任|局长|厅长|院长|检察长|秘书长|委员长|行长|司令员|校长)"
    r"[ \t\u3000]+([一-鿿]{1,2}[ \t\u3000]?[一-鿿]{1,2})[）)]?\s*$"
)
_NAME: Final = re.compile(r"[（(]?([一-鿿])[ \t\u3000]{0,4}([一-鿿]{1,2})[）)]?")
_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温习栗俞丛"
)
_LONG: Final = ("欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "夏侯")
_NO_NAME: Final = frozenset(
    "目录 前言 摘要 提纲 通知 草案 附件 正文 说明 引言 概述 讨论稿 征求 送审稿 高质量 高水平".split()
)
_SIGNATURE: Final = 5
"""So many lines at the foot may hold the date under a document."""


def head_title(text: str) -> str:
    """The first line if it is surely a title: short, no stop in it, ending in the name of a kind of text; else "".

    Looked for in the first lines only, and no further than the first line with a stop, for there the body begins.

    >>> head_title("在全市工作会议上的讲话\\n同志们：\\n今天开会。")
    '在全市工作会议上的讲话'
    >>> head_title("同志们：\\n今天开会。")
    ''
    """
    for line in text[:2000].split("\n")[:_LINES]:
        line = line.strip()
        if _STOP.search(line):
            return ""
        if 6 <= len(line) <= 60 and TITLE_END.search(line):
            return line
    return ""


def front_matter(text: str) -> Fields:
    """The fields of front matter, whose lines are `name: value`; () where a text has none."""
    match = FRONT.match(text)
    pairs = (_FRONT_LINE.fullmatch(line.strip()) for line in match[1].split("\n")) if match else ()
    return tuple((pair[1].strip().lower(), pair[2].strip().strip("\"'")) for pair in pairs if pair)


def head(text: str) -> Fields:
    """What the lines before the body say: `title`, `date`, `speaker`, `occasion`, each at most once.

    >>> head("在全市工作会议上的讲话\\n（二〇二一年十月十三日）\\n李明\\n同志们：\\n今天开会。")
    (('title', '在全市工作会议上的讲话'), ('date', '2021-10-13'), ('speaker', '李明'), ('occasion', '全市工作会议'))
    """
    match = FRONT.match(text)
    text = text[match.end() :] if match else text
    found: dict[str, str] = {}
    if title := head_title(text):
        found["title"] = title
    for line in _before_body(text):
        for name, value in _said(line, first=not found):
            if value:
                found.setdefault(name, value)
    return tuple((name, found[name]) for name in ("title", "date", "speaker", "occasion") if name in found)


def sole_day(text: str) -> str:
    """The one whole day that the lines before the body tell; "" where they tell none, or several.

    >>> sole_day("工作报告\\n——2026年1月27日在市人民代表大会上"), sole_day("2026年1月27日通过\\n2026年2月3日公布")
    ('2026-01-27', '')
    """
    match = FRONT.match(text)
    lines = _before_body(text[match.end() :] if match else text)
    days = {found.iso for line in lines for found in dates.find(line) if found.precision == "day"}
    return days.pop() if len(days) == 1 else ""


def foot(text: str) -> Fields:
    """The date that stands alone in one of the last lines, as under a notice."""
    lines = [line.strip() for line in text[-600:].split("\n") if line.strip()][1:]
    for line in reversed(lines[-_SIGNATURE:]):
        if iso := _alone(line):
            return (("date", iso),)
    return ()


def _before_body(text: str) -> Iterator[str]:
    """The lines before the first that is surely body text or a salutation."""
    for line in text[:3000].split("\n")[: _LINES + 3]:
        line = line.strip()
        if len(line) > 80 or (_BODY.search(line) and not _LABEL.search(line)):
            return
        if line:
            yield line


def _said(line: str, *, first: bool) -> Iterator[tuple[str, str]]:
    """What one line of the head says; a name alone counts only below something else (`first` is False)."""
    yield "date", _line_date(line)
    for label, value in _LABEL.findall(line):
        name = next(name for name, labels in _LABELS.items() if label in labels)
        yield name, (_labelled_date(value) if name == "date" else _name(value.split()[0]))
    if (match := _OCCASION.search(line)) or (
        (match := _PASSED.search(line)) and (found := dates.find(line)) and found[-1].end <= match.start(1)
    ):
        yield "occasion", match[1]
    if match := _OFFICE.search(line):
        name = "".join(match[1].split())
        yield "speaker", name if len(name) < 4 or name.startswith(_LONG) else ""
    elif not first:
        yield "speaker", _name(line)


def _line_date(line: str) -> str:
    """The date of a line that is nothing but a date, or a date and then where or by whom it was said or passed."""
    if iso := _alone(line):
        return iso
    found = dates.find(line)
    if not found or found[0].precision == "year":
        return ""
    before, rest = line[: found[0].start].strip("（(—–-― \t\u3000"), line[found[0].end :].lstrip(" \t\u3000")
    tells = rest.startswith("在") or re.search(r"(?:通过|批准|发布|印发|公布|修订|修正)[）)]?$", rest) or _name(rest)
    return found[0].iso if not before and tells else ""


def _labelled_date(value: str) -> str:
    found = dates.find(value)
    return found[0].iso if found and found[0].start == 0 else ""


def _alone(line: str) -> str:
    """The first date of a line that holds nothing but dates in brackets or behind dashes."""
    found = dates.find(line) if len(line) <= 60 else []
    if not found:
        return ""
    rest = "".join(c for at, c in enumerate(line) if not any(d.start <= at < d.end for d in found))
    return "" if rest.strip("（）()[]【】〔〕—–-―~～至到 \t\u3000") else found[0].iso


def _name(line: str) -> str:
    """A personal name that stands alone: a common surname and one or two characters."""
    match = _NAME.fullmatch(line)
    name = match[1] + match[2] if match else ""
    return name if name and name[0] in _SURNAMES and name not in _NO_NAME else ""
