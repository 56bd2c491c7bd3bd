"""Read and parse all files of the project in this folder, and do nothing else."""

import gc
from pathlib import Path

from okrpress.source.files import discover
from okrpress.source.parse import parse

CONTENT = "content"


def main() -> None:
    """What `check` cannot do without, for comparison."""
    gc.disable()  # as okrpress does
    sources, _ = discover(Path(), CONTENT)
    kept = [parse(source.file, source.data, content=CONTENT) for source in sources]
    assert kept


if __name__ == "__main__":
    main()
