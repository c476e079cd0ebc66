"""Registrations without a field to paste into: a signed request, an SQL statement, files to upload."""

import json
from collections.abc import Iterator

from app.storage.names import PUBLIC_SUFFIX
from app.text import NOTHING, paragraph, text
from app.usecases.pair_sets import labels_of_set
from app.usecases.registration import (
    Copies,
    Registered,
    Step,
    copy_step,
    keep_step,
    looks_like,
    permission_step,
)
from app.venues.interactive_brokers import DH_COMMAND, LIVE_ACCOUNT, WAITING
from app.venues.kalshi import ACCOUNTS
from app.venues.names import name_at
from app.venues.purpose import Purpose
from app.venues.venue import Venue

OAUTH_ACTION = "&action=OAUTH"
USER_NAME = "USER_NAME"


def by_request(venue: Venue, purpose: Purpose, key: Registered) -> Iterator[Step]:
    """Yield the steps where a signed request registers the key, as at Kalshi."""
    yield Step(
        "account",
        text("Make sure that {venue} takes public keys from your account.", venue=venue.name),
        paragraph(
            ACCOUNTS,
            text("With any other account the page makes the key pair, and a key made here is of no use."),
        ),
        address=venue.page,
    )
    yield copy_step(key)
    body = {
        "name": name_at(venue, key.name),
        "public_key": key.content,
        "scopes": list(venue.words_for(purpose.identifier)),
    }
    yield Step(
        "request",
        text("Send this to {path}, signed with an API key that you have already.", path="POST /api_keys"),
        text("It is the body of the request, in JSON."),
        Copies.TEXT,
        json.dumps(body, indent=2),
    )
    yield permission_step(venue, purpose)
    if venue.api_key:
        yield keep_step(venue, venue.api_key)


def by_statement(venue: Venue, key: Registered) -> Iterator[Step]:
    """Yield the steps where an SQL statement registers the key, as at Snowflake."""
    yield copy_step(key)
    yield Step(
        "statement",
        text("Run this at {venue}, with the name of your user for {word}.", venue=venue.name, word=USER_NAME),
        text("It needs a role that may change the user."),
        Copies.TEXT,
        f"ALTER USER {USER_NAME} SET RSA_PUBLIC_KEY='{key.content}';",
    )
    shown = f"{key.fingerprint}="
    yield Step(
        "check",
        text("Check it: the property {property} is {value}.", property="RSA_PUBLIC_KEY_FP", value=shown),
        copies=Copies.TEXT,
        copied=f"DESC USER {USER_NAME};",
    )
    yield Step(
        "permissions",
        text("The key may do what the user's roles may do. Let each program have a user of its own."),
    )


def by_files(venue: Venue, key: Registered) -> Iterator[Step]:
    """Yield the steps where files are uploaded, as at Interactive Brokers."""
    signing, encrypting = labels_of_set(venue, key.name)
    yield Step(
        "log-in",
        text(
            "Open the login page of {venue} for your country, add {text} to its address, press Enter, and "
            "log in.",
            venue=venue.name,
            text=OAUTH_ACTION,
        ),
        LIVE_ACCOUNT,
        Copies.TEXT,
        OAUTH_ACTION,
    )
    yield Step(
        "consumer-key",
        text("Choose a consumer key and press “{button}”.", button="Save Key"),
        looks_like(venue.api_key) if venue.api_key else NOTHING,
    )
    yield _upload("signature", "Public Signing Key", signing + PUBLIC_SUFFIX)
    yield _upload("encryption", "Public Encryption Key", encrypting + PUBLIC_SUFFIX)
    upload = _upload("dh", "Diffie-Hellman Parameters", "dhparam.pem")
    yield Step(
        upload.identifier,
        upload.sentence,
        text(
            "This line makes it, in a minute or more. This program does not: its library's generator is "
            "deprecated, and cannot be stopped while it runs."
        ),
        Copies.TEXT,
        DH_COMMAND,
    )
    yield Step(
        "token",
        text("Press “{button}”, and keep both tokens: they are shown once.", button="Generate Token"),
        text("Your program needs them, with the consumer key and both private keys."),
    )
    yield Step("enable", text("Switch on “{button}”.", button="Enable OAuth Access"), WAITING)
    if venue.second_factor:
        yield Step("second-factor", venue.second_factor)


def _upload(identifier: str, field: str, file: str) -> Step:
    return Step(identifier, text("As “{field}”, upload {file}.", field=field, file=file))
