"""Findings as JUnit XML: each file a test case, which fails where it has errors or warnings.

Advice fails no test and is left out. Of what Ant's schema asks for, only the time stamp is missing:
a report depends on the files alone.
"""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from okrpress.model.finding import Finding, Level
from okrpress.report.characters import one_line
from okrpress.report.report import START, TOOL, Report
from okrpress.report.text import count_text

_SUITE = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
<testsuite package="{tool}" id="0" name="{tool}" hostname="localhost" tests="{tests}" \
failures="{failures}" errors="0" time="0">
<properties/>
{cases}
<system-out/>
<system-err/>
</testsuite>
</testsuites>"""
_CASE = '<testcase classname="{tool}" name="{name}" time="0">{failure}</testcase>'
_FAILURE = '\n<failure type="{type}" message="{message}">{text}\n</failure>\n'


def junit(report: Report) -> str:
    """A suite with a case for each file that has findings; where none has, one that passes."""
    files = [
        (file, [finding for finding in group if finding.level is not Level.ADVICE])
        for file, group in groupby(report.in_order, key=lambda finding: finding.at.file)
    ]
    cases = [_case(file, findings) for file, findings in files] or [_case("all files", [])]
    return _SUITE.format(
        tool=TOOL,
        tests=len(cases),
        failures=sum(1 for _, findings in files if findings),
        cases="\n".join(cases),
    )


def _case(file: str, findings: Sequence[Finding]) -> str:
    failure = _failure(findings) if findings else ""
    return _CASE.format(tool=TOOL, name=_xml(file), failure=failure)


def _failure(findings: Sequence[Finding]) -> str:
    is_error = any(finding.level is Level.ERROR for finding in findings)
    return _FAILURE.format(
        type=(Level.ERROR if is_error else Level.WARNING).value,
        message=count_text(findings),
        text="".join(map(_text, findings)),
    )


def _text(finding: Finding) -> str:
    span = finding.at.span or START
    place = f"{span.line}:{span.column}: {finding.level.value}"
    what = f"{finding.code} [{finding.name}] {_xml(finding.message)}"
    return f"\n{place}: {what}\n  help: {_xml(finding.help)}"


def _xml(text: str) -> str:
    """The text for content and attributes; what XML cannot hold is an escape by then."""
    return escape(one_line(text))
