"""A small project with something to tell: a debt, a decision, and things nobody may see."""

from pathlib import Path

CANARY = "canary-7f3a"

TEAM = "---\nname: Kitchen\nlead: maria\n---\n"
WELCOME = """---
title: Guests feel at home
owner: maria
type: committed
stands_alone: There is nothing above
key_results:
  - {id: return, title: Guests who come back rise, baseline: 0, target: 100}
  - {id: menu, title: The menu is readable, done_when: It lies on every table}
---
Why.
"""
SECRET_GOAL = f"""---
title: {CANARY} title
visibility: private
owner: {CANARY}-owner
stands_alone: There is nothing above
key_results:
  - {{id: {CANARY}, title: {CANARY} result, baseline: 0, target: 9}}
  - {{id: two, title: {CANARY} other, done_when: {CANARY}}}
---
"""
CHECK_IN = """---
author: maria
key_results:
  welcome#return: {value: 10, confidence: 3}
wins: [The terrace is full]
---
"""
SECRET_CHECK_IN = f"""---
author: maria
key_results:
  {CANARY}#{CANARY}: {{value: 1, confidence: 2, note: {CANARY} note}}
blockers: [{CANARY} blocker]
wins: [{CANARY} win]
---
"""
PROJECT = {
    "okrpress.toml": "as_of = 2026-11-22\n[site]\ntitle = 'Harbour'\n",
    "content/index.md": "---\nname: Harbour\n---\n",
    "content/people/maria.md": "---\nname: Maria Okafor\n---\n",
    "content/teams/kitchen.md": TEAM,
    "content/teams/garden.md": "---\nname: Garden\n---\n",
    "content/2026-q4/index.md": "---\ntitle: Winter\nmid_cycle_review: 2026-12-10\n---\n",
    "content/2026-q4/kitchen/welcome.md": WELCOME,
    "content/2026-q4/kitchen/checkins/2026-11-20.md": CHECK_IN,
}
SETTLED = {
    "content/2026-q4/kitchen/checkins/2026-11-21.md": "---\nkey_results:\n"
    "  welcome#return: {value: 11, confidence: 3}\n  welcome#menu: {done: true}\n---\n"
}
BROKEN = {"content/2026-q4/kitchen/checkins/2026-11-22.md": "---\nkey_results: [\n---\n"}
GARDEN = {
    "content/2026-q4/garden/beds.md": """---
title: The garden feeds the kitchen
stands_alone: There is nothing above
key_results:
  - {id: herbs, title: Herbs rise, baseline: 0, target: 9}
  - {id: beds, title: Beds are dug, done_when: They are}
---
""",
}
HIDDEN = {
    f"content/people/{CANARY}-owner.md": f"---\nname: {CANARY} person\n---\n",
    f"content/2026-q4/kitchen/{CANARY}.md": SECRET_GOAL,
    "content/2026-q4/kitchen/checkins/2026-11-19.md": SECRET_CHECK_IN,
}


def project(root: Path, *more: dict[str, str]) -> Path:
    """The project with more files, or with others in their place."""
    for files in (PROJECT, *more):
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return root
