"""The facts of the pages as data: JSON beside every page, and the schemas that describe it."""

from okrpress.site.data.pages import data_pages

__all__ = ["data_pages"]
