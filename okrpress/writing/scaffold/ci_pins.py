"""What CI installs: libraries by the hashes they were tested with, and okrpress by its version."""

_LIBRARIES = """\
# The libraries that okrpress <version> was tested with, by their hashes. To renew them, delete this
# file and okrpress.txt, and run `okrpress init` with the new version.
"""
_OKRPRESS = """\
# No version can know its own hash: the release names the one to put behind it, as
# okrpress==<version> --hash=sha256:…
okrpress==<version>
"""


def pins(version: str, lock: str) -> dict[str, str]:
    """The two files by their names; `lock` is the text of a lock file with hashes."""
    lines = (line for line in lock.splitlines() if line.strip() and "#" not in line)
    libraries = _LIBRARIES.replace("<version>", version) + "".join(f"{line}\n" for line in lines)
    return {"libraries.txt": libraries, "okrpress.txt": _OKRPRESS.replace("<version>", version)}
