"""What is installed: okrpress, Python, the libraries, and what else would help."""

import platform
import shutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from okrpress import __version__
from okrpress.app.doctor_report import Check, fine, note, problem

_LIBRARIES = {
    "Babel": "numbers, dates and words of each language",
    "click": "the command line",
    "feedgenerator": "news feeds",
    "httpx": "reminders to chats and issues",
    "icalendar": "calendars",
    "Jinja2": "pages",
    "markdown-it-py": "texts in Markdown",
    "pydantic": "reading front matter",
    "python-frontmatter": "reading front matter",
    "PyYAML": "reading front matter",
    "rich": "tables and progress in the terminal",
    "starlette": "okrpress serve",
    "uvicorn": "okrpress serve",
    "watchfiles": "following changes in okrpress serve",
}
"""Libraries, and what does not work without them."""


def installed() -> Iterator[Check]:
    """Versions; a problem for each library that is missing."""
    yield fine(f"okrpress {__version__} on Python {platform.python_version()}")
    found: list[str] = []
    for name, purpose in _LIBRARIES.items():
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            said = f"{name} is missing, which is needed for {purpose}"
            yield problem(said, "install okrpress again, with all it depends on")
    yield fine(f"libraries: {', '.join(found)}")
    yield _fast_yaml()
    if shutil.which("git") is None:
        said = "git is missing: okrpress diff cannot compare, and init guesses less"
        yield note(said, "install git; everything else works without it")


def _fast_yaml() -> Check:
    """PyYAML comes with libyaml where there is a wheel for the platform."""
    if find_spec("yaml") and find_spec("yaml._yaml"):
        return fine("PyYAML has libyaml, which reads front matter")
    help = "install PyYAML from a wheel, or with the headers of libyaml"
    return problem("PyYAML has no libyaml, which front matter is read with", help)
