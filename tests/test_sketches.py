import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sketches import PAD, SHORTEST, SKETCH, similarity, sketched

WORDS = "春耕 生产 抓好 落实 各村 群众 任务 安排 部署 检查 督促 党员 干部 带头 水利 道路 学校 医院 市场 粮食".split()
ONE = "".join(random.Random(3).choices(WORDS, k=3000))


@pytest.mark.parametrize("every", [7, 20, 60, 200])
def test_the_estimate_is_close_to_the_overlap(every):
    two = "".join("某" if at % every == 0 else character for at, character in enumerate(ONE))
    first, second = ({text[at : at + 5] for at in range(len(text) - 4)} for text in (ONE, two))
    exact = len(first & second) / len(first | second)
    assert abs(similarity(sketched([ONE]), sketched([two]))[0] - exact) < 0.15


@given(st.lists(st.text(max_size=SHORTEST * 2), max_size=6))
def test_the_sketch_of_a_text_is_the_same_beside_others(texts):
    texts = ["甲乙丙丁" * SHORTEST, *texts, ONE]
    together = sketched(texts)
    assert (together == np.concatenate([sketched([text]) for text in texts])).all()
    long = together[:, 0] != PAD
    assert (similarity(together[long], together[long]) == 1).all()


def test_only_letters_and_digits_count_in_every_plane():
    text = "𠀀㐀甲a1" * SHORTEST
    assert (sketched([text]) == sketched(["_，\x00".join(text) + "\U0001f600\ud800" * 9])).all()


def test_hashes_are_the_least_none_twice_and_none_of_a_short_text():
    short, few, many = sketched(["甲" * (SHORTEST - 1), "甲乙丙丁" * (SHORTEST // 4), ONE])
    assert (short == PAD).all()
    assert np.count_nonzero(few != PAD) == 4
    assert len(many) == SKETCH
    assert (many[1:] > many[:-1]).all()


def test_what_a_text_says_over_again_counts_once():
    often, own = ONE[:300] * 400, ONE[300:2000]
    assert (sketched([often + own]) == sketched([often[:600] + own + often[:10]])).all()


def test_no_texts_have_no_sketches():
    assert sketched([]).shape == (0, SKETCH)
