"""A refused request is pasted, and the cause read: by real keys, another program's clipboard and openssl."""

import base64
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

from app.gui.check.models.refusal_text import _VERIFIED
from app.signing.doctor.causes.table import BY_IDENTIFIER
from tests.desktop.job import generate, private_file, type_passphrase
from tests.desktop.waiting import until
from tests.desktop.window import Window

pytestmark = pytest.mark.desktop

PASSPHRASE = "lantern-copper-violet-gravity-mossy"
CAUSE, FIX = BY_IDENTIFIER["encode-after-signing"].sentence, BY_IDENTIFIER["encode-after-signing"].fix
SENT = "symbol=BTCUSDT&side=BUY&newClientOrderId=a%3Ab%2Fc&timestamp=1795897420113"
RAW = "symbol=BTCUSDT&side=BUY&newClientOrderId=a:b/c&timestamp=1795897420113"


def signed_by_openssl(key: Path, text: str, folder: Path) -> str:
    (folder / "payload").write_text(text)
    command = ["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", str(key), "-passin", "stdin"]
    command += ["-in", str(folder / "payload")]
    done = subprocess.run(command, input=f"{PASSPHRASE}\n".encode(), capture_output=True, check=True)
    return base64.b64encode(done.stdout).decode()


def test_the_cause_of_a_refusal_is_read_aloud(window: Window, tmp_path: Path) -> None:
    type_passphrase(window.tree, PASSPHRASE)
    generate(window.tree)
    key = private_file(window)
    signature = quote(signed_by_openssl(key, RAW, tmp_path), safe="")
    window.screen.put_on_clipboard(
        f"curl -X POST 'https://api.binance.com/api/v3/order' -d '{SENT}&signature={signature}'\n"
        '{"code":-1022,"msg":"Signature for this request is not valid."}\n'
    )

    window.keys("ctrl+3")
    window.tree.focus("What was sent, and the answer")
    window.keys("ctrl+v")
    window.tree.enabled("Find the cause")
    window.keys("ctrl+Return")

    result = until(lambda: window.tree.visible(CAUSE), "the cause")
    until(lambda: window.tree.one(CAUSE).focused, "it has the focus")
    assert _VERIFIED in result.description
    assert FIX in result.description
    assert (window.tree.text("Signed"), window.tree.text("Expected")) == (RAW, SENT)
    assert ":b/" in window.tree.one("Signed").description
    assert window.tree.visible("Find the cause") is None

    window.keys("Escape")
    window.tree.gone(CAUSE)
    assert signature not in str(window.tree.everything())
