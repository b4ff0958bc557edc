import random

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kg import near
from kg.copies import FIRST, NEAR, SAME, Copies, Verdict, Verdicts
from kg.sketches import sketched
from tests.test_near import changed, text


def _texts(seed: int, size: int = 60) -> tuple[np.ndarray, np.ndarray]:
    """The numbers and sketches of texts of which many are copies, some long enough to be compared and some not."""
    chosen = random.Random(seed)
    texts = [text(number, 300) for number in range(4)] + ["会议" * number for number in range(1, 4)]
    for _ in range(size):
        texts.append(changed(chosen.choice(texts), chosen.choice([10**9, 10**9, 90, 6])))
    texts = [chosen.choice(texts) for _ in texts]
    numbers = {text: (1 << 63) + place for place, text in enumerate(dict.fromkeys(texts))}
    return np.array([numbers[text] for text in texts], np.uint64), sketched(texts)


def _judged(copies: Copies, numbers, sketches, cuts: list[int]) -> list[Verdict]:
    ends = [*cuts, len(numbers)]
    return [
        copies.judge(numbers[start:end], None if sketches is None else sketches[start:end])
        for start, end in zip([0, *ends], ends, strict=False)
    ]


def _joined(verdicts: list[Verdict]) -> list[list[int]]:
    return [np.concatenate(column).tolist() for column in zip(*verdicts, strict=True)]


def test_a_text_is_first_or_the_same_or_near():
    numbers = np.array([7, 8, 7, 9, 8], np.uint64)
    long = text(1)
    with Copies(90) as copies:
        found = copies.judge(numbers, sketched([long, changed(long, 300), long, text(2), changed(long, 300)]))
        again = copies.judge(numbers[:2], sketched([long, changed(long, 300)]))
    assert found.kind.tolist() == [FIRST, NEAR, SAME, FIRST, NEAR]
    assert found.of.tolist() == [7, 7, 7, 9, 7]
    assert again.kind.tolist() == [SAME, NEAR]
    assert again.of.tolist() == [7, 7]


@pytest.mark.parametrize("percent", [0, 80])
@pytest.mark.parametrize("crowd", [2, 32])
def test_how_many_are_asked_for_at_once_does_not_show(monkeypatch, percent, crowd):
    monkeypatch.setattr(near, "_CROWD", crowd)
    kinds: set[int] = set()
    for seed in range(8):
        numbers, sketches = _texts(seed)
        with Copies(percent) as alone, Copies(percent) as some:
            one = _joined(_judged(alone, numbers, sketches, list(range(1, len(numbers)))))
            assert _joined(_judged(some, numbers, sketches, [5, 6, 31])) == one
        kinds.update(one[2])
    assert kinds == ({FIRST, SAME, NEAR} if percent else {FIRST, SAME})


@pytest.mark.parametrize("percent", [0, 80])
def test_after_what_is_recalled_the_rest_is_judged_as_if_all_had_been(monkeypatch, percent):
    monkeypatch.setattr(near, "_CROWD", 3)
    for seed in range(8):
        numbers, sketches = _texts(seed)
        with Copies(percent) as judged, Copies(percent) as recalled:
            *before, last = _judged(judged, numbers, sketches, [20, 40])
            for start, verdict in zip((0, 20), before, strict=True):
                recalled.recall(verdict, sketches[start : start + 20])
            found = recalled.judge(numbers[40:], sketches[40:])
        assert _joined([found]) == _joined([last])


def test_verdicts_hold_as_long_as_the_texts_are_those_that_were_judged(tmp_path):
    numbers, sketches = _texts(3)
    with Copies(80) as copies:
        made = Verdicts()
        judged = made.judge(copies, numbers, sketches)
        made.write(tmp_path / "a.parquet")
    known = Verdicts.read(tmp_path / "a.parquet")
    with Copies(80) as copies:
        some = [known.judge(copies, numbers[:9], sketches[:9])]
        some.append(known.judge(copies, numbers[9:], sketches[9:]))
    assert _joined(some) == _joined([judged])
    known.write(tmp_path / "none.parquet")  # nothing that is not known
    assert not (tmp_path / "none.parquet").exists()
    other = Verdicts.read(tmp_path / "a.parquet")
    with Copies(80) as copies, Copies(80) as plain:
        found = [other.judge(copies, numbers[:9], sketches[:9]), other.judge(copies, numbers[20:], sketches[20:])]
        assert _joined(found) == _joined(
            _judged(plain, *(np.delete(each, np.s_[9:20], 0) for each in (numbers, sketches)), [9])
        )
    other.write(tmp_path / "b.parquet")
    assert (tmp_path / "b.parquet").exists()


@pytest.mark.parametrize("names", [Verdict._fields, "abcd"])
@pytest.mark.parametrize("kind", [pa.uint8(), pa.uint64()])
def test_a_file_of_other_columns_tells_nothing(tmp_path, names, kind):
    columns = [pa.array([1], each) for each in (pa.uint64(), pa.uint64(), kind, pa.uint8())]
    pq.write_table(pa.table(columns, names=list(names)), tmp_path / "a.parquet", store_schema=False)
    known = Verdicts.read(tmp_path / "a.parquet")._known
    assert (known is not None) == (names != "abcd" and kind == pa.uint8())


@pytest.mark.parametrize("left", [0, 40, -1])
def test_a_damaged_file_tells_nothing(tmp_path, left):
    numbers, sketches = _texts(4)
    path = tmp_path / "a.parquet"
    with Copies(80) as copies:
        made = Verdicts()
        judged = made.judge(copies, numbers, sketches)
        made.write(path)
    data = bytearray(path.read_bytes())
    data[60] ^= 255
    path.write_bytes(data if left < 0 else data[:left])
    with Copies(80) as copies:
        assert _joined([Verdicts.read(path).judge(copies, numbers, sketches)]) == _joined([judged])
