// Every word of the interface, in both languages. {0}, {1} are filled in by `say`.

const STRINGS = {
  zh: {
    heading: "提法与会议的知识图谱",
    search: "搜索提法、会议、人物……",
    noResult: "没有找到“{0}”",
    results: "{0} 个结果",
    fit: "全图", larger: "放大", smaller: "缩小", reset: "复原", language: "English", tools: "工具",
    graph: "图：方向键移动，加减号缩放；节点也可在搜索框和右侧列表中选取",
    legend: "类型（点按以显示或隐藏）",
    drawn: "图中 {0} 个节点、{1} 条连线",
    close: "返回概览",
    SLOGAN: "提法", MEETING: "会议", WORK: "文件著作", ORG: "机构", PERSON: "人物", PART: "组成部分", SERIES: "会议系列",
    numeric: "数字类", quoted: "引号类", doctrine: "理论方略", event: "单次会议", set: "多次会议", type: "会议种类",
    central: "中央", province: "省级", city: "市级", county: "县级", township: "乡级", village: "村级",
    overview: "概览",
    counts: "{0} 篇文件（{1}），{2} 个节点，{3} 对共现",
    undated: "无日期",
    inFile: "本文件收入其中 {0} 个节点、{1} 条连线；图中先画最显著的部分，其余可由搜索或展开调出。",
    how: "圆点大小为提及次数，连线粗细为共现关联强度（G²）。点节点看卡片，点连线看共现例句，双击展开相邻节点。",
    most: "提及最多", more: "再列 {0} 个",
    aliases: "又作", parts: "组成", expansions: "文中列举", english: "英文", facts: "资料",
    since: "提出时间", held: "会期", domain: "领域", level: "层级",
    seen: "本语料中", firstLast: "最早 {0}，最晚 {1}", first: "最早 {0}",
    mentions: "{0} 次提及", documents: "{0} 篇文件", times: "{0} 次",
    neighbours: "关联最强", verbs: "搭配动词", evidence: "例句", related: "关系",
    shown: "显示 {0} / 共 {1} 处", none: "本页未收例句；共 {0} 处",
    apart: "两者不在同一句中出现，只在同一{0}",
    moreEvidence: "再显示 {0} 处",
    expand: "展开相邻节点", hide: "从图中隐去", show: "显示在图中",
    tie: "{0} 与 {1}", window: "窗口", count: "次数", docs: "文件数", significance: "显著性",
    sentence: "句", paragraph: "段", document: "篇",
    npmiNote: "NPMI：标准化点互信息，1 为总是同现，0 为无关。G²：对数似然比。q：Benjamini–Hochberg 校正后的 p 值。",
    has_part: "包含", raised_at: "提出于", held_under: "属于", co_occurs: "共现",
    part_of: "见于", raised: "提出了", holds: "包括",
    sharedSentences: "同句 {0}", sharedParagraphs: "同段 {0}", sharedDocuments: "同篇 {0}",
    seeTie: "看 {0} 与 {1} 的共现例句",
    untitled: "无题",
  },
  en: {
    heading: "Knowledge graph of slogans and meetings",
    search: "Search slogans, meetings, people…",
    noResult: "Nothing found for “{0}”",
    results: "{0} results",
    fit: "Fit", larger: "Zoom in", smaller: "Zoom out", reset: "Reset", language: "中文", tools: "Tools",
    graph: "Graph: arrow keys move, plus and minus zoom; nodes can also be chosen in the search box and the list",
    legend: "Types (press to show or hide)",
    drawn: "{0} nodes and {1} ties drawn",
    close: "Back to overview",
    SLOGAN: "Slogan", MEETING: "Meeting", WORK: "Document", ORG: "Body", PERSON: "Person", PART: "Part", SERIES: "Series",
    numeric: "numeric", quoted: "quoted", doctrine: "doctrine", event: "one meeting", set: "several meetings", type: "kind of meeting",
    central: "central", province: "province", city: "city", county: "county", township: "township", village: "village",
    overview: "Overview",
    counts: "{0} documents ({1}), {2} nodes, {3} co-occurring pairs",
    undated: "undated",
    inFile: "This file holds {0} nodes and {1} ties; the most significant are drawn at first, search or expand to bring in others.",
    how: "Size is mentions, width is strength of association (G²). Click a node for its card, a tie for sentences with both, double-click to expand.",
    most: "Most mentioned", more: "{0} more",
    aliases: "Also", parts: "Parts", expansions: "As listed in texts", english: "English", facts: "Facts",
    since: "Raised", held: "Held", domain: "Domain", level: "Level",
    seen: "In this corpus", firstLast: "first {0}, last {1}", first: "first {0}",
    mentions: "{0} mentions", documents: "{0} documents", times: "{0}×",
    neighbours: "Strongest ties", verbs: "Governing verbs", evidence: "Evidence", related: "Relations",
    shown: "{0} shown of {1}", none: "No sentence in this page; {0} in all",
    apart: "The two share no sentence, only a {0}",
    moreEvidence: "Show {0} more",
    expand: "Expand", hide: "Hide", show: "Show in graph",
    tie: "{0} and {1}", window: "Window", count: "Count", docs: "Documents", significance: "Significance",
    sentence: "sentence", paragraph: "paragraph", document: "document",
    npmiNote: "NPMI: normalised pointwise mutual information, 1 always together, 0 unrelated. G²: log-likelihood ratio. q: p-value after Benjamini–Hochberg.",
    has_part: "has part", raised_at: "raised at", held_under: "belongs to", co_occurs: "co-occurs",
    part_of: "part of", raised: "raised", holds: "holds",
    sharedSentences: "{0} sentences", sharedParagraphs: "{0} paragraphs", sharedDocuments: "{0} documents",
    seeTie: "Sentences with {0} and {1}",
    untitled: "untitled",
  },
};

let language = "zh";

/** A string of the interface in the language of the moment; an unknown key (a kind, a domain) stands for itself. */
function say(key, ...values) {
  const text = Object.hasOwn(STRINGS[language], key) ? STRINGS[language][key] : key;
  return text.replace(/\{(\d)\}/g, (_, i) => String(values[i]));
}

function setLanguage(name) {
  language = Object.hasOwn(STRINGS, name) ? name : "zh";
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}
