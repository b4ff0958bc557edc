"""Word (.docx): paragraphs, one a line, those of tables and text boxes in their place, notes after the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.config import Read
from kg.read._package import Package, opened, resolved
from kg.read._properties import properties
from kg.read._source import Fields, Raw

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_BREAKS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_UNSEEN: Final = frozenset(("pPr", "rPr", "sectPr", "del", "moveFrom", "delText", "instrText", "rt"))
"""What is no text: formats, what a tracked change took away, the code of fields, the reading above a character."""

_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CORE: Final = "docProps/core.xml"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_CREATED: Final = "{http://purl.org/dc/terms/}created"
_MAIN: Final = "word/document.xml"
_NOTES: Final = ("footnotes", "endnotes")
_BESIDE: Final = {"header": "header", "footer": "footer", "comments": "comments"}
"""Parts that are left out, by how the kind of their relation ends."""


def read(stream: BinaryIO, config: Read) -> Iterator[Raw]:
    """One text with all tracked changes accepted; headers, footers and comments are left out and named.

    The numbers that Word counts itself (automatic lists) are no text of the file, so they are not here either.
    Raises `MissingExtra` without the extra `formats`.
    """
    with opened(stream, "Word document", config) as package:
        main, others = _parts(package)
        paragraphs = [*_paragraphs(package.xml(main))]
        for kind, name in others:
            if kind in _NOTES and name in package:
                paragraphs += filter(str.strip, _paragraphs(package.xml(name)))
        left_out = tuple(_left_out(package, others))
        core = package.xml(_CORE) if _CORE in package else None
    yield Raw("\n".join(paragraphs), properties=_properties(core), left_out=left_out, read_as="docx")


def _parts(package: Package) -> tuple[str, list[tuple[str, str]]]:
    """The name of the main part, and of the parts that it points to, each with the kind of relation."""
    found = [name for kind, name in _relations(package, "") if kind == "officeDocument"]
    main = found[0] if found else _MAIN
    return main, sorted(_relations(package, main))


def _relations(package: Package, part: str) -> Iterator[tuple[str, str]]:
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels".removeprefix("/")
    if rels in package:
        for relation in package.xml(rels):
            if relation.get("TargetMode") != "External":
                yield relation.get("Type", "").rpartition("/")[2], resolved(part, relation.get("Target", ""))


def _left_out(package: Package, others: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for kind, name in others:
        if kind in _BESIDE and name in package:
            text = "\n".join(filter(str.strip, _paragraphs(package.xml(name))))
            if text:
                yield _BESIDE[kind], text


def _properties(core: Element | None) -> Fields:
    if core is None:
        return ()
    title, creator, created = (core.findtext(name) for name in (f"{_DC}title", f"{_DC}creator", _CREATED))
    return properties(title=title, creator=creator, created=created)


def _tag(element: Element) -> str:
    return element.tag.removeprefix(_W).removeprefix(_STRICT)


def _paragraphs(body: Element) -> Iterator[str]:
    """The text of each paragraph, in document order; that of a text box after the paragraph that it hangs on.

    A paragraph whose end a tracked change took away goes on in the next. The walk is a loop, for files nest as deep as
    they like.
    """
    open_: list[list[str]] = [[]]  # paragraphs begun, outermost first
    boxes: list[str] = []
    stack: list[tuple[Element, bool]] = [(body, False)]
    while stack:
        element, leaving = stack.pop()
        tag = _tag(element)
        if leaving:
            pieces = open_.pop()
            if len(open_) > 1:
                boxes.append("".join(pieces))
            elif _goes_on(element):
                open_[0].append("".join(pieces))
            else:
                yield "".join([*open_[0], *pieces])
                open_[0].clear()
                yield from boxes
                boxes.clear()
            continue
        if element.tag == _FALLBACK or tag in _UNSEEN:
            continue
        if tag == "t":
            open_[-1].append(element.text or "")
        elif tag == "p":
            open_.append([])
            stack.append((element, True))
        else:
            open_[-1].append(_BREAKS.get(tag, ""))
        stack.extend((child, False) for child in reversed(element))
    if rest := "".join(open_[0]):
        yield rest


def _goes_on(paragraph: Element) -> bool:
    """Whether a tracked change took away the end of the paragraph."""
    formats = (child for child in paragraph if _tag(child) == "pPr")
    marks = (child for format in formats for child in format if _tag(child) == "rPr")
    return any(_tag(child) in ("del", "moveFrom") for mark in marks for child in mark)
