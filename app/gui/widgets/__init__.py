"""Small widgets that the page is made of. Each has an accessible name and knows no model."""
