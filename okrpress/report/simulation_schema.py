"""The JSON Schema of `okrpress simulate --format json`. It changes only with its version."""

from okrpress.insight.what_if import Rule
from okrpress.report.changes.schema import ROLLUP, STATUS
from okrpress.report.schema_parts import list_of, number_of, object_of, or_null, schema_of, text_of
from okrpress.report.simulation import SCHEMA_VERSION
from okrpress.report.structured import JsonObject

_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def simulation_schema() -> str:
    """The schema as JSON text."""
    return schema_of("simulate", "What `okrpress simulate --format json` prints.", _SIMULATION)


def _pair(schema: JsonObject) -> dict[str, JsonObject]:
    """Numbers as they are, and as they would be; null where there are none."""
    return {"before": or_null("As it is.", schema), "after": or_null("As it would be.", schema)}


_KEY_RESULT = object_of(
    value=number_of("The current value of a metric or band."),
    done_steps=list_of("The ids of the steps that are done.", {"type": "string"}),
    progress=number_of("How far it is, from 0 to 1."),
    raw=number_of("The same, below 0 or above 1 where it is."),
    score=number_of("The grade, at the end."),
    status=STATUS,
)
_EFFECT = object_of(
    id=text_of("`cycle/unit/objective`."),
    title=text_of("The objective's title."),
    **_pair(ROLLUP),
    key_results=list_of(
        "Those whose numbers would differ.",
        object_of(
            id=text_of("`cycle/unit/objective#key-result`."),
            title=text_of("The key result's title."),
            before=_KEY_RESULT,
            after=_KEY_RESULT,
        ),
    ),
)
_CYCLE = object_of(
    cycle=text_of("The cycle's id."),
    judged_on=text_of("The day on which both sides are judged.", pattern=_DAY),
    **_pair(ROLLUP),
    units=list_of(
        "Those whose numbers would differ.", object_of(unit=text_of("Its id."), **_pair(ROLLUP))
    ),
    objectives=list_of("Those whose numbers would differ.", _EFFECT),
)
_SIMULATION = object_of(
    schema_version={"const": SCHEMA_VERSION},
    tool=object_of(name={"const": "okrpress"}, version=text_of("The version that wrote this.")),
    as_of=text_of("The day that the files are looked at.", pattern=_DAY),
    at_end={"description": "Whether cycles are judged at their ends.", "type": "boolean"},
    rule=or_null(
        "Where all lands that is not named; null: it stays.", {"enum": [one.value for one in Rule]}
    ),
    cycles=list_of("The cycles of which something is assumed.", _CYCLE),
)
