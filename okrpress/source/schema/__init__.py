"""The schema of every kind of file: pydantic models that read text nodes by our own grammar."""

from okrpress.source.schema.export import file_kinds, json_schema

__all__ = ["file_kinds", "json_schema"]
