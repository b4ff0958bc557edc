"""The time left is true after a few seconds, by a clock of our own."""

import random

import pytest

from kg.estimate import AFTER, Estimate

STAGES = ("documents", "graph", "html")
MEGABYTE = 1_000_000


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def run(parts, *, speed, pace, jobs=2, found=0, packed=1.0):
    """A build of parts of these megabytes at so many a second: (seconds gone, guess, seconds really left) in time."""
    clock = Clock()
    estimate, said = Estimate(clock), []
    estimate.plan(STAGES, round(sum(parts) * MEGABYTE * packed))
    estimate.stage("documents")
    for size in parts[:found]:
        clock.now += 0.01
        estimate.advance(round(size * MEGABYTE * packed), round(size * MEGABYTE), False)
    start, free = clock.now, [clock.now] * jobs
    for size in parts[found:]:
        free.sort()
        free[0] += size / speed * jobs
        clock.now = max(clock.now, free[0])
        estimate.advance(round(size * MEGABYTE * packed), round(size * MEGABYTE), True)
        said.append((clock.now - start, estimate.left()))
    for stage in STAGES[1:]:
        estimate.stage(stage)
        half = pace * AFTER[stage] * sum(parts) / 2
        clock.now += half
        said.append((clock.now - start, estimate.left()))
        clock.now += half
    end = clock.now - start
    return [(gone, guess, end - gone) for gone, guess in said if guess is not None]


@pytest.mark.parametrize("speed", [0.5, 4, 30])
@pytest.mark.parametrize(("found", "packed"), [(0, 1.0), (30, 0.3), (59, 1.0)])
def test_the_guess_is_near_after_a_few_parts(speed, found, packed):
    parts = [random.Random(n).uniform(0.5, 2.0) for n in range(120)]
    said = run(parts, speed=speed, pace=1.0, found=found, packed=packed)
    late = [(guess, really) for gone, guess, really in said if gone > 12 / speed]
    assert len(late) > 30
    assert all(abs(guess - really) < 0.25 * really + 0.5 for guess, really in late)


def test_a_slow_machine_is_told_by_its_first_stage_after_the_documents():
    said = run([1.0] * 60, speed=2, pace=3.0)
    guess, really = said[-1][1:]
    assert guess == pytest.approx(really, rel=0.1)


def test_nothing_is_said_too_early_or_without_a_plan():
    clock = Clock()
    estimate = Estimate(clock)
    estimate.stage("documents")
    estimate.advance(10, 10, True)
    assert estimate.left() is None
    estimate.plan(STAGES, 100)
    estimate.stage("documents")
    clock.now = 0.5
    estimate.advance(10, 10, True)
    assert estimate.left() is None
    clock.now = 2.0
    assert estimate.left() is not None


def test_it_counts_down_between_two_parts_and_never_below_nothing():
    clock = Clock()
    estimate = Estimate(clock)
    estimate.plan(["documents"], 100)
    estimate.stage("documents")
    clock.now = 10.0
    estimate.advance(50, 50, True)
    guesses = []
    for clock.now in (10.0, 13.0, 25.0):
        guesses.append(estimate.left())
    assert guesses == [10.0, 7.0, 0.0]
