"""JSON Schemas of the content files, for editors that complete and check front matter."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from okrpress.source.kinds import PATHS, FileKind
from okrpress.source.schema.nested import Entry
from okrpress.source.schema.objective import ObjectiveFile
from okrpress.source.schema.observations import CheckInFile, MidCycleFile, RetrospectiveFile
from okrpress.source.schema.organisation import CycleFile, OrganisationFile, PersonFile, TeamFile

MODELS: dict[FileKind, type[Entry]] = {
    FileKind.ORGANISATION: OrganisationFile,
    FileKind.TEAM: TeamFile,
    FileKind.PERSON: PersonFile,
    FileKind.CYCLE: CycleFile,
    FileKind.OBJECTIVE: ObjectiveFile,
    FileKind.CHECK_IN: CheckInFile,
    FileKind.MID_CYCLE: MidCycleFile,
    FileKind.RETROSPECTIVE: RetrospectiveFile,
}
"""The model that reads the front matter of each kind."""


def file_kinds() -> dict[str, str]:
    """The kinds of content files, and where each lies under the content folder."""
    return {kind.value: path for kind, path in PATHS.items()}


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the front matter of a kind of file, made from its model.

    It says what an editor can check while one types; what only shows when keys are seen together
    is left to `okrpress check`. Raises ValueError for an unknown kind.
    """
    schema = MODELS[FileKind(kind)].model_json_schema(schema_generator=_Generator)
    return {"$schema": _Generator.schema_dialect, **schema}


class _Generator(GenerateJsonSchema):
    """pydantic's generator without titles made from keys, and without defaults: both are noise."""

    def field_title_should_be_set(self, schema: object) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


__all__ = ["MODELS", "CoreSchema", "file_kinds", "json_schema"]
