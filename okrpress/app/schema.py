"""The JSON Schemas of the content files, and of what commands print as JSON."""

from collections.abc import Callable, Mapping

from okrpress.report.changes.comment_json import comment_schema
from okrpress.report.changes.schema import diff_schema
from okrpress.report.json_schema import json_schema as findings_schema
from okrpress.report.simulation_schema import simulation_schema
from okrpress.report.status_schema import status_schema
from okrpress.source.schema.export import file_kinds, json_schema

OUTPUTS: Mapping[str, tuple[str, Callable[[], str]]] = {
    "check": ("okrpress check --format json", findings_schema),
    "diff": ("okrpress diff --format json", diff_schema),
    "comment": ("okrpress diff --comment-file FILE", comment_schema),
    "simulate": ("okrpress simulate --format json", simulation_schema),
    "status": ("okrpress status --format json", status_schema),
}
"""What commands print: an example, and the schema as text."""

__all__ = ["OUTPUTS", "file_kinds", "json_schema"]
