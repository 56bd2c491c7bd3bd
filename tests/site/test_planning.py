"""What is looked at to say which pages there are: whatever is, makes all pages of a kind stale."""

import builders as make
import pytest

from okrpress.model.okr import Objective
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.site.pages import Options, SitePages
from okrpress.site.theme import load_theme

AS_OF = make.day("2026-11-22")
UNITS = [f"u{number:02}" for number in range(30)]  # so many that each has a diary of its own
MOVES_OFTEN = {"day", "portfolio.check_ins"}
"""What changes with every report, or every day; so does all that was scored."""
ASK_WHAT_HAS_BEGUN = {"review", "compare"}


def objective(unit: str) -> Objective:
    return make.objective("o", unit=unit, key_results=[make.key_result("a")])


@pytest.fixture(scope="module")
def planned() -> SitePages:
    portfolio = make.portfolio(
        objectives=map(objective, UNITS),
        check_ins=[
            make.check_in("2026-11-18", make.reading(3, of=f"{unit}/o#a")) for unit in UNITS
        ],
    )
    theme = load_theme("default", None)
    pages = SitePages(score(portfolio, Settings(), AS_OF), theme, Options())
    assert f"checkins/t/{UNITS[0]}/2026/index.html" in pages.paths
    return pages


def test_which_pages_there_are_hangs_on_no_report_and_on_no_score(planned: SitePages) -> None:
    for kind, reads in planned.planning.items():
        looked = {read.name for read in reads}
        of_days = looked & MOVES_OFTEN | {one for one in looked if one.startswith("scored.")}
        assert of_days == ({"day"} if kind in ASK_WHAT_HAS_BEGUN else set()), kind
