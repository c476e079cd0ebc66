"""Open a venue's page: for a person who has read its address and wants it."""

from app.storage.browser import open_in_browser

__all__ = ["open_in_browser"]
