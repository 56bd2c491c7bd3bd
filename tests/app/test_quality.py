"""The judgement that a public page shows: only of what is public, and with comments obeyed."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import builders as b
import pytest

from okrpress.app.content import read_content
from okrpress.app.project import read_project
from okrpress.app.quality import MOST, MOST_THEN, Wording, judgement
from okrpress.app.watcher import Silence
from okrpress.cache.folder import CacheFolder
from okrpress.model.settings import Settings
from okrpress.rules.quality import Quality, quality_of, wording_of
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


# ── what is known of wording ──────────────────────────────────────────────────────────────────


def test_what_is_known_of_wording_is_used_for_the_same_promises_alone(tmp_path: Path) -> None:
    cache = CacheFolder(tmp_path, "1", pytest.fail)
    scored = score(b.portfolio(objectives=[b.objective(title="Do 3 things")]), Settings(), AS_OF)
    found = Wording(cache, "public", "then").found_in(scored)
    assert "OBJ001" in {one.code for one in found}

    reworded = score(b.portfolio(objectives=[b.objective(title="Thrive")]), Settings(), AS_OF)
    assert Wording(cache, "public", "then").found_in(reworded) == found  # it is taken on trust
    other = Wording(cache, "group", "then").found_in(reworded)
    assert "OBJ001" not in {one.code for one in other}
    assert Wording(cache, "public", "then").found_in(reworded) == found
    assert Wording(cache, "public", "now").found_in(reworded) == other
    assert Wording(cache, "public", "now").found_in(scored) == other


def test_known_wording_gives_the_same_quality() -> None:
    objectives = [b.objective("a", title="Do 3 things"), b.objective("b", title="Do 3 things")]
    scored = score(b.portfolio(objectives=objectives), Settings(), AS_OF)
    wording = wording_of(scored)
    assert wording
    assert "OBJ009" in {one.code for one in quality_of(scored, lambda _: None).findings}
    assert quality_of(scored, lambda _: None, wording) == quality_of(scored, lambda _: None)
    unwritten = {one.code for one in quality_of(scored, lambda _: None, ()).findings}
    assert unwritten
    assert unwritten.isdisjoint(one.code for one in wording)


@pytest.mark.parametrize("text", ["then", "then {", "then [[1]]", ""])
def test_damaged_wording_is_judged_anew(tmp_path: Path, text: str) -> None:
    cache = CacheFolder(tmp_path, "1", pytest.fail)
    cache.write("wording", {"public": text})
    scored = score(b.portfolio(objectives=[b.objective(title="Do 3 things")]), Settings(), AS_OF)
    found = Wording(cache, "public", "then").found_in(scored)
    assert found == wording_of(scored)
    assert found
    assert Wording(cache, "public", "then").found_in(scored) == found


PROMISE = """---
title: Reduce costs to 30 %
owner: maria
key_results: [{id: a, title: Costs per order, baseline: 4, target: 1}]
"""
JUDGED = """
import sys
from okrpress.cli import main
from okrpress.rules.wording import wordings_of
sys.argv = ["okrpress", "build", "--as-of", "2026-11-22", "--jobs", "1"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(wordings_of.cache_info().misses)
"""


def has_judged(root: Path) -> bool:
    """Whether a build in that project has asked rules about wording."""
    done = subprocess.run(
        [sys.executable, "-c", JUDGED], cwd=root, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.splitlines()[-1] == "1"


def test_a_check_in_does_not_have_all_wording_judged_again(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "2026-q4" / "growth"
    folder.mkdir(parents=True)
    (folder / "open.md").write_text(f"{PROMISE}---\n", encoding="utf-8")
    assert has_judged(tmp_path)
    (folder / "checkins").mkdir()
    (folder / "checkins" / "2026-11-16.md").write_text("---\nauthor: maria\n---\nWell.\n")
    assert not has_judged(tmp_path)
    kept = (tmp_path / "site" / "quality" / "index.html").read_text(encoding="utf-8")
    assert "OBJ001" in kept
    (folder / "open.md").write_text(f"{PROMISE}---\nBecause.\n", encoding="utf-8")
    assert has_judged(tmp_path)
