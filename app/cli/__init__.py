"""The terminal: `akg generate`, `akg public`, `akg inspect`, and guided prompts. Imports no Qt."""
