"""Hostile texts in a real browser: nothing runs, nothing is asked of anyone, nothing is blocked."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hostile_content import PAYLOADS, write_hostile
from visits import Visitor


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    write_hostile(root)
    subprocess.run([sys.executable, "-m", "okrpress", "build", str(root)], check=True)
    return root / "site"


def test_no_page_lets_a_text_run_or_ask(visit: Visitor, hostile_site: Path) -> None:
    visitor = visit()
    visitor.page.on("dialog", lambda dialog: visitor.complaints.append(dialog.message))
    for file in sorted(hostile_site.rglob("*.html")):
        page = visitor.open(file)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert visitor.complaints == [], file.relative_to(hostile_site)


def test_what_is_looked_for_stays_text(visit: Visitor, hostile_site: Path) -> None:
    visitor = visit()
    visitor.page.on("dialog", lambda dialog: visitor.complaints.append(dialog.message))
    page = visitor.open(hostile_site / "search" / "index.html")
    for payload in PAYLOADS:
        page.fill("#_q", payload)
        page.wait_for_function("document.querySelector('#_count').textContent !== ''")
        assert visitor.complaints == [], payload
    page.goto(page.url.partition("#")[0] + "#" + urlencode({"q": PAYLOADS[0]}))
    page.reload()
    page.wait_for_function("document.querySelector('#_count').textContent !== ''")
    assert page.input_value("#_q") == PAYLOADS[0]
    assert visitor.complaints == []
