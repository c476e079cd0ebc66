"""`akg sign` and `akg verify`: the request that a venue takes, and why a signature is not valid."""

import base64
import json
import subprocess
from pathlib import Path
from urllib.parse import quote

import pexpect
import pytest

from app.keys.pair import private_key_pem
from app.keys.protection import Unencrypted
from app.signing.algorithms import verify
from app.signing.schemes import ED25519
from tests.cli.conftest import PASSPHRASE, Akg, Here, Spawn, Worded
from tests.signing.examples import PAIRS, named

API_KEY = "3z75UfWjCGbkxiPUEKaYrqE8Z7Idg1qGAMSnTiZkyiQmEyfM7y007NCnha19QbwF"
NOW = "1795824000000"
BINANCE = ("--venue", "binance", "--api-key", API_KEY, "--timestamp", NOW)
SECRET = "00112233445566778899aabbccddeeff"


@pytest.fixture
def keys(akg: Akg) -> Path:
    """The keys of the worked examples, `ed25519` and `rsa-2048`, in the home of akg."""
    for name, pair in PAIRS.items():
        (akg.home / f"{name}.private.pem").write_text(private_key_pem(pair, Unencrypted()))
        (akg.home / f"{name}.public.pem").write_text(pair.public_key_pem)
    return akg.home


def order(*more: str) -> tuple[str, ...]:
    """The order of the worked example, with options between its words."""
    pairs = dict(named("binance-spot-rest").request.parameters)
    data = [word for name, value in pairs.items() for word in ("-d", f"{name}={value}")]
    return ("sign", "ed25519.private.pem", "--venue", "binance", "POST", "/api/v3/order", *data, *more)


def test_request_is_that_of_the_venues_libraries(here: Here, keys: Path, worded: Worded) -> None:
    example = named("binance-spot-rest")
    result = here(*order("--api-key", API_KEY, "--output", "json"))
    assert result.status == 0
    assert json.loads(result.out) == example.sent
    assert here(*order("--output", "signature")).out == example.signature + "\n"
    assert here(*order("--output", "headers", "--api-key", API_KEY)).out == f"X-MBX-APIKEY: {API_KEY}\n"
    worded(result)


def test_report_has_all_of_it(here: Here, keys: Path) -> None:
    example = named("binance-spot-rest")
    report = json.loads(here(*order("--json")).out)
    assert report["recipe"] == "binance-spot-rest"
    assert base64.b64decode(report["payload_base64"]) == example.payload
    assert (report["payload"], report["signature"]) == (example.payload.decode(), example.signature)
    assert report["warnings"]
    assert any("YOUR-API-KEY" in note for note in report["notes"])


@pytest.mark.parametrize(
    "value", ["caf\u00e9 & 'x' \"y\" $HOME `id` \\ !", "\x1b[31m\n\x07", "\u202e\u5b57", ""]
)
def test_shell_reads_the_bytes_that_were_signed(here: Here, keys: Path, value: str) -> None:
    (here.home / "body").write_bytes(f"note={value}".encode())
    words = ("sign", "ed25519.private.pem", *BINANCE, "POST", "/api/v3/order", "--body", "body")
    shown = here(*words).out
    assert shown.isascii()
    assert "\x1b" not in shown
    line = "curl() { printf '%s\\0' \"$@\"; }; " + shown
    said = subprocess.run(["bash", "-c", line], capture_output=True, check=True).stdout.decode().split("\0")
    signed, _, signature = said[said.index("--data-binary") + 1].rpartition("&signature=")
    assert signed == f"note={value}"
    query = said[3].partition("?")[2]
    raw = base64.b64decode(signature.replace("%2B", "+").replace("%2F", "/").replace("%3D", "="))
    public = PAIRS["ed25519"].subject_public_key_info
    assert verify(public, query.encode() + signed.encode(), raw, ED25519)


def test_payload_is_exact_through_a_pipe_and_visible_on_a_terminal(
    akg: Akg, spawn: Spawn, keys: Path
) -> None:
    key = ("sign", "ed25519.private.pem", "--venue", "binance", "--api", "fix", "--api-key", API_KEY)
    words = (*key, "--timestamp", "20261128-00:00:00.123456", "--output")
    piped = akg(*words, "payload").out
    assert piped.encode() == named("binance-fix-logon").payload
    for more, shown in (
        (("--output", "payload"), r"A\x01AKG1\x01SPOT\x011\x0120261128-00:00:00.123456"),
        ((), "|96=kZhSuAWaUpnBmXzz"),
    ):
        child = spawn(*words[:-1], *more)
        child.expect(pexpect.EOF)
        assert shown in str(child.before)
        assert "\x01" not in str(child.before)
    assert akg(*words, "fix").out == named("binance-fix-logon").sent["fix"]


def test_text_from_standard_input_is_signed_as_it_is_and_verified(akg: Akg, keys: Path) -> None:
    text = b"a\r\nb\x00\xff\n"
    signed = akg("sign", "ed25519.private.pem", "--venue", "other", "--body", "-", stdin=text)
    assert signed.status == 0
    question = ("verify", "ed25519.public.pem", "--payload", "-", "--signature", signed.out.strip())
    assert akg(*question, stdin=text).status == 0
    assert akg(*question, stdin=text[:-1]).status == 7


@pytest.mark.parametrize("file", ["ed25519.public.pem", "ed25519.private.pem"])
def test_judgement_for_people_and_for_programs(here: Here, keys: Path, file: str) -> None:
    example = named("binance-spot-rest")
    (here.home / "payload").write_bytes(example.payload)
    words = ("verify", file, "--payload", "payload", "--signature")
    good = here(*words, example.signature, "--venue", "binance")
    assert (good.status, good.out) == (0, "Valid: Ed25519, base64.\n")
    assert here(*words, quote(example.signature, safe=""), "--venue", "binance").status == 0
    report = json.loads(here(*words, example.signature, "--json").out)
    assert (report["valid"], report["scheme"], report["reason"]) == (True, "Ed25519", None)


def test_reason_is_said_with_its_remedy(here: Here, keys: Path, worded: Worded) -> None:
    example = named("binance-spot-rest")
    (here.home / "payload").write_bytes(example.payload + b"\n")
    words = ("verify", "ed25519.public.pem", "--payload", "payload", "--signature")
    bad = here(*words, example.signature)
    assert bad.status == 7
    assert bad.out.startswith("Not valid: ")
    report = json.loads(here(*words, example.signature, "--json").out)
    assert (report["valid"], report["proved"]) == (False, True)
    worded(bad)


def test_secrets_are_neither_shown_nor_options(here: Here, keys: Path, worded: Worded) -> None:
    (here.home / "secret").touch(0o600)
    (here.home / "secret").write_text(SECRET + "\n")
    key = ("sign", "rsa-2048.private.pem", "--venue", "interactive-brokers", "--api-key", "TESTCONSX")
    fields = ("-d", "oauth_token=a1b2c3d4e5f6a7b8c9d0", "-d", "diffie_hellman_challenge=5f3a9c")
    words = (*key, *fields, "-d", "oauth_nonce=aBcDeFgH01234567", "--timestamp", "1795824000")
    asked = (*words, "--secret-file", "secret")
    for more in ((), ("--json",), ("--output", "headers")):
        result = here(*asked, *more)
        assert result.status == 0
        assert SECRET not in result.out + result.err
        assert named("ibkr-oauth1a").signature in result.out
    assert here(*asked, "--output", "payload").out.encode() == named("ibkr-oauth1a").payload
    worded(here(*words))
    bitget = ("sign", "rsa-2048.private.pem", "--venue", "bitget", "--api-key", "k")
    assert SECRET in here(*bitget, "--secret-file", "secret").out
    assert SECRET not in here(*bitget).out
    (here.home / "secret").write_text("a\nX-Evil: 1\n")
    assert here(*bitget, "--secret-file", "secret").status == 2


def test_encrypted_key_is_opened_as_elsewhere(here: Here, saved: Path) -> None:
    words = ("sign", str(saved / "key.private.pem"), *BINANCE)
    result = here(*words, "--passphrase-file", "passphrase.txt")
    assert result.status == 0
    assert PASSPHRASE not in result.out + result.err
    assert here(*words, "--no-passphrase").status == 3


def test_request_is_refused_before_anybody_types_a_passphrase(
    here: Here, saved: Path, worded: Worded
) -> None:
    result = here("sign", str(saved / "key.private.pem"), "--venue", "binance", "GET", "api/v3/account")
    assert result.status == 2
    worded(result)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("ed25519.private.pem",), 2),
        (("ed25519.private.pem", "--venue", "nowhere"), 2),
        (("ed25519.private.pem", "--venue", "gmgn"), 2),
        (("ed25519.private.pem", "--venue", "binance", "--api", "rset"), 2),
        (("ed25519.private.pem", "--venue", "bybit", "--api-key", "k"), 5),
        (("rsa-2048.private.pem", "--venue", "bybit"), 2),
        (("rsa-2048.private.pem", "--venue", "binance", "--api", "ws-logon", "--api-key", "k"), 5),
        (("ed25519.private.pem", "--venue", "binance", "--output", "fix"), 2),
        (("ed25519.private.pem", "--venue", "binance", "-d", "symbol"), 2),
        (("ed25519.private.pem", "--venue", "binance", "-d", "price:=1.5.0"), 2),
        (("ed25519.private.pem", "--venue", "binance", "--timestamp", "yesterday"), 2),
        (("ed25519.private.pem", "--venue", "binance", "--api-key", "PRIVATE KEY"), 2),
        (("ed25519.private.pem", "--venue", "binance", "--secret-file", "passphrase.txt"), 2),
        (("ed25519.public.pem", "--venue", "binance"), 4),
        (("missing.pem", "--venue", "binance"), 1),
        (("-", "--venue", "other", "--body", "-"), 2),
        (("ed25519.private.pem", "--venue", "binance", "GET", "/api/v3/account", "more"), 2),
    ],
)
def test_what_makes_no_sense(
    here: Here, keys: Path, worded: Worded, words: tuple[str, ...], status: int
) -> None:
    result = here("sign", *words)
    assert (result.status, result.out) == (status, "")
    worded(result)


def test_what_the_venue_may_refuse_is_a_warning(here: Here, keys: Path, worded: Worded) -> None:
    words = ("sign", "ed25519.private.pem", *BINANCE, "--api", "ws", "order.place", "-d", "symbol=a:b")
    result = here(*words)
    assert result.status == 0
    assert json.loads(result.out)["params"]["symbol"] == "a:b"
    worded(result)
