"""The exit statuses of `akg`: one table for the command, its help, the man page and the tests.

DONE_WITH_WARNING is the status whenever a warning says that what was done is not as it was asked for: a file
that the disk keeps open to others, a key in clear that went into one, a passphrase that is not remembered, a
public key that is not on the clipboard, an answer that standard output did not take. A warning about what was
there before (a folder, a key that is poorly protected, a passphrase file that is open to others, sudo), or
about the consequence of what was asked for (a key in clear), changes no status: it was done as asked.
"""

from app.errors import (
    CancelledError,
    KeygenError,
    PassphraseError,
    RefusedError,
    UnusableKeyError,
    UsageError,
)

DONE = 0
FAILED = 1
DONE_WITH_WARNING = 6
NOT_VALID = 7
UNSEEN = 8
DUE = 10
INTERRUPTED = 130

EXIT_STATUSES: dict[int, str] = {
    DONE: "done",
    FAILED: "failed: the disk, the folder or the system did not allow it",
    2: "usage: the options, the count or the label make no sense",
    3: "the passphrase is wrong or missing",
    4: "not a usable private key",
    5: "refused: a file or link exists, the venue, the policy, the cost limit",
    DONE_WITH_WARNING: "done, with a warning that says what is not as asked",
    NOT_VALID: "checked, and the signature is not valid; akg doctor: a cause was found",
    UNSEEN: "akg doctor: refused for reasons that cannot be seen from here",
    DUE: "akg keys due: a key is to be replaced",
    129: "the terminal was closed (SIGHUP); nothing was saved",
    INTERRUPTED: "interrupted (Ctrl-C); nothing was saved",
    143: "ended (SIGTERM); nothing was saved",
}

_BY_KIND: tuple[tuple[type[KeygenError], int], ...] = (
    (UsageError, 2),
    (PassphraseError, 3),
    (UnusableKeyError, 4),
    (RefusedError, 5),
    (CancelledError, INTERRUPTED),
)


def status_of(error: KeygenError) -> int:
    """Return the status that this error ends with."""
    return next((status for kind, status in _BY_KIND if isinstance(error, kind)), FAILED)
