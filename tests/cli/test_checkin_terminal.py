"""`okrpress checkin` at a real terminal: a whole run, undo, skip, and every way to be cut off."""

import json
import re
from pathlib import Path

import pytest
from checkin_project import FILES, QUARTER, TODAY, YEAR, findings, git_knows_nobody, make, new_files
from okrpress_process import write
from terminal_session import Terminal

NEW = f"{QUARTER}/{TODAY}.md"
VALUE = "now> "
YES = "yes or no> "
STEPS = "done or undone> "
CONFIDENCE = "> "
NOTE = "note> "
WORD = "  > "
CONFIRM = "Write it? [Y/n] "


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path / "project", user="Maria Okafor")


def quarter(project: Path, *arguments: str, columns: int = 80, **env: str) -> Terminal:
    """A check-in of the kitchen's quarter: a metric, a yes/no, steps, one health metric."""
    arguments = ("checkin", "kitchen", "--cycle", "2026-q4", *arguments)
    return Terminal(*arguments, cwd=project, columns=columns, **env)


def skip_words(terminal: Terminal, *, times: int = 4) -> None:
    for _ in range(times):
        terminal.answer(WORD, "")


def flat(text: str) -> str:
    """The text on one line, however wide the terminal is."""
    return " ".join(text.split())


def drafts(project: Path) -> list[str]:
    return sorted(file.name for file in (project / ".okrpress" / "drafts").glob("*"))


WHOLE = """---
author: maria
key_results:
  welcome#return: {value: 39, confidence: 6, note: The new welcome works}
  welcome#menu: {done: true, note: "Printed, and laid"}
  welcome#rooms: {done: [garden, hall], confidence: 9}
health: {overtime: 4}
priorities:
  - Find a host
  - Rest
wins:
  - Two regulars brought their neighbours
---
We learned to wait.
And to ask.
"""


def test_a_whole_check_in_of_one_cycle(project: Path) -> None:
    terminal = quarter(project)
    asked = flat(terminal.answer(VALUE, "+3"))
    assert "Check-in of Kitchen, 22 Nov 2026: 3 key results." in asked
    assert "New guests feel at home on their first evening" in asked
    assert "1/3 Guests who come back" in asked
    assert "last 36 % on 6 Nov (16 days ago); 39 % expected today, 45 % at the end" in asked
    assert "= 39 %" in terminal.answer("0 to 10 [6]> ", "")
    terminal.answer(NOTE, "The new welcome works")
    shown = terminal.answer(YES, "yes; Printed, and laid")
    assert "last no on 6 Nov (16 days ago); due on 31 Dec; stale; confidence 8" in flat(shown)
    assert "done when: It is on every table" in flat(shown)
    assert "steps garden, hall, cellar" in terminal.answer(STEPS, "done hall@9;")
    assert "last 3.5 h on 6 Nov; keep at most 4 h" in terminal.answer(VALUE, "4")
    assert "what comes next?" in terminal.answer(WORD, "Find a host")
    terminal.answer(WORD, "Rest")
    terminal.answer(WORD, "")
    assert "what is in the way?" in terminal.answer(WORD, "")
    terminal.answer(WORD, "Two regulars brought their neighbours")
    terminal.answer(WORD, "")
    terminal.answer(WORD, "We learned to wait.")
    terminal.answer(WORD, "And to ask.")
    terminal.answer(WORD, "")
    summary = flat(terminal.answer(CONFIRM, ""))
    assert NEW in summary
    assert "welcome#return: 36 % -> 39 %; on track, as expected; confidence 6" in summary
    assert "welcome#menu: no -> yes; done" in summary
    assert "welcome#rooms: 1 of 3 steps -> 2 of 3 steps; on track, 10 points ahead" in summary
    after = terminal.rest()
    assert NEW in after
    assert f"next: git add {NEW} && git commit -m 'Check in Kitchen, 2026-11-22'" in after
    assert terminal.code == 0
    assert new_files(project) == {NEW: WHOLE}
    assert drafts(project) == []
    assert (project / ".okrpress" / ".gitignore").read_text() == "*\n"
    assert "error" not in findings(project)


def test_the_unit_and_the_cycles_are_those_of_whoever_works_here(project: Path) -> None:
    terminal = Terminal("checkin", cwd=project)
    assert "(2026-q4)" in terminal.answer(VALUE, "40@7;")
    terminal.answer(YES, "")
    terminal.answer(STEPS, "")
    assert "(2026)" in terminal.answer(VALUE, "=-11@6;")
    terminal.answer(VALUE, "2.5@6;")
    terminal.answer(VALUE, "3")
    skip_words(terminal)
    terminal.answer(CONFIRM, "y")
    terminal.rest()
    assert terminal.code == 0
    found = new_files(project)
    assert list(found) == [f"{YEAR}/{TODAY}.md", NEW]
    assert "house#result: {value: -11, confidence: 6}" in found[f"{YEAR}/{TODAY}.md"]
    assert "health: {overtime: 3}" in found[NEW]


def test_whoever_is_unknown_chooses_from_what_is_due(tmp_path: Path) -> None:
    project = make(tmp_path / "project", user="Somebody Else")
    terminal = Terminal("checkin", cwd=project, **git_knows_nobody(tmp_path))
    shown = terminal.answer("number or id> ", "gardn")
    assert "garden: Garden, 1 key result is due" in shown
    assert "kitchen: Kitchen, 5 key results are due" in shown
    assert "did you mean garden?" in terminal.answer("number or id> ", "u")
    terminal.answer("number or id> ", "1")
    shown = terminal.answer(VALUE, "q")
    assert "note: beds#current has its value in content/2026-q4/garden/beds.md" in shown
    assert "nothing was written" in terminal.rest()
    assert terminal.code == 0


def test_everything_can_be_skipped_and_then_nothing_is_written(project: Path) -> None:
    terminal = quarter(project)
    terminal.answer(VALUE, "")
    terminal.answer(YES, "")
    terminal.answer(STEPS, "")
    terminal.answer(VALUE, "")
    skip_words(terminal)
    assert "nothing was said, so nothing is written" in terminal.rest()
    assert terminal.code == 0
    assert new_files(project) == {}
    assert drafts(project) == []


def test_undo_goes_back_and_keeps_what_enter_leaves(project: Path) -> None:
    terminal = quarter(project)
    terminal.answer(VALUE, "u")
    assert "this is the first question" in terminal.answer(VALUE, "44")
    terminal.answer("[6]> ", "u")  # from the confidence to the value
    assert "so far: 44 %; Enter keeps it" in terminal.answer(VALUE, "40@7; why")
    terminal.answer(YES, "u")
    assert "so far: 40 %; confidence 7; why" in terminal.answer(VALUE, "")
    terminal.answer(YES, "no@8;")
    terminal.answer(STEPS, "u")
    terminal.answer(YES, "-")  # no answer after all
    terminal.answer(STEPS, "done hall@9")
    terminal.answer(NOTE, "")
    terminal.answer(VALUE, "4")
    terminal.answer(WORD, "first")
    terminal.answer(WORD, "second")
    terminal.answer(WORD, "u")
    assert "the last line is taken back" in terminal.answer(WORD, "third")
    terminal.answer(WORD, "")
    terminal.answer(WORD, "u")  # from blockers to priorities
    assert "- first\n  - third" in terminal.answer(WORD, "")
    skip_words(terminal, times=3)
    terminal.answer(CONFIRM, "u")
    terminal.answer(WORD, "A text")
    terminal.answer(WORD, "")
    terminal.answer(CONFIRM, "Y")
    terminal.rest()
    text = new_files(project)[NEW]
    assert "welcome#return: {value: 40, confidence: 7, note: why}" in text
    assert "welcome#menu" not in text
    assert "welcome#rooms: {done: [garden, hall], confidence: 9}" in text
    assert "priorities:\n  - first\n  - third\n---\nA text\n" in text


def test_a_new_value_keeps_the_confidence_and_note_that_were_given(project: Path) -> None:
    terminal = quarter(project)
    terminal.answer(VALUE, "40@7; why")
    terminal.answer(YES, "u")
    terminal.answer(VALUE, "41")
    terminal.answer(YES, "q")
    terminal.rest()
    (draft,) = (project / ".okrpress" / "drafts").glob("*.json")
    (reading,) = json.loads(draft.read_text())["key_results"]
    assert (reading["value"], reading["confidence"], reading["note"]) == ("41", "7", "why")


def test_what_cannot_be_read_is_explained_and_asked_again(project: Path) -> None:
    terminal = quarter(project)
    terminal.answer(VALUE, "4o")
    assert "'4o' is no number; write digits alone" in terminal.answer(VALUE, "?")
    assert "47; why" not in terminal.answer(VALUE, "47@11")
    assert "from 0 to 10" in terminal.answer(VALUE, "40")
    terminal.answer("[6]> ", "high")
    assert "'high' is no confidence" in terminal.answer("[6]> ", "-")
    terminal.answer(NOTE, "a\u200bb")
    assert "U+200B" in terminal.answer(NOTE, "")
    terminal.answer(YES, "maybe")
    assert "'maybe' is neither yes nor no" in terminal.answer(YES, "q")
    terminal.rest()
    assert "47@6; why" in re.sub(r"\x1b\[[0-9;]*m", "", terminal.raw)


# ── cut off ───────────────────────────────────────────────────────────────────────────────────


def begin(project: Path) -> Terminal:
    """Answer the first question and the half of the second."""
    terminal = quarter(project)
    terminal.answer(VALUE, "40@7; why")
    terminal.answer(YES, "no")
    terminal.until("confidence, 0 to 10 [8]> ")
    return terminal


def finish(project: Path) -> str:
    """Go on with the draft; what was shown, and the file."""
    terminal = quarter(project)
    shown = terminal.answer("[Y/n] ", "")
    shown += terminal.answer(YES, "")
    terminal.answer(STEPS, "")
    terminal.answer(VALUE, "")
    skip_words(terminal)
    terminal.answer(CONFIRM, "")
    terminal.rest()
    assert terminal.code == 0
    assert drafts(project) == []
    assert new_files(project)[NEW].splitlines()[2:5] == [
        "key_results:",
        "  welcome#return: {value: 40, confidence: 7, note: why}",
        "  welcome#menu: {done: false}",
    ]
    return shown


DRAFT = f"2026-q4-kitchen-{TODAY}.json"


def test_an_interrupted_check_in_goes_on_where_it_was(project: Path) -> None:
    terminal = begin(project)
    terminal.interrupt()
    said = flat(terminal.rest())
    assert "okrpress checkin kitchen goes on with your answers" in said
    assert f"they are kept in .okrpress/drafts/{DRAFT}" in said
    assert "interrupted" in said
    assert terminal.code == 130
    assert new_files(project) == {}
    assert drafts(project) == [DRAFT]
    shown = finish(project)
    assert "There is a draft of 22 Nov 2026 with 2 answers." in shown
    assert "so far: no; Enter keeps it" in shown


def test_the_end_of_input_keeps_the_draft(project: Path) -> None:
    terminal = begin(project)
    terminal.end_of_input()
    assert "the input ended early" in terminal.rest()
    assert terminal.code == 2
    finish(project)


def test_a_closed_window_keeps_the_draft(project: Path) -> None:
    begin(project).hang_up()
    assert new_files(project) == {}
    finish(project)


def test_q_leaves_and_the_draft_can_be_thrown_away(project: Path) -> None:
    terminal = begin(project)
    terminal._process.sendline("q")
    terminal.rest()
    assert terminal.code == 0
    again = quarter(project)
    again.answer("n deletes it [Y/n] ", "u")
    again.answer("[Y/n] ", "n")
    assert "1/3" in again.until(VALUE)
    assert drafts(project) == []
    again.interrupt()
    assert "nothing was written" in again.rest()


def test_no_at_the_end_keeps_the_draft(project: Path) -> None:
    terminal = quarter(project)
    terminal.answer(VALUE, "40@7;")
    terminal.answer(YES, "")
    terminal.answer(STEPS, "")
    terminal.answer(VALUE, "")
    skip_words(terminal)
    terminal.answer(CONFIRM, "maybe")
    terminal.answer(CONFIRM, "n")
    terminal.rest()
    assert terminal.code == 0
    assert new_files(project) == {}
    assert drafts(project) == [DRAFT]


def test_an_interruption_before_any_question_leaves_nothing(project: Path) -> None:
    terminal = Terminal(
        "checkin", cwd=make(project.parent / "other", user="Nobody"), **git_knows_nobody(project)
    )
    terminal.until("number or id> ")
    terminal.interrupt()
    assert "nothing was written" in terminal.rest()
    assert terminal.code == 130


def test_a_draft_of_an_earlier_day_keeps_its_day(project: Path) -> None:
    terminal = quarter(project, "--date", "2026-11-19")
    terminal.answer(VALUE, "40@7;")
    terminal.answer(YES, "q")
    terminal.rest()
    assert drafts(project) == ["2026-q4-kitchen-2026-11-19.json"]
    later = quarter(project)
    assert "a draft of 19 Nov 2026 with 1 answer." in later.answer("[Y/n] ", "y")
    assert "Check-in of Kitchen, 19 Nov 2026" in later.answer(YES, "")
    later.answer(STEPS, "")
    later.answer(VALUE, "")
    skip_words(later)
    later.answer(CONFIRM, "")
    later.rest()
    assert list(new_files(project)) == [f"{QUARTER}/2026-11-19.md"]


def test_what_the_content_no_longer_asks_for_is_left_out_of_a_draft(project: Path) -> None:
    terminal = begin(project)
    terminal.interrupt()
    terminal.rest()
    file = "content/2026-q4/kitchen/welcome.md"
    write(project, {file: FILES[file].replace("id: return", "id: returns")})
    (project / QUARTER / "2026-11-06.md").unlink()
    again = quarter(project)
    again.answer("[Y/n] ", "")
    shown = again.until(VALUE)
    assert "no longer asked for, and left out: welcome#return" in flat(shown)
    again.interrupt()
    again.rest()


def test_a_draft_that_cannot_be_read_is_set_aside(project: Path) -> None:
    write(project, {f".okrpress/drafts/{DRAFT}": "{broken"})
    terminal = quarter(project)
    shown = terminal.until(VALUE)
    aside = DRAFT.replace(".json", ".broken")
    assert f"a draft cannot be read, and is set aside: .okrpress/drafts/{aside}" in flat(shown)
    terminal.interrupt()
    terminal.rest()
    assert (project / ".okrpress" / "drafts" / aside).read_text() == "{broken"


def test_without_a_place_for_drafts_the_check_in_goes_on(project: Path) -> None:
    (project / ".okrpress").mkdir()
    (project / ".okrpress" / "drafts").write_text("in the way")
    terminal = quarter(project)
    terminal.answer(VALUE, "40@7;")
    assert "no draft can be kept" in terminal.answer(YES, "no@7;")
    assert "no draft" not in terminal.answer(STEPS, "")
    terminal.answer(VALUE, "")
    skip_words(terminal)
    terminal.answer(CONFIRM, "")
    terminal.rest()
    assert NEW in new_files(project)


def test_when_nothing_can_be_kept_the_text_is_at_least_shown(project: Path) -> None:
    (project / ".okrpress").mkdir()
    (project / ".okrpress" / "drafts").write_text("in the way")
    terminal = quarter(project)
    terminal.answer(VALUE, "40@7;")
    terminal.answer(YES, "")
    terminal.answer(STEPS, "")
    terminal.answer(VALUE, "")
    skip_words(terminal)
    terminal.until(CONFIRM)
    for file in (project / QUARTER).iterdir():
        file.unlink()
    (project / QUARTER).rmdir()
    (project / QUARTER).write_text("in the way")
    terminal._process.sendline("y")
    rest = terminal.rest()
    assert "welcome#return: {value: 40, confidence: 7}" in rest
    assert "is no folder" in rest
    assert terminal.code == 2


def test_a_name_taken_while_somebody_types_is_left_to_them(project: Path) -> None:
    terminal = quarter(project)
    terminal.answer(VALUE, "40@7;")
    terminal.answer(YES, "")
    terminal.answer(STEPS, "")
    terminal.answer(VALUE, "")
    skip_words(terminal)
    terminal.until(CONFIRM)
    write(project, {NEW: "---\nauthor: jon\n---\n"})
    terminal._process.sendline("y")
    assert f"{QUARTER}/{TODAY}-maria.md" in terminal.rest()
    assert new_files(project)[NEW] == "---\nauthor: jon\n---\n"


# ── terminals ─────────────────────────────────────────────────────────────────────────────────


def test_nothing_due_says_when(project: Path) -> None:
    write(
        project,
        {f"{QUARTER}/2026-11-21.md": FILES[f"{QUARTER}/2026-11-06.md"].replace("36", "37")},
    )
    terminal = quarter(project)
    said = flat(terminal.rest())
    assert "Kitchen has nothing due; the next check-in is due on 28 Nov. --all asks" in said
    assert terminal.code == 0
    everything = quarter(project, "--all")
    assert "1/3" in everything.until(VALUE)
    everything.interrupt()
    everything.rest()


def test_a_narrow_terminal_is_not_overrun(project: Path) -> None:
    terminal = quarter(project, columns=32)
    shown = terminal.answer(VALUE, "40@7;") + terminal.answer(YES, "q") + terminal.rest()
    assert max(len(line) for line in shown.splitlines() if " " in line.strip()) <= 32


def test_no_color_shows_none(project: Path) -> None:
    for env, has_colour in (({}, True), ({"NO_COLOR": "1"}, False)):
        terminal = quarter(project, **env)
        terminal.until(VALUE)
        terminal.interrupt()
        terminal.rest()
        assert ("\x1b[1m" in terminal.raw) == has_colour


def test_questions_are_plain_ascii_where_authors_texts_are(project: Path) -> None:
    terminal = quarter(project)
    shown = terminal.answer(VALUE, "+3") + terminal.answer("[6]> ", "") + terminal.answer(NOTE, "")
    terminal.until(YES)
    terminal.interrupt()
    assert (shown + terminal.rest()).isascii()


def test_a_dry_run_shows_the_file_and_keeps_the_draft(project: Path) -> None:
    terminal = quarter(project, "--dry-run")
    terminal.answer(VALUE, "40@7;")
    terminal.answer(YES, "")
    terminal.answer(STEPS, "")
    terminal.answer(VALUE, "")
    skip_words(terminal)
    assert "  welcome#return: {value: 40, confidence: 7}\n---\n" in terminal.rest()
    assert new_files(project) == {}
    assert drafts(project) == [DRAFT]
