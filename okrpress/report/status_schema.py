"""The JSON Schema of `okrpress status --format json`. It changes only together with its version."""

from okrpress.insight.attention import Reason
from okrpress.insight.due import DebtKind, UpcomingKind
from okrpress.model.audience import AUDIENCE
from okrpress.model.okr import Aggregate, InitiativeStatus, ObjectiveType, State, Tier, Visibility
from okrpress.model.portfolio import UnitKind
from okrpress.report.schema_parts import count_of, list_of, object_of, one_of, schema_of, text_of
from okrpress.report.status import Scope
from okrpress.report.structured import Json, JsonObject
from okrpress.scoring.result import Status

SCHEMA_VERSION = 1


def status_schema() -> str:
    """The schema as JSON text."""
    return schema_of("status", "What `okrpress status --format json` prints.", _STATUS)


def _number(description: str, **limits: Json) -> JsonObject:
    return {"description": description, "type": "number", **limits}


def _yes(description: str) -> JsonObject:
    return {"description": description, "type": "boolean"}


def _maybe(schema: JsonObject) -> JsonObject:
    """The same, or null where it cannot be said."""
    description = schema.get("description", "")
    rest = {key: value for key, value in schema.items() if key != "description"}
    return {"description": description, "anyOf": [rest, {"type": "null"}]}


def _day(description: str) -> JsonObject:
    return text_of(description, format="date", pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")


_REF = "`cycle/unit/objective`, with `#key-result` behind it for a key result."
_SHARE = {"minimum": 0, "maximum": 1}
_STATUSES = tuple(status.value for status in Status)

_MEANS: dict[str, JsonObject] = {
    "status": one_of("Where it stands: the state that asks for most attention.", *_STATUSES),
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
        object_of(
            kind={"const": "metric"},
            baseline=_maybe(_number("Where it began.")),
            target=_number("Where it is to be."),
            aggregate=one_of("How readings make the value.", *(one.value for one in Aggregate)),
        ),
        object_of(
            kind={"const": "band"},
            min=_maybe(_number("Lowest value inside.")),
            max=_maybe(_number("Highest value inside.")),
        ),
        object_of(kind={"const": "yes-no"}, done_when=text_of("How one can tell that it is done.")),
        object_of(
            kind={"const": "steps"},
            steps=list_of(
                "The deliveries that make it up.",
                object_of(
                    id=text_of("Its name in check-ins."),
                    title=text_of("What is delivered."),
                    weight=_number("Its share beside the others.", minimum=0),
                ),
            ),
        ),
        object_of(kind={"const": "none"}),
    ],
}
_CONFIDENCE = object_of(
    value=_number("What people believe.", minimum=0, maximum=10),
    change=_maybe(_number("This report minus the one before.")),
    date=_day("Day of the report."),
    fell=_yes("Whether the fall asks for attention."),
)
_KEY_RESULT = object_of(
    ref=text_of(_REF),
    title=text_of("The result in one sentence."),
    owner=_maybe(text_of("Who answers for it, where that is not the objective's owner.")),
    state=one_of("Whether it counts.", *(one.value for one in State)),
    weight=_number("Its share beside the others.", minimum=0),
    start=_maybe(_day("Its first day.")),
    due=_maybe(_day("Its last day.")),
    cadence=count_of("Days between check-ins.", 1),
    measure=_MEASURE,
    unit=text_of("The unit of measurement; may be empty."),
    status=one_of("Where it stands.", *_STATUSES),
    value=_maybe(_number("The current value of a metric or band.")),
    expected_value=_maybe(_number("The value that the date expects of a metric.")),
    done_steps=list_of("Ids of the steps that are done.", {"type": "string"}),
    progress=_maybe(_number("How far it is.", **_SHARE)),
    raw_progress=_maybe(_number("The same, below 0 or above 1 where it is.")),
    expected=_maybe(_number("The progress that the date expects.", **_SHARE)),
    gap=_maybe(_number("Expected minus progress: above 0 when behind.")),
    pace=_maybe(one_of("The verdict on the gap alone.", "off-track", "at-risk", "on-track")),
    score=_maybe(_number("The grade, once there is one.", **_SHARE)),
    confidence=_maybe(_CONFIDENCE),
    last_reading=_maybe(_day("Day of the last observation.")),
    age=_maybe(count_of("Days since then; without one, since the start.")),
    stale=_yes("Whether the last observation is too old to rely on."),
    trend=list_of(
        "The last readings, the newest last: shares of the way of a metric with a baseline, else "
        "values. Empty where there are fewer than two.",
        {"type": "number"},
    ),
)
_OBJECTIVE = object_of(
    ref=text_of(_REF),
    title=text_of("Where they want to be, in one sentence."),
    owner=_maybe(text_of("Id of the one person who answers for it.")),
    type=_maybe(one_of("What is expected.", *(one.value for one in ObjectiveType))),
    tier=one_of("Whether it is counted.", *(one.value for one in Tier)),
    state=one_of("Whether it is pursued.", *(one.value for one in State)),
    visibility=one_of("Who may see it on a site.", *(one.value for one in Visibility)),
    **_MEANS,
    key_results=list_of("In the order of the file.", _KEY_RESULT),
)
_UNIT = object_of(
    id=text_of("Id of the team or person."),
    name=text_of("Its name."),
    kind=one_of("What stands behind the id.", *(one.value for one in UnitKind)),
    parent=_maybe(text_of("Id of the team above.")),
    **_MEANS,
    objectives=list_of("Core ones first, what is not pursued last.", _OBJECTIVE),
)
_CYCLE = object_of(
    id=text_of("Id of the cycle."),
    title=text_of("What it is called."),
    start=_maybe(_day("First day.")),
    end=_maybe(_day("Last day.")),
    running=_yes("Whether the day lies inside."),
    week=_maybe(count_of("Which week of it this is, counted from 1.", 1)),
    weeks=_maybe(count_of("How many weeks it has.", 1)),
    closed=_maybe(_day("The day it was frozen.")),
    **_MEANS,
    units=list_of("Teams before the teams below them, then people.", _UNIT),
)
_REASON = object_of(
    reason=one_of("Why.", *(one.name.lower().replace("_", "-") for one in Reason)),
    gap=_maybe(_number("How far behind the date, a share.")),
    outside=_maybe(_number("How far outside of its band.")),
    confidence=_maybe(_number("The last confidence.", minimum=0, maximum=10)),
    since=_maybe(_day("The due day, the last reading, or the day of the report or change.")),
    days=_maybe(count_of("Days since then.")),
    field=_maybe(text_of("The promise that moved.")),
)
_CONCERN = object_of(
    key_result=_maybe(text_of(_REF)),
    blocker=_maybe(text_of("What stands in the unit's way, where no key result stands for it.")),
    cycle=text_of("Id of the cycle."),
    unit=text_of("Id of the unit."),
    owner=_maybe(text_of("Id of whoever answers for it.")),
    needs_decision=_yes("Whether somebody has to decide something."),
    reasons=list_of("The most urgent first.", _REASON),
)
_DEBT = object_of(
    kind=one_of("What is owed.", *(one.value for one in DebtKind)),
    cycle=text_of("Id of the cycle."),
    unit=text_of("Id of the unit."),
    person=_maybe(text_of("Id of the person to ask; null where only the unit can be asked.")),
    key_results=list_of("Those that a check-in or grade is owed for.", text_of(_REF)),
    since=_day("The day it was due."),
    days_late=count_of("Days since then.", 1),
)
_UPCOMING = object_of(
    kind=one_of("What the day brings.", *(one.value for one in UpcomingKind)),
    on=_day("The day."),
    cycle=text_of("Id of the cycle."),
    unit=_maybe(text_of("Id of the unit; null for what the whole cycle shares.")),
    key_results=list_of("Those that are due, or due for a check-in.", text_of(_REF)),
)
_WORK = object_of(
    title=text_of("The work in a few words."),
    status=one_of("How far it is.", *(one.value for one in InitiativeStatus)),
    person=_maybe(text_of("Id of whoever does it.")),
    objective=text_of(_REF),
    moves=_maybe(text_of(_REF)),
    url=_maybe(text_of("Where it is tracked.")),
)
_TASKS = object_of(
    person=text_of("Id of the person."),
    key_results=list_of(
        "Those the person answers for, then those that only their work moves.",
        object_of(
            ref=text_of(_REF),
            owned=_yes("Whether the person answers for it."),
            due=_maybe(
                object_of(
                    since=_day("The day a check-in was due."), days_late=count_of("Days since.")
                )
            ),
            unmoved=_yes("Whether it is still to be reached and no work is planned or under way."),
            work=list_of("Everybody's work that is meant to move it.", _WORK),
        ),
    ),
    adrift=list_of("The person's open work that moves no key result that is pursued.", _WORK),
)
_STATUS = object_of(
    schema_version={"const": SCHEMA_VERSION},
    tool=object_of(name={"const": "okrpress"}, version=text_of("The version that wrote this.")),
    as_of=_day("The day that all numbers are of."),
    audience=text_of("Whom it is for.", pattern=AUDIENCE),
    name=text_of("What the portfolio is called; may be empty."),
    about=object_of(
        scope=one_of("What was asked for.", *(one.value for one in Scope)),
        id=_maybe(text_of("Its id or reference; null for the whole.")),
    ),
    cycles=list_of("Those that run, the shortest first, or the one that was asked for.", _CYCLE),
    attention=list_of("What needs attention, the most urgent first.", _CONCERN),
    owed=list_of("What is late by more than the grace, the oldest first.", _DEBT),
    upcoming=list_of("What the next 14 days bring, the nearest first.", _UPCOMING),
    tasks=_maybe(_TASKS),
    left_out=count_of("How many files could not be used."),
)
