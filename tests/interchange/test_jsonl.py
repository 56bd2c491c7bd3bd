"""From a line of JSON to content files: what is kept, what is said, what is refused."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.interchange.jsonl import Imported, import_jsonl
from okrpress.interchange.rows import BadInputError
from okrpress.model.ids import is_id
from okrpress.model.observations import Retrospective
from okrpress.model.okr import Metric, Objective, Unmeasured
from okrpress.source.parse import parse

FOLDER = "content/2019-q1/acme-web"
RETROSPECTIVE = f"{FOLDER}/retrospective.md"


def row(*key_results: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """A row of the file, with a plain key result unless others are given."""
    return {
        "id": "row-1",
        "source": "acme/okrs:2019.md",
        "cycle": "2019-Q1",
        "team": "Web",
        "objective": "Grow the shop",
        "source_kr_count": None,
        "key_results": list(key_results) or [{"text": "Ship it"}],
        **keys,
    }


def imported(*rows: dict[str, Any], fiscal_year_start: int | None = None) -> Imported:
    text = "".join(json.dumps(each) + "\n" for each in rows)
    return import_jsonl(text, fiscal_year_start=fiscal_year_start)


def record(project: Imported, path: str) -> Any:
    """What our own reader makes of a file, which must be without findings."""
    parsed = parse(path, project.files[path].encode())
    assert parsed.findings == ()
    return parsed.record


def objective(project: Imported, id: str = "grow-the-shop") -> Objective:
    found = record(project, f"{FOLDER}/{id}.md")
    assert isinstance(found, Objective)
    return found


# ── files and ids ─────────────────────────────────────────────────────────────────────────────


def test_the_files_of_one_row() -> None:
    project = imported(row({"text": "Ship it", "score": 0.7}))
    assert list(project.files) == [
        f"{FOLDER}/grow-the-shop.md",
        f"{FOLDER}/retrospective.md",
        "content/2019-q1/index.md",
        "content/index.md",
        "content/teams/acme-web.md",
        "content/teams/acme.md",
        "okrpress.toml",
    ]
    assert (project.objectives, project.key_results, project.notes) == (1, 1, ())
    assert project.files["okrpress.toml"] == '[site]\ntitle = "acme"\n'
    assert project.files[f"{FOLDER}/grow-the-shop.md"] == (
        "---\n"
        'title: "Grow the shop"\n'
        "key_results:\n"
        "  - id: ship-it\n"
        '    title: "Ship it"\n'
        "---\n"
        "\n"
        "Imported: row `row-1` of `acme/okrs:2019.md`.\n"
    )


def test_a_team_lies_in_its_organisation() -> None:
    team = record(imported(row()), "content/teams/acme-web.md")
    assert (team.name, team.parent) == ("Web", "acme")


@pytest.mark.parametrize("key", ["org", "organisation"])
def test_an_organisation_of_its_own_key_comes_before_the_owner_of_the_source(key: str) -> None:
    project = imported(row(**{key: "Big Corp."}))
    assert record(project, "content/teams/big-corp.md").name == "Big Corp."
    assert record(project, "content/teams/big-corp-web.md").parent == "big-corp"


def test_a_source_of_any_form_will_do_beside_an_organisation() -> None:
    project = imported(row(org="Acme", source="the ``annual`` report, page 4"))
    assert "of ```the ``annual`` report, page 4```." in project.files[f"{FOLDER}/grow-the-shop.md"]


def test_several_organisations_share_a_site_and_are_told_apart() -> None:
    project = imported(row(), row(id="row-2", org="Zeta"))
    assert record(project, "content/index.md").name == "Imported OKRs"
    assert "content/2019-q1/zeta-web/grow-the-shop.md" in project.files


def test_teams_whose_ids_would_be_the_same_are_told_apart() -> None:
    rows = [
        row(id="1", org="a", team="b-c"),
        row(id="2", org="a-b", team="c"),
        row(id="3", org="A"),
    ]
    files = imported(*rows).files
    assert [path for path in files if path.startswith("content/teams/")] == [
        "content/teams/a-2-web.md",
        "content/teams/a-2.md",
        "content/teams/a-b-c-2.md",
        "content/teams/a-b-c.md",
        "content/teams/a-b.md",
        "content/teams/a.md",
    ]


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Größe & Café", "groe-cafe"),
        ("売上を伸ばす", "objective"),
        ("Index", "index-2"),
        ("Mid-cycle", "mid-cycle-2"),
        ("Retrospective", "retrospective-2"),
        ("NUL", "nul-2"),
        ("word " * 30, "-".join(["word"] * 12)),
        ("x" * 200, "x" * 60),
        ("2021", "2021"),
    ],
)
def test_objective_ids(title: str, id: str) -> None:
    assert f"{FOLDER}/{id}.md" in imported(row(objective=title)).files
    assert is_id(id)


def test_equal_texts_get_different_ids() -> None:
    project = imported(
        row({"text": "Ship it"}, {"text": "Ship it!"}, {"text": "(Ship it)"}), row(id="row-2")
    )
    assert [each.id for each in objective(project).key_results] == [
        "ship-it",
        "ship-it-2",
        "ship-it-3",
    ]
    assert objective(project, "grow-the-shop-2").title == "Grow the shop"


def test_an_objective_without_key_results_is_one() -> None:
    project = imported(row(key_results=[]))
    assert objective(project).key_results == ()


# ── texts ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        'He said "ship it"',
        "it's",
        "back\\slash \\n \\u0041",
        "# not a comment",
        "key: value",
        "- [x] *bold* | > & ! % @ `code`",
        "{a: 1}",
        "yes",
        "1:30",
        "010",
        "null",
        "~",
        "---",
        "≥ 95 % … “quoted” – 売上",
        "<b>&amp;</b>",
        "👩\u200d💻 ships",
    ],
)
def test_texts_are_read_back_as_they_were(text: str) -> None:
    source = row(
        {"text": text, "unit": text, "score": 0.5, "status": text}, objective=text, team=text
    )
    project = imported(source)
    teams, objectives, grades = [], [], []
    for path in project.files:
        if path.endswith(".md"):
            match record(project, path):
                case Objective() as found:
                    objectives.append(found)
                case Retrospective() as found:
                    grades += found.grades.values()
                case other:
                    teams.append(getattr(other, "name", None))
    assert text in teams
    (found,) = objectives
    assert (found.title, found.key_results[0].title, found.key_results[0].unit) == (text,) * 3
    assert grades[0].note == text


def test_a_status_of_several_lines_is_kept() -> None:
    project = imported(row({"text": "Ship it", "status": "open\n\n- still"}))
    (grade,) = record(project, RETROSPECTIVE).grades.values()
    assert (grade.score, grade.note) == (None, "open\n\n- still")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" \"'#:"))))
def test_whatever_is_accepted_can_be_read(texts: list[str]) -> None:
    try:
        project = imported(row(*[{"text": text} for text in texts]))
    except BadInputError:
        return
    found = objective(project).key_results
    assert len({each.id for each in found}) == len(found)


# ── numbers ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("numbers", "measure"),
    [
        ({"baseline": 31, "target": 45}, ("31", "45")),
        ({"baseline": 45, "target": 31}, ("45", "31")),
        ({"target": 45}, (None, "45")),
        ({"baseline": 0, "target": -0.5}, ("0", "-0.5")),
        ({"target": 1e3}, (None, "1000")),
        ({"target": 0.1234567}, (None, "0.123457")),
        ({}, None),
        ({"baseline": 5}, None),
        ({"baseline": 5, "target": 5}, None),
        ({"baseline": 5, "target": 5.0000001}, None),
        ({"target": 10**15}, None),
        ({"baseline": 10**15, "target": 5}, None),
        ({"target": 10**15 - 1}, (None, "999999999999999")),
    ],
    ids=repr,
)
def test_measures(numbers: dict[str, float], measure: tuple[str | None, str] | None) -> None:
    found = objective(imported(row({"text": "Ship it", **numbers}))).key_results[0].measure
    if measure is None:
        assert isinstance(found, Unmeasured)
    else:
        assert isinstance(found, Metric)
        baseline = None if found.baseline is None else str(found.baseline)
        assert (baseline, str(found.target)) == measure


@pytest.mark.parametrize(
    ("numbers", "cycle", "remark"),
    [
        (
            {"baseline": 5, "target": 5},
            "2019-Q1",
            "gives 5 as baseline and target: there is no way",
        ),
        ({"baseline": 5}, "2019-Q1", "gives the baseline 5, but no target"),
        ({"target": 1e30}, "2019-Q1", "gives the target 1E+30: too many digits to keep"),
        ({"target": 0.1234567}, "2019-Q1", "gives the target 0.1234567, rounded here"),
        ({"score": 1.2}, "2019-Q1", "gives the score 1.2, which is not from 0 to 1"),
        ({"score": -0.1}, "2019-Q1", "gives the score -0.1, which is not from 0 to 1"),
        ({"current": 7}, "2019-Q1", "gives the current value 7, but no target"),
        ({"current": 7, "target": 9}, "Spring 2019", "the current value 7, but not when it was so"),
        ({"score": 0.4}, "Spring", "gives the final score 0.4"),
        ({"status": "not\nyet"}, "Spring", "The source says: `not yet`."),
    ],
    ids=repr,
)
def test_what_cannot_be_kept_is_said_in_the_file_and_in_the_notes(
    numbers: dict[str, Any], cycle: str, remark: str
) -> None:
    project = imported(row({"text": "Ship it", **numbers}, cycle=cycle))
    (path,) = [path for path in project.files if path.endswith("grow-the-shop.md")]
    assert remark in record(project, path).body
    assert "- `ship-it`: The source " in project.files[path]
    assert any(note.startswith("row-1, ship-it: ") and remark in note for note in project.notes)


def test_a_current_value_is_dated_at_the_end_of_its_cycle() -> None:
    project = imported(row({"text": "Ship it", "target": 9, "current": 7.50}))
    (seen,) = parse(
        f"{FOLDER}/grow-the-shop.md", project.files[f"{FOLDER}/grow-the-shop.md"].encode()
    ).current
    assert (str(seen.date), str(seen.readings[0].value)) == ("2019-03-31", "7.5")


def test_key_results_that_were_left_out_are_counted() -> None:
    body = objective(imported(row(source_kr_count=4))).body
    assert "The source has 4 key results; 1 are here." in body
    assert "The source has" not in objective(imported(row(source_kr_count=1))).body


# ── reviews and cycles ────────────────────────────────────────────────────────────────────────


def test_scores_and_states_become_grades_of_one_retrospective() -> None:
    first = row({"text": "A", "score": 1.0}, {"text": "B"}, {"text": "C", "status": "open"})
    second = row({"text": "A", "score": 0.66, "status": "done"}, id="row-2", objective="Other")
    found = record(imported(first, second), RETROSPECTIVE)
    assert str(found.date) == "2019-03-31"
    grades = {
        f"{ref.objective}#{ref.key_result}": (grade.score and str(grade.score), grade.note)
        for ref, grade in found.grades.items()
    }
    assert grades == {
        "grow-the-shop#a": ("1", ""),
        "grow-the-shop#c": (None, "open"),
        "other#a": ("0.66", "done"),
    }


def test_without_scores_and_states_there_is_no_retrospective() -> None:
    assert RETROSPECTIVE not in imported(row({"text": "A", "score": None, "status": ""})).files


@pytest.mark.parametrize(
    ("words", "start", "id", "dates"),
    [
        ("2019-Q1", None, "2019-q1", (None, None)),
        ("2019 q1", None, "2019-q1", (None, None)),
        ("2019", None, "2019", (None, None)),
        ("2019-H2", None, "2019-h2", (None, None)),
        ("CY2018-Q2", None, "cy2018-q2", ("2018-04-01", "2018-06-30")),
        ("CY19-Q4", None, "cy19-q4", ("2019-10-01", "2019-12-31")),
        ("CY19", None, "cy19", ("2019-01-01", "2019-12-31")),
        ("FY21-Q1", 2, "fy21-q1", ("2020-02-01", "2020-04-30")),
        ("FY20-Q4", 2, "fy20-q4", ("2019-11-01", "2020-01-31")),
        ("FY2020", 1, "fy2020", ("2020-01-01", "2020-12-31")),
        ("FY21-Q1", None, "fy21-q1", "the source does not say in which month its fiscal years"),
        ("FY21-Q7", 2, "fy21-q7", "FY21-Q7 is no year, half or quarter"),
        ("Athens release 2019", 2, "athens-release-2019", "and gives no dates"),
        ("2022-2023", None, "2022-2023", "and gives no dates"),
        ("Teams", None, "teams-2", "and gives no dates"),
        ("Осень 2021", None, "cycle-2021", "the source calls the cycle Осень 2021 and gives no da"),
        ("春", None, "cycle", "the source calls the cycle 春 and gives no dates"),
    ],
)
def test_cycles(
    words: str, start: int | None, id: str, dates: tuple[str | None, str | None] | str
) -> None:
    project = imported(row(cycle=words), fiscal_year_start=start)
    found = record(project, f"content/{id}/index.md")
    assert found.title == words
    assert f"content/{id}/acme-web/grow-the-shop.md" in project.files
    if isinstance(dates, str):
        assert dates in found.undated
        assert any(note.startswith(f"the cycle {id} has no dates") for note in project.notes)
    else:
        assert project.notes == ()
        assert f"start: {dates[0]}\nend: {dates[1]}\n" in project.files[
            f"content/{id}/index.md"
        ] or (dates == (None, None) and "start" not in project.files[f"content/{id}/index.md"])


def test_what_was_assumed_of_a_fiscal_year_is_said() -> None:
    project = imported(row(cycle="FY21-Q1"), fiscal_year_start=2)
    assert "taken to begin with month 2" in record(project, "content/fy21-q1/index.md").body


@pytest.mark.parametrize(
    ("words", "folder", "day"),
    [
        ("FY21-Q1", "fy21-q1", "2021-12-31"),
        ("Rome release 2019", "rome-release-2019", "2019-12-31"),
        ("2022-2023", "2022-2023", "2023-12-31"),
    ],
)
def test_an_undated_retrospective_takes_the_year_of_the_name_and_says_so(
    words: str, folder: str, day: str
) -> None:
    project = imported(row({"text": "A", "score": 0.5}, cycle=words))
    found = record(project, f"content/{folder}/acme-web/retrospective.md")
    assert str(found.date) == day
    assert f"the last day of the year in the cycle's name, `{words}`" in found.body


@pytest.mark.parametrize("words", ["Spring", "Sprint 12", "Release 20190"])
def test_a_name_without_a_year_leads_to_no_retrospective(words: str) -> None:
    project = imported(row({"text": "A", "score": 0.5}, cycle=words))
    assert not any(path.endswith("retrospective.md") for path in project.files)
    assert any("final score 0.5" in note for note in project.notes)


# ── bad input ─────────────────────────────────────────────────────────────────────────────────


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in row().items() if name != key}


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("{", "no JSON: Expecting property name enclosed in double quotes at column 2"),
        ("[1]", "it is no object"),
        ("[" * 100_000, "no JSON for us: it is nested too deeply"),
        ('{"id": NaN}', "NaN is no number in JSON"),
        ('{"id": "a", "id": "b"}', "it has the key 'id' twice"),
        (without("id"), "`id` is missing"),
        (without("cycle"), "`cycle` is missing"),
        (without("team"), "`team` is missing"),
        (without("objective"), "`objective` is missing"),
        (without("key_results"), "`key_results` is missing"),
        (without("source"), "it names no organisation"),
        (row(source="somewhere"), "it names no organisation: add `org`, or write `source` as own"),
        (row(team=3), "`team` is a number, where text belongs"),
        (row(team=None), "`team` is missing"),
        (row(team=" "), "`team` is blank"),
        (row(objective="a\nb"), "`objective` has several lines or a tab"),
        (row(objective="x" * 301), "`objective` has 301 characters"),
        (row(objective="a\u202eb"), "`objective` holds U+202E"),
        (row(objective="a\x1b[31m"), "`objective` holds U+001B"),
        (row(objective="\ud800"), "`objective` holds U+D800"),
        (row(key_results={}), "`key_results` is an object, where a list belongs"),
        (row(key_results=["Ship it"]), "key result 1: it is the text 'Ship it', where an object"),
        (row({"text": "a"}, {"score": 1}), "key result 2: `text` is missing"),
        (
            row({"text": "a", "score": "0.7"}),
            "key result 1: `score` is the text '0.7', where a num",
        ),
        (row({"text": "a", "target": True}), "key result 1: `target` is true, where a number bel"),
        (row({"text": "a", "status": []}), "key result 1: `status` is a list, where text belongs"),
        (row(source_kr_count=2.5), "`source_kr_count` is 2.5, where a count belongs"),
        (row(source_kr_count=-1), "`source_kr_count` is -1, where a count belongs"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "row",
)
def test_bad_lines_are_named(line: str | dict[str, Any], mistake: str) -> None:
    bad = line if isinstance(line, str) else json.dumps(line)
    with pytest.raises(BadInputError) as caught:
        import_jsonl(json.dumps(row(id="good")) + "\n\n" + bad)
    (found,) = caught.value.mistakes
    assert found.startswith(f"line 3: {mistake}")
    assert found in str(caught.value)
    assert found.isprintable()
    assert len(found) < 300


def test_all_bad_lines_are_named_at_once() -> None:
    with pytest.raises(BadInputError, match="and 10 more") as caught:
        import_jsonl("{}\n" * 30)
    assert len(caught.value.mistakes) == 30


def test_an_id_that_comes_twice_is_refused() -> None:
    with pytest.raises(BadInputError, match="line 2: `id` is 'row-1', as on line 1"):
        imported(row(), row())


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_an_empty_file_is_refused(text: str) -> None:
    with pytest.raises(BadInputError, match="it holds no objectives"):
        import_jsonl(text)


def test_windows_line_ends_and_a_byte_order_mark_are_fine() -> None:
    assert import_jsonl("\ufeff" + json.dumps(row()) + "\r\n").objectives == 1


def test_keys_that_nobody_knows_are_mentioned_once() -> None:
    project = imported(row({"text": "a", "who": "m"}, owner="m"), row(id="row-2", owner="x"))
    assert project.notes == (
        "the key 'key_results.who' (1 times) is not imported",
        "the key 'owner' (2 times) is not imported",
    )


def test_the_same_input_gives_the_same_files() -> None:
    rows = [row(id=str(number), team=f"T{number % 3}") for number in range(9)]
    assert list(imported(*rows).files.items()) == list(imported(*rows).files.items())
