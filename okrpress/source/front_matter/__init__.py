"""The strict reader of front matter: libyaml's events, and no guess about what a text means.

`read` builds values only. Where a value lies is found by `locate`, which reads once more and keeps
the marks: a finding is rare, and marks cost more than values do.
"""

from okrpress.model.finding import Place, Span
from okrpress.source.front_matter.document import Document, read
from okrpress.source.front_matter.plain import Node

__all__ = ["Document", "Node", "locate", "read"]


def locate(data: bytes, place: Place) -> Span:
    """Lines and columns of a place in a file with these bytes; see `places.locate`."""
    from okrpress.source.front_matter import places

    return places.locate(data, place)
