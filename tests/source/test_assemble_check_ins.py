"""What was seen against what was promised: check-ins, current values, reviews, times."""

from datetime import date
from decimal import Decimal

import pytest
from content_files import codes, file_of, portfolio, read

from okrpress.model.ids import KeyResultRef, ObjectiveRef, UnitCycle
from okrpress.model.observations import Reading
from okrpress.model.settings import Settings
from okrpress.source.assemble import Assembled, assemble
from okrpress.source.parse import parse

FOLDER = UnitCycle("2026-q4", "growth")

WORLD = {
    "2026-q4/growth/onboarding.md": """
        title: T
        key_results:
          - {id: metric, title: A, baseline: 0, target: 4}
          - {id: band, title: A, keep: {max: 4}}
          - {id: sso, title: A, done_when: Seen}
          - {id: steps, title: A, steps: [{id: de, title: D}, {id: fr, title: F}]}
          - {id: mood, title: A}
        """,
    "2026-q4/growth/checkins/2026-11-06.md": """
        key_results:
          onboarding#metric: {value: 1}
          onboarding#band: {value: 1, confidence: 5}
          onboarding#sso: {done: false}
          onboarding#steps: {done: [de]}
          onboarding#mood: {confidence: 5, note: Fine}
        health: {overtime: 3}
        """,
    "teams/growth.md": """
        name: G
        health: [{id: overtime, title: O, keep: {max: 4}}, {id: mood, title: O, keep: {min: 4}}]
        """,
}


def reporting(text: str, name: str = "2026-11-13.md") -> Assembled:
    """The world with one more check-in."""
    return portfolio(WORLD | {f"2026-q4/growth/checkins/{name}": text})


def bare(text: str, body: str = "") -> Assembled:
    """The world with one check-in, with this text below its front matter."""
    path = "content/2026-q4/growth/checkins/2026-11-13.md"
    return assemble([*read(WORLD), parse(path, file_of(text, body))], Settings())


def readings(assembled: Assembled, name: str = "2026-11-13.md") -> list[str]:
    """What is left of a check-in."""
    return [
        reading.ref.key_result
        for check_in in assembled.portfolio.check_ins[FOLDER]
        if check_in.file.endswith(f"/{name}")
        for reading in check_in.readings
    ]


def test_readings_that_fit() -> None:
    assembled = portfolio(WORLD)
    assert assembled.findings == ()
    (check_in,) = assembled.portfolio.check_ins[FOLDER]
    assert len(check_in.readings) == 5


@pytest.mark.parametrize(
    ("entry", "code", "keys", "hint"),
    [
        pytest.param("metric: {done: true}", "FMT058", ("done",), "number", id="done, target"),
        pytest.param("metric: {done: [de]}", "FMT058", ("done",), "number", id="steps, target"),
        pytest.param("band: {done: true}", "FMT058", ("done",), "number", id="done, a band"),
        pytest.param("sso: {value: 1}", "FMT058", ("value",), "true", id="a value, yes/no"),
        pytest.param("sso: {done: [de]}", "FMT058", ("done",), "true", id="steps, yes/no"),
        pytest.param("steps: {done: true}", "FMT058", ("done",), "list", id="done, steps"),
        pytest.param("steps: {value: 1}", "FMT058", ("value",), "list", id="a value, steps"),
        pytest.param("mood: {value: 1}", "FMT058", ("value",), "`target`", id="no measure"),
        pytest.param("steps: {done: [de, dee]}", "REF014", ("done", 1), "`de`", id="a step"),
        pytest.param("metrc: {value: 1}", "REF007", (), "`onboarding#metric`", id="a key result"),
    ],
)
def test_a_reading_that_does_not_fit_is_one_finding_and_dropped(
    entry: str, code: str, keys: tuple[str | int, ...], hint: str
) -> None:
    text = f"key_results: {{onboarding#{entry}, 'onboarding#sso': {{done: true}}}}"
    if entry.startswith("sso"):
        text = f"key_results: {{onboarding#{entry}, 'onboarding#band': {{value: 2}}}}"
    assembled = reporting(text)
    (finding,) = assembled.findings
    assert finding.code == code
    assert finding.at.file == "content/2026-q4/growth/checkins/2026-11-13.md"
    assert finding.at.keys == ("key_results", "onboarding#" + entry.partition(":")[0], *keys)
    assert hint in finding.help
    assert len(readings(assembled)) == 1


def test_a_reading_of_an_unknown_objective_is_a_finding() -> None:
    assembled = reporting("key_results: {onbording#metric: {value: 1}}")
    assert codes(assembled) == ["REF006"]
    assert assembled.findings[0].help == "did you mean `onboarding`?"
    assert assembled.findings[0].at.on == "key"


def test_a_reading_of_a_broken_objective_is_dropped_without_a_word() -> None:
    broken = {"2026-q4/growth/onboarding.md": "titel: T"}
    assembled = portfolio(WORLD | broken)
    assert codes(assembled) == []
    assert readings(assembled, "2026-11-06.md") == []


# ── health ────────────────────────────────────────────────────────────────────────────────────


def test_a_level_that_no_unit_declares() -> None:
    assembled = reporting("health: {overtme: 1}")
    assert codes(assembled) == ["REF018"]
    assert assembled.findings[0].help == "did you mean `overtime`?"
    assert assembled.findings[0].at.keys == ("health", "overtme")


def test_an_undeclared_metric_is_one_mistake_however_often_it_is_reported() -> None:
    files = {
        f"2026-q4/growth/checkins/2026-12-0{day}.md": "health: {zeal: 1}" for day in range(1, 4)
    }
    (finding,) = portfolio(WORLD | files).findings
    assert finding.message.startswith("`zeal` is no health metric of `growth`; 2 more places")
    assert finding.help == "declare `zeal` under `health` in teams/growth.md"


def test_a_persons_metric_is_declared_by_the_person() -> None:
    assembled = portfolio(
        {"people/jo.md": "name: J", "2026-q4/jo/checkins/2026-11-06.md": "health: {zeal: 1}"}
    )
    assert assembled.findings[0].help == "declare `zeal` under `health` in people/jo.md"


def test_a_level_of_a_broken_team_is_not_blamed() -> None:
    assert codes(portfolio(WORLD | {"teams/growth.md": "nam: G"})) == []


def test_an_unknown_level_is_dropped() -> None:
    assembled = reporting("health: {overtme: 1, overtime: 2}")
    check_in = assembled.portfolio.check_ins[FOLDER][-1]
    assert check_in.health == {"overtime": Decimal(2)}


# ── time ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["author: maria", "key_results:\nwins:\n", "visibility: public"])
def test_a_template_that_nobody_filled_in_is_no_check_in(text: str) -> None:
    found = bare(text)
    assert codes(found) == ["FMT074"]
    assert "says nothing and does not count" in found.findings[0].message
    counted = found.portfolio.check_ins.get(FOLDER, ())
    assert "2026-11-13" not in {one.date.isoformat() for one in counted}


@pytest.mark.parametrize(
    ("text", "body"),
    [("health: {mood: 5}", ""), ("wins: [A guest came back]", ""), ("author: maria", "We met.")],
)
def test_whatever_is_said_makes_a_check_in(text: str, body: str) -> None:
    assert codes(bare(text, body)) == []


@pytest.mark.parametrize("day", ["2026-10-01", "2026-12-31", "2027-01-31"])
def test_a_check_in_may_come_a_month_after_the_end(day: str) -> None:
    assert codes(reporting("wins: [x]", f"{day}.md")) == []


@pytest.mark.parametrize("day", ["2026-09-30", "2027-02-01", "2062-11-06"])
def test_a_check_in_outside_of_its_cycle_is_left_out(day: str) -> None:
    assembled = reporting("wins: [x]", f"{day}.md")
    assert codes(assembled) == ["REF015"]
    assert [left_out.file for left_out in assembled.portfolio.left_out] == [
        f"content/2026-q4/growth/checkins/{day}.md"
    ]
    assert len(assembled.portfolio.check_ins[FOLDER]) == 1


def test_an_undated_cycle_takes_every_check_in() -> None:
    files = {"fair/index.md": "undated: x", "fair/growth/checkins/1999-01-01.md": "wins: [x]"}
    assert codes(portfolio(WORLD | files)) == []


def dated(*keys: str, undated: bool = False) -> Assembled:
    """A portfolio of one key result with these dates."""
    lines = ", ".join(("id: a", "title: A", "target: 4", *keys))
    cycle = "fair" if undated else "2026-q4"
    index = {"fair/index.md": "undated: x"} if undated else {}
    return portfolio({f"{cycle}/me/o.md": f"title: T\nkey_results: [{{{lines}}}]", **index})


@pytest.mark.parametrize(
    ("keys", "code", "key"),
    [
        pytest.param(["due: 2027-01-01"], "REF020", ("due",), id="due after the cycle"),
        pytest.param(["start: 2026-09-30"], "REF020", ("start",), id="starts before the cycle"),
        pytest.param(["due: 2026-09-30"], "FMT056", ("due",), id="due before the cycle"),
        pytest.param(["start: 2027-01-01"], "FMT056", ("start",), id="starts after the cycle"),
        pytest.param(
            ["plan: {2027-01-01: 3}"], "FMT064", ("plan", "2027-01-01"), id="planned after the end"
        ),
        pytest.param(
            ["due: 2026-11-01", "plan: {2026-11-02: 3, 2026-11-01: 3}"],
            "FMT064",
            ("plan", "2026-11-02"),
            id="planned after it is due",
        ),
        pytest.param(
            ["start: 2026-11-01", "plan: {2026-10-31: 3, 2026-11-01: 3}"],
            "FMT064",
            ("plan", "2026-10-31"),
            id="planned before it starts",
        ),
    ],
)
def test_a_key_results_time_against_the_cycles(
    keys: list[str], code: str, key: tuple[str, ...]
) -> None:
    (finding,) = dated(*keys).findings
    assert finding.code == code
    assert finding.at.keys == ("key_results", 0, *key)
    assert dated(*keys, undated=True).findings == ()


def test_both_ends_may_lie_outside() -> None:
    assert codes(dated("start: 2026-09-01", "due: 2027-02-01")) == ["REF020", "REF020"]


@pytest.mark.parametrize(
    "keys", [["due: 2026-12-31"], ["start: 2026-10-01"], ["start: 2026-12-31"], ["due: 2026-10-01"]]
)
def test_a_key_result_may_take_any_part_of_its_cycle(keys: list[str]) -> None:
    assert codes(dated(*keys)) == []


# ── one after the other ───────────────────────────────────────────────────────────────────────


def test_two_readings_of_one_day_and_the_later_name_wins() -> None:
    assembled = reporting("key_results: {onboarding#metric: {value: 2}}", "2026-11-06-b.md")
    (finding,) = assembled.findings
    assert finding.code == "REF016"
    assert finding.at.file.endswith("2026-11-06-b.md")
    assert "2026-11-06.md" in finding.message
    values = [check_in.readings[0].value for check_in in assembled.portfolio.check_ins[FOLDER]]
    assert values == [1, 2]


def test_two_confidences_of_one_day() -> None:
    text = "key_results: {onboarding#mood: {confidence: 2}}"
    assert codes(reporting(text, "2026-11-06-b.md")) == ["REF016"]


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("metric: {confidence: 2}", id="a value and a confidence"),
        pytest.param("mood: {note: Well}", id="a note"),
    ],
)
def test_what_two_check_ins_of_one_day_may_share(entry: str) -> None:
    assert codes(reporting(f"key_results: {{onboarding#{entry}}}", "2026-11-06-b.md")) == []


def test_a_step_that_was_done_and_is_not_any_more() -> None:
    assembled = reporting("key_results: {onboarding#steps: {done: [fr]}}")
    (finding,) = assembled.findings
    assert finding.code == "REF019"
    assert finding.message == "`de` was done on 2026-11-06 and is missing here"
    assert finding.at.keys == ("key_results", "onboarding#steps", "done")


@pytest.mark.parametrize("done", ["[de]", "[de, fr]"])
def test_steps_that_stay_done(done: str) -> None:
    assert codes(reporting(f"key_results: {{onboarding#steps: {{done: {done}}}}}")) == []


def test_steps_of_one_day_are_found_once() -> None:
    text = "key_results: {onboarding#steps: {done: [fr]}}"
    assert codes(reporting(text, "2026-11-06-b.md")) == ["REF016"]


# ── current values ────────────────────────────────────────────────────────────────────────────

CURRENT = """
    title: T
    key_results:
      - {id: a, title: A, target: 4, current: 2, as_of: 2026-11-06}
      - {id: b, title: B, target: 4, current: 3, as_of: 2026-11-06}
    """


def test_a_current_value_is_a_check_in() -> None:
    assembled = portfolio({"2026-q4/growth/o.md": CURRENT})
    assert assembled.findings == ()
    (check_in,) = assembled.portfolio.check_ins[FOLDER]
    assert (check_in.date, check_in.file) == (date(2026, 11, 6), "content/2026-q4/growth/o.md")
    assert [reading.value for reading in check_in.readings] == [2, 3]


def test_a_current_value_beside_check_ins_is_a_mistake_and_dropped() -> None:
    assembled = portfolio(
        {
            "2026-q4/growth/o.md": CURRENT,
            "2026-q4/growth/checkins/2026-11-06.md": "key_results: {o#b: {value: 1}}",
        }
    )
    (finding,) = assembled.findings
    assert finding.code == "REF017"
    assert finding.at.keys == ("key_results", 1, "current")
    ref = KeyResultRef(*FOLDER, "o", "b")
    kept = [
        reading
        for check_in in assembled.portfolio.check_ins[FOLDER]
        for reading in check_in.readings
        if reading.ref == ref
    ]
    assert kept == [Reading(ref=ref, value=Decimal(1))]


def test_a_current_value_of_another_year() -> None:
    assembled = portfolio({"2026-q4/growth/o.md": CURRENT.replace("2026-11-06", "2025-11-06")})
    assert codes(assembled) == ["REF015", "REF015"]
    assert assembled.findings[1].at.keys == ("key_results", 1, "as_of")
    assert assembled.portfolio.check_ins == {}


# ── reviews ───────────────────────────────────────────────────────────────────────────────────

MID, RETRO = "2026-q4/growth/mid-cycle.md", "2026-q4/growth/retrospective.md"


@pytest.mark.parametrize(
    ("path", "text", "code", "keys"),
    [
        pytest.param(
            MID,
            "date: 2026-11-12\nkey_results: {onboarding#metrc: {decision: keep}}",
            "REF007",
            ("key_results", "onboarding#metrc"),
            id="a decision on nothing",
        ),
        pytest.param(MID, "date: 2026-09-30", "REF015", ("date",), id="a review too early"),
        pytest.param(MID, "date: 2027-02-01", "REF015", ("date",), id="a review too late"),
        pytest.param(
            RETRO,
            "date: 2027-01-08\ngrades: {onbording#metric: 1}",
            "REF006",
            ("grades", "onbording#metric"),
            id="a grade of nothing",
        ),
        pytest.param(
            RETRO,
            "date: 2027-01-08\ncarry: {onboarding#metrc: keep}",
            "REF007",
            ("carry", "onboarding#metrc"),
            id="nothing to carry",
        ),
        pytest.param(RETRO, "date: 2026-01-08", "REF015", ("date",), id="a year too early"),
    ],
)
def test_a_review_that_does_not_fit(path: str, text: str, code: str, keys: tuple[str, ...]) -> None:
    assembled = portfolio(WORLD | {path: text})
    (finding,) = assembled.findings
    assert (finding.code, finding.at.keys) == (code, keys)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (MID, "date: 2026-11-12\nkey_results: {onboarding#metric: {decision: keep}}"),
        (RETRO, "date: 2029-01-08\ngrades: {onboarding#metric: 1}"),
        ("fair/growth/mid-cycle.md", "date: 1999-01-01"),
        ("fair/growth/retrospective.md", "date: 1999-01-01"),
    ],
)
def test_reviews_that_fit(path: str, text: str) -> None:
    assert codes(portfolio(WORLD | {"fair/index.md": "undated: x", path: text})) == []


def test_what_a_review_says_of_nothing_is_dropped() -> None:
    text = "date: 2027-01-08\ngrades: {onboarding#metric: 1, onboarding#x: 1}"
    assembled = portfolio(WORLD | {RETRO: text})
    grades = assembled.portfolio.retrospectives[FOLDER].grades
    assert list(grades) == [KeyResultRef(*FOLDER, "onboarding", "metric")]


def test_objectives_stay_whatever_is_wrong_with_what_was_seen() -> None:
    assembled = reporting("key_results: {onboarding#x: {value: 1}}")
    assert list(assembled.portfolio.objectives) == [ObjectiveRef(*FOLDER, "onboarding")]
