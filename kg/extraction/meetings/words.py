"""The vocabulary of meeting names, shared by the numbered and the topical grammar."""

from __future__ import annotations

import re
from typing import Final

from kg.extraction.gates import headed

NUMBER: Final = "(?:[一二三四五六七八九十百零〇]{1,7}|[0-9]{1,3}|[Xx×*＊]{1,3}|某)"
"""A term or session number; redacted ones (X, ***) stand as they are."""
NUMERAL: Final = "一二三四五六七八九十百零〇0-9Xx×*＊某"
"""The characters of such a number, for a set."""

PROVINCES: Final = (
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西壮族|广西|海南|"
    "重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏回族|宁夏|新疆维吾尔|新疆|新疆生产建设兵团|香港|澳门|台湾"
)
PLACES: Final = frozenset(
    (
        *PROVINCES.split("|"),
        *"华北 华东 华南 中南 西南 西北 东北 石家庄 太原 呼和浩特 沈阳 大连 长春 哈尔滨 南京 无锡 苏州 杭州 宁波 合肥 福州 厦门".split(),
        *"南昌 济南 青岛 郑州 洛阳 武汉 长沙 广州 深圳 珠海 南宁 桂林 海口 成都 贵阳 遵义 昆明 拉萨 西安 延安 兰州 西宁 银川".split(),
        *"乌鲁木齐 瑞金 东京 汉城 首尔 平壤 河内 曼谷 雅加达 万隆 科伦坡 新德里 莫斯科 柏林 华沙 布加勒斯特 索非亚 日内瓦 维也纳".split(),
        *"巴黎 伦敦 慕尼黑 马德里 罗马 华盛顿 纽约 坎昆 里约 德黑兰 巴格达 开罗 卢萨卡 哈拉雷 贝尔格莱德 赫尔辛基 多哈 哥本哈根".split(),
    )
)
"""Places that meetings are named after alone (广州会议)."""
DIVISIONS: Final = "自治区|自治州|自治县|省|市|县|区|州|盟|旗|镇|乡|街道|村"

MARK: Final = "[^\u4e00-\u9fffXx×*0-9A-Za-z·●\\-—－–](?<!首脑（)(?<!（总理）)"
"""A character that no meeting's name reaches over, but within a quotation."""
SUB_MEETING: Final = "(?:(?!召开|举行|出席|期间|主持|框架|[上的和与])[\u4e00-\u9fff“”]){2,20}高级别会议"
"""What follows a summit where a meeting held in its frame is meant."""

STOP: Final = re.compile(
    f"{MARK}|"
    + headed(
        "主持召开|组织召开|召开|举行|举办|承办|参加完|出席完|开完|参加|出席|列席|主持|召集|开好|筹备(?!会|委|组|代|$)|办好|迎接|"
        "提请|提交|审议|根据(?!地)|按照|依照|遵照|结合(?<![民医研相三]结合)(?!工作)|对照|紧扣|围绕|作为|当前|昨天|今天|上午|下午|晚上|近日|日前|期间|关于|经过|通过|我们|他们|"
        "一下|自觉|应以|应当|应该|有必要|必须|缺席|终止其?|要(?=深入|认真|全面|切实|继续|进一步)|利用(?=世界|国际|中国|首届|第)|[0-9]场(?![馆所景])|[多余数几]场(?![馆所景])|先后|刚刚|即将|胜利(?![一二三四五六七八九十百0-9]{1,3}周年)|会见|致信|致电|致函|感谢|相信|希望(?!工程|小学)|宣布|表示|支持(?<!全[国省市县区]支持)|建议(?!办理|提案)(?<!提案建议)|试行|精简|要求|同意|执行(?<!法院执行)(?!委员会|理事会|局|秘书|工作)|维护(?!稳定|社会|农村|妇女|职工)|承诺|提出|"
        "指出|邀请|欢迎|祝贺|成为|作出|带头(?!人)|史称|又称|亦称|即(?<![诉立当随]即)(?!将|墨|席|办)|主办|签署|接见|进行(?!曲)|开幕(?:式(?:暨)?)?|设立|或者|当选|担任|推选(?!委员会)|听取|用好|决定(?!性)|协商(?!会|座谈|选举|民主|议政|式|代表|委)|讨论(?=[省市区县州]|中央|全国)|研究(?=[省市区县州]|中央|全国)|范围内|各地(?!级)|主席(?<!常务主席)(?<!毛主席)(?!团|会|联席)|总理(?!定期|会晤|会议|级|第|）)|书记(?!座谈|会|例|论坛|工作)|部长(?!会|级)|外长(?!会|第|级|理)|总统|同(?<!中国同)(?<![合协]同)(?!志|盟|心|步|等|业|乡|学|体|富裕|市场)|向(?!全国|导|心)(?<![方定导面双外]向)|于(?!都)|自(?!治|然|信|主|由|建|学|考|愿|力|来|费|助|动|贸|强|救)|从(?!严|业|优|政)|由(?!于)(?<!自由)|是(?<!国是)|的(?<!党的)|了|着(?!装|力)|把(?!关)|将(?!军|领|士|乐)|对(?<!应对)(?!外|口|话|标|接|台(?!湾))|"
        "日(?<=[0-9一二三四五六七八九十今昨当次明近同翌即前上]日)(?!内瓦)|时(?!代|期|政|事|尚)(?<!临时)|后(?!勤|备|方|进|续|期)|年(?<=[0-9]年)(?!度)|年(?<=[今去前明]年)|在(?!职|线|京(?!津)|华|外|野|校|册|建|岗|编|乡)|以来|过(?!渡|程|硬)|据(?<![数证]据)(?!地|点)|如(?!皋|东)|到(?!位)|我(?!国)|经(?<!财经)(?!互会|济|贸|营|验|理|合|费|典|纪|信|委)"
    )
)
"""What a meeting's name does not reach over to its left: punctuation, verbs of holding, prepositions, particles."""


SOFT: Final = re.compile(
    "(?:全面|深入|认真)(?=学习|贯彻|落实|推进|宣传)|学习|宣传|传达|贯彻|落实|领会|执行(?!委员会|理事会|局|秘书)|精神(?!文明)|推动|推进|和(?<!共和)(?!田|平)|与|及(?<!普及)(?!农业组织)|同(?<!中国同)(?!志|盟|学会|业|等)|、|并"
)
"""What a numbered name does not reach over either, though a topical one may (全市学习贯彻…精神大会)."""


AHEAD: Final = 2
"""Characters that what is no stop before them looks ahead for."""


_FIRST = "新时代", "第一次"


def is_first(text: str, start: int) -> bool:
    """Whether a 第一次 stands at `start` that says that none of the age came before, and is no part of a name.

    >>> is_first("新时代第一次全国教育大会", 3), is_first("召开第一次全国财经会议", 2)
    (True, False)
    """
    age, once = _FIRST
    return text.startswith(once, start) and text.endswith(age, 0, start)


def last_stop(text: str, start: int, end: int, *stops: re.Pattern[str]) -> int:
    """The place after the last match of the patterns in `text[start:end]`, or `start`.

    >>> last_stop("在全市和省委", 0, 6, STOP, SOFT)
    4
    """
    found = (stop.end() for pattern in stops for stop in pattern.finditer(text, start, end + AHEAD))
    return max((at for at in found if at <= end), default=start)


def repeated(words: str, *patterns: str) -> str:
    """A pattern for any number of these words (with `|` between), the longest first and each taken for good.

    `patterns` are alternatives that hold more than a word; they come before all words.

    Without that, words that are made of others (多个, 多 and 个) could be read in ways that double with every word.

    >>> re.match(repeated("多|个|多个") + "会", "多个" * 40 + "甲") is None
    True
    """
    longest = sorted(words.split("|"), key=len, reverse=True)
    return f"(?:(?>{'|'.join([*patterns, *longest])}))*"
