"""How name-like a candidate is: one score, and the reasons for it.

The score is a sum of log-odds. The weights were first fitted by logistic regression (is a candidate of the news of
2022–2026 and of the government reports since 1954 a name of the lexicon?), then rounded and in part set by hand, with
an eye on the first few hundred rows. A candidate gains by

- standing in quotation marks: 2 if ever, and up to 1.6 by the share of its occurrences, full at one half;
- being governed by verbs that take formulations: 4 times the share, which counts up to 0.6;
- standing before a noun for formulations: 0.7; ending in one: 1.9;
- counting its parts: 1.8; having members of one length: 0.6;
- association: 5 times the NPMI of its weakest split (Church and Hanks 1990; Bouma 2009), 0.43 where not measured;
- free edges: 0.5 a nat of the branching entropy of its narrower side (Jin and Tanaka-Ishii 2006), up to 3.5 nats;
- being in use: 1 a doubling of the documents up to 8 of them, 0.4 a doubling from there to 128; the fit gave 0.2, but a
  list that is read from the top should begin with what many documents have.

It loses 3 where only its recurrence speaks for it, and 12 in any case, so that rows above 0 are as a rule names. A
string that is mostly part of a longer candidate, and a better candidate with a context around it, are left out
(`nesting`; cf. the C-value of Frantzi, Ananiadou and Mima 2000).
"""

from __future__ import annotations

import numpy as np

from kg.analyse.discovery import shape
from kg.analyse.discovery.figures import Figures, Floats
from kg.analyse.method import Method

METHOD = Method(
    "score: a sum of log-odds for quotation marks, governing verbs, head nouns, counted parts, association (NPMI of the "
    "weakest split), free edges (branching entropy) and documents; rows above 0 are as a rule names",
    "the weights come from names of the lexicon in news and government reports, in part set by hand: a rank, no probability; "
    "phrases of other kinds of text may score alike",
    "Church and Hanks 1990; Bouma 2009; Jin and Tanaka-Ishii 2006; Frantzi, Ananiadou and Mima 2000",
    (
        "count: occurrences of the characters; first: date of the earliest dated document; reasons: what raises the score",
    ),
)

NO_WEIGHTS = "names are found by how often their characters recur"

SHAPE = 4.3
"""The most that the shape of a name can add."""

UNSUPPORTED = 3
"""What a candidate loses for which only its recurrence or its quotation marks speak: most such are ordinary phrases."""

UNMEASURED = 0.43
"""The association of names that hold more than Chinese characters: about that of the known ones."""


def by_figures(found: Figures, association: Floats) -> Floats:
    """The part of the score that the figures give."""
    together = np.where(np.isnan(association), UNMEASURED, association)
    entropy = np.minimum(np.minimum(found.left, found.right), 3.5)
    doublings = np.log2(found.documents)
    total = np.minimum(doublings, 3) + 0.4 * np.clip(doublings - 3, 0, 4) + 0.5 * entropy + 5 * together - 12
    total += 2 * (found.quoted > 0) + 3.2 * np.minimum(found.quoted, 0.5)
    scored: Floats = total + 4 * np.minimum(found.governed, 0.6) + 0.7 * (found.headed > 0)
    return scored


def by_shape(name: str, quoted: bool) -> float:
    """The part of the score that the name itself gives; `quoted`: it often stands in quotation marks."""
    return 1.9 * bool(shape.named(name)) + 1.8 * shape.numeric(name, quoted) + 0.6 * shape.parallel(name)


def reasons(name: str, found: Figures, association: Floats, at: int) -> tuple[str, ...]:
    """What raises the score of the candidate at a place, in words."""
    quoted, governed, headed = found.quoted[at], found.governed[at], found.headed[at]
    entropy, head = min(found.left[at], found.right[at]), shape.named(name)
    return tuple(
        reason
        for holds, reason in (
            (quoted >= 0.005, f"quoted {quoted:.0%}"),
            (governed >= 0.05, f"governed {governed:.0%}"),
            (headed >= 0.05, f"before a head noun {headed:.0%}"),
            (head, f"ends in {head}"),
            (shape.numeric(name, quoted >= 0.3), "counts"),
            (shape.parallel(name), "even members"),
            (association[at] >= 0.3, f"NPMI {association[at]:.2f}"),
            (entropy >= 1, f"entropy {entropy:.1f}"),
        )
        if holds
    )
