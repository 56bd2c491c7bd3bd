"""The formats in which a comparison is reported. All are pure."""

from collections.abc import Callable, Mapping

from okrpress.report.changes.comment import comment_of
from okrpress.report.changes.comment_json import comment_json
from okrpress.report.changes.html_format import html
from okrpress.report.changes.json_format import json_text
from okrpress.report.changes.markdown_format import markdown
from okrpress.report.changes.outline import Compared
from okrpress.report.changes.text_format import text
from okrpress.report.github import github
from okrpress.report.gitlab import gitlab
from okrpress.report.screen import LOG, Screen

CHANGE_FORMATS: Mapping[str, Callable[[Compared, Screen], str]] = {
    "text": text,
    "markdown": lambda compared, _screen: markdown(comment_of(compared, compared.commit)),
    "comment": lambda compared, _screen: comment_json(comment_of(compared, compared.commit)),
    "json": lambda compared, _screen: json_text(compared),
    "html": lambda compared, _screen: html(compared),
    "github": lambda compared, _screen: github(compared.findings),
    "gitlab": lambda compared, _screen: gitlab(compared.findings),
}
"""`github` and `gitlab` are the new findings as annotations; the comment is `markdown`."""


def render_changes(name: str, compared: Compared, screen: Screen = LOG) -> str:
    """The comparison in the format of this name. KeyError for an unknown name."""
    return CHANGE_FORMATS[name](compared, screen).rstrip("\n")
