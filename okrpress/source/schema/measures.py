"""How a key result is measured, and whether what was observed fits that; without pydantic."""

from collections.abc import Iterable
from decimal import Decimal

from okrpress.model.okr import Band, Measure, Metric, Steps, Unmeasured, YesNo
from okrpress.source.schema.mistakes import Mistake
from okrpress.source.suggest import did_you_mean

Observed = Decimal | bool | tuple[str, ...]
"""What was seen: a number, done or not, or the ids of the steps that are done."""

MEASURES = ("target", "keep", "done_when", "steps")
"""The keys that say how a key result is measured; it has one of them or none."""


def in_words(keys: Iterable[str]) -> str:
    """Keys for a message."""
    return ", ".join(f"`{key}`" for key in keys)


def observation_mistake(measure: Measure, observed: Observed) -> Mistake | None:
    """What keeps an observation from being one of the measure."""
    match measure, observed:
        case Metric() | Band(), Decimal():
            return None
        case YesNo(), bool():
            return None
        case Steps(), tuple():
            return _unknown_step(measure, observed)
    kind, wanted = _EXPECTED[type(measure)]
    return Mistake("FMT058", f"does not fit {kind}", f"write {wanted}")


_EXPECTED: dict[type[Measure], tuple[str, str]] = {
    Metric: ("a key result with a target", "a number"),
    Band: ("a band", "a number"),
    YesNo: ("a yes/no", "true or false"),
    Steps: ("steps", "the list of all steps done so far: [first, second]"),
    Unmeasured: (
        "a key result without a measure",
        "only a confidence or a note, or give it " + in_words(MEASURES),
    ),
}


def _unknown_step(measure: Steps, done: tuple[str, ...]) -> Mistake | None:
    known = {step.id for step in measure.steps}
    for index, id in enumerate(done):
        if id not in known:
            help = did_you_mean(id, known)
            message = f"names the step `{id}`, which does not exist"
            return Mistake("REF014", message, help, keys=(index,))
    return None
