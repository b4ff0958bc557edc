"""Where the first member of a list begins: behind the verb that governs the list, or what else leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.extraction.lists import Pair
from kg.extraction.verbs import GOVERNING, NEAR

# Prepositions, particles and suffixes are the closed classes of grammar; (?!…) and (?<!…) keep off words that they are a
# character of. For the verbs, adverbs and subjects no record was kept of the texts they were taken from. Searched for
# afterwards in public news, reports and speeches (15 million characters), each verb of _CARRYING and _PREPOSED, and each of
# those that _LEADING adds but 叫做 and 培植, stands within some twelve characters before a 、.

_CARRYING: Final = frozenset(
    "打造 实施 实现 坚持 坚守 做到 开展 着眼 聚焦 围绕 紧扣 落实 贯彻 推行 实行 执行 采取 提出 奉行 遵循 锚定 瞄准 守住 守牢".split()
)
"""Verbs that have the whole list as their object, and are no part of a member that begins with a verb."""
_PREPOSED: Final = frozenset("面向 立足 围绕 对照 依托 结合 面对 适应".split())
"""Verbs that as often lead to another."""
_LEADING: Final = GOVERNING | frozenset(
    "面临 通过 按照 根据 属于 作为 包括 涵盖 包含 囊括 存在 着眼 算好 搭建 布局 造就 评选 授予 走进 依靠 兼具 集中 取得 获得 转向 举起 反映 称为 叫做 就是 是指 分别 采用 本着 展开 布局 出现 推进 建成 缩小 预计 调动 先后 增加 减少 加大 稳定 培植 吸引 提供".split()
)
"""Verbs behind which a list begins: those that govern formulations, and what else leads to lists."""
_VERBAL: Final = frozenset(word for word in GOVERNING if len(word) > 1) - frozenset(
    "组织 服务 学习 创新 协调 统筹 结合 支撑 保障 认识 理解 体验 参与 宣传 评价 总结 检验 部署 面对 贡献 领会".split()
) | frozenset(
    "增加 减少 迈向 化解 加大 吸引 扶持 稳定 缓解 摆脱 缩小 引导 培植 团结 吸纳 放开 允许 持续 积极 全面".split()
)
"""Words that make a member that begins with them a phrase about what is done: governing verbs without those that are as
often nouns, and what else begins such members."""
_PREPOSITION: Final = re.compile(
    "(?<![存现实内外])在|把|(?<![不共如相协])同(?![时步志意样类期等行])|(?<![来即])将|(?<![针面相应反绝核])对(?![外内口策象])|(?<![可所足难予加得])以(?![及来上下内外])|(?<![作成行称认较])为(?![主辅民])|(?<![应使利采作])用(?![户水电])|(?<!正)是|(?<![自理缘])由(?![于来])|指(?![标数挥导示引出明])"
)
"""Prepositions and 是."""
_DONE: Final = re.compile("(?:[端做抓守办建打用算扎织筑夯唱讲写答][好实牢深细透准优强稳严])+")
"""Verbs of doing with their complement of result (抓好, 做实)."""
_ADVERBS: Final = re.compile(
    "(?:加快|继续|进一步|持续|深入|着力|积极|大力|扎实|稳步|不断|切实|努力|前瞻|重点|严格|一切|始终|牢牢|坚决|认真|必须|应该|全面(?=[\u4e00-\u9fff]{4})|要|已|并)+"
)
"""Adverbs and modal verbs before a verb."""
_SUBJECT: Final = re.compile(
    "我国|我们|我省|我市|双方|两国|当前|目前|今年|全年|去年|近年来|集(?![中体团成约聚市会训贸资])"
)
"""Subjects and times at the head of a clause."""
_AFTER: Final = re.compile("[了着出好到]?(?:于|成|为)?")
"""Particles of aspect and complements behind a verb."""
_NO_VERB: Final = ("性", "者", "力", "业", "型", "化", "员", "部", "的", "体", "委")
"""What makes a noun of the verb before it (包容性, 领导者): suffixes."""


def behind(text: str, pairs: list[Pair], parts: Sequence[str] = ()) -> list[Pair]:
    """The members, the first without what leads to it, as the others, or the `parts` that are known, show its beginning.

    >>> def led(line):
    ...     marks = [0, *(at + 1 for at, mark in enumerate(line) if mark == "、"), len(line) + 1]
    ...     return line[slice(*behind(line, [(a, b - 1) for a, b in zip(marks, marks[1:])])[0])]
    >>> led("在全国展开了阶级斗争、生产斗争、科学实验"), led("着眼于保持中高速增长、迈向中高端水平")
    ('阶级斗争', '保持中高速增长')
    >>> led("组织建设、作风建设、纪律建设"), led("会议强调不抓辫子、不扣帽子、不打棍子")
    ('组织建设', '不抓辫子')
    """
    if len(pairs) < 2:
        return pairs
    (start, end), *rest = pairs
    at = _alike(text, start, end, rest)
    known = next((part for part in parts if text.endswith(part, start, end)), "")
    if known and all(text[a:b] in parts for a, b in rest):
        at = end - len(known)
    return [(_behind_verb(text, start, end, rest) if at is None else at, end), *rest]


def begun(text: str, pairs: list[Pair]) -> list[Pair]:
    """The members of a list that a word announces, the first from its verb on where each other begins with a verb.

    >>> line = "面向沿线国家实施合作项目、开展人才交流"
    >>> line[slice(*begun(line, [(0, 12), (13, 19)])[0])]
    '实施合作项目'
    """
    if not pairs:
        return []
    start, end = pairs[0]
    rest = pairs[1:]
    if rest and text[start] in "做当" and not any(text[a] == text[start] or text[a] in "说办讲干" for a, _ in rest):
        return [(start + 1, end), *rest]
    word = text[start : start + 2]
    if not rest or word in (GOVERNING | _VERBAL) - _PREPOSED or not all(text[a : a + 2] in _VERBAL for a, _ in rest):
        return pairs
    low = min(b - a for a, b in rest) * 2 // 3
    verbs = (at for at in range(start + 1, end - 1) if text[at : at + 2] in GOVERNING and text[at - 1] != "的")
    return [(max((at for at in verbs if end - at >= low), default=start), end), *rest]


def _alike(text: str, start: int, end: int, rest: list[Pair]) -> int | None:
    """Where the first member begins as all the others do, by two characters, or by one and the length."""
    sizes = [b - a for a, b in rest]
    if len(rest) < 2:
        return start if text[start : start + 2] == text[rest[0][0] : rest[0][0] + 2] else None
    for size in (2, 1):
        heads = {text[a : a + size] for a, _ in rest}
        if len(heads) > 1 or min(sizes) <= size:
            continue
        at = text.rfind(heads.pop(), start, end - 1)
        if at >= 0 and (size == 2 or min(sizes) - 1 <= end - at <= max(sizes) + 1):
            return at
    return None


def _behind_verb(text: str, start: int, end: int, rest: list[Pair]) -> int:
    """The last place behind a lead from which the member is as long as the others, or the one from which it is nearest to that."""
    sizes = [b - a for a, b in rest]
    verbal = all(text[a : a + 2] in _VERBAL for a, _ in rest)
    if len(sizes) > 1 and set(sizes) == {end - start}:
        return start
    low, high = max(1, min(sizes) // 2), max(sizes) * 3 // 2 + 3
    places = list(_verbs(text, start, end) if verbal else _leads(text, start, end))
    of = text.rfind("的", start, end - 1) + 1
    if of and text[of - 2] != "党" and not verbal and not any("的" in text[a:b] for a, b in rest):
        places.append(of)
    fit = sorted(at for at in places if low <= end - at <= high)
    alike = [at for at in fit if min(sizes) <= end - at <= max(sizes)]
    if start in alike or not places:
        return start
    if not fit:
        return start if start in places else min(places)
    return alike[-1] if alike else min(fit, key=lambda at: abs(end - at - sum(sizes) / len(sizes)))


def _leads(text: str, start: int, end: int) -> Iterator[int]:
    """The start, unless a lead stands there, and the places behind the leads."""
    adverbs = _ADVERBS.match(text, start, end - 1)
    begin = adverbs.end() if adverbs else start
    if _lead(text, begin, begin=True) is None:
        yield begin
    at, first = begin, True
    while at < end - 1:
        place = _lead(text, at, begin=first or text[at - 1] in "要将应能可")
        first = place is not None
        if place is not None:
            yield place
        at = place or at + 1


def _lead(text: str, at: int, *, begin: bool) -> int | None:
    """The place behind the lead at a place, if one stands there; at the beginning a word that is as often a noun is one."""
    word = text[at : at + 2]
    if (word in _LEADING or (begin and word in NEAR)) and not text.startswith(_NO_VERB, at + 2):
        return _behind_particles(text, at + 2)
    if match := _DONE.match(text, at) or _PREPOSITION.match(text, at) or (_SUBJECT.match(text, at) if begin else None):
        return match.end()
    return None


def _verbs(text: str, start: int, end: int) -> Iterator[int]:
    """The places at which a phrase about what is done begins, and the one behind a verb that carries the list."""
    for at in range(start, end - 1):
        word = text[at : at + 2]
        if word in _CARRYING:
            yield _behind_particles(text, at + 2)
        elif word in _VERBAL:
            yield at


def _behind_particles(text: str, at: int) -> int:
    match = _AFTER.match(text, at)
    return match.end() if match else at
