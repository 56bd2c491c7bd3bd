"""CODEOWNERS: who is asked to review which files."""

import re
from collections.abc import Iterable, Iterator

from okrpress.model.frozen import dataclass

_HANDLE = re.compile(
    r"@[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?:/[A-Za-z0-9._-]+)*\Z|[^\s@#]+@[^\s@#]+\.[^\s@#]+\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """A person, by id, and the teams they lead; no handle while nobody has said it."""

    id: str
    handle: str = ""
    teams: tuple[str, ...] = ()


def is_handle(text: str) -> bool:
    """Whether the text is a `@name`, a `@group/team` or an e-mail address."""
    return _HANDLE.match(text) is not None


def codeowners(reviewers: Iterable[Reviewer], *, content: str, prefix: str = "") -> str:
    """The file's text. Lines of people without a handle are comments, until somebody says it.

    `content` is the content folder, `prefix` the project's folder in the repository, with a slash.
    """
    return "\n".join(_lines(tuple(reviewers), f"/{prefix}{content}", f"/{prefix}")) + "\n"


def _lines(reviewers: tuple[Reviewer, ...], content: str, root: str) -> Iterator[str]:
    yield "# Who is asked to review changes of which files. The last line that matches counts."
    yield "# These decide what is checked and published. Who looks after them?"
    yield f"# {root}okrpress.toml @handle"
    yield "# /.github/ @handle" if root == "/" else f"# {root} @handle"
    for reviewer in reviewers:
        yield ""
        if not reviewer.handle:
            yield f"# Put the handle of {reviewer.id} in, and remove the number signs."
        mark, handle = ("", reviewer.handle) if reviewer.handle else ("# ", "@handle")
        for team in reviewer.teams:
            yield f"{mark}{content}/teams/{team}.md {handle}"
            yield f"{mark}{content}/*/{team}/ {handle}"
        yield f"{mark}{content}/people/{reviewer.id}.md {handle}"
        yield f"{mark}{content}/*/{reviewer.id}/ {handle}"
