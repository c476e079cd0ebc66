"""The one table of causes."""

from app.signing.doctor.causes import algorithm, messages, payload, request, signature, venues
from app.signing.doctor.causes.cause import Cause

CAUSES: tuple[Cause, ...] = (
    *signature.CAUSES,
    *payload.CAUSES,
    *messages.CAUSES,
    *algorithm.CAUSES,
    *request.CAUSES,
    *venues.CAUSES,
)
BY_IDENTIFIER: dict[str, Cause] = {cause.identifier: cause for cause in CAUSES}
