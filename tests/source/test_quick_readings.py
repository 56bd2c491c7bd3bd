"""Readings without a mistake are read past pydantic, and as pydantic reads them."""

from typing import Annotated

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from okrpress.model.observations import Reading
from okrpress.source.front_matter import Node
from okrpress.source.schema.fields import OWN
from okrpress.source.schema.nested import Keyed
from okrpress.source.schema.observations import ReadingEntry, quick_readings, readings

THOROUGH = TypeAdapter[tuple[Reading, ...]](
    Annotated[tuple[Reading, ...], Keyed(OWN, ReadingEntry, readings)]
)
GOOD: dict[str, list[Node]] = {
    "value": ["36", "-0.5", "-0"],
    "done": ["true", "false", ["de", "fr"], []],
    "confidence": ["0", "6", "10"],
    "note": ["It is live", "", " blanks around "],
    "visibility": ["internal"],
}
BAD: list[Node] = ["", "a b", "11", "yes", "010", ["de", "de"], ["A"], {}, {"a": "b"}, " "]

refs = st.sampled_from(["a#b", "o-1#kr1", "o-1#kr2"])
keys = st.sampled_from([*GOOD, "valeu"])


def entry(values: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    good = st.fixed_dictionaries({}, optional={key: st.sampled_from(GOOD[key]) for key in GOOD})
    return good | st.dictionaries(keys, values, max_size=3)


nodes = st.dictionaries(
    refs | st.sampled_from(["a", "u/a#b", "a#B", ""]),
    entry(st.sampled_from([*(each for values in GOOD.values() for each in values), *BAD]))
    | st.sampled_from(BAD),
    max_size=3,
)


@given(nodes)
@settings(max_examples=100)
def test_what_is_read_quickly_is_what_is_read_thoroughly(node: dict[str, Node]) -> None:
    quick = quick_readings(node)
    try:
        thorough = THOROUGH.validate_python(node)
    except ValidationError:
        assert quick is None
    else:
        assert repr(quick) == repr(thorough)


def test_all_that_may_be_written_is_read_quickly() -> None:
    node: dict[str, Node] = {
        f"{key}#{place}": {key: value}
        for key, values in GOOD.items()
        for place, value in enumerate(values)
    }
    assert repr(quick_readings(node)) == repr(THOROUGH.validate_python(node))
