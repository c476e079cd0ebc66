"""README's pictures, from the real window on a virtual display; nothing in them may be clipped."""
