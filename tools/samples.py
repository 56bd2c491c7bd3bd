"""Write the samples of docs/reviewing-changes.md: three pull requests, and what is said of them.

    python -m tools.samples [--pictures]

Each is a branch of a repository with the example on its main branch, compared as in CI. With
--pictures, the comments are drawn too, as a reader sees them; that needs the Chromium of the tests.
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
COMMAND = ("diff", "--format", "github")
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

    name: str
    title: str
    story: str
    file: str
    old: str = ""
    new: str


SAMPLES = (
    Sample(
        name="check-ins",
        title="A week's check-ins",
        story="A file more: nothing was promised differently, and the numbers moved.",
        file="content/2026-q4/app/checkins/2026-11-22.md",
        new=CHECK_IN,
    ),
    Sample(
        name="eased",
        title="A target that was eased without a reason",
        story="`target: 50` became `target: 45` in the file of the objective, and that is all.",
        file=OBJECTIVE,
        old="target: 50",
        new="target: 45",
    ),
    Sample(
        name="opened",
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
    done, comment = played(sample)
    yield f"### {sample.title}\n\n{sample.story}\n"
    yield f"```console\n$ okrpress {' '.join(COMMAND)}\n{done.stdout}{done.stderr}$ echo $?"
    yield f"{done.returncode}\n```\n\n````markdown\n{comment}````\n"
    yield f"![The comment as people see it](images/{picture(sample).name})\n"


def picture(sample: Sample) -> Path:
    """Where the comment is drawn."""
    return PAGE.parent / "images" / f"review-{sample.name}.png"


def played(sample: Sample) -> tuple[subprocess.CompletedProcess[str], str]:
    """What comes of comparing a branch with main: what is printed, and the comment."""
    with tempfile.TemporaryDirectory() as place:
        project, summary = Path(place, "project"), Path(place, "summary")
        shutil.copytree(ROOT / "content", project / "content")
        shutil.copy(ROOT / "okrpress.toml", project)
        _git(project, "init", "--quiet", "--initial-branch=main")
        _commit(project, "The example")
        _git(project, "checkout", "--quiet", "-b", sample.name)
        _change(project / sample.file, sample)
        _commit(project, sample.title)
        command = [sys.executable, "-m", "okrpress", *COMMAND, "--root", str(project)]
        environment = {**os.environ, "GITHUB_STEP_SUMMARY": str(summary)}
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        return done, summary.read_text(encoding="utf-8")


def _commit(project: Path, message: str) -> None:
    _git(project, "add", "--all")
    _git(project, "commit", "--quiet", f"--message={message}")


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
    """Play all samples, write the page, and draw the comments if asked to."""
    if "--pictures" in sys.argv[1:]:
        from tools.comment_picture import draw  # noqa: PLC0415 - the texts need no browser

        for sample in SAMPLES:
            draw(played(sample)[1], picture(sample))
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"written: {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
