"""A small company for tests of `status`: every measure, and something wrong with most of them."""

import builders as make

from okrpress.model.ids import UnitCycle
from okrpress.model.observations import CheckIn
from okrpress.model.okr import Aggregate, InitiativeStatus, Objective, ObjectiveType, State, Tier
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings
from okrpress.report.status import About, StatusReport
from okrpress.report.status_choice import make_report
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio

AS_OF = "2026-11-22"
HOSTILE = "Tidy | `tables` *now* \x1b[31m<b>&amp;</b> @maria ##vso[x]"


def company() -> Portfolio:
    """Two teams, one below the other, and a person with an objective of her own."""
    return make.portfolio(
        objectives=[_onboarding(), _draft(), _tables(), _personal(), _old()],
        check_ins=[*_check_ins()],
        teams=[
            make.team("product", lead="ada"),
            make.team("kitchen", parent="product", lead="jon"),
        ],
        people=[
            make.person("ada", name="Ada Lund"),
            make.person("jon", name="Jon Berg"),
            make.person("maria", name="Maria Okafor"),
        ],
        cycles=[make.cycle("2026-q4", title="Winter", retrospective="2026-12-04")],
    )


def _onboarding() -> Objective:
    moved = make.change("target", make.number(80), make.number(100), on="2026-11-18")
    return make.objective(
        key_results=[
            make.key_result("activation", unit="%", changes=[moved]),
            make.key_result("sum", measure=make.metric(None, 10, aggregate=Aggregate.SUM)),
            make.key_result("band", measure=make.band(max=4), unit="h", owner="jon"),
            make.key_result("sso", measure=make.yes_no(), due="2026-11-10"),
            make.key_result("markets", measure=make.steps("de", "fr", it=2)),
            make.key_result("mood", measure=make.unmeasured()),
            make.key_result("gone", state=State.CANCELLED, reason="Nobody asked for it"),
        ],
        initiatives=[
            make.initiative("Mails"),
            make.initiative("Calls", key_result=None, status=InitiativeStatus.PLANNED),
            make.initiative("Logo", key_result="gone"),
        ],
    )


def _draft() -> Objective:
    return make.objective("later", state=State.DRAFT, key_results=[make.key_result()])


def _tables() -> Objective:
    return make.objective(
        "tables",
        unit="kitchen",
        title=HOSTILE,
        owner=None,
        type=ObjectiveType.ASPIRATIONAL,
        tier=Tier.NICE_TO_HAVE,
        key_results=[make.key_result("laid", measure=make.metric(0, 30), unit="€")],
    )


def _personal() -> Objective:
    return make.objective(
        "sleep", unit="maria", owner=None, key_results=[make.key_result("hours", unit="h")]
    )


def _old() -> Objective:
    return make.objective("past", cycle="2026-q3", key_results=[make.key_result("past")])


def _check_ins() -> list[CheckIn]:
    return [
        make.check_in(
            "2026-11-13",
            make.reading(20, confidence=8),
            make.reading(3, of="onboarding#sum"),
            make.reading(3, of="onboarding#band"),
            make.reading(done=False, of="onboarding#sso"),
            make.reading(steps=["de"], of="onboarding#markets"),
        ),
        make.check_in(
            "2026-11-20",
            make.reading(30, confidence=5, note="It | slows"),
            make.reading(steps=["de", "fr"], of="onboarding#markets", confidence=7),
            blockers=["Legal is silent"],
        ),
    ]


def scored(portfolio: Portfolio | None = None, as_of: str = AS_OF) -> ScoredPortfolio:
    """The company, or another portfolio, on a day."""
    return score(portfolio or company(), Settings(title="Example"), make.day(as_of))


def report(about: About | None = None, **chosen: object) -> StatusReport:
    """Its status."""
    return make_report(scored(), about or About(), **chosen)  # type: ignore[arg-type]


KITCHEN = UnitCycle("2026-q4", "kitchen")
