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
    if not names:
        return here.fmt.count(
            len(files),
            "{n} file could not be read and is left out. Numbers may be missing something.",
            "{n} files could not be read and are left out. Numbers may be missing something.",
        )
    return here.fmt.count(
        len(files),
        "{n} file of {units} could not be read and is left out. Numbers may be missing something.",
        "{n} files of {units} could not be read and are left out. Numbers may be missing"
        " something.",
        units=here.fmt.listing(names),
    )
