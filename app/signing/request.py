"""What is to be signed: parameters with raw values, or texts that are sent as they are."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import Enum

from app.keys.passphrase import Passphrase

_NANOSECONDS = 1_000_000_000


class JSONText(str):
    """The value of a parameter that is JSON already: a number, true, a list. In a query it is that text."""

    __slots__ = ()


Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRequest:
    """A request before it is signed.

    `method` and `path`: of HTTP, or `method` alone of a message. `base`: scheme and host.
    `query`: text that is sent as it is, without `?`. `parameters`: in order, with raw values; what a recipe
    calls its fields (a nonce, an instruction) is among them. `body`: bytes that are sent as they are.
    `timestamp`: in the recipe's own unit. `recv_window` empty: the recipe's default. `public_key`: DER
    SubjectPublicKeyInfo, for what names the key. `secret`: what the venue wants beside the key.
    """

    method: str = ""
    path: str = ""
    base: str = ""
    query: str = ""
    parameters: tuple[Pair, ...] = ()
    body: bytes = b""
    api_key: str = ""
    timestamp: str = ""
    recv_window: str = ""
    public_key: bytes = b""
    secret: Passphrase | None = None

    def value(self, name: str, default: str = "") -> str:
        """Return the first parameter of this name."""
        return next((value for each, value in self.parameters if each == name), default)

    def without(self, names: Collection[str]) -> "SignRequest":
        """Return the same without the parameters of these names."""
        return replace(self, parameters=tuple(pair for pair in self.parameters if pair[0] not in names))


class TimeUnit(Enum):
    """How a venue wants the time. The value is what a person reads."""

    SECONDS = "seconds"
    MILLISECONDS = "milliseconds"
    UTC = "UTC, as FIX writes it"

    def of(self, nanoseconds: int) -> str:
        """Return the time since 1970 in this unit, rounded down; FIX's with microseconds."""
        match self:
            case TimeUnit.SECONDS:
                return str(nanoseconds // _NANOSECONDS)
            case TimeUnit.MILLISECONDS:
                return str(nanoseconds // 1_000_000)
            case TimeUnit.UTC:
                return _fix_time(nanoseconds)

    def takes(self, timestamp: str) -> bool:
        """Return whether a text is a time in this unit; microseconds are milliseconds with more digits."""
        return bool(_PATTERNS[self].fullmatch(timestamp))

    def nanoseconds(self, timestamp: str) -> int | None:
        """Return the time since 1970 that a text is in this unit; None where it is none.

        Digits may be of another unit than the venue's: their count says of which.
        """
        if self is TimeUnit.UTC and (found := _FIX_TIME.fullmatch(timestamp)):
            return _nanoseconds_of(found)
        if not re.fullmatch(r"[0-9]{9,19}", timestamp, re.ASCII):
            return None
        return int(timestamp) * next(unit for most, unit in _BY_DIGITS if len(timestamp) <= most)


_BY_DIGITS = ((11, _NANOSECONDS), (14, 1_000_000), (17, 1000), (19, 1))  # the most digits, and its unit
_FIX_TIME = re.compile(r"(\d{8}-\d\d:\d\d:\d\d)(?:\.(\d{3}|\d{6}))?", re.ASCII)
_PATTERNS = {
    TimeUnit.SECONDS: re.compile("[0-9]{9,11}"),
    TimeUnit.MILLISECONDS: re.compile("[0-9]{12,17}"),
    TimeUnit.UTC: _FIX_TIME,
}


def _fix_time(nanoseconds: int) -> str:
    from datetime import UTC, datetime

    seconds, rest = divmod(nanoseconds, _NANOSECONDS)
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y%m%d-%H:%M:%S.") + f"{rest // 1000:06}"


def _nanoseconds_of(found: re.Match[str]) -> int | None:
    from datetime import UTC, datetime

    try:
        moment = datetime.strptime(found[1], "%Y%m%d-%H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return int(moment.timestamp()) * _NANOSECONDS + int((found[2] or "").ljust(9, "0"))
