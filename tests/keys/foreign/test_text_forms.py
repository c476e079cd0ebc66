"""What mail, JSON, .env files, editors and consoles do to a key text is undone, once, and said."""

import base64
import json
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from app.errors import KeygenError, UnusableKeyError
from app.keys.foreign import document as documents
from app.keys.foreign import text_forms
from app.keys.foreign.document import Container, identify
from app.keys.foreign.reader import open_private_key
from tests.keys import samples
from tests.sentences import refusal

_KEY = Ed25519PrivateKey.generate()
_PEM = _KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
_DER = _KEY.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
_ENCRYPTED = samples.encrypted(_DER, b"x")
_OPENSSH = _KEY.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode()
_RSA = rsa.generate_private_key(65537, 2048)
_RSA_PEM = _RSA.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
_PUBLIC = _KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _body(pem_text: str) -> str:
    return "".join(pem_text.splitlines()[1:-1])


_ESCAPED = {
    "JSON": json.dumps({"secret": _PEM}),
    "JSON, in a key of its own": json.dumps(_PEM),
    "JSON in JSON": json.dumps(json.dumps({"secret": _PEM})),
    "JSON of PHP": json.dumps(_PEM).replace("/", "\\/"),
    "JSON of .NET": json.dumps(_PEM).replace("+", "\\u002B"),
    ".env": 'BINANCE_SECRET="' + _PEM.replace("\n", "\\n") + '"\n',
    ".env, CRLF": "SECRET='" + _PEM.replace("\n", "\\r\\n") + "'",
    "beside Windows paths": "C:\\new\\table\n" + _PEM.replace("\n", "\\n"),
    "Python": repr(_PEM),
    "RSA in JSON": json.dumps({"a": "b\\n", "secret": _RSA_PEM}),
}


@pytest.mark.parametrize("name", _ESCAPED)
def test_escaped_line_ends_when_opened_then_are_line_ends_and_it_is_said(name: str) -> None:
    document = identify(_ESCAPED[name].encode())

    assert document.notes == (documents._ESCAPED,)
    assert open_private_key(document, None).algorithm.name in ("ed25519", "rsa-2048")
    assert not document.is_alone


def test_backslashes_outside_of_the_key_when_opened_then_are_no_note() -> None:
    assert identify(("C:\\new\n" + _PEM + "C:\\new").encode()).notes == ()


_ONCE_MORE = {
    "one line": base64.b64encode(_PEM.encode()),
    "lines of 76": base64.encodebytes(_PEM.encode()),
    "URL-safe, no padding": base64.urlsafe_b64encode(_PEM.encode()).rstrip(b"="),
    "quoted": b'"' + base64.b64encode(_PEM.encode()) + b'"',
    "of CRLF": base64.b64encode(_PEM.replace("\n", "\r\n").encode()),
    "of UTF-16": base64.b64encode(_PEM.encode("utf-16")),
    "of JSON": base64.b64encode(json.dumps({"secret": _PEM}).encode()),
}


@pytest.mark.parametrize("name", _ONCE_MORE)
def test_pem_in_base64_when_opened_then_is_the_key_and_it_is_said(name: str) -> None:
    document = identify(_ONCE_MORE[name])

    assert "encoded once more in base64" in document.notes[-1]
    assert open_private_key(document, None).private_key_info == _DER
    assert not document.is_alone


def test_pem_in_base64_in_base64_when_opened_then_is_not_followed() -> None:
    with pytest.raises(UnusableKeyError):
        identify(base64.b64encode(base64.b64encode(_PEM.encode())))


@pytest.mark.thorough
@pytest.mark.parametrize(
    "wrap",
    [
        str,
        lambda body: f"\n  {body}\r\n",
        lambda body: "\n".join(body[start : start + 20] for start in range(0, len(body), 20)),
        lambda body: body.replace("+", "-").replace("/", "_").rstrip("="),
        lambda body: f'"{body}"',
        lambda body: body + "\\n",
    ],
    ids=["as it is", "space around", "lines of 20", "URL-safe", "quoted", "escaped line end"],
)
def test_body_without_its_lines_when_opened_then_is_the_key_and_it_is_said(
    wrap: Callable[[str], str],
) -> None:
    bodies = {
        Container.PKCS8: _body(_PEM),
        Container.ENCRYPTED_PKCS8: base64.b64encode(_ENCRYPTED).decode(),
        Container.OPENSSH: _body(_OPENSSH),
    }
    for container, body in bodies.items():
        document = identify(wrap(body).encode())
        assert document.container is container
        assert "BEGIN and END lines were missing" in document.notes[0]
        assert not document.is_alone
    assert open_private_key(identify(wrap(_body(_RSA_PEM)).encode()), None).algorithm.name == "rsa-2048"
    assert open_private_key(identify(wrap(_body(_PEM)).encode()), None).private_key_info == _DER


def test_public_body_without_its_lines_when_opened_then_is_named_as_public() -> None:
    ssh = _KEY.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).split()[1]

    for body in (base64.b64encode(_PUBLIC), ssh):
        document = identify(body)
        assert (document.is_private, document.algorithm) == (False, "ed25519")
        with refusal(UnusableKeyError, form=document.container.title):
            open_private_key(document, None)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("text", [_PEM, _PEM.replace("\n", "\r\n"), "Schl\xfcssel:\n" + _PEM, _body(_PEM)])
def test_utf_16_with_and_without_a_mark_when_opened_then_is_the_key(encoding: str, text: str) -> None:
    assert open_private_key(identify(text.encode(encoding)), None).private_key_info == _DER


def test_utf_16_of_zeros_when_opened_then_is_text_and_no_binary_file() -> None:
    with pytest.raises(UnusableKeyError, match="seed of a private key"):
        identify(("0" * 64).encode("utf-16-le"))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_when_unescaped_then_is_untouched_outside_of_blocks(text: str) -> None:
    if "-----BEGIN " not in text:
        assert text_forms.unescape(text) == text


@given(st.binary(max_size=300), st.booleans(), st.integers(0, 80), st.booleans())
def test_any_bytes_when_in_base64_of_any_kind_then_come_back(
    content: bytes, url_safe: bool, width: int, padded: bool
) -> None:
    text = (base64.urlsafe_b64encode if url_safe else base64.b64encode)(content).decode()
    text = text if padded else text.rstrip("=")
    if width:
        text = "\n".join(text[start : start + width] for start in range(0, len(text), width))

    assert text_forms.from_base64(text) == (content or None)


@given(st.sampled_from([_PEM, _RSA_PEM, _OPENSSH]), st.permutations(["escape", "base64", "utf-16", "letter"]))
def test_forms_in_any_order_when_piled_up_then_open_or_end_in_an_error_of_ours(
    text: str, order: list[str]
) -> None:
    data = text.encode()
    for form in order:
        match form:
            case "escape":
                data = data.replace(b"\n", b"\\n")
            case "base64":
                data = base64.b64encode(data)
            case "utf-16":
                data = data.decode("latin-1").encode("utf-16-le")
            case _:
                data = b"Dear Bob,\n" + data
        result = samples.outcome(lambda given=data: identify(given))  # type: ignore[misc]
        if isinstance(result, KeygenError):
            assert _body(text)[20:28] not in result.message + result.hint
