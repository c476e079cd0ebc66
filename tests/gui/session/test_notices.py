"""One notice at a time; an answer goes to whoever has asked, once, and to nobody later."""

from enum import Enum

import pytest

from app.errors import CancelledError, StorageError
from app.gui.session.notices import Kind, Notice, Notices, Offer, notice_of
from app.text import NOTHING, Text, paragraph, text

MESSAGE, HINT, NOTED = text("It failed."), text("Try again."), text("A file was recovered.")


class Way(Enum):
    FIRST = "first"
    SECOND = "second"


class Stranger(Enum):
    FIRST = "first"


class Asker:
    """Keeps what came of its question."""

    def __init__(self) -> None:
        self.answers: list[Enum] = []
        self.dismissed = 0

    def on_answer(self, answer: Enum) -> None:
        self.answers.append(answer)

    def on_dismissed(self) -> None:
        self.dismissed += 1


@pytest.fixture
def notices() -> Notices:
    return Notices()


def ask(notices: Notices, part: str = "key", message: Text = MESSAGE) -> Asker:
    asker = Asker()
    offers = tuple(Offer(way, text("Do it")) for way in Way)
    notice = Notice(Kind.WARNING, message, NOTHING, part, offers)
    notices.show(notice, asker.on_answer, asker.on_dismissed)
    return asker


def test_the_answer_comes_once_and_the_notice_is_gone_by_then(notices: Notices) -> None:
    asker = ask(notices)
    notices.choose(Way.SECOND)
    notices.choose(Way.SECOND)
    notices.choose(Way.FIRST)
    assert (asker.answers, asker.dismissed) == ([Way.SECOND], 0)
    assert notices.state.notice is None


def test_what_is_not_offered_is_not_heard(notices: Notices) -> None:
    asker = ask(notices)
    notices.choose(Stranger.FIRST)
    assert (asker.answers, asker.dismissed) == ([], 0)
    assert notices.state.notice is not None


def test_an_answer_may_ask_again(notices: Notices) -> None:
    again: list[Asker] = []
    offers = (Offer(Way.FIRST, text("Do it")),)
    notices.show(Notice(Kind.WARNING, MESSAGE, NOTHING, "key", offers), lambda _: again.append(ask(notices)))
    notices.choose(Way.FIRST)
    assert notices.state.notice is not None
    notices.choose(Way.SECOND)
    assert again[0].answers == [Way.SECOND]


def test_another_takes_its_place_and_whoever_asked_is_told(notices: Notices) -> None:
    first = ask(notices)
    second = ask(notices, "new_key", HINT)
    assert first.dismissed == 1
    notices.choose(Way.FIRST)
    assert (first.answers, second.answers) == ([], [Way.FIRST])


def test_dismissed_no_answer_is_heard_any_more(notices: Notices) -> None:
    asker = ask(notices)
    notices.dismiss()
    notices.dismiss()
    notices.choose(Way.FIRST)
    assert (asker.answers, asker.dismissed) == ([], 1)


def test_only_that_of_a_part_is_dismissed_where_one_is_named(notices: Notices) -> None:
    asker = ask(notices, "key")
    notices.dismiss("new_key")
    assert asker.dismissed == 0
    notices.dismiss("key")
    assert (asker.dismissed, notices.state.notice) == (1, None)


def test_what_was_noted_on_the_way_of_an_error_is_read_with_it() -> None:
    error = StorageError(MESSAGE, HINT)
    plain = notice_of(error, "key")
    assert (plain.kind, plain.message, plain.hint, plain.part) == (Kind.ERROR, MESSAGE, HINT, "key")
    error.add_note(NOTED)
    assert notice_of(error, "key").hint == paragraph(HINT, NOTED)


def test_what_was_cancelled_is_no_error() -> None:
    assert notice_of(CancelledError(), "key").kind is Kind.INFO
