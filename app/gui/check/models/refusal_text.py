"""A diagnosis in sentences: the cause, how certain it is, the fix; and all of it as a text to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gui.words import said
from app.text import NOTHING, Text, paragraph, text

if TYPE_CHECKING:
    from app.clients.client import Client
    from app.signing.doctor.diagnosis import Diagnosis, Finding
    from app.usecases.diagnose_among import Answer

_PROVED = text("Proved: it shows in the signature or in the request itself.")
_VERIFIED = text("Proved: the signature verifies for the text that was signed.")
_LIKELY = text("Likely, but nothing in the request proves it.")
_VALID = text("The signature is valid, and nothing else is wrong.")
_VALID_BUT = text("The signature is valid: the request was refused for another reason.")
_UNSEEN = text("The cause cannot be seen from here.")
_NOTHING = text("Nothing is wrong, as far as it can be seen without the key.")


def headline(found: Diagnosis) -> tuple[str, Text]:
    """Return how serious it is, as the kind of a notice, and the cause in one sentence."""
    if found.findings:
        first = found.findings[0]
        return ("error" if first.proved else "warning"), first.sentence
    if found.valid:
        return ("info", _VALID_BUT) if found.was_refused else ("good", _VALID)
    return "info", _UNSEEN if found.was_refused else _NOTHING


def certainty(found: Diagnosis) -> Text:
    """Return whether the first cause is proved; NOTHING without any."""
    if not found.findings:
        return NOTHING
    if not found.findings[0].proved:
        return _LIKELY
    return _VERIFIED if found.signed and found.signed != found.expected else _PROVED


def fix(finding: Finding, client: Client | None) -> tuple[Text, Text]:
    """Return what to do about a cause, and what is known of it in this program."""
    from app.signing.doctor.advice import advice

    return finding.fix, advice(client, finding.identifier) if client else NOTHING


def key_sentence(answer: Answer) -> Text:
    """Return which key it was judged by, and how that is known."""
    from app.usecases.diagnose_among import Found

    name = answer.key.name if answer.key else ""
    match answer.found:
        case Found.CHOSEN:
            return text("Judged by the key {name}.", name=name)
        case Found.API_KEY:
            return text("Key found by its API key: {name}", name=name)
        case Found.SIGNATURE:
            return text("Key found by its signature: {name}", name=name)
        case Found.NOT:
            return text("Judged without a key.")


def as_text(found: Diagnosis, client: Client | None) -> str:
    """Return the diagnosis for a message to somebody else: no signature and no header is in it."""
    parts: list[str] = [headline(found)[1], certainty(found)]
    for index, finding in enumerate(found.findings):
        parts += [finding.sentence] if index else []
        parts += [finding.detail, text("Fix: {fix}", fix=paragraph(*fix(finding, client)))]
    if found.signed and found.signed != found.expected:
        parts += [text("Signed:"), found.signed]
    if found.expected and found.valid is not True:
        parts += [text("Expected:"), found.expected]
    if found.meaning:
        parts.append(text("The answer means: {meaning}", meaning=found.meaning))
    return "\n".join(said(part) for part in (*parts, *found.notes) if part) + "\n"
