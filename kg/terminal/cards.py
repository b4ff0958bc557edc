"""All about one name, on stdout: of a build its card, of a lexicon its entry."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.analyse.method import counted
from kg.errors import UsageError
from kg.terminal.lines import print_rows, say, warn
from kg.unwrap import line

if TYPE_CHECKING:
    from kg.analyse.card import Card
    from kg.analyse.evidence import Evidence
    from kg.lexicon import Lexicon


def card(found: Card) -> None:
    """The card of an entity."""
    entity = found.entity
    say(f"{entity.name}  [{' '.join(word for word in (entity.type.lower(), entity.kind) if word)}]")
    for label, value in _facts(found).items():
        if value:
            say(f"  {label}: {value}")
        if label == _COUNTED:
            for left_out in dataclasses.replace(found.written, sets=()).lines():
                say(f"  {left_out}")
    _wordings(found)
    _neighbours(found)
    evidence(found.evidence, entity.mentions)
    for several in found.sets:
        say()
        say(f"also named in a set, not counted above: {several.name}, {counted(several.mentions, 'mentions')}")
        _sentences(several.evidence)


_COUNTED = "in this corpus"
"""The fact behind which stands what it leaves out."""


def _facts(found: Card) -> dict[str, str]:
    """What the card states, in order; nothing where nothing is known."""
    entity = found.entity
    span = f", {entity.first} – {entity.last}" if entity.first else ""
    return {
        "aliases": "；".join(entity.aliases),
        "parts": "；".join(entity.parts),
        "English": entity.english,
        "since": entity.since,
        "raised by": entity.raised_by,
        "supersedes": "；".join(entity.supersedes),
        "superseded by": "；".join(entity.superseded_by),
        "held": " – ".join(dict.fromkeys(day for day in (entity.start, entity.end) if day)),
        "domain": entity.domain,
        _COUNTED: f"{counted(entity.mentions, 'mentions')} in {counted(entity.documents, 'documents')}{span}",
        "verbs": "、".join(f"{verb.verb} {verb.count}" for verb in found.verbs),
        "relations": "；".join(f"{link.relation} {'→' if link.outward else '←'} {link.name}" for link in found.links),
    }


def _wordings(found: Card) -> None:
    """What the texts themselves say that the name consists of, against what the lexicon knows."""
    from kg.analyse.wordings import difference

    for wording in found.wordings:
        against = difference(found.entity.parts, wording.members) if found.entity.known else ""
        told = f" [{against}]" if against else ""
        say(f"  as texts unfold it: {'；'.join(wording.members)} ({wording.count}){told}")


def _neighbours(found: Card) -> None:
    """The names that stand with it, by window."""
    if found.neighbours:
        say()
        rows = [(n.window, n.name, n.type.lower(), n.count, n.documents, n.npmi, n.llr, n.q) for n in found.neighbours]
        print_rows(("window", "neighbour", "type", "count", "documents", "NPMI", "G²", "q"), rows)


def evidence(sentences: Iterable[Evidence], total: int) -> None:
    """Sentences with the names marked, each with where it stands; `total` mentions there are in all."""
    shown = list(sentences)
    if not shown:
        return
    say()
    say(f"evidence: {counted(len(shown), 'sentences')}; {counted(total, 'mentions')} in all")
    _sentences(shown)


def _sentences(shown: Iterable[Evidence]) -> None:
    for item in shown:
        say(f"  {_marked(item)}")
        say("    — " + "，".join(part for part in (item.title or item.source, item.section, item.date) if part))


def _marked(item: Evidence) -> str:
    """The sentence with 【】 around the names."""
    text, at, pieces = item.text, 0, []
    for mark in item.marks:
        pieces += [text[at : mark.start], "【", text[mark.start : mark.end], "】"]
        at = mark.end
    return line("".join([*pieces, text[at:]]))


def entry(lexicon: Lexicon, name: str) -> None:
    """What a lexicon knows of a slogan or meeting, field by field; raises `UsageError` for an unknown name."""
    plain = name.strip("“”\"'")
    from kg.analyse._unknown import close
    from kg.lexicon import Slogan
    from kg.link.full import full

    meeting = lexicon.meeting_names.get(plain, "") or full(plain)
    found = (
        lexicon.slogans.get(lexicon.canonical.get(plain, ""))
        or lexicon.meetings.get(meeting)
        or lexicon.series.get(meeting)
    )
    if found is None:
        near = close(plain, (*lexicon.canonical, *lexicon.meeting_names))
        none = "no entry of the lexicon has it; kg lexicon search TEXT looks through it"
        raise UsageError(f"unknown name {name!r}: " + (f"did you mean {', '.join(near)}?" if near else none))
    for field, value in dataclasses.asdict(found).items():
        if value not in ("", (), 0) and field not in ("counting", "bare", "headed"):
            say(f"{field}: {'；'.join(value) if isinstance(value, tuple) else value}")
    if isinstance(found, Slogan) and not found.bare:
        say("found only in quotation marks")
    if isinstance(found, Slogan) and found.headed:
        say("found only in quotation marks, or before a word for what it is (方针, 原则, 作风)")
    if isinstance(found, Slogan) and found.parts and not found.counting:
        say("its numeral does not count its parts")


def entries(lexicon: Lexicon, text: str) -> None:
    """The slogans and meetings that hold a text in a name, an alias, the English name or the pinyin, a row each."""
    rows = [
        (found.name, found.kind, found.english, "；".join(found.aliases))
        for found in lexicon.slogans.values()
        if _holds(text, found.name, *found.aliases, found.english, found.pinyin)
    ]
    rows += [
        (found.name, "meeting", "", "；".join(found.aliases))
        for found in lexicon.meetings.values()
        if _holds(text, found.name, *found.aliases)
    ]
    if rows:
        print_rows(("name", "kind", "English", "aliases"), rows)
    else:
        warn(f"kg: no entry holds {text!r}")


def _holds(text: str, *writings: str) -> bool:
    from kg._spelling import letters

    return any(letters(text) in letters(writing) for writing in writings)
