"""Files whole or absent: written, checked and named together, or taken back; recovered after a kill."""
