"""What a change means: two revisions read, scored on the same day, compared and judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from okrpress.app.audiences import narrowed, seen_by, shown_to
from okrpress.app.judging import is_looked_at, judge_scored
from okrpress.app.places import located
from okrpress.app.project import read_project
from okrpress.app.report_of import report_of
from okrpress.app.revision import Revision, files_at, files_in_folder, read_both
from okrpress.app.watcher import Silence, Watcher
from okrpress.changes import Changes, compare
from okrpress.memo import Memo
from okrpress.model.audience import EVERYTHING, Audience
from okrpress.model.finding import Finding, Level
from okrpress.report.fingerprint import fingerprinted
from okrpress.report.report import Report
from okrpress.rules.changes import judge_changes
from okrpress.rules.registry import ALL_CODES
from okrpress.rules.selection import selection
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.git import Repository, repository
from okrpress.source.suppressions import obey


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffRequest:
    """What to compare. No `base`: where `head` left the main branch; no `head`: the folder.

    `today` holds when neither `as_of` nor the settings of the newer revision say a date. Nothing is
    compared but what the `audience` may see of each.
    """

    root: Path
    today: date
    as_of: date | None = None
    base: str | None = None
    head: str | None = None
    strict: bool = False
    audience: Audience = EVERYTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffResult:
    """What came of it.

    `report` holds the findings that are new: about the change itself, and about files that are
    worse than before. `known` counts those of the newer revision that were there before, `mended`
    those that are gone. `failed` says that an error is new (with `strict`: or a warning).
    `outside` says what may be said of files that the audience does not know of.
    """

    base: Revision
    head: Revision
    as_of: date
    changes: Changes
    report: Report
    known: int
    mended: int
    failed: bool
    outside: str


def diff(request: DiffRequest, watch: Watcher | None = None) -> DiffResult:
    """Compare two revisions. Raises OkrpressError where git has no answer."""
    watch = watch or Silence()
    repo = repository(request.root)
    base, head = _revisions(request, repo, watch)
    outside = shown_to(request.audience, head.content).outside
    base, head = (_seen(one, request.audience) for one in (base, head))
    as_of = request.as_of or head.project.settings.as_of or request.today
    watch.stage("score")
    memo = Memo()
    changes = compare(_scored(base, as_of, memo), _scored(head, as_of, memo))
    watch.stage("judge")
    about_change = located(judge_changes(changes), head.content.sources)
    places = Memo()
    was = _keyed(base, changes.before, _renamed_files(changes, base, head), places)
    now = _keyed(head, changes.after, {}, places)
    new = [finding for key, finding in now.items() if key not in was]
    wanted = selection(head.project.settings.check, ALL_CODES)
    kept = [one for finding in (*about_change, *new) if (one := wanted.apply(finding))]
    return DiffResult(
        base=base,
        head=head,
        as_of=as_of,
        changes=changes,
        report=_report(kept, head, {}),
        known=len(now) - len(new),
        mended=len(was.keys() - now.keys()),
        failed=bool(outside) or _fails(kept, strict=request.strict),
        outside=outside,
    )


def _seen(revision: Revision, audience: Audience) -> Revision:
    """The revision as if there were nothing in it but what the audience may see."""
    if audience == EVERYTHING:
        return revision
    content = revision.content
    return replace(revision, content=narrowed(content, seen_by(audience, content)))


def _revisions(request: DiffRequest, repo: Repository, watch: Watcher) -> tuple[Revision, Revision]:
    """The older and the newer revision."""
    newer = repo.commit(request.head or "HEAD")
    if request.base is None:
        main = repo.main_branch()
        name, commit = f"the merge base with {main}", repo.merge_base(repo.commit(main), newer)
    else:
        name, commit = request.base, repo.commit(request.base)
    if request.head is None:
        head = files_in_folder(read_project(request.root), watch)
    else:
        head = files_at(repo, request.head, newer, watch)
    return read_both(files_at(repo, name, commit, watch), head, watch)


def _scored(revision: Revision, as_of: date, memo: Memo) -> ScoredPortfolio:
    return score(revision.content.everything, revision.project.settings, as_of, memo)


def _keyed(
    revision: Revision, scored: ScoredPortfolio, renamed: Mapping[str, str], places: Memo
) -> dict[str, Finding]:
    """What is found in a revision, by what it is recognised by in the other one.

    `renamed` leads from a file to what the other revision calls it.
    """
    content, project = revision.content, revision.project
    places.begin()
    judged = judge_scored(content, project, scored, places)
    looked_at = is_looked_at(content, project, scored.as_of)
    found = obey((*content.findings, *judged), content.sources, looked_at)
    moved = [_moved(finding, renamed) for finding in found]
    report = _report(moved, revision, renamed)
    return {key: finding for finding, key in fingerprinted(report)}


def _moved(finding: Finding, renamed: Mapping[str, str]) -> Finding:
    file = renamed.get(finding.at.file)
    return replace(finding, at=replace(finding.at, file=file)) if file else finding


def _renamed_files(changes: Changes, base: Revision, head: Revision) -> dict[str, str]:
    """What the newer revision calls the files that lie elsewhere in it."""
    old, new = (one.project.settings.content for one in (base, head))
    files = [one.file for one in base.content.sources] if old != new else []
    renamed = {file: f"{new}{file.removeprefix(old)}" for file in files}
    before, after = changes.before.portfolio.objectives, changes.after.portfolio.objectives
    for was, now in changes.moved.items():
        renamed[before[was].file] = after[now].file
    return renamed


def _report(findings: Iterable[Finding], revision: Revision, renamed: Mapping[str, str]) -> Report:
    """The findings, with the texts of the files that they are about."""
    sources = revision.content.sources
    named = ((renamed.get(one.file, one.file), one.data) for one in sources)
    return report_of(findings, named, len(sources))


def _fails(findings: Iterable[Finding], *, strict: bool) -> bool:
    bad = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    return any(finding.level in bad for finding in findings)
