"""One file: what authors get wrong, each with exactly one finding at the right place."""

import pickle
from datetime import date
from decimal import Decimal

import pytest
from content_files import (
    CHECK_IN,
    CYCLE,
    MID_CYCLE,
    OBJECTIVE,
    ORGANISATION,
    PERSON,
    RETROSPECTIVE,
    TEAM,
    file_of,
    key_result,
    parsed,
    shown,
)

from okrpress.model.finding import Level
from okrpress.model.ids import KeyResultRef, ObjectiveRef, UnitCycle
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
from okrpress.source.kinds import FileKind
from okrpress.source.parse import parse

FOLDER = UnitCycle("2026-q4", "growth")


def of(objective: str, key_result: str) -> KeyResultRef:
    return KeyResultRef(*FOLDER, objective, key_result)


# ── what is right ─────────────────────────────────────────────────────────────────────────────

FULL_OBJECTIVE = """
    title: New customers succeed in their first week
    owner: maria
    type: aspirational
    values: [customer-first, learning]
    supports: [company/customers-stay#retention, 2026/company/grow, habits]
    depends_on: platform/login
    origin: bottom-up
    tier: nice-to-have
    tags: well-being
    visibility: internal
    state: postponed
    reason: The pilot is late
    changes:
      - {date: 2026-11-02, field: owner, from: jon, to: maria, reason: Jon moved on}
    key_results:
      - id: activation
        title: Raise week-one activation from 31 % to 45 %
        baseline: 31
        target: 45.50
        aggregate: mean
        unit: "%"
        owner: jon
        indicator: lagging
        start: 2026-10-15
        due: 2026-12-15
        weight: 2
        cadence: 10 days
        plan: {2026-12-01: 41, 2026-11-01: 36}
        source: https://example.org/board
        changes:
          - {date: 2026-10-20, field: target, from: 40, to: 45.5, reason: The pilot went well}
          - {date: 2026-10-21, field: due, to: 2026-12-15, reason: The fair is early}
      - id: overtime
        title: Overtime stays at or below 4 hours per person and week
        keep: {max: 4}
        unit: h
        state: cancelled
        reason: Measured elsewhere
        changes: [{date: 2026-10-20, field: keep, from: {max: 3}, to: {max: 4}, reason: Summer}]
      - id: sso
        title: Single sign-on is live for every customer
        done_when: The last customer has signed in with it
      - id: markets
        title: The welcome flow is live in three markets
        steps: [{id: de, title: Germany}, {id: fr, title: France}, {id: it, title: It, weight: 2}]
      - {id: mood, title: People like it here}
    initiatives:
      - {title: Rewrite the mails, for: activation, status: doing, owner: jon, url: "https://a.b"}
      - title: Call ten customers
"""


def test_an_objective_with_every_key() -> None:
    read = parsed(FULL_OBJECTIVE)
    assert read.findings == ()
    assert read.record == Objective(
        ref=ObjectiveRef("2026-q4", "growth", "onboarding"),
        title="New customers succeed in their first week",
        owner="maria",
        type=ObjectiveType.ASPIRATIONAL,
        values=("customer-first", "learning"),
        supports=(
            KeyResultRef("2026-q4", "company", "customers-stay", "retention"),
            ObjectiveRef("2026", "company", "grow"),
            ObjectiveRef("2026-q4", "growth", "habits"),
        ),
        depends_on=(ObjectiveRef("2026-q4", "platform", "login"),),
        origin=Origin.BOTTOM_UP,
        tier=Tier.NICE_TO_HAVE,
        tags=("well-being",),
        visibility=Visibility.INTERNAL,
        state=State.POSTPONED,
        reason="The pilot is late",
        changes=(
            LedgerEntry(
                on=date(2026, 11, 2),
                field="owner",
                before="jon",
                after="maria",
                reason="Jon moved on",
            ),
        ),
        key_results=(
            KeyResult(
                id="activation",
                title="Raise week-one activation from 31 % to 45 %",
                measure=Metric(
                    baseline=Decimal(31), target=Decimal("45.50"), aggregate=Aggregate.MEAN
                ),
                unit="%",
                owner="jon",
                indicator=Indicator.LAGGING,
                start=date(2026, 10, 15),
                due=date(2026, 12, 15),
                weight=Decimal(2),
                cadence=10,
                plan=(
                    PlanPoint(date(2026, 11, 1), Decimal(36)),
                    PlanPoint(date(2026, 12, 1), Decimal(41)),
                ),
                source="https://example.org/board",
                changes=(
                    LedgerEntry(
                        on=date(2026, 10, 20),
                        field="target",
                        before=Decimal(40),
                        after=Decimal("45.5"),
                        reason="The pilot went well",
                    ),
                    LedgerEntry(
                        on=date(2026, 10, 21),
                        field="due",
                        before="",
                        after=date(2026, 12, 15),
                        reason="The fair is early",
                    ),
                ),
            ),
            KeyResult(
                id="overtime",
                title="Overtime stays at or below 4 hours per person and week",
                measure=Band(max=Decimal(4)),
                unit="h",
                state=State.CANCELLED,
                reason="Measured elsewhere",
                changes=(
                    LedgerEntry(
                        on=date(2026, 10, 20),
                        field="keep",
                        before="max 3",
                        after="max 4",
                        reason="Summer",
                    ),
                ),
            ),
            KeyResult(
                id="sso",
                title="Single sign-on is live for every customer",
                measure=YesNo(done_when="The last customer has signed in with it"),
            ),
            KeyResult(
                id="markets",
                title="The welcome flow is live in three markets",
                measure=Steps(
                    steps=(
                        Step(id="de", title="Germany"),
                        Step(id="fr", title="France"),
                        Step(id="it", title="It", weight=Decimal(2)),
                    )
                ),
            ),
            KeyResult(id="mood", title="People like it here", measure=Unmeasured()),
        ),
        initiatives=(
            Initiative(
                title="Rewrite the mails",
                key_result="activation",
                status=InitiativeStatus.DOING,
                owner="jon",
                url="https://a.b",
            ),
            Initiative(title="Call ten customers"),
        ),
        body="Why this matters.\n",
        file=OBJECTIVE,
    )


def test_the_other_kinds_with_every_key() -> None:
    health = HealthMetric(
        id="overtime", title="Overtime", keep=Band(min=Decimal(0), max=Decimal(4)), unit="h"
    )
    health_text = "[{id: overtime, title: Overtime, keep: {min: 0, max: 4}, unit: h}]"
    body = "Why this matters.\n"
    table = {
        ORGANISATION: (
            "name: Ladder\nmission: We help.\nvalues: [{id: care, name: Care, description: Yes}]",
            Organisation(
                name="Ladder",
                mission="We help.",
                values=(Value(id="care", name="Care", description="Yes"),),
                body=body,
                file=ORGANISATION,
            ),
        ),
        TEAM: (
            (
                "name: Growth\nparent: company\nlead: maria\nmembers: [jon, maria]\n"
                f"cadence: biweekly\nhealth: {health_text}"
            ),
            Team(
                id="growth",
                name="Growth",
                parent="company",
                lead="maria",
                members=("jon", "maria"),
                cadence=14,
                health=(health,),
                body=body,
                file=TEAM,
            ),
        ),
        PERSON: (
            (
                "name: Maria\nrole: Lead\nteam: growth\nmanager: ada\n"
                f"cadence: daily\nhealth: {health_text}"
            ),
            Person(
                id="maria",
                name="Maria",
                role="Lead",
                team="growth",
                manager="ada",
                cadence=1,
                health=(health,),
                body=body,
                file=PERSON,
            ),
        ),
        MID_CYCLE: (
            (
                "date: 2026-11-12\nkey_results: {onboarding#a: {decision: adjust, why: Late}}\n"
                "external_factors: A strike\ntactics: [Call, Write]\nvisibility: public"
            ),
            MidCycleReview(
                unit_cycle=FOLDER,
                date=date(2026, 11, 12),
                decisions={
                    of("onboarding", "a"): ReviewDecision(decision=Decision.ADJUST, why="Late")
                },
                external_factors=("A strike",),
                tactics=("Call", "Write"),
                visibility=Visibility.PUBLIC,
                body=body,
                file=MID_CYCLE,
            ),
        ),
        RETROSPECTIVE: (
            (
                "date: 2027-01-08\n"
                "grades: {onboarding#a: 0.7, onboarding#b: {score: 1, why: Luck, note: Well}}\n"
                "carry: {onboarding#a: modify}\ndrivers: Focus\nobstacles: [Time]\nwins: [Yes]\n"
                "lessons: [Start early, {text: Ask more, tags: [asking]}]\nvisibility: internal"
            ),
            Retrospective(
                unit_cycle=FOLDER,
                date=date(2027, 1, 8),
                grades={
                    of("onboarding", "a"): Grade(score=Decimal("0.7")),
                    of("onboarding", "b"): Grade(score=Decimal(1), why="Luck", note="Well"),
                },
                carry={of("onboarding", "a"): Carry.MODIFY},
                drivers=("Focus",),
                obstacles=("Time",),
                wins=("Yes",),
                lessons=(Lesson(text="Start early"), Lesson(text="Ask more", tags=("asking",))),
                visibility=Visibility.INTERNAL,
                body=body,
                file=RETROSPECTIVE,
            ),
        ),
    }
    for file, (text, record) in table.items():
        read = parsed(text, file)
        assert read.findings == ()
        assert read.record == record


def test_a_cycle_says_its_days_and_the_thresholds_it_ran_under() -> None:
    read = parsed(
        """
        title: The long winter
        start: 2026-10-01
        end: 2026-12-31
        mid_cycle_review: 2026-11-12
        retrospective: 2027-01-08
        closed: 2027-01-10
        thresholds: {gap_on_track: 5}
        """,
        CYCLE,
    )
    assert read.findings == ()
    assert isinstance(read.record, Cycle)
    assert read.record.thresholds is not None
    assert read.record.thresholds.gap_on_track == 5
    assert (read.record.start, read.record.closed) == (date(2026, 10, 1), date(2027, 1, 10))


def test_a_cycle_whose_threshold_is_wrong_has_no_record() -> None:
    read = parsed("thresholds: {gap_on_trak: 5}", CYCLE)
    assert [finding.at.keys for finding in read.findings] == [("thresholds", "gap_on_trak")]
    assert read.record is None


def test_a_check_in_is_dated_by_its_name() -> None:
    text = """
        author: maria
        key_results:
          onboarding#activation: {value: -0.5, confidence: 6.5, note: "The list\\nis live"}
          onboarding#sso: {done: true}
          onboarding#markets: {done: [de, fr]}
          onboarding#none-yet: {done: []}
          onboarding#mood: {confidence: 0}
        health: {overtime: 3.5}
        priorities: [Ship the second mail]
        blockers: Legal has not answered
        wins:
        visibility: internal
        """
    read = parsed(text, "content/2026-q4/growth/checkins/2026-11-06-second.md")
    assert read.findings == ()
    assert read.record == CheckIn(
        unit_cycle=FOLDER,
        date=date(2026, 11, 6),
        author="maria",
        readings=(
            Reading(
                ref=of("onboarding", "activation"),
                value=Decimal("-0.5"),
                confidence=Decimal("6.5"),
                note="The list\nis live",
            ),
            Reading(ref=of("onboarding", "sso"), done=True),
            Reading(ref=of("onboarding", "markets"), steps=("de", "fr")),
            Reading(ref=of("onboarding", "none-yet"), steps=()),
            Reading(ref=of("onboarding", "mood"), confidence=Decimal(0)),
        ),
        health={"overtime": Decimal("3.5")},
        priorities=("Ship the second mail",),
        blockers=("Legal has not answered",),
        visibility=Visibility.INTERNAL,
        body="Why this matters.\n",
        file="content/2026-q4/growth/checkins/2026-11-06-second.md",
    )


def test_current_values_are_a_check_in_for_each_day() -> None:
    read = parsed(
        """
        title: T
        key_results:
          - {id: a, title: A, target: 4, current: 2, as_of: 2026-11-02}
          - {id: b, title: B, keep: {max: 4}, current: 3, as_of: 2026-11-01}
          - {id: c, title: C, done_when: Seen, current: true, as_of: 2026-11-02}
          - {id: d, title: D, steps: [{id: x, title: X}], current: [x], as_of: 2026-11-02}
        """
    )
    assert read.findings == ()
    assert read.current == (
        CheckIn(
            unit_cycle=FOLDER,
            date=date(2026, 11, 1),
            readings=(Reading(ref=of("onboarding", "b"), value=Decimal(3)),),
            file=OBJECTIVE,
        ),
        CheckIn(
            unit_cycle=FOLDER,
            date=date(2026, 11, 2),
            readings=(
                Reading(ref=of("onboarding", "a"), value=Decimal(2)),
                Reading(ref=of("onboarding", "c"), done=True),
                Reading(ref=of("onboarding", "d"), steps=("x",)),
            ),
            file=OBJECTIVE,
        ),
    )


@pytest.mark.parametrize(
    "text",
    ["no", "on", "y", "NO", "1:30", "010", "1_000", "~", "null", "2026-01-01", "0x10", "=1+1"],
)
def test_a_text_is_kept_as_it_is_written(text: str) -> None:
    read = parsed(f"title: {text}")
    assert isinstance(read.record, Objective)
    assert read.record.title == text


@pytest.mark.parametrize("id", ["no", "on", "y", "010", "null", "2026-01-01"])
def test_an_id_is_kept_as_it_is_written(id: str) -> None:
    read = parsed(f"title: T\nowner: {id}")
    assert isinstance(read.record, Objective)
    assert read.record.owner == id


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("הלקוחות נשארים", id="Hebrew"),
        pytest.param("العملاء يبقون", id="Arabic"),
        pytest.param("👩‍💻 ships 🏳️‍🌈", id="emoji with joiners"),
    ],
)
def test_scripts_and_emoji_are_kept(title: str) -> None:
    read = parsed(f"title: {title}")
    assert isinstance(read.record, Objective)
    assert read.record.title == title


def test_a_decomposed_title_is_composed() -> None:
    read = parsed("title: Cafe\u0301")
    assert isinstance(read.record, Objective)
    assert read.record.title == "Café"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("title: >\n  Folded\n  text", id="a folded text on one line"),
        pytest.param("title: T\nkey_results:\ninitiatives:\ntags:\nsupports:", id="empty lists"),
        pytest.param("title: T\nreason:\nstands_alone:", id="empty texts"),
        pytest.param(key_result("target: 4", "plan:"), id="an empty plan"),
        pytest.param(key_result("weight: 0", "keep: {min: 0}") + "\n  - {id: b, title: B}", id="0"),
        pytest.param(key_result("target: 4", "aggregate: sum"), id="a sum counts from zero"),
        pytest.param(key_result("target: 0", "baseline: 4"), id="down to zero"),
        pytest.param(key_result("start: 2026-11-01", "due: 2026-11-01"), id="one day"),
        pytest.param(
            key_result("steps: [{id: a, title: A}]", "plan: {2026-11-01: 0.5}"), id="plan"
        ),
        pytest.param(key_result("unit:", "source:", "reason:"), id="empty optional texts"),
        pytest.param(
            key_result(
                "target: 9",
                "changes:",
                "  - {date: 2026-10-02, field: target, from: 5, to: 7, reason: r}",
                "  - {date: 2026-10-02, field: target, from: 7, to: 9.0, reason: r}",
                "  - {date: 2026-10-03, field: baseline, from: 1, reason: it was a guess}",
                "  - {date: 2026-10-03, field: steps, from: two, to: none, reason: r}",
            ),
            id="a ledger that adds up",
        ),
    ],
)
def test_what_is_allowed(text: str) -> None:
    read = parsed(text)
    assert read.findings == ()
    assert read.record is not None


# ── what is wrong: text, code, and the stretch of the file that is pointed at ─────────────────

CURRENT = ("as_of: 2026-11-01",)
LEDGER = "changes: [{date: 2026-11-01, field: target, from: 31, to: 40, reason: r}]"
STEPS = "steps: [{id: de, title: Germany}]"

IN_OBJECTIVES = [
    pytest.param("titel: X", "FMT030", "titel", id="a misspelt key that is required"),
    pytest.param("title: X\nvisibilty: private", "FMT030", "visibilty", id="a letter is missing"),
    pytest.param("title: X\nVisibility: public", "FMT030", "Visibility", id="a capital letter"),
    pytest.param("title: X\nkey results: []", "FMT030", "key results", id="a key with a blank"),
    pytest.param("title: X\nprogress: 40", "FMT030", "progress", id="a key that is computed"),
    pytest.param("title: X\nzzz: 40", "FMT030", "zzz", id="a key without any meaning"),
    pytest.param(key_result("deadline: 2026-11-01"), "FMT030", "deadline", id="another word"),
    pytest.param(key_result("keep: {maximum: 4}"), "FMT030", "maximum", id="a key deep inside"),
    pytest.param("owner: me", "FMT031", "---\nowner: me\n---", id="no title"),
    pytest.param("title: X\nkey_results: [{id: a}]", "FMT031", "{id: a}", id="nested, missing"),
    pytest.param("title:", "FMT032", "title", id="an empty title"),
    pytest.param('title: "  "', "FMT032", '"  "', id="a blank title"),
    pytest.param('title: X\nowner: ""', "FMT032", '""', id="an empty owner"),
    pytest.param("title: X\nvisibility:", "FMT032", "visibility", id="an empty visibility"),
    pytest.param("title: X\ntags: [a, '']", "FMT032", "''", id="an empty tag"),
    pytest.param(key_result("target:"), "FMT032", "target", id="an empty target"),
    pytest.param(key_result("steps: []"), "FMT032", "[]", id="no steps"),
    pytest.param("title: [X]", "FMT033", "[X]", id="a list for a title"),
    pytest.param("title: {a: X}", "FMT033", "{a: X}", id="a mapping for a title"),
    pytest.param("title: X\nvisibility: [public]", "FMT033", "[public]", id="a list of words"),
    pytest.param("title: X\nvalues: {a: b}", "FMT033", "{a: b}", id="a mapping of values"),
    pytest.param("title: X\nkey_results: {a: b}", "FMT033", "{a: b}", id="a mapping for a list"),
    pytest.param("title: X\nkey_results: [Win]", "FMT033", "Win", id="a key result as text"),
    pytest.param(key_result("keep: 4"), "FMT033", "4", id="a band as a number"),
    pytest.param(key_result("target: 4", "plan: 4"), "FMT033", "4", id="a plan as a number"),
    pytest.param(key_result("due: 2026-02-30"), "FMT035", "2026-02-30", id="no such day"),
    pytest.param(
        key_result("target: 4", "plan: {2026-13-01: 4}"), "FMT035", "2026-13-01", id="no month"
    ),
    pytest.param(
        key_result("target: 4", "plan: {2026-11-01: x}"), "FMT034", "x", id="no planned number"
    ),
    pytest.param("title: X\ntype: Aspirational", "FMT037", "Aspirational", id="a capital word"),
    pytest.param("title: X\nvisibility: Public", "FMT037", "Public", id="a capital visibility"),
    pytest.param("title: X\nstate: done", "FMT037", "done", id="no such state"),
    pytest.param("title: X\norigin: bottomup", "FMT037", "bottomup", id="no such origin"),
    pytest.param("title: X\ntier: nice", "FMT037", "nice", id="no such tier"),
    pytest.param(key_result("indicator: lag"), "FMT037", "lag", id="no such indicator"),
    pytest.param(key_result("target: 4", "aggregate: max"), "FMT037", "max", id="no aggregate"),
    pytest.param("title: X\nowner: Maria Silva", "FMT038", "Maria Silva", id="a name for an id"),
    pytest.param("title: X\nowner: gr\u043ewth", "FMT038", "gr\u043ewth", id="a look-alike"),
    pytest.param("title: X\nvalues: [a, B]", "FMT038", "B", id="a capital value"),
    pytest.param("title: X\nsupports: a/b/c/d", "FMT039", "a/b/c/d", id="too many parts"),
    pytest.param("title: X\nsupports: [a/b, a.md]", "FMT039", "a.md", id="a file name"),
    pytest.param("title: X\ndepends_on: ../x", "FMT039", "../x", id="a path"),
    pytest.param("title: X\ndepends_on: 'a#'", "FMT039", "'a#'", id="half a reference"),
    pytest.param(f"title: {'x' * 301}", "FMT040", "x" * 301, id="301 letters"),
    pytest.param(f"title: {'é' * 301}", "FMT040", "é" * 301, id="301 letters with marks"),
    pytest.param('title: "a\\nb"', "FMT041", '"a\\nb"', id="a line break"),
    pytest.param("title: |\n  a\n  b", "FMT041", "|\n  a\n  b", id="two lines"),
    pytest.param('title: "a\\tb"', "FMT041", '"a\\tb"', id="a tab"),
    pytest.param(key_result("cadence: fortnightly"), "FMT042", "fortnightly", id="no rhythm"),
    pytest.param(key_result("weight: -1"), "FMT044", "-1", id="a negative weight"),
    pytest.param(
        key_result("done_when: x", "plan: {2026-11-01: 40}"), "FMT044", "40", id="no planned share"
    ),
    pytest.param("title: X\nvalues: [a, b, a]", "FMT045", "a", id="a value twice"),
    pytest.param("title: X\nsupports: [a/b, a/b]", "FMT045", "a/b", id="a reference twice"),
    pytest.param(
        "title: X\nkey_results: [{id: a, title: A}, {id: a, title: B}]",
        "FMT045",
        "a",
        id="id twice",
    ),
    pytest.param(
        key_result("steps: [{id: a, title: A}, {id: a, title: B}]"), "FMT045", "a", id="step twice"
    ),
    pytest.param(key_result("target: 4", "keep: {max: 4}"), "FMT046", "keep", id="two measures"),
    pytest.param(
        key_result("steps: [{id: a, title: A}]", "done_when: x", "keep: {max: 3}"),
        "FMT046",
        "done_when",
        id="three measures",
    ),
    pytest.param(key_result("target: 40", "baseline: 40"), "FMT047", "40", id="no way to go"),
    pytest.param(key_result("target: 40", "baseline: 40.0"), "FMT047", "40", id="40 is 40.0"),
    pytest.param(
        key_result("target: 0", "aggregate: sum"), "FMT047", "0", id="a sum from zero to zero"
    ),
    pytest.param(key_result("baseline: 40"), "FMT048", "baseline", id="no target"),
    pytest.param(key_result("keep: {max: 4}", "aggregate: sum"), "FMT048", "aggregate", id="band"),
    pytest.param(key_result("plan: {2026-11-01: 1}"), "FMT048", "plan", id="a plan of nothing"),
    pytest.param(
        key_result("keep: {max: 4}", "plan: {2026-11-01: 1}"), "FMT048", "plan", id="planned band"
    ),
    pytest.param(key_result("keep: {}"), "FMT049", "{}", id="no bound"),
    pytest.param(
        key_result("keep: {min: 5, max: 4}"), "FMT049", "{min: 5, max: 4}", id="upside down"
    ),
    pytest.param(
        "title: X\nkey_results: [{id: a, title: A, weight: 0}]",
        "FMT050",
        "[{id: a, title: A, weight: 0}]",
        id="key results of weight 0",
    ),
    pytest.param(
        key_result("steps: [{id: a, title: A, weight: 0}]"),
        "FMT050",
        "[{id: a, title: A, weight: 0}]",
        id="steps of weight 0",
    ),
    pytest.param("title: X\nstate: cancelled", "FMT054", "cancelled", id="no reason to cancel"),
    pytest.param(key_result("state: postponed"), "FMT054", "postponed", id="no reason to wait"),
    pytest.param(key_result("target: 4", "current: 4"), "FMT055", "current", id="no day"),
    pytest.param(key_result("target: 4", *CURRENT), "FMT055", "as_of", id="no value"),
    pytest.param(
        key_result("start: 2026-12-01", "due: 2026-11-30"), "FMT056", "2026-11-30", id="due first"
    ),
    pytest.param(
        "title: X\nsupports: a/b\nstands_alone: why not", "FMT057", "stands_alone", id="both"
    ),
    pytest.param(
        key_result("target: 4", "current: true", *CURRENT), "FMT058", "true", id="true for a number"
    ),
    pytest.param(
        key_result("done_when: x", "current: 1", *CURRENT), "FMT058", "1", id="1 for true"
    ),
    pytest.param(key_result(STEPS, "current: 1", *CURRENT), "FMT058", "1", id="1 for steps"),
    pytest.param(key_result("current: 1", *CURRENT), "FMT058", "1", id="a value of nothing"),
    pytest.param(key_result(STEPS, "current: [dee]", *CURRENT), "REF014", "dee", id="no such step"),
    pytest.param(
        key_result("target: 4", "current: 40%", *CURRENT), "FMT034", "40%", id="no current number"
    ),
    pytest.param(key_result("target: 45", LEDGER), "FMT063", "40", id="the ledger ends elsewhere"),
    pytest.param(key_result("keep: {max: 4}", LEDGER), "FMT063", "40", id="no target any more"),
    pytest.param(
        key_result("target: 4", LEDGER.replace("40", "31")), "FMT062", "31", id="nothing changed"
    ),
    pytest.param(
        key_result("target: 4", LEDGER.replace("40", "4 %")), "FMT034", "4 %", id="no number"
    ),
    pytest.param(
        key_result(
            "due: 2026-12-01", "changes: [{date: 2026-11-01, field: due, to: x, reason: r}]"
        ),
        "FMT035",
        "x",
        id="no date in the ledger",
    ),
    pytest.param(
        key_result("keep: {max: 4}", LEDGER.replace("target", "keep").replace("31", "{top: 1}")),
        "FMT033",
        "{top: 1}",
        id="no range in the ledger",
    ),
    pytest.param(
        key_result(
            "keep: {max: 4}",
            "changes: [{date: 2026-11-01, field: keep, from: {min: x}, reason: r}]",
        ),
        "FMT034",
        "x",
        id="no bound in the ledger",
    ),
    pytest.param(
        key_result("target: 4", LEDGER.replace("target", "taget")), "FMT061", "taget", id="field"
    ),
    pytest.param(
        "title: X\nchanges: [{date: 2026-11-01, field: target, to: 4, reason: r}]",
        "FMT061",
        "target",
        id="a key result's field in an objective",
    ),
    pytest.param(
        "title: X\nchanges: [{date: 2026-11-01, field: title, from: Y, to: Z, reason: r}]",
        "FMT063",
        "Z",
        id="the title is another",
    ),
    pytest.param(
        key_result(
            "target: 9",
            "changes:",
            "  - {date: 2026-11-02, field: target, from: 5, to: 7, reason: r}",
            "  - {date: 2026-11-01, field: target, from: 7, to: 9, reason: r}",
        ),
        "FMT060",
        "2026-11-01",
        id="the ledger runs backwards",
    ),
    pytest.param(
        key_result(
            "target: 9",
            "changes:",
            "  - {date: 2026-11-01, field: target, from: 5, to: 7, reason: r}",
            "  - {date: 2026-11-02, field: target, from: 8, to: 9, reason: r}",
        ),
        "FMT063",
        "8",
        id="the ledger has a gap",
    ),
    pytest.param(
        "title: X\nchanges: [{date: 2026-11-01, field: title, from: Y, to: X}]",
        "FMT031",
        "{date: 2026-11-01, field: title, from: Y, to: X}",
        id="a change without a reason",
    ),
    pytest.param(
        "title: X\ninitiatives: [{title: Y, status: started}]", "FMT037", "started", id="status"
    ),
    pytest.param(
        "title: X\nkey_results: [{id: a, title: A}]\ninitiatives: [{title: Y, for: b}]",
        "REF007",
        "b",
        id="an initiative for nothing",
    ),
]


@pytest.mark.parametrize(("text", "code", "stretch"), IN_OBJECTIVES)
def test_a_mistake_in_an_objective_is_one_finding(text: str, code: str, stretch: str) -> None:
    read = parsed(text)
    assert [(finding.code, shown(text, finding)) for finding in read.findings] == [(code, stretch)]
    assert read.record is None


HEALTH = "health: [{id: a, title: A, keep: {max: 4}}]"

ELSEWHERE = [
    pytest.param(ORGANISATION, "mission: We help", "FMT031", id="an organisation needs a name"),
    pytest.param(ORGANISATION, "name: L\nvalues: [care]", "FMT033", id="a value is a mapping"),
    pytest.param(
        ORGANISATION,
        "name: L\nvalues: [{id: a, name: A}, {id: a, name: B}]",
        "FMT045",
        id="two values with one id",
    ),
    pytest.param(TEAM, "lead: maria", "FMT031", id="a team needs a name"),
    pytest.param(TEAM, "name: G\nmembers: maria, jon", "FMT038", id="members in one text"),
    pytest.param(TEAM, "name: G\nmembers: [maria, maria]", "FMT045", id="a member twice"),
    pytest.param(
        TEAM,
        "name: G\n" + HEALTH.replace("max: 4", ""),
        "FMT049",
        id="a health metric needs a range",
    ),
    pytest.param(
        TEAM,
        "name: G\n" + HEALTH.replace("}]", "}, {id: a, title: B, keep: {min: 1}}]"),
        "FMT045",
        id="two health metrics with one id",
    ),
    pytest.param(TEAM, "name: G\ncadence: weekly!", "FMT042", id="a team's rhythm"),
    pytest.param(PERSON, "name: M\nrole: |\n  a\n  b", "FMT041", id="a role on two lines"),
    pytest.param(CYCLE, "start: 1.10.2026", "FMT035", id="a date in another form"),
    pytest.param(
        "content/summit/index.md",
        "undated: lost\nstart: 2026-01-01",
        "FMT057",
        id="undated with a date",
    ),
    pytest.param(CYCLE, "thresholds: 4", "FMT033", id="thresholds as a number"),
    pytest.param(CHECK_IN, "date: 2026-11-06", "FMT030", id="the date is in the name"),
    pytest.param(CHECK_IN, "key_results: [a]", "FMT033", id="readings as a list"),
    pytest.param(CHECK_IN, "key_results: {a#b: 36}", "FMT033", id="a reading as a number"),
    pytest.param(CHECK_IN, "key_results: {a: {value: 1}}", "FMT039", id="an objective alone"),
    pytest.param(
        CHECK_IN, "key_results: {sales/a#b: {value: 1}}", "FMT039", id="another unit's key result"
    ),
    pytest.param(CHECK_IN, "key_results: {a#b: {}}", "FMT059", id="an entry that says nothing"),
    pytest.param(CHECK_IN, "key_results: {a#b: {vlaue: 1}}", "FMT030", id="a misspelt value"),
    pytest.param(
        CHECK_IN, "key_results: {a#b: {value: 1, done: true}}", "FMT057", id="two kinds of value"
    ),
    pytest.param(CHECK_IN, "key_results: {a#b: {done: yes}}", "FMT036", id="yes is not true"),
    pytest.param(CHECK_IN, "key_results: {a#b: {done: maybe}}", "FMT036", id="nor is maybe"),
    pytest.param(CHECK_IN, "key_results: {a#b: {done: [A]}}", "FMT038", id="a step is an id"),
    pytest.param(
        CHECK_IN, "key_results: {a#b: {confidence: 11}}", "FMT044", id="a confidence above 10"
    ),
    pytest.param(
        CHECK_IN, "key_results: {a#b: {confidence: -1}}", "FMT044", id="a confidence below 0"
    ),
    pytest.param(CHECK_IN, "key_results: {a#b: {confidence: 60%}}", "FMT034", id="in percent"),
    pytest.param(CHECK_IN, "health: {overtime: lots}", "FMT034", id="a level is a number"),
    pytest.param(CHECK_IN, "health: {Overtime: 4}", "FMT038", id="a level has an id"),
    pytest.param(CHECK_IN, "wins: ['']", "FMT032", id="an empty win"),
    pytest.param(CHECK_IN, "priorities: [a, {b: c}]", "FMT033", id="a priority is text"),
    pytest.param(MID_CYCLE, "tactics: a", "FMT031", id="a review needs its date"),
    pytest.param(
        MID_CYCLE, "date: 2026-11-06\nkey_results: {a#b: {why: x}}", "FMT031", id="no decision"
    ),
    pytest.param(
        MID_CYCLE,
        "date: 2026-11-06\nkey_results: {a#b: {decision: drop}}",
        "FMT037",
        id="an unknown decision",
    ),
    pytest.param(
        RETROSPECTIVE, "date: 2027-01-08\ngrades: {a#b: 70%}", "FMT034", id="a grade in percent"
    ),
    pytest.param(RETROSPECTIVE, "date: 2027-01-08\ngrades: {a#b: 7}", "FMT044", id="a grade of 7"),
    pytest.param(RETROSPECTIVE, "date: 2027-01-08\ncarry: {a#b: kep}", "FMT037", id="carry"),
    pytest.param(RETROSPECTIVE, "date: 2027-01-08\ncarry: {a: keep}", "FMT039", id="carry what"),
    pytest.param(RETROSPECTIVE, "date: 2027-01-08\ncarry: keep", "FMT033", id="carry everything"),
    pytest.param(
        RETROSPECTIVE, "date: 2027-01-08\nlessons: [{tags: a}]", "FMT031", id="a lesson has a text"
    ),
    pytest.param(RETROSPECTIVE, "date: 2027-01-08\nlessons: ['']", "FMT032", id="an empty lesson"),
]


@pytest.mark.parametrize(("file", "text", "code"), ELSEWHERE)
def test_a_mistake_in_another_file_is_one_finding(file: str, text: str, code: str) -> None:
    read = parsed(text, file)
    assert [finding.code for finding in read.findings] == [code]
    assert read.record is None
    assert read.identity is not None


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "//evil.example", "ftp://a.b", "https:", "https://", "a.b", "x y"],
)
def test_an_address_is_a_web_or_mail_address(url: str) -> None:
    read = parsed(f"title: X\ninitiatives: [{{title: Y, url: '{url}'}}]")
    assert [finding.code for finding in read.findings] == ["FMT043"]


@pytest.mark.parametrize("url", ["https://a.b/c?d#e", "HTTP://a.b", "mailto:a@b.example"])
def test_addresses_that_are_fine(url: str) -> None:
    assert parsed(f"title: X\ninitiatives: [{{title: Y, url: '{url}'}}]").findings == ()


def test_more_than_fifty_key_results_are_none() -> None:
    def objective(count: int) -> str:
        return "title: X\nkey_results:\n" + "".join(
            f"  - {{id: a{number}, title: A}}\n" for number in range(count)
        )

    assert parsed(objective(50)).findings == ()
    assert [finding.code for finding in parsed(objective(51)).findings] == ["FMT052"]


def test_all_mistakes_of_a_file_are_found_at_once_in_their_order() -> None:
    text = """
        title:
        owner: Maria Silva
        key_results:
          - {id: a, title: A, target: 4 %, keep: {max: 4}}
          - {id: b, title: B, target: 5, baseline: 5, weigth: 1}
          - {id: c, title: C, target: 5, baseline: 5, state: cancelled}
        zzz: 1
        """
    assert [finding.code for finding in parsed(text).findings] == [
        *("FMT032", "FMT038", "FMT034", "FMT030", "FMT047", "FMT054", "FMT030")
    ]


def test_a_file_that_is_no_front_matter_is_one_finding() -> None:
    read = parse(OBJECTIVE, b"# An objective\n")
    assert len(read.findings) == 1
    assert read.identity is not None
    assert read.record is None


def test_a_misnamed_file_is_read_for_its_other_mistakes_too() -> None:
    read = parse("content/2026-q4/growth/checkins/friday.md", file_of("wins: ['']"))
    assert [finding.code for finding in read.findings] == ["FMT073", "FMT032"]


def test_a_warning_leaves_the_record() -> None:
    read = parsed("title: Win #1 prize")
    assert [finding.level for finding in read.findings] == [Level.WARNING]
    assert read.record is not None


# ── hints ─────────────────────────────────────────────────────────────────────────────────────

HINTS = [
    pytest.param("title: X\nname: Y", "known keys are", id="a title is there already"),
    pytest.param("name: Y", "did you mean `title`?", id="another word for title"),
    pytest.param("title: X\ndescription: Y", "text below the front matter", id="description"),
    pytest.param("title: X\ntarget: 4", "it belongs to a key result", id="target of an objective"),
    pytest.param("title: X\nconfidence: 4", "write it in a check-in", id="confidence"),
    pytest.param("title: X\nsupports: a/b.md", "`a/b`", id="a reference to a file"),
    pytest.param("title: X\nowner: Zoë Müller", "`zoe-muller`", id="an id from a name"),
    pytest.param("title: X\nowner: CON", "use a-z", id="no id can be made of it"),
    pytest.param("title: X\nowner: con", "Windows keeps the name", id="a device"),
    pytest.param("title: X\ntype: moonshot", "`aspirational`, `committed`", id="all the words"),
    pytest.param("title: X\nkey_results: [Win]", "{id: …, title: …}", id="what an entry needs"),
    pytest.param(key_result("keep: 4"), "{min: …, max: …}", id="what a range looks like"),
    pytest.param(key_result("due: 2026-1-5"), "did you mean 2026-01-05?", id="short date"),
    pytest.param(key_result("due: 20261105"), "did you mean 2026-11-05?", id="plain date"),
    pytest.param(key_result("due: '2026-11-05 10:00'"), "mean 2026-11-05?", id="a time as well"),
    pytest.param(key_result("due: soon"), "like 2026-12-15", id="no date"),
    pytest.param(key_result("due: 2027-02-29"), "2027-02 has 28 days", id="no leap year"),
    pytest.param(key_result("due: 2026-13-01"), "a day of the calendar", id="no such month"),
    pytest.param(key_result("target: 40%"), "`unit`", id="percent"),
    pytest.param(key_result("target: $40"), "`unit`", id="dollars"),
    pytest.param(key_result("target: 1,000"), "did you mean 1000?", id="a separator"),
    pytest.param(key_result("target: 1_000_000"), "did you mean 1000000?", id="two separators"),
    pytest.param(key_result("target: +4"), "did you mean 4?", id="a plus"),
    pytest.param(key_result("target: -04.5"), "did you mean -4.5?", id="a leading zero"),
    pytest.param(key_result("target: true"), "`true` or `false`", id="true is no number"),
    pytest.param(key_result("target: TBD"), "until there is a number", id="not known yet"),
    pytest.param(key_result("target: 1e5"), "15 digits", id="an exponent"),
]


@pytest.mark.parametrize(("text", "hint"), HINTS)
def test_a_finding_says_what_to_do(text: str, hint: str) -> None:
    (finding,) = parsed(text).findings
    assert hint in finding.help


def test_a_look_alike_letter_is_named() -> None:
    (finding,) = parsed("title: X\nowner: gr\u043ewth").findings
    assert "U+043E (cyrillic small letter o)" in finding.message


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("Gr\u043ewth pays", id="a Cyrillic o"),
        pytest.param("The \u0421RM is in use", id="a Cyrillic C"),
        pytest.param("\u039dew markets", id="a Greek N"),
    ],
)
def test_a_title_in_two_scripts_is_a_warning(title: str) -> None:
    for text in (f"title: {title}", f"title: T\nkey_results: [{{id: a, title: {title}}}]"):
        read = parsed(text)
        assert [finding.code for finding in read.findings] == ["FMT065"]
        assert shown(text, read.findings[0]) == title
        assert read.record is not None


@pytest.mark.parametrize(
    "title", ["Рост продаж в CRM", "Kürzer als 5 μs", "Ο Νίκος", "Δt sinkt", "Größe", "CRM для нас"]
)
def test_titles_may_hold_words_of_several_scripts(title: str) -> None:
    assert parsed(f"title: {title}").findings == ()


def test_what_is_read_can_be_cached() -> None:
    read = parsed(FULL_OBJECTIVE)
    assert pickle.loads(pickle.dumps(read)) == read


@pytest.mark.parametrize(
    ("text", "shown"),
    [("done: yes", "`true`"), ("done: FALSE", "`false`"), ("done: maybe", "`true` or `false`")],
)
def test_a_yes_is_read_as_a_hint_only(text: str, shown: str) -> None:
    (finding,) = parsed(f"key_results: {{a#b: {{{text}}}}}", CHECK_IN).findings
    assert finding.help == f"write {shown}"


# ── paths ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.md", FileKind.ORGANISATION),
        ("teams/growth.md", FileKind.TEAM),
        ("people/maria.md", FileKind.PERSON),
        ("2026-q4/index.md", FileKind.CYCLE),
        ("2026-q4/growth/onboarding.md", FileKind.OBJECTIVE),
        ("2026-q4/growth/checkins/2026-11-06.md", FileKind.CHECK_IN),
        ("2026-q4/growth/checkins/2026-11-06-b.md", FileKind.CHECK_IN),
        ("2026-q4/growth/mid-cycle.md", FileKind.MID_CYCLE),
        ("2026-q4/growth/retrospective.md", FileKind.RETROSPECTIVE),
    ],
)
@pytest.mark.parametrize("content", ["content", "docs/okr", "."])
def test_the_path_says_what_a_file_is(path: str, kind: FileKind, content: str) -> None:
    read = parse(f"{content}/{path}", b"---\n{}\n---\n", content=content)
    assert read.identity is not None
    assert read.identity.kind is kind


@pytest.mark.parametrize(
    "path", ["README.md", "2026-q4/readme.md", "a/b/c/d/README.md", ".git/x.md", "2026-q4/.x.md"]
)
def test_some_files_are_skipped(path: str) -> None:
    read = parse(f"content/{path}", b"\xff")
    assert (read.identity, read.record, read.findings) == (None, None, ())


@pytest.mark.parametrize(
    ("path", "code", "hint"),
    [
        pytest.param("growth.md", "FMT070", "<cycle>/<unit>/", id="at the top"),
        pytest.param("teams/a/b.md", "FMT070", "teams/b.md", id="below teams"),
        pytest.param("people/a/b/c.md", "FMT070", "people/c.md", id="below people"),
        pytest.param("2026-q4/x.md", "FMT070", "<cycle>/<unit>/x.md", id="in a cycle"),
        pytest.param("2026-q4/growth/checkin/2026-11-06.md", "FMT070", "`checkins`", id="checkin"),
        pytest.param(
            "2026-q4/growth/check-ins/2026-11-06.md", "FMT070", "`checkins`", id="check-ins"
        ),
        pytest.param("2026-q4/growth/a/b.md", "FMT070", "<objective>", id="too deep"),
        pytest.param("2026-q4/growth/checkins/a/b.md", "FMT070", "<objective>", id="deeper"),
        pytest.param("2026-q4/growth/x.markdown", "FMT070", '"x.md"', id="another ending"),
        pytest.param("2026-q4/growth/x.MD", "FMT070", '"x.md"', id="a capital ending"),
        pytest.param("2026-q4/growth/x.png", "FMT006", "move it", id="a picture"),
        pytest.param("2026-q4/growth/x", "FMT006", "move it", id="no ending"),
        pytest.param("2026-q4/growth/index.md", "FMT072", "rename it", id="index"),
        pytest.param("2026-q4/growth/checkins.md", "FMT072", "rename it", id="checkins"),
        pytest.param("2026-q4/growth/a b.md", "FMT005", "`a-b`", id="a blank"),
        pytest.param("2026-q4/growth/Growth.md", "FMT005", "`growth`", id="a capital"),
        pytest.param("2026-q4/growth/-rf.md", "FMT005", "`rf`", id="a hyphen first"),
        pytest.param("2026-q4/growth/a.b.md", "FMT005", "`a-b`", id="a dot"),
        pytest.param("2026-q4/growth/a .md", "FMT005", "`a`", id="a blank last"),
        pytest.param("2026-q4/growth/aux.md", "FMT005", "Windows", id="a device"),
        pytest.param(f"2026-q4/growth/{'x' * 65}.md", "FMT005", "x" * 64, id="65 letters"),
        pytest.param("2026-q4/growth/::error::x.md", "FMT005", "`error-x`", id="a command"),
        pytest.param("2026-q4/growth/漢.md", "FMT005", "use a-z", id="no letter can stay"),
        pytest.param("teams/CON.md", "FMT005", "use a-z", id="a capital device"),
        pytest.param("teams/index.md", "FMT072", "rename it", id="a team called index"),
        pytest.param("people/Maria.md", "FMT005", "`maria`", id="a capital person"),
        pytest.param("2026-q4/growth/checkins/friday.md", "FMT073", "2026-11-06.md", id="no date"),
        pytest.param("2026-q4/growth/checkins/2026-02-30.md", "FMT073", "2026-11", id="no day"),
        pytest.param("2026-q4/growth/checkins/0000-01-01.md", "FMT073", "2026-11", id="year 0"),
        pytest.param("2026-q4/growth/checkins/2026-11-6.md", "FMT073", "2026-11", id="short"),
        pytest.param("2026-q4/growth/checkins/2026-11-06b.md", "FMT073", "2026-11", id="suffix"),
        pytest.param("2026-q4/growth/checkins/2026-11-06-b c.md", "FMT073", "2026-11", id="blank"),
        pytest.param("2026-q4/growth/checkins/٢٠٢٦-11-06.md", "FMT073", "2026", id="digits"),
    ],
)
def test_a_misplaced_or_misnamed_file(path: str, code: str, hint: str) -> None:
    read = parse(f"content/{path}", b"---\ntitle: T\n---\n")
    (finding,) = (each for each in read.findings if each.code == code)
    assert hint in finding.help
    assert finding.at.span is not None
    assert read.record is None


def test_a_file_can_move_without_changing_what_it_says() -> None:
    here, there = (
        parsed("title: T"),
        parse("docs/2026-q4/growth/onboarding.md", file_of("title: T"), content="docs"),
    )
    assert isinstance(here.record, Objective)
    assert isinstance(there.record, Objective)
    assert here.record.ref == there.record.ref
