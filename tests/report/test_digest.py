"""What a digest tells of a week, and in which words."""

import builders as make
import pytest
from status_samples import HOSTILE, company, scored

from okrpress.insight.attention import Reason
from okrpress.model.portfolio import Portfolio
from okrpress.report.bulletin import Bulletin, Item, NoSite
from okrpress.report.digest import Digest, digest_bulletin, make_digest
from okrpress.scoring.result import ScoredPortfolio

ALL = ("commitments", "decide", "waiting", "blockers", "results", "owed", "next")


def digest(
    portfolio: Portfolio | None = None,
    *units: str,
    as_of: str = "2026-11-22",
    since: str = "2026-11-16",
) -> Digest:
    known: ScoredPortfolio = scored(portfolio or company(), as_of)
    return make_digest(known, make.day(since), units)


def told(found: Digest) -> Bulletin:
    return digest_bulletin(found, NoSite())


def items(found: Digest, section: str) -> list[Item]:
    return [item for one in told(found).sections if one.id == section for item in one.items]


def test_promises_that_moved_come_before_all_else() -> None:
    assert [one.id for one in told(digest()).sections] == [*ALL]


# ── the title ─────────────────────────────────────────────────────────────────────────────────


def world(*key_results: int, cycle: str = make.CYCLE) -> Portfolio:
    """Key results from 0 to 100 that were at these values yesterday, confident."""
    many = [make.key_result(f"kr-{place}") for place, _ in enumerate(key_results)]
    return make.portfolio(
        objectives=[make.objective(key_results=many, cycle=cycle)],
        check_ins=[
            make.check_in(
                "2026-11-21",
                *(
                    make.reading(value, of=f"onboarding#kr-{place}", confidence=8)
                    for place, value in enumerate(key_results)
                ),
            )
        ],
        cycles=[make.cycle(cycle, title="Winter")],
    )


@pytest.mark.parametrize(
    ("portfolio", "as_of", "title"),
    [
        pytest.param(
            world(0, 60),
            "2026-11-22",
            "Week 8 of 13: 1 of 2 key results needs a decision",
            id="one",
        ),
        pytest.param(
            world(0, 0), "2026-11-22", "Week 8 of 13: 2 of 2 key results need a decision", id="two"
        ),
        pytest.param(
            world(60),
            "2026-11-22",
            "Week 8 of 13: none of 1 key result needs a decision",
            id="none",
        ),
        pytest.param(
            world(60),
            "2027-01-15",
            "Winter ended 15 days ago: 1 of 1 key result needs a decision",
            id="over",
        ),
        pytest.param(
            world(60),
            "2026-09-20",
            "Winter begins in 11 days: none of 1 key result needs a decision",
            id="ahead",
        ),
        pytest.param(
            make.portfolio(objectives=[]), "2026-11-22", "There is no cycle yet", id="nothing"
        ),
        pytest.param(
            make.portfolio(objectives=[make.objective(key_results=[])]),
            "2026-11-22",
            "Week 8 of 13: no key result is pursued",
            id="no key result",
        ),
        pytest.param(
            make.portfolio(
                objectives=[make.objective(cycle="someday")],
                cycles=[make.cycle("someday", undated="Nobody knows", title="Some day")],
            ),
            "2026-11-22",
            "Some day, undated: no key result is pursued",
            id="without dates",
        ),
    ],
)
def test_the_title_states_the_finding(portfolio: Portfolio, as_of: str, title: str) -> None:
    assert told(digest(portfolio, as_of=as_of, since=as_of)).title == title


def test_the_title_names_the_units_that_were_asked_for() -> None:
    assert told(digest(None, "kitchen")).title.startswith("Kitchen, week 8 of 13: ")
    assert told(digest(None, "kitchen", "maria")).title.startswith("Kitchen, Maria Okafor, week")


@pytest.mark.parametrize(
    ("since", "days"),
    [
        ("2026-11-16", "16 to 22 Nov 2026"),
        ("2026-10-30", "30 Oct to 22 Nov 2026"),
        ("2025-12-24", "24 Dec 2025 to 22 Nov 2026"),
        ("2026-11-22", "22 Nov 2026"),
    ],
)
def test_the_days_are_said_once(since: str, days: str) -> None:
    assert told(digest(since=since)).lines[0] == f"Example, {days}"


def test_a_line_says_how_a_cycle_stands() -> None:
    [_, line] = told(digest()).lines
    assert line.startswith("Winter: ")
    assert "is expected; 3 off track" in line
    assert told(digest(None, "kitchen")).lines[1:] == ()
    assert len(told(digest(None, "product")).lines) == 2


# ── the sections ──────────────────────────────────────────────────────────────────────────────


def test_a_promise_that_moved_with_its_reason() -> None:
    [moved] = items(digest(), "commitments")
    assert moved.note == "target 80 % → 100 %"
    assert (moved.text, moved.who, moved.detail) == (
        "Raise activation",
        "Product",
        "“The market moved”",
    )
    assert moved.about == ("2026-q4/product/onboarding#activation",)


@pytest.mark.parametrize(
    ("change", "note"),
    [
        (("due", "2026-12-01", "2026-12-08"), "due date 1 Dec 2026 → 8 Dec 2026"),
        (("weight", 1, 2), "weight 1 → 2"),
        (("keep", "at most 4", ""), "range at most 4 → nothing"),
        (("done_when", "a", "b"), "done when a → b"),
    ],
)
def test_every_promise_in_words(change: tuple[str, object, object], note: str) -> None:
    field, before, after = change

    def term(value: object) -> object:
        if isinstance(value, int):
            return make.number(value)
        return make.day(str(value)) if field == "due" else value

    entry = make.change(field, term(before), term(after), on="2026-11-20")  # type: ignore[arg-type]
    portfolio = make.portfolio(
        objectives=[make.objective(key_results=[make.key_result(changes=[entry], unit="h")])]
    )
    assert [one.note for one in items(digest(portfolio), "commitments")] == [note]


def test_an_objective_that_moved_is_named_by_its_title() -> None:
    entry = make.change("title", "Old", "New", on="2026-11-20")
    portfolio = make.portfolio(objectives=[make.objective(title="New", changes=[entry])])
    [moved] = items(digest(portfolio), "commitments")
    assert (moved.text, moved.note) == ("New", "title Old → New")


def test_results_that_moved_say_from_where_to_where() -> None:
    found = {one.text: one for one in items(digest(), "results")}
    activation = found["Raise activation"]
    assert activation.note == "20 % → 30 %; confidence 8 → 5"
    assert (activation.kind, activation.detail) == ("confidence", "“It | slows”")
    assert found["Raise markets"].note == "25 % of the steps → 50 % of the steps"
    assert items(digest(since="2026-11-21"), "results") == []


def test_a_first_reading_and_a_target_that_is_reached() -> None:
    yes = make.key_result("sso", measure=make.yes_no())
    portfolio = make.portfolio(
        objectives=[make.objective(key_results=[make.key_result(), yes])],
        check_ins=[
            make.check_in(
                "2026-11-20", make.reading(40), make.reading(done=True, of="onboarding#sso")
            )
        ],
    )
    notes = {one.text: one.note for one in items(digest(portfolio), "results")}
    assert notes == {
        "Raise sso": "target reached, first reading done",
        "Raise activation": "first reading 40",
    }


def test_reviews_wins_and_lessons_are_told() -> None:
    portfolio = make.portfolio(
        objectives=[make.objective()],
        check_ins=[make.check_in("2026-11-20", wins=["Support got quiet"], author="maria")],
        mid_cycle_reviews=[make.mid_cycle_review("2026-11-18")],
        people=[make.person("maria", name="Maria Okafor")],
        retrospectives=[make.retrospective("2026-11-19", lessons=["Ask sooner"])],
    )
    found = digest(portfolio)
    assert [one.note for one in items(found, "results")] == [
        "retrospective held",
        "mid-cycle review held",
    ]
    [win] = items(found, "wins")
    assert (win.text, win.who) == ("Support got quiet", "Product (Maria Okafor)")
    assert [one.text for one in items(found, "lessons")] == ["Ask sooner"]


def test_what_only_moved_is_not_told_twice() -> None:
    entry = make.change("target", make.number(90), make.number(100), on="2026-11-20")
    portfolio = make.portfolio(
        objectives=[make.objective(key_results=[make.key_result(changes=[entry])])],
        check_ins=[make.check_in("2026-11-21", make.reading(60, confidence=8))],
    )
    found = digest(portfolio)
    assert len(items(found, "commitments")) == 1
    assert items(found, "watch") == []


def test_a_blocker_stands_until_the_next_check_in() -> None:
    [blocker] = items(digest(since="2026-11-22"), "blockers")
    assert (blocker.text, blocker.note) == ("Legal is silent", "reported 2 days ago")
    assert Reason.BLOCKED not in {one.urgency.reason for one in digest().concerns}


def test_what_an_earlier_cycle_left_ungraded_is_apart() -> None:
    portfolio = make.portfolio(
        objectives=[make.objective(), make.objective("past", cycle="2026-q3")]
    )
    found = digest(portfolio)
    assert [one.note for one in items(found, "waiting")] == ["to be graded"]
    assert told(found).title.endswith("1 of 1 key result needs a decision")


def test_what_is_owed_and_what_comes_next() -> None:
    found = digest()
    owed = items(found, "owed")
    assert owed
    assert all("late" in one.note for one in owed)
    assert any(one.note == "4 Dec: retrospective" for one in items(found, "next"))
    headings = {one.id: one.heading for one in told(found).sections}
    assert headings["owed"].startswith("Missing check-ins")


# ── units ─────────────────────────────────────────────────────────────────────────────────────


def test_a_unit_has_the_teams_below_it_and_nothing_else() -> None:
    product, kitchen = digest(None, "product"), digest(None, "kitchen")
    assert {one.unit for section in told(kitchen).sections for one in section.items} <= {
        "kitchen",
        None,
    }
    units = {one.unit for section in told(product).sections for one in section.items}
    assert {"product", "kitchen"} <= units
    assert "maria" not in units


def test_an_authors_words_do_no_harm() -> None:
    found = told(digest())
    texts = [one.text for section in found.sections for one in section.items]
    assert not any("\x1b" in text or "##vso[" in text for text in texts)
    assert HOSTILE not in texts
