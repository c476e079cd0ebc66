"""Requests and signatures: why one was refused, and the keys that this takes. Nothing of them is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.keys.pair import KeyPair
    from app.keys.passphrase import Passphrase
    from app.signing.judging import Judgement
    from app.signing.request import SignRequest
    from app.usecases.diagnose_among import Answer, Candidate
    from app.usecases.progress import OnProgress
    from app.usecases.sign import SignedRequest


def diagnose(
    request: str, candidates: Sequence[Candidate], chosen: Candidate | None, on_progress: OnProgress
) -> Answer:
    """Say why a request was refused: by the chosen key, or by that of the candidates which signed it."""
    from app.usecases.diagnose_among import diagnose_among

    data = request.encode("utf-8", "surrogatepass")
    return diagnose_among(data, candidates, lambda: on_progress(0, 0), chosen=chosen)


def public_key_of_text(content: str, _: OnProgress) -> bytes:
    """Return DER SubjectPublicKeyInfo of a pasted key."""
    from app.usecases.diagnose import public_key_in

    return public_key_in(content.encode("utf-8", "surrogatepass"))


def public_key_of_file(path: Path, on_progress: OnProgress) -> bytes:
    """Return DER SubjectPublicKeyInfo of the key in a file; of a private one nothing is decrypted."""
    from app.usecases.diagnose import public_key_in_file

    return public_key_in_file(path, on_progress)


def verify(public_key: bytes, payload: str, signature: str, recipe: str, _: OnProgress) -> Judgement:
    """Judge a signature by the rules of a recipe; empty: by those of any venue."""
    from app.signing.table import BY_IDENTIFIER
    from app.usecases.verify import verify

    data = payload.encode("utf-8", "surrogatepass")
    return verify(public_key, data, signature, BY_IDENTIFIER.get(recipe))


def sign(
    source: KeyPair | tuple[Path, str],
    passphrase: Passphrase,
    request: SignRequest,
    on_progress: OnProgress,
    *,
    recipe: str,
    venue: str,
) -> SignedRequest | None:
    """Sign a request with a pair, or with the key of this fingerprint in a file; None where that wants a
    passphrase and there is none.
    """
    from app.signing.table import BY_IDENTIFIER
    from app.usecases.open_key import read_again, unlock_again
    from app.usecases.sign import sign

    if isinstance(source, tuple):
        path, fingerprint = source
        if not passphrase and read_again(path, fingerprint, on_progress).pair is None:
            return None
        source = unlock_again(path, fingerprint, passphrase or None, on_progress)
    return sign(BY_IDENTIFIER[recipe], request, source, venue)
