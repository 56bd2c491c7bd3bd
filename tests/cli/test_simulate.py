"""`okrpress simulate`: what would move, said in three formats; nothing is written."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from okrpress.cli.group import run

OBJECTIVE = """---
title: {title}
owner: maria
type: committed
stands_alone: There is nothing above
key_results:
  - {{id: activation, title: Week-one activation rises, baseline: 30, target: 60, unit: "%"}}
  - {{id: sso, title: Everybody signs in once, done_when: The last one has}}
  - {{id: markets, title: Three markets, steps: [{{id: de, title: G}}, {{id: fr, title: F}}]}}
---
"""
FILES = {
    "okrpress.toml": "as_of = 2026-11-22\n",
    "content/index.md": "---\nname: Harbour\n---\n",
    "content/2026-q3/index.md": "---\nclosed: 2026-10-09\n---\n",
    "content/2026-q4/index.md": "---\ntitle: Winter\n---\n",
    "content/teams/growth.md": "---\nname: Growth\n---\n",
    "content/teams/kitchen.md": "---\nname: Kitchen\n---\n",
    "content/2026-q4/growth/onboarding.md": OBJECTIVE.format(title="Newcomers | succeed"),
    "content/2026-q4/growth/twice.md": OBJECTIVE.format(title="Twice here"),
    "content/2026-q4/kitchen/twice.md": OBJECTIVE.format(title="Twice there"),
    "content/2026-q3/kitchen/past.md": OBJECTIVE.format(title="Over"),
    "content/2026-q4/growth/checkins/2026-11-20.md": "---\nkey_results:\n"
    "  onboarding#activation: {value: 36, confidence: 8}\n---\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("simulated")
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def said(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = run(["simulate", *map(str, arguments)])
    found = capsys.readouterr()
    return code, found.out, found.err


def test_only_what_moves_is_said_from_the_whole_to_key_results(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: sha256(path.read_bytes()).digest() for path in project.rglob("*.*")}
    code, out, _ = said(capsys, "--root", project, "onboarding#activation=60", "onboarding#sso=yes")
    assert code == 0
    assert out.splitlines() == [
        "Winter, as of 22 Nov 2026",
        "Winter",
        "  = progress 20 % → 100 %, status off track → no data",
        "  Growth  growth",
        "    = progress 20 % → 100 %, status off track → no data",
        "    Newcomers | succeed  2026-q4/growth/onboarding",
        "      = progress 20 % → 100 %, status off track → no data",
        "    Week-one activation rises",
        "      = value 36 % → 60 %, progress 20 % → 100 %, status off track → done",
        "    Everybody signs in once",
        "      = value n/a → done, progress n/a → 100 %, status no data → done",
    ]
    after = {path: sha256(path.read_bytes()).digest() for path in project.rglob("*.md")}
    assert after.items() <= before.items()


def test_at_the_end_everything_has_a_score(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assumed = ("onboarding#activation=51", "onboarding#markets=de", "--at-end")
    code, out, _ = said(capsys, "--root", project, *assumed, "--format", "markdown")
    assert code == 0
    assert out.startswith(
        "#### What if: Winter, at its end on 31 Dec 2026, as far as is known on 22 Nov 2026\n"
    )
    assert "| **Winter** |  | 20 % → 60 % | missed → partly achieved | 0.2 → 0.6 |" in out
    assert "| **Newcomers `\\|` succeed** |" in out


def test_programs_get_exact_numbers(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(
        capsys, "--root", project, "--all-at", "confidence", "--format", "json", "--at-end"
    )
    found = json.loads(out)
    assert code == 0
    assert run(["schema", "simulate"]) == 0
    schema = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(found)
    for broken in ({"schema_version": 2}, {"cycles": [{}]}, {"more": 1}, {"rule": "hope"}):
        assert not Draft202012Validator(schema).is_valid({**found, **broken})
    assert (found["rule"], found["at_end"], found["as_of"]) == ("confidence", True, "2026-11-22")
    (cycle,) = found["cycles"]
    assert cycle["judged_on"] == "2027-01-01"
    (one,) = cycle["objectives"][0]["key_results"]
    assert one["id"] == "2026-q4/growth/onboarding#activation"
    assert (one["before"]["value"], one["after"]["value"]) == ("36", "54.0")
    assert one["after"]["score"] == "0.8"


def test_an_audience_reckons_with_what_it_sees(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "hidden"
    shutil.copytree(project, root)
    past = root / "content/2026-q4/growth/onboarding.md"
    past.write_text(past.read_text().replace("owner: maria", "owner: maria\nvisibility: internal"))
    to_all = ("--root", root, "--audience", "public")
    both = ("growth/twice#activation=60", "--format", "json")
    code, out, _ = said(capsys, *to_all, *both)
    assert (code, json.loads(out)["cycles"][0]["before"]["progress"]) == (0, None)
    code, out, _ = said(capsys, "--root", root, "--audience", "internal", *both)
    assert (code, json.loads(out)["cycles"][0]["before"]["progress"]) == (0, "0.2")
    code, _, err = said(capsys, *to_all, "onboarding#activation=60")
    assert (code, "there is no key result 'onboarding#activation'" in err) == (2, True)
    past.write_text(past.read_text().replace("title:", "titel:"))
    code, out, err = said(capsys, *to_all, *both)
    told = "error: a file outside this audience is invalid; run okrpress check"
    assert (code, told in err, "onboarding" in out + err) == (1, True, False)
    code, _, err = said(capsys, *to_all, *both, "--cycle", "2026-q5")
    assert (code, "there is no cycle" in err) == (2, True)


def test_a_table_says_it_as_check_ins_do(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "readings.csv"
    table.write_text(
        "unit,key_result,value,date\n"
        "growth,onboarding#activation,45,2026-11-21\nkitchen,twice#activation,60,\n"
    )
    code, out, _ = said(capsys, "--root", project, "--from", table)
    assert code == 0
    assert "value 36 % → 45 %" in out
    assert "value n/a → 60 %" in out
    table.write_text("key_result,value\nonboarding#activation,a lot\n")
    code, _, err = said(capsys, "--root", project, "--from", table, "--unit", "growth")
    assert code == 2
    assert "readings.csv:2:23: 'a lot' is no number" in err


def test_a_table_is_about_the_cycle_that_is_named(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An objective of the year and one of the quarter may be called the same."""
    root = tmp_path / "year"
    shutil.copytree(project, root)
    (root / "content/2026/growth").mkdir(parents=True)
    (root / "content/2026/index.md").write_text("---\ntitle: The year\n---\n")
    (root / "content/2026/growth/twice.md").write_text(OBJECTIVE.format(title="All year"))
    table = tmp_path / "readings.csv"
    table.write_text("key_result,value\ntwice#activation,60\n")
    asked = ("--root", root, "--from", table, "--unit", "growth")
    code, _, err = said(capsys, *asked)
    assert (code, "name the cycle: --cycle 2026" in err) == (2, True)
    for cycle in ("2026", "2026-q4"):
        code, out, err = said(capsys, *asked, "--cycle", cycle, "--format", "json")
        assert (code, err) == (0, "")
        assert [one["cycle"] for one in json.loads(out)["cycles"]] == [cycle]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        pytest.param((), "nothing is assumed", id="nothing"),
        pytest.param(("onboarding#activation",), "it has no =", id="no value"),
        pytest.param(("onboarding=3",), "names no key result", id="an objective"),
        pytest.param(("onboarding#activaton=3",), "did you mean onboarding#activation?", id="typo"),
        pytest.param(
            ("twice#sso=yes",),
            "write 2026-q4/growth/twice#sso or 2026-q4/kitchen/twice#sso",
            id="a name that two units have",
        ),
        pytest.param(("onboarding#sso=maybe",), "'maybe' is neither yes nor no", id="no yes/no"),
        pytest.param(
            ("onboarding#sso=no", "growth/onboarding#sso=yes"), "assumed already", id="twice"
        ),
        pytest.param(
            ("2026-q3/kitchen/past#sso=yes",), "2026-q3 was closed on 2026-10-09", id="closed"
        ),
        pytest.param(
            ("--cycle", "2026-q3", "past#sso=yes"), "2026-q3 was closed on", id="a closed cycle"
        ),
        pytest.param(("--cycle", "2026-q5"), "there is no cycle '2026-q5'", id="unknown cycle"),
    ],
)
def test_what_cannot_be_assumed_is_said(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], complaint: str
) -> None:
    code, out, err = said(capsys, "--root", project, *arguments)
    assert (code, out) == (2, "")
    assert complaint in err


def test_what_changes_nothing_says_so(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "--root", project, "onboarding#activation+=0", "--format", "text")
    assert code == 0
    assert "progress 20 %, status off track →" not in out


def test_files_with_errors_are_named_beside_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = project / "content/2026-q4/kitchen/broken.md"
    broken.write_text("---\ntitle: [\n---\n")
    try:
        code, _, err = said(capsys, "--root", project, "onboarding#sso=yes")
    finally:
        broken.unlink()
    assert code == 0
    assert "1 file has errors and may be missing here" in err
