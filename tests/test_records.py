from kg.records import Mask, Records

MASKS = (Mask(0, 2, "lead"), Mask(4, 9, "url"), Mask(9, 12, "url"))
ROWS = [(0, 2, "lead"), (4, 9, "url"), (9, 12, "url")]


def test_records_are_made_when_asked_for_and_are_as_if_they_had_always_been():
    masks = Records(Mask, iter(ROWS))
    assert masks == MASKS and MASKS.__eq__(masks) is NotImplemented and masks != MASKS[1:]
    assert (masks[1], masks[-1], masks[1:], len(masks)) == (MASKS[1], MASKS[2], MASKS[1:], 3)
    assert (list(masks), repr(masks), hash(masks)) == (list(MASKS), repr(MASKS), hash(MASKS))
    assert MASKS[2] in masks
    assert masks != list(MASKS)


def test_groups_are_joined_whether_made_or_not():
    joined = Records.joined(Mask, [Records(Mask, ROWS[:1]), MASKS[1:], ()])
    assert joined == MASKS
    assert joined.values("start", "reason") == [(0, "lead"), (4, "url"), (9, "url")]
    assert joined.columns() == {"start": [0, 4, 9], "end": [2, 9, 12], "reason": ["lead", "url", "url"]}
    assert Records.joined(Mask, []).columns() == {"start": [], "end": [], "reason": []}
