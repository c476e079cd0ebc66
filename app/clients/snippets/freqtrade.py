"""freqtrade: it takes the PEM in clear from its environment; config.json has no secret."""

from app.clients.client import Language
from app.clients.snippets import quoting, shell
from app.clients.snippets.filling import Filling, Snippet
from app.text import text

_SECRET = "FREQTRADE__EXCHANGE__SECRET"  # noqa: S105 (the name of a variable)
_COMMAND = "freqtrade trade --config config.json"
_BESIDE = text("the part of config.json about the exchange, without a secret")


def _configuration(filling: Filling) -> Snippet:
    key = quoting.json(filling.shown_api_key)
    code = f'{{"exchange": {{"name": "binance", "key": {key}, "secret": ""}}}}\n'
    return Snippet(Language.JSON, code, _BESIDE)


def by_environment(filling: Filling) -> tuple[Snippet, ...]:
    """Return the line that starts it, and what its configuration says beside."""
    return shell.starting(filling, _SECRET, _COMMAND), _configuration(filling)


def plain_copy(filling: Filling) -> tuple[Snippet, ...]:
    """Return the line that makes the plain copy, the one that starts it from there, and the configuration."""
    code = f'{_SECRET}="$(cat {quoting.shell(filling.plain_file)})" \\\n  {_COMMAND}\n'
    started = Snippet(Language.SHELL, code, text("in a terminal or a script, to start the program"))
    return shell.making_plain_copy(filling), started, _configuration(filling)
