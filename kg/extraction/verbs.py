"""The verbs that govern formulations in these texts, from a count of what stands before them in public documents."""

from __future__ import annotations

from typing import Final

GOVERNING: Final = frozenset(
    "坚持 重申 恢复 贯彻 落实 增强 坚定 做到 拥护 践行 推进 推动 深化 打造 实施 开展 弘扬 发扬 传承 牢记 树立 聚焦 围绕 紧扣 紧盯 盯住 把握 领会 领悟 认识 理解 "
    "掌握 运用 构建 完善 健全 建立 加强 强化 提升 提高 促进 助力 助推 力推 保障 确保 保证 维护 捍卫 守护 坚守 恪守 遵循 遵守 执行 实行 推行 推广 实现 达到 "
    "完成 履行 担负 扛起 肩负 承担 担当 提出 阐述 阐明 阐释 强调 形成 确立 创立 制定 出台 启动 部署 谋划 发挥 彰显 体现 展现 诠释 谱写 书写 续写 开启 "
    "开创 开辟 走好 走出 打赢 打好 打响 打通 破解 解决 应对 防止 防范 查处 惩治 整治 纠治 纠正 反对 批判 抵制 遏制 克服 破除 打破 消除 关注 重视 注重 "
    "突出 立足 面向 适应 融入 服务 对标 对接 瞄准 锚定 锻造 培育 培养 厚植 涵养 营造 创建 争创 创造 创新 探索 拓展 扩大 巩固 夯实 加固 筑牢 守牢 守住 "
    "织密 织牢 壮大 激活 激发 擦亮 唱响 高举 永葆 保持 坚决做到 秉持 秉承 奉行 倡导 提倡 主张 主持 支持 参与 共建 拥有 具有 抓好 抓实 抓紧 抓住 做好 做实 "
    "搞好 办好 用好 建好 守好 落细 压实 严守 严明 严格 兑现 组织 召开 举办 学习 宣传 宣讲 传达 学好 悟透 读懂 讲好 总结 概括 归纳 贡献 提供 健全 优化 改进 改善 "
    "纳入 列入 写入 载入 推出 发起 引领 带动 驱动 支撑 统筹 协调 兼顾 结合 对照 检验 检视 践诺 执行好 贯穿 渗透 体会 感悟 熟悉 评价 肯定 赞扬 "
    "破坏 歪曲 否定 背离 违背 违反 干扰 粉碎 揭露 制造 鼓吹 宣扬 搞 走 抓 讲 建 树 促 保 反 守 学 办 行 举 用 谋 创 争 强 固 筑 补 打 扬 转".split()
)
"""Verbs that take a formulation as their object, next to it or with modifiers between."""

NEAR: Final = frozenset(
    "建设 发展 改革 领导 监督 指导 规划 管理 治理 教育 工作 活动 行动 保护 合作 建成 使用 采用 采取 进行 成为 加快 依托 设立 编制 发布 出现 陷入 摆脱 "
    "实践 研究 讨论 部署 安排 计划 投资 运行 服务 开发 改造 管控 防控 表彰 宣布 批准 通过 审议 听取 启动 参加 出席 加入 试点 示范 引导 满足 回应 回答".split()
)
"""Words that are as often nouns: they govern only what stands right after them."""
