"""What is wrong with a FIX message besides its signature: lengths and the sum (FIX 4.4, volume 1)."""

from collections.abc import Iterator

from app.signing.doctor.case import Case
from app.signing.doctor.checks import Found

_SOH = "\x01"


def fix_checks(case: Case) -> Iterator[Found]:
    """Yield what shows in a message, whatever separator it was pasted with."""
    fields = dict(reversed(case.sent.fields))
    length = fields.get("95", "")
    if length and length != str(len(fields.get("96", ""))):
        yield "fix-rawdata-length", True
    if not _is_whole(case.sent.fields):
        yield "fix-checksum", True


def _is_whole(fields: tuple[tuple[str, str], ...]) -> bool:
    """Return whether 9 and 10 fit; a paste without them says nothing."""
    tags = [tag for tag, _ in fields]
    if tags[:2] != ["8", "9"] or tags[-1:] != ["10"]:
        return True
    octets = [f"{tag}={value}{_SOH}".encode() for tag, value in fields]
    length = sum(map(len, octets[2:-1]))
    total = sum(map(sum, octets[:-1])) % 256
    return fields[1][1] == str(length) and fields[-1][1] == f"{total:03}"
