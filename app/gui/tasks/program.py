"""The program itself: ready for the first click, what is inside, and whether it is as it was packed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.about.bundle import FileCheck
    from app.about.facts import Facts
    from app.about.licences import LicenceText
    from app.usecases.progress import OnProgress


def warm_up(_: OnProgress) -> None:
    """Import what the first click will need. Raises SelfTestError where no key may be made."""
    import concurrent.futures.thread
    import queue

    from app.keys.self_test import self_test
    from app.usecases import change_passphrase, generate, open_key, register, save
    from app.usecases.key_list import registering

    self_test()
    del change_passphrase, generate, open_key, register, registering, save, concurrent, queue


def load_facts(_: OnProgress) -> tuple[Facts, tuple[LicenceText, ...]]:
    """Read what is inside."""
    from app.about.facts import facts
    from app.about.licences import licence_texts

    known = facts()
    known.main_versions["openssl"]  # loaded here, and not when it is shown
    return known, licence_texts()


def check_files(_: OnProgress) -> FileCheck:
    """Compare every file with what was packed."""
    from app.about.facts import check_files

    return check_files()
