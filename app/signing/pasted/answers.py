"""What the venue answered, found in a paste and cut out of it, so that the rest is the request alone."""

import re
from dataclasses import replace

from app.signing.pasted.sent import Answer
from app.signing.pasted.values import Kind, Value, values_in

_OBJECT = re.compile(
    r"\{\s*[\"'](?:code|retCode|ret_code|error|id|status|msg|jsonrpc|success|rateLimits)[\"']"
)
_MOST = 32  # objects that are looked at
_EXCEPTION = re.compile(r"APIError\(code=(-?\d+)\)(?::[ ]*([^\n]*))?")
_CODES = ("code", "retCode", "ret_code")
_MESSAGES = ("msg", "message", "retMsg", "ret_msg")
_DATE = re.compile(
    r"\b[\"']?[Dd]ate[\"']?:[ ]*[\"']?([A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT)"
)


def cut_answer(content: str) -> tuple[str, Answer]:
    """Return the text without the answer, and the answer; without one, the text as it is."""
    date = _DATE.search(content)
    for value, start, end in values_in(content, _OBJECT, _MOST):
        if answer := _answer(value):
            return content[:start] + content[end:], replace(answer, date=date[1] if date else "")
    if exception := _EXCEPTION.search(content):
        rest = content[: exception.start()] + content[exception.end() :]
        return rest, Answer(exception[1], exception[2] or "", date=date[1] if date else "")
    return content, Answer(date=date[1] if date else "")


def _answer(value: Value) -> Answer | None:
    """Return what an object says if it is an answer, and not a request."""
    if value.get("params") or value.get("method") or value.get("op") or value.get("args"):
        return None
    error = value.get("error")
    inner = error if error is not None and error.kind is Kind.OBJECT else value
    code = next((inner.text_of(name) for name in _CODES if inner.get(name)), "")
    message = next((inner.text_of(name) for name in _MESSAGES if inner.get(name)), "")
    if error is not None and error.kind is Kind.STRING:
        code = code or error.text
        message = message or value.text_of("error_description")
    return Answer(code[:40], message) if code else None
