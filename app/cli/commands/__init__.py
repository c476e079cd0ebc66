"""The commands of `akg`, a file each: its texts, `add(parser)`, `options(values)` and `run(options)`.

A file imports what its line needs; what only its work needs is imported by `run`.
"""
