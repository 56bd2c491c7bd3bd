"""Audiences: for whom something is made."""

from enum import StrEnum

from okrpress.model.frozen import dataclass
from okrpress.model.ids import is_id


class AudienceKind(StrEnum):
    """Kinds of readers; but for the first, each sees all that those after it in the list do not.

    `everything` are the authors, who have the files.
    """

    EVERYTHING = "everything"
    PERSON = "person"
    MANAGER = "manager"
    INTERNAL = "internal"
    PUBLIC = "public"


AUDIENCE = r"^(everything|public|internal|(manager|person):[a-z0-9][a-z0-9-]{0,63})$"
"""How an audience is written, as a pattern for schemas."""

_NAMED = (AudienceKind.PERSON, AudienceKind.MANAGER)


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom something is made.

    `person` is the reader's id where the kind is about one: `manager:maria` is what Maria sees of
    those who report to her, `person:maria` that and her own.
    """

    kind: AudienceKind
    person: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.person}" if self.person else self.kind.value


PUBLIC = Audience(AudienceKind.PUBLIC)
INTERNAL = Audience(AudienceKind.INTERNAL)
EVERYTHING = Audience(AudienceKind.EVERYTHING)


def parse_audience(text: str) -> Audience | None:
    """The audience that is written `public`, `internal`, `manager:<person>`, `person:<person>`.

    None for any other text. Whether there is such a person is for others to say.
    """
    word, colon, person = text.partition(":")
    if text in {PUBLIC.kind, INTERNAL.kind}:
        return Audience(AudienceKind(text))
    if colon and is_id(person) and word in _NAMED:
        return Audience(AudienceKind(word), person)
    return None
