"""FMT030–FMT099: the keys and values of a file, and its place."""

from okrpress.model.finding import Level
from okrpress.rules.code import Code


def _code(
    code: str, name: str, *, what: str, why: str, fix: str, level: Level = Level.ERROR
) -> Code:
    return Code(code=code, name=name, level=level, what=what, why=why, fix=fix)


_KEYS = (
    _code(
        "FMT030",
        "unknown-key",
        what="The front matter has a key that this kind of file does not know.",
        why="A misspelt key would be dropped silently: `visibilty: private` would publish what "
        "was meant to stay private, and a misspelt `due` would move a date nobody meant to move.",
        fix="Correct the spelling; the finding names the key that comes closest. Free text goes "
        "below the front matter.",
    ),
    _code(
        "FMT031",
        "missing-key",
        what="A key that this kind of file cannot do without is not there.",
        why="Without a title there is nothing to show, without an id nothing to refer to, and a "
        "review without its day has not been held.",
        fix="Add the key.",
    ),
    _code(
        "FMT032",
        "empty-value",
        what="A key has no value, or only blanks.",
        why="An empty value can mean “none”, “not yet” or “forgotten”. Only the author knows "
        "which.",
        fix="Write the value, or remove the key where there is none.",
    ),
    _code(
        "FMT033",
        "wrong-shape",
        what="A list stands where a single value belongs, or the other way round, or a mapping of "
        "keys and values is missing.",
        why="The value cannot be read without guessing what was meant.",
        fix="Write it in the shape that the finding names; the JSON Schema of the file kind "
        "(`okrpress schema`) lets an editor complete it.",
    ),
)

_VALUES = (
    _code(
        "FMT034",
        "not-a-number",
        what="A number is written in a form that is not accepted.",
        why="Percent signs, thousands separators, exponents and leading zeros mean different "
        "things to different readers: 1,000 is a thousand here and one there.",
        fix="Write digits, a point, and at most six decimals: 1250 or -0.5. Units go into `unit`.",
    ),
    _code(
        "FMT035",
        "not-a-date",
        what="A date is not written as YYYY-MM-DD, or the day does not exist.",
        why="03/04/2026 is a day in March or in April. One form leaves no doubt.",
        fix="Write year, month and day with hyphens and leading zeros: 2026-04-03.",
    ),
    _code(
        "FMT036",
        "not-true-or-false",
        what="A yes/no value is neither `true` nor `false`.",
        why="`no`, `off` and `n` are read as a word by one program and as “false” by another.",
        fix="Write `true` or `false`.",
    ),
    _code(
        "FMT037",
        "unknown-word",
        what="A key that takes one of a few words has another one.",
        why="A state or visibility that nobody knows cannot be honoured, and must not be ignored.",
        fix="Use one of the words that the finding lists, in lower case.",
    ),
    _code(
        "FMT038",
        "not-an-id",
        what="An id holds a character that ids cannot have, or is too long.",
        why="Ids become parts of web addresses and file names on every system, so they are made "
        "of a-z, 0-9 and hyphens only, at most 64 characters, beginning with a letter or digit.",
        fix="Write the id in that form. Names and titles may look as they like.",
    ),
    _code(
        "FMT039",
        "not-a-reference",
        what="A reference has a form that leads nowhere.",
        why="References are how objectives support each other and how check-ins find their key "
        "results; one that cannot be read would be lost.",
        fix="Write `unit/objective` or `unit/objective#key-result` for the same cycle, "
        "`cycle/unit/objective` for another. Inside a unit's check-ins and reviews it is "
        "`objective#key-result`, and nothing else.",
    ),
    _code(
        "FMT040",
        "text-too-long",
        what="A title, name or other one-line text has more than 300 characters.",
        why="Titles stand in tables, charts and feeds. What does not fit there is not read either.",
        fix="Shorten it, and move the details into the text below the front matter.",
    ),
    _code(
        "FMT041",
        "text-not-on-one-line",
        what="A title, name or other one-line text holds a line break or a tab.",
        why="Such texts end up in feeds, calendars and log lines, where a line break begins "
        "something new.",
        fix="Write it as one line.",
    ),
    _code(
        "FMT042",
        "not-a-rhythm",
        what="`cadence` is no rhythm of check-ins.",
        why="The rhythm decides when a key result counts as stale.",
        fix="Write daily, weekly, biweekly, monthly, quarterly, or a number of days: `10 days`.",
    ),
    _code(
        "FMT043",
        "unsafe-address",
        what="`url` is no web or mail address.",
        why="The address becomes a link on a published page. Other schemes run programs.",
        fix="Begin it with https://, http:// or mailto:, and leave out blanks.",
    ),
    _code(
        "FMT044",
        "number-out-of-range",
        what="A number lies outside of what its key can mean.",
        why="Weights are not negative, confidence runs from 0 to 10, grades and planned shares "
        "from 0 to 1. Outside of that, sums and colours stop meaning anything.",
        fix="Write a number in the range that the finding names. 70 % is a grade of 0.7, and a "
        "confidence of 7.",
    ),
    _code(
        "FMT065",
        "lookalike-letter",
        what="A word of a title or name mixes Latin letters with Cyrillic or Greek ones that look "
        "the same.",
        why="Whoever searches for the word does not find it, and two titles that read alike can "
        "mean different things.",
        fix="Type the word again, in one script.",
        level=Level.WARNING,
    ),
    _code(
        "FMT045",
        "listed-twice",
        what="An id or value stands in a list twice.",
        why="Of two things with one id nobody can tell which one a reference means.",
        fix="Remove one of them, or give it an id of its own.",
    ),
)

_MEASURES = (
    _code(
        "FMT046",
        "several-measures",
        what="A key result has more than one of `target`, `keep`, `done_when` and `steps`.",
        why="A key result is measured in one way; with two, its progress would depend on who asks.",
        fix="Keep one measure, and make a second key result of the other.",
    ),
    _code(
        "FMT047",
        "target-equals-baseline",
        what="Baseline and target are the same number.",
        why="Progress is the share of the way from baseline to target that lies behind us. With "
        "no way to go, every share is as true as any other.",
        fix="Write the number to reach as `target`. For a level that is to be held, use `keep: "
        "{min: …}` or `keep: {max: …}`.",
    ),
    _code(
        "FMT048",
        "key-without-its-measure",
        what="A key stands in a key result whose measure it says nothing about, such as "
        "`aggregate` or `baseline` without a `target`, or a `plan` for a range to keep.",
        why="It would have no effect, though its author expects one.",
        fix="Add the measure it belongs to, or remove the key.",
    ),
    _code(
        "FMT049",
        "impossible-range",
        what="A range to keep has no bound, or its lower bound lies above the upper one.",
        why="Nothing or everything lies inside such a range.",
        fix="Write `min`, `max` or both, the smaller number as `min`.",
    ),
    _code(
        "FMT050",
        "weights-cancel",
        what="All weights are 0.",
        why="The progress of the whole is a weighted mean; with nothing that counts there is none.",
        fix="Give at least one of them a weight above 0. A weight of 0 means: tracked, not "
        "counted.",
    ),
    _code(
        "FMT051",
        "no-key-results",
        what="An active objective in a cycle that is not closed has no key results.",
        why="Without key results nobody can tell whether the objective is reached.",
        fix="Add two to five key results, or say `state: draft` until they are found.",
    ),
    _code(
        "FMT052",
        "too-many-key-results",
        what="An objective has more than fifty key results.",
        why="Nobody can pay attention to so many; usually a list of tasks was pasted.",
        fix="Split the objective, and keep the results that show it is reached.",
    ),
    _code(
        "FMT053",
        "no-key-results-recorded",
        what="An objective of a closed or undated cycle has no key results.",
        why="History is what it is, but nothing of this objective will show in analytics.",
        fix="Add the key results, if somebody still knows them.",
        level=Level.WARNING,
    ),
    _code(
        "FMT054",
        "state-without-reason",
        what="Something is postponed or cancelled, and nobody says why.",
        why="The reason is what the next cycle learns from, and what readers ask first.",
        fix="Add `reason: …` beside `state`.",
    ),
    _code(
        "FMT055",
        "current-without-its-day",
        what="`current` stands without `as_of`, or `as_of` without `current`.",
        why="A value without its day cannot be compared with what the date expects, and never "
        "becomes stale.",
        fix="Write both, or use a check-in file.",
    ),
    _code(
        "FMT056",
        "due-before-start",
        what="A key result is due before it starts.",
        why="Its time has no length, so there is no pace to judge.",
        fix="Correct `start` or `due`. Where one is left out, the cycle's first or last day holds.",
    ),
    _code(
        "FMT057",
        "keys-exclude-each-other",
        what="Two keys stand side by side of which only one can be true.",
        why="An objective that supports another does not stand alone; a cycle with dates is not "
        "undated; one reading has one kind of value.",
        fix="Keep the one that is meant.",
    ),
    _code(
        "FMT058",
        "observation-does-not-fit",
        what="A value was reported in a form that the measure of its key result does not take.",
        why="A number says nothing about a yes/no, and `true` says nothing about a target.",
        fix="For a target or range write `value: 36`, for a yes/no `done: true`, for steps `done: "
        "[ids of all steps done so far]`.",
    ),
    _code(
        "FMT059",
        "entry-says-nothing",
        what="A check-in names a key result and reports nothing about it.",
        why="It may be a leftover of a template, or a number that got lost.",
        fix="Write `value`, `done`, `confidence` or `note`, or remove the entry.",
    ),
)

_LEDGER = (
    _code(
        "FMT060",
        "ledger-out-of-order",
        what="The entries of `changes` are not in order of date.",
        why="The ledger is read from top to bottom: the first entry of a field holds the original "
        "commitment, the last one what is true now.",
        fix="Put the oldest entry first.",
    ),
    _code(
        "FMT061",
        "ledger-field-unknown",
        what="An entry of `changes` names a field that cannot change that way.",
        why="The entry would explain nothing.",
        fix="Name the key that changed, as it is spelt in the file.",
    ),
    _code(
        "FMT062",
        "ledger-changes-nothing",
        what="An entry of `changes` ends where it begins.",
        why="Usually one of the two values was copied and not corrected.",
        fix="Write the value before as `from`, and the value since as `to`.",
    ),
    _code(
        "FMT063",
        "ledger-contradiction",
        what="The ledger ends at another value than the file has, or an entry does not begin "
        "where the one before it ended.",
        why="The ledger shows what was promised at first. If it does not add up, one of the two "
        "is wrong, and nobody can tell which.",
        fix="Add the entry that is missing, or correct the value.",
    ),
    _code(
        "FMT064",
        "plan-outside-time",
        what="A point of `plan` lies before the key result starts or after it is due.",
        why="Such a point bends the expected path where nobody looks.",
        fix="Correct the date. Where `start` or `due` is left out, the cycle's day holds.",
    ),
)

_PLACES = (
    _code(
        "FMT070",
        "misplaced-file",
        what="A Markdown file lies where no kind of content belongs.",
        why="The path says what a file is. Nothing that lies elsewhere would be published, and "
        "nothing an author wrote is dropped silently.",
        fix="Move it: objectives to <cycle>/<unit>/, check-ins to <cycle>/<unit>/checkins/, teams "
        "to teams/, people to people/. A README.md may lie anywhere.",
    ),
    _code(
        "FMT072",
        "name-is-taken",
        what="The name of a file or folder has another meaning already.",
        why="okrpress uses the name for a page or file of its own: the two would lie in one place.",
        fix="Rename it.",
    ),
    _code(
        "FMT073",
        "check-in-without-date",
        what="The name of a check-in does not begin with the day it was made.",
        why="The name is the date of the check-in.",
        fix="Name it like 2026-11-06.md; a second one of the same day like 2026-11-06-second.md.",
    ),
    _code(
        "FMT074",
        "empty-check-in",
        what="A check-in says nothing at all.",
        why="It is a template that nobody filled in, most often. It does not count as a check-in: "
        "whoever looks for the last sign of a unit would be misled.",
        fix="Fill it in, or delete the file.",
        level=Level.WARNING,
    ),
)

SCHEMA_CODES: tuple[Code, ...] = (*_KEYS, *_VALUES, *_MEASURES, *_LEDGER, *_PLACES)
