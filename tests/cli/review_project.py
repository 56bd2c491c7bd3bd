"""A small company in the last weeks of a quarter, for the commands that review and change it."""

from pathlib import Path
from typing import NamedTuple

import pytest
from okrpress_process import write

from okrpress.cli.group import run

ORGANISATION = "---\nname: Harbour\n---\n"
COMPANY = "---\nname: The house\nlead: maria\n---\n"
GROWTH = "---\nname: Growth\nparent: company\nlead: maria\n---\n"
MARIA = "---\nname: Maria\nteam: growth\n---\n"
ONBOARDING = """\
---
# What we promised.
title: New customers succeed in their first week
owner: maria
type: committed
supports: company/stay
key_results:
  - id: activation
    title: Raise week-one activation from 31 % to 45 %   # counted by the app
    baseline: 31
    target: 45
    unit: "%"
  - {id: overtime, title: "Overtime stays low, always", keep: {max: 4}, unit: h}
  - id: sso
    title: Single sign-on is live for every customer
    done_when: 'The last customer has signed in with it'
---
Why this matters.
"""
STAY = """\
---
title: Customers stay
owner: maria
type: aspirational
stands_alone: It is the top
key_results:
  - {id: renew, title: Customers who stay rise from 70 % to 80 %, baseline: 70, target: 80}
  - {id: told, title: Friends who are told rise from 5 to 9, baseline: 5, target: 9}
---
"""
CHECK_IN = """\
---
author: maria
key_results:
  onboarding#activation: {value: 38, confidence: 6, note: "Slow, but it moves"}
  onboarding#overtime: {value: 3.5, confidence: 7}
  onboarding#sso: {done: false, confidence: 8}
wins: [A guest came back]
---
"""
COMPANY_CHECK_IN = """\
---
key_results:
  stay#renew: {value: 76, confidence: 7}
  stay#told: {value: 9, confidence: 9}
---
"""
FILE = "content/2026-q4/growth/onboarding.md"
FILES = {
    "content/index.md": ORGANISATION,
    "content/teams/company.md": COMPANY,
    "content/teams/growth.md": GROWTH,
    "content/people/maria.md": MARIA,
    FILE: ONBOARDING,
    "content/2026-q4/growth/checkins/2026-11-20.md": CHECK_IN,
    "content/2026-q4/company/stay.md": STAY,
    "content/2026-q4/company/checkins/2026-12-30.md": COMPANY_CHECK_IN,
}
GRADED = """\
---
date: 2027-01-06
grades:
  onboarding#activation: {why: The app store held us up}
  onboarding#sso: {score: 0.5, why: "Half of them, by name"}
carry: {onboarding#activation: keep, onboarding#overtime: defer, onboarding#sso: modify}
lessons: [Ask the store first]
---
"""
COMPANY_GRADED = """\
---
date: 2027-01-07
carry: {stay#renew: keep, stay#told: abandon}
lessons: ["Look earlier, every week"]
---
"""
REVIEWED = {
    "content/2026-q4/growth/retrospective.md": GRADED,
    "content/2026-q4/company/retrospective.md": COMPANY_GRADED,
}


def make(folder: Path, **more: str) -> Path:
    """The project in a folder."""
    write(folder, {**FILES, **more})
    return folder


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every content file of the project, and whatever lies among them, with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / "content").rglob("*"))
        if path.is_file()
    }


class Ran(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str


class Commands:
    """Runs commands on a project in this process, which is as good as another and faster."""

    def __init__(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.project = project
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Ran:
        """The exit code of `okrpress …`, and what it said."""
        self._capsys.readouterr()
        code = run([*arguments, "--root", str(self.project)])
        return Ran(code, *self._capsys.readouterr())
