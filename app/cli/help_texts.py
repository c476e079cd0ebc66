"""What `--help` teaches, by example; the man page is made from the same texts."""

from app.cli.status import EXIT_STATUSES

EXIT_STATUS = "exit status:\n" + "\n".join(f"  {status:<4} {text}" for status, text in EXIT_STATUSES.items())


def epilog(examples: str) -> str:
    """What stands below the options: examples, then what the exit status means."""
    return f"examples:\n{examples}\n\n{EXIT_STATUS}"


SUMMARY = "Ed25519 and RSA key pairs for exchange APIs. Without arguments: the window."

EXAMPLES = """\
  akg                         open the window
  akg generate                an Ed25519 pair in ~/api-keys; asks for a passphrase
  akg public KEY.pem          the public key that belongs to a private key
  akg inspect KEY.pem         what a key file is, and how it is protected
  akg KEY.pem                 the same
  akg passphrase suggest      a new passphrase of random words
  akg keyring forget KEY.pem  remove its passphrase from the system keyring
  akg --version --json        what is inside of this program, with hashes

Each command has examples of its own: akg help generate"""

GENERATE_SUMMARY = """\
Generates key pairs and saves each as LABEL.private.pem (PKCS#8, encrypted, mode 0600) and
LABEL.public.pem (the text for the exchange's API Management, mode 0644). Both files are read
back, decrypted and compared. Existing files are never overwritten without --force.

Standard output gets the public key of one pair, or for several a line "LABEL FINGERPRINT" for
each. The report and all messages go to standard error. A folder in a work tree of git, synced
to a cloud, on a network or open to others is warned about there, unless it was accepted in the
window; nothing is refused for it."""

GENERATE_EXAMPLES = """\
  akg generate
      an Ed25519 pair in ~/api-keys; asks twice for a passphrase, or suggests one
  akg generate -k rsa-4096 -l spot-trading -d ./keys
  akg generate --keyring
      and the passphrase is remembered by the system keyring
  akg generate -n 20 -a pairs.tar.gz --passphrase-file ~/passphrase.txt
      twenty pairs, pairs-01 to pairs-20, in one archive
  akg generate --copy
      and the public key is on the clipboard, to be pasted at the exchange
  akg generate --json --passphrase-fd 3 3< ~/passphrase.txt
  pass show exchange | akg generate --quiet --passphrase-stdin > public.pem
  akg generate -o - > both.pem
      no files: the private key, then its public key, to standard output

There is no option that takes the passphrase itself: it would show in ps and in the shell's
history."""

PUBLIC_SUMMARY = """\
Prints the public key (SubjectPublicKeyInfo PEM) of a private key: PKCS#8, PKCS#1, OpenSSH or JWK,
PEM or DER, encrypted or not. What else is in the file is named and ignored. Asks for the
passphrase of an encrypted key on the terminal."""

PUBLIC_EXAMPLES = """\
  akg public ~/api-keys/spot-trading.private.pem
  akg public old-key.pem --passphrase-file ~/passphrase.txt > old-key.public.pem
  akg public ~/api-keys/spot-trading.private.pem --keyring
      with the passphrase that akg generate --keyring stored
  akg public ~/api-keys/spot-trading.private.pem --copy
  ssh trader cat key.pem | akg public -"""

INSPECT_SUMMARY = """\
Says what a key file is and how it is protected. Asks for no passphrase and opens nothing that
is encrypted, so the fingerprint of an encrypted PKCS#8 key is not known."""

INSPECT_EXAMPLES = """\
  akg inspect ~/api-keys/spot-trading.private.pem
  akg inspect --json key.pem | jq .encryption.iterations
  akg inspect - < key.pem"""

PHRASES_SUMMARY = """\
Suggests a passphrase, or changes the one of an existing private key."""

PHRASES_EXAMPLES = """\
  akg passphrase suggest --words 7
  akg passphrase change ~/api-keys/spot-trading.private.pem"""

SUGGEST_SUMMARY = """\
Prints a new passphrase: words of the EFF's large list (7,776), each drawn at random, joined by
hyphens. Every word is worth 12.9 bits. Standard output gets the passphrase alone; its bits, and
what they mean, go to standard error."""

SUGGEST_EXAMPLES = """\
  akg passphrase suggest
  akg passphrase suggest --words 8 2> /dev/null | pass insert -m exchange"""

CHANGE_SUMMARY = """\
Encrypts a private key anew, under the same name: PKCS#8, PKCS#1, OpenSSL's legacy encryption or
OpenSSH, PEM or DER, encrypted or not, becomes encrypted PKCS#8 PEM, mode 0600. The new file is
read back, decrypted and compared before it takes the old one's place. A file that holds more than
the key is refused: the rest would be lost.

The old content is removed then. Copies of it elsewhere still open as before, and if you think
that somebody has one, generate a new key pair instead. Without --keyring, what the system keyring
remembers stays the old passphrase."""

CHANGE_EXAMPLES = """\
  akg passphrase change ~/api-keys/spot-trading.private.pem
      asks for the old passphrase, then twice for the new one, or suggests one
  akg passphrase change ~/api-keys/spot-trading.private.pem --keyring
      with the old one from the system keyring, which then remembers the new one
  akg passphrase change ~/.ssh/id_ed25519 --iterations 1000000
  akg passphrase change key.pem --passphrase-file old.txt --new-passphrase-file new.txt"""

KEYRING_SUMMARY = """\
The system keyring (Secret Service, KWallet, macOS Keychain, Windows Credential Locker) remembers
passphrases: akg generate --keyring stores one, akg public --keyring uses it, and akg passphrase
change --keyring does both. Only the passphrase goes there, under the fingerprint of its key, never
the key itself.

Any program that runs as you can read what the keyring holds while it is unlocked."""

FORGET_SUMMARY = """\
Removes the passphrase of a key from the system keyring; the key files stay as they are.

An encrypted PKCS#8 file does not tell which key it is: the public key must stand beside it
(X.public.pem beside X.private.pem, otherwise FILE.pub), or be named itself."""

KEYRING_EXAMPLES = """\
  akg keyring forget ~/api-keys/spot-trading.private.pem
  akg keyring forget ~/api-keys/spot-trading.public.pem"""

COMPLETION_SUMMARY = """\
Prints what completes the commands, options and file names of akg in a shell. The Debian package
has it installed already."""

COMPLETION_EXAMPLES = """\
  akg completion bash > ~/.local/share/bash-completion/completions/akg
  akg completion zsh > ~/.zfunc/_akg
      where ~/.zfunc is in fpath before compinit is called
  akg completion fish > ~/.config/fish/completions/akg.fish"""

HELP_SUMMARY = """\
Shows the help of akg, of a command, or of an action of a command."""

HELP_EXAMPLES = """\
  akg help
  akg help generate
  akg help passphrase change"""
