"""Runs the jobs of workflows, actions and pipelines here, as far as their shell goes.

What GitHub provides is stood in for: its expressions, its files for outputs and summaries, and the
artifacts. `python -m venv` makes a folder whose `pip` writes down what it is asked for and unpacks
wheels that lie here, and whose `okrpress` and `python` are those that are tested. Libraries are
those of this machine.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
_SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_PYTHON = f"""#!/bin/sh
if [ "$1" = -m ] && [ "$2" = venv ]; then
    mkdir -p "$3/bin" && cp "{{shims}}"/* "$3/bin/"
else
    exec "{sys.executable}" "$@"
fi
"""
_PIP = f"""#!/bin/sh
echo "pip $*" >> "$PIP_LOG"
for word in "$@"; do
    case "$word" in
        *.whl) "{sys.executable}" -m zipfile -e "$word" "$(dirname "$0")/../wheels" || exit 1 ;;
        *) if [ -f "$word" ]; then cat "$word" >> "$PIP_LOG"; fi ;;
    esac
done
"""
_OKRPRESS = f"""#!/bin/sh
wheels=$(dirname "$0")/../wheels
if [ ! -d "$wheels" ]; then wheels="{ROOT}"; fi
PYTHONPATH="$wheels" exec "{sys.executable}" -P -m okrpress "$@"
"""


@dataclass(frozen=True, kw_only=True)
class Step:
    """What came of a step."""

    name: str
    code: int
    out: str
    err: str


@dataclass(kw_only=True)
class Runner:
    """A machine that jobs run on: `temp` and `artifacts` outlive a job's steps.

    `context` answers expressions, by their text; `environment` is what the host sets besides.
    """

    folder: Path
    context: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shims = self.folder / "shims"
        for name, text in (("python", _PYTHON), ("pip", _PIP), ("okrpress", _OKRPRESS)):
            _script(shims / name, text.replace("{shims}", str(shims)))
        _script(shims / "python3", (shims / "python").read_text())
        for folder in (self.temp, self.artifacts):
            folder.mkdir(parents=True, exist_ok=True)
        event = '{"repository": {"private": false}}'
        (self.folder / "event.json").write_text(event, encoding="utf-8")

    @property
    def temp(self) -> Path:
        return self.folder / "temp"

    @property
    def artifacts(self) -> Path:
        return self.folder / "artifacts"

    @property
    def summary(self) -> str:
        file = self.folder / "summary"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    @property
    def installed(self) -> str:
        """What pip was asked for, and the files it was given."""
        return (self.folder / "pip.log").read_text(encoding="utf-8")

    @property
    def log(self) -> str:
        """What all steps have printed."""
        return "".join(step.out + step.err for step in self.steps)

    def job(self, text: str, name: str, checkout: Path) -> dict[str, int]:
        """Run a job of a workflow in a folder that is checked out; its steps' exit codes."""
        job = yaml.safe_load(text)["jobs"][name]
        return self._run(job["steps"], checkout, prefix="")

    def action(self, folder: Path, checkout: Path, **inputs: str) -> dict[str, int]:
        """Run a composite action."""
        action = yaml.safe_load((folder / "action.yml").read_text(encoding="utf-8"))
        given = {name: one.get("default", "") for name, one in action["inputs"].items()} | inputs
        known = {f"inputs.{name}": self._said(value) for name, value in given.items()}
        self.context = {**self.context, **known}
        return self._run(
            action["runs"]["steps"], checkout, prefix="", GITHUB_ACTION_PATH=str(folder)
        )

    def _run(
        self, steps: list[dict[str, object]], cwd: Path, *, prefix: str, **more: str
    ) -> dict[str, int]:
        outcomes: dict[str, str] = {}
        codes: dict[str, int] = {}
        for number, step in enumerate(steps):
            name = str(step.get("name", step.get("id", step.get("uses", number))))
            has_failed = any(codes.values())
            if not self._is_due(str(step.get("if", "")), outcomes, has_failed=has_failed):
                continue
            if "uses" in step:
                code = self._used(step, cwd)
                told = 0 if step.get("continue-on-error") else code
            else:
                code = told = self._shell(str(step["run"]), cwd, name, step.get("env", {}), more)
            codes[name] = told
            outcomes[str(step.get("id"))] = "failure" if code else "success"
        return codes

    def _is_due(self, condition: str, outcomes: Mapping[str, str], *, has_failed: bool) -> bool:
        if not condition:
            return not has_failed
        text = (
            _EXPRESSION.sub(r"\1", condition).replace("&&", "and").replace("!cancelled()", "True")
        )
        known = {f"steps.{id}.outcome": outcome for id, outcome in outcomes.items()}
        for name, value in {**known, **self.context}.items():
            text = text.replace(name, repr(value))
        due: bool = eval(text, {"__builtins__": {}})
        return due and (not has_failed or "cancelled" in condition)

    def _used(self, step: Mapping[str, object], cwd: Path) -> int:
        """Artifacts are kept and handed on, and our own action is run; what else GitHub provides is
        here already.
        """
        given = {key: self._said(str(value)) for key, value in dict(step.get("with", {})).items()}  # type: ignore[call-overload]
        uses = str(step["uses"])
        if uses == "./":
            return int(any(self.action(ROOT, cwd, **given).values()))
        if uses.startswith(("actions/upload-artifact@", "actions/upload-pages-artifact@")):
            path, kept = Path(given["path"]), self.artifacts / given.get("name", "pages")
            if path.is_dir():
                shutil.copytree(path, kept)
            elif path.exists():
                kept.mkdir()
                shutil.copy(path, kept)
        elif uses.startswith("actions/download-artifact@"):
            kept = self.artifacts / given["name"]
            if not kept.exists():
                return 1
            shutil.copytree(kept, given["path"])
        return 0

    def _shell(
        self, script: str, cwd: Path, name: str, env: object, more: Mapping[str, str]
    ) -> int:
        assert "${{" not in script
        said = {key: self._said(str(value)) for key, value in dict(env).items()}  # type: ignore[call-overload]
        return self.run(script, cwd, name, **said, **more)

    def run(self, script: str, cwd: Path, name: str = "script", **more: str) -> int:
        """Run a script with what every step finds in its environment."""
        kept = {key: os.environ[key] for key in ("HOME", "LANG", "TMPDIR") if key in os.environ}
        environment = {
            **kept,
            "PATH": f"{self.folder / 'shims'}:{os.environ['PATH']}",
            "CI": "true",
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
            "GITHUB_ACTIONS": "true",
            "PIP_LOG": str(self.folder / "pip.log"),
            **self.environment,
            **more,
        }
        done = subprocess.run(
            [*_SHELL, "-c", script],
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        self.steps.append(Step(name=name, code=done.returncode, out=done.stdout, err=done.stderr))
        return done.returncode

    def _said(self, text: str) -> str:
        known = {**self.context, "runner.temp": str(self.temp)}
        return _EXPRESSION.sub(lambda found: known[found[1]], text)


def _script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
