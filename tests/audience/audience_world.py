"""A project with something to hide at every level, and on every kind of thing."""

import re
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from okrpress.cli.group import run

LEVELS = ("internal", "managers", "private")
VISIBLE: Mapping[str, tuple[str, ...]] = {
    "public": (),
    "internal": ("internal",),
    "manager:maria": ("internal",),
    "manager:ada": ("internal", "managers"),
    "person:ada": ("internal", "managers"),
    "person:maria": LEVELS,
}
"""The levels of Maria's things that each audience sees: Maria reports to Bo, and Bo to Ada."""

Secrets = Mapping[str, int]
"""For each level what is kept there, as a number; 0 for nothing."""


def files(secrets: Secrets) -> dict[str, str]:
    """All files of the project, by path."""
    kept = [(level, secrets[level]) for level in LEVELS if secrets[level]]
    found = {
        "okrpress.toml": "as_of = 2026-11-22\n[site]\nurl = 'https://example.org/okr/'\n",
        "content/index.md": "---\nname: Harbour\nvalues: [{id: care, name: Care}]\n---\n",
        "content/teams/kitchen.md": "---\nname: Kitchen\nlead: maria\nmembers: [maria, bo]\n---\n",
        "content/people/ada.md": "---\nname: Ada\n---\n",
        "content/people/bo.md": "---\nname: Bo\nmanager: ada\n---\n",
        "content/people/maria.md": "---\nname: Maria\nmanager: bo\nteam: kitchen\n---\n",
        "content/2026-q4/kitchen/welcome.md": _welcome(kept),
        "content/2026-q4/kitchen/checkins/2026-11-20.md": _shared_check_in(kept),
        "content/2026-q4/kitchen/checkins/2026-11-21.md": "---\nauthor: bo\nkey_results:\n"
        "  welcome#return: {value: 12, confidence: 7}\nwins: [The terrace is full]\n---\nGood.\n",
        "content/2026-q3/kitchen/summer.md": "---\ntitle: Summer\nowner: maria\n"
        "stands_alone: Yes\nkey_results: [{id: a, title: A rises, baseline: 0, target: 9}]\n---\n",
        "content/2026-q3/kitchen/retrospective.md": _retrospective(kept),
    }
    for level, number in kept:
        found |= dict(_own_files(level, number))
    return found


def _welcome(kept: list[tuple[str, int]]) -> str:
    """A public objective with hidden key results and initiatives in it; one is always there."""
    parts = [("private", 99), *kept]
    key_results = "".join(
        f"  - {{id: kr-{level}-{n}, title: Hidden {level} {n}, visibility: {level}, "
        f"baseline: 0, target: {n}, weight: {n}}}\n"
        for level, n in parts
    )
    initiatives = "".join(
        f"  - {{title: Work {level} {n}, visibility: {level}, for: return}}\n"
        f"  - {{title: Other work {level} {n}, for: kr-{level}-{n}}}\n"
        for level, n in parts
    )
    supports = "".join(f"  - kitchen/goal-{level}-{n}\n" for level, n in kept) or "  []\n"
    return (
        "---\ntitle: Guests feel at home\nowner: maria\ntype: committed\nvalues: [care]\n"
        f"depends_on:\n{supports}key_results:\n"
        "  - {id: return, title: Guests who come back rise, baseline: 0, target: 100}\n"
        f"{key_results}  - {{id: menu, title: The menu is readable, done_when: It lies there}}\n"
        f"initiatives:\n  - {{title: Mails, for: return}}\n{initiatives}---\nWhy.\n"
    )


def _shared_check_in(kept: list[tuple[str, int]]) -> str:
    """A check-in for all, with readings of what is hidden and a note for some."""
    readings = "".join(
        f"  welcome#kr-{level}-{n}: {{value: {n}, confidence: {n % 10}, note: About {n}}}\n"
        for level, n in kept
    )
    said = [f", note: Said {n}, visibility: private" for level, n in kept if level == "private"]
    note = "".join(said)
    return (
        "---\nauthor: maria\nvisibility: public\nkey_results:\n"
        f"  welcome#return: {{value: 10, confidence: 5{note}}}\n{readings}"
        "blockers: [Legal]\n---\nWords.\n"
    )


def _retrospective(kept: list[tuple[str, int]]) -> str:
    lessons = "".join(
        f"  - {{text: Lesson {level} {n}, visibility: {level}}}\n" for level, n in kept
    )
    return (
        "---\ndate: 2026-10-05\ngrades: {summer#a: {score: 0.5, why: Rain}}\n"
        f"lessons:\n  - Ask guests first\n{lessons}---\n"
    )


def _own_files(level: str, n: int) -> Iterator[tuple[str, str]]:
    """Files that are hidden as a whole."""
    name = f"{level}-{n}"
    goal = (
        f"---\ntitle: Goal {name}\nowner: maria\n{{}}supports: kitchen/welcome#return\n"
        f"key_results:\n  - {{{{id: a, title: A {name} rises, baseline: 0, target: {n}}}}}\n"
        f"---\n{name}\n"
    )
    yield f"content/2026-q4/kitchen/goal-{name}.md", goal.format(f"visibility: {level}\n")
    seen = (
        f"---\nauthor: maria\nvisibility: {level}\nkey_results:\n"
        f"  welcome#return: {{value: {n}, confidence: 1, note: {name}}}\nwins: [{name}]\n---\n"
    )
    yield f"content/2026-q4/kitchen/checkins/2026-11-1{n % 10}-{name}.md", seen
    yield (
        f"content/teams/team-{name}.md",
        f"---\nname: Team {name}\nlead: maria\nvisibility: {level}\nparent: kitchen\n---\n",
    )
    yield f"content/2026-q4/team-{name}/own.md", goal.format("")
    yield (
        f"content/2027-h{1 + n % 2}/team-{name}/own.md",
        goal.format("").replace("supports: kitchen/welcome#return", "stands_alone: Far"),
    )
    if level == "internal":
        yield (
            f"content/people/person-{name}.md",
            f"---\nname: Person {name}\nvisibility: internal\nmanager: ada\n---\n",
        )
    if level == "private":
        yield f"content/2026-q4/maria/mine-{n}.md", goal.format("")
        yield (
            "content/2026-q4/maria/checkins/2026-11-18.md",
            f"---\nkey_results: {{mine-{n}#a: {{value: 1, confidence: 2}}}}\n---\n{name}\n",
        )


def write(root: Path, secrets: Secrets) -> Path:
    """Make the folder hold exactly the project with these secrets; what else is there stays."""
    wanted = files(secrets)
    for path in [*(root / "content").rglob("*.md")]:
        if path.relative_to(root).as_posix() not in wanted:
            path.unlink()
    for name, text in wanted.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@dataclass(frozen=True)
class Outcome:
    """What a command said, and how it ended; seconds are left out."""

    code: int
    out: str
    err: str


def okrpress(root: Path, *arguments: str) -> Outcome:
    """Run a command in this process."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([one.replace("{root}", str(root)) for one in arguments])
    said = (
        re.sub(r"\d+\.\d s", "… s", one.getvalue().replace(str(root), "")) for one in (out, err)
    )
    return Outcome(code, *said)


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
