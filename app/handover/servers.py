"""Managers that run on servers of the person's own."""

from app.handover.manager import Manager, Place
from app.text import text

_LAST_NEWLINE = text("A newline at the end of the passphrase's file becomes part of what is stored.")


def _vault(name: str, title: str, program: str, source: str, tried: str) -> Manager:
    return Manager(
        name=name,
        title=title,
        place=Place.SERVER,
        source=source,
        tried=tried,
        together=(
            f"{program} kv put -mount=secret exchange/{{safe}} "
            "private_pem=@{file} passphrase=@{passphrase}"
        ),
        read_back=f"{program} kv get -mount=secret -field=private_pem exchange/{{safe}} | cmp - {{file}}",
        notes=(_LAST_NEWLINE,),
    )


OPENBAO = _vault("openbao", "OpenBao", "bao", "openbao.org/docs", "OpenBao 2.7.2")
VAULT = _vault("vault", "HashiCorp Vault", "vault", "developer.hashicorp.com/vault/docs", "")

KUBERNETES = Manager(
    name="kubernetes",
    title="Kubernetes secret",
    place=Place.SERVER,
    source="kubernetes.io/docs/concepts/configuration/secret",
    store_file="kubectl create secret generic {safe}-pem --from-file=private.pem=/dev/stdin < {file}",
    store_passphrase=(
        "kubectl create secret generic {safe}-passphrase --from-file=passphrase=/dev/stdin < {passphrase}"
    ),
    notes=(
        text("A secret is base64, not encryption, unless your cluster encrypts what it stores."),
        text("Mount it as a volume: the program reads the files private.pem and passphrase there."),
    ),
)

DOCKER = Manager(
    name="docker",
    title="Docker Swarm secret",
    place=Place.SERVER,
    source="docs.docker.com/engine/swarm/secrets",
    store_file="docker secret create {safe}-pem {file}",
    store_passphrase="docker secret create {safe}-passphrase {passphrase}",
    notes=(text("The program reads it as a file of that name in /run/secrets; nothing else gives it back."),),
)

SERVERS = (OPENBAO, VAULT, KUBERNETES, DOCKER)
