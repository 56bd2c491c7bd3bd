"""The judgement that a public page shows: only of what is public, and with comments obeyed."""

from datetime import date
from pathlib import Path

import builders as b
import pytest

from okrpress.app.content import read_content
from okrpress.app.project import read_project
from okrpress.app.quality import MOST, MOST_THEN, judgement
from okrpress.app.watcher import Silence
from okrpress.model.settings import Settings
from okrpress.rules.quality import Quality
from okrpress.scoring import score

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 22)
COMMENT = "# okrpress: ignore-file[OBJ001] Ask Maria\n"
PUBLIC = """---
{comment}title: Reduce costs to 30 %
owner: maria
---
"""
HIDDEN = """---
title: Reduce costs by 30 %
visibility: private
---
"""


def judged(root: Path, *, comment: str = "", hidden: bool = False) -> Quality:
    """The judgement on an objective that carries a number, with a hidden one beside it."""
    folder = root / "content" / "2026-q4" / "growth"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "open.md").write_text(PUBLIC.format(comment=comment), encoding="utf-8")
    if hidden:
        (folder / "hidden.md").write_text(HIDDEN, encoding="utf-8")
    project = read_project(root)
    content = read_content(project, Silence(), cache=False)
    scored = score(b.public_view(content.everything), project.settings, date(2026, 11, 22))
    judge = judgement(scored, content.sources)
    assert judge
    return judge()


def test_a_comment_excuses_with_its_reason(tmp_path: Path) -> None:
    without = judged(tmp_path)
    assert "OBJ001" in {one.code for one in without.findings}
    assert without.excused == ()
    found = judged(tmp_path, comment=COMMENT)
    assert "OBJ001" not in {one.code for one in found.findings}
    assert [(one.finding.code, one.reason) for one in found.excused] == [("OBJ001", "Ask Maria")]


def test_what_nobody_may_see_changes_nothing(tmp_path: Path) -> None:
    assert judged(tmp_path, hidden=True) == judged(tmp_path / "other")


@pytest.mark.parametrize(("more", "is_judged"), [(0, True), (1, False)])
def test_a_large_portfolio_is_left_to_check(more: int, is_judged: bool) -> None:
    objectives = [b.objective(f"objective-{number}") for number in range(MOST + more)]
    scored = score(b.portfolio(objectives=objectives), Settings(), date(2026, 11, 22))
    assert (judgement(scored, ()) is not None) == is_judged


def test_earlier_days_are_judged_as_they_would_have_been_then() -> None:
    """By the rules about rhythm, over what is open, and with the same result as on that day."""
    project = read_project(ROOT)
    content = read_content(project, Silence())
    whole, settings, as_of = b.public_view(content.everything), project.settings, AS_OF
    judge = judgement(score(whole, settings, as_of), content.sources)
    assert judge
    rhythm = judge().rhythm
    assert [one.day for one in rhythm][-2:] == [date(2026, 11, 16), as_of]
    assert all(one.day.weekday() == 0 for one in rhythm[:-1])
    assert rhythm[0].day == date(2026, 10, 5)
    for then in rhythm[::3]:
        on_that_day = judgement(score(whole, settings, then.day), content.sources)
        assert on_that_day
        found = [one for one in on_that_day().findings if one.code.startswith("CAD")]
        assert sum(then.counts.values()) == len(found), then.day
    assert any(one.counts for one in rhythm)


def test_too_many_objectives_are_judged_on_the_day_alone() -> None:
    few, many = (MOST_THEN // 8, MOST_THEN // 8 + 1)  # eight days since 5 October
    for count, is_told in ((few, True), (many, False)):
        objectives = [b.objective(f"objective-{number}") for number in range(count)]
        scored = score(b.portfolio(objectives=objectives), Settings(), AS_OF)
        judge = judgement(scored, ())
        assert judge
        assert bool(judge().rhythm) == is_told
