"""The house rules that no linter knows: who may import whom, and how big things may grow."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).parents[1] / "okrpress"
MODULES = sorted(PACKAGE.rglob("*.py"))

# From the top of the house to the ground. A package imports from floors below its own, and from
# itself; `errors` and the version are under everything.
FLOORS = (
    ("cli",),
    ("app",),
    (
        "source",
        "site",
        "publish",
        "report",
        "interchange",
        "serve",
        "notify",
        "cache",
    ),
    ("writing",),
    ("rules", "insight"),
    ("changes",),
    ("scoring",),
    ("model",),
)
GROUND = {"digests", "errors", "memo", "meter", "tuples", "__version__"}
LEVEL = {room: level for level, floor in enumerate(FLOORS) for room in floor}

# Libraries, and the only packages that may name them.
HOMES = {
    "click": {"cli"},
    "rich": {"cli"},
    "jinja2": {"site"},
    "markdown_it": {"site"},
    "markupsafe": {"site"},
    "yaml": {"source"},
    "frontmatter": {"source"},
    "pydantic": {"source"},
    "pydantic_core": {"source"},
    "babel": {"site"},
    "icalendar": {"site"},
    "feedgenerator": {"site"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "watchfiles": {"serve"},
    "httpx": {"notify"},
    "subprocess": {"app", "source"},
    "random": set(),
    "locale": set(),
}
# What leads to disks, processes and networks, and the only places that may have it.
OUTSIDE = {"io", "multiprocessing", "os", "pathlib", "shutil", "socket", "tempfile", "threading"}
DOORS = (
    "app/",
    "cache/",
    "cli/",
    "notify/",
    "publish/",
    "serve/",
    "source/files.py",
    "source/git.py",
    "source/git_run.py",
    "source/new_files.py",
    "source/settings.py",
    "site/theme.py",
)
CLOCKS = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time"}
HEAVY = (
    *("pydantic", "yaml", "frontmatter", "jinja2", "markdown_it", "rich", "babel", "icalendar"),
    *("starlette", "uvicorn", "watchfiles", "httpx", "feedgenerator", "anyio"),
)

MODULE_LINES = 400
FUNCTION_LINES = 50


class Import(NamedTuple):
    """One name that a module imports."""

    file: str
    line: int
    room: str
    name: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.name}"


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).with_suffix("").parts[0]


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def imports() -> Iterator[Import]:
    for file in MODULES:
        path, room = file.relative_to(PACKAGE.parent).as_posix(), room_of(file)
        for node in ast.walk(tree_of(file)):
            for name in imported_names(node):
                yield Import(path, node.lineno, room, name)


def imported_names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute"
        if node.module == "okrpress":
            return [f"okrpress.{alias.name}" for alias in node.names]
        return [str(node.module)]
    return []


IMPORTS = tuple(imports())
OWN_IMPORTS = [found for found in IMPORTS if found.name.partition(".")[0] == "okrpress"]


def may_import(room: str, other: str) -> bool:
    if room == other or other in GROUND:
        return True
    if room == "__main__":
        return other == "cli"
    return room in LEVEL and other in LEVEL and LEVEL[room] < LEVEL[other]


def test_every_package_has_its_floor() -> None:
    rooms = {room_of(file) for file in MODULES} - {"__init__", "__main__", *GROUND}
    assert rooms == set(LEVEL)


def test_imports_run_downwards_only() -> None:
    wrong = [
        str(found) for found in OWN_IMPORTS if not may_import(found.room, found.name.split(".")[1])
    ]
    assert wrong == []


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_named_only_where_it_is_at_home(library: str) -> None:
    users = {found.room: str(found) for found in IMPORTS if found.name.partition(".")[0] == library}
    assert {room: where for room, where in users.items() if room not in HOMES[library]} == {}


def test_the_core_does_not_reach_outside() -> None:
    wrong = [
        str(found)
        for found in IMPORTS
        if found.name.partition(".")[0] in OUTSIDE
        and not found.file.removeprefix("okrpress/").startswith(DOORS)
    ]
    assert wrong == []


def test_only_the_command_line_looks_at_the_clock() -> None:
    wrong = [
        f"{file.relative_to(PACKAGE.parent)}:{node.lineno} calls {called_name(node)}"
        for file in MODULES
        if room_of(file) != "cli"
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and called_name(node) in CLOCKS
    ]
    assert wrong == []


def called_name(call: ast.Call) -> str:
    """`date.today` for `date.today()` as well as for `datetime.date.today()`."""
    return ".".join(ast.unparse(call.func).split(".")[-2:])


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; from okrpress.cli import main; sys.argv = ['okrpress', '--help']\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Usage: okrpress" in done.stdout
    assert set(done.stderr.split()) & set(HEAVY) == set()


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_module_can_be_read_in_one_sitting(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES


def test_a_function_can_be_held_in_the_head() -> None:
    long = [
        f"{file.relative_to(PACKAGE.parent)}:{node.lineno} {node.name}: {lines(node)} lines"
        for file in MODULES
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines(node) > FUNCTION_LINES
    ]
    assert long == []


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


# Python before 3.11.5 fails to match where what is repeated without return is a group that could
# return inside of itself (python/cpython#106052): `(?>(?:…)*)` means the same, and works.
GROUP_WITHOUT_RETURN = re.compile(r"(?<!\\)\)(?:[*+?]|\{\{?[0-9,]+\}?\})\+|\}[*+?]\+")


def test_no_pattern_repeats_a_group_in_the_way_that_older_pythons_fail_at() -> None:
    found = [
        f"{file.relative_to(PACKAGE.parent)}:{node.lineno}"
        for file in MODULES
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Constant | ast.JoinedStr)
        and GROUP_WITHOUT_RETURN.search(ast.unparse(node).replace("\\\\", "\\"))
    ]
    assert found == []
