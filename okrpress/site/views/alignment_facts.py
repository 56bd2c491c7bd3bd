"""What a map says in words: its finding, its numbers, and what somebody should look at."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from okrpress.insight.alignment import Alignment, Tie
from okrpress.insight.alignment_facts import AlignmentFacts, Supported, status_of
from okrpress.insight.alignment_loops import Loop
from okrpress.model.frozen import dataclass
from okrpress.model.ids import ObjectiveRef
from okrpress.site.views.alignment_maps import in_list, place
from okrpress.site.views.here import Here, Link
from okrpress.site.views.key_result import Fact
from okrpress.site.views.words import StatusView, status_view

_LISTED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """An objective that somebody should look at, and the `other` one that it depends on."""

    link: Link
    unit: Link
    status: StatusView | None = None
    words: str = ""
    other: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standout:
    """Something that alignment asks about, and where; `more` counts what is not listed."""

    title: str
    why: str
    where: tuple[Where, ...]
    more: str = ""


def finding(here: Here, facts: AlignmentFacts) -> str:
    """Whether objectives hang together, in one or two sentences."""
    fmt = here.fmt
    if not facts.tied:
        return fmt.count(
            facts.total,
            "One objective, and it does not say what it supports.",
            "None of {n} objectives says what it supports.",
        )
    parts = [
        fmt.say(
            "{tied} of {total} support another objective.",
            tied=fmt.number(facts.tied),
            total=fmt.plural(facts.total, "objective"),
        )
    ]
    if facts.orphans:
        parts.append(
            fmt.count(
                len(facts.orphans),
                "{n} supports nothing and does not say why.",
                "{n} support nothing and do not say why.",
            )
        )
    elif facts.tied < facts.total:
        parts.append(fmt.say("All others stand at the top or say why they stand alone."))
    return " ".join(parts)


def number_facts(here: Here, facts: AlignmentFacts) -> tuple[Fact, ...]:
    """The counts of a map, those that cannot be said left out."""
    return tuple(_facts(here, facts))


def _facts(here: Here, facts: AlignmentFacts) -> Iterator[Fact]:
    fmt, say = here.fmt, here.fmt.say
    if facts.explained is not None:
        yield Fact(
            name=say("Tied, or with a reason to stand alone"),
            value=fmt.percent(facts.explained),
            note=say("healthy from 90 % on"),
        )
    if facts.alone:
        yield Fact(name=say("Stand alone with a reason"), value=fmt.number(facts.alone))
    if facts.bottom_up is not None:
        yield Fact(
            name=say("Proposed from below"),
            value=fmt.percent(facts.bottom_up),
            note=fmt.count(facts.stating, "of {n} that says it", "of {n} that say it"),
        )
    if facts.across:
        yield Fact(name=say("Support another cycle"), value=fmt.number(facts.across))
    if facts.from_elsewhere:
        yield Fact(name=say("Supported from another cycle"), value=fmt.number(facts.from_elsewhere))
    if len(facts.chain) > 1:
        yield Fact(
            name=say("Longest way to the top"), value=fmt.plural(len(facts.chain) - 1, "step")
        )


# ── what stands out ───────────────────────────────────────────────────────────────────────────


def standouts(here: Here, alignment: Alignment, facts: AlignmentFacts) -> tuple[Standout, ...]:
    """What somebody should look at, the most pressing first; only what there is."""
    say = here.fmt.say
    limit = int(here.site.settings.limits.supporters_per_objective)
    found = (
        _standout(
            here,
            say("Depend on something in trouble"),
            say("What they need may come late or not at all."),
            [partial(_dependency, here, tie) for tie in facts.strained],
        ),
        _standout(
            here,
            say("Support each other in a circle"),
            say("Nobody can tell who serves whom."),
            [partial(_circle, here, loop) for loop in alignment.support_loops],
        ),
        _standout(
            here,
            say("Wait for each other"),
            say("Each needs the next one first, so that nobody can begin."),
            [partial(_circle, here, loop) for loop in alignment.dependency_loops],
        ),
        _standout(
            here,
            say("Support nothing and do not say why"),
            say("Either they help something above them, or somebody should say why they matter."),
            [partial(_place, here, ref) for ref in facts.orphans],
        ),
        _standout(
            here,
            say("At the top, and nobody supports them"),
            say("Perhaps the teams know nothing of them, or have nothing to do with them."),
            [partial(_place, here, ref) for ref in facts.unsupported],
        ),
        _standout(
            here,
            here.fmt.count(
                limit, "More than {n} other supports them", "More than {n} others support them"
            ),
            say("What everybody supports tells nobody what to do first."),
            [partial(_overloaded, here, one) for one in facts.overloaded],
        ),
    )
    return tuple(one for one in found if one.where)


def _standout(here: Here, title: str, why: str, found: Sequence[Callable[[], Where]]) -> Standout:
    """The first of what was found; only these are made."""
    left = len(found) - _LISTED
    more = here.fmt.say("… and {n} more, marked where they are listed", n=here.fmt.number(left))
    where = tuple(make() for make in found[:_LISTED])
    return Standout(title=title, why=why, where=where, more=more if left > 0 else "")


def _place(here: Here, ref: ObjectiveRef, words: str = "") -> Where:
    return Where(link=_at(here, ref), unit=here.unit(ref.unit), words=words)


def _overloaded(here: Here, one: Supported) -> Where:
    return _place(here, one.ref, here.fmt.plural(one.supporters, "supporter"))


def _dependency(here: Here, tie: Tie) -> Where:
    status = status_of(here.site.scored, tie.target)
    return Where(
        link=_at(here, tie.start),
        unit=here.unit(tie.start.unit),
        status=status_view(status, here.fmt),
        other=here.reference(tie.target),
    )


def _circle(here: Here, loop: Loop[ObjectiveRef]) -> Where:
    titles = [here.objective(ref).text for ref in loop.path]
    titles += ["…"] * (loop.length > len(loop.path))
    return _place(here, loop.first, " → ".join((*titles, titles[0])))


def _at(here: Here, ref: ObjectiveRef) -> Link:
    """The way to its place in the list."""
    return Link(here.objective(ref).text, place(here, ref, in_list))
