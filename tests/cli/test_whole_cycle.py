"""A whole cycle with every command, in a real terminal; docs/a-cycle.md is what was seen."""

import pytest
from whole_cycle import Stage, commands, set_up
from whole_cycle_story import tell

from okrpress.cli.group import SECTIONS
from tools import transcript

PAGES = {
    "index.html": "Everybody can borrow what they need",
    "t/workshop/index.html": "Nine repairers and a kettle",
    "o/2026-q1/workshop/empty-shelf/index.html": "Forty lockers broke in the frost",
    "o/2026-q2/workshop/empty-shelf/index.html": "The repair shelf is empty before summer",
    "c/2026-q1/index.html": "2026 Q1",
    "checkins/2026-w09/index.html": "Hinges in the drawer",
    "lessons/2026-q1/index.html": "Keep in the drawer what breaks most",
}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The story, played once. It fails at the first command with another exit code than told."""
    played = set_up(tmp_path_factory.mktemp("cycle").resolve())
    tell(played)
    return played


def test_every_command_is_used(stage: Stage) -> None:
    every = {name for section in SECTIONS.values() for name in section}
    assert every - set(commands(stage)) == set()


def test_there_are_twelve_weeks_of_check_ins(stage: Stage) -> None:
    found = sorted((stage.folder / "content/2026-q1/workshop/checkins").iterdir())
    assert [file.stem for file in found] == [
        *("2026-01-09", "2026-01-16", "2026-01-23", "2026-01-30", "2026-02-06", "2026-02-13"),
        *("2026-02-20", "2026-02-27", "2026-03-06", "2026-03-13", "2026-03-20", "2026-03-27"),
    ]


def test_it_ends_without_findings(stage: Stage) -> None:
    last = [ended for ended in stage.ended if ended.command.startswith("okrpress check ")][-1]
    assert last.code == 0
    assert last.screen.endswith("48 files: no findings")


@pytest.mark.parametrize(("page", "words"), PAGES.items(), ids=PAGES)
def test_it_ends_with_a_site(stage: Stage, page: str, words: str) -> None:
    assert words in (stage.folder / "site" / page).read_text(encoding="utf-8")


def test_the_transcript_is_what_was_seen(stage: Stage) -> None:
    assert transcript.PAGE.read_text(encoding="utf-8") == transcript.page(stage), (
        "run `make transcript`"
    )
