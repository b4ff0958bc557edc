import csv
import io
import json

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.tables.render import WIDEST, printable, table, width, write


def _written(sql: str, format: str) -> str:
    stream = io.StringIO()
    write(duckdb.connect().sql(sql), format, stream)
    return stream.getvalue()


def test_chinese_is_aligned_in_a_table():
    lines = _written(
        "select * from (values ('四个意识', 12), ('六稳', 3), (null, null)) t(name, n)", "table"
    ).splitlines()
    assert lines == ["name      n", "────────  ──", "四个意识  12", "六稳      3", ""]


def test_a_table_without_rows_has_its_head():
    assert _written("select 1 as n where false", "table").splitlines() == ["n", "─"]


def test_long_cells_are_cut():
    line = _written("select repeat('稳', 200) as text", "table").splitlines()[2]
    assert line.endswith("…")
    assert width(line) <= WIDEST


def test_places_are_never_cut():
    rows = [("稳" * 200, "短#1")] * 1000 + [("稳", f"{'长' * 200}.txt#1")]
    lines = list(table(["text", "evidence"], rows, whole=("evidence",)))
    assert lines[2].endswith("…  短#1")
    assert lines[-1].endswith(f"  {'长' * 200}.txt#1")


def test_rows_beyond_those_measured_stay_in_their_columns():
    rows = [("短", 1)] * 1000 + [("很长的一个名字", 2)]
    assert list(table(["name", "n"], rows))[-1] == "很…   2"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_nothing_printed_steers_the_terminal(text):
    assert all(c.isprintable() or c in "\u3000\u00a0" for c in printable(text))


def test_direction_marks_and_escapes_become_visible():
    assert printable("a\u202eb\x1b]0;x\x07") == "a\\u202eb\\x1b]0;x\\x07"


@pytest.mark.parametrize("line", ["\n", "\r", "\r\n"])
def test_a_line_break_in_a_field_is_quoted(line):
    written = _written(f"select 'a' || '{line}' || 'b' as t, 2 as n", "csv")
    assert written == f't,n\n"a{line}b",2\n'


def test_csv_is_read_back_as_it_was():
    written = _written("select 'a,\"b\"\n六稳' as text, 1.5 as x, null as z, ['稳就业'] as parts", "csv")
    assert list(csv.reader(io.StringIO(written))) == [
        ["text", "x", "z", "parts"],
        ['a,"b"\n六稳', "1.5", "", '["稳就业"]'],
    ]


def test_json_lines_are_strict_json():
    written = _written(
        "select '六稳' as name, 'nan'::double as x, [1] as l, map{'a': 'b'} as m, date '2021-10-13' as d", "json"
    )
    assert json.loads(written, parse_constant=lambda name: pytest.fail(name)) == {
        "name": "六稳",
        "x": None,
        "l": [1],
        "m": {"a": "b"},
        "d": "2021-10-13",
    }


def test_an_unknown_format_names_the_choices():
    with pytest.raises(UsageError, match="unknown format 'xml': choose from csv, json, table"):
        _written("select 1", "xml")


def test_a_fault_met_while_computing_is_one_line():
    with pytest.raises(UsageError, match="Conversion Error") as caught:
        _written("select cast('x' || i as int) from range(3) t(i)", "csv")
    assert "\n" not in str(caught.value)
