"""What somebody at a command line means by a reference, a unit or a cycle."""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date

from okrpress.app.content import Content
from okrpress.errors import OkrpressError
from okrpress.model.finding import Level
from okrpress.model.frozen import dataclass
from okrpress.model.okr import Cycle, Objective
from okrpress.model.portfolio import Portfolio, Unit
from okrpress.source.suggest import did_you_mean, suggest
from okrpress.source.text import quote

MOST_NAMED = 5
"""Choices that a message names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An objective, or one of its key results by its place among them."""

    objective: Objective
    position: int | None = None

    @property
    def ref(self) -> str:
        """Its reference, which says its cycle."""
        if self.position is None:
            return str(self.objective.ref)
        key_result = self.objective.key_results[self.position]
        return str(self.objective.key_result_ref(key_result))

    @property
    def short(self) -> str:
        """Its reference without the cycle."""
        return self.ref.partition("/")[2]


def named(text: str, content: Content, as_of: date) -> Named:
    """The one thing that `[[cycle/]unit/]objective[#key-result]` means.

    Without a cycle it is one that is open on the day: a running one before one to come. Raises
    OkrpressError where nothing is called so, or several things are.
    """
    found: list[Named] = []
    for group in _groups(text.count("/"), content.everything, as_of):
        found = [each for each in _all_in(group, content.everything) if _is_called(each, text)]
        if found:
            break
    if not found:
        raise _unknown(text, content, as_of)
    if len(found) > 1:
        choices = _listed(sorted(each.ref for each in found), " or ")
        raise OkrpressError(f"{quote(text)} may be {choices}", help="write it with its cycle")
    return found[0]


def _groups(slashes: int, portfolio: Portfolio, as_of: date) -> Iterator[list[Cycle]]:
    """Cycles to look into, one group after the other; all at once when the text names one."""
    cycles = list(portfolio.cycles.values())
    if slashes > 1:
        yield cycles
        return
    yield [cycle for cycle in cycles if cycle.is_running(as_of) and not cycle.closed]
    yield [cycle for cycle in cycles if not cycle.has_begun(as_of)]
    yield [cycle for cycle in reversed(cycles) if cycle.has_ended(as_of) and not cycle.closed]
    for cycle in reversed(cycles):
        yield [cycle]


def _all_in(cycles: Iterable[Cycle], portfolio: Portfolio) -> Iterator[Named]:
    ids = {cycle.id for cycle in cycles}
    for ref, objective in portfolio.objectives.items():
        if ref.cycle in ids:
            yield Named(objective=objective)
            for position in range(len(objective.key_results)):
                yield Named(objective=objective, position=position)


def _is_called(each: Named, text: str) -> bool:
    return each.ref == text or each.ref.endswith(f"/{text}")


def _unknown(text: str, content: Content, as_of: date) -> OkrpressError:
    """Why nothing is called so: its file has errors, or the name is another."""
    path, sign, _ = text.partition("#")
    broken = [file for file in broken_files(content) if f"/{file}".endswith(f"/{path}.md")]
    if broken:
        return errors_in(broken)
    names = [
        each.ref.split("/", 2 - text.count("/"))[-1] if text.count("/") < 3 else each.ref
        for group in _groups(0, content.everything, as_of)
        for each in _all_in(group, content.everything)
        if bool(sign) == (each.position is not None)
    ]
    meant = suggest(text, names)
    return OkrpressError(
        f"there is no {'key result' if sign else 'objective'} {quote(text)}",
        help=f"did you mean {meant}?" if meant else "write unit/objective#key-result",
    )


def cycle_named(id: str, content: Content) -> Cycle:
    """The cycle of this id. Raises OkrpressError where there is none, or none that can be used."""
    found = content.everything.cycles.get(id)
    if found:
        return found
    broken = [file for file in broken_files(content) if file.endswith(f"/{id}/index.md")]
    if broken:
        raise errors_in(broken)
    known = content.everything.cycles
    help = did_you_mean(id, known) if known else "make one: okrpress new cycle"
    raise OkrpressError(f"there is no cycle {quote(id)}", help=help)


def unit_named(id: str, content: Content) -> Unit:
    """The unit of this id. Raises OkrpressError where there is none."""
    found = content.everything.units.get(id)
    if found:
        return found
    known = content.everything.units
    help = did_you_mean(id, known) if known else "make one: okrpress new team"
    raise OkrpressError(f"there is no unit {quote(id)}", help=help)


# ── files with errors ─────────────────────────────────────────────────────────────────────────


def refuse_broken(content: Content, *folders: str, but: Container[str] = ()) -> None:
    """Raise OkrpressError when files in one of the folders, or these files, have errors."""
    broken = [
        file for file in broken_files(content) if file.startswith(folders) and file not in but
    ]
    if broken:
        raise errors_in(broken)


def broken_files(content: Content) -> list[str]:
    """The files that have errors, in order."""
    errors = {each.at.file for each in content.findings if each.level is Level.ERROR}
    return sorted(errors.union(each.file for each in content.everything.left_out))


def errors_in(files: Sequence[str]) -> OkrpressError:
    """What a command says that needs these files, and cannot trust them."""
    what = "has errors" if len(files) == 1 else "have errors"
    help = "see them with `okrpress check`, correct them and run the command again"
    return OkrpressError(f"{_listed(files)} {what}", help=help)


def _listed(names: Sequence[str], last_sign: str = " and ") -> str:
    """Names in a sentence, the last of a long list as a count."""
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"
    *before, last = names
    return f"{', '.join(before)}{last_sign}{last}" if before else last
