"""`akg public --copy` on a real screen: another program pastes what was copied."""

import subprocess
from pathlib import Path

import pytest

from tests.desktop.screen import Screen
from tests.desktop.waiting import until
from tests.product import Product

pytestmark = pytest.mark.desktop


def test_another_program_pastes_what_the_terminal_copied(
    screen: Screen, home: Path, product: Product
) -> None:
    """From source alone: the bundle's root has no program for a clipboard."""
    home.mkdir()
    command = product.akg("generate", "-o", "-", "--no-passphrase", "--copy")
    done = subprocess.run(
        command, env=screen.environment(home), cwd=home, capture_output=True, check=False, timeout=30
    )
    assert done.returncode == 0, done.stderr
    _, begin, rest = done.stdout.decode().partition("-----BEGIN PUBLIC KEY-----")
    until(lambda: screen.clipboard() == begin + rest, "the public key is on the clipboard")
