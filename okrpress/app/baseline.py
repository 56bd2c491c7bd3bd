"""A baseline: the findings that a project knew when it began to check, and does not repeat."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from okrpress.errors import OkrpressError
from okrpress.model.finding import Finding
from okrpress.model.frozen import dataclass
from okrpress.rules.registry import ALL_CODES
from okrpress.rules.selection import is_fixed
from okrpress.source.files import rewrite

VERSION = 1
"""Of the file's form."""

Keyed = tuple[Finding, str]
"""A finding, and the fingerprint that it has whatever line it moves to."""


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A finding as a baseline remembers it; `message` is for people who read the file."""

    file: str
    code: str
    fingerprint: str
    message: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is recognised by."""
        return (self.file, self.code, self.fingerprint)


def known(keyed: Keyed) -> Known:
    """How a baseline remembers a finding."""
    finding, fingerprint = keyed
    return Known(finding.at.file, finding.code, fingerprint, finding.message)


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known; empty where a project has no baseline."""

    entries: tuple[Known, ...] = ()

    def without_known(self, found: Iterable[Keyed]) -> list[Finding]:
        """The findings that are new."""
        keys = {entry.key for entry in self.entries}
        return [keyed[0] for keyed in found if known(keyed).key not in keys]

    def gone(self, found: Iterable[Keyed], looked_at: Callable[[str], bool]) -> tuple[Known, ...]:
        """What is no longer found in the files that were looked at, and can be removed."""
        keys = {known(keyed).key for keyed in found}
        return tuple(
            entry for entry in self.entries if entry.key not in keys and looked_at(entry.file)
        )

    def updated(self, wanted: Iterable[Keyed], gone: Iterable[Known]) -> "Baseline":
        """A baseline that knows what is found and wanted, and forgets what is gone.

        A file that cannot be trusted is never got used to.
        """
        now = (known(keyed) for keyed in wanted if not is_fixed(ALL_CODES[keyed[0].code]))
        kept = {entry.key: entry for entry in self.entries}
        for entry in gone:
            del kept[entry.key]
        return Baseline(tuple(sorted((kept | {entry.key: entry for entry in now}).values())))


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises OkrpressError when there is none in it."""
    try:
        entries = json.loads(path.read_bytes())["findings"]
        return Baseline(tuple(_entry(**entry) for entry in entries))
    except FileNotFoundError:
        help = "write it once with --update-baseline"
        raise OkrpressError(f"there is no baseline {path}", help=help) from None
    except OSError as error:
        raise OkrpressError(f"the baseline {path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError, LookupError, TypeError):
        help = "write it anew with --update-baseline, when you have looked at what is in it"
        raise OkrpressError(f"{path} is no baseline", help=help) from None


def _entry(*, file: str, code: str, fingerprint: str, message: str) -> Known:
    for text in (file, code, fingerprint, message):
        if not isinstance(text, str):
            raise TypeError(text)
    return Known(file, code, fingerprint, message)


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Write it with each finding on a line of its own: merges and reviews go line by line."""
    entries = (json.dumps(asdict(entry), ensure_ascii=False) for entry in baseline.entries)
    lines = ",".join(f"\n  {entry}" for entry in entries)
    text = f'{{"version": {VERSION}, "findings": [{lines}\n]}}\n'
    rewrite(path, text.encode())
