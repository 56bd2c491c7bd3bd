"""OBJ001 to OBJ005 and OBJ900: how the title of an objective is worded."""

import pytest
from builders import number
from objective_worlds import codes, found, titled

from okrpress.model.settings import Limits, Settings
from okrpress.rules.objectives import (
    OBJECTIVE_RULES,
    obj001_objective_carries_number,
    obj002_objective_too_long,
    obj003_objective_without_aim,
    obj004_objective_is_task,
    obj005_objective_counts_volume,
    obj900_wording_not_judged,
)

GERMAN = Settings(language="de-CH")


@pytest.mark.parametrize(
    ("title", "figure"),
    [
        pytest.param("Drive the availability of our shop to 99.95 %", "99.95 %", id="a share"),
        pytest.param("Increase social referral traffic 20%", "20%", id="a change"),
        pytest.param("Customers never find the shop closed", "", id="words alone"),
        pytest.param("Build a strong 2026 pipeline", "", id="a year is no target"),
        pytest.param("Not one more wet tent", "", id="one is a manner of speaking"),
    ],
)
def test_an_objective_sets_no_number(title: str, figure: str) -> None:
    findings = found(obj001_objective_carries_number.RULE, titled(title))
    assert [f'sets the figure "{figure}"' in one.message for one in findings] == (
        [True] if figure else []
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(17, [], id="seventeen words"),
        pytest.param(18, ["OBJ002"], id="eighteen words"),
    ],
)
def test_an_objective_can_be_repeated(words: int, expected: list[str]) -> None:
    assert codes(found(obj002_objective_too_long.RULE, titled("word " * words))) == expected


def test_how_long_is_too_long_is_a_setting() -> None:
    settings = Settings(limits=Limits(objective_words=number(4)))
    (finding,) = found(obj002_objective_too_long.RULE, titled("Wo ist der Ort"), settings=settings)
    assert "in fewer than 4 words" in finding.help


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Customer success", 1, id="a topic"),
        pytest.param("Aspirational, efficient all-remote team", 1, id="a topic with adjectives"),
        pytest.param("Customers stay with us", 0, id="a sentence"),
        pytest.param("Fewer things on the shelf, and each of them wanted", 0, id="a comparison"),
        pytest.param("A house that stands on its own feet", 0, id="a description"),
    ],
)
def test_an_objective_has_an_aim(title: str, expected: int) -> None:
    findings = found(obj003_objective_without_aim.RULE, titled(title))
    assert codes(findings) == ["OBJ003"] * expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Launch the new shop", 1, id="a delivery"),
        pytest.param("Define the pricing strategy", 1, id="a plan"),
        pytest.param("Start publishing videos", 1, id="a beginning"),
        pytest.param("Buying from us is quicker than walking past", 0, id="a state"),
        pytest.param("Customers love to stay with us", 0, id="a feeling"),
        pytest.param("We plan with confidence", 0, id="what we are like"),
        pytest.param("We run five experiments", 1, id="what we do, counted"),
    ],
)
def test_an_objective_is_no_task(title: str, expected: int) -> None:
    assert codes(found(obj004_objective_is_task.RULE, titled(title))) == ["OBJ004"] * expected


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        pytest.param("More features than any other app in town", "More features", id="more"),
        pytest.param("We are known for lots of blog posts", "lots of blog posts", id="lots"),
        pytest.param("More guests come back", "", id="guests are no output"),
        pytest.param("Our features do more for members", "", id="more for somebody"),
    ],
)
def test_an_objective_is_not_about_volume(title: str, wanted: str) -> None:
    findings = found(obj005_objective_counts_volume.RULE, titled(title))
    assert [f'wants "{wanted}"' in one.message for one in findings] == ([True] if wanted else [])


def test_volume_that_is_a_task_is_reported_as_that() -> None:
    fired = codes(found(OBJECTIVE_RULES, titled("Publish more blog posts")))
    assert "OBJ004" in fired
    assert "OBJ005" not in fired


def test_a_heading_with_a_number_is_told_about_the_number() -> None:
    assert codes(found(OBJECTIVE_RULES, titled("99.95 % availability"))) == ["OBJ001"]


def test_in_another_language_one_finding_says_that_wording_is_not_judged() -> None:
    objectives = [titled("Launch 3 features", id=id) for id in ("one", "two")]
    findings = found(OBJECTIVE_RULES[:5], *objectives, settings=GERMAN)
    assert findings == []
    (finding,) = found(obj900_wording_not_judged.RULE, *objectives, settings=GERMAN)
    assert finding.at.file == "okrpress.toml"
    assert '"de-CH"' in finding.message


@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_english_is_judged(language: str) -> None:
    settings = Settings(language=language)
    assert found(obj900_wording_not_judged.RULE, titled("A"), settings=settings) == []
    findings = found(obj004_objective_is_task.RULE, titled("Launch the shop"), settings=settings)
    assert codes(findings) == ["OBJ004"]


def test_where_nothing_is_written_nothing_is_missed() -> None:
    assert found(obj900_wording_not_judged.RULE, settings=GERMAN) == []
