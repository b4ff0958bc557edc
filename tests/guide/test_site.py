"""The guide as a site: it builds without a warning, asks nothing of the network, and its links lead somewhere."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import typer

sys.path.insert(0, str(Path(__file__).parents[2] / "notebooks" / "guide" / "_ext"))

from generated import commands

from kg import cli
from kg.config import Config

pytestmark = pytest.mark.slow

LOADED = (
    "//script/@src | //link[not(@rel='canonical')]/@href | //img/@src | //iframe/@src | //source/@src | //object/@data"
)
IN_STYLE = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s;]+)""")


@pytest.fixture(scope="module")
def pages(site):
    """The parsed pages by their place in the site."""
    from lxml import html

    return {path.relative_to(site).as_posix(): html.parse(str(path)).getroot() for path in sorted(site.rglob("*.html"))}


def test_all_pages_are_there(pages):
    told = "index quickstart cookbook schema statistics matching lexicon command_line settings citing readme zh search"
    assert {f"{name}.html" for name in told.split()} <= set(pages)
    assert {"api/index.html", "api/structure.html"} <= set(pages)


def test_pages_say_their_language(pages):
    assert {place: page.get("lang") for place, page in pages.items() if page.get("lang") != "en"} == {
        "zh.html": "zh-CN"
    }


def test_nothing_is_loaded_from_elsewhere(site, pages):
    asked = {(place, str(url)) for place, page in pages.items() for url in page.xpath(LOADED)}
    assert len(asked) > len(pages)
    styles = {file.relative_to(site).as_posix(): file.read_text(encoding="utf-8") for file in site.rglob("*.css")}
    styles |= {place: " ".join(page.xpath("//style/text() | //@style")) for place, page in pages.items()}
    asked |= {(place, url) for place, text in styles.items() for url in IN_STYLE.findall(text)}
    assert not [(place, url) for place, url in asked if urlsplit(url).netloc]
    own = [(place, urlsplit(url)) for place, url in asked]
    assert not [
        (place, url.path)
        for place, url in own
        if not url.scheme and not (site / place).parent.joinpath(url.path).exists()
    ]


def test_every_link_leads_somewhere(site, pages):
    anchors = {place: {*page.xpath("//@id"), *page.xpath("//a/@name")} for place, page in pages.items()}
    broken, followed = [], 0
    for place, page in pages.items():
        for url in page.xpath("//a/@href"):
            parts = urlsplit(url)
            if parts.scheme or parts.netloc:
                continue
            target = (site / place).parent.joinpath(unquote(parts.path)).resolve() if parts.path else site / place
            name = target.relative_to(site.resolve()).as_posix() if target.is_relative_to(site.resolve()) else ""
            if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in anchors.get(name, ())):
                broken.append((place, url))
            followed += 1
    assert followed > 1000
    assert not broken


def test_every_command_is_told(pages):
    told = pages["command_line.html"]
    root = typer.main.get_command(cli.app)
    with root.make_context("kg", ["build"], resilient_parsing=True) as context:
        every = [(inner.command_path, command.get_params(inner)) for command, inner in commands(root, context)]
    assert len(every) > len(cli.COMMANDS)
    for name, parameters in every:
        section = told.get_element_by_id(name.replace(" ", "-"))
        text = " ".join(section.text_content().split())
        assert all(option in text for parameter in parameters for option in parameter.opts if option.startswith("-")), (
            name
        )


def test_every_setting_is_told(pages):
    import dataclasses

    text = pages["settings.html"].text_content()
    for field in dataclasses.fields(Config):
        group = getattr(Config(), field.name)
        names = [inner.name for inner in dataclasses.fields(group)] if dataclasses.is_dataclass(group) else [field.name]
        assert all(name in text for name in names)


def test_formulas_are_drawn_by_the_browser(pages):
    formulas = pages["statistics.html"].xpath("//*[local-name()='math']")
    assert len(formulas) > 40
    assert not [page for page in pages.values() if "mathjax" in str(page.xpath("//script/@src")).lower()]


def test_the_search_index_has_chinese_by_pairs(site):
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    assert json.dumps("两个") + ":" in index
    assert "splitQuery" in (site / "_static" / "language_data.js").read_text(encoding="utf-8")
