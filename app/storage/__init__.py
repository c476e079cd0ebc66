"""The outside world: files, folders, preferences. Still no Qt."""
