"""The errors that a person sees: a statement, and apart from it the remedy.

Promises: no text here ever holds a passphrase or a private key. Refuses: strings as errors.
"""

NOTHING_WRITTEN = "Nothing was written."


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


class LeftBehindError(StorageError):
    """It failed and could not be undone. `left` names all that stands in the folder and should not."""

    def __init__(self, reason: str, folder: str, left: list[str]) -> None:
        why = reason.removesuffix(NOTHING_WRITTEN).strip()
        super().__init__(
            f"{why} This could not be undone; left in {folder}: {', '.join(left)}.".strip(),
            "Look at the disk. Temporary files go with the next save to this folder; what is marked "
            "new is for you to keep or to remove.",
        )
        self.left = tuple(left)


class UsageError(KeygenError):
    """What was asked for makes no sense: an option, a count, a label."""


class PassphraseError(KeygenError):
    """The passphrase is missing or wrong."""


class UnusableKeyError(KeygenError):
    """The text is no private key that this product handles; the message says what it is."""


class RefusedError(KeygenError):
    """It could be done, and is not: something exists already, is a link, costs too much, is unsafe."""


class WeakPassphraseError(RefusedError):
    """The passphrase is acceptable, but so easily guessed that a new file should not have it."""

    def __init__(self, problem: str, reason: str) -> None:
        super().__init__(
            f"The passphrase is too weak. {problem} {reason}".strip(),
            "Use a longer one, or a suggested one of six random words.",
        )


class NameTakenError(RefusedError):
    """Files of these names exist already; nothing was written."""

    def __init__(self, names: tuple[str, ...], folder: str) -> None:
        shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        super().__init__(
            f"Already in {folder}: {shown}. {NOTHING_WRITTEN}",
            "Choose another label; existing files are never overwritten silently.",
        )
        self.names = names


class CancelledError(KeygenError):
    """The person stopped it. Nothing was written."""

    def __init__(self) -> None:
        super().__init__(f"Cancelled. {NOTHING_WRITTEN}")


class SelfTestError(KeygenError):
    """The cryptography of this computer does not compute what the standards say: `what` is broken."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The self-test failed: {what} does not work as it must on this computer. No key is made.",
            "Install the program anew. If it happens again, suspect this computer's memory or processor.",
        )


class UnexpectedError(KeygenError):
    """A mistake of this program, told by type and place. What was raised may hold anything in its text."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(
            f"Something went wrong that should not ({type(error).__name__} in {_place_of(error)}).",
            "Please report this line: it holds no passphrase and no key.",
        )


def _place_of(error: BaseException) -> str:
    """The innermost module of ours that it passed through, and the line there."""
    place, step = "Python", error.__traceback__
    while step is not None:
        module = step.tb_frame.f_globals.get("__name__", "")
        if module == "__main__" or module.startswith("app."):
            place = f"{module}, line {step.tb_lineno}"
        step = step.tb_next
    return place
