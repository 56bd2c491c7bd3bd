"""Feeds as Atom writes them; what knows how takes longer to load than all that plans pages."""

from datetime import datetime

from feedgenerator import Atom1Feed  # type: ignore[import-untyped]


class Feed(Atom1Feed):  # type: ignore[misc]
    """A feed that is as old as the day it speaks of, and not as the clock of its build."""

    def __init__(self, updated: datetime, **about: str) -> None:
        super().__init__(**about)
        self._updated = updated

    def latest_post_date(self) -> datetime:
        """When it was updated."""
        return self._updated
