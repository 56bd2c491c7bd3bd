"""The strict reader of front matter: libyaml's events, and no guess about what a text means.

`read` builds values only. Where a value lies is found by `locate`, which reads once more and keeps
the marks: a finding is rare, and marks cost more than values do.
"""

from okrpress.source.front_matter.document import Document, read
from okrpress.source.front_matter.places import locate
from okrpress.source.front_matter.plain import Node

__all__ = ["Document", "Node", "locate", "read"]
