"""What the main job has to show on five real speeches, where they are at hand."""

import pytest

import kg


@pytest.fixture(scope="module")
def build(shared, tmp_path_factory):
    return kg.build([shared / "corpus" / "seeds"], tmp_path_factory.mktemp("seeds") / "build")


@pytest.mark.parametrize(
    "name",
    [
        "四个意识",
        "两个维护",
        "四个机关",
        "四讲四有",
        "两个确立",
        "三会一课",
        "中国共产党第十九届中央委员会第六次全体会议",
    ],
)
def test_the_names_are_nodes_with_evidence(build, name):
    rows = build.query(
        'select d.text, m.start, m."end", m.text from mentions m join documents d on d.id = m.document '
        "where m.canonical = ?",
        [name],
    ).fetchall()
    assert rows
    assert all(text[start:end] == found for text, start, end, found in rows)


def test_the_formula_is_tied_by_sentences_with_its_verbs(build):
    names = ("slogan:四个意识", "slogan:四个自信", "slogan:两个维护")
    for one in names:
        for other in names:
            if one < other:
                rows = build.query(
                    "select count from edges where relation = 'co_occurs' and \"window\" = 'sentence' "
                    "and source = ? and target = ?",
                    [one, other],
                ).fetchall()
                assert rows and rows[0][0] >= 3
    verbs = dict(
        build.query(
            "select entity, mode(verb) from mentions where verb <> '' and list_contains(?, entity) group by entity",
            [list(names)],
        ).fetchall()
    )
    assert verbs == dict(zip(names, ("增强", "坚定", "做到"), strict=True))


def test_the_four_organs_have_their_four_parts(build):
    parts = [
        target
        for _, target, data in build.graph.out_edges("slogan:四个机关", data=True)
        if data["relation"] == "has_part"
    ]
    assert len(parts) == 4
