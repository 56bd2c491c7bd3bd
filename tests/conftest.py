"""What all tests share: the browser, and settings that the outside cannot change."""

import signal
from typing import Any

import pytest
from hypothesis import settings

from tools import browser

# A shell starts what runs in its background deaf to Ctrl-C, and every command that a test starts
# and interrupts would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples every time: a failure in one run is a failure in all.
settings.register_profile("okrpress", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("okrpress")

# Nothing that a browser does by itself on the network.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


# One process runs all tests of a file, as they share what is dear to make; but for these files,
# whose tests have little in common and would keep one process busy when the others are done.
SPREAD = {
    "test_browser_pages",
    "test_browser_serve",
    "test_browser_tools",
    "test_publish_disturbed",
}
# What takes longest goes first, so that all processes are done at about the same time.
FIRST = SPREAD | {
    "test_audience_gate",
    "test_bench_run",
    "test_browser_german",
    "test_browser_hostile",
    "test_browser_map",
    "test_browser_search",
    "test_cache_faults",
    "test_check",
    "test_checkin",
    "test_checkin_terminal",
    "test_determinism",
    "test_doctor",
    "test_front_matter",
    "test_hostile",
    "test_commands",
    "test_incremental_build",
    "test_incremental_stateful",
    "test_nu_checker",
    "test_packaging",
    "test_serve",
    "test_serve_http",
    "test_serve_preview",
    "test_status",
    "test_validity",
    "test_verdict",
    "test_whole_cycle",
    "test_wording_quality",
    "test_workers",
    "test_workflow_steps",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.stem not in FIRST)
    for item in items:
        if item.path.stem not in SPREAD:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "SOURCE_DATE_EPOCH",
        "NO_COLOR",
        "FORCE_COLOR",
        "OKRPRESS_OUTPUT_FORMAT",
        "GITHUB_STEP_SUMMARY",
        # Each process of the tests is told the width of the terminal that they are run from.
        "COLUMNS",
        "LINES",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = browser.find()
    if path is None:
        pytest.fail("no Chromium on this machine: run `make browser`")
    return {**browser_type_launch_args, "executable_path": str(path), "args": list(QUIET)}
