"""The docs say what the code does: generated parts are fresh, examples are valid, links lead on."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from okrpress.model.settings import CheckSettings, Settings
from tools import reference

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "content-format.md"
PAGES = [
    *sorted((ROOT / "docs").rglob("*.md")),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "bench/README.md")),
]
EXAMPLE = re.compile(r"<!-- example (\S+) -->\n```markdown\n(.*?)```\n", re.DOTALL)
LINK = re.compile(r"\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]*))?\)")
SMALLEST = "content/2026-q4/me/health.md"
# What the examples of the guide refer to.
AROUND = {
    "content/teams/company.md": "---\nname: Company\n---\n",
    "content/people/jon.md": "---\nname: Jon\n---\n",
    "content/2026-q3/kitchen/summer.md": """---
title: The garden is the place to be in summer
stands_alone: The house has no objective above this one
key_results:
  - {id: tables, title: Every table is taken on Fridays, done_when: It was so in August}
  - {id: review, title: Both guides have visited, done_when: Both have written about us}
---
""",
}


def examples() -> dict[str, str]:
    return dict(EXAMPLE.findall(GUIDE.read_text(encoding="utf-8")))


def assert_no_error(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "okrpress", "check", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "expected"), list(reference.pages()), ids=lambda value: getattr(value, "name", "")
)
def test_generated_parts_are_fresh(file: Path, expected: str) -> None:
    assert file.read_text(encoding="utf-8") == expected, "run `make reference`"


def test_every_setting_is_described() -> None:
    described = {field for _, _, field, _ in reference.SETTINGS}
    own_tables = {"check", "limits", "thresholds"}
    assert described | own_tables == {field.name for field in fields(Settings)}
    assert set(reference.CHECK) == {field.name for field in fields(CheckSettings)}


def test_the_smallest_example_is_a_whole_project(tmp_path: Path) -> None:
    assert_no_error(tmp_path, {SMALLEST: examples()[SMALLEST]})


def test_the_examples_of_the_guide_make_a_valid_project(tmp_path: Path) -> None:
    rest = {path: text for path, text in examples().items() if path != SMALLEST}
    assert len(rest) == 8
    assert_no_error(tmp_path, AROUND | rest)


def test_the_readme_shows_the_smallest_example() -> None:
    assert examples()[SMALLEST] in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", PAGES, ids=lambda text: str(text.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(text: Path) -> None:
    assert list(broken_links(text)) == []


@pytest.mark.parametrize("name", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_code_that_is_named_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = re.findall(r"`([a-z_]+/[a-z_/]*(?:\.py|/))`", text)
    bases = (ROOT, ROOT / "okrpress", ROOT / "themes" / "default")
    assert [path for path in named if not any((base / path).exists() for base in bases)] == []


def broken_links(page: Path) -> Iterator[str]:
    for path, fragment in LINK.findall(page.read_text(encoding="utf-8")):
        target = page.parent / path if path else page
        if not target.exists():
            yield path
        elif fragment and fragment not in headings(target):
            yield f"{path}#{fragment}"


def headings(page: Path) -> set[str]:
    """The fragments that a forge gives a page's headings."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}
