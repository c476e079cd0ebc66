"""One reader under libFuzzer: `python -m tests.hostile.fuzz.target READER [OPTION ...] [FOLDER ...]`."""

import sys

import atheris

with atheris.instrument_imports(
    include=["app", "cryptography.hazmat.primitives.serialization.ssh", "tarfile"]
):
    from tests.hostile.contract import cheap
    from tests.hostile.readers import READERS


def main() -> None:
    """Does not return: libFuzzer ends the process."""
    read = READERS[sys.argv[1]]

    def once(data: bytes) -> None:
        with cheap():
            read(data)

    atheris.Setup([sys.argv[0], *sys.argv[2:]], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
