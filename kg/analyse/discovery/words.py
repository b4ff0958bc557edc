"""The words that tell a formulation from other phrases by where they stand: before it, after it, at its ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

GOVERNING: Final = frozenset(
    "坚持 贯彻 践行 奉行 秉持 秉承 弘扬 恪守 树立 高举 实施 推行 实行 提出 倡导 坚守 遵循 落实 传承 发扬 坚定 做到 拥护 牢记 打造 执行 "
    "确立 反对 围绕 聚焦 推进 构建 重申 遵守 捍卫 走好 打赢 打好 谱写 决胜 悟透 锚定 紧扣 履行 把握 领会 厚植 胸怀".split()
)
"""Verbs that stand before names of the lexicon far more often than before other words, of two characters each."""

HEADS: Final = frozenset(
    "战略 原则 方针 理念 思想 精神 行动 工程 计划 路线 方略 布局 倡议 政策 制度 机制 要求 目标 教育 活动 运动 主题 总要 工作".split()
)
"""Nouns, or how they begin, that say of what kind the formulation before them is."""


def codes(characters: Iterable[str]) -> NDArray[np.uint16]:
    """The characters as UTF-16 codes."""
    return np.array([ord(character) for character in sorted(characters)], np.uint16)


NAMING: Final = re.compile(
    "(?:精神|战略|行动|强国|工程|政策|共同体|制度|思想|革命|振兴|运动|外交|倡议|计划|治国|国策|体制|治党|民主|路线|攻坚战|保卫战|"
    "方略|格局|理论|原则|方针|理念|自信|意识|之路|责任制|道路|总基调|观|负责制|统一战线|工作法|法治|治军|宗旨)$"
)
"""Nouns at the end of the names of formulations."""

LEADING: Final = re.compile(
    "(?:(?:要|应|须|必须|始终|一定要|我们|大家|认真)*(?:全面|深入|大力|积极|持续|扎实|加快|学习|切实|共同|携手|广泛|坚决|坚定|不断|进一步|继续)?(?:贯彻落实|贯彻|落实|推进|推动|实施|构建|建设|"
    "坚持|弘扬|践行|奉行|恪守|秉持|加强|深化|完善|健全|支持|增强|维护|促进|实现|开展|建成|发展|提出|遵循|反对|打造|提升|重申|巩固|"
    "强化|提高|扩大|建立|形成|保持|做好|关于|推行|实行|执行|树立|围绕|聚焦|传承|宣传|传承和弘扬|符合|具有|面对|应对|参与|启动|优化|拓展|成为))"
)
"""Verbs, with their adverbs, that lead to a name and are no part of it."""

ENDS: Final = re.compile(
    "(?:勋章|奖章|纪念章|购物节|文化节|艺术节|电影节|春节|[0-9一二三四五六七八九]+号|(?<!发)展|奖|杯|大会|论坛|峰会|会议|(?<!社)会|冬奥|银行|铁路|卫星|机场|公司|集团|"
    "组织|联盟|条约|协定|行为准则|条例|纲要|方案|意见|草案|法案|大学|学院|演习|航天员|走廊|运动会|委员会|联合国|战争|事件|事变|疫情|病毒|导弹|火箭|奥运|亚运|十四冬|"
    "全会精神|大精神|会议精神|讲话精神|指示精神|人员|人士|领导人|群众|代表|记者|工具|产品|项目|设施|装备|技术|企业|产业|市场)$"
)
"""Ends of the names of decorations, festivals, bodies, events and things: proper names, but of no formulation."""

NO_NAME: Final = re.compile(
    "[两三各双]国(?!制|论)|两党|两军|[双多]边|双方|[一-龥]方面(?!成就)|元首|总统|总理|外长|主席(?!负责)|总书记|同志|部长|大使|记者|全会|大会|会议|会谈|会见|峰会|论坛|国防部|"
    "俄|乌克兰|美国|日本|以色列|加沙|巴勒斯坦|伊朗|欧盟|集团|欧洲|非洲|阿拉伯|[0-9一二三四五六七八九十]+年|[0-9]+月|亿|万元|百分|同比|今年|去年|一系列|十[一二三四]五|"
    "^(?:不移|细则|一(?:个(?!中国)|[些种次方批项名条步])|[二三四五六七八九十]年|[二三四五六七八九十两][次天届名位人年]|第)|个百分点"
)
"""What ordinary phrases of news and reports hold: offices, other countries, sums, times."""

MORE_EVERYDAY: Final = frozenset(
    "形象工程 政绩工程 面子工程 一卡通 一线 二线 两委 两办 两院 四梁八柱 一对一 点对点 面对面 真金白银 毛细血管 绣花功夫 大水漫灌 金字招牌 灯塔工厂 口袋公园 千行百业 田间地头 大国重器 半条被子 一刻钟 一亩三分地 "
    "一穷二白 万众一心 双刃剑 排头兵 一站式 一站式服务 前所未有 红色基因 七下八上 即买即退 即购即退 来之不易 久久为功 中国方案 中国智慧 中国力量 伟大事业 双增长 双下降 双缩减 双减少".split()
)
"""What texts set in quotation marks that is no formulation: figures of speech, bodies named by number; beside the extractor's."""

NO_START: Final = re.compile(
    "[的了是在及将把被到等也就所其更我他这那着得已并且该此于由向好们性者度会里后前间个位名年月日种第再又还仍若如]|和(?![谐平])|与(?!时)|"
    "为(?!人民|民)|对(?!外|台)|从(?!严)"
)
"""How no name begins."""

NO_END: Final = frozenset(
    "的了是在和与及为对将把被从到等也就所其更我他这那着得已并且该此于由向以要不很最可能让使给跟同将个新大高好有无各每加"
)
"""How no name ends."""

DICTIONARY_ONLY: Final = 1
"""From this frequency in jieba's dictionary a string is an ordinary word."""
