"""Import a portfolio from another format into an empty folder."""

from pathlib import Path

from okrpress.errors import OkrpressError
from okrpress.interchange.jsonl import Imported
from okrpress.interchange.jsonl import import_jsonl as read_jsonl
from okrpress.source.files import read_text, write_new


def import_jsonl(file: Path, into: Path, *, fiscal_year_start: int | None) -> Imported:
    """Write the OKRs of a JSON Lines file as a project into `into`, which is empty or new.

    Nothing is written unless the whole file can be read.
    """
    if into.is_dir() and any(into.iterdir()):
        raise OkrpressError(
            f"{into} is not empty", help="import into an empty folder, and copy what you need"
        )
    imported = read_jsonl(read_text(file), fiscal_year_start=fiscal_year_start)
    for path, text in imported.files.items():
        write_new(into / path, text)
    return imported
