"""What is not body text: the patterns of clean, each with its reason.

A rule is tried only where one of its `triggers` (plain substrings) occurs, so clean text costs little. The patterns
see normalised text: simplified characters, ASCII digits, full-width punctuation next to Chinese; with a line break in
front of it, for a pattern finds lines by the break before them much faster than by `^`. They are written to miss rather
than to hide body text: line rules match whole short lines, the others a fixed frame.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

HAN: Final = "㐀-䶿一-鿿"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of boilerplate; group 1 is the part masked where the pattern has one, else the whole match."""

    reason: str
    triggers: tuple[str, ...]
    pattern: re.Pattern[str]


def _rule(reason: str, triggers: str, pattern: str) -> Rule:
    return Rule(reason, tuple(triggers.split()), re.compile(pattern, re.MULTILINE))


_START = r"\n[^\S\n]*"
_END = r"[^\S\n]*$"
# 北京3月5日电（记者张三、李四）, 讯, 消息（新闻联播）：
_AGENCY = (
    rf"(?:新华社|中新社|中新网|央视网|央广网|新华网|人民网|光明网|中国网|[{HAN}]{{2,6}}(?:网|日报|晚报|时报)"
    r"|本报|本台|本刊)"
)
_PLACE = rf"(?:[{HAN}]{{2,8}}?)?"
_DATELINE = rf"{_PLACE}(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?"
_BYLINE = r"(?:（[^（）\n]{1,80}）)?"

RULES: Final = (
    _rule("lead", "消息（ 消息：", rf"{_START}({_AGENCY}{_DATELINE}消息{_BYLINE}[:：])"),
    _rule("lead", "日电 日专电", rf"{_START}({_AGENCY}{_PLACE}(?:\d{{1,2}}月)?\d{{1,2}}日专?电{_BYLINE}[:：]?)"),
    _rule("lead", "讯（ 讯：", rf"{_START}((?:{_AGENCY}{_DATELINE}|本)讯(?:（[^（）\n]{{1,80}}）[:：]?|[:：]))"),
    _rule("lead", "日电） 社电）", rf"(（{_AGENCY}{_DATELINE}专?电{_BYLINE}）){_END}"),
    _rule(
        "furniture",
        "版） 版)",
        rf"(《[^\S\n]*[{HAN}]{{0,8}}报[^\S\n]*》[^\S\n]*"
        rf"（[^\S\n]*\d{{4}}年\d\d?月\d\d?日[^\S\n]*第?\d{{1,2}}[^\S\n]*版[^\S\n]*）){_END}",
    ),
    _rule(
        "furniture",
        "编辑 责编 浏览次数 点击数 阅读次数 来源 发布时间 更新时间 发布日期 发布机构 信息来源 作者 校对 审核 监制",
        rf"{_START}([（【]?(?:(?:责任|本期|值班|网络|新媒体)?编辑|责编|(?:浏览|点击|阅读)(?:次数|数|量)?|(?:信息|文章|稿件)?来源"
        rf"|(?:发布|更新)(?:时间|日期|机构|单位)|(?:文章)?作者|校对|审核|监制)[:：][^。！？；\n]{{0,60}}){_END}",
    ),
    _rule("furniture", "责任编辑 责编", r"([（【](?:责任编辑|责编)[:：][^（）【】\n]{1,40}[）】])"),
    _rule(
        "furniture",
        "打印 关闭 返回 上一篇 下一篇 字号 字体 分享 收藏 扫一扫 纠错 当前位置",
        rf"{_START}([【（]?(?:打印(?:本页|此页|本文)?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表)|[上下]一篇[:：].{{0,60}}|(?:字号|字体)[:：].{{0,20}}"
        rf"|分享(?:到|至)?[:：]?.{{0,20}}|(?:加入)?收藏(?:本页)?|我要纠错|扫一扫.{{0,24}}|(?:您的)?当前位置[:：].{{0,60}})[】）]?){_END}",
    ),
    _rule(
        "furniture",
        "页 - — – ─ ·",
        rf"{_START}([-—–─·]+[^\S\n]*\d{{1,4}}[^\S\n]*[-—–─·]+"
        rf"|第?[^\S\n]*\d{{1,4}}[^\S\n]*页(?:[^\S\n]*[/，,]?[^\S\n]*共[^\S\n]*\d{{1,4}}[^\S\n]*页)?){_END}",
    ),
    _rule(
        "front matter",
        "---",
        r"\A\n([^\S\n]*---[^\S\n]*\n(?:[^\s:：\n][^:：\n]{0,40}[:：][^\n]{0,300}\n){1,40}---[^\S\n]*(?:\n|\Z))",
    ),
    _rule("furniture", "--- —— ─── === ___", rf"{_START}([-—–─=_]{{3,}}){_END}"),
    _rule("url", "://", r"((?:https?|ftp)://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+)"),
    _rule(
        "url",
        "www.",
        r"(?<![A-Za-z0-9/.])(www\.[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+(?:/[A-Za-z0-9\-._~:/?#@!$&'*+,;=%]*)?)",
    ),
    _rule("reference", "[ ［ 〔", r"([\[［〔]\d{1,3}[\]］〕])(?!\d{1,4}号)"),
    _rule(
        "watermark",
        "笔杆子 公文 文秘 范文 材料 文稿",
        r"((?:笔杆子|公文|文秘|范文|材料|文稿)(?:参考(?!资料|答案)|之家|资料网|资源网|写作网|[库圈]网|易文网))",
    ),
    _rule(
        "advertisement",
        "公众号 微信 QQ群 QQ:",
        r"([（【][^（）【】\n]{0,24}(?:公众号|微信号?|QQ群?)[:：][^（）【】\n]{1,40}[）】])",
    ),
)
"""In the order in which they are tried; where two matches overlap, the earlier rule gives the reason."""

ADVERTISEMENT: Final = _rule(
    "advertisement",
    "仅供 外传 转载 倒卖 会员群 QQ 公众号 微信： 微信: 微信号 微信名 加微信 加我微信 客服微信 站长微信 二维码 扫码关注 扫码加群"
    " 扫码进群 扫码领取 扫码添加 版权所有 免费领取 免费赠送 免费下载 更多范文 更多公文 更多材料 更多资料 更多文稿 淘宝 知识星球",
    rf"{_START}(\S?.{{0,40}}?(?:仅供(?:学习|参考|内部|个人)|(?:禁止|严禁|请勿|切勿)(?:外传|转载)|倒卖(?:会员|资料)|会员群"
    rf"|QQ(?:交流)?群|(?:QQ|微信|公众号|淘宝店?|知识星球)(?:号|名)?[:：]|(?:加|添加)(?:我|客服|站长)?微信|关注(?:本|我们的?|微信)?公众号"
    rf"|(?:扫码|扫描(?:下方|上方)?二维码)(?:关注|加群|进群|领取|添加)|版权所有|免费(?:领取|赠送|下载).{{0,12}}(?:材料|资料|会员|范文|模板|课件)|更多(?:范文|公文|材料|资料|文稿)(?:请|，|关注|下载|尽在))"
    rf"[^。；\n]{{0,40}}){_END}",
)
"""A line that advertises; the short lines between two of them are taken for the same advertisement."""

BARE_NUMBER: Final = re.compile(rf"{_START}(\d{{1,4}}){_END}", re.MULTILINE)
"""A line of a bare number, which is that of a page where such numbers count up."""

NAME: Final = re.compile(rf"[{HAN}]{{4,8}}")
"""A vendor's name standing alone on a line of its advertisement: masked as a watermark wherever it recurs."""
