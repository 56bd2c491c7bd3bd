"""The `thresholds` of a cycle: the settings' reader reads them, the schema only says their keys."""

from dataclasses import fields
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from okrpress.model.frozen import dataclass
from okrpress.model.settings import PaceRule, Thresholds


@dataclass(frozen=True, slots=True)
class ThresholdNodes:
    """Makes a field take a mapping as it is."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.dict_schema()

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                field.name: {**_taken(field.default), "description": field.metadata["meaning"]}
                for field in fields(Thresholds)
            },
        }


def _taken(default: object) -> dict[str, Any]:
    if isinstance(default, PaceRule):
        return {"type": "string", "enum": [rule.value for rule in PaceRule]}
    return {"type": "number"}
