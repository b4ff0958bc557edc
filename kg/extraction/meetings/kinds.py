"""Kinds of meetings and assemblies as institutions, which are no names: 全国性会议, 人民代表大会."""

from __future__ import annotations

import re

from kg.extraction.meetings.words import NUMBER, repeated

_GROUP = re.compile(
    "(?:英模|劳模|模范|英雄|先进[\u4e00-\u9fff]{0,6}|积极分子|生产者|工作者|贫下中农|工农兵|家属|民兵|功臣|能手|战线|工人党)代表(?:大会|会议)$"
)
"""Those of whom an assembly is a meeting, not an institution."""
_ASSEMBLY = re.compile("(?:人民代表大会|代表大会|(?<!党员)代表会议|政治协商会议|贸易[和与]发展会议|委员会全体会议)$")
_ELECTED = re.compile("首[届次]|第[^届]{1,4}[届次]|[0-9一二〇零]{4}年")
_OFFICES = re.compile("常务委员会|代表(?!团)|专门委员会|主席团|制度|常委会|及其")
_COUNTED = re.compile("(?:.*等)?[近约超共]?(?:[0-9]+|[一二三四五六七八九十百两多几]+)[多余]?[个场项次]")
"""What counts meetings rather than names one."""
_ANY = re.compile("该|各(?!级人大|民主党派|界|省[市区、]|族各界)|首[场次]")
"""What begins no name."""
_VOLUME = re.compile(f"第{NUMBER}[卷册辑集]")
"""What names no meeting without the title before it."""
_GENERIC_PART = (
    "这|那|该|另|上级|各级|和|此|本|各|每|某|首|上|下|前|后|历|多|几|两|三|一|二|四|五|六|七|八|九|十|[0-9]+|次|个|届|场|有关|相关|重要|重大|专题|专门|"
    "国务院|公开|全[省市区县]性|文件|各代表团|多个|合作|上一|这次人大|专项|各种|各类|全体|大型|小型|国际|系列|党组|党委|党支部|支部|班子|领导|办公|常务|常委|委员|主任|委员长|主席|主席团|预备|紧急|临时|内阁|议会|代表团|团长|论坛|机制|行政|跨国|跨境|电商|征求意见|"
    "例行|联席|座谈|推介|协商|对话|远程|网络议政|海外|专场|高层|圆桌|工作|分组|小组|代表|党员|职工|居民|村民|社员|股东|董事|理事|机关|干部|群众|视频|电视|电话|线上|现场|闭门|扩大|"
    "全国性|全球性|全球|全球企业家|特别|地方|外长级|外长|部长|动员|部署|推进|总结|表彰|学习|讨论|论证|纪念|民主生活|组织生活|生活|经验|交流|研讨|分析|报告|年度|世界|人民|全国|中央|政治|协商|专家|"
    "集中|开幕|闭幕|主旨|平行|高级别|国家|党|中国|联合国|宣讲|宣传|专场|分|主|平行|企业|新闻|发布|招待|欢迎|会见|记者|内部|双边|多边|会|大"
)
_GENERIC = re.compile(f"{repeated(_GENERIC_PART, f'第{NUMBER}[次届]')}(?:会议|会|大会|论坛|峰会)")
_NATIONAL = re.compile("(?:全国|中央)(?![性各重])[\u4e00-\u9fff]{2,12}工作")
"""A meeting of the country about one field, though the word for that is one for kinds of meetings (宣传, 干部)."""
YEARLY = re.compile("(?:[12][0-9]{3}|[一二][〇零一二三四五六七八九]{3})年度?工作会议?")
TYPE = re.compile(
    "民主生活会|组织生活会|(?<![委办局厅室])主任会议|主席会议$|委员长会议|党组会议|常委会会议|常委会议|党委会议|中心组(?:专题|集体)?学习会|常务委员会会议|常务会议|办公会议?|例会|政治局会议|联席会议"
)


def unnamed(text: str, start: int, end: int, least: int) -> bool:
    """Whether the words are a kind of meeting or an assembly as an institution rather than one meeting's name,
    which has this many characters at least.

    >>> unnamed("全国性会议", 0, 5, 5), unnamed("全国茶业会议", 0, 6, 5)
    (True, False)
    """
    if YEARLY.fullmatch(text, start, end):
        return False
    if _VOLUME.match(text, start) or _ANY.match(text, start) or _COUNTED.match(text, start, end):
        return True
    if end - start < least or (_GENERIC.fullmatch(text, start, end) and not _NATIONAL.match(text, start, end)):
        return True
    if _ASSEMBLY.search(text, start, end) and not _GROUP.search(text, start, end):
        return not _ELECTED.search(text, start, end) or bool(_OFFICES.match(text, end))
    return False
