"""A portfolio with everything in it: every status, every measure, every kind of page."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import builders as make

from okrpress.model.ids import ObjectiveRef, UnitCycle
from okrpress.model.observations import (
    Carry,
    CheckIn,
    Decision,
    Lesson,
    Reading,
    Retrospective,
)
from okrpress.model.okr import (
    Aggregate,
    Cycle,
    Indicator,
    InitiativeStatus,
    KeyResult,
    Objective,
    ObjectiveType,
    Origin,
    State,
    Tier,
    Visibility,
)
from okrpress.model.portfolio import LeftOut, Portfolio
from okrpress.model.settings import Settings, Thresholds
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio

AS_OF = date(2026, 11, 22)
SETTINGS = Settings(
    title="Brightwater",
    source_url="https://git.example/brightwater/okrs/blob/main/{path}",
    footer="Brightwater GmbH, Ulm",
)
WHY = """A customer who succeeds in week one stays for years.

## What we saw

| week | stayed |
|------|--------|
| 1    | 31 %   |

See [the core](../platform/sound-core.md#latency) and [nothing](../nowhere.md).
"""
ASPIRATIONAL = ObjectiveType.ASPIRATIONAL
Q3, Q4, YEAR, Q1 = "2026-q3", "2026-q4", "2026", "2027-q1"


def sample() -> ScoredPortfolio:
    """The sample as of 22 Nov 2026, week 8 of 13."""
    return score(portfolio(), SETTINGS, AS_OF)


def empty() -> ScoredPortfolio:
    """A portfolio that holds nothing at all."""
    nothing = make.portfolio(objectives=(), organisation=make.organisation("", mission=""))
    return score(nothing, Settings(), AS_OF)


def portfolio() -> Portfolio:
    return make.portfolio(
        organisation=make.organisation(
            "Brightwater",
            mission="Clean water in every kitchen of the region, measured in public.",
            values=[
                make.value("customer-first", description="We begin with the person at the tap."),
                make.value("learning", description="We say early what did not work."),
            ],
            body="We run **214 pumps**. See [how a quarter went](2026-q3/index.md).",
        ),
        cycles=[
            Cycle(id=YEAR, title="2026", start=date(2026, 1, 1), end=date(2026, 12, 31)),
            _last_quarter(),
            make.cycle(
                Q4, title="2026 Q4", mid_cycle_review="2026-11-12", retrospective="2027-01-08"
            ),
            make.cycle(Q1, title="2027 Q1"),
            make.cycle("before-records", title="Before records", undated="Found in an old wiki"),
        ],
        teams=[
            make.team("company", lead="amara", body="The whole of Brightwater."),
            make.team(
                "growth",
                name="Growth",
                parent="company",
                lead="maria",
                members=["maria", "jonas"],
                health=[
                    make.health_metric("overtime", title="Overtime per person and week"),
                    make.health_metric("uptime", keep=make.band(min=99), unit="%"),
                    make.health_metric("joy", keep=make.band(min=6, max=10), unit="of 10"),
                ],
                body="New customers find us and stay.\n\n## How we work\n\nIn pairs.",
            ),
            make.team("platform", name="Platform", parent="company", lead="li", cadence=14),
            make.team("onboarding-crew", name="Onboarding crew", parent="growth"),
        ],
        people=[
            make.person("amara", name="Amara Lindqvist"),
            make.person("maria", name="Maria Okonkwo", team="growth"),
            make.person("jonas", name="Jonas Weber", role="Designer", team="growth"),
            make.person("li", name="Li Abrahamsson"),
        ],
        objectives=[*_company(), *_growth(), *_platform(), *_person(), *_other_cycles()],
        check_ins=[*_check_ins()],
        mid_cycle_reviews=[
            make.mid_cycle_review(
                folder=UnitCycle(Q4, "growth"),
                decisions={
                    make.key_result_ref("2026-q4/growth/onboarding#activation"): Decision.ADJUST,
                    make.key_result_ref("2026-q4/growth/onboarding#sso"): Decision.KEEP,
                },
                external_factors=["A competitor lowered its prices"],
                tactics=["Call every new customer in the first week"],
                body="We talked for an hour.\n\n# What came of it\n\nA plan.",
            )
        ],
        retrospectives=[_retrospective()],
        left_out=[LeftOut(file="", unit_cycle=UnitCycle(Q4, "platform"), reason="")],
    )


def _last_quarter() -> Cycle:
    return make.cycle(
        Q3,
        title="2026 Q3",
        closed="2026-10-09",
        thresholds=Thresholds(gap_on_track=Decimal(15)),
        body="The summer of the *long heat*.",
    )


# ── objectives ────────────────────────────────────────────────────────────────────────────────


def _company() -> Iterator[Objective]:
    yield make.objective(
        "customers-stay",
        unit="company",
        cycle=Q4,
        title="Customers stay because the water is good",
        owner="amara",
        values=["customer-first"],
        key_results=[
            make.key_result(
                "retention",
                title="Keep nine of ten customers for a year",
                measure=make.metric(84, 90),
                unit="%",
                indicator=Indicator.LAGGING,
            ),
            make.key_result(
                "complaints",
                title="Complaints fall from 120 to 60 a month",
                measure=make.metric(120, 60),
                indicator=Indicator.LEADING,
            ),
            make.key_result(
                "overtime",
                title="Overtime stays at or below 4 hours per person and week",
                measure=make.band(max=4),
                unit="h",
            ),
        ],
    )
    yield make.objective(
        "new-plant",
        unit="company",
        cycle=YEAR,
        title="The new plant carries the north",
        owner="amara",
        key_results=[
            make.key_result(
                "volume", title="1,200,000 m³ a year", measure=make.metric(0, 1200000), unit="m³"
            )
        ],
    )


def _growth() -> Iterator[Objective]:
    yield make.objective(
        "onboarding",
        unit="growth",
        cycle=Q4,
        title="New customers succeed in their first week",
        owner="maria",
        type=ASPIRATIONAL,
        values=["customer-first", "learning"],
        tags=["well-being"],
        origin=Origin.BOTTOM_UP,
        supports=[make.ref("2026-q4/company/customers-stay#retention")],
        depends_on=[make.ref("2026-q4/platform/sound-core")],
        initiatives=[
            make.initiative(url="https://tracker.example/1", owner="jonas"),
            make.initiative("Old tour", key_result=None, status=InitiativeStatus.DROPPED),
        ],
        changes=[make.change("title", "Old title", "New title", on="2026-10-12")],
        body=WHY,
        key_results=[
            _activation(),
            make.key_result(
                "sso", title="Single sign-on is live for every customer", measure=make.yes_no()
            ),
            make.key_result(
                "markets",
                title="The welcome flow is live in three markets",
                measure=make.steps("de", "fr", it=2),
                due="2026-12-15",
            ),
            make.key_result(
                "referrals",
                title="500 referrals",
                measure=make.metric(None, 500, aggregate=Aggregate.SUM),
            ),
            make.key_result("joy", title="People enjoy it", measure=make.unmeasured(), weight=0),
            make.key_result(
                "late",
                title="The help pages are rewritten",
                measure=make.yes_no(),
                due="2026-11-10",
            ),
            make.key_result("soon", title="A winter campaign", start="2026-12-01"),
        ],
    )
    yield make.objective(
        "extra", unit="growth", cycle=Q4, title="A podcast", tier=Tier.NICE_TO_HAVE
    )
    yield make.objective("idea", unit="growth", cycle=Q4, title="A shop", state=State.DRAFT)
    yield make.objective(
        "fair",
        unit="growth",
        cycle=Q4,
        title="The autumn fair",
        state=State.CANCELLED,
        reason="The fair was called off.",
    )
    yield make.objective(
        "press",
        unit="growth",
        cycle=Q4,
        title="A press tour",
        state=State.POSTPONED,
        reason="After the winter.",
    )


def _activation() -> KeyResult:
    return make.key_result(
        "activation",
        title="Raise week-one activation from 31 % to 45 %",
        measure=make.metric(31, 45),
        unit="%",
        weight=2,
        source="Warehouse, table activation",
        plan=make.plan({"2026-11-01": 35, "2026-12-01": 41}),
        changes=[
            make.change(
                "target", Decimal(50), Decimal(45), on="2026-11-18", reason="Two markets left"
            )
        ],
    )


def _platform() -> Iterator[Objective]:
    yield make.objective(
        "sound-core",
        unit="platform",
        cycle=Q4,
        title="The core is sound",
        owner="li",
        stands_alone="The core serves everybody",
        key_results=[
            make.key_result(
                "latency", title="Latency falls to 80 ms", measure=make.metric(140, 80), unit="ms"
            ),
            make.key_result(
                "alerts", title="Fewer than 5 alerts a night", measure=make.metric(20, 5)
            ),
            make.key_result(
                "silent", title="Nobody has read this meter", measure=make.metric(0, 10)
            ),
            make.key_result(
                "early", title="A new thing", start="2026-11-20", measure=make.metric(0, 10)
            ),
        ],
    )
    yield make.objective(
        "bare", unit="platform", cycle=Q4, title="Nothing to measure yet", key_results=[]
    )


def _person() -> Iterator[Objective]:
    yield make.objective(
        "learn-welsh",
        unit="jonas",
        cycle=Q4,
        title="Speak Welsh with the in-laws",
        owner="jonas",
        visibility=Visibility.PUBLIC,
        key_results=[make.key_result("lessons", title="20 lessons", measure=make.metric(0, 20))],
    )


def _other_cycles() -> Iterator[Objective]:
    for id, title in (("plant", "The plant is ready"), ("summer", "Nobody runs dry in summer")):
        yield make.objective(
            id,
            unit="company" if id == "plant" else "growth",
            cycle=Q3,
            title=title,
            key_results=[
                make.key_result("good", title="Good", measure=make.metric(0, 10)),
                make.key_result("half", title="Half", measure=make.metric(0, 10)),
                make.key_result("bad", title="Bad", measure=make.metric(0, 10)),
            ],
        )
    yield make.objective("next", unit="growth", cycle=Q1, title="Spring", state=State.DRAFT)
    yield make.objective("relic", unit="company", cycle="before-records", title="We were young")


# ── observations ──────────────────────────────────────────────────────────────────────────────


def _check_ins() -> Iterator[CheckIn]:
    weeks = (
        "2026-10-08",
        "2026-10-15",
        "2026-10-22",
        "2026-10-29",
        "2026-11-05",
        "2026-11-12",
        "2026-11-19",
    )
    activation = ((31, 7), (32, 7), (33, 7), (35, 8), (35, 7), (36, 6), (36, 3))
    for week, (value, confidence) in zip(weeks, activation, strict=True):
        last = week == weeks[-1]
        yield make.check_in(
            week,
            _read(
                "growth/onboarding#activation",
                value,
                confidence,
                note="The new checklist is live" if last else "",
            ),
            make.reading(of=f"{Q4}/growth/onboarding#sso", done=False, confidence=5),
            make.reading(
                of=f"{Q4}/growth/onboarding#markets", steps=["de", "fr"] if last else ["de"]
            ),
            _read("growth/onboarding#referrals", 40),
            folder=UnitCycle(Q4, "growth"),
            health={"overtime": "3.5" if last else 5, "uptime": "98.2"},
            wins=["Support tickets from new customers halved"] if last else (),
            blockers=["Legal has not answered on the mail text"] if last else (),
            priorities=["Ship the second mail"] if last else (),
            body="What we learned: **short** mails work." if last else "",
        )
    company = ((84, 118, 3), (85, 104, 3), (86, 92, 5), (87, 83, 3))
    for week, (retention, complaints, overtime) in zip(weeks[::2], company, strict=True):
        yield make.check_in(
            week,
            _read("company/customers-stay#retention", retention, 7),
            _read("company/customers-stay#complaints", complaints, 8),
            _read("company/customers-stay#overtime", overtime),
            folder=UnitCycle(Q4, "company"),
        )
    yield make.check_in(
        "2026-10-08", _read("platform/sound-core#latency", 130), folder=UnitCycle(Q4, "platform")
    )
    yield make.check_in(
        "2026-11-19", _read("platform/sound-core#alerts", 4), folder=UnitCycle(Q4, "platform")
    )
    yield make.check_in(
        "2026-11-21", _read("platform/sound-core#early", 1), folder=UnitCycle(Q4, "platform")
    )
    yield make.check_in(
        "2026-11-20",
        make.reading(9, of=f"{Q4}/jonas/learn-welsh#lessons"),
        folder=UnitCycle(Q4, "jonas"),
    )
    yield make.check_in(
        "2026-09-30",
        make.reading(700000, of=f"{YEAR}/company/new-plant#volume"),
        folder=UnitCycle(YEAR, "company"),
    )
    for unit, objective in (("growth", "summer"), ("company", "plant")):
        at = f"{Q3}/{unit}/{objective}"
        readings = [
            make.reading(v, of=f"{at}#{k}") for k, v in (("good", 9), ("half", 5), ("bad", 1))
        ]
        yield make.check_in("2026-09-28", *readings, folder=UnitCycle(Q3, unit))


def _read(of: str, value: int, confidence: int | None = None, note: str = "") -> Reading:
    return make.reading(value, of=f"{Q4}/{of}", confidence=confidence, note=note)


def _retrospective() -> Retrospective:
    at = f"{Q3}/growth/summer"
    good, bad = make.key_result_ref(f"{at}#good"), make.key_result_ref(f"{at}#bad")
    return make.retrospective(
        "2026-10-05",
        folder=UnitCycle(Q3, "growth"),
        grades={good: make.grade("1.0", why="The last pump came on 1 October", note="It held")},
        carry={good: Carry.KEEP, bad: Carry.ABANDON},
        drivers=["One list for everybody"],
        obstacles=["The heat"],
        wins=["Nobody ran dry"],
        lessons=[Lesson(text="Order pumps in spring", tags=("planning",)), "Say no earlier"],
        body="We sat in the shade.",
    )


ONBOARDING = ObjectiveRef(Q4, "growth", "onboarding")
