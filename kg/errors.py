"""What can go wrong, by name. Every error carries one line a user can act on."""

from __future__ import annotations

from collections.abc import Iterable


class KgError(Exception):
    """Base of all errors of this package; its text is one line for the user."""


class UsageError(KgError):
    """An option, key or name that does not exist (exit code 2)."""


class InputError(KgError):
    """A file that cannot be read as a document; carries the `source` and the reason.

    It is `passing` where another run may read the same file (no memory, no time), and a `remark` where no text is
    missing for it.
    """

    def __init__(self, source: str, reason: str, *, passing: bool = False, remark: bool = False) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason
        self.passing = passing
        self.remark = remark

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str], dict[str, bool]]:
        return (type(self), (self.source, self.reason), {"passing": self.passing, "remark": self.remark})


class LexiconError(KgError):
    """A lexicon file at fault: names the file, the stanza and the field."""


class BuildError(KgError):
    """A build folder that is missing, damaged, or made by another version."""


class MissingExtra(KgError):
    """A feature whose optional dependency is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"{package} is not installed: pip install 'tifa-kg[{extra}]'")


def unknown(what: str, value: object, choices: Iterable[str]) -> UsageError:
    """The error for a name that is not one of the choices.

    >>> print(unknown("format", "gefx", ["gexf", "graphml"]))
    unknown format 'gefx': choose from gexf, graphml
    """
    return UsageError(f"unknown {what} {str(value)!r}: choose from {', '.join(sorted(choices))}")
