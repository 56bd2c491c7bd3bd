"""Correct what is safe to correct in a project's files."""

from collections.abc import Iterator
from pathlib import Path

from okrpress.app.differences import difference
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence, Watcher
from okrpress.report.characters import one_line
from okrpress.report.text import place_text
from okrpress.source.files import discover, replace_file
from okrpress.source.fixes import Fixed, fix


def find_fixes(root: Path, watch: Watcher | None = None) -> Iterator[Fixed]:
    """Every content file in which something can be corrected without doubt; nothing is written."""
    watch = watch or Silence()
    settings = read_project(root).settings
    watch.stage("fix")
    sources, _ = discover(root, settings.content)
    for source in watch.each(sources, total=len(sources)):
        fixed = fix(source, settings.content)
        if fixed:
            yield fixed


def apply_fix(root: Path, fixed: Fixed) -> None:
    """Write a corrected file, unless somebody else has changed it by now."""
    replace_file(root, fixed.file, fixed.before, fixed.after)


def diff_text(fixed: Fixed) -> str:
    """What a correction changes, line by line."""
    return difference(fixed.file, fixed.before, fixed.after)


def corrections_text(fixed: Fixed) -> str:
    """What was corrected, one line each."""
    lines = [
        f"fixed {place_text(each.finding)}: {each.finding.code} {each.before} → {each.after}"
        for each in fixed.corrections
    ]
    if fixed.lost_mark:
        lines.insert(0, f"fixed {fixed.file}: the byte order mark is gone")
    return "\n".join(map(one_line, lines))
