"""Settings for editors: what helps while somebody writes, and works without more ado."""

import json
from collections.abc import Mapping

VSCODE_TASKS = ".vscode/tasks.json"
SCHEMAS = "schemas"


def vscode_tasks() -> str:
    """`.vscode/tasks.json`: a task that shows findings under the text, and needs no extension."""
    check = {
        "label": "okrpress: check while I write",
        "type": "shell",
        "command": "okrpress",
        "args": ["check", "--watch", "--format", "concise"],
        "isBackground": True,
        "presentation": {"reveal": "never"},
        "problemMatcher": {
            "owner": "okrpress",
            "source": "okrpress",
            "severity": "info",
            "fileLocation": ["relative", "${workspaceFolder}"],
            "pattern": {
                "regexp": r"^(.+?):(\d+):(\d+): (error|warning|advice): (.*)$",
                "file": 1,
                "line": 2,
                "column": 3,
                "severity": 4,
                "message": 5,
            },
            "background": {
                "activeOnStart": True,
                "beginsPattern": "^checking",
                "endsPattern": "^waiting for changes",
            },
        },
    }
    return json.dumps({"version": "2.0.0", "tasks": [check]}, indent=2) + "\n"


def schemas_readme(paths: Mapping[str, str], content: str) -> str:
    """`schemas/README.md`: what the schemas are good for; `paths` says where each kind lies."""
    settings = {
        "yaml": {
            "validate": False,
            "schemaStore": {"enable": False},
            "schemas": {f"./{SCHEMAS}/{kind}.json": _globs(paths, kind, content) for kind in paths},
        }
    }
    return f"""\
# Schemas of the front matter

One JSON Schema for each kind of file under `{content}/`, for editors that complete and explain
keys. `okrpress schema KIND` prints them: write them again after an update of okrpress.

- **Editors that let you choose language servers** (Neovim, Helix, Emacs, Kate, Sublime Text with
  LSP): attach `yaml-language-server` to Markdown files, with the settings below. It completes and
  explains the keys of front matter. Its validation has to be off, because it takes the text below
  the front matter for YAML, too; `okrpress check` says what is wrong.
- **Visual Studio Code**: its YAML extension does not look into Markdown files, so the schemas are
  of no use there. Instead, Terminal > Run Task > "okrpress: check while I write" shows what
  `okrpress check` finds under the text, after each save. It needs no extension.

```json
{json.dumps(settings, indent=2)}
```
"""


def _globs(paths: Mapping[str, str], kind: str, content: str) -> list[str]:
    """The files of a kind, and behind them, with a `!`, those of other kinds among them."""
    own = _glob(paths[kind], content)
    others = (_glob(path, content) for other, path in paths.items() if other != kind)
    parts = own.split("/")
    inside = [glob for glob in others if _covers(parts, glob.split("/"))]
    return [own, *(f"!{glob}" for glob in inside)]


def _glob(path: str, content: str) -> str:
    """`<cycle>/<unit>/<objective>.md` as `content/*/*/*.md`."""
    parts = ("*.md" if "<" in part and part.endswith(".md") else part for part in path.split("/"))
    return "/".join([content, *("*" if part.startswith("<") else part for part in parts)])


def _covers(wide: list[str], narrow: list[str]) -> bool:
    return len(wide) == len(narrow) and all(
        part in {other, "*"} or (part == "*.md" and other.endswith(".md"))
        for part, other in zip(wide, narrow, strict=True)
    )
