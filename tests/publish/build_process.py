"""A process that publishes, for tests that disturb it: `build_process.py OUTPUT LETTER [PAUSE]`.

Publishes the site LETTER again and again until it is stopped; with a PAUSE (seconds) once, and
then waits that long before each page. Says `begun` before the first page. Exit codes are those of
the command line.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from made_site import site

from okrpress.errors import OkrpressError
from okrpress.publish.publishing import publish

OBJECTIVES = 100


def pages(letter: str, pause: float) -> Iterator[tuple[str, bytes]]:
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    for page in site(letter, objectives=OBJECTIVES).items():
        if pause:
            time.sleep(pause)
        yield page


def main(output: str, letter: str, pause: str = "") -> int:
    try:
        publish(pages(letter, float(pause or 0)), Path(output))
        while not pause:
            publish(pages(letter, 0), Path(output))
    except OkrpressError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
