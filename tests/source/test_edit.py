"""Edits as an author would see them in a diff."""

import pytest

from okrpress.errors import OkrpressError
from okrpress.source.edit import Append, Change, Put, edit
from okrpress.source.files import Source

FILE = "content/2026-q4/growth/onboarding.md"
CYCLE = "content/2026-q4/index.md"

ENTRY = {"date": "2026-11-03", "field": "target", "from": "45", "to": "40", "reason": "Rain, again"}


def edited(block: str, *changes: Change, file: str = FILE) -> str:
    """The front matter after the changes."""
    data = f"---\n{block}---\nThe text: below.\n".encode()
    text = edit(Source(file=file, data=data), "content", changes).decode()
    assert text.startswith("---\n")
    assert text.endswith("---\nThe text: below.\n")
    return text.removeprefix("---\n").removesuffix("---\nThe text: below.\n")


def put(path: str, value: object) -> Put:
    return Put(keys=keys(path), value=value)  # type: ignore[arg-type]  # tests write plain values


def append(path: str, value: object) -> Append:
    return Append(keys=keys(path), value=value)  # type: ignore[arg-type]


def keys(path: str) -> tuple[str | int, ...]:
    return tuple(int(key) if key.isdigit() else key for key in path.split("."))


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        pytest.param("title: Old", "New", "title: New", id="a plain text"),
        pytest.param('title: "Old"', "New", 'title: "New"', id="double quotes stay"),
        pytest.param("title: 'Old'", "It's new", "title: 'It''s new'", id="single quotes stay"),
        pytest.param("title:   Old   # why", "New", "title:   New   # why", id="blanks, remarks"),
        pytest.param("title: Old", "a: b", 'title: "a: b"', id="quotes where YAML needs them"),
        pytest.param("title: Old", "#1", 'title: "#1"', id="a number sign"),
        pytest.param("title: 'Old'", "a\tb", 'title: "a\\tb"', id="what single quotes cannot hold"),
        pytest.param("title: Old\n  and long", "New", "title: New", id="a text on two lines"),
        pytest.param("title: >\n  Old\n  text", "New", "title: New", id="a folded text"),
        pytest.param(
            "title: |  # why\n  Old", "New", "title: New  # why", id="a remark behind a sign"
        ),
        pytest.param("title:", "New", "title: New", id="an empty value"),
        pytest.param("title:  # why", "New", "title: New  # why", id="empty with a remark"),
        pytest.param("title: 45", "-0.5", "title: -0.5", id="a number has no quotes"),
        pytest.param("title: Old", "2026-11-03", "title: 2026-11-03", id="nor has a date"),
        pytest.param("title: Old", "no", 'title: "no"', id="other readers see a text, too"),
        pytest.param("title: Old", "", 'title: ""', id="nothing"),
    ],
)
def test_a_text_is_replaced_in_its_own_style(before: str, value: str, after: str) -> None:
    rest = "# a remark\nowner: maria\n"
    assert edited(f"{before}\n{rest}", put("title", value)) == f"{after}\n{rest}"


def test_inside_brackets_a_comma_needs_quotes() -> None:
    before = "key_results: [{id: a, title: Old, target: 45}]  # one\n"
    after = 'key_results: [{id: a, title: "New, and old", target: 45}]  # one\n'
    assert edited(before, put("key_results.0.title", "New, and old")) == after


BLOCK = """\
title: Onboarding
# How we know.
key_results:
  - id: activation
    title: Activation rises
    baseline: 31  # from March
    target: 45

    # counted by the app
    source: App log
  - {id: calm, title: Calm, keep: {max: 4}}
initiatives: []
"""


@pytest.mark.parametrize(
    ("change", "line", "above"),
    [
        pytest.param(
            put("key_results.0.weight", "2"), "    weight: 2", "    target: 45", id="by schema"
        ),
        pytest.param(
            put("key_results.0.due", "2026-12-01"),
            "    due: 2026-12-01",
            "    target: 45",
            id="below all that come before it",
        ),
        pytest.param(
            put("key_results.0.reason", "It rains"),
            "    reason: It rains",
            "    source: App log",
            id="at the end of its mapping",
        ),
        pytest.param(put("owner", "maria"), "owner: maria", "title: Onboarding", id="at the top"),
        pytest.param(
            put("values", ["care", "craft"]),
            "values: [care, craft]",
            "title: Onboarding",
            id="a short list on one line",
        ),
    ],
)
def test_a_new_key_has_a_line_of_its_own_in_its_place(
    change: Change, line: str, above: str
) -> None:
    assert edited(BLOCK, change) == BLOCK.replace(f"{above}\n", f"{above}\n{line}\n")


def test_a_ledger_begins_with_its_first_entry() -> None:
    line = '{date: 2026-11-03, field: target, from: 45, to: 40, reason: "Rain, again"}'
    assert edited(BLOCK, append("key_results.0.changes", ENTRY)) == BLOCK.replace(
        "    source: App log\n", f"    source: App log\n    changes:\n      - {line}\n"
    )


def test_a_mapping_in_brackets_grows_inside_them() -> None:
    after = edited(BLOCK, put("key_results.1.keep.min", "1"), put("key_results.1.unit", "h"))
    line = "  - {id: calm, title: Calm, keep: {max: 4, min: 1}, unit: h}\n"
    assert after == BLOCK.replace("  - {id: calm, title: Calm, keep: {max: 4}}\n", line)


def test_empty_brackets_are_filled() -> None:
    after = edited(BLOCK, append("initiatives", {"title": "Mails", "for": "calm"}))
    assert after == BLOCK.replace("[]", "[{title: Mails, for: calm}]")
    assert edited("values: {}\n", put("values.a", "b")) == "values: {a: b}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "changes:\n- {date: 2026-10-01}  # first\n# last\n",
            "changes:\n- {date: 2026-10-01}  # first\n- {date: 2026-11-03}\n# last\n",
            id="a hyphen below its key",
        ),
        pytest.param(
            "changes:\n    - date: 2026-10-01\n      field: title\n",
            "changes:\n    - date: 2026-10-01\n      field: title\n    - date: 2026-11-03\n",
            id="entries on several lines",
        ),
        pytest.param(
            "changes: [{date: 2026-10-01}]\n",
            "changes: [{date: 2026-10-01}, {date: 2026-11-03}]\n",
            id="brackets",
        ),
        pytest.param(
            "changes: [\n  {date: 2026-10-01},  # first\n]\n",
            "changes: [\n  {date: 2026-10-01}, {date: 2026-11-03},  # first\n]\n",
            id="brackets on several lines",
        ),
        pytest.param("changes: []\n", "changes: [{date: 2026-11-03}]\n", id="empty brackets"),
        pytest.param(
            "changes:  # none yet\n",
            "changes:  # none yet\n  - {date: 2026-11-03}\n",
            id="nothing but a remark",
        ),
    ],
)
def test_an_entry_is_added_as_the_list_is_written(before: str, after: str) -> None:
    assert edited(before, append("changes", {"date": "2026-11-03"})) == after


def test_a_text_is_added_to_a_list_of_texts() -> None:
    before = "wins:\n  - One\n"
    assert edited(before, append("wins", "Two: more")) == before + '  - "Two: more"\n'
    assert edited("wins: [One]\n", append("wins", "Two, more")) == 'wins: [One, "Two, more"]\n'


def test_the_file_s_own_indents_are_used() -> None:
    before = "key_results:\n- id: a\n  keep:\n     max: 4\n- id: b\n"
    after = edited(before, append("key_results.1.changes", {"date": "2026-11-03"}))
    assert after == before + "  changes:\n  - {date: 2026-11-03}\n"
    before = "tags:\n    - one\n"
    assert edited(before, append("values", "care")) == "tags:\n    - one\nvalues: [care]\n"


def test_a_long_mapping_has_a_line_for_each_key() -> None:
    numbers = {f"number_{index}": str(index) for index in range(9)}
    after = edited("title: Winter\n", put("thresholds", numbers), file=CYCLE)
    lines = "".join(f"  number_{index}: {index}\n" for index in range(9))
    assert after == f"title: Winter\nthresholds:\n{lines}"


def test_a_mapping_goes_below_a_key_that_has_none() -> None:
    numbers = {f"number_{index}": str(index) for index in range(9)}
    after = edited("thresholds:  # frozen\ntitle: Winter\n", put("thresholds", numbers), file=CYCLE)
    lines = "".join(f"  number_{index}: {index}\n" for index in range(9))
    assert after == f"thresholds:  # frozen\n{lines}title: Winter\n"


def test_a_cycle_that_says_nothing_gets_its_first_key() -> None:
    for block in ("", "# Nothing yet.\n"):
        after = edited(block, put("closed", "2027-01-08"), file=CYCLE)
        assert after == f"{block}closed: 2027-01-08\n"


def test_blank_lines_that_are_part_of_a_text_stay_part_of_it() -> None:
    before = "stands_alone: |+\n  Because.\n\n\ntags: [a]\n"
    after = edited(before, put("depends_on", ["a"]))
    assert after == before.replace("tags", "depends_on: [a]\ntags")


def test_an_empty_value_inside_brackets_is_filled_or_followed() -> None:
    assert edited("key_results: [{id: a, unit: }]\n", put("key_results.0.unit", "h")) == (
        "key_results: [{id: a, unit: h}]\n"
    )
    after = edited("key_results: [{id: a, unit: }]\n", put("key_results.0.owner", "b"))
    assert after == "key_results: [{id: a, unit: , owner: b}]\n"


@pytest.mark.parametrize(
    ("block", "change", "why"),
    [
        pytest.param("values: [a]\n", put("values", "b"), "a list or mapping", id="a list"),
        pytest.param("values: a\n", append("values", "b"), "no list", id="a text is no list"),
        pytest.param("keep: {max: 1}\n", append("keep", "b"), "no list", id="nor is a mapping"),
        pytest.param("title: x\n", put("keep.max", "4"), "there is no 'max'", id="no mapping"),
        pytest.param("a: [x]\n", put("a.1", "4"), "there is no 1", id="no such entry"),
        pytest.param("title: x\n", put("title", ["4"]), "one value", id="a list for a text"),
        pytest.param("title: x\n", put("title", "\x1b[31m"), "more than that", id="a control"),
        pytest.param("a: [b: c]\n", put("a.0.d", "e"), "more than that", id="bare pairs"),
    ],
)
def test_what_cannot_be_done_without_harm_is_refused(block: str, change: Change, why: str) -> None:
    with pytest.raises(OkrpressError, match=f"cannot be changed in place: .*{why}"):
        edited(block, change)


def test_a_file_that_cannot_be_read_is_left_alone() -> None:
    with pytest.raises(OkrpressError, match="cannot be read: the key"):
        edited("title: x\ntitle: y\n", put("title", "z"))
    with pytest.raises(OkrpressError, match="no content file"):
        edited("title: x\n", put("title", "z"), file="content/README.md")


def test_a_mapping_of_any_keys_has_no_order() -> None:
    before = "key_results:\n  - id: a\n    plan:\n      2026-11-01: 4\n"
    after = edited(before, put("key_results.0.plan.2026-12-01", "5"))
    assert after == before + "      2026-12-01: 5\n"
