"""What an answer has to be asked again for."""

_SHOWN = 40


class Misread(ValueError):  # noqa: N818 - the person's slip, not ours
    """An answer that cannot be understood: what was wrong, and what can be."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message, self.help = message, help


def cited(text: str) -> str:
    """What was typed, for a message: in quotes, and cut."""
    return f"'{text if len(text) <= _SHOWN else text[: _SHOWN - 3] + '...'}'"
