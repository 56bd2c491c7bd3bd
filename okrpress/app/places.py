"""Findings with lines and columns, which only the files' text can tell."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from okrpress.memo import Memo
from okrpress.model.finding import Finding
from okrpress.source.files import Source
from okrpress.source.front_matter import locate


def located(
    findings: Iterable[Finding], sources: Iterable[Source], memo: Memo | None = None
) -> list[Finding]:
    """The findings in order of file, each with its place in one of the files, if it has one."""
    memo = memo or Memo()
    by_file = sorted(findings, key=lambda finding: finding.at.file)  # each file is marked once
    files = {finding.at.file for finding in by_file if finding.at.span is None}
    texts = {source.file: source for source in sources if source.file in files} if files else {}
    return [
        memo.recall(("place", finding), partial(_located, finding, source), objects=(source,))
        if finding.at.span is None and (source := texts.get(finding.at.file))
        else finding
        for finding in by_file
    ]


def _located(finding: Finding, source: Source) -> Finding:
    return replace(finding, at=finding.at.located(locate(source.data, finding.at)))
