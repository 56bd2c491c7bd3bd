"""What the judge says of titles whose label is beyond doubt, and how it explains itself."""

import pytest

from okrpress.rules.wording import Verdict, Wordings, judge_key_result, judge_objective, wordings_of

LABELS = ("activity", "no_number", "no_baseline", "vague")
OBJECTIVE_LABELS = ("contains_metric", "task_like", "too_long", "topic_only")


def key_result(text: str, words: Wordings) -> dict[str, Verdict]:
    judgement = judge_key_result(text, words)
    return {label: getattr(judgement, label) for label in LABELS}


def objective(text: str, words: Wordings) -> dict[str, Verdict]:
    judgement = judge_objective(text, words)
    return {label: getattr(judgement, label) for label in OBJECTIVE_LABELS}


def fired(verdicts: dict[str, Verdict]) -> set[str]:
    return {label for label, verdict in verdicts.items() if verdict.fired}


@pytest.mark.parametrize(
    "text",
    [
        # The design's own examples.
        "Raise week-one activation from 31 % to 45 %",
        "Overtime stays at or below 4 hours per person and week",
        "Single sign-on is live for every customer",
        "The welcome flow is live in three markets",
        # Forms that are easily taken for something else.
        "Missed appointments fall from 11 to 6 percent",
        "No patient waits more than 18 weeks",
        "Nine in ten parents recommend the school",
        "Two grants won",
        "Launch the mentoring programme in all five offices",
        "Win 12 new accounts",
        "Test coverage above 80 %",
        "Meet the agreed service level in 95% of cases",
        "Sign-ups: 400 → 1,500",
        "Fewer than three injuries",
    ],
)
def test_a_good_key_result_is_left_alone(text: str, words: Wordings) -> None:
    assert fired(key_result(text, words)) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Interview 25 candidates", {"activity"}, id="counted work"),
        pytest.param("Draft a data strategy", {"activity"}, id="thinking on paper"),
        pytest.param("Publish 8 blog posts", {"activity"}, id="our own content"),
        pytest.param("Hold a forum every month", {"activity"}, id="meetings"),
        pytest.param("Five suppliers audited", {"activity"}, id="work without a verb in front"),
        pytest.param("Training needs have been assessed", {"activity"}, id="only thinking"),
        pytest.param("Run three times a week", {"activity"}, id="a habit"),
        pytest.param("We will run five experiments", {"activity"}, id="what we will do"),
        pytest.param("12 workshops", {"activity"}, id="a number of meetings"),
        pytest.param("Reduce complaints by 20%", {"no_baseline"}, id="by so much, from where?"),
        pytest.param("Double the newsletter readers", {"no_baseline"}, id="twice what?"),
        pytest.param("30% fewer escalations", {"no_baseline"}, id="fewer than what?"),
        pytest.param("Increase sales", {"no_number", "no_baseline"}, id="a bare direction"),
        pytest.param(
            "Patient waits shortened", {"no_number", "no_baseline"}, id="… after the fact"
        ),
        pytest.param("Deflect X% of tickets", {"no_number"}, id="a placeholder is no number"),
        pytest.param("Improve communication", {"no_number", "vague"}, id="better, but how?"),
        pytest.param("The app is easy to use", {"no_number", "vague"}, id="a matter of taste"),
        pytest.param(
            "Explore ways to work with schools", {"activity", "no_number", "vague"}, id="a try"
        ),
    ],
)
def test_what_is_wrong_with_a_key_result(text: str, expected: set[str], words: Wordings) -> None:
    assert fired(key_result(text, words)) == expected


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        pytest.param("Reduce complaints by 20%", "Reduce complaints by 20% (from 50)", id="start"),
        pytest.param("Double the readers", "Double the readers to 6,000", id="end"),
        pytest.param("Increase sales 15%", "Increase sales from 4m to 4.6m", id="both"),
        pytest.param("Increase attendance", "Increase attendance to 96%", id="a level"),
        pytest.param("Fewer road deaths", "Fewer than 12 road deaths", id="a bound"),
    ],
)
def test_a_start_or_an_end_resolves_a_change(text: str, resolved: str, words: Wordings) -> None:
    assert judge_key_result(text, words).no_baseline.fired
    assert not judge_key_result(resolved, words).no_baseline.fired


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("New customers succeed in their first week", set(), id="the design's example"),
        pytest.param("Be the library people reach for first", set(), id="a wish"),
        pytest.param("Make our school a place to stay", set(), id="a wish with a making verb"),
        pytest.param("Build strong teams in 2027", set(), id="a year is no metric"),
        pytest.param("Reach 10m in revenue", {"contains_metric"}, id="a figure to reach"),
        pytest.param("Cut waiting times by half", {"contains_metric"}, id="a share"),
        pytest.param("Write a new curriculum", {"task_like"}, id="a task"),
        pytest.param("Launch three features", {"contains_metric", "task_like"}, id="volume"),
        pytest.param("Operational excellence", {"topic_only"}, id="a heading"),
        pytest.param(
            "Give every customer in every shop the right advice at the right time with a smile "
            "that they will remember",
            {"too_long"},
            id="nobody repeats it",
        ),
    ],
)
def test_what_is_wrong_with_an_objective(text: str, expected: set[str], words: Wordings) -> None:
    assert fired(objective(text, words)) == expected


@pytest.mark.parametrize(
    ("label", "text", "stretch", "explanation"),
    [
        (
            "activity",
            "Interview 25 candidates",
            "Interview 25 candidates",
            "starts with the command “Interview”, counts “candidates”, names no effect",
        ),
        (
            "activity",
            "By May, we will hold a forum in each district",
            "we will hold a forum",
            "says what we do: “hold”, is about “forum”, names no effect",
        ),
        (
            "activity",
            "Twelve school visits",
            "Twelve school visits",
            "names “Twelve school visits” and has no verb, names no effect",
        ),
        (
            "activity",
            "Needs of all wards assessed",
            "Needs of all wards assessed",
            "says that something is “assessed”, is about “Needs”, names no effect",
        ),
        (
            "no_number",
            "Improve communication",
            "Improve communication",
            "starts with the command “Improve”, holds no number and nothing to tick off",
        ),
        (
            "no_number",
            "Deflect X% of tickets",
            "X%",
            "has the placeholder “X%” for a number",
        ),
        (
            "no_baseline",
            "Reduce complaints by 20%",
            "Reduce complaints by 20%",
            "gives only the change “20%”, says neither where it starts nor where it ends",
        ),
        (
            "no_baseline",
            "Fewer road deaths",
            "Fewer",
            "claims a change with “Fewer”, says neither where it starts nor where it ends",
        ),
        ("vague", "The app is easy to use", "easy", "leaves open what “easy” means"),
        (
            "vague",
            "Improve communication",
            "Improve",
            "wishes for better with “Improve” and names no scale",
        ),
        (
            "vague",
            "Explore ways to work with schools",
            "Explore",
            "promises an effort with “Explore”",
        ),
    ],
    ids=lambda value: value if " " not in value else "",
)
def test_explanations(
    label: str, text: str, stretch: str, explanation: str, words: Wordings
) -> None:
    verdict = key_result(text, words)[label]
    assert verdict.fired
    assert text[verdict.start : verdict.end] == stretch
    assert verdict.explanation == explanation


@pytest.mark.parametrize(
    ("label", "text", "stretch", "explanation"),
    [
        ("contains_metric", "Reach 10m in revenue", "10m", "sets the figure “10m”"),
        (
            "task_like",
            "Write a new curriculum",
            "Write a new curriculum",
            "starts with the command “Write”, is about “curriculum”, names no effect",
        ),
        (
            "topic_only",
            "Operational excellence",
            "Operational excellence",
            "has no verb: it names a topic",
        ),
        ("too_long", "go " * 20, "go " * 20, "has 20 words"),
    ],
    ids=lambda value: value if " " not in value else "",
)
def test_explanations_of_objectives(
    label: str, text: str, stretch: str, explanation: str, words: Wordings
) -> None:
    verdict = objective(text, words)[label]
    assert verdict.fired
    assert text[verdict.start : verdict.end] == stretch
    assert verdict.explanation == explanation


def test_an_effect_is_named(words: Wordings) -> None:
    verdict = judge_key_result("Train 60 nurses so that falls go down", words).activity
    assert [reason.kind for reason in verdict.reasons] == ["command", "counts", "effect"]
    assert verdict.reasons[-1].words == "so that falls go down"


def test_a_language_is_found_by_its_tag() -> None:
    assert wordings_of("en-GB") is not None
    assert wordings_of("tlh") is None
