"""Find the Chromium that the browser tests use, and print its path; install one when there is none.

First choice is the system's, then Playwright's own build, then the distribution's package.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPLICATIONS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
DEBIAN = ("chromium", "fonts-liberation", "libatomic1")  # the last for Playwright itself
PACKAGE_MANAGERS = {
    "apt-get": (
        ("apt-get", "update", "-qq"),
        ("apt-get", "install", "-y", "-qq", "--no-install-recommends", *DEBIAN),
    ),
    "dnf": (("dnf", "install", "-y", "chromium", "liberation-sans-fonts"),),
    "apk": (("apk", "add", "chromium", "font-liberation"),),
}
PLAYWRIGHT = (sys.executable, "-m", "playwright")
DOWNLOAD_SECONDS = 600


def find() -> Path | None:
    """The first Chromium on this machine that starts; nothing is installed."""
    return next((path for path in candidates() if starts(path)), None)


def candidates() -> Iterator[Path]:
    """Where a Chromium may be, best first."""
    for name in NAMES:
        if path := shutil.which(name):
            yield Path(path)
    yield from MAC_APPLICATIONS
    if playwright_starts():
        yield playwrights_own()


def playwright_starts() -> bool:
    """Whether Playwright finds the libraries it needs; a minimal system may not have them."""
    return run(*PLAYWRIGHT, "--version")


def playwrights_own() -> Path:
    """Where Playwright's build is, or would be."""
    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def starts(path: Path) -> bool:
    """Whether the file is a browser that runs; some distributions ship a stub of that name."""
    return path.is_file() and run(str(path), "--version")


def install() -> Path | None:
    """Install a Chromium, and what Playwright needs, by the first way that works."""
    if playwright_starts():
        say("no Chromium found; trying Playwright's")
        run(*PLAYWRIGHT, "install", "chromium")
        if path := find():
            return path
    manager = next((name for name in PACKAGE_MANAGERS if shutil.which(name)), None)
    if manager:
        say(f"trying the packages of {manager}")
        for command in PACKAGE_MANAGERS[manager]:
            run(*as_administrator(), *command)
    return find()


def as_administrator() -> tuple[str, ...]:
    """What goes before a command that only an administrator may run."""
    return () if os.geteuid() == 0 else ("sudo", "-n")


def run(*command: str) -> bool:
    """Whether the command ran and succeeded; what it printed is shown when it did not."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=DOWNLOAD_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        say(f"{command[0]}: {error}")
        return False
    if done.returncode:
        say(f"{' '.join(command)}: exit {done.returncode}\n{(done.stdout + done.stderr)[-400:]}")
    return done.returncode == 0


def say(message: str) -> None:
    """Progress is no output: the path is."""
    print(message, file=sys.stderr, flush=True)


def main() -> int:
    """Print the path of a Chromium, or say what to do."""
    path = find()
    if path is None or not playwright_starts():
        path = install()
    if path is None or not playwright_starts():
        say(
            "error: no Chromium that Playwright can use, and none could be installed\n"
            "  help: install Chromium, so that `chromium` or `google-chrome` is on the PATH"
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
