"""Cuts private keys out of a paste: people post them, and nothing here may use or show one."""

import re

_SPACE = r"(?:[ +]|%20)"
_BLOCK = re.compile(
    rf"-{{5}}BEGIN{_SPACE}(?:(?!PRIVATE)[A-Z0-9]+{_SPACE}){{0,3}}PRIVATE{_SPACE}KEY.*?"
    rf"(?:-{{5}}END{_SPACE}[A-Z0-9+% ]{{0,40}}KEY-{{5}}|\Z)",
    re.DOTALL,
)
_IN_BASE64 = re.compile(
    r"(?:MC4CAQAwBQYDK2Vw|MFECAQEwBQYDK2Vw"  # PrivateKeyInfo (RFC 5958) of Ed25519, version 1 and 2
    r"|MI[A-Za-z0-9+/]{2}[A-Za-z0-9+/]{0,4}IBADANBgkqhkiG9w0BAQEFAA"  # of RSA
    r"|MI[A-Za-z0-9+/]{3}[AQgw]IBAAK[BC]"  # RSAPrivateKey (RFC 8017)
    r"|MHcCAQEEI|MIGkAgEBBD|MI[GH][A-Za-z0-9+/]AgEAMB[AM]GByqGSM49"  # of elliptic curves (RFC 5915)
    r"|MI?[A-Za-z0-9+/]{4,12}(?:KoZIhvcNAQU[M-P]|qhkiG9w0BBQ[w-z0]|SqGSIb3DQEFD)"  # encrypted by PBES2
    r"|b3BlbnNzaC1rZXktdj"  # openssh-key-v
    r"|LS0tLS1CRUdJTi(?!BQVUJM|BSU0EgUFVC))"  # -----BEGIN, of what is not PUBLIC or RSA PUBLIC
    r"(?:[A-Za-z0-9+/\s\\]|(?<=[A-Za-z0-9+/_-])[-_]|%2[BbFf])*(?:=|%3[Dd]){0,2}"
)
_IN_HEXADECIMAL = re.compile(  # the first, the second and the fourth of these
    r"(?:302e020100300506032b6570|3051020101300506032b6570|3082[0-9a-f]{4}020100(?:300d06092a864886|0282))"
    r"[0-9a-f]*",
    re.IGNORECASE,
)
_IN_JSON = re.compile(r"([\"']d[\"']\s*:\s*[\"'])[A-Za-z0-9_-]{43,}={0,2}")  # of a JSON Web Key (RFC 7517)
REMOVED = "PRIVATE-KEY-REMOVED"


def cut_private_keys(content: str) -> tuple[str, bool]:
    """Return the text with a mark in place of each private key, and whether there was one."""
    without, blocks = _BLOCK.subn(REMOVED, content)
    without, in_base64 = _IN_BASE64.subn(REMOVED, without)
    without, in_hexadecimal = _IN_HEXADECIMAL.subn(REMOVED, without)
    without, in_json = _IN_JSON.subn(rf"\1{REMOVED}", without) if "kty" in without else (without, 0)
    return without, bool(blocks or in_base64 or in_hexadecimal or in_json)
