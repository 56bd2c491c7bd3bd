"""What objectives support and depend on: references that lead nowhere, and circles."""

import gc
import time
from itertools import pairwise

import pytest
from content_files import codes, portfolio
from hypothesis import given
from hypothesis import strategies as st

from okrpress.insight.alignment_loops import Loop, loops
from okrpress.model.ids import ObjectiveRef
from okrpress.model.okr import Objective, State
from okrpress.model.settings import Settings
from okrpress.source.assemble import Assembled, assemble
from okrpress.source.assemble.loops import in_words
from okrpress.source.kinds import FileKind, Identity
from okrpress.source.parse import Parsed

OBJECTIVE = "title: T\nkey_results: [{id: reach, title: A, target: 4}]"

WORLD = {
    "2026/company/year.md": OBJECTIVE,
    "2026-q4/company/customers-stay.md": OBJECTIVE,
    "2026-q4/company/growth.md": OBJECTIVE,
    "2026-q4/growth/onboarding.md": OBJECTIVE,
    "2026-q4/growth/empty.md": "title: T\nstate: draft",
}


def naming(reference: str, key: str = "supports") -> Assembled:
    """The world with one more objective of `growth` that names a reference."""
    text = f"{OBJECTIVE}\n{key}: '{reference}'"
    return portfolio(WORLD | {"2026-q4/growth/mine.md": text})


@pytest.mark.parametrize(
    "reference",
    [
        *("onboarding", "onboarding#reach", "company/customers-stay", "company/growth#reach"),
        *("2026/company/year", "2026/company/year#reach", "2026-q4/growth/onboarding"),
    ],
)
def test_references_that_lead_somewhere(reference: str) -> None:
    assert codes(naming(reference)) == []
    assert codes(naming(reference, "depends_on")) == []


@pytest.mark.parametrize(
    ("reference", "code", "message", "help"),
    [
        pytest.param(
            "company/custmers-stay",
            "REF006",
            "there is no objective `company/custmers-stay`",
            "did you mean `company/customers-stay`?",
            id="a typo in the objective",
        ),
        pytest.param(
            "compny/customers-stay",
            "REF006",
            "there is no objective `compny/customers-stay`",
            "did you mean `company/customers-stay`?",
            id="a typo in the unit",
        ),
        pytest.param(
            "2026-q5/company/year",
            "REF006",
            "there is no objective `2026-q5/company/year`",
            "did you mean `company/year`?",
            id="a typo in the cycle",
        ),
        pytest.param(
            "1999/company/year",
            "REF006",
            "there is no objective `1999/company/year`",
            "write `unit/objective` in the same cycle, `cycle/unit/objective` in another",
            id="another cycle",
        ),
        pytest.param(
            "customers-stay",
            "REF006",
            "there is no objective `customers-stay`",
            "did you mean `company/customers-stay`?",
            id="the unit is missing",
        ),
        pytest.param(
            "2026/year",
            "REF006",
            "there is no objective `2026/year`",
            "to name another cycle, write `2026/unit/year`",
            id="the unit is missing in another cycle",
        ),
        pytest.param(
            "company",
            "REF006",
            "there is no objective `company`",
            "`company` is a unit: write `company/objective`",
            id="a unit",
        ),
        pytest.param(
            "zebra/zoo",
            "REF006",
            "there is no objective `zebra/zoo`",
            "write `unit/objective` in the same cycle, `cycle/unit/objective` in another",
            id="nothing like it",
        ),
        pytest.param(
            "onboarding#raech",
            "REF007",
            "`onboarding` has no key result `raech`",
            "did you mean `onboarding#reach`?",
            id="a typo in the key result",
        ),
        pytest.param(
            "company/growth#zebra",
            "REF007",
            "`company/growth` has no key result `zebra`",
            "its key results are `reach`",
            id="another key result",
        ),
        pytest.param(
            "empty#reach",
            "REF007",
            "`empty` has no key result `reach`",
            "it has no key results yet",
            id="a key result of none",
        ),
    ],
)
@pytest.mark.parametrize("key", ["supports", "depends_on"])
def test_a_reference_that_leads_nowhere(
    reference: str, code: str, message: str, help: str, key: str
) -> None:
    assembled = naming(reference, key)
    (finding,) = assembled.findings
    assert (finding.code, finding.message, finding.help) == (code, message, help)
    assert finding.at.file == "content/2026-q4/growth/mine.md"
    assert finding.at.keys == (key, 0)
    mine = assembled.portfolio.objectives[ObjectiveRef("2026-q4", "growth", "mine")]
    assert (mine.supports, mine.depends_on) == ((), ())


def test_an_objective_that_moved_is_one_mistake_however_often_it_is_named() -> None:
    files = WORLD | {
        f"2026-q4/growth/o{number}.md": f"{OBJECTIVE}\nsupports: gone#x{number}"
        for number in range(3)
    }
    (finding,) = portfolio(files).findings
    assert finding.message == (
        "there is no objective `gone`; 2 more places, the next in content/2026-q4/growth/o1.md"
    )


def test_the_same_reference_spelt_in_two_ways_is_listed_twice() -> None:
    text = f"{OBJECTIVE}\nsupports: [onboarding, growth/onboarding]"
    assembled = portfolio(WORLD | {"2026-q4/growth/mine.md": text})
    assert codes(assembled) == ["FMT045"]
    assert assembled.findings[0].at.keys == ("supports", 1)
    mine = assembled.portfolio.objectives[ObjectiveRef("2026-q4", "growth", "mine")]
    assert len(mine.supports) == 1


# ── circles ───────────────────────────────────────────────────────────────────────────────────


def ring(key: str, *references: str) -> dict[str, str]:
    """Objectives `o0`, `o1` … of one folder, each naming one reference."""
    return {
        f"2026-q4/me/o{number}.md": f"{OBJECTIVE}\n{key}: '{reference}'"
        for number, reference in enumerate(references)
    }


@pytest.mark.parametrize(
    ("references", "path"),
    [
        pytest.param(["o0"], "o0 → o0", id="itself"),
        pytest.param(["o0#reach"], "o0 → o0", id="its own key result"),
        pytest.param(["o1", "o0"], "o0 → o1 → o0", id="each other"),
        pytest.param(["o1#reach", "o0#reach"], "o0 → o1 → o0", id="by key results"),
        pytest.param(["o1", "o2", "o0", "o1"], "o0 → o1 → o2 → o0", id="three and one beside"),
        pytest.param(
            [*(f"o{number + 1}" for number in range(11)), "o0"],
            "o0 → o1 → o2 → o3 → o4 → o5 → o6 → o7 → o8 → o9 → … 2 more … → o0",
            id="twelve",
        ),
    ],
)
@pytest.mark.parametrize(("key", "code"), [("supports", "REF008"), ("depends_on", "REF011")])
def test_a_circle_is_one_finding_with_its_path(
    references: list[str], path: str, key: str, code: str
) -> None:
    (finding,) = portfolio(ring(key, *references)).findings
    assert finding.code == code
    assert finding.message == f"`{key}` closes a circle: {path}"
    assert finding.at.keys == (key, 0)


def test_support_without_a_circle_is_left() -> None:
    linked = portfolio(ring("supports", "o1", "o2", "o0")).portfolio
    supported = [len(objective.supports) for objective in linked.objectives.values()]
    assert supported == [1, 1, 0]
    assert len(linked.supporters) == 2


def test_a_diamond_is_no_circle() -> None:
    files = ring("supports", "o3", "o3", "x", "x") | {"2026-q4/me/x.md": OBJECTIVE}
    files["2026-q4/me/o4.md"] = f"{OBJECTIVE}\nsupports: [o0, o1, o2]"
    assert codes(portfolio(files)) == []


EDGES = st.dictionaries(st.integers(0, 8), st.lists(st.integers(0, 8), max_size=4, unique=True))


@given(EDGES)
def test_without_the_closing_edges_no_circle_is_left(edges: dict[int, list[int]]) -> None:
    found = list(loops(edges))
    closing = {(loop.last, loop.first) for loop in found}
    kept = {
        node: [other for other in others if (node, other) not in closing]
        for node, others in edges.items()
    }
    assert list(loops(kept)) == []
    assert len(closing) == len(found)


@given(EDGES)
def test_a_circle_that_is_found_is_one(edges: dict[int, list[int]]) -> None:
    for loop in loops(edges):
        steps = [*loop.path, loop.first]
        assert loop.length == len(loop.path)
        assert loop.path[-1] == loop.last
        assert all(other in edges[node] for node, other in pairwise(steps))


def test_a_long_circle_is_shown_in_part() -> None:
    edges = {number: [(number + 1) % 10_000] for number in range(10_000)}
    (loop,) = loops(edges)
    assert isinstance(loop, Loop)
    assert in_words(loop, str).endswith("8 → 9 → … 9 990 more … → 0")


def chain(length: int, *, closed: bool) -> list[Parsed]:
    """Objectives that each support the next."""
    refs = [ObjectiveRef("2026-q4", "me", f"o{number}") for number in range(length)]
    after = [(ref,) for ref in refs[1:]] + [(refs[0],) if closed else ()]
    return [
        Parsed(
            file=f"content/{ref}.md",
            identity=Identity(kind=FileKind.OBJECTIVE, cycle=ref.cycle, unit=ref.unit, name=ref[2]),
            record=Objective(
                ref=ref, title="T", state=State.DRAFT, supports=above, file=f"content/{ref}.md"
            ),
        )
        for ref, above in zip(refs, after, strict=True)
    ]


def test_a_chain_may_be_as_deep_as_it_likes() -> None:
    assembled = assemble(chain(100_000, closed=False), Settings())
    assert assembled.findings == ()
    assert len(assembled.portfolio.supporters) == 99_999


def test_a_circle_of_ten_thousand_is_found_at_once() -> None:
    before = time.process_time()
    assembled = assemble(chain(10_000, closed=True), Settings())
    assert codes(assembled) == ["REF008"]
    assert time.process_time() - before < 2


def test_twice_as_much_takes_twice_as_long() -> None:
    def seconds(length: int) -> float:
        files = chain(length, closed=True)
        before = time.process_time()
        assemble(files, Settings())
        return time.process_time() - before

    gc.disable()  # what all other tests have left in memory is none of our time
    try:
        seconds(1_000)
        short, long = (min(seconds(length) for _ in range(3)) for length in (4_000, 16_000))
    finally:
        gc.enable()
    # Four times the work: about 4 where time grows with it, 16 where it grows with its square.
    assert long < 8 * short
