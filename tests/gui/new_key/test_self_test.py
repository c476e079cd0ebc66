"""Where the self-test fails, the window says so at once and generates nothing."""

import pytest

from app.errors import SelfTestError
from app.gui import tasks
from app.gui.session.notices import Kind
from app.keys import self_test as known_answers
from app.keys.self_test import self_test
from tests.gui.conftest import Driver, Window
from tests.gui.passphrases import STRONG
from tests.sentences import values_of


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_answers, "_RSA_SIGNATURE", "00" * 256)
    self_test.cache_clear()


@pytest.mark.usefixtures("broken")
def test_the_first_work_of_the_window_finds_it() -> None:
    with pytest.raises(SelfTestError, match="RSA"):
        tasks.warm_up(lambda _done, _total: None)


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("unsaved", [False, True])
def test_generating_is_refused(driver: Driver, unsaved: bool) -> None:
    driver.new_key.set_unsaved(unsaved)
    driver.type_passphrase(STRONG)
    driver.generate()
    assert driver.notice().kind is Kind.ERROR
    assert values_of(driver.notice().message) == {"what": "RSA"}
    assert (driver.hand.pairs, driver.files()) == ((), [])


def test_the_window_says_so_and_offers_no_key(window: Window) -> None:
    window.type_passphrase(STRONG.reveal())
    error = SelfTestError("RSA")
    window.places.new_key.report_broken(error)

    generate = window.new_key.generate
    assert not generate.isEnabled()
    assert error.message in generate.accessibleDescription()
    assert error.message in window.new_key.notice.accessibleDescription()
    window.session.notices.dismiss()
    assert not generate.isEnabled(), "it stays so when the notice is put away"
    window.after(window.places.new_key.generate)
    assert window.session.hand.state.pairs == ()
