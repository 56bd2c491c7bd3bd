"""Take the example content out of a project again, and nothing that an author has changed."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from okrpress.app.content import Content, link_content
from okrpress.app.project import Project, read_project
from okrpress.errors import OkrpressError
from okrpress.model.finding import Finding, Level
from okrpress.model.frozen import dataclass
from okrpress.source.files import Discovered, discover
from okrpress.source.parse import parse
from okrpress.writing.scaffold.mark import is_example, is_untouched_example


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleRemoved:
    """Paths relative to the project. `kept` are example files that somebody has changed.

    `needed` says which lines elsewhere still speak of the example: then nothing was removed.
    """

    removed: tuple[str, ...]
    kept: tuple[str, ...]
    needed: tuple[Finding, ...] = ()


def remove_example(root: Path) -> ExampleRemoved:
    """Delete the example files that are as `init` wrote them, and folders that are empty then.

    Raises OkrpressError when the project has no example, or a file cannot be deleted.
    """
    project = read_project(root)
    found = discover(root, project.settings.content)
    texts = {source.file: source.data.decode("utf-8", "replace") for source in found.sources}
    gone = tuple(file for file, text in texts.items() if is_untouched_example(text))
    kept = tuple(file for file, text in texts.items() if is_example(text) and file not in gone)
    if not gone:
        help = f"{', '.join(kept)}: changed by somebody, and so no example any more" if kept else ""
        raise OkrpressError("there are no example files to delete", help=help)
    needed = tuple(_new_errors(project, found, gone))
    if not needed:
        for file in gone:
            _delete(root, file)
        _delete_empty(root, project.settings.content, gone)
    return ExampleRemoved(removed=() if needed else gone, kept=kept, needed=needed)


def _new_errors(project: Project, found: Discovered, gone: Iterable[str]) -> Iterator[Finding]:
    """What would be wrong without the example, and is not wrong with it."""
    content = project.settings.content
    parsed = [parse(source.file, source.data, content=content) for source in found.sources]
    left = Discovered(
        tuple(source for source in found.sources if source.file not in gone), found.findings
    )
    known = {_key(error) for error in _errors(link_content(project, found, parsed))}
    rest = [each for each in parsed if each.file not in gone]
    for error in _errors(link_content(project, left, rest)):
        if _key(error) not in known:
            yield error


def _errors(content: Content) -> Iterator[Finding]:
    return (finding for finding in content.findings if finding.level is Level.ERROR)


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.at.file, finding.message


def _delete(root: Path, file: str) -> None:
    try:
        (root / file).unlink()
    except OSError as error:
        message = f"{file} cannot be deleted: {(error.strerror or 'unknown').lower()}"
        raise OkrpressError(message, help="run the command again when that is mended") from error


def _delete_empty(root: Path, content: str, files: Iterable[str]) -> None:
    """Folders that held nothing but the example; the content folder itself stays."""
    folders = {folder for file in files for folder in Path(file).parents}
    inside = (folder for folder in folders if Path(content) in folder.parents)
    for folder in sorted(inside, key=lambda path: len(path.parts), reverse=True):
        with suppress(OSError):  # it is not empty
            (root / folder).rmdir()
