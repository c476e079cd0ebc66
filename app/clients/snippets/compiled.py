"""Go, Java and Rust: the lines about the key, as their sources have them; not run by our tests."""

from app.clients.client import Language
from app.clients.snippets import quoting, shell
from app.clients.snippets.filling import Filling, Snippet
from app.text import text

_PASSPHRASE_COMES = text("part of a program; passphrase is what you have read from its file or asked for")
_PART = text("part of a program")


def go_connector(filling: Filling) -> tuple[Snippet, ...]:
    """Return the configuration for binance-connector-go."""
    code = f"""\
configuration := common.NewConfigurationRestAPI(
	common.WithApiKey({quoting.go(filling.shown_api_key)}),
	common.WithPrivateKey({quoting.go(filling.private_file)}),
	common.WithPrivateKeyPassphrase(passphrase),
)
"""
    return (Snippet(Language.GO, code, _PASSPHRASE_COMES),)


def _go_binance(filling: Filling, secret: str) -> Snippet:
    key_type = "Ed25519" if filling.family.value == "ed25519" else "Rsa"
    code = f"""\
{secret}
client := binance.NewClient({quoting.go(filling.shown_api_key)}, string(secret))
client.KeyType = common.KeyType{key_type}
"""
    return Snippet(Language.GO, code, _PART)


def go_binance_by_environment(filling: Filling) -> tuple[Snippet, ...]:
    """Return the line that starts the program, and how go-binance gets the key from its environment."""
    name = "BINANCE_PRIVATE_KEY"
    return shell.starting(filling, name, "./PROGRAM"), _go_binance(filling, f'secret := os.Getenv("{name}")')


def go_binance_plain_copy(filling: Filling) -> tuple[Snippet, ...]:
    """Return the line that makes the plain copy, and how go-binance gets the key from there."""
    read = f"secret, err := os.ReadFile({quoting.go(filling.plain_file)})"
    return shell.making_plain_copy(filling), _go_binance(filling, read)


def java_connector(filling: Filling) -> tuple[Snippet, ...]:
    """Return the configuration for binance-connector-java: the text with the line breaks of its system."""
    code = f"""\
String pem = Files.readString(Path.of({quoting.java(filling.private_file)}));
signatureConfiguration.setApiKey({quoting.java(filling.shown_api_key)});
signatureConfiguration.setPrivateKey(pem.replace("\\n", System.lineSeparator()));
signatureConfiguration.setPrivateKeyPass(passphrase);
"""
    return (Snippet(Language.JAVA, code, _PASSPHRASE_COMES),)


def rust_connector(filling: Filling) -> tuple[Snippet, ...]:
    """Return the configuration for binance-connector-rust."""
    code = f"""\
let configuration = ConfigurationRestApi::builder()
    .api_key({quoting.rust(filling.shown_api_key)})
    .private_key(PrivateKey::File({quoting.rust(filling.private_file)}.to_string()))
    .private_key_passphrase(passphrase)
    .build()?;
"""
    return (Snippet(Language.RUST, code, _PASSPHRASE_COMES),)
