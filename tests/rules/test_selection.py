"""Which findings are kept, and as what."""

import pytest

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.settings import CheckSettings
from okrpress.rules.code import Code
from okrpress.rules.selection import matching, selection

CODES = {
    code: Code(code=code, name=name, level=level, what="…", why="…", fix="…")
    for code, name, level in (
        ("FMT030", "unknown-key", Level.ERROR),
        ("FMT065", "lookalike-letter", Level.WARNING),
        ("KR001", "too-few", Level.WARNING),
        ("KR002", "activity", Level.WARNING),
        ("KR010", "one-weight", Level.ADVICE),
        ("OBJ001", "carries-a-number", Level.ADVICE),
    )
}


def found(code: str, file: str = "content/2026-q4/growth/x.md") -> Finding:
    return CODES[code].found(Place(file=file), "…", "…")


def level_of(code: str, settings: CheckSettings) -> Level | None:
    kept = selection(settings, CODES).apply(found(code))
    return kept.level if kept else None


@pytest.mark.parametrize(
    ("selector", "codes"),
    [
        pytest.param("KR002", ["KR002"], id="a code"),
        pytest.param("activity", ["KR002"], id="a name"),
        pytest.param("KR", ["KR001", "KR002", "KR010"], id="letters"),
        pytest.param("KR00", ["KR001", "KR002"], id="letters and digits"),
        pytest.param("K", [], id="half the letters"),
        pytest.param("OB", [], id="a part of the letters"),
        pytest.param("kr002", [], id="a code in lower case"),
        pytest.param("KR0022", [], id="more than a code"),
        pytest.param("", [], id="nothing"),
        pytest.param("0", [], id="digits"),
        pytest.param("act", [], id="half a name"),
    ],
)
def test_a_selector_means(selector: str, codes: list[str]) -> None:
    assert [code.code for code in matching(selector, CODES.values())] == codes


@pytest.mark.parametrize(
    ("settings", "kept"),
    [
        pytest.param({}, ["FMT065", "KR001", "KR002", "KR010", "OBJ001"], id="all by default"),
        pytest.param({"select": ("KR",)}, ["KR001", "KR002", "KR010"], id="select by letters"),
        pytest.param({"select": ("KR00", "OBJ001")}, ["KR001", "KR002", "OBJ001"], id="several"),
        pytest.param({"ignore": ("KR", "FMT")}, ["OBJ001"], id="ignore by letters"),
        pytest.param(
            {"select": ("KR",), "ignore": ("activity",)}, ["KR001", "KR010"], id="ignore wins"
        ),
        pytest.param(
            {"select": ("KR002",), "ignore": ("KR",)}, [], id="ignore wins over a narrower select"
        ),
    ],
)
def test_select_and_ignore(settings: dict[str, tuple[str, ...]], kept: list[str]) -> None:
    asked = CheckSettings(**settings)  # type: ignore[arg-type]
    levels = {code: level_of(code, asked) for code in CODES}
    assert [code for code in CODES if levels[code] and code != "FMT030"] == kept


@pytest.mark.parametrize(
    "settings",
    [
        CheckSettings(select=("KR",)),
        CheckSettings(ignore=("FMT", "FMT030", "unknown-key")),
        CheckSettings(levels={"FMT": None, "FMT030": Level.ADVICE}),
        CheckSettings(per_file_ignores={"**": ("FMT",)}),
    ],
    ids=["select", "ignore", "levels", "per file"],
)
def test_what_cannot_be_trusted_is_reported_whatever_is_asked(settings: CheckSettings) -> None:
    assert level_of("FMT030", settings) is Level.ERROR


@pytest.mark.parametrize(
    ("levels", "level"),
    [
        pytest.param({"KR002": Level.ERROR}, Level.ERROR, id="a code"),
        pytest.param({"activity": Level.ADVICE}, Level.ADVICE, id="a name"),
        pytest.param({"KR": None}, None, id="off"),
        pytest.param({"KR002": Level.ERROR, "KR": None}, Level.ERROR, id="a code over letters"),
        pytest.param({"KR00": Level.ADVICE, "KR": None}, Level.ADVICE, id="longer over shorter"),
        pytest.param(
            {"KR002": None, "activity": Level.ERROR}, Level.ERROR, id="the later of equals"
        ),
        pytest.param({"OBJ": None}, Level.WARNING, id="another's"),
    ],
)
def test_the_narrowest_level_holds(levels: dict[str, Level | None], level: Level | None) -> None:
    assert level_of("KR002", CheckSettings(levels=levels)) is level


def test_a_level_does_not_bring_back_what_is_ignored() -> None:
    assert level_of("KR002", CheckSettings(ignore=("KR",), levels={"KR002": Level.ERROR})) is None


@pytest.mark.parametrize(
    ("pattern", "files"),
    [
        pytest.param(
            "content/2024*/**", {"content/2024-q4/a/x.md", "content/2024/a/x.md"}, id="**"
        ),
        pytest.param(
            "content/*/*/x.md",
            {
                "content/2024-q4/a/x.md",
                "content/2024/a/x.md",
                "content/2026/a/x.md",
            },
            id="* stays inside a folder",
        ),
        pytest.param("**/2026/**/x.md", {"content/2026/a/x.md"}, id="** may be nothing"),
        pytest.param(
            "x.md",
            {
                "content/2024-q4/a/x.md",
                "content/2024/a/x.md",
                "content/2026/a/x.md",
            },
            id="a bare name",
        ),
        pytest.param("content/2024", set(), id="a folder is not its files"),
        pytest.param(
            "content/2026/a/checkins/????-01-*.md",
            {"content/2026/a/checkins/2026-01-09.md"},
            id="question marks",
        ),
        pytest.param("content/2024-q4/a/[x].md", {"content/2024-q4/a/x.md"}, id="a set"),
        pytest.param("**/**/**", None, id="everything"),
        pytest.param("CONTENT/**", set(), id="another case"),
    ],
)
def test_per_file_ignores(pattern: str, files: set[str] | None) -> None:
    every = {
        "content/2024-q4/a/x.md",
        "content/2024/a/x.md",
        "content/2026/a/x.md",
        "content/2026/a/checkins/2026-01-09.md",
        "okrpress.toml",
    }
    chosen = selection(CheckSettings(per_file_ignores={pattern: ("KR",)}), CODES)
    assert {file for file in every if not chosen.apply(found("KR002", file))} == (
        every if files is None else files
    )
    assert chosen.apply(found("OBJ001", "content/2024/a/x.md"))


def test_a_pattern_made_to_take_long_does_not() -> None:
    pattern = "/".join(["**", "*a*a*a*a*a*a*"] * 20)
    chosen = selection(CheckSettings(per_file_ignores={pattern: ("KR",)}), CODES)
    assert chosen.apply(found("KR002", "content/" + "a" * 60 + "/" + "a" * 60 + "/b/c.md"))
