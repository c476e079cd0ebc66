"""What was typed in New key for a pair without files is in the fields of its page, and nowhere else."""

import pytest

from app.gui.saving.models.saving_model import Answer
from tests.gui.conftest import Window
from tests.gui.passphrases import STRONG, WEAK, pair_in

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture(autouse=True)
def _unsaved(window: Window) -> None:
    window.places.new_key.set_unsaved(True)


def generate(window: Window, passphrase: str) -> None:
    window.type_passphrase(passphrase)
    window.after(window.places.new_key.generate)


@pytest.mark.thorough
def test_the_passphrase_is_there_and_the_fields_of_new_key_are_empty(window: Window) -> None:
    generate(window, STRONG.reveal())
    there, here = window.key.saving.passphrase, window.new_key.passphrase
    assert [line.text() for line in (there.passphrase.line, there.repeat)] == [STRONG.reveal()] * 2
    assert [line.text() for line in (here.passphrase.line, here.repeat)] == ["", ""]
    window.after(window.key.foot.save.click)
    (file,) = window.folder.glob("*.private.pem")
    assert pair_in(file, STRONG) == window.session.hand.state.pair
    assert [line.text() for line in (there.passphrase.line, there.repeat)] == ["", ""]


@pytest.mark.thorough
def test_shown_in_the_fields_of_its_page_it_is_still_wanted_although_it_is_weak(window: Window) -> None:
    generate(window, WEAK.reveal())
    window.choose(Answer.USE_WEAK)
    window.after(lambda: None)
    assert window.key.saving.passphrase.passphrase.line.text() == WEAK.reveal()
    window.after(window.key.foot.save.click)
    assert window.offers() == []
    (file,) = window.folder.glob("*.private.pem")
    assert pair_in(file, WEAK) == window.session.hand.state.pair


@pytest.mark.thorough
def test_what_is_to_be_known_of_the_key_is_still_read_when_its_fields_are_filled(window: Window) -> None:
    from app.keys.algorithm import BY_NAME

    window.places.new_key.choose(BY_NAME["rsa-3072"])
    generate(window, STRONG.reveal())
    assert window.notice is not None
    assert window.notice.message == window.places.new_key.state.about[0]
