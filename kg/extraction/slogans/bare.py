"""Slogans without quotation marks: names of the lexicon, names that the document quotes elsewhere, and shapes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction import numerals
from kg.extraction.gates import headed, near
from kg.extraction.scan import Scanner, matches
from kg.extraction.spans import Cover, Span
from kg.extraction.verbs import GOVERNING

_SHAPES = re.compile(
    "(?<![一二三四五六七八九十两0-9第])[二三四五六七八九十两]大[\u4e00-\u9fff]{2,4}(?:工程|攻坚战|提升行动|专项行动)"
    "|(?<![0-9.+])[0-9]{1,2}(?:\\+[0-9NMnm]{1,2}){1,4}(?=[\u4e00-\u9fff]{0,6}(?:体系|格局|模式|机制|布局|政策|战略|工程|行动|产业|思路|工作))"
)
_SIGN = re.compile("工程|攻坚战|提升行动|专项行动|\\+")
_NO_TOPIC = headed(
    "同志|关于|思想|理论|作为|特别|坚持|全部|解放|强调|指出|要求|统一|讲话|提出|重要|的|近日|就|把|对|围绕|着眼|重视|尤为|加强|富于|"
    "始终|多次|亲自|高度|深刻|曾|在|从|[和与](?:习近平|毛泽东|邓小平|江泽民)"
)
"""What shows that a thinker's name and 思想 are not one name."""
_THOUGHT = re.compile(
    "(?:习近平(?:总书记)?|毛泽东|邓小平|江泽民|胡锦涛)(?:新时代|新时期)?"
    f"(?:(?!{_NO_TOPIC})[^、，。；“”\n ]){{2,12}}?(?:思想|理论)"
    "(?![\u4e00-\u9fff]{0,1}教育|认识|上|文化|政治|工作|学习|研究|研讨)"
)
_WHOSE = re.compile("党的|习近平(?:总书记|主席|同志)关于")
"""What at the head of the name of a doctrine says whose it is; 习近平关于… without a title is the name itself."""
_OF_OTHERS = re.compile("(?:毛泽东|毛主席|周恩来|刘少奇|邓小平|陈云|江泽民|胡锦涛)(?:同志|主席|总书记)?关于$")
_OWNED = 9
"""Characters of the longest of these."""
_LEAST = 4
"""Characters of the longest names that are not made of several."""
_JOINED = {"新": "创更革翻刷"}
"""What makes one word with the first character of a name."""
_SHORT = (
    (
        "总路线",
        re.compile("(?<![的这那条期交策项一设义])总路线"),
        re.compile("大跃进|三面红旗|力争上游"),
        "社会主义建设总路线",
    ),
    (
        "四化",
        re.compile("(?<![新老“‘、一二三四五六七八九十两0-9])四化(?!同步|[0-9一二三四五六七八九十两])"),
        re.compile(""),
        "四个现代化",
    ),
)
"""Short forms, where they stand, what a document holds in which they mean one slogan, and that slogan."""
_GOES_ON = {
    "科学发展": ("规划", "计划", "远景", "纲要", "史"),
    "镇压反革命": ("活动", "的活动", "破坏", "分子", "势力"),
    "大农业观": ("念", "点"),
    "大食物观": ("念", "点"),
}
"""What shows that the words of a known name are the beginning of others (社会科学发展规划, 镇压反革命活动, 大农业观念)."""
_HEADED = re.compile(
    "(?:、[\u4e00-\u9fff]{2,8}){0,3}(?:[的等]|这[一个])?(?:(?:[\u4e00-\u9fff]{2}){0,2}(?:方针|原则|路线|战略|政策|旗帜|作风|精神|口号|号召|传统|学风|理念|主张|品质|导向|总?要求|道路|之路|主题|观念)|为(?:原则|方针|导向|宗旨|主要内容|主题|主线)|作为)"
)
"""The word for what it is, behind a name that without one is an everyday phrase (积极防御的战略方针, 积极防御洪水)."""
_HELD = re.compile("(?:坚持|秉持|发扬|弘扬|倡导|提倡|贯彻|奉行|遵循|实行|恪守|推动|促进|实现|树立|锻造|践行)$")
"""The verb that shows the same right before it (坚持实事求是)."""
_MEASURES = frozenset("个大项条种")
_KEEPING = frozenset("贯彻 落实 执行 坚持 践行 遵守 牢记 恪守 深化".split())
"""Verbs of holding to what has a name, even where it looks like a plain count (执行三个规定)."""
_CLOSED = re.compile(
    "[，。；！\n]|(?:活动|运动|工作|教育|目标|要求|机制|改革|方针|政策|措施|原则|制度|行动|战略|建设|精神|问题)"
)
"""What follows a short name right behind its verb where it is no plain count."""
_FEW = 3
"""Characters of a numeric name that may as well be a plain count."""
_BODIES = frozenset("两会 两院 两高 两委".split())
_KIND = re.compile(
    "[，。；、！？）\n]|(?:运动|斗争|活动|教育|格局|机制|模式|思路|目标|精神|要求|原则|方针|政策|工作|建设)"
)
"""What follows a short numeric name."""
_BEHIND = {"科学发展": ("社会", "自然", "生命")}
"""What shows that they are the end of others (自然科学发展)."""
_ORGANS = ("委员会", "领导小组")
"""What behind 中央 and the name of a doctrine makes that of a body (中央全面依法治国委员会)."""
_GOING = frozenset(name[0] for name in _GOES_ON)
_DIGITS = frozenset("一二三四五六七八九十两百千万0123456789第几数多")


def find(text: str, inside: list[Span], known: list[Span], scanner: Scanner) -> list[Span]:
    """The bare slogans of the cleaned `text`, longest first; `inside` are the quoted ones, which teach new names."""
    spans = [_name_alone(text, span, scanner) for span in known if span.type == "SLOGAN" and _whole(text, span)]
    spans = [
        part for span in spans for part in (_inner(text, span, scanner) if span.end - span.start > _LEAST else (span,))
    ]
    spans += [Span(m.start(), m.end(), "SLOGAN", "numeric", "numeric:shape") for m in near(_SHAPES, _SIGN, 6, text)]
    if "思想" in text or "理论" in text:
        spans += [Span(m.start(), m.end(), "SLOGAN", "doctrine", "doctrine:thought") for m in _THOUGHT.finditer(text)]
    spans += [
        Span(*m.span(), "SLOGAN", kind, f"{kind}:short", name)
        for word, short, sign, name in _SHORT
        if word in text and sign.search(text)
        for m in short.finditer(text)
        for kind in ("numeric" if numerals.counts(word) else "doctrine",)
    ]
    spans += _learned(text, inside)
    return sorted(spans, key=lambda span: span.start - span.end)


def _name_alone(text: str, span: Span, scanner: Scanner) -> Span:
    """A known name without whose it is, where the rest is a name of the same (党的|群众路线教育实践活动)."""
    whose = _WHOSE.match(text, span.start, span.end)
    rest = scanner.slogan(text[whose.end() : span.end]) if whose else None
    return span._replace(start=whose.end()) if whose and rest and rest.name == span.name else span


def _inner(text: str, span: Span, scanner: Scanner) -> list[Span]:
    """The numeric names that a longer name is made of (党政同责、一岗双责), or the name itself."""
    parts = scanner.parts(text[span.start : span.end])
    if not parts:
        return [span]
    return [
        Span(span.start + start, span.start + end, "SLOGAN", "numeric", "numeric:inner", entry.name)
        for start, end, entry in parts
    ]


def _whole(text: str, span: Span) -> bool:
    """Whether a known name stands as a name of its own: no further numeral before it, no 创 before 新发展理念, and the word
    for what it is behind it where the lexicon asks for one; a thought that the lexicon gives to one is not another's."""
    before = text[span.start - 1] if span.start else "\n"
    if span.kind == "numeric":
        return before not in _DIGITS and (span.rule != "numeric:governed" or _governed(text, span))
    if text.startswith(_ORGANS, span.end) and text.endswith("中央", 0, span.start):
        return False
    if span.rule == "doctrine:headed" and not _is_named(text, span):
        return False
    if text.endswith("关于", 0, span.start) and _OF_OTHERS.search(text, max(0, span.start - _OWNED), span.start):
        return "关于" not in span.name
    name = text[span.start : span.end]
    if name[0] in _GOING and (
        text.startswith(_GOES_ON.get(name, ()), span.end) or text.endswith(_BEHIND.get(name, ()), 0, span.start)
    ):
        return False
    return before not in _JOINED.get(name[0], "")


def _governed(text: str, span: Span) -> bool:
    """Whether a short numeric name stands as the whole object of a verb, as a plain count hardly does."""
    counted = span.end - span.start > 3 and text[span.start + 1] in _MEASURES
    verbs = _KEEPING if counted else GOVERNING
    return text[span.start - 2 : span.start] in verbs and _CLOSED.match(text, span.end) is not None


def _is_named(text: str, span: Span) -> bool:
    """Whether what stands around an everyday phrase shows that it is meant as a name."""
    held = _HELD.search(text, max(0, span.start - 2), span.start)
    return held is not None or _HEADED.match(text, span.end) is not None


def _learned(text: str, inside: list[Span]) -> Iterator[Span]:
    """Places where a name that the document quotes stands without marks; short names teach nothing."""
    names = {text[span.start : span.end]: span for span in inside if _teaches(text, span)}
    if not names:
        return
    covered = Cover((span.start, span.end) for span in inside)
    for name, start, end in matches(tuple(names), text):
        if not covered.touches(start, end) and (len(name) > _FEW or _bounded(text, start, end)):
            span = names[name]
            yield Span(start, end, "SLOGAN", span.kind, span.rule.split(":")[0] + ":document", span.name)


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether a short numeric name that the document quotes stands as a name here: no numeral before it, and behind it a
    mark or the word for what it is (“三反”…: 三反运动)."""
    return text[start - 1 : start] not in _DIGITS and _KIND.match(text, end) is not None


def _teaches(text: str, span: Span) -> bool:
    length = span.end - span.start
    if span.kind == "numeric":
        name = text[span.start : span.end]
        if length <= _FEW and (name[0].isascii() or name in _BODIES):
            return False
        return numerals.is_numeric(name)
    return length >= 6 and span.rule == "quoted:cues"
