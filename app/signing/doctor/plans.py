"""Which rules are broken for which recipe, in the order in which two are combined."""

from dataclasses import dataclass

from app.signing.doctor.variations import fix, order, selection, spelling, values, venues, wrapping
from app.signing.doctor.variations.variation import Variation, both


@dataclass(frozen=True, slots=True)
class Plan:
    """`variations` alone and in pairs, the first before the second; `slow` ones have many drafts each.

    `cheap`: what is tried for requests of thousands of parameters.
    """

    variations: tuple[Variation, ...]
    slow: tuple[Variation, ...] = ()
    cheap: tuple[Variation, ...] = ()


_SELECTING = (
    selection.query_and_body,
    selection.parameters,
    selection.empty_values,
    selection.signature_name,
)
_SPELLING = (
    spelling.encoding,
    values.near_times,
    values.numbers,
    values.booleans,
    values.lists,
    spelling.unicode_form,
    spelling.names_too,
    values.time_units,
)
_WRAPPING = (
    wrapping.line_ends,
    wrapping.lines,
    wrapping.stray_characters,
    wrapping.paths,
    wrapping.as_json,
    wrapping.encoded,
    wrapping.digests,
)
_CHEAP = (wrapping.line_ends, wrapping.stray_characters, spelling.names_too, wrapping.digests)


def _slow(cause: str) -> tuple[Variation, ...]:
    """Return the orders and the times that take long, the likeliest first."""
    return order.programs(cause), order.every(cause), both(order.moved(cause), values.far_times)


REST = Plan(
    (*_SELECTING, selection.api_key, order.usual("order-differs"), *_SPELLING, *_WRAPPING),
    (selection.not_sent, selection.several_parameters, values.several_numbers, *_slow("order-differs")),
    _CHEAP,
)
MESSAGE = Plan(
    (*_SELECTING, order.usual("ws-not-sorted"), *_SPELLING, *_WRAPPING),
    (selection.not_sent, selection.several_parameters, values.several_numbers, *_slow("ws-not-sorted")),
    _CHEAP,
)
FIX = Plan(
    (
        fix.swapped,
        fix.fields,
        fix.near_times,
        fix.orders,
        fix.tags,
        fix.separators,
        fix.trailing,
        wrapping.line_ends,
        wrapping.encoded,
        wrapping.digests,
    ),
    (fix.far_times,),
)
OTHERS = Plan(
    (
        venues.missing_parts,
        venues.methods,
        venues.paths,
        venues.queries,
        venues.bodies,
        venues.instructions,
        selection.parameters,
        order.usual("order-differs"),
        spelling.encoding,
        values.near_times,
        values.time_units,
        values.booleans,
        values.numbers,
        venues.other_orders,
        wrapping.line_ends,
        wrapping.as_json,
        wrapping.encoded,
        wrapping.digests,
    ),
    (values.several_numbers, *_slow("order-differs")),
    _CHEAP,
)
TOKEN = Plan((wrapping.line_ends, wrapping.encoded, wrapping.digests))


def plan_of(recipe: str) -> Plan:
    """Return the plan for a recipe, by its identifier."""
    if recipe == "binance-fix-logon":
        return FIX
    if recipe.startswith("binance-ws"):
        return MESSAGE
    if recipe.startswith("binance"):
        return REST
    return TOKEN if "jwt" in recipe else OTHERS
