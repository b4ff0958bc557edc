import threading

import pytest

from kg.ahead import ahead


def test_the_next_item_is_made_while_one_is_used():
    made = [threading.Event() for _ in range(3)]

    def items():
        for number, event in enumerate(made):
            event.set()
            yield number

    given = ahead(items())
    assert next(given) == 0
    assert made[1].wait(5)
    assert list(given) == [1, 2]
    assert list(ahead([])) == []


def test_an_error_comes_after_the_items_before_it():
    def items():
        yield 1
        raise ValueError("not so")

    given = ahead(items())
    assert next(given) == 1
    with pytest.raises(ValueError, match="not so"):
        next(given)


def test_who_stops_early_waits_for_no_more_than_one_item():
    made = []

    def items():
        for number in range(100):
            made.append(number)
            yield number

    given = ahead(items())
    assert next(given) == 0
    given.close()
    assert len(made) <= 2
