"""The Chinese README has the commands, the figures and the links of the English one."""

from __future__ import annotations

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from readme import CHINESE, ENGLISH, ROOT, numbers, sections, synced

EN, ZH = (path.read_text(encoding="utf-8") for path in (ENGLISH, CHINESE))


def test_commands_and_tables_are_the_same():
    assert synced(EN, ZH) == ZH, "python3 -m tests.guide.readme copies what changed"


def test_a_changed_command_or_figure_is_copied():
    changed = EN.replace("kg silence ", "kg silence --top 3 ").replace("| 14 min |", "| 15 min |")
    copied = synced(changed, ZH)
    assert "kg silence --top 3 " in copied
    assert "| 15 min |" in copied
    assert len(copied.splitlines()) == len(ZH.splitlines())


def test_the_numbers_of_each_section_are_the_same():
    pairs = list(zip(sections(EN), sections(ZH), strict=True))
    assert len(pairs) > 5
    assert [numbers(chinese) for _, chinese in pairs] == [numbers(english) for english, _ in pairs]


def test_the_links_and_names_in_code_are_the_same():
    def links(text: str) -> set[str]:
        return set(re.findall(r"\]\(([^)]+)\)", text)) - {ENGLISH.name, CHINESE.name}

    def code(text: str) -> set[str]:
        return set(re.findall("`([^`]+)`", " ".join(" ".join(sections(text)).split())))

    assert links(ZH) == links(EN)
    assert all((ROOT / link).exists() for link in links(EN))
    assert len(code(EN)) > 50
    assert code(ZH) == code(EN)


def test_each_leads_to_the_other():
    assert f"]({CHINESE.name})" in EN
    assert f"]({ENGLISH.name})" in ZH
