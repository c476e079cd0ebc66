"""A FIX message with SOH, or with what people write for it: | or ^A, or a backslash and its number."""

import re

from app.signing.pasted.sent import Answer, Form, Sent

_START = re.compile(
    r"8=FIXT?\.\d\.\d(\x01|\||\^A|\\x01|\\u0001|\\001|\u2401|;|[ ])|(?<![\w=])35=A(\x01|\||\^A)"
)
_FIELD = re.compile(r"(\d{1,6})=(.*)", re.DOTALL)


def is_fix(content: str) -> bool:
    """Return whether there is a FIX message in the text."""
    return _START.search(content) is not None


def read_fix(content: str) -> Sent | None:
    """Read the first message; a reject behind it (35=3 or 35=5) is the answer."""
    found = _START.search(content)
    if not found:
        return None
    separator = found[1] or found[2]
    messages = [
        _fields(each, separator) for each in re.split(r"(?=8=FIX)", content[found.start() :]) if each.strip()
    ]
    if not messages or not messages[0]:
        return None
    return Sent(Form.FIX, fields=messages[0], answer=_answer(messages[1:]))


def read_answer(content: str) -> Answer:
    """Return what a reject in the text says."""
    sent = read_fix(content)
    return sent.answer if sent else Answer()


def _fields(content: str, separator: str) -> tuple[tuple[str, str], ...]:
    lines = content.split(separator)
    found = (_FIELD.fullmatch(piece.strip("\r\n ")) for piece in lines)
    return tuple((field[1], field[2]) for field in found if field)


def _answer(messages: list[tuple[tuple[str, str], ...]]) -> Answer:
    for message in messages:
        fields = dict(message)
        if fields.get("35") in ("3", "5"):
            return Answer(fields.get("25016") or fields.get("373", ""), fields.get("58", ""))
    return Answer()
