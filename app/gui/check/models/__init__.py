"""What is checked, without widgets."""
