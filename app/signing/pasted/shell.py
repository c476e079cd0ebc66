"""Splits a line of sh into words, as far as people's curl commands need it (POSIX XCU 2.2, and $'...').

Promises: every character is looked at once. Variables and substitutions are not resolved, and said so.
"""

import re
from dataclasses import dataclass

_ANSI = re.compile(r"\\(x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{1,4}|[0-7]{1,3}|.)", re.DOTALL)
_ANSI_MEANINGS = {"n": "\n", "r": "\r", "t": "\t", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}
_CONTINUATION = re.compile(r"[\\^`][ \t]*\r?\n")
_GOES_ON = re.compile(r"\r?\n[ \t]*(?=-|https?:|wss?:|['\"])")
_VARIABLE = re.compile(r"\$[A-Za-z_{(]")


@dataclass(frozen=True, slots=True, repr=False)
class Command:
    """The words of one command; `lost`: what followed an & outside of quotes; `rest`: the lines behind it."""

    words: tuple[str, ...]
    lost: str = ""
    rest: str = ""
    has_variables: bool = False


class _Reader:
    """One pass over the text."""

    def __init__(self, content: str) -> None:
        self.source = content
        self.at = 0
        self.words: list[str] = []
        self.word: list[str] = []
        self.is_open = False
        self.has_variables = False

    def read(self) -> Command:
        """Return the first command."""
        while self.at < len(self.source):
            if found := _CONTINUATION.match(self.source, self.at):
                self.at = found.end()
                continue
            if found := _GOES_ON.match(self.source, self.at):
                self._end_word()
                self.at = found.end()
                continue
            character = self.source[self.at]
            if character in "\n&;|":
                return self._ended(character)
            self._take(character)
        self._end_word()
        return Command(tuple(self.words), has_variables=self.has_variables)

    def _ended(self, character: str) -> Command:
        self._end_word()
        rest = self.source[self.at + 1 :]
        if character == "&" and not rest.startswith("&"):
            lost, _, rest = rest.partition("\n")
            return Command(tuple(self.words), lost, rest, self.has_variables)
        return Command(tuple(self.words), "", rest, self.has_variables)

    def _take(self, character: str) -> None:
        if character.isspace():
            self._end_word()
            self.at += 1
        elif character == "'":
            self._until(self.at + 1, "'")
        elif character == '"':
            self._double()
        elif self.source.startswith("$'", self.at):
            self._ansi()
        elif character == "\\":
            self._add(self.source[self.at + 1 : self.at + 2])
            self.at += 2
        else:
            self._look_for_variable(self.at)
            self._add(character)
            self.at += 1

    def _add(self, part: str) -> None:
        self.word.append(part)
        self.is_open = True

    def _end_word(self) -> None:
        if self.is_open:
            self.words.append("".join(self.word))
        self.word, self.is_open = [], False

    def _look_for_variable(self, at: int) -> None:
        if _VARIABLE.match(self.source, at) or self.source[at] == "`":
            self.has_variables = True

    def _until(self, begin: int, quote: str) -> None:
        end = self.source.find(quote, begin)
        end = len(self.source) if end < 0 else end
        self._add(self.source[begin:end])
        self.at = end + 1

    def _double(self) -> None:
        self._add("")
        self.at += 1
        while self.at < len(self.source) and self.source[self.at] != '"':
            following = self.source[self.at + 1 : self.at + 2]
            if self.source[self.at] == "\\" and following in tuple('$`"\\\n'):
                self._add(following.strip("\n"))
                self.at += 2
            else:
                self._look_for_variable(self.at)
                self._add(self.source[self.at])
                self.at += 1
        self.at += 1

    def _ansi(self) -> None:
        begin = self.at + 2
        end = begin
        while end < len(self.source) and self.source[end] != "'":
            end += 2 if self.source[end] == "\\" else 1
        self._add(_ANSI.sub(_ansi_meaning, self.source[begin:end]))
        self.at = end + 1


def _ansi_meaning(escape: re.Match[str]) -> str:
    what = escape[1]
    if what[0] in "xu" and len(what) > 1:
        return chr(int(what[1:], 16))
    return chr(int(what, 8)) if what[0] in "01234567" else _ANSI_MEANINGS.get(what, what)


def split(content: str) -> Command:
    """Return the words of the first command in the text."""
    return _Reader(content).read()
