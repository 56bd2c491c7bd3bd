"""The story of a cycle at Ladder & Kettle, a lending library of things, told to a stage."""

import whole_cycle_files as files
from whole_cycle import Stage

SAOIRSE = "Saoirse Tanaka"
GRETA = "Greta Moyo"

VALUE = "now> "
STEPS = "done or undone> "
CONFIDENCE = "0 to 10> "
NOTE = "note> "
WORD = "  > "
YES = "[Y/n]"

Q1 = "content/2026-q1"
Q2 = "content/2026-q2"


def tell(stage: Stage) -> None:
    """The whole of it, from an empty folder to the second cycle."""
    for chapter in (
        a_project_begins,
        objectives_are_written,
        the_first_check_in,
        a_check_in_is_broken_off,
        a_check_in_is_written_by_hand,
        half_way,
        somebody_forgets,
        a_check_in_is_reviewed,
        the_last_weeks,
        looking_back,
        the_next_cycle,
    ):
        chapter(stage)


def a_project_begins(stage: Stage) -> None:
    """Settings, teams, people, a cycle."""
    stage.on("2026-01-05", SAOIRSE, "Monday, 5 January: a project")
    stage.says("""
        Saoirse Tanaka, who looks after the people of Ladder & Kettle, begins with a folder, a git
        repository and a dozen questions. Enter takes what is in brackets; `--bare` leaves the
        example content out.
    """)
    stage.types("git init --quiet")
    stage.types(
        "okrpress init --bare",
        ("Name of the organisation", "Ladder & Kettle"),
        ("in one sentence", "Everybody can borrow what they need"),
        ("Its values", "Mend first, Leave room, Learn aloud"),
        ("Its teams", "Workshop, Backstage"),
        ("Who leads Ladder & Kettle", "Amara Lindqvist"),
        ("Who leads Workshop", GRETA),
        ("Who leads Backstage", SAOIRSE),
        ("Name of Amara", ""),
        ("Name of Greta", "greta-moyo"),
        ("Name of Saoirse", ""),
        ("begins in month", ""),
        ("The first cycle", ""),
        ("A first objective", ""),
    )
    stage.says("""
        One person leads nothing and is needed all the same. The file of the workshop gets its
        members, its rhythm and something that must not suffer, in an editor; the other two teams
        look at their numbers every second week (`cadence: biweekly`).
    """)
    stage.types("okrpress new person --name 'Kofi Bergström' --role Repairer --team workshop")
    stage.writes("content/teams/workshop.md", files.TEAM)
    for team in ("company", "backstage"):
        stage.replaces(f"content/teams/{team}.md", ("lead:", "cadence: biweekly\nlead:"))
    stage.says("Is everything in place? The shell, too, should know the names of what there is.")
    stage.types("okrpress doctor", cut=(1, 22))
    stage.types("okrpress completion bash > ~/.okrpress-completion")
    stage.types("git add --all && git commit --quiet --message 'Begin with OKRs'")
    stage.says("From here on they commit after every step, and this page leaves it out.")


def objectives_are_written(stage: Stage) -> None:
    """An old list, three objectives, and a finding that is corrected."""
    stage.on("2026-01-07", SAOIRSE, "Wednesday, 7 January: objectives")
    stage.says("""
        Where do we stand? Last autumn's goals hang on the kitchen wall. Saoirse types them into
        a file of JSON Lines, and reads them into a project of their own, beside the new one.
    """)
    stage.writes("../last-year.jsonl", files.LAST_YEAR)
    stage.types("okrpress import jsonl ../last-year.jsonl --into ../last-year")
    stage.types("okrpress status --root ../last-year --cycle 2025-q4")
    stage.says("""
        So a thing spends 13 days in the workshop. The objective of the whole house comes first:
        the command asks for what the file cannot do without.
    """)
    stage.types(
        "okrpress new objective company",
        ("Where do you", "What people borrow simply works"),
        ("Its id", "sound-things"),
        ("Who answers", "amara-lindqvist"),
        ("Is it", "committed"),
    )
    stage.writes(f"{Q1}/company/sound-things.md", files.SOUND_THINGS, shown=False)
    stage.says("What a command line says is not asked.")
    stage.types(
        "okrpress new objective backstage/early --owner saoirse-tanaka --type aspirational \\\n"
        "    --title 'We hear early when somebody is struggling' \\\n"
        "    --stands-alone 'It carries all the others'"
    )
    stage.writes(f"{Q1}/backstage/early.md", files.EARLY, shown=False)
    stage.on("2026-01-07", GRETA)
    stage.says("Greta Moyo, who leads the workshop, writes the third.")
    stage.types(
        "okrpress new objective workshop/empty-shelf --owner greta-moyo --type committed \\\n"
        "    --title 'Broken things are back on the shelf before anybody misses them' \\\n"
        "    --supports company/sound-things#mended"
    )
    stage.says("The file holds what is known, and asks for the rest in remarks.")
    stage.shows(f"{Q1}/workshop/empty-shelf.md")
    stage.types("okrpress schema")
    stage.says("Greta answers the questions, and deletes them.")
    stage.writes(f"{Q1}/workshop/empty-shelf.md", files.EMPTY_SHELF)
    stage.types("okrpress check --strict", code=1)
    stage.types("okrpress rule KR002", cut=(20, 0))
    stage.says(
        "That is right: a guide that nobody uses is no result. She writes what would be one."
    )
    stage.replaces(
        f"{Q1}/workshop/empty-shelf.md", (files.GUIDES_AS_WORK, files.GUIDES_AS_RESULT), shown=True
    )
    stage.types("okrpress check --strict")
    stage.types("okrpress status")
    stage.commits("The objectives of the first quarter")


def the_first_check_in(stage: Stage) -> None:
    """A whole dialogue, and the same from a command line."""
    stage.on("2026-01-09", GRETA, "Friday, 9 January: the first check-in")
    stage.says("git knows that it is Greta, her file knows which team she leads. She is asked.")
    stage.types(
        "okrpress checkin",
        (VALUE, "248"),
        (CONFIDENCE, "7"),
        (NOTE, "A quiet week"),
        (VALUE, "12.5@6; Two new hands at the door"),
        (STEPS, ""),
        (VALUE, "0"),
        *((WORD, ""),) * 2,
        (WORD, "The triage table stands"),
        *((WORD, ""),) * 2,
        (YES, ""),
    )
    stage.says("It was a minute, and left a file that is as good as one written by hand.")
    stage.shows(f"{Q1}/workshop/checkins/2026-01-09.md")
    stage.commits("Check in Workshop")

    stage.on("2026-01-16", GRETA, "Friday, 16 January: in one line")
    stage.says("Whoever knows the numbers need not be asked. A slip of the finger writes nothing.")
    stage.types("okrpress checkin --set empty-shelf#waitin=240@7", code=2)
    stage.types(_set("empty-shelf#waiting=240@7", "empty-shelf#days=12@6", "accidents=0"))
    stage.commits("Check in Workshop")


def a_check_in_is_broken_off(stage: Stage) -> None:
    """Ctrl-C, and on; and a table."""
    stage.on("2026-01-23", GRETA, "Friday, 23 January: the phone rings")
    stage.says("Greta has answered one question when the phone rings. She presses Ctrl-C.")
    stage.types("okrpress checkin", (VALUE, "231@7; The table works"), (VALUE, "^C"), code=130)
    stage.says("Later she goes on where she was.")
    stage.types(
        "okrpress checkin",
        (YES, ""),
        (VALUE, "12@6;"),
        (STEPS, "@5;"),
        (VALUE, "1"),
        *((WORD, ""),) * 4,
        (YES, ""),
    )
    stage.commits("Check in Workshop")

    stage.on("2026-01-23", SAOIRSE)
    stage.says("Saoirse keeps the numbers of the house and of her own team in a table.")
    stage.writes("../readings.csv", files.READINGS[0])
    stage.types("okrpress checkin --from ../readings.csv")
    stage.commits("Check in from the table")


def a_check_in_is_written_by_hand(stage: Stage) -> None:
    """A template, and where the workshop stands."""
    stage.on("2026-01-30", GRETA, "Friday, 30 January: in an editor")
    stage.says("Some would rather fill in a file, on a web page of the forge for example.")
    stage.types("okrpress new checkin workshop")
    stage.shows(f"{Q1}/workshop/checkins/2026-01-30.md")
    stage.says("It is not a good week.")
    stage.writes(f"{Q1}/workshop/checkins/2026-01-30.md", files.BY_HAND)
    stage.types("okrpress status workshop")
    stage.commits("Check in Workshop")


def half_way(stage: Stage) -> None:
    """A review, decisions, and a target that moves with a reason."""
    stage.on("2026-02-06", GRETA, "Friday, 6 February: half way")
    stage.types(
        _set("empty-shelf#waiting=228@4", "empty-shelf#days=11@6", "accidents=0")
        + " --blocker 'Hinges, still'"
    )
    stage.says("""
        The cycle is to be looked at today. The command writes down what is known of each key
        result; what is decided is up to those who meet.
    """)
    stage.types("okrpress review mid-cycle workshop")
    stage.shows(f"{Q1}/workshop/mid-cycle.md", cut=(30, 24))
    stage.says("Until they have met, `check` reminds them. After an hour around the kettle:")
    stage.types("okrpress check", code=1)
    stage.writes(f"{Q1}/workshop/mid-cycle.md", files.MID_CYCLE)
    stage.says("""
        One promise has to change. `amend` edits the file in place; the old value and the reason
        stay for everybody to see.
    """)
    stage.types(
        "okrpress amend workshop/empty-shelf#waiting --target 150 \\\n"
        "    --title 'Things waiting for repair fall from 260 to 150' \\\n"
        "    --reason 'Forty lockers broke in the frost'"
    )
    stage.commits("Half way in the workshop")
    stage.on("2026-02-06", SAOIRSE)
    stage.says("Backstage does it without an editor. Amara writes the one of the house.")
    stage.types(
        "okrpress review mid-cycle backstage --interactive",
        ("When did you meet", ""),
        ("cancel [", "keep"),
        ("why [", "The cards work"),
        ("cancel [", "keep"),
        ("why [", ""),
        ("– [", ""),
        ("– [", "Answer each concern on the day it comes"),
        ("– [", ""),
    )
    stage.writes(f"{Q1}/company/mid-cycle.md", files.COMPANY_MID_CYCLE, shown=False)
    stage.types("okrpress check --strict")
    stage.commits("Half way")


def somebody_forgets(stage: Stage) -> None:
    """A reminder, and what is handed in late."""
    stage.on("2026-02-17", SAOIRSE, "Tuesday, 17 February: who owes what")
    stage.says("Last Friday the workshop was at the fair, and nobody looked at a number.")
    stage.types("okrpress remind")
    stage.says("CI posts the same to a chat. Saoirse brings her table up to date; it has grown.")
    stage.writes("../readings.csv", files.READINGS[1], shown=False)
    stage.types("okrpress checkin --from ../readings.csv")
    stage.on("2026-02-17", GRETA)
    stage.types(
        _set("empty-shelf#waiting=223@5", "empty-shelf#days=10.5@7", "accidents=0")
        + " --date 2026-02-13 \\\n    --set empty-shelf#guides=@6"
    )
    stage.types("okrpress remind --check")
    stage.commits("Check in late")


def a_check_in_is_reviewed(stage: Stage) -> None:
    """A branch and what it means."""
    stage.on("2026-02-20", GRETA, "Friday, 20 February: the numbers turn")
    stage.types(_set("empty-shelf#waiting=221@5", "empty-shelf#days=10.5@7", "accidents=0"))
    stage.commits("Check in Workshop")
    stage.on("2026-02-27", GRETA, "Friday, 27 February: a pull request")
    stage.says("A check-in can be proposed on a branch. `diff` says what the change means.")
    stage.types("git switch --quiet --create week-9")
    stage.types(
        _set("empty-shelf#waiting=214@6", "empty-shelf#days=10@8", "accidents=0")
        + " \\\n    --set empty-shelf#guides=+sewing@7 --win 'Hinges in the drawer'"
    )
    stage.commits("Check in Workshop")
    stage.types("okrpress diff --comment-file ../comment.json")
    stage.says("In CI a job that may write takes this file, distrusts it, and posts the comment.")
    stage.types("okrpress comment ../comment.json", cut=(12, 0))
    stage.types("git switch --quiet main && git merge --quiet week-9")


def the_last_weeks(stage: Stage) -> None:
    """Four weeks, a digest, and the site."""
    stage.on("2026-03-06", GRETA, "Friday, 6 March: the week in a mail")
    stage.types(
        _set("empty-shelf#waiting=207@6", "empty-shelf#days=9.8@8", "accidents=0")
        + " --win 'Not one hinge was missing'"
    )
    stage.types("okrpress digest --since 7d")
    stage.commits("Check in Workshop")
    stage.says("Would it be enough, if the shelf came to 150 people waiting by the end?")
    stage.types("okrpress simulate empty-shelf#waiting=150 --at-end")
    stage.on("2026-03-13", GRETA, "Friday, 13 March, to Friday, 27 March: the last weeks")
    stage.types(_set("empty-shelf#waiting=202@5", "empty-shelf#days=9.4@8", "accidents=0"))
    stage.on("2026-03-20", GRETA)
    stage.types(_set("empty-shelf#waiting=196@5", "empty-shelf#days=9.1@9", "accidents=1"))
    stage.on("2026-03-27", GRETA)
    stage.types(_set("empty-shelf#waiting=190@4", "empty-shelf#days=9@10", "accidents=0"))
    stage.commits("Check in Workshop")
    stage.says("How does it look? Ctrl-C ends the server.")
    stage.serves("okrpress serve")


def looking_back(stage: Stage) -> None:
    """What is missing, retrospectives, and the end."""
    stage.on("2026-04-02", SAOIRSE, "Thursday, 2 April: looking back")
    stage.says("The quarter is over, and the table has its last lines. Can it be closed?")
    stage.writes("../readings.csv", files.READINGS[2], shown=False)
    stage.types("okrpress checkin --from ../readings.csv", cut=(1, 0))
    stage.commits("The last readings")
    stage.types("okrpress close 2026-q1", code=1)
    stage.says("Not before it has been talked about.")
    stage.types("okrpress review retro workshop")
    stage.shows(f"{Q1}/workshop/retrospective.md", cut=(34, 0))
    stage.writes(f"{Q1}/workshop/retrospective.md", files.RETROSPECTIVE)
    stage.types(
        "okrpress review retro backstage --interactive",
        ("When did you meet", ""),
        ("score, 0 to 1 [", ""),
        ("note [", "More cards than ever"),
        ("abandon [", "keep"),
        ("score, 0 to 1 [", ""),
        ("note [", ""),
        ("abandon [", "keep"),
        ("– [", "Cards beside the kettle"),
        *((("– [", ""),) * 3),
        ("– [", "A question that costs ten seconds gets an answer"),
        ("– [", ""),
    )
    stage.writes(f"{Q1}/company/retrospective.md", files.COMPANY_RETROSPECTIVE, shown=False)
    stage.says("Amara writes the one of the house. Now nothing is missing.")
    stage.types("okrpress close 2026-q1")
    stage.commits("Close the first quarter")


def the_next_cycle(stage: Stage) -> None:
    """Drafts from what was kept, a clean check, and a site."""
    stage.on("2026-04-03", SAOIRSE, "Friday, 3 April: the next cycle")
    stage.says("What was kept goes on, from where it ended.")
    stage.types("okrpress new cycle 2026-q2 --from 2026-q1")
    stage.says("""
        The workshop's draft holds what was decided and learned, and asks for what nobody has
        decided yet. Drafts are no mistakes: `check` is content, `status` shows them.
    """)
    stage.shows(f"{Q2}/workshop/empty-shelf.md")
    stage.types("okrpress check")
    stage.on("2026-04-03", GRETA)
    stage.says("Greta fills hers in.")
    stage.writes(f"{Q2}/workshop/empty-shelf.md", files.NEXT_SHELF)
    stage.on("2026-04-03", SAOIRSE)
    stage.says("""
        Amara and Saoirse do the same with the other two. Saoirse has read above her draft what a
        stretch came to last time, and dares more:
    """)
    stage.shows(f"{Q2}/backstage/early.md", cut=(8, 0))
    stage.writes(f"{Q2}/company/sound-things.md", files.NEXT_SOUND_THINGS, shown=False)
    stage.writes(f"{Q2}/backstage/early.md", files.NEXT_EARLY, shown=False)
    stage.commits("The objectives of the second quarter")
    stage.types("okrpress check --strict")
    stage.types("okrpress status")
    stage.says("At last the site, as CI would publish it.")
    stage.types("okrpress build --commit HEAD")
    stage.types("okrpress verify-site --rebuild")


def _set(*answers: str) -> str:
    """A check-in of the workshop in one command line; the last answer is about its health."""
    *readings, health = answers
    said = " ".join(f"--set {reading}" for reading in readings)
    return f"okrpress checkin {said} \\\n    --health {health}"
