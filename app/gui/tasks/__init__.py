"""What runs beside the GUI thread for the window: typed tasks, which never touch a model.

Each takes its arguments and, where it reports progress, OnProgress last. Whatever needs cryptography is
imported in here, when it runs: the first frame does not wait for it. A file for each subject; the models know
them all as `tasks`.
"""

from app.gui.tasks.checking import diagnose, public_key_of_file, public_key_of_text, sign, verify
from app.gui.tasks.conversion import save_as_openssh, seed
from app.gui.tasks.desktop import open_page, save_code, show_in_folder
from app.gui.tasks.folders import accept_folder, add_ignore_line, judge_folder
from app.gui.tasks.opening import change, read, read_again, read_private_text, recognise, unlock
from app.gui.tasks.passphrases import find_keyring, forget, judge_passphrase, recall, remember, suggest
from app.gui.tasks.program import check_files, load_facts, warm_up
from app.gui.tasks.saving import (
    Draft,
    Order,
    Saved,
    encode,
    find_free_label,
    generate,
    generate_and_save,
    save,
)

__all__ = [
    "Draft",
    "Order",
    "Saved",
    "accept_folder",
    "add_ignore_line",
    "change",
    "check_files",
    "diagnose",
    "encode",
    "find_free_label",
    "find_keyring",
    "forget",
    "generate",
    "generate_and_save",
    "judge_folder",
    "judge_passphrase",
    "load_facts",
    "open_page",
    "public_key_of_file",
    "public_key_of_text",
    "read",
    "read_again",
    "read_private_text",
    "recall",
    "recognise",
    "remember",
    "save",
    "save_as_openssh",
    "save_code",
    "seed",
    "show_in_folder",
    "sign",
    "suggest",
    "unlock",
    "verify",
    "warm_up",
]
