"""Findings with lines and columns, which only the files' text can tell."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from okrpress.model.finding import Finding
from okrpress.source.files import Source
from okrpress.source.front_matter import locate


def located(findings: Iterable[Finding], sources: Iterable[Source]) -> list[Finding]:
    """The findings in order of file, each with its place in one of the files, if it has one."""
    texts = {source.file: source.data for source in sources}
    by_file = sorted(findings, key=lambda finding: finding.at.file)  # each file is marked once
    return [_located(finding, texts) for finding in by_file]


def _located(finding: Finding, texts: Mapping[str, bytes]) -> Finding:
    at = finding.at
    if at.span is not None or at.file not in texts:
        return finding
    return replace(finding, at=at.located(locate(texts[at.file], at)))
