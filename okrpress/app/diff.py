"""What a change means: two revisions read, scored on the same day, compared and judged."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from okrpress.app.audiences import narrowed, seen_by, shown_to
from okrpress.app.found_anew import found_anew
from okrpress.app.places import located
from okrpress.app.project import read_project
from okrpress.app.report_of import report_of
from okrpress.app.revision import Revision, files_at, files_in_folder, read_both
from okrpress.app.watcher import Silence, Watcher
from okrpress.changes import Changes, compare
from okrpress.memo import Memo
from okrpress.model.audience import EVERYTHING, Audience
from okrpress.model.finding import Finding, Level
from okrpress.model.frozen import dataclass
from okrpress.report.report import Report
from okrpress.rules.changes import judge_changes
from okrpress.rules.registry import ALL_CODES
from okrpress.rules.selection import selection
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.git import Repository, repository


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
    worse than before. `known` counts those that were there before, in the files that the change
    is about, `mended` those that are gone. `failed` says that an error is new (with `strict`: or a
    warning). `outside` says what may be said of files that the audience does not know of.
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
    sources = head.content.sources
    about_change = located(judge_changes(changes), sources)
    found = found_anew(base, head, changes)
    wanted = selection(head.project.settings.check, ALL_CODES)
    kept = [one for finding in (*about_change, *found.new) if (one := wanted.apply(finding))]
    return DiffResult(
        base=base,
        head=head,
        as_of=as_of,
        changes=changes,
        report=report_of(kept, ((one.file, one.data) for one in sources), len(sources)),
        known=found.known,
        mended=found.mended,
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
        head = files_in_folder(read_project(request.root), newer, watch)
    else:
        head = files_at(repo, request.head, newer, watch)
    whole = request.audience != EVERYTHING  # what may be said of others hangs on all files
    return read_both(files_at(repo, name, commit, watch), head, watch, whole=whole)


def _scored(revision: Revision, as_of: date, memo: Memo) -> ScoredPortfolio:
    return score(revision.content.everything, revision.project.settings, as_of, memo)


def _fails(findings: Iterable[Finding], *, strict: bool) -> bool:
    bad = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    return any(finding.level in bad for finding in findings)
