"""`okrpress rule`: every code explains itself."""

import json
from pathlib import Path

import pytest
from okrpress_process import okrpress

from okrpress.rules.registry import ALL_CODES
from tools import reference


def test_a_code_has_a_page(tmp_path: Path) -> None:
    ran = okrpress("rule", "OBJ006", cwd=tmp_path)
    assert ran.returncode == 0
    code = ALL_CODES["OBJ006"]
    said = " ".join(ran.stdout.split())
    for text in ("OBJ006 [no-owner] warning", code.what, code.why, code.fix, code.source):
        assert " ".join(text.split()) in said
    for example in (code.bad, code.good):
        assert all(f"  {line}".rstrip() in ran.stdout for line in example.strip().split("\n"))


@pytest.mark.parametrize("word", ["OBJ006", "obj006", "no-owner", "NO-OWNER"])
def test_a_code_is_found_by_code_and_name_in_any_case(tmp_path: Path, word: str) -> None:
    (found,) = json.loads(okrpress("rule", word, "--format", "json", cwd=tmp_path).stdout)
    assert (found["code"], found["level"]) == ("OBJ006", "warning")


def test_letters_list_their_codes(tmp_path: Path) -> None:
    lines = okrpress("rule", "REF", cwd=tmp_path).stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted(
        code for code in ALL_CODES if code.startswith("REF")
    )


def test_all_lists_every_code_in_every_format(tmp_path: Path) -> None:
    def run(name: str) -> str:
        ran = okrpress("rule", "--all", "--format", name, cwd=tmp_path)
        assert ran.returncode == 0
        return ran.stdout

    assert [line.split()[0] for line in run("text").splitlines()] == sorted(ALL_CODES)
    assert [each["code"] for each in json.loads(run("json"))] == sorted(ALL_CODES)
    assert run("markdown").count("\n| ") == len(ALL_CODES) + 1


def test_the_docs_hold_the_same_text(tmp_path: Path) -> None:
    page = okrpress("rule", "OBJ006", "--format", "markdown", cwd=tmp_path).stdout.strip()
    assert f"## OBJ006\n\n{page}\n\n" in reference.codes_page()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["OBJ996"], "did you mean", id="no such code"),
        pytest.param(["\x1b[31m"], "okrpress rule --all", id="a command to the terminal"),
        pytest.param([], "--all", id="nothing"),
        pytest.param(["OBJ006", "--all"], "--all", id="one and all"),
    ],
)
def test_what_cannot_be_explained(tmp_path: Path, arguments: list[str], said: str) -> None:
    ran = okrpress("rule", *arguments, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr
    assert "\x1b" not in ran.stderr


def test_a_page_is_as_wide_as_it_reads_well(tmp_path: Path) -> None:
    prose = okrpress("rule", "OBJ006", cwd=tmp_path).stdout.partition("This has it")[0]
    assert max(map(len, prose.splitlines())) <= 100
