"""The benchmark builds what it says and reports what it measured."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def report() -> str:
    return subprocess.run(
        [sys.executable, "-m", "bench.run", "5", "20", "--runs", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def rows(report: str, table: int) -> list[list[str]]:
    """The cells of one of the tables, without its head."""
    lines = report.split("\n\n")[table].strip().splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_there_is_a_row_for_each_size(report: str) -> None:
    assert [row[0] for row in rows(report, 1)] == ["5", "20"]


def test_more_objectives_make_more_pages_and_every_build_holds_memory(report: str) -> None:
    small, large = rows(report, 1)
    assert int(large[2]) > int(small[2]) > 5
    assert int(small[7]) > 5


def test_the_first_size_is_the_measure_of_growth(report: str) -> None:
    assert rows(report, 1)[0][5] == "× 1.00"


def test_the_stages_account_for_the_build(report: str) -> None:
    stages = {row[0]: row[1] for row in rows(report, 2)}
    assert {"read", "score", "render", "publish", "rest"} <= stages.keys()
    shares = [float(cell.partition("(")[2].removesuffix(" %)")) for cell in stages.values()]
    assert 95 <= sum(shares) <= 105


def test_doing_it_again_is_told_for_each_size(report: str) -> None:
    again = [row for row in rows(report, 3) if row[0] == "20"]
    what = [row[1] for row in again]
    assert what[:3] == ["parse, first", "check, first", "check, nothing changed"]
    assert "check, an objective edited" in what
    assert "build, a check-in edited" in what
    assert again[0][3] == "100 %"
