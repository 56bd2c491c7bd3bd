"""Check a project's files without building anything."""

from dataclasses import dataclass
from pathlib import Path

from okrpress.app.content import has_errors, read_content
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence, Watcher
from okrpress.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """All findings in order of place, and how many files were read."""

    findings: tuple[Finding, ...]
    files: int
    failed: bool


def check(root: Path, *, strict: bool = False, watch: Watcher | None = None) -> CheckResult:
    """Every finding in the files of the project in `root`; `strict` lets warnings fail too."""
    content = read_content(read_project(root), watch or Silence())
    return CheckResult(
        findings=content.findings,
        files=content.files,
        failed=has_errors(content.findings, strict=strict),
    )
