"""Run as a program: the product with a mistake in it, that raises with the passphrase in its text.

The first word says where the mistake is; what follows are the arguments of `akg`.
"""

import sys
import threading
from collections.abc import Callable
from typing import Any, NoReturn

import app.__main__
from app.keys.passphrase import Passphrase

PASSPHRASE = "Canary-Rx7-tangerine-Quoits-58"


class BlunderError(Exception):
    """Its text, its arguments and the locals around it hold the secret, and so does its cause."""


def put(place: object, name: str, value: object) -> None:
    """In place of what stands there."""
    setattr(place, name, value)


def blunder(*_: object, **__: object) -> NoReturn:
    secret = Passphrase(PASSPHRASE).reveal()
    try:
        raise KeyError(secret)
    except KeyError as error:
        raise BlunderError(f"cannot encrypt with {secret}", {secret: secret}) from error


class Clumsy:
    def __del__(self) -> None:
        blunder()


def in_the_command() -> None:
    from app.usecases import judge_destination

    put(judge_destination, "save_where_judged", blunder)


def in_the_thread_that_generates() -> None:
    from app.keys import self_test

    put(self_test, "self_test", blunder)


def in_a_thread_of_its_own() -> None:
    from app.usecases import judge_destination
    from app.usecases.judge_destination import save_where_judged

    def save_and_blunder(*words: Any) -> Any:
        thread = threading.Thread(target=blunder)
        thread.start()
        thread.join()
        return save_where_judged(*words)

    put(judge_destination, "save_where_judged", save_and_blunder)


def in_a_finalizer() -> None:
    from app.usecases import judge_destination
    from app.usecases.judge_destination import save_where_judged

    def save_and_drop(*words: Any) -> Any:
        Clumsy()
        return save_where_judged(*words)

    put(judge_destination, "save_where_judged", save_and_drop)


def at_the_first_frame(blunders: Callable[[Any], None], wait: int = 300) -> None:
    """Opens the window, lets it make its mistake, and ends it after so many milliseconds at the latest."""
    from PySide6.QtCore import QTimer

    from app.gui.application import Application

    def on_first_painted(application: Application) -> None:
        QTimer.singleShot(wait, application._qt.exit)
        blunders(application)

    put(Application, "_on_first_painted", on_first_painted)


def in_a_slot() -> None:
    at_the_first_frame(blunder)


def in_an_event_handler() -> None:
    from app.gui.main_window import MainWindow

    put(MainWindow, "timerEvent", blunder)
    at_the_first_frame(lambda application: application.window.startTimer(100))


def in_a_job() -> None:
    from PySide6.QtCore import QTimer

    from app.gui import tasks

    put(tasks, "generate_and_save", blunder)

    def generate_and_tell(application: Any) -> None:
        model, session = application.places.new_key, application.session

        def tell_and_end() -> None:
            print(session.notices.state.notice, file=sys.stderr)
            application._qt.exit()

        session.activity.ended.connect(tell_and_end)
        model.draft.fill(Passphrase("a passphrase that is never used"))
        QTimer.singleShot(0, model.generate)  # not in the midst of the first paint

    at_the_first_frame(generate_and_tell, wait=20_000)


MISTAKES = {
    function.__name__: function
    for function in (
        in_the_command,
        in_the_thread_that_generates,
        in_a_thread_of_its_own,
        in_a_finalizer,
        in_a_slot,
        in_an_event_handler,
        in_a_job,
    )
}


if __name__ == "__main__":
    MISTAKES[sys.argv.pop(1)]()
    sys.exit(app.__main__.main())
