"""The digest of a week: what happened, what needs attention, what is owed, what comes next."""

from okrpress.report.digest.choice import Digest, make_digest
from okrpress.report.digest.words import digest_bulletin

__all__ = ["Digest", "digest_bulletin", "make_digest"]
