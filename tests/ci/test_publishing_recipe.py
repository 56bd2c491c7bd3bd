"""The scripts of docs/publishing.md for any CI, run as they stand there."""

import json
import re
from pathlib import Path

from git_repository import commit, git, new_repository
from workflow_runner import ROOT, Runner

PAGE = (ROOT / "docs/publishing.md").read_text(encoding="utf-8")
DAY = "1795348800"  # 2026-11-22
FILE = "content/2026-q4/me/health.md"
HEALTH = """---
title: I feel rested by the end of the year
key_results:
  - {id: sleep, title: Sleep well, baseline: 6, target: 8, unit: h, current: 7, as_of: 2026-11-20}
---
"""


def test_both_scripts_do_what_the_page_says(tmp_path: Path) -> None:
    review, publish = re.findall(r"```sh\n(set -eu\n.*?)```", PAGE, re.DOTALL)
    pins = {f"ci/{name}.txt": f"{name}==1\n" for name in ("libraries", "okrpress")}
    root = new_repository(tmp_path / "project")
    commit(root, {FILE: HEALTH, **pins})
    environment = {"BASE": git(root, "rev-parse", "HEAD").decode(), "SOURCE_DATE_EPOCH": DAY}

    main = Runner(folder=tmp_path / "main", environment=environment | {"WORK": str(tmp_path / "a")})
    assert main.run(publish, root) == 0, main.log
    assert (tmp_path / "a/site/index.html").is_file()
    seal = json.loads((tmp_path / "a/site/okrpress-site.json").read_text(encoding="utf-8"))
    assert seal["commit"] == environment["BASE"]
    assert main.installed.count("==1\n") == 2

    commit(root, {FILE: HEALTH.replace("target: 8", "target: 7.5")})
    proposal = Runner(
        folder=tmp_path / "proposal", environment=environment | {"WORK": str(tmp_path / "b")}
    )
    assert proposal.run(review, root) == 1
    assert "error: CHG001" in proposal.log
    assert "CHG001" in (tmp_path / "b/changes.html").read_text(encoding="utf-8")
    assert (tmp_path / "b/check.xml").is_file()
    assert (tmp_path / "b/preview/index.html").is_file()
    assert git(root, "status", "--porcelain", "--ignored").split() == [b"!!", b".okrpress/"]
