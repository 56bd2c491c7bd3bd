"""The `json` format and its schema."""

import json

import jsonschema
import pytest
from hypothesis import given, settings
from report_samples import DOCS, FINGERPRINT, a_finding, a_report, reports

from okrpress.model.finding import Level
from okrpress.report.formats import render
from okrpress.report.json_schema import json_schema
from okrpress.report.report import Report

SCHEMA = json.loads(json_schema())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_finding_has_all_its_parts() -> None:
    written = json.loads(render("json", a_report(a_finding(), docs_url=DOCS)))
    assert written["findings"] == [
        {
            "code": "FMT034",
            "name": "not-a-number",
            "level": "error",
            "file": "content/2026-q4/growth/onboarding.md",
            "start": {"line": 6, "column": 13},
            "end": {"line": 6, "column": 17},
            "keys": ["key_results", 0, "target"],
            "message": '`target` is "45 %", not a number',
            "help": "write the bare number",
            "url": "https://okrpress.example/codes#fmt034",
            "fingerprint": FINGERPRINT,
        }
    ]


def test_the_run_is_summed_up() -> None:
    written = json.loads(
        render("json", a_report(a_finding(level=Level.ADVICE), a_finding(), a_finding()))
    )
    assert written["schema_version"] == 1
    assert written["tool"] == {"name": "okrpress", "version": "1.2.3"}
    assert written["summary"] == {"files": 12, "error": 2, "warning": 0, "advice": 1}


@settings(max_examples=60)
@given(report=reports())
def test_what_is_written_follows_the_schema_and_loses_nothing(report: Report) -> None:
    written = json.loads(render("json", report))
    VALIDATOR.validate(written)
    assert [(one["file"], one["message"], one["help"]) for one in written["findings"]] == [
        (finding.at.file, finding.message, finding.help) for finding in report.in_order
    ]


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"schema_version": 2}, id="another version"),
        pytest.param({"findings": [{}]}, id="a finding without parts"),
        pytest.param({"more": 1}, id="a part that nobody knows"),
    ],
)
def test_the_schema_refuses_what_is_not_written(broken: dict[str, object]) -> None:
    written = json.loads(render("json", a_report()))
    assert not VALIDATOR.is_valid(written | broken)
