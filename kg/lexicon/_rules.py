"""What makes an entry of the lexicon wrong: one small function a rule, in the registry `RULES` by class of entry."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.lexicon.entries import Body, Lexicon, Meeting, Series, Slogan

KINDS = ("numeric", "doctrine", "quoted")
CONFIDENCE = ("high", "medium", "low")
LEVELS = ("central", "province", "city", "county", "township", "village")
DOMAINS = tuple(
    "党的建设 思想理论 政治 反腐败 法治 人大 统战 经济 改革开放 三农 社会民生 文化 科教 生态 军事 外交 港澳台 历史运动 地方".split()
)
VERBS = tuple(
    "坚持 发展 加强 推进 推动 贯彻 落实 实现 促进 构建 建设 建立 树立 践行 深化 实施 打好 打赢 维护 打造 完善 弘扬 巩固 开展 坚定 增强 守住".split()
)
HEADS = tuple("精神 工作 要求 建设 活动 教育 理念 战略 思想 理论 政策 方针 行动 目标 任务 运动 斗争 原则 成果".split())
CORE = tuple(
    "高质量发展 中国式现代化 乡村振兴 脱贫攻坚 共同富裕 全面从严治党 全面深化改革 新发展理念 新发展格局 供给侧结构性改革 生态文明建设".split()
)
COMMON = frozenset(
    "统一思想 提高认识 抓好落实 真抓实干 艰苦奋斗 求真务实 与时俱进 加强领导 深化改革 扩大开放 改善民生 "
    "依法行政 经济发展 社会稳定 科技创新 文化建设 对外开放 国际合作 工作要求 指导思想 基本原则 总体要求".split()
)

_LETTERS = "a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_SEPARATORS = str.maketrans("", "", "、，；·　 \n")
_AND = str.maketrans("", "", "和与及、，；·　 \n")
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2, "双": 2}


@dataclass(frozen=True)
class Context:
    """All entries that a lexicon holds, by what the rules look up."""

    lexicon: Lexicon
    owners: Mapping[str, frozenset[str]] = field(init=False)
    """Every writing of a slogan, without separators, to the names of the entries that claim it."""
    held: Mapping[str, frozenset[str]] = field(init=False)
    """Every writing of a meeting or series to the names of the entries that claim it."""
    bare: frozenset[str] = field(init=False)
    """The writings recognised outside quotation marks."""
    numeric: frozenset[str] = field(init=False)
    """Those of them that count."""

    def __post_init__(self) -> None:
        owners: dict[str, frozenset[str]] = {}
        for slogan in self.lexicon.slogans.values():
            for writing in (slogan.name, *slogan.aliases):
                owners[plain(writing)] = owners.get(plain(writing), frozenset()) | {slogan.name}
        meetings: dict[str, frozenset[str]] = {}
        entries: list[Meeting | Series] = [*self.lexicon.meetings.values(), *self.lexicon.series.values()]
        for entry in entries:
            for writing in (entry.name, *entry.aliases):
                meetings[writing] = meetings.get(writing, frozenset()) | {entry.name}
        object.__setattr__(self, "held", meetings)
        bare = [slogan for slogan in self.lexicon.slogans.values() if slogan.bare]
        numeric = [slogan for slogan in bare if slogan.kind == "numeric"]
        object.__setattr__(self, "owners", owners)
        object.__setattr__(self, "bare", frozenset(w for s in bare for w in (s.name, *s.aliases)))
        object.__setattr__(self, "numeric", frozenset(w for s in numeric for w in (s.name, *s.aliases)))


Rule = Callable[[Any, Context], Iterator[str]]


def plain(name: str) -> str:
    """A name without what separates its members.

    >>> plain("学党章党规、学系列讲话，做合格党员")
    '学党章党规学系列讲话做合格党员'
    """
    return name.translate(_SEPARATORS)


def vocabularies(slogan: Slogan, context: Context) -> Iterator[str]:
    """Values outside their list."""
    choices = {"kind": KINDS, "domain": DOMAINS, "level": LEVELS, "confidence": CONFIDENCE}
    for name, allowed in choices.items():
        value = getattr(slogan, name)
        if value not in allowed and (value or name != "domain"):
            yield f"{name} {value!r}: choose from {', '.join(allowed)}"
    if slogan.kind == "quoted" and slogan.bare:
        yield "kind quoted with bare = true: what is recognised without quotation marks is a doctrine"
    if slogan.headed and (slogan.kind != "doctrine" or not slogan.bare):
        yield "headed = true is for a doctrine that is recognised without quotation marks"


def placed(slogan: Slogan, context: Context) -> Iterator[str]:
    """No domain, which an entry of a user may do without."""
    if not slogan.domain:
        yield f"domain '': choose from {', '.join(DOMAINS)}"


def counts(slogan: Slogan, context: Context) -> Iterator[str]:
    """A numeral that the parts do not bear out."""
    if slogan.kind != "numeric":
        return
    found = numerals(slogan.name)
    if not found and not re.search("[百千万亿]", slogan.name):
        yield "kind numeric, but the name holds no numeral"
    elif slogan.parts and slogan.counting and [len(slogan.parts)] != found[:1]:
        yield f"{len(slogan.parts)} parts, which is not what the name counts: correct them, or say counting = false"
    if len(set(slogan.parts)) < len(slogan.parts):
        yield "a part stands twice"


def numerals(name: str) -> list[int]:
    """The numerals of a name, each small one apart.

    >>> numerals("两不愁三保障"), numerals("十三个坚持"), numerals("1310"), numerals("百千万工程")
    ([2, 3], [13], [1310], [])
    """
    found: list[int] = []
    for token in re.findall("[0-9]+|[一二两双三四五六七八九]?十[一二三四五六七八九]?|[一二两双三四五六七八九]", name):
        tens, ten, ones = token.partition("十")
        value = (_DIGITS[tens] if tens else 1) * 10 + _DIGITS.get(ones, 0) if ten else _DIGITS.get(token, 0)
        found.append(int(token) if token.isascii() else value)
    return found


def syllables(slogan: Slogan, context: Context) -> Iterator[str]:
    """Pinyin of another number of syllables than the name has characters."""
    spoken = len(re.findall(f"[{_LETTERS}]+(?![+0-9])", re.sub("[A-Z]+", "", slogan.pinyin)))
    written = len(re.findall("[\u4e00-\u9fff]", slogan.name))
    if slogan.pinyin and spoken != written:
        yield f"pinyin {slogan.pinyin!r} has {spoken} syllables, the name {written} characters"


def impossible(entry: Any) -> Iterator[str]:
    """An empty name, a kind or a date that is none: nothing can be made of such an entry."""
    for place in ("name", "aliases", "short"):
        value = getattr(entry, place, ())
        for writing in (value,) if isinstance(value, str) else value:
            if not plain(writing):
                yield f"{place} {writing!r} is empty"
    if isinstance(entry, Slogan) and entry.kind not in KINDS:
        yield f"kind {entry.kind!r}: choose from {', '.join(KINDS)}"
    yield from _undated(entry)


def dates(entry: Slogan | Meeting, context: Context) -> Iterator[str]:
    """Dates that are none, or end before they start."""
    yield from _undated(entry)
    if isinstance(entry, Meeting) and entry.start and entry.end:
        shared = min(len(entry.start), len(entry.end))
        if entry.end[:shared] < entry.start[:shared]:
            yield f"ends ({entry.end}) before it starts ({entry.start})"


def _undated(entry: Any) -> Iterator[str]:
    for name in ("since", "start", "end"):
        value = getattr(entry, name, "")
        if value and not _date(value):
            yield f"{name} {value!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD"


def _date(value: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
        return False
    try:
        datetime.date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True


def references(slogan: Slogan, context: Context) -> Iterator[str]:
    """Names of other entries, and of what raised the slogan, that lead nowhere."""
    for name in ("supersedes", "superseded_by"):
        for other in getattr(slogan, name):
            if other not in context.lexicon.slogans or other == slogan.name:
                yield f"{name} {other!r} is no other entry"


def raised(slogan: Slogan, context: Context) -> Iterator[str]:
    """What raised a slogan is no meeting known and no document, or the meeting was not held on the day of `since`."""
    name = slogan.raised_at
    if not name or re.search("《.+》", name):
        return
    if name not in context.lexicon.meeting_names:
        yield f"raised_at {name!r} is no meeting known: add a [[meeting]]; a document stands in 《》"
    meeting = meeting_of(slogan, context.lexicon)
    if meeting and slogan.since and not within(slogan.since, meeting):
        yield f"since {slogan.since} is not in {meeting.name} ({meeting.start} – {meeting.end or meeting.start})"


def meeting_of(slogan: Slogan, lexicon: Lexicon) -> Meeting | None:
    """The meeting that raised a slogan; of a series the one held in the year of `since`."""
    name = lexicon.meeting_names.get(slogan.raised_at, slogan.raised_at)
    return lexicon.meetings.get(f"{slogan.since[:4]}年{name}") or lexicon.meetings.get(name)


def within(date: str, meeting: Meeting) -> bool:
    """Whether a date lies in the days of a meeting, as far as both are known.

    >>> within("2012-11", Meeting("甲", start="2012-11-08", end="2012-11-14")), within("2012-11-07", Meeting("甲", start="2012-11-08"))
    (True, False)
    """
    first, last = meeting.start, meeting.end or meeting.start
    return date[: len(first)] >= first[: len(date)] and date[: len(last)] <= last[: len(date)]


def writings(slogan: Slogan, context: Context) -> Iterator[str]:
    """Names and aliases that are marked, too short, everyday words, or claimed by another entry."""
    seen: set[str] = set()
    for writing in (slogan.name, *slogan.aliases):
        if writing != writing.strip():
            yield f"{writing!r} has blanks around it"
        elif re.search(r"[“”\"。\n]", writing):
            yield f"{writing!r} holds quotation marks or a full stop"
        elif len(plain(writing)) == 1:
            yield f"{writing!r} is one character"
        elif slogan.bare and writing in COMMON:
            yield f"{writing!r} is a common phrase: bare = false, or leave it out, unless all its uses are to be counted"
        if writing in seen:
            yield f"{writing!r} stands twice"
        seen.add(writing)
        for other in sorted(context.owners.get(plain(writing), frozenset()) - {slogan.name}):
            yield f"{writing!r} belongs to entry {other!r} too"


def wrapped(slogan: Slogan, context: Context) -> Iterator[str]:
    """A bare writing that is another one with a verb before it or a head noun after it, so that it hides the name.

    A name with parts of its own is a formulation of its own (两弹一星精神 beside 两弹一星).
    """
    own = {slogan.name, *slogan.aliases}
    for writing in (slogan.name, *slogan.aliases) if slogan.bare else ():
        stems = [writing[len(verb) :] for verb in VERBS if writing.startswith(verb)]
        stems += [writing[: -len(head)] for head in HEADS if writing.endswith(head)]
        for stem in stems:
            name = writing == slogan.name
            if stem in context.bare and not (name and (slogan.parts or stem in own)):
                yield f"{writing!r} is {stem!r} with a verb or a head noun added: leave it out, or bare = false"


def hiding(slogan: Slogan, context: Context) -> Iterator[str]:
    """A bare doctrine around a numeric name or a core doctrine, with nothing that shows it to be a name of its own."""
    if not slogan.bare or slogan.kind != "doctrine" or slogan.parts or slogan.english or slogan.since:
        return
    if any(wrapped(slogan, context)):
        return
    for inner in sorted(context.numeric | context.bare.intersection(CORE)):
        if inner in slogan.name and inner not in (slogan.name, *slogan.aliases):
            yield f"the name hides {inner!r} within it: bare = false (or parts, english or since, if it is established)"


def written_out(slogan: Slogan, context: Context) -> Iterator[str]:
    """An alias that is the parts one after the other.

    A name made of a character of each (一国两制) may have it, and one that does not count.
    """
    if slogan.kind != "numeric":
        return
    whole = "".join(slogan.parts).translate(_AND)
    for alias in slogan.aliases:
        folded = alias.translate(_AND)
        rest = iter(alias)
        if whole and folded == whole != slogan.name.translate(_AND) and not all(c in rest for c in slogan.name):
            yield f"{alias!r} is only the parts written out"


def held(meeting: Meeting, context: Context) -> Iterator[str]:
    """A meeting of no known series or confidence."""
    if meeting.series and meeting.series not in context.lexicon.series:
        yield f"series {meeting.series!r} is no [[series]]"
    if meeting.confidence not in CONFIDENCE:
        yield f"confidence {meeting.confidence!r}: choose from {', '.join(CONFIDENCE)}"


def names(entry: Meeting | Series, context: Context) -> Iterator[str]:
    """A name or alias that another meeting or series has."""
    for writing in (entry.name, *entry.aliases):
        for other in sorted(context.held.get(writing, frozenset()) - {entry.name}):
            yield f"{writing!r} belongs to {other!r} too"


def levels(body: Body, context: Context) -> Iterator[str]:
    """A body of no known level."""
    if body.level and body.level not in LEVELS:
        yield f"level {body.level!r}: choose from {', '.join(LEVELS)}"


RULES: Mapping[type, tuple[Rule, ...]] = {
    Slogan: (vocabularies, writings, counts, syllables, dates, references, raised, wrapped, hiding, written_out),
    Meeting: (dates, held, names),
    Series: (names,),
    Body: (levels,),
}
"""What is told of any entry, beside what is `impossible`."""

OURS: Mapping[type, tuple[Rule, ...]] = {Slogan: (placed,)}
"""What is told besides of an entry that comes with the package."""
