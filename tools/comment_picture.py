"""Draw a comment as people see it on a review: Markdown in a frame, folded parts opened."""

from pathlib import Path

from markdown_it import MarkdownIt
from playwright.sync_api import sync_playwright

from tools import browser

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><style>
body { margin: 16px; font: 14px/1.5 system-ui, "DejaVu Sans", sans-serif; color: #1f2328; }
article { max-width: 760px; border: 1px solid #d1d9e0; border-radius: 6px; }
header { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0;
  border-radius: 6px 6px 0 0; color: #59636e; }
header b { color: #1f2328; }
header i { border: 1px solid #d1d9e0; border-radius: 2em; padding: 0 7px; font-size: 12px;
  font-style: normal; }
section { padding: 4px 16px 12px; }
h3, h4, h5 { margin: 14px 0 8px; }
h3 { font-size: 17px; } h4 { font-size: 15px; } h5 { font-size: 13px; }
code { background: #818b981f; padding: .15em .4em; border-radius: 6px; font-size: 12px; }
table { border-collapse: collapse; margin: 8px 0; }
th, td { border: 1px solid #d1d9e0; padding: 4px 12px; text-align: start; }
td + td { white-space: nowrap; }
ul { padding-inline-start: 24px; margin: 6px 0; }
p { margin: 8px 0; }
summary { font-weight: 600; }
</style></head><body><article>
<header><b>github-actions</b> <i>bot</i> commented</header>
<section>{comment}</section></article></body></html>"""


def draw(comment: str, file: Path) -> None:
    """A picture of the comment, as wide as a review shows it."""
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    html = markdown.render(comment).replace("<details>", "<details open>")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.find())
        page = chromium.new_page(viewport={"width": 800, "height": 100})
        page.set_content(_PAGE.replace("{comment}", html))
        page.locator("article").screenshot(path=file)
        chromium.close()
