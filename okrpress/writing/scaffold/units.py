"""The files of an organisation, a team and a person."""

from collections.abc import Iterable, Iterator

from okrpress.model.frozen import dataclass
from okrpress.writing.front_matter import content_file, entry, scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueDraft:
    """A value of the organisation."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamDraft:
    """A team as it is to be written; `parent` and `lead` are ids."""

    name: str
    parent: str = ""
    lead: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """A person as they are to be written; `team` and `manager` are ids."""

    name: str
    role: str = ""
    team: str = ""
    manager: str = ""


def organisation_text(name: str, mission: str, values: Iterable[ValueDraft]) -> str:
    """`index.md`."""
    return content_file(_organisation(name, mission, tuple(values)), [])


def _organisation(name: str, mission: str, values: tuple[ValueDraft, ...]) -> Iterator[str]:
    yield f"name: {scalar(name)}"
    if mission:
        yield f"mission: {scalar(mission)}"
    else:
        yield "# What is it for, in one sentence that everybody could repeat?"
        yield "# mission:"
    if values:
        yield "# What is held dear. Objectives name values by id; a description says what one means"
        yield "# in practice: {id: …, name: …, description: …}"
        yield "values:"
        for value in values:
            yield f"  - {{id: {value.id}, name: {scalar(value.name, inline=True)}}}"
    else:
        yield "# What is held dear; objectives name values by id:"
        yield "# values: [{id: care, name: Care for each other}]"
    yield "# Below the front matter, in Markdown: who we are. It opens the home page."


def team_text(draft: TeamDraft) -> str:
    """`teams/<team>.md`."""
    return content_file(_team(draft), [])


def _team(draft: TeamDraft) -> Iterator[str]:
    yield f"name: {scalar(draft.name)}"
    yield from entry("parent", draft.parent or None)
    if draft.lead:
        yield f"lead: {draft.lead}"
    else:
        yield "# The id of the person who leads it, from people/:"
        yield "# lead:"
    if draft.members:
        yield f"members: [{', '.join(draft.members)}]"
    yield "# What must not suffer while the team goes after its objectives? Check-ins report it:"
    yield "# health:"
    yield "#   - {id: overtime, title: Overtime for each person and week, keep: {max: 4}, unit: h}"
    yield "# Below the front matter, in Markdown: what is this team for?"


def person_text(draft: PersonDraft) -> str:
    """`people/<person>.md`."""
    return content_file(_person(draft), [])


def _person(draft: PersonDraft) -> Iterator[str]:
    yield f"name: {scalar(draft.name)}"
    yield from entry("role", scalar(draft.role) if draft.role else None)
    yield from entry("team", draft.team or None)
    yield from entry("manager", draft.manager or None)
