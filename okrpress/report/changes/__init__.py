"""A comparison of two revisions as text: terminal, Markdown, JSON and a page."""

from okrpress.report.changes.formats import CHANGE_FORMATS, render_changes
from okrpress.report.changes.outline import Compared

__all__ = ["CHANGE_FORMATS", "Compared", "render_changes"]
