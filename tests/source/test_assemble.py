"""Files linked to a portfolio: units, people, values and cycles."""

from datetime import date

import pytest
from content_files import codes, portfolio, read

from okrpress.model.ids import ObjectiveRef, UnitCycle
from okrpress.model.portfolio import UnitKind
from okrpress.model.settings import Settings
from okrpress.source.assemble import assemble
from okrpress.source.assemble.cycles import title_of
from okrpress.source.parse import parse

OBJECTIVE = "title: T\nkey_results: [{id: a, title: A, target: 4}]"

LADDER = {
    "index.md": "name: Ladder\nvalues: [{id: care, name: Care}, {id: craft, name: Craft}]",
    "teams/growth.md": "name: Growth\nparent: company\nlead: maria\nmembers: [jon]\ncadence: daily",
    "teams/company.md": "name: Company",
    "people/maria.md": "name: Maria\nteam: growth\nmanager: ada",
    "people/jon.md": "name: Jon\nmanager: maria",
    "people/ada.md": "name: Ada",
    "2026-q4/index.md": "title: The last mile\nclosed: 2027-01-10",
    "2026-q4/growth/b.md": f"{OBJECTIVE}\nowner: maria\nsupports: company/a\nvalues: care",
    "2026-q4/growth/a.md": f"{OBJECTIVE}\nsupports: [company/a, 'company/a#a']",
    "2026-q4/growth/checkins/2026-11-06.md": "author: jon\nkey_results: {a#a: {value: 1}}",
    "2026-q4/growth/checkins/2026-10-06.md": "key_results: {a#a: {value: 0}}",
    "2026-q4/growth/mid-cycle.md": "date: 2026-11-12\nkey_results: {a#a: {decision: keep}}",
    "2026-q4/growth/retrospective.md": "date: 2027-06-01\ngrades: {a#a: 1}\ncarry: {b#a: keep}",
    "2026-q4/company/a.md": f"{OBJECTIVE}\nstands_alone: It is the top",
    "2026-q4/maria/a.md": OBJECTIVE,
    "2026/company/year.md": OBJECTIVE,
    "summit/index.md": "undated: Nobody wrote it down",
    "summit/growth/a.md": "title: T\nkey_results: [{id: a, title: A}]",
    "README.md": "anything: goes",
}


def test_a_portfolio_is_linked_and_in_order() -> None:
    assembled = portfolio(LADDER)
    linked = assembled.portfolio
    assert assembled.findings == ()
    assert linked.left_out == ()
    assert linked.organisation.name == "Ladder"
    assert list(linked.cycles) == ["summit", "2026", "2026-q4"]
    assert list(linked.teams) == ["company", "growth"]
    assert list(linked.people) == ["ada", "jon", "maria"]
    assert list(linked.units) == ["ada", "company", "growth", "jon", "maria"]
    assert [f"{ref}" for ref in linked.objectives] == [
        "2026/company/year",
        "2026-q4/company/a",
        "2026-q4/growth/a",
        "2026-q4/growth/b",
        "2026-q4/maria/a",
        "summit/growth/a",
    ]
    growth = UnitCycle("2026-q4", "growth")
    above, below = ObjectiveRef("2026-q4", "company", "a"), ObjectiveRef(*growth, "a")
    assert linked.by_folder[growth] == (below, ObjectiveRef(*growth, "b"))
    assert [check_in.date.month for check_in in linked.check_ins[growth]] == [10, 11]
    assert linked.supporters[above] == (below, ObjectiveRef(*growth, "b"))
    assert growth in linked.mid_cycle_reviews
    assert growth in linked.retrospectives


def test_the_order_of_the_files_makes_no_difference() -> None:
    files = read(LADDER)
    assert assemble(files[::-1], Settings()) == assemble(files, Settings())


def test_units_are_teams_and_people() -> None:
    units = portfolio(LADDER).portfolio.units
    assert (units["growth"].kind, units["growth"].parent) == (UnitKind.TEAM, "company")
    assert (units["maria"].kind, units["maria"].parent) == (UnitKind.PERSON, "growth")
    assert (units["growth"].name, units["growth"].cadence) == ("Growth", 1)


def test_one_folder_is_a_whole_portfolio() -> None:
    assembled = portfolio({"2026-q4/me-and-you/health.md": f"{OBJECTIVE}\nowner: me"})
    linked = assembled.portfolio
    assert assembled.findings == ()
    assert linked.organisation.name == ""
    assert linked.units["me-and-you"].kind is UnitKind.UNDECLARED
    assert linked.units["me-and-you"].name == "Me and you"
    assert linked.cycles["2026-q4"].start == date(2026, 10, 1)


def test_nothing_at_all_is_a_portfolio() -> None:
    assembled = assemble((), Settings(title="Ladder"))
    assert assembled.findings == ()
    assert assembled.portfolio.organisation.name == "Ladder"


# ── what does not fit: one change to the files above, and the one finding it makes ────────────

WRONG = [
    pytest.param(
        {"teams/growth.md": "name: G\nparent: compny"}, "REF004", "`company`", id="unknown parent"
    ),
    pytest.param(
        {"people/maria.md": "name: M\nteam: sales"}, "REF004", "add teams/sales.md", id="their team"
    ),
    pytest.param(
        {"teams/company.md": "name: C\nparent: growth"}, "REF009", "`parent`", id="team loop"
    ),
    pytest.param(
        {"teams/company.md": "name: C\nparent: company"}, "REF009", "`parent`", id="own parent"
    ),
    pytest.param(
        {"people/ada.md": "name: A\nmanager: jon"}, "REF010", "`manager`", id="manager loop"
    ),
    pytest.param({"people/ada.md": "name: A\nmanager: ada"}, "REF010", "manager", id="own boss"),
    pytest.param(
        {"people/jon.md": "name: J\nmanager: mariah"}, "REF003", "`maria`", id="unknown manager"
    ),
    pytest.param(
        {"teams/company.md": "name: C\nlead: growth"}, "REF003", "one person", id="a team leads"
    ),
    pytest.param(
        {"teams/company.md": "name: C\nmembers: [zoe]"}, "REF003", "people/zoe.md", id="member"
    ),
    pytest.param(
        {"2026-q4/growth/b.md": f"{OBJECTIVE}\nowner: mria"}, "REF003", "`maria`", id="owner"
    ),
    pytest.param(
        {"2026-q4/growth/b.md": "title: T\nkey_results: [{id: a, title: A, owner: mria}]"},
        "REF003",
        "`maria`",
        id="owner of a key result",
    ),
    pytest.param(
        {"2026-q4/growth/b.md": f"{OBJECTIVE}\ninitiatives: [{{title: I, owner: mria}}]"},
        "REF003",
        "`maria`",
        id="owner of an initiative",
    ),
    pytest.param(
        {"2026-q4/growth/checkins/2026-11-06.md": "author: mria"}, "REF003", "`maria`", id="author"
    ),
    pytest.param(
        {"2026-q4/growth/b.md": f"{OBJECTIVE}\nvalues: [care, crft]"},
        "REF005",
        "`craft`",
        id="value",
    ),
    pytest.param(
        {"2026-q4/growth/b.md": f"{OBJECTIVE}\nvalues: [zeal]"},
        "REF005",
        "`values`",
        id="new value",
    ),
    pytest.param({"2026-q4/grwth/x.md": OBJECTIVE}, "REF001", "`growth`", id="unknown unit"),
    pytest.param({"2026-q4/sales/x.md": OBJECTIVE}, "REF001", "teams/sales.md", id="new unit"),
    pytest.param({"people/growth.md": "name: G"}, "REF002", "rename", id="a team and a person"),
    pytest.param({"fair/growth/x.md": OBJECTIVE}, "REF012", "fair/index.md", id="no dates"),
    pytest.param({"fair/index.md": "title: F"}, "REF012", "`undated", id="no dates in the index"),
    pytest.param({"fair/index.md": "start: 2026-01-01"}, "REF012", "`end`", id="no end"),
    pytest.param(
        {"fair/index.md": "start: 2026-02-01\nend: 2026-01-01"}, "REF013", "`end`", id="end first"
    ),
    pytest.param({"2026-q4/index.md": "end: 2026-09-30"}, "REF013", "`end`", id="end too soon"),
    pytest.param({"2026-q4/index.md": "start: 2027-01-01"}, "REF013", "`start`", id="start late"),
    pytest.param({"2026-q4/index.md": "undated: lost"}, "FMT057", "`undated`", id="dated by name"),
    pytest.param(
        {"2026-q4/index.md": "closed: 2026-01-10"}, "REF015", "correct", id="closed too soon"
    ),
    pytest.param(
        {"2026-q4/index.md": "retrospective: 2026-01-10"}, "REF015", "correct", id="retrospective"
    ),
    pytest.param(
        {"2026-q4/index.md": "mid_cycle_review: 2027-01-10"}, "REF015", "correct", id="review late"
    ),
    pytest.param({"2027 Q1/growth/x.md": OBJECTIVE}, "FMT005", "`2027-q1`", id="cycle's name"),
    pytest.param({"index/growth/x.md": OBJECTIVE}, "FMT072", "rename", id="cycle index"),
    pytest.param({"2026-q4/Growth/x.md": OBJECTIVE}, "FMT005", "`growth`", id="unit's name"),
    pytest.param({"2026-q4/index/x.md": OBJECTIVE}, "FMT072", "rename", id="a unit called index"),
    pytest.param({"2026-q4/growth/c.md": "title: T"}, "FMT053", "add them", id="empty and closed"),
    pytest.param({"summit/growth/c.md": "title: T"}, "FMT053", "add them", id="empty, undated"),
    pytest.param({"2026/growth/c.md": "title: T"}, "FMT051", "state: draft", id="empty"),
]


@pytest.mark.parametrize(("change", "code", "hint"), WRONG)
def test_a_mistake_between_files_is_one_finding(
    change: dict[str, str], code: str, hint: str
) -> None:
    assembled = portfolio(LADDER | change)
    assert codes(assembled) == [code]
    assert hint in assembled.findings[0].help
    if "loop" not in assembled.findings[0].name:  # a circle is closed by any of its files
        assert assembled.findings[0].at.file == "content/" + "".join(change)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"2026/growth/c.md": "title: T\nstate: draft"}, id="an empty draft"),
        pytest.param(
            {"2026/growth/c.md": "title: T\nstate: cancelled\nreason: r"}, id="empty, cancelled"
        ),
        pytest.param({"fair/index.md": "start: 2026-01-01\nend: 2026-01-01"}, id="one day"),
        pytest.param({"2024/index.md": "start: 2024-02-29"}, id="a leap day"),
        pytest.param(
            {"summit/index.md": "undated: x\nmid_cycle_review: 2020-01-01"}, id="undated review"
        ),
        pytest.param({"people/jon.md": "name: J"}, id="nobody's report"),
    ],
)
def test_what_is_allowed_between_files(change: dict[str, str]) -> None:
    assert codes(portfolio(LADDER | change)) == []


def test_a_name_without_its_file_is_one_mistake_however_often_it_is_used() -> None:
    files = LADDER | {
        "2026-q4/growth/a.md": f"{OBJECTIVE}\nowner: zoe",
        "2026-q4/growth/b.md": f"{OBJECTIVE}\nowner: zoe",
        "2026-q4/company/a.md": f"{OBJECTIVE}\nowner: zoe",
    }
    (finding,) = portfolio(files).findings
    assert finding.at.file == "content/2026-q4/company/a.md"
    assert finding.message == (
        "`zoe` is no person; 2 more places, the next in content/2026-q4/growth/a.md"
    )


def test_a_folder_without_a_home_is_one_mistake_however_many_files_lie_in_it() -> None:
    files = LADDER | {f"2026-q4/sales/x{number}.md": OBJECTIVE for number in range(3)}
    assembled = portfolio(files)
    assert codes(assembled) == ["REF001"]
    assert [left_out.file for left_out in assembled.portfolio.left_out] == [
        f"content/2026-q4/sales/x{number}.md" for number in range(3)
    ]


def test_people_are_only_known_where_people_are_declared() -> None:
    files = {path: text for path, text in LADDER.items() if not path.startswith("people/")}
    del files["2026-q4/maria/a.md"]
    assert codes(portfolio(files | {"2026-q4/growth/a.md": f"{OBJECTIVE}\nowner: zoe"})) == []


def test_only_so_many_unknown_names_are_compared() -> None:
    people = {f"people/p{number}.md": "name: P" for number in range(50)}
    wrong = {
        f"2026-q4/growth/o{number}.md": f"{OBJECTIVE}\nowner: q{number}" for number in range(300)
    }
    helps = [finding.help for finding in portfolio(LADDER | people | wrong).findings]
    assert len(helps) == 300
    assert sum(help.startswith("add people/") for help in helps) >= 100


# ── one mistake, one finding: broken files are known by their paths ───────────────────────────

BROKEN = "zzz: 1"


@pytest.mark.parametrize(
    ("path", "left_out"),
    [
        pytest.param("index.md", ["index.md"], id="the organisation"),
        pytest.param("teams/company.md", ["teams/company.md"], id="a team"),
        pytest.param("people/maria.md", ["people/maria.md"], id="a person"),
        pytest.param("2026-q4/company/a.md", ["2026-q4/company/a.md"], id="an objective"),
        pytest.param(
            "2026-q4/growth/checkins/2026-11-06.md",
            ["2026-q4/growth/checkins/2026-11-06.md"],
            id="a check-in",
        ),
        pytest.param(
            "2026-q4/index.md",
            [path for path in sorted(LADDER) if path.startswith("2026-q4/")],
            id="a cycle",
        ),
    ],
)
def test_what_refers_to_a_broken_file_is_not_blamed(path: str, left_out: list[str]) -> None:
    assembled = portfolio(LADDER | {path: BROKEN})
    assert codes(assembled) == []
    assert [each.file for each in assembled.portfolio.left_out] == [
        f"content/{each}" for each in left_out
    ]


def test_a_broken_file_is_left_out_with_its_reason() -> None:
    (left_out,) = portfolio(LADDER | {"2026-q4/growth/a.md": BROKEN}).portfolio.left_out
    assert left_out.file == "content/2026-q4/growth/a.md"
    assert left_out.unit_cycle == UnitCycle("2026-q4", "growth")
    assert left_out.reason.startswith("FMT03")


def test_what_refers_to_a_broken_file_is_dropped() -> None:
    linked = portfolio(LADDER | {"2026-q4/company/a.md": BROKEN, "people/ada.md": BROKEN}).portfolio
    growth = linked.objectives[ObjectiveRef("2026-q4", "growth", "a")]
    assert growth.supports == ()
    assert linked.people["maria"].manager is None
    assert linked.units["ada"].kind is UnitKind.PERSON  # whatever it holds stays private


def test_a_broken_team_is_still_a_team() -> None:
    linked = portfolio(LADDER | {"teams/growth.md": BROKEN}).portfolio
    assert linked.units["growth"].kind is UnitKind.TEAM
    assert linked.units["growth"].name == "Growth"
    assert "growth" not in linked.teams
    assert linked.people["maria"].team is None
    assert ObjectiveRef("2026-q4", "growth", "a") in linked.objectives


def test_a_misnamed_file_is_known_by_what_it_was_meant_to_be_called() -> None:
    files = {path: text for path, text in LADDER.items() if path != "people/maria.md"}
    del files["2026-q4/maria/a.md"]
    assert codes(portfolio(files | {"people/Maria.md": "name: Maria"})) == []


def test_a_double_id_is_a_persons() -> None:
    assembled = portfolio(LADDER | {"people/company.md": "name: C"})
    assert assembled.portfolio.units["company"].kind is UnitKind.PERSON


def test_unknown_names_are_dropped_where_they_would_lead() -> None:
    files = LADDER | {
        "2026-q4/growth/b.md": f"{OBJECTIVE}\nvalues: [care, zeal]",
        "people/maria.md": "name: M\nteam: sales\nmanager: zoe",
    }
    linked = portfolio(files).portfolio
    assert linked.objectives[ObjectiveRef("2026-q4", "growth", "b")].values == ("care",)
    assert (linked.people["maria"].team, linked.people["maria"].manager) == (None, None)


# ── cycles ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("id", "title"),
    [
        ("2026", "2026"),
        ("2026-h2", "2026 H2"),
        ("2026-q4", "2026 Q4"),
        ("2026-10", "October 2026"),
        ("2026-13", "2026-13"),
        ("summit", "summit"),
    ],
)
def test_a_cycle_is_called_by_its_id(id: str, title: str) -> None:
    assert title_of(id) == title


def test_a_cycles_index_wins_over_its_name() -> None:
    cycle = portfolio({"2026-q4/index.md": "start: 2026-10-05"}).portfolio.cycles["2026-q4"]
    assert (cycle.start, cycle.end) == (date(2026, 10, 5), date(2026, 12, 31))
    assert cycle.title == "2026 Q4"


def test_the_fiscal_year_shifts_the_names() -> None:
    settings = Settings(fiscal_year_start=2, fiscal_year_named_after="start")
    assembled = portfolio({"2026-q4/me/health.md": OBJECTIVE}, settings)
    cycle = assembled.portfolio.cycles["2026-q4"]
    assert (cycle.start, cycle.end) == (date(2026, 11, 1), date(2027, 1, 31))


def test_a_cycle_without_dates_is_left_out_with_all_that_lies_in_it() -> None:
    assembled = portfolio({"fair/me/a.md": OBJECTIVE, "fair/me/b.md": OBJECTIVE})
    assert codes(assembled) == ["REF012"]
    assert assembled.findings[0].at.file == "content/fair/me/a.md"
    assert assembled.portfolio.cycles == {}
    assert len(assembled.portfolio.left_out) == 2


def test_a_file_that_lies_nowhere_is_no_part_of_the_portfolio() -> None:
    files = [parse("content/growth.md", b""), parse("content/x.png", b"")]
    assembled = assemble(files, Settings())
    assert assembled.findings == ()
    assert assembled.portfolio.left_out == ()
