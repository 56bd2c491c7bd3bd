"""Model objects with sensible defaults: a test names only what it is about.

The default world is one team, `product`, in the fourth quarter of 2026 (1 October to 31 December),
with one objective, `onboarding`, and one key result, `activation`, from 0 to 100. Numbers may be
written as int or text, dates as text, references as authors write them in that folder.
"""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol, TypeVar

from okrpress.model.audience import PUBLIC
from okrpress.model.audience_view import view_for
from okrpress.model.cycles import dates_from_name
from okrpress.model.ids import KeyResultRef, ObjectiveRef, Ref, UnitCycle, parse_reference
from okrpress.model.observations import (
    Carry,
    CheckIn,
    Decision,
    Grade,
    Lesson,
    MidCycleReview,
    Reading,
    Retrospective,
    ReviewDecision,
)
from okrpress.model.okr import (
    Aggregate,
    Band,
    Cycle,
    HealthMetric,
    Indicator,
    Initiative,
    InitiativeStatus,
    KeyResult,
    LedgerEntry,
    Measure,
    Metric,
    Objective,
    ObjectiveType,
    Organisation,
    Origin,
    Person,
    PlanPoint,
    State,
    Step,
    Steps,
    Team,
    Tier,
    Unmeasured,
    Value,
    Visibility,
    YesNo,
)
from okrpress.model.portfolio import LeftOut, Portfolio, Unit, UnitKind, Whole
from okrpress.model.settings import Settings, Thresholds
from okrpress.scoring import score
from okrpress.scoring.result import ScoredKeyResult, ScoredObjective

CYCLE = "2026-q4"
UNIT = "product"
OBJECTIVE = "onboarding"
KEY_RESULT = "activation"
FOLDER = UnitCycle(CYCLE, UNIT)

Number = Decimal | int | str
Day = date | str


# ── plain values ──────────────────────────────────────────────────────────────────────────────


def number(value: Number) -> Decimal:
    """`"0.7"` or `7` as a Decimal; never from a float."""
    return Decimal(value)


def day(value: Day) -> date:
    """`"2026-10-01"` as a date."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _optional_number(value: Number | None) -> Decimal | None:
    return None if value is None else number(value)


def _optional_day(value: Day | None) -> date | None:
    return None if value is None else day(value)


def ref(text: str, inside: UnitCycle = FOLDER) -> Ref:
    """A reference as authors write it: `onboarding#activation`, `sales/growth`."""
    found = parse_reference(text, inside)
    assert found is not None, f"not a reference: {text}"
    return found


def objective_ref(text: str = OBJECTIVE) -> ObjectiveRef:
    """A reference to an objective, as authors write it."""
    found = ref(text)
    assert isinstance(found, ObjectiveRef), f"not an objective: {text}"
    return found


def key_result_ref(text: str = f"{OBJECTIVE}#{KEY_RESULT}") -> KeyResultRef:
    """A reference to a key result, as authors write it."""
    found = ref(text)
    assert isinstance(found, KeyResultRef), f"not a key result: {text}"
    return found


# ── the organisation ──────────────────────────────────────────────────────────────────────────


def value(id: str = "customer-first", *, name: str = "", description: str = "") -> Value:
    """One of the organisation's values."""
    return Value(id=id, name=name or _words(id), description=description)


def organisation(
    name: str = "Example",
    *,
    mission: str = "We make good things easy.",
    values: Iterable[Value] = (),
    visibility: Visibility | None = None,
    body: str = "",
    file: str = "content/index.md",
) -> Organisation:
    """`content/index.md`."""
    return Organisation(
        name=name,
        mission=mission,
        values=tuple(values),
        visibility=visibility,
        body=body,
        file=file,
    )


def health_metric(
    id: str = "overtime", *, title: str = "", keep: Band | None = None, unit: str = "h"
) -> HealthMetric:
    """A unit's health metric: at most 4, unless `keep` says otherwise."""
    return HealthMetric(id=id, title=title or _words(id), keep=keep or band(max=4), unit=unit)


def team(
    id: str = UNIT,
    *,
    name: str = "",
    parent: str | None = None,
    lead: str | None = None,
    members: Iterable[str] = (),
    cadence: int | None = None,
    health: Iterable[HealthMetric] = (),
    visibility: Visibility | None = None,
    body: str = "",
) -> Team:
    """`teams/<id>.md`."""
    return Team(
        id=id,
        name=name or _words(id),
        parent=parent,
        lead=lead,
        members=tuple(members),
        cadence=cadence,
        health=tuple(health),
        visibility=visibility,
        body=body,
        file=f"content/teams/{id}.md",
    )


def person(
    id: str = "maria",
    *,
    name: str = "",
    role: str = "",
    team: str | None = None,
    manager: str | None = None,
    cadence: int | None = None,
    health: Iterable[HealthMetric] = (),
    visibility: Visibility | None = None,
    body: str = "",
) -> Person:
    """`people/<id>.md`."""
    return Person(
        id=id,
        name=name or _words(id),
        role=role,
        team=team,
        manager=manager,
        cadence=cadence,
        health=tuple(health),
        visibility=visibility,
        body=body,
        file=f"content/people/{id}.md",
    )


def cycle(
    id: str = CYCLE,
    *,
    start: Day | None = None,
    end: Day | None = None,
    title: str = "",
    undated: str = "",
    mid_cycle_review: Day | None = None,
    retrospective: Day | None = None,
    closed: Day | None = None,
    thresholds: Thresholds | None = None,
    body: str = "",
) -> Cycle:
    """A cycle with the dates given, else those of its name; `undated="why"` for one without."""
    named = None if undated else dates_from_name(id)
    first, last = named or (None, None)
    return Cycle(
        id=id,
        title=title or _words(id),
        start=_optional_day(start) or first,
        end=_optional_day(end) or last,
        undated=undated,
        mid_cycle_review=_optional_day(mid_cycle_review),
        retrospective=_optional_day(retrospective),
        closed=_optional_day(closed),
        thresholds=thresholds,
        body=body,
        file=f"content/{id}/index.md",
    )


# ── measures ──────────────────────────────────────────────────────────────────────────────────


def metric(
    baseline: Number | None = 0,
    target: Number = 100,
    *,
    aggregate: Aggregate = Aggregate.LATEST,
) -> Metric:
    """From baseline to target; `metric(None, 45)` has no baseline."""
    return Metric(baseline=_optional_number(baseline), target=number(target), aggregate=aggregate)


def band(min: Number | None = None, max: Number | None = None) -> Band:
    """A range to stay in."""
    return Band(min=_optional_number(min), max=_optional_number(max))


def yes_no(done_when: str = "The last customer has signed in with it") -> YesNo:
    """Done or not done."""
    return YesNo(done_when=done_when)


def steps(*ids: str, **weighted: Number) -> Steps:
    """`steps("de", "fr", it=2)`: three steps, the last of weight 2."""
    weights = {**dict.fromkeys(ids, Decimal(1)), **{k: number(v) for k, v in weighted.items()}}
    return Steps(steps=tuple(Step(id=id, title=_words(id), weight=w) for id, w in weights.items()))


def unmeasured() -> Unmeasured:
    """No measure at all."""
    return Unmeasured()


# ── objectives and key results ────────────────────────────────────────────────────────────────


def change(
    field: str,
    before: Decimal | date | str,
    after: Decimal | date | str,
    *,
    on: Day = "2026-11-01",
    reason: str = "The market moved",
) -> LedgerEntry:
    """An entry of the target ledger."""
    return LedgerEntry(on=day(on), field=field, before=before, after=after, reason=reason)


def plan(points: Mapping[str, Number]) -> tuple[PlanPoint, ...]:
    """`plan({"2026-11-01": 36})`."""
    return tuple(PlanPoint(day(on), number(value)) for on, value in points.items())


def key_result(
    id: str = KEY_RESULT,
    *,
    measure: Measure | None = None,
    title: str = "",
    unit: str = "",
    owner: str | None = None,
    indicator: Indicator | None = None,
    start: Day | None = None,
    due: Day | None = None,
    weight: Number = 1,
    cadence: int | None = None,
    plan: Iterable[PlanPoint] = (),
    source: str = "",
    visibility: Visibility | None = None,
    state: State = State.ACTIVE,
    reason: str = "",
    changes: Iterable[LedgerEntry] = (),
) -> KeyResult:
    """A key result from 0 to 100, unless `measure` says otherwise."""
    return KeyResult(
        id=id,
        title=title or f"Raise {_words(id).lower()}",
        measure=measure or metric(),
        unit=unit,
        owner=owner,
        indicator=indicator,
        start=_optional_day(start),
        due=_optional_day(due),
        weight=number(weight),
        cadence=cadence,
        plan=tuple(plan),
        source=source,
        visibility=visibility,
        state=state,
        reason=reason,
        changes=tuple(changes),
    )


def initiative(
    title: str = "Rewrite the welcome mails",
    *,
    key_result: str | None = KEY_RESULT,
    status: InitiativeStatus = InitiativeStatus.DOING,
    owner: str | None = None,
    url: str = "",
) -> Initiative:
    """Work believed to move a key result."""
    return Initiative(title=title, key_result=key_result, status=status, owner=owner, url=url)


def objective(
    id: str = OBJECTIVE,
    *,
    unit: str = UNIT,
    cycle: str = CYCLE,
    key_results: Iterable[KeyResult] | None = None,
    title: str = "",
    owner: str | None = "maria",
    type: ObjectiveType | None = ObjectiveType.COMMITTED,
    values: Iterable[str] = (),
    supports: Iterable[Ref] = (),
    stands_alone: str = "",
    depends_on: Iterable[Ref] = (),
    origin: Origin | None = None,
    tier: Tier = Tier.CORE,
    tags: Iterable[str] = (),
    visibility: Visibility | None = None,
    state: State = State.ACTIVE,
    reason: str = "",
    initiatives: Iterable[Initiative] = (),
    changes: Iterable[LedgerEntry] = (),
    body: str = "",
) -> Objective:
    """A committed objective with one key result, unless told otherwise."""
    return Objective(
        ref=ObjectiveRef(cycle, unit, id),
        title=title or f"{_words(id)} is a pleasure",
        owner=owner,
        type=type,
        values=tuple(values),
        supports=tuple(supports),
        stands_alone=stands_alone,
        depends_on=tuple(depends_on),
        origin=origin,
        tier=tier,
        tags=tuple(tags),
        visibility=visibility,
        state=state,
        reason=reason,
        key_results=(key_result(),) if key_results is None else tuple(key_results),
        initiatives=tuple(initiatives),
        changes=tuple(changes),
        body=body,
        file=f"content/{cycle}/{unit}/{id}.md",
    )


# ── observations and reviews ──────────────────────────────────────────────────────────────────


def reading(
    value: Number | None = None,
    *,
    of: str = f"{OBJECTIVE}#{KEY_RESULT}",
    done: bool | None = None,
    steps: Iterable[str] | None = None,
    confidence: Number | None = None,
    note: str = "",
    visibility: Visibility | None = None,
) -> Reading:
    """What a check-in says about one key result; `of` as written in the default folder."""
    return Reading(
        ref=key_result_ref(of),
        value=_optional_number(value),
        done=done,
        steps=None if steps is None else tuple(steps),
        confidence=_optional_number(confidence),
        note=note,
        visibility=visibility,
    )


def check_in(
    on: Day | int = "2026-11-01",
    *readings: Reading,
    folder: UnitCycle | None = None,
    suffix: str = "",
    author: str | None = "maria",
    health: Mapping[str, Number] | None = None,
    priorities: Iterable[str] = (),
    blockers: Iterable[str] = (),
    wins: Iterable[str] = (),
    visibility: Visibility | None = None,
    body: str = "",
    file: str = "",
) -> CheckIn:
    """A check-in of the folder its readings belong to; `suffix` tells two of one day apart.

    An int for `on` counts the days of `HUNDRED_DAYS`.
    """
    when = percent(on) if isinstance(on, int) else day(on)
    where = folder or (readings[0].ref.objective_ref.unit_cycle if readings else FOLDER)
    return CheckIn(
        unit_cycle=where,
        date=when,
        author=author,
        readings=readings,
        health={id: number(level) for id, level in (health or {}).items()},
        priorities=tuple(priorities),
        blockers=tuple(blockers),
        wins=tuple(wins),
        visibility=visibility,
        body=body,
        file=file or f"content/{where}/checkins/{when}{suffix}.md",
    )


def mid_cycle_review(
    on: Day = "2026-11-12",
    *,
    folder: UnitCycle = FOLDER,
    decisions: Mapping[KeyResultRef, Decision] | None = None,
    external_factors: Iterable[str] = (),
    tactics: Iterable[str] = (),
    visibility: Visibility | None = None,
    body: str = "",
) -> MidCycleReview:
    """`mid-cycle.md`; every decision has a reason."""
    return MidCycleReview(
        unit_cycle=folder,
        date=day(on),
        decisions={
            about: ReviewDecision(decision=decision, why="We learned more")
            for about, decision in (decisions or {}).items()
        },
        external_factors=tuple(external_factors),
        tactics=tuple(tactics),
        visibility=visibility,
        body=body,
        file=f"content/{folder}/mid-cycle.md",
    )


def grade(score: Number | None = None, *, why: str = "", note: str = "") -> Grade:
    """The end of a key result."""
    return Grade(score=_optional_number(score), why=why, note=note)


def retrospective(
    on: Day = "2027-01-08",
    *,
    folder: UnitCycle = FOLDER,
    grades: Mapping[KeyResultRef, Grade] | None = None,
    carry: Mapping[KeyResultRef, Carry] | None = None,
    drivers: Iterable[str] = (),
    obstacles: Iterable[str] = (),
    wins: Iterable[str] = (),
    lessons: Iterable[str | Lesson] = (),
    visibility: Visibility | None = None,
    body: str = "",
) -> Retrospective:
    """`retrospective.md`."""
    return Retrospective(
        unit_cycle=folder,
        date=day(on),
        grades=dict(grades or {}),
        carry=dict(carry or {}),
        drivers=tuple(drivers),
        obstacles=tuple(obstacles),
        wins=tuple(wins),
        lessons=tuple(Lesson(text=one) if isinstance(one, str) else one for one in lessons),
        visibility=visibility,
        body=body,
        file=f"content/{folder}/retrospective.md",
    )


# ── the portfolio ─────────────────────────────────────────────────────────────────────────────


EXAMPLE = organisation()


def portfolio(
    *,
    objectives: Iterable[Objective] | None = None,
    check_ins: Iterable[CheckIn] = (),
    mid_cycle_reviews: Iterable[MidCycleReview] = (),
    retrospectives: Iterable[Retrospective] = (),
    teams: Iterable[Team] = (),
    people: Iterable[Person] = (),
    cycles: Iterable[Cycle] = (),
    organisation: Organisation = EXAMPLE,
    left_out: Iterable[LeftOut] = (),
) -> Portfolio:
    """A linked portfolio: all indexes built, units and cycles that are only named filled in.

    Without `objectives` it holds the default one. Orders are those `Portfolio` promises.
    """
    by_ref = {one.ref: one for one in ((objective(),) if objectives is None else objectives)}
    in_order = sorted(check_ins, key=_by_folder_date_and_name)
    reviews = {one.unit_cycle: one for one in mid_cycle_reviews}
    ends = {one.unit_cycle: one for one in retrospectives}
    folders = {
        *(one.unit_cycle for one in by_ref),
        *(one.unit_cycle for one in in_order),
        *reviews,
        *ends,
    }
    declared_teams, declared_people = _by_id(teams), _by_id(people)
    return Portfolio(
        organisation=organisation,
        cycles=_cycles(cycles, {folder.cycle for folder in folders}),
        teams=declared_teams,
        people=declared_people,
        units=_units(declared_teams, declared_people, {folder.unit for folder in folders}),
        objectives=dict(sorted(by_ref.items())),
        by_folder=_grouped((ref.unit_cycle, ref) for ref in sorted(by_ref)),
        check_ins=_grouped((one.unit_cycle, one) for one in in_order),
        mid_cycle_reviews=dict(sorted(reviews.items())),
        retrospectives=dict(sorted(ends.items())),
        supporters=_supporters(by_ref),
        left_out=tuple(left_out),
    )


def _by_folder_date_and_name(one: CheckIn) -> tuple[UnitCycle, date, str]:
    """Names without their ending: `2026-11-01-b.md` comes after `2026-11-01.md`."""
    return one.unit_cycle, one.date, one.file.removesuffix(".md")


def _supporters(by_ref: Mapping[ObjectiveRef, Objective]) -> dict[Ref, tuple[ObjectiveRef, ...]]:
    pairs = [(above, below) for below in sorted(by_ref) for above in by_ref[below].supports]
    return _grouped(sorted(pairs, key=lambda pair: (str(pair[0]), pair[1])))


def _cycles(given: Iterable[Cycle], used: Iterable[str]) -> dict[str, Cycle]:
    by_id = {one.id: one for one in given}
    missing = [cycle(id) for id in sorted(used) if id not in by_id]
    assert all(one.end for one in missing), f"give dates, or `undated`, for {missing}"
    ordered = sorted((*by_id.values(), *missing), key=lambda one: (one.start or date.min, one.id))
    return {one.id: one for one in ordered}


def _units(
    teams: Mapping[str, Team], people: Mapping[str, Person], used: Iterable[str]
) -> dict[str, Unit]:
    units = {id: Unit(id=id, name=_words(id), kind=UnitKind.UNDECLARED) for id in used}
    for one in people.values():
        units[one.id] = Unit(
            id=one.id,
            name=one.name,
            kind=UnitKind.PERSON,
            parent=one.team,
            cadence=one.cadence,
            health=one.health,
            visibility=one.visibility,
        )
    for group in teams.values():
        units[group.id] = Unit(
            id=group.id,
            name=group.name,
            kind=UnitKind.TEAM,
            parent=group.parent,
            cadence=group.cadence,
            health=group.health,
            visibility=group.visibility,
        )
    return dict(sorted(units.items()))


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Named = TypeVar("Named", bound=_HasId)
Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")


def _by_id(things: Iterable[Named]) -> dict[str, Named]:
    return {thing.id: thing for thing in sorted(things, key=lambda thing: thing.id)}


def _grouped(pairs: Iterable[tuple[Key, Item]]) -> dict[Key, tuple[Item, ...]]:
    groups: dict[Key, tuple[Item, ...]] = {}
    for key, item in pairs:
        groups[key] = (*groups.get(key, ()), item)
    return groups


def _words(id: str) -> str:
    """`customer-first` as `Customer first`."""
    return id.replace("-", " ").capitalize()


# ── scored ────────────────────────────────────────────────────────────────────────────────────

# A cycle of a hundred days: a day is a hundredth of its time.
HUNDRED_DAYS = cycle(start="2026-01-01", end="2026-04-11")


def percent(days: int) -> date:
    """The day on which that many hundredths of `HUNDRED_DAYS` have passed."""
    return date(2026, 1, 1) + timedelta(days)


def scored_objective(
    key_results: KeyResult | Iterable[KeyResult],
    check_ins: Iterable[CheckIn] = (),
    *,
    as_of: Day | int = 50,
    during: Cycle = HUNDRED_DAYS,
    type: ObjectiveType | None = ObjectiveType.COMMITTED,
    state: State = State.ACTIVE,
    retrospectives: Iterable[Retrospective] = (),
    settings: Settings | None = None,
) -> ScoredObjective:
    """The objective of these key results, scored on a day of `HUNDRED_DAYS` or on a date."""
    one = objective(
        key_results=(key_results,) if isinstance(key_results, KeyResult) else key_results,
        type=type,
        state=state,
    )
    world = portfolio(
        objectives=[one], check_ins=check_ins, retrospectives=retrospectives, cycles=[during]
    )
    on = percent(as_of) if isinstance(as_of, int) else day(as_of)
    return score(world, settings or Settings(), on).objectives[one.ref]


def scored_key_result(
    key_result: KeyResult,
    check_ins: Iterable[CheckIn] = (),
    *,
    as_of: Day | int = 50,
    during: Cycle = HUNDRED_DAYS,
    type: ObjectiveType | None = ObjectiveType.COMMITTED,
    state: State = State.ACTIVE,
    retrospectives: Iterable[Retrospective] = (),
    settings: Settings | None = None,
) -> ScoredKeyResult:
    """As `scored_objective`, for an objective with one key result."""
    return scored_objective(
        key_result,
        check_ins,
        as_of=as_of,
        during=during,
        type=type,
        state=state,
        retrospectives=retrospectives,
        settings=settings,
    ).key_results[0]


def public_view(portfolio: Portfolio) -> Portfolio:
    """What everybody may see of a portfolio."""
    return view_for(PUBLIC, Whole(portfolio))
