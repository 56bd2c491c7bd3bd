"""Build the same portfolio with okrpress and with others, in turns, and print what it costs.

    python -m bench.peers 100 1000 [--runs 3] [--full] [--only hugo,okrpress] [--work FOLDER]

In each round every generator builds cold, again with nothing changed, after one reading was
edited, and a day later. Seconds are medians; ratios are medians of the ratios to Hugo in the same
round, because a machine that has other work is slow for everybody at the same time.
"""

import argparse
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.equal import check
from bench.generators import AGAIN, COLD, EDITED, FIRST, NEXT_DAY, Generator, generators, install
from bench.process import Process
from bench.run import MIB, machine, say, table
from bench.same import Objective, objectives

Rounds = list[dict[str, Process]]
SITUATIONS = (COLD, AGAIN, EDITED, NEXT_DAY)


def compare(size: int, runs: int, chosen: Sequence[Generator], folder: Path) -> dict[str, Rounds]:
    """All rounds of all generators."""
    all_of = objectives(size)
    found: dict[str, Rounds] = {one.name: [] for one in chosen}
    for one in chosen:
        one.prepare(all_of, folder / one.name)
    for number in range(runs):
        for one in chosen:
            done = dict(turn(one, all_of, folder / one.name, is_first=not number))
            found[one.name].append(done)
            times = ", ".join(f"{what} {process.wall:.2f}" for what, process in done.items())
            say(f"{size}, round {number + 1}, {one.name}: {times}")
    return found


def turn(
    one: Generator, all_of: Sequence[Objective], site: Path, *, is_first: bool
) -> Iterator[tuple[str, Process]]:
    """One generator's part of a round; the pages of the first one are looked at."""
    yield COLD, one.build(site, COLD)
    if is_first and not one.name.startswith(("floor", "okrpress, ")):
        check(one, all_of, site)
    if one.name.startswith("floor"):
        return
    if FIRST in one.commands:
        yield FIRST, one.build(site, FIRST)
    yield AGAIN, one.build(site, AGAIN)
    edit(site / one.edited(newest(all_of)))
    yield EDITED, one.build(site, EDITED)
    if NEXT_DAY in one.commands:
        yield NEXT_DAY, one.build(site, NEXT_DAY)


def newest(all_of: Sequence[Objective]) -> Objective:
    """The last objective of the running cycle."""
    return max(all_of, key=lambda one: (one.quarter.id, one.id))


def edit(file: Path) -> None:
    """Change the last value in a file."""
    text = file.read_text(encoding="utf-8")
    head, _, tail = text.rpartition("value: ")
    more = re.sub(r"\d+", lambda number: str(int(number[0]) + 1), tail, count=1)
    file.write_text(f"{head}value: {more}", encoding="utf-8")


# ── tables ────────────────────────────────────────────────────────────────────────────────────


def costs(size: int, found: dict[str, Rounds]) -> str:
    """What each generator takes at one size, against Hugo."""
    whole = table(
        (f"{size} objectives", *(f"{what}, s" for what in SITUATIONS), "MiB"),
        [row(name, found) for name in found],
    )
    cpu = table(
        (f"{size}: CPU", *(f"{what}, s" for what in SITUATIONS)),
        [(name, *cells(name, found, "cpu")) for name in found],
    )
    return f"{whole}\n\n{cpu}"


def row(name: str, found: dict[str, Rounds]) -> tuple[str, ...]:
    """One generator: seconds in each situation, and the most memory that it held."""
    peak = max(process.peak for done in found[name] for process in done.values())
    return name, *cells(name, found, "wall"), f"{peak / MIB:.0f}"


def cells(name: str, found: dict[str, Rounds], kind: str) -> tuple[str, ...]:
    """Seconds of a kind in each situation, with the ratio to Hugo's build in the same one."""
    rounds, base = found[name], found.get("hugo", [])
    return tuple(cell(rounds, base, what, kind) for what in SITUATIONS)


def cell(rounds: Rounds, base: Rounds, what: str, kind: str) -> str:
    """Seconds, and the ratio; a day later is held against Hugo's build of the same content."""
    taken = [getattr(done[what], kind) for done in rounds if what in done]
    if not taken:
        return "–"
    others = [getattr(done[what if what in done else AGAIN], kind) for done in base]
    return f"{statistics.median(taken):.2f} ({ratio(taken, others)})"


def ratio(ours: Sequence[float], others: Sequence[float]) -> str:
    """The median ratio, round by round."""
    pairs = [one / other for one, other in zip(ours, others, strict=False)]
    return f"× {statistics.median(pairs):.2f}" if pairs else "–"


def growth(results: dict[int, dict[str, Rounds]]) -> str:
    """Milliseconds of CPU for each objective of a cold build, by size."""
    names = list(dict.fromkeys(name for found in results.values() for name in found))
    rows = [
        (
            name,
            *(
                f"{1000 * statistics.median(done[COLD].cpu for done in found[name]) / size:.2f}"
                if found.get(name)
                else "–"
                for size, found in results.items()
            ),
        )
        for name in names
    ]
    return table(("CPU ms an objective, cold", *(f"{size}" for size in results)), rows)


def main() -> None:
    """Compare at the sizes on the command line."""
    parser = argparse.ArgumentParser(description="Build the same OKRs with several generators.")
    parser.add_argument("sizes", type=int, nargs="+", metavar="objectives")
    parser.add_argument("--runs", type=int, default=3, help="rounds of each size [default: 3]")
    parser.add_argument("--only", default="", help="generators, with commas [default: all]")
    parser.add_argument("--full", action="store_true", help="the default theme as well")
    parser.add_argument("--work", type=Path, help="a folder, best in memory [default: temporary]")
    arguments = parser.parse_args()
    names = {name for name in arguments.only.split(",") if name}
    if names != {"okrpress"}:
        install()
    results: dict[int, dict[str, Rounds]] = {}
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory(prefix="okrpress-bench-", dir=arguments.work) as folder:
            chosen = [
                one
                for one in generators(full=arguments.full)
                if size <= one.most and (not names or one.name in names)
            ]
            results[size] = compare(size, arguments.runs, chosen, Path(folder))
    sys.stdout.write(f"{machine()}; {arguments.runs} rounds\n")
    for size, found in results.items():
        sys.stdout.write(f"\n{costs(size, found)}\n")
    sys.stdout.write(f"\n{growth(results)}\n")


if __name__ == "__main__":
    main()
