"""When a document without a date must have been written, from what it names: the interval, and the clue for each end.

A text is later than the meetings it speaks of as held, the slogans it uses and the days it tells of, and earlier than
the meetings and years it still awaits. A report that says to which session it is given was written for its days.
A clue is a reading of words, not a proof: each is shown with its place, and those that the others rule out are kept
apart.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from kg._numbers import value
from kg.analyse.method import Method
from kg.graph._arrow import table
from kg.lexicon import Lexicon, Meeting
from kg.link import sets
from kg.records import Analysis, Mention, schema

if TYPE_CHECKING:
    import pyarrow as pa

NUMBER: Final = "(?:[0-9]{1,3}|[〇零一二三四五六七八九十百]{1,7})"
FOUR: Final = "(?:[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3})"

_AWAITED: Final = re.compile(
    "(?:迎接|喜迎|筹备|开好|即将召开的?|将要?[^。；，]{0,8}召开的?|将[在于][^。；]{0,8}|提交|提请|准备召开)$"
)
_TO_COME: Final = re.compile("(?:即将|将[于在要]|召开前|召开之前|前夕|胜利召开(?!以来|后|之后|以后|了|，)|的?筹备)")
_GIVEN: Final = re.compile("(?:作|提出|提交|做|报告)")
_HEARD: Final = re.compile("(?:认真)?(?:听取|审议|讨论)|上的?(?:讲话|报告|致辞)|公报|的?决议|关于")
_DONE: Final = re.compile(
    "(?:和[^。；，]{2,12})?(?:精神|上(?!午)|以来|以后|之后|后|闭幕|通过|决定|确定|报告|提出|作出|强调|指出|部署|批准|选举|产生|总结|召开以来|对|明确|就|把|的(?:部署|要求|决策|精神|报告|战略|决定|召开))"
)
_AT: Final = re.compile("(?:参加|出席|列席)$")
_LEAD: Final = {"中国共产党全国代表大会": 400}
_LEADS: Final = 60
"""Days before it begins in which a meeting is spoken of without more words; a Party congress is called a year before."""

_OPENING: Final = 300
"""Characters at the head of a text in which a meeting that it belongs to is named."""

_DAY: Final = re.compile(f"(?P<y>{FOUR})年(?P<m>{NUMBER})月(?P<d>{NUMBER})日(?!起|前|之前|截止|施行|至)")
_LATER: Final = re.compile("(?:将[于在]|定于|(?<!截)[至到]|自|从)$")
_PAST: Final = re.compile(f"(?:过去的|回顾|截至)(?P<y>{FOUR})年|(?P<z>{FOUR})年(?:以来|(?:的)?工作回顾)")
_PLAN: Final = re.compile(
    f"(?P<y>{FOUR})年[^。，；\n]{{0,8}}?(?:工作安排|工作打算|工作任务|主要任务|总体要求|(?:主要)?预期目标|重点工作|工作要点|总体部署|总体思路|工作总体)"
)
_AIM: Final = re.compile(
    f"(?:力争|争取|确保|计划|预计|目标是|，|。|；)(?:到|至)(?P<y>{FOUR})年(?:底|末)?，?[^。；]{{0,40}}?(?:要|将|力争|争取|达到|基本|全面)"
)
_EVENT: Final = "|".join(
    (
        "中国共产党(?:成立|诞生)|建党|党的生日|我们党成立", "中华人民共和国成立|新中国成立|建国|国庆", "改革开放", "长征胜利",
        "抗日战争(?:暨世界反法西斯战争)?胜利|抗战胜利", "香港(?:回归|特别行政区)", "澳门(?:回归|特别行政区)", "五四运动", "辛亥革命",
        "人民代表大会(?:制度)?(?:成立|建立)|全国人民代表大会成立", "人民政协成立|人民政治协商会议成立", "人民解放军建军|建军|人民军队",
    )
)  # fmt: skip
_ANNIVERSARY: Final = re.compile(f"(?P<event>{_EVENT})[^。；，]{{0,6}}?(?P<n>{NUMBER})周年")
_NOW: Final = re.compile("(?:今年|今天)[^。；！\n]{0,24}$")
_TO_BE: Final = re.compile("(?:到|世纪)[^。；！\n]{0,16}$")
_EVENTS: Final = (
    ("共产党|建党|党的生日|我们党", 1921), ("中华人民共和国|新中国|建国|国庆", 1949), ("改革", 1978), ("长征", 1936), ("抗日|抗战", 1945),
    ("香港", 1997), ("澳门", 1999), ("五四", 1919), ("辛亥", 1911), ("人民代表大会", 1954), ("政协|政治协商", 1949), ("建军|军队", 1927),
)  # fmt: skip
_FIVE_YEARS: Final = re.compile(
    '今年是[^。；]{0,40}?[“"]?(?P<plan>二?十[一二三四五六]?五|[一二三四五六七八九]五)[”"]?(?:规划|计划|时期)?(?:实施)?的?(?:第(?P<n>[一二三四五])年|(?P<first>开局|起步|头一年)|(?P<last>收官|最后一年))'
)
_LEADER: Final = re.compile("以(?P<who>江泽民|胡锦涛|习近平)(?:同志)?为(?P<as>核心|总书记)的党中央")
_TERMS: Final = {
    ("江泽民", "核心"): ("1989-06-24", "2002-11-15"),
    ("胡锦涛", "总书记"): ("2002-11-15", "2012-11-15"),
    ("习近平", "总书记"): ("2012-11-15", "2016-10-27"),
    ("习近平", "核心"): ("2016-10-27", ""),
}
"""The days between which texts speak so of the Central Committee that leads: elections, and the Sixth Plenum of 2016."""


@dataclass(frozen=True, slots=True)
class Clue:
    """What tells that a text was written from `earliest` or until `latest` (ISO days, "" for open), and where it stands."""

    rule: str
    earliest: str
    latest: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Interval:
    """The days between which a text was written, open where "", with the clues for it and those that it rules out."""

    earliest: str
    latest: str
    clues: tuple[Clue, ...]
    against: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """An interval as a row: `from_clue` and `until_clue` are the words that set its ends."""

    doc: str
    earliest: str
    latest: str
    from_clue: str
    until_clue: str


METHOD: Final = Method(
    "the days between which a text was written: the latest of the beginnings and the earliest of the ends that its words tell",
    "a text is later than the meetings, slogans and days that it speaks of as past, and earlier than those it awaits; the "
    "lexicon's dates are right",
)


def row(doc: str, found: Interval) -> Dated:
    """The interval of a document, with the first clue for each end; an end that nothing tells is "".

    >>> row("a.txt", Interval("2021-01-01", "", (Clue("day", "2021-01-01", "", "2021年1月1日", 0, 9),))).from_clue
    '2021年1月1日 (day)'
    """
    ends = (
        next((f"{c.text} ({c.rule})" for c in found.clues if c.earliest == found.earliest != ""), ""),
        next((f"{c.text} ({c.rule})" for c in found.clues if c.latest == found.latest != ""), ""),
    )
    return Dated(doc, found.earliest, found.latest, *ends)


def rows(found: Sequence[Dated]) -> pa.Table:
    """The intervals as an Arrow table, `schema(Dated)`, in their order, with `METHOD`."""
    return METHOD.on(table(schema(Dated), found))


def interval(analysis: Analysis, lexicon: Lexicon) -> Interval:
    """When a document was written, from what stands in its text; its own date, title and file name are not looked at.

    The latest of the clues for `earliest` holds; of those for `latest`, the earliest that does not contradict it.

    >>> from kg import annotate_text
    >>> found = interval(annotate_text("今年是中国共产党成立100周年，我们迎接党的二十大。"), Lexicon())
    >>> found.earliest, found.latest, found.clues[0].rule
    ('2021-01-01', '2021-12-31', 'anniversary')
    """
    clues = sorted(_clues(analysis, lexicon), key=lambda clue: (clue.start, clue.rule))
    given = [clue for clue in clues if clue.earliest and clue.latest]
    earliest = _start(clues, given)
    sound = [clue for clue in clues if clue.latest and clue.latest >= earliest]
    latest = min((clue.latest for clue in sound), default="")
    ends = tuple(clue for clue in clues if clue.earliest == earliest != "" or (clue.latest == latest != ""))
    ruled_out = tuple(
        clue
        for clue in clues
        if (clue.latest and clue.latest < earliest) or (latest and clue.earliest and clue.earliest > latest)
    )
    return Interval(earliest, latest, ends, ruled_out)


def _start(clues: list[Clue], given: list[Clue]) -> str:
    """The latest beginning; not later than what a clue to both ends allows, for those are read from plainer words."""
    bound = max((clue.latest for clue in given), default="9999")
    return max((clue.earliest for clue in clues if clue.earliest <= bound), default="")


def _clues(analysis: Analysis, lexicon: Lexicon) -> Iterator[Clue]:
    text = analysis.document.text
    yield from _meetings(analysis, lexicon)
    for mention in analysis.mentions:
        if mention.type == "SLOGAN":
            slogan = lexicon.slogans.get(mention.text)
            if slogan and len(slogan.since) >= 4 and slogan.confidence == "high" and mention.kind != "quoted":
                yield Clue("slogan", _first(slogan.since), "", mention.text, mention.start, mention.end)
    for rule in (_days, _plans, _years, _anniversaries, _five_years, _leaders):
        yield from rule(text)


def _first(day: str) -> str:
    return (day + "-01-01")[:10]


def _last(day: str) -> str:
    if len(day) == 7:
        return f"{day}-{monthrange(int(day[:4]), int(day[5:]))[1]}"
    return (day + "-12-31")[:10]


def _meetings(analysis: Analysis, lexicon: Lexicon) -> Iterator[Clue]:
    """Meetings held, awaited, or at which the text itself is given; one awaited once is awaited throughout."""
    text, found = analysis.document.text, []
    starts = {sentence.start for sentence in analysis.sentences}
    titles = [sentence for sentence in analysis.sentences if sentence.role == "title"]
    for mention in analysis.mentions:
        held = _held(mention, lexicon) if mention.type == "MEETING" else None
        if held:
            opening = mention.start < _OPENING and mention.start in starts
            opening = opening or any(title.start <= mention.start < title.end for title in titles)
            found.append((mention, held, _said(mention, text, opening)))
    awaited = {held.name for _, held, rule in found if rule == "meeting to come"}
    for mention, held, rule in found:
        if rule == "meeting held" and held.name in awaited:
            continue
        first = "" if rule == "meeting to come" else _first(held.start)
        present = _AT.search(text, max(0, mention.start - 6), mention.start)
        if rule == "meeting held" and not (present or _DONE.match(text, mention.end)):
            days = _LEAD.get(held.series, _LEADS)
            rule, first = f"meeting named, from {days} days before it", _before(first, days)
        last = "" if rule.startswith(("meeting held", "meeting named")) else _last(held.end or held.start)
        yield Clue(rule, first, last, mention.text, mention.start, mention.end)


def _before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def _said(mention: Mention, text: str, opening: bool) -> str:
    """What the words around a meeting say of it; `opening`: it stands in the title, or opens the text."""
    before = text[max(0, mention.start - 14) : mention.start].rstrip("“‘")
    after = text[mention.end : mention.end + 24]
    if (before.endswith("向") and _GIVEN.match(after)) or (opening and _HEARD.match(after)):
        return "given at"
    return "meeting to come" if _AWAITED.search(before) or _TO_COME.match(after) else "meeting held"


def _held(mention: Mention, lexicon: Lexicon) -> Meeting | None:
    """The dated meeting that a mention names; of a row (二中、三中全会) the last, of every one (历次) the second."""
    several = sets.members(mention.canonical, lexicon)
    which = (
        several[1:2]
        if "历次" in mention.text
        else several[:1]
        if "届全国人民代表大会" in mention.canonical
        else several[-1:]
    )
    names = (mention.entity.partition(":")[2], mention.canonical, *which)
    found = (lexicon.meetings.get(each) for each in names)
    return next((meeting for meeting in found if meeting and meeting.start), None)


def _days(text: str) -> Iterator[Clue]:
    """Days told of, which have passed."""
    for match in _DAY.finditer(text):
        told = _day(value(match["y"]), value(match["m"]), value(match["d"]))
        if told and not _LATER.search(text, max(0, match.start() - 4), match.start()):
            yield _clue("day", told, "", match)


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # no day of the calendar
        return ""


def _plans(text: str) -> Iterator[Clue]:
    """The work of a year laid out: written in it, or late in the year before."""
    for match in _PLAN.finditer(text):
        year = value(match["y"])
        yield _clue("plan of the year", f"{year - 1}-10-01", f"{year}-12-31", match)


def _years(text: str) -> Iterator[Clue]:
    """Years looked back on, and years still to come."""
    for match in _PAST.finditer(text):
        yield _clue("year past", f"{value(match['y'] or match['z'])}-01-01", "", match)
    for match in _AIM.finditer(text):
        if "了" not in match.group():
            yield _clue("aim", "", f"{value(match['y'])}-12-31", match)


def _anniversaries(text: str) -> Iterator[Clue]:
    """今年是…一百周年; without 今年 it may be that it was being prepared."""
    for match in _ANNIVERSARY.finditer(text):
        floor = max(0, match.start() - 26)
        if _TO_BE.search(text, floor, match.start()):
            continue
        base = next(year for event, year in _EVENTS if re.search(event, match["event"]))
        year = base + value(match["n"])
        if _NOW.search(text, floor, match.start()):
            yield _clue("anniversary", f"{year}-01-01", f"{year}-12-31", match)
        else:
            yield _clue("anniversary", f"{year - 1}-01-01", "", match)


def _five_years(text: str) -> Iterator[Clue]:
    """今年是“十四五”开局之年."""
    for match in _FIVE_YEARS.finditer(text):
        plan = value(match["plan"].removesuffix("五"))
        first = 1981 + 5 * (plan - 6) if plan >= 6 else {1: 1953, 2: 1958, 3: 1966, 4: 1971, 5: 1976}[plan]
        year = first + (value(match["n"]) - 1 if match["n"] else 0 if match["first"] else 4)
        yield _clue("five-year plan", f"{year}-01-01", f"{year}-12-31", match)


def _leaders(text: str) -> Iterator[Clue]:
    """Who the Central Committee is said to be led by."""
    for match in _LEADER.finditer(text):
        if term := _TERMS.get((match["who"], match["as"])):
            yield _clue("leader", *term, match)


def _clue(rule: str, earliest: str, latest: str, match: re.Match[str]) -> Clue:
    return Clue(rule, earliest, latest, match.group(), match.start(), match.end())
