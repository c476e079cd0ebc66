"""Reads a request that was refused; where there is the answer alone, says what that means."""

from app.errors import UsageError
from app.signing.doctor.glossary import meaning_alone
from app.signing.pasted.reader import AnswerAloneError, read
from app.signing.pasted.sent import Sent
from app.text import paragraph


def read_request(data: bytes) -> Sent:
    """Return the request in the bytes. Raises what `read` raises; of an answer alone it says more."""
    try:
        return read(data)
    except AnswerAloneError as error:
        raise UsageError(paragraph(error.message, meaning_alone(error.answer)), error.hint) from error
