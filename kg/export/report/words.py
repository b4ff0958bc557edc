"""The words of the report in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

WORDS: Final[dict[str, dict[str, str]]] = {
    "zh": {
        "title": "提法与会议：语料报告", "graph": "打开图谱", "contents": "目录",
        "corpus": "语料概览", "texts": "文件", "undated": "无日期", "span": "时间", "characters": "字数", "sentences": "句数",
        "mentions": "提及", "names": "名称", "pairs": "共现对", "type": "类型", "level": "层级", "genre": "体裁", "speaker": "讲话人",
        "by_period": "各时期文件数", "by_period_table": "各时期文件数（表）", "period": "时期", "none": "（空）",
        "slogans": "主要提法", "meetings": "主要会议", "name": "名称", "english": "英文", "documents": "文件数", "first": "最早", "last": "最晚",
        "trend": "历时", "trend_of": "{}：各时期提及它的文件所占比例", "trends": "历时变化",
        "trends_note": "每一时期里提到该提法的文件占该时期文件的比例；只算有日期的文件。底线中断处该时期没有文件。",
        "first_uses": "首次出现", "first_note": "“最早”指在本语料有日期的文件里最早一次，不是首次提出；“提出”是词典所记的公开首次使用日期。",
        "date": "日期", "since": "提出", "where": "文件", "quotation": "例句",
        "chains": "连用格式", "chains_note": "一句之内连用的“动词＋提法”：两篇以上逐字相同者为格式，其余与它相比，列出缺（−）、增（+）、移位和换用的动词。",
        "chain": "格式", "uses": "次数", "exact": "照说比例", "deviations": "常见出入", "moved": "移位：{}", "verb": "{0}：作“{2}”，通常作“{1}”",
        "temperature": "热度", "step": "等级", "and_more": "……另有 {} 个",
        "temperature_note": "按提到它的文件所占比例：沸 ≥ {}，烫 ≥ {}，热 ≥ {}，暖 ≥ {}，温 ≥ {}，其余为冷；只列见于两篇以上文件的提法。",
        "kind": "类别", "numeric": "数字", "quoted": "引号", "doctrine": "理论",
        "candidates": "词典未收的提法", "candidates_note": "词典未收而在两篇以上文件里出现的提法；kg discover 按更多线索排序。",
        "communities": "社群", "communities_note": "{}在同一{}中共现（按{}）的网络里联系较密的各组，与图谱和 kg communities 一致；仅供阅读参考。", "members": "成员",
        "and": "与", "sentence": "句", "paragraph": "段", "document": "篇",
        "weight-llr": "G²", "weight-npmi": "NPMI", "weight-count": "次数", "weight-documents": "文件数",
        "central": "中央", "province": "省级", "city": "市级", "county": "县级", "township": "乡级", "village": "村级",
        "quality": "质量与设置", "failures": "未能读入的文件", "reason": "原因", "count": "数量", "rejections": "未采纳的候选（按原因）",
        "settings": "设置", "setting": "项目", "value": "值", "version": "版本", "nothing": "无", "file": "文件",
        "SLOGAN": "提法", "MEETING": "会议", "WORK": "文件著作", "ORG": "机构", "PERSON": "人物", "PART": "组成部分", "SERIES": "会议系列",
        "sort": "点列名排序",
        "reason-unmarked": "无提法标志", "reason-short": "过短", "reason-everyday": "日常词语", "reason-citation": "引文", "reason-title": "标题",
        "reason-speech": "话语", "reason-metaphor": "比喻", "reason-plan": "规划期", "reason-date": "日期",
        "reason-crowded sentence": "名称过多的句", "reason-crowded paragraph": "名称过多的段", "reason-crowded document": "名称过多的文件",
    },
    "en": {
        "title": "Slogans and meetings: report of the corpus", "graph": "Open the graph", "contents": "Contents",
        "corpus": "The corpus", "texts": "texts", "undated": "undated", "span": "time", "characters": "characters", "sentences": "sentences",
        "mentions": "mentions", "names": "names", "pairs": "co-occurring pairs", "type": "type", "level": "level", "genre": "genre",
        "speaker": "speaker", "by_period": "Texts by period", "by_period_table": "Texts by period, as a table", "period": "period", "none": "(none)",
        "slogans": "Slogans", "meetings": "Meetings", "name": "name", "english": "English", "documents": "texts", "first": "first", "last": "last",
        "trend": "over time", "trend_of": "{}: share of the texts of each period that name it", "trends": "Over time",
        "trends_note": "The share of the texts of each period that name the slogan; dated texts only. Where the line "
        "below is broken, the period has no text.",
        "first_uses": "First uses", "first_note": "“First” is the earliest dated text of this corpus, not the coining; “raised” is the date of "
        "first public use that the lexicon gives.",
        "date": "date", "since": "raised", "where": "text", "quotation": "sentence",
        "chains": "Formulas", "chains_note": "Verb + slogan, run on in a sentence: what two texts or more say word for word is a formula; others are held "
        "against it: what they miss (−), add (+), move, or govern by another verb.", "chain": "formula", "uses": "uses", "exact": "said exactly",
        "deviations": "usual deviations", "moved": "moved: {}", "verb": "{0}: {2} for {1}", "temperature": "Temperature", "step": "step",
        "temperature_note": "By the share of texts that name them: boiling ≥ {}, scalding ≥ {}, hot ≥ {}, warm ≥ {}, tepid ≥ {}, cold below; "
        "only slogans of more than one text.", "and_more": " … and {} more",
        "沸": "boiling", "烫": "scalding", "热": "hot", "暖": "warm", "温": "tepid", "冷": "cold", "kind": "kind", "numeric": "numeric", "quoted": "quoted",
        "doctrine": "doctrine", "candidates": "Not in the lexicon", "candidates_note": "Slogans that no lexicon has, in more than one text; kg discover "
        "ranks more of them.",
        "communities": "Communities", "communities_note": "What hangs together more closely among: {}. By what stands together in a {} "
        "({}), as in the graph and in kg communities; a reading aid.", "members": "members", "and": ", ",
        "weight-llr": "G²", "weight-npmi": "NPMI", "weight-count": "windows shared", "weight-documents": "texts shared",
        "quality": "Quality and settings", "failures": "Files that could not be read", "reason": "reason", "count": "count",
        "rejections": "Candidates rejected, by reason", "settings": "Settings", "setting": "setting", "value": "value", "version": "version",
        "nothing": "none", "file": "file",
        "SLOGAN": "slogan", "MEETING": "meeting", "WORK": "work", "ORG": "body", "PERSON": "person", "PART": "part", "SERIES": "series",
        "sort": "press a column's name to sort",
        "reason-unmarked": "nothing marks a slogan", "reason-short": "too short", "reason-everyday": "everyday words", "reason-citation": "citation",
        "reason-title": "title", "reason-speech": "speech", "reason-metaphor": "metaphor", "reason-plan": "term of a plan", "reason-date": "date",
        "reason-crowded sentence": "sentence with too many names", "reason-crowded paragraph": "paragraph with too many names",
        "reason-crowded document": "document with too many names",
    },
}  # fmt: skip

Say = Callable[[str], str]


def words(language: str) -> Say:
    """The words of a language by key; an unknown key stands for itself.

    >>> words("en")("slogans")
    'Slogans'
    """
    return lambda key: WORDS[language].get(key, key)
