"""Reviewdog's diagnostic format."""

import json

import jsonschema
from hypothesis import given, settings
from markdown_it import MarkdownIt
from report_samples import DOCS, FILE, a_finding, a_report, nasty, reports, schema

from okrpress.model.finding import Level, Span
from okrpress.report.formats import render
from okrpress.report.report import Report

# The schema's third form: all diagnostics in one object.
VALIDATOR = jsonschema.Draft7Validator(schema("rdformat.json")["oneOf"][2])


def test_a_finding_is_a_diagnostic_at_its_place() -> None:
    report = a_report(a_finding(level=Level.ADVICE), docs_url=DOCS)
    assert json.loads(render("rdjson", report)) == {
        "source": {"name": "okrpress"},
        "diagnostics": [
            {
                "message": "`target` is `45 %`, not a number\n\nhelp: write the bare number",
                "location": {
                    "path": "content/2026-q4/growth/onboarding.md",
                    "range": {"start": {"line": 6, "column": 13}, "end": {"line": 6, "column": 17}},
                },
                "severity": "INFO",
                "code": {"value": "FMT034", "url": "https://okrpress.example/codes#fmt034"},
            }
        ],
    }


def test_columns_count_bytes() -> None:
    finding = a_finding(span=Span(1, 4, 1, 6))
    written = json.loads(render("rdjson", a_report(finding, texts={FILE: "ü客🎯x𐐀b"})))
    assert written["diagnostics"][0]["location"]["range"] == {
        "start": {"line": 1, "column": 10},
        "end": {"line": 1, "column": 15},
    }


def test_a_finding_about_the_whole_file_has_no_range() -> None:
    written = json.loads(render("rdjson", a_report(a_finding(span=None))))
    assert written["diagnostics"][0]["location"] == {"path": FILE}


@settings(max_examples=60)
@given(report=reports())
def test_what_is_written_follows_the_schema(report: Report) -> None:
    VALIDATOR.validate(json.loads(render("rdjson", report)))


@given(message=nasty, help=nasty)
def test_a_message_is_two_paragraphs_of_words_and_code(message: str, help: str) -> None:
    written = json.loads(render("rdjson", a_report(a_finding(message, help=help))))
    blocks = MarkdownIt("commonmark").parse(written["diagnostics"][0]["message"])
    assert {block.type for block in blocks} == {"paragraph_open", "inline", "paragraph_close"}
    inside = {child.type for block in blocks for child in block.children or ()}
    assert inside <= {"text", "code_inline"}
