"""The model of the page, without widgets."""
