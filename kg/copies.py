"""Which texts come for the first time, and which are copies of earlier ones."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.files import replacing
from kg.near import Near
from kg.ordered import Ordered

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]
    Sketches = NDArray[np.uint32]

FIRST: Final = 0
SAME: Final = 1
NEAR: Final = 2
"""What a text is: there for the first time, an earlier one letter for letter, or nearly so."""


class Verdict(NamedTuple):
    """What some texts in their order are, by their numbers: `kind` as above, and the number of the text that each is `of`.

    `keys` are the hashes by which a first one is remembered, a bit each.
    """

    number: Numbers
    of: Numbers
    kind: NDArray[np.uint8]
    keys: NDArray[np.uint8]

    def rows(self, start: int, end: int) -> Verdict:
        """That of the texts from one place to another."""
        return Verdict(self.number[start:end], self.of[start:end], self.kind[start:end], self.keys[start:end])


class Copies:
    """The texts that were first so far, by number and, where they are compared at all, by sketch; see `Near`."""

    def __init__(self, percent: int) -> None:
        self._numbers = Ordered()
        self._near = Near(percent) if percent else None

    def __enter__(self) -> Copies:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._near:
            self._near.__exit__(kind, error, trace)

    def judge(self, numbers: Numbers, sketches: Sketches | None) -> Verdict:
        """What these texts are after those so far; how many are asked for at once does not show."""
        import numpy as np

        _, places, which = np.unique(numbers, return_index=True, return_inverse=True)
        head = places[which]  # of each text the row where it comes first
        seen = np.zeros(len(numbers), bool)
        seen[self._numbers.between(numbers, numbers)[0]] = True
        new = np.flatnonzero(~seen & (head == np.arange(len(head))))
        of, kind = numbers.copy(), np.full(len(numbers), SAME, np.uint8)
        keys = np.zeros(len(numbers), np.uint8)
        if self._near and sketches is not None:
            of[new], held = self._near.earlier(numbers[new], sketches[new])
            keys[new] = np.packbits(held, axis=1)[:, 0]
        of = of[head]
        kind[of != numbers] = NEAR
        kind[new[of[new] == numbers[new]]] = FIRST
        self._numbers.add(numbers[kind == FIRST])
        return Verdict(numbers, of, kind, keys)

    def recall(self, verdict: Verdict, sketches: Sketches | None) -> None:
        """Go on as if these texts had been judged, as they were before."""
        import numpy as np

        first = verdict.kind == FIRST
        self._numbers.add(verdict.number[first])
        if self._near and sketches is not None:
            held = np.unpackbits(verdict.keys[first, None], axis=1).astype(bool)
            self._near.remember(verdict.number[first], sketches[first], held)


class Verdicts:
    """What was judged of texts that come after the same others, as far as it is known, and what is judged now."""

    def __init__(self, known: Verdict | None = None) -> None:
        self._known = known
        self._judged: list[Verdict] = []
        self._size = 0

    @classmethod
    def read(cls, path: Path) -> Verdicts:
        """Those in a file; none where it is not there, or damaged."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            with pq.ParquetFile(path, page_checksum_verification=True) as stored:
                table = stored.read(use_threads=False)
        except (OSError, pa.ArrowException, ValueError):  # UnicodeDecodeError, of the name of a column
            return cls()
        # no checksum is over the footer, which has the types
        return cls(Verdict(*map(pa.ChunkedArray.to_numpy, table.columns)) if table.schema == _schema() else None)

    def judge(self, copies: Copies, numbers: Numbers, sketches: Sketches | None) -> Verdict:
        """What the next texts are: as known, or else judged, and then those after them too."""
        import numpy as np

        start, self._size = self._size, self._size + len(numbers)
        found = self._known and self._known.rows(start, self._size)
        if found and np.array_equal(found.number, numbers):
            copies.recall(found, sketches)
        else:
            self._known, found = None, copies.judge(numbers, sketches)
        self._judged.append(found)
        return found

    def digest(self) -> bytes:
        """That of the texts so far, in their order."""
        digest = hashlib.sha256()
        for found in self._judged:
            digest.update(found.number.astype("<u8").tobytes())
        return digest.digest()

    def write(self, path: Path) -> None:
        """Write all that was judged, unless it is what was known."""
        import pyarrow.parquet as pq

        if self._known and len(self._known.number) == self._size:
            return
        options = {"compression": "zstd", "use_dictionary": False, "store_schema": False, "write_page_checksum": True}
        with replacing(path) as temporary:
            pq.write_table(self._table(), temporary, **options)

    def _table(self) -> pa.Table:
        import numpy as np
        import pyarrow as pa

        columns = map(np.concatenate, zip(*self._judged, strict=True))
        return pa.table(list(columns), schema=_schema())


def _schema() -> pa.Schema:
    """The columns of a file of verdicts."""
    import pyarrow as pa

    return pa.schema([("number", pa.uint64()), ("of", pa.uint64()), ("kind", pa.uint8()), ("keys", pa.uint8())])
