"""A folder is a site as it may be published, or everything that keeps it from being one is said."""

import os
import subprocess
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest

from okrpress.errors import OkrpressError
from okrpress.publish.canary import Canaries
from okrpress.publish.seal import (
    PAGE,
    SEAL,
    UNSEALED,
    Seal,
    file_digest,
    read_seal,
    seal_bytes,
    site_digest,
)
from okrpress.publish.verify_site import policy_problems, seal_of, verify_site
from okrpress.site import urls
from okrpress.site.views.frame import POLICY

META = f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
PAGE_TEXT = (
    f'<!doctype html><html lang="en"><head><meta charset="utf-8">{META}<title>T</title>'
    '<link rel="stylesheet" href="{up}static/a.css"></head><body id="top">'
    '<a href="{up}c/x/index.html#top">x</a></body></html>'
)
SITE = {
    "index.html": PAGE_TEXT.replace("{up}", ""),
    "c/x/index.html": PAGE_TEXT.replace("{up}", "../../"),
    "static/a.css": "b { color: red }",
    "data.json": '{"a": 1}',
    ".nojekyll": "",
    ".okrpress.json": '{"tool": "okrpress", "audience": "public"}',
    PAGE: PAGE_TEXT.replace("{up}", "../"),
}
BLANK = Seal(
    version="1", audience="public", as_of=date(2026, 11, 22), date_is_fixed=False, theme="default",
    keep_going=False, commit=None,
)  # fmt: skip


def laid_out(folder: Path, audience: str = "public") -> Path:
    """The small site in a folder, sealed."""
    for name, text in SITE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    sealed(folder, audience)
    return folder


def sealed(folder: Path, audience: str = "public") -> None:
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    named = [
        (path.relative_to(folder).as_posix(), file_digest(path.read_bytes())) for path in files
    ]
    digest, count = site_digest(named)
    words = {field: getattr(BLANK, field) for field in BLANK.__slots__}
    seal = Seal(**{**words, "audience": audience, "digest": digest, "files": count})
    (folder / SEAL).write_bytes(seal_bytes(seal))


def problems(folder: Path, **options: object) -> list[str]:
    return [str(one) for one in verify_site(folder, **options).problems]  # type: ignore[arg-type]


def test_a_site_as_it_was_left_has_no_problem(tmp_path: Path) -> None:
    found = verify_site(laid_out(tmp_path), audience="public", places=["/home/maria/okr"])
    assert found.problems == ()
    assert (found.pages, found.files, found.seal.files) == (3, 8, 5)


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), "utf-8")

    return spoil


def added(name: str, data: bytes = b"x") -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return spoil


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        pytest.param(
            replaced("index.html", "c/x/index.html#top", "c/y/index.html"),
            'index.html: "c/y/index.html" leads to c/y/index.html, which does not exist',
            id="a link that leads nowhere",
        ),
        pytest.param(
            replaced("index.html", "#top", "#foot"),
            'index.html: "c/x/index.html#foot" leads to an anchor that c/x/index.html does not',
            id="an anchor that is not there",
        ),
        pytest.param(
            replaced("index.html", "c/x/index.html#top", "/c/x/index.html"),
            'index.html: "/c/x/index.html" is absolute',
            id="an absolute link",
        ),
        pytest.param(
            lambda folder: (folder / "host.txt").symlink_to("/etc/hostname"),
            "host.txt: is a symbolic link",
            id="a symbolic link to a file",
        ),
        pytest.param(
            lambda folder: (folder / "c/etc").symlink_to("/etc"),
            "c/etc: is a symbolic link",
            id="a symbolic link to a folder, not followed",
        ),
        pytest.param(
            lambda folder: os.mkfifo(folder / "pipe"), "pipe: is no regular file", id="a pipe"
        ),
        pytest.param(added(".env"), ".env: is a hidden file", id="a hidden file"),
        pytest.param(
            added("big.json", b" " * 25_000_001), "big.json: is larger than 25 MB", id="a huge file"
        ),
        pytest.param(
            added("log.html", META.encode() + b"x" * 2_000_000),
            "log.html: is a page of more than 2 MB",
            id="a huge page",
        ),
        pytest.param(
            added("log.txt", b"written to /home/maria/okr/site"),
            "log.txt: names a folder of this machine",
            id="a path of the machine",
        ),
        pytest.param(
            added("bare.html", b"<html><head></head></html>"),
            "bare.html: has no content security policy",
            id="a page without a policy",
        ),
        pytest.param(
            replaced("data.json", "1", "2"),
            f"{SEAL}: has another digest than the files: one of them was changed",
            id="a changed number",
        ),
        pytest.param(
            lambda folder: (folder / "data.json").unlink(),
            f"{SEAL}: was made for 5 files, and there are 4",
            id="a missing file",
        ),
        pytest.param(
            replaced(".okrpress.json", "public", "internal"),
            ".okrpress.json: is that of another audience than public",
            id="a marker of another audience",
        ),
        pytest.param(
            added("extra.css", b"@import 'https://example.org/x.css'"),
            'extra.css: "https://example.org/x.css" loads something from outside the site',
            id="a style sheet from elsewhere",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, spoil: Callable[[Path], None], said: str) -> None:
    folder = laid_out(tmp_path / "site")
    spoil(folder)
    assert any(one.startswith(said) for one in problems(folder, places=["/home/maria/okr"]))


def test_an_internal_site_is_refused_where_a_public_one_goes(tmp_path: Path) -> None:
    folder = laid_out(tmp_path, audience="internal")
    with pytest.raises(OkrpressError, match="is the site for internal, not for public"):
        verify_site(folder, audience="public")


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OkrpressError, match="is no site of okrpress: it has no okrpress-site"):
        seal_of(tmp_path)


# ── the policy ────────────────────────────────────────────────────────────────────────────────


LAXER = [
    ("script-src 'self'", "script-src 'self' 'unsafe-inline'", "without script-src"),
    ("default-src 'none'; ", "", "without default-src"),
    ("img-src 'self'", "img-src *", "allows more in img-src"),
    ("connect-src 'self'", "connect-src https://x.example", "allows more in connect-src"),
    ("base-uri 'none'", "base-uri 'self'", "without base-uri"),
]


@pytest.mark.parametrize(("old", "new", "said"), LAXER, ids=[new or "none" for _, new, _ in LAXER])
def test_a_laxer_policy_is_a_problem(old: str, new: str, said: str) -> None:
    page = f'{META.replace(escape(old), escape(new))}<link href="a.css">'.encode()
    assert any(said in one for one in policy_problems(page))


def test_the_policy_comes_before_anything_is_loaded() -> None:
    assert list(policy_problems(f'{META}<script src="a.js">'.encode())) == []
    late = f'<script src="a.js"></script>{META}'.encode()
    assert list(policy_problems(late)) == ["loads something before its content security policy"]


# ── canaries ──────────────────────────────────────────────────────────────────────────────────

SECRET = "Zürich & Söhne"


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(SECRET.encode(), id="as it is"),
        pytest.param(SECRET.upper().encode(), id="in capitals"),
        pytest.param("Zu\u0308rich & So\u0308hne".encode(), id="decomposed"),
        pytest.param(escape(SECRET).encode(), id="in HTML"),
        pytest.param(b"Z&#252;rich & S&#246;hne", id="as entities"),
        pytest.param(b"".join(f"&#x{ord(one):X};".encode() for one in SECRET), id="all entities"),
        pytest.param(quote(SECRET).encode(), id="in an address"),
        pytest.param(b"Z\\u00fcrich & S\\u00f6hne", id="in JSON"),
        pytest.param(b64encode(SECRET.encode()), id="in base64"),
        pytest.param(b64encode(b"a" + SECRET.encode() + b"b"), id="inside of base64"),
        pytest.param(b64encode(b"ab" + SECRET.encode() + b"cd"), id="further inside of base64"),
        pytest.param(SECRET.encode().hex().encode(), id="in hexadecimal"),
        pytest.param(sha256(SECRET.encode()).hexdigest().encode(), id="hashed"),
    ],
)
def test_a_canary_is_found_in_every_form(tmp_path: Path, form: bytes) -> None:
    folder = laid_out(tmp_path)
    (folder / "data.json").write_bytes(b"..." + form + b"...")
    sealed(folder)
    found = problems(folder, canaries=Canaries(["not there at all", SECRET]))
    assert found == ["data.json: has canary 2 in it"]


def test_a_canary_that_any_site_would_have_is_refused() -> None:
    with pytest.raises(OkrpressError, match="canary 2 has fewer than 4 letters"):
        Canaries(["long enough", "the"])


# ── the seal ──────────────────────────────────────────────────────────────────────────────────


def test_the_digest_is_what_other_programs_say(tmp_path: Path) -> None:
    folder = laid_out(tmp_path)
    found = subprocess.run(
        "find . -type f -printf '%P\\n' | grep -vxF -e okrpress-site.json -e build/index.html"
        " -e .okrpress.json | LC_ALL=C sort | xargs sha256sum | cut -c 1-32,65- | sha256sum",
        shell=True, cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert found.stdout.split()[0] == seal_of(folder).digest


def test_the_digest_hangs_on_no_order() -> None:
    files = [("b", "1"), ("a", "2"), ("é", "3"), (SEAL, "4")]
    assert site_digest(files) == site_digest(reversed(files))
    assert site_digest(files)[1] == 3


def test_site_and_publishing_name_the_same_files() -> None:
    assert (urls.SEAL, urls.BUILD) == (SEAL, PAGE)
    assert {SEAL, PAGE} < UNSEALED


def test_a_seal_is_read_as_it_was_written() -> None:
    assert read_seal(seal_bytes(BLANK)) == BLANK


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(b"{", b"", id="no JSON"),
        pytest.param(b"okrpress", b"hugo", id="another tool"),
        pytest.param(b"2026-11-22", b"tomorrow", id="no date"),
        pytest.param(b'"files": 0', b'"files": "0"', id="a text for a number"),
        pytest.param(b'"public"', b"[]", id="a list for a text"),
        pytest.param(b'"theme"', b'"thema"', id="an unknown key"),
    ],
)
def test_a_broken_seal_is_refused(old: bytes, new: bytes) -> None:
    with pytest.raises(OkrpressError, match="is no seal of okrpress"):
        read_seal(seal_bytes(BLANK).replace(old, new, 1))
