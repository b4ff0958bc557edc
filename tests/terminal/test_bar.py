"""Progress is drawn with the time left, or without."""

from __future__ import annotations

from typing import Any

import pytest

from kg.terminal import bar


class Drawn:
    """A bar that keeps its fields."""

    def __init__(self) -> None:
        self.fields: dict[str, Any] = {}

    def add_task(self, description: str, **fields: Any) -> int:
        self.fields |= fields
        return 0

    def update(self, task: int, **fields: Any) -> None:
        self.fields |= fields


@pytest.mark.parametrize(("left", "told"), [(True, "about 0 s left"), (False, "")])
def test_the_time_left_is_shown_where_it_is_wanted(left: bool, told: str) -> None:
    drawn = Drawn()
    shown = bar._Shown(drawn, left=left)
    shown.plan(("documents", "graph"), 2_000_000)
    shown.stage("documents")
    shown.advance(3, 2_000_000, 10, True)
    shown.stage("graph")
    assert (drawn.fields["description"], drawn.fields["done"]) == ("graph", "3 documents, 2.0 of 2.0 MB")
    assert f"{drawn.fields['left']}" == told
