"""`<cycle>/<unit>/<objective>.md`: an objective, its key results and initiatives."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import ConfigDict, Field, model_validator

from okrpress.model.okr import (
    Initiative,
    InitiativeStatus,
    ObjectiveType,
    Origin,
    State,
    Tier,
)
from okrpress.source.schema.fields import (
    Ids,
    Line,
    MaybeId,
    MaybeVisibility,
    Prose,
    References,
    Url,
    word,
)
from okrpress.source.schema.key_result import (
    KeyResultEntry,
    WrittenKeyResult,
    key_result,
    state_mistakes,
)
from okrpress.source.schema.ledger import ObjectiveChanges, ledger_mistakes
from okrpress.source.schema.limits import MOST_KEY_RESULTS
from okrpress.source.schema.mistakes import Mistake, raise_all
from okrpress.source.schema.nested import Entry, Many, unique
from okrpress.source.suggest import did_you_mean


class InitiativeEntry(Entry):
    """Work that is believed to move a key result."""

    title: Line = Field(description="the work in a few words")
    key_result: MaybeId = Field(
        default=None, alias="for", description="the id of the key result it is meant to move"
    )
    status: Annotated[InitiativeStatus, word(InitiativeStatus)] = Field(
        default=InitiativeStatus.PLANNED, description="how far it is; default planned"
    )
    owner: MaybeId = Field(default=None, description="who does it")
    url: Url = Field(default="", description="where the work is tracked")
    visibility: MaybeVisibility = Field(
        default=None, description="who may see it; default: as the objective"
    )


def _initiative(entry: InitiativeEntry) -> Initiative:
    return Initiative(
        title=entry.title,
        key_result=entry.key_result,
        status=entry.status,
        owner=entry.owner,
        url=entry.url,
        visibility=entry.visibility,
    )


def _key_results_mistakes(written: tuple[WrittenKeyResult, ...]) -> Iterator[Mistake]:
    yield from unique("key result", (each.key_result.id for each in written))
    if len(written) > MOST_KEY_RESULTS:
        help = f"keep at most {MOST_KEY_RESULTS}, better five: split the objective"
        yield Mistake("FMT052", f"has {len(written)} key results", help)
    if written and not any(each.key_result.weight for each in written):
        yield Mistake("FMT050", "has only weights of 0", "give a key result a weight above 0")


class ObjectiveFile(Entry):
    """The front matter of an objective."""

    model_config = ConfigDict(title="An objective")

    title: Line = Field(description="where we want to be, in one sentence")
    owner: MaybeId = Field(default=None, description="the id of the one person who answers for it")
    type: Annotated[ObjectiveType | None, word(ObjectiveType)] = Field(
        default=None, description="committed: expected in full; aspirational: 0.7 is a success"
    )
    values: Ids = Field(default=(), description="ids of the organisation's values it lives")
    supports: References = Field(
        default=(), description="objectives or key results it contributes to"
    )
    stands_alone: Prose = Field(default="", description="why it supports nothing, instead")
    depends_on: References = Field(
        default=(), description="objectives or key results it cannot do without"
    )
    origin: Annotated[Origin | None, word(Origin)] = Field(
        default=None, description="whether it was handed down or proposed by those who pursue it"
    )
    tier: Annotated[Tier, word(Tier)] = Field(
        default=Tier.CORE, description="core objectives are counted, nice-to-have ones only listed"
    )
    tags: Ids = Field(default=(), description="words to find it by; well-being has a meaning")
    visibility: MaybeVisibility = Field(
        default=None, description="who may see it; default: public, a person's private"
    )
    state: Annotated[State, word(State)] = Field(
        default=State.ACTIVE, description="whether it counts; default active"
    )
    reason: Prose = Field(default="", description="why it is postponed or cancelled")
    key_results: Annotated[
        tuple[WrittenKeyResult, ...], Many(KeyResultEntry, key_result, _key_results_mistakes)
    ] = Field(default=(), description="two to five results that show it is reached")
    initiatives: Annotated[tuple[Initiative, ...], Many(InitiativeEntry, _initiative)] = Field(
        default=(), description="the work that is meant to move the key results"
    )
    changes: ObjectiveChanges = Field(
        default=(), description="the ledger: what changed while the cycle ran, and why"
    )

    @model_validator(mode="after")
    def _check(self) -> "ObjectiveFile":
        raise_all(_mistakes(self))
        return self


def _mistakes(objective: ObjectiveFile) -> Iterator[Mistake]:
    yield from state_mistakes(objective.state, objective.reason)
    if objective.supports and objective.stands_alone:
        help = "keep one: what it supports, or why it supports nothing"
        yield Mistake("FMT057", "stands beside `supports`", help, keys=("stands_alone",), on="key")
    known = {each.key_result.id for each in objective.key_results}
    for index, initiative in enumerate(objective.initiatives):
        id = initiative.key_result
        if id is not None and id not in known:
            message = f"is `{id}`, which is no key result of this objective"
            keys = ("initiatives", index, "for")
            yield Mistake("REF007", message, did_you_mean(id, known), keys=keys)
    if objective.changes:
        yield from ledger_mistakes(objective.changes, objective_now(objective))


def objective_now(objective: ObjectiveFile) -> dict[str, str]:
    """The fields of an objective that its ledger can be held against."""
    return {
        "title": objective.title,
        "owner": objective.owner or "",
        "type": objective.type or "",
        "stands_alone": objective.stands_alone,
        "origin": objective.origin or "",
        "tier": objective.tier.value,
        "visibility": objective.visibility or "",
        "state": objective.state.value,
    }
