"""What stops okrpress. An author's mistake is a `Finding` instead, and never raises."""


class OkrpressError(Exception):
    """Something outside the content keeps the command from running (exit code 2).

    The message is one sentence that says what was found; `help` says what to do about it.
    """

    def __init__(self, message: str, *, help: str = "") -> None:
        super().__init__(message)
        self.help = help
