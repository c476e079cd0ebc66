"""Snowflake: RSA of 2048 bits and more, set for a user by an SQL statement. There is no API key."""

from app.text import text
from app.venues.taken import only_rsa
from app.venues.venue import Venue, Way

SNOWFLAKE = Venue(
    identifier="snowflake",
    title="Snowflake",
    algorithms=("rsa-2048", "rsa-4096", "rsa-3072"),
    refusals=only_rsa("Snowflake"),
    pasted_as="body",
    way=Way.STATEMENT,
    ip_restriction=None,
    api_key=None,
    notes=(
        text(
            "A user has room for two keys, RSA_PUBLIC_KEY and RSA_PUBLIC_KEY_2, so that one can be replaced."
        ),
    ),
    sources=(
        "https://docs.snowflake.com/en/user-guide/key-pair-auth",
        "https://docs.snowflake.com/en/sql-reference/sql/alter-user-add-key-pair",
    ),
    checked="2026-11-29",
)
