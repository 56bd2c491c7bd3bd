"""Files that are written again: all at once, or not at all."""

import os
import stat
from pathlib import Path

import pytest

from okrpress.errors import OkrpressError
from okrpress.source.files import replace_file, rewrite


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_rights_of_a_file_stay(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(0o604)
    replace_file(tmp_path, "a.md", b"old", b"new\r\n")
    assert file.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o604
    assert names(tmp_path) == ["a.md"]


def test_a_new_file_has_the_rights_of_its_folder(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        rewrite(tmp_path / "new.json", b"{}")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.json").stat().st_mode) == 0o640


def test_what_somebody_else_wrote_meanwhile_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"theirs")
    with pytest.raises(OkrpressError, match="has changed in the meantime"):
        replace_file(tmp_path, "a.md", b"old", b"new")
    assert (tmp_path / "a.md").read_bytes() == b"theirs"


def test_no_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"old")
    (tmp_path / "a.md").symlink_to("secret")
    with pytest.raises(OkrpressError):
        replace_file(tmp_path, "a.md", b"old", b"new")
    assert (tmp_path / "secret").read_bytes() == b"old"


def test_a_folder_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(OkrpressError, match="no such file or directory"):
        rewrite(tmp_path / "none" / "a.json", b"")
