"""`akg doctor`: what is said of a request, with which exit status, and what is never said."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.keys.algorithm import ED25519
from app.keys.pair import generate_key_pair, private_key_pem
from app.keys.protection import Unencrypted
from app.signing.doctor.notes import warnings
from app.signing.pasted.reader import read
from tests.cli.conftest import Akg, Here, Result, Worded
from tests.keys import samples
from tests.signing.doctor.mistakes import COLON, COLON_SENT, Q
from tests.signing.doctor.wrong import ED, RSA, Request, as_curl, as_http, as_url
from tests.signing.examples import PAIRS

Doctor = Callable[..., Result]
_KEY = ("--public-key", f"{ED}.public.pem")


@pytest.fixture
def doctor(here: Here, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    """Gives akg doctor a request; the public keys of the worked examples are in its folder."""
    for name, pair in PAIRS.items():
        (here.home / f"{name}.public.pem").write_text(pair.public_key_pem)

    def run(request: str | bytes, *options: str) -> Result:
        path = here.home / "request.txt"
        path.write_bytes(request if isinstance(request, bytes) else request.encode())
        with path.open() as stream:
            monkeypatch.setattr(sys, "stdin", stream)
            return here("doctor", *options)

    return run


def _ids(result: Result) -> list[str]:
    return [cause["id"] for cause in json.loads(result.out)["causes"]]


def test_cause_when_proved_then_both_texts_are_shown_with_their_difference(
    doctor: Doctor, worded: Worded
) -> None:
    request = Request(
        COLON, COLON_SENT, answer='{"code":-1022,"msg":"Signature for this request is not valid."}'
    )
    result = doctor(as_url(request, ED), *_KEY, "--client", "python-binance")
    assert result.status == 7
    lines = result.out.splitlines()
    signed, sent = lines.index(f"  {COLON}"), lines.index(f"  {COLON_SENT}")
    assert [_marked(lines[at], lines[at + 1]) for at in (signed, sent)] == [":1/", "%3A1%2F"]
    assert "python-binance 1.0.37" in result.out
    worded(result)


def _marked(line: str, marks: str) -> str:
    return "".join(character for character, mark in zip(line, marks, strict=False) if mark == "^")


def test_json_when_asked_for_then_has_causes_and_places_of_the_difference(doctor: Doctor) -> None:
    request = as_http(Request(COLON, COLON_SENT), ED)
    report = json.loads(doctor(request, *_KEY, "--json").out)
    (cause,) = report["causes"]
    assert (report["valid"], cause["id"], cause["proved"]) == (False, "encode-after-signing", True)
    assert cause["sentence"]
    assert cause["fix"]
    ((begin, end),) = report["differences"]["expected"]
    assert report["expected"][begin:end] == "%3A1%2F"


@pytest.mark.parametrize("form", [as_url, as_curl, as_http])
def test_right_request_when_diagnosed_then_status_is_0(
    doctor: Doctor, form: Callable[[Request, str], str]
) -> None:
    result = doctor(form(Request(Q, Q), RSA), "--key", f"{RSA}.public.pem", "--json")
    assert (result.status, json.loads(result.out)["valid"]) == (0, True)


@pytest.mark.parametrize(
    ("request_", "options"),
    [
        (Request(Q, Q), ()),
        (Request(Q, Q, answer='{"code":-1022,"msg":"Signature for this request is not valid."}'), _KEY),
    ],
    ids=["no key", "refused although it fits"],
)
def test_refusal_when_it_cannot_be_seen_from_here_then_status_is_8(
    doctor: Doctor, request_: Request, options: tuple[str, ...]
) -> None:
    result = doctor(as_url(request_, ED), *options, "--json")
    assert (result.status, _ids(result)) == (8, [])


def test_key_of_another_name_when_it_signed_then_is_named(doctor: Doctor, here: Here) -> None:
    (here.home / "old.public.pem").write_text(generate_key_pair(ED25519).public_key_pem)
    keys = ("--public-key", "old.public.pem", *_KEY)
    result = doctor(as_url(Request(Q, Q), ED), *keys, "--json")
    report = json.loads(result.out)
    assert (result.status, _ids(result), report["signed_by"]) == (7, ["wrong-key"], f"{ED}.public.pem")
    assert report["causes"][0]["proved"]


def test_encrypted_private_key_when_named_then_the_public_key_beside_it_is_used(
    doctor: Doctor, here: Here
) -> None:
    pem = samples.armour("ENCRYPTED PRIVATE KEY", samples.encrypted(PAIRS[ED].private_key_info, b"x"))
    (here.home / "key.private.pem").write_bytes(pem)
    request = as_url(Request(Q, Q), ED)
    assert doctor(request, "--key", "key.private.pem").status == 4
    (here.home / "key.public.pem").write_text(PAIRS[ED].public_key_pem)
    assert doctor(request, "--key", "key.private.pem").status == 0


def test_private_key_in_the_paste_when_read_then_is_warned_of_and_shown_nowhere(doctor: Doctor) -> None:
    pem = private_key_pem(PAIRS[ED], Unencrypted())
    body = pem.splitlines()[1]
    for paste in (pem + as_url(Request(Q, Q), ED), f"secret = '{body}'\n" + as_curl(Request(Q, Q), ED), pem):
        result = doctor(paste, *_KEY)
        assert body not in result.out + result.err
        if paste == pem:
            assert result.status == 2
        else:
            (warning,) = warnings(read(paste.encode()))
            assert warning in result.err


@pytest.mark.parametrize(
    ("paste", "status"),
    [
        (b"", 2),
        (b"hello, this is a secret word", 2),
        (b"\x1b[31msymbol=A&signature=x", 2),
        (b"\xff\xfe\xff", 2),
        (b'{"a":' * 13_000, 2),
        (b"a=1&" * 2_000, 5),
        (b"x=" + b"a" * 65_536, 5),
    ],
)
def test_text_that_is_no_request_when_diagnosed_then_is_an_error_that_does_not_repeat_it(
    doctor: Doctor, paste: bytes, status: int
) -> None:
    result = doctor(paste, *_KEY)
    assert (result.status, result.out) == (status, "")
    assert "secret word" not in result.err
    assert "\x1b" not in result.err


def test_websocket_value_when_it_would_be_encoded_then_the_contradiction_is_said(doctor: Doctor) -> None:
    from tests.signing.doctor.wrong import API_KEY, TIME, message

    params: dict[str, object] = {"apiKey": API_KEY, "note": "a:b", "timestamp": int(TIME)}
    raw = f"apiKey={API_KEY}&note=a:b&timestamp={TIME}"
    for signs, status in ((raw, 0), (raw.replace(":", "%3A"), 7)):
        result = doctor(message("order.place", params, signs, ED), *_KEY, "--json")
        (note,) = json.loads(result.out)["notes"]
        assert result.status == status
        assert "not known" in note
    plain = {**params, "note": "ab"}
    result = doctor(message("order.place", plain, raw.replace(":", ""), ED), *_KEY, "--json")
    assert (result.status, json.loads(result.out)["notes"]) == (0, [])


def test_venue_when_named_then_its_rule_is_used(doctor: Doctor) -> None:
    request = as_url(Request(Q, Q, host="localhost:8000"), ED)
    assert json.loads(doctor(request, *_KEY, "--json").out)["recipe"] == "binance-spot-rest"
    assert json.loads(doctor(request, *_KEY, "--venue", "kalshi", "--json").out)["recipe"] == "kalshi"


def test_standard_input_when_named_for_the_key_then_is_a_mistake(doctor: Doctor) -> None:
    assert doctor("a=1", "--public-key", "-").status == 2


@pytest.mark.process
def test_request_when_piped_then_is_diagnosed_without_a_passphrase(akg: Akg) -> None:
    (akg.home / "key.pem").write_text(PAIRS[RSA].public_key_pem)
    request = as_curl(Request(Q + "\n", Q), RSA).encode()
    result = akg("doctor", "--public-key", str(Path("key.pem")), stdin=request)
    assert result.status == 7
    assert "newline-in-payload (proved)" in result.out
