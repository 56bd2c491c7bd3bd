"""The files of reviews: what `check` makes of them, empty and filled."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from unicodedata import normalize

import builders as b
import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.model.observations import (
    Carry,
    CheckIn,
    Decision,
    Grade,
    MidCycleReview,
    Record,
    Retrospective,
    ReviewDecision,
)
from okrpress.model.okr import KeyResult, Measure, ObjectiveType, State
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.source.parse import parse
from okrpress.source.text import forbidden
from okrpress.writing.review.facts import facts
from okrpress.writing.review.matter import Matter
from okrpress.writing.review.mid_cycle import MidCycleAnswers, mid_cycle_text
from okrpress.writing.review.retrospective import RetrospectiveAnswers, retrospective_text

AS_OF, AFTER = date(2026, 11, 22), date(2027, 1, 5)


def matter(
    *key_results: KeyResult,
    check_ins: Iterable[CheckIn] = (),
    as_of: date = AS_OF,
    on: date | None = None,
    type: ObjectiveType = ObjectiveType.COMMITTED,
    retrospectives: Iterable[Retrospective] = (),
) -> Matter:
    world = b.portfolio(
        objectives=[b.objective(key_results=key_results, type=type)],
        check_ins=check_ins,
        retrospectives=retrospectives,
        teams=[b.team(health=[b.health_metric()])],
        cycles=[b.cycle("2026-q3"), b.cycle()] if retrospectives else [b.cycle()],
    )
    scored = score(world, Settings(), as_of)
    return Matter(scored=scored, folder=b.FOLDER, on=on)


def read(text: str, name: str) -> tuple[Record | None, list[str]]:
    parsed = parse(f"content/2026-q4/product/{name}.md", text.encode())
    return parsed.record, [finding.code for finding in parsed.findings]


# ── nothing is decided ────────────────────────────────────────────────────────────────────────


MEASURES = {
    "a metric": b.metric(31, 45),
    "a falling metric": b.metric(-3, "-7.5"),
    "a metric without a baseline": b.metric(None, 45),
    "a band": b.band(max=4),
    "a band with two ends": b.band(1, 4),
    "a band from below": b.band(min=90),
    "a yes/no": b.yes_no(),
    "steps": b.steps("de", fr=2),
    "no measure": b.unmeasured(),
}


@pytest.mark.parametrize("as_of", [AS_OF, AFTER], ids=["half way", "after the end"])
@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_a_new_file_lacks_its_day_and_decides_nothing(measure: Measure, as_of: date) -> None:
    about = matter(b.key_result(measure=measure), as_of=as_of)
    for name, text in (
        ("mid-cycle", mid_cycle_text(about, MidCycleAnswers())),
        ("retrospective", retrospective_text(about, RetrospectiveAnswers())),
    ):
        record, codes = read(text, name)
        assert (record, codes) == (None, ["FMT031"])
        record, codes = read(re.sub("^# date", "date", text, flags=re.MULTILINE), name)
        assert codes == []
        assert says_nothing(record)
        assert not re.search("[ \t]$", text, flags=re.MULTILINE)


def says_nothing(record: Record | None) -> bool:
    match record:
        case MidCycleReview():
            return not (record.decisions or record.external_factors or record.tactics)
        case Retrospective():
            words = (record.drivers, record.obstacles, record.wins, record.lessons)
            return not (record.grades or record.carry or any(words) or record.body)
    return False


HARD_TEXTS = (
    "okrpress: ignore[KR001] why",
    "# no",
    "a: b",
    "- x",
    "---",
    '"q"',
    "date: 2026-11-01",
)
TEXTS = st.sampled_from(HARD_TEXTS) | st.text(min_size=1, max_size=40).map(
    lambda text: normalize("NFC", text)
).filter(lambda text: not forbidden(text) and text.strip() == text and text.isprintable())


@given(TEXTS, TEXTS)
def test_words_of_authors_never_become_data(title: str, note: str) -> None:
    about = matter(
        b.key_result(title=title, changes=[b.change("title", "x", title, reason=note)]),
        check_ins=[
            b.check_in("2026-11-06", b.reading(36, note=note), wins=[note], blockers=[title])
        ],
    )
    for name, text in (
        ("mid-cycle", mid_cycle_text(about, MidCycleAnswers())),
        ("retrospective", retrospective_text(about, RetrospectiveAnswers())),
    ):
        assert read(text, name)[1] == ["FMT031"]
        record, codes = read(text.replace("# date", "date", 1), name)
        assert codes == []
        assert says_nothing(record)
        assert not re.search(r"^\s*# ?okrpress:", text, flags=re.MULTILINE)


def test_given_up_key_results_and_drafts_are_not_asked_about() -> None:
    about = matter(
        b.key_result("kept"),
        b.key_result("later", state=State.POSTPONED, reason="Rain"),
        b.key_result("gone", state=State.CANCELLED, reason="Rain"),
        b.key_result("new", state=State.DRAFT),
    )
    text = mid_cycle_text(about, MidCycleAnswers())
    assert re.findall(r"^  # (\S+): \{", text, flags=re.MULTILINE) == [
        "onboarding#kept",
        "onboarding#later",
    ]


# ── what is decided ───────────────────────────────────────────────────────────────────────────

REF = b.key_result_ref()
WORDS = st.lists(TEXTS, max_size=2, unique=True).map(tuple)


@given(st.sampled_from(Decision), TEXTS | st.just(""), WORDS, WORDS)
def test_what_was_decided_half_way_is_read_again(
    decision: Decision, why: str, factors: tuple[str, ...], tactics: tuple[str, ...]
) -> None:
    answers = MidCycleAnswers(
        decisions={REF: ReviewDecision(decision=decision, why=why)},
        external_factors=factors,
        tactics=tactics,
    )
    record, codes = read(mid_cycle_text(matter(b.key_result(), on=AS_OF), answers), "mid-cycle")
    assert codes == []
    assert isinstance(record, MidCycleReview)
    assert (record.date, record.decisions) == (AS_OF, answers.decisions)
    assert record.external_factors == factors
    assert record.tactics == tactics


GRADES = st.builds(
    Grade,
    score=st.none() | st.decimals(0, 1, places=2),
    why=TEXTS | st.just(""),
    note=TEXTS | st.just(""),
)


@given(GRADES, st.sampled_from(Carry), WORDS)
def test_what_was_said_at_the_end_is_read_again(
    grade: Grade, carry: Carry, words: tuple[str, ...]
) -> None:
    answers = RetrospectiveAnswers(
        grades={REF: grade},
        carry={REF: carry},
        drivers=words,
        obstacles=words,
        wins=words,
        lessons=words,
    )
    text = retrospective_text(matter(b.key_result(), as_of=AFTER, on=AFTER), answers)
    record, codes = read(text, "retrospective")
    assert codes == []
    assert isinstance(record, Retrospective)
    assert (record.date, record.carry) == (AFTER, {REF: carry})
    assert record.grades == {REF: grade}
    assert tuple(lesson.text for lesson in record.lessons) == words
    assert (record.drivers, record.obstacles, record.wins) == (words, words, words)


# ── the facts ─────────────────────────────────────────────────────────────────────────────────


def facts_of(key_result: KeyResult, *check_ins: CheckIn, as_of: date = AS_OF) -> list[str]:
    about = matter(key_result, check_ins=check_ins, as_of=as_of)
    (_, scored), *_ = about.subjects()
    return list(facts(scored, as_of))


def weekly(*values: Decimal | int, confidence: int | None = 7) -> list[CheckIn]:
    return [
        b.check_in(date(2026, 10, 2 + 7 * week), b.reading(value, confidence=confidence))
        if 2 + 7 * week <= 31
        else b.check_in(date(2026, 11, 7 * week - 29), b.reading(value, confidence=confidence))
        for week, value in enumerate(values)
    ]


def test_a_metric_has_its_series_its_way_and_what_people_believe() -> None:
    key_result = b.key_result(measure=b.metric(30, 50), unit="%")
    assert facts_of(key_result, *weekly(30, 32, 34, 36, 38, 40, 40)) == [
        "from 30 to 50 %; seen 30 → … → 34 → 36 → 38 → 40 → 40 %, last reported on 13 Nov",
        "50 % of the way, 57 % expected; on track, 7 points behind",
        "confidence 7 → … → 7 → 7 → 7 → 7 → 7 of 10",
    ]


def test_after_the_end_the_score_is_computed_by_both_promises() -> None:
    key_result = b.key_result(
        measure=b.metric(30, 40),
        changes=[b.change("target", Decimal(50), Decimal(40), on="2026-11-12", reason="Rain")],
    )
    assert facts_of(key_result, *weekly(30, 35, confidence=None), as_of=AFTER) == [
        "from 30 to 40; seen 30 → 35, last reported on 9 Oct",
        "computed score 0.5",
        "0.25 against the first promise",
        "nobody has said how confident they are",
        '12 Nov: target 50 → 40 (eased), "Rain"',
    ]


@pytest.mark.parametrize(
    ("measure", "reading", "lines"),
    [
        pytest.param(
            b.band(1, 4),
            b.reading(5, confidence=3),
            [
                "between 1 and 4; seen 5, last reported on 20 Nov",
                "inside for 0 % of the time; off track, 100 points behind",
            ],
            id="a band",
        ),
        pytest.param(
            b.yes_no("It rains"),
            b.reading(done=True, confidence=3),
            ['done when "It rains"; done, last reported on 20 Nov', "done"],
            id="a yes/no",
        ),
        pytest.param(
            b.steps("de", "fr"),
            b.reading(steps=["de"], confidence=3),
            [
                "steps de, fr; done: de (1 of 2), last reported on 20 Nov",
                "50 % of the way, 57 % expected; on track, 7 points behind",
            ],
            id="steps",
        ),
        pytest.param(
            b.unmeasured(),
            b.reading(confidence=3),
            ["not measured; no value was reported", "off track"],
            id="nothing",
        ),
    ],
)
def test_each_measure_has_words_of_its_own(
    measure: Measure, reading: object, lines: list[str]
) -> None:
    check_in = b.check_in("2026-11-20", reading)  # type: ignore[arg-type]
    assert facts_of(b.key_result(measure=measure), check_in)[:2] == lines


def test_what_is_dated_later_has_not_happened() -> None:
    key_result = b.key_result(
        changes=[b.change("target", Decimal(50), Decimal(100), on="2026-12-12", reason="Sun")]
    )
    assert not any("Sun" in line for line in facts_of(key_result))


def test_a_retrospective_asks_for_what_is_missing() -> None:
    about = matter(
        b.key_result("missed"),
        b.key_result("reached"),
        b.key_result("unmeasured", measure=b.unmeasured()),
        check_ins=[
            b.check_in(
                "2026-12-30",
                b.reading(40, of="onboarding#missed"),
                b.reading(100, of="onboarding#reached"),
            )
        ],
        as_of=AFTER,
    )
    text = retrospective_text(about, RetrospectiveAnswers())
    assert "  # onboarding#missed: {why: }\n" in text
    assert "  # onboarding#reached: {note: }\n" in text
    assert "  # onboarding#unmeasured: {score: , why: }\n" in text
    assert "  # onboarding#missed: keep | modify | defer | abandon\n" in text


def test_a_stretch_that_falls_short_needs_no_reason() -> None:
    about = matter(
        b.key_result(),
        check_ins=[b.check_in("2026-12-30", b.reading(40))],
        as_of=AFTER,
        type=ObjectiveType.ASPIRATIONAL,
    )
    assert "activation: {note: }" in retrospective_text(about, RetrospectiveAnswers())


def test_what_was_said_on_the_way_is_at_hand() -> None:
    before = b.retrospective(
        "2026-10-02", folder=b.FOLDER._replace(cycle="2026-q3"), lessons=["Ask first"]
    )
    about = matter(
        b.key_result(),
        check_ins=[
            b.check_in("2026-11-06", b.reading(36), wins=["A guest"], health={"overtime": "3.5"}),
            b.check_in("2026-11-13", b.reading(36), blockers=["The printer"]),
        ],
        retrospectives=[before],
    )
    text = retrospective_text(about, RetrospectiveAnswers())
    assert '#   6 Nov: "A guest"\n' in text
    assert '#   13 Nov: "The printer"\n' in text
    assert '#   "Overtime": 3.5 h; at most 4 h\n' in text
    assert '# Lessons of 2026-q3. Did we use them?\n#   "Ask first"\n' in text
    assert '"The printer"' in mid_cycle_text(about, MidCycleAnswers())
