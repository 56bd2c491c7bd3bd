"""The law of the cache, after anything that people do to a project, in any order."""

import os
import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import git_repository as repo
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from project_edits import DAY, clear, edits, move, write
from whole_project import NOT_FOR_ALL, WHOLE, make_project, okrpress, tree

from okrpress.app import drawing, listing
from okrpress.app.build import BuildRequest, BuildResult, build
from okrpress.errors import OkrpressError
from okrpress.model.audience import PUBLIC, Audience, parse_audience
from okrpress.publish import aside

SETTINGS = [
    "[site]\ntheme = 'own'",
    "[site]\ntheme = 'own'\ntitle = 'Other'",
    "[site]\ntheme = 'own'\nlanguage = 'de'",
    "as_of = 2026-11-20\n[site]\ntheme = 'own'",
    "[site]\npalette = 'blue'",
    "audience = 'internal'\n[thresholds]\ngap_on_track = 1\n[site]\ntheme = 'own'",
]
THEME_FILES = {
    "themes/own/static/own.css": ["p { color: red }", "p { color: blue }"],
    "themes/own/static/other.css": ["a { color: red }"],
    "themes/own/templates/404.html": [
        '{% extends "default/404.html" %}',
        '{% extends "default/404.html" %}{# two #}',
    ],
    "themes/own/templates/unit.html": [
        '{% extends "default/unit.html" %}{% block title %}One{% endblock %}'
    ],
}
AUDIENCES = ["public", "public", "internal", "person:maria", "manager:maria"]
ALWAYS = "content/2026-q4/company/always.md"


class Incremental(RuleBasedStateMachine):
    """A project that is edited, asked about and built; every build is compared with a clean one."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.day = DAY
        self.audience: Audience = PUBLIC
        self.jobs = 1
        self.keep_going = True

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    @initialize()
    def begin(self) -> None:
        repo.new_repository(self.root)
        make_project(self.root, {**WHOLE, **NOT_FOR_ALL})
        repo.commit(self.root, {"base.txt": ""}, "Begin")

    # ── what people do ────────────────────────────────────────────────────────────────────────

    @rule(data=st.data())
    def edit_content(self, data: st.DataObject) -> None:
        data.draw(edits(self.root))

    @rule(data=st.data())
    def edit_much(self, data: st.DataObject) -> None:
        for _ in range(3):
            data.draw(edits(self.root))

    @rule(text=st.sampled_from(SETTINGS))
    def edit_settings(self, text: str) -> None:
        write(self.root, "okrpress.toml", text)

    @rule(file=st.sampled_from(sorted(THEME_FILES)), number=st.integers(0, 1))
    def edit_theme(self, file: str, number: int) -> None:
        write(self.root, file, THEME_FILES[file][-number])

    @rule(file=st.sampled_from(sorted(THEME_FILES)), goes=st.sampled_from(["", "-2"]))
    def remove_from_theme(self, file: str, goes: str) -> None:
        if goes:
            move(self.root, file, file.replace(".", f"{goes}."))
        else:
            clear(self.root, file)

    @rule(days=st.sampled_from([1, 1, 7, 60, -1]))
    def wait(self, days: int) -> None:
        self.day += timedelta(days)

    @rule(
        audience=st.sampled_from(AUDIENCES),
        jobs=st.sampled_from([1, 1, 2]),
        keep_going=st.sampled_from([True, True, False]),
    )
    def build_otherwise(self, audience: str, jobs: int, keep_going: bool) -> None:
        found = parse_audience(audience)
        assert found
        self.audience, self.jobs, self.keep_going = found, jobs, keep_going

    @rule(number=st.integers(0, 99), how=st.sampled_from("dets"), site=st.booleans())
    def meddle(self, number: int, how: str, site: bool) -> None:
        """Do something to a site or the cache behind the build's back."""
        folder = self._output if site else self.root / ".okrpress"
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        if not files or files[number % len(files)].name in {".okrpress.json", ".gitignore"}:
            return
        file = files[number % len(files)]
        match how:
            case "d":
                file.unlink()
            case "e":
                file.write_bytes(file.read_bytes() + b" ")
            case "t":
                os.utime(file, (1, 1))
            case "s":
                shutil.rmtree(folder)

    @rule(
        command=st.sampled_from(
            [
                ("check", "{root}", "--format", "json"),
                ("check", "{root}", "--audience", "public"),
                ("status", "-C", "{root}", "--all", "--format", "json"),
                ("diff", "HEAD", "--root", "{root}", "--format", "json"),
            ]
        )
    )
    def ask(self, command: tuple[str, ...]) -> None:
        """What a command says does not depend on what others have left for it."""
        command = (*command, "--as-of", self.day.isoformat())
        kept, aside = self.root / ".okrpress", self.root / "aside"
        said = okrpress(self.root, *command)
        if kept.exists():
            kept.rename(aside)
        assert said.result == okrpress(self.root, *command).result
        shutil.rmtree(kept, ignore_errors=True)
        if aside.exists():
            aside.rename(kept)

    # ── what is always so ─────────────────────────────────────────────────────────────────────

    @invariant()
    def is_like_a_clean_build(self) -> None:
        write(self.root, ALWAYS, WHOLE[ALWAYS])
        request = BuildRequest(
            root=self.root,
            today=self.day,
            keep_going=self.keep_going,
            audience=self.audience,
            jobs=self.jobs,
            output=self._output,
        )
        beside = self.root / "clean"
        shutil.rmtree(beside, ignore_errors=True)
        clean = built(replace(request, output=beside, cache=False, jobs=1))
        incremental = built(request)
        if isinstance(clean, str) or isinstance(incremental, str):
            assert incremental == clean
            return
        assert replace(incremental, published=None) == replace(clean, published=None)
        assert (incremental.published is None) == (clean.published is None)
        if incremental.published and clean.published:
            assert tree(self._output) == tree(beside)
            assert replace(incremental.published, folder=beside) == clean.published
            assert not any(b"Seen by nobody" in data for data in tree(beside).values())

    @property
    def _output(self) -> Path:
        return self.root / f"site-{str(self.audience).replace(':', '-')}"


def built(request: BuildRequest) -> BuildResult | str:
    """What came of a build, or why there was none.

    Few pages, and few files to look at, are enough for a second process, and files are old enough
    at once to be known by how they look.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing, "FEWEST", 20)
        patch.setattr(listing, "YOUNG", 20_000_000)
        patch.setattr(listing, "FEW", 3)
        patch.setattr(aside, "FEWEST", 20)
        try:
            return build(request)
        except OkrpressError as error:
            return str(error)


EXAMPLES = int(os.environ.get("OKRPRESS_EXAMPLES", "5"))
"""`OKRPRESS_EXAMPLES=500` looks for what five do not find."""

TestIncremental = Incremental.TestCase
TestIncremental.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=6,
    deadline=None,
    derandomize=EXAMPLES < 50,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],  # to shrink takes minutes
    database=None,
)
