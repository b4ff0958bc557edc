"""What a person does on the page, for the tests to do."""

from __future__ import annotations

import os
from typing import Any

import pytest


def violations(page: Any) -> list[tuple[str, list[str]]]:
    """What axe-core finds: rules with the elements at fault. Where CI is set, axe must be there."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("needs axe: pip install axe-playwright-python")
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"][:150] for node in each["nodes"]]) for each in found]


def find(page: Any, query: str) -> None:
    page.fill("#query", query)
    page.keyboard.press("Enter")


def shown(page: Any) -> list[str]:
    return page.evaluate("kg.shown().nodes")


def address(page: Any) -> str:
    page.wait_for_timeout(250)
    return page.evaluate("location.hash")


def go_to(page: Any, address: str) -> None:
    """Go to a state of the graph page that is open, and be there."""
    page.evaluate(
        "address => { location.hash = address; window.dispatchEvent(new HashChangeEvent('hashchange')); }", address
    )


def on_picture(page: Any, place: dict[str, float]) -> tuple[float, float]:
    box = page.locator("#graph").bounding_box()
    return box["x"] + place["x"], box["y"] + place["y"]


def click_on(page: Any, place: dict[str, float], **options: Any) -> None:
    page.mouse.click(*on_picture(page, place), **options)


def slide(page: Any, end: str, steps: int) -> None:
    """Drag an end of the time slider by so many periods."""
    box = page.locator("#" + end).bounding_box()
    top = int(page.get_attribute("#" + end, "max"))
    at = int(page.input_value("#" + end))
    wide = box["width"] - 16
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 8 + wide * at / top, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + 8 + wide * (at + steps) / top, middle, steps=4)
    page.mouse.up()


def number(text: str) -> int:
    """The first whole number in a text."""
    return int("".join(c if c.isdigit() else " " for c in text).split()[0])
