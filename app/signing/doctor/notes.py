"""What is said beside the causes: warnings, and what nobody can prove from here."""

from collections.abc import Iterator
from urllib.parse import quote

from app.signing.doctor.case import TEXT_UNSEEN, Case
from app.signing.doctor.pieces import Draft
from app.signing.doctor.proving import Proof
from app.signing.doctor.signer import KnownKey
from app.signing.pasted.sent import Sent
from app.text import Text, text

NO_KEY = text("No public key was named, so that nothing about the signature can be proved.")


def notes(case: Case, base: Draft, proof: Proof | None, known: tuple[KnownKey, ...]) -> Iterator[Text]:
    """Yield what is worth knowing and no cause."""
    if not known:
        yield NO_KEY
    if case.recipe.identifier.startswith("binance-ws") and _needs_encoding(base):
        yield text(
            "A value here is another one when it is percent-encoded. The exchange's documents say "
            "that values are "
            "signed as they are; its own libraries for Python, JavaScript, Go, Rust and Java sign them "
            "percent-encoded. Which of the two the server takes is not known: use values that are "
            "the same in both."
        )
    if proof is not None and proof.match is None and case.recipe.identifier == TEXT_UNSEEN:
        yield text(
            "{key} made the signature. The text begins with a secret here, which is not in the request: "
            "whether it is the right one cannot be seen.",
            key=proof.key,
        )


def _needs_encoding(base: Draft) -> bool:
    return any(quote(piece.value, safe="") != piece.value for piece in base.pieces)


def warnings(sent: Sent) -> Iterator[Text]:
    """Yield what a person would regret not having read."""
    if sent.had_private_key:
        yield text(
            "There is a private key in this text. It was not used and is not shown; if anybody else "
            "has seen the "
            "text, replace the key."
        )
    if sent.has_variables:
        yield text("There are shell variables in the command: what they stood for cannot be seen here.")
