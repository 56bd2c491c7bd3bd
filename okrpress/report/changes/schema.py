"""The JSON Schema of `okrpress diff --format json`. It changes only together with its version."""

from okrpress.changes import Direction, Kind, Subject
from okrpress.report.changes.json_format import SCHEMA_VERSION
from okrpress.report.json_schema import FINDING
from okrpress.report.schema_parts import (
    count_of,
    list_of,
    number_of,
    object_of,
    one_of,
    or_null,
    schema_of,
    text_of,
)
from okrpress.report.structured import JsonObject
from okrpress.scoring.result import Status


def diff_schema() -> str:
    """The schema as JSON text."""
    return schema_of("diff", "What `okrpress diff --format json` prints.", _DIFF)


_ID = "`cycle/unit/objective`, with `#key-result` behind it for a key result."
STATUS = one_of("Where it stands.", *(status.value for status in Status))
_TERM: JsonObject = {
    "description": "Numbers and days are text; a list holds texts; null says nothing.",
    "anyOf": [
        {"type": "string"},
        {"type": "array", "items": {"type": "string"}},
        {"type": "null"},
    ],
}
_PLACE = object_of(
    file=text_of("Relative to the project's folder, with forward slashes."),
    keys=list_of(
        "The keys, and positions in lists from 0, that lead to the place in the front matter.",
        {"type": ["string", "integer"]},
    ),
)
_CHANGE = object_of(
    subject=one_of("What it is about.", *(one.value for one in Subject)),
    kind=one_of("What happened to it.", *(one.value for one in Kind)),
    id=text_of("How references name it: an objective, a key result, a file's day, a record."),
    title=text_of("How people name it."),
    field=or_null(
        "The key of the content format; null where the whole thing came or went.",
        {"type": "string"},
    ),
    before=_TERM,
    after=_TERM,
    unit=text_of("The unit of measurement of both; may be empty."),
    direction=or_null(
        "Whether the commitment asks for less or for more.",
        {"enum": [one.value for one in Direction]},
    ),
    entered={"description": "Whether the target ledger holds this move.", "type": "boolean"},
    reason=text_of("What the ledger, or a state, gives as the reason; may be empty."),
    was=or_null("The place in the older revision.", _PLACE),
    now=or_null("The place in the newer revision.", _PLACE),
)
ROLLUP = object_of(
    progress=number_of("Mean progress of what has a value."),
    expected=number_of("Mean progress that the date expects."),
    score=number_of("Mean grade, once there is one."),
    status=STATUS,
)
_KEY_RESULT = object_of(
    value=number_of("The current value of a metric or band."),
    raw=number_of("How far it is, below 0 or above 1 where it is."),
    progress=number_of("The same, from 0 to 1."),
    expected=number_of("The progress that the date expects."),
    confidence=number_of("What people believe, from 0 to 10."),
    score=number_of("The grade, once there is one."),
    original_score=number_of("The grade against what was promised first, where that moved."),
    status=STATUS,
)


def _pair(id: str, schema: JsonObject) -> dict[str, JsonObject]:
    """Numbers of one thing in both revisions; null where it is not."""
    return {
        "id": text_of(id),
        "before": or_null("In the older revision.", schema),
        "after": or_null("In the newer revision.", schema),
    }


_EFFECT = object_of(
    **_pair(_ID, ROLLUP),
    title=text_of("The objective's title."),
    key_results=list_of("Those whose numbers differ.", object_of(**_pair(_ID, _KEY_RESULT))),
)
_DIFF = object_of(
    schema_version={"const": SCHEMA_VERSION},
    tool=object_of(name={"const": "okrpress"}, version=text_of("The version that wrote this.")),
    base=text_of("What the older revision is called."),
    head=text_of("What the newer revision is called."),
    as_of=text_of("The day that all numbers are of.", pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    changes=list_of("Everything that differs, commitments first.", _CHANGE),
    effects=list_of("Objectives whose numbers differ.", _EFFECT),
    rollups=list_of(
        "Cycles, then units in them, whose numbers differ.",
        object_of(**_pair("`cycle` or `cycle/unit`.", ROLLUP)),
    ),
    moved={
        "description": "From an objective's older identity to its newer one.",
        "type": "object",
        "additionalProperties": {"type": "string"},
    },
    findings=list_of("Those that are new, in the order of their places.", FINDING),
    known=count_of("How many findings were there before, in the files that the change is about."),
    mended=count_of("How many findings were there before, and are gone."),
)
