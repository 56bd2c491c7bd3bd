"""From pages to a published folder: written beside the old site, verified, swapped in."""

from okrpress.publish.publishing import Published, publish
from okrpress.publish.verify import BrokenSiteError, Problem, verify_pages

__all__ = ["BrokenSiteError", "Problem", "Published", "publish", "verify_pages"]
