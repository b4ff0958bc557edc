import itertools

from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.spans import Cover, Span, disjoint

PAIRS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=12)


def spans(pairs):
    return [Span(start, start + size, "SLOGAN", "numeric", str(at)) for at, (start, size) in enumerate(pairs)]


@given(PAIRS)
def test_disjoint_keeps_the_first_of_what_overlaps(pairs):
    given_spans = spans(pairs)
    kept = disjoint(given_spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(kept))
    for span in given_spans:
        if span not in kept:
            assert any(k.start < span.end and span.start < k.end and int(k.rule) < int(span.rule) for k in kept)


@given(PAIRS, st.integers(0, 60), st.integers(1, 9))
def test_cover_answers_as_a_plain_loop_does(pairs, start, size):
    kept = [(span.start, span.end) for span in disjoint(spans(pairs))]
    end = start + size
    assert Cover(kept).touches(start, end) == any(a < end and start < b for a, b in kept)
