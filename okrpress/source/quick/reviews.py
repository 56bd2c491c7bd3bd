"""Mid-cycle reviews and retrospectives in the form that most are written in."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from okrpress.model.ids import KeyResultRef, UnitCycle
from okrpress.model.observations import (
    Carry,
    Decision,
    Grade,
    Lesson,
    MidCycleReview,
    Retrospective,
    ReviewDecision,
)
from okrpress.model.okr import Visibility
from okrpress.source.front_matter.plain import Node
from okrpress.source.kinds import Identity
from okrpress.source.quick.forms import DoubtError, Form, each_of
from okrpress.source.schema.grammar import (
    one_of,
    read_date,
    read_own_key_result,
    read_prose,
    read_score,
    read_text,
)
from okrpress.source.schema.lists import mapping_of, read_ids, read_texts
from okrpress.source.within import own

T = TypeVar("T")

DECISION = Form(
    ReviewDecision, {"decision": one_of(Decision), "why": read_prose}, required=("decision",)
)
GRADE = Form(Grade, {"score": read_score, "why": read_prose, "note": read_prose})
LESSON = Form(
    Lesson,
    {"text": read_text, "tags": read_ids, "visibility": one_of(Visibility)},
    required=("text",),
)


def _keyed(one: Callable[[Node], T]) -> Callable[[Node], dict[KeyResultRef, T]]:
    """A reader of mappings of key results to mappings."""

    def read(node: Node) -> dict[KeyResultRef, T]:
        if type(node) is not dict:
            raise DoubtError
        return {read_own_key_result(ref): one(entry) for ref, entry in node.items()}

    return read


def _grade(node: Node) -> Grade:
    return GRADE.one({"score": node} if isinstance(node, str) else node)


def _lesson(node: Node) -> Lesson:
    return LESSON.one({"text": node} if isinstance(node, str) else node)


MID_CYCLE = Form(
    MidCycleReview,
    {
        "date": read_date,
        "key_results": _keyed(DECISION.one),
        "external_factors": read_texts,
        "tactics": read_texts,
        "visibility": one_of(Visibility),
    },
    required=("date",),
    called={"key_results": "decisions"},
)
RETROSPECTIVE = Form(
    Retrospective,
    {
        "date": read_date,
        "grades": _keyed(_grade),
        "carry": mapping_of(read_own_key_result, one_of(Carry)),
        "drivers": read_texts,
        "obstacles": read_texts,
        "wins": read_texts,
        "lessons": each_of(_lesson),
        "visibility": one_of(Visibility),
    },
    required=("date",),
)


def review(
    form: Form[MidCycleReview] | Form[Retrospective],
    identity: Identity,
    values: dict[str, Node],
    body: str,
    file: str,
) -> MidCycleReview | Retrospective:
    """The review that a file says. Raises one of `DOUBTS`."""
    folder = UnitCycle(identity.cycle, identity.unit)
    read = form.values(values)
    places = form.places
    for key in ("decisions", "grades", "carry"):
        if key in places:
            read[places[key]] = _in_folder(folder, read[places[key]])
    read[places["unit_cycle"]] = folder
    read[places["body"]], read[places["file"]] = body, file
    return form.made(read)


def _in_folder(folder: UnitCycle, named: Mapping[KeyResultRef, T]) -> dict[KeyResultRef, T]:
    return {own(folder, ref): value for ref, value in named.items()}
