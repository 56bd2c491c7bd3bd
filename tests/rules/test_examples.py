"""Every rule's examples: the bad one fires its code once, the good one does not, both are sound."""

import re
from collections.abc import Iterable

import pytest
from rule_examples import files_of, findings_of

from okrpress.model.finding import Finding, Level
from okrpress.rules.registry import RULES
from okrpress.rules.rule import Rule

# OBJ900 is about a setting, and an example is content.
SHOWN = [rule for rule in RULES if rule.code.code != "OBJ900"]
EACH_RULE = pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code.code)


def told(findings: Iterable[Finding]) -> list[str]:
    return [f"{one.at.file} {one.at.keys} {one.code}: {one.message}" for one in findings]


@EACH_RULE
def test_the_bad_example_fires_once(rule: Rule) -> None:
    found = findings_of(rule.code.bad)
    assert len([one for one in found if one.code == rule.code.code]) == 1, told(found)


@EACH_RULE
def test_the_good_example_does_not_fire(rule: Rule) -> None:
    assert rule.code.good, "the page has no good example"
    found = findings_of(rule.code.good)
    assert told(one for one in found if one.code == rule.code.code) == []


@EACH_RULE
@pytest.mark.parametrize("which", ["bad", "good"])
def test_the_examples_are_sound(rule: Rule, which: str) -> None:
    found = findings_of(getattr(rule.code, which))
    assert told(one for one in found if one.level is Level.ERROR) == []


@EACH_RULE
def test_a_finding_is_of_its_rule_and_in_a_file_of_the_example(rule: Rule) -> None:
    paths = {f"content/{path}" for path, _ in files_of(rule.code.bad)}
    (finding,) = [one for one in findings_of(rule.code.bad) if one.code == rule.code.code]
    assert (finding.name, finding.level) == (rule.code.name, rule.code.level)
    assert finding.at.file in paths


@EACH_RULE
def test_a_finding_is_said_in_one_line(rule: Rule) -> None:
    (finding,) = [one for one in findings_of(rule.code.bad) if one.code == rule.code.code]
    for text in (finding.message, finding.help):
        assert text
        assert "\n" not in text
        assert not text.endswith(".")


@EACH_RULE
def test_the_page_is_written(rule: Rule) -> None:
    code = rule.code
    assert re.fullmatch(r"[A-Z]{2,3}\d{3}", code.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.name)
    for text in (code.what, code.why, code.fix):
        assert text
        assert not text[0].islower()
        assert text.endswith(".")
    assert code.source == "" or code.source.endswith(".")


def test_no_code_and_no_name_is_given_twice() -> None:
    for names in ([rule.code.code for rule in RULES], [rule.code.name for rule in RULES]):
        assert sorted(names) == sorted(set(names))
