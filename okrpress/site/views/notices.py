"""What a page has to admit: files that could not be used."""

from collections.abc import Sequence

from okrpress.model.portfolio import LeftOut
from okrpress.site.views.here import Here


def left_out(here: Here, files: Sequence[LeftOut]) -> str:
    """Said plainly: numbers on this page may be missing something. Empty when nothing is.

    Files are counted and not named: nobody knows whether a file that cannot be read was meant
    for everybody.
    """
    if not files:
        return ""
    units = sorted({one.unit_cycle.unit for one in files if one.unit_cycle})
    names = [here.site.person(unit) for unit in units if unit in here.site.portfolio.units]
    of = f" of {here.fmt.listing(names)}" if names else ""
    count = here.fmt.plural(len(files), "file")
    return (
        f"{count}{of} could not be read and {'is' if len(files) == 1 else 'are'} left out."
        " Numbers may be missing something."
    )
