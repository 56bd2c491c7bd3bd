"""Publishing when nothing goes wrong, and when what is to be published is wrong."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_site import beside, site, tree

from okrpress import __version__
from okrpress.errors import OkrpressError
from okrpress.publish.publishing import publish
from okrpress.publish.verify import BrokenSiteError


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "project" / "site"


@pytest.fixture
def published(output: Path) -> Path:
    publish(site("old").items(), output)
    return output


def test_the_folder_holds_exactly_the_pages_and_the_marker(output: Path) -> None:
    pages = site("new")
    result = publish(pages.items(), output)
    assert tree(output) == pages
    assert (result.files, result.pages) == (len(pages), 4)
    assert result.bytes == sum(map(len, pages.values()))
    assert result.folder == output
    assert result.leftover is None
    assert beside(output) == []


def test_the_marker_says_what_made_the_folder_and_nothing_of_when_or_where(output: Path) -> None:
    publish(site("new").items(), output, audience="public")
    marker = json.loads((output / ".okrpress.json").read_text(encoding="utf-8"))
    assert marker.pop("note")
    assert marker == {"tool": "okrpress", "version": __version__, "audience": "public"}


def test_pages_of_the_old_site_are_gone(published: Path) -> None:
    publish(site("new").items(), published)
    assert tree(published) == site("new")
    assert beside(published) == []


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o027, 0o077, 0o777], ids=oct)
def test_modes_and_bytes_do_not_depend_on_the_umask(output: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        publish(site("old").items(), output)
        publish(site("new").items(), output)
    finally:
        os.umask(before)
    assert tree(output) == site("new")  # looks at the modes too


def test_a_shared_folder_hands_down_no_mode_bits(tmp_path: Path) -> None:
    tmp_path.chmod(0o2775)
    publish(site("new").items(), tmp_path / "site")
    assert tree(tmp_path / "site") == site("new")


def test_the_order_of_pages_and_the_current_folder_do_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(sorted(site("new").items()), tmp_path / "one")
    monkeypatch.chdir(tmp_path)
    publish(sorted(site("new").items(), reverse=True), Path("two"))
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    markers = [(tmp_path / name / ".okrpress.json").read_bytes() for name in ("one", "two")]
    assert markers[0] == markers[1]


def test_pages_are_taken_one_by_one(output: Path) -> None:
    written_before = []

    def pages() -> Iterator[tuple[str, bytes]]:
        for path, data in site("new").items():
            beginning = output.with_name(".site.okrpress-new")
            written_before.append(sum(file.is_file() for file in beginning.rglob("*")))
            yield path, data

    publish(pages(), output)
    assert written_before == list(range(len(site("new"))))


def test_what_rendering_raises_passes_through_and_leaves_the_old_site(published: Path) -> None:
    def pages() -> Iterator[tuple[str, bytes]]:
        yield from list(site("new").items())[:3]
        raise FileNotFoundError(2, "a theme without a template")

    with pytest.raises(FileNotFoundError):
        publish(pages(), published)
    assert tree(published) == site("old")
    assert beside(published) == []


def test_a_broken_link_leaves_the_old_site(published: Path) -> None:
    broken = {**site("new"), "bad.html": b'<a href="nowhere.html">'}
    with pytest.raises(BrokenSiteError, match=r'bad\.html: "nowhere\.html" leads to nowhere\.html'):
        publish(broken.items(), published)
    assert tree(published) == site("old")
    assert beside(published) == []


def test_a_failed_first_build_leaves_nothing_not_even_the_folder_for_it(output: Path) -> None:
    with pytest.raises(BrokenSiteError):
        publish([], output)
    assert not output.parent.exists()


@pytest.mark.parametrize(
    "path",
    [
        "2026-q4/growth/activation.html",
        "index.html",
        ".nojekyll",
        "static/jost-v2.1_latin.woff2",
        "a" * 100,
        "404.html",
    ],
)
def test_paths_that_a_file_may_have(output: Path, path: str) -> None:
    publish({**site("new"), path: b""}.items(), output)
    assert (output / path).is_file()


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("", id="empty"),
        pytest.param("/etc/passwd", id="absolute"),
        pytest.param("../outside.html", id="out of the site"),
        pytest.param("a/../../outside.html", id="out of the site on a detour"),
        pytest.param("a/./b.html", id="dot"),
        pytest.param("a//b.html", id="empty part"),
        pytest.param("a/", id="folder"),
        pytest.param("a\\b.html", id="backslash"),
        pytest.param("Home.html", id="capital"),
        pytest.param("größe.html", id="not ASCII"),
        pytest.param("a b.html", id="blank"),
        pytest.param("a.html\n", id="newline"),
        pytest.param("a\0.html", id="null"),
        pytest.param("a.", id="ends in a dot"),
        pytest.param("a./b.html", id="folder ends in a dot"),
        pytest.param(".htaccess", id="dot file"),
        pytest.param("static/.nojekyll", id="dot file further down"),
        pytest.param(".okrpress.json", id="the marker"),
        pytest.param("nul.html", id="reserved name"),
        pytest.param("con/a.html", id="reserved folder"),
        pytest.param("a" * 101, id="too long"),
    ],
)
def test_paths_that_no_file_may_have(output: Path, path: str) -> None:
    with pytest.raises(BrokenSiteError, match="no path a page may have"):
        publish({**site("new"), path: b""}.items(), output)
    assert not output.parent.exists()


def test_a_path_that_comes_twice_is_refused(published: Path) -> None:
    with pytest.raises(BrokenSiteError, match=r"index\.html: is rendered twice"):
        publish([*site("new").items(), ("index.html", b"")], published)
    assert tree(published) == site("old")


@pytest.mark.parametrize("paths", [("a", "a/b.html"), ("a/b.html", "a")], ids="-".join)
def test_a_file_and_a_folder_of_one_name_are_refused(published: Path, paths: tuple[str]) -> None:
    with pytest.raises(OkrpressError, match="cannot write"):
        publish({**site("new"), **dict.fromkeys(paths, b"")}.items(), published)
    assert tree(published) == site("old")


def test_leftovers_of_a_killed_build_are_removed_and_links_in_them_not_followed(
    tmp_path: Path,
) -> None:
    treasure = tmp_path / "treasure"
    treasure.mkdir()
    (treasure / "kept").touch()
    (tmp_path / ".site.okrpress-new").mkdir()
    (tmp_path / ".site.okrpress-new" / "link").symlink_to(treasure)
    (tmp_path / ".site.okrpress-old").symlink_to(treasure)
    (tmp_path / ".site.okrpress-lock").touch()
    publish(site("new").items(), tmp_path / "site")
    assert tree(tmp_path / "site") == site("new")
    assert beside(tmp_path / "site") == ["treasure"]
    assert (treasure / "kept").exists()


def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / ".site.okrpress-lock").symlink_to(tmp_path / "made-by-the-lock")
    with pytest.raises(OkrpressError, match="cannot lock"):
        publish(site("new").items(), tmp_path / "site")
    assert not (tmp_path / "made-by-the-lock").exists()
