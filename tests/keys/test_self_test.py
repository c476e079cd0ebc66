"""The self-test finds what is broken, whatever it is, and then no key is made."""

import os
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cryptography.exceptions import InternalError, InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers import modes

from app.errors import SelfTestError
from app.keys import self_test as known_answers
from app.keys.algorithm import ED25519
from app.keys.self_test import self_test
from app.usecases.generate import GenerateRequest, generate_key_pairs

Break = Callable[[pytest.MonkeyPatch], None]


@pytest.fixture(autouse=True)
def untested() -> Iterator[None]:
    """As in a new process; and no success of a broken one stays behind."""
    self_test.cache_clear()
    yield
    self_test.cache_clear()


def answering(value: object) -> Callable[..., object]:
    return lambda *_, **__: value


class Forgiving:
    """A key, its public key, whose signatures are right and which accepts every one."""

    def __init__(self, key: Any) -> None:
        self._key = key

    def public_key(self) -> "Forgiving":
        return Forgiving(self._key.public_key())

    def sign(self, *words: Any) -> Any:
        return self._key.sign(*words)

    def public_bytes_raw(self) -> Any:
        return self._key.public_bytes_raw()

    def verify(self, *_: Any) -> None:
        pass


class Refusing(Forgiving):
    def public_key(self) -> "Refusing":
        return Refusing(self._key.public_key())

    def verify(self, *_: Any) -> None:
        raise InvalidSignature


class Miscalculating(Forgiving):
    def sign(self, *_: Any) -> bytes:
        return bytes(64)


def ed25519_key(kind: type[Forgiving]) -> Break:
    real = Ed25519PrivateKey

    class Keys:
        generate = real.generate

        @staticmethod
        def from_private_bytes(seed: bytes) -> Forgiving:
            return kind(real.from_private_bytes(seed))

    return lambda patch: patch.setattr(known_answers, "Ed25519PrivateKey", Keys)


def rsa_key(kind: type[Forgiving]) -> Break:
    key = known_answers._rsa_key()
    return lambda patch: patch.setattr(known_answers, "_rsa_key", lambda: kind(key))


class ConstantKey:
    """A random source that gives every key twice."""

    from_private_bytes = Ed25519PrivateKey.from_private_bytes

    @staticmethod
    def generate() -> "ConstantKey":
        return ConstantKey()

    def private_bytes_raw(self) -> bytes:
        return b"k" * 32


class WrongKDF:
    def __init__(self, *_: Any) -> None:
        pass

    def derive(self, _: bytes) -> bytes:
        return bytes(64)


def missing(*_: object) -> bytes:
    raise NotImplementedError("getrandom: no such system call")


def library_error(*_: object) -> bytes:
    raise InternalError("unknown OpenSSL error", [])


BROKEN: list[tuple[str, Break]] = [
    ("Ed25519", ed25519_key(Forgiving)),
    ("Ed25519", ed25519_key(Refusing)),
    ("Ed25519", ed25519_key(Miscalculating)),
    ("RSA", rsa_key(Forgiving)),
    ("RSA", rsa_key(Refusing)),
    ("RSA", rsa_key(Miscalculating)),
    ("RSA", lambda patch: patch.setattr(hashes, "SHA256", hashes.SHA384)),
    ("PBKDF2", lambda patch: patch.setattr(known_answers, "PBKDF2HMAC", WrongKDF)),
    ("AES", lambda patch: patch.setattr(modes, "CBC", modes.CTR)),
    ("AES", lambda patch: patch.setattr(known_answers, "Cipher", library_error)),
    ("the random source", lambda patch: patch.setattr(os, "urandom", answering(b"r" * 32))),
    ("the random source", lambda patch: patch.setattr(os, "urandom", missing)),
    ("the random source", lambda patch: patch.setattr(known_answers, "Ed25519PrivateKey", ConstantKey)),
]


def test_here_it_passes() -> None:
    self_test()


@pytest.mark.parametrize(("name", "breaks"), BROKEN)
def test_what_is_broken_is_named_and_no_key_is_made(
    monkeypatch: pytest.MonkeyPatch, name: str, breaks: Break
) -> None:
    """GIVEN one broken primitive WHEN a key is asked for THEN there is none, at every attempt."""
    breaks(monkeypatch)
    for _ in range(2):
        with pytest.raises(SelfTestError, match=f"self-test failed: {name} does not work"):
            generate_key_pairs(GenerateRequest(ED25519))
    monkeypatch.undo()
    assert len(generate_key_pairs(GenerateRequest(ED25519))) == 1


def test_no_answer_goes_unused(monkeypatch: pytest.MonkeyPatch) -> None:
    """GIVEN one wrong digit in any known answer THEN the self-test fails: every one counts."""
    answers = [name for name, value in vars(known_answers).items() if name.isupper() and type(value) is str]
    assert len(answers) == 12
    for name in answers:
        right = getattr(known_answers, name)
        with monkeypatch.context() as patch:
            patch.setattr(known_answers, name, right[:-1] + ("0" if right[-1] != "0" else "1"))
            with pytest.raises(SelfTestError):
                self_test()
    for index, (passphrase, iterations, key) in enumerate(known_answers._PBKDF2):
        wrong = list(known_answers._PBKDF2)
        wrong[index] = (passphrase, iterations, "00" + key[2:])
        with monkeypatch.context() as patch:
            patch.setattr(known_answers, "_PBKDF2", tuple(wrong))
            with pytest.raises(SelfTestError, match="PBKDF2"):
                self_test()


def test_it_is_quick() -> None:
    """5 ms are promised; the best of several runs, for a busy machine says nothing about it."""
    self_test()
    taken = []
    for _ in range(20):
        self_test.cache_clear()
        began = time.process_time()
        self_test()
        taken.append(time.process_time() - began)
    assert min(taken) < 0.005
