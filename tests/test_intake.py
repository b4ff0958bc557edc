from pathlib import Path

from kg.config import Config, load
from kg.intake import Intake
from kg.records import Document


def _taken(paths, out="/nowhere/build") -> tuple[Intake, list[Document]]:
    made = Intake(paths, Config(), out=Path(out))
    return made, list(made)


def _write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True, parents=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_text_is_taken_once_and_all_its_sources_are_known(tmp_path):
    _write(tmp_path, b="会议强调要守正创新。", a="会议强调要守正创新。", c="另一篇文章。")
    made, documents = _taken([tmp_path])
    assert [document.source for document in documents] == ["a.txt", "c.txt"]
    assert made.duplicates().to_pylist() == [{"id": documents[0].id, "source": "b.txt", "near": False}]


def test_of_copies_the_one_with_metadata_is_kept(tmp_path):
    body = "".join(f"第{n}件事是抓好第{n * 7}村的春耕生产，" for n in range(80))
    _write(
        tmp_path, a="会议强调要守正创新。", b="会议强调要守正创新。", c="在会上的讲话\n" + body, d=body, e="没有日期。"
    )
    (tmp_path / "metadata.tsv").write_text("path\tdate\nb.txt\t2021\nd.txt\t2022\n", encoding="utf-8")
    made, documents = _taken([tmp_path])
    assert [(document.source, document.date) for document in documents] == [
        ("b.txt", "2021"),
        ("d.txt", "2022"),
        ("e.txt", ""),
    ]
    assert sorted(double.source for double in made.doubles()) == ["a.txt", "c.txt"]


def test_the_order_of_the_arguments_does_not_matter(tmp_path):
    one, two = (
        _write(tmp_path / "one", m="第一篇。", z="相同的一篇。"),
        _write(tmp_path / "two", a="第二篇。", y="相同的一篇。"),
    )
    first, second = _taken([one, two, one / "m.txt"]), _taken([two, one / "m.txt", one])
    assert first[1] == second[1]
    assert first[0].duplicates() == second[0].duplicates()


def test_a_path_alone_is_one_path(tmp_path):
    _write(tmp_path, a="一篇文章。")
    assert [len(_taken(paths)[1]) for paths in (tmp_path, str(tmp_path), [str(tmp_path)])] == [1, 1, 1]


def test_what_cannot_be_read_is_listed_and_the_rest_is_taken(tmp_path):
    _write(tmp_path, a="一篇文章。", empty="")
    (tmp_path / "records.jsonl").write_text('{"text": "第二篇。"}\n{broken\n', encoding="utf-8")
    made, documents = _taken([tmp_path, tmp_path / "absent.txt"])
    assert len(documents) == 2
    assert len(made.failures) == 3
    assert all(failure.reason and "\n" not in failure.reason for failure in made.failures)


def test_files_of_the_build_itself_are_no_input(tmp_path):
    _write(tmp_path, a="一篇文章。")
    _write(tmp_path / "build" / "deep", page="网页。")
    assert [document.source for document in _taken([tmp_path], tmp_path / "build")[1]] == ["a.txt"]


def test_a_text_that_is_nearly_there_already_is_taken_once(tmp_path):
    body = "".join(f"第{n}件事是抓好第{n * 7}村的春耕生产，" for n in range(80)) + "不误农时。"
    _write(tmp_path, a=body, b="在会上的讲话\n" + body, c=body.replace("村", "镇"))
    made, documents = _taken([tmp_path])
    assert [document.source for document in documents] == ["a.txt", "c.txt"]
    assert made.doubles() == [(documents[0].id, "b.txt", True)]
    keeping = Intake([tmp_path], load(read={"near_duplicates": 0}), out=None)
    assert len(list(keeping)) == 3
