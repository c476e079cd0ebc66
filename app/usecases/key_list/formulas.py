"""Cells of CSV that a spreadsheet would run: given a quote, which is taken away again.

A formula begins with one of five characters, at the beginning of a cell; where the spreadsheet of a country
takes semicolons for commas, after each of them. A quote in front makes it text. What has a quote there
already gets one more, so that taking one away gives back what was there.
"""

import re

_BEGINS = "=+\\-@\uff0b\uff0d\uff1d\uff20"  # and their full-width forms
_PLAIN = re.compile(rf"(?<![^;])('*)(?=[{_BEGINS}])")
_QUOTED = re.compile(rf"(?<![^;])('+)(?=[{_BEGINS}])")


def quoted(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return _PLAIN.sub(r"'\1", cell)


def unquoted(cell: str) -> str:
    """Return what the cell was before."""
    return _QUOTED.sub(lambda found: found[1][1:], cell)
