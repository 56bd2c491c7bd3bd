"""Write a portfolio of any size: the same size and seed always give the same bytes.

    python -m bench.generate 1000 FOLDER [--seed 7]

N objectives belong to about 8 % of N teams in a tree, half of them to a cycle that is over and
graded, half to one that runs. Every objective has one key result of each kind, every team checks in
weekly, holds its mid-cycle reviews and looked back at the cycle that is over.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench import words

AS_OF = date(2026, 11, 22)
TEAMS_PER_OBJECTIVE = 0.08
CHILDREN = 6  # teams below a team


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """A quarter with its dates; `over` when it has ended by `AS_OF` and was graded."""

    id: str
    start: date
    end: date
    review: date
    over: bool

    def check_in_days(self) -> Iterator[tuple[date, float]]:
        """Every Monday on which teams report, with the share of the cycle that has passed."""
        day = self.start + timedelta(days=7 - self.start.weekday())
        while day <= min(self.end, AS_OF):
            yield day, (day - self.start) / (self.end - self.start)
            day += timedelta(days=7)


CYCLES = (
    Cycle(
        id="2026-q3",
        start=date(2026, 7, 1),
        end=date(2026, 9, 30),
        review=date(2026, 8, 14),
        over=True,
    ),
    Cycle(
        id="2026-q4",
        start=date(2026, 10, 1),
        end=date(2026, 12, 31),
        review=date(2026, 11, 13),
        over=False,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team of the tree; the first one has no parent."""

    id: str
    name: str
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResult:
    """A key result as authors write it, and what is seen of it when a share of time has passed."""

    id: str
    text: str
    seen: Callable[[float], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """An objective's id, its file, and its key results for those who report on them."""

    id: str
    text: str
    key_results: tuple[KeyResult, ...]

    def references(self) -> list[tuple[str, KeyResult]]:
        """The key results with their names in check-ins and reviews."""
        return [(f"{self.id}#{key_result.id}", key_result) for key_result in self.key_results]


def generate(objectives: int, folder: Path, seed: int = 7) -> int:
    """Write a project with that many objectives into `folder`, and say how many files it has."""
    rng = Random(f"{seed}/{objectives}")
    files = 0
    for path, text in project(rng, objectives):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        files += 1
    return files


def project(rng: Random, objectives: int) -> Iterator[tuple[str, str]]:
    """Every file of the project: its path and its text."""
    all_teams = teams(rng, max(1, round(objectives * TEAMS_PER_OBJECTIVE)))
    yield "okrpress.toml", f'as_of = {AS_OF}\n\n[site]\ntitle = "{objectives} objectives"\n'
    yield "content/index.md", organisation()
    for team in all_teams:
        yield f"content/teams/{team.id}.md", team_file(team)
    folders = [(cycle, team) for cycle in CYCLES for team in all_teams]
    for number, (cycle, team) in enumerate(folders):
        share = objectives * (number + 1) // len(folders) - objectives * number // len(folders)
        own = [objective(rng, cycle, team, index) for index in range(1, share + 1)]
        for name, text in folder_files(rng, cycle, own):
            yield f"content/{cycle.id}/{team.id}/{name}", text
    for cycle in CYCLES:
        yield f"content/{cycle.id}/index.md", cycle_file(cycle)


def teams(rng: Random, count: int) -> list[Team]:
    """That many teams as a tree; names repeat with a number once all pairs are used."""
    pairs = [f"{area} {craft}" for area in words.AREAS for craft in words.CRAFTS]
    rng.shuffle(pairs)
    made: list[Team] = []
    for index in range(count):
        again = index // len(pairs)
        name = pairs[index % len(pairs)] + (f" {again + 1}" if again else "")
        parent = made[(index - 1) // CHILDREN].id if index else None
        made.append(Team(id=name.lower().replace(" ", "-"), name=name, parent=parent))
    return made


# ── files ─────────────────────────────────────────────────────────────────────────────────────


def organisation() -> str:
    """`content/index.md`."""
    values = [f"  - {{id: {value}, name: {name}}}" for value, name in words.VALUES]
    mission = "mission: Good things for many people, made with care and sold at a fair price"
    return document(["name: Harbour & Orchard", mission, "values:", *values], "Generated.")


def team_file(team: Team) -> str:
    """`content/teams/<team>.md`."""
    parent = [f"parent: {team.parent}"] if team.parent else []
    health = "health: [{id: overtime, title: Overtime, keep: {max: 4}, unit: h}]"
    return document([f"name: {team.name}", *parent, "cadence: weekly", health], "Generated.")


def cycle_file(cycle: Cycle) -> str:
    """`content/<cycle>/index.md`."""
    closed = [f"closed: {cycle.end + timedelta(days=6)}"] if cycle.over else []
    return document([f"mid_cycle_review: {cycle.review}", *closed], "What this quarter is about.")


def folder_files(rng: Random, cycle: Cycle, own: list[Objective]) -> Iterator[tuple[str, str]]:
    """The files of one team in one cycle."""
    for each in own:
        yield f"{each.id}.md", each.text
    if not own:
        return
    key_results = [pair for each in own for pair in each.references()]
    for day, passed in cycle.check_in_days():
        yield f"checkins/{day}.md", check_in(rng, key_results, passed)
    yield "mid-cycle.md", mid_cycle(cycle, key_results)
    if cycle.over:
        yield "retrospective.md", retrospective(rng, cycle, key_results)


def check_in(rng: Random, key_results: list[tuple[str, KeyResult]], passed: float) -> str:
    """What a team saw on one day."""
    readings = [
        f"  {name}: {{{key_result.seen(passed)}, confidence: {rng.randint(3, 9)}, "
        f"note: {quoted(rng.choice(words.NOTES))}}}"
        for name, key_result in key_results
    ]
    return document(
        [
            "author: robin",
            "key_results:",
            *readings,
            f"health: {{overtime: {rng.uniform(1, 5):.1f}}}",
            f"priorities: [{quoted(rng.choice(words.WORK))}]",
            f"wins: [{quoted(rng.choice(words.NOTES))}]",
        ],
        f"{rng.choice(words.SUBJECTS)} came up again, and we {rng.choice(words.WORK).lower()}.",
    )


def mid_cycle(cycle: Cycle, key_results: list[tuple[str, KeyResult]]) -> str:
    """What a team decided half way."""
    decisions = [f"  {name}: {{decision: keep}}" for name, _ in key_results]
    return document(
        [f"date: {cycle.review}", "key_results:", *decisions, "tactics: [Meet twice a week]"],
        "We looked at every key result and keep all of them.",
    )


def retrospective(rng: Random, cycle: Cycle, key_results: list[tuple[str, KeyResult]]) -> str:
    """How a team's cycle ended."""
    grades = [f"  {name}: {{why: {quoted(rng.choice(words.LESSONS))}}}" for name, _ in key_results]
    carry = [f"  {name}: {rng.choice(('keep', 'modify', 'defer'))}" for name, _ in key_results]
    return document(
        [
            f"date: {cycle.end + timedelta(days=5)}",
            "grades:",
            *grades,
            "carry:",
            *carry,
            f"drivers: [{quoted(rng.choice(words.NOTES))}]",
            f"obstacles: [{quoted(rng.choice(words.NOTES))}]",
            "lessons:",
            *(f"  - {quoted(lesson)}" for lesson in rng.sample(words.LESSONS, 2)),
        ],
        "Generated.",
    )


# ── an objective ──────────────────────────────────────────────────────────────────────────────


def objective(rng: Random, cycle: Cycle, team: Team, index: int) -> Objective:
    """The team's objective number `index` in that cycle; it supports one of the team above."""
    key_results = tuple(make(rng, cycle) for make in (metric, band, yes_no, steps))
    subject, value = rng.choice(words.SUBJECTS), rng.choice(words.VALUES)[0]
    goal = f"{team.parent}/objective-1" + rng.choice(("", "#metric"))
    front = [
        f"title: {quoted(f'{subject} {rng.choice(words.OUTCOMES)}')}",
        "owner: robin",
        f"type: {rng.choice(('committed', 'aspirational'))}",
        f"values: [{value}]",
        f"supports: [{goal}]" if team.parent else "stands_alone: It is the whole company's",
        "key_results:",
        *(key_result.text for key_result in key_results),
        "initiatives:",
        f"  - {{title: {rng.choice(words.WORK)}, for: metric, status: doing}}",
    ]
    body = words.BODY.format(
        subject=subject, owner="Robin", count=rng.randint(12, 60), share=rng.randint(20, 80)
    )
    return Objective(id=f"objective-{index}", text=document(front, body), key_results=key_results)


def metric(rng: Random, _cycle: Cycle) -> KeyResult:
    """From a baseline to a target, some of it too slowly and some too fast."""
    quantity = rng.choice(words.QUANTITIES)
    places = quantity.places
    baseline = round(rng.uniform(*quantity.start), places)
    target = round(rng.uniform(*quantity.goal), places)
    speed = rng.choice((0.3, 0.7, 1.0, 1.2))

    def seen(passed: float) -> str:
        share = passed * speed + rng.uniform(-0.03, 0.03)
        return f"value: {max(0.0, baseline + share * (target - baseline)):.{places}f}"

    numbers = f"baseline: {baseline:.{places}f}, target: {target:.{places}f}"
    return KeyResult(
        id="metric",
        text=f'  - {{id: metric, title: {quantity.title}, {numbers}, unit: "{quantity.unit}", '
        "indicator: lagging, weight: 2}",
        seen=seen,
    )


def band(rng: Random, _cycle: Cycle) -> KeyResult:
    """A level to keep, left now and then."""
    level = rng.choice(words.LEVELS)
    return KeyResult(
        id="band",
        text=f'  - {{id: band, title: {level.title}, keep: {level.keep}, unit: "{level.unit}"}}',
        seen=lambda _passed: f"value: {level.usual * rng.uniform(0.7, 1.3):.1f}",
    )


def yes_no(rng: Random, cycle: Cycle) -> KeyResult:
    """Something that is done on one day, or not at all."""
    proof, done_at = rng.choice(words.PROOFS), rng.uniform(0.4, 1.3)
    due = cycle.end - timedelta(days=rng.choice((0, 0, 14)))
    return KeyResult(
        id="yes-no",
        text=f"  - {{id: yes-no, title: {proof}, done_when: {proof}, due: {due}}}",
        seen=lambda passed: f"done: {str(passed >= done_at).lower()}",
    )


def steps(rng: Random, _cycle: Cycle) -> KeyResult:
    """Deliveries, one after another; check-ins list all that are done so far."""
    ids = [name.lower() for name in words.STEPS]
    pace = rng.uniform(0.5, 1.4)
    listed = ", ".join(
        f"{{id: {step}, title: {name}}}" for step, name in zip(ids, words.STEPS, strict=True)
    )
    return KeyResult(
        id="steps",
        text=f"  - {{id: steps, title: The new way runs in five regions, steps: [{listed}]}}",
        seen=lambda passed: f"done: [{', '.join(ids[: int(passed * pace * len(ids))])}]",
    )


def document(front_matter: list[str], body: str) -> str:
    """A Markdown file with front matter."""
    return "\n".join(["---", *front_matter, "---", body.strip(), ""])


def quoted(text: str) -> str:
    """The text as a YAML scalar, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)


def main() -> None:
    """Generate a portfolio from the command line."""
    parser = argparse.ArgumentParser(description="Write a generated portfolio.")
    parser.add_argument("objectives", type=int)
    parser.add_argument("folder", type=Path, help="where the project goes; empty or new")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    files = generate(arguments.objectives, arguments.folder, arguments.seed)
    print(f"{arguments.objectives} objectives in {files} files")


if __name__ == "__main__":
    main()
