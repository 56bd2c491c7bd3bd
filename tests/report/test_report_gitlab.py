"""GitLab's code quality report."""

import json

import jsonschema
import pytest
from hypothesis import given, settings
from report_samples import FINGERPRINT, a_finding, a_report, reports, schema

from okrpress.model.finding import Level, Span
from okrpress.report.formats import render
from okrpress.report.report import Report

VALIDATOR = jsonschema.Draft202012Validator(schema("gitlab-code-quality.json"))


def test_a_finding_is_an_issue_at_its_lines() -> None:
    assert json.loads(render("gitlab", a_report(a_finding(span=Span(6, 1, 7, 1))))) == [
        {
            "description": 'FMT034 [not-a-number] `target` is "45 %", not a number '
            "(help: write the bare number)",
            "check_name": "FMT034",
            "fingerprint": FINGERPRINT,
            "severity": "critical",
            "location": {
                "path": "content/2026-q4/growth/onboarding.md",
                "lines": {"begin": 6, "end": 7},
            },
        }
    ]


@pytest.mark.parametrize(
    ("level", "severity"),
    [(Level.ERROR, "critical"), (Level.WARNING, "minor"), (Level.ADVICE, "info")],
)
def test_levels_are_severities(level: Level, severity: str) -> None:
    (issue,) = json.loads(render("gitlab", a_report(a_finding(level=level))))
    assert issue["severity"] == severity


@settings(max_examples=60)
@given(report=reports())
def test_what_is_written_follows_the_schema(report: Report) -> None:
    VALIDATOR.validate(json.loads(render("gitlab", report)))
