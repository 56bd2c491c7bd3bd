"""The comparison builds the same OKRs, sees to it that pages are equal, and prints tables."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench.equal import UnequalError, check
from bench.generators import okrpress
from bench.same import objectives, okrpress_files, plain_files

ROOT = Path(__file__).parents[2]


def test_the_same_size_gives_the_same_okrs_in_both_forms() -> None:
    once, again = objectives(30), objectives(30)
    assert once == again
    assert [*plain_files(once)] == [*plain_files(again)]
    assert [*okrpress_files(once)] == [*okrpress_files(again)]
    assert {one.quarter.id for one in once} == {"2026-q1", "2026-q2", "2026-q3", "2026-q4"}
    assert all(0 <= one.progress <= 1 for one in once)


def test_okrpress_is_compared_alone_where_nothing_else_is_installed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench.peers", "8", "--runs", "1", "--only", "okrpress"]
    done = subprocess.run(
        [*command, "--work", tmp_path], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert (
        "| 8 objectives | cold, s | unchanged, s | one edited, s | a day later, s |" in done.stdout
    )
    rows = [line for line in done.stdout.splitlines() if line.startswith("| okrpress |")]
    assert len(rows) == 3
    assert all(float(cell.split()[0]) > 0 for row in rows for cell in row.split(" | ")[1:5] if row)


def test_pages_that_show_something_else_are_found(tmp_path: Path) -> None:
    all_of = objectives(20)
    lean = okrpress("okrpress", "lean")
    lean.prepare(all_of, tmp_path)
    lean.build(tmp_path, "cold")
    check(lean, all_of, tmp_path)
    key_result = all_of[0].key_results[0]
    wrong = replace(key_result, target=f"{float(key_result.target) * 3}")
    others = [replace(all_of[0], key_results=(wrong, *all_of[0].key_results[1:])), *all_of[1:]]
    with pytest.raises(UnequalError, match=all_of[0].id):
        check(lean, others, tmp_path)
