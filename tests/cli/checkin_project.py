"""A project for check-ins: a team with a quarter and a year, two people, and a past."""

import os
import subprocess
from pathlib import Path

from okrpress_process import okrpress, write

TODAY = "2026-11-22"
QUARTER = "content/2026-q4/kitchen/checkins"
YEAR = "content/2026/kitchen/checkins"

FILES = {
    "okrpress.toml": f"as_of = {TODAY}\n",
    "content/index.md": "---\nname: Harbour & Orchard\n---\n",
    "content/teams/kitchen.md": """---
name: Kitchen
lead: maria
members: [maria, jon]
health:
  - {id: overtime, title: Overtime for each person and week, keep: {max: 4}, unit: h}
---
""",
    "content/teams/garden.md": "---\nname: Garden\nlead: ana\nmembers: [ana]\n---\n",
    "content/people/maria.md": "---\nname: Maria Okafor\nteam: kitchen\n---\n",
    "content/people/jon.md": "---\nname: Jon Bélanger\n---\n",
    "content/people/ana.md": "---\nname: Ana Ruiz\n---\n",
    "content/2026-q4/kitchen/welcome.md": """---
title: New guests feel at home on their first evening
stands_alone: The house has no objective above this one
key_results:
  - {id: return, title: Guests who come back, baseline: 31, target: 45, unit: "%"}
  - {id: menu, title: The menu can be read in four languages, done_when: It is on every table}
  - id: rooms
    title: All three rooms have their own host
    steps: [{id: garden, title: Garden}, {id: hall, title: Hall}, {id: cellar, title: Cellar}]
---
""",
    "content/2026/kitchen/house.md": """---
title: The house stands on its own feet
stands_alone: It is the house
key_results:
  - {id: result, title: Result of the year, baseline: -20, target: 5, unit: EUR}
  - {id: calm, title: Evenings stay calm, keep: {max: 3}}
---
""",
    "content/2026-q4/garden/beds.md": """---
title: Everything that grows here is eaten here
stands_alone: It is the garden
key_results:
  - {id: share, title: Share that is eaten, baseline: 50, target: 80, unit: "%"}
  - {id: current, title: Value of its own, baseline: 0, target: 9, current: 3, as_of: 2026-10-20}
---
""",
    f"{QUARTER}/2026-11-06.md": """---
author: maria
key_results:
  welcome#return: {value: 36, confidence: 6}
  welcome#menu: {done: false, confidence: 8}
  welcome#rooms: {done: [garden]}
health: {overtime: 3.5}
---
""",
    f"{YEAR}/2026-11-01.md": """---
key_results:
  house#result: {value: -17, confidence: 5}
  house#calm: {value: 2}
---
""",
}


def make(root: Path, user: str = "") -> Path:
    """The project in `root`; with a `user`, in a git repository of theirs."""
    write(root, FILES)
    if user:
        subprocess.run(["git", "init", "--quiet", root], check=True)
        subprocess.run(["git", "-C", root, "config", "user.name", user], check=True)
        subprocess.run(["git", "-C", root, "config", "user.email", "me@example.org"], check=True)
    return root


def git_knows_nobody(root: Path) -> dict[str, str]:
    """An environment in which git has no settings but those of the folder."""
    nothing = root / "no-git-settings"
    nothing.touch()
    return {"GIT_CONFIG_GLOBAL": str(nothing), "GIT_CONFIG_SYSTEM": os.devnull, "OKRPRESS_ME": ""}


def checkin(
    root: Path, *arguments: str | Path, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """`okrpress checkin` in the project's folder, without a terminal."""
    return okrpress("checkin", *arguments, cwd=root, typed=typed)


def new_files(root: Path) -> dict[str, str]:
    """The content files that the project did not begin with."""
    files = sorted((root / "content").rglob("*"))
    found = {file.relative_to(root).as_posix(): file for file in files if file.is_file()}
    return {name: file.read_text("utf-8") for name, file in found.items() if name not in FILES}


def findings(root: Path) -> str:
    """The errors and warnings that `check` has about the project's check-ins."""
    done = okrpress("check", ".", "--select", "FMT,REF", cwd=root)
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout
