"""The errors that a person sees: a statement, and apart from it the remedy.

Promises: no text here ever contains a passphrase or a private key. Refuses: strings as errors, and errors
that are edited on their way: raise another one from it, or choose the hint by its type.
"""

from collections.abc import Sequence

from app.text import NOTHING, Text, Value, first_of, listed, paragraph, plural, text

NOTHING_WRITTEN = text("Nothing was written.")
SUSPECT_THE_DISK = text("Suspect the disk; choose another.")
_SHOWN_NAMES = 3


class KeygenError(Exception):
    """The root: `message` says what is the case, `hint` what to do about it (may be empty)."""

    def __init__(self, message: Text, hint: Text = NOTHING) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def reason(self) -> Text:
        """Return what went wrong, without any promise that nothing was written."""
        return self.message


class StorageError(KeygenError):
    """The disk, the folder or the system would not do it."""


class NotReadBackError(StorageError):
    """What was read back from the disk is not the key that was written to it."""

    def __init__(self, hint: Text = SUSPECT_THE_DISK) -> None:
        super().__init__(text("What was read back is not the key that was written."), hint)


class KeyringError(StorageError):
    """The system keyring is not there, is locked, does not answer, or would not do it."""


class RegistryError(StorageError):
    """The list of keys cannot be read or written. The keys themselves are not concerned."""


class LeftBehindError(StorageError):
    """It failed and could not be undone. `left` names everything that is in the folder and should not be."""

    def __init__(self, cause: KeygenError, folder: str, left: Sequence[str]) -> None:
        super().__init__(
            paragraph(cause.reason, left_behind(folder, left)),
            text(
                "Look at the disk. Temporary files go with the next save to this folder; what is marked "
                "new is for you to keep or to remove."
            ),
        )
        self.left = tuple(left)


def left_behind(folder: str, left: Sequence[str]) -> Text:
    """Return the sentence that names what could not be undone."""
    return text("This could not be undone; left in {folder}: {names}.", folder=folder, names=listed(left))


def reason_of(error: OSError) -> str:
    """Return what the system said, or the error's name: never the file name that is in its text."""
    return error.strerror or type(error).__name__


class UsageError(KeygenError):
    """What was asked for makes no sense: an option, a count, a label."""


class PassphraseError(KeygenError):
    """The passphrase is missing or wrong."""


class UnusableKeyError(KeygenError):
    """The text is not a private key that this product handles; the message says what it is."""


class RefusedError(KeygenError):
    """It could be done, and is not: something exists already, is a link, costs too much, is unsafe."""


class WeakPassphraseError(RefusedError):
    """The passphrase is acceptable, but so easily guessed that a new file should not have it.

    `length` in characters, and the estimated `bits`: for a face that says how weak it is.
    """

    def __init__(self, reason: Text, *, length: int, bits: float) -> None:
        super().__init__(
            paragraph(text("The passphrase is too weak."), reason),
            text("Use a longer one, or a suggested one of six random words."),
        )
        self.length = length
        self.bits = bits


class NameTakenError(RefusedError):
    """Files of these names exist already; nothing was written. `free`: a label that is free, if known."""

    def __init__(self, names: tuple[str, ...], folder: str, free: str = "") -> None:
        super().__init__(
            paragraph(_taken(names, folder), text("Nothing was changed.")),
            text("Choose another name; existing files are never overwritten silently."),
        )
        self.names = names
        self.folder = folder
        self.free = free

    @property
    def reason(self) -> Text:
        """Return the statement alone."""
        return _taken(self.names, self.folder)


def _taken(names: tuple[str, ...], folder: str) -> Text:
    return plural(
        "{names} already exists in {folder}.",
        "{names} already exist in {folder}.",
        len(names),
        names=first_of(names, _SHOWN_NAMES),
        folder=folder,
    )


class CancelledError(KeygenError):
    """The person stopped it. Nothing was written."""

    def __init__(self) -> None:
        super().__init__(paragraph(self.reason, NOTHING_WRITTEN))

    @property
    def reason(self) -> Text:
        """Return the statement alone."""
        return text("Cancelled.")


class SelfTestError(KeygenError):
    """The cryptography of this computer does not compute what the standards say: `what` is broken."""

    def __init__(self, what: Value) -> None:
        super().__init__(
            text(
                "The self-test failed: {what} does not work as it must on this computer. No key is made.",
                what=what,
            ),
            text(
                "Install the program again. If it happens again, suspect this computer's memory or processor."
            ),
        )


class UnexpectedError(KeygenError):
    """A mistake of this program, by type and place: the text of what was raised may contain anything."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(
            text(
                "Something went wrong unexpectedly ({kind} in {place}).",
                kind=type(error).__name__,
                place=_place_of(error),
            ),
            text("Please report this line: it contains no passphrase and no key."),
        )


def _place_of(error: BaseException) -> Value:
    """Return the innermost module of ours that it passed through, and the line there."""
    place: Value = "Python"
    step = error.__traceback__
    while step is not None:
        module = step.tb_frame.f_globals.get("__name__", "")
        if module == "__main__" or module.startswith("app."):
            place = text("{module}, line {line}", module=module, line=step.tb_lineno)
        step = step.tb_next
    return place
