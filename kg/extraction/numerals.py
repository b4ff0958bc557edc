"""Is a name numeric: does it hold a numeral that counts its parts (四个意识, 两学一做, 6+1)?"""

from __future__ import annotations

import re
from functools import lru_cache

_COUNT = "二三四五六七八九十两双"
_NUMERALS = frozenset("一" + _COUNT + "百千万0123456789")
_CODE = re.compile(
    r"[0-9A-Za-z]{1,4}(?: ?[+＋×xX—\-－] ?[0-9A-Za-z]{1,4})+(?![0-9])[\u4e00-\u9fff]{0,6}|(?!.00$)[0-9]{3,4}[X]?|[0-9]{2,4}[\u4e00-\u9fff]{2,4}"
)
_IN_TURN = re.compile("一二三(?:四(?:五六?)?)?|一[二三]?双三|十百千万?|百千万|千百十")
"""Numerals that each count what the text says of them (“一二三四”计划)."""
_ARTICLES = re.compile(
    f"(?![今本去明当每其这那此如下上前后以有共计约仅]|第)(?:(?![第法约例则])[\u4e00-\u9fff]){{1,7}}?[0-9{_COUNT}][0-9一{_COUNT}]*条"
)
"""A set of articles by its topic (科创九条)."""
_UNITS = re.compile(f"[0-9{_COUNT}N]个[0-9]{{1,3}}[%％]?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}|[一二][〇零一二三四五六七八九]{3}|[一二三四五六七八九]{2}年")
_PLAN = re.compile(r"[一二三四五六七八九]五|二?十[一二三四五六七八九]?五")
_MEASURE = re.compile(
    r"[0-9一二三四五六七八九十两百千万]+(?:分钟|小时|秒|天|日(?!常)|个?月|年|公里|里|毫米|厘米|米|亿|万元|元|吨|岁|届|期|号|％|%|度|世纪|点(?![一主线建意要希共计])|周年|平方)"
)
_ORDINAL = re.compile(f"第[0-9一{_COUNT}]+")
_IDIOM = re.compile(
    "一(?:把手|刀切|脚[\u4e00-\u9fff]{1,2}|踩油门|对一|前一后|丝[\u4e00-\u9fff]{1,2}|半[\u4e00-\u9fff]{1,3}|石二鸟|箭双雕|窝蜂|言堂|阵风|锅[煮端]|风吹|条龙|盘棋|张(?:网|图|蓝图|表|嘴)|件事|类事|揽子|站式|线|体化|家亲|公里|米线|股|哄而上|"
    "发了之|分了之|[\u4e00-\u9fff]了之|块[\u4e00-\u9fff]+|支笔|条心|面旗|席之地|视同仁|心一意|步一个脚印|枝一叶|针一线|点一滴|言一行|举一动|"
    "粥一饭|丝一毫|朝一夕|草一木|砖一瓦|砖一石|五一十|个样|个字|道[\u4e00-\u9fff]+|座[\u4e00-\u9fff]+|扇[\u4e00-\u9fff]+|口价|手资料|夜之间|老本行|[江池泓渠湾汪][\u4e00-\u9fff]{2}|[根条张把间座台辆艘颗粒滴瓶杯碗盘盏支枚朵棵株匹部幅封首][\u4e00-\u9fff]{1,3})"
    "|店小二|七下八上|[一二]线|四大家族|一发中的|万众一心|三班倒|五谷不分|一箭三星|三大球|二维码|[一二三四五六七八九十]{1,2}(?:冬|运|运会|冬会|残会|经普|人普|污普|农普)|三心二意|四面八方|五湖四海|七上八下|十全十美|三三两两|两面人|两面派|两张皮|双刃剑|四不像|三天打鱼.*|半壁江山|五花八门|三令五申|四体不勤|三叉戟|臭老九|"
    "四人帮|四两拨千斤|十年磨一剑|三角债|二线口岸|两难|两肋插刀|双赢|双向奔赴|双重标准|双标|双星|双子星|双引擎|十分|万金油|千里眼|百宝箱|百花园|千里马|万里长征"
)
_ONE, _FRONT = frozenset("个些切起直定般旦边样次致同"), frozenset("线流")
"""What with 一 makes a word that counts nothing, and what does so at the head of a longer one (一线总指挥, 一流学科)."""
_SHORT = 4
_SAYINGS = frozenset(
    "一团和气 一潭死水 一盘散沙 一筹莫展 一哄而散 一曝十寒 一暴十寒 一蹴而就 一劳永逸 一如既往 一往无前 一鼓作气 一以贯之 一马当先 一尘不染 一成不变 一概而论 "
    "一帆风顺 一呼百应 一诺千金 一言九鼎 一锤定音 一拥而上 一知半解 一意孤行 一落千丈 一败涂地 一本万利 一举两得 一举多得 一应俱全 一脉相承 一目了然 一窍不通 "
    "三思而行 三言两语 三长两短 三番五次 三头六臂 三分天下 四通八达 四平八稳 四分五裂 四海为家 五光十色 五彩缤纷 六神无主 七嘴八舌 七零八落 乱七八糟 七拼八凑 "
    "八仙过海 九牛一毛 九死一生 十拿九稳 十万火急 十恶不赦 百折不挠 百尺竿头 百年大计 百年树人 百里挑一 百感交集 千载难逢 千军万马 千家万户 千头万绪 千变万化 "
    "千锤百炼 千山万水 千辛万苦 千言万语 千真万确 千篇一律 千秋万代 千差万别 千丝万缕 万无一失 万事俱备 万象更新 万众瞩目 两全其美 两袖清风 两败俱伤 二话不说 "
    "颠三倒四 朝三暮四 低三下四 丢三落四 挑三拣四 说三道四 推三阻四 不三不四 接二连三 独一无二 数一数二 说一不二 表里如一 始终如一 举一反三 闻一知十 以一当十".split()
)
"""Idioms with numerals in them, whole."""
_DATE = re.compile(
    r"[0-9一二三四五六七八九十]{1,2}[·.•．][0-9一二三四五六七八九十]{1,2}.*|五四|五一|六一|七一|八一|十一|三八|九一八|七七|一二九|双十一|双11|双十二|五卅|二七"
)
_REPEATED = re.compile(f"[一{_COUNT}0-9百千万][\u4e00-\u9fff（）()]{{1,6}}?[一{_COUNT}0-9百千万][\u4e00-\u9fff]{{1,4}}")
_LEADING = re.compile(
    f"[{_COUNT}][\u4e00-\u9fff]+|[0-9]{{1,3}}(?:个|大|项|条|种|类|[\u4e00-\u9fff]{{2}})[\u4e00-\u9fff]*"
)
_INNER = re.compile(
    f"^[破反治除禁纠防抓促保强补立清][{_COUNT}][\u4e00-\u9fff]{{1,2}}$|(?:新|老|大|小)[{_COUNT}]|[{_COUNT}0-9]+(?:个|大|项|条|种|类)[\u4e00-\u9fff]"
)
_AWARD = re.compile("(?:奖章|勋章|奖|等功|荣誉)$")
_RANKED = re.compile(".*十大.*(?:进展|发现|新闻|事件|人物|场景|案例|突破|成果|奇迹)")
"""What a jury picks out, as no programme does."""
_PLACE = re.compile(
    "[八七]闽|八桂|三湘|三晋|三秦|三楚|两湖|两广|四川|三亚|三明|三峡|三门峡|三沙|三江源|六安|六盘水|九江|九寨沟|双鸭山|双流|五指山|五台山|百色|千岛湖|万州|七台河|二连浩特|两江|两淮|八达岭|十堰"
)


def is_plan(name: str) -> bool:
    """Whether the name is a five-year plan (十四五, 九五), which is no slogan.

    >>> is_plan("十四五"), is_plan("三五")
    (True, True)
    """
    return bool(_PLAN.fullmatch(name))


def is_date(name: str) -> bool:
    """Whether the name is a day that stands for an event (七一, 7·20)."""
    return bool(_DATE.fullmatch(name))


def is_idiom(name: str) -> bool:
    """Whether the name is a fixed phrase with a numeral in it (一把手, 一刀切)."""
    return name in _SAYINGS or bool(_IDIOM.fullmatch(name))


def counts(name: str) -> bool:
    """Whether the name holds a numeral at all, as some writings of a numeric name do not.

    >>> counts("八荣八耻"), counts("社会主义荣辱观"), counts("6+1")
    (True, False, True)
    """
    return not _NUMERALS.isdisjoint(name)


@lru_cache(maxsize=1 << 14)
def is_numeric(name: str) -> bool:
    """Whether a quoted name holds a counting numeral; years, ordinals, measures, dates and idioms do not count.

    >>> [is_numeric(name) for name in ("四个意识", "两学一做", "1+M+N", "2653", "新三样", "一村一警", "一表同享")]
    [True, True, True, True, True, True, True]
    >>> [is_numeric(name) for name in ("一二三四", "科创九条", "五点主张", "四个1", "1+ N")]
    [True, True, True, True, True]
    >>> [is_numeric(name) for name in ("森林法第十条", "其中五条", "今年三条")]
    [False, False, False]
    >>> [is_numeric(name) for name in ("2030启航计划", "高效办成一件事", "第一议题", "十四五", "一把手", "二级英模奖章")]
    [False, False, False, False, False, False]
    """
    if is_plan(name) or is_date(name) or is_idiom(name):
        return False
    if _IN_TURN.fullmatch(name):
        return True
    if (
        _YEAR.match(name)
        or _ORDINAL.match(name)
        or _PLACE.match(name)
        or _AWARD.search(name)
        or _RANKED.fullmatch(name)
    ):
        return False
    if _ARTICLES.fullmatch(name) or _UNITS.fullmatch(name):
        return True
    if _CODE.fullmatch(name):
        return not _YEAR.match(name) and not _MEASURE.match(name)
    if _MEASURE.match(name):
        return False
    if _REPEATED.match(name):
        return True
    if name[0] == "一":
        alone = len(name) > _SHORT and _NUMERALS.isdisjoint(name[1:])
        return len(name) >= 3 and name[1] not in _ONE and not (alone and name[1] in _FRONT)
    return bool(_LEADING.fullmatch(name) or _INNER.search(name))
