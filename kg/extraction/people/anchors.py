"""The words beside which names stand, found in one pass: titles before a name, titles and courtesies after one."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator
from functools import lru_cache

from kg.extraction.people import reading
from kg.extraction.people.words import COURTESY, FUNCTION, GIVEN, NEVER, PLAIN, SURNAMES, TIBETAN, TITLES, TWO, WORDS
from kg.extraction.scan import hits
from kg.extraction.spans import Span

_SPEAKING = "说 表示 告诉 介绍 坦言 感慨 回忆 ： （男 （女 （化名 （19 （18 （时任".split()
_ACTING = (
    "主持 强调 指出 传达 作了 作总结 作工作报告 作题为 宣读 带队 率队 讲话 出席 列席 汇报 通报 领学 致辞 致词 ，男， ，女， "
    "等参加 等出席 等列席 等陪同 等代表 等委员 等同志 等人 等先进 等英雄 等模范 等烈士 等优秀 等1 等2 等3 等4 等5 等6 等7 等8 等9 等二 等三 等四 等五 等六 等七 等八 等九 等十 "
    "两位同志 二位同志 三位同志 四位同志 五位同志 六位同志 两同志 三同志 四同志 "
    "为书记 为副书记 为省长 为副省长 为市长 为副市长 为县长 为副县长 为区长 为副区长 为乡长 为副乡长 为镇长 为副镇长 为主席 为副主席 为主任 为副主任 为委员 为常委 为院长 为检察长 为代表 为会长 为副会长"
).split()
_BEFORE, _AFTER, _SAID, _ACTED = 1, 2, 4, 8
_NEITHER = "理事会 理事国 村委会 居委会 同胞们 新兵连 老兵们 主委会 监事会 董事会 股东会 股东大会 外商投资 台商投资 功臣号 深处 烈士纪念日 公安干警 委员会 常委会 代表大会 代表团 妇女儿童 女儿童 总统府 总理府 主席团 主席台 主席国 书记处 技术能手段 工人阶级 农民工 大学生村官 书记载 书记录".split()
_WEAK = frozenset("代表 委员 常委 一家 医生 校长 院士 老师 老人 夫妇".split())
_FOREIGN = frozenset(
    "总统 首相 外长 国王 国务卿 议长 大使 副总统 总干事 总理 主席 部长 特使 总督 副总理 陛下 代表 院长 会长".split()
)
_NOT_GIVEN = re.compile(
    "[各全诸这那些个位老小大女男好数少多半每某几两三众其]|党|干部|领导|基层|机关|年轻|先进|先锋|模范|英雄|有的|有关|相关|广大|全体|许多|部分|主要|一般|负责|外国|中央|地方|同志|革命|"
    "工人|农民|工作|学习|参会|与会|在座|到会|班子|革|民主|人民|群众|知识|妇女|青年|华侨|友好|军队|部队|专职|兼职|分管|挂职|离休|退休|新来|战斗|优秀|普通|支部|党委|内部|左倾|右倾|错误|犯过|受过|那样|同样|战友"
)
_STATE = {
    ("毛", "主席"): "毛泽东",
    ("毛", "委员长"): "毛泽东",
    ("习", "总书记"): "习近平",
    ("习", "主席"): "习近平",
    ("周", "总理"): "周恩来",
    ("朱", "总司令"): "朱德",
    ("华", "主席"): "华国锋",
    ("江", "主席"): "江泽民",
    ("江", "总书记"): "江泽民",
    ("胡", "总书记"): "胡锦涛",
    ("胡", "主席"): "胡锦涛",
    ("温", "总理"): "温家宝",
    ("朱", "总理"): "朱镕基",
    ("邓", "主席"): "邓小平",
}
"""A surname and a title of state that mean one person wherever they stand together, but behind a body of another kind."""
_DEPUTY = ("林", "副主席")
_SECOND = re.compile("毛主席(?!纪念|故居|像|诗词)")
"""Whom 林副主席 was second to."""
_BESIDE = 300
"""Characters on either side in which he is named."""
_LOCAL = re.compile(
    "(?:政协|人大|常委会|委员会|工会|妇联|团委|[省市县区州镇乡村]委?|协会|学会|商会|联合会|理事会|董事会|集团|公司|法院|检察院|局|厅|会)$"
)
_NO_SURNAME = frozenset(
    "代任前现全常党和时应相双通国连强怀文生单原车班后经居方商农支房古都管能计师平高万关白向东易成于毕曲都查步左广满翟"
)
_SURNAMES = SURNAMES - _NO_SURNAME - FUNCTION
_HIGH = frozenset("总书记 主席 总理 委员长 总司令 秘书长".split())
_USUAL = GIVEN - NEVER
_NO_NAME = frozenset((*TITLES, "大学"))
"""What no name ends in, and between which and a title a name may stand before 和."""
_MARKS = frozenset("： 　“")
_OPENING = reading.FIRST | _MARKS
"""What stands behind a title that has a name after it."""
_SEATED = frozenset("市长 州长 省长 区长 县长 秘书长".split())
"""What stands behind the name of a place or body where the holder's name follows (甲城市长布朗)."""
_ENDS = frozenset("会社向为")
"""With what before a title a body ends, or a preposition stands there."""
_BUT = frozenset("社为")
"""Those of them in which names end, too."""
_MIDDLE = GIVEN | {"作"}
_MADE = "为[^，。；、]{0,6}(?:书记|主任|主席|委员|代表|长)"
_OTHERS = re.compile(f"[^，。；、]{{2,8}}[，；、][\u4e00-\u9fff]{{2,3}}{_MADE}")
"""What goes on with further names that are made something (王明为书记、李红为副书记)."""
_CHOSEN = re.compile(
    f"{_MADE}|选|任命|委任|聘|推[举荐]|提[名拔升]|增补|授予|追认|确[定认]|指定|明确|成立|组成|组建|产生|[以由称拜认]$"
)
_NEAR = 60
"""What before a name, and so near, says that 为 behind it is the preposition (选举王建为主任)."""
_RANKS = frozenset(
    "总书记 书记 副书记 主席 总理 委员长 部长 省长 市长 县长 局长 主任 院士 教授 老师 先生 女士 医生 大夫 师傅 将军 委员 总司令 常委 校长 院长 检察长 秘书长 大姐 大爷 大妈 老人 支书".split()
) | {title for title in COURTESY if title.startswith("副")}


@lru_cache(maxsize=1)
def _automaton() -> tuple[object, tuple[int, ...], tuple[str, ...]]:
    """The automaton of all anchor words, with what each may do and the words themselves."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    roles: dict[str, int] = dict.fromkeys(_NEITHER, 0)
    roles.update(dict.fromkeys(TITLES, _BEFORE))
    for word in COURTESY:
        roles[word] = roles.get(word, 0) | _AFTER
    for word in _SPEAKING:
        roles[word] = roles.get(word, 0) | _SAID
    for word in _ACTING:
        roles[word] = roles.get(word, 0) | _ACTED
    # so few words fit into the quicker table
    automaton = AhoCorasick(list(roles), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
    return automaton, tuple(roles.values()), tuple(roles)


def find(text: str, known: Collection[Span] = ()) -> Iterator[Span]:
    """The names beside titles, courtesies and words of speaking in the cleaned `text`; spans may overlap.

    Where one of the `known` names, which stand whatever is read, begins or ends beside such a word, nothing is read.

    >>> line = "党委书记、局长赵水清作了讲话，永益同志传达，鹿书记说"
    >>> [line[s.start:s.end] for s in find(line)]
    ['赵水清', '永益', '鹿']
    """
    automaton, roles, words = _automaton()
    begun, ended = {span.start for span in known}, {span.end for span in known}
    for which, start, end in hits(automaton, text):
        role, word = roles[which], words[which]
        if role & _AFTER and start not in ended and (named := _courtesy(text, start, word)):
            yield named
        if role & _BEFORE and text[end : end + 1] in _OPENING and (named := _titled(text, end, word, begun)):
            yield named
        if role & _SAID and start not in ended and (named := _speaker(text, start, word)):
            yield named
        if role & _ACTED and start not in ended and (named := _actor(text, start, word) or _office(text, start, word)):
            yield named


def _titled(text: str, at: int, title: str, begun: Container[int]) -> Span | None:
    """The name after a title: the longer of what reads as Chinese and as transliterated; none where one has `begun`."""
    at += text[at : at + 1] in _MARKS and title not in ("代表", "委员", "作者")
    char = text[at : at + 1]
    if at in begun or char not in reading.FIRST or char in _WORDS_ON.get(title[-1], ""):
        return None
    alien = reading.foreign(text, at)
    named = reading.chinese(text, at, sure=title not in _LOOSE)
    if named == at and text[at] in PLAIN:  # an unusual name at the head of a list of names
        listed = text[at + 3 : at + 4] == "、" and reading.chinese(text, at) == at + 3
        named = at + 3 if listed and reading.listed(text, at, at + 3) else at
    end = max(named, alien if alien - at > 1 else at)
    if end - at == 2 and text[at:end] in TWO:
        return None
    if end > at and not (end == alien and (_word(text, at, end) or (end - at < 4 and WORDS.match(text, at)))):
        return Span(at, end, "PERSON", "", "person:title")
    return None


_WORDS_ON = {"工": "程业作艺具厂会商地资期信序种", "计": "师划算量较"}
"""What makes another word with the last character of a title (输电工程, 会计师)."""
_LOOSE = frozenset(
    "主管 技术能手 英模 人士 同胞 理事 村委 居委 老领导 老同志 老干部 老红军 老战士 老工人 新兵 老兵 原告 侨胞 台商 港商 客商 外商 董事 监事 股东 贫下中农 女兵 女民兵 功臣 叫 分子 武警 包村干部 村干部 社区干部 退休干部 驻村干部 代表 委员 学生 专家 选手 工人 农民 居民 党员 主持 教授 同志 学者 英雄 模范 部队长 队的 常委 领导人 教师 首席 家长 职工 员工 记者 市民 村民 导师 老师 大师 青年 小伙 女孩 男孩 主播 老农 贫农 骑手 艺人 业主 车主".split()
)
_ALIEN_WORDS = re.compile(
    "确[切立定保认实]|热[切烈爱情带心衷]|加强|加快|加入|加大|达到|达成|大会|大力|大家|以上|以来|以及|以色列|因此|因为|利用|基本|基层|当前|希望|提出|提供|特别|多[次名位]|法[国院]|德国|西方|万人|马来|阿拉[伯善木斯]|巴西|兰州|立即|立足|理事|中国|山东|山西|海[南外]|广西|哈尔|乌鲁|波兰|古巴|由于|思想|什么|西部|东部|南部|北部|中东|非洲|欧洲|亚洲|亚太|苏丹|约旦|汤加|科威|尼泊|尼日|加纳|加拿|伊朗|伊拉|丹麦|比利|瑞士|希腊|芬兰|荷兰|土耳|泰国|文莱|马里|马耳|多哥|肯尼|卢旺|塞尔|维护|维和|南通|南京|泰安|西安|西藏|基地|沙特|约有|万名|加班|克服|努力|坚|普通|普遍|理想|大多|大批|大量|奥运|奥委|尼|莱索"
)


def _word(text: str, at: int, end: int) -> bool:
    """Whether what sounds like a transliterated name is a word or a country."""
    return _ALIEN_WORDS.match(text, at) is not None and "·" not in text[at:end]


def _courtesy(text: str, end: int, title: str) -> Span | None:
    """The name before a title: a full name, a given name before 同志 and 书记, or a surname."""
    if not _may_end(text, end, title):
        return None
    if head := _of_state(text, end, title):
        return Span(end - 1, end, "PERSON", "", "person:surname", head)
    if title in _FOREIGN and reading.country(text, end):
        return None
    start = reading.backward(text, end)
    joined = text[end - 1] == "和" and (title == "夫人" or _behind_title(text, start))
    if joined or text[end - 2 : end] in _NO_NAME:
        return None
    return _full(text, start, end, title) if start < end else _short(text, end, title)


def _may_end(text: str, end: int, title: str) -> bool:
    """Whether a name may end before the title at `end`."""
    last = text[end - 1 : end]
    if not "\u4e00" <= last <= "\u9fff" or last in NEVER or text.startswith("们", end + len(title)):
        return False
    return last not in _ENDS or _in_name(text, end)


def _of_state(text: str, end: int, title: str) -> str:
    """Whom a surname and a title of state mean wherever they stand together, or nothing."""
    head = _STATE.get((text[end - 1], title), "")
    if not head and (text[end - 1], title) == _DEPUTY:
        head = _second(text, end)
    return "" if head and _LOCAL.search(text, max(0, end - 9), end - 1) else head


def _full(text: str, start: int, end: int, title: str) -> Span | None:
    """The full name before a title, where a weak title does not make a word of it, nor the next name has the title."""
    if title in _WEAK:
        clear = text[start] in PLAIN or text[start - 1 : start] == "、"
        if end - start != 3 or not clear or not reading.before(text, start):
            return None
    if title in _SEATED and _named(text, end + len(title)):
        return None
    return Span(start, end, "PERSON", "", "person:courtesy")


def _short(text: str, end: int, title: str) -> Span | None:
    """The given name or the surname alone before a title."""
    last = text[end - 1]
    if title in ("同志", "书记") and _given_name(text, end):
        return Span(end - 2, end, "PERSON", "", "person:given")
    surname = last in _SURNAMES and reading.before(text, end - 1)
    if (title == "同志" and surname) or (title in _RANKS and (last in PLAIN or (title not in _HIGH and surname))):
        return Span(end - 1, end, "PERSON", "", "person:surname")
    return None


def _second(text: str, end: int) -> str:
    """林彪 where 林副主席 stands free and near to 毛主席, or nothing."""
    near = _SECOND.search(text, max(0, end - _BESIDE), end + _BESIDE) if reading.before(text, end - 1) else None
    return "林彪" if near else ""


def _in_name(text: str, end: int) -> bool:
    """Whether a name ends at `end`, with a last character in which bodies end, too, or which is a preposition, too.

    >>> _in_name("李有为", 3), _in_name("选举王建为", 5), _in_name("信用社", 3)
    (True, False, False)
    """
    start = reading.backward(text, end) if text[end - 1] in _BUT else end
    given = text[start + reading.surname(text, start) : end - 1]
    if start == end or not given or not _MIDDLE.issuperset(given):
        return False
    sentence = max(text.rfind("。", 0, start) + 1, start - _NEAR)
    return text[end - 1] != "为" or not (_CHOSEN.search(text, sentence, start) or _OTHERS.match(text, end))


def _named(text: str, at: int) -> bool:
    """Whether a transliterated name begins at `at`."""
    return text[at : at + 1] in reading.FIRST and reading.foreign(text, at) > at + 1


def _behind_title(text: str, start: int) -> bool:
    """Whether a title ends at `start`."""
    return any(text[start - size : start] in _NO_NAME for size in (2, 3, 4, 5) if start >= size)


def _given_name(text: str, end: int) -> bool:
    """Whether the two characters before `end` are a given name used alone."""
    name = text[end - 2 : end]
    return (
        len(name) == 2
        and _USUAL.issuperset(name)
        and not _NOT_GIVEN.search(name)
        and (end == 2 or text[end - 3] == "请" or not "\u4e00" <= text[end - 3] <= "\u9fff")
    )


def _speaker(text: str, end: int, word: str) -> Span | None:
    """The name between the start of a clause and a word of speaking, or a bracket with a person's particulars."""
    colon = word == "："
    for size in (3,) if colon else (3, 2):
        start = end - size
        if start < 0 or (start and text[start - 1] not in ("】\n—" if colon else "。！？”\n，；：、　 ")):
            continue
        if colon and text[start] not in PLAIN:
            return None
        length = reading.surname(text, start)
        given = text[start + length : end]
        if length and given and _USUAL.issuperset(given):
            found = reading.chinese(text, start, sure=False) == end
            return Span(start, end, "PERSON", "", "person:speaker") if found else None
    return None


def _actor(text: str, end: int, word: str) -> Span | None:
    """The name of three usual characters at the head of a clause, or behind 由, before what those in office do."""
    if word[0] == "等" and (found := _of_many(text, end)):
        return found
    start = end - 3
    if start < 0 or text[start] not in _SURNAMES or not _USUAL.issuperset(text[start + 1 : end]):
        return None
    head = not start or text[start - 1] in "。！？”\n，；：、由"
    if not head and (word[0] != "等" or text[start] not in PLAIN or not reading.before(text, start)):
        return None
    return Span(start, end, "PERSON", "", "person:actor") if reading.chinese(text, start, sure=False) == end else None


def _office(text: str, start: int, word: str) -> Span | None:
    """The name that ends in the 为 of a word like 为书记."""
    named = _courtesy(text, start + 1, word[1:]) if word[0] == "为" and word[1:] in COURTESY else None
    return named if named and named.end - named.start > 2 else None


def _of_many(text: str, end: int) -> Span | None:
    """The last of several names before 等: one of two characters behind another name, or a Tibetan one."""
    start = end - 2
    listed = text[start - 1 : start] == "、" and reading.listed(text, start, end)
    if listed and text[start] in PLAIN and text[start + 1] in _USUAL and text[start:end] not in TWO:
        return Span(start, end, "PERSON", "", "person:actor")
    for start in (end - 4, end - 2):
        if text[start - 1 : start] in ("", "、", "。", "\n", "，") and text[start : start + 2] in TIBETAN:
            return Span(start, end, "PERSON", "", "person:actor") if reading.element(text, start, end) else None
    return None
