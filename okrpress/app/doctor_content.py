"""What the project holds: settings, content, and what was made of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from okrpress.app.content import Content, has_errors, read_content
from okrpress.app.doctor_report import Check, fine, note, problem
from okrpress.app.judging import is_looked_at, judge_content
from okrpress.app.project import Project
from okrpress.app.watcher import Silence
from okrpress.errors import OkrpressError
from okrpress.model.audience_view import visibility_of
from okrpress.model.frozen import dataclass
from okrpress.model.okr import Visibility
from okrpress.publish.folder import checked_place, refuse_foreign
from okrpress.report.text import count_text, plural
from okrpress.rules.registry import ALL_CODES
from okrpress.rules.selection import selection
from okrpress.site.theme import load_theme
from okrpress.source.suppressions import obey
from okrpress.writing.scaffold.mark import is_untouched_example


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in the content; nothing where it cannot be read."""

    checks: tuple[Check, ...]
    hidden: int = 0


def examine_content(project: Project, today: date, as_of: date | None) -> Found:
    """Counts of what there is, and of what is found wrong."""
    try:
        content = read_content(project, Silence(), cache=False)
    except OkrpressError as error:
        return Found(checks=(problem(str(error), error.help),))
    day = as_of or project.settings.as_of or today
    checks = (*_counted(content, day), _findings(project, content, day))
    return Found(checks=checks, hidden=_hidden(content))


def _counted(content: Content, day: date) -> Iterator[Check]:
    portfolio = content.everything
    key_results = sum(len(each.key_results) for each in portfolio.objectives.values())
    check_ins = [each.date for folder in portfolio.check_ins.values() for each in folder]
    counts = (
        plural(len(portfolio.teams), "team", "teams"),
        plural(len(portfolio.people), "person", "people"),
        plural(len(portfolio.cycles), "cycle", "cycles"),
        plural(len(portfolio.objectives), "objective", "objectives"),
        plural(key_results, "key result", "key results"),
        plural(len(check_ins), "check-in", "check-ins"),
    )
    files = plural(len(content.sources), "file", "files")
    yield fine(f"{files}: {', '.join(counts)}")
    running = ", ".join(cycle.id for cycle in portfolio.running_cycles(day))
    if running:
        last = max((each for each in check_ins if each <= day), default=None)
        seen = f"last check-in {last}" if last else "no check-in yet"
        yield fine(f"on {day} runs {running}; {seen}")
    else:
        yield note(f"on {day} no cycle runs", "okrpress new cycle begins one")
    texts = (source.data.decode("utf-8", "replace") for source in content.sources)
    examples = sum(map(is_untouched_example, texts))
    if examples:
        said = f"{plural(examples, 'file is', 'files are')} an example of okrpress init"
        yield note(said, "okrpress init --remove-example deletes them")


def _findings(project: Project, content: Content, day: date) -> Check:
    """What okrpress check would say, but for a baseline."""
    found = obey(
        (*content.findings, *judge_content(content, project, day)),
        content.sources,
        is_looked_at(content, project, day),
    )
    wanted = selection(project.settings.check, ALL_CODES)
    kept = [finding for each in found if (finding := wanted.apply(each))]
    counted = f"check: {count_text(kept)}"
    if has_errors(kept, strict=False):
        return problem(counted, "okrpress check lists them; errors stop a build")
    return note(counted, "okrpress check lists them") if kept else fine(counted)


def _hidden(content: Content) -> int:
    """Objectives that are not for everybody."""
    portfolio = content.everything
    return sum(
        visibility_of(objective, portfolio) is not Visibility.PUBLIC
        for objective in portfolio.objectives.values()
    )


# ── what is made of it ────────────────────────────────────────────────────────────────────────


def examine_site(project: Project, theme: str, output: Path) -> Iterator[Check]:
    """The theme, the output folder and the cache."""
    try:
        loaded = load_theme(theme, project.themes)
        own = f", {plural(len(loaded.own), 'template', 'templates')} of its own"
        yield fine(f"theme {loaded.name}{own if loaded.own else ''}")
    except OkrpressError as error:
        yield problem(str(error), error.help)
    try:
        refuse_foreign(
            checked_place(output, (project.content, project.themes)),
            str(project.settings.audience),
        )
        state = "the last build" if (output / "index.html").exists() else "nothing yet"
        yield fine(f"output folder {output} holds {state}")
    except OkrpressError as error:
        yield problem(str(error), error.help)
    yield from _cache(project.root / ".okrpress")


def _cache(folder: Path) -> Iterator[Check]:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        yield problem(f"{folder} is no folder", "delete it: what is cached there is made again")
    elif folder.is_dir():
        sizes = [path.lstat().st_size for path in folder.rglob("*") if path.is_file()]
        mebibytes = sum(sizes) / 1024**2
        yield fine(f"{folder} holds {plural(len(sizes), 'file', 'files')}, {mebibytes:.1f} MiB")
