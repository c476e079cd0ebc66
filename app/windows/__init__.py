"""Calls of Windows that both faces and the files need, each with its types as the headers have them."""
