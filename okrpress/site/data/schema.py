"""The JSON Schemas of the documents: what each key means. Published beside the data."""

from collections.abc import Mapping

from okrpress.model.okr import (
    Indicator,
    InitiativeStatus,
    ObjectiveType,
    Origin,
    State,
    Tier,
)
from okrpress.model.portfolio import UnitKind
from okrpress.scoring.result import Band, Status
from okrpress.site.data.values import Json, JsonObject, encode

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(kind: str) -> bytes:
    """The schema of one kind of document. KeyError for an unknown kind."""
    title, properties = _DOCUMENTS[kind]
    head: JsonObject = {
        "$schema": _text("The schema of this document, relative to it."),
        "version": {"description": "Of the document's form.", "const": 1},
        "okrpress": _text("The version of the tool that wrote it."),
        "site": _text("What the site is called."),
        "as_of": _DAY,
    }
    return encode(
        {"$schema": _DIALECT, "title": title, **_object(**head, **properties), "$defs": _DEFS}
    )


def _object(**properties: Json) -> JsonObject:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _text(description: str) -> JsonObject:
    return {"description": description, "type": "string"}


def _number(description: str) -> JsonObject:
    return {"description": description, "type": "number"}


def _or_null(schema: JsonObject) -> JsonObject:
    return {"anyOf": [schema, {"type": "null"}]}


def _share(description: str) -> JsonObject:
    return _or_null(_number(description))


def _list(of: JsonObject) -> JsonObject:
    return {"type": "array", "items": of}


def _one_of(kind: type, description: str) -> JsonObject:
    values: list[Json] = [each.value for each in kind]  # type: ignore[attr-defined]
    return {"description": description, "enum": values}


def _ref(name: str) -> JsonObject:
    return {"$ref": f"#/$defs/{name}"}


def _also(name: str, **properties: Json) -> JsonObject:
    """What is defined under a name, and more."""
    return _object(**_PROPERTIES[name], **properties)


_DAY: JsonObject = {"type": "string", "format": "date"}
_TEXT = _text("A text.")
_TEXTS = _list(_TEXT)
_MAYBE = _or_null(_TEXT)
_COUNT: JsonObject = {"type": "integer", "minimum": 0}

_ROLLUP: Mapping[str, Json] = {
    "status": _one_of(Status, "What asks for most attention in it; its score once it is graded."),
    "progress": _share("Mean progress, 0 to 1, of what has a value."),
    "expected": _share("What the day expects, 0 to 1."),
    "score": _share("Mean score, 0 to 1."),
    "band": _or_null(_one_of(Band, "The colour of the score.")),
    "counts": {
        "description": "How many are in each state.",
        "type": "object",
        "additionalProperties": _COUNT,
    },
    "total": {**_COUNT, "description": "How many count."},
    "missing": {**_COUNT, "description": "How many of them have no value."},
}
_OBJECTIVE_LINE: Mapping[str, Json] = {
    "id": _text("`cycle/unit/objective`."),
    "title": _TEXT,
    "cycle": _TEXT,
    "unit": _TEXT,
    "url": _text("Its page, relative to this document."),
    **_ROLLUP,
}
_PROPERTIES: Mapping[str, Mapping[str, Json]] = {
    "rollup": _ROLLUP,
    "objective_line": _OBJECTIVE_LINE,
    "unit_line": {
        "id": _TEXT,
        "name": _TEXT,
        "kind": _one_of(UnitKind, "What stands behind the id."),
        "parent": _MAYBE,
        "url": _MAYBE,
    },
    "cycle_line": {
        "id": _TEXT,
        "title": _TEXT,
        "start": _or_null(_DAY),
        "end": _or_null(_DAY),
        "closed": _or_null(_DAY),
        "url": _TEXT,
        **_ROLLUP,
    },
    "measure": {},
    "reading": {
        "on": _DAY,
        "author": _MAYBE,
        "value": _share("The value that was seen."),
        "done": {"description": "Of a yes or no, or the ids of all steps done so far."},
        "confidence": _share("0 to 10."),
        "note": _MAYBE,
    },
    "check_in": {
        "on": _DAY,
        "cycle": _TEXT,
        "author": _MAYBE,
        "priorities": _TEXTS,
        "blockers": _TEXTS,
        "wins": _TEXTS,
        "health": {"type": "object", "additionalProperties": _number("A level.")},
        "readings": _list(
            _object(
                key_result=_text("`cycle/unit/objective#key-result`."),
                value=_share("The value that was seen."),
                done={"description": "Of a yes or no, or the ids of all steps done so far."},
                confidence=_share("0 to 10."),
                note=_MAYBE,
            )
        ),
        "body": _or_null(_text("Markdown.")),
    },
    "ledger_entry": {
        "on": _DAY,
        "field": _TEXT,
        "from": _MAYBE,
        "to": _MAYBE,
        "reason": _MAYBE,
    },
    "initiative": {
        "title": _TEXT,
        "for": _MAYBE,
        "status": _one_of(InitiativeStatus, "How far the work is."),
        "owner": _MAYBE,
        "url": _MAYBE,
    },
    "key_result": {
        "id": _text("`cycle/unit/objective#key-result`."),
        "title": _TEXT,
        "url": _TEXT,
        "measure": _ref("measure"),
        "unit": _MAYBE,
        "owner": _MAYBE,
        "indicator": _or_null(_one_of(Indicator, "Whether it leads or lags.")),
        "weight": _number("0 means tracked and not counted."),
        "source": _MAYBE,
        "state": _one_of(State, "Whether it counts."),
        "start": _or_null(_DAY),
        "due": _or_null(_DAY),
        "cadence": _number("Days between check-ins."),
        "status": _one_of(Status, "The one word for it."),
        "pace": _or_null(_one_of(Status, "The verdict of pace alone.")),
        "value": _share("The current value."),
        "done": _TEXTS,
        "progress": _share("0 to 1."),
        "raw_progress": _share("Before it is held between 0 and 1."),
        "expected": _share("The progress that the day expects."),
        "gap": _share("Expected less progress: positive when behind."),
        "confidence": _or_null(
            _object(
                value=_number("0 to 10."),
                on=_DAY,
                change=_share("Since the report before."),
            )
        ),
        "last_reading": _or_null(_DAY),
        "stale": {"type": "boolean"},
        "score": _share("The grade at the end."),
        "computed_score": _share("What it would be without the retrospective's word."),
        "original_score": _share("Against the first promise, where it moved."),
        "band": _or_null(_one_of(Band, "The colour of the score.")),
        "readings": _list(_ref("reading")),
        "changes": _list(_ref("ledger_entry")),
    },
    "objective": {
        **_OBJECTIVE_LINE,
        "owner": _MAYBE,
        "type": _or_null(_one_of(ObjectiveType, "What it promises.")),
        "tier": _one_of(Tier, "Whether it counts."),
        "origin": _or_null(_one_of(Origin, "Where it came from.")),
        "values": _TEXTS,
        "tags": _TEXTS,
        "supports": _TEXTS,
        "stands_alone": _MAYBE,
        "depends_on": _TEXTS,
        "supported_by": _TEXTS,
        "state": _one_of(State, "Whether it counts."),
        "reason": _MAYBE,
        "body": _or_null(_text("Markdown.")),
        "key_results": _list(_ref("key_result")),
        "initiatives": _list(_ref("initiative")),
        "changes": _list(_ref("ledger_entry")),
    },
}
_MEASURES: list[Json] = [
    _object(
        kind={"const": "metric"},
        baseline=_share("Where it started."),
        target=_number("Where it is to end."),
        aggregate=_text("How readings make the value."),
    ),
    _object(kind={"const": "band"}, min=_share("At least."), max=_share("At most.")),
    _object(kind={"const": "yes-no"}, done_when=_TEXT),
    _object(
        kind={"const": "steps"},
        steps=_list(_object(id=_TEXT, title=_TEXT, weight=_number("Its share of the whole."))),
    ),
    _object(kind={"const": "none"}),
]
_DEFS: JsonObject = {
    **{name: _object(**properties) for name, properties in _PROPERTIES.items()},
    "measure": {"oneOf": _MEASURES},
}
_DOCUMENTS: Mapping[str, tuple[str, JsonObject]] = {
    "site": ("A site", {"running": _TEXTS, "all": _text("Everything, relative to this.")}),
    "okrs": (
        "All units and cycles",
        {
            "mission": _MAYBE,
            "values": _list(_object(id=_TEXT, name=_TEXT, description=_MAYBE)),
            "units": _list(_ref("unit_line")),
            "cycles": _list(
                _also("cycle_line", objectives=_text("Its objectives, relative to this."))
            ),
        },
    ),
    "cycle-objectives": (
        "Objectives of a cycle",
        {
            "cycle": _TEXT,
            "objectives": _list(_ref("objective")),
            "next": _or_null(_text("Where they go on, relative to this.")),
        },
    ),
    "cycle": (
        "A cycle",
        {
            "cycle": _ref("cycle_line"),
            "units": _list(_also("rollup", unit=_TEXT)),
            "objectives": _list(_ref("objective_line")),
        },
    ),
    "unit": (
        "A unit",
        {
            "unit": _ref("unit_line"),
            "lead": _MAYBE,
            "members": _TEXTS,
            "health": _list(
                _object(
                    id=_TEXT,
                    title=_TEXT,
                    min=_share("At least."),
                    max=_share("At most."),
                    unit=_MAYBE,
                    levels=_list(_object(on=_DAY, value=_number("The level."))),
                )
            ),
            "cycles": _list(_also("rollup", cycle=_TEXT, objectives=_list(_ref("objective_line")))),
        },
    ),
    "objective": ("An objective", {"objective": _ref("objective")}),
    "week": (
        "Check-ins of a week",
        {
            "week": _text("As ISO 8601 counts them: `2026-w47`."),
            "first": _DAY,
            "last": _DAY,
            "units": _list(
                _object(
                    unit=_TEXT,
                    reported={**_COUNT, "description": "Key results that were due and are in."},
                    coming={**_COUNT, "description": "Due later in this week."},
                    missing=_TEXTS,
                    moved={**_COUNT, "description": "Key results of which there is news."},
                    confidence_fell=_TEXTS,
                    blockers=_COUNT,
                    wins=_COUNT,
                    check_ins=_or_null(_text("What was reported, relative to this document.")),
                )
            ),
        },
    ),
    "check-ins": (
        "Check-ins of a unit in a year",
        {
            "unit": _TEXT,
            "year": _COUNT,
            "weeks": _list(_object(week=_TEXT, check_ins=_list(_ref("check_in")))),
        },
    ),
}
KINDS = tuple(_DOCUMENTS)
