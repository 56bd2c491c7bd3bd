"""What git knows of the project, and who may see it."""

from collections.abc import Iterator, Mapping

from okrpress.app.doctor_report import Check, fine, note, problem
from okrpress.app.git_state import Git, GitState, NoGit
from okrpress.app.publicity import is_public_repository
from okrpress.report.text import plural

_SHOWN = 3
"""Files that are named."""


def examine_repository(git: Git, state: GitState | NoGit, output: str) -> Iterator[Check]:
    """Branch, remote, history, and what is not committed."""
    if isinstance(state, NoGit):
        help = "git init makes one; the history of your OKRs is worth keeping"
        yield note(state.reason, help if "no git repository" in state.reason else "")
        return
    where = f", its folder {state.folder}" if state.folder else ""
    yield fine(f"{state.top}{where}, on {state.branch or 'no branch'}")
    main = f"; its main branch is {state.default_branch}" if state.default_branch else ""
    yield fine(f"origin is {state.remote}{main}") if state.remote else note("it has no origin")
    if state.is_shallow:
        help = "git fetch --unshallow; in CI, `fetch-depth: 0` on GitHub, `GIT_DEPTH: 0` on GitLab"
        yield note("only the newest commits are here, too few for okrpress diff", help)
    if state.changed:
        names = ", ".join(state.changed[:_SHOWN])
        more = ", …" if len(state.changed) > _SHOWN else ""
        yield note(f"not committed: {plural(len(state.changed), 'file', 'files')} ({names}{more})")
    yield from _ignored(git, output)


def _ignored(git: Git, output: str) -> Iterator[Check]:
    for folder in (output, ".okrpress"):
        if not git.ignores(f"{folder}/file"):
            help = f"add /{folder}/ to .gitignore"
            yield note(f"what okrpress makes in {folder}/ would be committed", help)


def examine_visibility(
    hidden: int, state: GitState | NoGit, environment: Mapping[str, str]
) -> Iterator[Check]:
    """Whether what is not for everybody is where nobody else sees it."""
    if not hidden:
        yield fine("all objectives are public")
        return
    objectives = plural(hidden, "objective is", "objectives are")
    said = f"{objectives} not public, and left out of the site"
    is_public = is_public_repository(environment)
    if is_public:
        help = "move them to a private repository; what was ever pushed stays in the history"
        yield problem(f"{said}, and this repository is public", help)
    elif is_public is None and not isinstance(state, NoGit) and state.remote:
        help = f"whoever can read {state.remote} can read them: keep it private"
        yield note(said, help)
    else:
        yield fine(said)
