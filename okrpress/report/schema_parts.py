"""The few words of JSON Schema that our schemas are made of."""

from okrpress.report.structured import Json, JsonObject, dump


def schema_of(what: str, description: str, schema: JsonObject) -> str:
    """A whole schema as JSON text; `what` is described by it."""
    head: JsonObject = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"okrpress {what}",
        "description": description,
    }
    return dump({**head, **schema})


def object_of(**properties: JsonObject) -> JsonObject:
    """An object with all of these properties and no other."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def text_of(description: str, **limits: Json) -> JsonObject:
    """A text, with limits in words of JSON Schema."""
    return {"description": description, "type": "string", **limits}


def one_of(description: str, *words: str) -> JsonObject:
    """One of these words."""
    return {"description": description, "enum": list(words)}


def count_of(description: str, minimum: int = 0) -> JsonObject:
    """A whole number from the minimum on."""
    return {"description": description, "type": "integer", "minimum": minimum}


def list_of(description: str, items: JsonObject, **limits: Json) -> JsonObject:
    """A list of such items, with limits in words of JSON Schema."""
    return {"description": description, "type": "array", "items": items, **limits}


def or_null(description: str, schema: JsonObject) -> JsonObject:
    """The same, or null."""
    return {"description": description, "anyOf": [schema, {"type": "null"}]}


def number_of(description: str) -> JsonObject:
    """An exact decimal number as text; null where it cannot be said."""
    pattern = r"^-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?$"
    return or_null(description, {"type": "string", "pattern": pattern})
