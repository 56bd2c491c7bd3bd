"""Which numbers of a title measure something."""

import pytest

from okrpress.rules.wording.figures import find_figures
from okrpress.rules.wording.tokens import read_tokens
from okrpress.rules.wording.wordings import Wordings


def figures(text: str, words: Wordings) -> list[tuple[str, str]]:
    tokens = read_tokens(text, words.lexicon)
    return [
        (found.kind, text[tokens[found.first].start : tokens[found.last].end])
        for found in find_figures(tokens)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Reach 4.5 stars", [("level", "4.5 stars")], id="a value with its unit"),
        pytest.param("Hold 4 workshops", [("count", "4")], id="a number of things"),
        pytest.param("Open in two cities", [("count", "two")], id="a number in words"),
        pytest.param("95% of letters", [("level", "95%")], id="a share of a whole is a level"),
        pytest.param("Two thirds of the staff", [("count", "Two"), ("level", "thirds")], id="⅔"),
        pytest.param("Wait ≤ 3 minutes", [("level", "3 minutes")], id="a bound"),
        pytest.param("Cut costs by 20 %", [("relative", "20 %")], id="by so many percent"),
        pytest.param("Grow leads 20%", [("relative", "20%")], id="percent without by"),
        pytest.param("Sales +18%", [("relative", "18%")], id="a signed percentage"),
        pytest.param("3x more visits", [("relative", "3x")], id="a multiple"),
        pytest.param("Double the donors", [("relative", "Double")], id="a multiple in a word"),
        pytest.param("Costs 5% below last year", [("relative", "5%")], id="against a period"),
        pytest.param("Pipeline at 3x quota", [("level", "3x")], id="a multiple of a target"),
        pytest.param("Reduce it by two weeks", [("step", "two weeks")], id="by so many units"),
        pytest.param("Lose 10 kg", [("step", "10 kg")], id="losing so many units"),
        pytest.param("From 46% to 60%", [("pair", "46% to 60%")], id="from and to"),
        pytest.param("Uptake: 62% → 85%", [("pair", "62% → 85%")], id="an arrow"),
        pytest.param("Rated 4.2, up from 3.6", [("pair", "4.2, up from 3.6")], id="up from"),
        pytest.param("5 days (from 9)", [("pair", "5 days (from 9")], id="the start behind"),
        pytest.param(
            "Go from weekly to daily", [("pair", "from weekly to daily")], id="from and to in words"
        ),
        pytest.param("Every ward", [("every", "Every")], id="every"),
        pytest.param("No outages", [("none", "No")], id="none"),
        pytest.param("Run twice a week", [("rhythm", "twice a")], id="a rhythm"),
        pytest.param("Yoga 3x a week", [("rhythm", "3x a week")], id="a multiple as a rhythm"),
        pytest.param("$N in new revenue", [("private", "$N")], id="a number that is kept private"),
        pytest.param("Grow by X%", [("hole", "X%")], id="a placeholder"),
        pytest.param("NPS of ??", [("hole", "??")], id="question marks"),
        pytest.param("Hire one", [], id="a pronoun is no number"),
    ],
)
def test_what_measures(text: str, expected: list[tuple[str, str]], words: Wordings) -> None:
    assert figures(text, words) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Be ready in 2027", id="a year"),
        pytest.param("Done by 30 June", id="a date"),
        pytest.param("A 2-day workshop", id="a length that belongs to the thing"),
        pytest.param("Implement RFC 42", id="a document"),
        pytest.param("Serve tier 1 customers", id="a tier"),
        pytest.param("Fix bug #4260", id="an issue"),
        pytest.param("Move to Postgres 16", id="a version"),
        pytest.param("The 95th percentile", id="an ordinal"),
        pytest.param("Introduce 5S", id="a method"),
        pytest.param("In the last 30 days", id="a stretch of time looked at"),
        pytest.param("The number one choice", id="a rank in words"),
    ],
)
def test_what_only_names_or_dates(text: str, words: Wordings) -> None:
    assert {kind for kind, _ in figures(text, words)} <= {"name"}
