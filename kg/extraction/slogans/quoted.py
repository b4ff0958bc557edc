"""Slogans in quotation marks: numeric by their numerals, others by the cues inside and around the marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, Literal, get_args

from kg.extraction import numerals
from kg.extraction.scan import Scanner
from kg.extraction.slogans import words
from kg.extraction.spans import Span
from kg.lexicon import Slogan
from kg.records import Rejection

Reason = Literal["plan", "date", "short", "everyday", "citation", "title", "speech", "metaphor", "unmarked"]
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
"""Why a quotation is no name: what `rejections` in build.json are counted by."""

_QUOTE = re.compile("[“‘]([^“”‘’]{1,60})[”’]")
_PARTS = re.compile("[、，；;,]\\s*")
_TAIL = re.compile("(?:建设|战略|工作|活动|行动|要求|布局|专项行动|主题教育|学习教育)$")
_ENOUGH = 3
_DATED = frozenset(("plan", "date"))
_MEANS = re.compile("即|是指|：")
_CLAUSE = re.compile("[。！？：:]")
_CITED = re.compile("[。！？?!：:…\n]")
_HAN = re.compile("[\u4e00-\u9fff]")
_TECHNICAL = re.compile("(?:AI|[0-9]G)[+＋]|[+＋]AI")
"""A technique that is joined with others, in a name of few Chinese characters (AI+)."""
_PLANNED = re.compile(
    "(?:(?:行动|计划|工程|战略)(?:[0-9]\\.[0-9])?|工作法|责任制|会战|攻势|大(?:比武|排查|走访|讨论|练兵|起底|整治|宣讲|调研|清查|竞赛|接访))$"
)
_YEAR = re.compile(
    "(?:建设|攻坚|突破|服务|提升|提质|落实|深化|整治|减负|治理|创新|改革|优化|转型|促进|推进|规范|巩固|作风|质量|效益|安全|环境|项目|招商|执行|管理|示范|行动|学习|实干|效能|能力|创建|振兴)年$"
)
"""A year named after what is to be done in it (基层减负年), not after a friendship or a culture."""
_ABSTRACT = re.compile("(?:机制|模式|思想|精神|理念|原则|经验|运动|制度)$")
_SERVED = re.compile("[\u4e00-\u9fff]{2}[通网联快]办")
"""How offices are to serve (跨省通办)."""
_COINED = re.compile("(.)\\1[\u4e00-\u9fff]|([即应能]).(?:\\2|尽).|[个小规股][转升]..?|.转.")
"""Coined by a pattern of such names (村村通, 即买即退, 应保尽保, 个转企)."""
_CODE = re.compile("[0-9]{5,6}")
"""A code too long to be told from the number of a telephone without the word for what it is (“11228”体系)."""
_EXPLAINED = re.compile("[：:]|即|是指|，即|，就是|就是")
_ENTRY = re.compile("[\n.．、0-9］\\]]\\s*$|^$")


def find(text: str, scanner: Scanner) -> tuple[list[Span], list[Rejection]]:
    """The slogans in quotation marks in the cleaned `text`, and the rejected quotations with their reason."""
    spans: list[Span] = []
    rejected: list[Rejection] = []
    quotes = list(_QUOTE.finditer(text)) if "“" in text or "‘" in text else []
    if not quotes:
        return [], []
    names, rows = [quote.group(1).strip() for quote in quotes], _rows(text, quotes)
    open: list[tuple[int, int, tuple[int, int]]] = []
    sure: set[tuple[int, int]] = set()
    for quote, name, row in zip(quotes, names, rows, strict=True):
        if not name:
            continue
        start = text.index(name, quote.start(1))
        end = start + len(name)
        found = _named(text, start, end, scanner)
        spans += found
        if not found:
            open.append((start, end, row))
        elif found[0].name:
            sure.add(row)
    for start, end, reason in _judged(text, open, sure, Counter(names), scanner) if open else ():
        if reason:
            rejected.append(Rejection(start, end, reason))
        else:
            spans.append(Span(start, end, "SLOGAN", "quoted", "quoted:cues"))
    return [*spans, *_summed(text, rows)], rejected


def _judged(
    text: str,
    open: list[tuple[int, int, tuple[int, int]]],
    sure: set[tuple[int, int]],
    often: Counter[str],
    scanner: Scanner,
) -> Iterator[tuple[int, int, Reason | None]]:
    """The quotations, each in its row, in which no name is known, with why it is no name, if there is a reason.

    `sure` are the rows with a known name, `often` counts the quotations of the text.
    """
    called = {text[start:end] for start, end, row in open if words.CALLED.search(text, max(0, row[0] - 4), row[0])}
    for start, end, row in open:
        name = text[start:end]
        before, after = text[max(0, row[0] - 8) : row[0]], text[row[1] : row[1] + 12]
        beside = row in sure or _familiar(name, scanner)
        yield start, end, "title" if name in called else _reason(text, start, end, before, after, often, beside=beside)


def _summed(text: str, rows: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """The names that count the two quotations right before them (“放心买”、“安心退”双保证)."""
    if "”双" not in text and "’双" not in text:
        return
    sizes = Counter(trail for _, trail in rows if text.startswith("双", trail))
    for trail, size in sizes.items():
        if size == 2 and (name := words.SUMMED.match(text, trail)):
            yield Span(name.start(), name.end(), "SLOGAN", "numeric", "numeric:summed")


def _named(text: str, start: int, end: int, scanner: Scanner) -> list[Span]:
    """The names that the quotation holds for certain: known ones, and those with counting numerals."""
    name = text[start:end]
    entry = scanner.slogan(name)
    if _PARTS.search(name):
        inner = scanner.parts(name)
        several = [] if entry and "双" in name and not inner else _several(text, start, end, scanner)
        if several:
            return several
        if inner and not _more(name, inner):
            return [Span(start + a, start + b, "SLOGAN", "numeric", "numeric:inner", part.name) for a, b, part in inner]
    longer = scanner.longer(name, text, start, end) if name in scanner.short else None
    if longer and (numerals.counts(name) if entry else _stands(text, end, name)):
        known, how = longer
        counting = known.kind == "numeric" or numerals.is_numeric(name)
        kind = "numeric" if counting and numerals.counts(name) else "quoted"
        return [Span(start, end, "SLOGAN", kind, f"{kind}:{how}", known.name)]
    if entry:
        kind = "numeric" if entry.kind == "numeric" and numerals.counts(name) else "quoted"
        return [Span(start, end, "SLOGAN", kind, f"{kind}:lexicon", entry.name)]
    if _CODE.fullmatch(name) and words.STRONG_HEAD.match(text, end + 1):
        return [Span(start, end, "SLOGAN", "numeric", "numeric:quoted")]
    defined = len(name) == 2 and _MEANS.match(text[end + 1 : end + 4]) and name[0] == "一"
    short = len(name) <= 12 or (len(name) <= 30 and _parallel(name))
    if defined or (short and numerals.is_numeric(name) and not _CLAUSE.search(name)):
        stem = scanner.slogan(_TAIL.sub("", name))
        return [Span(start, end, "SLOGAN", "numeric", "numeric:quoted", stem.name if stem else "")]
    return []


def _familiar(name: str, scanner: Scanner) -> bool:
    """Whether a quotation of members much alike has a known name among them."""
    return _parallel(name) and any(len(part) > 3 and scanner.slogan(part) for part in _PARTS.split(name))


def _more(name: str, inner: list[tuple[int, int, Slogan]]) -> bool:
    """Whether members of a name beside those that are known by themselves hold counting numerals too."""
    known = {name[start:end] for start, end, _ in inner}
    return any(numerals.is_numeric(part) for part in _PARTS.split(name) if part and part not in known)


def _stands(text: str, end: int, name: str) -> bool:
    """Whether a quotation that a longer name begins or ends with is a name by itself, and no mere word of that name."""
    return numerals.is_numeric(name) or numerals.is_plan(name) or words.CAMPAIGN.match(text, end + 1) is not None


def _several(text: str, start: int, end: int, scanner: Scanner) -> list[Span]:
    """One span for each name where the marks hold several, each with a numeral of its own (四个要看、四个更要看)."""
    spans: list[Span] = []
    at = start
    parts = _PARTS.split(text[start:end])
    sure = sum(len(part) > 1 and (numerals.is_numeric(part) or scanner.numeric(part)) for part in parts)
    for part in parts:
        at = text.index(part, at)
        entry = scanner.slogan(part)
        ones = "一" if sure > 1 else "一个"  # 一台账、两清单、双责任
        if not 2 <= len(part) <= 10 or not (
            numerals.is_numeric(part) or part.startswith(ones) or scanner.numeric(part)
        ):
            return []
        spans.append(Span(at, at + len(part), "SLOGAN", "numeric", "numeric:quoted-list", entry.name if entry else ""))
        at += len(part)
    ordered = "".join(text[span.start] for span in spans) in "一二三四"  # 一要吃饭，二要建设
    return spans if not ordered and any(text[span.start] != "一" or span.name for span in spans) else []


def _rows(text: str, quotes: list[re.Match[str]]) -> list[tuple[int, int]]:
    """Where the row of quotations that each stands in begins and ends: they share what governs and what names them."""
    rows: list[list[re.Match[str]]] = []
    for quote in quotes:
        if rows and text[rows[-1][-1].end() : quote.start()] in words.ROW:
            rows[-1].append(quote)
        else:
            rows.append([quote])
    return [(row[0].start(), row[-1].end()) for row in rows for _ in row]


def _reason(
    text: str, start: int, end: int, before: str, after: str, often: Counter[str], *, beside: bool
) -> Reason | None:
    """Why the quotation is no name, or nothing if the cues say that it is one.

    `before` and `after` are what stands before and after its row; `beside`: a known name stands in that, or within the
    quotation; `often` counts the quotations of the text.
    """
    name = text[start:end]
    against = [reason for reason in _against(name) if reason != "everyday" or not words.CAMPAIGN.match(after)]
    if len(name) < 3 and not _DATED.intersection(against) and _score(name, before, after) < _ENOUGH:
        return "short"
    if against:
        return against[0]
    if words.QUOTED_TITLE.match(after) or words.THEME.search(before):
        return "title"
    if words.SPEECH.search(before) and not _parallel(name):
        return "speech"
    score = _score(name, before, after) + min(often[name] - 1, 1) + 2 * beside
    if words.METAPHOR.search(before) and score < _ENOUGH + 1:
        return "metaphor"
    return None if score >= _ENOUGH else "unmarked"


@lru_cache(maxsize=1 << 14)
def _against(name: str) -> tuple[Reason, ...]:
    """The reasons that a quotation itself gives why it is no name, the weightiest first."""
    reasons: tuple[tuple[Reason, object], ...] = (
        ("plan", numerals.is_plan(name)),
        ("date", numerals.is_date(name)),
        ("short", len(_HAN.findall(name)) < 2 and not _TECHNICAL.search(name)),
        ("everyday", name in words.EVERYDAY or numerals.is_idiom(name)),
        ("citation", _CITED.search(name) or len(name) > 40 or (len(name) > 20 and not _parallel(name))),
    )
    return tuple(reason for reason, holds in reasons if holds)


def _score(name: str, before: str, after: str) -> int:
    """How much speaks for a formulation: its build, the word before and the noun after the marks."""
    score = _built(name)
    score += 2 if words.STRONG_HEAD.match(after) else 1 if words.HEAD.match(after) else 0
    score += 2 if words.SUMMED.match(after) else 0
    score += 1 if words.VERB.search(before) else 0
    score += 1 if 3 <= len(name) <= 10 and words.POLICY.search(before) and not words.PRODUCT.match(after) else 0
    score += 1 if before.endswith("以") and words.FRAMED.match(after) else 0
    score += 1 if words.OBJECT.search(before) and words.ENDED.match(after) else 0
    score += 2 if _EXPLAINED.match(after) and _ENTRY.search(before) else 0
    return score


@lru_cache(maxsize=1 << 14)
def _built(name: str) -> int:
    """How much the build of a name alone speaks for a formulation."""
    parallel = _parallel(name)
    score = 1 if 3 <= len(name) <= 16 else 0
    score += 2 if parallel or "+" in name or "＋" in name else 0
    score += 1 if parallel and _metred(name) else 0
    score += 2 if _PLANNED.search(name) else 0
    score += 3 if _YEAR.search(name) else 0
    score += 1 if _ABSTRACT.search(name) else 0
    score += 2 if _SERVED.fullmatch(name) else 1 if _COINED.fullmatch(name) else 0
    score -= 2 if words.NAME_TAIL.search(name) and not parallel else 0
    return score


def _metred(name: str) -> bool:
    """Whether a name has three or more members, all of one length (照镜子、正衣冠、洗洗澡、治治病)."""
    lengths = [len(part) for part in name.split("、")]
    return len(lengths) > 2 and len(set(lengths)) == 1 and lengths[0] < 7


def _parallel(name: str) -> bool:
    """Whether the name is built of members of much the same length (延链、补链、强链), or of several that begin alike.

    >>> _parallel("海纳百川、力争上游"), _parallel("好，我们一起去看看吧")
    (True, False)
    """
    if not _PARTS.search(name):
        return False
    parts = [part for part in _PARTS.split(name) if part]
    lengths = [len(part) for part in parts]
    if len(lengths) > 2 and max(lengths) < 9 and len({part[0] for part in parts}) == 1:
        return True
    if len(lengths) < 2 or max(lengths) > 12 or max(lengths) - min(lengths) > 2:
        return False
    return min(lengths) >= 2 or len(lengths) > 2
