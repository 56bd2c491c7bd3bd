"""What is asked, what is known beside each question, and the file that asks the same."""

from datetime import date

import builders as b
import pytest

from okrpress.model.observations import CheckIn
from okrpress.model.okr import Aggregate, KeyResult, State
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.parse import parse
from okrpress.writing.check_in.outcome import changes
from okrpress.writing.check_in.phrases import amount, known, known_level, standing
from okrpress.writing.check_in.questions import (
    HealthQuestion,
    KeyResultQuestion,
    Question,
    Words,
    questions,
)
from okrpress.writing.check_in.template import template_text

TODAY = date(2026, 11, 22)
WEEKLY = b.team("product", health=[b.health_metric("overtime", keep=b.band(max=4), unit="h")])


def world(
    *key_results: KeyResult, check_ins: list[CheckIn] | None = None, on: date = TODAY
) -> ScoredPortfolio:
    portfolio = b.portfolio(
        objectives=[b.objective(key_results=key_results)],
        check_ins=check_ins or [],
        teams=[WEEKLY],
    )
    return score(portfolio, Settings(), on)


def asked(scored: ScoredPortfolio, *, every: bool = False) -> list[str]:
    found = questions(scored, [b.FOLDER], every=every)
    return [one.scored.ref.key_result for one in found if isinstance(one, KeyResultQuestion)]


def first(scored: ScoredPortfolio) -> KeyResultQuestion:
    question = questions(scored, [b.FOLDER], every=True)[0]
    assert isinstance(question, KeyResultQuestion)
    return question


# ── what is asked ─────────────────────────────────────────────────────────────────────────────

SEEN = b.check_in("2026-11-20", b.reading(36, of="onboarding#fresh"))


def test_only_key_results_that_are_due_are_asked_for() -> None:
    scored = world(b.key_result("fresh"), b.key_result("old"), check_ins=[SEEN])
    assert asked(scored) == ["old"]
    assert asked(scored, every=True) == ["fresh", "old"]


def test_what_is_not_pursued_is_never_asked_for() -> None:
    scored = world(
        b.key_result("draft", state=State.DRAFT),
        b.key_result("gone", state=State.CANCELLED, reason="x"),
        b.key_result("later", start="2026-12-01"),
        b.key_result("runs"),
    )
    assert asked(scored, every=True) == ["runs"]


def test_a_value_beside_its_key_result_is_not_asked_for() -> None:
    current = b.check_in(
        "2026-10-20",
        b.reading(36, of="onboarding#current"),
        file="content/2026-q4/product/onboarding.md",
    )
    scored = world(b.key_result("current"), b.key_result("other"), check_ins=[current])
    assert asked(scored) == ["other"]


def test_where_nothing_is_due_nothing_is_asked() -> None:
    assert questions(world(b.key_result("fresh"), check_ins=[SEEN]), [b.FOLDER], every=False) == ()


def test_health_comes_with_its_last_value_and_then_words() -> None:
    year = b.check_in("2026-11-03", folder=b.UnitCycle("2026", "product"), health={"overtime": 2})
    quarter = b.check_in("2026-10-20", health={"overtime": 5})
    later = b.check_in("2026-11-30", health={"overtime": 9})
    scored = world(b.key_result(), check_ins=[quarter, year, later])
    _, health, *words = questions(scored, [b.FOLDER], every=False)
    assert isinstance(health, HealthQuestion)
    assert (health.last, health.on) == (2, date(2026, 11, 3))
    assert words == list(Words)


def test_answers_are_kept_under_keys_that_differ() -> None:
    found = questions(world(b.key_result("a"), b.key_result("b")), [b.FOLDER], every=False)
    assert len({one.key for one in found}) == len(found)


# ── what is known ─────────────────────────────────────────────────────────────────────────────

OBSERVED = "2026-11-20"
KNOWN = {
    "a metric": (
        b.key_result(measure=b.metric(31, 45), unit="%"),
        b.reading(36, confidence=6),
        (
            "last 36 % on 20 Nov (2 days ago); 39 % expected today, 45 % at the end; "
            "at risk, 21 points behind; confidence 6"
        ),
    ),
    "a metric that adds up": (
        b.key_result(measure=b.metric(None, 1000, aggregate=Aggregate.SUM)),
        b.reading(600),
        (
            "last 600 on 20 Nov (2 days ago), total 600; 571 expected today, 1000 at the end; "
            "on track, 3 points ahead"
        ),
    ),
    "a metric without a baseline": (
        b.key_result(measure=b.metric(None, 45)),
        b.reading(36),
        "last 36 on 20 Nov (2 days ago); target 45",
    ),
    "a band": (
        b.key_result(measure=b.band(min=2, max=4), unit="h"),
        b.reading(3),
        "last 3 h on 20 Nov (2 days ago); keep from 2 to 4 h; on track, as expected",
    ),
    "a yes/no": (
        b.key_result(measure=b.yes_no("It is live"), due="2026-12-15"),
        b.reading(done=False),
        "last no on 20 Nov (2 days ago); due on 15 Dec; on track; done when: It is live",
    ),
    "steps": (
        b.key_result(measure=b.steps("de", "fr", "it")),
        b.reading(steps=["fr"]),
        "last fr (1 of 3) on 20 Nov (2 days ago); steps de, fr, it; at risk, 24 points behind",
    ),
    "no measure": (
        b.key_result(measure=b.unmeasured()),
        b.reading(confidence=4),
        "at risk; confidence 4",
    ),
}


@pytest.mark.parametrize(("key_result", "reading", "words"), KNOWN.values(), ids=KNOWN)
def test_what_is_known_of_a_key_result(
    key_result: KeyResult, reading: b.Reading, words: str
) -> None:
    assert known(first(world(key_result, check_ins=[b.check_in(OBSERVED, reading)]))) == words


NEVER = {
    "a metric": (b.key_result(measure=b.metric(31, 45)), "no value yet; baseline 31"),
    "a band": (b.key_result(measure=b.band(max=4)), "nothing reported yet"),
    "steps": (b.key_result(measure=b.steps("de")), "nothing reported yet"),
    "no measure": (b.key_result(measure=b.unmeasured()), "no data"),
}


@pytest.mark.parametrize(("key_result", "words"), NEVER.values(), ids=NEVER)
def test_what_is_known_before_the_first_reading(key_result: KeyResult, words: str) -> None:
    assert known(first(world(key_result))).startswith(words)
    assert "; no data" not in known(first(world(key_result)))


@pytest.mark.parametrize(
    ("keep", "words"),
    [
        (b.band(max=4), "keep at most 4 h"),
        (b.band(min=2), "keep at least 2 h"),
        (b.band(min=2, max=4), "keep from 2 to 4 h"),
    ],
)
def test_what_is_known_of_a_health_metric(keep: b.Band, words: str) -> None:
    metric = b.health_metric("overtime", keep=keep, unit="h")
    assert known_level(HealthQuestion(metric=metric)) == words
    seen = HealthQuestion(metric=metric, last=b.number("3.5"), on=date(2026, 11, 1))
    assert known_level(seen) == f"last 3.5 h on 1 Nov; {words}"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("3.50", "3.50"),
        ("2.8766666666", "2.88"),
        ("1234.5678901", "1235"),
        ("0.00123456789", "0.00123"),
    ],
)
def test_computed_amounts_are_rounded_and_written_ones_are_not(value: str, words: str) -> None:
    assert amount(b.number(value), "") == words


def test_one_point_is_one_point() -> None:
    scored = b.scored_key_result(b.key_result(), [b.check_in(50, b.reading(49))])
    assert standing(scored) == "on track, 1 point behind"


# ── the file to fill in ───────────────────────────────────────────────────────────────────────

EVERY_KIND = (
    b.key_result("metric", measure=b.metric(31, 45), title="okrpress: ignore #all: of it"),
    b.key_result("band", measure=b.band(max=4)),
    b.key_result("yes-no", measure=b.yes_no()),
    b.key_result("steps", measure=b.steps("de", "fr")),
    b.key_result("none", measure=b.unmeasured()),
)


def template(scored: ScoredPortfolio) -> str:
    found: tuple[Question, ...] = questions(scored, [b.FOLDER], every=False)
    return template_text(found, "maria")


def test_a_template_that_nobody_filled_in_says_nothing() -> None:
    text = template(world(*EVERY_KIND))
    parsed = parse("content/2026-q4/product/checkins/2026-11-22.md", text.encode())
    assert parsed.findings == ()
    assert parsed.record == b.check_in(TODAY)


FILLED = {
    "a value": ("onboarding#metric: {value: ,", "onboarding#metric: {value: 36,"),
    "a yes": ("onboarding#yes-no: {done: ,", "onboarding#yes-no: {done: true,"),
    "steps": ("onboarding#steps: {done: ,", "onboarding#steps: {done: [de],"),
}


@pytest.mark.parametrize(("before", "after"), FILLED.values(), ids=FILLED)
def test_a_line_that_is_filled_in_is_read(before: str, after: str) -> None:
    text = template(world(*EVERY_KIND)).replace(
        f"# {before} confidence: ,", f"{after} confidence: 6,"
    )
    parsed = parse("content/2026-q4/product/checkins/2026-11-22.md", text.encode())
    assert parsed.findings == ()
    assert isinstance(parsed.record, CheckIn)
    (reading,) = parsed.record.readings
    assert reading.has_observation
    assert reading.confidence == 6


def test_a_line_that_is_only_uncommented_is_an_error_and_no_data() -> None:
    for line in ("onboarding#metric", "onboarding#yes-no", "onboarding#steps", "onboarding#none"):
        text = template(world(*EVERY_KIND)).replace(f"# {line}:", f"{line}:")
        parsed = parse("content/2026-q4/product/checkins/2026-11-22.md", text.encode())
        assert parsed.record is None


# ── what a check-in changes ───────────────────────────────────────────────────────────────────


def test_a_change_shows_a_key_result_before_and_after() -> None:
    scored = world(
        b.key_result(measure=b.metric(31, 45)),
        b.key_result("other"),
        check_ins=[b.check_in("2026-11-06", b.reading(33))],
    )
    (change,) = changes(scored, [b.check_in(TODAY, b.reading(40))])
    assert (change.before.value, change.after.value) == (33, 40)
    assert round(change.after.progress or 0, 6) == b.number("0.642857")
    assert change.reading == b.reading(40)


def test_of_two_readings_of_a_day_the_later_name_counts() -> None:
    scored = world(b.key_result(), check_ins=[b.check_in(TODAY, b.reading(33), suffix="-b")])
    (change,) = changes(scored, [b.check_in(TODAY, b.reading(40), suffix="-a")])
    assert change.after.value == 33


def test_words_alone_change_no_key_result() -> None:
    assert changes(world(b.key_result()), [b.check_in(TODAY, wins=["Rain"])]) == ()
