"""What was posted last, in a small file, so that the same is not posted twice."""

import json
import os
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from okrpress.errors import OkrpressError

_VERSION = 1


def fingerprint(*parts: str) -> str:
    """Stands for what was posted, and tells nothing of it."""
    return sha256(json.dumps(parts).encode()).hexdigest()


def last_posted(file: Path) -> str:
    """The fingerprint of what was posted last; empty where nobody knows."""
    try:
        known = json.loads(file.read_bytes())
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise OkrpressError(f"{file} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError):
        return ""  # torn or foreign: to post once too often is better than never again
    match known:
        case {"version": 1, "posted": str() as posted}:
            return posted
    return ""


def note_posted(file: Path, posted: str) -> None:
    """Keep the fingerprint: the whole file or the old one, whatever happens."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(json.dumps({"version": _VERSION, "posted": posted}) + "\n")
            beside.replace(file)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise
    except OSError as error:
        raise OkrpressError(f"{file} cannot be written: {error.strerror}") from error
