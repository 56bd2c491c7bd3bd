from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrpress.model.audience import Audience, AudienceKind
from okrpress.model.finding import Finding, Level, Place
from okrpress.model.settings import CheckSettings, Limits, PaceRule, Settings, Thresholds
from okrpress.source.front_matter import Node
from okrpress.source.settings import (
    cadence_days,
    parse_settings,
    read_settings,
    read_thresholds,
)

WHOLE = """\
# All of it.
as_of = 2026-11-20

[site]
title = "OKRs of Example GmbH"
output = "public/okrs"
theme = "house"
palette = "blue"
accent = "#7A1FA2"
accent_dark = "#daf"
logo = "img/logo.svg"
language = "de-CH"
url = "https://okrs.example.org/2026/"
source_url = "https://git.example.org/okrs/edit/main/{path}?plain=1"
history_url = "https://git.example.org/okrs/commits/main/{path}"
announcement = "Reviews close on Friday"
footer = '''Two
lines'''
people = false
audience = "manager:maria"

[content]
folder = "docs/okrs/"

[cycles]
fiscal_year_start = 4
fiscal_year_named_after = "start"

[check_ins]
cadence = "10 days"
grace = 0

[objectives]
default_type = "aspirational"

[thresholds]
pace_rule = "ratio"
expected_committed = 0.9
score_green = 0.75
confidence_falls = 3

[limits]
key_results_from = 1
key_results_to = 1
bottom_up_share = 0.5

[check]
select = ["FMT", "REF", "OBJ"]
ignore = ["OBJ006"]
baseline = ".okrpress/baseline.json"
max_warnings = 0

[check.per_file_ignores]
"content/2024*/**" = ["OBJ", "lookalike-letter"]

[check.levels]
OBJ = "advice"
OBJ007 = "off"
"""


def settings_of(text: str) -> Settings:
    settings, findings = parse_settings(text.encode())
    assert findings == ()
    return settings


def findings_of(text: str) -> tuple[Finding, ...]:
    return parse_settings(text.encode()).findings


def only(text: str) -> Finding:
    (found,) = findings_of(text)
    return found


def marked(text: str, finding: Finding) -> str:
    """The text that a finding's place marks, on one line."""
    span = finding.at.span
    assert span is not None
    return text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


# ── what is read ──────────────────────────────────────────────────────────────────────────────


def test_all_of_it() -> None:
    assert settings_of(WHOLE) == Settings(
        title="OKRs of Example GmbH",
        content="docs/okrs",
        output="public/okrs",
        theme="house",
        palette="blue",
        accent="#7a1fa2",
        accent_dark="#ddaaff",
        logo="img/logo.svg",
        language="de-CH",
        url="https://okrs.example.org/2026/",
        source_url="https://git.example.org/okrs/edit/main/{path}?plain=1",
        history_url="https://git.example.org/okrs/commits/main/{path}",
        announcement="Reviews close on Friday",
        footer="Two\nlines",
        people=False,
        audience=Audience(AudienceKind.MANAGER, "maria"),
        as_of=date(2026, 11, 20),
        fiscal_year_start=4,
        fiscal_year_named_after="start",
        cadence=10,
        check_in_grace=0,
        default_type="aspirational",
        thresholds=Thresholds(
            pace_rule=PaceRule.RATIO,
            expected_committed=Decimal("0.9"),
            score_green=Decimal("0.75"),
            confidence_falls=Decimal(3),
        ),
        limits=Limits(
            key_results_from=Decimal(1), key_results_to=Decimal(1), bottom_up_share=Decimal("0.5")
        ),
        check=CheckSettings(
            select=("FMT", "REF", "OBJ"),
            ignore=("OBJ006",),
            baseline=".okrpress/baseline.json",
            max_warnings=0,
            per_file_ignores={"content/2024*/**": ("OBJ", "lookalike-letter")},
            levels={"OBJ": Level.ADVICE, "OBJ007": None},
        ),
    )


def test_every_setting_can_be_written() -> None:
    written, usual = settings_of(WHOLE), Settings()
    same = [
        field.name
        for field in fields(Settings)
        if getattr(written, field.name) == getattr(usual, field.name)
    ]
    assert same == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("# nothing\n", id="a comment"),
        pytest.param("[site]\n[thresholds]\n", id="empty tables"),
    ],
)
def test_what_is_left_out_is_as_usual(text: str) -> None:
    assert settings_of(text) == Settings()


def test_a_project_without_the_file_has_the_usual_settings(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == (Settings(), ())


def test_the_file_of_a_project(tmp_path: Path) -> None:
    (tmp_path / "okrpress.toml").write_bytes(b'\xef\xbb\xbf[site]\r\ntitle = "\xc3\x9c"\r\n')
    assert read_settings(tmp_path) == (replace(Settings(), title="Ü"), ())


def test_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "okrpress.toml").mkdir()
    settings, (found,) = read_settings(tmp_path)
    assert settings == Settings()
    assert (found.code, found.at.file) == ("FMT002", "okrpress.toml")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        *(("daily", 1), ("weekly", 7), ("biweekly", 14), ("monthly", 30), ("quarterly", 91)),
        *(("1 day", 1), ("10 days", 10), ("999 days", 999)),
        *(("0 days", None), ("1000 days", None), ("-1 days", None), ("10", None)),
        *(("Weekly", None), ("10  days", None), ("10 days ", None), ("١ days", None), ("", None)),
    ],
)
def test_cadence(text: str, days: int | None) -> None:
    assert cadence_days(text) == days


@pytest.mark.parametrize(
    ("written", "day"),
    [
        pytest.param("2026-02-28", date(2026, 2, 28), id="a day"),
        pytest.param('"2026-02-28"', date(2026, 2, 28), id="a day in quotes"),
    ],
)
def test_as_of(written: str, day: date) -> None:
    assert settings_of(f"as_of = {written}").as_of == day


# ── unknown names ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "name", "help"),
    [
        pytest.param('[site]\ntitel = "x"', "titel", "did you mean `title`?", id="misspelt"),
        pytest.param('[site]\n"titel" = 1', '"titel"', "did you mean `title`?", id="in quotes"),
        pytest.param("site.titel = 1", "titel", "did you mean `title`?", id="dotted"),
        pytest.param("site = {titel = 1}", "titel", "did you mean `title`?", id="in braces"),
        pytest.param("[sites]\ntitle = 1", "sites", "did you mean `site`?", id="a table"),
        pytest.param("[[sites]]\ntitle = 1", "sites", "did you mean `site`?", id="tables"),
        pytest.param("asof = 1", "asof", "did you mean `as_of`?", id="at the top"),
        pytest.param("tilte = 1", "tilte", "did you mean `title` under [site]?", id="no table"),
        pytest.param(
            "[content]\ntitle = 1", "title", "did you mean `title` under [site]?", id="other table"
        ),
        pytest.param(
            "[site]\nas_of = 2026-01-01",
            "as_of",
            "did you mean `as_of` above all tables?",
            id="top",
        ),
        pytest.param(
            "[check_ins]\nxyz = 1", "xyz", "known are `cadence`, `grace`", id="nothing near"
        ),
        pytest.param(
            "[check_ins]\n[site]\nxyz = 1\n[cycles]\n",
            "xyz",
            "known are `accent`, `accent_dark`, `announcement`, `audience`, `footer`,"
            " `history_url`, `language`, `logo`, `output`, `palette`, `people`, `source_url`,"
            " `theme`, `title`, `url`",
            id="between tables",
        ),
        pytest.param(
            "[thresholds]\nscore_gren = 1",
            "score_gren",
            "did you mean `score_green`?",
            id="threshold",
        ),
    ],
)
def test_a_name_that_is_not_known(text: str, name: str, help: str) -> None:
    found = only(text)
    assert (found.code, found.level, found.help) == ("FMT022", Level.ERROR, help)
    assert marked(text, found) == name
    assert found.at.on == "key"


def test_a_name_that_cannot_be_found_again_is_at_the_top() -> None:
    found = only('"a\\nb" = 1')
    assert found.message == '"a\\nb" is no setting'
    assert found.at.span == (1, 1, 1, 1)


# ── wrong values ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("table", "line"),
    [
        *(("", "as_of = 1"), ("", 'as_of = "2026-02-30"'), ("", 'as_of = "today"')),
        *(("", "as_of = 2026-01-01T10:00:00"), ("", "as_of = true"), ("", "as_of = [2026-01-01]")),
        *(("site", "title = 1"), ("site", "title = ['a']"), ("site", "title = {a = 1}")),
        *(("site", "title = 1.5"), ("site", "title = false"), ("site", "title = 10:00:00")),
        *(("site", f"title = '{'x' * 301}'"), ("site", 'title = "a\\nb"')),
        *(("site", 'title = "a\\tb"'), ("site", 'title = "\\u202e"'), ("site", "footer = 1")),
        *(("site", 'people = "no"'), ("site", "people = 0")),
        *(("site", 'audience = "intern"'), ("site", 'audience = ["public"]')),
        *(("site", 'audience = "everything"'), ("site", 'audience = "person:"')),
        *(("site", 'theme = "../theme"'), ("site", 'theme = ""'), ("site", 'theme = "Mine"')),
        *(("site", 'palette = "green"'), ("site", "palette = 1")),
        *(("site", 'language = "English"'), ("site", 'language = ""')),
        *(("site", 'language = "fr"'), ("site", 'language = "de-"'), ("site", 'language = "DE"')),
        *(("site", 'accent = "red"'), ("site", 'accent = "#12345"'), ("site", "accent = 1")),
        *(("site", 'accent = "#777"'), ("site", 'accent_dark = "#767676"')),
        *(("site", 'logo = "../logo.svg"'), ("site", 'logo = "logo.css"')),
        *(("site", 'logo = "Logo.svg"'), ("site", 'logo = "https://a.example/logo.svg"')),
        *(("site", 'url = "https://example.org"'), ("site", 'url = "okrs.example.org/"')),
        *(("site", 'source_url = "https://example.org"'), ("site", 'source_url = "x/{path}"')),
        *(("site", 'source_url = "https://a/{path}/{x}"'), ("site", 'source_url = "ftp://{path}"')),
        *(("site", 'history_url = "https://example.org"'), ("site", 'history_url = "{path}"')),
        *(("site", "announcement = 1"), ("site", 'announcement = "a\\nb"')),
        *(("cycles", "fiscal_year_start = 0"), ("cycles", "fiscal_year_start = 13")),
        *(("cycles", "fiscal_year_start = true"), ("cycles", "fiscal_year_start = 1.0")),
        *(
            ("cycles", 'fiscal_year_start = "april"'),
            ("cycles", f"fiscal_year_start = 1{'0' * 20}"),
        ),
        *(("cycles", 'fiscal_year_named_after = "End"'),),
        *(("check_ins", 'cadence = "fortnightly"'), ("check_ins", "cadence = 7")),
        *(("check_ins", "grace = -1"), ("check_ins", "grace = 91"), ("check_ins", "grace = true")),
        *(("check_ins", 'grace = "2 days"'), ("check_ins", "grace = 1.0")),
        *(("objectives", 'default_type = "comitted"'),),
        *(("thresholds", "score_green = 1.1"), ("thresholds", "score_yellow = -0.1")),
        *(("thresholds", "score_green = '0.8'"), ("thresholds", "score_green = true")),
        *(("thresholds", "score_green = nan"), ("thresholds", "score_green = inf")),
        *(("thresholds", "score_green = 8e-1"), ("thresholds", "score_green = 0.1234567")),
        *(("thresholds", "score_green = [0.8]"), ("thresholds", "score_green = 2026-01-01")),
        *(("thresholds", f"stale_after = 0x{'f' * 5000}"), ("thresholds", "gap_at_risk = 101")),
        *(("thresholds", "confidence_falls = 1.5"), ("thresholds", "forecast_readings = 2")),
        *(("thresholds", "expected_committed = 0"), ("thresholds", "forecast_interval = 1")),
        *(("thresholds", 'pace_rule = "speed"'), ("thresholds", "pace_rule = 1")),
        *(("thresholds", "pace_rule = 10:00:00"), ("limits", "objectives_per_unit = 0")),
        *(("limits", "objective_words = 2.5"), ("limits", "bottom_up_share = 20")),
    ],
)
def test_a_value_that_a_setting_cannot_have(table: str, line: str) -> None:
    text = f"[{table}]\n{line}\n" if table else f"{line}\n"
    settings, (found,) = parse_settings(text.encode())
    name = line.partition(" ")[0]
    assert settings == Settings()
    assert (found.code, found.level) == ("FMT023", Level.ERROR)
    assert found.message.startswith(f"`{name}` ")
    assert found.help
    assert found.message.isprintable()
    assert marked(text, found) == name
    assert found.at.keys == ((table, name) if table else (name,))


@pytest.mark.parametrize("key", ["[content]\nfolder", "[site]\noutput"])
@pytest.mark.parametrize(
    "path",
    [
        *("", "/", "/etc", "..", "../x", "a/../b", ".", "./a", "a//b", "a/./b", ".git", "a/.b"),
        *("C:/x", "C:\\\\x", "a\\\\b", "~:x", "a\\nb", "a\\u00a0b", "a\\u200bb", "//host/x"),
    ],
)
def test_a_path_that_leaves_the_project(key: str, path: str) -> None:
    found = only(f'{key} = "{path}"')
    assert found.code == "FMT023"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param('[site]\noutput = "content"', "output", id="the same folder"),
        pytest.param('[site]\noutput = "Content"', "output", id="the same but for case"),
        pytest.param('[site]\noutput = "content/site"', "output", id="site in content"),
        pytest.param('[content]\nfolder = "site/okrs"', "folder", id="content in site"),
        pytest.param('[site]\noutput="a"\n[content]\nfolder = "a/b"', "output", id="both written"),
    ],
)
def test_content_and_site_lie_side_by_side(text: str, name: str) -> None:
    found = only(text)
    assert found.code == "FMT023"
    assert marked(text, found) == name
    assert "one inside the other" in found.message


def test_folders_with_a_common_beginning_lie_side_by_side() -> None:
    assert settings_of('[site]\noutput = "content-site"').output == "content-site"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("site = 3", "site", id="a number"),
        pytest.param("[[site]]\ntitle = 'x'", "site", id="several tables"),
        pytest.param("thresholds = 'strict'", "thresholds", id="a text"),
    ],
)
def test_a_table_that_is_none(text: str, name: str) -> None:
    found = only(text)
    assert (found.code, found.help) == ("FMT023", f"write a line [{name}]")
    assert marked(text, found) == name


# ── numbers together ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        pytest.param("score_yellow = 0.8", "score_yellow", id="yellow above the usual green"),
        pytest.param("score_green = 0.4", "score_green", id="green at the usual yellow"),
        pytest.param(
            "score_green = 0.3\nscore_yellow = 0.5", "score_green", id="yellow above green"
        ),
        pytest.param("gap_on_track = 25", "gap_on_track", id="gaps"),
        pytest.param("ratio_at_risk = 0.95", "ratio_at_risk", id="ratios"),
        pytest.param("confidence_at_risk = 8", "confidence_at_risk", id="confidence"),
    ],
)
def test_thresholds_that_leave_no_room_between_them(lines: str, name: str) -> None:
    text = f"[thresholds]\n{lines}\n"
    found = only(text)
    assert found.code == "FMT023"
    assert "is not below" in found.message
    assert marked(text, found) == name


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        pytest.param("key_results_from = 6", "key_results_from", id="key results"),
        pytest.param("mid_cycle_to = 20", "mid_cycle_to", id="mid-cycle review"),
        pytest.param("sandbagging_score = 0.2", "sandbagging_score", id="scores"),
    ],
)
def test_limits_that_cannot_both_hold(lines: str, name: str) -> None:
    text = f"[limits]\n{lines}\n"
    found = only(text)
    assert found.code == "FMT023"
    assert "is above" in found.message
    assert marked(text, found) == name


def test_one_mistake_is_one_finding() -> None:
    assert only("[thresholds]\nscore_green = 1.1\nscore_yellow = 0.9").message == (
        "`score_green` is 1.1"
    )


CYCLE = Place(file="content/2026-q4/index.md", keys=("thresholds",))


def test_thresholds_of_a_cycle() -> None:
    nodes: dict[str, Node] = {"score_green": "0.8", "pace_rule": "ratio"}
    assert read_thresholds(nodes, CYCLE) == (
        Thresholds(score_green=Decimal("0.8"), pace_rule=PaceRule.RATIO),
        (),
    )


@pytest.mark.parametrize(
    ("nodes", "code", "message", "on"),
    [
        pytest.param({"score": "1"}, "FMT022", '"score" is not a threshold', "key", id="unknown"),
        pytest.param(
            {"score_green": "2"}, "FMT023", "`score_green` is 2", "value", id="out of range"
        ),
        pytest.param(
            {"score_green": "x"},
            "FMT023",
            '`score_green` is "x", not a number',
            "value",
            id="no number",
        ),
        pytest.param(
            {"score_green": []}, "FMT023", "`score_green` is a list", "value", id="a list"
        ),
        pytest.param(
            {"pace_rule": {}}, "FMT023", "`pace_rule` is a mapping", "value", id="a mapping"
        ),
        pytest.param(
            {"score_green": "0.4"},
            "FMT023",
            "`score_yellow` (0.4) is not below `score_green` (0.4)",
            "value",
            id="no room",
        ),
    ],
)
def test_thresholds_of_a_cycle_are_judged_like_those_of_the_settings(
    nodes: dict[str, Node], code: str, message: str, on: str
) -> None:
    thresholds, (found,) = read_thresholds(nodes, CYCLE)
    assert (found.code, found.message) == (code, message)
    assert found.at == CYCLE.at(next(iter(nodes)), on=on)
    assert code == "FMT023" or thresholds == Thresholds()


@pytest.mark.parametrize("table", ["thresholds", "limits"])
def test_every_number_may_have_its_usual_value(table: str) -> None:
    usual = getattr(Settings(), table)
    lines = [f"{field.name} = {getattr(usual, field.name)}" for field in fields(usual)]
    text = "\n".join([f"[{table}]", *lines]).replace("= gap", "= 'gap'")
    assert settings_of(text) == Settings()


# ── broken files ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        pytest.param("a = ", (1, 5), "invalid value", id="no value"),
        pytest.param("\na = 1\na = 2", (3, 6), "cannot overwrite a value", id="twice"),
        pytest.param("[site]\n[site]", (2, 6), "cannot declare", id="a table twice"),
        pytest.param("title: x", (1, 6), "expected '=' after a key", id="YAML"),
        pytest.param("a = 'x", (1, 7), "expected", id="an open quote"),
        pytest.param("x = [1, 2", (1, 10), "unclosed array", id="an open list"),
        pytest.param("\nx = [1,\n2", (3, 2), "unclosed array", id="an open list of two lines"),
        pytest.param("a = " + "[" * 10**5, (1, 1), "nests too deep", id="10⁵ brackets"),
        pytest.param("a = " + "9" * 5000, (1, 1), "too many digits", id="5000 digits"),
        pytest.param("[site]\ntitle = \x1b", (2, 9), "U+001B", id="a control character"),
        pytest.param("# \u202e", (1, 3), "U+202E", id="order of writing"),
    ],
)
def test_a_file_that_is_no_toml(text: str, place: tuple[int, int], message: str) -> None:
    settings, (found,) = parse_settings(text.encode())
    assert settings == Settings()
    assert found.code in {"FMT009", "FMT021"}
    assert message in found.message
    assert found.at.span is not None
    assert (found.at.span.line, found.at.span.column) == place


SIGNS = [*map(chr, range(32, 127)), "\n", "\r\n", "\t", '"""', "'''", "[[", "é", "\x00", "1e9"]


@given(st.integers(0, len(WHOLE)), st.lists(st.sampled_from(SIGNS), max_size=4), st.integers(0, 4))
def test_any_change_is_read_or_refused(at: int, signs: list[str], fewer: int) -> None:
    text = WHOLE[:at] + "".join(signs) + WHOLE[at + fewer :]
    lines = text.replace("\r\n", "\n").split("\n")
    for found in findings_of(text):
        assert found.level is Level.ERROR
        assert found.message.isprintable()
        assert found.at.span is not None
        line, column, end_line, end_column = found.at.span
        assert 1 <= line <= end_line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
        assert 1 <= end_column <= len(lines[end_line - 1]) + 1


@given(st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    settings, findings = parse_settings(data)
    assert findings or isinstance(settings, Settings)


# ── how a site looks and speaks ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["en", "de", "de-AT", "en-GB", "de-Latn-CH", "en-001"])
def test_a_language_may_have_a_region(language: str) -> None:
    assert settings_of(f'[site]\nlanguage = "{language}"').language == language


def test_an_unknown_language_is_told_which_there_are() -> None:
    found = only('[site]\nlanguage = "fr"')
    assert found.message == '`language` is "fr"'
    assert found.help.startswith("write `en` or `de`, with a region")


def test_a_faint_accent_is_told_its_contrast_and_a_shade_that_would_do() -> None:
    found = only('[site]\naccent = "#ffcc00"')
    assert found.message.endswith(
        "has a contrast of 1.3 to 1 with light pages; text needs 4.5 to 1"
    )
    assert found.help.endswith('such as "#8a6e00"')
    assert settings_of('[site]\naccent = "#8a6e00"').accent == "#8a6e00"
