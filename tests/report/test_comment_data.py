"""The data of a comment: what is written is read back, and nothing else is."""

import copy
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from runner_oracle import commands
from test_report_changes import EASED, GFM, HOSTILE, _shape, compared, hostile, world

from okrpress.report.changes.comment import comment_of
from okrpress.report.changes.comment_json import (
    LARGEST,
    DistrustedError,
    comment_json,
    comment_schema,
    read_comment,
)
from okrpress.report.changes.markdown_format import markdown, markdown_in
from okrpress.report.changes.outline import Compared
from okrpress.report.changes.shape import misfits

COMMIT = "a" * 40
SCHEMA = json.loads(comment_schema())
ORACLE = jsonschema.Draft202012Validator(SCHEMA)
Data = dict[str, object]


def written(said: Compared, commit: str = COMMIT) -> str:
    return comment_json(comment_of(said, commit))


def read(text: str) -> str:
    """The comment that comes of data."""
    return markdown(read_comment(text.encode(), "1.2.3"))


def refused(data: bytes) -> str:
    with pytest.raises(DistrustedError) as raised:
        read_comment(data, "1.2.3")
    return "; ".join(raised.value.reasons)


def fitting() -> Data:
    found: Data = json.loads(written(EASED))
    return found


# ── what is written is read back ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["It rises to 100", *HOSTILE])
def test_the_comment_from_data_is_the_comment_itself(text: str) -> None:
    said = hostile(text)
    data = written(said)
    ORACLE.validate(json.loads(data))
    assert read(data) == markdown(comment_of(said, COMMIT))
    assert not commands(data)
    assert data.isascii()


def test_the_comment_names_the_commit_that_it_is_about() -> None:
    assert "commit `aaaaaaaaaaaa`, as of" in read(written(EASED))
    assert ", commit" not in read(written(EASED, ""))


def test_long_lists_stay_short_and_what_is_left_out_is_counted() -> None:
    many = compared(world(100, 40, "x" * 500, count=400), world(80, 40, "x" * 500, count=400))
    data = written(many)
    assert len(data) < 1_000_000
    text = read(data)
    assert "more sections would not fit" in text
    assert "250 more findings not shown" in markdown_in(comment_of(many), 10**6)


def test_a_section_is_cut_between_two_changes() -> None:
    said = comment_of(EASED)
    (section,) = said.said.sections
    long = replace(said, said=replace(said.said, sections=(replace(section, more=7),)))
    assert f"({len(section.lines) + 7} changes)" in markdown(long)
    assert "- and 7 more changes\n" in markdown(long)


# ── nothing else is read ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(b"", "no JSON", id="nothing"),
        pytest.param(b"\xff{}", "no JSON", id="no UTF-8"),
        pytest.param(b"<html>", "no JSON", id="something else"),
        pytest.param(b"[" * 100_000, "no JSON", id="deep"),
        pytest.param(b" " * (LARGEST + 1), "more bytes", id="large"),
        pytest.param(b'{"a": 1, "a": 2}', "twice", id="a key twice"),
        pytest.param(b'{"a": NaN}', "no number", id="not a number"),
        pytest.param(b'{"a": 1e400}', "fraction", id="an endless number"),
        pytest.param(b'{"a": 99999999999999999999}', "too large", id="a large number"),
        pytest.param(b"null", "it is no object", id="null"),
    ],
)
def test_what_is_no_data_of_ours_is_refused(data: bytes, why: str) -> None:
    assert why in refused(data)


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"schema_version": 2},
        {"schema_version": True},
        {"tool": "other"},
        {"commit": "main"},
        {"commit": f"{COMMIT}\n"},
        {"as_of": "2026-02-30"},
        {"known": -1},
        {"known": True},
        {"new": [1, 2]},
        {"summary": "x" * 401},
        {"summary": 7},
        {"sections": [{}]},
        {"findings": {}},
    ],
    ids=str,
)
def test_what_was_tampered_with_is_refused(change: Data) -> None:
    assert refused(json.dumps(fitting() | change).encode())


@pytest.mark.parametrize("key", sorted(fitting()))
def test_nothing_may_be_missing(key: str) -> None:
    found = fitting()
    del found[key]
    assert f"it lacks {key}" in refused(json.dumps(found).encode())


def test_reasons_repeat_nothing_of_the_data() -> None:
    found = fitting() | {"::error::forged": 1, "summary": ["::error::forged"]}
    assert "forged" not in refused(json.dumps(found).encode())


@given(
    seed=st.integers(0, 2**32),
    value=st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.text(max_size=5),
        st.just([]),
        st.just({}),
        st.just("x" * 401),
    ),
)
@settings(max_examples=60, deadline=None)
def test_our_own_judge_agrees_with_one_that_knows_json_schema(seed: int, value: object) -> None:
    found = fitting()
    places = list(_places(found))
    holder, key = random.Random(seed).choice(places)
    cast("dict[object, object]", holder)[key] = copy.deepcopy(value)
    assert bool(misfits(SCHEMA, found)) == (not ORACLE.is_valid(found))  # type: ignore[arg-type]


def _places(value: object) -> Iterator[tuple[object, object]]:
    entries = value.items() if isinstance(value, dict) else enumerate(value)  # type: ignore[arg-type]
    for key, inner in list(entries):
        yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)


@given(text=st.text(min_size=1, max_size=60).filter(lambda text: text.strip() not in {"", "–"}))
@settings(max_examples=40, deadline=None)
def test_no_text_of_tampered_data_means_anything(text: str) -> None:
    mild, wild = (_told(each) for each in ("Harmless", text))
    assert _shape(wild) == _shape(mild)
    assert not commands(wild)


def _told(text: str) -> str:
    found = json.loads(written(EASED))
    found |= {"summary": text, "base": text, "head": text}
    for section in found["sections"]:
        section |= {"title": text, "where": text or "x"}
        for line in section["lines"]:
            line |= {"text": text, "reason": text or "x"}
        for row in section["rows"]:
            row |= {"title": text, "status": [text[:40], text[:40]]}
    for finding in found["findings"]:
        finding |= {"message": text, "help": text, "file": text}
    return read(json.dumps(found))


def test_the_parser_of_these_tests_sees_links() -> None:
    assert "link_open" in {
        child.type for one in GFM.parse("[a](b)") for child in one.children or ()
    }
