"""Fingerprints: the same finding in the next run, and no other."""

from dataclasses import replace

import pytest
from hypothesis import given
from report_samples import FILE, TEXT, a_finding, a_report, reports

from okrpress.model.finding import Place, Span
from okrpress.report.fingerprint import fingerprinted
from okrpress.report.report import Report

FOUND = a_finding()


def prints(report: Report) -> list[str]:
    return [fingerprint for _, fingerprint in fingerprinted(report)]


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(
            a_report(a_finding(span=Span(8, 13, 8, 17)), texts={FILE: "\n\n" + TEXT}),
            id="lines were added above",
        ),
        pytest.param(
            a_report(
                a_finding(span=Span(6, 15, 6, 19)), texts={FILE: TEXT.replace("    ", "      ")}
            ),
            id="the line was indented",
        ),
        pytest.param(
            a_report(a_finding(keys=("key_results", 3, "target"))), id="the list was sorted"
        ),
        pytest.param(a_report(a_finding("in other words", help="more")), id="we say it better"),
        pytest.param(a_report(a_finding(code="FMT035"), FOUND), id="another code is found there"),
    ],
)
def test_a_finding_is_recognised_when(later: Report) -> None:
    assert prints(a_report(FOUND))[0] in prints(later)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(a_report(FOUND, texts={FILE: TEXT.replace("45", "46")}), id="other words"),
        pytest.param(a_report(a_finding(file="b.md"), texts={"b.md": TEXT}), id="another file"),
        pytest.param(a_report(a_finding(code="FMT035")), id="another code"),
        pytest.param(a_report(a_finding(keys=("key_results", 0, "due"))), id="another key"),
        pytest.param(
            a_report(replace(FOUND, at=Place(file=FILE, span=FOUND.at.span, on="key"))),
            id="the key and not its value",
        ),
    ],
)
def test_a_finding_is_another_for(other: Report) -> None:
    assert prints(a_report(FOUND)) != prints(other)


@pytest.mark.parametrize("span", [None, Span(6, 13, 6, 17)])
def test_without_its_line_a_finding_is_known_by_its_message(span: Span | None) -> None:
    one, other = (a_report(a_finding(message, span=span), texts={}) for message in ("one", "other"))
    assert prints(one) == prints(one)
    assert prints(one) != prints(other)


@given(report=reports())
def test_no_two_findings_of_a_report_share_one(report: Report) -> None:
    assert len(set(prints(report))) == len(report.findings)
