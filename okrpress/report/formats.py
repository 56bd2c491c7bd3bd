"""The formats in which findings are reported. All are pure: a report in, text out."""

from collections.abc import Callable, Mapping

from okrpress.model.frozen import dataclass
from okrpress.report.full import full
from okrpress.report.github import github
from okrpress.report.gitlab import gitlab
from okrpress.report.json_format import json_text
from okrpress.report.junit import junit
from okrpress.report.markdown import markdown
from okrpress.report.rdjson import rdjson
from okrpress.report.report import Report
from okrpress.report.sarif import sarif
from okrpress.report.screen import LOG, Screen
from okrpress.report.text import concise


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: what it is for, in a few words, and what writes it."""

    summary: str
    write: Callable[[Report, Screen], str]


def _unpainted(write: Callable[[Report], str]) -> Callable[[Report, Screen], str]:
    return lambda report, _screen: write(report)


FORMATS: Mapping[str, Format] = {
    "full": Format(summary="with the lines, help and reasons", write=full),
    "concise": Format(summary="one line each", write=concise),
    "json": Format(summary="for programs", write=_unpainted(json_text)),
    "github": Format(summary="annotations in GitHub Actions", write=_unpainted(github)),
    "gitlab": Format(summary="GitLab code quality", write=_unpainted(gitlab)),
    "sarif": Format(summary="SARIF 2.1.0, for code scanning", write=_unpainted(sarif)),
    "junit": Format(summary="JUnit XML, a test case for each file", write=_unpainted(junit)),
    "rdjson": Format(summary="for Reviewdog", write=_unpainted(rdjson)),
    "markdown": Format(summary="for a comment", write=_unpainted(markdown)),
}


def render(name: str, report: Report, screen: Screen = LOG) -> str:
    """The report in the format of this name, without a line end behind it.

    Only `full` and `concise` are painted and broken for the screen. KeyError for an unknown name.
    """
    return FORMATS[name].write(report, screen).rstrip("\n")
