"""Every principle and pitfall of the method is judged, or it is said why it cannot be."""

from pathlib import Path

import pytest

from okrpress.rules.not_judged import NOT_JUDGED
from okrpress.rules.registry import ALL_CODES

DOCS = Path(__file__).parents[2] / "docs"

JUDGED = {
    # the objective
    "qualitative": ("OBJ001",),
    "concise": ("OBJ002",),
    "has an aim": ("OBJ003",),
    "time-bound": ("KR005", "OBJ010"),
    "tied to values": ("OBJ007",),
    "impact over volume": ("OBJ004", "OBJ005"),
    "well-being": ("BAL001", "BAL002", "BAL004"),
    "aspirational told from committed": ("OBJ008",),
    "at most three core objectives": ("ALN001",),
    # the key results
    "quantitative or binary": ("KR003", "KR015"),
    "two to five": ("KR001",),
    "outcome, not activity; no tasks": ("KR002",),
    "specific": ("KR011", "KR004"),
    "clear of jargon": ("KR007",),
    "a deadline or cadence": ("KR005", "CAD001"),
    "leading and lagging mixed": ("KR006",),
    "no vague percentages": ("KR013",),
    "not over-quantified": ("KR009",),
    # through the cycle
    "review cadence kept": ("CAD001",),
    "no appraisal or pay": ("BAL003",),
    "mid-cycle review": ("CAD002",),
    "scoring and retrospective": ("CAD003", "CAD004", "CAD007"),
    "lessons captured": ("CAD005",),
    "stretch factor learned": ("LRN001", "LRN002"),
    # between units
    "overlap between teams": ("ALN003", "OBJ009"),
    "orphans": ("ALN002", "OBJ007"),
    "nothing bottom-up": ("ALN005",),
    "circular alignment": ("REF008", "REF011"),
    "an owner with too much": ("ALN004",),
}
NOT = {
    "inspirational": "An objective is inspiring",
    "strategic": "An objective matters more than what was left out",
    "aspirational yet realistic": "A target is aspirational yet realistic",
    "relevant to the objective": "A key result is relevant to its objective",
}


@pytest.mark.parametrize("principle", JUDGED)
def test_a_principle_is_judged(principle: str) -> None:
    for code in JUDGED[principle]:
        page = ALL_CODES[code]
        assert page.what
        assert page.why
        assert page.fix


@pytest.mark.parametrize("principle", NOT)
def test_why_a_principle_is_not_judged_is_in_the_docs(principle: str) -> None:
    (reason,) = (one.reason for one in NOT_JUDGED if one.principle == NOT[principle])
    assert reason in (DOCS / "codes.md").read_text(encoding="utf-8")
