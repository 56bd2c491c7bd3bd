"""A folder of deliberately bad OKRs: its report is read by people before it is compared."""

from pathlib import Path

from okrpress_process import okrpress

BAD = Path(__file__).parents[1] / "bad"
UPDATE = "read the new report, then: okrpress check tests/bad > tests/bad/report.txt"


def test_the_report_on_bad_okrs_reads_as_it_was_read() -> None:
    ran = okrpress("check", cwd=BAD)
    assert ran.returncode == 1
    assert ran.stdout == (BAD / "report.txt").read_text(encoding="utf-8"), UPDATE


def test_it_shows_every_family_of_codes() -> None:
    lines = okrpress("check", "--format", "concise", cwd=BAD).stdout.splitlines()
    codes = {line.split(": ")[2].split()[0] for line in lines}
    families = {code.rstrip("0123456789") for code in codes}
    assert families >= {"FMT", "REF", "OBJ", "KR", "ALN", "BAL", "CAD"}
    assert len(codes) > 30
