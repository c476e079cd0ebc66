"""Managers of companies: behind the advice of the venue, offline ones first in the table."""

from app.handover.manager import Manager, Place
from app.text import text

ADVICE = text(
    "Binance's advice is never to share a private key with third parties, and whoever runs this service is "
    "one. If you do: the encrypted file only, and its passphrase in another place."
)
"""Binance's "Five tips for securing your API keys", 2023 and later."""

_IN_THE_APP = text(
    "Type the passphrase into its app: as an argument of its command line other programs could see it."
)
_ADDS_A_NEWLINE = text("What it prints ends with one newline more than what was stored.")
_COPY = ("COPY", text("a new file, to be removed afterwards"))

ONEPASSWORD = Manager(
    name="1password",
    title="1Password",
    place=Place.CLOUD,
    source="developer.1password.com/docs/cli",
    store_file="op document create {file} --title {filename}",
    read_back="op document get {filename} | cmp - {file}",
    notes=(_IN_THE_APP,),
)

BITWARDEN = Manager(
    name="bitwarden",
    title="Bitwarden",
    place=Place.CLOUD,
    source="bitwarden.com/help/cli",
    store_file="bw create attachment --file {file} --itemid ITEM",
    read_back="bw get attachment {filename} --itemid ITEM --output COPY && cmp COPY {file}",
    own=(("ITEM", text("the identifier of an item that you have made")), _COPY),
    notes=(_IN_THE_APP,),
)

AWS = Manager(
    name="aws",
    title="AWS Secrets Manager",
    place=Place.CLOUD,
    source="docs.aws.amazon.com/cli (secretsmanager)",
    tried="awscli 1.46 and a simulation of the service",
    store_file="aws secretsmanager create-secret --name exchange/{safe}.private.pem "
    "--secret-string file://{stdin} < {file}",
    store_passphrase=(
        "aws secretsmanager create-secret --name exchange/{safe}.passphrase "
        "--secret-string file://{stdin} < {passphrase}"
    ),
    read_back=(
        "aws secretsmanager get-secret-value --secret-id exchange/{safe}.private.pem --query SecretString "
        "--output text | diff -B - {file}"
    ),
    notes=(_ADDS_A_NEWLINE,),
)

AWS_SSM = Manager(
    name="aws-ssm",
    title="AWS Parameter Store",
    place=Place.CLOUD,
    source="docs.aws.amazon.com/cli (ssm)",
    tried="awscli 1.46 and a simulation of the service",
    store_file=(
        "aws ssm put-parameter --type SecureString --name /exchange/{safe}.private.pem "
        "--value file://{stdin} < {file}"
    ),
    store_passphrase=(
        "aws ssm put-parameter --type SecureString --name /exchange/{safe}.passphrase "
        "--value file://{stdin} < {passphrase}"
    ),
    read_back=(
        "aws ssm get-parameter --with-decryption --name /exchange/{safe}.private.pem "
        "--query Parameter.Value --output text | diff -B - {file}"
    ),
    notes=(_ADDS_A_NEWLINE,),
)

GOOGLE = Manager(
    name="google",
    title="Google Secret Manager",
    place=Place.CLOUD,
    source="cloud.google.com/sdk/gcloud/reference/secrets",
    store_file="gcloud secrets create {safe}-private-pem --data-file=- < {file}",
    store_passphrase="gcloud secrets create {safe}-passphrase --data-file=- < {passphrase}",
    read_back="gcloud secrets versions access latest --secret={safe}-private-pem | cmp - {file}",
)

AZURE = Manager(
    name="azure",
    title="Azure Key Vault",
    place=Place.CLOUD,
    source="learn.microsoft.com/cli/azure/keyvault/secret",
    store_file="az keyvault secret set --vault-name VAULT --name {safe}-private-pem --file {file}",
    store_passphrase="az keyvault secret set --vault-name VAULT --name {safe}-passphrase --file {passphrase}",
    read_back=(
        "az keyvault secret download --vault-name VAULT --name {safe}-private-pem --file COPY "
        "&& cmp COPY {file}"
    ),
    own=(("VAULT", text("the name of your vault")), _COPY),
)

DOPPLER = Manager(
    name="doppler",
    title="Doppler",
    place=Place.CLOUD,
    source="docs.doppler.com/docs/cli",
    store_file="doppler secrets set {variable}_PRIVATE_PEM < {file}",
    store_passphrase="doppler secrets set {variable}_PASSPHRASE < {passphrase}",
    notes=(text("Compare what it gives back with the file before you rely on it."),),
)

GITHUB = Manager(
    name="github",
    title="GitHub Actions secret",
    place=Place.CLOUD,
    source="cli.github.com/manual/gh_secret_set",
    store_file="gh secret set {variable}_PRIVATE_PEM < {file}",
    store_passphrase="gh secret set {variable}_PASSPHRASE < {passphrase}",
    notes=(text("It gives a secret to workflows alone, never back to you: keep the file."),),
)

INFISICAL = Manager(
    name="infisical",
    title="Infisical",
    place=Place.CLOUD,
    source="infisical.com/docs/cli",
    refused=text(
        "Its command line takes secrets as arguments, which other programs can see, or from a .env or .yaml "
        "file, which would have to contain the key in another form: no safe command for a key file is known."
    ),
)

CLOUDS = (ONEPASSWORD, BITWARDEN, AWS, AWS_SSM, GOOGLE, AZURE, DOPPLER, GITHUB, INFISICAL)
