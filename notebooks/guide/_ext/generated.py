"""Parts of pages that are made from the code, so that they cannot say something else: commands, settings, methods."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import typer
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from kg.analyse.method import Method
from kg.cli import app as cli
from kg.config import Config

ROOT: Final = Path(__file__).parents[3]
PAGES: Final = {"kg/lexicon/FORMAT.md": "lexicon.md", "README.md": "readme.md", "README.zh-CN.md": "zh.md"}
"""Files of the project that are pages of the guide."""


class _Markdown(SphinxDirective):
    """A directive whose content is Markdown that its `lines` make."""

    def run(self) -> list[nodes.Node]:
        text = "\n".join(self.lines())
        return self.parse_text_to_nodes(text, allow_section_headings=True)

    def lines(self) -> Iterable[str]:
        """The lines of Markdown."""
        raise NotImplementedError


class Commands(_Markdown):
    """Every command of `kg` with its arguments and options, from the parser itself."""

    def lines(self) -> Iterator[str]:
        """A section a command, in the order of `kg --help`."""
        root = typer.main.get_command(cli)
        with root.make_context("kg", ["build"], resilient_parsing=True) as context:
            for command, inner in commands(root, context):
                yield from _command(command, inner)


def commands(group: Any, context: Any) -> Iterator[tuple[Any, Any]]:
    """The commands of a group and of the groups within it, each with its context."""
    for name, command in group.commands.items():
        inner = type(context)(command, info_name=name, parent=context)
        if hasattr(command, "commands"):
            yield from commands(command, inner)
        else:
            yield command, inner


def _command(command: Any, context: Any) -> Iterator[str]:
    yield from (f"## {context.command_path}", "", _told(command.help))
    usage = " ".join(record[0].split(" <")[0] for kind, record in _records(command, context) if kind == "argument")
    yield from ("", "```text", f"{context.command_path} [OPTIONS] {usage}".rstrip(), "```", "")
    for _, (term, told) in _records(command, context):
        yield from (f"`{term}`", f": {_told(told) or '…'}", "")


def _records(command: Any, context: Any) -> Iterator[tuple[str, tuple[str, str]]]:
    for parameter in command.get_params(context):
        if record := parameter.get_help_record(context):
            yield parameter.param_type_name, record


def _told(text: str) -> str:
    """Plain text as Markdown that shows it as it is."""
    return re.sub(r"([*_<>\[\]|$\\])", r"\\\1", text.strip())


class Settings(_Markdown):
    """Every setting with its default, from the frozen classes."""

    def lines(self) -> Iterator[str]:
        """A section a group, its table after what its class says."""
        config = Config()
        alone = [field for field in dataclasses.fields(Config) if not dataclasses.is_dataclass(_value(config, field))]
        for field in dataclasses.fields(Config):
            group = _value(config, field)
            if field not in alone:
                yield from (f"## [{field.name}]", "", _doc(type(group)), "")
                yield from _table(group, dataclasses.fields(group))
        yield from ("## Before all groups", "", *_table(config, alone))


def _value(record: Any, field: dataclasses.Field[Any]) -> Any:
    return getattr(record, field.name)


def _doc(record: type) -> str:
    """A docstring as Markdown."""
    return "\n".join(line.strip() for line in (record.__doc__ or "").splitlines())


def _table(record: Any, fields: Iterable[dataclasses.Field[Any]]) -> Iterator[str]:
    yield from ("| setting | default |", "|---|---|")
    for field in fields:
        yield f"| `{field.name}` | `{_toml(_value(record, field))}` |"
    yield ""


def _toml(value: Any) -> str:
    """A default as a TOML file would have it.

    >>> _toml(("a",)), _toml(0.5), _toml(True)
    ('["a"]', '0.5', 'true')
    """
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)


class MethodOf(_Markdown):
    """What a table prints of its method: `kg.analyse.ties`, or `kg.analyse.diffusion LAGS` for another name."""

    required_arguments = 1
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        return [nodes.container("", *super().run(), classes=["method"])]

    def lines(self) -> Iterator[str]:
        """Statistic, assumptions and source, as definitions."""
        method: Method = getattr(import_module(self.arguments[0]), (*self.arguments[1:], "METHOD")[0])
        for line in method.lines():
            label, colon, text = line.partition(": ")
            open = re.sub(r"\\?\{(\w+)[^}]*\}", r"*\1*", _told(text))
            yield from (label.capitalize() if colon else "Note", f": {open}", "")


class Readme(_Markdown):
    """A README of the project as a page: what it links to is a page here, or named as a file of the project."""

    required_arguments = 1

    def lines(self) -> list[str]:
        """The lines of the file, with its links."""
        file = ROOT / self.arguments[0]
        self.env.note_dependency(str(file))
        return re.sub(r"\[([^\]]+)\]\(([^):]+)\)", self._link, file.read_text(encoding="utf-8")).splitlines()

    def _link(self, match: re.Match[str]) -> str:
        label, target = match.groups()
        if target in PAGES:
            return f"[{label}]({PAGES[target]})"
        return f"`{target}`" if label == target else f"{label} (`{target}`)"


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives."""
    for name, directive in (("commands", Commands), ("settings", Settings), ("method", MethodOf), ("readme", Readme)):
        app.add_directive(f"kg-{name}", directive)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
