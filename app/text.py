"""Sentences as data: a template and its values, so that a face can say them in another language.

Promises: the English template is the key of the catalogue, and needs none itself; whoever does not
translate reads plain English, as a Text is a `str`. Refuses: sentences glued from parts.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Protocol

    class Catalogue(Protocol):
        """What translates templates: `gettext.NullTranslations` and its children do."""

        def gettext(self, message: str, /) -> str:
            """Return the translation of a template, or the template."""

        def ngettext(self, one: str, many: str, number: int, /) -> str:
            """Return the form for this number, or the English one."""


Value = str | int  # a path as str; a Text is translated with the sentence that it is part of


class Text(str):
    """An English sentence that still knows what it was made of."""

    __slots__ = ("_many", "_number", "template", "values")

    template: str
    _many: str
    _number: int
    values: Mapping[str, Value]

    def __new__(cls, template: str, values: Mapping[str, Value], many: str = "", number: int = 1) -> Text:
        """Take the template, or that for one and that for any other number, and what its fields are."""
        english = many if many and number != 1 else template
        made = super().__new__(cls, english.format(**values))
        made.template, made.values, made._many, made._number = template, values, many, number
        return made

    def translated(self, catalogue: Catalogue) -> str:
        """Return it in the catalogue's language, values included; English where that has no translation."""
        if not self.template:
            return ""
        if self._many:
            template = catalogue.ngettext(self.template, self._many, self._number)
        else:
            template = catalogue.gettext(self.template)
        return template.format(**{name: translated(value, catalogue) for name, value in self.values.items()})


def text(template: str, /, **values: Value) -> Text:
    """Make a sentence of a literal template (`{name}` for a value), which the catalogue is made from."""
    return Text(template, values)


def plural(one: str, many: str, number: int, /, **values: Value) -> Text:
    """Make a sentence that depends on a number, which its templates may use as `{number}`."""
    return Text(one, {"number": number, **values}, many, number)


def verbatim(words: object, /) -> Text:
    """Make a Text of what is the same in every language: a path, a fingerprint; a Text stays what it is."""
    return words if isinstance(words, Text) else Text("{words}", {"words": str(words)})


def listed(items: Iterable[str], /) -> Text:
    """Make an enumeration of one or more: “a certificate, 2 public keys”; there may be thousands."""
    texts = [verbatim(item) for item in items]
    if len(texts) < 2:
        return texts[0] if texts else NOTHING
    half = len(texts) // 2
    return text("{before}, {item}", before=listed(texts[:half]), item=listed(texts[half:]))


def first_of(names: Sequence[str], most: int, count: int = 0) -> Text:
    """Make an enumeration of names, the first ones if they are more than `most`, or are `count` in all."""
    shown = ", ".join(names[:most])
    more = max(count, len(names)) - len(names[:most])
    if not more:
        return verbatim(shown)
    return plural("{names} and {number:,} more", "{names} and {number:,} more", more, names=shown)


def paragraph(*sentences: str) -> Text:
    """Make a paragraph of whole sentences, without those that are empty; a plain string is not translated."""
    said = [verbatim(each) for each in sentences if each]
    if not said:
        return NOTHING
    return reduce(lambda before, then: text("{before} {then}", before=before, then=then), said)


def translated(value: Value, catalogue: Catalogue) -> Value:
    """Translate a Text; any other value, a name or a number, is the same in every language."""
    return value.translated(catalogue) if isinstance(value, Text) else value


NOTHING = Text("", {})
