"""The same OKRs for every generator: as okrpress reads them, and with everything in one file.

    python -m bench.same 1000 FOLDER [--seed 7]

N objectives belong to N/15 teams and to the four quarters of a year, three of which are closed.
Each has three or four key results with six readings each, and a text of some 150 words with a
list, a table and links. A team checks in every second week, on one day for all it pursues.
"""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench import same_words as words
from bench.words import AREAS, CRAFTS, VALUES, Quantity

AS_OF = date(2026, 12, 20)
TEAM_SIZE = 15
READINGS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """A cycle; `closed` is the day on which it was, if it was."""

    id: str
    start: date
    end: date
    closed: date | None = None


QUARTERS = (
    Quarter(id="2026-q1", start=date(2026, 1, 1), end=date(2026, 3, 31), closed=date(2026, 4, 10)),
    Quarter(id="2026-q2", start=date(2026, 4, 1), end=date(2026, 6, 30), closed=date(2026, 7, 10)),
    Quarter(id="2026-q3", start=date(2026, 7, 1), end=date(2026, 9, 30), closed=date(2026, 10, 9)),
    Quarter(id="2026-q4", start=date(2026, 10, 1), end=date(2026, 12, 31)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A value that was seen on a day, and how sure people were, from 0 to 10."""

    day: date
    value: str
    confidence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResult:
    """A key result with its readings, the oldest first."""

    id: str
    title: str
    unit: str
    baseline: str
    target: str
    due: date
    readings: tuple[Reading, ...]

    @property
    def progress(self) -> float:
        """From 0 to 1: where the last reading stands between baseline and target."""
        start, goal = float(self.baseline), float(self.target)
        return (float(self.readings[-1].value) - start) / (goal - start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """An objective; `supports` is another one, or nothing."""

    id: str
    title: str
    quarter: Quarter
    team: Team
    owner: str
    values: tuple[str, ...]
    supports: str
    key_results: tuple[KeyResult, ...]
    body: str

    @property
    def progress(self) -> float:
        """The mean of its key results."""
        return sum(one.progress for one in self.key_results) / len(self.key_results)


# ── the objectives ────────────────────────────────────────────────────────────────────────────


def objectives(count: int, seed: int = 7) -> list[Objective]:
    """So many objectives; the same count and seed give the same."""
    rng = Random(f"same/{seed}/{count}")
    all_teams = teams(rng, max(1, round(count / TEAM_SIZE)))
    made: list[Objective] = []
    by_quarter: dict[Quarter, list[Objective]] = {quarter: [] for quarter in QUARTERS}
    for number in range(count):
        team = all_teams[number] if number < len(all_teams) else rng.choice(all_teams)
        quarter = rng.choice(QUARTERS)
        same = by_quarter[quarter]
        above = rng.choice(same) if same and number > count // 20 else None
        made.append(objective(rng, f"o-{number + 1:06}", quarter, team, above))
        same.append(made[-1])
    return made


def teams(rng: Random, count: int) -> list[Team]:
    """Teams with names of their own, in any order."""
    names = [f"{area} {craft}" for area in AREAS for craft in CRAFTS]
    names += [f"{name} {number}" for number in range(2, 2 + count // 500) for name in names[:600]]
    rng.shuffle(names)
    return [Team(id=name.lower().replace(" ", "-"), name=name) for name in names[:count]]


def objective(
    rng: Random, id: str, quarter: Quarter, team: Team, above: Objective | None
) -> Objective:
    """One objective of a team, with all that hangs on it."""
    quantities = rng.sample(words.QUANTITIES, rng.randint(3, 4))
    verb, what, end = rng.choice(words.VERBS), rng.choice(words.OBJECTS), rng.choice(words.ENDS)
    supports = f"{above.quarter.id}/{above.team.id}/{above.id}" if above else ""
    return Objective(
        id=id,
        title=f"{verb} {what} so that it is {end}",
        quarter=quarter,
        team=team,
        owner=f"{rng.choice(words.FIRST)} {rng.choice(words.LAST)}",
        values=tuple(id for id, _ in rng.sample(VALUES, rng.randint(2, 3))),
        supports=supports,
        key_results=tuple(
            key_result(rng, f"kr{place}", quantity, quarter, days(team, quarter))
            for place, quantity in enumerate(quantities, 1)
        ),
        body=body(rng, team, quarter),
    )


def days(team: Team, quarter: Quarter) -> list[date]:
    """When a team checks in: every second week, each on a weekday of its own."""
    first = quarter.start + timedelta(days=1 + sum(team.id.encode()) % 5)
    return [first + timedelta(days=14 * step) for step in range(READINGS)]


def key_result(
    rng: Random, id: str, quantity: Quantity, quarter: Quarter, on: list[date]
) -> KeyResult:
    """A key result that goes some part of its way, never back behind where it began."""
    baseline, target = rng.uniform(*quantity.start), rng.uniform(*quantity.goal)
    reached = rng.choice([rng.uniform(0.0, 0.4), rng.uniform(0.3, 0.8), rng.uniform(0.6, 0.96)])

    def at(share: float) -> str:
        return f"{baseline + share * (target - baseline):.{quantity.places}f}"

    readings = []
    for step, day in enumerate(on, 1):
        share = min(1.0, max(0.0, reached * step / READINGS + rng.uniform(-0.03, 0.03)))
        sure = min(9, max(1, round(3 + 5 * share + rng.uniform(-1, 1))))
        readings.append(Reading(day=day, value=at(share), confidence=sure))
    return KeyResult(
        id=id,
        title=f"{quantity.title} at {rng.choice(words.THINGS)}",
        unit=quantity.unit,
        baseline=at(0.0),
        target=at(1.0),
        due=quarter.end - timedelta(days=rng.choice([0, 0, 0, 3, 7])),
        readings=tuple(readings),
    )


def body(rng: Random, team: Team, quarter: Quarter) -> str:
    """Some 150 words of Markdown."""
    opener = rng.choice(words.OPENERS).format(
        thing=rng.choice(words.THINGS), share=rng.randint(12, 64)
    )
    bullets = [
        "- " + text.format(n=rng.randint(3, 24))
        for text in rng.sample(words.BULLETS, rng.randint(3, 4))
    ]
    rows = [
        f"| {name} | {quarter.start + timedelta(weeks=3 * week + 1)} | {rng.choice(words.FIRST)} |"
        for week, name in enumerate(rng.sample(words.MILESTONES, rng.randint(3, 4)))
    ]
    lines = [
        f"{opener} {rng.choice(words.SECONDS)}",
        "",
        "## How we will get there",
        "",
        *bullets,
        "",
        "## Milestones",
        "",
        "| Milestone | Week of | Lead |",
        "| --- | --- | --- |",
        *rows,
        "",
        "## Links",
        "",
        rng.choice(words.CLOSERS).format(n=rng.randint(100, 999), slug=team.id),
        "",
    ]
    return "\n".join(lines)


# ── as okrpress reads them ────────────────────────────────────────────────────────────────────


def okrpress_files(all_of: Iterable[Objective]) -> Iterator[tuple[str, str]]:
    """A project: commitments in one file each, and what was seen on a day in another."""
    folders: dict[tuple[Quarter, Team], list[Objective]] = {}
    owners: dict[str, None] = {}
    for one in all_of:
        owners[one.owner] = None
        folders.setdefault((one.quarter, one.team), []).append(one)
        place = f"content/{one.quarter.id}/{one.team.id}"
        yield f"{place}/{one.id}.md", commitment(one)
    for (quarter, team), own in folders.items():
        for step, day in enumerate(days(team, quarter)):
            place = f"content/{quarter.id}/{team.id}"
            yield f"{place}/checkins/{day}.md", check_in(own, step)
    for team in {team: None for _, team in folders}:
        yield f"content/teams/{team.id}.md", f"---\nname: {team.name}\ncadence: biweekly\n---\n"
    for name in owners:
        yield f"content/people/{person_id(name)}.md", f"---\nname: {name}\n---\n"
    for quarter in QUARTERS:
        closed = f"closed: {quarter.closed}\n" if quarter.closed else ""
        text = f"---\nstart: {quarter.start}\nend: {quarter.end}\n{closed}---\n"
        yield f"content/{quarter.id}/index.md", text
    named = "".join(f"  - {{id: {id}, name: {name}}}\n" for id, name in VALUES)
    yield "content/index.md", f"---\nname: The bench\nvalues:\n{named}---\n"
    yield "okrpress.toml", '[site]\ntitle = "OKR dashboard"\ntheme = "lean"\n'


def person_id(name: str) -> str:
    """As in paths and references."""
    return name.lower().replace(" ", "-")


def commitment(one: Objective) -> str:
    """What was promised."""
    lines = [
        "---",
        f'title: "{one.title}"',
        f"owner: {person_id(one.owner)}",
        "type: committed",
        f"values: [{', '.join(one.values)}]",
        f"supports: [{one.supports}]" if one.supports else "stands_alone: It is one of the first",
        "key_results:",
    ]
    for key_result in one.key_results:
        lines += promise(key_result)
    return "\n".join([*lines, "---", "", one.body])


def promise(key_result: KeyResult) -> list[str]:
    """What a key result promises, as an item of a list."""
    return [
        f"  - id: {key_result.id}",
        f'    title: "{key_result.title}"',
        f'    unit: "{key_result.unit}"',
        f"    baseline: {key_result.baseline}",
        f"    target: {key_result.target}",
        f"    due: {key_result.due}",
    ]


def check_in(own: Iterable[Objective], step: int) -> str:
    """What was seen on the day of that step."""
    lines = ["---", "key_results:"]
    for one in own:
        for key_result in one.key_results:
            seen = key_result.readings[step]
            said = f"{{value: {seen.value}, confidence: {seen.confidence}}}"
            lines.append(f"  {one.id}#{key_result.id}: {said}")
    return "\n".join([*lines, "---", ""])


# ── with everything in one file ───────────────────────────────────────────────────────────────


def plain_files(all_of: Iterable[Objective]) -> Iterator[tuple[str, str]]:
    """One file for each objective, as generators without a notion of OKRs need it."""
    for one in all_of:
        yield f"t/{one.team.id}/{one.id}.md", plain(one)


def plain(one: Objective) -> str:
    """All facts of an objective."""
    lines = [
        "---",
        f"id: {one.id}",
        f'title: "{one.title}"',
        f"cycle: {one.quarter.id}",
        f'team: "{one.team.name}"',
        f'owner: "{one.owner}"',
        f"values: [{', '.join(one.values)}]",
        f'supports: "{one.supports}"',
        "key_results:",
    ]
    for key_result in one.key_results:
        lines += promise(key_result)
        lines += [f"    current: {key_result.readings[-1].value}", "    checkins:"]
        lines += [
            f"      - {{date: {seen.day}, value: {seen.value}, confidence: {seen.confidence}}}"
            for seen in key_result.readings
        ]
    return "\n".join([*lines, "---", "", one.body])


def write(files: Iterable[tuple[str, str]], folder: Path) -> int:
    """Write the files below a folder; how many there are."""
    count = 0
    for path, text in files:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        count += 1
    return count


def main() -> None:
    """Write both forms."""
    parser = argparse.ArgumentParser(description="Write the same OKRs in two forms.")
    parser.add_argument("objectives", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    made = objectives(arguments.objectives, arguments.seed)
    write(okrpress_files(made), arguments.folder / "okrpress")
    write(plain_files(made), arguments.folder / "plain")


if __name__ == "__main__":
    main()
