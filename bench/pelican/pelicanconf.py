"""Pelican: an article for each objective, a category for each team."""  # noqa: INP001

SITENAME = "OKR dashboard"
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "public"
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_DATE = (2026, 1, 1)
DEFAULT_PAGINATION = False
PATH_METADATA = r"t/(?P<category>[^/]+)/(?P<slug>[^/]+)\.md"
ARTICLE_URL = "/t/{category}/{slug}/"
ARTICLE_SAVE_AS = "t/{category}/{slug}/index.html"
CATEGORY_URL = "/t/{slug}/"
CATEGORY_SAVE_AS = "t/{slug}/index.html"
ARTICLE_ORDER_BY = "id"
DIRECT_TEMPLATES = ["index"]
AUTHOR_SAVE_AS = TAG_SAVE_AS = ARCHIVES_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
MARKDOWN = {
    "extension_configs": {"markdown.extensions.tables": {}, "markdown.extensions.toc": {}},
    "output_format": "html5",
}
PLUGINS = ["pelican.plugins.yaml_metadata"]
