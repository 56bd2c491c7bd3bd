"""What the pages say, in their words."""

import builders as make
import pytest
from site_samples import SETTINGS, sample

from okrpress.model.ids import ObjectiveRef
from okrpress.model.observations import CheckIn, Reading
from okrpress.model.okr import KeyResult, Measure, State
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import PaceRule, Settings, Thresholds
from okrpress.scoring import score
from okrpress.scoring.result import Status
from okrpress.site import urls
from okrpress.site.formatting import ENGLISH
from okrpress.site.planned import Planned
from okrpress.site.views.archive import archive_view
from okrpress.site.views.changes import recent_changes
from okrpress.site.views.cycle import CycleView, cycle_pages
from okrpress.site.views.cycle_facts import neighbours
from okrpress.site.views.here import Here, Options, Site, make_site
from okrpress.site.views.home import HomeView, home_view
from okrpress.site.views.method import method_view, status_meanings
from okrpress.site.views.objective import objective_view
from okrpress.site.views.rows import key_result_row
from okrpress.site.views.unit import unit_view
from okrpress.site.views.wall import wall_view
from okrpress.site.views.words import status_word, typeset

NARROW = "\u202f"
SAMPLE = make_site(sample(), Options())


def site_of(portfolio: Portfolio, on: str = "2026-11-22") -> Site:
    return make_site(score(portfolio, Settings(), make.day(on)), Options())


def home_of(portfolio: Portfolio, on: str = "2026-11-22") -> HomeView:
    return home_view(site_of(portfolio, on))


# ── home ──────────────────────────────────────────────────────────────────────────────────────


def test_home_says_where_we_are_and_what_is_to_decide() -> None:
    view = home_view(SAMPLE)
    assert view.where == ("Week 8 of 13", "22 Nov 2026")
    assert view.decide == "6 of 15 key results need a decision"


@pytest.mark.parametrize(
    ("value", "decide"),
    [
        pytest.param(10, "1 of 1 key result needs a decision", id="one of one"),
        pytest.param(60, "None of 1 key result needs a decision", id="none"),
    ],
)
def test_home_counts_in_plain_words(value: int, decide: str) -> None:
    check_in = make.check_in("2026-11-20", make.reading(value))
    assert home_of(make.portfolio(check_ins=[check_in])).decide == decide


@pytest.mark.parametrize(
    ("on", "what", "why"),
    [
        pytest.param(
            "2026-09-22", "No cycle is running", "begins in 9 days", id="before the first"
        ),
        pytest.param(
            "2027-01-22", "No cycle is running", "All cycles are over", id="after the last"
        ),
    ],
)
def test_home_says_why_there_is_nothing(on: str, what: str, why: str) -> None:
    empty = home_of(make.portfolio(), on).empty
    assert empty is not None
    assert empty.what == what
    assert why in empty.why


def test_home_admits_what_was_left_out() -> None:
    said = "1 file of Platform could not be read and is left out. Numbers may be missing something."
    assert home_view(SAMPLE).left_out == said
    assert unit_view(SAMPLE, "platform").left_out == said
    assert unit_view(SAMPLE, "growth").left_out == ""
    assert home_of(make.portfolio()).left_out == ""


def test_the_top_is_what_supports_nothing_in_its_cycle() -> None:
    year = make.objective("year", unit="company", cycle="2026")
    top = make.objective("top", unit="company", supports=[make.ref("2026/company/year")])
    below = make.objective("below", unit="company", supports=[make.ref("2026-q4/company/top")])
    [quarter, whole] = home_of(make.portfolio(objectives=[year, top, below])).cycles
    assert [row.link.text for row in quarter.objectives] == ["Top is a pleasure"]
    assert [row.link.text for row in whole.objectives] == ["Year is a pleasure"]


def test_what_lies_ahead_is_in_the_order_of_its_dates() -> None:
    days = [one.day.iso for one in home_view(SAMPLE).dates]
    assert days == sorted(days)
    assert days[0] >= "2026-11-22"


# ── changes ───────────────────────────────────────────────────────────────────────────────────


def changed(measure: Measure, *check_ins: CheckIn) -> list[str]:
    key_result = make.key_result(measure=measure, unit="%")
    objective = make.objective(key_results=[key_result])
    site = site_of(make.portfolio(objectives=[objective], check_ins=check_ins))
    here = Here(site, urls.HOME)
    return [one.text for one in recent_changes(here, site.scored.objectives.values(), ()).shown]


@pytest.mark.parametrize(
    ("measure", "before", "after", "text"),
    [
        pytest.param(
            make.metric(), make.reading(30), make.reading(36),
            f"30{NARROW}% → 36{NARROW}%", id="metric",
        ),
        pytest.param(
            make.yes_no(), make.reading(done=False), make.reading(done=True), "not yet → done",
            id="yes or no",
        ),
        pytest.param(
            make.steps("a", "b"), make.reading(steps=["a"]), make.reading(steps=["a", "b"]),
            f"50{NARROW}% of the steps → 100{NARROW}% of the steps", id="steps",
        ),
    ],
)  # fmt: skip
def test_a_step_of_the_week_is_told_from_before_to_after(
    measure: Measure, before: Reading, after: Reading, text: str
) -> None:
    told = changed(measure, make.check_in("2026-11-10", before), make.check_in("2026-11-20", after))
    assert told == [text]


def test_a_reading_that_says_the_same_is_no_change() -> None:
    readings = [make.check_in(on, make.reading(30)) for on in ("2026-11-10", "2026-11-20")]
    assert changed(make.metric(), *readings) == []


def test_what_is_older_than_a_week_is_not_told() -> None:
    assert changed(make.metric(), make.check_in("2026-11-15", make.reading(30))) == []
    assert changed(make.metric(), make.check_in("2026-11-16", make.reading(30))) != []


# ── rows ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("key_result", "reading", "now", "aim"),
    [
        pytest.param(
            make.key_result(measure=make.metric(31, 45), unit="%"), make.reading(36),
            f"36{NARROW}%", f"target 45{NARROW}%", id="metric",
        ),
        pytest.param(
            make.key_result(measure=make.band(max=4), unit="h"), make.reading(3),
            f"3{NARROW}h", f"at most 4{NARROW}h", id="band",
        ),
        pytest.param(
            make.key_result(measure=make.yes_no()), make.reading(done=True), "Done", "", id="done"
        ),
        pytest.param(
            make.key_result(measure=make.yes_no()), make.reading(done=False), "Not yet", "",
            id="not done",
        ),
        pytest.param(
            make.key_result(measure=make.steps("a", "b")), make.reading(steps=["a"]),
            "1 of 2 steps", "", id="steps",
        ),
        pytest.param(
            make.key_result(measure=make.unmeasured()), make.reading(confidence=5),
            "Not measured", "", id="no measure",
        ),
    ],
)  # fmt: skip
def test_a_row_says_what_is_and_what_is_meant_to_be(
    key_result: KeyResult, reading: Reading, now: str, aim: str
) -> None:
    objective = make.objective(key_results=[key_result])
    check_in = make.check_in("2026-11-20", reading)
    site = site_of(make.portfolio(objectives=[objective], check_ins=[check_in]))
    [scored] = site.scored.objectives[objective.ref].key_results
    row = key_result_row(Here(site, urls.HOME), scored, "_row")
    assert (row.now, row.aim) == (now, aim)


def test_a_graded_objective_is_called_what_its_own_score_says() -> None:
    view = the_cycle(SAMPLE, "2026-q3")
    [row] = [row for group in view.groups for row in group.objectives if row.share.note == "score"]
    assert row.status.word == "Partly achieved"
    assert row.counts.startswith("1 missed")
    assert row.share.text == "0.53"
    assert "chart-is-partly" in row.share.drawing


def test_a_number_and_its_percent_sign_stay_together() -> None:
    assert typeset("From 31 % to 45 %") == f"From 31{NARROW}% to 45{NARROW}%"


# ── objective, unit, cycle ────────────────────────────────────────────────────────────────────


def sentence_of(**kwargs: State) -> str:
    objective = make.objective(**kwargs)
    site = site_of(make.portfolio(objectives=[objective]))
    return objective_view(site, objective.ref).sentence


def test_an_objective_says_where_it_stands_in_one_line() -> None:
    view = objective_view(SAMPLE, ObjectiveRef("2026-q4", "company", "customers-stay"))
    assert view.sentence == (
        f"1 off track, 2 on track; 60{NARROW}% of the way, where the date expects 71{NARROW}%."
    )


@pytest.mark.parametrize(
    ("state", "said"),
    [
        pytest.param(State.DRAFT, "A draft: it is shown here and counted nowhere.", id="draft"),
        pytest.param(
            State.CANCELLED, "Cancelled: it is shown here and no longer counted.", id="off"
        ),
    ],
)
def test_what_is_not_pursued_says_so(state: State, said: str) -> None:
    assert sentence_of(state=state) == said


def test_every_number_of_a_card_opens() -> None:
    view = objective_view(SAMPLE, ObjectiveRef("2026-q4", "growth", "onboarding"))
    activation = view.cards[0]
    assert [one.name for one in activation.explanations] == [
        "Progress", "Expected", "Status", "Confidence", "Score",
    ]  # fmt: skip
    sources = [
        given.source.href
        for one in activation.explanations
        for given in one.inputs
        if given.source is not None
    ]
    prefix = SETTINGS.source_url.removesuffix("{path}")
    assert sources
    assert all(href.startswith(f"{prefix}content/2026-q4/growth/") for href in sources)


def test_a_promise_that_moves_later_is_not_known_yet() -> None:
    key_result = make.key_result(
        changes=[make.change("target", make.number(80), make.number(100), on="2026-12-01")]
    )
    site = site_of(make.portfolio(objectives=[make.objective(key_results=[key_result])]))
    assert the_cycle(site, "2026-q4").ledger == ()
    [card] = objective_view(site, make.objective_ref()).cards
    assert card.ledger == ()


def test_a_unit_lists_drafts_and_does_not_count_them() -> None:
    [running] = unit_view(SAMPLE, "growth").running
    assert [group.row.link.text for group in running.groups] == [
        "New customers succeed in their first week",
        "A podcast",
    ]
    assert [(one.status.word, one.link.text) for one in running.listed] == [
        ("Draft", "A shop"),
        ("Postponed", "A press tour"),
        ("Cancelled", "The autumn fair"),
    ]


def test_health_is_inside_outside_or_not_reported() -> None:
    health = unit_view(SAMPLE, "growth").health
    assert [(one.latest, one.verdict.word) for one in health] == [
        (f"3.5{NARROW}h", "Inside"),
        (f"98.2{NARROW}%", f"−0.8{NARROW}% outside"),
        ("n/a", "Not reported"),
    ]


@pytest.mark.parametrize(
    ("id", "word"),
    [
        ("2026", "Running"),
        ("2026-q3", "Closed"),
        ("2027-q1", "Ahead"),
        ("before-records", "Undated"),
    ],
)
def test_a_cycle_says_its_state(id: str, word: str) -> None:
    assert the_cycle(SAMPLE, id).banner.word == word


def test_a_cycle_that_nobody_closed_says_so() -> None:
    assert (
        "not been closed"
        in the_cycle(site_of(make.portfolio(), "2027-01-22"), "2026-q4").banner.sentence
    )


def test_a_quarter_follows_a_quarter() -> None:
    cycles = SAMPLE.portfolio.cycles
    before, after = neighbours(SAMPLE, cycles["2026-q4"])
    assert (before, after) == (cycles["2026-q3"], cycles["2027-q1"])
    assert neighbours(SAMPLE, cycles["2026"]) == (None, None)
    assert neighbours(SAMPLE, cycles["before-records"]) == (None, None)


def test_teams_that_lie_above_each_other_are_listed_all_the_same() -> None:
    teams = [make.team("a", parent="b"), make.team("b", parent="a")]
    site = site_of(make.portfolio(teams=teams))
    assert set(site.order) == set(site.portfolio.units)
    assert [one.text for one in unit_view(site, "a").frame.breadcrumb] == ["B"]


# ── method ────────────────────────────────────────────────────────────────────────────────────


def test_every_status_has_a_word_and_a_meaning() -> None:
    meanings = status_meanings(Thresholds(), ENGLISH)
    assert list(meanings) == list(Status)
    assert len({status_word(status, ENGLISH) for status in Status}) == len(Status)


def test_meanings_follow_the_thresholds() -> None:
    ratio = Thresholds(pace_rule=PaceRule.RATIO, ratio_on_track=make.number("0.95"))
    assert "95" in status_meanings(ratio, ENGLISH)[Status.ON_TRACK]
    gap = Thresholds(gap_on_track=make.number(12))
    assert status_meanings(gap, ENGLISH)[Status.ON_TRACK].startswith("At most 12 points")


def test_the_example_is_scored_like_everything_else() -> None:
    example = {one.name: one for one in method_view(SAMPLE).example}
    assert example["Progress"].value == f"36{NARROW}%"
    assert example["Progress"].worked == "(36 − 31) / (45 − 31) = 0.357"
    assert example["Status"].value == "At risk"


def test_a_closed_cycle_shows_where_its_thresholds_differ() -> None:
    [frozen] = method_view(SAMPLE).frozen
    assert frozen.cycle.text == "2026 Q3"
    assert [(row.name, row.value) for row in frozen.rows] == [("gap_on_track", "15")]


def test_the_sample_has_every_status() -> None:
    found = {
        one.status for objective in sample().objectives.values() for one in objective.key_results
    }
    assert found == set(Status)


def the_cycle(site: Site, id: str) -> CycleView:
    """The page of a cycle that needs only one."""
    (page,) = cycle_pages(site, id)
    return made(page)


def made(page: Planned) -> CycleView:
    view = page.make()
    assert isinstance(view, CycleView)
    return view


def test_a_large_cycle_is_told_in_parts_and_no_unit_is_torn_apart() -> None:
    units = {"a": 40, "b": 20, "c": 18, "d": 52, "e": 1}
    site = site_of(
        make.portfolio(
            objectives=[
                make.objective(f"o{number}", unit=unit)
                for unit, count in units.items()
                for number in range(count)
            ]
        ),
        "2026-11-22",
    )
    views = {page.path: made(page) for page in cycle_pages(site, "2026-q4")}
    assert list(views) == [
        "c/2026-q4/index.html",
        *(f"c/2026-q4/{part}/index.html" for part in (2, 3, 4)),
    ]
    grouped = [[group.unit.text for group in view.groups] for view in views.values()]
    assert grouped == [["A"], ["B", "C"], ["D"], ["E"]]
    assert [view.whole for view in views.values()] == [True, False, False, False]
    assert [link.text for link in views["c/2026-q4/3/index.html"].parts] == [
        "Part 1",
        "Part 2",
        "Part 3",
        "Part 4",
    ]


def test_home_reminds_of_a_cycle_that_ended_and_was_not_graded() -> None:
    def concerns(on: str, closed: str | None = None) -> list[str]:
        portfolio = make.portfolio(cycles=[make.cycle(closed=closed)])
        return [one.link.text for one in home_of(portfolio, on).concerns]

    assert concerns("2027-01-22") == ["Raise activation"]
    assert concerns("2027-01-22", closed="2027-01-20") == []
    assert concerns("2027-06-01") == []


# ── where nothing runs, and what is known of a week ───────────────────────────────────────────


def test_a_running_cycle_says_whether_check_ins_come() -> None:
    first, *_ = home_view(SAMPLE).cycles
    assert first.turnout is not None
    assert first.turnout.link.text == "Check-ins of this week"
    assert first.turnout.sentence == "9 of 13 key results that were due are in, 4 missing."
    past = next(iter(cycle_pages(SAMPLE, "2026-q3"))).make()
    assert isinstance(past, CycleView)
    assert past.turnout is None


def test_the_wall_is_not_bare_without_a_running_cycle() -> None:
    over = make.portfolio(objectives=[make.objective(cycle="2026-q1")])
    view = wall_view(site_of(over))
    assert view.slides == ()
    assert view.empty is not None
    assert view.empty.what == "No cycle is running"
    assert wall_view(SAMPLE).empty is None


def test_a_cycle_on_the_list_says_its_states_even_where_there_is_one() -> None:
    (row,) = archive_view(site_of(make.portfolio())).cycles
    assert (row.key_results, row.counts) == ("1 key result", "1 no data")


def test_a_cycle_without_dates_says_why() -> None:
    cycle = make.cycle("later", undated="the source gives none")
    portfolio = make.portfolio(objectives=[make.objective(cycle="later")], cycles=[cycle])
    (row,) = archive_view(site_of(portfolio)).cycles
    assert row.dates == "No dates: the source gives none"
