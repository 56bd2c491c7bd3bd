"""A project from whatever people answer: it reads back as they said, without an error."""

import os
import resource
import signal
import subprocess
import sys
import tomllib
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.app.content import Content, read_content
from okrpress.app.init import InitRequest, init
from okrpress.app.init_answers import Answers, TeamAnswer, plan
from okrpress.app.init_example import remove_example
from okrpress.app.init_surroundings import surroundings
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence
from okrpress.errors import OkrpressError
from okrpress.model.finding import Level
from okrpress.source.text import forbidden
from okrpress.writing.scaffold.ci import Host

TODAY = date(2026, 11, 22)
ANSWERS = Answers(organisation="Harbour & Orchard", cycle="2026-q4", host=Host.NONE)
TITLES = (
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
    .map(lambda text: unicodedata.normalize("NFC", " ".join(text.split())))
    .filter(lambda text: text and not forbidden(text))
)


def begin(root: Path, answers: Answers = ANSWERS, *, today: date = TODAY) -> Content:
    """The content of the project that answers make, which has no errors."""
    init(InitRequest(root=root, today=today, answers=answers, has_editors=False))
    content = read_content(read_project(root), Silence(), cache=False)
    assert [each for each in content.findings if each.level is Level.ERROR] == []
    return content


@given(
    organisation=TITLES,
    mission=TITLES | st.just(""),
    values=st.lists(TITLES, max_size=3),
    teams=st.none() | st.lists(st.tuples(TITLES, TITLES | st.just("")), max_size=4),
    lead=TITLES | st.just(""),
    objective=TITLES | st.just(""),
    is_bare=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_whatever_people_type_reads_back(
    *,
    tmp_path_factory: pytest.TempPathFactory,
    organisation: str,
    mission: str,
    values: list[str],
    teams: list[tuple[str, str]] | None,
    lead: str,
    objective: str,
    is_bare: bool,
) -> None:
    answers = replace(
        ANSWERS,
        organisation=organisation,
        mission=mission,
        values=tuple(values),
        lead=lead,
        teams=None if teams is None else tuple(TeamAnswer(name=a, lead=b) for a, b in teams),
        objective=objective,
        is_bare=is_bare,
    )
    portfolio = begin(tmp_path_factory.mktemp("project") / "okr", answers).everything
    assert portfolio.organisation.name == organisation
    assert portfolio.organisation.mission == mission
    assert [value.name for value in portfolio.organisation.values] == values
    names = {team.name for team in portfolio.teams.values()}
    assert {organisation, *(name for name, _ in teams or ())} <= names
    people = {person.name for person in portfolio.people.values()}
    assert {name for name in (lead, *(other for _, other in teams or ())) if name} <= people
    titles = {each.title for each in portfolio.objectives.values()}
    assert not objective or objective in titles


def test_names_that_make_the_same_id_get_different_ones() -> None:
    teams = tuple(TeamAnswer(name=name) for name in ("Café", "Cafe", "company", "日本", "con"))
    planned = plan(replace(ANSWERS, teams=teams))
    assert [team.id for team in planned.teams] == [
        *("company", "cafe", "cafe-2", "company-2", "team", "team-2"),
    ]


def test_whoever_is_called_like_an_invented_person_is_another(tmp_path: Path) -> None:
    teams = (TeamAnswer(name="Kitchen", lead="Robin Example"),)
    portfolio = begin(tmp_path, replace(ANSWERS, teams=teams)).everything
    assert portfolio.teams["kitchen"].lead == "robin-example-2"
    remove_example(tmp_path)
    assert files(tmp_path / "content/people") == {"robin-example-2.md"}


def test_a_person_who_leads_two_teams_is_one_person() -> None:
    teams = (TeamAnswer(name="Kitchen", lead="Maria"), TeamAnswer(name="Garden", lead="Maria"))
    planned = plan(replace(ANSWERS, teams=teams, is_bare=True, handles={"Maria": "@maria"}))
    assert [person.id for person in planned.people] == ["maria"]
    assert planned.reviewers[0].teams == ("kitchen", "garden")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        pytest.param(replace(ANSWERS, organisation=" "), "organisation is empty", id="no name"),
        pytest.param(replace(ANSWERS, organisation="a\u202eb"), "U+202E", id="hidden letters"),
        pytest.param(replace(ANSWERS, cycle="autumn"), "no year", id="a cycle without days"),
        pytest.param(replace(ANSWERS, handles={"Jon": "@j"}), "nobody called", id="who is Jon"),
        pytest.param(
            replace(ANSWERS, lead="Jon", handles={"Jon": "jon doe"}), "no handle", id="no handle"
        ),
    ],
)
def test_what_cannot_be_written_writes_nothing(tmp_path: Path, answers: Answers, said: str) -> None:
    with pytest.raises(OkrpressError, match=said.replace("+", r"\+")):
        begin(tmp_path / "okr", answers)
    assert not (tmp_path / "okr").exists()


@pytest.mark.parametrize("days", range(0, 92, 13))
@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="defaults"),
        pytest.param({"is_bare": True}, id="bare"),
        pytest.param({"teams": ()}, id="no teams"),
        pytest.param({"teams": (TeamAnswer(name="Kitchen", lead="Jon"),)}, id="one team"),
        pytest.param({"values": ()}, id="no values"),
    ],
)
def test_a_new_project_is_without_a_finding_on_any_day(
    tmp_path: Path, days: int, changes: dict[str, object]
) -> None:
    from okrpress.app.check import check
    from okrpress.app.check_request import CheckRequest

    today = date(2026, 10, 1) + timedelta(days)
    begin(tmp_path, replace(ANSWERS, **changes), today=today)  # type: ignore[arg-type]
    found = check(CheckRequest(root=tmp_path, today=today)).report.findings
    if changes == {"values": ()}:  # then only what it supports ties an objective to anything
        found = tuple(each for each in found if each.code != "OBJ007")
    assert [(each.code, each.at.file) for each in found] == []


# ── nothing is half written ───────────────────────────────────────────────────────────────────


def test_a_read_only_folder_is_told() -> None:
    with TemporaryDirectory() as open_to_all:
        Path(open_to_all).chmod(0o755)
        folder = Path(open_to_all) / "theirs"
        folder.mkdir(mode=0o555)
        if os.geteuid() == 0:  # who may write anywhere, so somebody else tries
            os.seteuid(65534)
        try:
            with pytest.raises(OkrpressError, match="cannot be written: permission denied"):
                begin(folder)
        finally:
            os.seteuid(os.getuid())
        assert list(folder.iterdir()) == []


@pytest.mark.parametrize("there", [[], [".gitignore"]], ids=["a new folder", "one with files"])
def test_a_full_disk_leaves_nothing(tmp_path: Path, there: list[str]) -> None:
    """A limit on the size of files stands in for the disk: the schemas are above it."""
    for file in there:
        (tmp_path / "okr").mkdir()
        (tmp_path / "okr" / file).write_text("mine")
    program = "import sys; from okrpress.cli.group import run; sys.exit(run(sys.argv[1:]))"

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    ran = subprocess.run(
        [sys.executable, "-B", "-c", program, "init", tmp_path / "okr", "--yes"],
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": ""},
        cwd=Path(__file__).parents[2],
    )
    assert ran.returncode == 2
    assert "cannot be written: file too large" in ran.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == sorted(
        ["okr", *there] if there else []
    )


def test_no_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "okr").mkdir()
    (tmp_path / "okr/content").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OkrpressError, match="symbolic link"):
        begin(tmp_path / "okr")
    assert files(tmp_path) == set()


# ── the example goes again ────────────────────────────────────────────────────────────────────


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_without_its_example_a_project_is_bare(tmp_path: Path) -> None:
    begin(tmp_path / "a")
    remove_example(tmp_path / "a")
    begin(tmp_path / "b", replace(ANSWERS, is_bare=True))
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert not (tmp_path / "a/content/2026-q4/company").exists()


def test_what_an_author_changed_is_kept_and_named(tmp_path: Path) -> None:
    begin(tmp_path)
    changed = tmp_path / "content/people/kim-example.md"
    changed.write_text(
        changed.read_text().replace("Kim Example", "Kim Novak").replace("team:", "#")
    )
    own = tmp_path / "content/people/ada.md"
    own.write_text("---\nname: Ada\n---\n")
    removed = remove_example(tmp_path)
    assert removed.kept == ("content/people/kim-example.md",)
    assert changed.exists()
    assert own.exists()
    assert "content/2026-q4/company/come-back.md" in removed.removed


def test_the_example_stays_while_something_needs_it(tmp_path: Path) -> None:
    begin(tmp_path)
    before = files(tmp_path)
    own = tmp_path / "content/2026-q4/company/mine.md"
    own.write_text(
        "---\ntitle: Mine\nstate: draft\nsupports: [product/first-week]\nowner: kim-example\n---\n"
    )
    removed = remove_example(tmp_path)
    assert removed.removed == ()
    assert {each.at.file for each in removed.needed} == {"content/2026-q4/company/mine.md"}
    assert files(tmp_path) == before | {"content/2026-q4/company/mine.md"}


def test_there_has_to_be_an_example(tmp_path: Path) -> None:
    begin(tmp_path, replace(ANSWERS, is_bare=True))
    with pytest.raises(OkrpressError, match="no example"):
        remove_example(tmp_path)


# ── what is there already ─────────────────────────────────────────────────────────────────────


def test_a_second_time_nothing_changes(tmp_path: Path) -> None:
    request = InitRequest(root=tmp_path, today=TODAY, answers=ANSWERS)
    assert init(request).kept == ()
    before = {file: (tmp_path / file).read_bytes() for file in files(tmp_path)}
    again = init(replace(request, today=TODAY + timedelta(7)))
    assert again.written == ()
    assert {file: (tmp_path / file).read_bytes() for file in files(tmp_path)} == before


def test_own_files_are_kept_and_lines_they_lack_are_named(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("/site\n*.pyc\n")
    (tmp_path / "CODEOWNERS").write_text("* @ada\n")
    (tmp_path / "okrpress.toml").write_text('[content]\nfolder = "docs/okrs"\n')
    answers = replace(ANSWERS, host=Host.GITHUB)
    begun = init(InitRequest(root=tmp_path, today=TODAY, answers=answers, has_editors=False))
    assert set(begun.kept) == {".gitignore", "CODEOWNERS", "okrpress.toml"}
    assert begun.missing == ("/.site.okrpress-*", "/.okrpress/")
    assert (tmp_path / "docs/okrs/index.md").exists()
    assert not (tmp_path / ".github/CODEOWNERS").exists()
    assert (tmp_path / ".gitignore").read_text() == "/site\n*.pyc\n"


def test_a_folder_with_content_gets_no_more_of_it(tmp_path: Path) -> None:
    own = tmp_path / "content/2026-q4/me/health.md"
    own.parent.mkdir(parents=True)
    own.write_text("---\ntitle: I sleep\nstate: draft\n---\n")
    begun = init(InitRequest(root=tmp_path, today=TODAY, answers=ANSWERS, has_editors=False))
    assert not begun.has_example
    assert files(tmp_path / "content") == {"2026-q4/me/health.md"}


def test_broken_settings_stop_it(tmp_path: Path) -> None:
    (tmp_path / "okrpress.toml").write_text("[site\n")
    with pytest.raises(OkrpressError, match="has errors"):
        init(InitRequest(root=tmp_path, today=TODAY, answers=ANSWERS))


# ── the repository ────────────────────────────────────────────────────────────────────────────


def repository(folder: Path, remote: str = "") -> Path:
    folder.mkdir()
    subprocess.run(["git", "init", "-b", "trunk", folder], check=True, capture_output=True)
    if remote:
        command = ["git", "-C", folder, "remote", "add", "origin", remote]
        subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize(
    ("remote", "host", "url"),
    [
        pytest.param("", Host.GITHUB, "", id="no remote"),
        pytest.param(
            "git@github.com:ada/okr.git",
            Host.GITHUB,
            "https://github.com/ada/okr/edit/trunk/{path}",
            id="GitHub by ssh",
        ),
        pytest.param(
            "https://ada:secret@github.com/ada/okr",
            Host.GITHUB,
            "https://github.com/ada/okr/edit/trunk/{path}",
            id="GitHub by https",
        ),
        pytest.param(
            "ssh://git@gitlab.example.org:2222/group/sub/okr.git",
            Host.GITLAB,
            "https://gitlab.example.org/group/sub/okr/-/edit/trunk/{path}",
            id="a GitLab of one's own",
        ),
        pytest.param("/srv/git/okr.git", Host.GITHUB, "", id="a folder"),
        pytest.param("https://example.org/x y{z}", Host.GITHUB, "", id="an odd address"),
    ],
)
def test_the_remote_tells_the_host(tmp_path: Path, remote: str, host: Host, url: str) -> None:
    found = surroundings(repository(tmp_path / "okr", remote))
    assert (found.host, found.source_url, found.branch) == (host, url, "trunk")
    assert found.history_url == url.replace("/edit/", "/commits/")


def test_in_a_part_of_a_repository_ci_is_left_out(tmp_path: Path) -> None:
    top = repository(tmp_path / "all", "git@github.com:ada/all.git")
    answers = replace(ANSWERS, host=Host.GITHUB)
    begun = init(InitRequest(root=top / "our okrs", today=TODAY, answers=answers))
    assert not begun.is_top
    assert not any(file.startswith((".github", ".pre-commit")) for file in begun.written)
    begun = init(InitRequest(root=top / "okrs", today=TODAY, answers=answers))
    written = tomllib.loads((top / "okrs/okrpress.toml").read_text())
    assert written["site"]["source_url"] == "https://github.com/ada/all/edit/trunk/okrs/{path}"
    assert begun.written
