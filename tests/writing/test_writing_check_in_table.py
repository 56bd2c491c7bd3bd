"""Tables of readings: any delimiter, any line ending, and a place for every mistake."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.writing.check_in.cells import rows
from okrpress.writing.check_in.table import BadTableError, Row, Slip, read_table

ANY = st.text(st.sampled_from('ab"; ,\t\n1é'), max_size=6)


def read(text: str) -> list[dict[str, str]]:
    found = list(read_table(text))
    assert all(isinstance(row, Row) for row in found), found
    return [
        {column: cell.text for column, cell in row.cells.items()}
        for row in found
        if isinstance(row, Row)
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_delimiters_and_line_endings_make_no_difference(delimiter: str, newline: str) -> None:
    lines = ["key_result,value,note", "a#b,36,Rain", "", "a#c,,"]
    text = newline.join(line.replace(",", delimiter) for line in lines)
    assert read(text) == [
        {"key_result": "a#b", "value": "36", "note": "Rain"},
        {"key_result": "a#c"},
    ]


def test_headers_may_be_written_as_a_spreadsheet_shows_them() -> None:
    assert read("Key result , Value\na#b, 3 \n") == [{"key_result": "a#b", "value": "3"}]


def test_a_cell_knows_where_it_begins() -> None:
    text = 'key_result,note,value\na#b,"two\nlines",3\na#c,x,4'
    second, third = read_table(text)
    assert isinstance(second, Row)
    assert isinstance(third, Row)
    assert second.cells["value"][:2] == (3, 8)
    assert second.cells["note"][:2] == (2, 5)
    assert third.cells["value"][:2] == (4, 7)
    assert third.at("date") == third.start


@given(st.lists(st.lists(ANY, min_size=2, max_size=2), min_size=1))
def test_what_a_spreadsheet_writes_is_read_back(table: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written).writerows(table)
    read_back = [[cell.text for cell in row] for row in rows(written.getvalue(), ",")]
    assert read_back == [
        [cell.strip() for cell in row] for row in table if any(cell.strip() for cell in row)
    ]


BAD = {
    "an empty file": ("", 1, 1, "there is no column key_result"),
    "no header": ("a#b,36\n", 1, 1, "there is no column key_result"),
    "an unknown column": ("key_result,valeu\n", 1, 12, "'valeu' is no column"),
    "a column twice": ("key_result,value,value\n", 1, 18, "there twice"),
    "an open quote": ('key_result,note\na#b,"x\n', 2, 5, "quotes"),
    "text behind a quote": ('key_result,note\na#b,"x"y\n', 2, 5, "quotes"),
}


@pytest.mark.parametrize(("text", "line", "column", "words"), BAD.values(), ids=BAD)
def test_a_table_that_cannot_be_used_says_where(
    text: str, line: int, column: int, words: str
) -> None:
    with pytest.raises(BadTableError) as wrong:
        list(read_table(text))
    (slip,) = wrong.value.slips
    assert (slip.at.line, slip.at.column) == (line, column)
    assert words in slip.message


def test_a_line_with_too_many_cells_is_a_slip_and_the_next_is_read() -> None:
    slip, row = read_table("key_result,value\na#b,3,Rain, and more\na#c,4\n")
    assert isinstance(slip, Slip)
    assert slip.at == (2, 7, "Rain")
    assert isinstance(row, Row)
    assert row.text("value") == "4"
