"""Where the self-test fails, the window says so at once and generates nothing."""

import pytest
from pytestqt.qtbot import QtBot

from app.errors import SelfTestError
from app.gui.main_window import MainWindow
from app.gui.models import tasks
from app.keys import self_test as known_answers
from app.keys.self_test import self_test
from tests.gui.conftest import Driver


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_answers, "_RSA_SIGNATURE", "00" * 256)
    self_test.cache_clear()


@pytest.mark.usefixtures("broken")
def test_the_first_work_of_the_window_finds_it() -> None:
    with pytest.raises(SelfTestError, match="RSA"):
        tasks.warm_up(lambda _done, _total: None)


@pytest.mark.usefixtures("broken")
def test_generating_is_refused(driver: Driver) -> None:
    driver.after(driver.model.generate)
    assert "The self-test failed: RSA does not work" in driver.message
    assert driver.state().pairs == ()


def test_the_window_says_so_and_offers_no_key(window: MainWindow, qtbot: QtBot) -> None:
    window.model.report_broken(SelfTestError("RSA"))

    generate = window.page.controls.generate
    assert not generate.isEnabled()
    assert "The self-test failed: RSA" in generate.toolTip()
    assert "The self-test failed: RSA" in window.page.notice.accessibleDescription()
    window.page.notice.dismissed.emit()
    assert not generate.isEnabled(), "it stays so when the notice is put away"
