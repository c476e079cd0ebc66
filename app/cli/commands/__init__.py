"""The commands of `akg`, a file each."""
