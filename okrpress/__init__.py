"""okrpress: published OKR dashboards from Markdown in git."""

__version__ = "0.1.0"
