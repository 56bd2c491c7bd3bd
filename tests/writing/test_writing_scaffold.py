"""Scaffolds: what they say is read back, and what they leave open is left to a person."""

import json
import re
import unicodedata
from datetime import date, timedelta

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.model.cycles import dates_from_name
from okrpress.model.okr import Cycle, Objective, Organisation, Person, State, Team
from okrpress.source.kinds import PATHS
from okrpress.source.parse import parse
from okrpress.source.settings import parse_settings
from okrpress.source.text import forbidden
from okrpress.writing.scaffold.ci import PRE_COMMIT, ignored
from okrpress.writing.scaffold.ci_github import github_comment, github_workflow
from okrpress.writing.scaffold.ci_gitlab import gitlab_pipeline
from okrpress.writing.scaffold.ci_pins import pins
from okrpress.writing.scaffold.cycles import (
    CycleDraft,
    cycle_text,
    following_quarter,
    review_days,
    running_quarter,
)
from okrpress.writing.scaffold.editors import schemas_readme, vscode_tasks
from okrpress.writing.scaffold.example import ExampleCycle, ExampleUnit, example_files
from okrpress.writing.scaffold.mark import is_example, is_untouched_example, marked
from okrpress.writing.scaffold.objectives import ObjectiveDraft, objective_text
from okrpress.writing.scaffold.owners import Reviewer, codeowners, is_handle
from okrpress.writing.scaffold.settings import SettingsDraft, settings_text
from okrpress.writing.scaffold.units import (
    PersonDraft,
    TeamDraft,
    ValueDraft,
    organisation_text,
    person_text,
    team_text,
)

TITLES = (
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and not forbidden(text))
)
"""What a person may type on one line."""

AWKWARD = [
    *("no", "1:30", "010", "~", "2026-11-22", "- dash", "? why", "a: b", "ends:", "# first"),
    *("Become #1", "C # D", "{curly}", "[square]", "'single'", '"double"', "back\\slash", "@at"),
    *(
        "%percent",
        "`tick`",
        "!bang",
        "&and",
        "*star",
        "| pipe",
        "> more",
        "---",
        "...",
        "שלום עולם",
    ),
    *("مرحبا", "🎉 party 👩‍💻", "a, b", "null", "=", "<<", "e\u0301t\u00e9"),
]


def record(text: str, file: str) -> object:
    """What is read from a content file, which has to be without a finding."""
    parsed = parse(file, text.encode())
    assert parsed.findings == (), text
    return parsed.record


def nfc(text: str) -> str:
    """A text as everything is read."""
    return unicodedata.normalize("NFC", text)


# ── content files ─────────────────────────────────────────────────────────────────────────────


@given(title=TITLES, reason=TITLES)
@settings(max_examples=60)
def test_an_objective_reads_back_as_it_was_named(title: str, reason: str) -> None:
    text = objective_text(ObjectiveDraft(title=title, stands_alone=reason))
    found = record(text, "content/2026-q4/growth/x.md")
    assert isinstance(found, Objective)
    assert (found.title, found.stands_alone) == (nfc(title), nfc(reason))
    assert found.state is State.DRAFT


@given(name=TITLES, other=TITLES)
@settings(max_examples=60)
def test_units_read_back_as_they_were_named(name: str, other: str) -> None:
    team = record(team_text(TeamDraft(name=name)), "content/teams/a.md")
    person = record(person_text(PersonDraft(name=name, role=other)), "content/people/a.md")
    values = [ValueDraft(id="v", name=other)]
    organisation = record(organisation_text(name, other, values), "content/index.md")
    assert isinstance(team, Team)
    assert isinstance(person, Person)
    assert isinstance(organisation, Organisation)
    assert team.name == person.name == organisation.name == nfc(name)
    assert person.role == organisation.mission == organisation.values[0].name == nfc(other)


@pytest.mark.parametrize("title", AWKWARD)
def test_what_yaml_would_take_for_something_else_stays_text(title: str) -> None:
    test_an_objective_reads_back_as_it_was_named.hypothesis.inner_test(title, title)
    test_units_read_back_as_they_were_named.hypothesis.inner_test(title, title)


def test_what_is_known_stands_in_the_file_and_the_rest_is_a_comment() -> None:
    known = objective_text(
        ObjectiveDraft(
            title="Guests come back",
            owner="maria",
            type="committed",
            supports=("company/welcome#return",),
            known_values=("care", "craft"),
        )
    )
    found = record(known, "content/2026-q4/kitchen/x.md")
    assert isinstance(found, Objective)
    assert (found.owner, found.type, len(found.supports)) == ("maria", "committed", 1)
    assert "# values: [care, craft]" in known
    assert "\nsupports: [company/welcome#return]\n" in known
    unknown = objective_text(ObjectiveDraft(title="Guests come back"))
    for key in ("owner", "type", "supports", "stands_alone", "key_results"):
        assert re.search(rf"^# {key}:", unknown, re.MULTILINE), key


@pytest.mark.parametrize("with_values", [True, False], ids=["values", "no values"])
def test_an_organisation_says_what_it_could_say(with_values: bool) -> None:
    values = [ValueDraft(id="care", name="Care, always")] if with_values else []
    found = record(organisation_text("Us", "", values), "content/index.md")
    assert isinstance(found, Organisation)
    assert [value.name for value in found.values] == [value.name for value in values]


def test_a_team_with_everything() -> None:
    draft = TeamDraft(name="Kitchen", parent="company", lead="maria", members=("maria", "jon"))
    found = record(team_text(draft), "content/teams/kitchen.md")
    assert isinstance(found, Team)
    assert (found.parent, found.lead, found.members) == ("company", "maria", ("maria", "jon"))


# ── cycles ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("start", "end", "mid_cycle"),
    [
        pytest.param("2026-10-01", "2026-12-31", "2026-11-09", id="a quarter: after 37 days"),
        pytest.param("2026-01-01", "2026-12-31", "2026-05-29", id="a year: in proportion"),
        pytest.param("2026-10-01", "2026-10-31", None, id="a month needs none"),
    ],
)
def test_reviews_have_a_day(start: str, end: str, mid_cycle: str | None) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    days = review_days(first, last)
    assert str(days.mid_cycle) == str(mid_cycle)
    assert last < days.retrospective <= last + timedelta(10)


@given(start=st.dates(date(2000, 1, 1), date(2100, 1, 1)), length=st.integers(0, 800))
def test_reviews_are_never_at_a_weekend(start: date, length: int) -> None:
    days = review_days(start, start + timedelta(length))
    assert all(day.weekday() < 5 for day in days if day)


@pytest.mark.parametrize("is_named", [True, False], ids=["by its id", "by its file"])
def test_a_cycle_says_its_days_where_its_id_does_not(is_named: bool) -> None:
    draft = CycleDraft(
        title="Winter: cold", start=date(2026, 10, 1), end=date(2026, 12, 31), is_named=is_named
    )
    found = record(cycle_text(draft), "content/2026-q4/index.md")
    assert isinstance(found, Cycle)
    assert found.title == "Winter: cold"
    assert (found.start is None) == is_named


@given(
    day=st.dates(date(1990, 1, 1), date(2200, 1, 1)),
    month=st.integers(1, 12),
    named_after=st.sampled_from(["start", "end"]),
)
def test_the_running_quarter_holds_the_day_and_the_next_one_follows(
    day: date, month: int, named_after: str
) -> None:
    def dates(id: str) -> tuple[date, date]:
        found = dates_from_name(id, fiscal_year_start=month, named_after=named_after)
        assert found
        return found

    start, end = dates(running_quarter(day, fiscal_year_start=month, named_after=named_after))
    assert start <= day <= end
    following = following_quarter(day, fiscal_year_start=month, named_after=named_after)
    assert dates(following)[0] == end + timedelta(1)


# ── examples ──────────────────────────────────────────────────────────────────────────────────

UNITS = (ExampleUnit(id="company", owner="ana"), ExampleUnit(id="kitchen", owner="ben"))


def example(today: date, end: date = date(2026, 12, 31)) -> dict[str, str]:
    cycle = ExampleCycle(id="2026-q4", start=date(2026, 10, 1), end=end, today=today)
    return dict(example_files(UNITS, cycle, ("care",)))


@pytest.mark.parametrize(
    ("today", "check_ins", "reviews"),
    [
        pytest.param(date(2026, 9, 30), 0, 0, id="before the cycle there is nothing to see"),
        pytest.param(date(2026, 10, 1), 1, 0, id="on its first day one"),
        pytest.param(date(2026, 10, 9), 2, 0, id="in its second week two"),
        pytest.param(date(2026, 11, 22), 3, 1, id="later three, and a review"),
        pytest.param(date(2027, 1, 1), 0, 0, id="after it nothing is made up"),
    ],
)
def test_an_example_has_lived_until_today(today: date, check_ins: int, reviews: int) -> None:
    files = example(today)
    assert sum("/checkins/" in path for path in files) == check_ins * len(UNITS)
    assert sum(path.endswith("mid-cycle.md") for path in files) == reviews * len(UNITS)
    for path, text in files.items():
        record(text, f"content/{path}")


def test_a_cycle_of_one_day_divides_by_nothing() -> None:
    assert example(date(2026, 10, 1), end=date(2026, 10, 1))


def test_an_example_is_known_until_somebody_edits_it() -> None:
    text = marked(team_text(TeamDraft(name="Kitchen")))
    record(text, "content/teams/kitchen.md")
    assert is_untouched_example(text)
    assert is_untouched_example(text.replace("\n", "\r\n"))
    edited = text.replace("Kitchen", "Cellar")
    assert is_example(edited)
    assert not is_untouched_example(edited)
    assert not is_example(team_text(TeamDraft(name="Kitchen")))


@given(at=st.integers(0, 10**6), letter=st.characters(codec="utf-8", exclude_characters="\r"))
def test_no_edit_goes_unnoticed(at: int, letter: str) -> None:
    text = marked(objective_text(ObjectiveDraft(title="Guests come back")))
    at %= len(text)
    edited = text[:at] + letter + text[at + 1 :]
    line = text.split("\n")[text.count("\n", 0, at)]
    if edited != text and not line.startswith("# Example"):
        assert not is_untouched_example(edited)


# ── around the content ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("branch", ["main", "no", "release/2026"])
def test_the_workflow_gives_away_nothing(branch: str) -> None:
    text = github_workflow(branch)
    workflow = yaml.safe_load(text)
    assert workflow[True]["push"] == {"branches": [branch]}  # YAML takes `on` for true
    jobs = workflow["jobs"]
    assert jobs["check"]["permissions"] == jobs["build"]["permissions"] == {"contents": "read"}
    assert set(jobs["deploy"]["permissions"]) == {"pages", "id-token"}
    assert jobs["remind"]["permissions"] == {"contents": "read", "issues": "write"}
    assert f"refs/heads/{branch}" in jobs["build"]["if"]


@pytest.mark.parametrize(
    "text", [github_workflow("main"), github_comment()], ids=["okr", "comment"]
)
def test_no_workflow_trusts_what_an_event_says(text: str) -> None:
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in text
    assert "secrets." not in text
    uses = re.findall(r"uses: (\S+)", text)
    assert uses
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action) for action in uses)
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    assert not any("${{" in step.get("run", "") for step in steps)
    checkouts = [step["with"] for step in steps if "/checkout@" in step.get("uses", "")]
    assert all(one["persist-credentials"] is False and "ref" not in one for one in checkouts)


def test_the_pipeline_checks_and_publishes() -> None:
    pipeline = yaml.safe_load(gitlab_pipeline())
    assert re.search(r"@sha256:[0-9a-f]{64}$", pipeline[".okrpress"]["image"])
    assert any("okrpress check" in line for line in pipeline["check"]["script"])
    assert pipeline["pages"]["artifacts"]["paths"] == ["public"]
    hooks = yaml.safe_load(PRE_COMMIT)["repos"][0]["hooks"]
    assert hooks[0]["entry"] == "okrpress check"


def test_libraries_are_pinned_by_hash_and_okrpress_by_version() -> None:
    lock = "# made by\na==1 ; python_version < '4' \\\n    --hash=sha256:0\n    # via b\n"
    found = pins("1.2.3", lock)
    assert found["libraries.txt"].endswith(
        "version.\na==1 ; python_version < '4' \\\n    --hash=sha256:0\n"
    )
    assert found["okrpress.txt"].endswith("\nokrpress==1.2.3\n")


def test_what_a_build_leaves_is_not_committed() -> None:
    assert ignored("docs/site") == ("/docs/site/", "/docs/.site.okrpress-*", "/.okrpress/")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        pytest.param("@maria", True, id="a user"),
        pytest.param("@group/sub/team", True, id="a group"),
        pytest.param("maria@example.org", True, id="an address"),
        pytest.param("maria", False, id="a bare name"),
        pytest.param("@maria @jon", False, id="two"),
        pytest.param("@maria\n* @evil", False, id="two lines"),
        pytest.param("@", False, id="a bare sign"),
    ],
)
def test_a_handle_is_one_word_that_hosts_know(text: str, is_one: bool) -> None:
    assert is_handle(text) == is_one


def test_nobody_owns_what_nobody_said() -> None:
    text = codeowners(
        [Reviewer(id="maria", handle="@maria", teams=("kitchen",)), Reviewer(id="jon")],
        content="content",
    )
    in_force = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert in_force == [
        "/content/teams/kitchen.md @maria",
        "/content/*/kitchen/ @maria",
        "/content/people/maria.md @maria",
        "/content/*/maria/ @maria",
    ]
    assert "# /content/people/jon.md @handle" in text


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param(SettingsDraft(), id="all defaults"),
        pytest.param(
            SettingsDraft(
                source_url="https://example.org/edit/{path}",
                history_url="https://example.org/commits/{path}",
                fiscal_year_start=7,
                fiscal_year_named_after="start",
            ),
            id="all said",
        ),
    ],
)
def test_settings_read_back(draft: SettingsDraft) -> None:
    text = settings_text(draft)
    read, findings = parse_settings(text.encode())
    assert findings == ()
    assert (read.source_url, read.history_url) == (draft.source_url, draft.history_url)
    assert read.fiscal_year_start == draft.fiscal_year_start
    assert read.fiscal_year_named_after == draft.fiscal_year_named_after
    uncommented = re.sub(r"^# (\w+ = )", r"\1", text, flags=re.MULTILINE)
    assert parse_settings(uncommented.encode())[1] == ()


def test_the_editor_finds_what_check_prints() -> None:
    matcher = json.loads(vscode_tasks())["tasks"][0]["problemMatcher"]
    line = "content/2026-q4/me/health.md:3:1: error: FMT030 unknown key"
    found = re.match(matcher["pattern"]["regexp"], line)
    assert found
    assert found.groups()[:4] == ("content/2026-q4/me/health.md", "3", "1", "error")


def test_every_kind_of_file_has_one_schema() -> None:
    readme = schemas_readme({kind.value: path for kind, path in PATHS.items()}, "docs/okrs")
    schemas = json.loads(readme.split("```json")[1].split("```")[0])["yaml"]["schemas"]
    assert len(schemas) == len(PATHS)
    assert schemas["./schemas/objective.json"] == [
        "docs/okrs/*/*/*.md",
        "!docs/okrs/*/*/mid-cycle.md",
        "!docs/okrs/*/*/retrospective.md",
    ]
