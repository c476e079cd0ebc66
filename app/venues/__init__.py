"""The venues that take a public key of yours: what each accepts, where it goes, and what to tick.

Promises: data that can be read without anything else being loaded; every entry has its sources and the day
on which they were read. Refuses: what nobody verified. Where a page is not known, its words are left empty,
and whoever shows the entry says what to look for in words of its own.
"""
