"""What a change means: two revisions of a portfolio compared in the words of OKRs. Pure."""

from okrpress.changes.change import Change, Changes, Direction, Effect, Kind, Subject
from okrpress.changes.compare import compare

__all__ = ["Change", "Changes", "Direction", "Effect", "Kind", "Subject", "compare"]
