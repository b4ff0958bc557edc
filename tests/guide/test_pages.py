"""What the guide says of tables, statistics, methods and modules is what the code has."""

from __future__ import annotations

import doctest
import pkgutil
import re
import sys
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from pages import GUIDE, ROOT, blocks, commands, page

import kg
from kg import analyse, cli, plots
from kg.analyse.method import Method
from kg.export.flatten import SEPARATOR
from kg.extraction.slogans import quoted
from kg.graph import schema
from kg.tables.schemas import TABLES, table_schema


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one."""
    return re.split("^## ", text.partition(f"\n## {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """The cells of the first Markdown table of a text, without its head."""
    table = re.search(r"(?:^\|.*\n)+", text, re.MULTILINE)
    lines = table.group().splitlines()[2:] if table else []
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_told_with_its_type_and_meaning(name):
    told = rows(section(page("schema"), name))
    view = [("`sources`", "`list<string>`")] if name == "documents" else []
    assert [(row[0], row[1]) for row in told] == [
        *((f"`{f.name}`", f"`{_type(f.type)}`") for f in table_schema(name)),
        *view,
    ]
    assert all(len(row) == 4 and len(row[3]) > 5 for row in told)


def _type(type: object) -> str:
    return re.sub("(element|item): ", "", str(type))


def test_the_graph_is_told_as_it_is():
    text = page("schema")
    told = dict(rows(section(text, "edges").partition("### Relations")[2]))
    assert list(told) == [f"`{name}`" for name in schema.RELATIONS]
    assert all(told[f"`{name}`"].startswith(meaning) for name, meaning in schema.RELATIONS.items())
    named = re.findall("`(\\w+)`", " ".join(row[0] for row in rows(section(text, "The graph"))))
    assert named == list(schema.DOCUMENT)
    columns = {name: set(table_schema(name).names) for name in ("nodes", "edges")}
    assert set(schema.ENTITY) == columns["nodes"] - {"id"}
    assert {*schema.EDGE, *schema.ASSOCIATION} == columns["edges"] - {"source", "target"}
    assert f"joined by `{SEPARATOR}`" in text
    assert all(f"`{name}`" in rows(section(text, "nodes"))[1][3] for name in schema.NODE_TYPES if name != "DOCUMENT")


@pytest.mark.parametrize(("name", "least"), [("statistics", 40), ("matching", 8)])
def test_formulas_and_examples_agree_with_the_code(name, least):
    source = "\n".join(block.text for block in blocks(page(name)) if block.language == "pycon")
    test = doctest.DocTestParser().get_doctest(source, {}, name, f"{name}.md", 0)
    assert len(test.examples) >= least
    said = []
    doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert not said, "".join(said)


def test_every_reason_of_a_rejection_is_told():
    told = set(
        re.findall("`(\\w+)`", " ".join(row[0] for row in rows(page("matching").partition("counted by its reason")[2])))
    )
    assert told == set(quoted.REASONS)


def test_every_method_stands_among_the_statistics():
    told = set(re.findall(r"^```\{kg-method\} (\S+)(?: (\w+))?$", page("statistics"), re.MULTILINE))
    assert told == {
        (module.__name__, "" if name == "METHOD" else name)
        for module in modules(analyse)
        for name, value in vars(module).items()
        if isinstance(value, Method) and name.isupper() and _own(module, name)
    }


def _own(module: object, name: str) -> bool:
    return f"\n{name}: Final = Method(" in Path(module.__file__).read_text(encoding="utf-8")


def modules(package):
    """The public modules of a package."""
    names = [info.name for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")]
    return [import_module(name) for name in names if not name.rpartition(".")[2].startswith("_")]


def test_every_source_of_a_statistic_is_listed():
    listed = re.findall(r"\((\d{4})\)", section(page("statistics"), "Sources"))
    told = [m for module in modules(analyse) for m in vars(module).values() if isinstance(m, Method)]
    years = {year for method in told for year in re.findall(r"\b(?:1[89]|20)\d\d\b", method.source)}
    assert years - {"2016"} <= set(listed)


def test_the_api_has_every_module_of_the_analyses():
    told = re.findall(r"automodule:: (\S+)", "\n".join(path.read_text(encoding="utf-8") for path in api()))
    assert len(told) == len(set(told))
    assert {module.__name__ for module in modules(analyse)} <= set(told)
    assert {plots.__name__, "kg.export", "kg.records", "kg.config", "kg.errors", "kg.spacy"} <= set(told)
    assert not [name for name in told if "._" in name]


def test_the_api_has_all_of_kg():
    text = "\n".join(path.read_text(encoding="utf-8") for path in api())
    functions = set(kg.__all__) - set(kg.records.__dict__) - {"__version__", "KgError", "Config", "Lexicon"}
    assert not [name for name in functions if not re.search(rf":: (?:kg\.)?{name}\b", text)]


def api() -> list[Path]:
    return sorted((GUIDE / "api").glob("*.md"))


def test_commands_that_are_only_shown_can_be_parsed():
    import typer

    shown = [
        words for path in GUIDE.glob("*.md") for block in blocks(path.read_text(encoding="utf-8"))
        if block.language == "bash" for words in commands(block.text) if words[0] == "kg"
    ]  # fmt: skip
    assert shown
    root = typer.main.get_command(cli.app)
    with root.make_context("kg", ["build"], resilient_parsing=True) as context:
        for words in shown:
            root.commands[words[1]].make_context(words[1], words[2:], parent=context)


def test_the_format_of_the_lexicon_is_told_once():
    included = re.search(r"```\{include\} (\S+)", page("lexicon"))
    assert (GUIDE / included[1]).resolve() == ROOT / "kg" / "lexicon" / "FORMAT.md"
