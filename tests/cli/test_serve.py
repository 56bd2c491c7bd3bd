"""`okrpress serve` as its users start and stop it."""

import re
import socket
import stat
from pathlib import Path

import pytest
from okrpress_process import okrpress, write
from serving import HEALTH, OBJECTIVE, PAGE, PROJECT, request, serving, until


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "project", PROJECT)
    return tmp_path / "project"


def test_the_address_is_all_that_standard_output_says(root: Path) -> None:
    with serving(root) as served:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", served.url)
        assert served.get("").status_code == 200
        assert served.interrupt() == 130
        assert served.process.stdout
        assert served.process.stdout.read() == ""


def test_it_says_whose_view_and_which_day_is_shown(root: Path) -> None:
    secret = OBJECTIVE.format(title="Secret").replace("owner:", "visibility: private\nowner:")
    write(root, {"content/2026-q4/me/secret.md": secret})
    with serving(root) as served:
        said = "serving what the public may see, 1 objective left out, as of 2026-11-22"
        until(lambda: said in served.said, served.said)


def test_a_large_project_can_be_asked_for_before_all_of_it_is_read(root: Path) -> None:
    write(root, {f"content/.notes/{number}": "" for number in range(2001)})
    with serving(root) as served:
        answers = [served.get(PAGE)]
        while answers[-1].status_code == 503:
            answers.append(served.get(PAGE))
        assert "I feel rested and strong" in answers[-1].text
        write(root, {HEALTH: OBJECTIVE.format(title="I sleep well")})
        until(lambda: "I sleep well" in served.get(PAGE).text, served.said)


def test_a_large_project_that_cannot_be_shown_ends_with_the_reason(root: Path) -> None:
    write(root, {f"content/.notes/{number}": "" for number in range(2001)})
    ran = okrpress("serve", "--theme", "nobody-s", "--port", "0", cwd=root)
    assert ran.returncode == 2
    assert "nobody-s" in ran.stderr


def test_ctrl_c_ends_it_although_somebody_listens(root: Path) -> None:
    with serving(root) as served, served.connect() as listener:
        listener.sendall(request("/_okrpress/events", host=f"127.0.0.1:{served.port}"))
        assert listener.recv(65536)
        assert served.interrupt() == 130
        with pytest.raises(ConnectionRefusedError):
            served.connect()
        until(lambda: "interrupted" in served.said)
        assert "Traceback" not in served.said


def test_the_port_is_free_again_at_once(root: Path) -> None:
    with serving(root) as served:
        served.get("")
        port = served.port
    with serving(root, "--port", str(port)) as again:
        assert again.port == port


def test_a_port_that_is_taken_is_said_before_anything_is_read(root: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        done = okrpress("serve", root, "--port", str(port), cwd=root)
    assert done.returncode == 2
    assert f"cannot listen on 127.0.0.1:{port}: address already in use" in done.stderr
    assert "--port" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--port", "65536"], "not in the range"),
        (["--port", "http"], "not a valid"),
        (["--host", "no-such-host.invalid"], "is no address of this machine"),
        (["--as-of", "tomorrow"], "is no date"),
        (["--theme", "none"], "There is no theme 'none'"),
        (["--audience", "internal", "--host", "0.0.0.0"], "is shown on this machine only"),
    ],
)
def test_what_cannot_be_served_is_a_usage_error(
    root: Path, arguments: list[str], said: str
) -> None:
    done = okrpress("serve", root, *arguments, cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_folder_without_content_is_a_usage_error(tmp_path: Path) -> None:
    done = okrpress("serve", tmp_path, "--port", "0", cwd=tmp_path)
    assert done.returncode == 2
    assert "no content folder" in done.stderr


def test_other_machines_are_let_in_with_a_warning_only(root: Path) -> None:
    with serving(root, "--host", "0.0.0.0") as served:
        until(lambda: "everybody who can reach this machine" in served.said, served.said)
        assert served.url.startswith("http://127.0.0.1:")
        assert served.get("").status_code == 200


def test_others_than_the_author_are_not_told_what_is_wrong(root: Path) -> None:
    write(root, {HEALTH: OBJECTIVE.format(title="x").replace("owner:", "secret_plan:")})
    with serving(root, "--host", "0.0.0.0") as served:
        said = served.get("_okrpress/problems.json").json()
        assert said["errors"] == 1
        assert said["listed"] == []
        until(lambda: "secret_plan" in served.said, "the terminal is the author's")


def test_the_day_can_be_asked_for(root: Path) -> None:
    with serving(root, "--as-of", "2026-11-01") as served:
        assert '<time datetime="2026-11-01">' in served.get("").text


def test_the_day_of_the_environment_holds_where_nothing_else_says_one(root: Path) -> None:
    write(root, {"okrpress.toml": ""})
    with serving(root, SOURCE_DATE_EPOCH="1793491200") as served:  # 1 November 2026
        assert '<time datetime="2026-11-01">' in served.get("").text


def test_the_browser_is_opened_where_that_is_asked_for(root: Path, tmp_path: Path) -> None:
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    with serving(root, "--open", BROWSER=str(browser)) as served:
        until(opened.exists, "the browser was started")
        until(lambda: opened.read_text().strip() == served.url)


@pytest.mark.parametrize("arguments", [[], ["--poll"]], ids=["told", "polled"])
def test_edits_and_mistakes_are_said_as_they_happen(root: Path, arguments: list[str]) -> None:
    with serving(root, *arguments) as served:
        write(root, {HEALTH: OBJECTIVE.format(title="Edited")})
        until(lambda: f"changed: {HEALTH}" in served.said, served.said)
        until(lambda: "Edited" in served.get(PAGE).text)
        write(root, {HEALTH: OBJECTIVE.format(title="Broken").replace("owner:", "ownr:")})
        until(lambda: f"{HEALTH}:3:1: error: FMT030" in served.said, served.said)
        assert "Edited" in served.get(PAGE).text
        write(root, {HEALTH: OBJECTIVE.format(title="Mended")})
        until(lambda: "all findings are gone" in served.said, served.said)
        until(lambda: "Mended" in served.get(PAGE).text)


def test_broken_content_is_served_as_far_as_it_goes(root: Path) -> None:
    write(root, {"content/2026-q4/me/broken.md": "nonsense"})
    with serving(root) as served:
        until(lambda: "content/2026-q4/me/broken.md:1:1: error" in served.said, served.said)
        assert served.get(PAGE).status_code == 200
        assert served.get("_okrpress/problems.json").json()["whole"] is False


def test_a_mistake_in_a_template_is_a_page_that_says_so(root: Path) -> None:
    write(root, {"okrpress.toml": '[site]\ntheme = "own"\n'})
    write(root, {"themes/own/templates/home.html": "{{ view.nothing }}"})
    with serving(root) as served:
        answer = served.get("")
        assert answer.status_code == 500
        assert "themes/own/templates/home.html:1" in answer.text
        until(lambda: "error: themes/own/templates/home.html:1" in served.said, served.said)
        assert served.get(PAGE).status_code == 200


def test_a_checkout_of_many_files_and_quick_saves_end_as_a_build_would(root: Path) -> None:
    with serving(root) as served:
        many = {f"content/2026-q4/unit-{n}/aim.md": OBJECTIVE.format(title=n) for n in range(60)}
        write(root, many)
        for save in range(100):
            write(root, {HEALTH: OBJECTIVE.format(title=f"Save {save}")})
        until(lambda: "Save 99" in served.get(PAGE).text, "the last save", seconds=60)
        paths = [f"o/2026-q4/unit-{n}/aim/" for n in range(60)]
        until(lambda: not any(served.get(path).is_error for path in paths), seconds=60)
        built = okrpress("build", root, "--output", root / "site", cwd=root)
        assert built.returncode == 0, built.stderr
        page = (root / "site/c/2026-q4/index.html").read_text()
        until(lambda: served.get("c/2026-q4/").text.endswith(page.partition("</head>")[2]))
