"""The JSON Schema of `okrpress diff --format json`. It changes only together with its version."""

from okrpress.changes import Direction, Kind, Subject
from okrpress.report.changes.json_format import SCHEMA_VERSION
from okrpress.report.json_schema import FINDING
from okrpress.report.structured import Json, JsonObject, dump
from okrpress.scoring.result import Status


def diff_schema() -> str:
    """The schema as JSON text."""
    head: JsonObject = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "okrpress diff",
        "description": "What `okrpress diff --format json` prints.",
    }
    return dump({**head, **_DIFF})


def _object(**properties: JsonObject) -> JsonObject:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _text(description: str, **limits: Json) -> JsonObject:
    return {"description": description, "type": "string", **limits}


def _one_of(description: str, *words: str) -> JsonObject:
    return {"description": description, "enum": list(words)}


def _count(description: str) -> JsonObject:
    return {"description": description, "type": "integer", "minimum": 0}


def _list(description: str, items: JsonObject) -> JsonObject:
    return {"description": description, "type": "array", "items": items}


def _or_null(description: str, schema: JsonObject) -> JsonObject:
    return {"description": description, "anyOf": [schema, {"type": "null"}]}


def _number(description: str) -> JsonObject:
    """An exact decimal number as text; null where it cannot be said."""
    pattern = r"^-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?$"
    return _or_null(description, {"type": "string", "pattern": pattern})


_ID = "`cycle/unit/objective`, with `#key-result` behind it for a key result."
_STATUS = _one_of("Where it stands.", *(status.value for status in Status))
_TERM: JsonObject = {
    "description": "Numbers and days are text; a list holds texts; null says nothing.",
    "anyOf": [
        {"type": "string"},
        {"type": "array", "items": {"type": "string"}},
        {"type": "null"},
    ],
}
_PLACE = _object(
    file=_text("Relative to the project's folder, with forward slashes."),
    keys=_list(
        "The keys, and positions in lists from 0, that lead to the place in the front matter.",
        {"type": ["string", "integer"]},
    ),
)
_CHANGE = _object(
    subject=_one_of("What it is about.", *(one.value for one in Subject)),
    kind=_one_of("What happened to it.", *(one.value for one in Kind)),
    id=_text("How references name it: an objective, a key result, a file's day, a record."),
    title=_text("How people name it."),
    field=_or_null(
        "The key of the content format; null where the whole thing came or went.",
        {"type": "string"},
    ),
    before=_TERM,
    after=_TERM,
    unit=_text("The unit of measurement of both; may be empty."),
    direction=_or_null(
        "Whether the commitment asks for less or for more.",
        {"enum": [one.value for one in Direction]},
    ),
    entered={"description": "Whether the target ledger holds this move.", "type": "boolean"},
    reason=_text("What the ledger, or a state, gives as the reason; may be empty."),
    was=_or_null("The place in the older revision.", _PLACE),
    now=_or_null("The place in the newer revision.", _PLACE),
)
_ROLLUP = _object(
    progress=_number("Mean progress of what has a value."),
    expected=_number("Mean progress that the date expects."),
    score=_number("Mean grade, once there is one."),
    status=_STATUS,
)
_KEY_RESULT = _object(
    value=_number("The current value of a metric or band."),
    raw=_number("How far it is, below 0 or above 1 where it is."),
    progress=_number("The same, from 0 to 1."),
    expected=_number("The progress that the date expects."),
    confidence=_number("What people believe, from 0 to 10."),
    score=_number("The grade, once there is one."),
    original_score=_number("The grade against what was promised first, where that moved."),
    status=_STATUS,
)


def _pair(id: str, schema: JsonObject) -> dict[str, JsonObject]:
    """Numbers of one thing in both revisions; null where it is not."""
    return {
        "id": _text(id),
        "before": _or_null("In the older revision.", schema),
        "after": _or_null("In the newer revision.", schema),
    }


_EFFECT = _object(
    **_pair(_ID, _ROLLUP),
    title=_text("The objective's title."),
    key_results=_list("Those whose numbers differ.", _object(**_pair(_ID, _KEY_RESULT))),
)
_DIFF = _object(
    schema_version={"const": SCHEMA_VERSION},
    tool=_object(name={"const": "okrpress"}, version=_text("The version that wrote this.")),
    base=_text("What the older revision is called."),
    head=_text("What the newer revision is called."),
    as_of=_text("The day that all numbers are of.", pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    changes=_list("Everything that differs, commitments first.", _CHANGE),
    effects=_list("Objectives whose numbers differ.", _EFFECT),
    rollups=_list(
        "Cycles, then units in them, whose numbers differ.",
        _object(**_pair("`cycle` or `cycle/unit`.", _ROLLUP)),
    ),
    moved={
        "description": "From an objective's older identity to its newer one.",
        "type": "object",
        "additionalProperties": {"type": "string"},
    },
    findings=_list("Those that are new, in the order of their places.", FINDING),
    known=_count("How many findings were there before, and still are."),
    mended=_count("How many findings were there before, and are gone."),
)
