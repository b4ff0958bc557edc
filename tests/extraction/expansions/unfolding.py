"""What a text unfolds a name into."""

from kg.extraction import expansions
from kg.extraction.spans import Span
from kg.segment import segment


def unfolded(text, name, kind="numeric"):
    """The members of each expansion of the first mention of a name."""
    at = text.index(name)
    found = expansions.find(text, text, [Span(at, at + len(name), "SLOGAN", kind, "")], segment("doc:0", text))
    return [item.members for item in found]
