"""The commands of `akg`: their order in the help, and the module of each, imported when it is asked for."""

from app.cli.parsing import Group

COMMANDS = (
    "generate",
    "register",
    "venues",
    "clients",
    "use",
    "sign",
    "verify",
    "doctor",
    "public",
    "inspect",
    "convert",
    "decrypt",
    "handover",
    "keys",
    "passphrase",
    "keyring",
    "completion",
    "help",
)


def load(name: str) -> Group:
    """Import the command of this name, and none of the others."""
    match name:
        case "generate":
            from app.cli.commands import generate

            return generate
        case "public":
            from app.cli.commands import public

            return public
        case "inspect":
            from app.cli.commands import inspect

            return inspect
        case "convert":
            from app.cli.commands import convert

            return convert
        case "decrypt":
            from app.cli.commands import decrypt

            return decrypt
        case "passphrase":
            from app.cli.commands import passphrase

            return passphrase
        case "keys":
            from app.cli.commands import keys

            return keys
        case "keyring":
            from app.cli.commands import keyring

            return keyring
        case "completion":
            from app.cli.commands import completion

            return completion
        case "help":
            from app.cli.commands import help as help_command

            return help_command
        case _:
            return _load_of_others(name)


def _load_of_others(name: str) -> Group:
    """Import a command about other people's programs and pages."""
    match name:
        case "register":
            from app.cli.commands import register

            return register
        case "venues":
            from app.cli.commands import venues

            return venues
        case "clients":
            from app.cli.commands import clients

            return clients
        case "use":
            from app.cli.commands import use

            return use
        case "sign":
            from app.cli.commands import sign

            return sign
        case "verify":
            from app.cli.commands import verify

            return verify
        case "doctor":
            from app.cli.commands import doctor

            return doctor
        case _:
            from app.cli.commands import handover

            return handover
