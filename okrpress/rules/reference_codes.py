"""REF: what files say of each other."""

from okrpress.model.finding import Level
from okrpress.rules.code import Code


def _code(
    code: str, name: str, *, what: str, why: str, fix: str, level: Level = Level.ERROR
) -> Code:
    return Code(code=code, name=name, level=level, what=what, why=why, fix=fix)


_NAMED = (
    _code(
        "REF001",
        "unknown-unit",
        what="A folder in a cycle is named like no team and no person.",
        why="As soon as teams or people are declared, a folder without one is most often "
        "misspelt, and its objectives would be missing from their team's page.",
        fix="Rename the folder, or add teams/<unit>.md or people/<unit>.md. A portfolio with "
        "neither folder may use any names.",
    ),
    _code(
        "REF002",
        "team-and-person",
        what="A team and a person have the same id.",
        why="A folder of that name would belong to both, and what a person writes is private "
        "where a team's is public.",
        fix="Rename one of the two files, and its folders.",
    ),
    _code(
        "REF003",
        "unknown-person",
        what="An owner, author, lead, member or manager is no file in people/.",
        why="As soon as people are declared, an id without a file is most often misspelt, and the "
        "work would be missing from that person's page.",
        fix="Correct the id, or add people/<id>.md.",
    ),
    _code(
        "REF004",
        "unknown-team",
        what="A team's `parent` or a person's `team` is no file in teams/.",
        why="The organisation could not be drawn.",
        fix="Correct the id, or add teams/<id>.md.",
    ),
    _code(
        "REF005",
        "unknown-value",
        what="An objective names a value that index.md does not list.",
        why="Values are shown with the objectives that live them; a misspelt one is shown nowhere.",
        fix="Correct the id, or add the value to `values` in index.md.",
    ),
    _code(
        "REF006",
        "unknown-objective",
        what="A reference names an objective that does not exist.",
        why="Whoever follows it finds nothing, and the alignment map has a hole.",
        fix="Correct the reference: `unit/objective` in the same cycle, `cycle/unit/objective` in "
        "another.",
    ),
    _code(
        "REF007",
        "unknown-key-result",
        what="A reference names a key result that its objective does not have.",
        why="A reading or grade without its key result would be lost.",
        fix="Correct the id after the #. Titles may change, ids do not.",
    ),
    _code(
        "REF014",
        "unknown-step",
        what="A check-in reports a step that the key result does not have.",
        why="The step would not count.",
        fix="Correct the id, or add the step to the key result.",
    ),
    _code(
        "REF018",
        "unknown-health-metric",
        what="A check-in reports a health metric that its team or person does not declare.",
        why="Without the range to keep, a level says nothing.",
        fix="Correct the id, or add the metric to `health` in the file of the team or person.",
    ),
)

_LOOPS = (
    _code(
        "REF008",
        "alignment-loop",
        what="Objectives support each other in a circle, or one supports itself.",
        why="In a circle nothing is the aim that the rest serves.",
        fix="Remove one `supports` on the path that the finding shows.",
    ),
    _code(
        "REF009",
        "team-loop",
        what="Teams are part of each other in a circle.",
        why="Nobody is at the top, and the organisation cannot be drawn.",
        fix="Correct one `parent` on the path that the finding shows.",
    ),
    _code(
        "REF010",
        "manager-loop",
        what="People report to each other in a circle.",
        why="What a manager may see depends on who reports to whom.",
        fix="Correct one `manager` on the path that the finding shows.",
    ),
    _code(
        "REF011",
        "dependency-loop",
        what="Objectives depend on each other in a circle.",
        why="Each waits for the next, so none can be the first to finish.",
        fix="Decide which one comes first, and remove its `depends_on`.",
        level=Level.WARNING,
    ),
)

_DATES = (
    _code(
        "REF012",
        "cycle-without-dates",
        what="Neither the name nor the index.md of a cycle says both its first and its last day.",
        why="Pace, forecasts and reminders are computed from these two days.",
        fix="Add <cycle>/index.md with `start` and `end`, or with `undated: <reason>` when nobody "
        "knows them. Names like 2026, 2026-h2, 2026-q4 and 2026-10 say their dates themselves.",
    ),
    _code(
        "REF013",
        "cycle-ends-before-start",
        what="A cycle ends before it starts.",
        why="It has no day on which anything could be reported.",
        fix="Correct `start` or `end`. Where one is left out, the name's day holds.",
    ),
    _code(
        "REF015",
        "outside-cycle",
        what="A check-in or review lies before its cycle starts, or more than 31 days after it "
        "ends.",
        why="Most often the year is wrong, or the file lies in another cycle's folder.",
        fix="Correct the date, or move the file to the cycle it belongs to.",
    ),
    _code(
        "REF020",
        "key-result-outside-cycle",
        what="A key result starts before its cycle or is due after it.",
        why="Its own dates hold, but the cycle's summary ends before the result is known.",
        fix="Move it to the cycle in which it is due, or correct the date.",
        level=Level.WARNING,
    ),
)

_READINGS = (
    _code(
        "REF016",
        "two-check-ins-on-a-day",
        what="Two check-ins report the same key result on the same day.",
        why="One of them is not used: the later file name wins.",
        fix="Put both into one file, or correct the date of one.",
        level=Level.WARNING,
    ),
    _code(
        "REF017",
        "current-beside-check-ins",
        what="A key result has a `current` value though there are check-ins of it.",
        why="Two sources for one number contradict each other sooner or later.",
        fix="Remove `current` and `as_of`; write a check-in instead.",
    ),
    _code(
        "REF019",
        "step-undone",
        what="A step that an earlier check-in reported as done is missing from a later one.",
        why="`done` lists every step done so far, not only the new ones. The step counts as open "
        "again.",
        fix="Add the step to the later check-in, unless it was really undone.",
        level=Level.WARNING,
    ),
)

REFERENCE_CODES: tuple[Code, ...] = (*_NAMED, *_LOOPS, *_DATES, *_READINGS)
