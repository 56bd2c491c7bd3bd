"""Who may see what, by its visibility and by whose it is."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from okrpress.model.audience import Audience, AudienceKind
from okrpress.model.frozen import dataclass
from okrpress.model.okr import Person, Visibility

_NARROWNESS = {visibility: rank for rank, visibility in enumerate(Visibility)}


def narrowest(*visibilities: Visibility | None) -> Visibility:
    """What is left where all of them hold; None says nothing, and nothing at all is public."""
    said = [each for each in visibilities if each is not None]
    return max(said, key=_NARROWNESS.__getitem__, default=Visibility.PUBLIC)


def is_wider(one: Visibility, other: Visibility) -> bool:
    """Whether more readers see the one than the other."""
    return _NARROWNESS[one] < _NARROWNESS[other]


@dataclass(frozen=True, slots=True)
class Sight:
    """What an audience sees by a visibility and by whose it is.

    `trusting` are those who show it what they keep for their managers, `own` is who shows it all.
    """

    is_public: bool
    trusting: AbstractSet[str]
    own: str

    def sees(self, visibility: Visibility, holder: str | None) -> bool:
        """Whether a thing of the holder's may be seen. What is nobody's is seen by nobody."""
        match visibility:
            case Visibility.PUBLIC:
                return True
            case Visibility.INTERNAL:
                return not self.is_public
            case Visibility.MANAGERS:
                return holder is not None and holder in self.trusting
            case Visibility.PRIVATE:
                return bool(self.own) and holder == self.own


def sight_of(audience: Audience, people: Mapping[str, Person]) -> Sight:
    """What an audience sees, given who reports to whom."""
    if not audience.person:
        return Sight(audience.kind is AudienceKind.PUBLIC, frozenset(), "")
    below = reports_of(audience.person, people)
    if audience.kind is AudienceKind.MANAGER:
        return Sight(is_public=False, trusting=below, own="")
    return Sight(is_public=False, trusting=below | {audience.person}, own=audience.person)


def reports_of(manager: str, people: Mapping[str, Person]) -> frozenset[str]:
    """Everybody who reports to a person, or to somebody who does; never the person."""
    direct: dict[str, list[str]] = {}
    for person in people.values():
        if person.manager is not None:
            direct.setdefault(person.manager, []).append(person.id)
    found: set[str] = {manager}
    waiting = [manager]
    while waiting:
        for report in direct.get(waiting.pop(), ()):
            if report not in found:
                found.add(report)
                waiting.append(report)
    return frozenset(found - {manager})
