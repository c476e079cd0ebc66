"""What a request may have before it is signed: bounded, of the recipe's kind, and nothing that hides in it.

Promises: what passes cannot end a header, a FIX field or a line of the complete request. No message repeats
a value, which may be a secret in the wrong place.
"""

import re

from app.errors import RefusedError, UsageError
from app.signing.recipe import Field, Kind, Part, Recipe
from app.signing.request import SignRequest
from app.text import Text, text

LARGEST = 64 * 1024  # bytes of a request; no venue takes as many
LARGEST_TEXT = 1024 * 1024  # bytes of a text or a file
_MOST_PARAMETERS = 1000

_METHOD = re.compile(r"[A-Za-z][A-Za-z0-9._/-]{0,99}")
_PATH = re.compile(r"/[!-~]*")
_VISIBLE = re.compile(r"[!-~]*")
_PRINTABLE = re.compile(r"[ -~]+")
_WINDOW = re.compile(r"[0-9]{1,6}(\.[0-9]{1,3})?")


def check(recipe: Recipe, request: SignRequest) -> None:
    """Raise UsageError or RefusedError for what this recipe cannot sign, or nobody should send."""
    _check_size(recipe, request)
    _check_kind(recipe, request)
    _check_target(recipe, request)
    for name, value in request.parameters:
        _check_parameter(name, value)
    for field in recipe.fields:
        _check_field(field, request.value(field.name))
    if not request.api_key and recipe.api_key is Part.SIGNED:
        raise UsageError(text("The API key is part of what is signed, and none was given."), _NAME_IT)
    if not _VISIBLE.fullmatch(request.api_key):
        raise UsageError(text("That is not an API key; it is not repeated here."), _API_KEY)
    if request.secret and not _PRINTABLE.fullmatch(request.secret.reveal()):
        raise UsageError(text("The secret beside the key is one line of ASCII, and this is not."))
    if recipe.time and not recipe.time.takes(request.timestamp):
        raise UsageError(
            text("That is not a time as this API takes it: {unit}.", unit=recipe.time.value),
            text("Leave it out, and it is now."),
        )
    if request.recv_window and not _WINDOW.fullmatch(request.recv_window):
        raise UsageError(text("The window is a number of milliseconds, such as 5000."))


_NAME_IT = text("Name the API key: what the exchange shows after it has got the public key.")
_API_KEY = text("The API key is the short text that the exchange shows after it has got the public key.")


def _check_size(recipe: Recipe, request: SignRequest) -> None:
    most = LARGEST_TEXT if recipe.kind is Kind.TEXT else LARGEST
    size = len(request.body) + len(request.query) + len(request.path)
    size += sum(len(name) + len(value) for name, value in request.parameters)
    if size > most or len(request.parameters) > _MOST_PARAMETERS:
        raise RefusedError(
            text("This is more than {kibibytes:,} KiB; that must be a mistake.", kibibytes=most // 1024)
        )


def _check_kind(recipe: Recipe, request: SignRequest) -> None:
    own = {field.name for field in recipe.fields}
    others = [name for name, _ in request.parameters if name not in own]
    is_http = recipe.kind is Kind.HTTP
    if (request.query and not is_http) or (request.body and recipe.kind not in (Kind.HTTP, Kind.TEXT)):
        raise UsageError(text("{title} has no query and no body.", title=recipe.title), _fields_of(recipe))
    if others and recipe.kind in (Kind.FIELDS, Kind.TEXT):
        raise UsageError(
            text("{title} does not sign all of these parameters.", title=recipe.title), _fields_of(recipe)
        )


def _fields_of(recipe: Recipe) -> Text:
    names = ", ".join(field.name for field in recipe.fields)
    return text("It takes: {names}.", names=names) if names else text("It takes no parameters.")


def _check_target(recipe: Recipe, request: SignRequest) -> None:
    if request.method and not _METHOD.fullmatch(request.method):
        raise UsageError(text("That is not a method."), text("For example GET, or order.place."))
    if recipe.bases and not _PATH.fullmatch(request.path):
        raise UsageError(
            text("The path begins with / and is written as it is sent: percent-encoded."),
            text("For example {path}.", path=recipe.start[1]),
        )
    if not recipe.bases and request.path:
        raise UsageError(text("{title} has no path.", title=recipe.title))
    if not _VISIBLE.fullmatch(request.query) or "#" in request.query + request.path:
        raise UsageError(
            text("A query is taken as it is sent: percent-encoded, without spaces and #."),
            text("Give the parameters one by one, and they are encoded."),
        )


def _check_parameter(name: str, value: str) -> None:
    if not name or not name.isprintable() or set(name) & set("=& "):
        raise UsageError(text("That is not the name of a parameter."), text("For example symbol=BTCUSDT."))
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise UsageError(text("The value of {name} is not UTF-8.", name=name)) from error


def _check_field(field: Field, value: str) -> None:
    if not value and not field.may_be_empty:
        raise UsageError(
            text("{name} is missing: {meaning}.", name=field.name, meaning=field.meaning),
            text("Give it as {name}=...", name=field.name),
        )
    if value and not re.fullmatch(field.pattern, value):
        raise UsageError(text("That is not {name}: {meaning}.", name=field.name, meaning=field.meaning))
