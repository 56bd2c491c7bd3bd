"""What is plain is read past libyaml and pydantic, and just as they read it."""

import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.source.kinds import FileKind, Identity, identify
from okrpress.source.parse import parse
from okrpress.source.quick import objectives, observations, organisation, read_quickly, reviews
from okrpress.source.quick.forms import Form
from okrpress.source.schema import key_result, objective
from okrpress.source.schema import observations as observed
from okrpress.source.schema import organisation as organised
from okrpress.source.schema.fields import Reader
from okrpress.source.schema.nested import Entry
from okrpress.source.thorough import read_thoroughly

FOLDER = "content/2026-q4/activation"
CHECK_IN = f"{FOLDER}/checkins/2026-11-06.md"
OBJECTIVE = f"{FOLDER}/onboarding.md"


def identity_of(file: str) -> Identity:
    identity = identify(file, "content")
    assert isinstance(identity, Identity)
    return identity


def demand_equal(file: str, text: str) -> bool:
    """Whether the file was read quickly; if so, as it is read thoroughly."""
    data = text.encode()
    quick = read_quickly(identity_of(file), file, data)
    if quick is None:
        return False
    thorough = read_thoroughly(identity_of(file), file, data)
    assert thorough.findings == ()
    assert thorough.current == ()
    assert not thorough.is_unclear
    assert repr(quick) == repr(thorough.record)
    assert quick == thorough.record
    assert parse(file, data) == thorough
    return True


# ── one file of each kind ─────────────────────────────────────────────────────────────────────

PLAIN = {
    "organisation": (
        "content/index.md",
        (
            "name: The house\nmission: To open doors\nvalues:\n"
            "  - {id: care, name: Care}\n  - {id: craft, name: Craft, description: As it is}\n"
            "visibility: internal"
        ),
    ),
    "team": (
        "content/teams/activation.md",
        (
            "name: Activation\nparent: product\nlead: maria\nmembers: [maria, lee]\n"
            "cadence: biweekly\nhealth:\n  - id: overtime\n    title: Overtime\n"
            "    keep: {max: 4}\n    unit: h\nvisibility: public"
        ),
    ),
    "person": (
        "content/people/maria.md",
        "name: Maria Ö\nrole: Lead\nteam: activation\nmanager: lee\ncadence: 10 days",
    ),
    "cycle": (
        "content/2026-q4/index.md",
        (
            "title: The fourth\nstart: 2026-10-01\nend: 2026-12-31\nmid_cycle_review: 2026-11-15\n"
            "retrospective: 2027-01-05\nclosed: 2027-01-10"
        ),
    ),
    "undated cycle": ("content/once/index.md", "undated: Nobody remembers"),
    "silent cycle": ("content/2026-q4/index.md", ""),
    "rows": (
        CHECK_IN,
        (
            "author: maria\nkey_results:\n  onboarding#activation: {value: 36, confidence: 6}\n"
            "  onboarding#speed: {value: -0.50}\nwins: [One, Two]\nhealth: {overtime: 3.5}"
        ),
    ),
    "entries": (
        CHECK_IN,
        (
            "key_results:\n  onboarding#a: {value: 36, confidence: 6, note: The new list is live}\n"
            "  onboarding#b: {done: true, visibility: internal}\n  onboarding#c: {done: [de, fr]}\n"
            "  onboarding#d:\n    confidence: 3\npriorities: [Ship it]\nblockers: Legal"
        ),
    ),
    "silent check-in": (CHECK_IN, "author: maria"),
    "objective": (
        OBJECTIVE,
        (
            "title: New customers succeed in their first week\nowner: maria\ntype: aspirational\n"
            "values: [care, craft]\nsupports: [company/stay#retention, 2026/company/grow]\n"
            "depends_on: billing\norigin: top-down\ntier: core\ntags: [well-being]\n"
            "visibility: internal\nstate: postponed\nreason: No time\n"
            "key_results:\n  - id: activation\n    title: Raise activation\n    baseline: 31\n"
            '    target: 45\n    unit: "%"\n    indicator: lagging\n    due: 2026-12-15\n'
            "    weight: 2\n    plan: {2026-11-30: 40, 2026-10-31: 35}\n    aggregate: latest\n"
            "    start: 2026-10-02\n    owner: lee\n    cadence: weekly\n    source: The board\n"
            "    visibility: managers\n    state: cancelled\n    reason: Too dear\n"
            "  - {id: overtime, title: Overtime stays low, keep: {max: 4}, unit: h}\n"
            "  - {id: sso, title: Single sign-on is live, done_when: The last one has signed in}\n"
            "  - id: markets\n    title: Live in two markets\n    steps:\n"
            "      - {id: de, title: Germany}\n      - {id: fr, title: France, weight: 2}\n"
            "  - {id: talk, title: We talk}\n  - {id: s, title: S, target: 3, aggregate: sum}\n"
            "initiatives:\n  - {title: Rewrite, for: activation, status: doing, owner: lee}\n"
            '  - {title: Write, url: "https://example.com/a"}'
        ),
    ),
    "small objective": (OBJECTIVE, "title: We begin\nstands_alone: It is the first"),
    "mid-cycle review": (
        f"{FOLDER}/mid-cycle.md",
        (
            "date: 2026-11-15\nkey_results:\n  onboarding#a: {decision: keep}\n"
            "  onboarding#b: {decision: cancel, why: Too late}\nexternal_factors: [Rain]\n"
            "tactics: More calls\nvisibility: internal"
        ),
    ),
    "retrospective": (
        f"{FOLDER}/retrospective.md",
        (
            "date: 2027-01-05\ngrades:\n  onboarding#a: {score: 0.7, why: As seen, note: Well}\n"
            "  onboarding#b: 0.4\n  onboarding#c: {note: Nothing}\n"
            "carry: {onboarding#a: keep, onboarding#b: abandon}\ndrivers: [C]\nobstacles: [Rain]\n"
            "wins: [A, B]\nlessons:\n  - {text: Call first, tags: [talk], visibility: public}\n"
            "  - Begin earlier"
        ),
    ),
}


@pytest.mark.parametrize("name", PLAIN)
def test_what_is_plain_is_read_quickly_and_as_thoroughly(name: str) -> None:
    file, block = PLAIN[name]
    assert demand_equal(file, f"---\n{block}\n---\n\nWhy this *matters*, Ωmega and café.\n")


DOUBTFUL = {
    "a comment": (CHECK_IN, "author: maria # or not"),
    "a name that is no day": (f"{FOLDER}/checkins/yesterday.md", "author: maria"),
    "bytes that are no text": (CHECK_IN, "author: \x00"),
    "a letter of another script": (OBJECTIVE, "title: Rаise"),
    "a key that nobody knows": (OBJECTIVE, "title: A\nowners: maria"),
    "no title": (OBJECTIVE, "owner: maria"),
    "a ledger": (OBJECTIVE, "title: A\nchanges: []"),
    "supported and alone": (OBJECTIVE, "title: A\nsupports: b/c\nstands_alone: Why"),
    "postponed without a reason": (OBJECTIVE, "title: A\nstate: postponed"),
    "work for nobody": (OBJECTIVE, "title: A\ninitiatives: [{title: B, for: c}]"),
    "two measures": (
        OBJECTIVE,
        "title: A\nkey_results: [{id: a, title: B, target: 1, done_when: C}]",
    ),
    "two other measures": (
        OBJECTIVE,
        "title: A\nkey_results: [{id: a, title: B, done_when: C, keep: {max: 2}}]",
    ),
    "a baseline alone": (OBJECTIVE, "title: A\nkey_results: [{id: a, title: B, baseline: 1}]"),
    "a plan of a band": (
        OBJECTIVE,
        (
            "title: A\nkey_results:\n  - id: a\n    title: B\n    keep: {max: 2}\n"
            "    plan: {2026-11-30: 1}"
        ),
    ),
    "the target at the baseline": (
        OBJECTIVE,
        "title: A\nkey_results: [{id: a, title: B, baseline: 1.0, target: 1}]",
    ),
    "a sum to nothing": (
        OBJECTIVE,
        "title: A\nkey_results: [{id: a, title: B, target: 0, aggregate: sum}]",
    ),
    "due before its start": (
        OBJECTIVE,
        "title: A\nkey_results: [{id: a, title: B, start: 2026-11-02, due: 2026-11-01}]",
    ),
    "cancelled without a reason": (
        OBJECTIVE,
        "title: A\nkey_results: [{id: a, title: B, state: cancelled}]",
    ),
    "a band without a bound": (
        OBJECTIVE,
        "title: A\nkey_results:\n  - id: a\n    title: B\n    keep: {}",
    ),
    "a band upside down": (
        OBJECTIVE,
        "title: A\nkey_results: [{id: a, title: B, keep: {min: 3, max: 2}}]",
    ),
    "steps of no weight": (
        OBJECTIVE,
        (
            "title: A\nkey_results:\n  - id: a\n    title: B\n    steps:\n"
            "      - {id: c, title: D, weight: 0}"
        ),
    ),
    "an observation beside": (
        OBJECTIVE,
        "title: A\nkey_results: [{id: a, title: B, target: 2, current: 1, as_of: 2026-11-01}]",
    ),
    "the same key result twice": (
        OBJECTIVE,
        "title: A\nkey_results: [{id: a, title: B}, {id: a, title: C}]",
    ),
    "no weight at all": (OBJECTIVE, "title: A\nkey_results: [{id: a, title: B, weight: 0}]"),
    "key results that are a text": (OBJECTIVE, "title: A\nkey_results: many"),
    "a key result that is a text": (OBJECTIVE, "title: A\nkey_results: [one]"),
    "a row twice": (CHECK_IN, "key_results:\n  a#b: {value: 1}\n  a#b: {value: 2}"),
    "a name kept by Windows": (CHECK_IN, "key_results:\n  con#b: {value: 1}"),
    "rows at two places": (
        CHECK_IN,
        "key_results:\n  a#b: {value: 1}\nauthor: lee\nkey_results:\n  a#c: {value: 2}",
    ),
    "no rows, and then rows": (CHECK_IN, "key_results:\nkey_results:\n  a#b: {value: 1}"),
    "a number with a zero before it": (CHECK_IN, "key_results:\n  a#b: {value: 010}"),
    "a confidence above 10": (CHECK_IN, "key_results:\n  a#b: {value: 1, confidence: 11}"),
    "a confidence of nothing": (
        CHECK_IN,
        "key_results:\n  a#b: {value: 1, confidence: 2}\n  a#c: {value: 1, confidence: }",
    ),
    "a word for a number": (CHECK_IN, "key_results:\n  a#b: {value: one, confidence: 2}"),
    "a reference to an objective": (CHECK_IN, "key_results:\n  a: {value: 1, confidence: 2}"),
    "a full row twice": (CHECK_IN, "key_results:\n" + 2 * "  a#b: {value: 1, confidence: 2}\n"),
    "a list below rows": (CHECK_IN, "wins:\nkey_results:\n  a#b: {value: 1}\n- c"),
    "more below rows": (CHECK_IN, "key_results:\n  a#b: {value: 1}\n    c: 1"),
    "an entry of nothing": (CHECK_IN, "key_results:\n  a#b: {}"),
    "an entry that is a text": (CHECK_IN, "key_results:\n  a#b: c"),
    "readings that are a list": (CHECK_IN, "key_results: [a]"),
    "a value, and done": (CHECK_IN, "key_results:\n  a#b: {value: 1, done: true}"),
    "a reference to elsewhere": (CHECK_IN, "key_results:\n  u/a#b: {value: 1}"),
    "more rows than libyaml has events": (
        CHECK_IN,
        "key_results:\n" + "\n".join(f"  a#b{n}: {{value: 1, confidence: 2}}" for n in range(800)),
    ),
    "the same value twice": (
        "content/index.md",
        "name: A\nvalues: [{id: a, name: B}, {id: a, name: C}]",
    ),
    "undated with dates": ("content/once/index.md", "undated: Why\nstart: 2026-10-01"),
    "thresholds": ("content/2026-q4/index.md", "thresholds: {gap_on_track: 5}"),
    "the same health twice": (
        "content/teams/a.md",
        "name: A\nhealth:\n" + 2 * "  - {id: a, title: B, keep: {max: 1}}\n",
    ),
    "no front matter": (CHECK_IN[:-3] + "-b.md", None),
    "grades that are a list": (f"{FOLDER}/retrospective.md", "date: 2027-01-05\ngrades: [a]"),
    "a lesson that is a list": (f"{FOLDER}/retrospective.md", "date: 2027-01-05\nlessons: [[a]]"),
}


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_is_doubtful_is_left_to_those_who_know(name: str) -> None:
    file, block = DOUBTFUL[name]
    text = "nothing" if block is None else f"---\n{block}\n---\n"
    assert not demand_equal(file, text)
    parse(file, text.encode())


@pytest.mark.parametrize(
    "block",
    [
        "key_results:\n  a#b: {value: 1}\n# a comment\nauthor: lee",
        "key_results:\n  a#b: {value: 1}\n\nauthor: lee",
        "wins:\nkey_results:\n  a#b: {value: 1}\nauthor: lee",
        "author: lee\nkey_results:\n  a#b: {value: 1}\n  a#c: {confidence: 3}",
        "key_results:\nauthor: lee",
        "x_key_results:\n  a#b: {value: 1}",
    ],
)
def test_rows_between_other_lines_are_read_as_they_stand(block: str) -> None:
    demand_equal(CHECK_IN, f"---\n{block}\n---\n")


# ── any file ──────────────────────────────────────────────────────────────────────────────────

WORDS = ["1", "0", "-2.5", "010", "a", "a#b", "u/a#b", "2026-11-06", "true", "", " x", "Two words"]
words = st.sampled_from([*WORDS, "keep", "public", "postponed", "weekly", "[a, b]", "{max: 4}"])
KEYS = sorted(
    {*objectives.OBJECTIVE.readers, *observations.CHECK_IN.readers, *organisation.CYCLE.readers}
    | {"key_results", "grades", "carry", "lessons", "name", "date", "odd"}
)
KEYS_INSIDE = sorted({*objectives.KEY_RESULT.readers, *observations.READING, "score", "why"})


@st.composite
def blocks(draw: st.DrawFn) -> str:
    lines = []
    for key in draw(st.lists(st.sampled_from(KEYS), max_size=4)):
        match draw(st.sampled_from(["text", "rows", "list"])):
            case "text":
                lines.append(f"{key}: {draw(words)}")
            case "rows":
                lines.append(f"{key}:")
                for ref in draw(st.lists(st.sampled_from(["a#b", "a#c", "con#a"]), max_size=3)):
                    inside = draw(st.dictionaries(st.sampled_from(KEYS_INSIDE), words, max_size=3))
                    flat = ", ".join(f"{name}: {word}" for name, word in inside.items())
                    lines.append(f"  {ref}: {{{flat}}}")
            case _:
                lines.append(f"{key}:")
                for _ in range(draw(st.integers(1, 2))):
                    lines.append(f"  - id: {draw(words)}")
                    inside = draw(st.dictionaries(st.sampled_from(KEYS_INSIDE), words, max_size=4))
                    lines += [f"    {name}: {word}" for name, word in inside.items()]
    return "\n".join(["---", *lines, "---", ""])


@given(st.sampled_from(sorted({file for file, _ in PLAIN.values()})), blocks())
@settings(max_examples=100)
def test_whatever_is_read_quickly_is_read_thoroughly_the_same(file: str, text: str) -> None:
    demand_equal(file, text)


# ── the readers ───────────────────────────────────────────────────────────────────────────────

COMPOSED = {"plan", "done_when", "health", "carry"}  # of readers that are the schema's
FORMS: dict[str, tuple[Mapping[str, Any], type[Entry]]] = {
    "organisation": (organisation.ORGANISATION.readers, organised.OrganisationFile),
    "value": (organisation.VALUE.readers, organised.ValueEntry),
    "team": (organisation.TEAM.readers, organised.TeamFile),
    "person": (organisation.PERSON.readers, organised.PersonFile),
    "health": (organisation.HEALTH.readers, organised.HealthEntry),
    "cycle": (organisation.CYCLE.readers, organised.CycleFile),
    "objective": (objectives.OBJECTIVE.readers, objective.ObjectiveFile),
    "key result": (objectives.KEY_RESULT.readers, key_result.KeyResultEntry),
    "step": (objectives.STEP.readers, key_result.StepEntry),
    "band": (organisation.BAND.readers, organised.BandEntry),
    "initiative": (objectives.INITIATIVE.readers, objective.InitiativeEntry),
    "check-in": (observations.CHECK_IN.readers, observed.CheckInFile),
    "reading": (observations.READING, observed.ReadingEntry),
    "mid-cycle review": (reviews.MID_CYCLE.readers, observed.MidCycleFile),
    "decision": (reviews.DECISION.readers, observed.DecisionEntry),
    "retrospective": (reviews.RETROSPECTIVE.readers, observed.RetrospectiveFile),
    "grade": (reviews.GRADE.readers, observed.GradeEntry),
    "lesson": (reviews.LESSON.readers, observed.LessonEntry),
}


@pytest.mark.parametrize("name", FORMS)
def test_single_values_are_read_by_the_readers_of_the_schema(name: str) -> None:
    readers, model = FORMS[name]
    marks = {
        field.alias or key: [mark.read for mark in field.metadata if isinstance(mark, Reader)]
        for key, field in model.model_fields.items()
    }
    assert readers.keys() <= marks.keys()
    for key, found in readers.items():
        read = found[1] if isinstance(found, tuple) else found
        assert not marks[key] or key in COMPOSED or [read] == marks[key]


@pytest.mark.parametrize("name", FORMS)
def test_what_may_be_left_out_is_what_the_schema_lets_one_leave_out(name: str) -> None:
    form = next((one for one in ALL_FORMS if one.readers is FORMS[name][0]), None)
    required = {
        field.alias or key
        for key, field in FORMS[name][1].model_fields.items()
        if field.is_required()
    }
    assert form is None or form.required == required


ALL_FORMS: list[Form[Any]] = [
    one
    for module in (objectives, observations, organisation, reviews)
    for one in vars(module).values()
    if isinstance(one, Form)
]


def test_plain_files_are_read_without_what_is_dear_to_load() -> None:
    files = [(file, f"---\n{block}\n---\n") for file, block in PLAIN.values()]
    code = (
        "import sys; from okrpress.source.parse import parse\n"
        f"for file, text in {files!r}: assert parse(file, text.encode()).record\n"
        "assert not {'yaml', 'frontmatter', 'pydantic'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert {identity_of(file).kind for file, _ in files} == set(FileKind)
