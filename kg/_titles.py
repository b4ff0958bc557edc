"""How titles are told; reading, cleaning and segmenting share it."""

from __future__ import annotations

import re
from typing import Final

TITLE_END: Final = re.compile(
    r"(?:报告|讲话|发言|致辞|致词|演讲|社论|公报|决定|决议|通知|意见|方案|条例|办法|规定|规则|准则|细则|章程|纲要|规划|计划"
    r"|公告|通告|通报|批复|函|说明|总结|要点|体会|提纲|讲稿|宣言|声明|贺信|贺词|献词|指示|法)"
    r"(?:\s*[（(][^（）()]{1,16}[）)])?\s*$"
)
"""How the title of a political text ends; the kind of text names itself last."""
