"""What `render` goes through: every file of the site, named before it is made."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from okrpress.site.views.here import Site

Make = Callable[[], object]


class Planned(NamedTuple):
    """A file of the site that can be made.

    `make` gives the view that the template draws; a file without a template is the bytes that
    `make` gives. Nothing is computed before `make` is called, so that a page can be had alone.
    """

    path: str
    template: str | None
    make: Make


Planner = Callable[[Site], Iterator[Planned]]
