"""The table [check] of okrpress.toml: what is wrong in it, and where."""

import pytest

from okrpress.model.settings import CheckSettings
from okrpress.source.settings import parse_settings


def only(text: str) -> tuple[str, str, str, str]:
    """The one finding: code, what its place marks, message, help."""
    (found,) = parse_settings(text.encode()).findings
    span = found.at.span
    assert span
    marked = text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]
    return found.code, marked, found.message, found.help


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            '[check]\nselct = ["KR"]',
            ("FMT022", "selct", '"selct" is no setting of [check]', "did you mean `select`?"),
            id="an unknown key",
        ),
        pytest.param(
            "max_warnings = 3",
            (
                "FMT022",
                "max_warnings",
                '"max_warnings" is no setting',
                "did you mean `max_warnings` under [check]?",
            ),
            id="a key in the wrong place",
        ),
        pytest.param(
            '[check]\nignore = ["FMT065", "FMT091"]',
            (
                "FMT023",
                "ignore",
                '`ignore` names "FMT091", which is no code, no beginning of codes and no name',
                "did you mean `FMT901`?",
            ),
            id="an unknown code",
        ),
        pytest.param(
            '[check]\nselect = "FMT"',
            ("FMT023", "select", '`select` is "FMT"', 'write a list of codes: ["KR002"]'),
            id="a code without its list",
        ),
        pytest.param(
            "[check]\nselect = [3]",
            ("FMT023", "select", "`select` is 3", 'write a text in quotes: "…"'),
            id="a number among the codes",
        ),
        pytest.param(
            '[check]\nignore = ["FMT030"]',
            (
                "FMT023",
                "ignore",
                '`ignore` names "FMT030", which is always an error: its file cannot be trusted',
                "correct the files instead",
            ),
            id="an error to ignore",
        ),
        pytest.param(
            '[check.levels]\nFMT065 = "of"',
            (
                "FMT023",
                "FMT065",
                '`FMT065` is "of"',
                "write one of `error`, `warning`, `advice`, `off`",
            ),
            id="an unknown level",
        ),
        pytest.param(
            '[check]\nlevels = {"unknown-key" = "off"}',
            (
                "FMT023",
                "levels",
                '"unknown-key" is always an error: its file cannot be trusted',
                "correct the files instead",
            ),
            id="an error to turn off, in one line",
        ),
        pytest.param(
            '[check]\nlevels = ["FMT065"]',
            ("FMT023", "levels", "`levels` is a list", "write a line [check.levels]"),
            id="a list of levels",
        ),
        pytest.param(
            '[check.per_file_ignores]\n"/etc/*" = ["FMT"]',
            (
                "FMT023",
                '"/etc/*"',
                '"/etc/*" is no path',
                "write it from the project's folder: `content/2024*/**`",
            ),
            id="a pattern from the root",
        ),
        pytest.param(
            '[check]\nbaseline = "../known.json"',
            (
                "FMT023",
                "baseline",
                '`baseline` is "../known.json"',
                "name a file by its path from okrpress.toml: `okrpress-baseline.json`",
            ),
            id="a baseline outside the project",
        ),
        pytest.param(
            "[check]\nmax_warnings = true",
            (
                "FMT023",
                "max_warnings",
                "`max_warnings` is true",
                "write a number of warnings, 0 or more",
            ),
            id="a number of warnings that is none",
        ),
        pytest.param(
            "check = 3",
            ("FMT023", "check", "`check` is 3", "write a line [check]"),
            id="no table at all",
        ),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(
    text: str, expected: tuple[str, str, str, str]
) -> None:
    assert only(text) == expected


def test_what_is_wrong_leaves_the_rest_as_it_is() -> None:
    check = '[check]\nmax_warnings = -1\nignore = ["FMT065"]\n'
    levels = '[check.levels]\nFMT065 = "error"\nX = "off"\n'
    settings, findings = parse_settings(f"{check}{levels}".encode())
    assert settings.check.ignore == ("FMT065",)
    assert settings.check.max_warnings is CheckSettings().max_warnings
    assert list(settings.check.levels) == ["FMT065"]
    assert [each.code for each in findings] == ["FMT023", "FMT023"]
