"""Check a project's files without building anything: read, judge, keep what is asked for."""

from collections.abc import Iterable
from pathlib import Path

from okrpress.app.baseline import Baseline, Known, read_baseline, write_baseline
from okrpress.app.check_request import CheckRequest, asked_for
from okrpress.app.found import cache_of, find_files
from okrpress.app.project import Project, read_project
from okrpress.app.report_of import report_of
from okrpress.app.verdict import Verdict, judge_files
from okrpress.app.watcher import Silence, Watcher
from okrpress.errors import OkrpressError
from okrpress.model.audience import EVERYTHING
from okrpress.model.finding import Finding, Level
from okrpress.model.frozen import dataclass
from okrpress.report.fingerprint import fingerprinted
from okrpress.report.report import Report
from okrpress.rules.registry import ALL_CODES
from okrpress.rules.selection import selection
from okrpress.source.files import Discovered


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What came of it.

    `known` counts the findings that the baseline holds back; `gone` are those of its entries that
    nothing is found for any more. `outside` says what may be said of files that the audience does
    not know of.
    """

    report: Report
    failed: bool
    known: int
    gone: tuple[Known, ...]
    outside: str = ""


def check(request: CheckRequest, watch: Watcher | None = None) -> CheckResult:
    """Everything that is found in the project and wanted, and whether it fails."""
    watch = watch or Silence()
    project = read_project(request.root)
    asked = asked_for(request, project.settings.check)
    found = find_files(project, watch, request.typed)
    as_of = request.as_of or project.settings.as_of or request.today
    cache = cache_of(project, watch, is_used=request.cache)
    outside = ""
    if request.audience == EVERYTHING:
        verdict = judge_files(project, found, as_of, watch, cache, keep=request.typed is None)
    else:
        from okrpress.app.check_audience import judge_for

        verdict, found, outside = judge_for(
            request.audience, project, found, as_of, watch=watch, cache=cache
        )
    watch.stage("report")
    report = _report(_asked_about(request, verdict), found, project)
    keyed = tuple(fingerprinted(report))
    wanted = selection(asked, ALL_CODES)
    kept = [(kept, key) for finding, key in keyed if (kept := wanted.apply(finding))]

    path = _baseline_path(request, project)
    baseline = _baseline(path, is_new=request.update_baseline)
    is_partial = request.typed is not None or request.audience != EVERYTHING
    gone = () if is_partial else baseline.gone(keyed, verdict.looked_at)
    if path and request.update_baseline:
        baseline = baseline.updated(kept, gone)
        write_baseline(path, baseline)
    new = baseline.without_known(kept)
    return CheckResult(
        report=_report(new, found, project),
        failed=bool(outside) or _fails(new, asked.max_warnings),
        known=len(kept) - len(new),
        gone=gone,
        outside=outside,
    )


def _asked_about(request: CheckRequest, verdict: Verdict) -> Iterable[Finding]:
    """The findings; of a file that is being typed, only those in it."""
    if request.typed is None:
        return verdict.findings
    return (finding for finding in verdict.findings if finding.at.file == request.typed.file)


def _report(findings: Iterable[Finding], found: Discovered, project: Project) -> Report:
    """The findings in order, with the texts of the files that they are about."""
    return report_of(
        sorted(findings, key=lambda finding: finding.order),
        ((source.file, source.data) for source in found.sources),
        len(found.sources),
        project.root,
    )


def _baseline_path(request: CheckRequest, project: Project) -> Path | None:
    if request.baseline:
        return request.baseline
    if project.settings.check.baseline:
        return project.root / project.settings.check.baseline
    if request.update_baseline:
        help = "name it with --baseline FILE, or in okrpress.toml: [check] baseline"
        raise OkrpressError("there is no baseline to update", help=help)
    return None


def _baseline(path: Path | None, *, is_new: bool) -> Baseline:
    if path is None or (is_new and not path.exists()):
        return Baseline()
    return read_baseline(path)


def _fails(findings: Iterable[Finding], most: int | None) -> bool:
    """Whether there is an error, or are more warnings than `most`; advice never fails."""
    levels = [finding.level for finding in findings]
    return Level.ERROR in levels or (most is not None and levels.count(Level.WARNING) > most)
