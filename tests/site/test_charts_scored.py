"""Charts of scored key results and cycles: what they say, and what their tables hold."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from builders import (
    band,
    change,
    check_in,
    cycle,
    grade,
    key_result,
    key_result_ref,
    metric,
    objective,
    plan,
    portfolio,
    reading,
    retrospective,
    steps,
    unmeasured,
    yes_no,
)

from okrpress.model.observations import CheckIn, Retrospective
from okrpress.model.okr import KeyResult, ObjectiveType
from okrpress.model.settings import PaceRule, Settings, Thresholds
from okrpress.scoring import score
from okrpress.scoring.forecast import forecast
from okrpress.scoring.result import Forecast, Rollup, ScoredKeyResult, ScoredPortfolio, Status
from okrpress.site.charts import (
    Chart,
    cycle_timeline,
    key_result_bullet,
    key_result_sparkline,
    rollup_bullet,
    score_bar,
    status_bar,
    status_shape,
    trend_wanted,
)
from okrpress.site.charts.chart import Drawing
from okrpress.site.charts.trend.scored import drawn, laid_out, staged, trend_data
from okrpress.site.formatting import ENGLISH, Formatter

TODAY = date(2026, 11, 22)
ACTIVATION = key_result(
    title="Raise <activation> & retention", measure=metric(31, 45), unit="%", due="2026-12-15"
)
WEEKLY = ("2026-10-05", "2026-10-19", "2026-11-02", "2026-11-16")


def check_ins(*values: str, confidence: Sequence[int] = ()) -> list[CheckIn]:
    beliefs = [*confidence, *[None] * len(values)]
    return [
        check_in(day, reading(value, confidence=belief))
        for day, value, belief in zip(WEEKLY, values, beliefs, strict=False)
    ]


def scored(
    one: KeyResult,
    readings: Sequence[CheckIn] = (),
    *,
    as_of: date = TODAY,
    type: ObjectiveType = ObjectiveType.COMMITTED,
    end: Retrospective | None = None,
) -> tuple[ScoredKeyResult, ScoredPortfolio]:
    world = portfolio(
        objectives=[objective(key_results=[one], type=type)],
        check_ins=readings,
        retrospectives=[end] if end else (),
    )
    found = score(world, Settings(), as_of)
    return next(iter(found.objectives.values())).key_results[0], found


def trend_drawn(
    key: ScoredKeyResult,
    world: ScoredPortfolio,
    ahead: Forecast | None,
    fmt: Formatter,
    ids: str,
    *,
    tabled: bool = True,
) -> Chart | None:
    """All steps of one trend."""
    return drawn(laid_out(staged(trend_wanted(key, world, ahead, fmt, ids, tabled=tabled))))


def trend_of(one: KeyResult, readings: Sequence[CheckIn] = (), **given: object) -> Chart | None:
    key, world = scored(one, readings, **given)  # type: ignore[arg-type]
    ahead = forecast(key, world.thresholds(key.ref.cycle))
    return trend_drawn(key, world, ahead, ENGLISH, "kr-trend")


def plain(text: str) -> str:
    return text.replace("\u202f", " ")


# ── findings ──────────────────────────────────────────────────────────────────────────────────

FULL = check_ins("31", "33", "33.5", "36", confidence=[7, 7, 6, 6])


@pytest.mark.parametrize(
    ("one", "readings", "finding"),
    [
        pytest.param(
            ACTIVATION,
            FULL[:3],
            "33.5 % on 2 Nov 2026, 20 days ago; 40.7 % is expected by now; "
            "the target is 45 % by 15 Dec 2026.",
            id="a stale reading says how old it is",
        ),
        pytest.param(
            ACTIVATION,
            FULL,
            "36 % on 16 Nov 2026; 40.7 % is expected by now; the target is 45 % by 15 Dec 2026; "
            "if it goes on like this, 38.9 % (36.8 to 41) by then.",
            id="a forecast is told with its interval",
        ),
        pytest.param(
            ACTIVATION,
            [check_in("2026-11-16", reading(confidence=6))],
            "No readings yet; 40.7 % is expected by now; the target is 45 % by 15 Dec 2026.",
            id="no readings",
        ),
        pytest.param(
            key_result(measure=metric(None, 45), unit="%"),
            check_ins("31"),
            "31 % on 5 Oct 2026, 6 weeks ago; the target is 45 % by 31 Dec 2026.",
            id="nothing is expected without a baseline",
        ),
        pytest.param(
            key_result(measure=band(max=4), unit="h"),
            check_ins("3", "3", "4", "5.1"),
            "5.1 h on 16 Nov 2026; 1.1 h over the range, at most 4 h.",
            id="over a range",
        ),
        pytest.param(
            key_result(measure=band(2, 4), unit="h"),
            check_ins("3", "3", "4", "3.5"),
            "3.5 h on 16 Nov 2026; inside the range, 2 to 4 h.",
            id="inside a range",
        ),
        pytest.param(
            key_result(measure=steps("de", "fr", it=2)),
            [check_in("2026-11-16", reading(steps=["de", "fr"]))],
            "50 % on 16 Nov 2026; 57.1 % is expected by now; the target is 100 % by 31 Dec 2026.",
            id="steps as percents",
        ),
        pytest.param(
            key_result(measure=yes_no()),
            [check_in("2026-11-16", reading(done=False, confidence=6))],
            "Confidence 6 of 10 on 16 Nov 2026.",
            id="a yes/no has only a confidence",
        ),
    ],
)
def test_the_finding_of_a_trend(one: KeyResult, readings: list[CheckIn], finding: str) -> None:
    chart = trend_of(one, readings)
    assert chart is not None
    assert plain(chart.finding) == finding


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(ACTIVATION, id="a metric"),
        pytest.param(key_result(measure=yes_no()), id="a yes/no"),
        pytest.param(key_result(measure=unmeasured()), id="no measure"),
    ],
)
def test_where_nothing_was_believed_and_nothing_can_be_drawn_there_is_no_trend(
    one: KeyResult,
) -> None:
    assert trend_of(one) is None


def test_the_table_of_a_trend_holds_every_reading_and_the_projection() -> None:
    chart = trend_of(ACTIVATION, FULL)
    assert chart is not None
    assert [column.title for column in chart.table.columns] == [
        "Date",
        "Value",
        "Expected",
        "Target",
        "Confidence (0–10)",
    ]
    rows = [tuple(map(plain, row)) for row in chart.table.rows]
    assert rows[0] == ("5 Oct 2026", "31 %", "31.7 %", "45 %", "7")
    assert rows[-1] == ("15 Dec 2026 (projection)", "38.9 % (36.8 to 41)", "", "45 %", "")
    assert len(rows) == len(FULL) + 1


def test_the_table_shows_the_target_as_it_stood_and_the_day_it_moved() -> None:
    moved = key_result(
        measure=metric(31, 40),
        unit="%",
        changes=[change("target", Decimal(45), Decimal(40), on="2026-10-21")],
    )
    chart = trend_of(moved, check_ins("31", "33"))
    assert chart is not None
    dates_and_targets = [(row[0], plain(row[3])) for row in chart.table.rows]
    assert dates_and_targets == [
        ("5 Oct 2026", "45 %"),
        ("19 Oct 2026", "45 %"),
        ("21 Oct 2026", "40 %"),
    ]


def test_a_page_that_lists_the_readings_has_no_table_of_them_beside() -> None:
    key, world = scored(ACTIVATION, FULL)
    chart = trend_drawn(key, world, None, ENGLISH, "trend", tabled=False)
    assert chart is not None
    assert chart.table.rows == ()


def test_columns_without_a_number_are_left_out() -> None:
    chart = trend_of(key_result(measure=band(max=4)), check_ins("3"))
    assert chart is not None
    assert [column.title for column in chart.table.columns] == ["Date", "Value"]


# ── what the pace of a trend is made of ───────────────────────────────────────────────────────


def shares(one: KeyResult, type: ObjectiveType, settings: Settings) -> dict[str, tuple[str, ...]]:
    world = portfolio(objectives=[objective(key_results=[one], type=type)])
    found = score(world, settings, TODAY)
    key = next(iter(found.objectives.values())).key_results[0]
    data = trend_data(key, found, None)
    assert data is not None
    assert data.aim.pace is not None
    return {
        day.isoformat(): tuple(str(round(data.aim.on_the_way(share), 1)) for share in expected)
        for day, *expected in data.aim.pace.turns
    }


def test_the_corridors_begin_where_the_gap_fits_under_the_expected_path() -> None:
    assert shares(key_result(), ObjectiveType.COMMITTED, Settings()) == {
        "2026-10-01": ("0.0", "0.0", "0.0"),
        "2026-10-10": ("9.9", "0.0", "0.0"),
        "2026-10-11": ("11.0", "1.0", "0.0"),
        "2026-10-24": ("25.3", "15.3", "0.3"),
        "2026-12-31": ("100.0", "90.0", "75.0"),
    }


def test_an_aspirational_key_result_is_expected_to_get_part_of_the_way() -> None:
    ends = shares(key_result(), ObjectiveType.ASPIRATIONAL, Settings())["2026-12-31"]
    assert ends == ("70.0", "60.0", "45.0")


def test_the_ratio_rule_draws_its_own_corridors() -> None:
    settings = Settings(thresholds=Thresholds(pace_rule=PaceRule.RATIO))
    ends = shares(key_result(), ObjectiveType.COMMITTED, settings)["2026-12-31"]
    assert ends == ("100.0", "90.0", "70.0")


def test_a_plan_bends_the_expected_path() -> None:
    planned = key_result(plan=plan({"2026-12-01": "20"}))
    path = shares(planned, ObjectiveType.COMMITTED, Settings())
    assert path["2026-12-01"] == ("20.0", "10.0", "0.0")
    assert path["2026-12-31"][0] == "100.0"


# ── bullet bars and sparklines ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "readings", "finding"),
    [
        pytest.param(ACTIVATION, FULL, "Progress 36 %, expected 69 %.", id="a metric"),
        pytest.param(
            ACTIVATION,
            (),
            "No progress can be told yet, expected 69 %.",
            id="no reading is not no progress",
        ),
        pytest.param(
            key_result(), check_ins("5", "9", "80", "133"), "Progress 133 %, expected 57 %."
        ),
        pytest.param(
            key_result(measure=band(max=4), unit="h"),
            check_ins("3", "4.6"),
            "Now 4.6 h; the range is at most 4 h.",
            id="a range",
        ),
        pytest.param(
            key_result(measure=yes_no()),
            [check_in("2026-11-16", reading(done=True))],
            "Progress 100 %.",
            id="time says nothing of a yes/no",
        ),
        pytest.param(key_result(measure=unmeasured()), (), "Not measured.", id="no measure"),
    ],
)
def test_the_finding_of_a_bullet_bar(one: KeyResult, readings: list[CheckIn], finding: str) -> None:
    key, _ = scored(one, readings)
    assert plain(key_result_bullet(key, ENGLISH, "bar").finding) == finding


def test_a_graded_key_result_shows_its_score() -> None:
    end = retrospective(grades={key_result_ref(): grade("0.65", why="The market moved")})
    key, _ = scored(key_result(), check_ins("50"), as_of=date(2027, 1, 10), end=end)
    assert key_result_bullet(key, ENGLISH, "bar").finding == "Score 0.65 of 1."


def test_a_rollup_shows_its_mean() -> None:
    rollup = Rollup(progress=Decimal("0.42"), expected=Decimal("0.57"), status=Status.AT_RISK)
    chart = rollup_bullet(rollup, ENGLISH, "bar")
    assert plain(chart.finding) == "Progress 42 %, expected 57 %."
    assert "chart-is-at-risk" in chart.svg


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        pytest.param((), "No readings yet.", id="none"),
        pytest.param(("31",), "One reading: 31 % on 5 Oct 2026.", id="one"),
        pytest.param(
            ("31", "33", "36"),
            "3 readings, from 31 % on 5 Oct to 36 % on 2 Nov 2026.",
            id="several",
        ),
    ],
)
def test_the_finding_of_a_sparkline(values: tuple[str, ...], finding: str) -> None:
    key, _ = scored(ACTIVATION, check_ins(*values))
    assert plain(key_result_sparkline(key, ENGLISH, "spark").finding) == finding


# ── cycles and counts ─────────────────────────────────────────────────────────────────────────


def test_a_timeline_says_where_the_cycle_stands_and_what_comes() -> None:
    quarter = cycle(mid_cycle_review="2026-11-12", retrospective="2027-01-08")
    chart = cycle_timeline(quarter, TODAY, ENGLISH, "time")
    assert chart is not None
    assert chart.finding == "Week 8 of 13; retrospective in 6 weeks."
    assert chart.table.rows == (
        ("Start", "1 Oct 2026", "7 weeks ago"),
        ("Mid-cycle review", "12 Nov 2026", "10 days ago"),
        ("End", "31 Dec 2026", "in 5 weeks"),
        ("Retrospective", "8 Jan 2027", "in 6 weeks"),
    )


def test_an_undated_cycle_has_no_timeline() -> None:
    assert cycle_timeline(cycle("launch", undated="Nobody knows"), TODAY, ENGLISH, "time") is None


def test_a_status_bar_counts_in_words() -> None:
    counts = {Status.OFF_TRACK: 1, Status.ON_TRACK: 9}
    chart = status_bar(counts, ENGLISH, "bar")
    assert chart.finding == "10 key results: 1 off track and 9 on track."
    assert chart.table.rows == (("Off track", "1"), ("On track", "9"))


def test_a_status_bar_without_anything_to_count() -> None:
    assert status_bar({}, ENGLISH, "bar").finding == "0 key results."


def test_scores_are_judged_before_they_are_rounded() -> None:
    scores = [Decimal(text) for text in ("0.399", "0.4", "0.699", "0.7")]
    chart = score_bar([*scores, None], Thresholds(), ENGLISH, "bar")
    assert chart.table.rows == (
        ("Below 0.4", "1"),
        ("From 0.4 to below 0.7", "2"),
        ("At 0.7 or above", "1"),
        ("Not graded", "1"),
    )


def test_every_status_has_its_own_shape() -> None:
    assert len({status_shape(status).partition("<path")[2] for status in Status}) == len(Status)


# ── as markup ─────────────────────────────────────────────────────────────────────────────────


def all_charts() -> list[Chart | Drawing]:
    key, world = scored(ACTIVATION, FULL)
    ahead = forecast(key, world.thresholds(key.ref.cycle))
    quarter = cycle(mid_cycle_review="2026-11-12", retrospective="2027-01-08")
    charts = (
        key_result_bullet(key, ENGLISH, "bullet"),
        key_result_sparkline(key, ENGLISH, "spark"),
        trend_drawn(key, world, ahead, ENGLISH, "trend"),
        cycle_timeline(quarter, TODAY, ENGLISH, "time"),
        status_bar({Status.AT_RISK: 2, Status.STALE: 1}, ENGLISH, "status"),
        score_bar([Decimal(1)], Thresholds(), ENGLISH, "scores"),
    )
    return [chart for chart in charts if chart]


def parsed(chart: Chart | Drawing) -> ElementTree.Element:
    return ElementTree.fromstring(f"<figure>{chart.svg}</figure>")


@pytest.mark.parametrize("chart", all_charts(), ids=lambda chart: str(chart.svg[12:40]))
def test_a_chart_is_xml_without_style_script_or_colour(chart: Chart | Drawing) -> None:
    for element in parsed(chart).iter():
        assert element.tag in TAGS
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
        paints = {element.get(name) for name in ("fill", "stroke")} - {None}
        assert paints <= {"none", "currentColor", "Canvas"}
        assert "href" not in element.attrib


TAGS = {
    *("figure", "svg", "g", "title", "desc", "path", "rect", "circle", "line", "text"),
    *("div", "ul", "li", "b"),
}


@pytest.mark.parametrize("chart", all_charts(), ids=lambda chart: str(chart.svg[12:40]))
def test_a_drawing_is_one_picture_with_a_name_or_hidden(chart: Chart | Drawing) -> None:
    named = {one.get("id") for one in parsed(chart).iter() if one.tag in {"title", "desc"}}
    pictures = [one for one in parsed(chart).iter("svg") if one.get("role") == "img"]
    assert pictures
    for picture in pictures:
        assert set((picture.get("aria-labelledby") or "").split()) <= named


def test_ids_are_unique_among_all_charts_of_a_page() -> None:
    ids = [one.get("id") for chart in all_charts() for one in parsed(chart).iter() if one.get("id")]
    assert len(ids) == len(set(ids)) > 0


def test_a_title_is_shown_as_written() -> None:
    chart = trend_of(ACTIVATION, FULL)
    assert chart is not None
    titles = [one.text for one in parsed(chart).iter("title")]
    assert set(titles) == {"Trend of “Raise <activation> & retention”"}


def test_the_same_numbers_make_the_same_bytes() -> None:
    assert [chart.svg for chart in all_charts()] == [chart.svg for chart in all_charts()]
