"""What the writer of key files does when the disk, the system or a person interferes at any moment.

`python -m tests.faults` makes all the attacks and prints what was left, as a table.
"""
