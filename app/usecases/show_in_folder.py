"""Show saved files where they are: for a person who wants to copy or back them up."""

from app.storage.file_manager import show_in_file_manager

__all__ = ["show_in_file_manager"]
