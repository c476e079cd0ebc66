"""Strict when writing; when reading, tolerant of what mail programs, editors and terminals do to a key."""

import base64
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.errors import UnusableKeyError
from app.keys import pem
from tests.keys import samples

_DER = bytes(range(256))
_TEXT = pem.encode("PRIVATE KEY", _DER)


@given(st.binary(max_size=5000))
@example(b"")
@example(bytes(48))
@example(bytes(49))
@example(_DER * 20)
def test_any_bytes_when_written_then_have_64_columns_lf_and_one_final_newline(content: bytes) -> None:
    text = pem.encode("PRIVATE KEY", content)
    lines = text.split("\n")

    assert "\r" not in text
    assert text.endswith("-----\n")
    assert not text.endswith("\n\n")
    assert lines[0] == "-----BEGIN PRIVATE KEY-----"
    assert lines[-2] == "-----END PRIVATE KEY-----"
    body = lines[1:-2]
    assert all(len(line) == 64 for line in body[:-1])
    assert all(1 <= len(line) <= 64 for line in body)
    assert base64.b64decode("".join(body)) == content


@given(st.binary(min_size=1, max_size=2000))
@example(_DER * 20)
def test_any_bytes_when_written_and_read_then_come_back(content: bytes) -> None:
    (block,) = pem.parse(pem.encode("A LABEL", content))

    assert (block.label, block.headers, block.der) == ("A LABEL", {}, content)


@pytest.mark.parametrize(
    "changed",
    [
        _TEXT.replace("\n", "\r\n"),
        _TEXT.replace("\n", "\r"),
        _TEXT.replace("\n", "\n\n"),
        _TEXT.replace("\n", " \n"),
        _TEXT.removesuffix("\n"),
        _TEXT.replace("\n", " "),
        _TEXT.replace("\n", ""),
        "    " + _TEXT.replace("\n", "\n    "),
        "Dear Bob,\nhere is my key:\n\n" + _TEXT + "\nRegards -- Alice\n",
        "\n\n\t" + _TEXT + "\n\n",
        '"' + _TEXT + '"',
        _TEXT.replace("\n", "\u00a0\n"),
    ],
    ids=[
        "CRLF",
        "CR",
        "blank lines",
        "trailing spaces",
        "no final newline",
        "one line with spaces",
        "one line",
        "indented",
        "in a letter",
        "space around",
        "quoted",
        "no-break spaces",
    ],
)
def test_key_when_pasted_with_the_damage_of_editors_then_is_read(changed: str) -> None:
    (block,) = pem.parse(changed)

    assert (block.label, block.der) == ("PRIVATE KEY", _DER)


def test_two_blocks_when_parsed_then_are_both_there_in_order() -> None:
    blocks = pem.parse(_TEXT + "between\n" + pem.encode("PUBLIC KEY", b"x"))

    assert [block.label for block in blocks] == ["PRIVATE KEY", "PUBLIC KEY"]


@pytest.mark.parametrize("length", [30, 60, 100, len(_TEXT) - 2, len(_TEXT) - 8, len(_TEXT) - 20])
def test_key_when_cut_short_then_the_missing_end_is_named(length: int) -> None:
    with pytest.raises(UnusableKeyError, match="cut short") as caught:
        pem.parse(_TEXT[:length])

    assert "whole file" in caught.value.hint


def test_key_when_cut_short_before_another_then_does_not_swallow_the_other() -> None:
    with pytest.raises(UnusableKeyError, match="cut short"):
        pem.parse(_TEXT[:100] + "\n" + _TEXT)


@pytest.mark.parametrize(
    "text",
    ["-----BEGIN", "-----BEGIN ", "-----BEGIN PRIVATE KEY\nMC4", "-----BEGIN -----\nMC4\n-----END -----"],
)
def test_begin_line_when_damaged_then_is_an_error_or_no_block(text: str) -> None:
    result = samples.outcome(lambda: pem.parse(text))

    assert result == () or (isinstance(result, UnusableKeyError) and "BEGIN line" in result.message)


@pytest.mark.parametrize(
    "damage",
    [
        lambda body: body.replace("A", "!", 1),
        lambda body: body[:-1],
        lambda body: body[1:],
        lambda body: "=" + body,
        lambda body: body.replace("A", "\xe9", 1),
        lambda body: body.replace("+", "-").replace("/", "_"),
        lambda body: body + "AA==AA",
    ],
    ids=[
        "sign",
        "last character lost",
        "first lost",
        "padding first",
        "accent",
        "base64url",
        "after padding",
    ],
)
def test_base64_when_damaged_then_is_refused_and_never_guessed(damage: object) -> None:
    assert callable(damage)
    body = base64.b64encode(_DER).decode()
    (block,) = pem.parse(f"-----BEGIN PRIVATE KEY-----\n{damage(body)}\n-----END PRIVATE KEY-----\n")

    with pytest.raises(UnusableKeyError, match="not valid base64"):
        _ = block.der


def test_headers_of_old_openssl_files_when_read_then_are_apart_from_the_body() -> None:
    headers = {"Proc-Type": "4,ENCRYPTED", "DEK-Info": "AES-128-CBC,00FF"}
    text = pem.encode("RSA PRIVATE KEY", _DER, headers)

    for changed in (text, text.replace("\n", "\r\n"), "  " + text.replace("\n", "\n  ")):
        (block,) = pem.parse(changed)
        assert (block.headers, block.der) == (headers, _DER)


def test_block_when_shown_then_has_no_secret_in_it() -> None:
    (block,) = pem.parse(_TEXT)

    assert repr(block) == "PEMBlock('PRIVATE KEY', 344 characters)"
    assert base64.b64encode(_DER).decode()[:20] not in f"{block}"


@given(
    st.text()
    | st.from_regex(re.compile(r"(-----BEGIN [A-Z ]{0,9}-----|-----END [A-Z ]{0,9}-----|\s|M){0,9}"))
)
def test_any_text_when_parsed_then_only_our_errors_come_out(text: str) -> None:
    samples.outcome(lambda: [block.der for block in pem.parse(text)])
