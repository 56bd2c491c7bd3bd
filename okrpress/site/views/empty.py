"""What a page says where it has nothing to show: what, why, and what to do."""

from okrpress.model.frozen import dataclass
from okrpress.model.ids import UnitCycle
from okrpress.model.okr import Cycle
from okrpress.site.views.here import Here


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """`what` is missing, `why` that is, and the file or command that changes it."""

    what: str
    why: str
    file: str = ""
    command: str = ""


def no_cycles(here: Here) -> Empty:
    """A portfolio without any content."""
    return Empty(
        what=here.fmt.say("No objectives yet"),
        why=here.fmt.say(
            "A cycle is a folder that holds a folder for each unit. Write the first objective:"
        ),
        file=f"{here.site.settings.content}/2026-q4/growth/onboarding.md",
        command="okrpress check",
    )


def no_running_cycle(here: Here) -> Empty:
    """Nothing is pursued on the as-of date."""
    site = here.site
    ahead = [one for one in site.portfolio.cycles.values() if not one.has_begun(site.as_of)]
    if ahead:
        first = ahead[0]
        assert first.start is not None  # an undated cycle has begun
        begins = here.fmt.age((site.as_of - first.start).days)
        return Empty(
            what=here.fmt.say("No cycle is running"),
            why=here.fmt.say(
                "The next one, {cycle}, begins {begins}, on {day}.",
                cycle=here.cycle(first.id).text,
                begins=begins,
                day=here.fmt.date(first.start),
            ),
        )
    return Empty(
        what=here.fmt.say("No cycle is running"),
        why=here.fmt.say("All cycles are over. The next one begins with a folder of that name:"),
        file=f"{site.settings.content}/<cycle>/<unit>/<objective>.md",
        command="okrpress check",
    )


def no_objectives(here: Here, cycle: Cycle) -> Empty:
    """A cycle that nobody has written an objective for."""
    return Empty(
        what=here.fmt.say("No objectives in this cycle yet"),
        why=here.fmt.say("Each objective is a file in the folder of the unit that pursues it:"),
        file=f"{here.site.settings.content}/{cycle.id}/<unit>/<objective>.md",
        command="okrpress check",
    )


def no_unit_objectives(here: Here, unit: str) -> Empty:
    """A unit without objectives in a running cycle."""
    running = here.site.running
    cycle = running[0].id if running else "<cycle>"
    return Empty(
        what=here.fmt.say("No objectives in a running cycle"),
        why=here.fmt.say("Its objectives are files in its folder:"),
        file=f"{here.site.settings.content}/{cycle}/{unit}/<objective>.md",
        command="okrpress check",
    )


def no_check_ins(here: Here, folder: UnitCycle) -> Empty:
    """A folder that nobody has checked in for."""
    day = here.fmt.iso(here.site.as_of)
    return Empty(
        what=here.fmt.say("No check-ins yet"),
        why=here.fmt.say(
            "Values, confidence and what stands in the way are reported in a dated file:"
        ),
        file=f"{here.site.settings.content}/{folder}/checkins/{day}.md",
        command="okrpress check",
    )


def no_key_results(here: Here) -> Empty:
    """An objective that cannot be told to have been reached."""
    return Empty(
        what=here.fmt.say("No key results"),
        why=here.fmt.say(
            "Without one nobody can tell whether the objective was reached. "
            "They belong in the front matter of its file, under key_results."
        ),
    )
