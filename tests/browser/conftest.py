"""Debian's Chromium through Playwright, the network off. Without a browser the tests are skipped, or fail where CI is set."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "export")]

HOW = "needs Playwright and Chromium: pip install playwright; apt-get install chromium fonts-noto-cjk"
READY = "html[data-ready]"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-quic"),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Opened:
    """A page and everything that it did which it should not."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def listen(self) -> Opened:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        return self

    def _said(self, message: Any) -> None:
        # Chromium's own word on drawing by software, which a person's graphics card does not say.
        if "GL Driver Message" not in message.text:
            self.errors.append(message.text)

    @property
    def outside(self) -> list[str]:
        """Requests for anything but the file itself and data in it."""
        return [url for url in self.requests if not url.startswith(("file:", "data:", "about:"))]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        path = None
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(HOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


Open = Callable[..., Opened]


@pytest.fixture
def browse(chromium: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens the text of a page as a file: `browse(html, size=(1440, 900), dark=False, address="")`."""
    contexts = []

    def open_page(
        html: str, *, size: tuple[int, int] = (1440, 900), dark: bool = False, address: str = "", ready: str = READY
    ) -> Opened:
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        context = chromium.new_context(
            offline=True,
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
            reduced_motion="reduce",
        )
        contexts.append(context)
        opened = Opened(context.new_page()).listen()
        opened.page.goto(file.as_uri() + address)
        opened.page.wait_for_selector(ready, timeout=20_000)
        return opened

    yield open_page
    for context in contexts:
        context.close()
