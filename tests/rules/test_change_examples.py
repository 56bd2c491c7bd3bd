"""The examples of rules about changes: the bad one fires its code once, the good one does not."""

import re
from datetime import date

import pytest

from okrpress.changes import compare
from okrpress.model.finding import Finding, Level
from okrpress.model.settings import Settings
from okrpress.rules.changes import CHANGE_RULES, judge_changes
from okrpress.rules.changes.rule import ChangeRule
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.assemble import assemble
from okrpress.source.parse import parse

AS_OF = date(2026, 11, 22)
EACH_RULE = pytest.mark.parametrize("rule", CHANGE_RULES, ids=lambda rule: rule.code.code)
FILE = re.compile(r"^=== (?:(before|after): )?(\S+)\n", re.MULTILINE)


def revision(example: str, which: str) -> ScoredPortfolio:
    """One of the two revisions that an example holds; it has no mistakes of its own."""
    first, *parts = FILE.split(example)
    assert first == ""
    files = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    parsed = [
        parse(f"content/{path}", text.encode())
        for when, path, text in files
        if when in {None, which}
    ]
    assembled = assemble(parsed, Settings())
    findings = [*(one for each in parsed for one in each.findings), *assembled.findings]
    assert [one for one in findings if one.level is Level.ERROR] == []
    return score(assembled.portfolio, Settings(), AS_OF)


def findings_of(example: str) -> list[Finding]:
    changes = compare(revision(example, "before"), revision(example, "after"))
    return list(judge_changes(changes))


@EACH_RULE
def test_the_bad_example_of_a_change_fires_its_rule_alone(rule: ChangeRule) -> None:
    (finding,) = findings_of(rule.code.bad)
    assert (finding.code, finding.level) == (rule.code.code, rule.code.level)
    for text in (finding.message, finding.help):
        assert text
        assert "\n" not in text


@EACH_RULE
def test_the_good_example_of_a_change_fires_nothing(rule: ChangeRule) -> None:
    assert findings_of(rule.code.good) == []


@EACH_RULE
def test_the_same_revision_twice_fires_nothing(rule: ChangeRule) -> None:
    one = revision(rule.code.bad, "after")
    changes = compare(one, one)
    assert (changes.changes, changes.effects) == ((), ())
    assert list(judge_changes(changes)) == []


@EACH_RULE
def test_the_page_of_a_rule_about_changes_is_written(rule: ChangeRule) -> None:
    code = rule.code
    assert re.fullmatch(r"(CHG|PRV)\d{3}", code.code)
    for text in (code.what, code.why, code.fix):
        assert text[0].isupper()
        assert text.endswith(".")
