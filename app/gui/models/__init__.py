"""View models: frozen states and intents, QtCore only."""
