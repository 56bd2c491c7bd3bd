"""Gather the texts of the site into its catalogues.

    python -m tools.texts [--check]

New texts come in without a translation, texts that nobody says any more go. With `--check`
nothing is written; whatever is not in order is listed, and is an error.
"""

import argparse
import sys

from tools.texts.catalogues import CATALOGUES, faults, gathered, write
from tools.texts.said import all_texts, texts_of
from tools.texts.unsaid import all_unsaid


def main() -> int:
    """Write the catalogues, or only look at them; say what is missing."""
    parser = argparse.ArgumentParser(prog="python -m tools.texts", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    found = all_texts()
    wrong = [str(one) for one in found if one not in texts_of(found)] + all_unsaid()
    for path in sorted(CATALOGUES.glob("*.po")):
        if not arguments.check:
            write(path, gathered(path, texts_of(found)))
        wrong += faults(path, texts_of(found))
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
