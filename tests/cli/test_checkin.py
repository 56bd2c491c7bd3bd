"""`okrpress checkin` without a terminal: options, tables, templates, and whatever goes wrong."""

import os
import re
import resource
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE
from typing import NamedTuple

import pytest
from checkin_project import FILES, QUARTER, TODAY, YEAR, checkin, findings, make, new_files
from okrpress_process import COMMAND, write

from okrpress.cli.group import run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path / "project", user="Maria Okafor")


class Said(NamedTuple):
    code: int
    out: str
    error: str


Run = Callable[..., Said]


@pytest.fixture
def here(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process, which is faster: for tables."""
    monkeypatch.chdir(project)
    monkeypatch.delenv("OKRPRESS_ME", raising=False)

    def run_here(*arguments: str) -> Said:
        return Said(run(["checkin", *arguments]), *capsys.readouterr())

    return run_here


NEW = f"{QUARTER}/{TODAY}.md"

WHOLE = """---
author: maria
key_results:
  welcome#return: {value: 40, confidence: 7, note: "Rain, and still full"}
  welcome#menu: {done: true}
  welcome#rooms: {done: [garden, hall]}
health: {overtime: 3}
priorities:
  - Find a host
  - "Then: rest"
blockers:
  - The printer
wins:
  - Neighbours
---
What we learned.
"""


def test_options_make_one_file_that_is_clean(project: Path) -> None:
    done = checkin(
        project,
        *("kitchen", "--set", "welcome#return=40@7; Rain, and still full"),
        *("--set", "welcome#menu=yes", "--set", "welcome#rooms+=hall"),
        *("--health", "overtime=3", "--priority", "Find a host", "--priority", "Then: rest"),
        *("--blocker", "The printer", "--win", "Neighbours", "--body", "What we learned."),
    )
    assert done.returncode == 0
    assert done.stdout == f"{NEW}\n"
    assert new_files(project) == {NEW: WHOLE}
    assert "error" not in findings(project)
    assert (
        "welcome#return: 36 % -> 40 %; on track, 7 points ahead; confidence 6 -> 7" in done.stderr
    )
    assert f"git add {NEW} && git commit -m " in done.stderr
    assert not (project / ".okrpress" / "drafts").exists()


SETTINGS = {
    "a value": ("welcome#return=40", "welcome#return: {value: 40}"),
    "more": ("welcome#return+=3", "welcome#return: {value: 39}"),
    "less, with a confidence": (
        "welcome#return-=2@5",
        "welcome#return: {value: 34, confidence: 5}",
    ),
    "a value below zero": ("house#result=-11", "house#result: {value: -11}"),
    "a reference with the unit": (
        "kitchen/welcome#return=40",
        "welcome#return: {value: 40}",
    ),
    "a reference with the cycle": ("2026/kitchen/house#calm=1", "house#calm: {value: 1}"),
    "yes": ("welcome#menu=yes", "welcome#menu: {done: true}"),
    "steps by signs": ("welcome#rooms=+hall,-garden", "welcome#rooms: {done: [hall]}"),
    "all steps": ("welcome#rooms=cellar hall", "welcome#rooms: {done: [hall, cellar]}"),
    "a confidence alone": ("welcome#menu=@3", "welcome#menu: {confidence: 3}"),
}


@pytest.mark.parametrize(("setting", "line"), SETTINGS.values(), ids=SETTINGS)
def test_a_setting(project: Path, here: Run, setting: str, line: str) -> None:
    assert here("kitchen", "--set", setting).code == 0
    (text,) = new_files(project).values()
    assert f"  {line}\n" in text


def test_each_cycle_gets_its_file_and_words_go_to_the_quarter(project: Path) -> None:
    done = checkin(
        project,
        *("--set", "welcome#return=40", "--set", "house#result+=2", "--win", "Rain"),
    )
    assert done.stdout.splitlines() == [NEW, f"{YEAR}/{TODAY}.md"]
    found = new_files(project)
    assert "house#result: {value: -15}" in found[f"{YEAR}/{TODAY}.md"]
    assert "wins" not in found[f"{YEAR}/{TODAY}.md"]
    assert "  - Rain\n" in found[NEW]


@pytest.mark.parametrize(
    "notes",
    [
        ("--note", "welcome#return=Rain = wet"),
        ("--note", "Rain = wet"),
    ],
)
def test_a_note_names_its_key_result_unless_there_is_only_one(
    project: Path, notes: tuple[str, ...]
) -> None:
    assert checkin(project, "--set", "welcome#return=40", *notes).returncode == 0
    assert "{value: 40, note: Rain = wet}" in new_files(project)[NEW]


def test_a_text_comes_from_standard_input(project: Path) -> None:
    done = checkin(project, "kitchen", "--body", "-", typed="One\r\n\r\n---\nTwo\n")
    assert done.returncode == 0
    assert new_files(project) == {NEW: "---\nauthor: maria\n---\nOne\n\n---\nTwo\n"}


def test_a_dry_run_prints_the_file_and_writes_nothing(project: Path) -> None:
    done = checkin(project, "--set", "welcome#return=40", "--dry-run")
    assert done.stdout == "---\nauthor: maria\nkey_results:\n  welcome#return: {value: 40}\n---\n"
    assert NEW in done.stderr
    assert new_files(project) == {}


def test_what_was_seen_on_another_day(project: Path) -> None:
    done = checkin(project, "--date", "2026-11-04", "--set", "welcome#return+=1")
    assert done.stdout == f"{QUARTER}/2026-11-04.md\n"
    assert "{value: 32}" in done.stdout + new_files(project)[f"{QUARTER}/2026-11-04.md"]


def test_a_second_check_in_of_a_day_comes_behind_the_first_and_counts(project: Path) -> None:
    checkin(project, "--set", "welcome#return=40")
    done = checkin(project, "--set", "welcome#return+=1", "--author", "Jon Bélanger")
    assert done.stdout == f"{QUARTER}/{TODAY}-jon.md\n"
    assert "40 % -> 41 %" in done.stderr
    assert "REF016" in findings(project)


def test_nobody_has_to_be_known(tmp_path: Path) -> None:
    files = {"content/2026-q4/me/health.md": FILES["content/2026-q4/kitchen/welcome.md"]}
    write(tmp_path, files)
    done = checkin(
        tmp_path, *("--as-of", TODAY, "me", "--set", "health#return=40", "--author", "somebody")
    )
    assert done.returncode == 0
    assert "author: somebody" in (tmp_path / f"content/2026-q4/me/checkins/{TODAY}.md").read_text()


# ── what is refused ───────────────────────────────────────────────────────────────────────────

REFUSED = {
    "no terminal and nothing said": ((), "there is no terminal to ask at"),
    "an unknown unit": (("kitchn", "--win", "x"), "did you mean kitchen?"),
    "a unit of which nothing is like it": (("zzz", "--win", "x"), "there are ana, garden, jon"),
    "a unit without objectives": (("jon", "--win", "x"), "jon has no objectives in a cycle"),
    "an unknown key result": (
        ("kitchen", "--set", "welcome#retrn=3"),
        "did you mean welcome#return?",
    ),
    "an objective": (("kitchen", "--set", "welcome=3"), "names no key result"),
    "a key result of another unit": (
        ("kitchen", "--set", "garden/beds#share=60"),
        "is not of kitchen",
    ),
    "an unknown folder": (
        ("kitchen", "--set", "2025/kitchen/house#calm=1"),
        "there is no folder 2025/kitchen",
    ),
    "a key result twice": (
        ("kitchen", "--set", "welcome#return=3", "--set", "welcome#return=4"),
        "it is set already",
    ),
    "no sign": (("kitchen", "--set", "welcome#return"), "it has no ="),
    "no value": (("kitchen", "--set", "welcome#return="), "nothing is said"),
    "a value that does not fit": (("kitchen", "--set", "welcome#menu=40"), "write yes or no"),
    "a value kept elsewhere": (
        ("garden", "--set", "beds#current=4"),
        "has its value in content/2026-q4/garden/beds.md, as `current`",
    ),
    "a note about nothing": (("kitchen", "--note", "x"), "does not say what it is about"),
    "a health metric nobody declares": (("kitchen", "--health", "over=1"), "did you mean overtime"),
    "a health metric where there is none": (("garden", "--health", "a=1"), "garden declares none"),
    "a health metric without a value": (("kitchen", "--health", "overtime"), "it has no ="),
    "a character that hides": (("kitchen", "--win", "a\u200bb"), "zero width space"),
    "nothing at all": (("kitchen", "--body", " "), "nothing is said"),
    "an unknown author": (("kitchen", "--win", "x", "--author", "mario"), "did you mean"),
    "a date to come": (
        ("kitchen", "--win", "x", "--date", "2026-11-23"),
        "2026-11-23 lies in the future: today is 2026-11-22",
    ),
    "a date that is none": (("kitchen", "--win", "x", "--date", "2026-02-30"), "is no date"),
    "a date outside of every cycle": (
        ("kitchen", "--win", "x", "--date", "2025-11-22"),
        "kitchen has no objectives in a cycle that runs on 2025-11-22",
    ),
    "a date outside of the cycle": (
        ("kitchen", "--win", "x", "--cycle", "2026-q4", "--date", "2026-09-30"),
        "2026-09-30 is before the cycle starts (2026-10-01)",
    ),
    "a date outside of a reference's cycle": (
        ("kitchen", "--date", "2026-09-30", "--set", "2026-q4/kitchen/welcome#return=3"),
        "before the cycle starts",
    ),
    "an unknown cycle": (("kitchen", "--win", "x", "--cycle", "2026-q5"), "did you mean 2026-q4?"),
    "two ways at once": (("kitchen", "--win", "x", "--template"), "do not go together"),
    "a table that is not there": (("--from", "nothing.csv"), "does not exist"),
    "a file that nobody could read": (
        ("kitchen", *(f"--win={at}{'x' * 60_000}" for at in range(2))),
        "the front matter has more than 64 KiB",
    ),
}


@pytest.mark.parametrize(("arguments", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_explained_and_leaves_nothing(
    project: Path, here: Run, arguments: tuple[str, ...], words: str
) -> None:
    code, out, error = here(*arguments)
    assert code == 2, error
    assert words in error
    assert out == ""
    assert new_files(project) == {}


def test_all_that_is_wrong_is_said_at_once(project: Path) -> None:
    done = checkin(
        project, "kitchen", "--set", "a#b=1", "--set", "welcome#menu=3", "--win", "\u200b"
    )
    assert done.stderr.count("\n  --") == 3


def test_a_closed_cycle_takes_no_check_in(project: Path) -> None:
    write(project, {"content/2026-q4/index.md": "---\nclosed: 2026-11-20\n---\n"})
    done = checkin(project, "kitchen", "--cycle", "2026-q4", "--set", "welcome#return=4")
    assert done.returncode == 2
    assert "it was closed on 2026-11-20" in done.stderr


def test_a_key_result_of_two_cycles_has_to_be_told_apart(project: Path) -> None:
    write(project, {"content/2026/kitchen/welcome.md": FILES["content/2026-q4/kitchen/welcome.md"]})
    done = checkin(project, "kitchen", "--set", "welcome#return=40")
    assert done.returncode == 2
    assert "is in 2026-q4 and 2026; name the cycle: --cycle 2026-q4" in done.stderr
    named = checkin(project, "kitchen", "--cycle", "2026", "--set", "welcome#return=40")
    assert named.stdout == f"{YEAR}/{TODAY}.md\n"


def test_without_a_name_the_unit_has_to_be_plain(tmp_path: Path) -> None:
    project = make(tmp_path / "project", user="Somebody Else")
    done = checkin(project, "--win", "x")
    assert done.returncode == 2
    assert "nobody says which unit checks in" in done.stderr
    assert "garden, kitchen" in done.stderr
    assert checkin(project, "--set", "garden/beds#share=60").returncode == 0


def test_errors_elsewhere_do_not_stop_a_healthy_unit(project: Path) -> None:
    write(project, {"content/2026-q4/garden/beds.md": "---\ntitel: x\n---\n"})
    done = checkin(project, "kitchen", "--set", "welcome#return=40")
    assert done.returncode == 0
    assert "note: 1 other file has errors: okrpress check shows them" in done.stderr


def test_errors_of_its_own_are_named_and_what_is_sound_goes_on(project: Path) -> None:
    write(project, {"content/2026/kitchen/house.md": "---\ntitel: x\n---\n"})
    done = checkin(project, "kitchen", "--set", "welcome#return=40")
    assert done.returncode == 0
    broken = checkin(project, "kitchen", "--set", "house#calm=2")
    assert broken.returncode == 2


def test_a_unit_whose_file_is_broken_says_so(project: Path) -> None:
    for file in ("content/teams/garden.md", "content/2026-q4/garden/beds.md"):
        write(project, {file: "---\ntitel: x\n---\n"})
    done = checkin(project, "garden", "--win", "x")
    assert done.returncode == 2
    assert "garden" in done.stderr


def test_a_read_only_folder_is_said_before_anything_is_asked(project: Path) -> None:
    folder = project / QUARTER
    if os.geteuid() == 0:  # who may write everywhere is stopped by a file in the way
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
        folder.write_text("in the way")
        words = "is no folder"
    else:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
        words = "cannot be written to"
    done = checkin(project, "kitchen", "--set", "welcome#return=40")
    assert done.returncode == 2
    assert words in done.stderr


def small_files_only() -> None:
    """No file may grow beyond a few bytes, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))


def test_a_full_disk_leaves_nothing_half_written(project: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "checkin", "kitchen", "--set", "welcome#return=40", "--set", "house#calm=2"],
        cwd=project,
        capture_output=True,
        text=True,
        preexec_fn=small_files_only,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2
    assert "cannot be written: file too large" in done.stderr
    assert done.stdout == ""
    assert new_files(project) == {}


def test_two_at_once_each_get_their_file(project: Path) -> None:
    command = [*COMMAND, "checkin", "kitchen", "--set"]
    both = [
        subprocess.Popen(
            [*command, f"welcome#return={value}"], cwd=project, stdout=PIPE, stderr=PIPE, text=True
        )
        for value in (40, 41)
    ]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    found = new_files(project)
    assert sorted(out.strip() for out, _ in said) == sorted(found)
    for value, (out, _) in zip((40, 41), said, strict=True):
        assert f"value: {value}" in found[out.strip()]


# ── templates ─────────────────────────────────────────────────────────────────────────────────


def test_a_template_has_a_line_for_each_key_result_that_is_due_and_no_data(project: Path) -> None:
    done = checkin(project, "kitchen", "--template")
    assert done.stdout.splitlines() == [NEW, f"{YEAR}/{TODAY}.md"]
    text = new_files(project)[NEW]
    assert '  # welcome#return: {value: , confidence: , note: ""}\n' in text
    assert "last 36 % on 6 Nov (16 days ago); 39 % expected today" in text
    assert "  # overtime:\n" in text
    assert "overtime" not in new_files(project)[f"{YEAR}/{TODAY}.md"]
    assert "error" not in findings(project)
    # What nobody has filled in yet is not taken for a check-in, and that is all there is to say.
    assert set(re.findall(r"FMT\d+", findings(project))) == {"FMT074"}


def test_where_nothing_is_due_no_template_is_written(project: Path) -> None:
    checkin(project, *("--set", "welcome#return=40", "--set", "welcome#menu=no"))
    done = checkin(project, "kitchen", "--cycle", "2026-q4", "--template", "--date", "2026-11-08")
    assert done.returncode == 0
    assert "Kitchen has nothing due; the next check-in is due on 13 Nov." in done.stderr
    assert done.stdout == ""


# ── tables ────────────────────────────────────────────────────────────────────────────────────

TABLE = """key_result,value,done,confidence,note,date
welcome#return,40,,7,"Rain, and still full",2026-11-13
welcome#return,42,,7,,2026-11-20
welcome#menu,,yes,,,2026-11-20
welcome#rooms,,garden hall,,,2026-11-20
house#result,-11,,,,
"""


def test_a_table_makes_a_file_for_each_cycle_and_day(project: Path) -> None:
    write(project, {"readings.csv": TABLE})
    done = checkin(project, "kitchen", "--from", "readings.csv")
    assert done.returncode == 0, done.stderr
    assert new_files(project) == {
        f"{YEAR}/{TODAY}.md": (
            "---\nauthor: maria\nkey_results:\n  house#result: {value: -11}\n---\n"
        ),
        f"{QUARTER}/2026-11-13.md": (
            "---\nauthor: maria\nkey_results:\n"
            '  welcome#return: {value: 40, confidence: 7, note: "Rain, and still full"}\n---\n'
        ),
        f"{QUARTER}/2026-11-20.md": (
            "---\nauthor: maria\nkey_results:\n"
            "  welcome#return: {value: 42, confidence: 7}\n"
            "  welcome#menu: {done: true}\n"
            "  welcome#rooms: {done: [garden, hall]}\n---\n"
        ),
    }
    assert sorted(done.stdout.splitlines()) == sorted(new_files(project))
    assert "error" not in findings(project)


def test_a_table_that_grew_adds_only_what_is_new(project: Path) -> None:
    write(project, {"readings.csv": TABLE})
    checkin(project, "kitchen", "--from", "readings.csv")
    before = new_files(project)
    again = checkin(project, "kitchen", "--from", "readings.csv")
    assert again.returncode == 0
    assert "5 readings are there already" in again.stderr
    assert new_files(project) == before
    write(project, {"readings.csv": TABLE + "welcome#menu,,no,,,2026-11-14\n"})
    more = checkin(project, "kitchen", "--from", "readings.csv")
    assert more.stdout == f"{QUARTER}/2026-11-14.md\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_of_several_units(project: Path, mark: str, delimiter: str) -> None:
    text = f"{mark}Key result,Value,Unit\r\nwelcome#return,40,kitchen\r\nbeds#share,60,garden\r\n"
    (project / "readings.csv").write_bytes(text.replace(",", delimiter).encode())
    done = checkin(project, "--from", "readings.csv")
    assert done.returncode == 0, done.stderr
    assert list(new_files(project)) == [f"content/2026-q4/garden/checkins/{TODAY}.md", NEW]


BAD_LINES = {
    "a bad number": ("welcome#return,4o,,,,,", "2:16: '4o' is no number"),
    "a change": ("welcome#return,+3,,,,,", "2:16: '+3' is no number"),
    "a bad confidence": ("welcome#return,40,,12,,,", "2:20: '12' is no confidence"),
    "a bad date": ("welcome#return,40,,,,20.11.2026,", "2:22: '20.11.2026' is no date"),
    "a day that is not": ("welcome#return,40,,,,2026-02-30,", "2:22: '2026-02-30' is no date"),
    "a date to come": ("welcome#return,40,,,,2026-11-23,", "2:22: 2026-11-23 lies in the future"),
    "a date outside of every cycle": (
        "welcome#return,40,,,,2025-01-01,",
        "2:1: kitchen has no objectives in a cycle that runs on 2025-01-01",
    ),
    "an unknown key result": ("welcome#retrn,40,,,,,", "2:1: there is no key result"),
    "an unknown unit": ("welcome#return,40,,,,,kitchn", "2:23: there is no unit 'kitchn'"),
    "a value and done": ("welcome#return,40,yes,,,,", "2:19: `done` stands beside `value`"),
    "nothing": ("welcome#return,,,,,,", "2:1: the line says nothing"),
    "a hidden character": ("welcome#return,40,,,a\u200bb,,", "2:21: the text holds U+200B"),
    "a value kept elsewhere": ("beds#current,4,,,,,garden", "2:1: beds#current has its value in"),
    "too many cells": ("welcome#return,40,,,,,,,x", "2:25: there are more cells than columns"),
    "an open quote": ('welcome#return,40,,,"x', "2:21: the quotes of this cell do not match"),
}
HEADER = "key_result,value,done,confidence,note,date,unit"


@pytest.mark.parametrize(("line", "words"), BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_cell_is_named_by_line_and_column_and_nothing_is_written(
    project: Path, here: Run, line: str, words: str
) -> None:
    write(project, {"readings.csv": f"{HEADER}\n{line}\n"})
    code, _, error = here(*([] if "garden" in line else ["kitchen"]), "--from", "readings.csv")
    assert code == 2
    assert f"readings.csv:{words}" in error
    assert new_files(project) == {}


def test_every_bad_line_is_named_and_a_good_one_is_not_written(project: Path) -> None:
    lines = ["welcome#return,40", "welcome#menu,40", "welcome#rooms,attic", "welcome#return,41"]
    write(project, {"readings.csv": "key_result,value\n" + "\n".join(lines)})
    done = checkin(project, "kitchen", "--from", "readings.csv")
    assert done.returncode == 2
    for place in ("3:14", "4:15", "5:1"):
        assert f"readings.csv:{place}: " in done.stderr
    assert "is on line 2 already" in done.stderr
    assert new_files(project) == {}


def test_of_very_many_bad_lines_the_first_are_named(project: Path) -> None:
    write(project, {"readings.csv": "key_result,value\n" + "welcome#return,x\n" * 100})
    assert "and 80 more" in checkin(project, "kitchen", "--from", "readings.csv").stderr


def test_a_line_without_a_unit_has_to_name_it(project: Path) -> None:
    write(project, {"readings.csv": "key_result,value\nwelcome#return,40\n"})
    done = checkin(project, "--from", "readings.csv")
    assert "nobody says whose 'welcome#return' is" in done.stderr
    write(project, {"readings.csv": "key_result,value\nkitchen/welcome#return,40\n"})
    assert checkin(project, "--from", "readings.csv").returncode == 0


@pytest.mark.parametrize("data", [b"key_result,value\nwelcome#menu,\xff\n", b"\xff\xfek\x00"])
def test_a_table_that_is_no_utf_8_is_refused(project: Path, data: bytes) -> None:
    (project / "readings.csv").write_bytes(data)
    done = checkin(project, "kitchen", "--from", "readings.csv")
    assert done.returncode == 2
    assert "readings.csv is not UTF-8" in done.stderr


def test_an_empty_table_writes_nothing(project: Path) -> None:
    write(project, {"readings.csv": "key_result,value\n"})
    done = checkin(project, "kitchen", "--from", "readings.csv")
    assert done.returncode == 0
    assert "there is nothing to write" in done.stderr
