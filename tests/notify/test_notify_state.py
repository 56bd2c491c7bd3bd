"""The file that remembers what was posted last."""

from pathlib import Path

import pytest

from okrpress.errors import OkrpressError
from okrpress.notify.state import fingerprint, last_posted, note_posted


def test_what_is_noted_is_known(tmp_path: Path) -> None:
    file = tmp_path / "new" / "state.json"
    assert last_posted(file) == ""
    note_posted(file, "a")
    note_posted(file, "b")
    assert last_posted(file) == "b"
    assert [one.name for one in file.parent.iterdir()] == ["state.json"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 2, "posted": "a"}', '{"posted": 1}'])
def test_a_torn_or_foreign_file_knows_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "state.json"
    file.write_text(text, encoding="utf-8")
    assert last_posted(file) == ""


def test_what_cannot_be_kept_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OkrpressError, match="cannot be read"):
        last_posted(tmp_path)
    with pytest.raises(OkrpressError, match="cannot be written"):
        note_posted(tmp_path, "a")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OkrpressError, match="cannot be written"):
        note_posted(tmp_path / "file" / "state.json", "a")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_a_fingerprint_tells_parts_apart() -> None:
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
    assert fingerprint("a") == fingerprint("a")
