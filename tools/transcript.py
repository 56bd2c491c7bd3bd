"""Write docs/a-cycle.md: a whole cycle, played in a real terminal by tests/cli/whole_cycle.py."""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "cli"))

from whole_cycle import Stage, set_up  # noqa: E402
from whole_cycle_story import tell  # noqa: E402

PAGE = ROOT / "docs" / "a-cycle.md"
HEAD = """\
# A whole cycle

Ladder & Kettle, an invented lending library of things, meets okrpress: from an empty folder through
twelve weeks of check-ins to the second quarter. All of it was typed into a real terminal.
`make transcript` plays it again, and a test sees to it that this page is what was seen.

- The days are those of the story. `SOURCE_DATE_EPOCH` says them, so that it always ends the same.
- What follows a question or a prompt such as `now>` was typed by a person. A file is shown as a
  command left it, or as somebody saved it in their editor; the text says which.
- A line with nothing but … stands for lines that are left out here. Seconds, ports and the folder
  around it all are replaced, and nothing else.
"""


def page(stage: Stage) -> str:
    """The page about what was played on a stage."""
    return "\n".join([HEAD, *stage.page])


def main() -> int:
    """Play, and write the page."""
    with tempfile.TemporaryDirectory() as place:
        stage = set_up(Path(place).resolve())
        tell(stage)
    PAGE.write_text(page(stage), encoding="utf-8", newline="\n")
    print(f"written: {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
