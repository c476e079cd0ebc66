"""Coverage-guided fuzzing of every reader, by atheris (libFuzzer for Python): `make fuzz`."""
