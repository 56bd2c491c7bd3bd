"""The what-if page of the preview: a form, and what its answers would change."""

from starlette.responses import Response

from okrpress.serve import assets
from okrpress.serve.answers import answer
from okrpress.serve.pages import Pages

SIMULATE = f"{assets.PREFIX}simulate"
_TITLE = "What if?"
_HEAD = f'<link rel="stylesheet" href="{assets.PREFIX}simulate.css">\n'


def what_if(pages: Pages, query: str) -> Response:
    """The page for what the query of the address says; what goes wrong is a page, too."""
    try:
        content = pages.preview.what_if(query)
    except Exception as error:  # noqa: BLE001 - one page that fails must not end the server
        pages.failures.failed(error)
        text = "This is a mistake in okrpress; the terminal says more."
        page = assets.plain_page("This page cannot be drawn", text, pages.policy)
        return answer(500, page, "index.html", pages.policy)
    page = assets.own_page(_TITLE, content, pages.policy, _HEAD)
    return answer(200, page, "index.html", pages.policy)
