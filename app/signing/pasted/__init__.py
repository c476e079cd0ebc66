"""Reads the requests that people paste, one small parser a form. Nothing is kept or sent."""
