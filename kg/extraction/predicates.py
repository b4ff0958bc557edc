"""The verb that governs a slogan: 增强“四个意识” → 增强."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kg.extraction.spans import Span
from kg.extraction.verbs import GOVERNING, MAKING, NEAR, TRANSITIVE

REACH = 60
"""Characters from a slogan within which its verb stands."""
_CLAUSE = re.compile("[，。；：！？\n\x00（）]")
_FLOOR = re.compile(f"(?s:.*){_CLAUSE.pattern}")
"""The text up to where its last clause begins."""
_ASPECTS = "了 着 好 过 出 起 到 以 下 成 起来 一下".split()
_LIGHT = "党的 党中央 中央 我国 我们的 新时代 中国 的 全国 全党 全省 全市 好 一个 这一 “ ‘ 《".split()
_PARTICLE = re.compile(f"(?:{'|'.join(_ASPECTS)})?(?:{'|'.join(_LIGHT)}|\\s)*$")
"""What may stand between a verb and its object."""
_TAILS = frozenset(word[-1] for word in (*_ASPECTS, *_LIGHT))
_PREPOSITION = re.compile("(?:对|对于|以|为|关于|按照|根据|用|(?<![双导方动面志意转流走取])向|从|在|由|经|作为)[“‘]?$")
_WHOSE = re.compile("(?:习近平(?:总书记|主席|同志)?|总书记|(?<![民共产政])党)关于$")
"""What stands before the name of a thought and says whose it is."""
_LEAD = 8
"""Characters of the longest of these."""
_DISPOSAL = re.compile("(?:把|将)(?:坚持)?[“‘]?$")
_NUMBERED = re.compile("(?:^|\n)\\s*[［\\[（(]?[0-9]{1,3}[］\\]）)]?[.．、]?\\s*(?![0-9])")
_FROM = re.compile("从(?![严而中来容优重快事])")
_COLON = re.compile("[”’]?[\u4e00-\u9fff]{0,8}：")
_DISPOSED = re.compile("(?s:.*)(?<![一两几这那每])把(?![握关脉控守手])")
"""The text up to behind its last 把."""
_RIGHT = re.compile(
    "作为|当[作成]|看[作成]|视[为作]|称[为作]|叫[做作]|[定列奉]为|变[为成]|化为|贯彻|落实|贯穿|融入|体现|摆在|放在|用[在于]|"
    "落到|转化|写进|写入|载入|纳入|列入|推向|引向|进行"
)
"""Verbs that take up an object put before them by 把, whatever follows."""
_TAKING = re.compile("(?=([\u4e00-\u9fff]{2})(?:[为到于给向好]|成(?![果绩效就本员功])|起来|下去|出来|开来))")
"""What may be another, with the complement that it then has."""
_APPOSED = re.compile("[”’]?，(?=[\u4e00-\u9fff]{2}为)")
"""The comma between an object with another name and its verb (把…的理论——…，确立为)."""
_ADOPTED = ("审议通过", "表决通过", "会议通过", "讨论通过", "一致通过", "大会通过", "全会通过", "投票通过")
"""通过 is a verb where something is adopted, elsewhere a preposition."""
_HELD = re.compile("坚持以[“‘]?$")
_ELSEWHERE = re.compile(
    "(?<!特别)(?<!尤其)是|靠|(?:^|[^相面针])对(?!口|外)|关于|按照|(?:^|[^可足所得难加予])以(?!及|来|下|上)"
)
"""What between a verb and a slogan shows that the verb governs something else."""
_IS = re.compile("是(?<!特别是)(?<!尤其是)(?<!但是)(?![否非])")
"""What between two slogans makes one the subject and the other what is said of it (建设…是…的目标)."""
_VERBS = GOVERNING | NEAR | TRANSITIVE
_SURE = frozenset(word for word in GOVERNING | TRANSITIVE if len(word) > 1) - {"创新"}
"""Verbs wherever they stand; 创新 is as often the end of a noun (科技创新)."""
_ASPECT = frozenset("了着过")
_MADE = frozenset(word for word in _VERBS | MAKING if len(word) > 1)
"""Verbs before a complement."""
_COMPLEMENTS = frozenset("起为于成到出入")
"""Characters that are the complement of the verb before them, where one stands there, rather than the end of a verb."""
_ATTRIBUTE = re.compile("的|、|以来|以后|之后|阶段|(?:[时后中到]|[初前时]期)[“‘]?$")
"""What shows that a verb is in an attribute or an adverbial rather than over what follows."""
_MODAL = re.compile("(?:[能要会]|以后|之后|[时后])$")
"""What shows that a slogan is itself the verb of a clause, or that one of time ends before it."""
_GATED = frozenset(("建设", "创新"))
"""Verbs that govern over modifiers where a word begins with them."""
_FAR = GOVERNING - _GATED
"""Verbs that govern over modifiers wherever they stand."""
_WORD = max(map(len, _VERBS))
_ENDS = frozenset(word[-1] for word in _VERBS)
_NO_VERB = ("的", "者", "力", "性", "业", "型", "化", "、", "，", "等", "不移", "不懈", "药", "特别", "尤其", "度")
"""What makes a verb before it another word, or the end of one."""
_NOUNS = frozenset("大学 大树 大举 力学 地学 民办 民建 并行 并举 在建 可行 就学".split())
"""Words that end in what alone is a verb."""
_ORGANS = tuple(
    f"{who}组织" for who in "党 团 群团 社会 合作 经济 基层 各级 上级 下级 妇女 国际 行业 村级 自治 群众 志愿".split()
)
"""Bodies, whose name ends in what alone is a verb."""
_JOINED = re.compile("(?:和|及|以及|或)[“‘]?")
"""What alone between a word and a slogan makes of the word the noun before it in a row (社会组织和“…”)."""
_WITH = re.compile("与[“‘]?")
"""The preposition alone between a verb and a slogan (健全与…相适应的机制)."""
_CAMPAIGN = re.compile("[”’]?(?:精神)?(?:主题教育|学习教育|专题教育|教育实践活动|主题活动|专项行动)[、和与及]")
_INSIDE = re.compile(
    "(?:、|(?<=开展)|(?<=推进)|(?<=抓好)|(?<=搞好))(?:(?:深入|认真)?(?:学习|宣传|贯彻|落实|践行|执行|和|与)){1,3}[“‘]?(?:中央)?$"
)
"""The verb within the name of a campaign that stands in a row with others (开展学习贯彻…主题教育、…), and what stands before it."""
_MARKS = "“‘《 "
# Marks, conjunctions, modal verbs, pronouns and prepositions behind which a new word begins: closed classes of grammar.
_LOOSE = frozenset("、，；：和与及并要能须应不已来去再就可以地大力为是了我们民把将在于宜照着")
# Adverbs and phrases before a verb; of the first thirty no record was kept of the texts they were taken from.
_ADVERBS = tuple(
    "坚定不移 始终 必须 继续 共同 努力 积极 稳步 坚决 不断 加快 更好 全面 深入 扎实 着力 切实 持续 要求 允许 坚持不懈 驰而不息 始终不渝 认真 严格 大力 自觉 带头 怎样 如何 "
    "指出 表示 认为 坚信 新时代 进一步 严厉 充分 正在 已经 一直 逐步 着重 具体 正式 首次 再次 全力 奋力 有效 主动 永远 紧紧 牢牢 彻底 广泛 从严 依法 "
    "首先 重点 主要 优先 普遍 亲自 集中 一致 及时 反复 经常 应当 应该 需要 决定 率先 随即 随后 重新 先后 分别 相继 大胆 热情 一贯 一向 历来 公开 统一".split()
)


def verbs(text: str, spans: Sequence[Span], lists: Mapping[int, int] = MappingProxyType({})) -> list[str]:
    """The governing verb of each slogan among the spans of a cleaned text (in order), an empty string for the others.

    `lists` says where the list begins of a span that has its parts right before it: its verb stands before these.

    >>> line = "增强“四个意识”、坚定“四个自信”"
    >>> verbs(line, [Span(3, 7, "SLOGAN", "numeric", ""), Span(12, 16, "SLOGAN", "numeric", "")])
    ['增强', '坚定']
    """
    taken = [(span.start, span.end) for span in spans]
    for at, start in lists.items():
        taken[at] = (min(start, taken[at][0]), taken[at][1])
    for at, span in enumerate(spans):
        if "关于" in span.name and text.endswith("关于", 0, span.start):
            taken[at] = (_whose(text, span.start), span.end)
    return [_verb(text, at, taken) if span.type == "SLOGAN" else "" for at, span in enumerate(spans)]


def _whose(text: str, start: int) -> int:
    """Where what says whose a thought is begins before it (贯彻习近平总书记关于…的重要思想), or `start`."""
    whose = _WHOSE.search(text, max(0, start - _LEAD), start)
    return whose.start() if whose else start


def _verb(text: str, at: int, taken: list[tuple[int, int]]) -> str:
    start, end = taken[at]
    floor = _clause(text, start)
    if _entry(text, floor, start, end):
        return ""
    if _DISPOSAL.search(text, max(floor, start - 5), start):
        return _after(text, end, "坚持" if text[max(floor, start - 6) : start].rstrip("“‘").endswith("坚持") else "")
    return _before(text, at, floor, taken) or _disposed(text, floor, start, end)


def _before(text: str, at: int, floor: int, taken: list[tuple[int, int]]) -> str:
    """The verb before the span at index `at`, or before the spans that it stands in a row with."""
    place = taken[at][0]
    while place > floor:
        if found := _adjacent(text, floor, place):
            return found
        if _PREPOSITION.search(text, max(floor, place - 4), place):
            return "坚持" if _HELD.search(text, max(floor, place - 4), place) else ""
        left = _previous(taken, at, floor, place)
        gap = left[1] if left else floor
        found = _distant(text, gap, place)
        if found:
            return found
        if not left or _IS.search(text, gap, place):
            return ""
        place, at = left[0], at - 1
        if _CAMPAIGN.match(text, left[1]) and (inside := _INSIDE.search(text, floor, place)):
            place, at = _first(taken, at, inside.start())
    return ""


def _first(taken: list[tuple[int, int]], at: int, place: int) -> tuple[int, int]:
    """The place, and the index of the span behind it; the beginning of the span that ends there, if one does."""
    while at and taken[at - 1][1] > place:
        at -= 1
    return (taken[at - 1][0], at - 1) if at and taken[at - 1][1] == place else (place, at)


def _entry(text: str, floor: int, start: int, end: int) -> bool:
    """Whether a slogan is in the head of a glossary's entry, which states nothing (10.优化环境“五个专项治理”：…)."""
    if not _COLON.match(text, end):
        return False
    number = _NUMBERED.search(text, max(0, floor - 6), floor + 6)
    return bool(number and number.end() <= start)


def _clause(text: str, start: int) -> int:
    """Where the clause of a place begins."""
    floor = max(0, start - REACH)
    before = _FLOOR.match(text, floor, start)
    return before.end() if before else floor


def _previous(taken: list[tuple[int, int]], at: int, floor: int, place: int) -> tuple[int, int] | None:
    """The span before the one at index `at`, if it lies in the same clause."""
    if at and taken[at - 1][0] >= floor and taken[at - 1][1] <= place:
        return taken[at - 1]
    return None


def _adjacent(text: str, floor: int, place: int) -> str:
    """The verb that ends right before `place`, but for particles and light modifiers."""
    left = text[floor:place]
    if left[-1] not in _TAILS and not left[-1].isspace():
        return _last_verb(left, 1) or _completed(left)
    tail = _PARTICLE.search(left)
    stem = left[: tail.start()] if tail else left
    if tail and "的" in tail.group() and tail.group().replace("党的", "").replace("我们的", "").count("的"):
        return ""
    if tail and tail.group().startswith("好") and len(stem) > 1 and stem[-2:] in GOVERNING:
        return stem[-2:]  # 运用好, not 用好
    if tail and tail.group().startswith("到") and _FROM.search(left):
        return ""
    bare = left.rstrip(_MARKS)
    if bare == stem:
        return _last_verb(stem, 1) or _completed(stem)
    return _last_verb(bare, 2) or _completed(bare) or _last_verb(stem, 1, aspect=left[len(stem)] in _ASPECT)


def _completed(stem: str) -> str:
    """The verb before 为 or 于 at the end of `stem`: what something is made into (确立为), or is directed to (着眼于)."""
    if stem[-1:] not in ("为", "于"):
        return ""
    word = stem[-3:-1]
    return word if word in (MAKING if stem[-1] == "为" else _SURE) else ""


def _last_verb(stem: str, least: int, *, aspect: bool = False) -> str:
    """The longest verb of at least `least` characters that `stem` ends in; before a particle of aspect none is a noun."""
    if stem[-1:] not in _ENDS:
        return ""
    for length in range(min(_WORD, len(stem)), least - 1, -1):
        word = stem[-length:]
        if word in _VERBS:
            if word == "通过":
                sure = stem.endswith(_ADOPTED)
            else:
                noun = stem[-2:] in _NOUNS if length == 1 else word == "组织" and stem.endswith(_ORGANS)
                sure = (
                    (word in _SURE and not noun) or (aspect and length > 1) or (not noun and _starts_word(stem, length))
                )
            if sure:
                return _whole(stem, word)
    return ""


def _whole(stem: str, word: str) -> str:
    """The verb at the end of `stem`, not its end and a complement (转化为, not 化为)."""
    longer = stem[-3:-1]
    return longer if word in TRANSITIVE and word[-1] in _COMPLEMENTS and longer in _MADE else word


def _starts_word(stem: str, length: int) -> bool:
    """Whether the last `length` characters of `stem` are a verb of their own rather than a noun or its end."""
    before = stem[:-length]
    return not before or before[-1] in _LOOSE or before.endswith(_ADVERBS) or before[-2:] in _SURE


def _distant(text: str, floor: int, place: int) -> str:
    """The nearest governing verb in `text[floor:place]` that is not part of a relative clause (…的)."""
    for at in range(place - 2, floor - 1, -1):
        word = text[at : at + 2]
        if word == "组织" and text.endswith(_ORGANS, floor, at + 2):
            continue
        if word in _FAR or (word in _VERBS and _reaches(text, word, at, floor, place)):
            rest = text[at + 2 : place]
            if (
                rest.startswith(_NO_VERB)
                or _JOINED.fullmatch(rest)
                or _closes(text, at, floor)
                or (text[at - 1 : at] == "以" and "为" in rest)
            ):
                continue
            return "" if _ELSEWHERE.search(rest) or _WITH.fullmatch(rest) else word
    return ""


def _reaches(text: str, word: str, at: int, floor: int, place: int) -> bool:
    """Whether a verb that governs in some places only governs over what stands behind it before `place`."""
    if word in _GATED and _starts_word(text[floor : at + 2], 2):
        return True
    if text[at + 2] in "了着":
        return _MODAL.search(text, at + 2, place) is None
    if word not in TRANSITIVE or (at > floor and text[at - 1 : at + 1] in _MADE and word[-1] in _COMPLEMENTS):
        return False
    return _ATTRIBUTE.search(text, at + 2, place) is None


def _closes(text: str, at: int, floor: int) -> bool:
    """Whether the word at `at` is the head noun after a closing mark (“四个机关”建设) rather than a verb."""
    return at > floor and text[at - 1] in "”’》"


def _after(text: str, end: int, default: str) -> str:
    """The verb that takes up an object put before it by 把: 把…作为."""
    if default:
        return default
    apposed = _APPOSED.match(text, end)
    end = apposed.end() if apposed else end
    clause = _CLAUSE.search(text, end, end + REACH)
    stop = clause.start() if clause else min(len(text), end + REACH)
    found = _RIGHT.search(text, end, stop)
    first = found.start() if found else stop
    for match in _TAKING.finditer(text, end, stop):
        if match.start() >= first:
            break
        if match.group(1) in _MADE:
            return match.group(1)
    return found.group() if found else ""


def _disposed(text: str, floor: int, start: int, end: int) -> str:
    """The verb that takes up the object that a slogan is part of, put before it by 把: 把党的群众路线贯彻到."""
    before = _DISPOSED.match(text, floor, start) if text.find("把", floor, start) >= 0 else None
    if not before or _ELSEWHERE.search(text, before.end(), start):
        return ""
    return _after(text, end, "")
