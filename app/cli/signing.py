"""What `akg sign` says and writes: the payload made visible, and the request in the form asked for."""

import base64
from typing import TYPE_CHECKING

from app.cli import output, streams
from app.cli.output import Messages
from app.errors import RefusedError, UsageError
from app.signing import rendering
from app.signing.recipe import Kind, Part, Recipe
from app.signing.signed import Detached, FIXMessage, HTTPRequest, Message, Signed, Token
from app.signing.visible import visible
from app.text import text

if TYPE_CHECKING:
    from app.keys.passphrase import Passphrase
    from app.usecases.sign import SignedRequest

_MOST_SHOWN = 4096  # characters of a payload on standard error
_SOH = b"\x01"


def check_output(recipe: Recipe, form: str) -> None:
    """Raise UsageError for a form that the request does not have, before anybody types a passphrase."""
    has = {
        "curl": recipe.kind is Kind.HTTP or bool(recipe.bases),
        "headers": bool(recipe.bases) or recipe.identifier == "snowflake-jwt",
        "fix": recipe.api == "fix",
    }
    if not has.get(form, True):
        raise UsageError(
            text("{title} has no such form: {form}.", title=recipe.title, form=form),
            text("Choose signature, payload or json, or leave --output out."),
        )


def secret_of(recipe: Recipe, file: str | None) -> "Passphrase | None":
    """Return the secret in the file, or ask for the one that is signed."""
    if recipe.secret is None:
        if file is not None:
            raise UsageError(text("{title} wants no secret beside the key.", title=recipe.title))
        return None
    if file is not None:
        from app.cli import inputs

        return inputs.passphrase_from_file(file, "--secret-file")
    if recipe.secret is Part.SENT:
        return None
    return _asked_for()


def _asked_for() -> "Passphrase":
    from app.cli import prompts

    try:
        return prompts.ask_passphrase("Access token secret, decrypted, in hexadecimal: ")
    except UsageError as error:
        raise UsageError(error.message, text("Use --secret-file FILE.")) from error


def show(signed: "SignedRequest") -> None:
    """Say on standard error what was signed and how, and what its sender should know."""
    messages = Messages()
    rows = [("Signed for", signed.recipe.title), ("With", signed.scheme.name)]
    if not signed.is_payload_secret:
        shown = visible(signed.payload)
        rows.append(("Payload", shown if len(shown) <= _MOST_SHOWN else f"{shown[:_MOST_SHOWN]}..."))
    messages.rows(rows)
    for note in signed.notes:
        messages.note(f"Note: {note}")
    for warning in signed.warnings:
        messages.warning(warning)


def write(signed: "SignedRequest", form: str, *, as_report: bool) -> None:
    """Write it to standard output. What a terminal would obey is made visible there."""
    if as_report:
        return output.write(_report(signed))
    if form == "payload":
        return _write_payload(signed)
    if form == "signature":
        return output.write(signed.signature + "\n")
    if form == "headers":
        return output.write(rendering.headers(signed.signed))
    if form == "json":
        return output.write(rendering.as_json(signed.signed) + "\n")
    return _write_request(signed.signed)


def _write_payload(signed: "SignedRequest") -> None:
    if not _is_terminal():
        return output.write_bytes(signed.payload)
    if signed.is_payload_secret:
        raise RefusedError(
            text("The payload has a secret in it, which would be shown on this terminal."),
            text("Give it to a program through a pipe."),
        )
    return output.write(visible(signed.payload) + "\n")


def _write_request(request: Signed) -> None:
    match request:
        case HTTPRequest():
            output.write(rendering.curl(request) + "\n")
        case Message(message):
            output.write(message + "\n")
        case FIXMessage(octets) if _is_terminal():
            Messages().note(
                "| stands for SOH, the byte 0x01; through a pipe the message has the byte itself."
            )
            output.write(octets.replace(_SOH, b"|").decode("ascii") + "\n")
        case FIXMessage(octets):
            output.write_bytes(octets)
        case Token(token):
            output.write(token + "\n")
        case Detached(signature):
            output.write(signature + "\n")


def _report(signed: "SignedRequest") -> str:
    from app.cli.tables import as_json

    payload = None if signed.is_payload_secret else signed.payload
    return as_json(
        {
            "recipe": signed.recipe.identifier,
            "scheme": signed.scheme.name,
            "payload": None if payload is None else visible(payload),
            "payload_base64": None if payload is None else base64.b64encode(payload).decode("ascii"),
            "signature": signed.signature,
            "encoding": signed.recipe.form.value,
            "timestamp": signed.request.timestamp or None,
            "request": rendering.members(signed.signed),
            "warnings": list(signed.warnings),
            "notes": list(signed.notes),
        }
    )


def _is_terminal() -> bool:
    return streams.is_terminal(streams.OUTPUT)
