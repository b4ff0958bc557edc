"""What the clause around a short or plain name tells of it: that it is a meeting held, opened, or obeyed."""

from __future__ import annotations

import re
from typing import Final

from kg.extraction.meetings.words import PLACES, SOFT
from kg.extraction.verbs import GOVERNING, NEAR, TRANSITIVE

_SOFT_VERB = re.compile("(?:学习|宣传(?!思想|文化|工作)|传达|贯彻|落实|领会|执行)好?(?=[^学宣传贯落领执和与及、])")
_TOLD = re.compile("(?:和[^，。；、和]{2,18})?(?:会议)?(?:精神|[的]?(?:工作|决策)?部署|[的]?要求|[的]?决[定议])")
"""What follows a meeting whose spirit or decisions are studied or carried out."""
_SAID = re.compile("“[^”]{0,40}[。！？…，；]”")
_OPENED = re.compile(
    "(?:同日|同时|随后|随即|如期|隆重|胜利|顺利)?(?:召开|举行|开幕|闭幕)(?![0-9一二三四五六七八九十两]|以来|后|前)"
)
_SHORT_NAME: Final = 4
_ROW_OF_SHORT = re.compile(f"[、和][\u4e00-\u9fff]{{2,{_SHORT_NAME}}}会议")
"""What follows the first of several short names (东固会议、罗坊会议)."""
_WHEN_OF = re.compile("[年月日后前]的$")
"""What stands before a short name where it is said when the meeting was."""
_CALLED = ("史称", "又称", "亦称")
_PLACED = ("召开", "举行", "开会", "开幕")
_MONTH = re.compile("[的、和在与及即称“][一二三四五六七八九十]{1,2}月$")
_WHEN = "(?:[0-9一二三四五六七八九十月至日]{2,8}|[今昨]天(?:（[^）\n]{2,12}）)?(?:上午|下午)?|近日|日前)"
TAKES_PLACE = re.compile(
    f"(?:{_WHEN}?(?:在|于)[^，。；、\n]{{1,16}}?|{_WHEN})(?:举行|召开|开幕|闭幕)"
    "|、[\u4e00-\u9fff]{2,16}?(?:大会|峰会|论坛|年会)(?=[、等在])"
    "|[、和][^，。；、\n]{2,30}?(?:会议?|论坛)(?:先后|相继|陆续|接连|分别|同时)(?:在[^，。；、\n]{1,10})?(?:召开|举行)"
)
"""What follows a meeting that is the subject of its clause, or one of several."""
_ACTING: Final = "(?:传达|听取|肯定|重申|明确|选出|推举|(?:讨论|审议)?(?:通过|决定|确定|确立|批准|总结|作出|提出|强调|指出|要求|认为|号召|宣布|选举|产生|标志|形成|发表|制定|签订)|讨论|审议)(?!的)"
_OF_CITY = re.compile(
    f"(?=[，。；、）”上后前是])|以[来后前]|期间|的?决[定议]|的(?:公报|宣言|精神|召开|成果)|召开|举行|{_ACTING}"
)
"""What follows a meeting that is named after its place alone."""
_ACTS = re.compile(f"[上后](?=[，的])|以[来后]|闭幕|{_ACTING}")
"""What follows a meeting that is the subject of its clause, and named shortly."""
_SUBJECT = re.compile("(?![而要其但以并也又都就当精本该各])[\u4e00-\u9fff]{3,8}(?<!全体)")
SHORT: Final = 6
"""Characters of a topic in a row, at most, with the word for those who meet."""
_TOPIC = 3
"""Characters of a topic, at least."""
VERBS = GOVERNING | NEAR | TRANSITIVE


def holds_it(text: str, floor: int, noun: int, end: int) -> bool:
    """Whether what follows the words at the head of a clause tells that they name a meeting.

    >>> holds_it("茶商大会在宁川召开", 0, 2, 4), holds_it("茶商大会很好", 0, 2, 4)
    (True, False)
    """
    return bool(TAKES_PLACE.match(text, end)) or _is_subject(text, floor, noun, end) or _opens(text, floor, noun, end)


def _is_subject(text: str, floor: int, noun: int, end: int) -> bool:
    """Whether a short name is the subject of its clause (布加勒斯特会议通过), and no verb begins it."""
    if not _ACTS.match(text, end) or not _SUBJECT.fullmatch(text, floor, noun):
        return False
    return not any(text[floor : floor + size] in VERBS for size in (1, 2))


def _opens(text: str, floor: int, noun: int, end: int) -> bool:
    """Whether a long name is what opens or closes at the head of a sentence (深入学习茶经活动动员大会召开)."""
    word = text[floor : floor + 2]
    if noun - floor <= SHORT or _SAID.match(text, floor) or not _OPENED.match(text, end) or word[0] in "就以因为":
        return False
    return word not in VERBS or SOFT.match(word) is not None


def told(text: str, floor: int, noun: int, end: int) -> int | None:
    """Where the name begins of a meeting whose decisions are carried out (落实省国资委系统工作会议部署)."""
    if not _TOLD.match(text, end):
        return None
    ends = [verb.end() for verb in _SOFT_VERB.finditer(text, floor, noun + 1) if verb.end() <= noun - _TOPIC]
    return ends[-1] if ends else None


def placed(text: str, floor: int, noun: int, end: int) -> bool:
    """Whether a meeting is said to be called so, or named after its month or a place where the text says it was held."""
    if noun - floor <= _SHORT_NAME and _ROW_OF_SHORT.match(text, end):
        return noun > floor + 1
    if noun - floor <= _SHORT_NAME and _WHEN_OF.search(text, max(0, floor - 2), floor):
        return noun > floor + 1
    if text.endswith(_CALLED, 0, floor) or _MONTH.search(text, max(0, floor - 1), noun):
        return True
    place = text[floor:noun]
    if place in PLACES and _OF_CITY.match(text, end):
        return True
    return 2 <= len(place) <= SHORT and any(f"在{place}{word}" in text for word in _PLACED)
