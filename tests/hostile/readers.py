"""Every reader of foreign text by its name: what tests, corpus and the coverage-guided run call."""

from collections.abc import Callable

from tests.hostile import key_readers, request_readers, text_readers

READERS: dict[str, Callable[[bytes], None]] = {
    "key": key_readers.read_key,
    "decrypted": key_readers.read_decrypted,
    "pem": key_readers.read_pem,
    "der": key_readers.read_der,
    "openssh": key_readers.read_openssh,
    "stranger": key_readers.read_stranger,
    "passphrase": text_readers.read_passphrase,
    "passphrase-file": text_readers.read_passphrase_file,
    "archive": text_readers.read_archive,
    "label": text_readers.read_label,
    "folder": text_readers.read_folder,
    "preferences": text_readers.read_preferences,
    "sibling": text_readers.read_sibling,
    "neighbours": text_readers.read_neighbours,
    "request": request_readers.read_request,
    "terminal": text_readers.show,
}
