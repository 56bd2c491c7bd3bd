"""A build some days later: the same site as a clean one, made from what goes on."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lean_project import Counting, build_in, files_of, lean_project, made_anew, parsed
from project_edits import CHECK_IN, DAY, clear, project_folder, write
from whole_project import KEY_RESULTS, tree

from okrpress.app import drawing

CLOSED = {
    f"content/2026-q3/team-{number}/{file}": text
    for number in range(12)
    for file, text in {
        "one.md": f"title: One\n{KEY_RESULTS}",
        "checkins/2026-08-03.md": "key_results: {one#a: {value: 2}}",
        "checkins/2026-09-01.md": "key_results: {one#a: {value: 3}}",
        "retrospective.md": "date: 2026-10-05",
    }.items()
}
NEAR = "o/2026-q4/team-3/one/index.html"
LATER = DAY + timedelta(1)
TELLING = {
    "themes/lean/templates/objective.html": """
{{ view.title }} {{ view.share.note }} {{ view.sentence }} {{ page.as_of.text }}
{% for card in view.cards %}{{ card.row.status.word }} {{ card.row.share.note }} {{ card.sentence }}
{{ card.due.note }}{% for one in card.log %}{{ one.day.note }}{% endfor %}{% endfor %}""",
    "themes/lean/templates/unit.html": """
{{ view.name }} {{ view.older_count }}
{% for one in view.cycles %}{{ one.share.text }} {{ one.share.note }}
{% for row in one.objectives %}{{ row.status.word }} {{ row.counts }} {{ row.share.note }}
{% endfor %}{% endfor %}
{% for one in view.past %}{{ one.status.word }} {{ one.counts }} {{ one.check_ins }}{% endfor %}
{% for one in view.concerns %}{{ one.chips }}{% endfor %}""",
}
"""Templates that tell what is another number every day."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = with_closed_cycle(tmp_path / "project")
    assert not build_in(root).findings
    return root


def with_closed_cycle(root: Path) -> Path:
    lean_project(root)
    for file, text in CLOSED.items():
        write(root, file, text)
    return root


def test_what_is_closed_is_not_read_again(project: Path) -> None:
    before = {path: (project / "site" / path).stat().st_ino for path in tree(project / "site")}
    assert parsed(project, LATER) < files_of(project) - len(CLOSED) / 2
    now = tree(project / "site")
    assert now == made_anew(project, LATER)
    same = {
        path for path, inode in before.items() if (project / "site" / path).stat().st_ino == inode
    }
    assert {path for path in now if path.endswith(".html")} <= same  # none shows what has moved
    assert parsed(project, LATER) == 0  # nothing is left to do


def test_what_does_not_stand_as_it_stood_is_drawn_again(project: Path) -> None:
    day = DAY
    before = (project / "site" / NEAR).read_bytes()
    while (project / "site" / NEAR).read_bytes() == before:
        day += timedelta(1)
        assert day < date(2026, 12, 31)
        build_in(project, day=day, jobs=2)
    assert tree(project / "site") == made_anew(project, day)


def test_what_was_reported_meanwhile_is_told(project: Path) -> None:
    write(project, CHECK_IN, "key_results: {goal#a: {value: 3, confidence: 4}}")
    assert parsed(project, LATER) < files_of(project)
    assert tree(project / "site") == made_anew(project, LATER)


def test_where_every_page_tells_the_day_all_files_are_read(project: Path) -> None:
    for file, text in TELLING.items():
        write(project, file, text)
    build_in(project)
    assert parsed(project, LATER) >= files_of(project)
    assert tree(project / "site") == made_anew(project, LATER)


WAITED_FOR = {
    "a review of that day": ("content/2026-q3/growth/retrospective.md", "date: 2026-11-23"),
    "a check-in of that day": (
        "content/2026-q4/growth/checkins/2026-11-23.md",
        "key_results: {goal#a: {value: 2}}",
    ),
    "the end of a cycle": ("content/2026-q3/index.md", "closed: 2026-11-23"),
}


@pytest.mark.parametrize(("file", "text"), WAITED_FOR.values(), ids=WAITED_FOR.keys())
def test_what_has_waited_for_the_day_is_found_in_all_files(
    project: Path, file: str, text: str
) -> None:
    write(project, file, text)
    build_in(project)
    assert parsed(project, LATER) >= files_of(project)
    assert tree(project / "site") == made_anew(project, LATER)


# ── the law ───────────────────────────────────────────────────────────────────────────────────

READINGS = st.builds(
    "key_results: {{{}#a: {{value: {}{}}}}}".format,
    st.sampled_from(["goal", "onboarding", "one"]),
    st.sampled_from(["1", "2", "9"]),
    st.sampled_from(["", ", confidence: 3", ", note: Said"]),
)
REPORTED = {
    CHECK_IN: READINGS,
    "content/2026-q4/growth/checkins/2026-11-24.md": READINGS,
    "content/2026-q4/team-3/checkins/2026-11-20.md": READINGS,
    "content/2026-q3/growth/checkins/2026-09-01.md": READINGS,
    "content/2026-q3/team-4/retrospective.md": st.sampled_from(
        ["date: 2026-10-08", "date: 2026-11-25\ngrades: {one#a: 0.4}"]
    ),
    "content/2026-q4/growth/mid-cycle.md": st.sampled_from(
        [f"date: 2026-11-{day}\nkey_results: {{goal#a: {{decision: keep}}}}" for day in (12, 26)]
    ),
    "content/2026-q4/company/always.md": st.sampled_from(
        [f"title: {word}\ntype: committed\n{KEY_RESULTS}" for word in ("Always", "Ever")]
    ),
}
EDITS = st.sampled_from([*REPORTED]).flatmap(
    lambda file: st.tuples(st.just(file), st.none() | REPORTED[file])
)
STEPS = st.tuples(st.sampled_from([0, 1, 1, 7, 30, -1]), st.none() | EDITS, st.sampled_from([1, 2]))


@settings(max_examples=10, deadline=None)
@given(steps=st.lists(STEPS, min_size=2, max_size=4), tells=st.sampled_from([(), (0,), (1,)]))
def test_on_whatever_day_the_site_is_a_clean_one(
    steps: list[tuple[int, tuple[str, str | None] | None, int]], tells: tuple[int, ...]
) -> None:
    with project_folder() as root, pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing, "FEWEST", 5)
        with_closed_cycle(root)
        for file, text in [[*TELLING.items()][at] for at in tells]:
            write(root, file, text)
        day = DAY
        build_in(root)
        for days, edit, jobs in steps:
            day += timedelta(days)
            if edit and edit[1] is None:
                clear(root, edit[0])
            elif edit and edit[1]:
                write(root, edit[0], edit[1])
            build_in(root, Counting(), day=day, jobs=jobs)
            assert tree(root / "site") == made_anew(root, day)
