"""The JSON Schema of the `json` format. What it says changes only together with its version."""

from okrpress.model.finding import Level
from okrpress.report.structured import Json, JsonObject, dump

SCHEMA_VERSION = 1


def json_schema() -> str:
    """The schema as JSON text."""
    head: JsonObject = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "okrpress findings",
        "description": "What `okrpress check --format json` prints.",
    }
    return dump({**head, **_REPORT})


def _object(**properties: JsonObject) -> JsonObject:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _text(description: str, **limits: Json) -> JsonObject:
    return {"description": description, "type": "string", **limits}


def _number(description: str, minimum: int) -> JsonObject:
    return {"description": description, "type": "integer", "minimum": minimum}


def _list(description: str, items: JsonObject) -> JsonObject:
    return {"description": description, "type": "array", "items": items}


def _or_null(description: str, schema: JsonObject) -> JsonObject:
    return {"description": description, "anyOf": [schema, {"type": "null"}]}


_POSITION = _object(
    line=_number("Counted from 1.", 1),
    column=_number("In characters (Unicode code points), counted from 1.", 1),
)
FINDING = _object(
    code=_text("Never reused for anything else.", pattern="^[A-Z]{2,3}[0-9]{3}$"),
    name=_text("The code's name in words."),
    level={"enum": [level.value for level in Level]},
    file=_text("Relative to the project's folder, with forward slashes."),
    start=_or_null("Where it begins. Null when it is about the file as a whole.", _POSITION),
    end=_or_null("Just behind its last character.", _POSITION),
    keys=_list(
        "The keys, and positions in lists from 0, that lead to the place in the front matter.",
        {"type": ["string", "integer"]},
    ),
    message=_text("What was found."),
    help=_text("What to do."),
    url=_or_null("The page of the code.", {"type": "string", "format": "uri"}),
    fingerprint=_text(
        "Stays while the words of the line do, wherever it moves. Unique in this list.",
        pattern="^[0-9a-f]{32}$",
    ),
)
_REPORT = _object(
    schema_version={"const": SCHEMA_VERSION},
    tool=_object(name={"const": "okrpress"}, version=_text("The version that wrote this.")),
    summary=_object(
        files=_number("How many files were read.", 0),
        error=_number("How many findings are errors.", 0),
        warning=_number("How many findings are warnings.", 0),
        advice=_number("How many findings are advice.", 0),
    ),
    findings=_list("In the order of their places.", FINDING),
)
