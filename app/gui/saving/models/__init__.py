"""The models of saving, without widgets."""
