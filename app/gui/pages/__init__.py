"""The page of the window, card by card: layout and `present(state)`, no logic."""
