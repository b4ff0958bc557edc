"""Sections → template → the text of the report, and its file."""

from __future__ import annotations

import re
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from kg.errors import unknown
from kg.export.html import corpus
from kg.export.html.names import held
from kg.export.html.page import LANGUAGES
from kg.export.report.blocks import Source, Table
from kg.export.report.sections import SECTIONS
from kg.export.report.words import words
from kg.files import whole

UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control, bidi and lone surrogate characters: shown as a sign, so that nothing is turned round."""


def write(tables: Any, path: str | Path, config: Any) -> None:
    """Write the report of a build as one UTF-8 file; its links lead to graph.html in the same folder.

    Raises `UsageError` for a path that cannot be written.
    """
    text = page(tables, config)
    with whole(Path(path)) as file:
        file.write_bytes(text.encode("utf-8"))


def page(tables: Any, config: Any) -> str:
    """The text of the report: everything in it, nothing loaded. Same build and settings, same text."""
    language = config.html.language
    if language not in LANGUAGES:
        raise unknown("language", language, LANGUAGES)
    say = words(language)
    con = tables.con
    manifest, shown = getattr(tables, "manifest", {}), held(con, config.html.max_nodes)
    source = Source(con, manifest, config, say, shown, corpus.spread(con))
    sections = [section for make in SECTIONS if (section := make(source)).blocks]
    style, script = Markup(_asset("style.css")), Markup(_asset("sort.js"))  # noqa: S704 - our own
    template = _environment().get_template("template.html")
    text = template.render(
        language=LANGUAGES[language], say=say, sections=sections, is_table=lambda block: isinstance(block, Table),
        heading=say("title"), style=style, script=script, nonce=sha256((style + script).encode()).hexdigest()[:32],
    )  # fmt: skip
    return UNSEEN.sub("\ufffd", text)


def _environment() -> Any:
    """Our template; the head is that of the graph page."""
    import jinja2

    folders = [jinja2.PackageLoader(f"kg.export.{package}", ".") for package in ("report", "html")]
    return jinja2.Environment(
        autoescape=True, loader=jinja2.ChoiceLoader(folders), trim_blocks=True, lstrip_blocks=True
    )


def _asset(name: str) -> str:
    return resources.files("kg.export.report").joinpath(name).read_text(encoding="utf-8")
