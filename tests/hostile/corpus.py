"""The committed corpus: tests/hostile/seeds/READER/*.seed, what fuzzing starts from and what it once found.

`python -m tests.hostile.corpus` adds what is missing: the valid files of every format, and small texts.
"""

from pathlib import Path

from tests.hostile.files import FILES, OTHERS

CORPUS = Path(__file__).parent / "seeds"


def seeds(reader: str) -> list[Path]:
    """The files for this reader, in order."""
    return sorted((CORPUS / reader).glob("*.seed"))


def main() -> None:
    """Writes what is missing, and nothing over what is there."""
    for reader, name, content in [
        *(("key", name, content) for name, content in FILES.items()),
        *OTHERS,
    ]:
        path = CORPUS / reader / f"{name}.seed"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes(content)


if __name__ == "__main__":
    main()
