"""SARIF, against the schema that OASIS published."""

import json
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from hypothesis import given, settings
from report_samples import DOCS, FINGERPRINT, a_finding, a_report, reports, schema

from okrpress.model.finding import Level, Span
from okrpress.report.characters import one_line
from okrpress.report.formats import render
from okrpress.report.report import Report
from okrpress.rules.catalogue import CODES

VALIDATOR = jsonschema.Draft4Validator(schema("sarif-schema-2.1.0.json"))


def run(report: Report) -> Any:
    (only,) = json.loads(render("sarif", report))["runs"]
    return only


def test_a_finding_is_a_result_at_its_place() -> None:
    (result,) = run(a_report(a_finding()))["results"]
    assert result == {
        "ruleId": "FMT034",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": '`target` is "45 %", not a number\nhelp: write the bare number'},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "content/2026-q4/growth/onboarding.md",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 6, "startColumn": 13, "endLine": 6, "endColumn": 17},
                }
            }
        ],
        "partialFingerprints": {"okrpress/v1": FINGERPRINT},
    }


def test_rules_explain_themselves() -> None:
    driver = run(a_report(a_finding(), docs_url=DOCS))["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("okrpress", "1.2.3")
    (rule,) = driver["rules"]
    code = CODES["FMT034"]
    assert (rule["id"], rule["name"]) == ("FMT034", "not-a-number")
    assert rule["shortDescription"]["text"] == code.what
    assert rule["helpUri"] == "https://okrpress.example/codes#fmt034"
    assert rule["defaultConfiguration"] == {"level": "error"}
    for help in rule["help"].values():
        assert code.what in help
        assert code.why in help
        assert code.fix in help


def test_results_point_to_their_rules_each_listed_once() -> None:
    found = run(a_report(a_finding(), a_finding(code="FMT001"), a_finding("again")))
    rules = [rule["id"] for rule in found["tool"]["driver"]["rules"]]
    assert rules == ["FMT001", "FMT034"]
    for result in found["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]


@pytest.mark.parametrize(
    ("level", "name"),
    [(Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.ADVICE, "note")],
)
def test_levels_have_their_names(level: Level, name: str) -> None:
    (result,) = run(a_report(a_finding(level=level)))["results"]
    assert result["level"] == name


@pytest.mark.parametrize(
    ("message", "text"),
    [
        pytest.param("[a](https://evil.example)", r"\[a](https://evil.example)", id="a link"),
        pytest.param("[[a](1)", r"\[\[a](1)", id="a link in a bracket"),
        pytest.param("one of [a, b]", "one of [a, b]", id="brackets"),
        pytest.param("a {0} b", "a {{0}} b", id="a placeholder"),
        pytest.param("{max: 4}", "{max: 4}", id="braces"),
        pytest.param("a\nb", r"a\nb", id="a line end"),
    ],
)
def test_messages_are_read_as_they_are_meant(message: str, text: str) -> None:
    (result,) = run(a_report(a_finding(message)))["results"]
    assert result["message"]["text"] == f"{text}\nhelp: write the bare number"


def test_a_finding_about_the_whole_file_is_at_its_start() -> None:
    (result,) = run(a_report(a_finding(span=None)))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert Span(*region.values()) == Span(1, 1, 1, 1)


@settings(max_examples=60)
@given(report=reports())
def test_what_is_written_follows_the_schema_and_names_files_below_the_root(report: Report) -> None:
    VALIDATOR.validate(json.loads(render("sarif", report)))
    for result, finding in zip(run(report)["results"], report.in_order, strict=True):
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert not urlsplit(uri).scheme
        assert unquote(uri) == one_line(finding.at.file)
