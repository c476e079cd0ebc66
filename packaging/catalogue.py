"""Extracts the sentences of the program for translators: resources/translations/akg.pot, by Babel.

`make translations` writes it, and a test compares it. Promises: it changes when a sentence does, and for no
other reason: it has no dates, places or versions. English needs no catalogue at run time; none is shipped.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

import places

TEMPLATE = places.ROOT / "resources" / "translations" / "akg.pot"
_KEYWORDS = {"text": (1,), "plural": (1, 2)}
_HEADER = r"""# The sentences of the Asymmetric Key Generator. Written by `make translations`.
msgid ""
msgstr ""
"Project-Id-Version: asymmetric-key-generator\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\n"

"""


def sentences(folder: Path) -> Catalog:
    """Return the templates of all calls of text() and plural() in the Python files of a folder."""
    catalogue = Catalog()
    for _, _, message, _, _ in extract_from_dir(folder, keywords=_KEYWORDS):
        if message:  # the empty text is the header's
            catalogue.add(message)
    return catalogue


def as_template(catalogue: Catalog) -> str:
    """Return it as a .pot file, in the order of the alphabet."""
    written = io.BytesIO()
    write_po(written, catalogue, no_location=True, omit_header=True, sort_output=True, width=0)
    return _HEADER + written.getvalue().decode("utf-8").strip() + "\n"


def main() -> None:
    """Write the template."""
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(as_template(sentences(places.ROOT / "app")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
