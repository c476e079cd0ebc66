"""The least that an encrypted pair costs a Python with cryptography: two runs of PBKDF2, and two files.

Arguments: the passphrase's file, the number of iterations, the beginning of the files' names.
"""

import sys

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

source, iterations, label = sys.argv[1:]
with open(source, "rb") as file:
    passphrase = file.read().rstrip(b"\n")
for half in ("private", "public"):
    key = PBKDF2HMAC(SHA256(), 32, bytes(16), int(iterations)).derive(passphrase)
    with open(f"{label}.{half}.pem", "wb") as file:
        file.write(key)
