"""The grammar of values, typos of keys, and the JSON Schemas that editors get."""

import json
import re
import string
import time
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml
from content_files import (
    CHECK_IN,
    CYCLE,
    MID_CYCLE,
    OBJECTIVE,
    ORGANISATION,
    PERSON,
    RETROSPECTIVE,
    TEAM,
    file_of,
)
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from okrpress.model.ids import is_id
from okrpress.model.okr import Objective
from okrpress.rules.catalogue import CODES
from okrpress.source.front_matter import Document, Node
from okrpress.source.kinds import FileKind, identify
from okrpress.source.parse import parse
from okrpress.source.schema.export import MODELS, file_kinds, json_schema
from okrpress.source.schema.findings import findings_of
from okrpress.source.schema.grammar import (
    read_date,
    read_id,
    read_number,
    read_own_key_result,
    read_reference,
)
from okrpress.source.schema.mistakes import Mistake
from okrpress.source.schema.nested import Entry, nested_in

# ── numbers, dates, references ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("45", "45"),
        ("-0.5", "-0.5"),
        ("999999999999999.999999", "999999999999999.999999"),
    ],
)
def test_a_number(text: str, number: str) -> None:
    assert str(read_number(text)) == number


@pytest.mark.parametrize(
    "node",
    [
        *(".nan", "nan", "NaN", ".inf", "-inf", "Infinity", "1e308", "1e999", "0x10", "1_000"),
        *("١٢", "true", "50%", "null", "~", "1234567890123456", "1.1234567", "00.5", "010"),
        *("+4", ".5", "5.", "--4", " 4", "4 ", "4\n", "1,5", "½", "9" * 5000, "1 000", "-"),
    ],
)
def test_no_number(node: str) -> None:
    before = time.process_time()
    with pytest.raises(Mistake) as raised:
        read_number(node)
    assert raised.value.code == "FMT034"
    assert len(raised.value.message) < 120
    assert time.process_time() - before < 1


@pytest.mark.parametrize(
    ("node", "code"), [("", "FMT032"), (["1"], "FMT033"), ({"a": "1"}, "FMT033")]
)
def test_nothing_is_no_number(node: Node, code: str) -> None:
    with pytest.raises(Mistake) as raised:
        read_number(node)
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-06", date(2026, 11, 6)),
        ("2028-02-29", date(2028, 2, 29)),
        ("0001-01-01", date(1, 1, 1)),
        ("9999-12-31", date(9999, 12, 31)),
    ],
)
def test_a_date(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-30", "2027-02-29", "0000-01-01", "2026-1-1", "20260101", "2026-W01-1"),
        *("2026-01-01T10:00:00", "2026-01-01 10:00", "٢٠٢٦-01-01", "2026-01-00", "2026-13-01"),
        *("26-01-01", "01.02.2026", "2026-01-01\n", "2026-01", "9999999", "today"),
    ],
)
def test_no_date(text: str) -> None:
    with pytest.raises(Mistake) as raised:
        read_date(text)
    assert raised.value.code == "FMT035"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "../x",
            "a/b",
            ".git",
            "a.",
            "a ",
            "-rf",
            "--help",
            "x" * 65,
            "CON",
            "con",
            "nul",
            "com1",
        ),
        *("A", "ä", "gr\u043ewth", "a_b", "a\n", "a#b", "~", "1:30", "1_000"),
    ],
)
def test_no_id(text: str) -> None:
    with pytest.raises(Mistake) as raised:
        read_id(text)
    assert raised.value.code == "FMT038"


@pytest.mark.parametrize("text", ["a/b/c/d", "a//b", "/a", "a/", "#a", "a#", "a#b#c", "A", "a b"])
def test_no_reference(text: str) -> None:
    with pytest.raises(Mistake) as raised:
        read_reference(text)
    assert raised.value.code == "FMT039"


@pytest.mark.parametrize("text", ["a", "a/b#c", "2026/a/b#c", "a #b", "#b"])
def test_no_key_result_of_the_own_folder(text: str) -> None:
    with pytest.raises(Mistake) as raised:
        read_own_key_result(text)
    assert raised.value.code == "FMT039"


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 6))
def test_every_number_of_the_grammar_is_read_exactly(digits: int, places: int) -> None:
    number = Decimal(digits).scaleb(-places)
    assert read_number(f"{number:f}") == number


@given(st.text(max_size=40))
def test_any_text_is_read_or_a_mistake(text: str) -> None:
    mistakes = []
    for read in (read_number, read_date, read_id, read_reference, read_own_key_result):
        try:
            read(text)
        except Mistake as mistake:
            mistakes.append(mistake)
    assert all(mistake.code in CODES and mistake.help for mistake in mistakes)


# ── keys ──────────────────────────────────────────────────────────────────────────────────────

PATHS = {
    FileKind.ORGANISATION: ORGANISATION,
    FileKind.TEAM: TEAM,
    FileKind.PERSON: PERSON,
    FileKind.CYCLE: CYCLE,
    FileKind.OBJECTIVE: OBJECTIVE,
    FileKind.CHECK_IN: CHECK_IN,
    FileKind.MID_CYCLE: MID_CYCLE,
    FileKind.RETROSPECTIVE: RETROSPECTIVE,
}


def models() -> list[tuple[FileKind, tuple[str | int, ...], type[Entry]]]:
    """Every model, with a place where it reads."""
    found: list[tuple[FileKind, tuple[str | int, ...], type[Entry]]] = []
    for kind, model in MODELS.items():
        inside: list[tuple[tuple[str | int, ...], type[Entry]]] = [((), model)]
        for loc, entry in inside:
            found.append((kind, loc, entry))
            for key, nested in nested_in(entry).items():
                step: tuple[str | int, ...] = (key,)
                if nested.depth:
                    step = (key, "a#b") if type(nested).__name__ == "Keyed" else (key, 0)
                inside.append(((*loc, *step), nested.entry))
    return found


ALL_KEYS = [
    (kind, loc, field.alias or name)
    for kind, loc, model in models()
    for name, field in model.model_fields.items()
]


def around(loc: tuple[str | int, ...], inner: dict[str, Node]) -> dict[str, Node]:
    """Nodes in which `inner` lies at `loc`."""
    node: Node = inner
    for key in reversed(loc):
        node = [node] if isinstance(key, int) else {key: node}
    assert isinstance(node, dict)
    return node


def findings(kind: FileKind, values: dict[str, Node]) -> list[tuple[str, str]]:
    """Code and help of what the schema of a kind finds in nodes."""
    document = Document(file=PATHS[kind], values=values, body="", body_line=1)
    model = MODELS[kind]
    try:
        model.model_validate(values)
    except ValidationError as error:
        return [(found.code, found.help) for found in findings_of(error, model, document)]
    return []


@st.composite
def misspelt(draw: st.DrawFn) -> tuple[FileKind, tuple[str | int, ...], str, str]:
    """A key with one letter missing, doubled, changed, swapped or in upper case."""
    kind, loc, key = draw(st.sampled_from([each for each in ALL_KEYS if len(each[2]) > 3]))
    at = draw(st.integers(0, len(key) - 2))
    letter = draw(st.sampled_from(string.ascii_lowercase))
    typo = draw(
        st.sampled_from(
            [
                key[:at] + key[at + 1 :],
                key[:at] + key[at] + key[at:],
                key[:at] + letter + key[at + 1 :],
                key[:at] + key[at + 1] + key[at] + key[at + 2 :],
                key[:at] + key[at].upper() + key[at + 1 :],
                key.replace("_", "-"),
                key.replace("_", " "),
            ]
        )
    )
    return kind, loc, key, typo


@given(misspelt())
def test_a_misspelt_key_is_one_finding_that_says_which_was_meant(
    found: tuple[FileKind, tuple[str | int, ...], str, str],
) -> None:
    kind, loc, key, typo = found
    known = {name for each, where, name in ALL_KEYS if (each, where) == (kind, loc)}
    if typo in known:
        return
    of_key = [help for code, help in findings(kind, around(loc, {typo: "x"})) if code == "FMT030"]
    assert of_key == [f"did you mean `{key}`?"]


def test_a_required_key_that_is_misspelt_is_not_missing_as_well() -> None:
    assert findings(FileKind.OBJECTIVE, {"titel": "x"}) == [("FMT030", "did you mean `title`?")]


# ── whatever is written ───────────────────────────────────────────────────────────────────────

WORDS = st.sampled_from(
    [
        *("", "x", "a b", "4", "-1", "0.5", "true", "2026-11-06", "a#b", "a/b", "active", "keep"),
        *(key for _, _, key in ALL_KEYS),
    ]
)
NODES: st.SearchStrategy[Node] = st.recursive(
    WORDS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=4)),
    max_leaves=12,
)


@given(st.sampled_from(FileKind), st.dictionaries(WORDS, NODES, max_size=6))
def test_any_nodes_are_read_or_found_fault_with(kind: FileKind, values: dict[str, Node]) -> None:
    for code, help in findings(kind, values):
        assert code in CODES
        assert help


@given(st.sampled_from(FileKind), st.binary(max_size=200))
def test_any_bytes_are_read_or_found_fault_with(kind: FileKind, block: bytes) -> None:
    read = parse(PATHS[kind], b"---\n" + block + b"\n---\n")
    assert (read.record is None) == any(found.level == "error" for found in read.findings)


@given(st.sampled_from(FileKind), st.dictionaries(WORDS, NODES, max_size=6))
def test_no_wording_of_the_library_reaches_an_author(
    kind: FileKind, values: dict[str, Node]
) -> None:
    data = b"---\n" + json.dumps(values, ensure_ascii=False).encode() + b"\n---\n"
    for found in parse(PATHS[kind], data).findings:
        text = f"{found.message} {found.help}"
        assert not re.search(r"pydantic|Input should|Field required|valid (dict|list|tuple)", text)
        assert "\n" not in text
        assert found.at.span is not None


IDS = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=12).filter(is_id)
LINES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=40)
NUMBERS = st.decimals(-1000, 1000, places=2).map(lambda number: f"{number:f}")
DATES = st.dates(date(2000, 1, 1), date(2100, 1, 1)).map(str)


@st.composite
def objectives(draw: st.DrawFn) -> dict[str, Node]:
    """Front matter of an objective without mistakes."""
    ids = draw(st.lists(IDS, max_size=4, unique=True))
    measures: st.SearchStrategy[dict[str, Node]] = st.one_of(
        st.just({}),
        NUMBERS.map(lambda target: {"target": target, "baseline": "2000"}),
        NUMBERS.map(lambda bound: {"keep": {"max": bound}}),
        LINES.map(lambda text: {"done_when": text}),
        LINES.map(lambda title: {"steps": [{"id": "one", "title": title}]}),
    )
    optional: dict[str, st.SearchStrategy[Any]] = {
        "owner": IDS,
        "type": st.sampled_from(["committed", "aspirational"]),
        "values": st.lists(IDS, unique=True),
        "supports": IDS,
        "tags": st.lists(IDS, unique=True),
        "visibility": st.sampled_from(["public", "internal", "managers", "private"]),
    }
    values: dict[str, Node] = draw(st.fixed_dictionaries({"title": LINES}, optional=optional))
    extra = st.fixed_dictionaries({}, optional={"unit": LINES, "due": DATES, "owner": IDS})
    values["key_results"] = [
        {"id": id, "title": draw(LINES), **draw(measures), **draw(extra)} for id in ids
    ]
    return values


@given(objectives())
def test_whatever_is_right_is_read(values: dict[str, Node]) -> None:
    read = parse(OBJECTIVE, b"---\n" + json.dumps(values, ensure_ascii=False).encode() + b"\n---\n")
    assert read.findings == ()
    assert isinstance(read.record, Objective)
    assert len(read.record.key_results) == len(values["key_results"])


# ── JSON Schema ───────────────────────────────────────────────────────────────────────────────

DESIGN = {
    "objective": """
        title: New customers succeed in their first week
        owner: maria
        type: aspirational                  # or committed
        values: [customer-first, learning]  # from content/index.md
        supports: [company/customers-stay#retention]     # several allowed
        key_results:
          - id: activation
            title: Raise week-one activation from 31 % to 45 %
            baseline: 31
            target: 45
            unit: "%"
            indicator: lagging              # or leading
            due: 2026-12-15                 # default: the cycle's end
            weight: 2                       # default 1
            plan: {"2026-11-01": 36}
            changes: [{date: 2026-11-01, field: target, from: 40, to: 45, reason: It went well}]
          - id: overtime
            title: Overtime stays at or below 4 hours per person and week
            keep: {max: 4}                  # a band: min, max or both
            unit: h
            current: 3.5
            as_of: 2026-11-01
          - id: sso
            title: Single sign-on is live for every customer
            done_when: The last customer has signed in with it      # yes or no
          - id: markets
            title: The welcome flow is live in three markets
            steps: [{id: de, title: Germany}, {id: it, title: Italy, weight: 2}]
        initiatives:
          - {title: Rewrite the mails, for: activation, status: doing, url: "https://a.b"}
        """,
    "check-in": """
        author: maria
        key_results:
          onboarding#activation: {value: 36, confidence: 6, note: The new checklist is live}
          onboarding#sso: {done: true}
          onboarding#markets: {done: [de]}
        health: {overtime: 3.5}
        priorities: [Ship the second mail]
        blockers: Legal has not answered on the mail text
        wins: [Support tickets from new customers halved]
        """,
    "mid-cycle": """
        date: 2026-11-12
        key_results: {onboarding#activation: {decision: keep, why: It works}}
        external_factors: [A strike]
        """,
    "retrospective": """
        date: 2027-01-08
        grades: {onboarding#activation: 0.7, onboarding#sso: {score: 1, why: Luck}}
        carry: {onboarding#activation: modify}
        lessons: [Start early, {text: Ask more, tags: [asking]}]
        """,
    "organisation": "{name: L, mission: We help., values: [{id: care, name: Care}]}",
    "team": """
        {name: Growth, parent: company, lead: maria, members: [jon], cadence: 10 days,
         health: [{id: overtime, title: Overtime, keep: {max: 4}, unit: h}]}
        """,
    "person": "{name: Maria, role: Lead, team: growth, manager: ada}",
    "cycle": """
        {start: 2026-10-01, end: 2026-12-31, closed: 2027-01-10,
         thresholds: {pace_rule: gap, gap_on_track: 5}}
        """,
}


def as_editors_see_it(text: str) -> Any:
    """YAML as JSON: dates are texts there."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


@pytest.mark.parametrize("kind", file_kinds())
def test_a_schema_is_valid_and_takes_the_examples_of_the_design(kind: str) -> None:
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(as_editors_see_it(DESIGN[kind]))] == []
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]


@pytest.mark.parametrize("kind", file_kinds())
def test_the_examples_of_the_design_have_no_findings(kind: str) -> None:
    read = parse(PATHS[FileKind(kind)], file_of(DESIGN[kind]))
    assert [found.message for found in read.findings if found.level == "error"] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param("objective", "{title: T, visibilty: private}", id="an unknown key"),
        pytest.param("objective", "{owner: me}", id="a missing key"),
        pytest.param("objective", "{title: T, type: moonshot}", id="an unknown word"),
        pytest.param("objective", "{title: T, supports: a/b/c/d}", id="no reference"),
        pytest.param("objective", "{title: T, key_results: [{id: a}]}", id="no title inside"),
        pytest.param(
            "objective",
            "{title: T, key_results: [{id: a, title: A, target: many}]}",
            id="no number",
        ),
        pytest.param(
            "objective", "{title: T, key_results: [{id: a, title: A, due: soon}]}", id="no date"
        ),
        pytest.param("check-in", "{key_results: {a: {value: 1}}}", id="half a reference"),
        pytest.param("check-in", "{key_results: {a#b: {confidence: 11}}}", id="a confidence of 11"),
        pytest.param("check-in", "{health: {Overtime: 1}}", id="no id"),
        pytest.param("retrospective", "{date: 2027-01-08, grades: {a#b: 7}}", id="a grade of 7"),
        pytest.param("cycle", "{thresholds: {gap: 5}}", id="an unknown threshold"),
    ],
)
def test_a_schema_refuses_what_the_check_refuses(kind: str, text: str) -> None:
    validator = Draft202012Validator(
        json_schema(kind), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    assert not validator.is_valid(as_editors_see_it(text))
    assert parse(PATHS[FileKind(kind)], file_of(text)).findings


def objects_in(schema: Any) -> list[dict[str, Any]]:
    """Every part of a schema that describes a mapping with given keys."""
    if isinstance(schema, list):
        return [found for each in schema for found in objects_in(each)]
    if not isinstance(schema, dict):
        return []
    inner = [found for each in schema.values() for found in objects_in(each)]
    return [schema, *inner] if "properties" in schema else inner


@pytest.mark.parametrize("kind", file_kinds())
def test_every_key_is_described_and_no_other_is_taken(kind: str) -> None:
    for part in objects_in(json_schema(kind)):
        assert part["additionalProperties"] is False
        assert all(inner.get("description") for inner in part["properties"].values())


def test_an_unknown_kind_has_no_schema() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        json_schema("nonsense")


def test_every_kind_is_listed_with_its_path() -> None:
    assert list(file_kinds()) == [kind.value for kind in MODELS]
    for kind, path in file_kinds().items():
        filled = path.replace("<date>", "2026-11-06").replace("<", "").replace(">", "")
        identity = identify(filled, ".")
        assert identity is not None
        assert getattr(identity, "kind", None) == kind
