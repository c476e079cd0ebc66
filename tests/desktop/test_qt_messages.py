"""Qt's debug log, switched on in every way that Qt knows: it must spell no key that is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desktop.screen import Screen
from tests.desktop.test_shown_secrets import show_private_key
from tests.desktop.window import Window
from tests.product import BOTH, Product

pytestmark = pytest.mark.desktop

RULES = "*=true"
CONFIGURATION = f"[Rules]\n{RULES}\n"


def by_a_file_in_the_home(home: Path) -> dict[str, str]:
    (home / ".config" / "QtProject").mkdir(parents=True)
    (home / ".config" / "QtProject" / "qtlogging.ini").write_text(CONFIGURATION)
    return {}


def by_variables(home: Path) -> dict[str, str]:
    (home / "rules.ini").write_text(CONFIGURATION)
    return {
        "QT_LOGGING_RULES": RULES,
        "QT_LOGGING_CONF": str(home / "rules.ini"),
        "QT_MESSAGE_PATTERN": "%{message}",
        "QT_LOGGING_TO_CONSOLE": "1",
        "QT_FORCE_STDERR_LOGGING": "1",
        "QT_DEBUG_PLUGINS": "1",
    }


@pytest.mark.parametrize("switch_on", [by_a_file_in_the_home, by_variables])
@BOTH
def test_no_log_spells_a_shown_private_key(
    screen: Screen, home: Path, product: Product, switch_on: Callable[[Path], dict[str, str]]
) -> None:
    """GIVEN all of Qt's categories switched on WHEN a private key is shown THEN not one line is written.

    Without our own handler it is 63,022 lines, in which `qt.text.emojisegmenter` spells the key.
    """
    home.mkdir(mode=0o700)
    window = Window(screen, home, product.opening, switch_on(home))
    try:
        window.wait_until_shown()
        show_private_key(window)
        window.close_without_saving()
    finally:
        window.discard()
