"""Findings with the texts of the files that they are about, as every report needs them."""

from collections.abc import Iterable
from pathlib import Path

from okrpress import __version__
from okrpress.model.finding import Finding
from okrpress.report.report import Report
from okrpress.source.files import read_optional
from okrpress.source.settings import FILE


def report_of(
    findings: Iterable[Finding],
    data: Iterable[tuple[str, bytes]],
    files: int,
    root: Path | None = None,
) -> Report:
    """The report on so many files; `data` are the bytes of any files by their names.

    With the `root` of the project, its settings are among them.
    """
    findings = tuple(findings)
    named = {finding.at.file for finding in findings}
    texts = {file: _text(one) for file, one in data if file in named}
    settings = read_optional(root, FILE) if root and FILE in named else None
    if isinstance(settings, bytes):
        texts[FILE] = _text(settings)
    return Report(
        findings=findings, texts=dict(sorted(texts.items())), files=files, version=__version__
    )


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
