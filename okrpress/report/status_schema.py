"""The JSON Schema of `okrpress status --format json`. It changes only together with its version."""

from okrpress.insight.attention import Reason
from okrpress.insight.due import DebtKind, UpcomingKind
from okrpress.model.audience import AUDIENCE
from okrpress.model.okr import Aggregate, InitiativeStatus, ObjectiveType, State, Tier, Visibility
from okrpress.model.portfolio import UnitKind
from okrpress.report.status import Scope
from okrpress.report.structured import Json, JsonObject, dump
from okrpress.scoring.result import Status

SCHEMA_VERSION = 1


def status_schema() -> str:
    """The schema as JSON text."""
    head: JsonObject = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "okrpress status",
        "description": "What `okrpress status --format json` prints.",
    }
    return dump({**head, **_STATUS})


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


def _number(description: str, **limits: Json) -> JsonObject:
    return {"description": description, "type": "number", **limits}


def _count(description: str, minimum: int = 0) -> JsonObject:
    return {"description": description, "type": "integer", "minimum": minimum}


def _yes(description: str) -> JsonObject:
    return {"description": description, "type": "boolean"}


def _list(description: str, items: JsonObject) -> JsonObject:
    return {"description": description, "type": "array", "items": items}


def _maybe(schema: JsonObject) -> JsonObject:
    """The same, or null where it cannot be said."""
    description = schema.get("description", "")
    rest = {key: value for key, value in schema.items() if key != "description"}
    return {"description": description, "anyOf": [rest, {"type": "null"}]}


def _day(description: str) -> JsonObject:
    return _text(description, format="date", pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")


_REF = "`cycle/unit/objective`, with `#key-result` behind it for a key result."
_SHARE = {"minimum": 0, "maximum": 1}
_STATUSES = tuple(status.value for status in Status)

_MEANS: dict[str, JsonObject] = {
    "status": _one_of("Where it stands: the state that asks for most attention.", *_STATUSES),
    "progress": _maybe(_number("Mean progress of what has a value.", **_SHARE)),
    "expected": _maybe(_number("Mean progress that the date expects.", **_SHARE)),
    "score": _maybe(_number("Mean grade, once there is one.", **_SHARE)),
    "counts": {
        "description": "How many key results are in which state, attention first.",
        "type": "object",
        "propertyNames": {"enum": list(_STATUSES)},
        "additionalProperties": {"type": "integer", "minimum": 1},
    },
}

_MEASURE: JsonObject = {
    "description": "How it is measured.",
    "oneOf": [
        _object(
            kind={"const": "metric"},
            baseline=_maybe(_number("Where it began.")),
            target=_number("Where it is to be."),
            aggregate=_one_of("How readings make the value.", *(one.value for one in Aggregate)),
        ),
        _object(
            kind={"const": "band"},
            min=_maybe(_number("Lowest value inside.")),
            max=_maybe(_number("Highest value inside.")),
        ),
        _object(kind={"const": "yes-no"}, done_when=_text("How one can tell that it is done.")),
        _object(
            kind={"const": "steps"},
            steps=_list(
                "The deliveries that make it up.",
                _object(
                    id=_text("Its name in check-ins."),
                    title=_text("What is delivered."),
                    weight=_number("Its share beside the others.", minimum=0),
                ),
            ),
        ),
        _object(kind={"const": "none"}),
    ],
}
_CONFIDENCE = _object(
    value=_number("What people believe.", minimum=0, maximum=10),
    change=_maybe(_number("This report minus the one before.")),
    date=_day("Day of the report."),
    fell=_yes("Whether the fall asks for attention."),
)
_KEY_RESULT = _object(
    ref=_text(_REF),
    title=_text("The result in one sentence."),
    owner=_maybe(_text("Who answers for it, where that is not the objective's owner.")),
    state=_one_of("Whether it counts.", *(one.value for one in State)),
    weight=_number("Its share beside the others.", minimum=0),
    start=_maybe(_day("Its first day.")),
    due=_maybe(_day("Its last day.")),
    cadence=_count("Days between check-ins.", 1),
    measure=_MEASURE,
    unit=_text("The unit of measurement; may be empty."),
    status=_one_of("Where it stands.", *_STATUSES),
    value=_maybe(_number("The current value of a metric or band.")),
    expected_value=_maybe(_number("The value that the date expects of a metric.")),
    done_steps=_list("Ids of the steps that are done.", {"type": "string"}),
    progress=_maybe(_number("How far it is.", **_SHARE)),
    raw_progress=_maybe(_number("The same, below 0 or above 1 where it is.")),
    expected=_maybe(_number("The progress that the date expects.", **_SHARE)),
    gap=_maybe(_number("Expected minus progress: above 0 when behind.")),
    pace=_maybe(_one_of("The verdict on the gap alone.", "off-track", "at-risk", "on-track")),
    score=_maybe(_number("The grade, once there is one.", **_SHARE)),
    confidence=_maybe(_CONFIDENCE),
    last_reading=_maybe(_day("Day of the last observation.")),
    age=_maybe(_count("Days since then; without one, since the start.")),
    stale=_yes("Whether the last observation is too old to rely on."),
    trend=_list(
        "The last readings, the newest last: shares of the way of a metric with a baseline, else "
        "values. Empty where there are fewer than two.",
        {"type": "number"},
    ),
)
_OBJECTIVE = _object(
    ref=_text(_REF),
    title=_text("Where they want to be, in one sentence."),
    owner=_maybe(_text("Id of the one person who answers for it.")),
    type=_maybe(_one_of("What is expected.", *(one.value for one in ObjectiveType))),
    tier=_one_of("Whether it is counted.", *(one.value for one in Tier)),
    state=_one_of("Whether it is pursued.", *(one.value for one in State)),
    visibility=_one_of("Who may see it on a site.", *(one.value for one in Visibility)),
    **_MEANS,
    key_results=_list("In the order of the file.", _KEY_RESULT),
)
_UNIT = _object(
    id=_text("Id of the team or person."),
    name=_text("Its name."),
    kind=_one_of("What stands behind the id.", *(one.value for one in UnitKind)),
    parent=_maybe(_text("Id of the team above.")),
    **_MEANS,
    objectives=_list("Core ones first, what is not pursued last.", _OBJECTIVE),
)
_CYCLE = _object(
    id=_text("Id of the cycle."),
    title=_text("What it is called."),
    start=_maybe(_day("First day.")),
    end=_maybe(_day("Last day.")),
    running=_yes("Whether the day lies inside."),
    week=_maybe(_count("Which week of it this is, counted from 1.", 1)),
    weeks=_maybe(_count("How many weeks it has.", 1)),
    closed=_maybe(_day("The day it was frozen.")),
    **_MEANS,
    units=_list("Teams before the teams below them, then people.", _UNIT),
)
_REASON = _object(
    reason=_one_of("Why.", *(one.name.lower().replace("_", "-") for one in Reason)),
    gap=_maybe(_number("How far behind the date, a share.")),
    outside=_maybe(_number("How far outside of its band.")),
    confidence=_maybe(_number("The last confidence.", minimum=0, maximum=10)),
    since=_maybe(_day("The due day, the last reading, or the day of the report or change.")),
    days=_maybe(_count("Days since then.")),
    field=_maybe(_text("The promise that moved.")),
)
_CONCERN = _object(
    key_result=_maybe(_text(_REF)),
    blocker=_maybe(_text("What stands in the unit's way, where no key result stands for it.")),
    cycle=_text("Id of the cycle."),
    unit=_text("Id of the unit."),
    owner=_maybe(_text("Id of whoever answers for it.")),
    needs_decision=_yes("Whether somebody has to decide something."),
    reasons=_list("The most urgent first.", _REASON),
)
_DEBT = _object(
    kind=_one_of("What is owed.", *(one.value for one in DebtKind)),
    cycle=_text("Id of the cycle."),
    unit=_text("Id of the unit."),
    person=_maybe(_text("Id of the person to ask; null where only the unit can be asked.")),
    key_results=_list("Those that a check-in or grade is owed for.", _text(_REF)),
    since=_day("The day it was due."),
    days_late=_count("Days since then.", 1),
)
_UPCOMING = _object(
    kind=_one_of("What the day brings.", *(one.value for one in UpcomingKind)),
    on=_day("The day."),
    cycle=_text("Id of the cycle."),
    unit=_maybe(_text("Id of the unit; null for what the whole cycle shares.")),
    key_results=_list("Those that are due, or due for a check-in.", _text(_REF)),
)
_WORK = _object(
    title=_text("The work in a few words."),
    status=_one_of("How far it is.", *(one.value for one in InitiativeStatus)),
    person=_maybe(_text("Id of whoever does it.")),
    objective=_text(_REF),
    moves=_maybe(_text(_REF)),
    url=_maybe(_text("Where it is tracked.")),
)
_TASKS = _object(
    person=_text("Id of the person."),
    key_results=_list(
        "Those the person answers for, then those that only their work moves.",
        _object(
            ref=_text(_REF),
            owned=_yes("Whether the person answers for it."),
            due=_maybe(
                _object(since=_day("The day a check-in was due."), days_late=_count("Days since."))
            ),
            unmoved=_yes("Whether it is still to be reached and no work is planned or under way."),
            work=_list("Everybody's work that is meant to move it.", _WORK),
        ),
    ),
    adrift=_list("The person's open work that moves no key result that is pursued.", _WORK),
)
_STATUS = _object(
    schema_version={"const": SCHEMA_VERSION},
    tool=_object(name={"const": "okrpress"}, version=_text("The version that wrote this.")),
    as_of=_day("The day that all numbers are of."),
    audience=_text("Whom it is for.", pattern=AUDIENCE),
    name=_text("What the portfolio is called; may be empty."),
    about=_object(
        scope=_one_of("What was asked for.", *(one.value for one in Scope)),
        id=_maybe(_text("Its id or reference; null for the whole.")),
    ),
    cycles=_list("Those that run, the shortest first, or the one that was asked for.", _CYCLE),
    attention=_list("What needs attention, the most urgent first.", _CONCERN),
    owed=_list("What is late by more than the grace, the oldest first.", _DEBT),
    upcoming=_list("What the next 14 days bring, the nearest first.", _UPCOMING),
    tasks=_maybe(_TASKS),
    left_out=_count("How many files could not be used."),
)
