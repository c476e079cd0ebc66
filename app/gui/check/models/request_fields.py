"""What stands in the fields of Sign, and the request that it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import UsageError
from app.text import text

if TYPE_CHECKING:
    from app.signing.recipe import Recipe
    from app.signing.request import Pair, SignRequest


@dataclass(frozen=True, slots=True, repr=False)
class Fields:
    """`parameters`: a line for each, or a whole query, or JSON. `timestamp` empty: now."""

    method: str = ""
    path: str = ""
    parameters: str = ""
    api_key: str = ""
    timestamp: str = ""


def needs(recipe: Recipe) -> frozenset[str]:
    """Return which of the fields a recipe has, by their names in Fields."""
    from app.signing.recipe import Kind

    has = {
        "method": recipe.kind in (Kind.HTTP, Kind.MESSAGE),
        "path": bool(recipe.bases),
        "api_key": recipe.api_key is not None,
        "timestamp": recipe.time is not None,
    }
    return frozenset(name for name, is_there in has.items() if is_there)


def start_of(recipe: Recipe) -> Fields:
    """Return what the fields begin with: a request that changes nothing, and what has to be said."""
    lines = [f"{each.name}={each.default}" for each in recipe.fields if not (each.fresh or each.may_be_empty)]
    return Fields(*recipe.start, "\n".join(lines))


def request_of(recipe: Recipe, fields: Fields) -> SignRequest:
    """Return the request. Raises UsageError for a line that is not a parameter."""
    from app.signing.recipe import Kind
    from app.signing.request import SignRequest

    own = needs(recipe)
    content = fields.parameters
    query, body = "", b""
    parameters: tuple[Pair, ...] = ()
    if recipe.kind is Kind.TEXT or (recipe.kind is Kind.HTTP and content.lstrip()[:1] in ("{", "[")):
        body = content.encode("utf-8", "surrogatepass")
    elif recipe.kind is Kind.HTTP and "&" in content and "\n" not in content.strip():
        query = content.strip()
    elif content.lstrip()[:1] == "{":
        parameters = _members(content)
    else:
        parameters = tuple(_parameter(line) for line in content.splitlines() if line.strip())
    return SignRequest(
        method=fields.method.strip() if "method" in own else "",
        path=fields.path.strip() if "path" in own else "",
        query=query,
        parameters=parameters,
        body=body,
        api_key=fields.api_key.strip() if "api_key" in own else "",
        timestamp=fields.timestamp.strip() if "timestamp" in own else "",
    )


def _parameter(line: str) -> Pair:
    name, equals, value = line.partition("=")
    if not equals:
        raise UsageError(
            text("A line of the parameters has no equals sign."),
            text("Write one a line, such as symbol=BTCUSDT; or paste a whole query, or JSON."),
        )
    return name.strip(), value


def _members(content: str) -> tuple[Pair, ...]:
    """Return the members of a JSON object; a value that is not a text stays JSON, as Python writes it."""
    from app.signing.request import JSONText

    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UsageError(text("The parameters begin like JSON, and are not.")) from error
    return tuple(
        (name, value if isinstance(value, str) else JSONText(json.dumps(value)))
        for name, value in found.items()
    )
