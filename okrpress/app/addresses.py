"""Where the pages of a published site are, for those who are told of it elsewhere."""

import re
from collections.abc import Set as AbstractSet

from okrpress.errors import OkrpressError
from okrpress.model.frozen import dataclass
from okrpress.model.ids import KeyResultRef, Ref
from okrpress.model.portfolio import Portfolio, UnitKind
from okrpress.report.bulletin import Addresses, NoSite
from okrpress.site import urls

_ADDRESS = re.compile(r"https?://[^\s{}?#|<>\"]+", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAddresses:
    """Addresses on the public site; empty for what it does not show.

    `base` is where the site is, with a slash at its end; `public` is what it is made from, and
    `pursuing` are the units in it that have objectives, unless people have no pages.
    """

    base: str
    public: Portfolio
    pursuing: AbstractSet[str]

    @property
    def home(self) -> str:
        """The first page."""
        return self.base

    def reference(self, ref: Ref) -> str:
        """An objective's page, or a key result's place on it."""
        if isinstance(ref, KeyResultRef):
            page = self.reference(ref.objective_ref)
            return f"{page}#{ref.key_result}" if page else ""
        return self._page(urls.objective_path(ref)) if ref in self.public.objectives else ""

    def unit(self, id: str) -> str:
        """A unit's page; a person has one only with objectives."""
        unit = self.public.units.get(id)
        if unit is None:
            return ""
        has_page = unit.kind is not UnitKind.PERSON or id in self.pursuing
        return self._page(urls.unit_path(id, unit.kind)) if has_page else ""

    def cycle(self, id: str) -> str:
        """A cycle's page."""
        return self._page(urls.cycle_path(id)) if id in self.public.cycles else ""

    def _page(self, path: str) -> str:
        return self.base + path.removesuffix("index.html")


def addresses_of(
    said: str | None, configured: str, shown: Portfolio, *, people: bool = True
) -> Addresses:
    """Addresses on the site that the caller says, else on the one that the settings name.

    Without `people`, nobody has a page there.

    Raises OkrpressError for what is no address.
    """
    base = configured if said is None else said
    if not base:
        return NoSite()
    if not _ADDRESS.fullmatch(base):
        raise OkrpressError(
            f"{base!r} is no address of a site", help="write it as in https://example.org/okr/"
        )
    base = base if base.endswith("/") else f"{base}/"
    pursuing = {folder.unit for folder in shown.by_folder} if people else frozenset[str]()
    return SiteAddresses(base=base, public=shown, pursuing=pursuing)
