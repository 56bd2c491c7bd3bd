"""The JSON Schemas of the content files."""

from okrpress.source.schema import file_kinds, json_schema

__all__ = ["file_kinds", "json_schema"]
