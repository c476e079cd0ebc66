"""Which of many keys signed a request: by its API key, by proof, or nobody."""

from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.errors import CancelledError, RefusedError
from app.keys.algorithm import BY_NAME
from app.keys.pair import KeyPair, generate_key_pair, private_key_pem
from app.keys.protection import Unencrypted
from app.signing.algorithms import verify
from app.signing.doctor import evidence
from app.signing.schemes import Scheme
from app.usecases.diagnose import KnownKey
from app.usecases.diagnose_among import Answer, Candidate, Found, diagnose_among
from tests.signing.doctor.wrong import API_KEY, ED, KEYS, RSA, b64, sign

pytestmark = pytest.mark.slow

SENT = "symbol=BTCUSDT&newClientOrderId=a%3Ab&timestamp=1795824000000"
RAW = SENT.replace("%3A", ":")


def public(name: str) -> bytes:
    return KEYS[name].public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def stranger(number: int) -> Candidate:
    pair = generate_key_pair(BY_NAME["ed25519"])
    return Candidate(KnownKey(pair.subject_public_key_info, f"stranger {number}"))


def request(signed: str, key: str = ED) -> bytes:
    signature = quote(b64(sign(key, signed.encode())), safe="")
    address = f"https://api.binance.com/api/v3/order?{SENT}&signature={signature}"
    return f"curl -X POST '{address}' -H 'X-MBX-APIKEY: {API_KEY}'".encode()


def among(data: bytes, *candidates: Candidate, chosen: Candidate | None = None) -> Answer:
    return diagnose_among(data, candidates, lambda: None, chosen=chosen)


def causes(answer: Answer) -> list[str]:
    return [finding.identifier for finding in answer.diagnosis.findings]


@pytest.mark.parametrize("key", [ED, RSA])
def test_the_signer_is_found_by_proof_among_many(key: str) -> None:
    own = Candidate(KnownKey(public(key), "own"))
    answer = among(request(RAW, key), *map(stranger, range(40)), own)
    assert (answer.found, answer.key) == (Found.SIGNATURE, own.key)
    assert causes(answer) == ["encode-after-signing"]


def test_the_api_key_says_which_is_registered() -> None:
    registered = Candidate(stranger(0).key, api_key=API_KEY)
    answer = among(request(SENT), Candidate(KnownKey(public(ED), "own")), registered)
    assert (answer.found, answer.key) == (Found.API_KEY, registered.key)
    assert causes(answer) == ["wrong-key"]
    assert answer.diagnosis.findings[0].proved


def test_nobody_signed_it() -> None:
    answer = among(request(SENT), stranger(0), stranger(1))
    assert (answer.found, answer.key, causes(answer)) == (Found.NOT, None, [])
    assert any(note.startswith("None of the 2 keys") for note in answer.diagnosis.notes)


def test_keys_that_did_not_sign_share_what_may_be_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []

    def count(key: bytes, data: bytes, raw: bytes, scheme: Scheme) -> bool:
        counted.append(1)
        return verify(key, data, raw, scheme)

    monkeypatch.setattr(evidence, "verify", count)
    data = request("a text that nobody knows")
    tried = []
    for number in (1, 2, 3):
        counted.clear()
        assert among(data, *map(stranger, range(number))).found is Found.NOT
        tried.append(len(counted))
    assert max(tried) < min(tried) * 1.2


def test_another_api_key_than_the_one_that_is_remembered() -> None:
    own = Candidate(KnownKey(public(ED), "own"), api_key="x" * 64)
    answer = among(request(SENT), own)
    assert answer.diagnosis.valid
    assert any("remembered for own" in warning for warning in answer.diagnosis.warnings)


def test_the_chosen_key_is_the_registered_one() -> None:
    own, other = Candidate(KnownKey(public(ED), "own")), stranger(0)
    assert causes(among(request(SENT), own, other, chosen=other)) == ["wrong-key"]
    assert causes(among(request(SENT), own, other, chosen=own)) == []


def test_a_private_key_is_not_looked_at() -> None:
    pair: KeyPair = generate_key_pair(BY_NAME["ed25519"])
    pem = private_key_pem(pair, Unencrypted())
    with pytest.raises(RefusedError) as refused:
        among(request(SENT) + pem.encode())
    assert pem.splitlines()[1] not in f"{refused.value.message} {refused.value.hint}"


def test_it_can_be_cancelled() -> None:
    def cancel() -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        diagnose_among(request(SENT), [stranger(0)], cancel)
