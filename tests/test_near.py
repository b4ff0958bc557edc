import random
import time
from types import SimpleNamespace

import numpy as np
import pytest

from kg import near
from kg.near import Near
from kg.sketches import SHORTEST, sketched

WORDS = "春耕 生产 抓好 落实 各村 群众 任务 安排 部署 检查 督促 党员 干部 带头 水利 道路 学校 医院 市场 粮食".split()


def text(seed: int, words: int = 400) -> str:
    chosen = random.Random(seed)
    return "".join(chosen.choice(WORDS) + chosen.choice("，。的了在") for _ in range(words))


def changed(text: str, every: int) -> str:
    return "".join("某" if at % every == 0 else character for at, character in enumerate(text))


COPIES = {
    1: text(1),
    2: "仅供学习 禁止外传\n在某会上的讲话\n" + text(1).replace("，", " , "),
    3: changed(text(1), 300),
    4: changed(text(1), 12),
    5: text(2),
}


@pytest.mark.parametrize("together", [1, 2, 5])
def test_a_copy_with_another_heading_is_near_and_another_text_is_not(together):
    assert _asked(COPIES, together) == {2: 1, 3: 1}


def test_short_texts_are_only_equal_or_not():
    assert _asked(dict.fromkeys((1, 2), "甲" * (SHORTEST - 1)), 2) == {}


@pytest.mark.parametrize("crowd", [2, 32])
def test_how_many_are_asked_for_at_once_does_not_show(monkeypatch, crowd):
    monkeypatch.setattr(near, "_CROWD", crowd)
    chosen, texts = random.Random(5), [text(1), text(2, 80), "甲乙丙" * SHORTEST]
    for seed in range(80):
        other = list(chosen.choice(texts))
        for _ in range(chosen.choice([0, 1, 3, 10])):
            other[chosen.randrange(len(other))] = "某"
        texts.append("".join(other) if seed % 3 else text(1, 150) + text(seed, 10))
    named = dict(enumerate(texts))
    alone = _asked(named, 1)
    assert len(alone) > 10
    assert _asked(named, 7) == _asked(named, 30) == _asked(named, len(named)) == alone


def _asked(texts: dict[int, str], together: int, percent: int = 90) -> dict[int, int]:
    with Near(percent) as near:
        found, ids = {}, list(texts)
        for at in range(0, len(ids), together):
            some = ids[at : at + together]
            of, _ = near.earlier(np.array(some, np.uint64), sketched([texts[id] for id in some]))
            found |= {id: other for id, other in zip(some, of.tolist(), strict=True) if id != other}
    return found


@pytest.mark.parametrize("together", [1, 300])
def test_a_formula_in_all_texts_costs_no_quadratic_time(together):
    formula = text(9, 200)
    texts = {seed: formula + text(seed + 10, 100) for seed in range(600)}
    started = time.process_time()
    assert _asked(texts, together, 95) == {}
    assert time.process_time() - started < 6


def test_a_disk_that_takes_a_little_at_a_time_keeps_all():
    with Near(90) as near:
        file = near._sketches
        near._sketches = SimpleNamespace(
            write=lambda data: file.write(data[:100]), seek=file.seek, read=file.read, close=file.close
        )
        ones, others = np.array([1], np.uint64), np.array([2, 3], np.uint64)
        assert near.earlier(ones, sketched([COPIES[1]]))[0].tolist() == [1]
        assert near.earlier(others, sketched([COPIES[5], COPIES[3]]))[0].tolist() == [2, 1]
