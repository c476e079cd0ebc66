"""What the page knows, without widgets."""
