"""Nothing reaches beyond what an audience sees: by type, and by who may name everything."""

import ast
import inspect
from pathlib import Path
from typing import get_type_hints

import okrpress
from okrpress.app.content import Content
from okrpress.model.audience_view import view_for
from okrpress.model.portfolio import Portfolio, Whole
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio

PACKAGE = Path(okrpress.__file__).parent
SURFACES = ("site", "report", "publish", "serve", "notify", "insight", "changes", "scoring")
"""Packages that make something for readers."""

FOR_READERS = (
    *("build", "kept_pages", "status", "status_target", "telling", "digest", "remind"),
    *("addresses", "quality", "check_audience", "workspace", "serve_edition", "page_digests"),
)
"""Use cases that make something for an audience. The others write the authors' own files."""


def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return attributes | {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def test_the_whole_is_no_portfolio() -> None:
    """So the type checker refuses it wherever something is made of a portfolio."""
    assert not issubclass(Whole, Portfolio)
    assert get_type_hints(Content)["whole"] is Whole
    hints = get_type_hints(view_for)
    assert (hints["whole"], hints["return"]) == (Whole, Portfolio)
    assert inspect.signature(score).parameters["portfolio"].annotation is Portfolio
    assert get_type_hints(ScoredPortfolio)["portfolio"] is Portfolio


def test_what_is_made_for_readers_never_asks_for_everything() -> None:
    files = [path for room in SURFACES for path in (PACKAGE / room).rglob("*.py")]
    files += [PACKAGE / "app" / f"{name}.py" for name in FOR_READERS]
    assert len(files) > 100
    beyond = {path.name for path in files if names_in(path) & {"Whole"}}
    asking = {path.name for path in files if {"content", "everything"} <= names_in(path)}
    assert beyond == asking == set()
