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

from kg.analyse._clues import Clue, of_words
from kg.analyse.method import Method
from kg.graph._arrow import table
from kg.lexicon import Lexicon, Meeting
from kg.link import sets
from kg.records import Analysis, Mention, schema

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["METHOD", "Clue", "Dated", "Interval", "interval", "row", "rows"]


_SOON: Final = "将|(?<![主重需必首次])要|拟|准备|打算|计划|预定|定于|适[当时]|明年|下半年|今后"
_AWAITED: Final = re.compile(
    f"(?:迎接|喜迎|筹备|开好|(?:{_SOON})[^。；，]{{0,10}}(?:召开|举行|举办)的?|将[在于][^。；]{{0,8}}|提交|提请"
    "|从(?:这次|现在|今天|今年|今后)[^。；，]{0,8}到)$"
)
_WILL: Final = "于|在|要|会|是|对|召开|举行|审议|听取|讨论|研究|选举|通过|作出|提出|制定|总结"
_SAYS: Final = "强调|指出|提出|决定|宣布|表示|要求|认为|报告|通过|确定|明确|部署|说"
_TO_COME: Final = re.compile(
    f"(?:即将|将(?:{_WILL})|(?:拟|定|预定|计划|准备)于|召开前|召开之前|前夕|胜利召开(?!以来|后|之后|以后|了|，)|的?筹备"
    f"|上，?(?:(?!{_SAYS})[^，。；、]){{0,8}}(?:将|拟|准备|打算)(?:{_WILL}))"
)
_UNTOLD_BEFORE: Final = re.compile("(?:[到至]|决定[^。；，]{0,8}(?:召开|举行)的?)$")
_UNTOLD_AFTER: Final = re.compile("之前|以前|前(?![后途进提列往景所沿])")
"""What tells neither that a meeting was held nor that it is to come: a term runs to it, it was called, or something was
before it."""

_GIVEN: Final = re.compile("(?:作|提出|提交|做|报告)")
_HEARD: Final = re.compile("(?:认真)?(?:听取|审议|讨论)|上的?(?:讲话|报告|致辞)|公报|的?决议|关于")
_DONE: Final = re.compile(
    "(?:和[^。；，]{2,12})?(?:精神|上(?!午)|以来|以后|之后|后|闭幕|通过|决定|确定|报告|提出|作出|强调|指出|部署|批准|选举|产生|总结|召开以来|对|明确|就|把|的(?:部署|要求|决策|精神|报告|战略|决定|召开))"
)
_AT: Final = re.compile("(?:参加|出席|列席)$")
_LEAD: Final = {"中国共产党全国代表大会": 400}
_LEADS: Final = 60
"""Days before it begins in which a meeting is spoken of without more words; a Party congress is called a year before."""

_BEFORE: Final = 20
"""Characters before a meeting in which its clause says whether it was held."""

_OPENING: Final = 300
"""Characters at the head of a text in which a meeting that it belongs to is named."""


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
    yield from of_words(text)


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
        if not rule or (rule == "meeting held" and held.name in awaited):
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
    """What the words around a meeting say of it, "" for nothing; `opening`: it stands in the title, or opens the text."""
    before = text[max(0, mention.start - _BEFORE) : mention.start].rstrip("“‘")
    after = text[mention.end : mention.end + 24]
    if (before.endswith("向") and _GIVEN.match(after)) or (opening and _HEARD.match(after)):
        return "given at"
    if _AWAITED.search(before) or _TO_COME.match(after):
        return "meeting to come"
    untold = _UNTOLD_AFTER.match(after) or (_UNTOLD_BEFORE.search(before) and not _DONE.match(after))
    return "" if untold else "meeting held"


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
