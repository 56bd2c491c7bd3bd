"""The style sheets as a browser understands them: it drops no declaration and no rule."""

import re
from pathlib import Path

from playwright.sync_api import Browser

STATIC = Path(__file__).parents[2] / "themes" / "default" / "static"
DECLARATION = re.compile(r"(?<=[{;])\s*([a-z-]+)\s*:\s*([^{};]+?)\s*(?=[;}])")
SELECTOR = re.compile(r"(?<=[{};])\s*([^\s@{};\d][^{};]*?)\s*\{")  # steps of an animation are none
PAPER = re.compile(r"@page\s*\{[^}]*\}")  # descriptors, no properties
# Browsers that do not know the name without its prefix take the one with it.
OTHERS = {"text-size-adjust", "-webkit-text-size-adjust"}


def sheets() -> dict[str, str]:
    texts = {one.name: one.read_text(encoding="utf-8") for one in STATIC.glob("*.css")}
    return {name: re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL) for name, text in texts.items()}


def declarations() -> list[tuple[str, str, str]]:
    found = []
    for sheet, text in sheets().items():
        for name, value in DECLARATION.findall(PAPER.sub("", text)):
            if not name.startswith("--") and name not in OTHERS:
                found.append((sheet, name, value.replace("!important", "").strip()))
    return found


def test_every_declaration_is_understood(browser: Browser) -> None:
    known = declarations()
    assert len(known) > 500
    page = browser.new_page()
    lost = page.evaluate(
        "all => all.filter(([, name, value]) => !CSS.supports(name, value))",
        [*known, ("made-up.css", "colour", "red")],
    )
    page.close()
    assert lost == [["made-up.css", "colour", "red"]]


def test_every_selector_is_understood(browser: Browser) -> None:
    found = [(sheet, one) for sheet, text in sheets().items() for one in SELECTOR.findall(text)]
    assert len(found) > 300
    page = browser.new_page()
    lost = page.evaluate(
        """all => all.filter(([, one]) => {
            try { document.querySelector(one); return false } catch { return true }
        })""",
        [*found, ("made-up.css", "a:has(:has(b))")],
    )
    page.close()
    assert lost == [["made-up.css", "a:has(:has(b))"]]
