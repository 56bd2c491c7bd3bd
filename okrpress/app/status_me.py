"""Who is asking: a person of the portfolio, by id or name, or as git knows them."""

import re
import subprocess
import unicodedata
from pathlib import Path
from typing import NamedTuple

from okrpress.errors import OkrpressError
from okrpress.model.portfolio import UnitKind
from okrpress.scoring.result import ScoredPortfolio
from okrpress.source.suggest import suggest

HELP = "say who you are with --me PERSON, or in the environment: OKRPRESS_ME=PERSON"
_SECONDS = 5


class Identity(NamedTuple):
    """What git calls whoever works here; empty where it does not know."""

    name: str
    email: str


def git_identity(root: Path) -> Identity:
    """`user.name` and `user.email` as git sees them in the project's folder."""
    return Identity(_ask(root, "user.name"), _ask(root, "user.email"))


def _ask(root: Path, key: str) -> str:
    command = ("git", "-C", str(root), "config", "--get", key)
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command, no shell, no author's text in it
            command, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):  # no git here: then nobody is known
        return ""
    return done.stdout.decode("utf-8", "replace").strip()


def named_person(scored: ScoredPortfolio, said: str) -> str:
    """The person with this id or name. Raises OkrpressError when there is none, or two."""
    people = _people(scored)
    if said in people:
        return said
    found = [id for id, name in people.items() if _folded(name) == _folded(said)]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(f"`{id}`" for id in found)
        raise OkrpressError(f"{len(found)} people are called {said!r}", help=f"say one of {ids}")
    of_that_name = [id for id, name in people.items() if _folded(said) in _folded(name).split()]
    meant = next(iter(of_that_name), None) or suggest(said, (*people, *people.values()))
    help = f"did you mean `{meant}`?" if meant else HELP
    raise OkrpressError(f"there is no person {said!r}", help=help)


def person_of(scored: ScoredPortfolio, identity: Identity) -> str:
    """The person that git's name or address stands for: by name, else by what stands before the @.

    A portfolio of one bare unit has only one person to ask. Raises OkrpressError otherwise.
    """
    people = _people(scored)
    if len(people) == 1 and not scored.portfolio.people:
        return next(iter(people))
    name, local = _folded(identity.name), _slug(identity.email.partition("@")[0])
    found = [id for id, known in people.items() if name and _folded(known) == name]
    found = found or [id for id in people if id in {_slug(identity.name), local}]
    if len(found) == 1:
        return found[0]
    if not any(identity):
        raise OkrpressError("git does not know who you are", help=HELP)
    called = " ".join(filter(None, (identity.name, identity.email and f"<{identity.email}>")))
    what = "more than one person" if found else "no person"
    raise OkrpressError(f"git says that you are {called}, and {what} here is called so", help=HELP)


def _people(scored: ScoredPortfolio) -> dict[str, str]:
    """Everybody by id, with their name: declared, or named as an owner, or a unit of their own."""
    portfolio = scored.portfolio
    named = {
        owner
        for objective in portfolio.objectives.values()
        for owner in (
            objective.owner,
            *(one.owner for one in objective.key_results),
            *(one.owner for one in objective.initiatives),
        )
        if owner and owner not in portfolio.teams
    }
    bare = {one.id for one in portfolio.units.values() if one.kind is UnitKind.UNDECLARED}
    declared = {person.id: person.name for person in portfolio.people.values()}
    return {id: id for id in sorted(named | bare)} | declared


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _slug(text: str) -> str:
    """`Maria Okafor` and `maria.okafor` as an id: `maria-okafor`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
