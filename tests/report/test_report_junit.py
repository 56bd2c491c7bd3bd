"""JUnit XML, against the schema of Ant's reports."""

from xml.etree import ElementTree

import xmlschema
from hypothesis import given, settings
from report_samples import FILE, SCHEMAS, a_finding, a_report, reports

from okrpress.model.finding import Level
from okrpress.report.characters import one_line
from okrpress.report.formats import render
from okrpress.report.report import Report

# We tell no time: a report depends on the files alone. All else is as the schema asks.
_TIME = 'name="timestamp" type="ISO8601_DATETIME_PATTERN" use='
SCHEMA = xmlschema.XMLSchema(
    (SCHEMAS / "ant-junit.xsd")
    .read_text(encoding="utf-8")
    .replace(f'{_TIME}"required"', f'{_TIME}"optional"')
)


def suite(report: Report) -> ElementTree.Element:
    (only,) = ElementTree.fromstring(render("junit", report))
    return only


def test_a_file_is_a_case_that_fails_with_all_that_is_wrong() -> None:
    warning = a_finding("late", level=Level.WARNING, help="do")
    report = a_report(a_finding("early & <b>"), warning, a_finding("third"))
    (case,) = suite(report).findall("testcase")
    (failure,) = case
    assert case.attrib == {"classname": "okrpress", "name": FILE, "time": "0"}
    assert failure.attrib == {"type": "error", "message": "2 errors, 1 warning"}
    assert failure.text == (
        "\n6:13: error: FMT034 [not-a-number] early & <b>\n  help: write the bare number"
        "\n6:13: warning: FMT034 [not-a-number] late\n  help: do"
        "\n6:13: error: FMT034 [not-a-number] third\n  help: write the bare number\n"
    )


def test_warnings_alone_fail_too() -> None:
    (failure,) = suite(a_report(a_finding(level=Level.WARNING))).iter("failure")
    assert failure.get("type") == "warning"


def test_advice_fails_no_case() -> None:
    found = suite(a_report(a_finding(level=Level.ADVICE)))
    assert [case.get("name") for case in found.iter("testcase")] == [FILE]
    assert found.get("failures") == "0"
    assert list(found.iter("failure")) == []


def test_a_clean_run_is_a_case_that_passes() -> None:
    found = suite(a_report())
    assert [case.get("name") for case in found.iter("testcase")] == ["all files"]
    assert (found.get("tests"), found.get("failures")) == ("1", "0")


@settings(max_examples=60)
@given(report=reports())
def test_what_is_written_follows_the_schema_and_counts_right(report: Report) -> None:
    SCHEMA.validate(render("junit", report))
    found = suite(report)
    cases = list(found.iter("testcase"))
    files = {one_line(finding.at.file) for finding in report.findings}
    assert {case.get("name") for case in cases} == (files or {"all files"})
    assert found.get("tests") == str(len(cases))
    assert found.get("failures") == str(len(list(found.iter("failure"))))
