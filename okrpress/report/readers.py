"""An audience in words."""

from okrpress.model.audience import Audience, AudienceKind


def readers_text(audience: Audience) -> str:
    """What is shown to the audience, as in "what the public may see"; empty for the authors."""
    match audience.kind:
        case AudienceKind.EVERYTHING:
            return ""
        case AudienceKind.PUBLIC:
            return "what the public may see"
        case AudienceKind.INTERNAL:
            return "what everybody inside may see"
        case AudienceKind.MANAGER:
            return f"what {audience.person} may see as a manager"
        case AudienceKind.PERSON:
            return f"what {audience.person} may see"
