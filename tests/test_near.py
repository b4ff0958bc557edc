import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.near import SHORTEST, Near, similarity, sketched

WORDS = "春耕 生产 抓好 落实 各村 群众 任务 安排 部署 检查 督促 党员 干部 带头 水利 道路 学校 医院 市场 粮食".split()


def text(seed: int, words: int = 400) -> str:
    chosen = random.Random(seed)
    return "".join(chosen.choice(WORDS) + chosen.choice("，。的了在") for _ in range(words))


def changed(text: str, every: int) -> str:
    return "".join("某" if at % every == 0 else character for at, character in enumerate(text))


def test_a_copy_with_another_heading_is_near_and_another_text_is_not():
    near = Near(90)
    assert near.earlier(text(1), "a") == ""
    assert near.earlier("仅供学习 禁止外传\n在某会上的讲话\n" + text(1).replace("，", " , "), "b") == "a"
    assert near.earlier(changed(text(1), 300), "c") == "a"
    assert near.earlier(changed(text(1), 12), "d") == ""
    assert near.earlier(text(2), "e") == ""


def test_short_texts_are_only_equal_or_not():
    near = Near(90)
    assert near.earlier("甲" * (SHORTEST - 1), "a") == near.earlier("甲" * (SHORTEST - 1), "b") == ""


@pytest.mark.parametrize("every", [7, 20, 60, 200])
def test_the_estimate_is_close_to_the_overlap(every):
    one, two = text(3, 3000), changed(text(3, 3000), every)
    plain = [[t.replace("，", "").replace("。", "")] for t in (one, two)]
    first, second = ({p[at : at + 5] for at in range(len(p) - 4)} for (p,) in plain)
    exact = len(first & second) / len(first | second)
    assert abs(similarity(sketched(one), sketched(two)) - exact) < 0.15


@given(st.text(max_size=400))
def test_any_text_is_near_to_itself_or_too_short(value):
    sketch = sketched(value)
    assert sketch is None or similarity(sketch, sketch) == 1.0


def test_a_formula_in_all_texts_costs_no_quadratic_time():
    formula = text(9, 200)
    near = Near(95)
    started = time.process_time()
    for seed in range(600):
        assert near.earlier(formula + text(seed + 10, 100), str(seed)) == ""
    assert time.process_time() - started < 6
