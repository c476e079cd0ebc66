"""A small bundle with its record, as packaging/contents writes it."""

import hashlib
import json
from pathlib import Path

FILES = {
    "akg": b"the terminal",
    "_internal/PySide6/Qt/lib/libQt6Core.so.6": b"Qt",
    "_internal/resources/icons/app.svg": b"<svg/>",
    "licences/README.txt": b"NOTICES",
    "licences/Python/LICENSE.txt": b"PSF",
    "licences/LGPL-3.0.txt": b"LGPL",
}
RECORD = {
    "name": "Asymmetric Key Generator",
    "version": "0.1.0",
    "commit": "0" * 40,
    "built": 1_795_000_000,
    "components": [
        {
            "name": "Python",
            "version": "3.11.7",
            "licence": "PSF-2.0",
            "texts": ["Python/LICENSE.txt"],
            "parts": [],
        },
        {
            "name": "Qt",
            "version": "6.11.3",
            "licence": "LGPL-3.0-only",
            "texts": ["LGPL-3.0.txt"],
            "parts": [{"name": "zlib", "version": "1.3"}],
        },
    ],
    "files": {name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()},
    "links": {"_internal/libQt6Core.so.6": "PySide6/Qt/lib/libQt6Core.so.6"},
}


def make_bundle(root: Path) -> Path:
    """Returns the folder that a frozen process would call sys._MEIPASS."""
    for name, data in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    (root / "_internal/libQt6Core.so.6").symlink_to("PySide6/Qt/lib/libQt6Core.so.6")
    (root / "_internal/resources/contents.json").write_text(json.dumps(RECORD))
    return root / "_internal"
