"""Managers whose secrets stay on the machine of the person: the first choice."""

from app.handover.manager import Manager, Place
from app.text import text

_RECIPIENT = ("RECIPIENT", text("the recipient that age-keygen prints: age1..."))
_IDENTITY = ("IDENTITY", text("the file that age-keygen wrote"))
_IDENTITY_APART = text("Keep the identity in another place than these files: whoever has both has the key.")

PASS = Manager(
    name="pass",
    title="pass",
    place=Place.OFFLINE,
    source="www.passwordstore.org",
    tried="pass 1.7.4",
    store_file="pass insert -m exchange/{label}.private.pem < {file}",
    store_passphrase="pass insert -m exchange/{label}.passphrase < {passphrase}",
    read_back="pass show exchange/{label}.private.pem | cmp - {file}",
    notes=(
        text("An entry of the same name is replaced without a question."),
        text("A program gets the passphrase by a pipe: pass show ENTRY | akg public FILE --passphrase-stdin"),
    ),
)

KEEPASSXC = Manager(
    name="keepassxc",
    title="KeePassXC",
    place=Place.OFFLINE,
    source="keepassxc.org/docs",
    tried="KeePassXC 2.7.4",
    store_file="keepassxc-cli attachment-import DATABASE.kdbx {label} {filename} {file}",
    store_passphrase="keepassxc-cli add -p DATABASE.kdbx {label}",
    read_back="keepassxc-cli attachment-export --stdout DATABASE.kdbx {label} {filename} | cmp - {file}",
    own=(("DATABASE.kdbx", text("your database")),),
    notes=(
        text("Each command asks for the database's password; add also asks for the passphrase of the key."),
        text("Without --stdout, attachment-export writes a file that others can read."),
        text("It takes KeePassXC 2.7 or newer."),
    ),
    make_entry="keepassxc-cli add DATABASE.kdbx {label}",
    passphrase_first=True,
)

AGE = Manager(
    name="age",
    title="age",
    place=Place.OFFLINE,
    source="age-encryption.org",
    tried="age 1.1.1",
    store_file="age -r RECIPIENT -o {file}.age {file}",
    store_passphrase="age -r RECIPIENT -o {beside}.passphrase.age {passphrase}",
    read_back="age -d -i IDENTITY {file}.age | cmp - {file}",
    own=(_RECIPIENT, _IDENTITY),
    notes=(_IDENTITY_APART,),
)

SOPS = Manager(
    name="sops",
    title="SOPS with age",
    place=Place.OFFLINE,
    source="getsops.io",
    tried="SOPS 3.11",
    store_file="sops encrypt --age RECIPIENT --input-type binary --output {file}.sops {file}",
    store_passphrase=(
        "sops encrypt --age RECIPIENT --input-type binary --output {beside}.passphrase.sops {passphrase}"
    ),
    read_back="sops decrypt --input-type binary --output-type binary {file}.sops | cmp - {file}",
    own=(_RECIPIENT,),
    notes=(_IDENTITY_APART,),
)

SYSTEMD = Manager(
    name="systemd",
    title="systemd credentials",
    place=Place.OFFLINE,
    source="systemd.io/CREDENTIALS",
    tried="systemd 252",
    store_file="systemd-creds encrypt --name={safe}.pem {file} {file}.cred",
    store_passphrase="systemd-creds encrypt --name={safe}.passphrase {passphrase} {beside}.passphrase.cred",
    read_back="systemd-creds decrypt --name={safe}.pem {file}.cred - | cmp - {file}",
    notes=(
        text("Run them as root on the machine where the program runs: no other can decrypt the result."),
        text("With --with-key=tpm2, where there is a TPM, a copy of the disk does not open it either."),
        text(
            "The unit of the service gets a line LoadCredentialEncrypted=NAME:FILE.cred with the name above; "
            "the program reads $CREDENTIALS_DIRECTORY/NAME."
        ),
    ),
)

ANSIBLE = Manager(
    name="ansible",
    title="Ansible Vault",
    place=Place.OFFLINE,
    source="docs.ansible.com (ansible-vault)",
    tried="ansible-core 2.14",
    store_file="ansible-vault encrypt --output - < {file} > {file}.vault",
    store_passphrase="ansible-vault encrypt --output - < {passphrase} > {beside}.passphrase.vault",
    read_back="ansible-vault decrypt --output - < {file}.vault | cmp - {file}",
    notes=(text("Each command asks for the password of the vault."),),
)

GOPASS = Manager(
    name="gopass",
    title="gopass",
    place=Place.OFFLINE,
    source="www.gopass.pw",
    store_file="gopass fscopy {file} exchange/{label}.private.pem",
    store_passphrase="gopass insert -m exchange/{label}.passphrase < {passphrase}",
    read_back="gopass cat exchange/{label}.private.pem | cmp - {file}",
    notes=(text("It takes gopass 1.9 or newer: 1.5, which Debian 12 has, does not give the file back."),),
)

DOTENVX = Manager(
    name="dotenvx",
    title="dotenvx",
    place=Place.OFFLINE,
    source="dotenvx 2.38, its help",
    refused=text(
        "dotenvx set takes the value as an argument, which other programs can see, and has no form for a "
        "file: there is no safe command for a key. Let it keep the path of the key file, not the key."
    ),
)

OFFLINE = (PASS, KEEPASSXC, AGE, SOPS, SYSTEMD, ANSIBLE, GOPASS, DOTENVX)
