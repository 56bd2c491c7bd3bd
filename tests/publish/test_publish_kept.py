"""Pages that are taken over from the site that is there, and what may not be taken over."""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from made_site import beside, site, tree
from site_stamps import stamps

from okrpress.publish.publishing import Published, publish
from okrpress.publish.stamps import stamp_of
from okrpress.publish.verify import BrokenSiteError

HOME, FIRST, SECOND, STYLE = (
    "index.html",
    "2026-q4/growth/old-0.html",
    "2026-q4/growth/old-1.html",
    "static/site.css",
)
OLD = site("old")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    output = tmp_path / "site"
    publish(OLD.items(), output)
    return output


def again(output: Path, drawn: Mapping[str, bytes], paths: Iterable[str] = OLD) -> Published:
    """Publish these paths; what is not drawn is kept."""
    pages = [(path, drawn.get(path)) for path in paths]
    return publish(pages, output, before=OLD.keys())


def page(body: str) -> bytes:
    return OLD[FIRST].replace(b'<body id="top">', f"<body>{body}".encode())


def test_what_is_kept_is_the_same_file(output: Path) -> None:
    before = stamps(output)
    changed = OLD[FIRST].replace(b">old<", b">new<")
    result = again(output, {FIRST: changed})
    after = stamps(output)
    assert tree(output) == OLD | {FIRST: changed}
    assert [path for path in OLD if before[path] != after[path]] == [FIRST]
    assert (result.files, result.pages) == (len(OLD), 4)
    assert result.bytes == sum(map(len, OLD.values()))
    assert beside(output) == []


def test_where_files_cannot_be_linked_they_are_copied(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    before = stamps(output)
    again(output, {})
    after = stamps(output)
    assert tree(output) == OLD
    assert all(before[path] != after[path] for path in OLD)


@pytest.mark.parametrize(
    ("drawn", "paths", "reason"),
    [
        pytest.param(
            {FIRST: page("no anchor")}, OLD, "an anchor that", id="an anchor that is linked to"
        ),
        pytest.param({}, [one for one in OLD if one != SECOND], "not exist", id="a page"),
        pytest.param({}, [one for one in OLD if one != HOME], "is missing", id="the home page"),
    ],
)
def test_what_kept_pages_link_to_may_not_go(
    output: Path, drawn: Mapping[str, bytes], paths: Iterable[str], reason: str
) -> None:
    with pytest.raises(BrokenSiteError, match=reason):
        again(output, drawn, paths)
    assert tree(output) == OLD
    assert beside(output) == []


def test_an_anchor_that_nobody_links_to_may_go(output: Path) -> None:
    home = OLD[HOME].replace(b"old-0.html#top", b"old-0.html")
    again(output, {HOME: home, FIRST: page("no anchor")})
    assert tree(output) == OLD | {HOME: home, FIRST: page("no anchor")}


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("old-1.html#top", None),
        ("old-1.html#bottom", "an anchor that"),
        ("old-9.html", "does not exist"),
    ],
)
def test_a_drawn_page_may_link_to_what_a_kept_one_has(
    output: Path, link: str, reason: str | None
) -> None:
    drawn = {FIRST: OLD[FIRST].replace(b"</body>", f'<a href="{link}">x</a></body>'.encode())}
    if reason is None:
        again(output, drawn)
        assert tree(output) == OLD | drawn
    else:
        with pytest.raises(BrokenSiteError, match=reason):
            again(output, drawn)
        assert tree(output) == OLD


def test_only_what_was_published_and_verified_is_kept(output: Path) -> None:
    with pytest.raises(BrokenSiteError, match="cannot be kept"):
        publish([(HOME, None)], output)
    with pytest.raises(BrokenSiteError, match="cannot be kept"):
        publish([(HOME, None), (HOME, None)], output, before=OLD.keys())
    with pytest.raises(BrokenSiteError, match="rendered twice"):
        publish([(HOME, None), (HOME, OLD[HOME])], output, before=OLD.keys())
    assert tree(output) == OLD


def test_a_build_that_fails_half_way_leaves_the_site_whole(output: Path) -> None:
    def pages() -> Iterator[tuple[str, bytes | None]]:
        yield HOME, None
        yield FIRST, OLD[FIRST]
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        publish(pages(), output, before=OLD.keys())
    assert tree(output) == OLD
    assert beside(output) == []


# ── stamps ────────────────────────────────────────────────────────────────────────────────────


def test_a_stamp_tells_what_was_done_to_a_file(output: Path) -> None:
    file = output / HOME
    stamp = stamp_of(str(file))
    assert stamp is not None
    os.utime(file, ns=(1, stamp.changed + 1))
    assert stamp_of(str(file)) != stamp
    os.utime(file, ns=(1, stamp.changed))
    assert stamp_of(str(file)) == stamp
    copy = file.with_name("copy.html")
    copy.write_bytes(file.read_bytes())
    os.utime(copy, ns=(1, stamp.changed))
    assert stamp_of(str(copy)) != stamp


def test_what_is_no_regular_file_has_no_stamp(output: Path) -> None:
    (output / "link.html").symlink_to(output / HOME)
    (output / "folder").mkdir()
    assert stamp_of(str(output / "link.html")) is None
    assert stamp_of(str(output / "nothing")) is None
    assert stamp_of(str(output / "folder")) is None
