"""Files whole or absent: written, checked and named together, or rolled back; recovered after a kill."""
