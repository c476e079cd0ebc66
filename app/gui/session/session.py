"""Everything that the pages share, made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.gui.jobs import Jobs
from app.gui.session.activity import Activity
from app.gui.session.clipboard import CopiesText
from app.gui.session.hand import Hand
from app.gui.session.key_list import KeyListModel
from app.gui.session.keyring_model import KeyringModel
from app.gui.session.memory import Memory
from app.gui.session.notices import Notices
from app.storage.preferences import Preferences


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Session:
    """`today` returns the local date as ISO 8601 writes it: the window may stay open for days."""

    jobs: Jobs
    clipboard: CopiesText
    activity: Activity
    notices: Notices
    hand: Hand
    memory: Memory
    keyring: KeyringModel
    key_list: KeyListModel
    today: Callable[[], str]


def new_session(
    jobs: Jobs,
    clipboard: CopiesText,
    remembered: Preferences,
    *,
    today: Callable[[], str],
    keyring_name: str = "",
) -> Session:
    """Make one. Work that begins takes the notice away: its answer is no longer waited for."""
    memory = Memory(remembered)
    session = Session(
        jobs,
        clipboard,
        Activity(jobs),
        Notices(),
        Hand(),
        memory,
        KeyringModel(jobs, keyring_name),
        KeyListModel(jobs, memory, today),
        today,
    )
    session.activity.started.connect(session.notices.dismiss)
    return session
