"""A text that is signed as a person can see it: nothing in it invisible, and what differs marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.signing.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.signing.doctor.difference import Span

_LONGEST = 600  # characters that are shown whole
_AROUND = 60  # characters before and behind what differs, of a longer text
_MOST = 2_000  # characters of one difference
_LEFT_OUT = "\u2026"


@dataclass(frozen=True, slots=True)
class Marked:
    """`spans`: begin and end of what differs, in the text as it is shown."""

    text: str = ""
    spans: tuple[Span, ...] = ()

    @property
    def marked(self) -> str:
        """Return what is marked, for whoever does not see it."""
        return ", ".join(self.text[begin:end] for begin, end in self.spans)


def marked(content: str, spans: Iterable[Span]) -> Marked:
    """Return a text with these spans marked; of a long one, what is around them."""
    inside = [span for span in spans if span[0] < span[1]]
    shown, marks, end = "", [], 0
    for begin, last in _parts(content, inside):
        if begin > end or (begin and not shown):
            shown += _LEFT_OUT
        for first, behind in inside:
            if begin <= first < last:
                left = len(shown) + len(_seen(content[begin:first]))
                marks.append((left, left + len(_seen(content[first : min(behind, last)]))))
        shown += _seen(content[begin:last])
        end = last
    return Marked(shown + (_LEFT_OUT if end < len(content) else ""), tuple(marks))


def _parts(content: str, spans: list[Span]) -> list[Span]:
    """Return what is shown: all, or what is around the differences, without what they share twice."""
    if len(content) <= _LONGEST:
        return [(0, len(content))]
    parts: list[Span] = []
    for begin, end in spans or [(0, _LONGEST)]:
        first = max(0, begin - _AROUND)
        last = min(len(content), min(end, begin + _MOST) + _AROUND)
        if parts and first <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(last, parts[-1][1]))
        elif sum(end - begin for begin, end in parts) < _MOST:
            parts.append((first, last))
    return parts


def _seen(content: str) -> str:
    return visible(content.encode("utf-8", "surrogatepass"))
