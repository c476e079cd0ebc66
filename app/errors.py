"""The errors that a person sees: a statement, and apart from it the remedy.

Promises: no text here ever holds a passphrase or a private key. Refuses: strings as errors.
"""


class KeygenError(Exception):
    """The root: `message` says what is the case, `hint` what to do about it (may be empty)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class StorageError(KeygenError):
    """The disk, the folder or the system would not do it."""


class KeyringError(StorageError):
    """The system keyring is not there, is locked, does not answer, or would not do it."""


class UsageError(KeygenError):
    """What was asked for makes no sense: an option, a count, a label."""


class PassphraseError(KeygenError):
    """The passphrase is missing or wrong."""


class UnusableKeyError(KeygenError):
    """The text is no private key that this product handles; the message says what it is."""


class RefusedError(KeygenError):
    """It could be done, and is not: something exists already, is a link, costs too much, is unsafe."""


class NameTakenError(RefusedError):
    """Files of these names exist already; nothing was written."""

    def __init__(self, names: tuple[str, ...], folder: str) -> None:
        shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        super().__init__(
            f"Already in {folder}: {shown}. Nothing was written.",
            "Choose another label; existing files are never overwritten silently.",
        )
        self.names = names


class CancelledError(KeygenError):
    """The person stopped it. Nothing was written."""

    def __init__(self) -> None:
        super().__init__("Cancelled. Nothing was written.")
