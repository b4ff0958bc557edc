from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_tables import Small, small

from kg.analyse._fingerprints import RUN, WINDOW, codes, hashes, winnowed
from kg.analyse.duplicates import deduped, near_duplicates
from kg.analyse.reuse import SHORTEST, aligned, pairs, passages
from kg.config import Config
from kg.errors import UsageError

SHARED = "灯下议事要先把灯点亮，再把水渠走一遍，最后把三本账摆在桌上让大家看清楚。"
TEXTS = (
    ("旧.txt", "", "2001", ("这一天村里下着小雨。", SHARED, "散会以后各自回家去做饭。")),
    (
        "新.txt",
        "",
        "2009",
        ("十年以后又到了这里，", "灯下议事要先把灯点亮、再把水渠走一遍，", "最后把三本帐摆在桌上让大家看清楚！完。"),
    ),
    ("别.txt", "", "2005", ("城里的路修得很宽，树也种得很高，没有人再提从前的事情。",)),
)


@pytest.fixture(scope="module")
def copied() -> Small:
    return small(TEXTS)


def test_a_passage_is_found_across_marks_sentences_and_a_changed_letter(copied: Small) -> None:
    (row,) = passages(copied, least=20).to_pylist()
    assert (row["source_a"], row["date_a"], row["source_b"], row["date_b"]) == ("旧.txt", "2001", "新.txt", "2009")
    assert row["text_a"] == SHARED.rstrip("。")
    assert row["text_b"].startswith("灯下议事") and row["text_b"].endswith("看清楚")
    letters = sum(map(str.isalnum, SHARED))
    assert (row["letters"], row["similarity"]) == (letters - 1, pytest.approx((letters - 1) / letters))
    for side in "ab":
        text = copied.sql("select text from documents where id = ?", [row[f"document_{side}"]]).fetchall()[0][0]
        assert text[row[f"start_{side}"] : row[f"end_{side}"]] == row[f"text_{side}"]


def test_pairs_sum_up(copied: Small) -> None:
    (row,) = pairs(passages(copied, least=20), copied).to_pylist()
    size = sum(map(str.isalnum, "".join(TEXTS[0][3])))
    assert (row["passages"], row["share_a"]) == (1, pytest.approx(row["letters"] / size))


def test_a_document_by_name_and_formulas(copied: Small) -> None:
    assert passages(copied, least=20, document="新").num_rows == 1
    assert passages(copied, least=20, document="别").num_rows == 0
    with pytest.raises(UsageError, match="unknown document '没有'"):
        passages(copied, document="没有")
    many = small(
        [(f"{i}.txt", "", "", (SHARED,)) for i in range(1)]
        + [(f"x{i}.txt", "", "", (mark, SHARED)) for i, mark in enumerate("甲乙丙丁")]
    )
    assert passages(many, spread=4).num_rows == 0
    assert passages(many, spread=5).num_rows == 10


def test_what_is_too_short_is_refused(copied: Small) -> None:
    with pytest.raises(UsageError, match="15 letters or more, not 14"):
        passages(copied, least=SHORTEST - 1)


def test_traditional_script_counts_as_simplified() -> None:
    assert codes(["會議要求"]).tolist() == codes(["会议要求"]).tolist()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(SHORTEST, 60), st.integers(0, 40), st.integers(0, 40))
def test_a_shared_passage_of_the_shortest_length_leaves_a_hash_in_both(seed: int, size: int, a: int, b: int) -> None:
    draw = random.Random(seed)
    shared, one, other = ([draw.randrange(50) for _ in range(n)] for n in (size, a, b))
    sides = [np.array(values, dtype=np.uint32) for values in ([*one, *shared, *one], [*other, *shared, *other])]
    prints = [winnowed(hashes(values))[0] for values in sides]
    assert np.intersect1d(*prints).size


@settings(max_examples=60, deadline=None)
@given(st.text("甲乙丙", min_size=RUN, max_size=60), st.text("甲乙丙", min_size=RUN, max_size=60))
def test_aligned_passages_are_what_they_say(one: str, other: str) -> None:
    a, b = (np.array([ord(c) for c in text], dtype=np.uint32) for text in (one, other))
    seeds = [(x, y) for x in range(len(a)) for y in range(len(b)) if one[x : x + 4] == other[y : y + 4]]
    for found in aligned(a, b, seeds):
        assert 0 < found.same <= min(found.a_end - found.a, found.b_end - found.b)
        assert one[found.a] == other[found.b] and one[found.a_end - 1] == other[found.b_end - 1]


def test_winnowing_takes_the_smallest_of_every_window() -> None:
    values = np.array(random.Random(1).sample(range(1000), 100), dtype=np.uint64)
    kept = set(winnowed(values)[1].tolist())
    for start in range(len(values) - WINDOW + 1):
        assert start + int(np.argmin(values[start : start + WINDOW])) in kept


DRAW = random.Random(7)
LONG = "".join(DRAW.choice("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳") for _ in range(900))
EDITED = LONG[:300] + "改" + LONG[301:640] + "正" + LONG[641:]


@pytest.fixture(scope="module")
def reprinted() -> Small:
    shorter = LONG[:450] + "四盏灯。"
    return small(
        (
            ("b.txt", "", "2003", (EDITED + "四盏灯。",)),
            ("a.txt", "", "2001", (LONG + "四盏灯。",)),
            ("c.txt", "", "", (shorter,)),
        )
    )


def test_a_reprint_is_a_near_duplicate_of_the_earlier(reprinted: Small) -> None:
    (row,) = near_duplicates(reprinted).to_pylist()
    assert (row["source"], row["kept_source"], row["kept_date"]) == ("b.txt", "a.txt", "2001")
    assert 0.9 < row["resemblance"] < 1
    half = near_duplicates(reprinted, resemblance=0.4).to_pylist()
    assert [row["source"] for row in half] == ["b.txt", "c.txt"]
    assert 0.4 < half[1]["resemblance"] < 0.6
    with pytest.raises(UsageError, match=r"at most 1, not 1\.5"):
        near_duplicates(reprinted, resemblance=1.5)


def test_other_analyses_go_without_the_copies(reprinted: Small) -> None:
    from kg.analyse import frequency

    ((name, documents),) = [
        (row["name"], row["documents"]) for row in frequency.overall(deduped(reprinted, Config())).to_pylist()
    ]
    assert (name, documents) == ("四盏灯", 2)
    assert near_duplicates(deduped(reprinted, Config())).num_rows == 0


def test_an_empty_text_shares_nothing() -> None:
    none = small((("a.txt", "", "", ("。",)), ("b.txt", "", "", ("！",))))
    assert passages(none).num_rows == near_duplicates(none).num_rows == 0
