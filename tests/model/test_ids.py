"""Identity and references."""

import pytest

from okrpress.model.ids import (
    KeyResultRef,
    ObjectiveRef,
    UnitCycle,
    is_id,
    parse_reference,
)

INSIDE = UnitCycle("2026-q4", "growth")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("growth", True, id="a word"),
        pytest.param("2026-q4", True, id="digits and hyphens"),
        pytest.param("a" * 64, True, id="64 characters"),
        pytest.param("a" * 65, False, id="65 characters"),
        pytest.param("", False, id="nothing"),
        pytest.param("-rf", False, id="a leading hyphen"),
        pytest.param("Growth", False, id="a capital"),
        pytest.param("ünit", False, id="not ASCII"),
        pytest.param("grоwth", False, id="a Cyrillic look-alike"),
        pytest.param("a.b", False, id="a dot"),
        pytest.param("..", False, id="the folder above"),
        pytest.param("a\n", False, id="a line feed at the end"),
        pytest.param("con", False, id="a device of Windows"),
        pytest.param("lpt9", False, id="a port of Windows"),
        pytest.param("console", True, id="a word that begins like a device"),
    ],
)
def test_is_id(text: str, expected: bool) -> None:
    assert is_id(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a", ObjectiveRef("2026-q4", "growth", "a"), id="same folder"),
        pytest.param("u/a", ObjectiveRef("2026-q4", "u", "a"), id="same cycle"),
        pytest.param("2026/u/a", ObjectiveRef("2026", "u", "a"), id="another cycle"),
        pytest.param("a#k", KeyResultRef("2026-q4", "growth", "a", "k"), id="a key result here"),
        pytest.param("2026/u/a#k", KeyResultRef("2026", "u", "a", "k"), id="a key result there"),
        pytest.param("", None, id="nothing"),
        pytest.param("a#", None, id="no key result after the sign"),
        pytest.param("#k", None, id="no objective before the sign"),
        pytest.param("a#k#l", None, id="two signs"),
        pytest.param("w/x/y/z", None, id="too many parts"),
        pytest.param("u//a", None, id="an empty part"),
        pytest.param("../u/a", None, id="the folder above"),
    ],
)
def test_parse_reference(text: str, expected: ObjectiveRef | KeyResultRef | None) -> None:
    assert parse_reference(text, INSIDE) == expected


def test_references_read_as_they_are_written() -> None:
    assert str(KeyResultRef("2026", "u", "a", "k")) == "2026/u/a#k"
    assert str(ObjectiveRef("2026", "u", "a")) == "2026/u/a"
    assert str(INSIDE) == "2026-q4/growth"
    assert KeyResultRef("2026", "u", "a", "k").objective_ref == ObjectiveRef("2026", "u", "a")
