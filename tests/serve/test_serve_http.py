"""What the server answers: the site as it would be published, and what it says with it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from okrpress_process import write
from serving import PAGE, PROJECT, Served, request, serving

from okrpress.publish.seal import UNSEALED

TAGS = re.compile(r'<script src="/_okrpress/[^>]*></script>\n')
CANARY = "canary-of-the-secret-file"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    write(folder, PROJECT)
    secret = {"secret.txt": CANARY, "content/.hidden.md": CANARY, "../outside.txt": CANARY}
    write(folder, secret)
    return folder


@pytest.fixture(scope="module")
def site(root: Path) -> Iterator[Served]:
    with serving(root) as served:
        yield served


def test_every_page_is_the_published_one_but_for_the_scripts(
    site: Served, root: Path, tmp_path: Path
) -> None:
    build = [sys.executable, "-m", "okrpress", "build", str(root), "--output", str(tmp_path / "s")]
    subprocess.run(build, check=True, capture_output=True)
    files = [path for path in (tmp_path / "s").rglob("*") if path.is_file()]
    paths = [path.relative_to(tmp_path / "s").as_posix() for path in files]
    pages = [path for path in paths if path not in UNSEALED]  # a preview proves nothing
    assert len(pages) > 5
    for path in pages:
        served = site.get(path).content
        if path.endswith(".html"):
            served = TAGS.sub("", served.decode()).encode()
        assert served == (tmp_path / "s" / path).read_bytes(), path


def test_a_folder_is_its_page(site: Served) -> None:
    assert site.get(PAGE).text == site.get(f"{PAGE}index.html").text
    assert site.get("").text == site.get("index.html").text


def test_a_folder_without_its_slash_leads_to_it_so_that_links_work(site: Served) -> None:
    answer = site.get(PAGE.rstrip("/"))
    assert (answer.status_code, answer.headers["location"]) == (307, f"/{PAGE}")


@pytest.mark.parametrize(
    ("path", "type"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("static/base.css", "text/css; charset=utf-8"),
        ("_okrpress/client.js", "text/javascript; charset=utf-8"),
        ("_okrpress/problems.json", "application/json; charset=utf-8"),
    ],
)
def test_a_file_says_what_it_is(site: Served, path: str, type: str) -> None:
    assert site.get(path).headers["content-type"] == type


@pytest.mark.parametrize("path", ["", "static/base.css", "nowhere", "_okrpress/problems.json"])
def test_every_answer_is_guarded(site: Served, path: str) -> None:
    headers = site.get(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "trusted-types 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert not [name for name in headers if name.startswith("access-control")]
    assert "server" not in headers


def test_a_page_that_is_known_already_is_not_sent_again(site: Served) -> None:
    mark = re.search(r'data-mark="([^"]+)"', site.get(PAGE).text)
    assert mark
    answer = site.get(PAGE, **{"if-none-match": mark[1]})
    assert (answer.status_code, answer.content) == (304, b"")
    assert site.get(PAGE, **{"if-none-match": "another"}).status_code == 200


def test_what_is_not_there_is_said_in_a_page_that_keeps_up_too(site: Served) -> None:
    answer = site.get("o/2026-q4/me/nothing/")
    assert answer.status_code == 404
    assert "/_okrpress/client.js" in answer.text


def test_nothing_is_missing_that_browsers_ask_for_unasked(site: Served) -> None:
    assert site.get("favicon.ico").status_code == 204


def test_a_day_in_the_address_is_the_day_of_the_page(site: Served) -> None:
    past, now = site.get(f"@2026-11-01/{PAGE}").text, site.get(PAGE).text
    assert '<time datetime="2026-11-01">' in past
    assert '<time datetime="2026-11-22">' in now
    assert "6.9" in now
    assert "6.9" not in TAGS.sub("", past)


def test_links_of_a_page_keep_the_day(site: Served) -> None:
    page = site.get(f"@2026-11-01/{PAGE}").text
    links = re.findall(r'<(?:a|link)[^>]* href="([^"#]+)"', page)
    assert len(links) > 5
    assert not [link for link in links if link.startswith(("/", "http"))]


@pytest.mark.parametrize(
    "day",
    [
        "@2026-11-31",
        "@2026-11-1",
        "@20261101",
        "@2026-W48-1",
        "@0001-01-01",
        "@9999-12-31",
        "@today",
        "@",
        "@2026-11-01@2026-11-01",
        "@2026-11-01/@2026-11-01",
    ],
)
def test_a_day_that_is_none_is_no_page(site: Served, day: str) -> None:
    assert site.get(f"{day}/").status_code == 404


def test_head_says_what_get_would(site: Served) -> None:
    answer = site.raw(
        request("/", "Connection: close", host=f"127.0.0.1:{site.port}", method="HEAD")
    )
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    assert body == b""
    assert f"content-length: {len(site.get('').content)}".encode() in head


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get"]
)
def test_the_server_only_shows(site: Served, method: str) -> None:
    answer = site.raw(request("/", host=f"127.0.0.1:{site.port}", method=method))
    assert answer.startswith(b"HTTP/1.1 405 ")
    assert b"allow: GET, HEAD" in answer


def test_connect_is_no_way_to_elsewhere(site: Served) -> None:
    sent = request("example.org:443", host=f"127.0.0.1:{site.port}", method="CONNECT")
    assert site.raw(sent).startswith(b"HTTP/1.1 405 ")


@pytest.mark.parametrize("path", ["/", f"/{PAGE}", "/_okrpress/events", "/_okrpress/problems.json"])
@pytest.mark.parametrize(
    "line",
    [
        "Origin: http://evil.example",
        "Origin: null",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
    ],
)
def test_pages_of_other_sites_are_refused(site: Served, path: str, line: str) -> None:
    sent = request(path, line, "Connection: close", host=f"127.0.0.1:{site.port}")
    answer = site.raw(sent)
    assert answer.startswith(b"HTTP/1.1 403 ")
    assert b"access-control" not in answer.lower()


@pytest.mark.parametrize("path", ["/", "/_okrpress/events"])
@pytest.mark.parametrize(
    ("hosts", "status"),
    [
        ("Host: evil.example", b"403"),
        ("Host: evil.example:{port}", b"403"),
        ("Host: localhost", b"403"),
        ("Host: ", b"403"),
        ("X: y", b"400"),
        ("Host: localhost:{port}\r\nHost: evil.example", b"400"),
    ],
)
def test_other_names_are_refused(site: Served, path: str, hosts: str, status: bytes) -> None:
    lines = f"GET {path} HTTP/1.1\r\n{hosts.format(port=site.port)}\r\nConnection: close\r\n\r\n"
    assert site.raw(lines.encode()).startswith(b"HTTP/1.1 " + status)


def test_old_http_without_a_host_is_refused(site: Served) -> None:
    assert site.raw(b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 403 ")


def test_events_say_that_something_changed_and_not_what(site: Served) -> None:
    sent = request("/_okrpress/events", host=f"127.0.0.1:{site.port}")
    answer = site.raw(sent, seconds=0.5).decode()
    assert "content-type: text/event-stream" in answer
    assert re.search(
        r'data: \{"life": "\w+", "pages": 0, "styles": 0, "scripts": 0, "problems": 0\}', answer
    )


# ── paths that lead elsewhere ─────────────────────────────────────────────────────────────────

UP = ["..", "%2e%2e", "%2E.", ".%2e", "..%00", "..%20", "%252e%252e", "..%c0%af", "....", "%uff0e"]
SLASH = ["/", "\\", "%2f", "%5c", "%252f", "//", "/./", "%c0%af", ";/", "/;x/"]
GOAL = ["secret.txt", "okrpress.toml", "content/.hidden.md", "outside.txt", "etc/passwd"]
ODD = [
    "//evil.example/",
    "//evil.example/..",
    "///",
    "/\\evil.example",
    "/c:/windows/win.ini",
    "/C:%5Cwindows%5Cwin.ini",
    "/\\\\server\\share\\secret.txt",
    "/secret.txt::$DATA",
    "/index.html::$DATA",
    "/index.html%00",
    "/index.html%20",
    "/index.html.",
    "/index.html/",
    "/INDEX.HTML",
    "/./index.html",
    "/static/../secret.txt",
    "/static/..%2f..%2fsecret.txt",
    "/static/base.css/../../secret.txt",
    "/_okrpress/../secret.txt",
    "/_okrpress/server.py",
    "/_okrpress/vendor/../server.py",
    "/_okrpress/",
    "/@2026-11-01/../secret.txt",
    "/@../secret.txt",
    "/content/index.md",
    "/okrpress.toml",
    "/.git/config",
    "/.nojekyll",
    "/~root",
    "/%",
    "/%zz",
    "/;",
    "/*",
    "*",
    "http://127.0.0.1/secret.txt",
    "file:///etc/passwd",
    f"/{'a' * 65536}",
    f"/{'../' * 5000}secret.txt",
]


def corpus() -> list[str]:
    climbs = [
        f"/{(up + slash) * depth}{goal}"
        for up in UP
        for slash in SLASH
        for goal in GOAL
        for depth in (3,)
    ]
    return [*ODD, *climbs]


def test_no_path_leads_to_a_file_on_disk(site: Served) -> None:
    paths = corpus()
    assert len(paths) >= 500
    for path in paths:
        answer = site.raw(
            request(path, "Connection: close", host=f"127.0.0.1:{site.port}"), seconds=5
        )
        assert answer[:13] in (b"HTTP/1.1 404 ", b"HTTP/1.1 400 "), path[:80]
        assert CANARY.encode() not in answer, path[:80]
        assert b"root:" not in answer, path[:80]
    assert site.get("").status_code == 200


def test_a_path_of_any_bytes_is_answered(site: Served) -> None:
    for byte in range(256):
        line = b"GET /" + bytes([byte]) + b" HTTP/1.1\r\nHost: localhost:%d\r\n" % site.port
        answer = site.raw(line + b"Connection: close\r\n\r\n", seconds=5)
        assert answer[:12] in (b"HTTP/1.1 404", b"HTTP/1.1 400", b"HTTP/1.1 200"), byte
        assert (answer[9:12] == b"200") == (byte == ord("?")), byte
