"""The layout of the main pages is the one that was agreed to (`tools/references.py` says how)."""

import json
from pathlib import Path

import pytest
from visits import Visitor

from tools.references import PAGES, WIDTHS, Placed, measure

REFERENCES = json.loads(Path(__file__).with_name("references.json").read_text(encoding="utf-8"))
TOLERANCE = 3  # percent of the window: what columns give way to wider letters


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", PAGES)
def test_the_parts_of_a_page_lie_where_they_did(
    shared_visit: Visitor, example_site: Path, kind: str, width: int
) -> None:
    agreed = [Placed(*part) for part in REFERENCES[f"{kind} {width}"]]
    found = measure(shared_visit().page, example_site / PAGES[kind], width)
    assert [part.name for part in found] == [part.name for part in agreed]
    for now, then in zip(found, agreed, strict=True):
        assert now.left == pytest.approx(then.left, abs=TOLERANCE), (now, then)
        assert now.right == pytest.approx(then.right, abs=TOLERANCE), (now, then)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", PAGES)
def test_no_part_of_a_page_is_cut_off(kind: str, width: int) -> None:
    parts = [Placed(*part) for part in REFERENCES[f"{kind} {width}"]]
    assert all(-0.1 <= part.left <= part.right <= 100.1 for part in parts)
