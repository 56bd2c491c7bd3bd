"""What no rule judges is said, and points at rules that exist."""

import pytest

from okrpress.rules.not_judged import NOT_JUDGED, NotJudged
from okrpress.rules.registry import ALL_CODES


@pytest.mark.parametrize("one", NOT_JUDGED, ids=lambda one: one.principle)
def test_the_rules_that_come_near_exist(one: NotJudged) -> None:
    assert [code for code in one.near if code not in ALL_CODES] == []
    assert one.reason.endswith(".")
