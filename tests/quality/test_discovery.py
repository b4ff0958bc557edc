"""The measure of discovery: what it hides, how it counts, and a small corpus on which hidden names must come back."""

import kg
from kg.analyse.discovery import discover
from kg.lexicon import load
from tests.quality.discovery import JUDGED, hide, judgements, mentioned, places, recall, verdicts

LINES = ("增强“{0}”，坚定信心。", "落实“{0}”要求。", "各村做到“{0}”，群众满意。", "“{0}”写进了村规。")


def test_a_fifth_is_hidden_by_seed():
    lexicon = load()
    reduced, hidden = hide(lexicon, 1)
    again, same = hide(lexicon, 1)
    assert (again.fingerprint, list(again.slogans), same) == (reduced.fingerprint, list(reduced.slogans), hidden)
    assert hidden != hide(lexicon, 2)[1]
    assert len(hidden) == len(lexicon.slogans) // 5
    assert not set(hidden) & set(reduced.slogans)
    assert reduced.fingerprint != lexicon.fingerprint


def test_hidden_counting_names_come_back(tmp_path):
    lexicon = load()
    reduced, hidden = hide(lexicon, 1)
    names = [name for name in hidden if lexicon.slogans[name].kind == "numeric" and len(name) == 4][:12]
    (tmp_path / "t").mkdir()
    for at, line in enumerate(LINES):
        text = "\n".join(line.format(name) for name in names)
        (tmp_path / "t" / f"{at}.txt").write_text(text, encoding="utf-8")
    full = kg.build([tmp_path / "t"], tmp_path / "full", lexicon=lexicon, exports=())
    built = kg.build([tmp_path / "t"], tmp_path / "reduced", lexicon=reduced, exports=())
    rows = discover(built.tables, reduced)
    place = places(rows, lexicon, hidden)
    counts = mentioned(full)
    assert len(names) == 12
    assert set(names) <= set(place)
    assert recall(place, counts, names)[0][1:] == (12, [12] * 4)
    assert verdicts(rows, place, {}).count("hidden") >= 12


def test_every_judgement_is_one_of_three():
    lines = JUDGED.read_text(encoding="utf-8").splitlines()
    assert len(judgements()) == len(lines) - 1
    assert set(judgements().values()) == {"yes", "no", "neutral"}
