"""Write the samples of docs/reviewing-changes.md: three changes to the example, and what is said.

    python -m tools.samples

Each is made in a copy of the example, in a git repository of its own.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reviewing-changes.md"
GENERATED = re.compile(r"(<!-- samples -->\n).*?(<!-- end -->)", re.DOTALL)
COMMAND = ("diff", "--format", "markdown")
OBJECTIVE = "content/2026-q4/app/one-minute.md"
CHECK_IN = """\
---
author: elias-varga
key_results:
  one-minute#time: {value: 2.9, confidence: 6, note: The map loads slowly on old phones}
  one-minute#found: {value: 43, confidence: 7}
---
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A change: in `file` the text `old` becomes `new`, or all of it is new."""

    title: str
    story: str
    file: str
    old: str = ""
    new: str


SAMPLES = (
    Sample(
        title="A week's check-ins",
        story="A file more: nothing was promised differently, and the numbers moved.",
        file="content/2026-q4/app/checkins/2026-11-22.md",
        new=CHECK_IN,
    ),
    Sample(
        title="A target that was eased without a reason",
        story="`target: 50` became `target: 45` in the file of the objective, and that is all.",
        file=OBJECTIVE,
        old="target: 50",
        new="target: 45",
    ),
    Sample(
        title="A private objective that is made public",
        story="Personal objectives are private unless they say otherwise. This one now does.",
        file="content/2026-q4/kofi-bergstrom/accordion.md",
        old="stands_alone: A present\n",
        new="stands_alone: A present\nvisibility: public\n",
    ),
)


def page() -> str:
    """The page with its samples as they are now."""
    samples = "\n".join(part for sample in SAMPLES for part in _told(sample))
    text = PAGE.read_text(encoding="utf-8")
    return GENERATED.sub(lambda found: f"{found[1]}\n{samples}\n{found[2]}", text)


def _told(sample: Sample) -> Iterator[str]:
    done = _played(sample)
    yield f"### {sample.title}\n\n{sample.story}\n"
    yield f"```console\n$ okrpress {' '.join(COMMAND)}\n{done.stderr}$ echo $?\n{done.returncode}"
    yield f"```\n\n````markdown\n{done.stdout}````\n"


def _played(sample: Sample) -> subprocess.CompletedProcess[str]:
    """What comes of comparing the changed example with itself."""
    with tempfile.TemporaryDirectory() as place:
        project = Path(place)
        shutil.copytree(ROOT / "content", project / "content")
        shutil.copy(ROOT / "okrpress.toml", project)
        _git(project, "init", "--quiet", "--initial-branch=main")
        _git(project, "add", "--all")
        _git(project, "commit", "--quiet", "--message=The example")
        _change(project / sample.file, sample)
        command = [sys.executable, "-m", "okrpress", *COMMAND, "--root", place]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def _change(file: Path, sample: Sample) -> None:
    text = file.read_text(encoding="utf-8") if sample.old else ""
    if text.count(sample.old) != 1 and sample.old:
        raise SystemExit(f"{sample.file} does not hold {sample.old!r} once")
    changed = text.replace(sample.old, sample.new) if sample.old else sample.new
    file.write_text(changed, encoding="utf-8", newline="\n")


def _git(project: Path, *arguments: str) -> None:
    who = {
        f"GIT_{role}_{what}": text
        for role in ("AUTHOR", "COMMITTER")
        for what, text in (("NAME", "okrpress"), ("EMAIL", "okrpress@example.org"))
    }
    kept = {name: text for name, text in os.environ.items() if not name.startswith("GIT_")}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=project, env={**kept, **who, **own}, check=True)


def main() -> int:
    """Play all samples, and write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"written: {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
