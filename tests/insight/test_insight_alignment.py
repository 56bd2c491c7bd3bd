"""What ties objectives together, what stands out, and the order in which they are read."""

from collections.abc import Iterable
from decimal import Decimal

import builders as make
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrpress.insight.alignment import Alignment, Standing, align, all_ties
from okrpress.insight.alignment_facts import (
    AlignmentFacts,
    Supported,
    alignment_facts,
    status_of,
    supporters,
)
from okrpress.insight.alignment_forest import forest, preorder, sheets
from okrpress.insight.alignment_loops import depths, loops
from okrpress.model.ids import ObjectiveRef
from okrpress.model.okr import Objective, Origin, State, Team
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Limits, Settings
from okrpress.scoring import score
from okrpress.scoring.result import Status

TEAMS = (
    make.team("company"),
    make.team("product", parent="company"),
    make.team("sales", parent="product"),
)
USUAL = Limits()


def ref(text: str) -> ObjectiveRef:
    return make.objective_ref(text)


def one(id: str, unit: str = "product", **more: object) -> Objective:
    """An objective; `supports` and `depends_on` as authors write them."""
    for key in ("supports", "depends_on"):
        texts = more.get(key, ())
        assert isinstance(texts, str | tuple)
        more[key] = [make.ref(text) for text in ([texts] if isinstance(texts, str) else texts)]
    return make.objective(id, unit=unit, **more)  # type: ignore[arg-type]


def world(*objectives: Objective, teams: Iterable[Team] = TEAMS) -> Portfolio:
    return make.portfolio(objectives=objectives, teams=teams)


def aligned(*objectives: Objective, cycle: str = make.CYCLE) -> Alignment:
    """The alignment of the objectives of one cycle."""
    portfolio = world(*objectives)
    return align(portfolio, [each for each in portfolio.objectives if each.cycle == cycle])


def facts_of(
    *objectives: Objective, cycle: str = make.CYCLE, limits: Limits = USUAL
) -> AlignmentFacts:
    scored = score(world(*objectives), Settings(limits=limits), make.day("2026-11-22"))
    refs = [each for each in scored.objectives if each.cycle == cycle]
    return alignment_facts(scored, align(scored.portfolio, refs))


# ── ties ──────────────────────────────────────────────────────────────────────────────────────


def test_a_tie_leads_to_an_objective_or_to_one_of_its_key_results() -> None:
    found = aligned(one("a"), one("b", supports=("a#activation", "a")))
    whole, part = ref("a"), make.key_result_ref("a#activation")
    assert [(tie.target, tie.end) for tie in found.supports[ref("b")]] == [
        (part, whole),
        (whole, whole),
    ]
    assert found.above[ref("b")] == (whole,)
    assert found.below[whole] == (ref("b"),)


def test_an_objective_may_support_several() -> None:
    found = aligned(one("a"), one("b", supports="a"), one("c", supports=("b", "a")))
    assert found.above[ref("c")] == (ref("b"), ref("a"))
    assert [found.depth[ref(name)] for name in "abc"] == [0, 1, 2]


def test_what_is_named_in_another_cycle_stands_outside() -> None:
    year = one("year", cycle="2026")
    found = aligned(year, one("a", supports="2026/product/year"), one("b", depends_on="a"))
    assert found.refs == (ref("a"), ref("b"))
    assert found.outside == (year.ref,)
    assert found.supports[ref("a")][0].crosses_cycles
    assert not found.depends_on[ref("b")][0].crosses_cycles
    assert found.supports[year.ref] == ()


@pytest.mark.parametrize(
    ("key", "found_in"), [("supports", "support_loops"), ("depends_on", "dependency_loops")]
)
def test_a_loop_is_flagged_and_cut(key: str, found_in: str) -> None:
    found = aligned(
        one("a", **{key: "c"}), one("b", **{key: "a"}), one("c", **{key: ("b", "b#activation")})
    )
    (loop,) = getattr(found, found_in)
    assert loop.path == (ref("a"), ref("c"), ref("b"))
    assert loop.length == 3
    closing = [tie for tie in all_ties(getattr(found, key)) if tie.closes_loop]
    assert [(tie.start, tie.end) for tie in closing] == [(ref("b"), ref("a"))]


def test_an_objective_that_supports_itself_supports_nothing() -> None:
    found = aligned(one("goal", unit="company"), one("a", supports="a#activation"))
    assert found.above[ref("a")] == ()
    assert found.standing[ref("a")] is Standing.ORPHAN


def test_a_chain_of_five_thousand_has_its_depth() -> None:
    edges = {number: (number - 1,) if number else () for number in range(5000)}
    assert depths(edges)[4999] == 4999
    assert list(loops(edges)) == []


def test_a_long_loop_is_shown_by_its_beginning() -> None:
    edges = {number: ((number + 1) % 5000,) for number in range(5000)}
    (loop,) = loops(edges)
    assert (loop.length, loop.path) == (5000, tuple(range(10)))


# ── standing ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("objective", "standing"),
    [
        pytest.param(one("a", supports="company/goal"), Standing.SUPPORTS, id="supports"),
        pytest.param(one("a", stands_alone="A promise"), Standing.STANDS_ALONE, id="with reason"),
        pytest.param(one("a"), Standing.ORPHAN, id="below others"),
        pytest.param(one("a", unit="sales"), Standing.ORPHAN, id="two below others"),
        pytest.param(one("a", unit="company"), Standing.FREE, id="at the top"),
        pytest.param(one("a", unit="else"), Standing.FREE, id="not in the tree of teams"),
    ],
)
def test_an_objective_says_what_it_is_good_for(objective: Objective, standing: Standing) -> None:
    found = aligned(one("goal", unit="company"), objective)
    assert found.standing[objective.ref] is standing


def test_nothing_can_be_an_orphan_where_nobody_above_pursues_anything() -> None:
    assert aligned(one("a"), one("b")).standing[ref("b")] is Standing.FREE


# ── facts ─────────────────────────────────────────────────────────────────────────────────────


def test_facts_count_active_objectives() -> None:
    facts = facts_of(
        one("goal", unit="company", origin=Origin.TOP_DOWN),
        one("idle", unit="company"),
        one("a", supports="company/goal", origin=Origin.BOTTOM_UP),
        one("b", stands_alone="A promise"),
        one("c"),
        one("d", state=State.CANCELLED),
    )
    assert (facts.total, facts.tied, facts.alone, facts.free) == (5, 1, 1, 2)
    assert facts.orphans == (ref("c"),)
    assert facts.explained == Decimal(2) / 3
    assert (facts.bottom_up, facts.stating) == (Decimal("0.5"), 2)
    assert facts.unsupported == (ref("company/idle"),)


def test_where_nobody_supports_anything_nobody_lacks_support() -> None:
    facts = facts_of(one("a", unit="company"), one("b", unit="company"))
    assert facts.unsupported == ()
    assert facts.explained is None
    assert facts.bottom_up is None
    assert facts.chain == ()


def test_nothing_is_said_of_nothing() -> None:
    assert facts_of(one("a"), cycle="2026").total == 0


def test_too_many_supporters_are_counted_once_each() -> None:
    many = [
        one(f"a{number}", supports=("company/goal", "company/goal#activation"))
        for number in range(8)
    ]
    goal = one("goal", unit="company")
    assert facts_of(goal, *many).overloaded == (Supported(goal.ref, 8),)
    assert facts_of(goal, *many[1:]).overloaded == ()


def test_how_many_supporters_are_too_many_is_a_setting() -> None:
    two, goal = [one(id, supports="company/goal") for id in "ab"], one("goal", unit="company")
    one_only = Limits(supporters_per_objective=Decimal(1))
    assert facts_of(goal, *two, limits=one_only).overloaded == (Supported(goal.ref, 2),)
    assert facts_of(goal, *two).overloaded == ()


def test_a_dependency_on_trouble_stands_out_the_worst_first() -> None:
    facts = facts_of(
        one("late", state=State.POSTPONED),
        one("gone", state=State.CANCELLED),
        one("fine", state=State.DRAFT),
        one("a", depends_on=("late", "gone#activation", "fine")),
        one("b", depends_on="gone", state=State.DRAFT),
    )
    assert [tie.end.objective for tie in facts.strained] == ["gone", "late"]


def test_support_across_cycles_is_counted_on_both_sides() -> None:
    objectives = (
        one("year", cycle="2026"),
        one("a", supports="2026/product/year"),
        one("b", supports=("2026/product/year#activation", "2026/product/year")),
    )
    assert facts_of(*objectives).across == 2
    assert facts_of(*objectives, cycle="2026").from_elsewhere == 1
    portfolio = world(*objectives)
    assert supporters(portfolio, objectives[0].ref) == (ref("a"), ref("b"))


def test_the_longest_chain_leads_to_the_top() -> None:
    facts = facts_of(one("a"), one("b", supports="a"), one("c", supports=("a", "b")))
    assert facts.chain == (ref("c"), ref("b"), ref("a"))


def test_the_status_of_a_target_is_its_own() -> None:
    scored = score(world(one("a", state=State.DRAFT)), Settings(), make.day("2026-11-22"))
    assert status_of(scored, ref("a")) is Status.DRAFT
    part = make.key_result_ref("a#activation")
    assert status_of(scored, part) is scored.objectives[ref("a")].key_results[0].status


# ── the order of reading ──────────────────────────────────────────────────────────────────────


def test_each_stands_under_the_first_of_its_cycle_that_it_supports() -> None:
    year = one("year", cycle="2026")
    found = aligned(
        year,
        one("a", supports="2026/product/year"),
        one("b", supports=("2026/product/year", "a")),
        one("c"),
    )
    trees = forest(found)
    assert trees.roots == (year.ref, ref("c"))
    assert trees.under[year.ref] == (ref("a"),)
    assert trees.parent[ref("b")] == ref("a")


def test_what_stands_by_itself_comes_after_the_trees() -> None:
    trees = forest(aligned(one("a"), one("b"), one("c", supports="b")))
    assert trees.roots == (ref("b"), ref("a"))


def test_small_trees_share_a_sheet() -> None:
    trees = forest(aligned(*(one(name) for name in "abcde")))
    assert [[branch.refs for branch in sheet] for sheet in sheets(trees, 3)] == [
        [(ref("a"),), (ref("b"),), (ref("c"),)],
        [(ref("d"),), (ref("e"),)],
    ]


def test_a_large_tree_loses_its_largest_branches() -> None:
    trees = forest(
        aligned(
            one("a"),
            one("b", supports="a"),
            one("c", supports="a"),
            one("d", supports="c"),
        )
    )
    kept, cut = (branch for sheet in sheets(trees, 2) for branch in sheet)
    assert kept == (None, (ref("a"), ref("b")))
    assert cut == (ref("a"), (ref("c"), ref("d")))


def test_an_empty_forest_needs_no_sheet() -> None:
    assert sheets(forest(aligned()), 5) == ()


# ── whatever anybody writes ───────────────────────────────────────────────────────────────────

NAMES = st.sampled_from("abcdefghij")
TARGETS = st.lists(
    st.tuples(st.sampled_from(["2026", make.CYCLE]), NAMES, st.booleans()), max_size=4, unique=True
)


@st.composite
def networks(draw: st.DrawFn) -> Portfolio:
    """Objectives of a year and of a quarter that name any others, themselves, in loops."""
    chosen = draw(
        st.lists(st.tuples(st.sampled_from(["2026", make.CYCLE]), NAMES), unique=True, max_size=14)
    )
    there = set(chosen)

    def named() -> tuple[str, ...]:
        targets = draw(TARGETS)
        return tuple(
            f"{cycle}/product/{name}" + "#activation" * part
            for cycle, name, part in targets
            if (cycle, name) in there
        )

    return world(
        *(one(name, cycle=cycle, supports=named(), depends_on=named()) for cycle, name in chosen)
    )


@settings(max_examples=100, deadline=None)
@given(networks(), st.integers(1, 5))
def test_every_network_is_read_in_full_once(portfolio: Portfolio, limit: int) -> None:
    refs = [each for each in portfolio.objectives if each.cycle == make.CYCLE]
    found = align(portfolio, refs)
    ties = [(tie.start, tie.target) for tie in all_ties(found.supports)]
    assert ties == [(each, to) for each in refs for to in portfolio.objectives[each].supports]
    for each in found.nodes:
        assert all(found.depth[each] > found.depth[above] for above in found.above[each])
    trees = forest(found)
    order = preorder(trees.roots, trees.under)
    assert len(set(order)) == len(order)
    assert set(refs) <= set(order)
    split = sheets(trees, limit)
    assert sorted(each for sheet in split for branch in sheet for each in branch.refs) == sorted(
        order
    )
    assert all(sum(len(branch.refs) for branch in sheet) <= limit for sheet in split)
    for branch in (branch for sheet in split for branch in sheet):
        root, *others = branch.refs
        assert trees.parent.get(root) == branch.parent
        assert all(trees.parent[other] in branch.refs for other in others)
