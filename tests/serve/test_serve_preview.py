"""The site that follows its files: it is what a clean build says, or the last that was."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from builders import public_view
from hypothesis import given, settings
from hypothesis import strategies as st
from okrpress_process import write
from serving import CHECK_IN, HEALTH, OBJECTIVE, PROJECT

from okrpress.app.content import has_errors, read_content
from okrpress.app.project import read_project
from okrpress.app.quality import judgement
from okrpress.app.serve_preview import LivePreview
from okrpress.app.serve_request import ServeRequest
from okrpress.app.watcher import Silence
from okrpress.errors import OkrpressError
from okrpress.scoring import score
from okrpress.site.pages import Options, SitePages, render
from okrpress.site.theme import load_theme

TODAY = date(2026, 11, 25)
DAY = date(2026, 11, 22)  # what the settings of the project say
HOME = "index.html"
PAGE = "o/2026-q4/me/health/index.html"
Site = dict[str, bytes]


def preview_of(root: Path, **asked: object) -> LivePreview:
    return LivePreview(ServeRequest(root=root, today=lambda: TODAY, **asked))  # type: ignore[arg-type]


def shown(preview: LivePreview) -> Site:
    day = preview.days.base
    paths = preview._edition._site(day).pages.paths
    found = {path: preview.file(path, day) for path in paths}
    return {path: data for path, data in found.items() if data is not None}


def built(root: Path) -> Site | None:
    """What a clean build of the files gives; None where it would give nothing."""
    project = read_project(root)
    try:
        content = read_content(project, Silence())
    except OkrpressError:
        return None
    if has_errors(content.findings, strict=False):
        return None
    day = project.settings.as_of or TODAY
    scored = score(public_view(content.everything), project.settings, day)
    theme = load_theme(project.settings.theme, project.themes)
    options = Options(date_is_fixed=project.settings.as_of is not None)
    pages = SitePages(scored, theme, options, judgement(scored, content.sources))
    return {page.path: page.data for page in render(pages)}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, PROJECT)
    return tmp_path.resolve()


# ── any edits ─────────────────────────────────────────────────────────────────────────────────

TEXTS = {
    HEALTH: [OBJECTIVE.format(title="I sleep well"), OBJECTIVE.format(title="I run")],
    "content/2026-q4/me/sleep.md": [OBJECTIVE.format(title="Sleep is sacred"), "no front matter"],
    "content/2026-q4/me/checkins/2026-11-20.md": [
        CHECK_IN.format(name="health", value=7),
        CHECK_IN.format(name="sleep", value=6.5),
    ],
    "content/2027-q1/me/walk.md": [OBJECTIVE.format(title="I walk"), "---\ntitle: [\n---\n"],
    "content/index.md": ["---\nname: Pier\n---\n", "---\nnome: Pier\n---\n", "\xff"],
    "okrpress.toml": ["as_of = 2026-11-20\n", "as_of = soon\n", "[[[", '[site]\ntitle = "T"\n'],
}
EDITS = st.lists(
    st.one_of(
        *(
            st.sampled_from([(file, text) for text in [*texts, PROJECT.get(file), None]])
            for file, texts in TEXTS.items()
        ),
        st.just(("content", None)),
    ),
    min_size=1,
    max_size=6,
)


def edit(root: Path, file: str, text: str | None) -> list[Path]:
    """Write or remove it, and say what a watch would say of it."""
    path = root / file
    if text is not None:
        write(root, {file: text})
    elif path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    return [path]


@settings(max_examples=40)
@given(EDITS)
def test_it_shows_what_a_build_would_give_or_the_last_that_did(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, str | None]]
) -> None:
    root = tmp_path_factory.mktemp("project").resolve()
    write(root, PROJECT)
    preview = preview_of(root)
    expected = built(root)
    for file, text in edits:
        preview.refresh(edit(root, file, text))
        now = built(root)
        expected = now or expected
        assert shown(preview) == expected
        assert any(problem.level == "error" for problem in preview.problems) is (now is None)
        assert preview.is_whole


THEME = {
    "okrpress.toml": 'as_of = 2026-11-22\n[site]\ntheme = "own"\n',
    "themes/own/templates/home.html": '{% extends "default/home.html" %}\n',
}
MISTAKE = "{{ view.no_such_thing }}"


# ── beginnings ────────────────────────────────────────────────────────────────────────────────

BROKEN = OBJECTIVE.format(title="Broken").replace("owner:", "ownr:")


def test_what_can_be_used_of_broken_content_is_shown_at_first(root: Path) -> None:
    write(root, {"content/2026-q4/me/broken.md": "---\nnonsense\n---\n"})
    preview = preview_of(root)
    assert preview.file(PAGE, DAY)
    assert not preview.is_whole
    assert preview.problems[0].place.startswith("content/2026-q4/me/broken.md:")


def test_broken_content_is_followed_until_there_is_something_better(root: Path) -> None:
    write(root, {"content/2026-q4/me/broken.md": "---\nnonsense\n---\n"})
    preview = preview_of(root)
    preview.refresh(edit(root, HEALTH, OBJECTIVE.format(title="Followed all the same")))
    assert b"Followed all the same" in (preview.file(PAGE, DAY) or b"")


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda root: shutil.rmtree(root / "content"), id="no content folder"),
        pytest.param(
            lambda root: write(root, {"okrpress.toml": '[site]\ntheme = "none"\n'}), id="no theme"
        ),
    ],
)
def test_without_anything_to_show_there_is_no_beginning(
    root: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(root)
    with pytest.raises(OkrpressError):
        preview_of(root)


# ── problems ──────────────────────────────────────────────────────────────────────────────────


def test_a_problem_has_its_place_its_lines_and_what_to_do(root: Path) -> None:
    preview = preview_of(root)
    preview.refresh(edit(root, HEALTH, BROKEN))
    (problem,) = preview.problems
    assert problem.place == f"{HEALTH}:3:1"
    assert problem.code == "FMT030 unknown-key"
    assert any("ownr: mia" in row for row in problem.frame)
    assert "owner" in problem.help


def test_a_problem_of_the_settings_has_its_lines_too(root: Path) -> None:
    preview = preview_of(root)
    preview.refresh(edit(root, "okrpress.toml", 'colour = "red"\n'))
    (problem,) = preview.problems
    assert problem.place == "okrpress.toml:1:1"
    assert any('colour = "red"' in row for row in problem.frame)


def test_errors_come_before_what_is_less_bad(root: Path) -> None:
    write(root, {"content/2026-q4/me/checkins/2026-11-17.md": CHECK_IN.format(name="x", value=1)})
    preview = preview_of(root)
    preview.refresh(edit(root, "content/2026-q4/me/zz.md", "nonsense"))
    levels = [problem.level for problem in preview.problems]
    assert levels == sorted(levels, key=["error", "warning", "advice"].index)


def test_no_sign_of_an_author_can_forge_a_line(root: Path) -> None:
    preview = preview_of(root)
    preview.refresh(edit(root, HEALTH, BROKEN.replace("ownr", '"own\\er\u202e\u0007"')))
    for problem in preview.problems:
        for text in (problem.place, problem.message, problem.help, *problem.frame):
            assert text.isprintable(), text


# ── versions ──────────────────────────────────────────────────────────────────────────────────


def test_a_version_says_what_a_browser_has_to_do(root: Path) -> None:
    own = THEME | {"themes/own/static/own.css": "a {}", "themes/own/static/own.js": "1"}
    write(root, own)
    preview = preview_of(root)

    def told(file: str, text: str) -> tuple[int, ...]:
        before = preview.version
        preview.refresh(edit(root, file, text))
        return tuple(now - then for now, then in zip(preview.version, before, strict=True))

    assert told("themes/own/static/own.css", "b {}") == (1, 1, 0, 0)
    assert told("themes/own/static/own.js", "2") == (1, 0, 1, 0)
    home = "themes/own/templates/home.html"
    assert told(home, THEME[home] + " ") == (1, 0, 0, 0)
    assert told(home, THEME[home] + " ") == (0, 0, 0, 0)
    assert told("okrpress.toml", own["okrpress.toml"] + 'accent = "#123456"\n') == (1, 1, 0, 0)
    assert told("okrpress.toml", own["okrpress.toml"] + 'accent = "#654321"\n') == (1, 1, 0, 0)
    assert told(HEALTH, OBJECTIVE.format(title="Other")) == (1, 0, 0, 0)
    assert told(HEALTH, BROKEN) == (0, 0, 0, 1)
    assert told(HEALTH, OBJECTIVE.format(title="Other")) == (1, 0, 0, 1)


# ── themes ────────────────────────────────────────────────────────────────────────────────────


def test_a_mistake_in_a_template_leaves_the_page_as_it_was(root: Path) -> None:
    write(root, THEME)
    preview = preview_of(root)
    before = preview.file(HOME, DAY)
    preview.refresh(edit(root, "themes/own/templates/home.html", MISTAKE))
    assert preview.problems == ()  # nobody has looked at the page
    version = preview.version
    assert preview.file(HOME, DAY) == before
    assert preview.version.problems == version.problems + 1
    (problem,) = preview.problems
    assert problem.message.startswith("themes/own/templates/home.html:1: UndefinedError")
    assert preview.file(PAGE, DAY)

    preview.refresh(edit(root, HEALTH, OBJECTIVE.format(title="Edited meanwhile")))
    assert len(preview.problems) == 1  # although nobody has looked at the page again
    assert preview.file(HOME, DAY) == before
    preview.refresh(
        edit(root, "themes/own/templates/home.html", THEME["themes/own/templates/home.html"])
    )
    assert preview.problems == ()
    assert b"Edited meanwhile" in (preview.file(HOME, DAY) or b"")


def test_a_mistake_that_was_there_from_the_first_has_no_page_before(root: Path) -> None:
    write(root, {**THEME, "themes/own/templates/home.html": MISTAKE})
    preview = preview_of(root)
    with pytest.raises(OkrpressError, match="no_such_thing"):
        preview.file(HOME, DAY)
    assert preview.problems


def test_a_theme_that_cannot_be_read_leaves_the_old_one(root: Path) -> None:
    write(root, THEME)
    preview = preview_of(root)
    preview.refresh(edit(root, "themes/own/static/Not A Name.css", "a {}"))
    assert "cannot be published" in preview.problems[0].message
    assert preview.file(HOME, DAY)
    preview.refresh(edit(root, HEALTH, OBJECTIVE.format(title="Edited meanwhile")))
    assert "cannot be published" in preview.problems[0].message
    preview.refresh(edit(root, "themes/own/static/Not A Name.css", None))
    assert preview.problems == ()
    assert b"Edited meanwhile" in (preview.file(PAGE, DAY) or b"")


def test_a_theme_that_is_edited_while_there_is_no_content_is_read_afterwards(root: Path) -> None:
    write(root, THEME)
    preview = preview_of(root)
    shutil.move(root / "content", root / "away")
    write(root, {"themes/own/static/new.css": "a {}"})
    preview.refresh([root / "content", root / "themes/own/static/new.css"])
    shutil.move(root / "away", root / "content")
    preview.refresh([root / "content"])
    assert preview.file("static/new.css", DAY) == b"a {}"


# ── days ──────────────────────────────────────────────────────────────────────────────────────


def test_the_slider_goes_over_the_cycle_that_runs(root: Path) -> None:
    assert preview_of(root).days == (DAY, date(2026, 10, 1), date(2026, 12, 31))


def test_between_cycles_it_reaches_from_the_nearest_to_the_day(root: Path) -> None:
    days = preview_of(root, as_of=date(2027, 2, 1)).days
    assert days == (date(2027, 2, 1), date(2026, 10, 1), date(2027, 2, 1))


def test_without_dates_it_goes_over_some_weeks(root: Path) -> None:
    shutil.rmtree(root / "content/2026-q4")
    days = preview_of(root).days
    assert days.first < days.base < days.last


def test_the_day_that_is_asked_for_wins_over_the_settings_and_they_over_today(root: Path) -> None:
    assert preview_of(root, as_of=date(2026, 11, 1)).days.base == date(2026, 11, 1)
    assert preview_of(root).days.base == DAY
    write(root, {"okrpress.toml": ""})
    assert preview_of(root).days.base == TODAY


def test_a_day_is_judged_by_the_last_good_files_while_others_are_broken(root: Path) -> None:
    preview = preview_of(root)
    past = date(2026, 10, 20)
    expected = preview_of(root, as_of=past).file(PAGE, past)
    preview.refresh(edit(root, HEALTH, BROKEN))
    assert preview.file(PAGE, past) == expected


def test_looking_at_many_days_keeps_few_of_them(root: Path) -> None:
    preview = preview_of(root)
    pages = {preview.file(HOME, date(2026, 10, day)) for day in range(1, 32)}
    assert len(pages) == 31
    assert len(preview._edition._sites) <= 4


def test_private_objectives_are_counted_and_not_shown(root: Path) -> None:
    secret = OBJECTIVE.format(title="A secret plan").replace(
        "owner:", "visibility: private\nowner:"
    )
    write(root, {"content/2026-q4/me/secret.md": secret})
    preview = preview_of(root)
    assert preview.hidden == 1
    assert not [path for path, data in shown(preview).items() if b"A secret plan" in data]
