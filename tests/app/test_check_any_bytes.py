"""Whatever is in the files: findings or a clean pass, never a crash."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.app.check import check
from okrpress.app.check_request import CheckRequest
from okrpress.app.fix import diff_text, find_fixes
from okrpress.model.finding import Level
from okrpress.report.formats import FORMATS, render

OBJECTIVE = "content/2026-q4/growth/onboarding.md"
FILES = {
    "okrpress.toml": '[check]\nignore = ["KR007"]\n[check.levels]\nKR = "advice"\n',
    "content/index.md": "---\nname: Example\nvalues: [{id: care, name: Care}]\n---\n",
    "content/teams/growth.md": "---\nname: G\nhealth: [{id: h, title: H, keep: {max: 4}}]\n---",
    OBJECTIVE: """---
title: New customers succeed in their first week  # okrpress: ignore[OBJ] so far
type: aspirational
values: care
key_results:
  - {id: a, title: Raise activation from 31 % to 45 %, baseline: 31, target: 45, unit: "%"}
  - {id: b, title: Interview 25 customers}
  - {id: c, title: Overtime stays below 4 hours, keep: {max: 4}}
---
Why. <!-- okrpress: ignore[BAL003] a bonus -->
""",
    "content/2026-q4/growth/checkins/2026-11-06.md": """---
key_results:
  onboarding#a: {value: 36, confidence: 6}
health: {h: 5}
---
""",
    "content/2026-q4/growth/mid-cycle.md": "---\ndate: 2026-11-10\n---\n",
}
SPICE = st.one_of(
    st.binary(max_size=8),
    st.text(max_size=8).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from([
        b"---\n", b": ", b"- ", b"{", b"}", b"[", b"]", b"#", b'"', b"'", b"\n", b"\r\n", b"&",
        b"1", b"-", b"%", b"\xef\xbb\xbf", b"okrpress: ", b"yes", b"2026-1-5", b"titel", b"|\n",
    ]),
)  # fmt: skip


@pytest.fixture(scope="module")
def project() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        for name, text in FILES.items():
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_text(text, encoding="utf-8")
        yield Path(folder)


@given(
    st.sampled_from(sorted(FILES)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 20), SPICE), min_size=1, max_size=4),
)
@settings(max_examples=150)
def test_any_bytes_give_findings_or_a_clean_pass(
    project: Path, name: str, changes: list[tuple[float, int, bytes]]
) -> None:
    data = FILES[name].encode()
    for where, cut, spice in changes:
        at = int(where * len(data))
        data = data[:at] + spice + data[at + cut :]
    (project / name).write_bytes(data)
    try:
        result = check(CheckRequest(root=project, today=date(2026, 11, 22)))
        for form in FORMATS:
            assert "\x1b" not in render(form, result.report)
        assert all(finding.at.span for finding in result.report.findings)
        errors = [each for each in result.report.findings if each.level is Level.ERROR]
        assert result.failed == bool(errors)
        for fixed in find_fixes(project):
            diff_text(fixed)
    finally:
        (project / name).write_text(FILES[name], encoding="utf-8")
