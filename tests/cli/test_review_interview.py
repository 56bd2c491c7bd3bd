"""`okrpress review --interactive`: answers at a real terminal."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pexpect
import pytest
from okrpress_process import COMMAND
from review_project import make, snapshot

from okrpress.model.ids import KeyResultRef
from okrpress.model.observations import (
    Carry,
    Decision,
    Grade,
    MidCycleReview,
    Retrospective,
    ReviewDecision,
)
from okrpress.source.parse import parse

MID_CYCLE = "content/2026-q4/growth/mid-cycle.md"
RETRO = "content/2026-q4/growth/retrospective.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path)


Sit = Callable[..., Any]


@pytest.fixture
def sit(project: Path) -> Iterator[Sit]:
    """Starts the command at a terminal of its own."""
    children = []

    def started(*arguments: str) -> Any:
        child = pexpect.spawn(
            COMMAND[0],
            [*COMMAND[1:], "review", *arguments, "-i"],
            cwd=str(project),
            env={**os.environ, "NO_COLOR": "1", "TERM": "xterm"},
            encoding="utf-8",
            timeout=60,
            dimensions=(40, 300),
        )
        children.append(child)
        return child

    yield started
    for child in children:
        child.close(force=True)


def answer(child: Any, *pairs: tuple[str, str]) -> None:
    for question, words in pairs:
        child.expect_exact(question)
        child.sendline(words)


def ended(child: Any) -> tuple[int, str]:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before


def read(project: Path, file: str) -> Any:
    parsed = parse(file, (project / file).read_bytes())
    assert parsed.findings == ()
    return parsed.record


def of(key_result: str) -> KeyResultRef:
    return KeyResultRef("2026-q4", "growth", "onboarding", key_result)


def test_half_way_every_answer_lands_in_the_file(project: Path, sit: Sit) -> None:
    child = sit("mid-cycle", "growth", "--as-of", "2026-11-22")
    answer(
        child,
        ("When did you meet? [2026-11-22]", "2026-12-24"),
        ("in the future", ""),  # asked again; Enter takes the day that is offered
        ("50 % of the way, 57 % expected", ""),  # the facts stand above their question
        ("onboarding#overtime", "maybe"),
        ("'maybe' is none of them; write one of keep, adjust, postpone, cancel", "a"),
        ("why", "Rain: again, and more"),
        ("onboarding#sso", "keep"),
        ("why", ""),
        ("What has changed around us", "A mild November"),
        ("–", "A mild November"),
        ("–", ""),
        ("What do we do differently", ""),
    )
    code, said = ended(child)
    assert (code, MID_CYCLE in said) == (0, True)
    review = read(project, MID_CYCLE)
    assert isinstance(review, MidCycleReview)
    assert review.date == date(2026, 11, 22)
    assert review.decisions == {
        of("overtime"): ReviewDecision(decision=Decision.ADJUST, why="Rain: again, and more"),
        of("sso"): ReviewDecision(decision=Decision.KEEP),
    }
    assert (review.external_factors, review.tactics) == (("A mild November",), ())
    text = (project / MID_CYCLE).read_text()
    assert "  # onboarding#activation: {decision: keep | adjust" in text


def test_at_the_end_grades_carry_and_lessons(project: Path, sit: Sit) -> None:
    child = sit("retro", "growth", "--as-of", "2027-01-06", "--date", "2027-01-05")
    answer(
        child,
        ("onboarding#activation", ""),
        ("why", "The store"),  # committed, and missed
        ("keep, modify, defer, abandon", "k"),
        ("onboarding#overtime", ""),
        ("note", "Good"),
        ("keep, modify, defer, abandon", ""),
        ("onboarding#sso", "half"),
        ('"half", not a number', "0.5"),
        ("why", "Half of them"),
        ("keep, modify, defer, abandon", "abandon"),
        ("What helped?", ""),
        ("What was in the way?", ""),
        ("What are we glad about?", ""),
        ("What have we learned", "Ask first"),
        ("–", ""),
    )
    assert ended(child)[0] == 0
    held = read(project, RETRO)
    assert isinstance(held, Retrospective)
    assert held.date == date(2027, 1, 5)
    assert held.grades == {
        of("activation"): Grade(why="The store"),
        of("overtime"): Grade(note="Good"),
        of("sso"): Grade(score=Decimal("0.5"), why="Half of them"),
    }
    assert held.carry == {of("activation"): Carry.KEEP, of("sso"): Carry.ABANDON}
    assert [lesson.text for lesson in held.lessons] == ["Ask first"]


@pytest.mark.parametrize("key", ["c", "d"], ids=["Ctrl-C", "end of input"])
def test_broken_off_nothing_is_written(project: Path, sit: Sit, key: str) -> None:
    before = snapshot(project)
    child = sit("retro", "growth", "--as-of", "2027-01-06")
    answer(child, ("When did you meet?", ""), ("onboarding#activation", "0.7"))
    child.expect_exact("why")
    child.sendcontrol(key)
    code, said = ended(child)
    assert (code, "interrupted" in said) == (130, True)
    assert snapshot(project) == before
